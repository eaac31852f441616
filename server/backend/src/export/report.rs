//! The same as `donnees.json`, for people: what goes onto the pages of the PDF.
mod settled;

use super::{
    Words,
    claim_data::{Dossier, Draft, File, Request, ToComplete},
    data::{Contract, Data, Written},
};
use crate::clock::paris_text;
use documents::{DataReport, ReportSection, ReportTable};
use domain::{
    account::Person,
    attachment::size_text,
    day::{Day, DayRange, Instant},
    insurer::Profile,
};

/// Most lines of the journal on paper, the newest ones; the JSON has all.
const MAX_LINES: usize = 200;

/// Columns of expenses.
const EXPENSE: [&str; 5] = ["care-day", "care-kind", "care-whom", "care-paid", "care-reimbursed"];

/// The report under construction.
struct Pages<'a> {
    words: Words<'a>,
    sections: Vec<ReportSection>,
}

/// What the PDF says.
pub(super) fn report(data: &Data, member: &Person, profile: &Profile, words: Words<'_>) -> DataReport {
    let mut pages = Pages { words, sections: Vec::new() };
    pages.read_me(data, member);
    pages.who(data);
    pages.personal(data);
    pages.messages(&data.messages);
    pages.contracts(&data.contracts);
    pages.claims(&data.claims);
    pages.security(data);
    DataReport {
        brand: profile.brand.clone(),
        service_name: profile.service_name.clone(),
        title: words("export-report-title", &[]),
        member: member.full_name(),
        sections: pages.sections,
        issued_on: data.made_at,
    }
}

impl Pages<'_> {
    fn say(&self, key: &str) -> String {
        (self.words)(key, &[])
    }

    fn section(&mut self, level: u8, title: String) -> &mut ReportSection {
        let at = self.sections.len();
        self.sections.push(ReportSection { level, title, ..ReportSection::default() });
        &mut self.sections[at]
    }

    /// Names and values; what is not known is said to be so.
    fn facts<const N: usize>(&self, facts: [(&str, Option<String>); N]) -> Vec<(String, String)> {
        facts.into_iter().map(|(key, value)| (self.say(key), value.unwrap_or_else(|| self.say("claim-none-given")))).collect()
    }

    /// Names and values of what there is.
    fn known<const N: usize>(&self, facts: [(&str, Option<String>); N]) -> Vec<(String, String)> {
        facts.into_iter().filter_map(|(key, value)| value.map(|value| (self.say(key), value))).collect()
    }

    /// A table with columns of those names; none when it has no row.
    fn table<const N: usize>(&self, head: [&str; N], rows: Vec<[String; N]>) -> Vec<ReportTable> {
        if rows.is_empty() {
            return Vec::new();
        }
        vec![ReportTable { head: head.map(|key| self.say(key)).into(), rows: rows.into_iter().map(Vec::from).collect() }]
    }

    /// A section that is a table, or says that there is nothing.
    fn listed<const N: usize>(&mut self, title: &str, head: [&str; N], rows: Vec<[String; N]>) {
        let (tables, title) = (self.table(head, rows), self.say(title));
        let texts = if tables.is_empty() { vec![self.say("export-none")] } else { Vec::new() };
        let section = self.section(1, title);
        (section.tables, section.texts) = (tables, texts);
    }

    fn read_me(&mut self, data: &Data, member: &Person) {
        let (name, at) = (member.full_name(), paris_text(data.made_at));
        let args = [("brand", data.brand.as_str()), ("name", name.as_str()), ("at", at.as_str())];
        let first = (self.words)("export-read-me-text", &args);
        let texts = ["export-read-me-files", "export-read-me-json", "export-never"].map(|key| self.say(key));
        let title = self.say("export-read-me");
        self.section(1, title).texts = [first].into_iter().chain(texts).collect();
    }

    fn who(&mut self, data: &Data) {
        let (identity, contact) = (&data.identity, &data.contact);
        let facts = self.facts([
            ("account-name", Some(format!("{} {}", identity.given_name, identity.family_name))),
            ("account-login", Some(identity.login.clone())),
            ("export-birth-date", identity.birth_date.map(worded)),
            ("claim-email", contact.email.clone()),
            ("claim-mobile", contact.mobile.clone()),
            ("export-phone", contact.phone.clone()),
            ("export-address", Some(contact.address.join(", ")).filter(|address| !address.is_empty())),
            ("export-opened", Some(paris_text(identity.opened_at))),
            ("export-last-sign-in", identity.last_sign_in.map(paris_text)),
        ]);
        let title = self.say("export-who");
        self.section(1, title).facts = facts;
    }

    /// What members give and ask besides, where they did.
    fn personal(&mut self, data: &Data) {
        let accounts = data.accounts.iter().map(|one| [one.iban.clone(), paris_text(one.usable_from)]);
        let corrections = data.corrections.iter().map(|one| [one.text.clone(), paris_text(one.at)]);
        if !data.accounts.is_empty() {
            self.listed("export-accounts", ["export-iban", "export-usable"], accounts.collect());
        }
        if !data.corrections.is_empty() {
            self.listed("export-corrections", ["export-what", "export-at"], corrections.collect());
        }
    }

    /// What they wrote to the desk, where they did. Such long texts stand in no table: no page could hold its row.
    fn messages(&mut self, messages: &[Written]) {
        if messages.is_empty() {
            return;
        }
        let title = self.say("message-mine");
        self.section(1, title);
        for one in messages {
            let facts = self.facts([
                ("export-reference", Some(one.reference.clone())),
                ("export-at", Some(paris_text(one.at))),
                ("export-state", Some(one.state.clone())),
            ]);
            let section = self.section(2, one.subject.clone());
            section.texts = paragraphs(&one.text);
            section.facts = facts;
        }
    }

    fn contracts(&mut self, contracts: &[Contract]) {
        let title = self.say("export-contracts");
        let none = contracts.is_empty().then(|| self.say("export-none"));
        self.section(1, title).texts = none.into_iter().collect();
        for contract in contracts {
            let days = |days: u32| Some((self.words)("contract-days", &[("days", days.to_string().as_str())]));
            let facts = self.facts([
                ("contract-certificate", contract.certificate.clone()),
                ("contract-effect", Some(worded(contract.effect_from))),
                ("contract-waiting-period", days(contract.waiting_days)),
                ("contract-max-days", days(contract.max_days)),
                ("contract-guarantees", Some(contract.guarantees.join(", "))),
            ]);
            let credits = contract.credits.iter().map(|credit| {
                [credit.label.clone(), credit.reference.clone(), credit.instalment.text.clone(), credit.outstanding.text.clone()]
            });
            let head = ["export-credit", "export-reference", "contract-instalment", "contract-outstanding"];
            let tables = self.table(head, credits.collect());
            let title = (self.words)("contract-one", &[("number", contract.number.as_str())]);
            let section = self.section(2, title);
            (section.facts, section.tables) = (facts, tables);
        }
    }

    fn claims(&mut self, claims: &[Dossier]) {
        let title = self.say("export-claims");
        let none = claims.is_empty().then(|| self.say("export-none"));
        self.section(1, title).texts = none.into_iter().collect();
        for claim in claims {
            let facts = self.facts([
                ("contract-number", Some(claim.contract.clone())),
                ("export-guarantee", Some(claim.guarantee.clone())),
                ("export-state", Some(claim.status.clone())),
                ("export-origin", claim.origin.map(worded)),
            ]);
            let ended = claim.cover_ended.map(|day| (self.words)("payment-cover-ended", &[("day", worded(day).as_str())]));
            let title = (self.words)("claim-title", &[("number", claim.number.as_str())]);
            let section = self.section(2, title);
            (section.facts, section.texts) = (facts, ended.into_iter().collect());
            for request in &claim.requests {
                self.request(request);
            }
            if let Some(draft) = &claim.draft {
                self.draft(draft);
            }
            for asked in &claim.complements {
                self.complement(asked);
            }
            for made in &claim.decisions {
                self.decision(made);
            }
            for made in &claim.payments {
                self.payment(made);
            }
            for stated in &claim.others {
                self.beside(stated);
            }
            self.losses(&claim.losses);
        }
    }

    /// What was asked for, and what was given for it.
    fn complement(&mut self, asked: &ToComplete) {
        let facts = self.facts([
            ("export-asked", Some(paris_text(asked.asked_at))),
            ("export-due", Some(worded(asked.due))),
            ("export-sent", asked.sent_at.map(paris_text)),
        ]);
        let mut rows = Vec::new();
        for piece in &asked.items {
            for before in &piece.earlier {
                let on = worded(before.on);
                let refused = (self.words)("complement-refused-on", &[("on", on.as_str()), ("reason", before.reason.as_str())]);
                rows.push([piece.title.clone(), given(before.file.as_ref(), before.answer.as_ref()), refused]);
            }
            rows.push([piece.title.clone(), given(piece.file.as_ref(), piece.answer.as_ref()), piece.state.clone()]);
        }
        let tables = self.table(["export-document", "export-given", "export-state"], rows);
        let title = (self.words)("export-complement", &[("number", asked.number.as_str())]);
        let section = self.section(3, title);
        (section.facts, section.tables) = (facts, tables);
    }

    fn request(&mut self, request: &Request) {
        let facts = self.facts([
            ("export-kind", Some(request.kind.clone())),
            ("export-state", Some(request.state.clone())),
            ("export-sent", Some(paris_text(request.sent_at))),
            ("claim-proof-title", request.proof.clone()),
        ]);
        let periods = request
            .periods
            .iter()
            .map(|period| [dates(period.from, period.to), period.days.to_string(), period.payer.clone(), period.state.clone()]);
        let mut tables = self.table(["export-dates", "export-days", "period-payer", "export-state"], periods.collect());
        let expenses = request.expenses.iter().map(|one| {
            let [paid, reimbursed] = [&one.paid, &one.reimbursed].map(|sum| sum.text.clone());
            [worded(one.day), one.kind.clone(), one.whom.clone(), paid, reimbursed]
        });
        tables.extend(self.table(EXPENSE, expenses.collect()));
        tables.extend(self.files(&request.files));
        let title = (self.words)("claim-request-title", &[("request", request.number.as_str())]);
        let section = self.section(3, title);
        (section.facts, section.tables) = (facts, tables);
    }

    /// What was typed, as it was.
    fn draft(&mut self, draft: &Draft) {
        let facts = self.facts([("export-kind", Some(draft.kind.clone())), ("export-saved", Some(paris_text(draft.saved_at)))]);
        let periods = draft.periods.iter().map(|typed| [typed.from.clone(), typed.to.clone(), typed.payer.clone()]);
        let mut tables = self.table(["export-from", "export-to", "period-payer"], periods.collect());
        let expenses =
            draft.expenses.iter().map(|typed| [&typed.day, &typed.kind, &typed.whom, &typed.paid, &typed.reimbursed].map(Clone::clone));
        tables.extend(self.table(EXPENSE, expenses.collect()));
        tables.extend(self.files(&draft.files));
        let title = self.say("claim-request-draft");
        let section = self.section(3, title);
        (section.facts, section.tables) = (facts, tables);
    }

    fn files(&self, files: &[File]) -> Vec<ReportTable> {
        let rows = files.iter().map(|file| [file.name.clone(), size_text(file.bytes), file.state.clone()]);
        self.table(["export-file", "export-size", "export-state"], rows.collect())
    }

    /// What was accepted, where they are signed in, what the audit noted, which mails left.
    fn security(&mut self, data: &Data) {
        let terms = data.terms.iter().map(|one| [one.version.clone(), paris_text(one.at)]);
        self.listed("export-terms", ["export-version", "export-accepted"], terms.collect());
        let devices = data.devices.iter().map(|one| [one.agent.clone(), paris_text(one.since), paris_text(one.last_seen)]);
        self.listed("account-devices", ["export-device", "export-since", "export-last-seen"], devices.collect());
        let used = |at: Option<Instant>| at.map(paris_text).unwrap_or_default();
        let passkeys = data.passkeys.iter().map(|one| [one.name.clone(), paris_text(one.added_at), used(one.last_used_at)]);
        if !data.passkeys.is_empty() {
            self.listed("passkey-title", ["account-name", "export-added", "export-last-seen"], passkeys.collect());
        }
        let journal = data.journal.iter().take(MAX_LINES).map(|one| [one.what.clone(), on(one.at, one.object.as_deref()), one.by.clone()]);
        self.listed("export-journal", ["export-what", "export-at", "export-by"], journal.collect());
        let mails = data.mails.iter().map(|one| [one.subject.clone(), paris_text(one.at)]);
        self.listed("export-mails", ["export-subject", "export-at"], mails.collect());
    }
}

/// When, and about which dossier or request.
fn on(at: Instant, object: Option<&str>) -> String {
    object.map_or_else(|| paris_text(at), |object| format!("{}, {object}", paris_text(at)))
}

/// What was given for a document: a file, or why there is none.
fn given(file: Option<&File>, answer: Option<&String>) -> String {
    file.map(|file| &file.name).or(answer).cloned().unwrap_or_default()
}

fn worded(day: Day) -> String {
    day.to_string()
}

fn dates(from: Day, to: Day) -> String {
    DayRange::new(from, to).map(|range| range.to_string()).unwrap_or_default()
}

fn paragraphs(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}
