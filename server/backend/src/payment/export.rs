//! Files of payments for the bank (B-12): what is approved leaves once, sealed where it is kept, and its members are told by the channels
//! they chose (C-32, S-54).
use super::{
    FILE,
    entity::file,
    prepare::take_step,
    read::{MAX_WAITING, WaitingPayment, to_export},
    sepa::{Order, Party, Transfer, write},
};
use crate::{Backend, BackendError, audit, random};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::NumberKind,
    day::Instant,
    id::{ClaimId, UserId},
    money::Cents,
    payment::{Payee, PaymentRules, PaymentState},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Files shown, the newest ones.
const SHOWN: u64 = 50;

/// What became of making a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exporting {
    /// It is made.
    Done {
        /// Its number.
        number: String,
        /// Numbers of the payments that stayed because they are not owed any longer.
        held: Vec<String>,
    },
    /// Nothing could leave: nothing that is still owed is approved by somebody else, or nobody has an account to be paid on.
    Nothing {
        /// Numbers of the payments that stayed because they are not owed any longer.
        held: Vec<String>,
    },
}

/// What of the approved payments leaves with a file.
#[derive(Default)]
struct Leaving {
    /// What does, to whom and on which account, the oldest first.
    orders: Vec<(WaitingPayment, Payee, String)>,
    /// Numbers of what stays because it is not owed any longer.
    held: Vec<String>,
}

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentFile {
    /// Its number, `VI-26-000003-4`.
    pub number: String,
    /// When it was made.
    pub at: Instant,
    /// How many payments it holds.
    pub payments: i32,
    /// Their sum.
    pub total: Cents,
}

impl Backend {
    /// Makes a file of what somebody else approved and is still owed; whoever has no account to be paid on waits for the next one.
    ///
    /// # Errors
    /// `NotFound` for whoever may not make files; when the database cannot be written.
    pub async fn export_payments(&self, staff: &Staff) -> Result<Exporting, BackendError> {
        let rules = self.payment_rules()?;
        role_for(staff.roles, Action::ExportPayments).ok_or(BackendError::NotFound)?;
        let now = self.now();
        let tx = self.inner.store.write().await?;
        // The counter is locked from here on: of two files made at once, the second finds what the first left.
        let number = self.next_number(&tx, NumberKind::PaymentFile, now).await?;
        let Leaving { orders, held } = self.transferable(&tx, staff).await?;
        let mut transfers = Vec::new();
        for (waiting, payee, iban) in orders {
            self.let_go(&tx, staff, &waiting, (&number, &payee), now).await?;
            transfers.push(transfer(waiting, payee, iban));
        }
        if transfers.is_empty() {
            return Ok(Exporting::Nothing { held });
        }
        self.keep_file(&tx, staff, rules, (&number, now), transfers).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(Exporting::Done { number, held })
    }

    /// What leaves with the next file: as many as a file holds, past those that cannot leave yet, however many they are. What is not owed any
    /// longer is passed by: its contract cannot be locked here, for everywhere else that comes before its payments.
    async fn transferable(&self, tx: &impl ConnectionTrait, staff: &Staff) -> Result<Leaving, BackendError> {
        let most = usize::try_from(MAX_WAITING).map_err(BackendError::broken)?;
        let (mut leaving, mut after) = (Leaving::default(), None);
        while leaving.orders.len() < most {
            let rows = to_export(after).lock_exclusive().all(tx).await?;
            let Some(last) = rows.last() else { break };
            after = Some((last.created_at, last.number.clone()));
            let mut waiting = self.waiting_payments(tx, staff, rows).await?;
            // Not taken back while the rows were being locked, and not approved by whoever makes the file (Y-20).
            waiting.retain(|one| one.is_open && one.payment.waits_for(PaymentState::Exported));
            let of: Vec<(ClaimId, UserId)> = waiting.iter().map(|one| (one.claim, one.member)).collect();
            let payees = self.payees(tx, &of).await?;
            for one in waiting {
                let Some((payee, iban)) = payees.get(&one.claim).cloned() else { continue };
                if self.is_overpaid(tx, one.member, &one.claim_number).await? {
                    leaving.held.push(one.payment.number);
                } else {
                    leaving.orders.push((one, payee, iban));
                }
            }
        }
        leaving.orders.truncate(most);
        Ok(leaving)
    }

    /// Has a payment leave with that file to them, and its member told.
    async fn let_go(
        &self,
        tx: &impl ConnectionTrait,
        staff: &Staff,
        waiting: &WaitingPayment,
        (file, payee): (&str, &Payee),
        now: Instant,
    ) -> Result<(), BackendError> {
        let number = &waiting.payment.number;
        take_step(tx, waiting.payment.id.0, PaymentState::Exported, staff.person.id, file, now).await?;
        self.keep_payee(tx, waiting, payee, (staff.person.id, now)).await?;
        audit::record(tx, now, Some(staff.person.id), "payment_exported", &waiting.claim_number, number).await?;
        self.tell_of_payment(tx, waiting.member, ("payment-mail", "payment-sms"), &format!("payment:{number}")).await
    }

    async fn keep_file(
        &self,
        tx: &impl ConnectionTrait,
        staff: &Staff,
        rules: &PaymentRules,
        (number, at): (&str, Instant),
        transfers: Vec<Transfer>,
    ) -> Result<(), BackendError> {
        let payments = i32::try_from(transfers.len()).map_err(BackendError::broken)?;
        let total: Cents = transfers.iter().map(|one| one.amount).sum();
        let from = Party { name: rules.name.clone(), iban: rules.iban.clone() };
        let order = Order { number: number.to_owned(), at, on: self.today(), from, bic: rules.bic.clone(), transfers };
        let row = file::ActiveModel {
            id: Set(random::id(at)?),
            number: Set(number.to_owned()),
            user_id: Set(staff.person.id.0),
            payments: Set(payments),
            total_cents: Set(total.0),
            contents: Set(self.sealed_note(FILE, &write(&order))?),
            created_at: Set(at),
        };
        file::Entity::insert(row).exec_without_returning(tx).await?;
        Ok(())
    }

    /// The files that were made, newest first.
    ///
    /// # Errors
    /// `NotFound` for whoever may not make files; when the database cannot be read.
    pub async fn payment_files(&self, staff: &Staff) -> Result<Vec<PaymentFile>, BackendError> {
        role_for(staff.roles, Action::ExportPayments).ok_or(BackendError::NotFound)?;
        let newest = file::Entity::find().order_by_desc(file::Column::CreatedAt).order_by_desc(file::Column::Number).limit(SHOWN);
        let to_file = |row: file::Model| PaymentFile {
            number: row.number,
            at: row.created_at,
            payments: row.payments,
            total: Cents(row.total_cents),
        };
        Ok(newest.all(self.inner.store.read()).await?.into_iter().map(to_file).collect())
    }

    /// What is in the file of that number; that it was taken is kept. `None` when there is none.
    ///
    /// # Errors
    /// As [`Self::payment_files`]; when the note cannot be written.
    pub async fn payment_file(&self, staff: &Staff, number: &str) -> Result<Option<String>, BackendError> {
        role_for(staff.roles, Action::ExportPayments).ok_or(BackendError::NotFound)?;
        let row = file::Entity::find().filter(file::Column::Number.eq(number)).one(self.inner.store.read()).await?;
        let Some(row) = row else { return Ok(None) };
        let text = self.opened_note(FILE, &row.contents).ok_or_else(|| BackendError::inconsistent("payment_files"))?;
        let tx = self.inner.store.write().await?;
        audit::record(&tx, self.now(), Some(staff.person.id), "payment_file_taken", number, "").await?;
        tx.commit().await?;
        Ok(Some(text))
    }
}

/// The transfer of a payment to them, on the account of that number.
fn transfer(waiting: WaitingPayment, payee: Payee, iban: String) -> Transfer {
    let text = format!("{} {}", waiting.claim_number, waiting.payment.number);
    let name = match payee {
        Payee::Lender(name) => name,
        Payee::Member(_) => waiting.member_name,
    };
    Transfer { number: waiting.payment.number, amount: waiting.payment.total, to: Party { name, iban }, text }
}
