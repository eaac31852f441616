//! Finds what a PDF would do by itself: run, launch, send, carry files. Links, plain form fields and words in page text do nothing.
use lopdf::{Dictionary, Document, Object};

/// Keys that only stand where something runs or is carried.
const KEYS: [&[u8]; 7] = [b"JS", b"JavaScript", b"EmbeddedFiles", b"XFA", b"RichMediaContent", b"RichMediaSettings", b"RichMediaExecute"];
/// Action types (`/S`).
const ACTIONS: [&[u8]; 10] =
    [b"JavaScript", b"Launch", b"SubmitForm", b"ImportData", b"GoToE", b"GoToR", b"Rendition", b"Movie", b"Sound", b"RichMediaExecute"];
/// Kinds of annotation (`/Subtype`) and of object (`/Type`).
const KINDS: [&[u8]; 7] = [b"RichMedia", b"Movie", b"Sound", b"Screen", b"3D", b"FileAttachment", b"EmbeddedFile"];

/// Whether any object of the document, reachable or not, is active. Walks without recursion: hostile nesting costs no stack.
pub(super) fn is_active(document: &Document) -> bool {
    let mut todo: Vec<&Object> = document.objects.values().collect();
    todo.extend(document.trailer.iter().map(|(_, value)| value));
    while let Some(object) = todo.pop() {
        let dictionary = match object {
            Object::Array(items) => {
                todo.extend(items);
                continue;
            }
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        if is_active_dictionary(document, dictionary) {
            return true;
        }
        todo.extend(dictionary.iter().map(|(_, value)| value));
    }
    false
}

fn is_active_dictionary(document: &Document, dictionary: &Dictionary) -> bool {
    let names = |key: &[u8], known: &[&[u8]]| {
        let name = dictionary.get_deref(key, document).and_then(Object::as_name);
        name.is_ok_and(|name| known.contains(&name))
    };
    // A lone /EF may be the name of a font; a file specification has its name beside it.
    let carries_file = dictionary.has(b"EF") && (dictionary.has(b"F") || dictionary.has(b"UF") || dictionary.has_type(b"Filespec"));
    carries_file
        || KEYS.iter().any(|key| dictionary.has(key))
        || names(b"S", &ACTIONS)
        || names(b"Subtype", &KINDS)
        || names(b"Type", &KINDS)
}

#[cfg(test)]
mod tests {
    use crate::attachment::inspect::pdf::pages;
    use crate::attachment::inspect::synthesis::{Pdf, object_stream};
    use domain::attachment::Refusal;

    fn verdict(catalog: &str, extra: &[&str]) -> Result<u32, Refusal> {
        let mut pdf = Pdf::default();
        for body in extra {
            pdf.object(body);
        }
        pages(&pdf.build(catalog))
    }

    #[test]
    fn every_kind_of_active_content_is_found_however_it_is_written() {
        for (catalog, extra) in [
            ("/OpenAction << /S /JavaScript /JS (x) >>", ""),
            ("/OpenAction << /S /Java#53cript >>", ""),
            ("/OpenAction << /S 1 0 R >>", "/Launch"),
            ("/OpenAction << /S /GoTo /Next [<< /S /SubmitForm /F (http://a.invalid) >>] >>", ""),
            ("", "<< /S /ImportData /F (a.fdf) >>"),
            ("", "<< /S /GoToE /D [0 /Fit] >>"),
            ("", "<< /Type /Annot /Subtype /FileAttachment >>"),
            ("", "<< /Type /Filespec /F (a.exe) /EF << /F 9 0 R >> >>"),
            ("/AcroForm << /Fields [] /XFA [(a) 1 0 R] >>", "null"),
            ("/Names << /JavaScript 1 0 R >>", "null"),
        ] {
            assert_eq!(verdict(catalog, &[extra]), Err(Refusal::ActiveContentPdf), "{catalog} {extra}");
        }
    }

    #[test]
    fn what_does_nothing_by_itself_is_accepted() {
        for catalog in [
            "/OpenAction [1 0 R /Fit]",
            "/OpenAction << /S /GoTo /D [1 0 R /Fit] >>",
            "/AcroForm << /Fields [<< /FT /Tx /T (JavaScript) /V (/JS /Launch) >>] >>",
            "/Annots [<< /Subtype /Link /A << /S /URI /URI (https://a.invalid/JavaScript) >> >>]",
            "/Fonts << /EF 1 0 R /Sound 1 0 R >>",
        ] {
            assert_eq!(verdict(catalog, &["null"]), Ok(1), "{catalog}");
        }
    }

    #[test]
    fn a_script_inside_an_object_stream_is_found() {
        let script = object_stream(&[(90, "<< /S /JavaScript /JS (x) >>")]);
        let mut pdf = Pdf::default();
        pdf.stream(&script.0, &script.1);
        assert_eq!(pages(&pdf.build("/OpenAction 90 0 R")), Err(Refusal::ActiveContentPdf));
        let mut plain = Pdf::default();
        let text = object_stream(&[(90, "<< /S /GoTo >>")]);
        plain.stream(&text.0, &text.1);
        assert_eq!(pages(&plain.build("/OpenAction 90 0 R")), Ok(1));
    }

    #[test]
    fn a_script_is_found_whichever_of_two_revisions_a_reader_takes() {
        const SCRIPT: &[u8] = b"1 0 obj\n<< /S /JavaScript /JS (x) >>\nendobj\n";
        const PLAIN: &[u8] = b"1 0 obj\n<< /S /GoTo >>\nendobj\n";
        let with = |first: &str, appended: &[u8]| {
            let mut pdf = Pdf::default();
            pdf.object(first);
            pages(&[&pdf.build(""), appended].concat())
        };
        assert_eq!(with("<< /S /GoTo >>", PLAIN), Ok(1));
        assert_eq!(with("<< /S /GoTo >>", SCRIPT), Err(Refusal::ActiveContentPdf), "the table leads to the first");
        assert_eq!(with("<< /S /JavaScript >>", PLAIN), Err(Refusal::ActiveContentPdf), "a mended table leads to the last");
    }
}
