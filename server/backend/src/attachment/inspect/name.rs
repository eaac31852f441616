//! The name a received file is shown under.
use domain::attachment::{Refusal, shown_name};
use unicode_normalization::UnicodeNormalization;

/// The name shown to people, accents composed (NFC): see [`shown_name`]. It never becomes a path or a storage key, and goes into
/// a header only encoded.
///
/// # Errors
/// [`Refusal::BadName`] when it holds a NUL.
pub fn display_name(claimed: &str) -> Result<String, Refusal> {
    if claimed.contains('\0') {
        return Err(Refusal::BadName);
    }
    Ok(shown_name(&claimed.nfc().collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::{Refusal, display_name};

    #[test]
    fn accents_are_composed_so_that_two_systems_show_one_name() {
        assert_eq!(display_name("De\u{301}ce\u{300}s.jpg").as_deref(), Ok("Décès.jpg"));
        assert_eq!(display_name("photo.jpg\0.exe"), Err(Refusal::BadName));
    }
}
