//! What an insurer accepts: the `[upload]` table of its profile, and the limits as sentences name them.
use super::size_text;
use serde::{Deserialize, Serialize};

/// A kind of file. Extension and content must both say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileType {
    /// JPEG picture: `.jpg`, `.jpeg`.
    Jpg,
    /// PNG picture.
    Png,
    /// PDF document.
    Pdf,
}

impl FileType {
    /// Extensions, lower case, without the dot; the first is the usual one.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Jpg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Pdf => &["pdf"],
        }
    }

    /// The type of an extension, in any letter case.
    pub fn of_extension(extension: &str) -> Option<Self> {
        let is = |kind: &Self| kind.extensions().iter().any(|known| known.eq_ignore_ascii_case(extension));
        [Self::Jpg, Self::Png, Self::Pdf].into_iter().find(is)
    }

    /// The media type under which a kept copy is served.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Jpg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// As written in sentences: « JPG ».
    pub const fn label(self) -> &'static str {
        match self {
            Self::Jpg => "JPG",
            Self::Png => "PNG",
            Self::Pdf => "PDF",
        }
    }
}

/// The `[upload]` table of an insurer profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UploadRules {
    /// Accepted types, in the order in which sentences name them.
    pub types: Vec<FileType>,
    /// Heaviest file, in bytes (S-37).
    pub max_file_bytes: u64,
    /// Heaviest sending, in bytes (S-38).
    pub max_total_bytes: u64,
    /// Most files in one sending (S-36).
    pub max_files: u32,
    /// Fewest files with which the wizard goes on (R-8).
    pub min_files: u32,
}

impl Default for UploadRules {
    /// JPG, PNG, PDF; 3.5 Mo a file, 10 Mo and 10 files a sending; at least one file.
    fn default() -> Self {
        let types = vec![FileType::Jpg, FileType::Png, FileType::Pdf];
        Self { types, max_file_bytes: 3_670_016, max_total_bytes: 10_485_760, max_files: 10, min_files: 1 }
    }
}

impl UploadRules {
    /// For the `accept` attribute of a file field: `.jpg,.jpeg,.png,.pdf`.
    pub fn accept_attribute(&self) -> String {
        let dotted = self.types.iter().flat_map(|kind| kind.extensions()).map(|extension| format!(".{extension}"));
        dotted.collect::<Vec<_>>().join(",")
    }

    /// The numbers that sentences name: `file_mo` "3.5", `total_mo` "10", `file_size` « 3,5 Mo », `total_size` « 10 Mo »,
    /// `max_files` "10", `formats` "JPG, PNG, PDF", and for « JPG, PNG ou PDF »: `formats_first` "JPG, PNG", `formats_last`
    /// "PDF", `formats_count` "one" or "many".
    pub fn limit_args(&self) -> Vec<(String, String)> {
        let labels: Vec<_> = self.types.iter().map(|kind| kind.label()).collect();
        let (last, first) = labels.split_last().map_or(("", &[][..]), |(last, first)| (*last, first));
        let count = if first.is_empty() { "one" } else { "many" };
        let args = [
            ("file_mo", mo(self.max_file_bytes)),
            ("total_mo", mo(self.max_total_bytes)),
            ("file_size", size_text(self.max_file_bytes)),
            ("total_size", size_text(self.max_total_bytes)),
            ("max_files", self.max_files.to_string()),
            ("formats", labels.join(", ")),
            ("formats_first", first.join(", ")),
            ("formats_last", last.to_owned()),
            ("formats_count", count.to_owned()),
        ];
        args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

/// A limit in Mo of 1 048 576 bytes, with a point and at most two decimals, cut so that it never promises more: "3.5", "10".
fn mo(bytes: u64) -> String {
    let cents = u128::from(bytes) * 100 / (1024 * 1024);
    let text = format!("{}.{:02}", cents / 100, cents % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{FileType, UploadRules, mo};

    fn arg(rules: &UploadRules, name: &str) -> String {
        rules.limit_args().into_iter().find(|(known, _)| known == name).unwrap().1
    }

    #[test]
    fn s36_s37_s38_the_default_limits_are_those_of_the_seed() {
        let rules = UploadRules::default();
        assert_eq!((rules.max_files, rules.max_file_bytes, rules.max_total_bytes, rules.min_files), (10, 3_670_016, 10_485_760, 1));
        assert_eq!((arg(&rules, "file_mo"), arg(&rules, "total_mo")), ("3.5".to_owned(), "10".to_owned()));
        assert_eq!((arg(&rules, "formats"), arg(&rules, "max_files")), ("JPG, PNG, PDF".to_owned(), "10".to_owned()));
        assert_eq!(rules.accept_attribute(), ".jpg,.jpeg,.png,.pdf");
    }

    #[test]
    fn a_limit_never_promises_more_than_it_is() {
        assert_eq!(mo(3_000_000), "2.86");
        assert_eq!(mo(1024 * 1024 * 20), "20");
        let pdf_only = UploadRules { types: vec![FileType::Pdf], ..UploadRules::default() };
        assert_eq!((arg(&pdf_only, "formats_count"), arg(&pdf_only, "formats_last")), ("one".to_owned(), "PDF".to_owned()));
    }

    #[test]
    fn a_profile_with_a_mistyped_limit_is_refused() {
        let good = r#"{"types":["jpg","pdf"],"max_file_bytes":1,"max_total_bytes":2,"max_files":3,"min_files":1}"#;
        assert_eq!(serde_json::from_str::<UploadRules>(good).unwrap().types, [FileType::Jpg, FileType::Pdf]);
        assert!(serde_json::from_str::<UploadRules>(&good.replace("max_files", "max_file")).is_err());
        assert!(serde_json::from_str::<UploadRules>(&good.replace("\"jpg\"", "\"gif\"")).is_err());
    }

    #[test]
    fn s37_extensions_are_read_in_any_letter_case() {
        assert_eq!(FileType::of_extension("JpEg"), Some(FileType::Jpg));
        assert_eq!(FileType::of_extension("PDF"), Some(FileType::Pdf));
        assert_eq!(FileType::of_extension("jfif"), None);
        assert_eq!(FileType::of_extension(""), None);
    }
}
