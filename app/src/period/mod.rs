//! Periods: the first step of the wizard, its editor and the calendar.
mod api;
mod calendar;
mod editor_form;
mod editor_island;
mod editor_model;
mod periods_page;

pub use api::save_periods;
pub use calendar::Calendar;
pub(crate) use editor_form::EditorForm;
pub use editor_island::PeriodEditor;
pub use editor_model::EditorModel;
pub use periods_page::PeriodsPage;
pub(crate) use periods_page::{Written, model, problems, typed_days};
