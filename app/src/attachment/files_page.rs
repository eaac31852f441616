//! Step 2: « Justificatifs à transmettre » (C-21 … C-25).
use super::{
    DropZone, DropZoneModel, api::load_unfinished, file_list::FileList, passed_over::PassedOverNotice, unfinished::UnfinishedFiles,
};
use crate::{
    AppError,
    claim::{
        DraftNote, Wizard,
        api::{self, ClaimFile},
        lines_step,
    },
    failure::Failure,
    page::{loaded, param},
    routes::{self, Step},
    ui::Icon,
    words::{t, t_args, template},
};
use domain::{attachment::Refusal, reach::Unfinished};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The file step.
#[component]
pub fn FilesPage() -> impl IntoView {
    let number = param("number");
    loaded(
        move || {
            let number = number.clone();
            async move { Ok::<_, AppError>((api::load_claim(number.clone()).await?, load_unfinished(number).await?)) }
        },
        step,
    )
}

fn step((file, unfinished): (ClaimFile, Vec<Unfinished>)) -> AnyView {
    let draft = match file.draft() {
        Ok(draft) => draft.clone(),
        Err(error) => return view! { <Failure error/> }.into_any(),
    };
    let number = file.claim.summary.number.clone();
    let model = DropZoneModel { upload: routes::upload(&number), rules: file.upload.clone(), words: words(&file), number: number.clone() };
    // Of a completed form nothing was typed before.
    let on_form = draft.on_form();
    let back = if on_form { routes::FORMS.to_owned() } else { routes::step(&number, lines_step(&file.claim.summary)) };
    let (title, lead) = if on_form { ("form-files-title", "form-files-lead") } else { ("attachment-title", "attachment-lead") };
    let files = draft.files.clone();
    let tips = ["attachment-tip-name", "attachment-tip-photo"].map(t);
    view! {
        <Wizard file step=Step::Files title=t(title) lead=t(lead)>
            <div class="cols cols--aside">
                <div class="stack stack--lg">
                    <PassedOverNotice/>
                    <UnfinishedFiles files=unfinished/>
                    <DropZone number=model.number.clone() upload=model.upload.clone() rules=model.rules.clone() words=model.words.clone()><FileList model files back/></DropZone>
                    <DraftNote number draft/>
                </div>
                <aside class="stack" aria-label=t("attachment-tips")>
                    <div class="card">
                        <h2>{t("attachment-tips")}</h2>
                        <ul class="stack stack--sm">
                            {tips.into_iter().map(|tip| view! { <li class="with-icon"><Icon name="check"/><span class="small">{tip}</span></li> }).collect_view()}
                        </ul>
                    </div>
                </aside>
            </div>
        </Wizard>
    }
    .into_any()
}

fn words(file: &ClaimFile) -> BTreeMap<String, String> {
    let plain = [
        "browse",
        "drop",
        "upload",
        "list",
        "none",
        "pages-one",
        "waiting",
        "received",
        "refused",
        "interrupted",
        "retry",
        "failed",
        "next-missing",
        "save",
        "next",
        "previous",
        "sending-now",
    ];
    let mut words: BTreeMap<String, String> = plain.into_iter().map(|name| (name.to_owned(), t(&format!("attachment-{name}")))).collect();
    let with: [(&str, &[&str]); 11] = [
        ("count-one", &["size", "total"]),
        ("count-many", &["files", "size", "total"]),
        ("pages-many", &["pages"]),
        ("sending", &["percent"]),
        ("remove-name", &["name"]),
        ("cancel-name", &["name"]),
        ("retry-name", &["name"]),
        ("progress-name", &["name"]),
        ("said-received", &["name"]),
        ("said-removed", &["name"]),
        ("said-refused", &["name", "reason"]),
    ];
    words.extend(with.into_iter().map(|(name, args)| (name.to_owned(), template(&format!("attachment-{name}"), args))));
    let limits = file.upload.limit_args();
    words.insert("limits".to_owned(), t_args("attachment-limits", &limits));
    words.extend(Refusal::ALL.into_iter().map(|refusal| (refusal.key(), t_args(&refusal.key(), &limits))));
    words
}
