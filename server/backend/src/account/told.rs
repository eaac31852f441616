//! Where a member hears of what becomes of their dossiers (S-54).
use super::entity::user;
use crate::Backend;
use domain::account::{Channel, personal::Notices, reach};

impl Backend {
    /// The channels that a member chose, and where each leads; where none does, as everybody is reached. Where the insurer does not ask,
    /// everybody is told by mail. None where nobody can reach them so.
    pub(crate) fn ways_to(&self, member: &user::Model) -> Vec<(Channel, String)> {
        let chosen = if self.profile().profile_edit.payment_notices {
            Notices::parse(member.notices.as_deref().unwrap_or_default())
        } else {
            Notices { by_email: true, by_sms: false }
        };
        let email = member.email.clone().filter(|_| chosen.by_email).map(|email| (Channel::Mail, email));
        let mobile = if chosen.by_sms { reach(None, member.mobile.as_deref()) } else { None };
        let ways: Vec<(Channel, String)> = email.into_iter().chain(mobile).collect();
        if ways.is_empty() { reach(member.email.as_deref(), member.mobile.as_deref()).into_iter().collect() } else { ways }
    }
}
