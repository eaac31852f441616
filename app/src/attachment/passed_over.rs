//! Files of one post that nobody looked at: no honest post has so many, yet whoever sent them is told which they are.
use crate::{
    page::told,
    ui::{Notice, NoticeKind},
    words::{t, t_with},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Bytes of names that fit the cookie in which they come, sealed.
const ROOM: usize = 1_400;

/// Names of the files passed over, as far as they can be told, and how many more there were.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PassedOver {
    names: Vec<String>,
    more: usize,
}

impl PassedOver {
    /// Under which the page is told of them.
    pub const TOPIC: &'static str = "passed-over";

    /// Notes one more, by the name shown.
    pub fn add(&mut self, name: String) {
        let taken: usize = self.names.iter().map(String::len).sum();
        if self.more == 0 && taken + name.len() <= ROOM && self.names.len() < ROOM / 20 {
            self.names.push(name);
        } else {
            self.more += 1;
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// What the page says of them, once.
#[component]
pub(crate) fn PassedOverNotice() -> impl IntoView {
    told::<PassedOver>(PassedOver::TOPIC).map(|files| {
        let more =
            (files.more > 0).then(|| view! { <li>{t_with("attachment-passed-over-more", &[("count", &files.more.to_string())])}</li> });
        view! {
            <Notice kind=NoticeKind::Warning title=t("attachment-passed-over")>
                <p>{t("attachment-passed-over-text")}</p>
                <ul>{files.names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}{more}</ul>
                <p>{t("attachment-passed-over-next")}</p>
            </Notice>
        }
    })
}
