//! What the link of a registration opens: « Confirmer mon inscription », with the code and the password where they are chosen
//! only now (D-4 … D-7). Opening it uses nothing up.
use super::{
    hint_page::{HintFields, rules},
    link_page::DeadLink,
    password_page::{NewPasswordFields, worded},
    registration::{REGISTRATION, Told, Waiting, find_registration},
};
use crate::{
    layout::Layout,
    page::{loaded, param, told},
    routes,
    ui::{ErrorSummary, PageHead, TextField},
    words::{t, t_with},
};
use leptos::prelude::*;

/// The page of a registration's link.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let token = param("token");
    let asked = token.clone();
    loaded(
        move || find_registration(asked.clone()),
        move |waiting| match waiting {
            Some(Waiting { given_name, chooses }) => view! { <ConfirmForm token=token.clone() given_name chooses/> }.into_any(),
            None => view! { <DeadLink text="confirm-dead" again=(routes::REGISTER, "register-title")/> }.into_any(),
        },
    )
}

#[component]
fn ConfirmForm(token: String, given_name: String, chooses: bool) -> impl IntoView {
    let (code, problems) = match told(REGISTRATION) {
        Some(Told::Choice(code, errors)) => (code, worded(errors)),
        _ => (String::new(), Vec::new()),
    };
    let of_code = problems.iter().find(|(of, _)| of == "code").map(|(_, text)| text.clone());
    let lead = t_with(if chooses { "confirm-lead-chooses" } else { "confirm-lead" }, &[("name", &given_name)]);
    view! {
        <Layout title=t("confirm-title") refused=!problems.is_empty()>
            <PageHead title=t("confirm-title") lead/>
            <ErrorSummary title=t("app-errors") items=problems.clone()/>
            <form class="card" action="/api/confirm_registration" method="post" novalidate>
                <input type="hidden" name="token" value=token/>
                {chooses.then(|| view! {
                    <TextField id="code" name="code" label=t("confirm-code") hint=t("confirm-code-hint") value=code error=Signal::stored(of_code) autocomplete="username" maxlength=64/>
                    <NewPasswordFields problems=problems.clone() label="password-first"/>
                    {rules().hint.then(|| view! { <HintFields problems label="hint-label-optional"/> })}
                })}
                <div class="actions"><button class="btn btn--primary" type="submit">{t(if chooses { "confirm-send-chooses" } else { "confirm-send" })}</button></div>
            </form>
        </Layout>
    }
}
