//! « Virements »: files of payments for the bank, and what the bank says of them (B-12).
use super::{
    layout::{OfficeLayout, opened},
    payment::{Exports, PAID, Told, Waiting, load_exports},
};
use crate::{
    page::told,
    payment::payee_text,
    routes,
    ui::{Icon, Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page is told what became of a return file.
pub const RETURNED: &str = "payment_return";

/// What became of a return file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Return {
    /// It is taken in: paid, rejected, known before.
    Done(usize, usize, usize),
    /// Lines that cannot be read, from 1.
    Wrong(Vec<usize>),
    /// Payments that it cannot be about.
    Unknown(Vec<String>),
    /// No file was chosen, or it is no text.
    Unreadable,
}

/// The page of files.
#[component]
pub fn ExportsPage() -> impl IntoView {
    opened(load_exports, |exports: Exports| view! { <Files exports/> }.into_any())
}

#[component]
fn Files(exports: Exports) -> impl IntoView {
    let Exports { waiting, files } = exports;
    let (notice, held) = match told(PAID) {
        Some(Told::Exported(number, held)) => (Some((NoticeKind::Success, t_with("payment-exported", &[("number", &number)]))), held),
        Some(Told::Nothing(held)) => (Some((NoticeKind::Warning, t("payment-export-nothing"))), held),
        _ => (None, Vec::new()),
    };
    let held = (!held.is_empty()).then(|| t_with("payment-export-held", &[("numbers", &held.join(", "))]));
    let notice = notice.or_else(|| told(RETURNED).map(returned));
    let none = files.is_empty();
    let file = |(number, about): (String, String)| {
        let label = t_with("payment-file-take", &[("number", &number)]);
        view! {
            <li>
                <div><b class="tabular">{number.clone()}</b><p class="eyebrow">{about}</p></div>
                <a class="btn btn--sm btn--icon" href=routes::office_payment_file(&number) download aria-label=label><Icon name="download"/></a>
            </li>
        }
    };
    view! {
        <OfficeLayout title=t("payment-exports-title") current=routes::OFFICE_EXPORTS>
            <PageHead title=t("payment-exports-title") lead=t("payment-exports-lead")/>
            {notice.map(|(kind, text)| view! { <Notice kind><p>{text}</p></Notice> })}
            {held.map(|text| view! { <Notice kind=NoticeKind::Warning><p>{text}</p></Notice> })}
            <Next waiting/>
            <section class="card" aria-labelledby="fichiers">
                <h2 id="fichiers">{t("payment-files")}</h2>
                {none.then(|| view! { <p>{t("payment-files-none")}</p> })}
                {(!none).then(|| view! { <ul class="list">{files.into_iter().map(file).collect_view()}</ul> })}
            </section>
            <form class="card" action=routes::OFFICE_RETURN method="post" enctype="multipart/form-data" aria-labelledby="retour">
                <h2 id="retour">{t("payment-return")}</h2>
                <p>{t("payment-return-text")}</p>
                <div class="field">
                    <label for="fichier">{t("payment-return-file")}</label>
                    <input class="input" type="file" id="fichier" name="fichier" accept=".csv,text/csv,text/plain" required=true/>
                </div>
                <div class="actions"><button class="btn" type="submit">{t("payment-return-send")}</button></div>
            </form>
        </OfficeLayout>
    }
}

/// What leaves with the next file, and the button that makes it.
#[component]
fn Next(waiting: Vec<Waiting>) -> impl IntoView {
    let none = waiting.is_empty();
    let row = |one: Waiting| {
        let about = t_with("payment-about", &[("claim", &one.claim), ("member", &one.member), ("by", &one.prepared_by)]);
        let payee = payee_text(&one.payment).map(|text| view! { <p class="eyebrow">{text}</p> });
        let own = (!one.is_open).then(|| view! { <p class="hint">{t("payment-own-approved")}</p> });
        view! {
            <li>
                <div><b class="tabular">{one.payment.number}</b><p class="eyebrow">{about}</p>{payee}{own}</div>
                <span class="tabular nowrap">{one.payment.total.to_string()}</span>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="prochain">
            <h2 id="prochain">{t("payment-next")}</h2>
            {none.then(|| view! { <p>{t("payment-next-none")}</p> })}
            {(!none).then(|| view! {
                <ul class="list">{waiting.into_iter().map(row).collect_view()}</ul>
                <form class="actions" action="/api/office_export_payments" method="post">
                    <button class="btn btn--primary" type="submit">{t("payment-export")}</button>
                </form>
                <p class="hint">{t("payment-export-hint")}</p>
            })}
        </section>
    }
}

fn returned(what: Return) -> (NoticeKind, String) {
    match what {
        Return::Done(paid, rejected, known) => {
            let [paid, rejected, known] = [paid, rejected, known].map(|count| count.to_string());
            (NoticeKind::Success, t_with("payment-return-done", &[("paid", &paid), ("rejected", &rejected), ("known", &known)]))
        }
        Return::Wrong(lines) => {
            let lines = lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            (NoticeKind::Danger, t_with("payment-return-wrong", &[("lines", &lines)]))
        }
        Return::Unknown(numbers) => (NoticeKind::Danger, t_with("payment-return-unknown", &[("numbers", &numbers.join(", "))])),
        Return::Unreadable => (NoticeKind::Danger, t("payment-return-unreadable")),
    }
}
