//! Help and questions, from content files (C-34, C-35, S-58).
mod content;

#[cfg(feature = "ssr")]
pub(crate) use content::marked;

use crate::{layout::Layout, routes, ui::PageHead, words::t};
use leptos::prelude::*;

/// « Comment prolonger mon dossier de prise en charge ? », closed by the frequent questions.
#[component]
pub fn HelpPage() -> impl IntoView {
    view! {
        <Layout title=t("help-title") current=routes::HELP>
            <PageHead title=t("help-title") lead=t("help-lead")/>
            <div class="prose" inner_html=content::prolonging()></div>
            <section class="section" aria-labelledby="questions">
                <h2 id="questions">{t("help-questions")}</h2>
                <div class="prose" inner_html=content::first_questions()></div>
                <p><a class="link-more" href=routes::QUESTIONS>{t("help-all-questions")}</a></p>
            </section>
        </Layout>
    }
}

/// All the questions.
#[component]
pub fn QuestionsPage() -> impl IntoView {
    view! {
        <Layout title=t("help-questions") current=routes::HELP>
            <PageHead title=t("help-questions")/>
            <div class="prose" inner_html=content::all_questions()></div>
            <p><a class="link-more" href=routes::HELP>{t("help-title")}</a></p>
        </Layout>
    }
}

/// Which browsers the portal works in, and how to tell that one does not (S-58, X-20).
#[component]
pub fn BrowsersPage() -> impl IntoView {
    view! {
        <Layout title=t("help-browsers") current=routes::BROWSERS>
            <PageHead title=t("help-browsers")/>
            <div class="prose" inner_html=content::browsers()></div>
        </Layout>
    }
}
