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

/// A template, parsed: it holds nothing of a member, so one that ships is kept.
pub(crate) struct Template {
    source: Source,
    /// Length of what stands before its own text, in bytes.
    head: usize,
}

impl Template {
    /// The one of that text, which stands after `head`.
    pub(crate) fn new(head: &str, text: &str) -> Self {
        Self { source: Source::detached([head, text].concat()), head: head.len() }
    }
}

/// One template and the JSON it reads.
pub(crate) struct Desk<'a> {
    template: &'a Template,
    data: Bytes,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(template: &'a Template, data: Vec<u8>) -> Self {
        Self { template, data: Bytes::new(data) }
    }

    /// Line and column, from 1, where that begins in the template's own text; `None` when it begins elsewhere.
    pub(crate) fn place(&self, span: DiagSpan) -> Option<(usize, usize)> {
        if span.id() != Some(self.main()) {
            return None;
        }
        let before = self.template.source.text().get(self.template.head..self.range(span)?.start)?;
        let column = before.rsplit('\n').next()?.chars().count() + 1;
        Some((before.split('\n').count(), column))
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.template.source.clone()) } else { Err(FileError::AccessDenied) }
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
