//! « Formulaire(s) PDF de demande d'indemnisation » (S-23): blank forms to download, and the way to hand a completed one in.
use super::{
    claims_page::{claim_line, resume_path},
    forms::{FormLine, FormStop, HandingIn, load_forms},
};
use crate::{
    contract::guarantee_key,
    layout::Layout,
    page::loaded,
    routes,
    ui::{Empty, Icon, PageHead, breakable},
    words::{t, t_with},
};
use domain::claim::ClaimSummary;
use leptos::prelude::*;

/// The forms; nothing where there are none.
#[component]
pub(super) fn Forms(
    forms: Vec<FormLine>,
    /// Whether each leads to where a completed one is handed in, too.
    #[prop(optional)]
    way: bool,
) -> impl IntoView {
    let row = move |form: FormLine| {
        let about = t_with("form-about", &[("day", &form.edition.to_string())]);
        let blank = t_with("form-download", &[("title", &form.title)]);
        let hand_in = way.then(|| {
            let completed = t_with("form-hand-in", &[("title", &form.title)]);
            view! { <a class="btn btn--quiet btn--icon" href=routes::FORMS aria-label=completed.clone() title=completed><Icon name="upload"/></a> }
        });
        view! {
            <li>
                <div><b>{form.title.clone()}</b><p class="eyebrow">{about}</p></div>
                <p class="row">
                    <a class="btn btn--quiet btn--icon" href=routes::form(&form.file) aria-label=blank.clone() title=blank><Icon name="download"/></a>
                    {hand_in}
                </p>
            </li>
        }
    };
    (!forms.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="formulaires">
                <h2 id="formulaires">{t("form-list-title")}</h2>
                {way.then(|| view! { <p class="muted">{t("form-list-text")}</p> })}
                <ul class="list">{forms.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}

/// « Transmission d'un formulaire PDF complété ou d'un formulaire papier numérisé »: for which stop.
#[component]
pub fn FormsPage() -> impl IntoView {
    loaded(load_forms, |found: HandingIn| {
        let HandingIn { forms, stops, dossiers } = found;
        let nothing = stops.is_empty() && dossiers.is_empty();
        view! {
            <Layout title=t("form-title") current=routes::CLAIMS>
                <PageHead title=t("form-title") lead=t("form-lead") eyebrow=(t("claim-list-title"), routes::CLAIMS.to_owned())/>
                {nothing.then(|| view! { <Empty icon="folder" title=t("form-none") text=t("claim-declare-none")/> })}
                <Dossiers dossiers/>
                <Stops stops/>
                <Forms forms/>
            </Layout>
        }
        .into_any()
    })
}

/// Dossiers that go on. A request begun there comes first: it is taken up again.
#[component]
fn Dossiers(dossiers: Vec<ClaimSummary>) -> impl IntoView {
    let row = |claim: ClaimSummary| {
        let named = format!(" {}", claim.number);
        let way = if claim.has_draft {
            let resume = resume_path(&claim);
            view! { <p class="row"><a class="btn" href=resume>{t("claim-draft-resume")}<span class="sr-only">{named}</span></a></p> }
                .into_any()
        } else {
            view! {
                <form action="/api/prolong_on_form" method="post">
                    <input type="hidden" name="number" value=claim.number.clone()/>
                    <button class="btn" type="submit">{t("form-begin")}<span class="sr-only">{named}</span></button>
                </form>
            }
            .into_any()
        };
        view! { <li><div><b>{t(guarantee_key(claim.guarantee))}</b><p class="eyebrow tabular">{breakable(&claim_line(&claim))}</p></div>{way}</li> }
    };
    (!dossiers.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="dossiers">
                <h2 id="dossiers">{t("form-for-dossier")}</h2>
                <p class="muted">{t("form-for-dossier-text")}</p>
                <ul class="list">{dossiers.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}

/// Stops that have no dossier yet.
#[component]
fn Stops(stops: Vec<FormStop>) -> impl IntoView {
    let row = |FormStop { enrolment, label, guarantee }: FormStop| {
        let stopped = t(guarantee_key(guarantee));
        let named = format!(" {stopped}, {label}");
        view! {
            <li>
                <div><b>{stopped}</b><p class="eyebrow tabular">{breakable(&label)}</p></div>
                <form action="/api/declare_on_form" method="post">
                    <input type="hidden" name="enrolment" value=enrolment.to_string()/>
                    <input type="hidden" name="guarantee" value=guarantee.as_str()/>
                    <button class="btn" type="submit">{t("form-begin")}<span class="sr-only">{named}</span></button>
                </form>
            </li>
        }
    };
    (!stops.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="nouvel-arret">
                <h2 id="nouvel-arret">{t("form-for-stop")}</h2>
                <p class="muted">{t("form-for-stop-text")}</p>
                <ul class="list">{stops.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}
