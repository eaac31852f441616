//! Writing the invented members into an empty database.
use super::{
    PASSWORD,
    care::{self, Care},
    homes,
    people::{self, Claim, Credit, EMPLOYER, FORTY, LARGE, Person, Request, UNAUTHORISED},
};
use crate::{
    Backend, BackendError,
    account::{
        NewPerson,
        entity::{imported, user},
    },
    attachment::Specimen,
    claim::DemoClaim,
    clock::paris_day,
    contract::entity::{contract, employer, enrolment, loan},
    crypto,
    decision::demo_refused,
    files::Files,
    random,
};
use chrono::TimeDelta;
use domain::{
    access::MedicalLeave,
    account::HintForm,
    care::review,
    claim::ClaimStatus,
    contract::Guarantee,
    day::{Day, DayRange, Instant},
    id::UserId,
    import::Product,
    insurer::{LoginIdentifier, Module},
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
};
use uuid::Uuid;

const SPECIMEN: &[u8] = include_bytes!("specimen.pdf");

/// Documents were asked for so many days ago, of whoever was asked.
const ASKED_AGO: i64 = 3;

/// The monthly pay that is insured, in cents, and the part up to which it is completed, in basis points (domain.md 5.2).
const REFERENCE_PAY: i64 = 240_000;
const PAY_RATE: i32 = 9_000;

/// A medical paper so many, before: it waits for the medical service.
const MEDICAL_AGO: i64 = 12;

/// A request: sent so many days ago, its state, its periods as days ago, how many files, and which of its days were refused.
type Sent<'a> = (i64, &'a str, Vec<(i64, i64)>, usize, Option<(i64, i64)>);

/// A member under construction.
struct Desk<'a> {
    today: Day,
    now: Instant,
    specimen: &'a Specimen,
    large: bool,
}

impl Desk<'_> {
    fn ago(&self, days: i64) -> Instant {
        self.now - TimeDelta::days(days)
    }
}

impl Backend {
    pub(super) async fn load_person(
        &self,
        tx: &impl ConnectionTrait,
        files: &Files,
        person: &Person,
        password_hash: &str,
    ) -> Result<(), BackendError> {
        let (login, home) = (people::login(self.profile(), person), homes::of(self.profile(), person));
        let member = self
            .create_member(
                tx,
                NewPerson {
                    login_name: login.clone(),
                    password_hash: password_hash.to_owned(),
                    given_name: person.given.to_owned(),
                    family_name: person.family.to_owned(),
                    email: Some(if login.contains('@') { login } else { format!("membre.{}@courrier.example", person.login) }),
                    phone: home.phone.map(str::to_owned),
                    birth_date: home.born.and_then(Day::parse),
                    mobile: Some("+33639981234".to_owned()),
                },
            )
            .await?;
        self.load_home(tx, member, &home).await?;
        self.load_acceptance(tx, member, person).await?;
        if let Some(key) = people::second_factor(person) {
            self.demo_second_factor(tx, member, key).await?;
        }
        self.load_hint(tx, member, person).await?;
        let has_stops = people::has_stops(self.profile(), person);
        let has_claims = has_stops || care::of(person).is_some();
        let specimen = if has_claims { self.specimen(tx, files, member, false).await? } else { Specimen::default() };
        let now = self.now();
        let desk = Desk { today: paris_day(now), now, specimen: &specimen, large: person.kind == LARGE };
        let mut enrolments = Vec::new();
        for credit in person.credits {
            let enrolment = self.load_credit(tx, &desk, member, credit).await?;
            enrolments.push(enrolment);
            for claim in credit.claims.iter().filter(|_| has_stops) {
                self.load_claim(tx, &desk, (member, enrolment), claim).await?;
            }
            if let Some(claim) = care::of(person) {
                self.load_care(tx, &desk, enrolment, claim).await?;
            }
        }
        if person.kind == UNAUTHORISED {
            self.load_employer(tx, &desk, member).await?;
        }
        for enrolment in enrolments.into_iter().filter(|_| people::completes_pay(self.profile())) {
            demo_pay(tx, &desk, enrolment).await?;
        }
        for (contract, certificate) in people::forty().filter(|_| person.kind == FORTY) {
            demo_enrolment(tx, &desk, member, (contract, Some(certificate)), "work_incapacity").await?;
        }
        Ok(())
    }

    /// The employer of that member, who does not authorise claims online, and the contract it took out (S-14).
    async fn load_employer(&self, tx: &impl ConnectionTrait, desk: &Desk<'_>, member: UserId) -> Result<(), BackendError> {
        let (key, name) = EMPLOYER;
        let theirs = enrolment::Entity::find().filter(enrolment::Column::UserId.eq(member.0));
        let enrolled = theirs.one(tx).await?.ok_or_else(|| BackendError::inconsistent("demo"))?;
        let (employer_id, contract_id) = (random::id(desk.now)?, random::id(desk.now)?);
        let by = employer::ActiveModel {
            id: Set(employer_id),
            external_id: Set(key.to_owned()),
            name: Set(name.to_owned()),
            adhesion_identifier: Set(None),
            online_claims: Set(false),
            supporting_docs: Set(true),
            documents: Set(true),
        };
        employer::Entity::insert(by).exec_without_returning(tx).await?;
        let under = contract::ActiveModel {
            id: Set(contract_id),
            external_id: Set(format!("{key}-C")),
            number: Set(enrolled.contract_number.clone()),
            product: Set(Product::Prevoyance.as_str().to_owned()),
            label: Set("Maintien de salaire".to_owned()),
            employer_id: Set(Some(employer_id)),
            effect_from: Set(enrolled.effect_from),
            benefit_rate_bp: Set(Some(PAY_RATE)),
            ..contract::ActiveModel::default()
        };
        contract::Entity::insert(under).exec_without_returning(tx).await?;
        let change = enrolment::ActiveModel {
            id: Unchanged(enrolled.id),
            contract_id: Set(Some(contract_id)),
            online_claims: Set(false),
            ..enrolment::ActiveModel::default()
        };
        enrolment::Entity::update(change).exec(tx).await?;
        Ok(())
    }

    /// Where they live, how they are addressed, and where they hear of payments.
    async fn load_home(&self, tx: &impl ConnectionTrait, member: UserId, home: &homes::Home) -> Result<(), BackendError> {
        let rules = &self.profile().profile_edit;
        let [line1, line2, postcode, town] = home.address.map(|part| Set(Some(part.to_owned()).filter(|part| !part.is_empty())));
        let row = user::ActiveModel {
            id: Unchanged(member.0),
            civility: Set(Some(home.civility.as_str().to_owned())),
            address_line1: line1,
            address_line2: line2,
            postcode,
            town,
            no_phone: Set(rules.no_phone_box && home.phone.is_none()),
            notices: Set(rules.payment_notices.then(|| "email".to_owned())),
            ..user::ActiveModel::default()
        };
        user::Entity::update(row).exec(tx).await?;
        Ok(())
    }

    async fn load_acceptance(&self, tx: &impl ConnectionTrait, member: UserId, person: &Person) -> Result<(), BackendError> {
        let Some(terms) = &self.profile().terms else { return Ok(()) };
        let version = match people::accepts(person) {
            people::Accepts::Nothing => None,
            people::Accepts::First => terms.versions.iter().min_by_key(|version| version.effective_from),
            people::Accepts::Current => terms.current(self.today()),
        };
        match version {
            Some(version) => crate::terms::record(tx, self.now(), member, version).await.map(|_| ()),
            None => Ok(()),
        }
    }

    async fn load_hint(&self, tx: &impl ConnectionTrait, member: UserId, person: &Person) -> Result<(), BackendError> {
        let (login, hint, mother) = people::HINT;
        let typed = HintForm { hint: hint.to_owned(), mother: mother.to_owned() };
        match self.profile().recovery.read_hint(&typed, PASSWORD) {
            Ok(Some(hint)) if person.login == login => self.keep_hint(tx, member, self.hashed_hint(hint).await?).await,
            _ => Ok(()),
        }
    }

    /// Contracts with which people may open an account, or which they may attach to the one they have.
    pub(super) async fn load_expected(&self, tx: &impl ConnectionTrait) -> Result<(), BackendError> {
        let now = self.now();
        for (given_name, family_name, birth_date, contract, certificate) in people::EXPECTED {
            let row = imported::ActiveModel {
                id: Set(random::id(now)?),
                contract_number: Set(contract.to_owned()),
                certificate_number: Set(self.profile().registration.certificate.map(|_| certificate.to_owned())),
                given_name: Set(given_name.to_owned()),
                family_name: Set(family_name.to_owned()),
                birth_date: Set(Day::parse(birth_date).ok_or_else(|| BackendError::inconsistent("demo"))?.0),
                effect_from: Set(paris_day(now).years_before(2).0),
                waiting_period_days: Set(30),
                max_days: Set(1095),
                quotity_bp: Set(10_000),
                guarantees: Set(self.covered("work_incapacity")),
                taken_by: Set(None),
            };
            imported::Entity::insert(row).exec_without_returning(tx).await?;
        }
        Ok(())
    }

    /// One sealed file per member and kind of envelope, shared by all their demo requests.
    async fn specimen(&self, tx: &impl ConnectionTrait, files: &Files, member: UserId, medical: bool) -> Result<Specimen, BackendError> {
        let envelope = self.file_keys(tx, member, Some(MedicalLeave::own(member))).await?.envelope(medical)?;
        // Each member's own, by a line that readers of PDF pass over: else everybody would have handed in the same file (B-8).
        let bytes = [SPECIMEN, format!("\n% {member}\n").as_bytes()].concat();
        let file_key = files.keep(crypto::seal(&envelope.key, &bytes)?).await?;
        Ok(Specimen { bytes: bytes.len(), file_key, envelope: Some(envelope), sha256: crypto::sha256_hex(&bytes) })
    }

    /// These guarantees, and that of care where the insurer takes claims for it.
    fn covered(&self, guarantees: &str) -> String {
        let care = self.profile().care.as_ref().map(|_| Guarantee::HealthCare.as_str());
        std::iter::once(guarantees).chain(care).collect::<Vec<_>>().join(" ")
    }

    /// Gives the contract that insures it.
    async fn load_credit(&self, tx: &impl ConnectionTrait, desk: &Desk<'_>, member: UserId, credit: &Credit) -> Result<Uuid, BackendError> {
        let digits: String = credit.reference.chars().filter(char::is_ascii_digit).collect();
        let credits = self.profile().has(Module::Credits);
        let grouped = self.profile().login.identifier == LoginIdentifier::UserCode;
        let contract = if credits { format!("AE-{digits}") } else { digits.chars().take(6).collect() };
        let certificate = grouped.then(|| digits.chars().skip(4).collect());
        let id = demo_enrolment(tx, desk, member, (contract, certificate), &self.covered(credit.guarantees)).await?;
        if !credits {
            return Ok(id);
        }
        let row = loan::ActiveModel {
            id: Set(random::id(desk.now)?),
            enrolment_id: Set(id),
            label: Set(credit.label.to_owned()),
            reference: Set(credit.reference.to_owned()),
            instalment_cents: Set(credit.instalment),
            due_day: Set(credit.due_day),
            outstanding_cents: Set(credit.outstanding),
            ends_on: Set(desk.today.plus(1_400).0),
            ..loan::ActiveModel::default()
        };
        loan::Entity::insert(row).exec_without_returning(tx).await?;
        Ok(id)
    }

    /// A claim for care, sent with its receipt or still being written.
    async fn load_care(&self, tx: &impl ConnectionTrait, desk: &Desk<'_>, enrolment: Uuid, care: &Care) -> Result<(), BackendError> {
        let Some(rules) = &self.profile().care else { return Ok(()) };
        let status = if care.sent.is_some() { ClaimStatus::InReview } else { ClaimStatus::Draft };
        let under = DemoClaim { enrolment, guarantee: Guarantee::HealthCare.as_str(), status, origin: None };
        let at = desk.ago(care.sent.unwrap_or_default());
        let claim = self.demo_claim(tx, &under, at).await?;
        let lines = care.lines(&rules.kinds, desk.today);
        if care.sent.is_none() {
            return self.demo_care_draft(tx, claim, lines).await;
        }
        let expenses = review(rules, self.profile().currency(), desk.today, &lines).expenses;
        let request = self.demo_request(tx, claim, (true, "sent"), at, &[]).await?;
        self.demo_expenses(tx, request, expenses).await?;
        self.demo_file(tx, (request, None), desk.specimen, "recus.pdf", at).await?;
        Ok(())
    }

    async fn load_claim(
        &self,
        tx: &impl ConnectionTrait,
        desk: &Desk<'_>,
        (member, enrolment): (UserId, Uuid),
        claim: &Claim,
    ) -> Result<(), BackendError> {
        let large = if desk.large { large_requests() } else { Vec::new() };
        let requests: Vec<Sent<'_>> = if desk.large {
            large.into_iter().map(|periods| (periods.last().map_or(0, |p| p.1 - 2), "paid", periods, 20, None)).collect()
        } else {
            let one = |request: &'static Request| (request.sent, request.state, request.periods.to_vec(), 1, request.refused);
            claim.requests.iter().map(one).collect()
        };
        let origin = requests.iter().flat_map(|r| &r.2).map(|p| p.0).max();
        let opened = requests.iter().map(|r| r.0).max().unwrap_or(1);
        let under = DemoClaim { enrolment, guarantee: claim.guarantee, status: claim.status, origin: origin.map(|d| desk.today.plus(-d)) };
        let id = self.demo_claim(tx, &under, desk.ago(opened)).await?;
        for (n, (sent, state, periods, files, refused)) in requests.iter().enumerate() {
            let ranges: Vec<(Day, Day)> = periods.iter().map(|(a, b)| (desk.today.plus(-a), desk.today.plus(-b))).collect();
            let request = self.demo_request(tx, id, (n == 0, state), desk.ago(*sent), &ranges).await?;
            self.demo_files(tx, request, desk.specimen, *files, desk.ago(*sent)).await?;
            if let Some(days) = refused.and_then(|(a, b)| DayRange::new(desk.today.plus(-a), desk.today.plus(-b))) {
                demo_refused(tx, request, days, desk.ago(*sent)).await?;
            }
            if claim.status == ClaimStatus::ComplementRequested {
                let sealed = self.specimen(tx, &self.inner.files, member, true).await?;
                self.demo_medical(tx, member, (id, request), &sealed, desk.ago(MEDICAL_AGO)).await?;
                self.demo_complement(tx, member, (id, request), desk.specimen, desk.ago(ASKED_AGO)).await?;
            }
        }
        if let Some(periods) = claim.draft {
            let rows: Vec<(Day, Day)> = periods.iter().map(|(a, b)| (desk.today.plus(-a), desk.today.plus(-b))).collect();
            self.demo_draft(tx, id, requests.is_empty(), &rows).await?;
        }
        Ok(())
    }
}

/// A contract of the member's, under those numbers.
async fn demo_enrolment(
    tx: &impl ConnectionTrait,
    desk: &Desk<'_>,
    member: UserId,
    (contract_number, certificate_number): (String, Option<String>),
    guarantees: &str,
) -> Result<Uuid, BackendError> {
    let id = random::id(desk.now)?;
    let row = enrolment::ActiveModel {
        id: Set(id),
        user_id: Set(member.0),
        contract_number: Set(contract_number),
        certificate_number: Set(certificate_number),
        effect_from: Set(desk.today.years_before(4).0),
        waiting_period_days: Set(30),
        max_days: Set(1095),
        quotity_bp: Set(10_000),
        guarantees: Set(guarantees.to_owned()),
        ..enrolment::ActiveModel::default()
    };
    enrolment::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}

/// The pay that is insured by an enrolment, from the first day of half pay on.
async fn demo_pay(tx: &impl ConnectionTrait, desk: &Desk<'_>, id: Uuid) -> Result<(), BackendError> {
    let found = enrolment::Entity::find_by_id(id).one(tx).await?.ok_or_else(|| BackendError::inconsistent("demo"))?;
    let contract_id = match found.contract_id {
        Some(known) => known,
        None => demo_contract(tx, desk, &found).await?,
    };
    let change = enrolment::ActiveModel {
        id: Unchanged(id),
        contract_id: Set(Some(contract_id)),
        waiting_period_days: Set(0),
        guarantees: Set(Guarantee::WorkIncapacity.as_str().to_owned()),
        reference_pay_cents: Set(Some(REFERENCE_PAY)),
        ..enrolment::ActiveModel::default()
    };
    enrolment::Entity::update(change).exec(tx).await?;
    Ok(())
}

/// The contract behind an enrolment, with the part up to which it completes pay.
async fn demo_contract(tx: &impl ConnectionTrait, desk: &Desk<'_>, of: &enrolment::Model) -> Result<Uuid, BackendError> {
    let id = random::id(desk.now)?;
    let row = contract::ActiveModel {
        id: Set(id),
        external_id: Set(format!("DEMO-{id}")),
        number: Set(of.contract_number.clone()),
        product: Set(Product::Prevoyance.as_str().to_owned()),
        label: Set("Maintien de salaire".to_owned()),
        effect_from: Set(of.effect_from),
        benefit_rate_bp: Set(Some(PAY_RATE)),
        ..contract::ActiveModel::default()
    };
    contract::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}

/// Five requests of twelve weekly periods each, one after the other, the last ending fifteen days ago.
fn large_requests() -> Vec<Vec<(i64, i64)>> {
    (0..5i64).map(|r| (0..12i64).map(|p| 15 + 7 * (59 - (12 * r + p))).map(|last| (last + 6, last)).collect()).collect()
}
