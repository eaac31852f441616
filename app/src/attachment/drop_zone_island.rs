//! The drop zone (C-21 … C-25) over its plain form: drag and drop or the button, several files, each with its progress, its
//! reason, and a way to stop it, send it again or take it back.
use super::{
    api::remove_file,
    drop_zone_model::DropZoneModel,
    send::{Sent, post},
};
use crate::{AppError, dom, routes};
use domain::attachment::{Attachment, UploadRules, precheck, size_text};
use leptos::{
    ev::{DragEvent, Event, MouseEvent, SubmitEvent},
    prelude::*,
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, File, FileList, HtmlElement, HtmlInputElement, XmlHttpRequest};

/// A file of this page that the server has not answered for yet.
#[derive(Clone)]
struct Upload {
    /// Its identifier: a second try is the same file.
    id: String,
    file: File,
    line: HtmlElement,
}

/// Files that wait, the one under way, and those whose sending was cut. A page has one drop zone, and these never leave the
/// browser's one thread; on the server nothing is ever put here.
#[derive(Default)]
struct Queue {
    waiting: VecDeque<Upload>,
    under_way: Option<(Upload, XmlHttpRequest)>,
    cut: Vec<Upload>,
}

thread_local! {
    static QUEUE: RefCell<Queue> = RefCell::default();
}

fn queue<T>(act: impl FnOnce(&mut Queue) -> T) -> T {
    QUEUE.with_borrow_mut(act)
}

/// Wakes the drop zone.
#[island]
pub fn DropZone(
    /// Number of the dossier.
    number: String,
    /// Where files are posted.
    upload: String,
    /// Limits: the same constant as the server's and the text's.
    rules: UploadRules,
    /// Words by name.
    words: BTreeMap<String, String>,
    /// Zone, list and buttons, as the server rendered them.
    children: Children,
) -> impl IntoView {
    let zone = Zone(Arc::new(DropZoneModel { number, upload, rules, words }));
    if cfg!(feature = "hydrate") {
        // From here on a file is sent as soon as it is chosen: the browser's own field and its button are no longer needed.
        if let (Some(zone), Some(button)) = (dom::find("#depot"), dom::find("#envoyer")) {
            let _ = zone.class_list().add_1("is-live");
            button.set_hidden(true);
        }
    }
    let (chooser, receiver, sender, retrier) = (zone.clone(), zone.clone(), zone.clone(), zone);
    let chosen = move |event: Event| {
        if let Some(input) = dom::place_of(&event, "#fichiers").map(JsCast::unchecked_into::<HtmlInputElement>) {
            chooser.add(input.files());
            input.set_value("");
        }
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        hover(false);
        receiver.add(event.data_transfer().and_then(|d| d.files()));
    };
    let dragged = move |event: DragEvent| {
        event.prevent_default();
        hover(true);
    };
    let pressed = move |event: MouseEvent| {
        let button = dom::place_of(&event, ".retry");
        if let Some(line) = button.and_then(|b| b.closest("li").ok().flatten()) {
            retrier.retry(&line);
        }
    };
    let sent = move |event: SubmitEvent| sender.submitted(&event);
    view! {
        <div class="stack stack--lg" on:change=chosen on:drop=dropped on:dragover=dragged on:dragleave=move |_| hover(false) on:click=pressed on:submit=sent>
            {children()}
        </div>
    }
}

fn hover(over: bool) {
    if let Some(zone) = dom::find("#depot") {
        let _ = zone.class_list().toggle_with_force("is-over", over);
    }
}

/// What the handlers share.
#[derive(Clone)]
struct Zone(Arc<DropZoneModel>);

impl Zone {
    fn with<T>(&self, look: impl FnOnce(&DropZoneModel) -> T) -> T {
        look(&self.0)
    }

    /// Takes chosen files: what the limits refuse is told at once, the rest waits for its turn.
    fn add(&self, files: Option<FileList>) {
        let Some(files) = files else { return };
        for file in (0..files.length()).filter_map(|n| files.get(n)) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a file's size is a whole number of bytes")]
            let (name, size) = (file.name(), file.size() as u64);
            let (count, bytes) = taken();
            let refusal = self.with(|m| precheck(&m.rules, &name, size, count, bytes).err().map(|r| m.refusal(r)));
            let Some(line) = self.new_line(&name, size) else { continue };
            if let Some(reason) = refusal {
                self.tell_refused(&line, &reason);
            } else {
                let id = window().crypto().map(|c| c.random_uuid()).unwrap_or_default();
                queue(|q| q.waiting.push_back(Upload { id, file, line }));
            }
        }
        self.go_on();
        self.recount();
    }

    fn new_line(&self, name: &str, size: u64) -> Option<HtmlElement> {
        let line = dom::copy_of("#modele-fichier")?;
        dom::set_text(&line, ".name", name);
        dom::set_text(&line, ".about", &size_text(size));
        dom::show(&line, ".going", true);
        dom::attribute(&line, "data-bytes", Some(&size.to_string()));
        self.label(&line, "cancel-name", name);
        dom::set_text(
            &line,
            ".thumb",
            &name.rsplit_once('.').map(|(_, e)| e.to_ascii_uppercase()).filter(|e| e.len() < 5).unwrap_or_else(|| "?".to_owned()),
        );
        let _ = dom::find("#liste-fichiers")?.append_child(&line);
        Some(line)
    }

    /// Names the button that takes the line away.
    fn label(&self, line: &Element, key: &str, name: &str) {
        if let Some(button) = dom::find_in(line, "form button") {
            dom::attribute(&button, "aria-label", Some(&self.with(|m| m.say(key, &[("name", name)]))));
        }
    }

    /// Sends the next file that waits; one at a time, kind to a phone's connection.
    fn go_on(&self) {
        if queue(|q| q.under_way.is_some()) {
            return;
        }
        let Some(upload) = queue(|q| q.waiting.pop_front()) else { return };
        let (line, ended) = (upload.line.clone(), upload.clone());
        let (teller, answerer) = (self.clone(), self.clone());
        self.progress(&line, 0);
        let path = self.with(|m| m.upload.clone());
        match post(&path, &upload.id, &upload.file, move |percent| teller.progress(&line, percent), move |sent| answerer.ended(ended, sent))
        {
            Ok(request) => queue(|q| q.under_way = Some((upload, request))),
            Err(_) => self.cut(upload),
        }
    }

    fn progress(&self, line: &Element, percent: u32) {
        dom::attribute(line, "data-state", Some("sending"));
        dom::show(line, "progress", true);
        if let Some(bar) = dom::find_in(line, "progress") {
            dom::attribute(&bar, "value", Some(&percent.to_string()));
            dom::attribute(&bar, "aria-label", Some(&self.with(|m| m.say("progress-name", &[("name", &name_of(line))]))));
        }
        dom::set_text(line, ".going", &self.with(|m| m.say("sending", &[("percent", &percent.to_string())])));
    }

    fn ended(&self, upload: Upload, sent: Sent) {
        queue(|q| q.under_way = None);
        match sent {
            Sent::Answer(file) => self.answered(&upload.line, &file),
            Sent::Refused(AppError::SignedOut | AppError::NotFound) => {
                let _ = window().location().reload();
            }
            Sent::Refused(_) | Sent::Lost => self.cut(upload),
        }
        self.go_on();
        self.recount();
    }

    fn answered(&self, line: &HtmlElement, file: &Attachment) {
        dom::show(line, "progress", false);
        dom::show(line, ".going", false);
        dom::set_text(line, ".name", &file.name);
        self.label(line, "remove-name", &file.name);
        if let Some(id) = dom::find_in(line, "input[name=id]") {
            dom::attribute(&id, "value", Some(&file.id.to_string()));
        }
        if let Some(refusal) = file.refusal() {
            self.tell_refused(line, &self.with(|m| m.refusal(refusal)));
        } else {
            dom::attribute(line, "data-state", Some("received"));
            dom::attribute(line, "data-bytes", Some(&file.bytes.to_string()));
            dom::show(line, ".ok", true);
            if file.thumbnail {
                self.picture(line, file);
            }
            dom::set_text(line, ".about", &self.with(|m| m.about(file)));
            self.announce("said-received", &[("name", &file.name)]);
        }
    }

    /// Puts the small picture in the place of the file's type.
    fn picture(&self, line: &Element, file: &Attachment) {
        let (Some(place), Ok(picture)) = (dom::find_in(line, ".thumb"), document().create_element("img")) else { return };
        picture.set_class_name("thumb");
        dom::attribute(&picture, "alt", Some(""));
        dom::attribute(&picture, "src", Some(&self.with(|m| routes::thumbnail(&m.number, &file.id.to_string()))));
        let _ = place.replace_with_with_node_1(&picture);
    }

    fn tell_refused(&self, line: &HtmlElement, reason: &str) {
        dom::attribute(line, "data-state", Some("refused"));
        line.set_class_name("file is-error");
        for (part, shown) in [(".going", false), (".bad", true), (".file__extra", true)] {
            dom::show(line, part, shown);
        }
        dom::set_text(line, ".error", reason);
        self.label(line, "remove-name", &name_of(line));
        self.announce("said-refused", &[("name", &name_of(line)), ("reason", reason)]);
    }

    /// The connection was lost: the line says so and can be sent again.
    fn cut(&self, upload: Upload) {
        let line = &upload.line;
        dom::attribute(line, "data-state", Some("cut"));
        line.set_class_name("file is-error");
        for (part, shown) in [("progress", false), (".file__extra", true), (".retry", true)] {
            dom::show(line, part, shown);
        }
        dom::set_text(line, ".going", &self.with(|m| m.word("interrupted")));
        dom::set_text(line, ".error", &self.with(|m| m.word("failed")));
        if let Some(button) = dom::find_in(line, ".retry") {
            dom::attribute(&button, "aria-label", Some(&self.with(|m| m.say("retry-name", &[("name", &name_of(line))]))));
        }
        self.announce("failed", &[]);
        queue(|q| q.cut.push(upload));
    }

    fn retry(&self, line: &Element) {
        let again = queue(|q| q.cut.iter().position(|u| u.line.is_same_node(Some(line))).map(|at| q.cut.remove(at)));
        let Some(upload) = again else { return };
        upload.line.set_class_name("file");
        dom::show(&upload.line, ".file__extra", false);
        dom::show(&upload.line, ".retry", false);
        queue(|q| q.waiting.push_back(upload));
        self.go_on();
        self.recount();
    }

    /// A line's « Retirer », or a button of the step.
    fn submitted(&self, event: &SubmitEvent) {
        let Some(form) = event.target().map(JsCast::unchecked_into::<HtmlElement>) else { return };
        if let Ok(Some(line)) = form.closest("#liste-fichiers li") {
            event.prevent_default();
            self.remove(&line);
        } else if form.id() == "etape" {
            let next = event.submitter().is_some_and(|button| button.id() == "suivant");
            if next && dom::find("#suivant").is_some_and(|b| b.has_attribute("aria-disabled")) {
                event.prevent_default();
            }
        }
    }

    /// Takes the line away: stops its sending, or has the server forget the file.
    fn remove(&self, line: &Element) {
        let here = |upload: &Upload| upload.line.is_same_node(Some(line));
        let aborted = queue(|q| q.under_way.take_if(|(upload, _)| here(upload)));
        let id = queue(|q| q.cut.iter().chain(&q.waiting).find(|u| here(u)).map(|u| u.id.clone()))
            .or_else(|| aborted.as_ref().map(|(u, _)| u.id.clone()));
        queue(|q| {
            q.waiting.retain(|u| !here(u));
            q.cut.retain(|u| !here(u));
        });
        if let Some((_, request)) = aborted {
            request.set_onloadend(None);
            let _ = request.abort();
        }
        let known = dom::find_in(line, "input[name=id]").and_then(|e| e.get_attribute("value")).filter(|v| !v.is_empty());
        let number = self.with(|m| m.number.clone());
        self.announce("said-removed", &[("name", &name_of(line))]);
        line.remove();
        if let Some(heading) = dom::find("#mes-fichiers") {
            let _ = heading.focus();
        }
        if let Some(id) = known.or(id) {
            leptos::task::spawn_local(async move {
                let _ = remove_file(number, id).await;
            });
        }
        self.go_on();
        self.recount();
    }

    /// Tells how many files there are and whether the step can be left.
    fn recount(&self) {
        let received: Vec<u64> = dom::all("#liste-fichiers li[data-state=received]").iter().map(bytes_of).collect();
        let going = queue(|q| q.under_way.is_some() || !q.waiting.is_empty());
        let why = self.with(|m| m.why_not_next(received.len(), going));
        if let Some(count) = dom::find("#compte") {
            count.set_text_content(Some(&self.with(|m| m.count(received.len(), received.iter().sum()))));
        }
        if let Some(none) = dom::find("#aucun-fichier") {
            none.set_hidden(!dom::all("#liste-fichiers li").is_empty());
        }
        if let Some(next) = dom::find("#suivant") {
            dom::attribute(&next, "aria-disabled", why.as_ref().map(|_| "true"));
        }
        if let Some(line) = dom::find("#pourquoi") {
            line.set_text_content(why.as_deref());
        }
    }

    fn announce(&self, key: &str, args: &[(&str, &str)]) {
        if let Some(line) = dom::find("#annonce") {
            line.set_text_content(Some(&self.with(|m| m.say(key, args))));
        }
    }
}

fn name_of(line: &Element) -> String {
    dom::find_in(line, ".name").and_then(|e| e.text_content()).unwrap_or_default()
}

fn bytes_of(line: &Element) -> u64 {
    line.get_attribute("data-bytes").and_then(|b| b.parse().ok()).unwrap_or_default()
}

/// Files received or on their way, and their size.
fn taken() -> (u32, u64) {
    let lines = dom::all("#liste-fichiers li:not([data-state=refused])");
    (u32::try_from(lines.len()).unwrap_or(u32::MAX), lines.iter().map(bytes_of).sum())
}
