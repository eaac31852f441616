//! What the steps made of lines share: a line that was added, and the choice when another tab saved first (C-19, C-20).
use crate::{
    ui::{Icon, Notice, NoticeKind},
    words::{t, t_with},
};
use leptos::prelude::*;

/// An added line with « Corriger » and « Retirer ». The buttons belong to the form of the step, so that what is being typed travels with
/// them.
#[component]
pub fn WrittenLine(
    /// Id of that form.
    form: &'static str,
    /// Place of the line, from 0.
    n: usize,
    /// What it is.
    title: String,
    /// The rest of it.
    about: String,
    /// What « Corriger » says of which line it is.
    edit: String,
    /// What « Retirer » says of it.
    remove: String,
    /// What is wrong with it.
    errors: Vec<String>,
    /// Whether it is under correction.
    correcting: bool,
) -> impl IntoView {
    let id = format!("ligne-{}", n + 1);
    view! {
        <li id=id tabindex="-1" class:is-current=correcting>
            <div>
                <b>{title}</b>
                <p class="eyebrow">{about}</p>
                {correcting.then(|| view! { <p class="small">{t("period-correcting")}</p> })}
                {errors.into_iter().map(|text| view! { <p class="error"><Icon name="error"/><span>{text}</span></p> }).collect_view()}
            </div>
            <div class="row">
                <button class="btn btn--sm" type="submit" form=form name="intent" value=format!("correct:{n}") aria-label=edit>
                    <Icon name="edit"/>{t("period-edit")}
                </button>
                <button class="btn btn--sm btn--danger" type="submit" form=form name="intent" value=format!("remove:{n}") aria-label=remove>
                    <Icon name="trash"/>{t("period-remove")}
                </button>
            </div>
        </li>
    }
}

/// Another tab saved first: what is saved is below, what was typed here is kept beside it, and the member chooses.
#[component]
pub fn Conflict(
    /// Id of the form of the step.
    form: &'static str,
    /// What was typed here, in short; empty when it was the same.
    mine: String,
) -> impl IntoView {
    let something = !mine.is_empty();
    view! {
        <Notice kind=NoticeKind::Warning title=t("period-conflict-title")>
            <p>{t("period-conflict-text")}</p>
            {something.then(|| view! { <p>{t_with("period-conflict-mine", &[("range", &mine)])}</p> })}
            <div class="row">
                {something.then(|| view! { <button class="btn" type="submit" form=form name="intent" value="mine">{t("period-conflict-keep-mine")}</button> })}
                <button class="btn" type="submit" form=form name="intent" value="theirs">{t("period-conflict-keep-saved")}</button>
            </div>
        </Notice>
    }
}
