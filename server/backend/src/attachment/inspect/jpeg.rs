//! JPEG: read to its end without decoding, and written again with what draws the picture only. Metadata may stand between two
//! scans and whole pictures after the end, so every scan is walked.
use super::picture::{check_pixels, may_decode, redraw};
use super::{Prepared, tiff};
use domain::attachment::Refusal;
use image::ImageFormat;
use image::metadata::Orientation;

const SCAN: u8 = 0xda;
const END: u8 = 0xd9;

/// The frame header.
#[derive(Clone, Copy)]
struct Frame {
    size: (u32, u32),
    components: u8,
}

/// What draws the picture, and how it is turned.
#[derive(Default)]
struct Jpeg<'a> {
    segments: Vec<(u8, &'a [u8], &'a [u8])>,
    frame: Option<Frame>,
    orientation: Option<Orientation>,
}

/// Makes a JPEG ready to be kept. Upright RGB and grey pictures keep their pixels; turned ones are redrawn, and so is CMYK, which
/// browsers show badly.
///
/// # Errors
/// `ImageBomb`, `Corrupt`.
pub(super) fn prepare(bytes: &[u8]) -> Result<Prepared, Refusal> {
    let jpeg = Jpeg::read(bytes)?;
    let frame = jpeg.frame.ok_or(Refusal::Corrupt)?;
    let orientation = jpeg.orientation.unwrap_or(Orientation::NoTransforms);
    let print_colours = frame.components == 4;
    let upright = orientation == Orientation::NoTransforms;
    let (width, height) = tiff::shown_size(orientation, frame.size);
    if !print_colours && (upright || !may_decode(frame.size)) {
        let tag = (!upright).then_some(orientation);
        return Ok(Prepared { kept: jpeg.write(tag), width, height });
    }
    if !may_decode(frame.size) {
        return Err(Refusal::ImageBomb);
    }
    let kept = redraw(&jpeg.write(None), ImageFormat::Jpeg, orientation)?;
    Ok(Prepared { kept, width, height })
}

impl<'a> Jpeg<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut jpeg = Self::default();
        let mut rest = bytes.get(2..).ok_or(Refusal::Corrupt)?;
        loop {
            let (marker, after) = next_marker(rest).ok_or(Refusal::Corrupt)?;
            match marker {
                END if jpeg.is_whole() => return Ok(jpeg),
                0x01 | 0xd0..=0xd7 => rest = after,
                END | 0xd8 => return Err(Refusal::Corrupt),
                _ => rest = jpeg.take(marker, after)?,
            }
        }
    }

    /// Takes one segment, with its scan when it starts one; gives what follows.
    fn take(&mut self, marker: u8, after: &'a [u8]) -> Result<&'a [u8], Refusal> {
        let (body, rest) = segment(after).ok_or(Refusal::Corrupt)?;
        let (scan, rest) = if marker == SCAN { scan(rest).ok_or(Refusal::Corrupt)? } else { rest.split_at(0) };
        match marker {
            0xc0..=0xc2 => self.frame = Some(self.only_frame(body)?),
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return Err(Refusal::Corrupt),
            SCAN if self.frame.is_none() => return Err(Refusal::Corrupt),
            0xe1 if self.orientation.is_none() => self.orientation = body.strip_prefix(tiff::EXIF).map(tiff::orientation),
            _ => {}
        }
        if let Some(body) = drawing_part(marker, body) {
            self.segments.push((marker, body, scan));
        }
        Ok(rest)
    }

    /// Reads the frame header; a picture has one.
    fn only_frame(&self, body: &[u8]) -> Result<Frame, Refusal> {
        let &[precision, h1, h0, w1, w0, components, ..] = body else { return Err(Refusal::Corrupt) };
        let size = (u32::from(u16::from_be_bytes([w1, w0])), u32::from(u16::from_be_bytes([h1, h0])));
        check_pixels(size)?;
        let readable = precision == 8 && matches!(components, 1 | 3 | 4) && self.frame.is_none();
        if readable { Ok(Frame { size, components }) } else { Err(Refusal::Corrupt) }
    }

    /// Whether there are tables for both steps of decoding, and a scan.
    fn is_whole(&self) -> bool {
        [0xdb, 0xc4, SCAN].iter().all(|wanted| self.segments.iter().any(|(marker, ..)| marker == wanted))
    }

    fn write(&self, tag: Option<Orientation>) -> Vec<u8> {
        let mut out = b"\xff\xd8".to_vec();
        let put = |out: &mut Vec<u8>, marker: u8, parts: [&[u8]; 2]| {
            let length = u16::try_from(2 + parts[0].len() + parts[1].len()).unwrap_or(u16::MAX);
            out.extend_from_slice(&[0xff, marker]);
            out.extend_from_slice(&length.to_be_bytes());
            out.extend(parts.concat());
        };
        if let Some(orientation) = tag {
            put(&mut out, 0xe1, [tiff::EXIF, &tiff::only(orientation)]);
        }
        for (marker, body, scan) in &self.segments {
            put(&mut out, *marker, [body, &[]]);
            out.extend_from_slice(scan);
        }
        out.extend_from_slice(&[0xff, END]);
        out
    }
}

/// What is kept of a segment: tables, frame and scans whole; of JFIF and Adobe the fields that tell the colours.
fn drawing_part(marker: u8, body: &[u8]) -> Option<&[u8]> {
    match marker {
        0xc0..=0xc2 | 0xc4 | 0xdb | 0xdd | SCAN => Some(body),
        // Without its thumbnail: the size of one is written as 0 × 0 only when there is none.
        0xe0 if body.starts_with(b"JFIF\0") && body.get(12..14) == Some(&[0, 0]) => body.get(..14),
        0xe0 if body.starts_with(b"JFIF\0") => Some(b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        0xee if body.starts_with(b"Adobe") => body.get(..12),
        _ => None,
    }
}

/// The next marker and what follows it; bytes that belong to nothing are passed over, as every reader does.
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let start = bytes.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff))?;
    Some((*bytes.get(start + 1)?, bytes.get(start + 2..)?))
}

/// The body of a segment and what follows it.
fn segment(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, _) = bytes.split_first_chunk::<2>()?;
    let (whole, rest) = bytes.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    Some((whole.get(2..)?, rest))
}

/// The coded pixels of a scan and what follows them: they end at a marker that is neither a stuffed byte nor a restart.
fn scan(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let is_end = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff | 0xd0..=0xd7);
    bytes.windows(2).position(is_end).map(|end| bytes.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::{Orientation, Refusal, prepare, tiff};
    use crate::attachment::inspect::synthesis::{jpeg_declaring, jpeg_with_exif, stored};

    #[test]
    fn r24_a_turned_picture_over_40_megapixels_keeps_its_orientation_and_nothing_else() {
        let turned = jpeg_with_exif(&jpeg_declaring(&stored("a01-plain.jpg"), 9000, 5000), &tiff::only(Orientation::Rotate90));
        let prepared = prepare(&turned).unwrap();
        assert_eq!((prepared.width, prepared.height), (5000, 9000));
        assert_eq!(prepared.kept.windows(4).filter(|bytes| bytes == b"Exif").count(), 1);
        assert!(prepared.kept.windows(26).any(|bytes| bytes == tiff::only(Orientation::Rotate90)));
    }

    #[test]
    fn r24_an_upright_picture_keeps_its_very_pixels() {
        let received = stored("x01-exif-orientation-1.jpg");
        let kept = prepare(&received).unwrap().kept;
        let scan = received.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
        assert!(kept.ends_with(received.get(scan..).unwrap()));
        assert!(kept.len() < received.len());
    }

    #[test]
    fn what_stands_between_two_scans_is_dropped_too() {
        let received = stored("x12-progressive.jpg");
        let second = received.windows(2).enumerate().filter(|(_, pair)| *pair == [0xff, 0xda]).nth(1).unwrap().0;
        let mut with_comment = received.clone();
        with_comment.splice(second..second, b"\xff\xfe\0\x0cTrouvepain".iter().copied());
        assert_eq!(prepare(&with_comment).unwrap().kept, prepare(&received).unwrap().kept);
    }

    #[test]
    fn a_picture_cut_anywhere_is_incomplete() {
        let whole = stored("a01-plain.jpg");
        for end in 3..whole.len() {
            assert_eq!(prepare(whole.get(..end).unwrap()).err(), Some(Refusal::Corrupt), "cut at {end}");
        }
    }

    #[test]
    fn a_print_picture_too_large_to_be_redrawn_is_refused() {
        let large = jpeg_declaring(&stored("x11-cmyk.jpg"), 9000, 5000);
        assert_eq!(prepare(&large).err(), Some(Refusal::ImageBomb));
    }
}
