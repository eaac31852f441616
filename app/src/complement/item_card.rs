//! The card of one document (Y-6): what it is, why, a good one, where to get it, how it stands, and « Déposer » (M-6 … M-9).
use crate::{
    claim::about_file,
    routes,
    ui::{Badge, BadgeKind, Disclose, Icon},
    words::{t, t_args, t_with},
};
use domain::{
    attachment::{Attachment, FileType, UploadRules},
    complement::{Answer, Complement, Earlier, Item, Verdict},
};
use leptos::prelude::*;

/// A document asked for.
#[component]
pub(super) fn ItemCard(
    /// What it was asked for with.
    asked: Complement,
    /// The document.
    item: Item,
    /// What the insurer takes.
    upload: UploadRules,
) -> impl IntoView {
    let open = asked.may_answer(&item);
    let (id, title) = (item.id.to_string(), item.card.title.clone());
    let heading = format!("titre-{id}");
    let refused = refusal_of(&item.verdict);
    let given = match (&item.verdict, item.file.clone()) {
        (Verdict::CannotGet(answer), _) => {
            Some(view! { <GivenAnswer asked=asked.clone() id=id.clone() answer=*answer note=item.note.clone() open/> }.into_any())
        }
        (Verdict::Deposited, Some(file)) if !file.is_unread() => {
            Some(view! { <GivenFile asked=asked.clone() id=id.clone() file open/> }.into_any())
        }
        (Verdict::Refused(_), Some(file)) if !file.is_unread() => {
            Some(named(&file, Some(routes::file(&asked.claim, &file.id.to_string()))))
        }
        _ => None,
    };
    let earlier = earlier_of(&item.earlier, |file| Some(routes::file(&asked.claim, &file.id.to_string())));
    let rules = item.card.upload_rules(&upload);
    let (anchor, named_by) = (routes::anchor(&id), heading.clone());
    view! {
        <li class="card" id=anchor tabindex="-1" aria-labelledby=named_by>
            <div class="card__head"><h2 id=heading>{title.clone()}</h2><StateBadge verdict=item.verdict.clone()/></div>
            {(!item.card.what.is_empty()).then(|| view! { <p>{item.card.what.clone()}</p> })}
            {item.card.medical.then(|| view! { <p class="small with-icon"><Icon name="lock"/><span>{t("complement-medical")}</span></p> })}
            {refused}
            {(!item.card.why.is_empty()).then(|| view! { <About item=item.clone()/> })}
            {earlier}
            {given}
            {open.then(|| view! { <Deposit asked id title rules turned_away=item.turned_away answered=item.verdict/> })}
        </li>
    }
}

/// How the document stands: « À fournir », « Reçu », « Accepté », « Refusé »; « Plus nécessaire » once its dossier was decided without it.
#[component]
pub(crate) fn StateBadge(verdict: Verdict, #[prop(optional)] dropped: bool) -> impl IntoView {
    let (kind, icon) = match verdict {
        _ if dropped => (BadgeKind::Neutral, "lock"),
        Verdict::Waiting => (BadgeKind::Neutral, "upload"),
        Verdict::Deposited => (BadgeKind::Info, "check"),
        Verdict::Accepted => (BadgeKind::Success, "check-circle"),
        Verdict::Refused(_) => (BadgeKind::Danger, "error"),
        Verdict::CannotGet(_) => (BadgeKind::Info, "info"),
    };
    view! { <Badge kind icon text=t(if dropped { "complement-dropped" } else { verdict.key() })/> }
}

/// Why the desk refused it, when it did, for whoever may read that.
pub(crate) fn refusal_of(verdict: &Verdict) -> Option<impl IntoView + use<>> {
    let Verdict::Refused(reason) = verdict else { return None };
    (!reason.is_empty()).then(|| {
        let why = t_with("complement-refused-why", &[("reason", reason)]);
        view! { <p class="error"><Icon name="alert"/><span>{why}</span></p> }
    })
}

/// What was given before, when it was refused and why (B-8); `link` leads to a file, for whoever may read it.
pub(crate) fn earlier_of(earlier: &[Earlier], link: impl Fn(&Attachment) -> Option<String>) -> Option<AnyView> {
    let told = |one: &Earlier| {
        let given = match (&one.file, one.answer) {
            (Some(file), _) => named(file, link(file)),
            (None, Some(answer)) => view! { <p class="eyebrow">{t(answer.key())}</p> }.into_any(),
            (None, None) => ().into_any(),
        };
        let why = t_with("complement-refused-on", &[("on", &one.refused_on.to_string()), ("reason", &one.reason)]);
        view! { <li>{given}<p class="small">{why}</p></li> }
    };
    let lines: Vec<_> = earlier.iter().map(told).collect();
    (!lines.is_empty()).then(|| view! { <ul class="stack stack--sm" aria-label=t("complement-earlier")>{lines}</ul> }.into_any())
}

/// A file by its name, which leads to it where it may be read.
fn named(file: &Attachment, href: Option<String>) -> AnyView {
    let (name, about) = (file.name.clone(), format!(", {}", about_file(file)));
    match href {
        Some(href) => view! { <p class="eyebrow"><a href=href>{name}</a>{about}</p> }.into_any(),
        None => view! { <p class="eyebrow">{name}{about}</p> }.into_any(),
    }
}

/// What it is for, a good one, and where to get it.
#[component]
fn About(item: Item) -> impl IntoView {
    let card = item.card;
    let drawing = (!card.picture.is_empty()).then(|| {
        let source = routes::example(&card.code);
        view! { <img class="example" src=source alt=card.picture.clone() width="240" loading="lazy"/> }
    });
    view! {
        <Disclose summary=t_with("complement-more", &[("title", &card.title)])>
            <p>{card.why}</p>
            <p>{card.source}</p>
            <p><b>{t("complement-example")}</b>" "{card.example}</p>
            {drawing}
        </Disclose>
    }
}

/// The file handed in, and the button that takes it back while it may.
#[component]
fn GivenFile(asked: Complement, id: String, file: Attachment, open: bool) -> impl IntoView {
    let kind = file.kind.map_or("?", FileType::label);
    let remove = t_with("attachment-remove-name", &[("name", &file.name)]);
    let href = routes::file(&asked.claim, &file.id.to_string());
    view! {
        <div class="file">
            <span class="thumb" aria-hidden="true">{kind}</span>
            <div class="stack stack--sm">
                <p class="name"><a href=href download>{file.name.clone()}</a></p>
                <p class="meta"><span class="ok"><Icon name="check-circle"/>{t("complement-received")}</span>" "<span>{about_file(&file)}</span></p>
            </div>
            {open.then(|| view! {
                <TakeBack asked id file=file.id.to_string()>
                    <button class="btn btn--quiet btn--icon" type="submit" aria-label=remove><Icon name="trash"/></button>
                </TakeBack>
            })}
        </div>
    }
}

/// The reason why there is no file.
#[component]
fn GivenAnswer(asked: Complement, id: String, answer: Answer, note: Option<String>, open: bool) -> impl IntoView {
    let pass_on = (open && answer == Answer::SomeoneElse).then(|| {
        let href = routes::complement_answer(&asked.claim, &asked.number, &id);
        view! { <p><a href=href>{t("complement-link")}</a></p> }
    });
    view! {
        <div class="stack stack--sm">
            <p>{t_with("complement-you-said", &[("answer", &t(answer.key()))])}</p>
            {note.map(|note| view! { <p class="small">{note}</p> })}
            {pass_on}
            {open.then(|| view! {
                <TakeBack asked id file=String::new()><button class="btn btn--sm" type="submit">{t("complement-take-back")}</button></TakeBack>
            })}
        </div>
    }
}

/// A form that takes back what was given.
#[component]
fn TakeBack(asked: Complement, id: String, file: String, children: Children) -> impl IntoView {
    view! {
        <form action="/api/take_back" method="post">
            <input type="hidden" name="number" value=asked.claim/>
            <input type="hidden" name="complement" value=asked.number/>
            <input type="hidden" name="item" value=id/>
            <input type="hidden" name="file" value=file/>
            {children()}
        </form>
    }
}

/// « Déposer » with the kinds and the weight that are taken, one file at a time; and the way out for whoever has none.
#[component]
fn Deposit(
    asked: Complement,
    id: String,
    title: String,
    rules: UploadRules,
    turned_away: Option<Attachment>,
    answered: Verdict,
) -> impl IntoView {
    let limits = rules.limit_args();
    let reason = turned_away.and_then(|file| {
        let reason = t_args(&file.refusal()?.key(), &limits);
        Some(t_with("complement-turned-away", &[("name", &file.name), ("reason", &reason)]))
    });
    let input = format!("fichier-{id}");
    let (hint, error) = (format!("{input}-hint"), format!("{input}-error"));
    let described = if reason.is_some() { format!("{hint} {error}") } else { hint.clone() };
    let again = matches!(answered, Verdict::Deposited);
    let label = t_with(if again { "complement-choose-again" } else { "complement-choose" }, &[("title", &title)]);
    let named = format!(" {title}");
    let class = if reason.is_some() { "field field--error" } else { "field" };
    let primary = if again { "btn" } else { "btn btn--primary" };
    let other_way = (!matches!(answered, Verdict::CannotGet(_))).then(|| {
        let href = routes::complement_answer(&asked.claim, &asked.number, &id);
        view! { <a class="btn btn--quiet" href=href>{t("complement-cannot")}<span class="sr-only">{format!(", {title}")}</span></a> }
    });
    view! {
        <form class="stack" action=routes::deposit(&asked.claim, &asked.number, &id) method="post" enctype="multipart/form-data">
            <div class=class>
                <label for=input.clone()>{label}</label>
                <p class="hint" id=hint>{t_args("complement-limits", &limits)}</p>
                {reason.map(|reason| view! { <p class="error" id=error><Icon name="error"/><span>{reason}</span></p> })}
                <input class="deposit__file" id=input name="fichiers" type="file" required=true accept=rules.accept_attribute() aria-describedby=described/>
            </div>
            <div class="actions">
                <button class=primary type="submit"><Icon name="upload"/>{t("complement-deposit")}<span class="sr-only">{named}</span></button>
                {other_way}
            </div>
        </form>
    }
}
