//! The sheet of keys of the queue. It is hidden until the module shows it: without script there are no such keys.
use crate::{ui::Icon, words::t};
use leptos::prelude::*;

/// Keys, and what each does.
const KEYS: [(&str, &str); 5] = [
    ("J", "office-key-down"),
    ("K", "office-key-up"),
    ("office-key-enter", "office-key-open"),
    ("/", "office-key-search"),
    ("?", "office-key-help"),
];

/// The button, the sheet it opens, and the way to switch the keys off (WCAG 2.1.4).
#[component]
pub(super) fn KeySheet() -> impl IntoView {
    let line = |(key, does): (&'static str, &'static str)| {
        let key = if key.len() > 1 { t(key) } else { key.to_owned() };
        view! { <li><kbd>{key}</kbd><span>{t(does)}</span></li> }
    };
    view! {
        <div data-keys="" hidden>
            <button class="btn btn--sm" type="button" popovertarget="raccourcis"><kbd aria-hidden="true">"?"</kbd>{t("office-keys")}</button>
            <div class="sheet" id="raccourcis" popover="auto" role="dialog" aria-labelledby="raccourcis-titre">
                <div class="card__head">
                    <h2 id="raccourcis-titre">{t("office-keys")}</h2>
                    <button class="btn btn--quiet btn--icon" type="button" popovertarget="raccourcis" popovertargetaction="hide" aria-label=t("office-keys-close")>
                        <Icon name="close"/>
                    </button>
                </div>
                <ul class="keys">{KEYS.map(line).into_iter().collect_view()}</ul>
                <label class="check"><input type="checkbox" id="raccourcis-actifs" checked/><span>{t("office-keys-on")}</span></label>
            </div>
        </div>
    }
}
