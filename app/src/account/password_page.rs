//! « Modifier mon mot de passe » (S-55): the current one is the fresh proof (Y-10), with a code where there is a second step.
use super::{
    PasswordHelp,
    api::{CHANGED, Change},
    proof::password_asks_code,
};
use crate::{
    layout::Layout,
    page::{loaded, of_profile, told},
    routes,
    ui::{ErrorSummary, Icon, Notice, NoticeKind, PageHead, TextField},
    words::{t, t_args, t_with},
};
use domain::{
    account::{Channel, CharacterKind, Demand, PasswordPolicy},
    form::FieldError,
};
use leptos::prelude::*;

/// The password page.
#[component]
pub fn PasswordPage() -> impl IntoView {
    loaded(password_asks_code, |asks_code: bool| view! { <PasswordForm asks_code/> }.into_any())
}

#[component]
fn PasswordForm(asks_code: bool) -> impl IntoView {
    let (done, problems) = match told(CHANGED) {
        Some(Change::Done { hint_dropped, told_by }) => (Some((confirmed_by(told_by), hint_dropped)), Vec::new()),
        Some(Change::Wrong(errors)) => (None, worded(errors)),
        None => (None, Vec::new()),
    };
    let refused = !problems.is_empty();
    let current = Signal::stored(problems.iter().find(|(of, _)| of == "current").map(|(_, text)| text.clone()));
    let of_code = problems.clone();
    view! {
        <Layout title=t("password-title") refused current=routes::PASSWORD>
            <PageHead title=t("password-title") lead=t("password-lead")/>
            <ErrorSummary title=t("app-errors") items=problems.clone()/>
            {done.map(|(key, hint_dropped)| view! {
                <Notice kind=NoticeKind::Success title=t("password-changed")>
                    <p>{t(key)}</p>
                    {hint_dropped.then(|| view! { <p>{t("hint-dropped")}</p> })}
                </Notice>
            })}
            <PasswordHelp>
                <form class="card" action="/api/change_password" method="post" novalidate>
                    <TextField id="current" name="current" label=t("password-current") hint=t("password-current-hint") error=current
                        input_type="password" autocomplete="current-password" maxlength=256/>
                    <NewPasswordFields problems helped=true/>
                    {asks_code.then(|| view! { <CodeField problems=of_code/> })}
                    <div class="actions">
                        <button class="btn btn--primary" type="submit">{t("password-save")}</button>
                    </div>
                </form>
            </PasswordHelp>
        </Layout>
    }
}

/// Key of the sentence that says how the change is confirmed.
fn confirmed_by(channel: Option<Channel>) -> &'static str {
    match channel {
        Some(Channel::Mail) => "password-changed-text",
        Some(Channel::Sms) => "password-changed-text-sms",
        None => "password-changed-text-alone",
    }
}

/// What is asked of a password, in one line.
fn asked() -> String {
    of_profile(|profile| Some(profile.password.clone())).map(|policy| asked_by(&policy)).unwrap_or_default()
}

/// What that policy asks, in one line, with the words of the list that is ticked off.
pub(crate) fn asked_by(policy: &PasswordPolicy) -> String {
    let demands: Vec<String> = policy.demands().into_iter().map(worded_demand).collect();
    t_with(policy.hint_key(), &[("min", &policy.min_len.to_string()), ("demands", &demands.join(", "))])
}

/// The two fields of a new password, with what is wrong with each.
#[component]
pub(crate) fn NewPasswordFields(
    /// Field and sentence of each mistake.
    problems: Vec<(String, String)>,
    /// Label of the first.
    #[prop(default = "password-new")]
    label: &'static str,
    /// What is asked of it, in one line.
    #[prop(default = asked())]
    hint: String,
    /// Whether what is asked is listed between the two, for an island to tick off.
    #[prop(optional)]
    helped: bool,
) -> impl IntoView {
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (new, again) = (error("new"), error("again"));
    view! {
        <TextField id="new" name="new" label=t(label) hint error=new
            input_type="password" autocomplete="new-password" maxlength=256/>
        {helped.then(|| view! { <Demands/> })}
        <TextField id="again" name="again" label=t("password-again") error=again
            input_type="password" autocomplete="new-password" maxlength=256/>
    }
}

/// The code of the second step that goes with a new password, asked for last: it is worth half a minute.
#[component]
pub(crate) fn CodeField(
    /// Field and sentence of each mistake.
    problems: Vec<(String, String)>,
) -> impl IntoView {
    let error = Signal::stored(problems.into_iter().find(|(of, _)| of == "code").map(|(_, text)| text));
    view! { <TextField id="code" name="code" label=t("step-code") hint=t("step-code-hint") error autocomplete="one-time-code" maxlength=64/> }
}

/// What is asked of a password, one by one; each word of the state has its place, so that nothing moves when it is shown.
#[component]
fn Demands() -> impl IntoView {
    let line = |demand: Demand| {
        view! {
            <li data-demand=demand.pattern()>
                <span>{worded_demand(demand)}</span>
                <span class="demands__state">
                    <span class="with-icon" data-state="yes"><Icon name="check-circle"/>{t("password-met")}</span>
                    <span class="with-icon" data-state="no"><Icon name="edit"/>{t("password-unmet")}</span>
                </span>
            </li>
        }
    };
    let demands = of_profile(|profile| profile.password.demands());
    view! { <ul class="demands small" aria-label=t("password-demands") aria-live="polite">{demands.into_iter().map(line).collect_view()}</ul> }
}

fn worded_demand(demand: Demand) -> String {
    match demand {
        Demand::Length(least) => t_with("password-demand-length", &[("min", &least.to_string())]),
        Demand::Kind(CharacterKind::Upper) => t("password-demand-upper"),
        Demand::Kind(CharacterKind::Lower) => t("password-demand-lower"),
        Demand::Kind(CharacterKind::Digit) => t("password-demand-digit"),
        Demand::Kind(CharacterKind::Special) => t("password-demand-special"),
        Demand::Kinds(least) => t_with("password-demand-kinds", &[("count", &least.to_string())]),
    }
}

/// Errors as the summary and the fields show them: field and sentence.
pub(crate) fn worded(errors: Vec<FieldError>) -> Vec<(String, String)> {
    errors.into_iter().map(|error| (error.field, t_args(&error.code, &error.args))).collect()
}
