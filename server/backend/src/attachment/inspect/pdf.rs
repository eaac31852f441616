//! PDF: opens without a password, has pages, does nothing by itself, and neither swells nor takes for ever when it is read.
use super::{active::is_active, budget, object_stream::is_read_once};
use domain::attachment::Refusal;
use lopdf::xref::{XrefEntry, XrefRecovery};
use lopdf::{DecompressError, Document, Error, LoadOptions, Object, Stream};
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// What one object stream or table may inflate to, in bytes.
const STREAM_BYTES: usize = 4 << 20;
/// What all object streams of an encrypted file may inflate to, in bytes: they cannot be weighed before they are opened.
const ENCRYPTED_BYTES: usize = 8 << 20;
/// What all object streams may inflate to, in bytes.
const STREAMS_BYTES: usize = 64 << 20;
/// What all tables may inflate to, in bytes.
const TABLES_BYTES: usize = 32 << 20;
/// Words in all object streams. Each becomes an object of about 130 bytes in memory.
const WORDS: usize = 2_000_000;
/// How long a first reading may take. Those that follow it read the same once more.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many times its own size a file may have copied by a first reading: once, where no streams cover each other.
const COPIES: usize = 4;
/// ... and how many times by the reading of an encrypted file, which begins at every byte before an object that could lead to it.
const ENCRYPTED_COPIES: usize = 64;
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
    pages_within(bytes, PATIENCE)
}

fn pages_within(bytes: &[u8], patience: Duration) -> Result<u32, Refusal> {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let encrypted = count_name(bytes, b"Encrypt") > 0;
    if encrypted && copied(bytes) > bytes.len().saturating_mul(ENCRYPTED_COPIES) {
        return Err(Refusal::EncryptedPdf);
    }
    let options = options(bytes, encrypted);
    survey(bytes, &options, patience).map_err(|refusal| if encrypted { Refusal::EncryptedPdf } else { refusal })?;
    let document = load(bytes, options.clone())?;
    if document.is_encrypted() {
        return Err(Refusal::EncryptedPdf);
    }
    let pages = whole_pages(bytes, &document)?;
    // Objects that the table leaves out are still found by readers that mend it.
    let mending = LoadOptions { force_reconstruct: true, ..options };
    if !encrypted {
        survey(bytes, &mending, patience)?;
    }
    if is_active(&document) || load(bytes, mending).is_ok_and(|mended| is_active(&mended)) {
        return Err(Refusal::ActiveContentPdf);
    }
    Ok(pages)
}

fn options(bytes: &[u8], encrypted: bool) -> LoadOptions {
    let share = ENCRYPTED_BYTES / count_name(bytes, b"ObjStm").max(1);
    let most = STREAM_BYTES.min(TABLES_BYTES / tables(bytes));
    LoadOptions::with_max_decompressed_size(if encrypted { share.min(most) } else { most })
}

/// How many tables the file may have: one, and one more for each place that another one names.
fn tables(bytes: &[u8]) -> usize {
    let named = [b"Prev".as_slice(), b"XRefStm"].into_iter().flat_map(|name| after_names(bytes, name));
    1 + named.filter(|rest| !is_reference(rest)).count()
}

/// Whether `12 0 R` stands there, as in lists of bookmarks.
fn is_reference(text: &[u8]) -> bool {
    let mut words = text.get(..40).unwrap_or(text).split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let mut number = || words.next().is_some_and(|word| word.iter().all(u8::is_ascii_digit));
    number() && number() && words.next().is_some_and(|word| word.starts_with(b"R"))
}

/// What reading an encrypted file copies at most, in bytes: all from each place that may lead to an object up to its end.
fn copied(bytes: &[u8]) -> usize {
    let (mut end, mut sum) = (None, 0_usize);
    for at in (0..bytes.len()).rev() {
        let (before, from) = bytes.split_at(at);
        if from.starts_with(b"endobj") {
            end = Some(at);
        } else if let Some(end) = end.filter(|_| from.starts_with(b"obj") && !before.ends_with(b"end")) {
            let places = 1 + before.iter().rev().take_while(|byte| matches!(**byte, 0 | 9..=13 | b' ' | b'0'..=b'9')).count();
            sum = sum.saturating_add((end - at).saturating_mul(places));
        }
    }
    sum
}

fn load(bytes: &[u8], options: LoadOptions) -> Result<Document, Refusal> {
    Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. } | DecompressError::TooManyFilters { .. }) => Refusal::ImageBomb,
        Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) | Error::InvalidPassword => Refusal::EncryptedPdf,
        _ => Refusal::Corrupt,
    })
}

/// A first reading that opens no object stream and is given up when it is too much work: weighs them one by one, and looks for entries
/// that lead to one place.
fn survey(bytes: &[u8], options: &LoadOptions, patience: Duration) -> Result<(), Refusal> {
    let options = LoadOptions { filter: Some(hold_object_streams), ..options.clone() };
    let read = budget::within(bytes.len().saturating_mul(COPIES), patience, || load(bytes, options));
    let document = read.unwrap_or(Err(Refusal::Corrupt))?;
    let mut places: Vec<u32> = document.reference_table.entries.values().filter_map(place).collect();
    let entries = places.len();
    places.sort_unstable();
    places.dedup();
    if entries - places.len() > REPEATS {
        return Err(Refusal::Corrupt);
    }
    weigh(document.objects.values().filter_map(|object| object.as_stream().ok()).filter(|stream| stream.dict.has_type(HELD)))
}

/// Opens object streams one by one, until they hold more than all of them may.
fn weigh<'a>(held: impl Iterator<Item = &'a Stream>) -> Result<(), Refusal> {
    let (mut inflated, mut words) = (0, 0);
    for stream in held {
        let content = content_of(stream)?;
        (inflated, words) = (inflated + content.len(), words + words_of(&content));
        if inflated > STREAMS_BYTES || words > WORDS {
            return Err(Refusal::ImageBomb);
        }
        if !is_read_once(stream, &content) {
            return Err(Refusal::Corrupt);
        }
    }
    Ok(())
}

/// The type under which an object stream is put aside during the survey.
const HELD: &[u8] = b"HeldObjStm";

/// Renames object streams, so that the reader keeps them closed, and drops every other object. Each is charged for.
fn hold_object_streams(id: lopdf::ObjectId, object: &mut Object) -> Option<(lopdf::ObjectId, Object)> {
    budget::charge(object.as_stream().map_or(0, |stream| stream.content.len()));
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

/// What an object stream inflates to; one that cannot be opened hides what it holds.
fn content_of(stream: &Stream) -> Result<Vec<u8>, Refusal> {
    stream.get_plain_content_with_limit(STREAM_BYTES).map_err(|error| match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => Refusal::ImageBomb,
        _ => Refusal::Corrupt,
    })
}

/// Words of an object stream.
fn words_of(content: &[u8]) -> usize {
    let starts = |pair: &[u8]| !pair[1].is_ascii_whitespace() && (pair[0].is_ascii_whitespace() || b"/[(<".contains(&pair[1]));
    1 + content.windows(2).filter(|pair| starts(pair)).count()
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
    after_names(bytes, name).count()
}

/// What follows each name that starts so.
fn after_names<'a>(bytes: &'a [u8], name: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    slashes.filter_map(move |(at, _)| after_name(bytes.get(at + 1..)?, name))
}

/// What follows the name, where the text starts with it.
fn after_name<'a>(mut bytes: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let hex = |digit: u8| char::from(digit).to_digit(16);
    let named = name.iter().all(|wanted| {
        let (read, rest) = match bytes {
            [b'#', high, low, rest @ ..] => (hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low), rest),
            [byte, rest @ ..] => (Some(u32::from(*byte)), rest),
            [] => (None, bytes),
        };
        bytes = rest;
        read == Some(u32::from(*wanted))
    });
    named.then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Duration, ENCRYPTED_COPIES, Refusal, copied, count_name, pages, pages_within, tables};
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
    fn object_streams_that_inflate_to_much_together_are_a_bomb() {
        let mut blank = Stream::new(lopdf::Dictionary::new(), vec![b' '; 4_000_000]);
        blank.compress().unwrap();
        let mut pdf = Pdf::default();
        pdf.stream("/Type /ObjStm /N 0 /First 0 /Filter /FlateDecode", &blank.content);
        pdf.again(15);
        assert_eq!(pages(&pdf.build("")), Ok(1));
        pdf.again(1);
        assert_eq!(pages(&pdf.build("")), Err(Refusal::ImageBomb));
    }

    #[test]
    fn an_object_stream_whose_objects_are_the_rest_of_one_another_is_refused() {
        let body = format!("({})", "\\(".repeat(400_000));
        let index =
            (0..100_000).map(|number| [(number + 10).to_string(), (number * 2).to_string()].join(" ")).collect::<Vec<_>>().join(" ") + " ";
        let mut stream = Stream::new(lopdf::Dictionary::new(), [index.as_str(), &body].concat().into_bytes());
        stream.compress().unwrap();
        let mut pdf = Pdf::default();
        pdf.stream(&format!("/Type /ObjStm /N 100000 /First {} /Filter /FlateDecode", index.len()), &stream.content);
        assert_eq!(pages(&pdf.build("")), Err(Refusal::Corrupt));
    }

    /// So many streams, each of which holds those behind it.
    fn covering(streams: usize) -> Vec<u8> {
        let head = |length: usize| format!("<< /Length {length:010} >>\nstream\n");
        let (mut length, mut bodies) = (0, vec![head(0) + "\nendstream"]);
        for number in (2..=streams).rev() {
            length += format!("\nendobj\n{number} 0 obj\n").len() + head(0).len();
            bodies.push(head(length));
        }
        let mut pdf = Pdf::default();
        for body in bodies.iter().rev() {
            pdf.object(body);
        }
        pdf.build("")
    }

    #[test]
    fn streams_that_hold_each_other_are_refused_before_all_are_copied() {
        assert_eq!(pages(&covering(4)), Ok(1));
        assert_eq!((pages(&covering(40)), pages(&covering(20_000))), (Err(Refusal::Corrupt), Err(Refusal::Corrupt)));
    }

    #[test]
    fn what_leads_to_the_objects_of_an_encrypted_file_is_weighed_before_it_is_read() {
        assert_eq!(copied(b"1 0 obj\nabc\nendobj"), 5 * 8);
        let endless = ["1 0 obj\n".repeat(1_000), "endobj".to_owned()].concat();
        assert!(copied(endless.as_bytes()) > endless.len() * ENCRYPTED_COPIES);
        let honest = stored("e02-owner-only.pdf");
        assert!(copied(&honest) < honest.len() * ENCRYPTED_COPIES / 2);
    }

    #[test]
    fn tables_that_others_name_are_counted_and_bookmarks_are_not() {
        assert_eq!(tables(b"/Prev 12 0 R /Prev 12 /Prev%a\n12 /XRefStm 9 /Pr#65v 7 >>"), 5);
        assert_eq!(tables(stored("v15-version.pdf").as_slice()), 1);
    }

    #[test]
    fn reading_is_given_up_when_time_is_over() {
        let bytes = Pdf::default().build("");
        assert_eq!((pages(&bytes), pages_within(&bytes, Duration::ZERO)), (Ok(1), Err(Refusal::Corrupt)));
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
