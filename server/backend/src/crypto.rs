//! Encryption at rest. Each file has its own key, wrapped by its member's key, wrapped by the master key: deleting
//! a member's key makes all their files unreadable. Contents are sealed in pieces (STREAM, ChaCha20-Poly1305), so that a
//! file is never wholly in memory while it arrives and cannot be cut or reordered unnoticed.
use crate::{BackendError, random};
use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use std::path::Path;
use zeroize::Zeroizing;

/// Bytes sealed at a time.
pub const PIECE: usize = 64 * 1024;
const TAG: usize = 16;
const NONCE: usize = 7;
/// Bytes of a sealed piece; the last one may have less.
pub const SEALED_PIECE: usize = PIECE + TAG;

/// A key of 256 bits, wiped when dropped, never shown.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

/// The key that wraps every member's key.
pub type MasterKey = Key;

impl Key {
    /// A new random key.
    ///
    /// # Errors
    /// When the machine has no randomness to give.
    pub fn generate() -> Result<Self, BackendError> {
        random::bytes().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// Reads a key of 64 hexadecimal figures from a file, or makes the file when `create` is set and it is missing.
    ///
    /// # Errors
    /// When the file is missing, unreadable or holds no key.
    pub fn from_file(path: &Path, create: bool) -> Result<Self, BackendError> {
        if create && !path.exists() {
            let key = Self::generate()?;
            write_private(path, hex::encode(key.0.as_slice()).as_bytes()).map_err(BackendError::from_io)?;
        }
        let text = Zeroizing::new(std::fs::read_to_string(path).map_err(BackendError::from_io)?);
        let mut bytes = Zeroizing::new([0; 32]);
        hex::decode_to_slice(text.trim(), bytes.as_mut_slice())
            .map_err(|_| BackendError::broken("the master key file must hold 64 hexadecimal figures"))?;
        Ok(Self(bytes))
    }

    /// A few bytes sealed under this key, in hexadecimal: nobody else reads them, or makes any. They open as nothing but what they are
    /// `about`.
    ///
    /// # Errors
    /// When the machine has no randomness to give.
    pub fn sealed(&self, about: &str, plain: &[u8]) -> Result<String, BackendError> {
        let nonce = random::bytes::<24>()?;
        let plain = Payload { msg: plain, aad: about.as_bytes() };
        let sealed = XChaCha20Poly1305::new((&*self.0).into()).encrypt((&nonce).into(), plain).map_err(|_| unreadable())?;
        Ok(format!("{}{}", hex::encode(nonce), hex::encode(sealed)))
    }

    /// Opens what [`Self::sealed`] made.
    ///
    /// # Errors
    /// When the text was not made with this key, or about something else.
    pub fn opened(&self, about: &str, sealed: &str) -> Result<Zeroizing<Vec<u8>>, BackendError> {
        let bytes = hex::decode(sealed).map_err(|_| unreadable())?;
        let (nonce, sealed) = bytes.split_at_checked(24).ok_or_else(unreadable)?;
        let nonce: [u8; 24] = nonce.try_into().map_err(|_| unreadable())?;
        let sealed = Payload { msg: sealed, aad: about.as_bytes() };
        XChaCha20Poly1305::new((&*self.0).into()).decrypt((&nonce).into(), sealed).map(Zeroizing::new).map_err(|_| unreadable())
    }

    /// As [`Self::opened`], of a text.
    ///
    /// # Errors
    /// As [`Self::opened`].
    pub fn opened_text(&self, about: &str, sealed: &str) -> Result<String, BackendError> {
        String::from_utf8(self.opened(about, sealed)?.to_vec()).map_err(|_| unreadable())
    }

    /// A key for one purpose, which whoever has only one of these two cannot make: one-step derivation of NIST SP 800-56C with SHA-256.
    pub fn derived(&self, with: &Self, purpose: &str) -> Self {
        use sha2::{Digest, Sha256};
        let hash = Sha256::new().chain_update(1_u32.to_be_bytes()).chain_update(self.0.as_slice()).chain_update(with.0.as_slice());
        Self(Zeroizing::new(hash.chain_update(purpose).finalize().into()))
    }

    /// This key sealed under another.
    ///
    /// # Errors
    /// When the machine has no randomness to give.
    pub fn wrapped_by(&self, outer: &Self) -> Result<String, BackendError> {
        outer.sealed("", self.0.as_slice())
    }

    /// Opens what [`Self::wrapped_by`] made.
    ///
    /// # Errors
    /// When the text was not made with that key.
    pub fn unwrapped(wrapped: &str, outer: &Self) -> Result<Self, BackendError> {
        let key: [u8; 32] = outer.opened("", wrapped)?.as_slice().try_into().map_err(|_| unreadable())?;
        Ok(Self(Zeroizing::new(key)))
    }
}

fn unreadable() -> BackendError {
    BackendError::broken("sealed data cannot be read with this key")
}

/// Seals bytes as they come, a piece at a time.
pub struct Sealer {
    stream: EncryptorBE32<ChaCha20Poly1305>,
    held: Zeroizing<Vec<u8>>,
}

impl Sealer {
    /// Begins; the header returned stands before the pieces.
    ///
    /// # Errors
    /// When the machine has no randomness to give.
    pub fn begin(key: &Key) -> Result<(Self, Vec<u8>), BackendError> {
        let nonce = random::bytes::<NONCE>()?;
        let stream = EncryptorBE32::new((&*key.0).into(), (&nonce).into());
        Ok((Self { stream, held: Zeroizing::new(Vec::with_capacity(PIECE)) }, nonce.to_vec()))
    }

    /// Takes bytes and gives the sealed pieces that are full.
    ///
    /// # Errors
    /// When the file is larger than the format allows (256 TiB).
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<Vec<u8>, BackendError> {
        let mut out = Vec::new();
        while self.held.len() + bytes.len() > PIECE {
            let (now, later) = bytes.split_at(PIECE - self.held.len());
            self.held.extend_from_slice(now);
            out.extend(self.stream.encrypt_next(self.held.as_slice()).map_err(|_| unreadable())?);
            self.held.clear();
            bytes = later;
        }
        self.held.extend_from_slice(bytes);
        Ok(out)
    }

    /// The last sealed piece.
    ///
    /// # Errors
    /// Never in practice.
    pub fn finish(self) -> Result<Vec<u8>, BackendError> {
        self.stream.encrypt_last(self.held.as_slice()).map_err(|_| unreadable())
    }
}

/// Seals the whole.
///
/// # Errors
/// When the machine has no randomness to give.
pub fn seal(key: &Key, plain: &[u8]) -> Result<Vec<u8>, BackendError> {
    let (mut sealer, mut out) = Sealer::begin(key)?;
    out.extend(sealer.push(plain)?);
    out.extend(sealer.finish()?);
    Ok(out)
}

/// Opens sealed pieces as they come.
pub struct Opener(DecryptorBE32<ChaCha20Poly1305>);

impl Opener {
    /// Begins with the header that [`Sealer::begin`] gave.
    ///
    /// # Errors
    /// When that is no header.
    pub fn begin(key: &Key, header: &[u8]) -> Result<Self, BackendError> {
        let nonce: [u8; NONCE] = header.try_into().map_err(|_| unreadable())?;
        Ok(Self(DecryptorBE32::new((&*key.0).into(), (&nonce).into())))
    }

    /// Opens a piece of [`SEALED_PIECE`] bytes that is not the last.
    ///
    /// # Errors
    /// When the key is wrong or a byte was changed, cut or moved.
    pub fn push(&mut self, piece: &[u8]) -> Result<Vec<u8>, BackendError> {
        self.0.decrypt_next(piece).map_err(|_| unreadable())
    }

    /// Opens the last piece.
    ///
    /// # Errors
    /// As [`Self::push`], and when it is not the last.
    pub fn finish(self, piece: &[u8]) -> Result<Vec<u8>, BackendError> {
        self.0.decrypt_last(piece).map_err(|_| unreadable())
    }
}

/// Opens the whole.
///
/// # Errors
/// When the key is wrong or a byte was changed, cut or moved.
pub fn open(key: &Key, sealed: &[u8]) -> Result<Vec<u8>, BackendError> {
    let (header, body) = sealed.split_at_checked(NONCE).ok_or_else(unreadable)?;
    let mut opener = Opener::begin(key, header)?;
    let mut out = Vec::with_capacity(body.len());
    let mut pieces = body.chunks(SEALED_PIECE).peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_some() {
            out.extend(opener.push(piece)?);
        } else {
            out.extend(opener.finish(piece)?);
            return Ok(out);
        }
    }
    Err(unreadable())
}

/// SHA-256 of the bytes, in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(bytes))
}

/// Writes a file that only its owner may read.
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::{Key, PIECE, open, seal};

    #[test]
    fn what_is_sealed_opens_with_its_key_only_and_whole() {
        let (key, other) = (Key::generate().unwrap(), Key::generate().unwrap());
        for size in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 5] {
            let plain = vec![7; size];
            let sealed = seal(&key, &plain).unwrap();
            assert_eq!(open(&key, &sealed).unwrap(), plain, "{size}");
            assert!(open(&other, &sealed).is_err());
            assert!(open(&key, &sealed[..sealed.len() - 1]).is_err());
            let mut changed = sealed.clone();
            *changed.last_mut().unwrap() ^= 1;
            assert!(open(&key, &changed).is_err());
        }
        let sealed = seal(&key, &vec![1; 2 * PIECE]).unwrap();
        assert!(open(&key, &sealed[..7 + PIECE + 16]).is_err(), "a whole piece cut off is noticed");
    }

    #[test]
    fn a_wrapped_key_opens_with_the_key_that_wrapped_it() {
        let (master, member, other) = (Key::generate().unwrap(), Key::generate().unwrap(), Key::generate().unwrap());
        let wrapped = member.wrapped_by(&master).unwrap();
        assert_eq!(*Key::unwrapped(&wrapped, &master).unwrap().0, *member.0);
        assert!(Key::unwrapped(&wrapped, &other).is_err());
        assert!(Key::unwrapped("00", &master).is_err());
    }

    #[test]
    fn y8_a_derived_key_is_its_purposes_and_needs_both_keys() {
        let (master, member, other) = (Key::generate().unwrap(), Key::generate().unwrap(), Key::generate().unwrap());
        let wrapped = other.wrapped_by(&master.derived(&member, "medical")).unwrap();
        assert!(Key::unwrapped(&wrapped, &master.derived(&member, "medical")).is_ok());
        let wrong =
            [master.derived(&member, "else"), master.derived(&other, "medical"), member.derived(&master, "medical"), member, master];
        assert!(wrong.iter().all(|key| Key::unwrapped(&wrapped, key).is_err()));
    }

    #[test]
    fn what_is_hidden_about_one_thing_does_not_open_as_another() {
        let (key, other) = (Key::generate().unwrap(), Key::generate().unwrap());
        let hidden = key.sealed("hint", b"le port").unwrap();
        assert_eq!(key.opened("hint", &hidden).unwrap().as_slice(), b"le port");
        assert!(key.opened("mother", &hidden).is_err() && key.opened("", &hidden).is_err() && other.opened("hint", &hidden).is_err());
        assert_ne!(key.sealed("hint", b"le port").unwrap(), hidden, "never twice the same");
        for bad in ["", "00", "zz", &hidden[2..]] {
            assert!(key.opened("hint", bad).is_err(), "{bad}");
        }
    }
}
