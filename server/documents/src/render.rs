//! From a template and its data to the bytes of a PDF, leaving nothing behind in memory.

use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::Serialize;
use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::desk::Desk;
use crate::error::{DocumentError, objections};
use crate::glyphs::make_printable;

/// Stands before a template: the look that all documents share, and their head. Its data has `brand`, `service_name` and `title`.
pub(crate) const LOOK: &str = include_str!("../templates/look.typ");

/// What the file says about itself, besides its title.
pub(crate) struct Label {
    /// Tells this document from every other; only its hash is written.
    pub(crate) identity: String,
    pub(crate) issued_on: DateTime<Utc>,
}

/// Empties Typst's cache when dropped: it would grow with every document and keep what members wrote.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        comemo::evict(0);
    }
}

/// Sets `data` with `template` and writes it as PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// The data is no JSON, the template does not fit it, or the pages miss the standards.
pub(crate) fn render(template: &str, data: &impl Serialize, label: Label) -> Result<Vec<u8>, DocumentError> {
    let _forget = Forget;
    let mut data = serde_json::to_value(data)?;
    make_printable(&mut data);
    let desk = Desk::new(template, serde_json::to_vec(&data)?);
    let pages = typst::compile(&desk).output.map_err(|refused| DocumentError::Template(objections(&refused)))?;
    typst_pdf::pdf(&pages, &options(label)?).map_err(|refused| DocumentError::Standards(objections(&refused)))
}

fn options(label: Label) -> Result<PdfOptions, DocumentError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|refused| DocumentError::Standards(refused.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(label.identity),
        creator: Smart::Custom(Some("Relais".to_owned())),
        timestamp: timestamp(label.issued_on),
        standards,
        ..PdfOptions::default()
    })
}

/// `None` for a year PDF cannot write; PDF/A then refuses the document for want of a date.
fn timestamp(at: DateTime<Utc>) -> Option<Timestamp> {
    let part = |value: u32| u8::try_from(value).ok();
    let (month, day) = (part(at.month())?, part(at.day())?);
    let (hour, minute, second) = (part(at.hour())?, part(at.minute())?, part(at.second())?);
    Datetime::from_ymd_hms(at.year(), month, day, hour, minute, second).map(Timestamp::new_utc)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    static RUNS: AtomicU32 = AtomicU32::new(0);

    #[comemo::memoize]
    fn remembered(number: u32) -> u32 {
        RUNS.fetch_add(1, Ordering::SeqCst);
        number
    }

    fn label() -> Label {
        Label { identity: "test".to_owned(), issued_on: DateTime::UNIX_EPOCH }
    }

    /// How often the remembered function really ran, before and after one document.
    fn runs_around(template: &str, number: u32) -> (u32, bool) {
        remembered(number);
        let before = RUNS.load(Ordering::SeqCst);
        let made = render(template, &(), label()).is_ok();
        remembered(number);
        (RUNS.load(Ordering::SeqCst) - before, made)
    }

    #[test]
    fn the_cache_is_emptied_after_a_document_and_after_a_failure() {
        let whole = "#set document(title: \"x\")\n#set text(font: \"Liberation Sans\")\n= Bonjour";
        assert_eq!(runs_around(whole, 1), (1, true));
        assert_eq!(runs_around("#panic()", 2), (1, false));
    }

    #[test]
    fn a_template_reaches_no_other_file_no_package_and_no_clock() {
        for template in ["#read(\"/etc/passwd\")", "#include \"other.typ\"", "#import \"@preview/a:1.0.0\": b", "#datetime.today()"] {
            let refused = render(template, &(), label());
            assert!(matches!(refused, Err(DocumentError::Template(_))), "{template}: {refused:?}");
        }
    }

    #[test]
    fn an_error_does_not_quote_the_text_of_the_page() {
        let template = "#set document(title: \"x\")\n#set text(font: \"Liberation Sans\", fallback: false)\nsecret 中文";
        let refused = render(template, &(), label()).unwrap_err().to_string();
        assert!(refused.contains("PDF/A-2a") && !refused.contains('中'), "{refused}");
    }

    #[test]
    fn a_document_without_a_title_is_refused() {
        let refused = render("#set text(font: \"Liberation Sans\")\nBonjour", &(), label());
        assert!(matches!(refused, Err(DocumentError::Standards(_))), "{refused:?}");
    }
}
