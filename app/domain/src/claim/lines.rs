//! The lines of a request being written: those added, the one being typed, and what another tab typed (C-18 … C-20).
use serde::{Deserialize, Serialize};

/// One line of a step, as typed.
pub trait Line: Clone + Default + PartialEq {
    /// Whether nothing was filled in.
    fn is_blank(&self) -> bool;
}

/// What was typed of a step; kept even when wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lines<F> {
    /// Lines added so far (C-18).
    pub rows: Vec<F>,
    /// The line being typed, not added yet.
    pub entry: F,
    /// Place in `rows` of the line under correction (C-19).
    pub correcting: Option<usize>,
    /// Whether the member has asked to go on, so that the page says what is wrong with `entry`.
    pub checked: bool,
    /// What another tab typed and did not get saved, shown beside what is saved.
    pub conflict: Option<F>,
}

impl<F: Line> Lines<F> {
    /// The lines to be sent: added ones, and the typed one counts as added.
    pub fn all(&self) -> Vec<F> {
        let mut rows = self.rows.clone();
        match (self.entry.is_blank(), self.correcting) {
            (true, _) => {}
            (false, Some(place)) if place < rows.len() => rows[place] = self.entry.clone(),
            (false, _) => rows.push(self.entry.clone()),
        }
        rows
    }

    /// Number of the line being typed, from 1.
    pub fn typed_row(&self) -> usize {
        self.correcting.unwrap_or(self.rows.len()) + 1
    }

    /// Keeps beside what is saved what was typed in a tab that did not know of it.
    pub fn keep_beside(&mut self, typed: F) {
        self.conflict = Some(if typed == self.entry { F::default() } else { typed });
    }

    /// Does what the pressed button asks: `add`, `save`, `next`, `cancel`, `correct:N`, `remove:N`, `mine`, `theirs`. `right` is whether the
    /// line being typed is.
    pub fn press(&mut self, intent: &str, right: bool) {
        let (verb, place) = intent.split_once(':').map_or((intent, None), |(verb, place)| (verb, place.parse::<usize>().ok()));
        self.checked = false;
        match (verb, place) {
            ("mine", _) => self.entry = self.conflict.take().unwrap_or_default(),
            ("theirs", _) => self.conflict = None,
            ("cancel", _) => (self.entry, self.correcting) = (F::default(), None),
            ("remove", Some(n)) if n < self.rows.len() => {
                self.rows.remove(n);
                self.correcting = self.correcting.filter(|c| *c != n).map(|c| if c > n { c - 1 } else { c });
            }
            ("add" | "save" | "next" | "correct", _) => self.take_in(verb, place, right),
            _ => {}
        }
    }

    /// Adds the typed line where it is right, then opens the one to be corrected.
    fn take_in(&mut self, verb: &str, place: Option<usize>, right: bool) {
        self.conflict = None;
        let (nothing_typed, all) = (self.entry.is_blank(), self.all());
        if nothing_typed || !right {
            self.checked = !nothing_typed || verb == "add" || (verb == "next" && all.is_empty());
        } else {
            (self.rows, self.entry, self.correcting) = (all, F::default(), None);
        }
        if verb == "correct"
            && !self.checked
            && let Some(n) = place.filter(|n| *n < self.rows.len())
        {
            (self.entry, self.correcting) = (self.rows[n].clone(), Some(n));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, Lines};

    impl Line for String {
        fn is_blank(&self) -> bool {
            self.is_empty()
        }
    }

    fn lines(rows: &[&str], entry: &str) -> Lines<String> {
        Lines { rows: rows.iter().map(|row| (*row).to_owned()).collect(), entry: entry.to_owned(), ..Lines::default() }
    }

    #[test]
    fn c18_c19_a_right_line_is_added_and_a_wrong_one_stays_under_the_pen() {
        let mut written = lines(&["a"], "b");
        written.press("add", true);
        assert_eq!(written, lines(&["a", "b"], ""));
        written.press("correct:0", true);
        assert_eq!((written.entry.as_str(), written.correcting, written.typed_row()), ("a", Some(0), 1));
        written.entry = "c".to_owned();
        written.press("save", true);
        assert_eq!(written, lines(&["c", "b"], ""));
        written.entry = "?".to_owned();
        written.press("next", false);
        assert_eq!((written.entry.as_str(), written.checked, written.all().len()), ("?", true, 3));
        written.press("remove:0", false);
        assert_eq!(written, lines(&["b"], "?"));
        for odd in ["remove:9", "remove:x", "correct:7", "", "drop", "mine"] {
            lines(&["a"], "").press(odd, true);
        }
    }

    #[test]
    fn c20_what_another_tab_typed_waits_beside_what_is_saved() {
        let mut written = lines(&["a"], "");
        written.keep_beside("b".to_owned());
        assert_eq!(written.conflict.as_deref(), Some("b"));
        written.press("mine", true);
        assert_eq!((written.entry.as_str(), written.conflict.as_ref()), ("b", None));
        written.keep_beside("b".to_owned());
        assert_eq!(written.conflict.as_deref(), Some(""), "the same was typed in both");
    }
}
