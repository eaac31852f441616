//! Requests of members to correct their data (B-55). Every function is a public endpoint.
use crate::AppError;
use domain::account::personal::ShownData;
use domain::form::FieldError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page of a request is told what became of an answer.
pub(super) const ANSWERED: &str = "office_correction";

/// What became of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Told {
    /// It is given.
    Done,
    /// Somebody else has answered.
    Late,
    /// The data are others now.
    Changed,
    /// What was typed to correct, the reason, and what is wrong with them.
    Wrong(Option<Box<ShownData>>, String, Vec<FieldError>),
}

/// A request in the list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CorrectionLine {
    /// Which.
    pub id: String,
    /// First and last name of whoever asks.
    pub member: String,
    /// When they asked, worded.
    pub when: String,
}

/// A request with what it is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CorrectionFile {
    /// Which.
    pub id: String,
    /// Who asks, and by what name they sign in, worded.
    pub who: String,
    /// When they asked, worded.
    pub when: String,
    /// What they ask.
    pub text: String,
    /// What the portal shows of them now.
    pub data: ShownData,
    /// A print of that.
    pub seen: String,
    /// How it was answered, once it was.
    pub answer: Option<CorrectionAnswer>,
}

/// How a request was answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CorrectionAnswer {
    /// By whom, when and how, worded.
    pub line: String,
    /// Why; may be empty.
    pub reason: String,
    /// Label of each of the data that was corrected, and what became of it, worded.
    pub changes: Vec<(String, String)>,
}

/// The requests that wait, oldest first.
#[server(endpoint = "office_corrections")]
pub async fn load_corrections() -> Result<Vec<CorrectionLine>, AppError> {
    use crate::{request, words::t_with};
    use backend::{account::WaitingCorrection, clock::paris_text};
    let staff = request::staff(domain::access::Action::CorrectData)?;
    let line = |one: WaitingCorrection| CorrectionLine {
        id: one.id.to_string(),
        member: one.member,
        when: t_with("office-corrections-when", &[("at", &paris_text(one.asked_at))]),
    };
    Ok(request::backend().waiting_corrections(&staff).await?.into_iter().map(line).collect())
}

/// One request, answered or not.
#[server(endpoint = "office_correction")]
pub async fn load_correction(#[server(default)] id: String) -> Result<CorrectionFile, AppError> {
    use crate::{request, words::t_with};
    use backend::clock::paris_text;
    let staff = request::staff(domain::access::Action::CorrectData)?;
    let named: domain::id::CorrectionId = id.parse().map_err(|_| AppError::NotFound)?;
    let found = request::backend().look_at_correction(&staff, named).await?;
    Ok(CorrectionFile {
        id: named.to_string(),
        who: t_with("office-correction-who", &[("member", &found.member), ("login", &found.login)]),
        when: t_with("office-corrections-when", &[("at", &paris_text(found.asked_at))]),
        text: found.text,
        data: found.data,
        seen: found.seen,
        answer: found.answer.map(worded_answer),
    })
}

#[cfg(feature = "ssr")]
fn worded_answer(answer: backend::account::GivenAnswer) -> CorrectionAnswer {
    use crate::words::{t, t_with};
    use domain::account::personal::{CorrectionState, ShownChange};
    let accepted = answer.state == CorrectionState::Accepted;
    let line = if accepted { "office-correction-was-accepted" } else { "office-correction-was-refused" };
    let value = |text: String| if text.is_empty() { t("office-correction-none") } else { text };
    let change = |one: ShownChange| {
        let [before, after] = [&one.before, &one.after].map(|text| value(one.field.worded(text)));
        (t(one.field.key()), t_with("office-correction-change", &[("before", &before), ("after", &after)]))
    };
    let at = backend::clock::paris_text(answer.at);
    CorrectionAnswer {
        line: t_with(line, &[("by", &answer.by), ("at", &at)]),
        reason: answer.reason,
        changes: answer.changes.into_iter().map(change).collect(),
    }
}

/// Corrects what the portal shows, or refuses to: `verdict` is `accept` or `refuse`, `seen` the print of the data as the page showed them.
#[server(endpoint = "office_answer_correction")]
pub async fn office_answer_correction(
    #[server(default)] id: String,
    #[server(default)] verdict: String,
    #[server(default)] seen: String,
    #[server(default)] reason: String,
    #[server(flatten)] form: ShownData,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::account::{Answering, NewAnswer};
    use domain::{account::personal::MAX_REASON, id::CorrectionId};
    let outcome = async {
        let staff = request::staff(domain::access::Action::CorrectData)?;
        let id: CorrectionId = id.parse().map_err(|_| AppError::NotFound)?;
        let (answer, typed) = match verdict.as_str() {
            "accept" => (NewAnswer::Accept(Box::new(form.clone()), seen), Some(Box::new(form.shortened()))),
            "refuse" => (NewAnswer::Refuse, None),
            _ => return Err(AppError::NotFound),
        };
        let told = match request::backend().answer_correction(&staff, id, &answer, &reason).await? {
            Answering::Done => Told::Done,
            Answering::Late => Told::Late,
            Answering::Changed => Told::Changed,
            Answering::Wrong(problems) => Told::Wrong(typed, reason.chars().take(MAX_REASON).collect(), problems),
        };
        request::tell(ANSWERED, &told);
        Ok::<_, AppError>(routes::office_correction(&id.to_string()))
    };
    match outcome.await {
        Ok(page) => request::answer(&page, Ok(())),
        Err(error) => request::answer(routes::OFFICE_CORRECTIONS, Err(error)),
    }
}
