//! The pages of the office's menu: each for whoever may act so, where the insurer has that part.
use crate::routes;
use domain::{
    access::{Action, Actor, StaffRoles, may},
    account::personal::EditMode,
    insurer::Profile,
};

/// A page of the menu.
pub(super) struct Entry {
    pub(super) icon: &'static str,
    /// Key of its words.
    pub(super) key: &'static str,
    pub(super) path: &'static str,
    /// What whoever finds it may do.
    action: Action,
}

const fn entry(icon: &'static str, key: &'static str, path: &'static str, action: Action) -> Entry {
    Entry { icon, key, path, action }
}

const ENTRIES: [Entry; 8] = [
    entry("folder", "office-nav-queue", routes::OFFICE, Action::ReadQueue),
    entry("lock", "office-nav-medical", routes::OFFICE_MEDICAL, Action::ReadMedical),
    entry("phone", "office-nav-reach", routes::OFFICE_REACH, Action::WorkOnClaims),
    entry("edit", "office-nav-corrections", routes::OFFICE_CORRECTIONS, Action::CorrectData),
    entry("check-circle", "office-nav-approvals", routes::OFFICE_APPROVALS, Action::ApprovePayments),
    entry("download", "office-nav-exports", routes::OFFICE_EXPORTS, Action::ExportPayments),
    entry("eye", "office-nav-oversight", routes::OFFICE_OVERSIGHT, Action::Oversee),
    entry("mail", "office-nav-deliveries", routes::OFFICE_DELIVERIES, Action::SeeDeliveries),
];

/// What somebody with those roles finds, before their own account.
pub(super) fn entries(profile: &Profile, roles: StaffRoles) -> impl Iterator<Item = &'static Entry> {
    let opens = move |entry: &&Entry| is_there(profile, entry.action) && may(Actor::Staff(roles), entry.action);
    ENTRIES.iter().filter(opens)
}

/// Where somebody with those roles begins: the first page they find, or their account.
pub(super) fn first_page(profile: &Profile, roles: StaffRoles) -> &'static str {
    entries(profile, roles).next().map_or(routes::OFFICE_ACCOUNT, |entry| entry.path)
}

/// Whether the insurer has the part in which one acts so.
fn is_there(profile: &Profile, action: Action) -> bool {
    match action {
        Action::ApprovePayments | Action::ExportPayments => profile.payments.is_some(),
        Action::CorrectData => profile.profile_edit.mode == EditMode::Request,
        _ => true,
    }
}
