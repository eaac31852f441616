//! Content files as HTML. They are ours and built in; the only values put into them come from the insurer profile.

/// The help on prolonging a dossier.
pub fn prolonging() -> String {
    html(Part::Prolonging)
}

/// The three most frequent questions.
pub fn first_questions() -> String {
    html(Part::FirstQuestions)
}

/// Every question.
pub fn all_questions() -> String {
    html(Part::AllQuestions)
}

#[derive(Clone, Copy)]
enum Part {
    Prolonging,
    FirstQuestions,
    AllQuestions,
}

#[cfg(feature = "ssr")]
fn html(part: Part) -> String {
    use pulldown_cmark::{Parser, html::push_html};
    let questions = include_str!("../../content/fr-FR/questions.md");
    let text = match part {
        Part::Prolonging => include_str!("../../content/fr-FR/prolonger.md").to_owned(),
        Part::AllQuestions => questions.replace("### ", "## "),
        Part::FirstQuestions => questions.split("### ").take(4).collect::<Vec<_>>().join("### "),
    };
    let profile = crate::request::backend().profile().clone();
    let values = [
        ("{brand}", profile.brand.as_str()),
        ("{service}", profile.service_name.as_str()),
        ("{phone}", profile.contact.phone.as_str()),
        ("{hours}", profile.contact.hours.as_str()),
    ];
    let text = values.iter().fold(text, |text, (hole, value)| text.replace(hole, value));
    let mut html = String::new();
    push_html(&mut html, Parser::new(&text));
    html
}

#[cfg(not(feature = "ssr"))]
fn html(_: Part) -> String {
    String::new()
}
