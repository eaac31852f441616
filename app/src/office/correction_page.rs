//! One request to correct (B-55, D-15): what is shown, what is asked, and the answer; or who answered it, when and how.
use super::{
    correction::{ANSWERED, CorrectionAnswer, CorrectionFile, Told, load_correction},
    layout::{OfficeLayout, opened},
};
use crate::{
    account::worded,
    page::{param, told},
    routes,
    ui::{ErrorSummary, Facts, Notice, NoticeKind, PageHead, TextArea, TextField},
    words::{t, t_with},
};
use domain::account::personal::{MAX_REASON, ShownData, ShownField};
use leptos::prelude::*;

/// Field and sentence of each mistake.
type Problems = Vec<(String, String)>;

/// The page.
#[component]
pub fn CorrectionPage() -> impl IntoView {
    let id = param("id");
    opened(move || load_correction(id.clone()), |file: CorrectionFile| view! { <Request file/> }.into_any())
}

#[component]
fn Request(file: CorrectionFile) -> impl IntoView {
    let (notice, typed, reason, problems) = match told(ANSWERED) {
        Some(Told::Done) => (Some((NoticeKind::Success, "office-correction-done")), None, String::new(), Problems::new()),
        Some(Told::Late) => (Some((NoticeKind::Warning, "office-correction-late")), None, String::new(), Problems::new()),
        Some(Told::Changed) => (Some((NoticeKind::Warning, "office-correction-changed")), None, String::new(), Problems::new()),
        Some(Told::Wrong(typed, reason, errors)) => (None, typed, reason, worded(errors)),
        None => (None, None, String::new(), Problems::new()),
    };
    let CorrectionFile { id, who, when, text, data, seen, answer } = file;
    let paragraphs = text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
    let rest = match answer {
        Some(answer) => view! { <Answered answer/> }.into_any(),
        None => view! { <Answer id data seen typed reason problems=problems.clone()/> }.into_any(),
    };
    view! {
        <OfficeLayout title=t("office-correction-title") refused=!problems.is_empty() current=routes::OFFICE_CORRECTIONS>
            <PageHead title=t("office-correction-title") lead=who eyebrow=(t("office-corrections-title"), routes::OFFICE_CORRECTIONS.to_owned())/>
            <ErrorSummary title=t("app-errors") items=problems/>
            {notice.map(|(kind, key)| view! { <Notice kind><p>{t(key)}</p></Notice> })}
            <section class="card" aria-labelledby="demande">
                <h2 id="demande">{t("office-correction-text")}</h2>
                <p class="eyebrow">{when}</p>
                {paragraphs}
            </section>
            {rest}
        </OfficeLayout>
    }
}

/// How it was answered.
#[component]
fn Answered(answer: CorrectionAnswer) -> impl IntoView {
    let CorrectionAnswer { line, reason, changes } = answer;
    let reason = (!reason.is_empty()).then(|| t_with("office-correction-reason", &[("reason", &reason)]));
    let changed = !changes.is_empty();
    view! {
        <section class="card" aria-labelledby="reponse">
            <h2 id="reponse">{line}</h2>
            {reason.map(|text| view! { <p>{text}</p> })}
            {changed.then(|| view! { <h3>{t("office-correction-changes")}</h3> <Facts items=changes/> })}
        </section>
    }
}

/// What is shown now, the form that corrects it, and the one that refuses to.
#[component]
fn Answer(id: String, data: ShownData, seen: String, typed: Option<Box<ShownData>>, reason: String, problems: Problems) -> impl IntoView {
    let typed_to_accept = typed.is_some();
    let shown = data.typed();
    let now = ShownField::ALL.into_iter().map(|field| (t(field.key()), given(shown.get(field)))).collect();
    let form = typed.map_or_else(|| shown.clone(), |typed| *typed);
    let error = move |field: &str| problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone());
    let (to_accept, to_refuse) = if typed_to_accept { (reason, String::new()) } else { (String::new(), reason) };
    let (of_accept, of_refuse) = (Signal::stored(error("reason-accepted")), Signal::stored(error("reason-refused")));
    let fields = ShownField::ALL.into_iter().map(|field| {
        let name = field.as_str();
        view! {
            <TextField id=name name=name label=t(field.key()) value=form.get(field) error=Signal::stored(error(name)) autocomplete="off" maxlength=100/>
        }
    });
    let fields = fields.collect_view();
    let hint = t_with("office-correction-reason-hint", &[("count", &MAX_REASON.to_string())]);
    let (other_id, other_hint) = (id.clone(), hint.clone());
    view! {
        <section class="card" aria-labelledby="affiche">
            <h2 id="affiche">{t("office-correction-now")}</h2>
            <Facts items=now/>
        </section>
        <form class="card" action="/api/office_answer_correction" method="post" novalidate aria-labelledby="accepter">
            <h2 id="accepter">{t("office-correction-accept")}</h2>
            <p>{t("office-correction-accept-hint")}</p>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="verdict" value="accept"/>
            <input type="hidden" name="seen" value=seen/>
            {fields}
            <TextArea id="reason-accepted" name="reason" label=t("office-correction-accept-reason") hint value=to_accept error=of_accept maxlength=MAX_REASON/>
            <div class="actions"><button class="btn btn--primary" type="submit">{t("office-correction-accept-send")}</button></div>
        </form>
        <form class="card" action="/api/office_answer_correction" method="post" novalidate aria-labelledby="refuser">
            <h2 id="refuser">{t("office-correction-refuse")}</h2>
            <input type="hidden" name="id" value=other_id/>
            <input type="hidden" name="verdict" value="refuse"/>
            <TextArea id="reason-refused" name="reason" label=t("office-correction-refuse-reason") hint=other_hint value=to_refuse error=of_refuse maxlength=MAX_REASON/>
            <div class="actions"><button class="btn" type="submit">{t("office-correction-refuse-send")}</button></div>
        </form>
    }
}

fn given(value: &str) -> String {
    if value.is_empty() { t("office-correction-none") } else { value.to_owned() }
}
