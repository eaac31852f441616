//! What pages are made of. Here and not beside what they test: all pages would be compiled a second time for that.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]
#![cfg(feature = "ssr")]
mod breakable;
mod chart;
mod field;
mod oversight;
mod routes;
