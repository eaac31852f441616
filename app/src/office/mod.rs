//! The back office: its door, its people's accounts, the claims desk, medical papers, and payments. Its pages are reached by their addresses only.
mod account;
mod account_page;
mod acts;
mod approval_page;
mod asking;
mod asking_page;
mod beside;
mod claim_page;
mod conflict_page;
mod decision;
mod decision_page;
mod desk;
mod documents;
mod door;
mod examine;
mod examine_part;
mod exports_page;
mod found_page;
mod hands_card;
mod invitation_page;
mod keys;
mod layout;
mod medical;
mod medical_page;
mod medical_piece_page;
mod oversight;
mod oversight_charts;
mod oversight_page;
mod payment;
mod payments_page;
mod piece;
mod piece_page;
mod queue_filters;
mod queue_page;
mod queue_table;
mod refusal_page;
mod search;
mod second_page;
mod sheet;
mod sign_in_page;
mod step_page;

pub use account::{
    office_change_password, office_confirm_second_factor, office_end_sessions, office_note_codes, office_offer_second_factor,
};
pub use account_page::OfficeAccountPage;
pub use acts::{office_hand_over, office_next, office_note, office_release, office_take};
pub use approval_page::ApprovalPage;
pub use asking::{office_ask_documents, office_judge_item, office_judge_medical};
pub use asking_page::AskingPage;
pub use claim_page::DeskClaimPage;
pub use conflict_page::ConflictPage;
pub use decision::{load_decision, office_decide, office_draft_decision};
pub use decision_page::DecisionPage;
pub use desk::{Conflict, DeskFile, load_conflict, load_desk_claim, load_kept_filters, load_queue};
pub use door::{Invitation, office_accept_invitation, office_second_step, office_sign_in};
pub use examine::office_examine_file;
pub use exports_page::{ExportsPage, RETURNED, Return};
pub use found_page::FoundPage;
pub use invitation_page::InvitationPage;
pub use medical::{MedicalFile, MedicalPiece, load_medical_claim, load_medical_piece, load_medical_queue};
pub use medical_page::{MedicalClaimPage, MedicalQueuePage};
pub use medical_piece_page::MedicalPiecePage;
pub use oversight::{figures_csv, load_oversight};
pub use oversight_page::OversightPage;
pub use payment::{
    load_approvals, load_desk_payments, load_exports, office_approve_payment, office_export_payments, office_prepare_payment,
    office_reverse_payment,
};
pub use payments_page::PaymentsPage;
pub use piece::{DeskPiece, load_desk_piece};
pub use piece_page::DeskPiecePage;
pub use queue_page::QueuePage;
pub use refusal_page::{MedicalRefusalPage, RefusalPage};
pub use search::{FoundFile, load_found, office_drop_filter, office_keep_filter, office_search};
pub use second_page::OfficeSecondPage;
pub use sign_in_page::OfficeSignInPage;
pub use step_page::OfficeStepPage;
