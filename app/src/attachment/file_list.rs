//! The drop zone as the server renders it: a plain form for several files, the list of files, the buttons of the step; and the
//! template of a line, which the island fills in.
use super::drop_zone_model::DropZoneModel;
use crate::{routes, ui::Icon};
use domain::attachment::{Attachment, AttachmentState, FileType, size_text};
use leptos::prelude::*;

/// Zone, list and buttons (C-21 … C-25).
#[component]
pub fn FileList(
    /// Limits and words.
    model: DropZoneModel,
    /// Files handed in so far.
    files: Vec<Attachment>,
    /// Address of the step before.
    back: String,
) -> impl IntoView {
    let received: Vec<u64> = files.iter().filter(|f| f.is_received()).map(|f| f.bytes).collect();
    let why = model.why_not_next(received.len(), false);
    let count = model.count(received.len(), received.iter().sum());
    let word = |name: &str| model.word(name);
    let lines: Vec<AnyView> = files.iter().map(|file| line(&model, Some(file))).collect();
    let waits = why.is_some();
    view! {
        <form class="dropzone" id="depot" action=model.upload.clone() method="post" enctype="multipart/form-data">
            <Icon name="upload" large=true/>
            <div><p class="bold only-wide">{word("drop")}</p><p class="hint" id="limites">{word("limits")}</p></div>
            <div class="actions">
                <label class="btn btn--primary" for="fichiers"><Icon name="upload"/>{word("browse")}</label>
                <input id="fichiers" name="fichiers" type="file" multiple=true accept=model.rules.accept_attribute() aria-describedby="limites"/>
                <button class="btn" type="submit" id="envoyer">{word("upload")}</button>
            </div>
        </form>
        <section class="stack" aria-labelledby="mes-fichiers">
            <div class="row row--between"><h2 id="mes-fichiers" tabindex="-1">{word("list")}</h2><span class="muted small tabular" id="compte">{count}</span></div>
            <p class="sr-only" role="status" id="annonce"></p>
            <p class="muted" id="aucun-fichier" hidden=!files.is_empty()>{word("none")}</p>
            <ul class="files" id="liste-fichiers">{lines}</ul>
            <template id="modele-fichier">{line(&model, None)}</template>
        </section>
        <form class="actions actions--step" id="etape" action="/api/save_files" method="post">
            <input type="hidden" name="number" value=model.number.clone()/>
            <a class="btn" href=back><Icon name="left"/>{word("previous")}</a>
            <button class="btn btn--primary" type="submit" name="intent" value="save">{word("save")}</button>
            <button class="btn" type="submit" name="intent" value="next" id="suivant" aria-disabled=waits.then_some("true") aria-describedby="pourquoi">
                {word("next")}<Icon name="arrow"/>
            </button>
        </form>
        <p class="hint" id="pourquoi">{why}</p>
    }
}

/// A line of the list; without a file, the template of one on its way.
fn line(model: &DropZoneModel, file: Option<&Attachment>) -> AnyView {
    let word = |name: &str| model.word(name);
    let reason = file.and_then(Attachment::refusal).map(|r| model.refusal(r));
    let refused = reason.is_some();
    let received = file.is_some_and(Attachment::is_received);
    let name = file.map(|f| f.name.clone()).unwrap_or_default();
    let kind = file.and_then(|f| f.kind).map_or("?", FileType::label);
    let state = file.map_or("waiting", |f| if f.state == AttachmentState::Received { "received" } else { "refused" });
    let about = file.map(|f| if received { model.about(f) } else { size_text(f.bytes) });
    let remove = model.say("remove-name", &[("name", &name)]);
    let picture = match file.filter(|f| f.thumbnail) {
        Some(file) => view! { <img class="thumb" src=routes::thumbnail(&model.number, &file.id.to_string()) alt=""/> }.into_any(),
        None => view! { <span class="thumb" aria-hidden="true">{kind}</span> }.into_any(),
    };
    view! {
        <li class=if refused { "file is-error" } else { "file" } data-state=state data-bytes=file.map(|f| f.bytes.to_string())>
            {picture}
            <div class="stack stack--sm">
                <p class="name">{name}</p>
                <progress max="100" value="0" hidden></progress>
                <p class="meta">
                    <span class="ok" hidden=!received><Icon name="check-circle"/>{word("received")}</span>
                    <span class="bad" hidden=!refused><Icon name="error"/>{word("refused")}</span>
                    <span class="going" hidden>{word("waiting")}</span>
                    " "<span class="about">{about}</span>
                </p>
            </div>
            <form action="/api/remove_file" method="post">
                <input type="hidden" name="number" value=model.number.clone()/>
                <input type="hidden" name="id" value=file.map(|f| f.id.to_string()).unwrap_or_default()/>
                <button class="btn btn--quiet btn--icon" type="submit" aria-label=remove><Icon name="trash"/></button>
            </form>
            <div class="file__extra" hidden=!refused>
                <p class="error">{reason}</p>
                <button class="btn btn--sm retry" type="button" hidden><Icon name="refresh"/>{word("retry")}</button>
            </div>
        </li>
    }
    .into_any()
}
