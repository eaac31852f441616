//! The desk a document is set on: one template, its data, two fonts. Nothing else can be reached from a template.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};

use crate::glyphs::FONTS;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// Where a template reads its data.
const DATA_PATH: &str = "/data.json";

/// One template and the JSON it reads.
pub(crate) struct Desk {
    template: Source,
    /// Length of what stands before the template's own text, in bytes.
    head: usize,
    data: Bytes,
}

impl Desk {
    pub(crate) fn new(head: &str, template: &str, data: Vec<u8>) -> Self {
        Self { template: Source::detached([head, template].concat()), head: head.len(), data: Bytes::new(data) }
    }

    /// Line and column, from 1, where that begins in the template's own text; `None` when it begins elsewhere.
    pub(crate) fn place(&self, span: DiagSpan) -> Option<(usize, usize)> {
        if span.id() != Some(self.template.id()) {
            return None;
        }
        let before = self.template.text().get(self.head..self.range(span)?.start)?;
        let column = before.rsplit('\n').next()?.chars().count() + 1;
        Some((before.split('\n').count(), column))
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let ours = *id.root() == VirtualRoot::Project && id.vpath().get_with_slash() == DATA_PATH;
        if ours { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// No clock: a template that asks for the day is refused.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
