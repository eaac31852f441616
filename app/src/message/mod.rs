//! « Nous contacter » (S-56): a message to the insurer's desk, and those sent before.
mod api;

pub use api::send_message;

use crate::{
    account::{contact, worded},
    layout::Layout,
    page::{loaded, of_profile, told},
    routes,
    ui::{Badge, BadgeKind, Disclose, ErrorSummary, Notice, NoticeKind, PageHead, SelectField, TextArea},
    words::{t, t_with},
};
use api::{MessageFile, MessageLine, SENT, Told};
use domain::{
    form::grouped,
    message::{MAX_A_DAY, MAX_MESSAGE},
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn MessagesPage() -> impl IntoView {
    loaded(api::load_messages, |file: MessageFile| {
        let (kept, subject, problems) = match told(SENT) {
            Some(Told::Kept(number)) => (file.sent.iter().find(|line| line.number == number).cloned(), String::new(), Vec::new()),
            Some(Told::Wrong(subject, errors)) => (None, subject, worded(errors)),
            None => (None, String::new(), Vec::new()),
        };
        let refused = !problems.is_empty();
        let summary = problems.clone();
        let form = if file.enough {
            view! { <Enough/> }.into_any()
        } else {
            view! { <Write subjects=file.subjects subject problems/> }.into_any()
        };
        view! {
            <Layout title=t("message-title") refused current=routes::MESSAGES>
                <PageHead title=t("message-title") lead=t("message-lead")/>
                <ErrorSummary title=t("app-errors") items=summary/>
                {kept.map(|line| view! { <Kept line/> })}
                {form}
                {(!file.sent.is_empty()).then(|| view! { <Sent lines=file.sent/> })}
            </Layout>
        }
        .into_any()
    })
}

/// The message arrived: when, and by what to name it.
#[component]
fn Kept(line: MessageLine) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Success title=t("message-kept")>
            <p>{t_with("message-kept-text", &[("when", &line.when), ("number", &line.number)])}</p>
        </Notice>
    }
}

/// No other message is taken today.
#[component]
fn Enough() -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Info standing=true>
            <p>{t_with("message-enough", &[("count", &MAX_A_DAY.to_string())])}</p>
            <p>{contact()}</p>
        </Notice>
    }
}

/// The form. Unlike our others, the browser itself holds it back while something is missing: a text of that length fits no cookie in
/// which it could come back.
#[component]
fn Write(subjects: Vec<String>, subject: String, problems: Vec<(String, String)>) -> impl IntoView {
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_subject, of_text) = (error("subject"), error("text"));
    let none = (String::new(), t("message-choose"));
    let options: Vec<(String, String)> = [none].into_iter().chain(subjects.into_iter().map(|one| (one.clone(), one))).collect();
    let hint = t_with("message-hint", &[("count", &grouped(MAX_MESSAGE as u64))]);
    let months = of_profile(|profile| profile.retention.message_months).to_string();
    view! {
        <form class="card" action="/api/send_message" method="post">
            <p>{t("message-note")}</p>
            <SelectField id="subject" name="subject" label=t("message-subject") options selected=subject error=of_subject required=true/>
            <TextArea id="text" name="text" label=t("message-text") hint error=of_text required=true maxlength=MAX_MESSAGE/>
            <p class="hint">{t_with("message-notice", &[("months", &months)])}</p>
            <div class="actions">
                <button class="btn" type="reset"><span aria-hidden="true">"✖"</span>{t("message-clear")}</button>
                <button class="btn btn--primary" type="submit">{t("message-send")}</button>
            </div>
        </form>
    }
}

/// What was sent before.
#[component]
fn Sent(lines: Vec<MessageLine>) -> impl IntoView {
    let row = |line: MessageLine| {
        let about = t_with("message-line", &[("when", &line.when), ("number", &line.number)]);
        let summary = t_with("message-read", &[("number", &line.number)]);
        let paragraphs = line.text.lines().map(|text| view! { <p>{text.to_owned()}</p> }).collect_view();
        view! {
            <li>
                <div>
                    <p class="bold">{line.subject}</p>
                    <p class="small muted">{about}</p>
                    <Disclose summary>{paragraphs}</Disclose>
                </div>
                <Badge kind=BadgeKind::Info icon="mail" text=line.state/>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="messages">
            <h2 id="messages">{t("message-mine")}</h2>
            <ul class="list">{lines.into_iter().map(row).collect_view()}</ul>
        </section>
    }
}
