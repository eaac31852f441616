//! Icons: drawn on a 24 by 24 grid with a line, in the colour of the text around, always silent for screen readers.
use leptos::prelude::*;

/// An icon. It says nothing by itself: the text beside it, or the label of its button, does.
#[component]
pub fn Icon(
    /// Name of the drawing; an unknown name draws nothing.
    name: &'static str,
    /// Drawn at 28 px whatever the text around.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let class = if large { "icon icon--lg" } else { "icon" };
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true" focusable="false" inner_html=drawing(name)></svg>
    }
}

/// The lines of a drawing.
fn drawing(name: &str) -> &'static str {
    match name {
        "home" => r#"<path d="M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z"/>"#,
        "folder" => r#"<path d="M3 7a2 2 0 0 1 2-2h4l2 2.5h8a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"/>"#,
        "file" => r#"<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>"#,
        "upload" => r#"<path d="M12 16V4m0 0L7.5 8.5M12 4l4.5 4.5M4 15v4a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-4"/>"#,
        "download" => r#"<path d="M12 4v12m0 0 4.5-4.5M12 16l-4.5-4.5M4 17v2a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-2"/>"#,
        "camera" => {
            r#"<path d="M4 8h3l1.5-2.5h7L17 8h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z"/><circle cx="12" cy="13" r="3.5"/>"#
        }
        "check" => r#"<path d="m5 12.5 4.5 4.5L19 7.5"/>"#,
        "check-circle" => r#"<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.8L16 9.6"/>"#,
        "alert" => r#"<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5M12 17v.1"/>"#,
        "error" => r#"<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z"/><path d="M12 8v5M12 16v.1"/>"#,
        "info" => r#"<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.7v.1"/>"#,
        "clock" => r#"<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.3 2"/>"#,
        "euro" => r#"<path d="M18 6.2A7 7 0 1 0 18 17.8M4 10.5h9M4 13.5h8"/>"#,
        "user" => r#"<circle cx="12" cy="8" r="4"/><path d="M4 20.5c1-4 4.2-6 8-6s7 2 8 6"/>"#,
        "close" => r#"<path d="m6 6 12 12M18 6 6 18"/>"#,
        "menu" => r#"<path d="M4 7h16M4 12h16M4 17h16"/>"#,
        "left" => r#"<path d="m15 5-7 7 7 7"/>"#,
        "right" => r#"<path d="m9 5 7 7-7 7"/>"#,
        "down" => r#"<path d="m5 9 7 7 7-7"/>"#,
        "arrow" => r#"<path d="M4 12h16m0 0-6-6m6 6-6 6"/>"#,
        "print" => r#"<path d="M7 8V4h10v4M7 17H4V8h16v9h-3M7 14h10v6H7z"/>"#,
        "eye" => r#"<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="3"/>"#,
        "edit" => r#"<path d="M4 20v-4L15.5 4.5l4 4L8 20zM13 7l4 4"/>"#,
        "trash" => r#"<path d="M5 7h14M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5"/>"#,
        "plus" => r#"<path d="M12 5v14M5 12h14"/>"#,
        "lock" => r#"<path d="M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3"/>"#,
        "shield" => r#"<path d="M12 3 4.5 6v5.5c0 4.5 3 7.8 7.5 9.5 4.5-1.7 7.5-5 7.5-9.5V6z"/><path d="m8.8 12 2.3 2.3 4.2-4.3"/>"#,
        "help" => r#"<circle cx="12" cy="12" r="9"/><path d="M9.3 9.3a2.8 2.8 0 1 1 4 2.7c-.8.4-1.3 1-1.3 2M12 17v.1"/>"#,
        "external" => r#"<path d="M13 4h7v7M20 4l-9 9M18 14v6H4V6h6"/>"#,
        "more" => r#"<path d="M12 5.5v.1M12 12v.1M12 18.5v.1" stroke-width="3.5"/>"#,
        "logout" => r#"<path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9"/>"#,
        "calendar" => {
            r#"<path d="M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5V19a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1zM4 10h16M8 3v4M16 3v4"/>"#
        }
        "refresh" => r#"<path d="M20 5v5h-5M4 19v-5h5M19 10a7.5 7.5 0 0 0-13.5-2.5M5 14a7.5 7.5 0 0 0 13.5 2.5"/>"#,
        "loader" => r#"<path d="M12 3.5a8.5 8.5 0 1 1-8.5 8.5"/>"#,
        "phone" => r#"<path d="M5 4h4l1.5 5-2.2 1.5a12 12 0 0 0 5.2 5.2L15 13.5l5 1.5v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1z"/>"#,
        "mail" => r#"<path d="M3 6h18v12H3z"/><path d="m3.5 6.5 8.5 7 8.5-7"/>"#,
        _ => "",
    }
}
