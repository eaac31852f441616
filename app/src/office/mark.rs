//! Noting that a stop ended, that work was resumed, or of which stop it is a relapse, and taking that back (B-14). Every function is a public
//! endpoint.
#[cfg(feature = "ssr")]
use super::acts::{ended, stale};
use crate::{
    AppError,
    account::worded,
    page::{of_profile, told},
    routes,
    ui::{SelectField, TextField},
    words::{t, t_with},
};
use domain::{
    claim::{ClaimMove, ClaimSummary, Linked, MarkForm, MarkKind, StopMarks, is_paid_since},
    form::FieldError,
};
use leptos::prelude::*;

/// Under which the page of a dossier is told what is wrong with it.
const MARKED: &str = "office_marked";

/// Notes that: `day` for an end or a return to work, `of` for a relapse. `version` is that of the dossier as its page showed it.
#[server(endpoint = "office_mark_stop")]
pub async fn office_mark_stop(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(default)] kind: String,
    #[server(default)] day: String,
    #[server(default)] of: String,
) -> Result<(), AppError> {
    use crate::request;
    use domain::{claim::Marking, id::ClaimId};
    let outcome = async {
        let staff = request::staff(domain::access::Action::Decide)?;
        let claim: ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        let seen: i32 = version.parse().map_err(|_| AppError::NotFound)?;
        let cut = |text: String| text.chars().take(100).collect::<String>();
        let typed = MarkForm { kind: cut(kind), day: cut(day), of: cut(of) };
        match request::backend().mark_stop(&staff, claim, seen, &typed).await? {
            Marking::Done => {}
            Marking::Stale => return Ok::<_, AppError>(stale(claim, seen)),
            Marking::Wrong(fault) => request::tell(MARKED, &(typed, fault)),
        }
        Ok((routes::office_claim(&claim.to_string()), Ok(())))
    };
    ended(outcome.await)
}

/// Takes back the day noted of that kind by mistake. `version` is that of the dossier as its page showed it.
#[server(endpoint = "office_take_back_mark")]
pub async fn office_take_back_mark(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(default)] kind: String,
) -> Result<(), AppError> {
    use crate::request;
    use domain::{claim::Marking, id::ClaimId};
    let outcome = async {
        let staff = request::staff(domain::access::Action::Decide)?;
        let claim: ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        let seen: i32 = version.parse().map_err(|_| AppError::NotFound)?;
        let kind = MarkKind::parse(&kind).ok_or(AppError::NotFound)?;
        match request::backend().take_back_mark(&staff, claim, seen, kind).await? {
            Marking::Done => {}
            Marking::Stale => return Ok::<_, AppError>(stale(claim, seen)),
            Marking::Wrong(fault) => request::tell(MARKED, &(MarkForm::default(), fault)),
        }
        Ok((routes::office_claim(&claim.to_string()), Ok(())))
    };
    ended(outcome.await)
}

/// « Suite de l’arrêt »: what holds, and the forms to note more.
#[component]
pub(super) fn StopCard(id: String, version: i32, marks: StopMarks, moves: Vec<ClaimMove>, others: Vec<ClaimSummary>) -> impl IntoView {
    let (typed, fault): (MarkForm, Option<FieldError>) =
        told(MARKED).map(|(typed, fault): (MarkForm, FieldError)| (typed, Some(fault))).unwrap_or_default();
    let problems = worded(fault.into_iter().collect());
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_day, of_relapse) = (error("jour"), error("rechute"));
    let kinds = [MarkKind::Ended, MarkKind::Resumed].map(|kind| (kind.as_str().to_owned(), t(&format!("mark-{}", kind.as_str()))));
    let chosen = if typed.kind == MarkKind::Relapse.as_str() { MarkForm::default() } else { typed };
    view! {
        <section class="card" aria-labelledby="suite-arret">
            <h2 id="suite-arret">{t("mark-title")}</h2>
            <Known of=(id.clone(), version) marks=marks.clone() moves/>
            <form class="filters" action="/api/office_mark_stop" method="post" novalidate>
                <input type="hidden" name="id" value=id.clone()/>
                <input type="hidden" name="version" value=version.to_string()/>
                <SelectField id="suite" name="kind" label=t("mark-kind") options=kinds.into() selected=chosen.kind/>
                <TextField id="jour" name="day" label=t("mark-day") value=chosen.day error=of_day class="input--date" inputmode="numeric"
                    autocomplete="off" maxlength=100/>
                <button class="btn" type="submit">{t("mark-send")}</button>
            </form>
            <Relapse id version marks others error=of_relapse/>
        </section>
    }
}

/// What was noted; of a day, with the way to take it back, or why it can no longer be.
#[component]
fn Known(of: (String, i32), marks: StopMarks, moves: Vec<ClaimMove>) -> impl IntoView {
    let line = |kind: MarkKind| {
        let (day, at) = marks.noted(kind)?;
        let text = t_with(&format!("mark-{}-on", kind.as_str()), &[("day", &day.to_string())]);
        let way = if is_paid_since(&moves, at) {
            view! { <p class="hint">{t("mark-paid-since")}</p> }.into_any()
        } else {
            view! { <TakeBack of=of.clone() kind named=text.clone()/> }.into_any()
        };
        Some(view! { <li><div><p>{text}</p>{way}</div></li> })
    };
    let days = [MarkKind::Ended, MarkKind::Resumed].into_iter().filter_map(line).collect_view();
    let bound = |key: &'static str, linked: Linked| {
        let href = routes::office_claim(&linked.id.to_string());
        view! { <li>{t(key)}" "<a class="tabular nowrap" href=href>{linked.number}</a></li> }
    };
    let of = marks.relapse_of.map(|linked| bound("mark-relapse-of", linked));
    let relapses = marks.relapses.into_iter().map(|linked| bound("mark-relapses", linked)).collect_view();
    view! { <ul class="list">{days} {of} {relapses}</ul> }
}

/// « Retirer », of a day that was noted by mistake.
#[component]
fn TakeBack(of: (String, i32), kind: MarkKind, named: String) -> impl IntoView {
    view! {
        <form action="/api/office_take_back_mark" method="post">
            <input type="hidden" name="id" value=of.0/>
            <input type="hidden" name="version" value=of.1.to_string()/>
            <input type="hidden" name="kind" value=kind.as_str()/>
            <button class="btn btn--sm" type="submit">{t("mark-take-back")}<span class="sr-only">{format!(" {named}")}</span></button>
        </form>
    }
}

/// « Rechute du dossier … », where the insurer knows relapses and the member has other dossiers under the same contract.
#[component]
fn Relapse(id: String, version: i32, marks: StopMarks, others: Vec<ClaimSummary>, error: Signal<Option<String>>) -> impl IntoView {
    let window = of_profile(|profile| profile.benefits.relapse_window_days);
    if window == 0 || others.is_empty() {
        return view! { <p class="hint">{t("mark-no-relapse")}</p> }.into_any();
    }
    let named = others.into_iter().map(|other| (other.id.to_string(), other.number));
    let options: Vec<(String, String)> = std::iter::once((String::new(), t("mark-relapse-none"))).chain(named).collect();
    let selected = marks.relapse_of.map(|linked| linked.id.to_string()).unwrap_or_default();
    let hint = t_with("mark-relapse-hint", &[("days", &window.to_string())]);
    view! {
        <form class="stack" action="/api/office_mark_stop" method="post" novalidate>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="version" value=version.to_string()/>
            <input type="hidden" name="kind" value=MarkKind::Relapse.as_str()/>
            <SelectField id="rechute" name="of" label=t("mark-relapse") hint options selected error/>
            <div class="actions"><button class="btn" type="submit">{t("mark-relapse-send")}</button></div>
        </form>
    }
    .into_any()
}
