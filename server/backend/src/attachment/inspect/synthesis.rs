//! Files for tests: the stored fixtures, and those the manifest names without storing them (R-21).
use bytes::Bytes;
use img_parts::png::{Png, PngChunk};
use std::fmt::Write;
use std::path::Path;

/// The bytes of a stored fixture.
pub(in crate::attachment) fn stored(file: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/uploads");
    std::fs::read(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The bytes of a fixture that is not stored: same name, size and verdict as in the manifest, not the same SHA-256.
pub(super) fn synthesised(id: &str, size: usize) -> Vec<u8> {
    let bytes = match id {
        "i-raw-pdf" | "i-raw-png" => eicar(),
        "i-in-pdf" => {
            let mut pdf = Pdf::default();
            pdf.stream("", &eicar());
            padded(&pdf, size)
        }
        "i-in-png" => {
            let text = [b"Comment\0".as_slice(), &eicar()].concat();
            png_insert(&stored("a03-plain.png"), PngChunk::new(*b"tEXt", text.into()))
        }
        id if id.starts_with("l-pdf") => padded(&Pdf::default(), size),
        id if id.starts_with("l-png") || id.starts_with("l-rest") => png_padded(size),
        id if id.starts_with("l-") => jpeg_padded(size),
        other => panic!("{other} is not stored, and not made here"),
    };
    assert_eq!(bytes.len(), size, "{id}");
    bytes
}

/// The standard test string that every scanner finds, put together so that this file is not found.
pub(super) fn eicar() -> Vec<u8> {
    [r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-", "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].concat().into_bytes()
}

/// Bytes without order.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

fn png_padded(size: usize) -> Vec<u8> {
    let plain = stored("a03-plain.png");
    let padding = noise(size - plain.len() - 12);
    png_insert(&plain, PngChunk::new(*b"paDd", padding.into()))
}

/// Puts a chunk behind the header.
pub(super) fn png_insert(bytes: &[u8], chunk: PngChunk) -> Vec<u8> {
    let mut png = Png::from_bytes(Bytes::copy_from_slice(bytes)).unwrap();
    png.chunks_mut().insert(1, chunk);
    png.encoder().bytes().to_vec()
}

fn jpeg_padded(size: usize) -> Vec<u8> {
    let mut bytes = stored("a01-plain.jpg");
    while bytes.len() < size {
        let missing = size - bytes.len();
        let length = if missing > 65_537 { 65_000 } else { missing };
        let comment = noise(length - 4);
        bytes = jpeg_insert(&bytes, 0xfe, &comment);
    }
    bytes
}

fn jpeg_insert(bytes: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let (start, rest) = bytes.split_at(2);
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [start, &[0xff, marker], &length, body, rest].concat()
}

/// With an Exif table.
pub(super) fn jpeg_with_exif(bytes: &[u8], table: &[u8]) -> Vec<u8> {
    jpeg_insert(bytes, 0xe1, &[b"Exif\0\0", table].concat())
}

/// Claiming another size.
pub(super) fn jpeg_declaring(bytes: &[u8], width: u16, height: u16) -> Vec<u8> {
    let frame = bytes.windows(2).position(|pair| pair[0] == 0xff && (0xc0..=0xc2).contains(&pair[1])).unwrap();
    let mut bytes = bytes.to_vec();
    bytes.splice(frame + 5..frame + 9, [height.to_be_bytes(), width.to_be_bytes()].concat());
    bytes
}

/// The colours in the four corners of a picture: top left, top right, bottom left, bottom right.
pub(in crate::attachment) fn corners(bytes: &[u8]) -> [[u8; 3]; 4] {
    let image = image::load_from_memory(bytes).unwrap().to_rgb8();
    let (width, height, inset) = (image.width(), image.height(), image.width().min(image.height()) / 8);
    let (right, bottom) = (width - 1 - inset, height - 1 - inset);
    [(inset, inset), (right, inset), (inset, bottom), (right, bottom)].map(|(x, y)| image.get_pixel(x, y).0)
}

/// A small PDF writer: added objects come first, numbered from 1.
#[derive(Clone, Default)]
pub(super) struct Pdf {
    bodies: Vec<Vec<u8>>,
}

impl Pdf {
    /// Adds an object.
    pub(super) fn object(&mut self, body: &str) {
        self.bodies.push(body.as_bytes().to_vec());
    }

    /// Adds a stream with further dictionary entries.
    pub(super) fn stream(&mut self, entries: &str, content: &[u8]) {
        let head = format!("<< {entries} /Length {} >>\nstream\n", content.len());
        self.bodies.push([head.as_bytes(), content, b"\nendstream"].concat());
    }

    /// Adds the last object `times` more.
    pub(super) fn again(&mut self, times: usize) {
        let last = self.bodies.last().cloned();
        self.bodies.extend(last.into_iter().cycle().take(times));
    }

    /// The file, of one page, with further catalogue entries.
    pub(super) fn build(&self, catalog: &str) -> Vec<u8> {
        let mut all = self.clone();
        let page = all.bodies.len() + 1;
        all.object(&format!("<< /Type /Page /Parent {} 0 R /MediaBox [0 0 595 842] >>", page + 1));
        all.object(&format!("<< /Type /Pages /Count 1 /Kids [{page} 0 R] >>"));
        all.object(&format!("<< /Type /Catalog /Pages {} 0 R {catalog} >>", page + 1));
        all.written(page + 2, "")
    }

    /// The file as it stands, with a root and further trailer entries.
    pub(super) fn written(&self, root: usize, trailer: &str) -> Vec<u8> {
        let mut out = b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.bodies.len() + 1);
        for (index, body) in self.bodies.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", out.len()).unwrap();
            out.extend([format!("{} 0 obj\n", index + 1).as_bytes(), body, b"\nendobj\n"].concat());
        }
        let end = format!("trailer\n<< /Size {} /Root {root} 0 R {trailer} >>\nstartxref\n{}\n%%EOF\n", self.bodies.len() + 1, out.len());
        out.extend((table + &end).into_bytes());
        out
    }
}

/// Grown to `size` by a stream of noise.
fn padded(pdf: &Pdf, size: usize) -> Vec<u8> {
    let with = |length: usize| {
        let mut pdf = pdf.clone();
        pdf.stream("", &noise(length));
        pdf.build("")
    };
    let mut length = 0;
    for _ in 0..4 {
        let bytes = with(length);
        if bytes.len() == size {
            return bytes;
        }
        length = (length + size).saturating_sub(bytes.len());
    }
    panic!("no padding gives {size} bytes");
}

/// Dictionary entries and content of an object stream.
pub(super) fn object_stream(objects: &[(u32, &str)]) -> (String, Vec<u8>) {
    let (mut index, mut bodies) = (String::new(), String::new());
    for (number, body) in objects {
        write!(index, "{number} {} ", bodies.len()).unwrap();
        write!(bodies, "{body} ").unwrap();
    }
    let entries = format!("/Type /ObjStm /N {} /First {}", objects.len(), index.len());
    (entries, (index + &bodies).into_bytes())
}
