//! « Mon aide-mémoire » (D-6, D-7): what the person will be reminded by. What was written is never shown here.
use super::{
    hint::{UNSAVED, load_hint},
    password_page::worded,
};
use crate::{
    layout::Layout,
    page::{loaded, of_profile, told},
    routes,
    ui::{ErrorSummary, Notice, NoticeKind, PageHead, TextField},
    words::t,
};
use domain::account::{KeptHint, RecoveryRules};
use leptos::prelude::*;

/// The page.
#[component]
pub fn HintPage() -> impl IntoView {
    loaded(load_hint, |kept: Option<KeptHint>| {
        let problems = worded(told(UNSAVED).unwrap_or_default());
        let current = Signal::stored(problems.iter().find(|(of, _)| of == "current").map(|(_, text)| text.clone()));
        view! {
            <Layout title=t("hint-title") refused=!problems.is_empty() current=routes::ACCOUNT>
                <PageHead title=t("hint-title") lead=t("hint-lead") eyebrow=(t("account-page-title"), routes::ACCOUNT.to_owned())/>
                <ErrorSummary title=t("app-errors") items=problems.clone()/>
                {kept.map(|kept| view! { <Kept kept/> })}
                <form class="card" action="/api/save_hint" method="post" novalidate>
                    <HintFields problems/>
                    <TextField id="current" name="current" label=t("password-current") hint=t("hint-current-about") error=current
                        input_type="password" autocomplete="current-password" maxlength=256/>
                    <div class="actions">
                        <button class="btn btn--primary" type="submit">{t("hint-save")}</button>
                        <a class="btn" href=routes::ACCOUNT>{t("proof-back")}</a>
                    </div>
                </form>
            </Layout>
        }
        .into_any()
    })
}

/// That there is a hint, how it is guarded, and the way to be rid of it.
#[component]
fn Kept(kept: KeptHint) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="garde">
            <h2 id="garde">{t("hint-kept")}</h2>
            {kept.closed.then(|| view! { <Notice kind=NoticeKind::Warning><p>{t("hint-kept-closed")}</p></Notice> })}
            <p>{t(if kept.asks { "hint-kept-asks" } else { "hint-kept-open" })}</p>
            <p>{t("hint-kept-replace")}</p>
            <form class="actions" action="/api/drop_hint" method="post">
                <button class="btn" type="submit">{t("hint-drop")}</button>
            </form>
        </section>
    }
}

/// The hint and, where the insurer asks for it, the mother's first name: with why, and with the warning of the seed.
#[component]
pub(super) fn HintFields(
    /// Field and sentence of each mistake.
    problems: Vec<(String, String)>,
    /// Label of the hint.
    #[prop(default = "hint-label")]
    label: &'static str,
) -> impl IntoView {
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_hint, of_mother) = (error("hint"), error("mother"));
    view! {
        <TextField id="hint" name="hint" label=t(label) hint=t("hint-about") error=of_hint autocomplete="off" maxlength=100/>
        {rules().mother_first_name.then(|| view! {
            <TextField id="mother" name="mother" label=t("hint-mother") hint=t("hint-mother-about") error=of_mother autocomplete="off" maxlength=100/>
        })}
    }
}

/// What the insurer lets people be reminded by.
pub(super) fn rules() -> RecoveryRules {
    of_profile(|profile| profile.recovery.clone())
}
