//! The drop zone (C-21 … C-25): drag and drop or the button, several files, each with its progress, its reason, and a way to
//! stop it, send it again or take it back. Without script it is a plain form that sends several files at once.
use super::{
    api::remove_file,
    drop_zone_model::DropZoneModel,
    file_row::{Acts, FileRow, Row, Standing},
    send::{Sent, post},
};
use crate::{AppError, ui::Icon};
use domain::attachment::precheck;
use leptos::{ev::DragEvent, html::Input, prelude::*};
use std::{cell::RefCell, collections::BTreeMap};
use wasm_bindgen::JsCast;
use web_sys::{File, FileList, XmlHttpRequest};

/// What the island remembers of files that are not received yet. A page has one drop zone, and these values never leave the
/// browser's one thread; on the server nothing is ever put here.
#[derive(Default)]
struct Pending {
    files: BTreeMap<u32, (String, File)>,
    under_way: Option<(u32, XmlHttpRequest)>,
}

thread_local! {
    static PENDING: RefCell<Pending> = RefCell::default();
}

fn pending<T>(look: impl FnOnce(&mut Pending) -> T) -> T {
    PENDING.with_borrow_mut(look)
}

/// Everything the handlers share.
#[derive(Clone, Copy)]
struct Zone {
    model: StoredValue<DropZoneModel>,
    rows: RwSignal<Vec<Row>>,
    next_key: StoredValue<u32>,
    said: RwSignal<String>,
}

/// The zone with its list and the buttons of the step.
#[island]
pub fn DropZone(
    /// What it shows and by which limits.
    model: DropZoneModel,
) -> impl IntoView {
    let rows: Vec<Row> = (0u32..).zip(&model.files).map(|(key, file)| Row::of(key, file, &model)).collect();
    let next_key = StoredValue::new(u32::try_from(rows.len()).unwrap_or_default());
    let zone = Zone { model: StoredValue::new(model), rows: RwSignal::new(rows), next_key, said: RwSignal::new(String::new()) };
    let word = move |name: &str| zone.model.with_value(|m| m.word(name));
    let (live, over) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| live.set(true));
    let input = NodeRef::<Input>::new();
    let acts = Acts { remove: Callback::new(move |row| zone.remove(row)), retry: Callback::new(move |row| zone.retry(row)) };
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            zone.add(input.files());
            input.set_value("");
        }
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        zone.add(event.data_transfer().and_then(|d| d.files()));
    };
    let dragged = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let (number, upload, back, accept) =
        zone.model.with_value(|m| (m.number.clone(), m.upload.clone(), m.back.clone(), m.rules.accept_attribute()));
    let count = move || zone.count();
    let why = move || zone.why_not_next();
    let stay = move |event: leptos::ev::SubmitEvent| {
        let next = event.submitter().and_then(|s| s.dyn_into::<web_sys::HtmlButtonElement>().ok()).is_some_and(|b| b.value() == "next");
        if next && zone.why_not_next().is_some() {
            event.prevent_default();
        }
    };
    view! {
        <form class="dropzone" class:is-over=move || over.get() action=upload method="post" enctype="multipart/form-data"
            on:drop=dropped on:dragover=dragged on:dragleave=move |_| over.set(false)>
            <Icon name="upload" large=true/>
            <div><p class="bold only-wide">{word("drop")}</p><p class="hint" id="limites">{word("limits")}</p></div>
            <div class="actions">
                <label class="btn btn--primary" for="fichiers"><Icon name="upload"/>{word("browse")}</label>
                <input id="fichiers" name="fichiers" type="file" multiple=true accept=accept aria-describedby="limites" node_ref=input on:change=chosen/>
                <button class="btn" type="submit" hidden=move || live.get()>{word("upload")}</button>
            </div>
        </form>
        <section class="stack" aria-labelledby="mes-fichiers">
            <div class="row row--between"><h2 id="mes-fichiers">{word("list")}</h2><span class="muted small tabular">{count}</span></div>
            <p class="sr-only" role="status">{move || zone.said.get()}</p>
            {move || zone.rows.with(Vec::is_empty).then(|| view! { <p class="muted">{word("none")}</p> })}
            <ul class="files"><For each=move || zone.rows.get() key=|row| row.key let:row><FileRow row model=zone.model acts/></For></ul>
        </section>
        <form class="actions actions--step" action="/api/save_files" method="post" on:submit=stay>
            <input type="hidden" name="number" value=number/>
            <a class="btn" href=back><Icon name="left"/>{word("previous")}</a>
            <button class="btn btn--primary" type="submit" name="intent" value="save">{word("save")}</button>
            <button class="btn" type="submit" name="intent" value="next" aria-disabled=move || why().is_some().then_some("true")
                aria-describedby=move || why().is_some().then_some("pourquoi")>{word("next")}<Icon name="arrow"/></button>
        </form>
        {move || why().map(|text| view! { <p class="hint" id="pourquoi">{text}</p> })}
    }
}

impl Zone {
    /// Number and size of what the server has.
    fn received(self) -> (usize, u64) {
        let sizes = self.rows.with(|rows| {
            rows.iter()
                .filter_map(|r| r.standing.with(|s| if let Standing::Received(f) = s { Some(f.bytes) } else { None }))
                .collect::<Vec<_>>()
        });
        (sizes.len(), sizes.iter().sum())
    }

    fn count(self) -> String {
        let (files, bytes) = self.received();
        self.model.with_value(|m| m.count(files, bytes))
    }

    /// Why « Suivant » has to wait.
    fn why_not_next(self) -> Option<String> {
        let going = self.rows.with(|rows| rows.iter().any(|r| r.standing.with(|s| matches!(s, Standing::Sending(_) | Standing::Waiting))));
        let (files, _) = self.received();
        self.model.with_value(|m| {
            if going {
                Some(m.word("sending-now"))
            } else {
                (u32::try_from(files).unwrap_or(u32::MAX) < m.rules.min_files).then(|| m.word("next-missing"))
            }
        })
    }

    /// Takes chosen files: what the limits refuse is told at once, the rest waits for its turn.
    fn add(self, files: Option<FileList>) {
        let Some(files) = files else { return };
        for file in (0..files.length()).filter_map(|n| files.get(n)) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a file's size is a whole number of bytes")]
            let (name, size) = (file.name(), file.size() as u64);
            let (count, bytes) = self.taken();
            let refusal = self.model.with_value(|m| precheck(&m.rules, &name, size, count, bytes).err().map(|r| m.refusal(r)));
            let key = self.next_key.with_value(|k| *k);
            self.next_key.set_value(key + 1);
            let standing = refusal.map_or(Standing::Waiting, |text| {
                self.said.set(self.model.with_value(|m| m.say("said-refused", &[("name", name.clone()), ("reason", text.clone())])));
                Standing::Refused(None, text)
            });
            if standing == Standing::Waiting {
                let id = window().crypto().map(|c| c.random_uuid()).unwrap_or_default();
                pending(|p| {
                    p.files.insert(key, (id, file));
                });
            }
            self.rows.update(|rows| rows.push(Row::new(key, name, size, standing)));
        }
        self.go_on();
    }

    /// Files received or on their way, and their size.
    fn taken(self) -> (u32, u64) {
        let sizes = self.rows.with_untracked(|rows| {
            rows.iter()
                .filter(|r| r.standing.with_untracked(|s| !matches!(s, Standing::Refused(..))))
                .map(|r| r.name.with_value(|n| n.1))
                .collect::<Vec<_>>()
        });
        (u32::try_from(sizes.len()).unwrap_or(u32::MAX), sizes.iter().sum())
    }

    /// Sends the next file that waits; one at a time, kind to a phone's connection.
    fn go_on(self) {
        if pending(|p| p.under_way.is_some()) {
            return;
        }
        let waiting =
            self.rows.with_untracked(|rows| rows.iter().find(|r| r.standing.with_untracked(|s| *s == Standing::Waiting)).copied());
        let Some(row) = waiting else { return };
        let Some((id, file)) = pending(|p| p.files.get(&row.key).cloned()) else { return };
        row.standing.set(Standing::Sending(0));
        let path = self.model.with_value(|m| m.upload.clone());
        match post(&path, &id, &file, row.standing, move |sent| self.ended(row, sent)) {
            Ok(request) => pending(|p| p.under_way = Some((row.key, request))),
            Err(_) => row.standing.set(Standing::Interrupted),
        }
    }

    fn ended(self, row: Row, sent: Sent) {
        pending(|p| p.under_way = None);
        let name = row.name.with_value(|n| n.0.clone());
        match sent {
            Sent::Answer(file) => {
                pending(|p| {
                    p.files.remove(&row.key);
                });
                if let Some(refusal) = file.refusal() {
                    let reason = self.model.with_value(|m| m.refusal(refusal));
                    row.standing.set(Standing::Refused(Some(file.id), reason.clone()));
                    self.said.set(self.model.with_value(|m| m.say("said-refused", &[("name", name), ("reason", reason)])));
                } else {
                    row.standing.set(Standing::Received(*file));
                    self.said.set(self.model.with_value(|m| m.say("said-received", &[("name", name)])));
                }
            }
            Sent::Refused(AppError::SignedOut | AppError::NotFound) => {
                let _ = window().location().reload();
            }
            Sent::Refused(_) | Sent::Lost => {
                row.standing.set(Standing::Interrupted);
                self.said.set(self.model.with_value(|m| m.word("failed")));
            }
        }
        self.go_on();
    }

    fn retry(self, row: Row) {
        row.standing.set(Standing::Waiting);
        self.go_on();
    }

    /// Takes the line away: stops its sending, or has the server forget the file.
    fn remove(self, row: Row) {
        let known = row.standing.with_untracked(|s| match s {
            Standing::Received(file) => Some(file.id),
            Standing::Refused(id, _) => *id,
            _ => None,
        });
        let number = self.model.with_value(|m| m.number.clone());
        let aborted = pending(|p| p.under_way.as_ref().filter(|(key, _)| *key == row.key).map(|(_, request)| request.clone()));
        let sent_id = pending(|p| p.files.get(&row.key).map(|(id, _)| id.clone()));
        pending(|p| {
            p.files.remove(&row.key);
        });
        if let Some(request) = aborted {
            request.set_onloadend(None);
            let _ = request.abort();
            pending(|p| p.under_way = None);
        }
        self.rows.update(|rows| rows.retain(|r| r.key != row.key));
        if let Some(id) = known.map(|id| id.to_string()).or(sent_id) {
            leptos::task::spawn_local(async move {
                let _ = remove_file(number, id).await;
            });
        }
        self.go_on();
    }
}
