//! Who may do what. The only place that decides; ownership of one object is decided by the query that loads it.
use crate::account::Role;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody has signed in.
    Visitor,
    /// Nobody has signed in, but an employer's identifier was named (S-57).
    Newcomer,
    /// A signed-in person.
    Person(Role),
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Pages anyone may read: sign-in, help, questions.
    ReadPublic,
    /// The documents for those who are not members yet (S-57).
    ReadKit,
    /// A member's own credits, contracts and claims.
    ReadOwnFile,
    /// Writing in a member's own claims.
    WriteOwnFile,
    /// A person's own password and the like.
    WriteOwnAccount,
}

/// Whether the actor may act so.
pub fn may(actor: Actor, action: Action) -> bool {
    matches!((actor, action), (_, Action::ReadPublic) | (Actor::Newcomer, Action::ReadKit) | (Actor::Person(Role::Member), _))
}

#[cfg(test)]
mod tests {
    use super::{Action, Actor, may};
    use crate::account::Role;

    #[test]
    fn a_visitor_reads_public_pages_only() {
        assert!(may(Actor::Visitor, Action::ReadPublic));
        assert!(!may(Actor::Visitor, Action::ReadOwnFile));
        assert!(!may(Actor::Visitor, Action::WriteOwnFile));
        assert!(!may(Actor::Visitor, Action::WriteOwnAccount));
        assert!(may(Actor::Person(Role::Member), Action::WriteOwnFile));
    }

    #[test]
    fn s57_an_employers_identifier_opens_the_kit_and_nothing_else() {
        assert!(!may(Actor::Visitor, Action::ReadKit));
        assert!(may(Actor::Newcomer, Action::ReadKit) && may(Actor::Newcomer, Action::ReadPublic));
        assert!(may(Actor::Person(Role::Member), Action::ReadKit));
        for action in [Action::ReadOwnFile, Action::WriteOwnFile, Action::WriteOwnAccount] {
            assert!(!may(Actor::Newcomer, action), "{action:?}");
        }
    }
}
