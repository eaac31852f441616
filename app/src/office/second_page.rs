//! The second step of whoever works at the office: turned on before anything else opens, and never off.
use super::{account::load_office_second_factor, layout::OfficeLayout};
use crate::{
    account::{Off, Offered, Posts, SECOND, ToNote, worded},
    page::{loaded, told},
    routes,
    ui::{ErrorSummary, Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use domain::{account::SecondFactor, form::FieldError};
use leptos::prelude::*;

const POSTS: Posts = Posts {
    offer: "/api/office_offer_second_factor",
    confirm: "/api/office_confirm_second_factor",
    drop: None,
    note: "/api/office_note_codes",
};

/// The page.
#[component]
pub fn OfficeSecondPage() -> impl IntoView {
    loaded(load_office_second_factor, |state: SecondFactor| {
        let problems = worded(told::<FieldError>(SECOND).into_iter().collect());
        let content = match state {
            SecondFactor::Off => view! { <Off posts=POSTS/> }.into_any(),
            SecondFactor::Offered { key, url } => view! { <Offered key_text=key url problems=problems.clone() posts=POSTS/> }.into_any(),
            SecondFactor::On { to_note, .. } if !to_note.is_empty() => view! { <ToNote codes=to_note posts=POSTS/> }.into_any(),
            SecondFactor::On { codes_left, .. } => view! { <On codes_left/> }.into_any(),
        };
        view! {
            <OfficeLayout title=t("second-title") refused=!problems.is_empty()>
                <PageHead title=t("second-title") lead=t("office-second-lead")/>
                <ErrorSummary title=t("app-errors") items=problems/>
                {content}
            </OfficeLayout>
        }
        .into_any()
    })
}

#[component]
fn On(codes_left: u64) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Success title=t("second-on") standing=true><p>{t("second-asked")}</p></Notice>
        <section class="card" aria-labelledby="codes">
            <h2 id="codes">{t("second-codes")}</h2>
            <p>{t_with("second-codes-left", &[("left", &codes_left.to_string())])}</p>
            <p>{t("office-second-lost")}</p>
        </section>
        <div class="actions"><a class="btn btn--primary" href=routes::OFFICE>{t("office-second-on")}</a></div>
    }
}
