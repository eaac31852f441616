//! Files that the manifest names without storing them: same size and verdict, not the same bytes (R-21).
use crate::support::fixture;

/// The bytes of such a file.
pub fn synthesised(id: &str, size: usize) -> Vec<u8> {
    match id {
        "i-raw-pdf" | "i-raw-png" => scanner_test(),
        "i-in-pdf" => pdf(&scanner_test(), size),
        "i-in-png" => png_with(*b"tEXt", &[b"Comment\0".as_slice(), &scanner_test()].concat()),
        id if id.starts_with("l-pdf") => pdf(b"", size),
        id if id.starts_with("l-png") || id.starts_with("l-rest") => png(size),
        id if id.starts_with("l-") => jpeg(size),
        other => panic!("{other} is not made here"),
    }
}

/// The standard string that every scanner finds, put together so that this file is not found.
fn scanner_test() -> Vec<u8> {
    [r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-", "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].concat().into_bytes()
}

/// Bytes without order, a block of them again and again.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    let block: Vec<u8> = (0..4096).map(|_| next()).collect();
    let mut noise = block.repeat(length.div_ceil(block.len()));
    noise.truncate(length);
    noise
}

/// A PNG grown by an unknown chunk.
fn png(size: usize) -> Vec<u8> {
    let plain = fixture("a03-plain.png").len();
    png_with(*b"paDd", &noise(size - plain - 12))
}

/// The plain PNG with a chunk behind its header.
fn png_with(kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    let plain = fixture("a03-plain.png");
    let (head, rest) = plain.split_at(33);
    let chunk = [kind.as_slice(), body].concat();
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    [head, &length, &chunk, &crc32(&chunk).to_be_bytes(), rest].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    let table: Vec<u32> = (0..=255).map(|byte| (0..8).fold(byte, |crc: u32, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))).collect();
    let mut crc = u32::MAX;
    for byte in bytes {
        crc = (crc >> 8) ^ table[usize::from(crc.to_le_bytes()[0] ^ byte)];
    }
    !crc
}

/// A JPEG grown by comments.
fn jpeg(size: usize) -> Vec<u8> {
    let plain = fixture("a01-plain.jpg");
    let mut comments = Vec::new();
    while plain.len() + comments.len() < size {
        let missing = size - plain.len() - comments.len();
        let length = if missing > 65_537 { 65_000 } else { missing };
        comments.extend([&[0xff, 0xfe], u16::try_from(length - 2).unwrap().to_be_bytes().as_slice(), &noise(length - 4)].concat());
    }
    [&plain[..2], &comments, &plain[2..]].concat()
}

/// A PDF of one page with a stream, grown to its size by noise in that stream.
fn pdf(content: &[u8], size: usize) -> Vec<u8> {
    let mut padding = 0;
    for _ in 0..6 {
        let bytes = pdf_with(&[content, &noise(padding)].concat());
        if bytes.len() == size {
            return bytes;
        }
        padding = (padding + size).saturating_sub(bytes.len());
    }
    panic!("no padding gives {size} bytes")
}

fn pdf_with(content: &[u8]) -> Vec<u8> {
    let stream = [format!("<< /Length {} >>\nstream\n", content.len()).as_bytes(), content, b"\nendstream"].concat();
    pdf_of(&[
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        &stream,
    ])
}

/// A small PDF whose only page draws ten things that draw ten things each, and so on, ten times over: no machine ever ends.
pub fn endless_pdf() -> Vec<u8> {
    let stream = |entries: &str, content: &str| format!("<< {entries} /Length {} >>\nstream\n{content}\nendstream", content.len());
    let inner = |next: u32| {
        let entries = format!("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F {next} 0 R >> >>");
        stream(&entries, &"/F Do ".repeat(10))
    };
    let mut bodies = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>".to_owned(),
        stream("", "/F Do"),
    ];
    bodies.extend((6..16).map(inner));
    bodies.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", "10 10 500 800 re f"));
    pdf_of(&bodies.iter().map(String::as_bytes).collect::<Vec<_>>())
}

/// A PDF of those objects, numbered from 1; the first is its root.
fn pdf_of(bodies: &[&[u8]]) -> Vec<u8> {
    let count = bodies.len() + 1;
    let mut out = b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = format!("xref\n0 {count}\n0000000000 65535 f \n");
    for (n, body) in (1..).zip(bodies.iter().copied()) {
        table = format!("{table}{:010} 00000 n \n", out.len());
        out.extend([format!("{n} 0 obj\n").as_bytes(), body, b"\nendobj\n"].concat());
    }
    let end = format!("{table}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", out.len());
    [out, end.into_bytes()].concat()
}
