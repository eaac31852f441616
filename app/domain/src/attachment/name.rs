//! The name shown to people. Files are stored under a generated key, never under a name.

/// Longest shown name, in characters.
const LONGEST: usize = 120;

/// The name as shown, for refused files too: the part after the last `/` or `\`, without control, bidi and zero-width
/// characters, `<>:"|?*` replaced, at most 120 characters with the extension kept. The server composes accents (NFC) first.
pub fn shown_name(claimed: &str) -> String {
    let name = cleaned(claimed);
    match name.rsplit_once('.') {
        Some((stem, extension)) if extension.chars().count() < LONGEST / 2 => {
            let room = LONGEST - 1 - extension.chars().count();
            format!("{}.{extension}", stem_or_document(stem).chars().take(room).collect::<String>())
        }
        _ => stem_or_document(&name).chars().take(LONGEST).collect(),
    }
}

/// The extension that decides: what follows the last dot of the cleaned name.
pub(super) fn extension(claimed: &str) -> Option<String> {
    cleaned(claimed).rsplit_once('.').map(|(_, extension)| extension.to_owned())
}

fn stem_or_document(stem: &str) -> &str {
    let stem = stem.trim_matches([' ', '.']);
    if stem.is_empty() { "document" } else { stem }
}

fn cleaned(claimed: &str) -> String {
    let last = claimed.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible = last.chars().filter(|c| !c.is_control() && !is_invisible(*c));
    visible.map(|c| if "<>:\"|?*".contains(c) { '_' } else { c }).collect::<String>().trim().to_owned()
}

/// Characters that change how a name reads without being seen.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{61c}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
    )
}

#[cfg(test)]
mod tests {
    use super::{extension, shown_name};

    #[test]
    fn a_name_loses_its_path_and_what_cannot_be_seen() {
        for (claimed, shown) in [
            ("../../etc/cron.d/recu.jpg", "recu.jpg"),
            ("C:\\fakepath\\..\\photo.jpg", "photo.jpg"),
            ("releve_\u{202e}fdp.jpg", "releve_fdp.jpg"),
            ("pho\u{200b}to.jp\u{feff}g", "photo.jpg"),
            ("photo\r\nX-Injected: 1.jpg", "photoX-Injected_ 1.jpg"),
            ("<img src=x>.jpg", "_img src=x_.jpg"),
            ("..%2f..%2fphoto.jpg", "%2f..%2fphoto.jpg"),
            ("   photo  de  moi .jpg", "photo  de  moi.jpg"),
            (".jpg", "document.jpg"),
            ("photo..jpg", "photo.jpg"),
            ("arrêt 🤒 n°3.jpg", "arrêt 🤒 n°3.jpg"),
            ("documents", "documents"),
            ("dossier/", "document"),
        ] {
            assert_eq!(shown_name(claimed), shown, "{claimed:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let shown = shown_name(&format!("{}.jpeg", "é".repeat(300)));
        assert_eq!(shown.chars().count(), 120);
        assert!(shown.ends_with("é.jpeg"));
        assert_eq!(shown_name(&"x".repeat(300)).len(), 120);
        assert_eq!(shown_name(&format!("a.{}", "x".repeat(300))).len(), 120);
    }

    #[test]
    fn the_last_extension_decides() {
        assert_eq!(extension("photo.jpg.php").as_deref(), Some("php"));
        assert_eq!(extension("photo.jpg. ").as_deref(), Some(""));
        assert_eq!(extension("releve_\u{202e}gpj.exe").as_deref(), Some("exe"));
        assert_eq!(extension("archive.d/photo"), None);
    }
}
