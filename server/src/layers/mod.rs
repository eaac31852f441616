//! What every request passes on its way in and out.
pub(crate) mod guard;
pub(crate) mod headers;
pub(crate) mod page;
pub(crate) mod timing;
