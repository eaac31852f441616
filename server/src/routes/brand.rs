//! The insurer's colour, manifest and icons, all from the profile.
use crate::Portal;
use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use tiny_skia::{Color, FillRule, LineCap, Paint, PathBuilder, Pixmap, Stroke, Transform};

const AN_HOUR: (header::HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=3600");

/// One line of style: the brand colour.
pub(crate) async fn style(State(portal): State<Portal>) -> Response {
    let css = format!(":root{{--brand:{}}}", portal.backend.profile().primary_color);
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), AN_HOUR], css).into_response()
}

/// What a browser needs to install the portal.
pub(crate) async fn manifest(State(portal): State<Portal>) -> Response {
    let profile = portal.backend.profile();
    let icon = |name: &str, size: &str, purpose: &str| json!({"src": format!("/icones/{name}.png"), "sizes": size, "type": "image/png", "purpose": purpose});
    let manifest = json!({
        "id": "/", "start_url": "/", "scope": "/", "display": "standalone", "lang": profile.locale,
        "name": profile.brand, "short_name": profile.brand, "description": profile.tagline,
        "theme_color": profile.primary_color, "background_color": "#ffffff",
        "icons": [icon("192", "192x192", "any"), icon("512", "512x512", "any"), icon("maskable-192", "192x192", "maskable"), icon("maskable-512", "512x512", "maskable")],
        "shortcuts": [{"name": app::words::Words::say(&portal.words, "app-nav-claims", &[]), "url": app::routes::CLAIMS}],
    });
    ([(header::CONTENT_TYPE, "application/manifest+json"), AN_HOUR], Json(manifest).0.to_string()).into_response()
}

/// The mark in the brand colour, drawn at that size.
pub(crate) async fn icon(State(portal): State<Portal>, Path(name): Path<String>) -> Response {
    let (size, maskable) = match name.as_str() {
        "192.png" => (192, false),
        "512.png" => (512, false),
        "maskable-192.png" => (192, true),
        "maskable-512.png" => (512, true),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let colour = portal.backend.profile().primary_color.clone();
    let drawn = tokio::task::spawn_blocking(move || draw(size, maskable, &colour)).await.ok().flatten();
    match drawn {
        Some(png) => ([(header::CONTENT_TYPE, "image/png"), AN_HOUR], png).into_response(),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The mark of the header on a field of 40 by 40: an arch over a point. A maskable icon fills its square and keeps the mark in
/// the middle, away from what a phone cuts off.
#[expect(clippy::cast_precision_loss, reason = "sizes are small")]
fn draw(size: u32, maskable: bool, colour: &str) -> Option<Vec<u8>> {
    let channel = |at: usize| u8::from_str_radix(colour.get(at..at + 2)?, 16).ok();
    let mut brand = Paint { anti_alias: true, ..Paint::default() };
    brand.set_color(Color::from_rgba8(channel(1)?, channel(3)?, channel(5)?, 255));
    let mut white = Paint { anti_alias: true, ..Paint::default() };
    white.set_color(Color::WHITE);
    let mut picture = Pixmap::new(size, size)?;
    let scale = size as f32 / 40.0;
    let whole = Transform::from_scale(scale, scale);
    let inner = if maskable { Transform::from_scale(0.7, 0.7).post_translate(6.0, 6.0).post_scale(scale, scale) } else { whole };
    picture.fill_path(&field(if maskable { 0.0 } else { 11.0 })?, &brand, FillRule::Winding, whole, None);
    let mut arch = PathBuilder::new();
    arch.move_to(9.0, 27.0);
    arch.cubic_to(9.0, 19.0, 14.0, 13.0, 20.0, 13.0);
    arch.cubic_to(26.0, 13.0, 31.0, 19.0, 31.0, 27.0);
    let stroke = Stroke { width: 4.0, line_cap: LineCap::Round, ..Stroke::default() };
    picture.stroke_path(&arch.finish()?, &white, &stroke, inner, None);
    picture.fill_path(&PathBuilder::from_circle(20.0, 25.5, 3.5)?, &white, FillRule::Winding, inner, None);
    picture.encode_png().ok()
}

/// A square of 40 with round corners.
fn field(radius: f32) -> Option<tiny_skia::Path> {
    let mut path = PathBuilder::new();
    path.move_to(radius, 0.0);
    path.line_to(40.0 - radius, 0.0);
    path.quad_to(40.0, 0.0, 40.0, radius);
    path.line_to(40.0, 40.0 - radius);
    path.quad_to(40.0, 40.0, 40.0 - radius, 40.0);
    path.line_to(radius, 40.0);
    path.quad_to(0.0, 40.0, 0.0, 40.0 - radius);
    path.line_to(0.0, radius);
    path.quad_to(0.0, 0.0, radius, 0.0);
    path.close();
    path.finish()
}
