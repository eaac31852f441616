//! « Mes données personnelles » (S-51 … S-54): all that is known, in the words and order of the seed, each part with « Modifier »; or,
//! where only the insurer corrects it, with a request to do so (D-15, X-10).
use super::{
    EmailState,
    api::{CORRECTION, DONE, PersonalFile, load_personal},
    correction::Corrections,
    parts::{label, rules},
    town_field::other_towns,
};
use crate::{
    account::password_page::worded,
    layout::Layout,
    page::{loaded, of_profile, told},
    routes,
    ui::{ChangeLink, ErrorSummary, Facts, Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use domain::account::personal::{AddressForm, Civility, EditMode, Personal, PersonalField, PersonalRules};
use leptos::prelude::*;

/// The page.
#[component]
pub fn PersonalPage() -> impl IntoView {
    loaded(load_personal, |file: PersonalFile| {
        let rules = rules();
        let own = rules.mode == EditMode::Own;
        let problems = worded(told(CORRECTION).unwrap_or_default());
        let lead = if own { t("personal-note") } else { String::new() };
        let (personal, who) = (file.personal.clone(), who(&file));
        let address = label("personal-address", rules.asks(PersonalField::Address));
        let awaited = file.awaited.is_some();
        view! {
            <Layout title=t("personal-title") refused=!problems.is_empty() current=routes::ACCOUNT>
                <PageHead title=t("personal-title") lead eyebrow=(t("account-page-title"), routes::ACCOUNT.to_owned())/>
                <ErrorSummary title=t("app-errors") items=problems.clone()/>
                {told(DONE).map(|key: String| view! { <Done key address=personal.address.clone()/> })}
                {awaited.then(|| view! { <AccountWaits/> })}
                <EmailState personal=file.personal/>
                <div class="card"><p class="bold">{who}</p></div>
                <Block id="adresse" title=address items=address_of(&personal, &rules) change=own.then_some(routes::ADDRESS)/>
                <Block id="coordonnees" title=t("personal-contact") items=contact_of(&personal, &rules) change=own.then_some(routes::CONTACT)/>
                {rules.payment_notices.then(|| view! {
                    <Block id="notifications" title=t("personal-notices") items=notices_of(&personal) change=own.then_some(routes::NOTICES)/>
                })}
                {rules.iban.then(|| view! {
                    <Block id="iban" title=t("personal-iban-title") items=accounts_of(file.accounts) change=own.then_some(routes::IBAN)/>
                })}
                {(!own).then(|| view! { <Corrections requests=file.corrections full=file.corrections_full problems/> })}
            </Layout>
        }
        .into_any()
    })
}

/// What was done. Whoever changes how they are reached may want to end other sessions.
#[component]
fn Done(key: String, address: AddressForm) -> impl IntoView {
    let minutes = of_profile(|profile| profile.recovery.link_minutes).to_string();
    let towns = other_towns(&address);
    view! {
        <Notice kind=NoticeKind::Success>
            <p>{t_with(&key, &[("minutes", &minutes), ("postcode", &address.postcode), ("towns", &towns)])}</p>
            <p><a href=routes::ACCOUNT>{t("personal-devices")}</a></p>
        </Notice>
    }
}

/// A number waits for its code, which was not typed yet (B-56).
#[component]
fn AccountWaits() -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Warning>
            <p>{t("personal-code-waits")}</p>
            <a class="btn" href=routes::IBAN_CODE>{t("personal-iban-awaits-go")}</a>
        </Notice>
    }
}

/// A part of the data, with « Modifier » where the member may.
#[component]
fn Block(id: &'static str, title: String, items: Vec<(String, String)>, change: Option<&'static str>) -> impl IntoView {
    let what = title.clone();
    view! {
        <section class="card" aria-labelledby=id>
            <div class="card__head">
                <h2 id=id>{title}</h2>
                {change.map(|href| view! { <ChangeLink text=t("claim-change") what href/> })}
            </div>
            <Facts items/>
        </section>
    }
}

/// « Madame Claire Moreau née le 14 juin 1983 ».
fn who(file: &PersonalFile) -> String {
    let (named, born) = match file.personal.civility {
        Some(Civility::Madame) => (t_with("personal-madame", &[("name", &file.name)]), "personal-born-madame"),
        Some(Civility::Monsieur) => (t_with("personal-monsieur", &[("name", &file.name)]), "personal-born-monsieur"),
        None => (file.name.clone(), "personal-born"),
    };
    match file.personal.birth_date {
        Some(day) => format!("{named} {}", t_with(born, &[("day", &day.to_string())])),
        None => named,
    }
}

fn given(known: Option<String>) -> String {
    known.filter(|text| !text.is_empty()).unwrap_or_else(|| t("claim-none-given"))
}

fn address_of(personal: &Personal, rules: &PersonalRules) -> Vec<(String, String)> {
    let required = rules.asks(PersonalField::Address);
    let address = personal.address.clone();
    vec![
        (t("personal-line1"), given(Some(address.line1))),
        (t("personal-line2"), given(Some(address.line2))),
        (t("personal-line3"), given(Some(address.line3))),
        (label("personal-postcode", required), given(Some(address.postcode))),
        (label("personal-town", required), given(Some(address.town))),
    ]
}

fn contact_of(personal: &Personal, rules: &PersonalRules) -> Vec<(String, String)> {
    let own = rules.mode == EditMode::Own;
    let phone = if personal.no_phone { Some(t("personal-no-phone")) } else { personal.phone.clone() };
    vec![
        (label("personal-email", own), given(personal.email.clone())),
        (label("personal-phone", rules.asks(PersonalField::Phone)), given(phone)),
        (label("personal-mobile", rules.asks(PersonalField::Mobile)), given(personal.mobile.clone())),
    ]
}

fn notices_of(personal: &Personal) -> Vec<(String, String)> {
    let said = |yes: bool| t(if yes { "period-resumed-oui" } else { "period-resumed-non" });
    vec![(t("personal-by-email"), said(personal.notices.by_email)), (t("personal-by-sms"), said(personal.notices.by_sms))]
}

fn accounts_of(accounts: Vec<(String, String)>) -> Vec<(String, String)> {
    if accounts.is_empty() { vec![(t("personal-iban"), t("claim-none-given"))] } else { accounts }
}
