//! The period rules themselves (P-1 … P-16), the same for the wizard, the desk and `relais rules periods`.
use super::form::period_name;
use super::model::{FutureRule, KnownPeriod, KnownState, PayLevel, PeriodRules, Situation, StopKind};
use super::sentence::{Field, Sentence};
use super::verdict::{Finding, Verdict};
use crate::day::{Day, DayRange};
use crate::form::grouped;
use std::cmp::Ordering;

/// Days after the last declared one when a stop that goes on deserves a reminder (P-12).
const REMINDER_DAYS: i64 = 30;
/// Years after which a claim is time-barred (P-15).
const BARRED_YEARS: u32 = 2;
/// More days than between any two dates a period may have: keeps sums in bounds whatever a profile says.
const ANY_DAYS: i64 = 100_000;

/// One line of a request, dates as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// First day, as typed.
    pub start: String,
    /// Last day, as typed.
    pub end: String,
    /// Levels of pay ticked.
    pub pay_levels: Vec<PayLevel>,
    /// Work was resumed after this period.
    pub resumed: bool,
    /// The member worked on the uncovered days before this period.
    pub gap_confirmed: bool,
}

/// Applies every period rule; rows with neither date nor level of pay are ignored (P-10).
pub fn check(rules: &PeriodRules, situation: &Situation, rows: &[Row]) -> Verdict {
    let filled = |row: &Row| !(row.start.trim().is_empty() && row.end.trim().is_empty() && row.pay_levels.is_empty());
    let entries = (1..).zip(rows).filter(|(_, row)| filled(row)).map(|(number, row)| Entry {
        row: number,
        start: row.start.trim(),
        end: row.end.trim(),
        levels: row.pay_levels.len(),
        resumed: row.resumed,
    });
    let mut inspection = Inspection::new(rules, situation);
    inspection.inspect(entries, |row, _| row.checked_sub(1).and_then(|i| rows.get(i)).is_some_and(|row| row.gap_confirmed));
    inspection.verdict(situation.stop_ended == Some(false))
}

/// A filled line, ready to be inspected.
pub(super) struct Entry<'a> {
    /// Its number, from 1.
    pub row: usize,
    pub start: &'a str,
    pub end: &'a str,
    /// How many levels of pay are ticked.
    pub levels: usize,
    pub resumed: bool,
}

/// A line whose dates are right.
pub(super) struct Placed {
    pub row: usize,
    pub range: DayRange,
    resumed: bool,
}

/// The rules at work on one request.
pub(super) struct Inspection<'a> {
    rules: &'a PeriodRules,
    situation: &'a Situation,
    pub errors: Vec<Finding>,
    pub warnings: Vec<Finding>,
    /// How many lines were inspected.
    filled: usize,
    /// Lines whose dates are right, as typed.
    pub placed: Vec<Placed>,
}

impl<'a> Inspection<'a> {
    pub(super) fn new(rules: &'a PeriodRules, situation: &'a Situation) -> Self {
        Self { rules, situation, errors: Vec::new(), warnings: Vec::new(), filled: 0, placed: Vec::new() }
    }

    /// Applies every rule about a line. `confirmed` says whether the uncovered days before a row were confirmed.
    pub(super) fn inspect<'e>(&mut self, entries: impl Iterator<Item = Entry<'e>>, confirmed: impl Fn(usize, DayRange) -> bool) {
        for entry in entries {
            self.filled += 1;
            self.pay_level(&entry);
            if let Some(range) = self.dates(&entry) {
                self.limits(entry.row, range);
                self.overlaps(entry.row, range);
                self.contract(entry.row, range.start());
                self.placed.push(Placed { row: entry.row, range, resumed: entry.resumed });
            }
        }
        self.continuity(confirmed);
    }

    /// Applies the rules about the whole request, and concludes. `goes_on` is whether the stop is said to go on after the last day
    /// declared (P-12).
    pub(super) fn verdict(mut self, goes_on: bool) -> Verdict {
        self.request(self.filled);
        self.whole_stop(goes_on);
        Verdict::conclude(self.errors, self.warnings, self.placed.into_iter().map(|placed| placed.range).collect())
    }

    /// P-10: exactly one level of pay where the product asks for it.
    fn pay_level(&mut self, entry: &Entry) {
        if self.rules.pay_levels.is_empty() {
            return;
        }
        match entry.levels.cmp(&1) {
            Ordering::Less => self.errors.push(Finding::new(entry.row, Field::PayLevel, Sentence::MissingPayLevel)),
            Ordering::Greater => self.errors.push(Finding::new(entry.row, Field::PayLevel, Sentence::TwoPayLevels)),
            Ordering::Equal => {}
        }
    }

    /// P-1 and P-2: two civil dates, the end not before the start.
    fn dates(&mut self, entry: &Entry) -> Option<DayRange> {
        let start = self.date(entry.row, entry.start, Field::Start, Sentence::MissingStart);
        let end = self.date(entry.row, entry.end, Field::End, Sentence::MissingEnd);
        let (start, end) = (start?, end?);
        let range = DayRange::new(start, end);
        if range.is_none() {
            self.errors.push(Finding::new(entry.row, Field::End, Sentence::EndBeforeStart).with("start", &start).with("end", &end));
        }
        range
    }

    fn date(&mut self, row: usize, text: &str, field: Field, missing: Sentence) -> Option<Day> {
        if text.is_empty() {
            self.errors.push(Finding::new(row, field, missing));
            return None;
        }
        let day = Day::parse(text);
        if day.is_none() {
            self.errors.push(Finding::new(row, field, Sentence::BadDate).with_typed(text));
        }
        day
    }

    /// P-8, P-3 and P-7: length, origin, future.
    fn limits(&mut self, row: usize, range: DayRange) {
        let (start, end, today) = (range.start(), range.end(), self.situation.today);
        let max = self.rules.max_period_days;
        if range.days() > max {
            let finding = Finding::new(row, Field::End, Sentence::TooLong).with("range", &period_name(range));
            self.errors.push(finding.with("days", &days(range.days())).with("max", &days(max)));
        }
        if let Some(origin) = self.situation.origin.filter(|origin| start < *origin) {
            self.errors.push(Finding::new(row, Field::Start, Sentence::BeforeOrigin).with("start", &start).with("origin", &origin));
        }
        match self.rules.future_rule {
            FutureRule::EndNotAfterToday if end > today => {
                self.errors.push(Finding::new(row, Field::End, Sentence::InFuture).with("end", &end).with("today", &today));
            }
            FutureRule::StartNotAfterToday if start > today => {
                self.errors.push(Finding::new(row, Field::Start, Sentence::InFutureStart).with("start", &start).with("today", &today));
            }
            FutureRule::StartNotAfterToday if end.since(today) > self.rules.future_end_days => {
                let latest = today.plus(self.rules.future_end_days.clamp(-ANY_DAYS, ANY_DAYS));
                self.errors.push(Finding::new(row, Field::End, Sentence::InFutureLimit).with("end", &end).with("latest", &latest));
            }
            _ => {}
        }
    }

    /// P-4 and P-16: a day is declared once, whether here, earlier or in another dossier.
    fn overlaps(&mut self, row: usize, range: DayRange) {
        let situation = self.situation;
        // Days handed in meet no others handed in: a copy is the only one that it meets.
        if let Some(met) = met_by(&situation.known, range) {
            let (plain, later, copy) = known_sentences(met);
            let finding = self.overlap(row, range, met.range, (if met.range == range { copy } else { plain }, later));
            self.errors.push(handed_in(finding, met));
        }
        if let Some(met) = met_by(&situation.elsewhere, range) {
            let sentences = (Sentence::OverlapsElsewhere, Sentence::OverlapsElsewhereStart);
            self.errors.push(self.overlap(row, range, met.range, sentences));
        }
        if let Some(met) = self.placed.iter().map(|placed| placed.range).find(|other| other.overlaps(range)) {
            let sentences = (Sentence::OverlapsRow, Sentence::OverlapsRowStart);
            self.errors.push(self.overlap(row, range, met, sentences));
        }
    }

    /// Names the period met and, when starting later would do, the first free day.
    fn overlap(&self, row: usize, range: DayRange, met: DayRange, sentences: (Sentence, Sentence)) -> Finding {
        let next = self.free_day_after(met.end());
        let later = met.contains(range.start()) && next <= range.end();
        let field = if met.contains(range.start()) || !met.contains(range.end()) { Field::Start } else { Field::End };
        let finding = Finding::new(row, field, if later { sentences.1 } else { sentences.0 }).with("range", &period_name(met));
        if later { finding.with("next", &next) } else { finding }
    }

    fn free_day_after(&self, day: Day) -> Day {
        let situation = self.situation;
        let taken = || {
            let known = situation.known.iter().chain(&situation.elsewhere).filter(|known| known.is_live()).map(|known| known.range);
            known.chain(self.placed.iter().map(|placed| placed.range))
        };
        let mut free = day.plus(1);
        while let Some(range) = taken().find(|range| range.contains(free)) {
            free = range.end().plus(1);
        }
        free
    }

    /// P-14 and P-15: warnings the handler sees too, never a block.
    fn contract(&mut self, row: usize, start: Day) {
        let limit = self.situation.today.years_before(BARRED_YEARS);
        if start < limit {
            self.warnings.push(Finding::new(row, Field::Start, Sentence::TooOld).with("start", &start).with("limit", &limit));
        }
        let Some(effect) = self.situation.contract_effect else { return };
        let wait = self.rules.waiting_days.clamp(0, ANY_DAYS);
        if start < effect {
            self.warnings.push(Finding::new(row, Field::Start, Sentence::BeforeContract).with("start", &start).with("effect", &effect));
        } else if start.since(effect) < wait {
            let finding = Finding::new(row, Field::Start, Sentence::InWaitingPeriod).with("start", &start);
            self.warnings.push(finding.with("covered_from", &effect.plus(wait)));
        }
    }

    /// P-3, P-9, P-10 and P-13: what concerns the request as a whole.
    fn request(&mut self, filled: usize) {
        let situation = self.situation;
        if let Some(origin) = situation.origin.filter(|origin| *origin > situation.today) {
            let finding = Finding::new(0, Field::Origin, Sentence::OriginInFuture);
            self.errors.push(finding.with("origin", &origin).with("today", &situation.today));
        }
        if filled == 0 {
            self.errors.push(Finding::new(0, Field::Periods, Sentence::NoPeriod));
        }
        if u32::try_from(filled).is_ok_and(|filled| filled > self.rules.max_periods) {
            let finding = Finding::new(0, Field::Periods, Sentence::TooManyPeriods);
            self.errors.push(finding.with("count", &filled).with("max", &self.rules.max_periods));
        }
        match situation.stop_kind {
            StopKind::Initial => {
                if let Some(first) = situation.live().next() {
                    self.errors
                        .push(Finding::new(0, Field::StopKind, Sentence::InitialAlreadySent).with("range", &period_name(first.range)));
                }
            }
            StopKind::Prolongation => {
                if situation.earlier().next().is_none() {
                    self.errors.push(Finding::new(0, Field::StopKind, Sentence::PreviousStopMissing));
                }
            }
        }
    }

    /// P-5 and P-11: uncovered days are confirmed, and a stop does not go on the day after work was resumed.
    fn continuity(&mut self, confirmed: impl Fn(usize, DayRange) -> bool) {
        for placed in &self.placed {
            let start = placed.range.start();
            let others = || self.placed.iter().filter(|other| other.row != placed.row);
            if self.situation.stop_kind == StopKind::Prolongation
                && let Some(gap) = gap_before(start, self.situation.earlier().chain(others().map(|other| other.range)))
                && !confirmed(placed.row, gap)
            {
                self.errors.push(Finding::new(placed.row, Field::GapConfirmed, Sentence::GapUnconfirmed).with("gap", &gap));
            }
            if let Some(previous) = others().find(|other| other.resumed && other.range.end().plus(1) == start) {
                let finding = Finding::new(placed.row, Field::Start, Sentence::ResumedThenRow);
                self.errors.push(finding.with("previous", &period_name(previous.range)).with("start", &start));
            }
        }
    }

    /// P-8, P-11 and P-12: what the dossier says about its end, and its length with the days known.
    fn whole_stop(&mut self, goes_on: bool) {
        let (situation, today) = (self.situation, self.situation.today);
        let Some(last) = self.placed.iter().map(|placed| placed.range.end()).max() else { return };
        if let Some(back) = situation.work_resumed_on {
            let about = |sentence| Finding::new(0, Field::WorkResumedOn, sentence).with("resumed_on", &back);
            if back <= last {
                self.errors.push(about(Sentence::ResumedRequest).with("end", &last));
            } else if situation.stop_ended == Some(false) {
                self.errors.push(about(Sentence::ResumedOngoing));
            }
            if back > today {
                self.errors.push(about(Sentence::ResumedInFuture).with("today", &today));
            }
        }
        let known = situation.live().map(|known| known.range.end()).max();
        let reached = known.map_or(last, |known| known.max(last));
        if goes_on && today.since(reached) > REMINDER_DAYS {
            self.warnings.push(Finding::new(0, Field::Periods, Sentence::ProlongReminder).with("end", &reached));
        }
        let declared = self.placed.iter().map(|placed| placed.range);
        let total = union_days(situation.live().map(|known| known.range).chain(declared).collect());
        if total > self.rules.max_total_days {
            let finding = Finding::new(0, Field::Periods, Sentence::OverMaximum).with("days", &days(total));
            self.warnings.push(finding.with("max", &days(self.rules.max_total_days)));
        }
    }
}

/// The uncovered days between what comes before `start` and `start`; none when nothing comes before or something touches it (P-5).
pub(super) fn gap_before(start: Day, others: impl Iterator<Item = DayRange>) -> Option<DayRange> {
    let last = others.filter(|range| range.start() < start).map(DayRange::end).max()?;
    DayRange::new(last.plus(1), start.plus(-1))
}

/// Number of different days in the ranges.
fn union_days(ranges: Vec<DayRange>) -> i64 {
    let ranges = super::verdict::in_order(ranges, |range| *range);
    let (mut days, mut covered) = (0, None);
    for range in ranges {
        let from = covered.map_or(range.start(), |end: Day| range.start().max(end.plus(1)));
        days += (range.end().since(from) + 1).max(0);
        covered = covered.max(Some(range.end()));
    }
    days
}

/// The first of these that stands and has a day of that range.
fn met_by(known: &[KnownPeriod], range: DayRange) -> Option<&KnownPeriod> {
    known.iter().find(|known| known.is_live() && known.range.overlaps(range))
}

/// What is said of days that were handed in before, paid or in progress (Y-3): that a period meets them, that it does and may start later,
/// that it is a copy.
fn known_sentences(known: &KnownPeriod) -> (Sentence, Sentence, Sentence) {
    match (known.sent_on, known.state) {
        (None, _) => (Sentence::OverlapsKnown, Sentence::OverlapsKnownStart, Sentence::DuplicateOfKnown),
        (_, KnownState::Paid) => (Sentence::OverlapsPaid, Sentence::OverlapsPaidStart, Sentence::DuplicateOfPaid),
        _ => (Sentence::OverlapsSent, Sentence::OverlapsSentStart, Sentence::DuplicateOfSent),
    }
}

/// Names the request that days were handed in with, where it is known.
fn handed_in(finding: Finding, known: &KnownPeriod) -> Finding {
    match known.sent_on {
        Some(day) => finding.with("sent_on", &day).with("request", &known.request),
        None => finding,
    }
}

fn days(count: i64) -> String {
    grouped(count.unsigned_abs())
}
