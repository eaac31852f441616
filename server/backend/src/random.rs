//! Randomness, from the machine and nowhere else.
use crate::BackendError;
use domain::day::Instant;
use uuid::Uuid;

/// `N` random bytes.
///
/// # Errors
/// When the machine has no randomness to give.
#[expect(clippy::disallowed_methods, reason = "the one place where randomness is taken")]
pub fn bytes<const N: usize>() -> Result<[u8; N], BackendError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| BackendError::broken(error.to_string()))?;
    Ok(bytes)
}

/// A new identifier: UUID version 7, ordered by time and not to be guessed (RFC 9562).
///
/// # Errors
/// When the machine has no randomness to give.
pub fn id(at: Instant) -> Result<Uuid, BackendError> {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    Ok(uuid::Builder::from_unix_timestamp_millis(millis, &bytes::<10>()?).into_uuid())
}

/// A secret of 256 bits in hexadecimal, for session cookies.
///
/// # Errors
/// When the machine has no randomness to give.
pub fn token() -> Result<String, BackendError> {
    Ok(hex::encode(bytes::<32>()?))
}
