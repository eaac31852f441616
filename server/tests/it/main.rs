//! The portal as a browser meets it: the real router, on SQLite or, with `RELAIS_TEST_DATABASE`, on PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]
mod account;
mod attachment;
mod binary;
mod claim;
mod contract;
mod enrolments;
mod export;
mod faults;
mod hint;
mod insurer;
mod kit;
mod leaving;
mod outbox;
mod password;
mod period;
mod profiles;
mod recovery;
mod registration;
mod rights;
mod second_factor;
mod smtp;
mod support;
mod synthesis;
mod terms;
mod upload;
mod words;
