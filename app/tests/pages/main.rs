//! What pages are made of. Here and not beside what they test: all pages would be compiled a second time for that.
#![cfg(feature = "ssr")]
mod breakable;
mod chart;
mod field;
mod oversight;
mod routes;
