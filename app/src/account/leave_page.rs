//! « Supprimer votre compte » (A-11, G-2, G-3): what goes, what stays, why and until when, before anybody decides.
use super::{
    leaving::{LEAVING, load_leaving},
    password_page::worded,
    sign_in_page::with_contact,
};
use crate::{
    layout::Layout,
    page::{loaded, told},
    routes,
    ui::{ErrorSummary, Notice, NoticeKind, PageHead, TextField},
    words::{t, t_with},
};
use domain::account::{Goes, Leaving};
use leptos::prelude::*;

/// The page.
#[component]
pub fn LeavePage() -> impl IntoView {
    loaded(load_leaving, |leaving: Leaving| {
        let problems = worded(told(LEAVING).unwrap_or_default());
        let error = problems.first().map(|(_, text)| text.clone());
        let day = |day: domain::day::Day| day.to_string();
        let besides = leaving.goes.iter().map(|what| match what {
            Goes::SecondStep => "leave-goes-second",
            Goes::Passkeys => "leave-goes-passkeys",
            Goes::Hint => "leave-goes-hint",
            Goes::Notices => "leave-goes-notices",
            Goes::Draft => "leave-goes-draft",
            Goes::Messages => "leave-goes-messages",
            Goes::Corrections => "leave-goes-corrections",
        });
        let when = if leaving.by_mail { "leave-when" } else { "leave-when-call" };
        let goes: Vec<&str> = ["leave-goes-login", "leave-goes-contact"].into_iter().chain(besides).collect();
        let kept = [
            ("leave-keeps-claims", leaving.claims_until),
            ("leave-keeps-payments", leaving.payments_until),
            ("leave-keeps-terms", leaving.acceptance_until),
        ];
        let kept = kept.into_iter().filter_map(|(key, until)| Some(t_with(key, &[("day", &day(until?))])));
        let journal = t_with("leave-keeps-journal", &[("months", &leaving.sign_in_months.to_string())]);
        let kept: Vec<String> = kept.chain(leaving.under_way.then(|| t("leave-keeps-under-way"))).chain([journal]).collect();
        let nothing_sent = leaving.claims_until.is_none().then(|| view! { <p>{t("leave-keeps-nothing")}</p> });
        view! {
            <Layout title=t("leave-title") refused=!problems.is_empty() current=routes::ACCOUNT>
                <PageHead title=t("leave-title") lead=t("leave-lead") eyebrow=(t("account-page-title"), routes::ACCOUNT.to_owned())/>
                <ErrorSummary title=t("app-errors") items=problems/>
                {leaving.under_way.then(|| view! { <Notice kind=NoticeKind::Warning><p>{t("leave-under-way")}</p></Notice> })}
                <section class="card" aria-labelledby="part">
                    <h2 id="part">{t("leave-goes")}</h2>
                    <p>{with_contact(when, &[("day", &day(leaving.until))])}</p>
                    <ul>{goes.into_iter().map(|key| view! { <li>{t(key)}</li> }).collect_view()}</ul>
                </section>
                <section class="card" aria-labelledby="reste">
                    <h2 id="reste">{t("leave-keeps")}</h2>
                    {nothing_sent}
                    <ul>{kept.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
                </section>
                <p>{t("leave-take")} " " <a href=routes::EXPORT>{t("export-title")}</a></p>
                <form class="card" action="/api/close_account" method="post" novalidate>
                    <TextField id="current" name="current" label=t("password-current") hint=t("leave-password-hint") error=Signal::stored(error)
                        input_type="password" autocomplete="current-password" maxlength=256/>
                    <div class="actions">
                        <button class="btn btn--danger" type="submit">{t("leave-send")}</button>
                        <a class="btn" href=routes::ACCOUNT>{t("leave-stay")}</a>
                    </div>
                </form>
            </Layout>
        }
        .into_any()
    })
}
