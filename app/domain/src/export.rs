//! « Télécharger mes données » (G-1): how long its link works, and how files are named in the archive.
use crate::attachment::shown_name;
use std::collections::BTreeSet;

/// How long a mailed link to the archive works, in hours.
pub const LINK_HOURS: u32 = 24;

/// Longest stem of a name, in bytes: file systems take 255 for the whole.
const LONGEST_STEM: usize = 200;
/// Longest extension, in bytes; a longer one is part of the stem.
const LONGEST_EXTENSION: usize = 10;

/// Names of the files in one archive: no folder, nothing that a system refuses, no two alike.
#[derive(Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// The name of a file of that dossier in the archive: the dossier's number before it, « (2) » after it when there is one already.
    pub fn take(&mut self, dossier: &str, name: &str) -> String {
        let shown = shown_name(name);
        let (stem, end) = match shown.rsplit_once('.').filter(|(_, extension)| extension.len() <= LONGEST_EXTENSION) {
            Some((stem, extension)) => (stem, format!(".{extension}")),
            None => (shown.as_str(), String::new()),
        };
        let stem = &stem[..stem.floor_char_boundary(LONGEST_STEM)];
        let mut rank = 1;
        let mut taken = format!("{dossier}-{stem}{end}");
        // Some systems tell no capital from a small letter.
        while !self.0.insert(taken.to_lowercase()) {
            rank += 1;
            taken = format!("{dossier}-{stem} ({rank}){end}");
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn g1_a_name_in_the_archive_leads_to_no_folder_and_is_there_once() {
        let mut names = Names::default();
        let mut take = |name: &str| names.take("D26-000001-7", name);
        assert_eq!(take("décompte.pdf"), "D26-000001-7-décompte.pdf");
        assert_eq!(take("DÉCOMPTE.PDF"), "D26-000001-7-DÉCOMPTE (2).PDF");
        assert_eq!(take("décompte.pdf"), "D26-000001-7-décompte (3).pdf");
        assert_eq!(take("../../etc/passwd"), "D26-000001-7-passwd");
        assert_eq!(take("C:\\Windows\\CON"), "D26-000001-7-CON");
        assert_eq!(take("fin\u{202e}gpj.pdf"), "D26-000001-7-fingpj.pdf");
        assert_eq!(take(""), "D26-000001-7-document");
    }

    #[test]
    fn g1_a_name_in_the_archive_is_no_longer_than_file_systems_take() {
        for name in ["😀".repeat(300) + ".jpeg", "é".repeat(300), format!("a.{}", "😀".repeat(300))] {
            let taken = Names::default().take("D26-000001-7", &name);
            assert!(taken.len() <= 240, "{} bytes: {taken}", taken.len());
            let ending = |name: &str| name.rsplit('.').next() == Some("jpeg");
            assert_eq!(ending(&name), ending(&taken));
        }
    }
}
