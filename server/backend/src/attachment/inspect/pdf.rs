//! PDF: opens without a password, has pages, does nothing by itself, and does not swell when it is read.
use super::active::is_active;
use domain::attachment::Refusal;
use lopdf::xref::{XrefEntry, XrefRecovery};
use lopdf::{DecompressError, Document, Error, LoadOptions, Object, Stream};
use std::sync::{Mutex, PoisonError};

/// What one object stream or table may inflate to, in bytes.
const STREAM_BYTES: usize = 4 << 20;
/// What all object streams of an encrypted file may inflate to, in bytes: they cannot be weighed before they are opened.
const ENCRYPTED_BYTES: usize = 8 << 20;
/// Words in all object streams. Each becomes an object of about 130 bytes in memory.
const WORDS: usize = 2_000_000;
/// Table entries that may lead to a place another entry leads to. Sloppy writers leave a few; an attacker has one object read a
/// hundred thousand times.
const REPEATS: usize = 32;

/// An object tree is many times the file, so there is never more than one.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Number of pages of a harmless PDF.
///
/// # Errors
/// `ImageBomb`, `Corrupt`, `EncryptedPdf`, `ActiveContentPdf`.
pub(super) fn pages(bytes: &[u8]) -> Result<u32, Refusal> {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let encrypted = count_name(bytes, b"Encrypt") > 0;
    let options = options(bytes, encrypted);
    survey(bytes, &options).map_err(|refusal| if encrypted { Refusal::EncryptedPdf } else { refusal })?;
    let document = load(bytes, options.clone())?;
    if document.is_encrypted() {
        return Err(Refusal::EncryptedPdf);
    }
    let pages = whole_pages(bytes, &document)?;
    // Objects that the table leaves out are still found by readers that mend it.
    let mended = load(bytes, LoadOptions { force_reconstruct: true, ..options });
    if is_active(&document) || mended.is_ok_and(|mended| is_active(&mended)) {
        return Err(Refusal::ActiveContentPdf);
    }
    Ok(pages)
}

fn options(bytes: &[u8], encrypted: bool) -> LoadOptions {
    let share = ENCRYPTED_BYTES / count_name(bytes, b"ObjStm").max(1);
    LoadOptions::with_max_decompressed_size(if encrypted { share.min(STREAM_BYTES) } else { STREAM_BYTES })
}

fn load(bytes: &[u8], options: LoadOptions) -> Result<Document, Refusal> {
    Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. } | DecompressError::TooManyFilters { .. }) => Refusal::ImageBomb,
        Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) | Error::InvalidPassword => Refusal::EncryptedPdf,
        _ => Refusal::Corrupt,
    })
}

/// A first reading that opens no object stream: weighs them one by one, and looks for entries that lead to one place.
fn survey(bytes: &[u8], options: &LoadOptions) -> Result<(), Refusal> {
    let document = load(bytes, LoadOptions { filter: Some(hold_object_streams), ..options.clone() })?;
    let mut places: Vec<u32> = document.reference_table.entries.values().filter_map(place).collect();
    let entries = places.len();
    places.sort_unstable();
    places.dedup();
    if entries - places.len() > REPEATS {
        return Err(Refusal::Corrupt);
    }
    let held = document.objects.values().filter_map(|object| object.as_stream().ok()).filter(|stream| stream.dict.has_type(HELD));
    let words = held.map(words_of).try_fold(0, |sum: usize, words| words.map(|words| sum + words))?;
    if words > WORDS { Err(Refusal::ImageBomb) } else { Ok(()) }
}

/// The type under which an object stream is put aside during the survey.
const HELD: &[u8] = b"HeldObjStm";

/// Renames object streams, so that the reader keeps them closed, and drops every other object.
fn hold_object_streams(id: lopdf::ObjectId, object: &mut Object) -> Option<(lopdf::ObjectId, Object)> {
    let stream = object.as_stream_mut().ok().filter(|stream| stream.dict.has_type(b"ObjStm"))?;
    stream.dict.set("Type", Object::Name(HELD.to_vec()));
    Some((id, Object::Null))
}

const fn place(entry: &XrefEntry) -> Option<u32> {
    match entry {
        XrefEntry::Normal { offset, .. } => Some(*offset),
        _ => None,
    }
}

/// Words of an object stream; one that cannot be opened hides what it holds.
fn words_of(stream: &Stream) -> Result<usize, Refusal> {
    let content = stream.get_plain_content_with_limit(STREAM_BYTES).map_err(|error| match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => Refusal::ImageBomb,
        _ => Refusal::Corrupt,
    })?;
    let starts = |pair: &[u8]| !pair[1].is_ascii_whitespace() && (pair[0].is_ascii_whitespace() || b"/[(<".contains(&pair[1]));
    Ok(1 + content.windows(2).filter(|pair| starts(pair)).count())
}

/// Number of pages, when none is missing: a file cut short may still open on its first pages.
fn whole_pages(bytes: &[u8], document: &Document) -> Result<u32, Refusal> {
    let found = document.page_iter().filter(|page| document.get_dictionary(*page).is_ok()).count();
    let root = document.catalog().and_then(|catalog| catalog.get_deref(b"Pages", document)).and_then(Object::as_dict);
    let announced = root.and_then(|root| root.get_deref(b"Count", document)).and_then(Object::as_i64).unwrap_or_default();
    let cut = document.xref_recovery == Some(XrefRecovery::Reconstructed) && !ends(bytes);
    let found = u32::try_from(found).map_err(|_| Refusal::Corrupt)?;
    if found == 0 || announced > i64::from(found) || cut { Err(Refusal::Corrupt) } else { Ok(found) }
}

/// Whether an end mark follows the last object.
fn ends(bytes: &[u8]) -> bool {
    let last = |word: &[u8]| bytes.windows(word.len()).rposition(|part| part == word);
    last(b"%%EOF") > last(b"endobj")
}

/// How often a name, written plainly or with `#` escapes, starts so. Never too low: names are not encrypted or compressed where
/// they make a stream or a trailer.
fn count_name(bytes: &[u8], name: &[u8]) -> usize {
    let slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    slashes.filter(|(at, _)| bytes.get(at + 1..).is_some_and(|rest| starts_with_name(rest, name))).count()
}

fn starts_with_name(mut bytes: &[u8], name: &[u8]) -> bool {
    let hex = |digit: u8| char::from(digit).to_digit(16);
    name.iter().all(|wanted| {
        let (read, rest) = match bytes {
            [b'#', high, low, rest @ ..] => (hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low), rest),
            [byte, rest @ ..] => (Some(u32::from(*byte)), rest),
            [] => (None, bytes),
        };
        bytes = rest;
        read == Some(u32::from(*wanted))
    })
}

#[cfg(test)]
mod tests {
    use super::{Refusal, count_name, pages};
    use crate::attachment::inspect::synthesis::{Pdf, object_stream, stored};
    use lopdf::Stream;

    /// An object stream that holds one array of `words` integers, deflated.
    fn swelling(words: usize) -> Pdf {
        let body = format!("[{}]", "0 ".repeat(words));
        let (entries, content) = object_stream(&[(90, &body)]);
        let mut stream = Stream::new(lopdf::Dictionary::new(), content);
        stream.compress().unwrap();
        let mut pdf = Pdf::default();
        pdf.stream(&format!("{entries} /Filter /FlateDecode"), &stream.content);
        pdf
    }

    #[test]
    fn an_object_stream_that_swells_is_a_bomb() {
        assert_eq!(pages(&swelling(1000).build("")), Ok(1));
        assert_eq!(pages(&swelling(2_200_000).build("")), Err(Refusal::ImageBomb), "one stream inflates too far");
        let mut many = swelling(1_100_000);
        many.again(1);
        assert_eq!(pages(&many.build("")), Err(Refusal::ImageBomb), "together they hold too many words");
    }

    #[test]
    fn a_file_whose_table_leads_to_one_object_again_and_again_is_refused() {
        let mut pdf = Pdf::default();
        (0..100).for_each(|_| pdf.object("null"));
        let bytes = pdf.build("");
        let first = bytes.windows(10).position(|part| part == b"0000000015").unwrap();
        let line = bytes.get(first..first + 20).unwrap().to_vec();
        let mut twisted = bytes.clone();
        (1..100).for_each(|row| drop(twisted.splice(first + row * 20..first + row * 20 + 20, line.iter().copied())));
        assert_eq!((pages(&bytes), pages(&twisted)), (Ok(1), Err(Refusal::Corrupt)));
    }

    #[test]
    fn a_file_cut_short_is_incomplete_even_when_its_catalogue_comes_first() {
        let whole = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>\nendobj\n\
            3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n4 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF\n";
        assert_eq!(pages(whole), Ok(2), "no table, but all is there");
        for end in 9..whole.len() - 7 {
            assert_eq!(pages(whole.get(..end).unwrap()), Err(Refusal::Corrupt), "cut at {end}");
        }
    }

    #[test]
    fn a_file_that_announces_more_pages_than_it_holds_is_incomplete() {
        let mut pdf = Pdf::default();
        pdf.object("<< /Type /Page /Parent 2 0 R >>");
        pdf.object("<< /Type /Pages /Count 2 /Kids [1 0 R 9 0 R] >>");
        pdf.object("<< /Type /Catalog /Pages 2 0 R >>");
        assert_eq!(pages(&pdf.written(3, "")), Err(Refusal::Corrupt));
    }

    #[test]
    fn a_multipage_file_cut_or_changed_anywhere_never_panics() {
        let whole = stored("v15-version.pdf");
        for at in 0..whole.len() {
            let _ = pages(whole.get(..at).unwrap());
            let mut changed = whole.clone();
            *changed.get_mut(at).unwrap() ^= 0x15;
            let _ = pages(&changed);
        }
    }

    #[test]
    fn hostile_nesting_and_circles_end() {
        let mut deep = Pdf::default();
        deep.object(&format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)));
        assert_eq!(pages(&deep.build("")), Ok(1));
        let mut circle = Pdf::default();
        circle.object("<< /Type /Pages /Count 1 /Kids [2 0 R] >>");
        circle.object("<< /Type /Pages /Count 1 /Kids [1 0 R] >>");
        circle.object("<< /Type /Catalog /Pages 1 0 R >>");
        assert_eq!(pages(&circle.written(3, "")), Err(Refusal::Corrupt));
    }

    #[test]
    fn a_file_that_asks_a_password_or_an_unknown_lock_is_told_apart() {
        assert_eq!(pages(&stored("e01-user-password.pdf")), Err(Refusal::EncryptedPdf));
        assert_eq!(pages(&stored("e02-owner-only.pdf")), Ok(1));
        let mut unknown = Pdf::default();
        unknown.object("<< /Type /Page /Parent 2 0 R >>");
        unknown.object("<< /Type /Pages /Count 1 /Kids [1 0 R] >>");
        unknown.object("<< /Type /Catalog /Pages 2 0 R >>");
        unknown.object("<< /Filter /Unknown /V 9 >>");
        assert_eq!(pages(&unknown.written(3, "/Encrypt 4 0 R /ID [<00> <00>]")), Err(Refusal::EncryptedPdf));
    }

    #[test]
    fn a_name_is_counted_however_it_is_escaped() {
        assert_eq!(count_name(b"/ObjStm /Obj#53tm /#4fbj#53#74m /Obj /#4", b"ObjStm"), 3);
    }
}
