//! How a page of a file is looked at on the desk (B-3): which one, how large, turned how far. It stands in the addresses of plain links.
use serde::{Deserialize, Serialize};

/// A way of looking at a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Which page, counted from 1; a picture has one.
    pub page: u32,
    /// Whether it is drawn large.
    pub large: bool,
    /// Quarter turns to the right, 0 to 3.
    pub turns: u8,
}

impl View {
    /// The first page, as it is.
    pub const FIRST: Self = Self { page: 1, large: false, turns: 0 };

    /// Width of the picture in pixels, whichever way it is turned.
    pub const fn width(self) -> u16 {
        if self.large { 2400 } else { 1200 }
    }

    /// Degrees turned to the right: 0, 90, 180 or 270.
    pub fn degrees(self) -> u16 {
        u16::from(self.turns) * 90
    }

    /// Reads what addresses say; what is left out is as in [`Self::FIRST`]. `None` for anything that no link of ours says.
    pub fn read(page: &str, width: &str, degrees: &str) -> Option<Self> {
        let page = if page.is_empty() { 1 } else { page.parse().ok().filter(|page| *page > 0)? };
        let large = match width {
            "" | "1200" => false,
            "2400" => true,
            _ => return None,
        };
        let turns = match degrees {
            "" | "0" => 0,
            "90" => 1,
            "180" => 2,
            "270" => 3,
            _ => return None,
        };
        Some(Self { page, large, turns })
    }

    /// The same of another page.
    pub const fn at(self, page: u32) -> Self {
        Self { page, ..self }
    }

    /// The same, large or not.
    pub const fn sized(self, large: bool) -> Self {
        Self { large, ..self }
    }

    /// The same, turned so many more quarters to the right.
    pub const fn turned(self, quarters: u8) -> Self {
        Self { turns: (self.turns + quarters) % 4, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::View;

    #[test]
    fn b3_a_view_is_read_from_what_our_links_say_and_from_nothing_else() {
        assert_eq!(View::read("", "", ""), Some(View::FIRST));
        let view = View::FIRST.at(3).sized(true).turned(3);
        assert_eq!((view.page, view.width(), view.degrees()), (3, 2400, 270));
        assert_eq!(View::read("3", "2400", "270"), Some(view));
        assert_eq!(view.turned(1), View::FIRST.at(3).sized(true), "four quarters are none");
        for (page, width, degrees) in
            [("0", "", ""), ("-1", "", ""), ("x", "", ""), ("4294967296", "", ""), ("1", "99999", ""), ("1", "", "45"), ("1", "", "360")]
        {
            assert_eq!(View::read(page, width, degrees), None, "{page} {width} {degrees}");
        }
    }
}
