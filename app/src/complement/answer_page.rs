//! « Je n’arrive pas à l’obtenir » (Y-7): three answers that stand for a document, with a line to say more.
use super::{
    api::{ANSWER, ComplementFile, Refused, load_complement},
    hand_in::LINK,
};
use crate::{
    AppError,
    account::worded,
    failure::Failure,
    layout::Layout,
    page::{address, loaded, of_profile, param, told},
    routes,
    ui::{ErrorSummary, Notice, NoticeKind, PageHead, RadioGroup, TextField},
    words::{t, t_with},
};
use domain::{
    complement::{Answer, Item, MAX_NOTE},
    form::grouped,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn AnswerPage() -> impl IntoView {
    let (number, complement, item) = (param("number"), param("complement"), param("item"));
    loaded(
        move || load_complement(number.clone(), complement.clone()),
        move |file: ComplementFile| {
            let asked = &file.complement;
            match asked.items.iter().find(|one| one.id.to_string() == item && asked.may_answer(one)) {
                Some(one) => form(&file, one.clone()),
                None => view! { <Failure error=AppError::NotFound/> }.into_any(),
            }
        },
    )
}

fn form(file: &ComplementFile, item: Item) -> AnyView {
    let (chosen, note, errors): Refused = told(ANSWER).unwrap_or_default();
    let problems = worded(errors);
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_answer, of_note) = (error("answer"), error("note"));
    let options = Answer::ALL.into_iter().map(|answer| (answer.as_str().to_owned(), t(answer.key()))).collect();
    let (number, complement, id) = (file.complement.claim.clone(), file.complement.number.clone(), item.id.to_string());
    let back = routes::complement_item(&number, &complement, &id);
    let hint = t_with("complement-note-hint", &[("count", &grouped(u64::try_from(MAX_NOTE).unwrap_or_default()))]);
    let lead = t_with("complement-cannot-lead", &[("title", &item.card.title)]);
    view! {
        <Layout title=t("complement-cannot") refused=!problems.is_empty() current=routes::CLAIMS>
            <PageHead title=t("complement-cannot") lead eyebrow=(t("complement-title"), back.clone())/>
            <ErrorSummary title=t("app-errors") items=problems/>
            <form class="card" action="/api/answer_item" method="post" novalidate>
                <input type="hidden" name="number" value=number.clone()/>
                <input type="hidden" name="complement" value=complement.clone()/>
                <input type="hidden" name="item" value=id.clone()/>
                <RadioGroup id="answer" name="answer" legend=t("complement-cannot-why") options selected=chosen error=of_answer/>
                <TextField id="note" name="note" label=t("complement-note") hint value=note error=of_note maxlength=500/>
                <p class="hint">{t("complement-cannot-next")}</p>
                <div class="actions">
                    <button class="btn btn--primary" type="submit">{t("complement-answer")}</button>
                    <a class="btn" href=back>{t("complement-back")}</a>
                </div>
            </form>
            <PassOn number complement item=id/>
        </Layout>
    }
    .into_any()
}

/// A link for whoever has the document; once it is made, the only time that it can be read.
#[component]
fn PassOn(number: String, complement: String, item: String) -> impl IntoView {
    let days = of_profile(|profile| profile.complement.link_days).to_string();
    let made = told(LINK).map(|token: String| {
        let link = [address(), routes::handing_in(&token)].concat();
        let text = t_with("complement-link-made-text", &[("days", &days)]);
        view! {
            <Notice kind=NoticeKind::Success title=t("complement-link-made")>
                <p class="passed-on">{link}</p>
                <p>{text}</p>
            </Notice>
        }
    });
    view! {
        <section class="card" aria-labelledby="lien">
            <h2 id="lien">{t("complement-link")}</h2>
            {made}
            <p>{t_with("complement-link-text", &[("days", &days)])}</p>
            <form action="/api/make_item_link" method="post">
                <input type="hidden" name="number" value=number/>
                <input type="hidden" name="complement" value=complement/>
                <input type="hidden" name="item" value=item/>
                <div class="actions"><button class="btn" type="submit">{t("complement-link-make")}</button></div>
            </form>
            <p class="hint">{t("complement-link-again")}</p>
        </section>
    }
}
