//! « Réclamations de soins de santé » (D-18): the way to a claim, its first step, its expenses as they are read again. The other steps are
//! those of every claim.
mod api;
mod expense_form;
mod expense_list;
mod expenses_page;
mod start;

#[cfg(feature = "ssr")]
pub(crate) use api::claimable;
pub use api::{claim_expenses, save_expenses};
pub use expense_list::ExpenseList;
pub use expenses_page::ExpensesPage;
pub use start::StartCare;
