//! Drawing one page, in the process made for it.
use crate::attachment::inspect::{as_jpeg, fitted, opened};
use domain::attachment::{FileType, View};
use hayro::{
    RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, hayro_syntax::Pdf, render, vello_cpu::color::palette::css::WHITE,
};
use image::{DynamicImage, RgbImage};

/// A JPEG of the page as it is looked at; `None` when there is no such page, or it cannot be drawn.
pub(super) fn draw(bytes: Vec<u8>, kind: FileType, view: View) -> Option<Vec<u8>> {
    let upright = match kind {
        FileType::Pdf => drawn(bytes, view)?,
        _ if view.page == 1 => opened(&bytes, kind)?,
        _ => return None,
    };
    let width = u32::from(view.width());
    as_jpeg(&fitted(turned(upright, view.turns), (width, 2 * width)))
}

/// A page of a PDF, as large as its picture is to be.
fn drawn(bytes: Vec<u8>, view: View) -> Option<DynamicImage> {
    let pdf = Pdf::new(bytes).ok()?;
    let page = pdf.pages().get(usize::try_from(view.page).ok()?.checked_sub(1)?)?;
    let scale = scale(page.render_dimensions(), view);
    let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
    let cache = RenderCache::new();
    let picture = render(page, &cache, &InterpreterSettings::default(), &settings);
    // On white nothing shines through: the fourth value of each point says nothing.
    let points = picture.data_as_u8_slice().chunks_exact(4).flat_map(|point| [point[0], point[1], point[2]]);
    RgbImage::from_raw(picture.width().into(), picture.height().into(), points.collect()).map(DynamicImage::from)
}

/// What a page of that size, in points, is multiplied by to be as wide as asked for once it is turned, and at most twice as high.
fn scale((width, height): (f32, f32), view: View) -> f32 {
    let (across, down) = if view.turns.is_multiple_of(2) { (width, height) } else { (height, width) };
    let wide = f32::from(view.width());
    (wide / across).min(2.0 * wide / down)
}

fn turned(picture: DynamicImage, turns: u8) -> DynamicImage {
    match turns {
        1 => picture.rotate90(),
        2 => picture.rotate180(),
        3 => picture.rotate270(),
        _ => picture,
    }
}

#[cfg(test)]
mod tests {
    use super::{FileType, View, draw};
    use crate::attachment::inspect::{corners, stored};

    fn size_of(picture: &[u8]) -> (u32, u32) {
        let picture = image::load_from_memory_with_format(picture, image::ImageFormat::Jpeg).unwrap();
        (picture.width(), picture.height())
    }

    fn page(file: &str, kind: FileType, view: View) -> Option<Vec<u8>> {
        draw(stored(file), kind, view)
    }

    #[test]
    fn b3_a_page_of_a_pdf_is_as_wide_as_asked_for_whichever_way_it_is_turned() {
        for (view, width) in
            [(View::FIRST, 1200), (View::FIRST.sized(true), 2400), (View::FIRST.turned(1), 1200), (View::FIRST.turned(2), 1200)]
        {
            let (across, down) = size_of(&page("v00-multipage.pdf", FileType::Pdf, view).unwrap());
            assert!((width - 2..=width).contains(&across), "{view:?}: {across}");
            assert_eq!(across < down, view.turns.is_multiple_of(2), "{view:?}: {across} x {down}");
        }
        assert!(page("v00-multipage.pdf", FileType::Pdf, View::FIRST.at(6)).is_some());
        for file in ["a04-plain.pdf", "e02-owner-only.pdf", "v15-version.pdf", "s07-attestation-scan.pdf"] {
            assert!(page(file, FileType::Pdf, View::FIRST).is_some(), "{file}");
        }
    }

    #[test]
    fn b3_a_page_shows_what_is_written_on_it() {
        let picture = image::load_from_memory(&page("s01-attestation.pdf", FileType::Pdf, View::FIRST).unwrap()).unwrap().to_luma8();
        let dark = picture.pixels().filter(|point| point.0[0] < 96).count();
        assert!(dark > 500, "{dark} dark points");
        assert!(dark < picture.pixels().len() / 2, "{dark} dark points on white");
    }

    #[test]
    fn b3_a_picture_is_turned_and_never_enlarged() {
        let upright = page("x01-exif-orientation-1.jpg", FileType::Jpg, View::FIRST).unwrap();
        let turned = page("x01-exif-orientation-1.jpg", FileType::Jpg, View::FIRST.turned(1).sized(true)).unwrap();
        let (width, height) = size_of(&upright);
        assert_eq!(size_of(&turned), (height, width));
        let ([top_left, top_right, bottom_left, _], [now_top_left, now_top_right, ..]) = (corners(&upright), corners(&turned));
        let near = |one: [u8; 3], other: [u8; 3]| one.iter().zip(other).all(|(one, other)| one.abs_diff(other) < 40);
        assert!(near(now_top_left, bottom_left) && near(now_top_right, top_left) && !near(top_left, top_right), "a quarter to the right");
        assert!(size_of(&page("b03-12mp.jpg", FileType::Jpg, View::FIRST).unwrap()).0 <= 1200);
    }

    #[test]
    fn b3_what_is_no_page_is_not_drawn() {
        assert_eq!(page("v00-multipage.pdf", FileType::Pdf, View::FIRST.at(7)), None);
        assert_eq!(page("a01-plain.jpg", FileType::Jpg, View::FIRST.at(2)), None);
        assert_eq!(page("c01-truncated.pdf", FileType::Png, View::FIRST), None);
        assert_eq!(page("e01-user-password.pdf", FileType::Pdf, View::FIRST), None);
        assert_eq!(page("c05-no-page.pdf", FileType::Pdf, View::FIRST), None);
    }
}
