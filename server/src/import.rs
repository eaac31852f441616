//! `relais import`: what the insurer knows of its members, from files (B-52).
use domain::{
    account::RegistrationMode,
    import::{Fault, Kind, Report},
    insurer::Profile,
};
use server::config::{Settings, StartError};
use std::{fs::File, path::Path};

/// The kind of that name.
///
/// # Errors
/// When there is none.
pub fn kind(text: &str) -> Result<Kind, String> {
    Kind::parse(text).ok_or_else(|| format!("the kinds are {}", Kind::ALL.map(Kind::as_str).join(", ")))
}

/// Imports the file; gives what is told, and whether every line was right.
///
/// # Errors
/// When the portal's settings are refused, its members are none to import, or the file cannot be read.
pub async fn run(settings: &Settings, kind: Kind, file: &Path, (dry_run, json): (bool, bool)) -> Result<(String, bool), StartError> {
    let (backend, _) = settings.open().await?;
    let report = match refused(backend.profile(), kind) {
        Some(why) => Err(StartError::Refused(why.to_owned())),
        None => match File::open(file) {
            Ok(open) => backend.import(kind, open, dry_run).await.map_err(StartError::from),
            Err(error) => Err(StartError::Io(file.display().to_string(), error)),
        },
    };
    backend.close().await;
    let report = report?;
    let right = report.errors.is_empty();
    let told = if json { serde_json::to_string_pretty(&report).unwrap_or_default() } else { told(kind, &report, dry_run) };
    Ok((told, right))
}

/// Why files of that kind are none of this insurer's.
fn refused(profile: &Profile, kind: Kind) -> Option<&'static str> {
    let of_members = matches!(kind, Kind::Members | Kind::Enrolments | Kind::Loans);
    (of_members && profile.registration.mode == RegistrationMode::Open)
        .then_some("`registration.mode` is open: members open their accounts themselves, and none are imported")
}

fn told(kind: Kind, report: &Report, dry_run: bool) -> String {
    let Report { accepted_rows, created, changed, unchanged, left_alone, errors, warnings } = report;
    let head = format!(
        "{}{}: {accepted_rows} lines are right ({created} new, {changed} changed, {unchanged} known already, {left_alone} about closed accounts), {} errors, {} warnings",
        if dry_run { "nothing is kept, this is a dry run; " } else { "" },
        kind.as_str(),
        errors.len(),
        warnings.len(),
    );
    let errors = errors.iter().map(|fault| line("error", fault));
    [head].into_iter().chain(errors).chain(warnings.iter().map(|fault| line("warning", fault))).collect::<Vec<_>>().join("\n")
}

/// Line, column and code, with what it means; never the value, which is somebody's.
fn line(kind: &str, fault: &Fault) -> String {
    let place = [fault.line.map(|line| format!("line {line}")), fault.column.clone()];
    let place: Vec<String> = place.into_iter().flatten().collect();
    let place = if place.is_empty() { "the file".to_owned() } else { place.join(", ") };
    let code = serde_json::to_value(fault.code).ok().and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default();
    format!("{kind}: {place}: {code}: {}", fault.code.sentence())
}
