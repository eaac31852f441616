//! « Confirmez par le code reçu »: the code that a second channel brings, before another account number counts (B-56).
use super::{
    iban::{AwaitedAccount, CODE, RESENT, load_awaited},
    parts::rules,
};
use crate::{
    AppError,
    account::{contact, password_page::worded},
    failure::Failure,
    layout::Layout,
    page::{loaded, told},
    routes,
    ui::{ErrorSummary, Facts, Notice, NoticeKind, PageHead, TextField},
    words::{t, t_with},
};
use domain::{
    account::{Channel, personal::CODE_MINUTES},
    form::FieldError,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn IbanCodePage() -> impl IntoView {
    loaded(load_awaited, |awaited: Option<AwaitedAccount>| match awaited {
        _ if !rules().iban => view! { <Failure error=AppError::NotFound/> }.into_any(),
        Some(account) => view! { <CodeForm account/> }.into_any(),
        None => view! { <NothingWaits/> }.into_any(),
    })
}

#[component]
fn CodeForm(account: AwaitedAccount) -> impl IntoView {
    let (typed, problems): (String, Vec<FieldError>) = told(CODE).unwrap_or_else(|| (String::new(), account.fault.into_iter().collect()));
    // Whatever is wrong, the code is what to correct, or to have sent again.
    let problems: Vec<(String, String)> = worded(problems).into_iter().map(|(_, text)| ("code".to_owned(), text)).collect();
    let error = problems.first().map(|(_, text)| text.clone());
    let lead = match account.channel {
        Channel::Sms => "personal-code-lead-sms",
        Channel::Mail => "personal-code-lead-mail",
    };
    let lead = t_with(lead, &[("minutes", &CODE_MINUTES.to_string())]);
    let resent = told::<bool>(RESENT).map(|_| view! { <Notice kind=NoticeKind::Success><p>{t("personal-code-resent")}</p></Notice> });
    view! {
        <Layout title=t("personal-code-title") refused=!problems.is_empty() current=routes::ACCOUNT>
            <PageHead title=t("personal-code-title") lead eyebrow=(t("personal-iban-title"), routes::IBAN.to_owned())/>
            <ErrorSummary title=t("app-errors") items=problems/>
            {resent}
            <form class="card" action="/api/confirm_iban" method="post" novalidate>
                <Facts items=vec![(t("personal-code-account"), account.masked)]/>
                <input type="hidden" name="id" value=account.id/>
                <TextField id="code" name="code" label=t("personal-code") hint=t("personal-code-hint") value=typed error=Signal::stored(error)
                    class="input--short" inputmode="numeric" autocomplete="one-time-code" maxlength=64/>
                <div class="actions">
                    <button class="btn btn--primary" type="submit">{t("personal-code-send")}</button>
                    <a class="btn" href=routes::PERSONAL>{t("personal-back")}</a>
                </div>
            </form>
            <section class="card" aria-labelledby="rien-recu">
                <h2 id="rien-recu">{t("personal-code-late")}</h2>
                <p>{t("personal-code-late-text")}</p>
                <form action="/api/resend_iban_code" method="post"><button class="btn" type="submit">{t("personal-code-again")}</button></form>
                <p class="small muted">{contact()}</p>
            </section>
        </Layout>
    }
}

/// It was confirmed, nobody did in time, or another session has it.
#[component]
fn NothingWaits() -> impl IntoView {
    view! {
        <Layout title=t("personal-code-title") current=routes::ACCOUNT>
            <PageHead title=t("personal-code-title") eyebrow=(t("personal-iban-title"), routes::IBAN.to_owned())/>
            <Notice kind=NoticeKind::Info><p>{t("personal-code-gone")}</p></Notice>
            <div class="actions">
                <a class="btn btn--primary" href=routes::IBAN>{t("personal-code-begin")}</a>
                <a class="btn" href=routes::PERSONAL>{t("personal-back")}</a>
            </div>
        </Layout>
    }
}
