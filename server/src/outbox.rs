//! `relais outbox`: where messages stand, and the way out for those that were given up (B-61).
use backend::outbox::{OutboxState, PutBack};
use domain::day::Day;
use server::config::{Settings, StartError};

/// That day.
///
/// # Errors
/// When it is none.
pub fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "write a day, such as 2026-03-12".to_owned())
}

/// Says where messages stand or, with a day, puts back what was given up since; gives what is told.
///
/// # Errors
/// When the portal's settings are refused, or the database cannot be read or written.
pub async fn run(settings: &Settings, json: bool, again: Option<Day>) -> Result<String, StartError> {
    let (backend, _) = settings.open().await?;
    let told = match again {
        Some(day) => backend.put_back(day).await.map(back),
        None => backend.outbox_state().await.map(|state| standing(&state, json)),
    };
    backend.close().await;
    told.map_err(StartError::from)
}

fn standing(state: &OutboxState, json: bool) -> String {
    if json { serde_json::to_string_pretty(state).unwrap_or_default() } else { state.to_string().trim_end().to_owned() }
}

fn back(done: PutBack) -> String {
    let PutBack { waiting, ended } = done;
    format!(
        "{waiting} messages leave with the next rounds of `relais serve` or `relais work`, {ended} stay given up: the link or the code that they brought ended"
    )
}
