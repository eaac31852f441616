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

/// Which browsers the portal works in.
pub fn browsers() -> String {
    html(Part::Browsers)
}

#[derive(Clone, Copy)]
enum Part {
    Browsers,
    Prolonging,
    FirstQuestions,
    AllQuestions,
}

#[cfg(feature = "ssr")]
fn html(part: Part) -> String {
    use pulldown_cmark::{Parser, html::push_html};
    let questions = include_str!("../../content/fr-FR/questions.md");
    let text = match part {
        Part::Browsers => include_str!("../../content/fr-FR/navigateurs.md").to_owned(),
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
    push_html(&mut html, marked(Parser::new(&text)));
    html
}

/// The same text, in which each link that leads out of the portal opens a window of its own, and says so (D-19).
#[cfg(feature = "ssr")]
pub(crate) fn marked<'a>(text: impl Iterator<Item = pulldown_cmark::Event<'a>>) -> impl Iterator<Item = pulldown_cmark::Event<'a>> {
    use pulldown_cmark::{Event, Tag, TagEnd};
    let note = crate::words::t("help-external");
    let mut leads_out = false;
    text.map(move |event| match event {
        Event::Start(Tag::Link { dest_url, .. }) if ["https://", "http://"].iter().any(|scheme| dest_url.starts_with(scheme)) => {
            leads_out = true;
            let href = dest_url.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
            Event::InlineHtml(format!("<a href=\"{href}\" target=\"_blank\" rel=\"noopener noreferrer\">").into())
        }
        Event::End(TagEnd::Link) if std::mem::take(&mut leads_out) => {
            Event::InlineHtml(format!(" <span class=\"small\">({note})</span></a>").into())
        }
        other => other,
    })
}

#[cfg(not(feature = "ssr"))]
fn html(_: Part) -> String {
    String::new()
}
