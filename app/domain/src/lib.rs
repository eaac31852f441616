//! The rule book of Relais, compiled into the server and into the islands: no I/O, no clock, no async, no framework.
pub mod access;
pub mod account;
pub mod attachment;
pub mod claim;
pub mod contract;
pub mod day;
pub mod export;
pub mod form;
pub mod holiday;
pub mod id;
pub mod insurer;
pub mod kit;
pub mod message;
pub mod money;
pub mod period;
pub mod terms;
