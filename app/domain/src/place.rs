//! Places in the office's long lists, as the addresses of their pages write them.
use crate::day::Instant;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A place in a list in the order of time: what stands after it is found without counting what stands before (P8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place<Id> {
    /// The moment by which the list is ordered.
    pub at: Instant,
    /// Which it is, among those of the same moment.
    pub id: Id,
}

impl<Id: fmt::Display> fmt::Display for Place<Id> {
    /// As the address of a page writes it: nanoseconds since 1970, a full stop, which it is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at.timestamp_nanos_opt().unwrap_or_default(), self.id)
    }
}

impl<Id: FromStr> FromStr for Place<Id> {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, &'static str> {
        let read = || {
            let (at, id) = text.split_once('.')?;
            Some(Self { at: Instant::from_timestamp_nanos(at.parse().ok()?), id: id.parse().ok()? })
        };
        read().ok_or("not a place in the list")
    }
}
