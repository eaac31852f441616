//! Passwords: Argon2id with OWASP's parameters (the crate's defaults: 19 MiB, 2 passes, 1 lane).
use crate::BackendError;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::account::composed;
use std::sync::atomic::{AtomicU64, Ordering};

/// The hash of nobody's password: made of nothing, at the price of all others. It is written here, so that not even the first one who
/// asks for an unknown name waits for it to be made.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$U5ur2VCQbGDwHHooEypjCA$Y4KzzIgUErd7/K7tAmABwA2eMCXmbCD25+kvB5hRRio";

static TIMES: AtomicU64 = AtomicU64::new(0);

/// How often a password was hashed since the program began, to keep it or to compare it. Names, known or not, cost the same (C-1).
pub fn times_hashed() -> u64 {
    TIMES.load(Ordering::Relaxed)
}

/// What hashes; each use is counted.
fn argon2() -> Argon2<'static> {
    TIMES.fetch_add(1, Ordering::Relaxed);
    Argon2::default()
}

/// The hash to keep.
///
/// # Errors
/// When the machine has no randomness for the salt.
pub(super) fn hash(password: &str) -> Result<String, BackendError> {
    let hash = argon2().hash_password(composed(password).as_bytes()).map_err(|error| BackendError::broken(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether the password is the one hashed. Without a hash the same work is done for nothing, so that nobody learns from the
/// time taken whether a name exists.
pub(super) fn is_right(password: &str, known: Option<&str>) -> bool {
    let against = PasswordHash::new(known.unwrap_or(NOBODY));
    let matches = against.is_ok_and(|hash| argon2().verify_password(composed(password).as_bytes(), &hash).is_ok());
    matches && known.is_some()
}

#[cfg(test)]
mod tests {
    use super::{NOBODY, PasswordHash, hash, is_right};

    #[test]
    fn a_password_is_kept_as_argon2id_and_recognised() {
        let kept = hash("Brise-lames 1907").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(is_right("Brise-lames 1907", Some(&kept)));
        assert!(!is_right("brise-lames 1907", Some(&kept)));
        assert!(is_right("e\u{301}te\u{301}", Some(&hash("été").unwrap())), "however the keyboard composes it");
    }

    #[test]
    fn c1_nobodys_hash_costs_what_any_other_does() {
        let kept = hash("Brise-lames 1907").unwrap();
        let price = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!((price(NOBODY), NOBODY.len()), (price(&kept), kept.len()));
        assert!(PasswordHash::new(NOBODY).is_ok());
        assert!(!is_right("", None));
    }
}
