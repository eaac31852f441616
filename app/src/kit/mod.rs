//! « Espace Adhésion »: the documents that those who are not members yet may read (S-57), and its door on the sign-in page (S-1).
mod api;
mod door;

pub use api::{KIT_COOKIE, open_kit};
pub(crate) use door::{KitDoor, door};

use crate::{
    AppError,
    account::contact,
    failure::Failure,
    layout::Layout,
    page::of_profile,
    routes,
    ui::{Icon, PageHead},
    words::{t, t_with},
};
use domain::kit::{KitDocument, KitKind};
use leptos::prelude::*;

/// « Kit d’adhésion », for whom the guard let through.
#[component]
pub fn KitPage() -> impl IntoView {
    let Some(kit) = of_profile(|profile| profile.kit.clone()) else {
        return view! { <Failure error=AppError::NotFound/> }.into_any();
    };
    let employer = employer();
    let back = employer.is_some().then(|| view! { <p><a href=routes::SIGN_IN>{t("kit-back")}</a></p> });
    let from = employer.map(|employer| view! { <p class="eyebrow">{t_with("kit-from", &[("employer", &employer)])}</p> });
    view! {
        <Layout title=t("kit-page-title")>
            <PageHead title=t("kit-page-title") lead=t("kit-page-lead")/>
            <section class="card" aria-labelledby="documents">
                <div><h2 id="documents">{t("kit-documents")}</h2>{from}</div>
                <ul class="list">{kit.documents.into_iter().map(|document| view! { <DocumentRow document/> }).collect_view()}</ul>
            </section>
            {back}
            <p class="small muted">{contact()}</p>
        </Layout>
    }
    .into_any()
}

/// A document: what it is, and the icon that downloads it.
#[component]
fn DocumentRow(document: KitDocument) -> impl IntoView {
    let about = t_with("kit-about", &[("kind", &t(document.kind.key())), ("day", &document.edition.to_string())]);
    let icon = match document.kind {
        KitKind::Ipid => "info",
        KitKind::Notice => "file",
        KitKind::Form => "edit",
    };
    view! {
        <li>
            <div class="with-icon"><Icon name=icon/><div><p class="bold">{document.title.clone()}</p><p class="small muted">{about}</p></div></div>
            <p class="row">
                <a class="btn btn--sm" href=routes::kit_document(&document.file)>
                    <Icon name="download"/>{t("kit-download")}<span class="sr-only">{format!(" {}", document.title)}</span>
                </a>
            </p>
        </li>
    }
}

/// Name of the employer in whose name a newcomer reads; none when a member reads.
#[cfg(feature = "ssr")]
fn employer() -> Option<String> {
    crate::request::newcomer().map(|employer| employer.name)
}

#[cfg(not(feature = "ssr"))]
fn employer() -> Option<String> {
    None
}
