//! The desk a document is set on: one template, its data, two fonts. Nothing else can be reached from a template.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::glyphs::FONTS;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// Where a template reads its data.
const DATA_PATH: &str = "/data.json";

/// One template and the JSON it reads.
pub(crate) struct Desk {
    template: Source,
    data: Bytes,
}

impl Desk {
    pub(crate) fn new(template: &str, data: Vec<u8>) -> Self {
        Self { template: Source::detached(template), data: Bytes::new(data) }
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
