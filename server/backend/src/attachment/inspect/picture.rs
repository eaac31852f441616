//! Decoding pictures, one at a time and never a bomb.
use domain::attachment::{FileType, Refusal};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, ImageReader, Rgb, RgbImage};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

/// More declared pixels than this is a bomb: no camera makes them.
const BOMB_PIXELS: u64 = 100_000_000;
/// Pictures above are never decoded.
const DECODED_PIXELS: u64 = 40_000_000;
/// Longest side of a thumbnail, in pixels.
const THUMBNAIL: u32 = 160;
/// High enough that small print stays sharp.
const QUALITY: u8 = 85;

/// decoded pictures are large, so there is never more than one.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

const fn pixels((width, height): (u32, u32)) -> u64 {
    width as u64 * height as u64
}

/// Refuses a declared size before anything is decoded.
pub(super) const fn check_pixels(size: (u32, u32)) -> Result<(), Refusal> {
    match pixels(size) {
        0 => Err(Refusal::Corrupt),
        1..=BOMB_PIXELS => Ok(()),
        _ => Err(Refusal::ImageBomb),
    }
}

/// Whether a picture of that size may be decoded.
pub(super) const fn may_decode(size: (u32, u32)) -> bool {
    pixels(size) <= DECODED_PIXELS
}

/// Decodes, turns upright and encodes again, in RGB or grey, without metadata.
pub(super) fn redraw(bytes: &[u8], format: ImageFormat, orientation: Orientation) -> Result<Vec<u8>, Refusal> {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let mut image = decode(bytes, format).ok_or(Refusal::Corrupt)?;
    image.apply_orientation(orientation);
    encode(&image, format).ok_or(Refusal::Corrupt)
}

/// A small JPEG of a kept picture, on white where it is transparent; `None` for a PDF or a picture that is too large to decode.
pub fn thumbnail(kept: &[u8], kind: FileType) -> Option<Vec<u8>> {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    catch_unwind(AssertUnwindSafe(|| as_jpeg(&fitted(opened(kept, kind)?, (THUMBNAIL, THUMBNAIL))))).ok()?
}

/// A kept picture, decoded; `None` for a PDF or a picture that is too large to decode.
pub(in crate::attachment) fn opened(kept: &[u8], kind: FileType) -> Option<DynamicImage> {
    match kind {
        FileType::Jpg => decode(kept, ImageFormat::Jpeg),
        FileType::Png => decode(kept, ImageFormat::Png),
        FileType::Pdf => None,
    }
}

/// A picture as a JPEG.
pub(in crate::attachment) fn as_jpeg(image: &DynamicImage) -> Option<Vec<u8>> {
    encode(image, ImageFormat::Jpeg)
}

fn decode(bytes: &[u8], format: ImageFormat) -> Option<DynamicImage> {
    let size = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().ok()?;
    may_decode(size).then(|| ImageReader::with_format(Cursor::new(bytes), format).decode().ok())?
}

fn encode(image: &DynamicImage, format: ImageFormat) -> Option<Vec<u8>> {
    let mut out = Cursor::new(Vec::new());
    if format == ImageFormat::Jpeg {
        image.write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY)).ok()?;
    } else {
        image.write_to(&mut out, format).ok()?;
    }
    Some(out.into_inner())
}

/// A picture made small enough to fit into that width and height, on white where it is transparent.
pub(in crate::attachment) fn fitted(image: DynamicImage, (width, height): (u32, u32)) -> DynamicImage {
    let fits = image.width() <= width && image.height() <= height;
    let image = if fits { image } else { image.thumbnail(width, height) };
    if image.color().has_alpha() { on_white(&image).into() } else { image.to_rgb8().into() }
}

fn on_white(image: &DynamicImage) -> RgbImage {
    let image = image.to_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let over = |value: u8| u16::from(value) * u16::from(alpha) + 255 * u16::from(255 - alpha);
        Rgb([red, green, blue].map(|value| u8::try_from(over(value) / 255).unwrap_or(u8::MAX)))
    })
}

#[cfg(test)]
mod tests {
    use super::{FileType, check_pixels, may_decode, thumbnail};
    use crate::attachment::inspect::synthesis::{jpeg_declaring, stored};
    use domain::attachment::Refusal;

    fn size_of(thumbnail: &[u8]) -> (u32, u32) {
        let image = image::load_from_memory_with_format(thumbnail, image::ImageFormat::Jpeg).unwrap();
        (image.width(), image.height())
    }

    #[test]
    fn a_thumbnail_is_a_small_jpeg_in_proportion() {
        for (file, kind, size) in [
            ("a01-plain.jpg", FileType::Jpg, (160, 120)),
            ("x14-16bit.png", FileType::Png, (120, 90)),
            ("x16-palette-alpha.png", FileType::Png, (100, 75)),
            ("x13-gray.jpg", FileType::Jpg, (160, 120)),
            ("b03-12mp.jpg", FileType::Jpg, (160, 120)),
        ] {
            let small = thumbnail(&stored(file), kind).unwrap();
            assert_eq!(size_of(&small), size, "{file}");
            assert!(small.len() < 20_000, "{file}");
        }
    }

    #[test]
    fn there_is_no_thumbnail_of_a_pdf_or_of_what_is_too_large_to_decode() {
        assert_eq!(thumbnail(&stored("a04-plain.pdf"), FileType::Pdf), None);
        assert_eq!(thumbnail(&jpeg_declaring(&stored("a01-plain.jpg"), 9000, 5000), FileType::Jpg), None);
        assert_eq!(thumbnail(b"", FileType::Png), None);
    }

    #[test]
    fn a_hundred_million_pixels_is_the_limit_and_forty_that_of_decoding() {
        assert_eq!(check_pixels((10_000, 10_000)), Ok(()));
        assert_eq!(check_pixels((10_001, 10_000)), Err(Refusal::ImageBomb));
        assert_eq!(check_pixels((0, 10)), Err(Refusal::Corrupt));
        assert!(may_decode((8_000, 5_000)) && !may_decode((8_001, 5_000)));
    }
}
