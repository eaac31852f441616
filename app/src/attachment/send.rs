//! Sending one file from the browser, with its progress. Only the browser runs this.
use crate::AppError;
use domain::attachment::Attachment;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{File, FormData, ProgressEvent, XmlHttpRequest};

/// How sending a file ended.
pub(super) enum Sent {
    /// The server's answer: received or refused.
    Answer(Box<Attachment>),
    /// It refuses to hear: signed out, request gone, no room.
    Refused(AppError),
    /// No answer.
    Lost,
}

/// Posts the file under `id`; the same identifier again is the same file. `progress` is told parts in a hundred, `done` runs
/// once; the request can be aborted.
pub(super) fn post(
    path: &str,
    id: &str,
    file: &File,
    progress: impl Fn(u32) + 'static,
    done: impl FnOnce(Sent) + 'static,
) -> Result<XmlHttpRequest, JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open("POST", &format!("{path}?id={id}"))?;
    request.set_request_header("Accept", "application/json")?;
    let told = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share between 0 and 100")]
            progress((event.loaded() / event.total() * 100.0) as u32);
        }
    });
    request.upload()?.set_onprogress(Some(told.as_ref().unchecked_ref()));
    let answered = request.clone();
    let ended = Closure::once(move || {
        drop(told);
        done(outcome(&answered));
    });
    request.set_onloadend(Some(ended.as_ref().unchecked_ref()));
    ended.forget();
    let form = FormData::new()?;
    form.append_with_blob("fichiers", file)?;
    request.send_with_opt_form_data(Some(&form))?;
    Ok(request)
}

fn outcome(request: &XmlHttpRequest) -> Sent {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match request.status() {
        Ok(200) => serde_json::from_str::<Vec<Attachment>>(&text)
            .ok()
            .and_then(|all| all.into_iter().next())
            .map_or(Sent::Lost, |a| Sent::Answer(Box::new(a))),
        Ok(400..=599) => Sent::Refused(serde_json::from_str(&text).unwrap_or(AppError::Broken)),
        _ => Sent::Lost,
    }
}
