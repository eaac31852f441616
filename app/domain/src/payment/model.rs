//! A payment and how far it is. Its row never changes: each step is another row, and what is taken back is a counter-entry (B-13).
use super::{lines::PaymentLine, payee::Payee};
use crate::{
    day::Instant,
    id::{PaymentId, UserId},
    money::Cents,
};
use serde::{Deserialize, Serialize};

/// How far a payment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// Proposed by a handler; a second person is still to approve it (B-11).
    Prepared,
    /// May leave with the next file.
    Approved,
    /// Left with a file for the bank.
    Exported,
    /// The bank paid it.
    Paid,
    /// The bank sent it back: what it was to pay is due again.
    Rejected,
}

impl PaymentState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Prepared, Self::Approved, Self::Exported, Self::Paid, Self::Rejected];

    /// Stable name, as stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Approved => "approved",
            Self::Exported => "exported",
            Self::Paid => "paid",
            Self::Rejected => "rejected",
        }
    }

    /// The state of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether that state comes next.
    pub const fn leads_to(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Prepared, Self::Approved) | (Self::Approved, Self::Exported) | (Self::Exported, Self::Paid | Self::Rejected)
        )
    }

    /// Whether its member is told of it: from its leaving on, whatever the bank says then.
    pub const fn is_told(self) -> bool {
        matches!(self, Self::Exported | Self::Paid | Self::Rejected)
    }
}

/// A payment with its derivation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Which.
    pub id: PaymentId,
    /// Its number, `RG-26-000052-8`, also in the bank's file.
    pub number: String,
    /// Sum of the lines; under 0 in a counter-entry.
    pub total: Cents,
    /// What it pays.
    pub lines: Vec<PaymentLine>,
    /// Why it differs from the proposal, or was taken back; empty where there is nothing to say.
    pub reason: String,
    /// How far it is.
    pub state: PaymentState,
    /// When it came to this.
    pub at: Instant,
    /// When it left for the bank.
    pub left_at: Option<Instant>,
    /// To whom it left; on the desk, before that, to whom it would go now. `None` where nobody can be paid yet, and of what left before
    /// this was kept.
    pub payee: Option<Payee>,
    /// Number of the payment that this one takes back, for a counter-entry.
    pub reverses: Option<String>,
    /// Whether a counter-entry took it back.
    pub is_reversed: bool,
    /// Whether taking it back waits for a second person, as it does of what was paid (B-11): of that payment and of its counter-entry.
    pub reversal_waits: bool,
}

impl Payment {
    /// Key of how far it is, in a word.
    pub fn words_key(&self) -> String {
        if self.reverses.is_some() {
            let key = if self.reversal_waits { "payment-state-counter-waits" } else { "payment-state-counter" };
            key.to_owned()
        } else if self.is_reversed {
            "payment-state-reversed".to_owned()
        } else {
            format!("payment-state-{}", self.state.as_str())
        }
    }

    /// Whether it may be taken back by a counter-entry: once, and not while it is with the bank.
    pub fn may_be_reversed(&self) -> bool {
        let is_taken_back = self.is_reversed || self.reversal_waits;
        self.reverses.is_none() && !is_taken_back && !matches!(self.state, PaymentState::Exported | PaymentState::Rejected)
    }

    /// Whether taking it back needs a second person: the money is gone, and the same is owed again then.
    pub fn asks_second_to_reverse(&self) -> bool {
        self.state == PaymentState::Paid
    }

    /// Whether it waits for that step. A counter-entry takes one at most: the word of a second person.
    pub fn waits_for(&self, next: PaymentState) -> bool {
        match self.reverses {
            Some(_) => self.reversal_waits && next == PaymentState::Approved,
            None => !self.is_reversed && self.state.leads_to(next),
        }
    }

    /// Whether it is still to leave for the bank.
    pub fn is_to_leave(&self) -> bool {
        self.reverses.is_none() && (self.waits_for(PaymentState::Approved) || self.waits_for(PaymentState::Exported))
    }

    /// Whether its end is not known: it is prepared, or with the bank.
    pub fn is_under_way(&self) -> bool {
        self.is_to_leave() || self.waits_for(PaymentState::Paid)
    }

    /// Whether it left for the lender of what is lent, and not for the member.
    pub fn went_to_lender(&self) -> bool {
        matches!(self.payee, Some(Payee::Lender(_)))
    }

    /// Key of what its member is told when the bank sent it back: what there is for them to do.
    pub fn bounced_key(&self) -> &'static str {
        if self.went_to_lender() { "payment-bounced-lender" } else { "payment-bounced" }
    }

    /// Key of the sentence that says to whom it goes or went.
    pub fn payee_key(&self) -> &'static str {
        match self.state {
            PaymentState::Prepared | PaymentState::Approved => "payment-payee-next",
            PaymentState::Exported | PaymentState::Paid => "payment-payee",
            PaymentState::Rejected => "payment-payee-rejected",
        }
    }

    /// Whether what it pays counts as paid: all but what the bank sent back. A counter-entry counts against what it takes back, as soon as
    /// it takes that back.
    pub fn counts(&self) -> bool {
        self.state != PaymentState::Rejected && (self.reverses.is_none() || !self.reversal_waits)
    }
}

/// Those of a dossier's payments that its member is told of: those that left, and what takes one of them back (C-32).
pub fn told(mut all: Vec<Payment>) -> Vec<Payment> {
    let left: Vec<String> = all.iter().filter(|one| one.state.is_told()).map(|one| one.number.clone()).collect();
    all.retain(|one| left.contains(&one.number) || (!one.reversal_waits && one.reverses.as_ref().is_some_and(|of| left.contains(of))));
    all
}

/// Whether that person may take the step of a payment that comes after the other's: nobody approves what they prepared, and nobody has
/// leave what they approved (ASVS 5.0.0, 2.3.5; Y-20).
pub fn may_follow(before: UserId, by: UserId) -> bool {
    before != by
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Payee, Payment, PaymentState, may_follow, told};
    use crate::{
        id::{PaymentId, UserId},
        money::Cents,
    };
    use std::slice;
    use uuid::Uuid;

    /// A payment of one euro that stands there.
    pub(in crate::payment) fn payment(state: PaymentState) -> Payment {
        Payment {
            id: PaymentId(Uuid::from_u128(1)),
            number: "RG-26-000001-8".to_owned(),
            total: Cents(100),
            lines: Vec::new(),
            reason: String::new(),
            state,
            at: "2026-03-12T14:48:00Z".parse().unwrap(),
            left_at: None,
            payee: None,
            reverses: None,
            is_reversed: false,
            reversal_waits: false,
        }
    }

    #[test]
    fn b12_a_payment_takes_one_way_and_no_step_twice() {
        let ways: Vec<String> = PaymentState::ALL
            .into_iter()
            .flat_map(|from| {
                PaymentState::ALL
                    .into_iter()
                    .filter(move |to| from.leads_to(*to))
                    .map(move |to| format!("{} {}", from.as_str(), to.as_str()))
            })
            .collect();
        assert_eq!(ways, ["prepared approved", "approved exported", "exported paid", "exported rejected"]);
        assert!(PaymentState::ALL.into_iter().all(|state| PaymentState::parse(state.as_str()) == Some(state)));
    }

    #[test]
    fn b12_it_goes_to_somebody_until_it_leaves_went_to_them_then_and_came_back_from_them() {
        let said = PaymentState::ALL.map(|state| (payment(state).is_to_leave(), payment(state).payee_key()));
        let next = (true, "payment-payee-next");
        let left = (false, "payment-payee");
        assert_eq!(said, [next, next, left, left, (false, "payment-payee-rejected")]);
        let reversed = Payment { is_reversed: true, ..payment(PaymentState::Approved) };
        let counter = Payment { reverses: Some("RG-26-000001-8".to_owned()), ..payment(PaymentState::Prepared) };
        assert!(!reversed.is_to_leave() && !counter.is_to_leave(), "nothing leaves of what was taken back");
    }

    #[test]
    fn b12_its_end_is_known_once_the_bank_said_so_or_it_was_taken_back() {
        assert_eq!(PaymentState::ALL.map(|state| payment(state).is_under_way()), [true, true, true, false, false]);
        assert!(!Payment { is_reversed: true, ..payment(PaymentState::Approved) }.is_under_way());
        let waits = Payment { reverses: Some("RG-26-000001-8".to_owned()), reversal_waits: true, ..payment(PaymentState::Prepared) };
        assert!(!waits.is_under_way(), "what it takes back stays paid until then");
    }

    #[test]
    fn y1_only_whose_own_account_refused_a_payment_is_asked_to_look_at_it() {
        let to = |payee| Payment { payee, ..payment(PaymentState::Rejected) };
        let keys =
            [Some(Payee::Lender("Banque".to_owned())), Some(Payee::Member("2606".to_owned())), None].map(|payee| to(payee).bounced_key());
        assert_eq!(keys, ["payment-bounced-lender", "payment-bounced", "payment-bounced"]);
    }

    #[test]
    fn b13_a_payment_is_taken_back_once_and_not_while_the_bank_has_it() {
        let may = PaymentState::ALL.map(|state| payment(state).may_be_reversed());
        assert_eq!(may, [true, true, false, true, false]);
        let reversed = Payment { is_reversed: true, ..payment(PaymentState::Approved) };
        let counter = Payment { reverses: Some("RG-26-000001-8".to_owned()), ..payment(PaymentState::Prepared) };
        assert!(!reversed.may_be_reversed() && !counter.may_be_reversed());
        assert!(!reversed.waits_for(PaymentState::Exported) && !counter.waits_for(PaymentState::Approved));
        assert!(payment(PaymentState::Approved).waits_for(PaymentState::Exported));
    }

    #[test]
    fn b11_b13_what_was_paid_counts_and_is_told_as_paid_until_a_second_person_takes_it_back() {
        let waits = Payment { reversal_waits: true, ..payment(PaymentState::Paid) };
        let counter = |state| Payment { number: "2".to_owned(), reverses: Some(waits.number.clone()), ..payment(state) };
        let prepared = Payment { reversal_waits: true, ..counter(PaymentState::Prepared) };
        assert_eq!(PaymentState::ALL.map(|state| payment(state).asks_second_to_reverse()), [false, false, false, true, false]);
        assert!(waits.counts() && !waits.may_be_reversed() && !prepared.counts() && !prepared.may_be_reversed());
        assert!(prepared.waits_for(PaymentState::Approved) && !prepared.waits_for(PaymentState::Exported) && !prepared.is_to_leave());
        assert_eq!(told(vec![waits.clone(), prepared.clone()]), slice::from_ref(&waits));
        assert_eq!([waits.words_key(), prepared.words_key()], ["payment-state-paid", "payment-state-counter-waits"]);

        let (reversed, approved) = (Payment { is_reversed: true, ..payment(PaymentState::Paid) }, counter(PaymentState::Approved));
        assert!(approved.counts() && !approved.waits_for(PaymentState::Approved) && !approved.waits_for(PaymentState::Exported));
        assert_eq!(told(vec![reversed.clone(), approved.clone()]), [reversed, approved]);
    }

    #[test]
    fn c32_a_member_is_told_of_what_left_and_of_what_takes_it_back() {
        let named = |number: &str, state: PaymentState| Payment { number: number.to_owned(), ..payment(state) };
        let counter = |number: &str, of: &str| Payment { reverses: Some(of.to_owned()), ..named(number, PaymentState::Prepared) };
        let all = vec![
            named("1", PaymentState::Prepared),
            named("2", PaymentState::Approved),
            named("3", PaymentState::Exported),
            Payment { is_reversed: true, ..named("4", PaymentState::Paid) },
            named("5", PaymentState::Rejected),
            counter("6", "2"),
            counter("7", "4"),
        ];
        let told = told(all);
        let numbers: Vec<&str> = told.iter().map(|one| one.number.as_str()).collect();
        assert_eq!(numbers, ["3", "4", "5", "7"]);
        let keys: Vec<String> = told.iter().map(Payment::words_key).collect();
        assert_eq!(keys, ["payment-state-exported", "payment-state-reversed", "payment-state-rejected", "payment-state-counter"]);
    }

    #[test]
    fn b11_y20_nobody_takes_two_steps_in_a_row() {
        let (one, other) = (UserId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
        assert!(may_follow(one, other) && !may_follow(one, one));
    }
}
