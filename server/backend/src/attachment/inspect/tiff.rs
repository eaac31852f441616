//! The one Exif tag that may outlive the metadata of a picture too large to be turned.
use image::metadata::Orientation;

/// Before the tag table in a JPEG segment.
pub(super) const EXIF: &[u8] = b"Exif\0\0";

/// The orientation an Exif table tells; upright when it is silent or broken.
pub(super) fn orientation(table: &[u8]) -> Orientation {
    Orientation::from_exif_chunk(table).unwrap_or(Orientation::NoTransforms)
}

/// An Exif table that holds the orientation and nothing else.
pub(super) fn only(orientation: Orientation) -> Vec<u8> {
    let mut table = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    table.push(orientation.to_exif());
    table.extend_from_slice(&[0; 6]);
    table
}

/// Width and height as shown.
pub(super) fn shown_size(orientation: Orientation, (width, height): (u32, u32)) -> (u32, u32) {
    if orientation.to_exif() >= 5 { (height, width) } else { (width, height) }
}

#[cfg(test)]
mod tests {
    use super::{only, orientation, shown_size};
    use image::metadata::Orientation;

    #[test]
    fn r24_a_kept_orientation_reads_back() {
        for turned in [Orientation::Rotate90, Orientation::FlipHorizontal, Orientation::Rotate270FlipH] {
            assert_eq!(orientation(&only(turned)), turned);
        }
        assert_eq!(orientation(b"MM\0"), Orientation::NoTransforms);
        assert_eq!(shown_size(Orientation::Rotate90, (4, 3)), (3, 4));
        assert_eq!(shown_size(Orientation::Rotate180, (4, 3)), (4, 3));
    }
}
