//! Passwords: Argon2id with OWASP's parameters (the crate's defaults: 19 MiB, 2 passes, 1 lane).
use crate::BackendError;
use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::{
        PasswordHasher,
        phc::{Output, PasswordHash},
    },
};
use domain::account::composed;
use std::{
    cell::RefCell,
    sync::atomic::{AtomicU64, Ordering},
};

/// The hash of nobody's password: made of nothing, at the price of all others. It is written here, so that not even the first one who
/// asks for an unknown name waits for it to be made.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$U5ur2VCQbGDwHHooEypjCA$Y4KzzIgUErd7/K7tAmABwA2eMCXmbCD25+kvB5hRRio";

static TIMES: AtomicU64 = AtomicU64::new(0);

/// How often a password was hashed since the program began, to keep it or to compare it. Names, known or not, cost the same (C-1).
pub fn times_hashed() -> u64 {
    TIMES.load(Ordering::Relaxed)
}

thread_local! {
    /// What a thread compares passwords in. The 19 MiB are kept: emptied anew for each, they would take a tenth of its time (P9).
    static MEMORY: RefCell<Vec<Block>> = const { RefCell::new(Vec::new()) };
}

/// The hash to keep.
///
/// # Errors
/// When the machine has no randomness for the salt.
pub(super) fn hash(password: &str) -> Result<String, BackendError> {
    TIMES.fetch_add(1, Ordering::Relaxed);
    let hash = Argon2::default().hash_password(composed(password).as_bytes()).map_err(|error| BackendError::broken(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether the password is the one hashed. Without a hash the same work is done for nothing, so that nobody learns from the
/// time taken whether a name exists.
pub(super) fn is_right(password: &str, known: Option<&str>) -> bool {
    let kept = PasswordHash::new(known.unwrap_or(NOBODY)).ok();
    // Outputs are compared in constant time.
    let matches = kept.and_then(|kept| Some(output(password, &kept)? == kept.hash?)).unwrap_or_default();
    matches && known.is_some()
}

/// What the password gives under the salt and the parameters of that hash.
fn output(password: &str, of: &PasswordHash) -> Option<Output> {
    TIMES.fetch_add(1, Ordering::Relaxed);
    let (algorithm, version) = (Algorithm::try_from(of.algorithm.as_str()).ok()?, Version::try_from(of.version?).ok()?);
    let argon2 = Argon2::new(algorithm, version, Params::try_from(of).ok()?);
    let mut bytes = [0; Output::MAX_LENGTH];
    let bytes = bytes.get_mut(..of.hash?.len())?;
    MEMORY.with_borrow_mut(|memory| {
        memory.resize(argon2.params().block_count(), Block::new());
        argon2.hash_password_into_with_memory(composed(password).as_bytes(), of.salt?.as_ref(), bytes, memory).ok()
    })?;
    Output::new(bytes).ok()
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
        assert!(is_right("Brise-lames 1907", Some(&kept)), "whatever was compared before");
        let cut = kept.rsplit_once('$').unwrap().0;
        assert!(!is_right("Brise-lames 1907", Some(cut)) && !is_right("Brise-lames 1907", Some("")), "no hash is nobody's");
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
