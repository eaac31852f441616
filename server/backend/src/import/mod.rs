//! Importing employers, members, contracts, enrolments and credits (B-52). A file is read twice: once to see whether it is one at all,
//! then line by line, in batches of one transaction each; what is kept of it meanwhile are its keys and its faults. A second load of the
//! same file changes nothing.
mod contract;
mod enrolment;
mod member;

use crate::{Backend, BackendError, audit};
use domain::import::{Kind, Line, MAX_RECORD, Outcome, Report, Row, Sheet};
use sea_orm::ConnectionTrait;
use std::{
    io::{BufRead, BufReader, Read, Seek},
    sync::Arc,
};

/// Lines kept in one transaction.
const BATCH: usize = 500;

impl Backend {
    /// Imports a file of that kind, of this insurer; with `dry_run`, only says what would become of it.
    ///
    /// # Errors
    /// When the file cannot be read, or the database not be read or written.
    pub async fn import(&self, kind: Kind, file: impl Read + Seek, dry_run: bool) -> Result<Report, BackendError> {
        let profile = Arc::clone(self.profile());
        let new = || Sheet::new(kind, &profile.id, self.today());
        let (mut lines, mut survey) = (Lines::of(file), new());
        while let Some(line) = lines.following()? {
            if !survey.survey(line) {
                return Ok(survey.finish());
            }
        }
        lines.begin_again()?;
        let (mut sheet, mut batch) = (new(), Vec::new());
        while let Some(line) = lines.following()? {
            batch.extend(sheet.line(line));
            if batch.len() == BATCH {
                self.import_batch(kind, &mut sheet, std::mem::take(&mut batch), dry_run).await?;
            }
        }
        self.import_batch(kind, &mut sheet, batch, dry_run).await?;
        Ok(sheet.finish())
    }

    async fn import_batch(&self, kind: Kind, sheet: &mut Sheet<'_>, batch: Vec<Line>, dry_run: bool) -> Result<(), BackendError> {
        let (mut created, mut changed) = (0, 0);
        let tx = self.inner.store.write().await?;
        for Line { number, row } in batch {
            let outcome = self.import_row(&tx, row).await?;
            created += u32::from(outcome == Outcome::Created);
            changed += u32::from(outcome == Outcome::Changed);
            sheet.count(number, outcome);
        }
        if dry_run || created + changed == 0 {
            return Ok(tx.rollback().await?);
        }
        let detail = format!("{created} created, {changed} changed");
        audit::record(&tx, self.now(), None, "file_imported", kind.as_str(), &detail).await?;
        Ok(tx.commit().await?)
    }

    async fn import_row(&self, tx: &impl ConnectionTrait, row: Row) -> Result<Outcome, BackendError> {
        match row {
            Row::Employer(row) => self.import_employer(tx, row).await,
            Row::Member(row) => self.import_member(tx, *row).await,
            Row::Contract(row) => self.import_contract(tx, row).await,
            Row::Enrolment(row) => self.import_enrolment(tx, row).await,
            Row::Loan(row) => self.import_loan(tx, row).await,
        }
    }
}

/// The physical lines of a file, one at a time.
struct Lines<R> {
    reader: BufReader<R>,
    line: Vec<u8>,
}

impl<R: Read + Seek> Lines<R> {
    fn of(file: R) -> Self {
        Self { reader: BufReader::new(file), line: Vec::new() }
    }

    /// The next line with its end. Of one that is too long no more is read than shows it.
    fn following(&mut self) -> Result<Option<&[u8]>, BackendError> {
        self.line.clear();
        let most = MAX_RECORD as u64 + 1;
        self.reader.by_ref().take(most).read_until(b'\n', &mut self.line).map_err(BackendError::from_io)?;
        Ok((!self.line.is_empty()).then_some(self.line.as_slice()))
    }

    fn begin_again(&mut self) -> Result<(), BackendError> {
        self.reader.rewind().map_err(BackendError::from_io)
    }
}
