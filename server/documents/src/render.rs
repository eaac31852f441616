//! From a template and its data to the bytes of a PDF, leaving nothing behind in memory.

use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::Serialize;
use typst::foundations::{Datetime, Smart};
use typst::layout::{Frame, FrameItem};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::desk::{Desk, Template};
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

/// After one of these Typst quotes what may be a member's: in its objections to a template, and in those to the pages, where a colon follows
/// the standard.
const QUOTES: [&[char]; 2] = [&['`', '"', ':'], &['`']];

/// Sets `data` with `template`, and writes it as PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// The data is no JSON, the template does not fit it, or the pages miss the standards.
pub(crate) fn render(template: &Template, data: &impl Serialize, label: Label) -> Result<Vec<u8>, DocumentError> {
    set(template, data, label, QUOTES).map(|(pdf, _)| pdf)
}

/// As [`render`], for data that is invented: gives the words of the pages, those that are hidden left out, and errors quote what they are
/// about.
///
/// # Errors
/// As [`render`].
pub(crate) fn rehearse(template: &Template, data: &impl Serialize, label: Label) -> Result<String, DocumentError> {
    let (_, pages) = set(template, data, label, [&[], &[]])?;
    Ok(pages.iter().map(words).collect())
}

fn set(
    template: &Template,
    data: &impl Serialize,
    label: Label,
    [of_template, of_pages]: [&[char]; 2],
) -> Result<(Vec<u8>, Vec<Frame>), DocumentError> {
    let _forget = Forget;
    let mut data = serde_json::to_value(data)?;
    make_printable(&mut data);
    let desk = Desk::new(template, serde_json::to_vec(&data)?);
    let document = typst::compile(&desk).output.map_err(|refused| DocumentError::Template(objections(&desk, &refused, of_template)))?;
    let written = typst_pdf::pdf(&document, &options(label)?);
    let pdf = written.map_err(|refused| DocumentError::Standards(objections(&desk, &refused, of_pages)))?;
    Ok((pdf, document.pages().iter().map(|page| page.frame.clone()).collect()))
}

/// What is written in a frame.
fn words(frame: &Frame) -> String {
    let said = |item: &FrameItem| match item {
        FrameItem::Text(run) => run.text.to_string(),
        FrameItem::Group(group) => words(&group.frame),
        _ => String::new(),
    };
    frame.items().map(|(_, item)| said(item)).collect()
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
        let made = render(&Template::new("", template), &(), label()).is_ok();
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
            let refused = render(&Template::new("", template), &(), label());
            assert!(matches!(refused, Err(DocumentError::Template(_))), "{template}: {refused:?}");
        }
    }

    #[test]
    fn an_error_does_not_quote_the_text_of_the_page() {
        let template = "#set document(title: \"x\")\n#set text(font: \"Liberation Sans\", fallback: false)\nsecret 中文";
        let refused = render(&Template::new("", template), &(), label()).unwrap_err().to_string();
        assert!(refused.contains("PDF/A-2a") && !refused.contains('中'), "{refused}");
        let head = "#let (name, empty) = (json(\"/data.json\"), (:))\n";
        for template in ["#panic(name)", "#assert.eq(name, none)", "#empty.at(name)"] {
            let refused = render(&Template::new(head, template), &"secret", label()).unwrap_err().to_string();
            assert!(refused.contains("line 1, column 2") && !refused.contains("secret"), "{template}: {refused}");
        }
    }

    #[test]
    fn an_error_tells_line_and_column_of_the_template_even_where_its_head_fails() {
        let head = "#let twice(words) = words.first() + words.first()\n";
        for (template, line, column) in [("é #nothing", 1, 4), ("\n\n  #twice(none)", 3, 4), ("a\n#[", 2, 2), ("#let x = 1\n#x.y", 2, 4)] {
            let refused = render(&Template::new(head, template), &(), label()).unwrap_err().to_string();
            assert!(refused.contains(&format!("line {line}, column {column}: ")), "{template}: {refused}");
        }
    }

    #[test]
    fn what_invented_data_is_told_of_says_what_it_is_about_and_its_words_are_those_that_show() {
        let refused = rehearse(&Template::new("", "#nothing"), &(), label()).unwrap_err().to_string();
        assert!(refused.contains("line 1, column 2: unknown variable: nothing"), "{refused}");
        let shown = "#set document(title: \"x\")\n#set text(font: \"Liberation Sans\", lang: \"fr\")\n#box[Bon]#strong[jour]#hide[caché]";
        assert_eq!(rehearse(&Template::new("", shown), &(), label()).unwrap(), "Bonjour");
    }

    #[test]
    fn a_document_without_a_title_is_refused() {
        let refused = render(&Template::new("", "#set text(font: \"Liberation Sans\")\nBonjour"), &(), label());
        assert!(matches!(refused, Err(DocumentError::Standards(_))), "{refused:?}");
    }
}
