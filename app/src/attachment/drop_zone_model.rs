//! What the drop zone is given: the limits and its words. The files so far stand in the page.
use domain::{
    attachment::{Attachment, Refusal, UploadRules, size_text},
    form::fill,
};
use std::collections::BTreeMap;

/// Everything the drop zone needs, on the server and in the browser.
#[derive(Clone, Debug, PartialEq)]
pub struct DropZoneModel {
    /// Number of the dossier.
    pub number: String,
    /// Where files are posted.
    pub upload: String,
    /// Limits: the same constant as the server's and the text's.
    pub rules: UploadRules,
    /// Words by name.
    pub words: BTreeMap<String, String>,
}

impl DropZoneModel {
    /// The word of that name.
    pub fn word(&self, name: &str) -> String {
        self.words.get(name).cloned().unwrap_or_default()
    }

    /// The word of that name with the values it names.
    pub fn say(&self, name: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<(String, String)> = args.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        fill(&self.word(name), &args)
    }

    /// Why a file is refused, in the exact words (S-39 … S-42).
    pub fn refusal(&self, refusal: Refusal) -> String {
        self.word(&refusal.key())
    }

    /// « 4 fichiers, 5,1 Mo sur 10 Mo ».
    pub fn count(&self, files: usize, bytes: u64) -> String {
        let args = [("files", files.to_string()), ("size", size_text(bytes)), ("total", size_text(self.rules.max_total_bytes))];
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.say(if files == 1 { "count-one" } else { "count-many" }, &args)
    }

    /// « 412 Ko, 2 pages ».
    pub fn about(&self, file: &Attachment) -> String {
        let pages = file.pages.map(|n| if n == 1 { self.word("pages-one") } else { self.say("pages-many", &[("pages", &n.to_string())]) });
        std::iter::once(size_text(file.bytes)).chain(pages).collect::<Vec<_>>().join(", ")
    }

    /// Why « Suivant » has to wait.
    pub fn why_not_next(&self, received: usize, going: bool) -> Option<String> {
        if going {
            return Some(self.word("sending-now"));
        }
        (u32::try_from(received).unwrap_or(u32::MAX) < self.rules.min_files).then(|| self.word("next-missing"))
    }
}
