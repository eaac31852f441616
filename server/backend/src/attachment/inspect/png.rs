//! PNG: every checksum verified without inflating a pixel, and written again with the chunks that draw the picture only.
use super::picture::{check_pixels, may_decode, redraw};
use super::{Prepared, tiff};
use bytes::Bytes;
use domain::attachment::Refusal;
use image::ImageFormat;
use image::metadata::Orientation;
use img_parts::png::{Png, PngChunk};

/// The first eight bytes.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Makes a PNG ready to be kept.
///
/// # Errors
/// `ImageBomb`, `Corrupt`.
pub(super) fn prepare(bytes: &[u8]) -> Result<Prepared, Refusal> {
    let size = header_size(bytes).ok_or(Refusal::Corrupt)?;
    check_pixels(size)?;
    let mut png = Png::from_bytes(Bytes::copy_from_slice(bytes)).map_err(|_| Refusal::Corrupt)?;
    if !is_whole(png.chunks()) {
        return Err(Refusal::Corrupt);
    }
    let orientation = png.chunk_by_type(*b"eXIf").map_or(Orientation::NoTransforms, |chunk| tiff::orientation(chunk.contents()));
    png.chunks_mut().retain(draws);
    let (width, height) = tiff::shown_size(orientation, size);
    let kept = if orientation == Orientation::NoTransforms {
        png.encoder().bytes().to_vec()
    } else if may_decode(size) {
        redraw(&png.encoder().bytes(), ImageFormat::Png, orientation)?
    } else {
        png.chunks_mut().insert(1, PngChunk::new(*b"eXIf", tiff::only(orientation).into()));
        png.encoder().bytes().to_vec()
    };
    Ok(Prepared { kept, width, height })
}

/// Width and height out of the header, which must come first.
fn header_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(SIGNATURE)?.strip_prefix(b"\0\0\0\x0dIHDR")?;
    let (width, rest) = header.split_first_chunk::<4>()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*rest.first_chunk::<4>()?)))
}

/// Whether the header is one that can be drawn, and pixels and end follow.
fn is_whole(chunks: &[PngChunk]) -> bool {
    let has = |kind: &[u8; 4]| chunks.iter().any(|chunk| chunk.kind() == *kind && !chunk.contents().is_empty());
    let Some([depth, colour, 0, 0, 0 | 1]) = chunks.first().and_then(|header| header.contents().get(8..)) else { return false };
    let drawable = match colour {
        0 => matches!(depth, 1 | 2 | 4 | 8 | 16),
        2 | 4 | 6 => matches!(depth, 8 | 16),
        3 => matches!(depth, 1 | 2 | 4 | 8) && has(b"PLTE"),
        _ => false,
    };
    drawable && has(b"IDAT") && chunks.last().is_some_and(|end| end.kind() == *b"IEND")
}

/// Whether a chunk draws: pixels, palette, transparency and colour space, none of them longer than it needs to be.
fn draws(chunk: &PngChunk) -> bool {
    let longest = match &chunk.kind() {
        b"IDAT" => usize::MAX,
        b"PLTE" => 768,
        b"tRNS" => 256,
        b"cHRM" => 32,
        b"IHDR" => 13,
        b"gAMA" => 4,
        b"sRGB" => 1,
        b"IEND" => 0,
        _ => return false,
    };
    chunk.contents().len() <= longest
}

#[cfg(test)]
mod tests {
    use super::{Orientation, Refusal, prepare, tiff};
    use crate::attachment::inspect::synthesis::{corners, png_insert, stored};
    use img_parts::png::PngChunk;

    fn turned(orientation: Orientation) -> Vec<u8> {
        png_insert(&stored("a03-plain.png"), PngChunk::new(*b"eXIf", tiff::only(orientation).into()))
    }

    #[test]
    fn r24_a_turned_png_is_redrawn_upright() {
        let upright = corners(&stored("a03-plain.png"));
        let prepared = prepare(&turned(Orientation::Rotate180)).unwrap();
        let [tl, tr, bl, br] = corners(&prepared.kept);
        assert_eq!([br, bl, tr, tl], upright);
        assert!(!prepared.kept.windows(4).any(|bytes| bytes == b"eXIf"));
        let sideways = prepare(&turned(Orientation::Rotate90)).unwrap();
        assert_eq!((sideways.width, sideways.height), (150, 200));
    }

    #[test]
    fn a_picture_cut_anywhere_is_incomplete() {
        let whole = stored("a03-plain.png");
        for end in 8..whole.len() {
            assert_eq!(prepare(whole.get(..end).unwrap()).err(), Some(Refusal::Corrupt), "cut at {end}");
        }
    }

    #[test]
    fn a_byte_changed_anywhere_in_a_chunk_is_found() {
        let whole = stored("a03-plain.png");
        for at in 8..whole.len() {
            let mut changed = whole.clone();
            *changed.get_mut(at).unwrap() ^= 0x40;
            assert!(prepare(&changed).is_err(), "byte {at}");
        }
    }
}
