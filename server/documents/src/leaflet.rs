//! A text of the insurer's set as a document, with lines and boxes to be filled in by hand where it asks for them.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::desk::Template;
use crate::error::DocumentError;
use crate::render::{Label, render};

static TEMPLATE: LazyLock<Template> = LazyLock::new(|| Template::new("", include_str!("../templates/leaflet.typ")));

/// All that a leaflet says; strings are printed as they are, never read as markup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Leaflet {
    /// Name of the insurer's portal, at the top of the page.
    pub brand: String,
    /// Service that publishes it, at the foot.
    pub service_name: String,
    /// Title of the page and of the file. Not empty.
    pub title: String,
    /// Which text it is, in words, such as « Édition du 1er janvier 2026 »; at the foot, and with `brand` and `title` it identifies the
    /// file.
    pub edition: String,
    /// The text, in the order of the page.
    pub parts: Vec<LeafletPart>,
    /// When the text was published: the date in the file's metadata, not printed.
    pub issued_on: DateTime<Utc>,
}

/// A part of a leaflet's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "text", rename_all = "snake_case")]
pub enum LeafletPart {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// An item of a list.
    Item(String),
    /// A box to be ticked, and what ticking it says.
    Choice(String),
    /// What is asked, and a line to write the answer on.
    Blank(String),
}

/// The leaflet as a PDF/A-2a and PDF/UA-1 file. The same leaflet always gives the same bytes.
///
/// It computes for some tens of milliseconds and does not yield: on an async runtime, call it from a blocking thread.
///
/// # Errors
/// [`DocumentError::Standards`] when the title is empty or the year of `issued_on` is outside 0 to 9999. The other kinds mean that the
/// template is at fault.
pub fn leaflet(leaflet: &Leaflet) -> Result<Vec<u8>, DocumentError> {
    let identity = format!("leaflet/{}/{}/{}", leaflet.brand, leaflet.title, leaflet.edition);
    render(&TEMPLATE, leaflet, Label { identity, issued_on: leaflet.issued_on })
}
