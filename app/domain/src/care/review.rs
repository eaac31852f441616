//! Everything there is to say about the expenses of a claim, each thing with the number of its line.
use super::{CareRules, Expense, ExpenseForm};
use crate::{day::Day, form::FieldError, money::Currency};

/// One thing to put right, or to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// 0 is the claim, 1 its first line, as typed.
    pub row: usize,
    /// What it is; its sentence names the line.
    pub error: FieldError,
}

impl Finding {
    fn new(row: usize, error: FieldError) -> Self {
        Self { row, error: error.with("line", row.to_string()) }
    }
}

/// The answer of the rules about one claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What must be put right, by line.
    pub errors: Vec<Finding>,
    /// What the member should know; never stops a claim.
    pub warnings: Vec<Finding>,
    /// The lines that are right, in order.
    pub expenses: Vec<Expense>,
}

impl Verdict {
    /// Whether the claim may go on.
    pub fn is_ok(&self) -> bool {
        self.errors.is_empty()
    }

    /// Whether that line is right.
    pub fn is_right(&self, row: usize) -> bool {
        self.errors.iter().all(|finding| finding.row != row)
    }
}

/// Applies every rule to the lines of a claim. A line beyond the most that the insurer takes is wrong, whatever it says.
pub fn review(rules: &CareRules, currency: Currency, today: Day, rows: &[ExpenseForm]) -> Verdict {
    let mut verdict = Verdict::default();
    let mut right: Vec<(usize, Expense)> = Vec::new();
    if rows.is_empty() {
        verdict.errors.push(Finding::new(0, FieldError::new("day", "care-no-line")));
    }
    let most = usize::try_from(rules.max_lines).unwrap_or(usize::MAX);
    for (row, form) in (1..).zip(rows) {
        if row > most {
            verdict.errors.push(Finding::new(row, FieldError::new("day", "care-too-many-lines").with("max", most.to_string())));
            continue;
        }
        match form.read(rules, currency, today) {
            Ok(expense) => {
                verdict.warnings.extend(duplicate(row, &expense, &right));
                right.push((row, expense));
            }
            Err(errors) => verdict.errors.extend(errors.into_iter().map(|error| Finding::new(row, error))),
        }
    }
    verdict.expenses = right.into_iter().map(|(_, expense)| expense).collect();
    verdict
}

/// A warning where an earlier line says the same: one receipt is easily typed twice, and two visits on one day happen.
fn duplicate(row: usize, expense: &Expense, earlier: &[(usize, Expense)]) -> Option<Finding> {
    let same = |other: &Expense| {
        let whom = other.whom.to_lowercase() == expense.whom.to_lowercase();
        whom && (other.day, other.paid) == (expense.day, expense.paid) && other.kind == expense.kind
    };
    let (first, _) = earlier.iter().find(|(_, other)| same(other))?;
    Some(Finding::new(row, FieldError::new("day", "care-duplicate").with("other", first.to_string())))
}

#[cfg(test)]
mod tests {
    use super::{CareRules, ExpenseForm, Verdict, review};
    use crate::{
        care::claimed,
        claim::Line,
        day::Day,
        money::{Cents, Currency},
    };

    fn rules() -> CareRules {
        CareRules { kinds: vec!["Soins dentaires".into(), "Médicaments".into()], max_lines: 3, oldest_months: 12, max_cents: 1_000_000 }
    }

    fn line(day: &str, whom: &str, paid: &str, reimbursed: &str) -> ExpenseForm {
        let [day, whom, paid, reimbursed] = [day, whom, paid, reimbursed].map(str::to_owned);
        ExpenseForm { day, kind: "Soins dentaires".to_owned(), whom, paid, reimbursed }
    }

    fn judged(rows: &[ExpenseForm]) -> Verdict {
        review(&rules(), Currency::Dollar, Day::parse("2026-03-12").unwrap(), rows)
    }

    fn codes(rows: &[ExpenseForm]) -> Vec<String> {
        let told = |finding: &super::Finding| format!("{} {} {}", finding.row, finding.error.field, finding.error.code);
        judged(rows).errors.iter().map(told).collect()
    }

    #[test]
    fn d18_a_right_claim_is_read_as_people_write_it() {
        let rows = [line("01/03/2026", " moi-même ", "145,50 $", ""), line("2026-03-02", "Léa", "1\u{202f}045.00\u{a0}$", "45")];
        let verdict = judged(&rows);
        assert!(verdict.is_ok() && verdict.warnings.is_empty(), "{verdict:?}");
        let [first, second] = verdict.expenses.as_slice() else { panic!("{verdict:?}") };
        assert_eq!((first.day.iso().as_str(), first.whom.as_str()), ("2026-03-01", "moi-même"));
        assert_eq!((first.paid, first.reimbursed), (Cents(14_550), Cents(0)));
        assert_eq!((second.paid, second.reimbursed), (Cents(104_500), Cents(4_500)));
        assert_eq!(claimed(&verdict.expenses), Cents(114_550));
    }

    #[test]
    fn d18_a_date_is_not_to_come_and_not_older_than_allowed() {
        for (day, code) in [
            ("", "care-missing-day"),
            ("31/02/2026", "care-bad-day"),
            ("hier", "care-bad-day"),
            ("13/03/2026", "care-day-in-future"),
            ("11/03/2025", "care-day-too-old"),
        ] {
            assert_eq!(codes(&[line(day, "moi", "10", "")]), [format!("1 day {code}")], "{day}");
        }
        for day in ["12/03/2026", "12/03/2025"] {
            assert_eq!(codes(&[line(day, "moi", "10", "")]), Vec::<String>::new(), "{day}");
        }
        let told = judged(&[line("11/03/2025", "moi", "10", "")]).errors.remove(0).error.args;
        let told = |name: &str| told.iter().find(|(known, _)| known == name).map(|(_, value)| value.replace('\u{a0}', " "));
        assert_eq!(told("oldest").as_deref(), Some("12 mars 2025"));
        assert_eq!(told("line").as_deref(), Some("1"));
    }

    #[test]
    fn d18_an_amount_is_above_nothing_within_the_limit_and_no_less_than_what_came_back() {
        for (paid, back, told) in [
            ("", "", "1 paid care-missing-paid"),
            ("0", "", "1 paid care-nothing-paid"),
            ("0,00 $", "", "1 paid care-nothing-paid"),
            ("-4", "", "1 paid care-bad-amount"),
            ("4$50", "", "1 paid care-bad-amount"),
            ("quarante", "", "1 paid care-bad-amount"),
            ("10000,01", "", "1 paid care-paid-too-high"),
            ("99999999999999999999", "", "1 paid care-bad-amount"),
            ("45,50", "45,51", "1 reimbursed care-reimbursed-too-high"),
            ("45,50", "x", "1 reimbursed care-bad-amount"),
        ] {
            assert_eq!(codes(&[line("01/03/2026", "moi", paid, back)]), [told], "{paid} {back}");
        }
        for (paid, back) in [("10 000", ""), ("0,01", "0"), ("45,50", "45.50")] {
            assert_eq!(codes(&[line("01/03/2026", "moi", paid, back)]), Vec::<String>::new(), "{paid} {back}");
        }
    }

    #[test]
    fn d18_every_field_that_is_wrong_is_named_with_its_line() {
        let wrong = ExpenseForm { kind: "Chirurgie".to_owned(), ..line("", "", "x", "y") };
        let missing = ExpenseForm { kind: String::new(), ..line("01/03/2026", &"é".repeat(61), "10", "") };
        assert_eq!(
            codes(&[line("01/03/2026", "moi", "10", ""), wrong, missing]),
            [
                "2 day care-missing-day",
                "2 kind care-unknown-kind",
                "2 whom care-missing-whom",
                "2 paid care-bad-amount",
                "2 reimbursed care-bad-amount",
                "3 kind care-missing-kind",
                "3 whom care-bad-whom",
            ]
        );
        assert_eq!(codes(&[line("01/03/2026", "mo\u{200b}i", "10", "")]), ["1 whom care-bad-whom"], "nobody sees that character");
        assert_eq!(codes(&[]), ["0 day care-no-line"]);
    }

    #[test]
    fn d18_a_line_too_many_is_wrong_whatever_it_says() {
        let rows: Vec<ExpenseForm> = (1..=4).map(|day| line(&format!("0{day}/03/2026"), "moi", "10", "")).collect();
        assert_eq!(codes(&rows[..3]), Vec::<String>::new());
        assert_eq!(codes(&rows), ["4 day care-too-many-lines"]);
        assert!(!judged(&rows).is_right(4) && judged(&rows).is_right(3));
    }

    #[test]
    fn d18_the_same_line_twice_is_a_warning_and_stops_nothing() {
        let once = line("01/03/2026", "Léa", "10", "");
        let again = ExpenseForm { whom: "LÉA".to_owned(), paid: "10,00".to_owned(), ..once.clone() };
        let verdict = judged(&[once.clone(), line("02/03/2026", "Léa", "10", ""), again]);
        assert!(verdict.is_ok());
        let [warning] = verdict.warnings.as_slice() else { panic!("{verdict:?}") };
        assert_eq!((warning.row, warning.error.code.as_str()), (3, "care-duplicate"));
        assert!(warning.error.args.contains(&("other".to_owned(), "1".to_owned())));
        let others = [line("01/03/2026", "Noé", "10", ""), line("01/03/2026", "Léa", "11", "")];
        assert!(judged(&[[once].as_slice(), &others].concat()).warnings.is_empty());
    }

    #[test]
    fn d18_a_chosen_kind_alone_is_nothing_typed() {
        assert!(line("", " ", "", "").is_blank());
        assert!(!line("", "moi", "", "").is_blank());
    }
}
