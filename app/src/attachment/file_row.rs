//! One line of the list of files: received, refused, on its way, or stopped.
use super::drop_zone_model::DropZoneModel;
use crate::ui::Icon;
use domain::{
    attachment::{Attachment, FileType, size_text},
    id::AttachmentId,
};
use leptos::prelude::*;

/// Where one file stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Standing {
    /// Waits for its turn.
    Waiting,
    /// On its way; parts in a hundred.
    Sending(u32),
    /// The server has it.
    Received(Attachment),
    /// Not kept, with the sentence that says why; with an identifier when the server lists it.
    Refused(Option<AttachmentId>, String),
    /// The connection was lost.
    Interrupted,
}

/// A line of the list.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// Unlike any other line's.
    pub key: u32,
    /// Name shown and size in bytes.
    pub name: StoredValue<(String, u64)>,
    /// Where it stands.
    pub standing: RwSignal<Standing>,
}

impl Row {
    /// The line of a file that the server lists.
    pub(super) fn of(key: u32, file: &Attachment, model: &DropZoneModel) -> Self {
        let standing = match file.refusal() {
            Some(refusal) => Standing::Refused(Some(file.id), model.refusal(refusal)),
            None => Standing::Received(file.clone()),
        };
        Self::new(key, file.name.clone(), file.bytes, standing)
    }

    pub(super) fn new(key: u32, name: String, bytes: u64, standing: Standing) -> Self {
        Self { key, name: StoredValue::new((name, bytes)), standing: RwSignal::new(standing) }
    }
}

/// What a line's buttons do.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    /// Takes the file back, stops its sending, or dismisses the line.
    pub remove: Callback<Row>,
    /// Sends it again.
    pub retry: Callback<Row>,
}

/// The line as shown. Its « Retirer » is a plain form for what the server knows.
#[component]
pub(super) fn FileRow(row: Row, model: StoredValue<DropZoneModel>, acts: Acts) -> impl IntoView {
    let (name, bytes) = row.name.get_value();
    let kind = name.rsplit_once('.').and_then(|(_, e)| FileType::of_extension(e)).map_or("?", FileType::label);
    let word = move |key: &str| model.with_value(|m| m.word(key));
    let named = move |key: &str, name: &str| model.with_value(|m| m.say(key, &[("name", name.to_owned())]));
    let class = move || match row.standing.get() {
        Standing::Refused(..) | Standing::Interrupted => "file is-error",
        _ => "file",
    };
    let picture = move || match row.standing.get() {
        Standing::Received(file) if file.thumbnail => {
            let src = model.with_value(|m| format!("{}{}/vignette", m.pictures, file.id));
            view! { <img class="thumb" src=src alt=""/> }.into_any()
        }
        _ => view! { <span class="thumb" aria-hidden="true">{kind}</span> }.into_any(),
    };
    let progress_name = named("progress-name", &name);
    let meta = move || {
        match row.standing.get() {
        Standing::Received(file) => {
            view! { <p class="meta"><span class="ok"><Icon name="check-circle"/>{word("received")}</span>" "<span>{model.with_value(|m| m.about(&file))}</span></p> }.into_any()
        }
        Standing::Refused(..) => view! { <p class="meta"><span class="bad"><Icon name="error"/>{word("refused")}</span>" "<span>{size_text(bytes)}</span></p> }.into_any(),
        Standing::Waiting => view! { <p class="meta"><span>{word("waiting")}</span>" "<span>{size_text(bytes)}</span></p> }.into_any(),
        Standing::Interrupted => view! { <p class="meta"><span class="bad"><Icon name="error"/>{word("interrupted")}</span></p> }.into_any(),
        Standing::Sending(percent) => view! {
            <progress max="100" value=percent aria-label=progress_name.clone()></progress>
            <p class="meta"><span>{model.with_value(|m| m.say("sending", &[("percent", percent.to_string())]))}</span>" "<span>{size_text(bytes)}</span></p>
        }
        .into_any(),
    }
    };
    let extra = move || match row.standing.get() {
        Standing::Refused(_, reason) => Some(view! { <div class="file__extra"><p class="error">{reason}</p></div> }.into_any()),
        Standing::Interrupted => Some(view! { <div class="file__extra"><p class="error">{word("failed")}</p></div> }.into_any()),
        _ => None,
    };
    let name_again = name.clone();
    let retry = move || {
        let label = named("retry-name", &name_again);
        (row.standing.get() == Standing::Interrupted).then(|| {
            view! { <button class="btn btn--sm" type="button" aria-label=label on:click=move |_| acts.retry.run(row)><Icon name="refresh"/>{word("retry")}</button> }
        })
    };
    let name_for_remove = name.clone();
    let remove = move || {
        let going = matches!(row.standing.get(), Standing::Sending(_) | Standing::Waiting);
        let label = named(if going { "cancel-name" } else { "remove-name" }, &name_for_remove);
        let id = match row.standing.get() {
            Standing::Received(file) => Some(file.id),
            Standing::Refused(id, _) => id,
            _ => None,
        };
        let number = model.with_value(|m| m.number.clone());
        view! {
            <form action="/api/remove_file" method="post" on:submit=move |event| { event.prevent_default(); acts.remove.run(row); }>
                <input type="hidden" name="number" value=number/>
                <input type="hidden" name="id" value=id.map(|id| id.to_string()).unwrap_or_default()/>
                <button class="btn btn--quiet btn--icon" type="submit" aria-label=label><Icon name=if going { "close" } else { "trash" }/></button>
            </form>
        }
    };
    view! {
        <li class=class>
            {picture}
            <div class="stack stack--sm"><p class="name">{name.clone()}</p>{meta}</div>
            {remove}
            {extra}
            {retry}
        </li>
    }
}
