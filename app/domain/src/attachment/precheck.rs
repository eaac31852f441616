//! What can be said of a file from its name and size alone: by the drop zone, and by the server before it reads.
use super::{FileType, Refusal, UploadRules, name};

/// Checks the next file of a sending that already holds `already_files` accepted files weighing `already_bytes`.
///
/// # Errors
/// The first reason in the order: too many, empty, too large, name, extension, total too large.
pub fn precheck(rules: &UploadRules, name: &str, size: u64, already_files: u32, already_bytes: u64) -> Result<FileType, Refusal> {
    if already_files >= rules.max_files {
        return Err(Refusal::TooMany);
    }
    let kind = check_file(rules, name, size)?;
    if already_bytes.saturating_add(size) > rules.max_total_bytes {
        return Err(Refusal::TotalTooLarge);
    }
    Ok(kind)
}

/// Checks one file by itself; the server asks again with the size it has read.
///
/// # Errors
/// The first reason in the order: empty, too large, name, extension.
pub fn check_file(rules: &UploadRules, name: &str, size: u64) -> Result<FileType, Refusal> {
    if size == 0 {
        return Err(Refusal::Empty);
    }
    if size > rules.max_file_bytes {
        return Err(Refusal::TooLarge);
    }
    if name.contains('\0') {
        return Err(Refusal::BadName);
    }
    let kind = name::extension(name).and_then(|extension| FileType::of_extension(&extension));
    kind.filter(|kind| rules.types.contains(kind)).ok_or(Refusal::WrongFormat)
}

#[cfg(test)]
mod tests {
    use super::{FileType, Refusal, UploadRules, precheck};

    fn check(name: &str, size: u64, files: u32, bytes: u64) -> Result<FileType, Refusal> {
        precheck(&UploadRules::default(), name, size, files, bytes)
    }

    #[test]
    fn s42_an_eleventh_file_is_refused_before_anything_else_is_looked_at() {
        assert_eq!(check("a.jpg", 1, 9, 0), Ok(FileType::Jpg));
        assert_eq!(check("a.exe", 0, 10, 0), Err(Refusal::TooMany));
    }

    #[test]
    fn s40_a_file_may_weigh_the_limit_and_not_one_byte_more() {
        assert_eq!(check("a.pdf", 3_670_016, 0, 0), Ok(FileType::Pdf));
        assert_eq!(check("a.exe", 3_670_017, 0, 0), Err(Refusal::TooLarge));
        assert_eq!(check("a\0.exe", 0, 0, 0), Err(Refusal::Empty));
    }

    #[test]
    fn s41_a_sending_may_weigh_the_limit_and_not_one_byte_more() {
        assert_eq!(check("a.png", 3_145_728, 2, 7_340_032), Ok(FileType::Png));
        assert_eq!(check("a.png", 3_145_729, 2, 7_340_032), Err(Refusal::TotalTooLarge));
        assert_eq!(check("a.gif", 3_145_729, 2, 7_340_032), Err(Refusal::WrongFormat), "the file's own reason comes first");
        assert_eq!(check("a.png", 1, 2, u64::MAX), Err(Refusal::TotalTooLarge));
    }

    #[test]
    fn s39_only_accepted_extensions_pass() {
        for name in ["photo", "photo.jpg.php", "photo.jpg. ", "image.gif", "IMG_2201.HEIC", "photo.jfif"] {
            assert_eq!(check(name, 1, 0, 0), Err(Refusal::WrongFormat), "{name}");
        }
        let rules = UploadRules { types: vec![FileType::Pdf], ..UploadRules::default() };
        assert_eq!(precheck(&rules, "photo.jpg", 1, 0, 0), Err(Refusal::WrongFormat), "the profile takes PDF only");
    }

    #[test]
    fn r13_a_nul_in_the_name_has_its_own_reason() {
        assert_eq!(check("shell.php\0.jpg", 1, 0, 0), Err(Refusal::BadName));
        assert_eq!(check("photo.jpg\0.exe", 1, 0, 0), Err(Refusal::BadName));
    }
}
