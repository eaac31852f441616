//! Looks into a received file: is it what its name says, can it be read to its end, is it harmless, and what is kept of it.
//! Pure work on bytes, to be run off the async threads; at most one picture is decoded at a time.
mod active;
mod budget;
mod jpeg;
mod name;
mod object_stream;
mod pdf;
mod picture;
mod png;
mod scan;
mod tiff;

pub use name::display_name;
pub use picture::thumbnail;
pub(in crate::attachment) use picture::{as_jpeg, fitted, opened};
pub use scan::{Antivirus, Scan, ScanError};

use domain::attachment::{FileType, Refusal, UploadRules, check_file};
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

#[cfg(test)]
mod synthesis;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(in crate::attachment) use synthesis::{corners, stored};

/// A file that may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected<'a> {
    /// The name shown to people.
    pub display_name: String,
    /// What it is, by name and by content.
    pub kind: FileType,
    /// What is kept: a picture upright and without metadata, a PDF as received.
    pub kept: Cow<'a, [u8]>,
    /// Number of pages of a PDF.
    pub pages: Option<u32>,
    /// Width of a picture as shown, in pixels.
    pub width: Option<u32>,
    /// Height of a picture as shown, in pixels.
    pub height: Option<u32>,
}

/// A picture made ready to be kept.
struct Prepared {
    kept: Vec<u8>,
    width: u32,
    height: u32,
}

/// Inspects one whole file. The media type the browser claims is not asked for: it proves nothing. The scanner comes after.
///
/// # Errors
/// The first reason in the order: empty, too large, name, extension or signature, image bomb, corrupt, encrypted, active content.
pub fn inspect<'a>(claimed_name: &str, bytes: &'a [u8], rules: &UploadRules) -> Result<Inspected<'a>, Refusal> {
    let kind = check_file(rules, claimed_name, u64::try_from(bytes.len()).unwrap_or(u64::MAX))?;
    let display_name = display_name(claimed_name)?;
    if sniff(bytes) != Some(kind) {
        return Err(Refusal::WrongFormat);
    }
    // A parser that gives up on hostile bytes by panicking has found a file that cannot be read.
    let look = || match kind {
        FileType::Jpg => jpeg::prepare(bytes).map(|picture| (Some(picture), None)),
        FileType::Png => png::prepare(bytes).map(|picture| (Some(picture), None)),
        FileType::Pdf => pdf::pages(bytes).map(|pages| (None, Some(pages))),
    };
    let (picture, pages) = catch_unwind(AssertUnwindSafe(look)).unwrap_or(Err(Refusal::Corrupt))?;
    let (width, height) = picture.as_ref().map(|picture| (picture.width, picture.height)).unzip();
    let kept = picture.map_or(Cow::Borrowed(bytes), |picture| Cow::Owned(picture.kept));
    Ok(Inspected { display_name, kind, kept, pages, width, height })
}

/// The type that the first bytes announce; a PDF must start at offset 0.
pub fn sniff(first_bytes: &[u8]) -> Option<FileType> {
    const SIGNATURES: [(&[u8], FileType); 3] =
        [(b"\xff\xd8\xff", FileType::Jpg), (png::SIGNATURE, FileType::Png), (b"%PDF-", FileType::Pdf)];
    SIGNATURES.into_iter().find(|(signature, _)| first_bytes.starts_with(signature)).map(|(_, kind)| kind)
}
