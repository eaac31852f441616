//! « Créer mon espace » (A-1 … A-9, D-2, D-14), and the page after it, which is the same for everybody.
use super::{
    password_page::{NewPasswordFields, worded},
    registration::{REGISTRATION, Told},
};
use crate::{
    AppError,
    callback::CallbackLink,
    failure::Failure,
    layout::Layout,
    page::{of_profile, told},
    routes,
    ui::{ErrorSummary, Icon, Notice, NoticeKind, PageHead, TextField},
    words::t,
};
use domain::{
    account::{ContractForm, RegistrationForm, RegistrationMode, RegistrationRules},
    insurer::LoginIdentifier,
};
use leptos::prelude::*;

/// What the form must know of the insurer.
#[derive(Default)]
struct Asks {
    rules: RegistrationRules,
    password: bool,
    code: bool,
}

/// The form.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let asks = asks();
    if asks.rules.mode != RegistrationMode::Open {
        return view! { <Failure error=AppError::NotFound/> }.into_any();
    }
    let (form, problems) = match told(REGISTRATION) {
        Some(Told::Wrong(form, errors)) => (*form, worded(errors)),
        _ => (RegistrationForm::default(), Vec::new()),
    };
    view! {
        <Layout title=t("register-title") refused=!problems.is_empty() updated=asks.rules.updated_on>
            <PageHead title=t("register-title") lead=t("register-lead")/>
            <ErrorSummary title=t("app-errors") items=problems.clone()/>
            {asks.code.then(|| view! { <FirstOrNot/> })}
            <form class="card" id="premiere-utilisation" action="/api/register" method="post" novalidate>
                <Identity form certificate=asks.rules.certificate.is_some() problems=problems.clone()/>
                {asks.password.then(|| view! { <NewPasswordFields problems label="password-first"/> })}
                <p class="hint">{t("register-notice")}</p>
                <div class="actions"><button class="btn btn--primary btn--lg" type="submit">{t("register-send")}</button></div>
            </form>
            {(!asks.code).then(|| view! { <p><a href=routes::SIGN_IN>{t("register-known")}</a></p> })}
            <p class="small muted">{super::sign_in_page::contact()}</p>
        </Layout>
    }
    .into_any()
}

/// « J’ai déjà un code d’utilisateur » or « Première utilisation » (D-16).
#[component]
fn FirstOrNot() -> impl IntoView {
    view! {
        <nav class="grid" aria-label=t("register-first-or-not")>
            <a class="tile" href=routes::ATTACH>
                <Icon name="user"/><div><b>{t("register-known")}</b><span>{t("register-known-text")}</span></div><Icon name="arrow"/>
            </a>
            <a class="tile" href="#premiere-utilisation">
                <Icon name="plus"/><div><b>{t("register-first")}</b><span>{t("register-first-text")}</span></div><Icon name="down"/>
            </a>
        </nav>
    }
}

/// Who asks, and for which contract.
#[component]
fn Identity(form: RegistrationForm, certificate: bool, problems: Vec<(String, String)>) -> impl IntoView {
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let named = ContractForm { contract: form.contract, certificate: form.certificate, birth_date: form.birth_date };
    view! {
        <TextField id="family_name" name="family_name" label=t("register-family-name") value=form.family_name error=error("family_name") autocomplete="family-name" maxlength=100/>
        <TextField id="given_name" name="given_name" label=t("register-given-name") value=form.given_name error=error("given_name") autocomplete="given-name" maxlength=100/>
        <ContractFields form=named certificate birth_date=true problems=problems.clone()/>
        <TextField id="email" name="email" label=t("register-email") hint=t("register-email-hint") value=form.email error=error("email") inputmode="email" autocomplete="email" maxlength=254/>
        <p class="hint">{t("register-no-email")}</p>
        <CallbackLink/>
        <TextField id="phone" name="phone" label=t("register-phone") hint=t("register-phone-hint") value=form.phone error=error("phone") inputmode="tel" autocomplete="tel" maxlength=100/>
    }
}

/// The contract, by the numbers on paper, and its holder's birth date.
#[component]
pub(super) fn ContractFields(
    /// As typed.
    form: ContractForm,
    /// Whether contracts have certificates.
    certificate: bool,
    /// Whether the birth date is asked.
    birth_date: bool,
    /// Field and sentence of each mistake.
    problems: Vec<(String, String)>,
) -> impl IntoView {
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_certificate, of_birth_date) = (error("certificate"), error("birth_date"));
    view! {
        <TextField id="contract" name="contract" label=t("register-contract") hint=t("register-contract-hint") value=form.contract error=error("contract") autocomplete="off" maxlength=100/>
        {certificate.then(|| view! {
            <TextField id="certificate" name="certificate" label=t("register-certificate") hint=t("register-certificate-hint") value=form.certificate error=of_certificate autocomplete="off" maxlength=100/>
        })}
        {birth_date.then(|| view! {
            <TextField id="birth_date" name="birth_date" label=t("register-birth-date") hint=t("register-birth-date-hint") value=form.birth_date error=of_birth_date
                class="input--date" inputmode="numeric" autocomplete="bday" maxlength=100/>
        })}
    }
}

/// « Regardez votre boîte de réception », whatever became of the registration.
#[component]
pub fn RegisteredPage() -> impl IntoView {
    let again = match told(REGISTRATION) {
        Some(Told::Heard(id)) if !id.is_empty() => Some(id),
        _ => None,
    };
    let resend = again.map(|id| {
        view! {
            <form action="/api/resend_confirmation" method="post">
                <input type="hidden" name="id" value=id/>
                <button class="btn" type="submit">{t("register-again")}</button>
            </form>
        }
    });
    view! {
        <Layout title=t("registered-title")>
            <PageHead title=t("registered-title")/>
            <Notice kind=NoticeKind::Info><p>{t("registered-text")}</p><p>{t("registered-spam")}</p></Notice>
            <div class="actions">{resend}<a class="btn" href=routes::SIGN_IN>{t("account-sign-in")}</a></div>
            <p class="small muted">{super::sign_in_page::contact()}</p>
        </Layout>
    }
}

/// The account is open: its sign-in name, to be noted down, and « Continuer » (D-9).
#[component]
pub fn WelcomePage() -> impl IntoView {
    let Some(Told::Open(login)) = told(REGISTRATION) else {
        return view! { <Failure error=AppError::NotFound/> }.into_any();
    };
    view! {
        <Layout title=t("welcome-title")>
            <PageHead title=t("welcome-title")/>
            <Notice kind=NoticeKind::Success><p>{t("welcome-login")}" "<strong>{login}</strong></p><p>{t("welcome-note")}</p></Notice>
            <div class="actions"><a class="btn btn--primary" href=routes::SIGN_IN>{t("welcome-continue")}</a></div>
        </Layout>
    }
    .into_any()
}

/// Whether people name their contracts themselves: to open an account, or to attach one more to it (X-5, D-3).
pub(crate) fn takes_contracts() -> bool {
    asks().rules.mode == RegistrationMode::Open
}

fn asks() -> Asks {
    of_profile(|profile| Asks {
        rules: profile.registration.clone(),
        password: profile.login.identifier == LoginIdentifier::Email,
        code: profile.login.identifier == LoginIdentifier::UserCode,
    })
}
