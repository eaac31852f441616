//! Keys of applications: time-based one-time codes (RFC 6238), six figures every 30 seconds, one step early or late.
use crate::{BackendError, random};
use domain::day::Instant;
use totp_rs::{Builder, Secret, Totp};

/// A new key of 160 bits, in Base32 (RFC 4226, part 4).
pub(super) fn generate() -> Result<String, BackendError> {
    Ok(Secret::new_stack(random::bytes::<20>()?).to_base32())
}

fn builder(key: &str) -> Result<Builder, BackendError> {
    let secret = Secret::try_from_base32(key).map_err(|_| BackendError::inconsistent("authenticators"))?;
    Ok(Builder::new().with_secret(secret))
}

fn build(builder: Builder) -> Result<Totp, BackendError> {
    builder.build().map_err(|error| BackendError::broken(error.to_string()))
}

/// The address that applications read from a QR code.
pub(super) fn url(key: &str, brand: &str, login: &str) -> Result<String, BackendError> {
    let plain = |text: &str| text.replace(':', " ");
    let named = builder(key)?.with_issuer(Some(plain(brand))).with_account_name(plain(login));
    build(named)?.to_url().map_err(|error| BackendError::broken(error.to_string()))
}

/// The step of time whose code that is; `None` when it is no code of now.
pub(super) fn step(key: &str, code: &str, now: Instant) -> Result<Option<i64>, BackendError> {
    let seconds = u64::try_from(now.timestamp()).map_err(BackendError::broken)?;
    Ok(build(builder(key)?)?.check(code, seconds).and_then(|step| i64::try_from(step).ok()))
}

#[cfg(test)]
mod tests {
    use super::{generate, step, url};
    use domain::day::Instant;

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        // Appendix B, the last six of its eight figures; the key is « 12345678901234567890 » in Base32.
        let key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        for (at, code) in [("1970-01-01T00:00:59Z", "287082"), ("2005-03-18T01:58:29Z", "081804"), ("2009-02-13T23:31:30Z", "005924")] {
            let at: Instant = at.parse().unwrap();
            assert_eq!(step(key, code, at).unwrap(), Some(at.timestamp() / 30), "{at}");
            assert_eq!(step(key, code, at + chrono::TimeDelta::seconds(30)).unwrap(), Some(at.timestamp() / 30), "a slow clock");
            assert_eq!(step(key, code, at + chrono::TimeDelta::seconds(90)).unwrap(), None, "too late");
        }
    }

    #[test]
    fn a_key_has_160_bits_and_is_never_the_same() {
        let (one, other) = (generate().unwrap(), generate().unwrap());
        assert_eq!(one.len(), 32);
        assert_ne!(one, other);
        let url = url(&one, "Relais : Démo", "a@b.example").unwrap();
        assert!(url.starts_with("otpauth://totp/") && url.contains(&format!("secret={one}")), "{url}");
    }
}
