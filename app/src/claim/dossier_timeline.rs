//! « Suivi du dossier »: what happened, when, and by whom: the member, or the service; never who of the desk.
use super::{
    api::{ClaimFile, saved_at},
    dossier::{Course, Dossier},
};
use crate::{
    decision::outcome_text,
    payment::OwnPayment,
    ui::{TimelineItem, TimelineState},
    words::{t, t_with},
};
use domain::{
    claim::{Entered, Looked, MarkKind, MoveKind, RequestKind, TakenBack},
    complement::Complement,
    day::Instant,
    payment::{Payment, PaymentState},
};

/// Something that happened, with its moment.
type Happened = (Instant, TimelineItem);

/// What happened, oldest first, then where the dossier stands.
pub(super) fn timeline(dossier: &Dossier) -> Vec<TimelineItem> {
    let (file, course) = (&dossier.file, &dossier.course);
    let complements = dossier.asked.iter().flat_map(|one| complement(file, &one.complement));
    let said = course.said.iter().map(|(kind, at)| said(file, *kind, *at));
    let payments = course.payments.iter().flat_map(|own| payment(file, own));
    let mut past: Vec<Happened> = requests(dossier)
        .chain(looks(course))
        .chain(views(course))
        .chain(marks(course))
        .chain(complements)
        .chain(said)
        .chain(decisions(dossier))
        .chain(payments)
        .collect();
    past.sort_by_key(|(at, _)| *at);
    let now = TimelineItem {
        state: TimelineState::Current,
        icon: "clock",
        title: t(&format!("claim-status-{}", file.claim.summary.status.as_str().replace('_', "-"))),
        when: t_with("claim-today", &[("day", &file.today.to_string())]),
        detail: String::new(),
    };
    past.into_iter().map(|(_, item)| item).chain(std::iter::once(now)).collect()
}

fn requests(dossier: &Dossier) -> impl Iterator<Item = Happened> {
    dossier.file.claim.requests.iter().map(|request| {
        if let Some(entered) = dossier.course.entered.iter().find(|one| one.request == request.number) {
            return (request.sent_at, by_desk(entered, request.kind));
        }
        let title = t(match request.kind {
            _ if dossier.file.claim.summary.is_care() => "care-received",
            RequestKind::Initial => "claim-received-initial",
            RequestKind::Prolongation => "claim-received-prolongation",
            RequestKind::Pdf => "form-received",
        });
        let when = t_with("claim-received-when", &[("at", &saved_at(request.sent_at)), ("request", &request.number)]);
        (request.sent_at, done("check", title, when))
    })
}

/// What the desk entered for the member, and how it came (B-16).
fn by_desk(entered: &Entered, kind: RequestKind) -> TimelineItem {
    let (at, day) = (saved_at(entered.at), entered.arrival.received_on.to_string());
    let title = if kind == RequestKind::Initial { "entry-told-initial" } else { "entry-told-prolongation" };
    let key = format!("entry-told-{}", entered.arrival.way.as_str());
    done("check", t(title), t_with(&key, &[("at", &at), ("day", &day), ("request", &entered.request)]))
}

/// By which service, never by whom.
fn looks(course: &Course) -> impl Iterator<Item = Happened> {
    course.looks.iter().map(|look| {
        let title = match look.about {
            Looked::Paper => t("office-look-paper"),
            Looked::Member => t("office-look-member"),
            Looked::Dossier => t(&format!("office-look-{}", look.role.as_str())),
        };
        (look.at, done("eye", title, t_with("office-look-when", &[("at", &saved_at(look.at))])))
    })
}

/// That the desk noted the end of the stop, a return to work, or a relapse; and what it took back (B-14).
fn marks(course: &Course) -> impl Iterator<Item = Happened> {
    let noted = |at: Instant| t_with("mark-when", &[("at", &saved_at(at))]);
    let over = [("mark-ended-on", course.marks.ended), ("mark-resumed-on", course.marks.resumed)].into_iter();
    let over = over.filter_map(|(key, mark)| mark.map(|(day, at)| (at, t_with(key, &[("day", &day.to_string())]))));
    let over = over.map(move |(at, title)| (at, done("check", title, noted(at))));
    let relapse = course.marks.relapse_of.iter().map(move |earlier| {
        let title = t_with("mark-told-relapse", &[("number", &earlier.number)]);
        (earlier.at, done("refresh", title, noted(earlier.at)))
    });
    over.chain(relapse).chain(course.marks.taken_back.iter().map(taken_back))
}

/// A day that was noted by mistake.
fn taken_back(back: &TakenBack) -> Happened {
    let key = if back.kind == MarkKind::Resumed { "mark-told-back-resumed" } else { "mark-told-back-ended" };
    let title = t_with(key, &[("day", &back.day.to_string())]);
    (back.at, done("refresh", title, t_with("mark-told-back-when", &[("at", &saved_at(back.at))])))
}

/// Why the member's pages were seen as they see them (B-54).
fn views(course: &Course) -> impl Iterator<Item = Happened> {
    course.views.iter().map(|view| {
        let title = t(&format!("viewing-told-{}", view.reason.as_str()));
        (view.at, done("eye", title, t_with("office-look-when", &[("at", &saved_at(view.at))])))
    })
}

/// Asked for by the service, answered by the member.
fn complement(file: &ClaimFile, asked: &Complement) -> Vec<Happened> {
    let worded = |at, key: &str, when: &str, icon| {
        let args = [("at", saved_at(at)), ("number", asked.number.clone()), ("service", file.service_name.clone())];
        (at, done(icon, t(key), t_with(when, &args.each_ref().map(|(name, value)| (*name, value.as_str())))))
    };
    let given = asked.sent_at.map(|at| worded(at, "complement-arrived", "complement-arrived-when", "check"));
    std::iter::once(worded(asked.asked_at, "complement-asked", "complement-asked-when", "mail")).chain(given).collect()
}

/// What the desk said of documents that were sent.
fn said(file: &ClaimFile, kind: MoveKind, at: Instant) -> Happened {
    let (icon, key) = match kind {
        MoveKind::DocumentAccepted => ("check-circle", "claim-said-accepted"),
        MoveKind::DocumentRefused => ("alert", "claim-said-refused"),
        MoveKind::Keyed => ("edit", "form-said-keyed"),
        _ => ("eye", "claim-said-examined"),
    };
    (at, done(icon, t(key), by_service(file, at)))
}

/// What was decided, and that a refused request was taken up again.
fn decisions(dossier: &Dossier) -> impl Iterator<Item = Happened> {
    dossier.course.decisions.iter().flat_map(|decided| {
        let title = t_with("decision-timeline", &[("outcome", &outcome_text(decided.outcome))]);
        let when = |at| [by_service(&dossier.file, at), t_with("decision-timeline-of", &[("request", &decided.request)])].join(", ");
        let made = (decided.at, done("check-circle", title, when(decided.at)));
        let reopened = decided.reopened_at.map(|at| (at, done("refresh", t("decision-timeline-reopened"), when(at))));
        std::iter::once(made).chain(reopened)
    })
}

/// That a payment left, what the bank said of it, or that it took another one back.
fn payment(file: &ClaimFile, own: &OwnPayment) -> Vec<Happened> {
    let Payment { number, state, at, left_at, reverses, .. } = &own.payment;
    let worded = |at: Instant, icon, key: &str, number: &str| {
        let when = [by_service(file, at), t_with("payment-timeline-of", &[("number", number)])].join(", ");
        (at, done(icon, t(key), when))
    };
    if let Some(reversed) = reverses {
        return vec![worded(*at, "refresh", "payment-timeline-reversed", reversed)];
    }
    let by_bank =
        |icon, key: &str| (*at, done(icon, t(key), t_with("payment-timeline-when", &[("at", &saved_at(*at)), ("number", number)])));
    let answer = match state {
        PaymentState::Paid => Some(by_bank("check-circle", "payment-timeline-paid")),
        PaymentState::Rejected => Some(by_bank("alert", "payment-timeline-rejected")),
        _ => None,
    };
    left_at.map(|at| worded(at, "check", "payment-timeline", number)).into_iter().chain(answer).collect()
}

fn by_service(file: &ClaimFile, at: Instant) -> String {
    t_with("claim-by-service", &[("at", &saved_at(at)), ("service", &file.service_name)])
}

/// Something that happened.
fn done(icon: &'static str, title: String, when: String) -> TimelineItem {
    TimelineItem { state: TimelineState::Done, icon, title, when, detail: String::new() }
}
