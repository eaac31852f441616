//! The period step of the wizard: the rules, plus what the step itself asks of each line (C-16, C-17, R-10).
use super::check::{Entry, Inspection, gap_before};
use super::form::{PeriodForm, period_name, suggested_resume};
use super::model::{Period, PeriodRules, Situation, StopKind};
use super::sentence::{Field, Sentence};
use super::verdict::{Finding, Verdict};
use crate::day::{Day, DayRange};

/// More lines than any profile allows: beyond, the request is refused without being read.
pub(super) const UNREADABLE: usize = 200;

/// Everything there is to say about the lines of the step; empty lines are ignored.
pub fn review(rules: &PeriodRules, payers: &[String], situation: &Situation, rows: &[PeriodForm]) -> Verdict {
    let count = rows.iter().filter(|row| !row.is_empty()).count();
    if count > UNREADABLE {
        let finding = Finding::new(0, Field::Periods, Sentence::TooManyPeriods);
        return Verdict::conclude(vec![finding.with("count", &count).with("max", &rules.max_periods)], Vec::new(), Vec::new());
    }
    inspected(rules, payers, situation, rows).verdict(goes_on(rows))
}

/// What there is to say of each line.
fn inspected<'a>(rules: &'a PeriodRules, payers: &[String], situation: &'a Situation, rows: &[PeriodForm]) -> Inspection<'a> {
    let filled = || (1..).zip(rows).filter(|(_, row)| !row.is_empty());
    let entries = filled().map(|(number, row)| Entry {
        row: number,
        start: row.start.trim(),
        end: row.end.trim(),
        levels: row.levels().count(),
        resumed: row.has_resumed() == Some(true),
    });
    let mut inspection = Inspection::new(rules, situation);
    inspection.inspect(entries, |row, gap| row.checked_sub(1).and_then(|i| rows.get(i)).is_some_and(|row| row.confirms(gap)));
    let placed: Vec<(usize, DayRange)> = inspection.placed.iter().map(|placed| (placed.row, placed.range)).collect();
    for (number, row) in filled() {
        inspection.errors.extend(payer(number, row, payers));
        inspection.errors.extend(resumption(number, row, situation, &placed));
    }
    inspection
}

/// Whether the last line says that work was not resumed (P-12).
fn goes_on(rows: &[PeriodForm]) -> bool {
    let last = rows.iter().filter_map(|row| Some((row.range()?.end(), row))).max_by_key(|(end, _)| *end);
    last.is_some_and(|(_, row)| row.has_resumed() == Some(false))
}

/// What concerns one line, `rows[index]`, for the check made on leaving a field. An overlap is told on this line, whichever of the
/// two was typed first.
pub fn review_row(rules: &PeriodRules, payers: &[String], situation: &Situation, rows: &[PeriodForm], index: usize) -> Verdict {
    let mut reordered = rows.to_vec();
    if index >= reordered.len() {
        return Verdict::default();
    }
    let row = reordered.remove(index);
    reordered.push(row);
    let whole = inspected(rules, payers, situation, &reordered);
    let of_row = |findings: Vec<Finding>| {
        let own = findings.into_iter().filter(|finding| finding.row == rows.len());
        own.map(|finding| Finding { row: index + 1, ..finding }).collect()
    };
    Verdict { errors: of_row(whole.errors), warnings: of_row(whole.warnings), total_days: None, sorted: Vec::new() }
}

/// The periods, sorted (P-17).
///
/// # Errors
/// Everything [`review`] found, when there is an error.
pub fn parse(rules: &PeriodRules, payers: &[String], situation: &Situation, rows: &[PeriodForm]) -> Result<Vec<Period>, Verdict> {
    let verdict = review(rules, payers, situation, rows);
    if !verdict.is_ok() {
        return Err(verdict);
    }
    let mut periods: Vec<Period> = (0..rows.len()).filter_map(|index| period(rules, situation, rows, index)).collect();
    periods.sort_by_key(|period| period.range);
    Ok(periods)
}

/// The uncovered days before `rows[index]` that the member is asked about: what its box is worded and valued with (P-5).
pub fn gap_to_confirm(situation: &Situation, rows: &[PeriodForm], index: usize) -> Option<DayRange> {
    let start = rows.get(index)?.range()?.start();
    let others = rows.iter().enumerate().filter(|(i, _)| *i != index).filter_map(|(_, row)| row.range());
    (situation.stop_kind == StopKind::Prolongation).then(|| gap_before(start, situation.earlier().chain(others)))?
}

fn period(rules: &PeriodRules, situation: &Situation, rows: &[PeriodForm], index: usize) -> Option<Period> {
    let row = rows.get(index)?;
    let range = row.range()?;
    Some(Period {
        range,
        payer: row.payer.trim().to_owned(),
        pay_level: row.levels().next().filter(|_| !rules.pay_levels.is_empty()),
        resumed_on: (row.has_resumed() == Some(true)).then(|| Day::parse(&row.resumed_on)).flatten(),
        gap_confirmed: gap_to_confirm(situation, rows, index).is_some_and(|gap| row.confirms(gap)),
    })
}

/// C-17: one of the insurer's social bodies, where it names any.
fn payer(number: usize, row: &PeriodForm, payers: &[String]) -> Option<Finding> {
    let payer = row.payer.trim();
    if payers.is_empty() || payers.iter().any(|known| known == payer) {
        return None;
    }
    let sentence = if payer.is_empty() { Sentence::MissingPayer } else { Sentence::UnknownPayer };
    Some(Finding::new(number, Field::Payer, sentence))
}

/// C-16, R-10 and P-11: answered; when yes, with a day after the period, not to come, and before any later period.
fn resumption(number: usize, row: &PeriodForm, situation: &Situation, placed: &[(usize, DayRange)]) -> Vec<Finding> {
    let about = |sentence| Finding::new(number, Field::ResumedOn, sentence);
    let today = situation.today;
    let end = Day::parse(&row.end);
    match row.has_resumed() {
        None => return vec![Finding::new(number, Field::Resumed, Sentence::MissingResumed)],
        Some(false) => return Vec::new(),
        Some(true) => {}
    }
    if row.resumed_on.trim().is_empty() {
        let suggested = end.and_then(|end| suggested_resume(end, today));
        let suggest = |day| about(Sentence::MissingResumedOnSuggested).with("suggested", &day);
        return vec![suggested.map_or_else(|| about(Sentence::MissingResumedOn), suggest)];
    }
    let Some(back) = Day::parse(&row.resumed_on) else {
        return vec![about(Sentence::BadResumedOn).with_typed(&row.resumed_on)];
    };
    let mut findings = Vec::new();
    if back > today {
        findings.push(about(Sentence::ResumedInFuture).with("resumed_on", &back).with("today", &today));
    }
    if let Some(end) = end.filter(|end| back <= *end) {
        findings.push(about(Sentence::ResumedTooEarly).with("resumed_on", &back).with("end", &end));
    } else if let Some(met) = end.and_then(|end| period_before(end, back, number, situation, placed)) {
        findings.push(about(Sentence::ResumedDuring).with("resumed_on", &back).with("range", &period_name(met)));
    }
    findings
}

/// A period that starts between the end of row `number` and the day work is said to be resumed. A row that starts the very next
/// day is told on that row (P-11).
fn period_before(end: Day, back: Day, number: usize, situation: &Situation, placed: &[(usize, DayRange)]) -> Option<DayRange> {
    let rows = placed.iter().filter(|(row, range)| *row != number && range.start() > end.plus(1)).map(|(_, range)| *range);
    let known = situation.live().map(|known| known.range).filter(|range| range.start() > end);
    rows.chain(known).filter(|range| range.start() <= back).min()
}
