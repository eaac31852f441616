//! « Complément dossier »: the documents the desk asks for to go on with a dossier, and the member's answer to each (M-1 … M-16, Y-6, Y-7).
mod card;
mod form;
mod model;
mod step;

pub use card::{Card, ComplementRules};
pub use form::{AnswerForm, Ask, AskForm, MAX_NOTE, MAX_TITLE, read_reason};
pub use model::{Answer, Complement, ComplementState, Earlier, Flaw, Item, LastRefusal, Verdict};
pub use step::{SendFault, due_after_refusal, reminder};
