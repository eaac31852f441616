//! Object streams of a PDF: an index of places, then the objects that stand there. Each object is read from its place on to wherever it
//! ends, so places that lead into one long object have it read, and kept, again and again.
use lopdf::{Object, Stream};

/// Places that may be named more than once.
const REPEATS: usize = 32;

/// Whether each object ends before the place of the next, so that reading them all reads the content once.
pub(super) fn is_read_once(stream: &Stream, content: &[u8]) -> bool {
    let mut places = places(stream, content);
    let named = places.len();
    places.sort_unstable();
    places.dedup();
    let alone = |pair: &[usize]| content.get(pair[0]..pair[1]).is_some_and(stands_alone);
    named - places.len() <= REPEATS && places.windows(2).all(alone)
}

/// Where objects begin; none where the index cannot be read, for then no object is.
fn places(stream: &Stream, content: &[u8]) -> Vec<usize> {
    let first = stream.dict.get(b"First").and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok());
    let index = first.and_then(|first| std::str::from_utf8(content.get(..first)?).ok()).unwrap_or_default();
    let lines = index.split(['\r', '\n']).map(|line| line.split('%').next().unwrap_or_default());
    let numbers: Vec<Option<usize>> = lines.flat_map(str::split_whitespace).map(|number| number.parse().ok()).collect();
    let place = |[_, offset]: &[Option<usize>; 2]| first?.checked_add((*offset)?);
    numbers.as_chunks::<2>().0.iter().filter_map(place).filter(|place| *place < content.len()).collect()
}

/// What begins at a place of the text.
enum Token {
    /// A list or a dictionary opens.
    Open,
    /// ... or closes.
    Close,
    /// A number, a name, a word, a text.
    Whole,
    /// No object begins so: reading ends there.
    Stray,
}

/// Whether an object stands there whole, with the comments behind it.
fn stands_alone(text: &[u8]) -> bool {
    let (mut depth, mut rest) = (0_usize, text);
    loop {
        let Some((token, behind)) = past_space(rest).and_then(past_token) else { return false };
        rest = behind;
        match token {
            Token::Open => depth += 1,
            Token::Close if depth > 1 => depth -= 1,
            Token::Whole if depth > 0 => {}
            Token::Close | Token::Whole => return past_space(rest).is_some(),
            Token::Stray => return true,
        }
    }
}

/// What follows white space and comments; `None` when a comment goes on behind.
fn past_space(mut text: &[u8]) -> Option<&[u8]> {
    loop {
        text = text.get(text.iter().take_while(|byte| is_space(**byte)).count()..)?;
        if text.first() != Some(&b'%') {
            return Some(text);
        }
        text = past(text, |byte| matches!(byte, b'\r' | b'\n'))?;
    }
}

/// The token and what follows it; `None` when there is none, or it may go on behind.
fn past_token(text: &[u8]) -> Option<(Token, &[u8])> {
    match text {
        [b'<', b'<', rest @ ..] | [b'[', rest @ ..] => Some((Token::Open, rest)),
        [b'>', b'>', rest @ ..] | [b']', rest @ ..] => Some((Token::Close, rest)),
        [b'(', rest @ ..] => Some((Token::Whole, past_string(rest)?)),
        [b'<', rest @ ..] => Some((Token::Whole, past(rest, |byte| byte == b'>')?.get(1..)?)),
        [first, rest @ ..] if *first == b'/' || is_regular(*first) => Some((Token::Whole, past(rest, |byte| !is_regular(byte))?)),
        [_, rest @ ..] => Some((Token::Stray, rest)),
        [] => None,
    }
}

/// What follows a text in brackets, behind its first one.
fn past_string(text: &[u8]) -> Option<&[u8]> {
    let (mut depth, mut escaped) = (1_usize, false);
    let end = text.iter().position(|byte| {
        match byte {
            _ if escaped => {}
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        escaped = !escaped && *byte == b'\\';
        depth == 0
    })?;
    text.get(end + 1..)
}

/// The text from the first byte of that kind on.
fn past(text: &[u8], is_end: impl Fn(u8) -> bool) -> Option<&[u8]> {
    text.iter().position(|byte| is_end(*byte)).and_then(|at| text.get(at..))
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

/// Whether a byte is part of a number, a name or a word.
fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::{is_read_once, stands_alone};
    use lopdf::{Dictionary, Stream};

    #[test]
    fn an_object_that_ends_before_the_next_stands_alone() {
        for text in
            ["null ", "12 0 R ", " % a\r\n/Name<</A(b\\)c(d))/B[1 2<</C<0a>>>]>>", "[]", "(%)", "[(\\\\)] % b\n", "<< >>>>", "} ", "/A/B"]
        {
            assert!(stands_alone(text.as_bytes()), "{text}");
        }
        for text in ["", " \n", "% a", "12", "/Name", "[1 ", "(a\\)", "((a)", "<0a", "<< /A [1] ", "0 % a", "[] % a"] {
            assert!(!stands_alone(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn places_that_lead_into_one_object_are_told_from_places_in_order() {
        let once = |index: &str, body: &str| {
            let mut dictionary = Dictionary::new();
            dictionary.set("First", i64::try_from(index.len()).unwrap());
            let content = [index, body].concat().into_bytes();
            is_read_once(&Stream::new(dictionary, Vec::new()), &content)
        };
        assert!(once("1 0 2 5 ", "null [1 2]"));
        assert!(once("2 5\n1 0 % in any order\n", "null [1 2]"));
        assert!(once("1 0 2 900 ", "null"), "a place behind the end is none");
        assert!(once("words", "null"));
        assert!(!once("1 0 2 1 ", "[1 2]"));
        assert!(once(&"1 0 ".repeat(33), "[1 2]") && !once(&"1 0 ".repeat(34), "[1 2]"));
    }
}
