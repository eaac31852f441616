//! The ZIP. It is sealed while it is made, as every file is before it touches a disk, under a key that nobody keeps; it has no name in
//! its folder and is gone with the value that holds it.
use crate::{
    BackendError,
    crypto::{Key, Opener, SEALED_PIECE, Sealer},
};
use chrono::{Datelike, Timelike};
use domain::day::Instant;
use futures::{Stream, stream};
use std::{
    fs::File,
    io::{self, Seek, Write},
    path::Path,
};
use tokio::io::AsyncReadExt;
use zip::{
    DateTime, ZipWriter,
    result::ZipError,
    write::{SimpleFileOptions, StreamWriter},
};

/// What is handed in is compressed already: the least effort will do.
const EFFORT: i64 = 1;

/// An archive being made.
pub(super) struct Binder {
    zip: ZipWriter<StreamWriter<Spool>>,
    options: SimpleFileOptions,
}

impl Binder {
    /// Begins one in that folder. Its files are dated `at`.
    pub(super) fn begin(folder: &Path, at: Instant) -> Result<Self, BackendError> {
        let options = SimpleFileOptions::default().compression_level(Some(EFFORT)).last_modified_time(local(at));
        Ok(Self { zip: ZipWriter::new_stream(Spool::begin(folder)?), options })
    }

    /// The same with one more file.
    pub(super) fn with(mut self, name: &str, bytes: &[u8]) -> Result<Self, BackendError> {
        self.zip.start_file(name, self.options).map_err(failed)?;
        self.zip.write_all(bytes).map_err(BackendError::from_io)?;
        Ok(self)
    }

    /// The whole.
    pub(super) fn finish(self) -> Result<Archive, BackendError> {
        self.zip.finish().map_err(failed)?.into_inner().finish()
    }
}

fn failed(error: ZipError) -> BackendError {
    match error {
        ZipError::Io(error) => BackendError::from_io(error),
        other => BackendError::broken(other),
    }
}

/// The time on the clocks of Paris, as archives note it; 1980 when they cannot.
fn local(at: Instant) -> DateTime {
    let at = at.with_timezone(&chrono_tz::Europe::Paris);
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    let time = (part(at.hour()), part(at.minute()), part(at.second()));
    DateTime::from_date_and_time(year, part(at.month()), part(at.day()), time.0, time.1, time.2).unwrap_or_default()
}

/// Seals what is written to it.
struct Spool {
    key: Key,
    header: Vec<u8>,
    sealer: Sealer,
    file: File,
    /// Bytes written to it, and what they weigh sealed.
    plain: u64,
    sealed: u64,
}

impl Spool {
    fn begin(folder: &Path) -> Result<Self, BackendError> {
        let key = Key::generate()?;
        let (sealer, header) = Sealer::begin(&key)?;
        let file = tempfile::tempfile_in(folder).map_err(BackendError::from_io)?;
        Ok(Self { key, header, sealer, file, plain: 0, sealed: 0 })
    }

    fn finish(mut self) -> Result<Archive, BackendError> {
        let last = self.sealer.finish()?;
        self.file.write_all(&last).and_then(|()| self.file.rewind()).map_err(BackendError::from_io)?;
        let opener = Opener::begin(&self.key, &self.header)?;
        Ok(Archive { opener, file: self.file, sealed: self.sealed + last.len() as u64, plain: self.plain })
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sealed = self.sealer.push(bytes).map_err(io::Error::other)?;
        self.file.write_all(&sealed)?;
        self.plain += bytes.len() as u64;
        self.sealed += sealed.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// An archive on its way out.
pub struct Archive {
    opener: Opener,
    file: File,
    sealed: u64,
    plain: u64,
}

impl Archive {
    /// How much it weighs, in bytes.
    pub fn bytes(&self) -> u64 {
        self.plain
    }

    /// What it holds, piece by piece.
    pub fn into_stream(self) -> impl Stream<Item = Result<Vec<u8>, BackendError>> + Send + 'static {
        let reader = Reader { opener: self.opener, file: tokio::fs::File::from_std(self.file), left: self.sealed };
        stream::try_unfold(Some(reader), |reader| async move {
            match reader {
                Some(reader) => reader.piece().await.map(Some),
                None => Ok(None),
            }
        })
    }
}

/// Reads a sealed file.
struct Reader {
    opener: Opener,
    file: tokio::fs::File,
    left: u64,
}

impl Reader {
    /// The next piece, and the reader of those after it when there are any.
    async fn piece(mut self) -> Result<(Vec<u8>, Option<Self>), BackendError> {
        let mut sealed = vec![0; usize::try_from(self.left).unwrap_or(usize::MAX).min(SEALED_PIECE)];
        self.file.read_exact(&mut sealed).await.map_err(BackendError::from_io)?;
        self.left -= sealed.len() as u64;
        if self.left == 0 {
            return Ok((self.opener.finish(&sealed)?, None));
        }
        let plain = self.opener.push(&sealed)?;
        Ok((plain, Some(self)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Binder, Instant};
    use futures::TryStreamExt;
    use std::io::{Cursor, Read};

    #[tokio::test]
    async fn g1_an_archive_comes_out_as_it_went_in_and_leaves_nothing_in_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let at = "2026-03-12T14:48:00Z".parse::<Instant>().unwrap();
        let noise: Vec<u8> = (0..300_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
        let letters = b"a".repeat(200_000);
        let mut binder = Binder::begin(folder.path(), at).unwrap();
        for (name, bytes) in [("vide.txt", [].as_slice()), ("été.bin", noise.as_slice()), ("lettres.txt", letters.as_slice())] {
            binder = binder.with(name, bytes).unwrap();
        }
        let archive = binder.finish().unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "it has no name");
        let weight = archive.bytes();
        let bytes = archive.into_stream().try_concat().await.unwrap();
        assert_eq!(bytes.len() as u64, weight);
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut found = Vec::new();
        let mut file = zip.by_name("été.bin").unwrap();
        assert_eq!(file.last_modified().unwrap().to_string(), "2026-03-12 15:48:00", "the time in Paris");
        file.read_to_end(&mut found).unwrap();
        drop(file);
        assert_eq!(found, noise);
        assert_eq!(zip.by_name("lettres.txt").unwrap().size(), 200_000);
        assert_eq!(zip.by_name("vide.txt").unwrap().size(), 0);
    }
}
