//! The insurer profile: everything that makes one deployment differ from another. One TOML file, checked at start.
use crate::terms::Terms;
use crate::{
    account::{
        OfficeRules, PasswordPolicy, PhonePlan, RecoveryRules, RegistrationMode, RegistrationRules, Retention, personal::PersonalRules,
    },
    attachment::UploadRules,
    benefit::BenefitRules,
    callback::Callback,
    care::CareRules,
    claim::{BlankForm, MADE_UP_DAYS, ProlongationRules, RequestKind},
    complement::ComplementRules,
    decision::DecisionRules,
    holiday::Zone,
    kit::Kit,
    message::Messages,
    money::Currency,
    payment::PaymentRules,
    period::PeriodRules,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Parts of the product that an insurer switches on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Module {
    /// « Mes crédits » and the product page.
    Credits,
    /// The wizard that declares stops and prolongs dossiers: of credits, where they are a part too, else of contracts.
    ClaimWizard,
    /// Forms to be printed, completed and handed in, in the wizard's place (S-23).
    PdfForms,
}

/// How a person is named at sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginIdentifier {
    /// « Identifiant client », given by the lender (C-1).
    ClientId,
    /// « Identifiant », given by the insurer (S-1).
    MemberId,
    /// The e-mail address.
    Email,
    /// « Code d'utilisateur », chosen by the person (D-4).
    UserCode,
}

/// The sign-in page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// How a person is named.
    pub identifier: LoginIdentifier,
    /// A session ends after this time without a request, in minutes.
    pub idle_minutes: u32,
    /// A session ends after this time in any case, in hours.
    pub absolute_hours: u32,
    /// Before what could be turned against a member, the password is asked for again after this time, in minutes (Y-10).
    #[serde(default = "proof_minutes")]
    pub proof_minutes: u32,
    /// Whether a member with several contracts chooses the one that a session shows (D-11, X-6).
    #[serde(default)]
    pub choose_enrolment: bool,
    /// The entries of the public menu that lead to the sign-in page, from the widest on (S-2); none where there is no such menu.
    #[serde(default)]
    pub path: Vec<String>,
    /// A changed address, number or password can be taken back from the mail that tells of it, for so many hours (Y-10).
    #[serde(default = "undo_hours")]
    pub undo_hours: u32,
    /// A new account number is not paid on before so many days (B-56).
    #[serde(default = "hold_days")]
    pub hold_days: u32,
    /// Whether members may sign in with a passkey (WebAuthn) instead of password and code.
    #[serde(default)]
    pub passkeys: bool,
}

const fn proof_minutes() -> u32 {
    10
}

const fn undo_hours() -> u32 {
    72
}

const fn hold_days() -> u32 {
    3
}

impl Login {
    /// How long a change can be taken back.
    pub fn undo(&self) -> TimeDelta {
        TimeDelta::hours(i64::from(self.undo_hours))
    }

    /// How long a new account number is not paid on.
    pub fn hold(&self) -> TimeDelta {
        TimeDelta::days(i64::from(self.hold_days))
    }
}

/// The page of one credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credits {
    /// Names of the three tabs; the last one is the insurance (C-8).
    pub tabs: [String; 3],
    /// Where « Augmenter » leads; absent hides the button (C-6).
    pub increase_url: Option<String>,
    /// Where « Utiliser » leads; absent hides the button (C-6).
    pub draw_url: Option<String>,
}

/// Claims and their wizard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// Social bodies that pay first, in the order offered (C-17).
    pub payers: Vec<String>,
}

/// « Charte de Confidentialité »: it informs, nobody accepts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// The text, in Markdown.
    pub text: String,
}

/// How to reach the insurer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Phone number, as shown.
    pub phone: String,
    /// Opening hours, as shown.
    pub hours: String,
    /// E-mail address mails come from.
    pub mail: String,
}

/// The languages that are built in.
pub const LOCALES: [&str; 2] = ["fr-FR", "fr-CA"];

/// One deployment's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Short name, also that of the file.
    pub id: String,
    /// Name of the portal, in the header and in mails.
    pub brand: String,
    /// Short line under the brand.
    pub tagline: String,
    /// « Service Assurance `{service_name}` » (C-28, R-1).
    pub service_name: String,
    /// Language of every word.
    pub locale: String,
    /// Brand colour, `#rrggbb`.
    pub primary_color: String,
    /// Whether real people use it: refuses demo data and weak settings.
    pub production: bool,
    /// What is switched on.
    pub modules: Vec<Module>,
    /// Sign-in.
    pub login: Login,
    /// What passwords must be.
    pub password: PasswordPolicy,
    /// The way back in.
    #[serde(default)]
    pub recovery: RecoveryRules,
    /// How the people of the back office come in, and how long they stay.
    #[serde(default)]
    pub office: OfficeRules,
    /// Who may open an account, and how.
    #[serde(default)]
    pub registration: RegistrationRules,
    /// What members say of themselves, and who changes it.
    #[serde(default)]
    pub profile_edit: PersonalRules,
    /// How long things are kept.
    #[serde(default)]
    pub retention: Retention,
    /// Terms of use, where there are any (S-5).
    pub terms: Option<Terms>,
    /// The privacy charter, where there is one.
    pub privacy: Option<Privacy>,
    /// What those who are not members yet may read, where they may (S-57).
    pub kit: Option<Kit>,
    /// What members may write about, where they may (S-56).
    pub messages: Option<Messages>,
    /// Why and when people may be called back without an account, where they may.
    pub callback: Option<Callback>,
    /// Credits; asked for by the module of that name.
    pub credits: Option<Credits>,
    /// Claims; asked for by the wizard.
    #[serde(default)]
    pub claims: Claims,
    /// Forms that members may complete and hand in, in the order shown (S-23); asked for by the module of PDF forms.
    #[serde(default)]
    pub forms: Vec<BlankForm>,
    /// When members are reminded to declare the rest of a stop (Y-4).
    #[serde(default)]
    pub prolongation: ProlongationRules,
    /// What care expenses members may claim, where they may (D-18).
    pub care: Option<CareRules>,
    /// What the desk may ask for, and how long members have.
    #[serde(default)]
    pub complement: ComplementRules,
    /// Motives and letters of decisions, where requests are decided in the portal (B-5, B-9).
    pub decisions: Option<DecisionRules>,
    /// Who pays whom, where benefits are paid from the portal (B-11, B-12).
    pub payments: Option<PaymentRules>,
    /// Limits of periods.
    pub periods: PeriodRules,
    /// How benefits are calculated.
    #[serde(default)]
    pub benefits: BenefitRules,
    /// Limits of uploads.
    pub upload: UploadRules,
    /// Contact card.
    pub contact: Contact,
    /// Words that replace the product's, by key.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
}

impl Profile {
    /// Whether a part is switched on.
    pub fn has(&self, module: Module) -> bool {
        self.modules.contains(&module)
    }

    /// Whether members live in France, and addresses are French ones: Canada has its own language.
    pub fn in_france(&self) -> bool {
        self.locale == "fr-FR"
    }

    /// Where its members have their telephones.
    pub fn phone_plan(&self) -> PhonePlan {
        if self.in_france() { PhonePlan::French } else { PhonePlan::American }
    }

    /// Where the public holidays are kept on which its desk is closed; `None` in Canada, whose holidays are not known here.
    pub fn holidays(&self) -> Option<Zone> {
        self.in_france().then_some(Zone::Metropole)
    }

    /// Kinds of request that come in here, in the order of all figures by kind.
    pub fn request_kinds(&self) -> Vec<RequestKind> {
        RequestKind::ALL.into_iter().filter(|kind| *kind != RequestKind::Pdf || self.has(Module::PdfForms)).collect()
    }

    /// Whether members make claims here, of whatever kind.
    pub fn takes_claims(&self) -> bool {
        self.has(Module::ClaimWizard) || self.care.is_some()
    }

    /// What members pay with, and are paid in.
    pub fn currency(&self) -> Currency {
        if self.in_france() { Currency::Euro } else { Currency::Dollar }
    }

    /// What contradicts itself about completed forms, if anything.
    fn forms_problem(&self) -> Option<&'static str> {
        match (self.has(Module::PdfForms), self.has(Module::ClaimWizard)) {
            (true, true) => BlankForm::problem(&self.forms),
            (true, false) => Some("`modules` has pdf_forms and no claim_wizard: there would be no dossier to hand a form in to"),
            (false, _) if self.forms.is_empty() => None,
            (false, _) => Some("`forms` is there and `modules` has no pdf_forms: nobody would find them"),
        }
    }

    /// What contradicts itself, one sentence each, naming the setting (unification.md 2.3).
    pub fn problems(&self) -> Vec<String> {
        let checks = [
            (
                self.id.is_empty() || !self.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "`id` must be lower-case letters, digits and hyphens",
            ),
            (self.brand.trim().is_empty(), "`brand` is empty"),
            (self.service_name.trim().is_empty(), "`service_name` is empty"),
            (!LOCALES.contains(&self.locale.as_str()), "`locale` must be one of the languages built in: fr-FR, fr-CA"),
            (!is_colour(&self.primary_color), "`primary_color` must be written #rrggbb"),
            (self.upload.max_file_bytes == 0, "`upload.max_file_bytes` is 0: no file could be sent"),
            (self.upload.max_file_bytes > self.upload.max_total_bytes, "`upload.max_file_bytes` is larger than `upload.max_total_bytes`"),
            (self.upload.min_files > self.upload.max_files, "`upload.min_files` is larger than `upload.max_files`"),
            (self.upload.types.is_empty(), "`upload.types` is empty: no file could be sent"),
            (self.periods.max_periods == 0, "`periods.max_periods` is 0: nothing could be declared"),
            (
                self.periods.max_period_days > self.periods.max_total_days,
                "`periods.max_period_days` is larger than `periods.max_total_days`",
            ),
            (
                self.claims.payers.is_empty() && self.has(Module::ClaimWizard),
                "`claims.payers` is empty: the wizard needs at least one social body",
            ),
            (self.password.min_len < 8, "`password.min_len` is under 8: too short with whatever else is asked"),
            (
                self.password.max_len < self.password.min_len.max(128),
                "`password.max_len` is under 128 or under `password.min_len`: long passwords are good ones",
            ),
            (self.password.min_classes > 4, "`password.min_classes` is over 4: there are four kinds of characters"),
            (
                !(5..=60).contains(&self.recovery.link_minutes),
                "`recovery.link_minutes` must be from 5 to 60: long enough to read a mail, no longer",
            ),
            (
                self.recovery.mother_first_name && !self.recovery.hint,
                "`recovery.mother_first_name` is on and `recovery.hint` is off: the question guards the hint, so it would guard nothing",
            ),
            (self.login.idle_minutes < 5, "`login.idle_minutes` is under 5: people would lose their session while typing"),
            (
                i64::from(self.login.absolute_hours) * 60 < i64::from(self.login.idle_minutes),
                "`login.absolute_hours` is shorter than `login.idle_minutes`",
            ),
            (!(1..=60).contains(&self.login.proof_minutes), "`login.proof_minutes` must be from 1 to 60"),
            (self.login.path.iter().any(|entry| entry.trim().is_empty()), "`login.path` has an entry that is empty"),
            (
                self.retention.leave() < self.login.undo(),
                "`login.undo_hours` is longer than `retention.leave_days`: an account could be erased while a change can still be taken back",
            ),
            (!(1..=720).contains(&self.login.undo_hours), "`login.undo_hours` must be from 1 to 720"),
            (
                self.login.hold() < self.login.undo(),
                "`login.hold_days` ends before `login.undo_hours`: a new account number could be paid on while it can still be taken back",
            ),
            (self.production && self.login.idle_minutes > 60, "`login.idle_minutes` is over 60, too weak for `production = true`"),
            (self.production && self.login.absolute_hours > 24, "`login.absolute_hours` is over 24, too weak for `production = true`"),
            (
                self.registration.mode == RegistrationMode::Open
                    && matches!(self.login.identifier, LoginIdentifier::ClientId | LoginIdentifier::MemberId),
                "`registration.mode` is open, and `login.identifier` is a name that only the insurer gives",
            ),
            (self.credits.is_none() && self.has(Module::Credits), "`modules` has credits, and the table `[credits]` is missing"),
            (
                self.decisions.is_some() && !self.has(Module::ClaimWizard),
                "`[decisions]` is there and `modules` has no claim_wizard: there would be nothing to decide",
            ),
            (self.payments.is_some() && self.decisions.is_none(), "`[payments]` is there without `[decisions]`, which say what is paid"),
            (
                !self.prolongation.is_silent() && self.retention.outbox_days <= MADE_UP_DAYS,
                "`retention.outbox_days` is 3 or less: a reminder of `[prolongation]` that left could be forgotten, and leave again",
            ),
        ];
        let terms = self.terms.as_ref().and_then(Terms::problem);
        let kit = self.kit.as_ref().and_then(Kit::problem);
        let messages = self.messages.as_ref().and_then(Messages::problem);
        let callback = self.callback.as_ref().and_then(Callback::problem);
        let care = self.care.as_ref().and_then(CareRules::problem);
        let decisions = self.decisions.as_ref().and_then(DecisionRules::problem);
        let completes_pay = !self.periods.pay_levels.is_empty() || !self.has(Module::Credits);
        let payments = self.payments.as_ref().and_then(|rules| rules.problem(self.profile_edit.iban, completes_pay));
        checks
            .into_iter()
            .filter(|(wrong, _)| *wrong)
            .map(|(_, text)| text)
            .chain(terms)
            .chain(kit)
            .chain(self.forms_problem())
            .chain(messages)
            .chain(callback)
            .chain(care)
            .chain(decisions)
            .chain(payments)
            .chain(self.registration.problem())
            .chain(self.office.problem())
            .chain(self.retention.problem())
            .chain(self.profile_edit.problem())
            .chain(self.complement.problem())
            .chain(self.prolongation.problem())
            .map(str::to_owned)
            .collect()
    }
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}
