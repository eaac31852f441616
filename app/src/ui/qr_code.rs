//! A QR code as a drawing in the page.
use leptos::prelude::*;

/// Empty squares around a code (ISO/IEC 18004).
const QUIET: usize = 4;

/// A QR code of a text; the same text stands beside it for whoever cannot scan.
#[component]
pub fn QrCode(
    /// What it holds.
    text: String,
    /// What it is, for whoever does not see it.
    label: String,
) -> impl IntoView {
    drawing(&text).map(|(width, path)| {
        let view_box = format!("0 0 {width} {width}");
        view! { <svg class="qr" role="img" aria-label=label viewBox=view_box shape-rendering="crispEdges"><path d=path/></svg> }
    })
}

/// Squares to a side, and the path of the dark ones; nothing when the text is too long for any code.
fn drawing(text: &str) -> Option<(usize, String)> {
    #[cfg(feature = "ssr")]
    {
        let code = qrcode::QrCode::new(text).ok()?;
        let width = code.width();
        let dark = code.to_colors().into_iter().enumerate().filter(|(_, colour)| *colour == qrcode::Color::Dark);
        let squares: Vec<String> = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET)).collect();
        Some((width + 2 * QUIET, squares.concat()))
    }
    #[cfg(not(feature = "ssr"))]
    Some((2 * QUIET, String::new())).filter(|_| !text.is_empty())
}
