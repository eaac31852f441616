//! What happens without a request: messages leave, members are reminded of what is asked of them and told of files that did not arrive,
//! files without a row are swept up, each day is counted once it is over. Every job may run twice.
use app::words::Words;
use backend::{
    Backend,
    clock::{MORNING, paris_midnight},
    outbox::{self, Letter},
    purge::Purged,
};
use domain::insurer::Profile;
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::sync::watch;

/// Messages that wait for a second try are looked for this often.
const EVERY: Duration = Duration::from_secs(5);
const SWEEP_EVERY: Duration = Duration::from_hours(1);

/// Works until told to stop; a job under way is finished first.
pub async fn work(backend: Backend, words: Arc<Words>, address: String, mut stop: watch::Receiver<bool>) {
    let (mut sweep, mut done) = (tokio::time::interval(SWEEP_EVERY), None);
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            () = backend.outbox_woken() => {}
            () = tokio::time::sleep(EVERY) => {}
            _ = sweep.tick() => {
                sweep_files(&backend).await;
                purge(&backend).await;
                remind(&backend).await;
                look_after(&backend).await;
                let today = backend.today();
                if done != Some(today) && backend.now() >= paris_midnight(today) + MORNING && daily(&backend).await {
                    done = Some(today);
                }
            }
        }
        deliver(&backend, &words, &address).await;
    }
}

/// Sends what is due. `address` is the portal's own, for links in mails.
pub async fn deliver(backend: &Backend, words: &Arc<Words>, address: &str) {
    let texts = Texts { words, profile: backend.profile(), address };
    if let Err(error) = backend.deliver_outbox(&texts).await {
        tracing::warn!(%error, "messages wait");
    }
}

/// The words of messages, with the values that every one may name.
struct Texts<'a> {
    words: &'a Words,
    profile: &'a Profile,
    address: &'a str,
}

impl Texts<'_> {
    fn say(&self, key: &str, params: &BTreeMap<String, String>) -> String {
        let mut args: Vec<(&str, &str)> = params.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        args.extend([
            ("portal", self.address),
            ("brand", self.profile.brand.as_str()),
            ("phone", self.profile.contact.phone.as_str()),
            ("hours", self.profile.contact.hours.as_str()),
        ]);
        self.words.say(key, &args)
    }
}

impl outbox::Words for Texts<'_> {
    fn letter(&self, template: &str, params: &BTreeMap<String, String>) -> Letter {
        let (text, footer) = (self.say(&format!("{template}-text"), params), self.say("app-mail-footer", params));
        Letter { subject: self.say(&format!("{template}-subject"), params), text: format!("{text}\n\n{footer}\n") }
    }

    fn sms(&self, template: &str, params: &BTreeMap<String, String>) -> String {
        self.say(&format!("{template}-text"), params)
    }
}

async fn purge(backend: &Backend) {
    match backend.purge(false).await {
        Ok(purged) if purged == Purged::default() => {}
        Ok(purged) => tracing::info!(?purged, "what was no longer needed is gone"),
        Err(error) => tracing::warn!(%error, "what is no longer needed stays until the next round"),
    }
}

async fn remind(backend: &Backend) {
    if let Err(error) = backend.remind_of_complements().await {
        tracing::warn!(%error, "members are reminded at the next round");
    }
}

/// What is done once a day; tells whether all of it was.
async fn daily(backend: &Backend) -> bool {
    let outcomes = [backend.remind_of_prolongations().await, backend.count_answers().await, backend.tell_of_late_answers().await];
    let errors: Vec<_> = outcomes.into_iter().filter_map(Result::err).collect();
    for error in &errors {
        tracing::warn!(%error, "what is done once a day is tried again at the next round");
    }
    errors.is_empty()
}

/// Files that did not arrive, and whether all that was handed over is somewhere (Y-1).
async fn look_after(backend: &Backend) {
    if let Err(error) = backend.give_up_deposits().await {
        tracing::warn!(%error, "members are told at the next round of files that did not arrive");
    }
    if let Err(error) = backend.reconcile().await {
        tracing::warn!(%error, "the days that ended are counted at the next round");
    }
}

async fn sweep_files(backend: &Backend) {
    match backend.sweep_files().await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "swept up {count} files without a row"),
        Err(error) => tracing::warn!(%error, "files without a row were not swept up"),
    }
}
