//! Canadian French: the words that differ are read over the others, on pages and in mails.
use super::files;
use crate::support::TestPortal;
use app::words::Words;
use backend::profile;
use domain::{access::StaffRole, insurer::Profile};
use std::collections::{BTreeMap, BTreeSet};

/// The sentences of that language as they are written, by key.
fn written(locale: &str) -> BTreeMap<String, String> {
    let (mut sentences, mut key): (BTreeMap<String, String>, _) = (BTreeMap::new(), String::new());
    for text in files(&[&format!("app/locales/{locale}")], "ftl").values() {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let begun = line.split_once(" =").filter(|_| line.starts_with(|first: char| first.is_ascii_lowercase()));
            let value = begun.map_or(line, |(name, value)| {
                name.clone_into(&mut key);
                value
            });
            let sentence = sentences.entry(key.clone()).or_default();
            sentence.push_str(value);
            sentence.push('\n');
        }
    }
    sentences.remove("");
    sentences
}

/// What a sentence names: its values, and the cases it tells apart.
fn named(sentence: &str) -> BTreeSet<&str> {
    let parts = sentence.split(|letter: char| !(letter.is_alphanumeric() || "$_*[]".contains(letter)));
    parts.filter(|part| part.starts_with('$') || part.ends_with(']')).collect()
}

/// Whether a text says « mail » or the like, which nobody writes in Canada; the names of values and of cases do not count.
fn says_mail(text: &str) -> bool {
    let words = text.split(|letter: char| !(letter.is_alphanumeric() || "$_-[]".contains(letter)));
    words.map(str::to_lowercase).any(|word| ["mail", "mails", "email", "emails", "e-mail", "e-mails", "spam"].contains(&word.as_str()))
}

/// The insurer of Canada, and one there that replaces no word.
fn insurers() -> [Profile; 2] {
    let moved = include_str!("../../../insurers/demo.toml").replace("locale = \"fr-FR\"", "locale = \"fr-CA\"");
    let insurers = [profile::load("collective").unwrap(), profile::read(&moved).unwrap()];
    assert!(insurers.iter().all(|insurer| insurer.locale == "fr-CA"));
    insurers
}

#[test]
fn x23_each_word_of_canada_replaces_another_one_that_names_the_same() {
    let (here, there) = (written("fr-CA"), written("fr-FR"));
    assert!(here.len() > 50 && there.len() > 1_000, "{} of {}", here.len(), there.len());
    for (key, sentence) in &here {
        let other = there.get(key).unwrap_or_else(|| panic!("{key} replaces nothing"));
        assert_eq!(named(sentence), named(other), "{key}");
        assert_ne!(sentence.trim(), other.trim(), "{key} need not be there");
    }
    let said = |key: &str| insurers().map(|insurer| Words::load(&insurer).unwrap().say(key, &[]));
    assert_eq!(said("registered-spam"), ["Pensez à vérifier vos courriels indésirables."; 2]);
    assert_eq!(
        said("account-lost"),
        ["Mot de passe ou code oublié?", "Mot de passe ou identifiant oublié?"],
        "the insurer has the last word"
    );
}

#[test]
fn x23_no_sentence_says_mail_in_canada() {
    assert!(says_mail("Un mail.") && says_mail("par E-mail") && says_mail("vos SPAM") && !says_mail("[email] { $email }, par courriel"));
    for insurer in insurers() {
        let mut sentences = written("fr-FR");
        sentences.extend(written("fr-CA"));
        sentences.extend(insurer.labels.clone());
        let wrong: Vec<_> = sentences.iter().filter(|(_, sentence)| says_mail(sentence)).collect();
        assert!(wrong.is_empty(), "{}: write them in app/locales/fr-CA: {wrong:#?}", insurer.id);
        let words = Words::load(&insurer).unwrap();
        let read: Vec<_> = words.keys().filter(|key| says_mail(&words.say(key, &[]))).collect();
        assert!(read.is_empty(), "{}: {read:#?}", insurer.id);
    }
}

#[tokio::test]
async fn x23_pages_and_mails_in_canada_say_courriel() {
    let portal = TestPortal::of("collective").await;
    let (mut visitor, mut claire) = (portal.browser(), portal.signed_in("clairemoreau").await);
    let mut pages = Vec::new();
    for path in ["/connexion", "/connexion/aide", "/inscription", "/conditions", "/aide/navigateurs"] {
        pages.push(visitor.get(path).await);
    }
    for path in
        ["/", "/dossiers", "/compte", "/compte/donnees", "/compte/donnees-personnelles", "/compte/supprimer", "/compte/mot-de-passe"]
    {
        pages.push(claire.get(path).await);
    }
    let mut desk = portal.at_the_office(StaffRole::Handler).await;
    for path in ["/gestion", "/gestion/corrections", "/gestion/a-joindre", "/gestion/compte"] {
        pages.push(desk.get(path).await);
    }
    let heard = visitor.post("/api/send_help", &[("lost", "password"), ("name", "clairemoreau")]).await;
    heard.must_say(&["un courriel est parti", "Pensez à vérifier vos courriels indésirables"]);
    pages.push(heard);
    for page in &pages {
        assert!(page.status == 200 && !says_mail(&page.text()), "{} ({}): {}", page.path, page.status, page.text());
    }
    let mails = portal.deliver().await;
    assert!(mails.len() == 1 && mails[0].text.contains("Reconnaître nos courriels"), "{mails:#?}");
    assert!(!says_mail(&mails[0].text) && !says_mail(&mails[0].subject), "{mails:#?}");
}
