//! When an answer may be sent, and the days that count (M-10, B-7, domain.md 4.3).
use super::model::{Complement, ComplementState, Item, Verdict};
use crate::{attachment::Attachment, day::Day};

/// A line that opens again leaves at least so many days to answer it.
const AGAIN_DAYS: i64 = 7;

/// Why nothing can be sent yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendFault {
    /// A document has neither a clean file nor an answer.
    Missing,
    /// The box is not ticked.
    NotCertified,
}

impl Complement {
    /// Whether its last day is over and it still waits for the member: somebody of the desk goes on (B-7).
    pub fn is_overdue(&self, today: Day) -> bool {
        self.state == ComplementState::Open && self.due < today
    }

    /// Whether the member may still answer that line.
    pub fn may_answer(&self, item: &Item) -> bool {
        self.state == ComplementState::Open && item.is_open()
    }

    /// The documents without which nothing can be sent, in order.
    pub fn missing(&self) -> Vec<&Item> {
        self.items.iter().filter(|item| item.required && !item.is_answered()).collect()
    }

    /// How many documents have something given for them.
    pub fn answered(&self) -> usize {
        self.items.iter().filter(|item| item.is_answered()).count()
    }

    /// Whether that line was dropped: what was asked for ended, with the decision on its dossier, before anything right came for it.
    pub fn is_dropped(&self, item: &Item) -> bool {
        self.state == ComplementState::Closed && item.is_open()
    }

    /// Whether its dossier was decided before all that was asked for was accepted.
    pub fn ended_early(&self) -> bool {
        self.state == ComplementState::Closed && self.items.iter().any(|item| item.required && item.verdict != Verdict::Accepted)
    }

    /// As the desk reads it; see [`Item::for_desk`].
    #[must_use]
    pub fn for_desk(mut self) -> Self {
        self.items = self.items.into_iter().map(Item::for_desk).collect();
        self
    }

    /// As the medical service reads it: what came of medical papers, and nothing else (B-4).
    #[must_use]
    pub fn for_medical(mut self) -> Self {
        let medical = self.items.into_iter().filter(|item| item.card.medical).map(Item::sent_only);
        self.items = medical.filter(|item| item.verdict != Verdict::Waiting || !item.earlier.is_empty()).collect();
        self
    }

    /// Whether « Envoyer » may be pressed (M-10).
    ///
    /// # Errors
    /// What is missing, documents first.
    pub fn check_sending(&self, certified: bool) -> Result<(), SendFault> {
        match () {
            () if !self.missing().is_empty() => Err(SendFault::Missing),
            () if !certified => Err(SendFault::NotCertified),
            () => Ok(()),
        }
    }
}

impl Item {
    /// Whether the desk may say something of it: it was sent, and not accepted yet (B-8).
    pub fn may_be_judged(&self) -> bool {
        self.sent_at.is_some() && self.verdict != Verdict::Accepted
    }

    /// As the desk reads it. Of a medical document it learns that something came and when, what became of it and, where it was refused,
    /// which of the usual reasons was chosen; nothing of what it holds: not its pages or its size, not what its member writes beside it, not
    /// the words in which it was refused, nor what was before (B-4, Y-8). The name that B-4 has the desk see is that of the kind that was
    /// asked for, on the card: a file's own name may be a diagnosis.
    #[must_use]
    pub fn for_desk(self) -> Self {
        let sent = self.sent_only();
        if !sent.card.medical {
            return sent;
        }
        let verdict = if let Verdict::Refused(_) = sent.verdict { Verdict::Refused(String::new()) } else { sent.verdict };
        Self { verdict, note: None, file: sent.file.map(Attachment::unread), earlier: Vec::new(), ..sent }
    }

    /// As far as it was sent: what its member still works on is theirs alone.
    fn sent_only(self) -> Self {
        let unsent = self.sent_at.is_none() && matches!(self.verdict, Verdict::Deposited | Verdict::CannotGet(_));
        let note = self.note.filter(|_| !unsent);
        let (verdict, file) = if unsent { (Verdict::Waiting, None) } else { (self.verdict, self.file) };
        Self { verdict, file, note, turned_away: None, ..self }
    }
}

/// The last day to answer once a document was refused: never earlier than it was.
pub fn due_after_refusal(due: Day, today: Day) -> Day {
    due.max(today.plus(AGAIN_DAYS))
}

/// Which reminder is due today, by its days before the last one: the latest that is, never on the day of asking, none once it is too
/// late (B-7). A day on which nothing ran is made up for.
pub fn reminder(asked: Day, due: Day, today: Day, before: &[u32]) -> Option<u32> {
    let is_due = |days: &u32| {
        let day = due.plus(-i64::from(*days));
        asked < day && day <= today
    };
    before.iter().copied().filter(is_due).min().filter(|_| today <= due)
}

#[cfg(test)]
mod tests {
    use super::{SendFault, due_after_refusal, reminder};
    use crate::{
        attachment::{Attachment, AttachmentState, FileType, Refusal},
        complement::{Answer, Card, Complement, ComplementState, Earlier, Flaw, Item, LastRefusal, Verdict},
        day::{Day, Instant},
        id::{AttachmentId, IdempotencyKey, ItemId},
    };
    use uuid::Uuid;

    const NOON: &str = "2026-03-12T12:00:00Z";

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn file(state: AttachmentState) -> Attachment {
        Attachment {
            id: AttachmentId(Uuid::nil()),
            name: "rib.pdf".to_owned(),
            kind: Some(FileType::Pdf),
            bytes: 1,
            pages: Some(1),
            sha256: String::new(),
            state,
            thumbnail: false,
        }
    }

    fn item(verdict: Verdict) -> Item {
        let file = (verdict == Verdict::Deposited).then(|| file(AttachmentState::Received));
        let card = Card::named("RIB".to_owned());
        Item {
            id: ItemId(Uuid::nil()),
            card,
            required: true,
            verdict,
            note: None,
            sent_at: None,
            file,
            turned_away: None,
            earlier: Vec::new(),
            refused: None,
        }
    }

    fn refused_before() -> Earlier {
        Earlier { file: None, answer: None, refused_on: day("2026-03-20"), reason: "Coupé.".to_owned() }
    }

    fn asked(items: Vec<Item>) -> Complement {
        Complement {
            number: String::new(),
            claim: String::new(),
            state: ComplementState::Open,
            asked_at: NOON.parse().unwrap(),
            due: day("2026-04-02"),
            sent_at: None,
            items,
            key: IdempotencyKey(Uuid::nil()),
        }
    }

    #[test]
    fn m10_nothing_is_sent_before_every_document_is_there_and_the_box_is_ticked() {
        let some = asked(vec![item(Verdict::Deposited), item(Verdict::Waiting)]);
        assert_eq!(some.check_sending(true), Err(SendFault::Missing));
        assert_eq!((some.missing().len(), some.answered()), (1, 1));
        let all = asked(vec![item(Verdict::Deposited), item(Verdict::Accepted)]);
        assert_eq!(all.check_sending(false), Err(SendFault::NotCertified));
        assert_eq!(all.check_sending(true), Ok(()));
    }

    #[test]
    fn m10_a_file_that_is_not_clean_is_no_file() {
        let dirty = Item { file: Some(file(AttachmentState::Refused(Refusal::Infected))), ..item(Verdict::Deposited) };
        assert_eq!(asked(vec![dirty]).check_sending(true), Err(SendFault::Missing));
        let gone = Item { file: None, ..item(Verdict::Deposited) };
        assert_eq!(asked(vec![gone]).check_sending(true), Err(SendFault::Missing));
    }

    #[test]
    fn y7_a_reason_stands_for_a_document_and_what_is_not_required_may_be_left_out() {
        for answer in Answer::ALL {
            assert_eq!(asked(vec![item(Verdict::CannotGet(answer))]).check_sending(true), Ok(()), "{answer:?}");
            assert_eq!(Answer::parse(answer.as_str()), Some(answer));
        }
        let free = Item { required: false, ..item(Verdict::Waiting) };
        assert_eq!(asked(vec![free, item(Verdict::Deposited)]).check_sending(true), Ok(()));
    }

    #[test]
    fn b8_y6_a_refused_document_opens_its_own_line_only() {
        let at: Option<Instant> = Some(NOON.parse().unwrap());
        let refused = item(Verdict::Refused("Le nom est coupé.".to_owned()));
        let again = asked(vec![refused, Item { sent_at: at, ..item(Verdict::Deposited) }, Item { sent_at: at, ..item(Verdict::Accepted) }]);
        let open: Vec<bool> = again.items.iter().map(|item| again.may_answer(item)).collect();
        assert_eq!(open, [true, false, false]);
        assert_eq!(again.missing().len(), 1);
        let sent = Complement { state: ComplementState::Sent, ..asked(vec![item(Verdict::Waiting)]) };
        assert!(!sent.may_answer(&sent.items[0]), "what was sent never changes");
    }

    #[test]
    fn b7_what_a_decision_ends_is_asked_for_no_longer() {
        let at: Option<Instant> = Some(NOON.parse().unwrap());
        let refused = item(Verdict::Refused("Coupé.".to_owned()));
        let lines = vec![item(Verdict::Waiting), refused, Item { sent_at: at, ..item(Verdict::Deposited) }, item(Verdict::Accepted)];
        let ended = Complement { state: ComplementState::Closed, ..asked(lines) };
        let dropped: Vec<bool> = ended.items.iter().map(|item| ended.is_dropped(item)).collect();
        assert_eq!(dropped, [true, true, false, false]);
        assert!(ended.ended_early() && !ended.items.iter().any(|item| ended.may_answer(item)));
        let right = Complement { state: ComplementState::Closed, ..asked(vec![item(Verdict::Accepted)]) };
        assert!(!right.ended_early() && !right.is_dropped(&right.items[0]));
        let open = asked(vec![item(Verdict::Waiting)]);
        assert!(!open.ended_early() && !open.is_dropped(&open.items[0]));
    }

    #[test]
    fn b4_b8_the_desk_reads_and_judges_what_was_sent() {
        let at: Option<Instant> = Some(NOON.parse().unwrap());
        let said = || Item { note: Some("Ma DRH".to_owned()), ..item(Verdict::CannotGet(Answer::SomeoneElse)) };
        for one in [item(Verdict::Deposited), said()] {
            let kept = one.clone().for_desk();
            assert!(!one.may_be_judged() && kept.verdict == Verdict::Waiting && kept.file.is_none() && kept.note.is_none());
            let sent = Item { sent_at: at, ..one };
            assert!(sent.may_be_judged());
            assert_eq!(sent.clone().for_desk(), sent);
        }
        assert!(!Item { sent_at: at, ..item(Verdict::Accepted) }.may_be_judged());
        let refused = Item { file: Some(file(AttachmentState::Received)), ..item(Verdict::Refused("Coupé.".to_owned())) };
        assert_eq!(refused.clone().for_desk(), refused, "what was refused was sent");
        assert!(Flaw::ALL.into_iter().all(|flaw| Flaw::parse(flaw.as_str()) == Some(flaw)));
    }

    #[test]
    fn b4_y8_the_desk_learns_which_medical_paper_came_and_what_became_of_it_and_only_the_medical_service_what_it_holds() {
        let at: Option<Instant> = Some(NOON.parse().unwrap());
        let card = Card { medical: true, ..Card::named("Certificat médical".to_owned()) };
        let came = Item { sent_at: at, card: card.clone(), note: Some("Voir page 2".to_owned()), ..item(Verdict::Deposited) };
        let told = came.clone().for_desk();
        let file = told.file.unwrap();
        assert_eq!((told.verdict, told.note, file.name.as_str()), (Verdict::Deposited, None, ""));
        assert_eq!((file.kind, file.bytes, file.pages, file.sha256.as_str(), file.thumbnail), (None, 0, None, "", false));
        assert_eq!((told.card.title.as_str(), told.sent_at), ("Certificat médical", at), "which kind came, and when");
        let no = Some(LastRefusal { sent_at: at, at: NOON.parse().unwrap(), flaw: Some(Flaw::MissingPage) });
        let words = Verdict::Refused("Signature illisible".to_owned());
        let refused = Item { card: card.clone(), file: came.file.clone(), refused: no, ..item(words) };
        let told = refused.clone().for_desk();
        assert_eq!((told.verdict, told.refused), (Verdict::Refused(String::new()), no), "the reason chosen, and no words");
        let unsent = Item { card, ..item(Verdict::Deposited) };
        let read = asked(vec![item(Verdict::Deposited), came.clone(), unsent, refused.clone()]).for_medical();
        assert_eq!(read.items, [came, refused], "medical papers that were sent, as they are");
    }

    #[test]
    fn b4_b8_what_was_refused_of_a_medical_paper_is_hidden_from_the_desk_and_read_by_the_medical_service() {
        let earlier = Earlier { file: Some(file(AttachmentState::Received)), ..refused_before() };
        let card = Card { medical: true, ..Card::default() };
        let replaced = Item { card, earlier: vec![earlier.clone()], ..item(Verdict::Deposited) };
        let told = replaced.clone().for_desk();
        assert_eq!((told.verdict, told.file, told.earlier), (Verdict::Waiting, None, Vec::new()));
        let read = asked(vec![replaced]).for_medical().items.remove(0);
        assert_eq!((read.verdict, read.file, read.earlier), (Verdict::Waiting, None, vec![earlier]), "what was sent before is there still");
    }

    #[test]
    fn b8_what_was_refused_and_replaced_stays_known_with_its_reason() {
        let of = |number| Attachment { id: AttachmentId(Uuid::from_u128(number)), ..file(AttachmentState::Received) };
        let earlier = Earlier { file: Some(of(1)), ..refused_before() };
        let replaced = Item { file: Some(of(2)), earlier: vec![earlier], ..item(Verdict::Deposited) };
        let all: Vec<AttachmentId> = replaced.files().map(|file| file.id).collect();
        assert_eq!(all, [of(1).id, of(2).id]);
        assert_eq!(replaced.verdict_on(of(1).id), Verdict::Refused("Coupé.".to_owned()));
        assert_eq!(replaced.verdict_on(of(2).id), Verdict::Deposited);
        let read = replaced.clone().for_desk();
        assert_eq!((read.earlier, read.file), (replaced.earlier, None), "what its member still works on is theirs alone");
    }

    #[test]
    fn b7_a_reminder_leaves_a_week_and_two_days_before_the_last_day() {
        let told = |asked: &str, today: &str| reminder(day(asked), day("2026-04-02"), day(today), &[7, 2]);
        assert_eq!(told("2026-03-12", "2026-03-25"), None);
        assert_eq!(told("2026-03-12", "2026-03-26"), Some(7));
        assert_eq!(told("2026-03-12", "2026-03-30"), Some(7), "made up for, over the change of clocks too");
        assert_eq!(told("2026-03-12", "2026-03-31"), Some(2));
        assert_eq!(told("2026-03-12", "2026-04-02"), Some(2));
        assert_eq!(told("2026-03-12", "2026-04-03"), None, "too late to remind");
        assert_eq!(told("2026-03-26", "2026-03-26"), None, "not on the day of asking");
        assert_eq!(told("2026-03-31", "2026-04-01"), None);
    }

    #[test]
    fn b8_a_refused_document_leaves_time_to_answer() {
        assert_eq!(due_after_refusal(day("2026-04-02"), day("2026-03-20")), day("2026-04-02"));
        assert_eq!(due_after_refusal(day("2026-04-02"), day("2026-03-31")), day("2026-04-07"));
        assert_eq!(due_after_refusal(day("2028-02-20"), day("2028-02-25")), day("2028-03-03"), "a leap year has its day");
    }

    #[test]
    fn a_state_leads_back_from_its_stored_name() {
        for state in ComplementState::ALL {
            assert_eq!(ComplementState::parse(state.as_str()), Some(state));
        }
        assert_eq!(ComplementState::parse("draft"), None);
    }
}
