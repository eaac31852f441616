//! What was decided and paid of a dossier, in short: letters and JSON say the rest.
use super::{Pages, dates, paragraphs};
use crate::{
    clock::paris_text,
    export::settled_data::{Beside, Decision, Loss, Paid},
};

impl Pages<'_> {
    /// What was decided of a request; what the desk added stands in no table, it may be long.
    pub(super) fn decision(&mut self, made: &Decision) {
        let facts = self.known([
            ("export-decided", Some(paris_text(made.at))),
            ("export-outcome", Some(made.outcome.clone())),
            ("export-reopened", made.reopened_at.map(paris_text)),
            ("export-motive", made.motive.clone()),
            ("export-clause", made.clause.clone()),
            ("export-letter", made.letter.clone()),
        ]);
        let days = made.days.iter().map(|part| [dates(part.from, part.to), part.days.to_string(), part.state.clone()]);
        let tables = self.table(["export-dates", "export-days", "export-state"], days.collect());
        let title = (self.words)("decision-of", &[("request", made.request.as_str())]);
        let section = self.section(3, title);
        section.texts = made.text.as_deref().map(paragraphs).unwrap_or_default();
        (section.facts, section.tables) = (facts, tables);
    }

    /// A payment, or what takes one back.
    pub(super) fn payment(&mut self, made: &Paid) {
        let facts = self.known([
            ("export-state", Some(made.state.clone())),
            ("export-issued", made.left_at.map(paris_text)),
            ("export-mode", made.mode.clone()),
            ("export-payee", made.payee.clone()),
            ("export-reverses", made.reverses.clone()),
            ("export-reason", made.reason.clone()),
            ("export-total", Some(made.total.text.clone())),
        ]);
        let lines = made.lines.iter().map(|line| [line.title.clone(), line.amount.text.clone()]);
        let tables = self.table(["export-subject", "export-amount"], lines.collect());
        let title = (self.words)("payment-title", &[("number", made.number.as_str())]);
        let section = self.section(3, title);
        (section.facts, section.tables) = (facts, tables);
    }

    /// What others pay beside a period.
    pub(super) fn beside(&mut self, stated: &Beside) {
        let range = dates(stated.from, stated.to);
        let title = (self.words)("payment-other-of", &[("range", range.as_str())]);
        let (daily, source) = (stated.daily.text.as_str(), stated.source.as_str());
        let text = (self.words)("payment-other", &[("daily", daily), ("source", source)]);
        self.section(3, title).texts = paragraphs(&text);
    }

    /// The income lost, where any was stated.
    pub(super) fn losses(&mut self, stated: &[Loss]) {
        if stated.is_empty() {
            return;
        }
        let text = |one: &Loss| {
            let (from, monthly) = (one.from.with_of(), one.monthly.text.as_str());
            (self.words)("payment-loss", &[("from", from.as_str()), ("monthly", monthly), ("source", one.source.as_str())])
        };
        let texts = stated.iter().flat_map(|one| paragraphs(&text(one))).collect();
        let title = self.say("payment-loss-title");
        self.section(3, title).texts = texts;
    }
}

#[cfg(test)]
mod tests {
    use super::{Decision, Pages, Paid};
    use crate::export::settled_data::{Beside, DecidedRange, Loss, PaidLine};
    use domain::{day::Day, money::Cents, month::Month};

    fn decision() -> Decision {
        let (from, to) = (Day::parse("2026-01-10").unwrap(), Day::parse("2026-02-20").unwrap());
        Decision {
            request: "PR-26-000718-4".to_owned(),
            at: "2026-03-12T14:48:00Z".parse().unwrap(),
            outcome: "Acceptée".to_owned(),
            reopened_at: None,
            days: vec![DecidedRange { from, to, days: 42, state: "Acceptés".to_owned() }],
            motive: None,
            clause: None,
            text: Some("Une ligne.\n\nUne autre.".to_owned()),
            letter: Some("D26-004187-3-decision-PR-26-000718-4.pdf".to_owned()),
        }
    }

    fn counter_entry() -> Paid {
        let line = PaidLine { title: "Échéance".to_owned(), amount: Cents(-14_260).into(), derivation: Vec::new() };
        Paid {
            number: "RG-26-000053-6".to_owned(),
            state: "Contre-écriture".to_owned(),
            at: "2026-03-12T14:48:00Z".parse().unwrap(),
            left_at: None,
            mode: None,
            payee: None,
            total: Cents(-14_260).into(),
            lines: vec![line],
            reason: Some("Mauvais dossier".to_owned()),
            reverses: Some("RG-26-000052-8".to_owned()),
        }
    }

    #[test]
    fn g1_the_report_says_what_was_decided_and_paid_and_names_nothing_that_is_not() {
        let words = |key: &str, args: &[(&str, &str)]| args.iter().fold(key.to_owned(), |said, (_, value)| format!("{said} {value}"));
        let mut pages = Pages { words: &words, sections: Vec::new() };
        pages.decision(&decision());
        pages.payment(&counter_entry());
        let (mode, payee) = (Some("Virement".to_owned()), Some("Banque de la Rade".to_owned()));
        pages.payment(&Paid { mode, payee, reverses: None, reason: None, ..counter_entry() });
        let (from, to) = (Day::parse("2026-03-01").unwrap(), Day::parse("2026-03-10").unwrap());
        pages.beside(&Beside { from, to, daily: Cents(4_000).into(), source: "CPAM".to_owned() });
        pages.losses(&[]);
        let loss = |from: Day, cents: i64| Loss { from: Month::of(from), monthly: Cents(cents).into(), source: "Bulletins".to_owned() };
        pages.losses(&[loss(from, 90_000), loss(to.plus(30), 0)]);
        let [decided, paid, left, beside, income] = pages.sections.as_slice() else { panic!("{:?}", pages.sections) };
        let names = |facts: &[(String, String)]| facts.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!((decided.level, decided.title.as_str()), (3, "decision-of PR-26-000718-4"));
        assert_eq!(names(&decided.facts), ["export-decided", "export-outcome", "export-letter"]);
        assert_eq!(decided.facts[2].1, "D26-004187-3-decision-PR-26-000718-4.pdf");
        assert_eq!(decided.texts, ["Une ligne.", "Une autre."]);
        assert_eq!(decided.tables[0].rows[0][1..], ["42", "Acceptés"]);
        assert_eq!((paid.level, paid.title.as_str()), (3, "payment-title RG-26-000053-6"));
        assert_eq!(names(&paid.facts), ["export-state", "export-reverses", "export-reason", "export-total"]);
        assert_eq!(paid.facts[3].1, "−142,60\u{a0}€");
        assert_eq!(paid.tables[0].rows, [["Échéance", "−142,60\u{a0}€"]]);
        assert_eq!(names(&left.facts), ["export-state", "export-mode", "export-payee", "export-total"]);
        assert_eq!(left.facts[2].1, "Banque de la Rade");
        assert_eq!((beside.level, beside.title.starts_with("payment-other-of du")), (3, true), "{}", beside.title);
        assert_eq!(beside.texts, ["payment-other 40,00\u{a0}€ CPAM"]);
        assert_eq!((income.level, income.title.as_str()), (3, "payment-loss-title"));
        let month = ["de\u{a0}mars\u{a0}2026 900,00", "d’avril\u{a0}2026 0,00"].map(|said| format!("payment-loss {said}\u{a0}€ Bulletins"));
        assert_eq!(income.texts, month);
    }
}
