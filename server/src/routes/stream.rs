//! Tells the desk's queue that something changed (B-1): that, and nothing of what. Each page that listens looks for itself.
use crate::Portal;
use app::{
    AppError,
    request::{SessionToken, SignedInStaff},
};
use axum::{
    Extension,
    extract::{Request, State},
    http::HeaderName,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use backend::{account::Who, office::QueueMark};
use domain::access::{Action, Actor, may};
use futures::stream;
use std::{convert::Infallible, sync::atomic::Ordering, time::Duration};

/// The queue is looked at so often for each page that listens; it costs a page of an index.
const EVERY: Duration = Duration::from_secs(2);
/// A proxy that gathers what it passes on would keep it for itself.
const NOT_GATHERED: (HeaderName, &str) = (HeaderName::from_static("x-accel-buffering"), "no");

/// What a page that listens has been told.
struct Listener {
    portal: Portal,
    token: String,
    seen: QueueMark,
    begun: bool,
}

/// The events, until the session ends: listening is no use of it.
pub(crate) async fn queue(
    State(portal): State<Portal>,
    Extension(SignedInStaff(staff)): Extension<SignedInStaff>,
    Extension(SessionToken(token)): Extension<SessionToken>,
    request: Request,
) -> Response {
    if !may(Actor::Staff(staff.roles), Action::ReadQueue) {
        return portal.failure(request, &AppError::Forbidden).await;
    }
    match portal.backend.queue_mark().await {
        Ok(seen) => {
            let listener = Listener { portal, token, seen, begun: false };
            let events = Sse::new(stream::unfold(listener, next)).keep_alive(KeepAlive::default());
            ([NOT_GATHERED], events).into_response()
        }
        Err(error) => portal.failure(request, &error.into()).await,
    }
}

/// Waits for the next change. At first it only says that it listens.
async fn next(mut listener: Listener) -> Option<(Result<Event, Infallible>, Listener)> {
    if !listener.begun {
        listener.begun = true;
        return Some((Ok(Event::default().comment("listening")), listener));
    }
    loop {
        tokio::time::sleep(EVERY).await;
        let now = listener.still_there().await?;
        if now != listener.seen {
            listener.seen = now;
            return Some((Ok(Event::default().data("changed")), listener));
        }
    }
}

impl Listener {
    /// How the queue stands; `None` once nobody is there any more who may read it.
    async fn still_there(&self) -> Option<QueueMark> {
        if self.portal.stopping.load(Ordering::Relaxed) {
            return None;
        }
        let session = self.portal.backend.session_at_rest(&self.token).await.ok()??;
        let Who::Staff(staff) = session.who else { return None };
        if !may(Actor::Staff(staff.roles), Action::ReadQueue) {
            return None;
        }
        self.portal.backend.queue_mark().await.ok()
    }
}
