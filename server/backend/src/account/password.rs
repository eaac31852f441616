//! Passwords: Argon2id with OWASP's parameters (the crate's defaults: 19 MiB, 2 passes, 1 lane).
use crate::BackendError;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::account::composed;
use std::sync::OnceLock;

/// The hash to keep.
///
/// # Errors
/// When the machine has no randomness for the salt.
pub(super) fn hash(password: &str) -> Result<String, BackendError> {
    let hash = Argon2::default().hash_password(composed(password).as_bytes()).map_err(|error| BackendError::broken(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether the password is the one hashed. Without a hash the same work is done for nothing, so that nobody learns from the
/// time taken whether a name exists.
pub(super) fn is_right(password: &str, known: Option<&str>) -> bool {
    static NOBODY: OnceLock<String> = OnceLock::new();
    let against = known.unwrap_or_else(|| NOBODY.get_or_init(|| hash("nobody has this password").unwrap_or_default()));
    let matches =
        PasswordHash::new(against).is_ok_and(|hash| Argon2::default().verify_password(composed(password).as_bytes(), &hash).is_ok());
    matches && known.is_some()
}

#[cfg(test)]
mod tests {
    use super::{hash, is_right};

    #[test]
    fn a_password_is_kept_as_argon2id_and_recognised() {
        let kept = hash("Brise-lames 1907").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(is_right("Brise-lames 1907", Some(&kept)));
        assert!(!is_right("brise-lames 1907", Some(&kept)));
        assert!(is_right("e\u{301}te\u{301}", Some(&hash("été").unwrap())), "however the keyboard composes it");
        assert!(!is_right("nobody has this password", None));
    }
}
