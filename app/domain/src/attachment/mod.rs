//! Files a member hands in: what an insurer accepts, why one is refused, and how a file is told to the member.
//! The drop zone and the server call the same functions, so that the member sees at once what the server will say.
mod examination;
mod model;
mod name;
mod precheck;
mod refusal;
mod rules;
mod size;
mod view;

pub use examination::{Examination, Examined, MAX_REASON, Reason};
pub use model::{Attachment, AttachmentState};
pub use name::shown_name;
pub use precheck::{check_file, precheck};
pub use refusal::Refusal;
pub use rules::{FileType, UploadRules};
pub use size::size_text;
pub use view::View;

#[cfg(test)]
mod words_tests;
