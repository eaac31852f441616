//! The fields of one record, read by their column: what cannot be read is noted, and all of it is.
use super::{Code, Fault, record::Record};
use crate::{
    account::{email, iban, phone},
    day::Day,
    form::one_line,
};
use chrono::NaiveDate;

/// Longest key and longest number on paper, in characters.
const MAX_KEY: usize = 40;
/// Years in which a day of an import may be.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// One record, as it is read.
pub(super) struct Cells<'a> {
    /// The columns that are read, each with its place.
    pub(super) places: &'a [(&'static str, usize)],
    pub(super) record: &'a Record,
    /// The day it is in Paris.
    pub(super) today: Day,
    pub(super) faults: Vec<Fault>,
    pub(super) warnings: Vec<Fault>,
}

impl Cells<'_> {
    /// Notes that something is wrong with that column; once for each.
    pub(super) fn fault(&mut self, column: &str, code: Code) {
        if !self.is_faulty(column) {
            self.faults.push(Fault::at(self.record.line, Some(column), code));
        }
    }

    fn is_faulty(&self, column: &str) -> bool {
        self.faults.iter().any(|fault| fault.column.as_deref() == Some(column))
    }

    /// Whether the file has that column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.places.iter().any(|(name, _)| *name == column)
    }

    fn raw(&self, column: &str) -> &str {
        let place = self.places.iter().find(|(name, _)| *name == column).map(|(_, place)| *place);
        place.and_then(|place| self.record.fields.get(place)).map_or("", |field| field.trim())
    }

    /// What is written there as one line; empty when nothing is, or nothing that can be read.
    fn line(&mut self, column: &'static str) -> String {
        let line = one_line(self.raw(column));
        if line.is_none() {
            self.fault(column, Code::BadCharacter);
        }
        line.unwrap_or_default()
    }

    /// A text of people's, of so many characters at most; nothing may be written.
    pub(super) fn text(&mut self, column: &'static str, max: usize) -> String {
        if self.raw(column).starts_with(['=', '+', '-', '@']) {
            self.warnings.push(Fault::at(self.record.line, Some(column), Code::LooksLikeFormula));
        }
        let text = self.line(column);
        if text.chars().count() > max {
            self.fault(column, Code::TooLong);
        }
        text
    }

    /// As [`Self::text`], where something must be written.
    pub(super) fn needed(&mut self, column: &'static str, max: usize) -> String {
        let text = self.text(column, max);
        if text.is_empty() {
            self.fault(column, Code::MissingValue);
        }
        text
    }

    /// A key or a number on paper: ASCII letters and figures, hyphens, dots, slashes and underscores.
    pub(super) fn key(&mut self, column: &'static str) -> Option<String> {
        let key = self.line(column);
        if !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte)) {
            self.fault(column, Code::BadValue);
        }
        if key.len() > MAX_KEY {
            self.fault(column, Code::TooLong);
        }
        Some(key).filter(|key| !key.is_empty())
    }

    /// As [`Self::key`], where one must be written.
    pub(super) fn needed_key(&mut self, column: &'static str) -> String {
        let key = self.key(column);
        if key.is_none() {
            self.fault(column, Code::MissingValue);
        }
        key.unwrap_or_default()
    }

    /// What is written there, as one of the values that `parse` knows.
    pub(super) fn one_of<T>(&mut self, column: &'static str, code: Code, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.line(column);
        if text.is_empty() {
            return None;
        }
        let value = parse(&text);
        if value.is_none() {
            self.fault(column, code);
        }
        value
    }

    /// As [`Self::one_of`], where one must be written.
    pub(super) fn needed_of<T>(&mut self, column: &'static str, code: Code, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = self.one_of(column, code, parse);
        if value.is_none() {
            self.fault(column, Code::MissingValue);
        }
        value
    }

    /// `true` or `false`.
    pub(super) fn yes(&mut self, column: &'static str) -> bool {
        self.needed_of(column, Code::BadBoolean, boolean).unwrap_or_default()
    }

    /// `true`, `false`, or nothing.
    pub(super) fn perhaps(&mut self, column: &'static str) -> Option<bool> {
        self.one_of(column, Code::BadBoolean, boolean)
    }

    /// A day, where one is written.
    pub(super) fn day(&mut self, column: &'static str) -> Option<Day> {
        let day = self.one_of(column, Code::BadDate, iso)?;
        if !YEARS.contains(&day.year()) {
            self.fault(column, Code::DateOutOfRange);
        }
        Some(day)
    }

    /// A day, where one must be written.
    pub(super) fn needed_day(&mut self, column: &'static str) -> Option<Day> {
        let day = self.day(column);
        if day.is_none() {
            self.fault(column, Code::MissingValue);
        }
        day
    }

    /// A day that has come.
    pub(super) fn past_day(&mut self, column: &'static str) -> Option<Day> {
        let day = self.needed_day(column);
        if day.is_some_and(|day| day > self.today) {
            self.fault(column, Code::DateInFuture);
        }
        day
    }

    /// Notes where the last day is before the first.
    pub(super) fn in_order(&mut self, first: Option<Day>, last: Option<Day>, column: &'static str) {
        if first.zip(last).is_some_and(|(first, last)| last < first) {
            self.fault(column, Code::EndBeforeStart);
        }
    }

    /// A whole number of that range, where one is written.
    pub(super) fn number(&mut self, column: &'static str, range: std::ops::RangeInclusive<i32>) -> Option<i32> {
        let number = self.whole(column, Code::BadNumber)?;
        let fits = i32::try_from(number).ok().filter(|number| range.contains(number));
        if fits.is_none() {
            self.fault(column, Code::OutOfRange);
        }
        fits
    }

    /// As [`Self::number`], where one must be written.
    pub(super) fn needed_number(&mut self, column: &'static str, range: std::ops::RangeInclusive<i32>) -> Option<i32> {
        let number = self.number(column, range);
        if number.is_none() {
            self.fault(column, Code::MissingValue);
        }
        number
    }

    /// Cents, not below nothing, where they are written.
    pub(super) fn cents(&mut self, column: &'static str) -> Option<i64> {
        let cents = self.whole(column, Code::BadAmount)?;
        if !(0..=MAX_CENTS).contains(&cents) {
            self.fault(column, Code::OutOfRange);
        }
        Some(cents)
    }

    /// As [`Self::cents`], where they must be written.
    pub(super) fn needed_cents(&mut self, column: &'static str) -> Option<i64> {
        let cents = self.cents(column);
        if cents.is_none() {
            self.fault(column, Code::MissingValue);
        }
        cents
    }

    /// As it is written, with whatever it counts; what no number holds is out of range.
    fn whole(&mut self, column: &'static str, code: Code) -> Option<i64> {
        let figures = |text: &str| {
            let bare = text.strip_prefix('-').unwrap_or(text);
            (!bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().unwrap_or(i64::MAX))
        };
        self.one_of(column, code, figures)
    }

    /// An e-mail address, in small letters.
    pub(super) fn email(&mut self, column: &'static str) -> Option<String> {
        self.one_of(column, Code::BadEmail, |text| email(column, text).ok())
    }

    /// A telephone number, in E.164.
    pub(super) fn phone(&mut self, column: &'static str) -> Option<String> {
        self.one_of(column, Code::BadPhone, |text| phone(text).ok().map(|phone| phone.e164))
    }

    /// A number that takes SMS, in E.164.
    pub(super) fn mobile(&mut self, column: &'static str) -> Option<String> {
        self.one_of(column, Code::BadPhone, |text| phone(text).ok().filter(|phone| phone.mobile).map(|phone| phone.e164))
    }

    /// An account number, in its electronic form.
    pub(super) fn iban(&mut self, column: &'static str) -> Option<String> {
        self.one_of(column, Code::BadIban, |text| iban(text).ok())
    }
}

/// The largest amount, in cents: a hundred million euros.
const MAX_CENTS: i64 = 10_000_000_000;

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// `aaaa-mm-jj` and nothing else.
fn iso(text: &str) -> Option<Day> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    shaped.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Day))?
}
