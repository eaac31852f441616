//! What the golden cases leave open: why days are not payable, what is refused, and the derivation in words.
use crate::{day, half, ninety, range, share, stop};
use domain::benefit::{
    BenefitError, Cover, Due, Formula, IncomeLosses, LoanMode, LoanTerms, PayPeriod, PayTerms, Standing, Stop, loan_benefit, pay_benefit,
    spells,
};
use domain::money::Cents;
use domain::month::Month;

const WORDS: &str = include_str!("../../../locales/fr-FR/benefit.ftl");

fn template(key: &str) -> &'static str {
    let words = |line: &'static str| line.strip_prefix(key)?.strip_prefix(" = ");
    WORDS.lines().find_map(words).unwrap_or_else(|| panic!("no words for {key}"))
}

/// The derivation as a person reads it, with plain spaces.
fn told(formulas: &[Formula]) -> Vec<String> {
    let worded = |formula: &Formula| {
        let fill = |text: String, (name, value): (String, String)| text.replace(&format!("{{ ${name} }}"), &value);
        formula.args().into_iter().fold(template(formula.words_key()).to_owned(), fill).replace(['\u{a0}', '\u{202f}'], " ")
    };
    formulas.iter().map(worded).collect()
}

fn derivation(terms: &LoanTerms, first: &str, last: &str) -> Vec<Vec<String>> {
    let benefit = loan_benefit(terms, &Cover::default(), &stop(&[range(first, last)])).unwrap();
    benefit.lines.iter().map(|line| told(&line.formulas)).collect()
}

#[test]
fn b11_an_instalment_reads_as_it_was_calculated() {
    assert_eq!(derivation(&half(LoanMode::DueDate), "2026-05-01", "2026-05-31"), [["231,40 € × 50 % = 115,70 €"]]);
    let april = Month::of(day("2026-04-01"));
    let losses = IncomeLosses::stated([(april, Cents(10_000)), (Month::of(day("2026-06-30")), Cents(20_000))]);
    let loss = LoanTerms { losses, ..half(LoanMode::DueDate) };
    let (whole, bound) = ("231,40 € × 50 % = 115,70 €", "Pas plus que la perte de revenus du mois : 100,00 €");
    assert_eq!(
        derivation(&loss, "2026-03-05", "2026-06-05"),
        [vec![whole], vec![whole, bound], vec![whole, bound], vec![whole]],
        "from its month on, where it bounds the line"
    );
}

#[test]
fn b11_a_months_part_reads_as_it_was_calculated() {
    assert_eq!(
        derivation(&half(LoanMode::Prorata), "2026-04-10", "2026-05-31"),
        [vec!["231,40 € × 50 % × 21/30 = 80,99 €"], vec!["231,40 € × 50 % × 31/30 = 119,56 €", "Une échéance au plus par mois : 115,70 €"],]
    );
}

#[test]
fn b11_completed_pay_reads_as_it_was_calculated() {
    let terms = PayTerms { reference: Cents(240_000), rate: share(9000) };
    let of = |kept, other| {
        let period = PayPeriod { range: range("2026-01-15", "2026-03-14"), kept: share(kept), other_daily: Cents(other) };
        told(&pay_benefit(&terms, &[period]).unwrap().lines[0].formulas)
    };
    let count = "Jours comptés, 30 pour un mois entier : 17 en janvier 2026 + 30 en février 2026 + 14 en mars 2026 = 61";
    assert_eq!(of(5000, 0), [count, "2 400,00 € × (90 % − 50 %)/30 = 32,00 € par jour", "61 × 32,00 € = 1 952,00 €"]);
    assert_eq!(of(5000, 1250)[1], "2 400,00 € × (90 % − 50 %)/30 − 12,50 € = 19,50 € par jour");
    assert_eq!(of(10_000, 0)[1], "2 400,00 € × (90 % − 100 %)/30 − 0,00 € : rien à compléter, 0,00 € par jour");
}

#[test]
fn y3_every_accepted_day_is_payable_or_says_why_not() {
    let cover =
        Cover { waiting_days: 30, from: Some(day("2026-02-15")), to: Some(day("2026-06-30")), age_limit: Some(65), max_days: Some(50) };
    let stop = Stop {
        birth_date: Some(day("1961-06-20")),
        days_already_paid: 10,
        ..stop(&[range("2026-05-01", "2026-07-10"), range("2026-01-10", "2026-03-05")])
    };
    let seen: Vec<_> = spells(&cover, &stop).unwrap().iter().map(|spell| (spell.standing, spell.range)).collect();
    assert_eq!(
        seen,
        [
            (Standing::Waiting, range("2026-01-10", "2026-02-08")),
            (Standing::BeforeCover, range("2026-02-09", "2026-02-14")),
            (Standing::Payable, range("2026-02-15", "2026-03-05")),
            (Standing::Payable, range("2026-05-01", "2026-05-21")),
            (Standing::MaxDays, range("2026-05-22", "2026-06-19")),
            (Standing::AgeLimit, range("2026-06-20", "2026-06-30")),
            (Standing::AfterCover, range("2026-07-01", "2026-07-10")),
        ]
    );
    assert!(Standing::ALL.into_iter().all(|standing| !template(standing.words_key()).contains('{')));
}

#[test]
fn b14_a_relapse_is_paid_from_its_first_day() {
    let days = [range("2026-04-01", "2026-04-30")];
    let paid = |relapse| loan_benefit(&half(LoanMode::DueDate), &ninety(), &Stop { relapse, ..stop(&days) }).unwrap();
    assert_eq!((paid(false).first_payable(), paid(false).total()), (None, Cents(0)));
    assert_eq!((paid(true).first_payable(), paid(true).total()), (Some(day("2026-04-01")), Cents(11_570)));
}

#[test]
fn b12_a_line_names_its_instalment_or_its_month() {
    let of = |mode| {
        let benefit = loan_benefit(&half(mode), &ninety(), &stop(&[range("2026-01-10", "2026-05-31")])).unwrap();
        benefit.lines.iter().map(|line| line.due.to_string().replace('\u{a0}', " ")).collect::<Vec<_>>()
    };
    assert_eq!(of(LoanMode::DueDate), ["5 mai 2026"]);
    assert_eq!(of(LoanMode::Prorata), ["avril 2026", "mai 2026"]);
    for due in [Due::On(day("2026-05-05")), Due::In(Month::of(day("2026-05-05"))), Due::Days(range("2026-05-05", "2026-05-05"))] {
        let kept = serde_json::to_string(&due).unwrap();
        assert_eq!(serde_json::from_str::<Due>(&kept).unwrap(), due, "{kept}");
    }
}

#[test]
fn b11_the_largest_amounts_on_the_longest_stop_add_up() {
    let days = range("1900-01-01", "2100-12-31");
    let loan = LoanTerms { instalment: Cents(1_000_000_000_000), quotity: share(10_000), ..half(LoanMode::DueDate) };
    assert_eq!(loan_benefit(&loan, &Cover::default(), &stop(&[days])).unwrap().total(), Cents(201 * 12 * 1_000_000_000_000));
    let pay = PayTerms { reference: Cents(1_000_000_000_000), rate: share(10_000) };
    let benefit = pay_benefit(&pay, &[PayPeriod { range: days, kept: share(0), other_daily: Cents(0) }]).unwrap();
    assert_eq!((benefit.lines[0].days, benefit.total()), (201 * 360, Cents(201 * 360 * 33_333_333_333)));
}

#[test]
fn b11_what_cannot_be_right_is_refused() {
    let april = || stop(&[range("2026-04-01", "2026-04-30")]);
    let refused = |terms: LoanTerms, stop: &Stop| loan_benefit(&terms, &Cover::default(), stop).unwrap_err();
    for due_day in [0, 32] {
        assert_eq!(refused(LoanTerms { due_day, ..half(LoanMode::DueDate) }, &april()), BenefitError::DueDay(due_day));
    }
    assert_eq!(refused(LoanTerms { instalment: Cents(-1), ..half(LoanMode::DueDate) }, &april()), BenefitError::Amount(-1));
    let loss = LoanTerms { losses: IncomeLosses::in_every_month(Some(Cents(i64::MAX))), ..half(LoanMode::DueDate) };
    assert_eq!(refused(loss, &april()), BenefitError::Amount(i64::MAX));
    let twice = stop(&[range("2026-04-30", "2026-05-02"), range("2026-04-01", "2026-04-30")]);
    let overlap = BenefitError::Overlap { range: range("2026-04-30", "2026-05-02") };
    assert_eq!(refused(half(LoanMode::DueDate), &twice), overlap);
    assert_eq!(overlap.to_string(), "days of 2026-04-30 to 2026-05-02 are there twice");
    let terms = PayTerms { reference: Cents(240_000), rate: share(9000) };
    let periods: Vec<_> =
        twice.accepted.iter().map(|range| PayPeriod { range: *range, kept: share(5000), other_daily: Cents(0) }).collect();
    assert_eq!(pay_benefit(&terms, &periods).unwrap_err(), overlap);
}
