//! Every word a person reads, from the Fluent files of one language, those of Canadian French read over them; an insurer profile may
//! replace some. Words exist on the server only: islands receive the few they need as props.

/// The sentence of that key.
pub fn t(key: &str) -> String {
    t_with(key, &[])
}

/// The sentence of that key with the values it names.
pub fn t_with(key: &str, args: &[(&str, &str)]) -> String {
    #[cfg(feature = "ssr")]
    return leptos::prelude::use_context::<std::sync::Arc<Words>>().map_or_else(|| key.to_owned(), |words| words.say(key, args));
    #[cfg(not(feature = "ssr"))]
    {
        let _ = args;
        key.to_owned()
    }
}

/// The sentence of that key with values that a rule has worded.
pub fn t_args(key: &str, args: &[(String, String)]) -> String {
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    t_with(key, &args)
}

/// The sentence of that key as a template for an island: each value it names stands as `{name}` (see [`domain::form::fill`]).
pub fn template(key: &str, names: &[&str]) -> String {
    let holes: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    let args: Vec<(&str, &str)> = names.iter().zip(&holes).map(|(name, hole)| (*name, hole.as_str())).collect();
    t_with(key, &args)
}

#[cfg(feature = "ssr")]
pub use bundle::{Words, WordsError};

#[cfg(feature = "ssr")]
mod bundle {
    use domain::insurer::Profile;
    use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
    use fluent_syntax::ast::Entry;
    use std::collections::BTreeSet;

    const CANADA: &str = "fr-CA";

    const FR_FR: &[(&str, &str)] = &[
        ("app.ftl", include_str!("../locales/fr-FR/app.ftl")),
        ("account.ftl", include_str!("../locales/fr-FR/account.ftl")),
        ("attachment.ftl", include_str!("../locales/fr-FR/attachment.ftl")),
        ("benefit.ftl", include_str!("../locales/fr-FR/benefit.ftl")),
        ("callback.ftl", include_str!("../locales/fr-FR/callback.ftl")),
        ("care.ftl", include_str!("../locales/fr-FR/care.ftl")),
        ("claim.ftl", include_str!("../locales/fr-FR/claim.ftl")),
        ("complement.ftl", include_str!("../locales/fr-FR/complement.ftl")),
        ("contract.ftl", include_str!("../locales/fr-FR/contract.ftl")),
        ("decision.ftl", include_str!("../locales/fr-FR/decision.ftl")),
        ("entry.ftl", include_str!("../locales/fr-FR/entry.ftl")),
        ("export.ftl", include_str!("../locales/fr-FR/export.ftl")),
        ("failure.ftl", include_str!("../locales/fr-FR/failure.ftl")),
        ("form.ftl", include_str!("../locales/fr-FR/form.ftl")),
        ("help.ftl", include_str!("../locales/fr-FR/help.ftl")),
        ("kit.ftl", include_str!("../locales/fr-FR/kit.ftl")),
        ("mark.ftl", include_str!("../locales/fr-FR/mark.ftl")),
        ("message.ftl", include_str!("../locales/fr-FR/message.ftl")),
        ("office.ftl", include_str!("../locales/fr-FR/office.ftl")),
        ("oversight.ftl", include_str!("../locales/fr-FR/oversight.ftl")),
        ("payment.ftl", include_str!("../locales/fr-FR/payment.ftl")),
        ("period.ftl", include_str!("../locales/fr-FR/period.ftl")),
        ("personal.ftl", include_str!("../locales/fr-FR/personal.ftl")),
        ("terms.ftl", include_str!("../locales/fr-FR/terms.ftl")),
        ("viewing.ftl", include_str!("../locales/fr-FR/viewing.ftl")),
    ];

    /// The words that differ in Canada, « courriel » above all.
    const FR_CA: &[(&str, &str)] = &[
        ("fr-CA/account.ftl", include_str!("../locales/fr-CA/account.ftl")),
        ("fr-CA/app.ftl", include_str!("../locales/fr-CA/app.ftl")),
        ("fr-CA/attachment.ftl", include_str!("../locales/fr-CA/attachment.ftl")),
        ("fr-CA/callback.ftl", include_str!("../locales/fr-CA/callback.ftl")),
        ("fr-CA/claim.ftl", include_str!("../locales/fr-CA/claim.ftl")),
        ("fr-CA/decision.ftl", include_str!("../locales/fr-CA/decision.ftl")),
        ("fr-CA/export.ftl", include_str!("../locales/fr-CA/export.ftl")),
        ("fr-CA/office.ftl", include_str!("../locales/fr-CA/office.ftl")),
        ("fr-CA/oversight.ftl", include_str!("../locales/fr-CA/oversight.ftl")),
        ("fr-CA/personal.ftl", include_str!("../locales/fr-CA/personal.ftl")),
    ];

    /// The text as that country sets it: Canadian French has no space before « ; », « ! » and « ? » (D, X-23).
    fn set_for(locale: &str, text: &str) -> String {
        if locale != CANADA {
            return text.to_owned();
        }
        [";", "!", "?"].iter().fold(text.to_owned(), |text, sign| text.replace(&format!("\u{202f}{sign}"), sign))
    }

    /// All the words of one deployment.
    pub struct Words {
        bundle: FluentBundle<FluentResource>,
        keys: BTreeSet<String>,
    }

    impl std::fmt::Debug for Words {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.debug_struct("Words").field("keys", &self.keys.len()).finish_non_exhaustive()
        }
    }

    /// Why the words of a deployment cannot be read.
    #[derive(Debug, thiserror::Error)]
    pub enum WordsError {
        /// A Fluent file is malformed.
        #[error("{0}: {1}")]
        Malformed(String, String),
        /// A label of the profile replaces nothing.
        #[error("`labels.{0}` of the insurer profile names no word of the product")]
        UnknownLabel(String),
    }

    impl Words {
        /// The words of that insurer.
        ///
        /// # Errors
        /// When a Fluent file is malformed or a label of the profile names no key.
        pub fn load(profile: &Profile) -> Result<Self, WordsError> {
            let mut words = Self { bundle: FluentBundle::new_concurrent(vec![unic_langid::langid!("fr-FR")]), keys: BTreeSet::new() };
            words.bundle.set_use_isolating(false);
            let differing = if profile.locale == CANADA { FR_CA } else { &[] };
            for (&(name, text), replace) in FR_FR.iter().map(|file| (file, false)).chain(differing.iter().map(|file| (file, true))) {
                words.add(name, &set_for(&profile.locale, text), replace)?;
            }
            for (key, value) in &profile.labels {
                if !words.keys.contains(key) {
                    return Err(WordsError::UnknownLabel(key.clone()));
                }
                words.add("labels", &format!("{key} = {value}\n"), true)?;
            }
            Ok(words)
        }

        fn add(&mut self, name: &str, text: &str, replace: bool) -> Result<(), WordsError> {
            let malformed = |error: String| WordsError::Malformed(name.to_owned(), error);
            let resource = FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| malformed(format!("{errors:?}")))?;
            for entry in resource.entries() {
                if let Entry::Message(message) = entry {
                    self.keys.insert(message.id.name.to_owned());
                }
            }
            if replace {
                self.bundle.add_resource_overriding(resource);
                return Ok(());
            }
            self.bundle.add_resource(resource).map_err(|errors| malformed(format!("{errors:?}")))
        }

        /// Every key there is.
        pub fn keys(&self) -> impl Iterator<Item = &str> {
            self.keys.iter().map(String::as_str)
        }

        /// The sentence of that key with the values it names; a missing key shows as itself and is logged.
        pub fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
            let values: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, *value)).collect();
            let mut errors = Vec::new();
            let pattern = self.bundle.get_message(key).and_then(|m| m.value());
            let text = pattern.map(|p| self.bundle.format_pattern(p, Some(&values), &mut errors).into_owned());
            if text.is_none() || !errors.is_empty() {
                tracing::error!(key, ?errors, "a word is missing or names a value it does not get");
            }
            text.unwrap_or_else(|| key.to_owned())
        }
    }
}
