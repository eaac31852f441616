//! Who may do what. The only place that decides; ownership of one object is decided by the query that loads it.
use crate::{account::Role, id::UserId};
use serde::{Deserialize, Serialize};

/// What somebody of the back office is there for (requirements, part 2). A person may hold several; nobody holds one by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// « Gestionnaire »: examines dossiers and decides.
    Handler,
    /// « Service médical »: reads what is under medical secrecy.
    Medical,
    /// « Chargé d'assistance ».
    AssistanceAgent,
    /// Documents, terms, catalogue.
    Editor,
    /// What one employer authorises.
    EmployerAdmin,
    /// Second approval, figures.
    Supervisor,
    /// « Comptable »: files of payments for the bank, and what the bank says of them.
    Accountant,
    /// Configuration and people.
    TenantAdmin,
}

impl StaffRole {
    /// Every role, in the order shown.
    pub const ALL: [Self; 8] = [
        Self::Handler,
        Self::Medical,
        Self::AssistanceAgent,
        Self::Editor,
        Self::EmployerAdmin,
        Self::Supervisor,
        Self::Accountant,
        Self::TenantAdmin,
    ];

    /// Stable name, as stored and as operators write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Handler => "handler",
            Self::Medical => "medical",
            Self::AssistanceAgent => "assistance_agent",
            Self::Editor => "editor",
            Self::EmployerAdmin => "employer_admin",
            Self::Supervisor => "supervisor",
            Self::Accountant => "accountant",
            Self::TenantAdmin => "tenant_admin",
        }
    }

    /// The role of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The roles that one person holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRoles(u8);

impl FromIterator<StaffRole> for StaffRoles {
    fn from_iter<I: IntoIterator<Item = StaffRole>>(roles: I) -> Self {
        Self(roles.into_iter().fold(0, |all, role| all | role.bit()))
    }
}

impl StaffRoles {
    /// The roles held, in the order of [`StaffRole::ALL`].
    pub fn held(self) -> impl Iterator<Item = StaffRole> {
        StaffRole::ALL.into_iter().filter(move |role| self.0 & role.bit() != 0)
    }
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody has signed in.
    Visitor,
    /// Nobody has signed in, but an employer's identifier was named (S-57).
    Newcomer,
    /// A signed-in person.
    Person(Role),
    /// Somebody signed in at the back office, with the roles they hold.
    Staff(StaffRoles),
    /// The same while they see a member's pages as their member does: they read, and do nothing (B-54).
    Viewer,
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
    /// The own password, devices and second step of somebody of the back office.
    OwnStaffAccount,
    /// The queue of dossiers that wait for a decision (B-1).
    ReadQueue,
    /// Looking at any member's dossier and its files (B-2); each look is noted and told to the member.
    LookAtClaims,
    /// Asking a member for documents, and saying of each whether it is right (B-6, B-8).
    AskForDocuments,
    /// Reading what is under medical secrecy, and saying whether it is right (B-4, Y-8).
    ReadMedical,
    /// Accepting or refusing a file of any member's dossier (B-8).
    ExamineFiles,
    /// Deciding requests, preparing payments and taking them back (B-5, B-10 … B-13).
    Decide,
    /// Approving payments that somebody else prepared (B-11).
    ApprovePayments,
    /// Making files of payments and reading what the bank says of them (B-12).
    ExportPayments,
    /// Answering members who ask for their data to be corrected (B-55).
    CorrectData,
    /// Taking a dossier, handing it over, giving it back, writing a note about it (B-2).
    WorkOnClaims,
    /// Figures about all dossiers and messages, never about one (B-60, B-61).
    Oversee,
    /// Seeing which messages did not leave, and why (B-61).
    SeeDeliveries,
    /// Seeing a member's pages as their member does, without doing anything there (B-54).
    ViewAsMember,
    /// Entering for a member what came by post, telephone or fax (B-16).
    EnterOnBehalf,
    /// Helping a member in who cannot sign in (B-53): by the mails that let them choose another password, and do without the second step they
    /// lost; by letting them try again at once; by opening an account again that they closed.
    HelpToSignIn,
}

/// Whether the actor may act so.
pub fn may(actor: Actor, action: Action) -> bool {
    match actor {
        Actor::Newcomer => matches!(action, Action::ReadPublic | Action::ReadKit),
        Actor::Person(Role::Member) => {
            matches!(action, Action::ReadPublic | Action::ReadKit | Action::ReadOwnFile | Action::WriteOwnFile | Action::WriteOwnAccount)
        }
        Actor::Viewer => matches!(action, Action::ReadPublic | Action::ReadOwnFile),
        Actor::Visitor | Actor::Person(Role::Staff) => action == Action::ReadPublic,
        Actor::Staff(roles) => matches!(action, Action::ReadPublic | Action::OwnStaffAccount) || role_for(roles, action).is_some(),
    }
}

/// Of those roles, the one by which its holder may act so: it is named where an act is noted.
pub fn role_for(roles: StaffRoles, action: Action) -> Option<StaffRole> {
    roles.held().find(|role| allows(*role, action))
}

/// Leave to open what is under medical secrecy of one member: that member's, or of somebody of the office who reads such things (B-4, Y-8).
/// Whatever opens a medical paper asks for one, and only this makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MedicalLeave(UserId);

impl MedicalLeave {
    /// Of the member whose papers they are.
    pub fn own(member: UserId) -> Self {
        Self(member)
    }

    /// Of somebody of the office, for the papers of that member; none for whoever may not read them.
    pub fn of_staff(roles: StaffRoles, member: UserId) -> Option<Self> {
        may(Actor::Staff(roles), Action::ReadMedical).then_some(Self(member))
    }

    /// Whether it is for the papers of that member.
    pub fn is_for(self, member: UserId) -> bool {
        self.0 == member
    }
}

fn allows(role: StaffRole, action: Action) -> bool {
    match role {
        StaffRole::Handler => matches!(
            action,
            Action::ReadQueue
                | Action::LookAtClaims
                | Action::AskForDocuments
                | Action::ExamineFiles
                | Action::Decide
                | Action::WorkOnClaims
                | Action::CorrectData
                | Action::ViewAsMember
                | Action::EnterOnBehalf
                | Action::HelpToSignIn
        ),
        StaffRole::Medical => action == Action::ReadMedical,
        StaffRole::Supervisor => matches!(action, Action::ApprovePayments | Action::Oversee | Action::SeeDeliveries),
        StaffRole::Accountant => action == Action::ExportPayments,
        StaffRole::TenantAdmin => action == Action::SeeDeliveries,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Actor, MedicalLeave, StaffRole, StaffRoles, may, role_for};
    use crate::{account::Role, id::UserId};
    use uuid::Uuid;

    const MEMBERS: [Action; 3] = [Action::ReadOwnFile, Action::WriteOwnFile, Action::WriteOwnAccount];
    const DESK: [Action; 10] = [
        Action::ReadQueue,
        Action::LookAtClaims,
        Action::AskForDocuments,
        Action::ExamineFiles,
        Action::Decide,
        Action::WorkOnClaims,
        Action::CorrectData,
        Action::ViewAsMember,
        Action::EnterOnBehalf,
        Action::HelpToSignIn,
    ];
    const OFFICE: [Action; 16] = [
        Action::OwnStaffAccount,
        Action::ReadQueue,
        Action::LookAtClaims,
        Action::AskForDocuments,
        Action::ExamineFiles,
        Action::ReadMedical,
        Action::Decide,
        Action::ApprovePayments,
        Action::ExportPayments,
        Action::WorkOnClaims,
        Action::CorrectData,
        Action::Oversee,
        Action::SeeDeliveries,
        Action::ViewAsMember,
        Action::EnterOnBehalf,
        Action::HelpToSignIn,
    ];

    #[test]
    fn a_visitor_reads_public_pages_only() {
        assert!(may(Actor::Visitor, Action::ReadPublic));
        for action in MEMBERS.into_iter().chain(OFFICE) {
            assert!(!may(Actor::Visitor, action), "{action:?}");
        }
        assert!(may(Actor::Person(Role::Member), Action::WriteOwnFile));
    }

    #[test]
    fn s57_an_employers_identifier_opens_the_kit_and_nothing_else() {
        assert!(!may(Actor::Visitor, Action::ReadKit));
        assert!(may(Actor::Newcomer, Action::ReadKit) && may(Actor::Newcomer, Action::ReadPublic));
        assert!(may(Actor::Person(Role::Member), Action::ReadKit));
        for action in MEMBERS.into_iter().chain(OFFICE) {
            assert!(!may(Actor::Newcomer, action), "{action:?}");
        }
    }

    #[test]
    fn b1_members_and_the_office_never_do_what_is_the_others() {
        let all: StaffRoles = StaffRole::ALL.into_iter().collect();
        for action in MEMBERS {
            assert!(!may(Actor::Staff(all), action) && !may(Actor::Person(Role::Staff), action), "{action:?}");
        }
        for action in OFFICE {
            assert!(!may(Actor::Person(Role::Member), action) && !may(Actor::Person(Role::Staff), action), "{action:?}");
        }
    }

    #[test]
    fn b1_without_a_role_nothing_opens_and_each_opens_its_own() {
        let none = StaffRoles::default();
        assert!(may(Actor::Staff(none), Action::OwnStaffAccount));
        let others = [Action::ReadMedical, Action::ApprovePayments, Action::ExportPayments, Action::Oversee, Action::SeeDeliveries];
        assert!(!DESK.into_iter().chain(others).any(|action| may(Actor::Staff(none), action)));
        for role in StaffRole::ALL {
            let only: StaffRoles = [role].into_iter().collect();
            for action in DESK {
                assert_eq!(may(Actor::Staff(only), action), role == StaffRole::Handler, "{role:?} {action:?}");
            }
        }
    }

    #[test]
    fn b54_whoever_sees_as_a_member_reads_and_does_nothing_of_either_side() {
        assert!(may(Actor::Viewer, Action::ReadOwnFile) && may(Actor::Viewer, Action::ReadPublic));
        for action in OFFICE.into_iter().chain([Action::WriteOwnFile, Action::WriteOwnAccount, Action::ReadKit]) {
            assert!(!may(Actor::Viewer, action), "{action:?}");
        }
    }

    #[test]
    fn b4_y8_what_is_medical_is_read_by_the_medical_service_alone() {
        for role in StaffRole::ALL {
            let only: StaffRoles = [role].into_iter().collect();
            assert_eq!(may(Actor::Staff(only), Action::ReadMedical), role == StaffRole::Medical, "{role:?}");
            let leave = MedicalLeave::of_staff(only, UserId(Uuid::nil()));
            assert_eq!(leave.is_some(), role == StaffRole::Medical, "{role:?}");
        }
        let medical: StaffRoles = [StaffRole::Medical].into_iter().collect();
        for action in DESK.into_iter().chain([Action::ApprovePayments, Action::ExportPayments]) {
            assert!(!may(Actor::Staff(medical), action), "the medical service reads papers and nothing else: {action:?}");
        }
        let own = MedicalLeave::own(UserId(Uuid::nil()));
        assert!(own.is_for(UserId(Uuid::nil())) && !own.is_for(UserId(Uuid::from_u128(7))), "leave is for one member's papers");
    }

    #[test]
    fn b11_y20_who_prepares_who_approves_and_who_pays_are_three_roles() {
        for role in StaffRole::ALL {
            let only: StaffRoles = [role].into_iter().collect();
            assert_eq!(may(Actor::Staff(only), Action::ApprovePayments), role == StaffRole::Supervisor, "{role:?}");
            assert_eq!(may(Actor::Staff(only), Action::ExportPayments), role == StaffRole::Accountant, "{role:?}");
        }
    }

    #[test]
    fn b61_what_did_not_leave_is_seen_by_supervisors_and_administrators() {
        for role in StaffRole::ALL {
            let only: StaffRoles = [role].into_iter().collect();
            let sees = [StaffRole::Supervisor, StaffRole::TenantAdmin].contains(&role);
            assert_eq!(may(Actor::Staff(only), Action::SeeDeliveries), sees, "{role:?}");
        }
    }

    #[test]
    fn b60_figures_are_for_supervisors_alone() {
        for role in StaffRole::ALL {
            let only: StaffRoles = [role].into_iter().collect();
            assert_eq!(may(Actor::Staff(only), Action::Oversee), role == StaffRole::Supervisor, "{role:?}");
        }
    }

    #[test]
    fn a_person_holds_several_roles_and_acts_by_the_one_that_allows_it() {
        let roles: StaffRoles = [StaffRole::Supervisor, StaffRole::Handler, StaffRole::Handler].into_iter().collect();
        assert_eq!(roles.held().collect::<Vec<_>>(), [StaffRole::Handler, StaffRole::Supervisor]);
        assert_eq!(role_for(roles, Action::LookAtClaims), Some(StaffRole::Handler));
        assert_eq!(role_for(StaffRoles::default(), Action::LookAtClaims), None);
        assert!(StaffRole::ALL.iter().all(|role| StaffRole::parse(role.as_str()) == Some(*role)));
    }
}
