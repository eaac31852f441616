//! How often the database is asked.
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tracing::{
    Subscriber,
    instrument::WithSubscriber,
    span::{Attributes, Id},
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
};

/// Counts what is asked for rows, in a transaction or not: the ORM traces each.
struct Queries(Arc<AtomicUsize>);

impl<S: Subscriber> Layer<S> for Queries {
    fn on_new_span(&self, attributes: &Attributes<'_>, _id: &Id, _context: Context<'_, S>) {
        let span = attributes.metadata();
        if span.target().starts_with("sea_orm::database") && ["query_one_raw", "query_all_raw"].contains(&span.name()) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// What that comes to, and how many queries it takes.
pub async fn counted<T>(work: impl Future<Output = T>) -> (T, usize) {
    let queries = Arc::new(AtomicUsize::new(0));
    let done = work.with_subscriber(tracing_subscriber::registry().with(Queries(Arc::clone(&queries)))).await;
    (done, queries.load(Ordering::Relaxed))
}
