//! Every word a person reads: it exists, it is used, and it is written as French is.
mod canada;
mod french;
mod insurer;
mod lists;

use crate::support::{CLAIRE, TestPortal, YANN};
use app::words::Words;
use backend::profile;
use domain::access::StaffRole;
use lists::{MAILS, NO_KEYS, SMS, composed};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn keys() -> BTreeSet<String> {
    Words::load(&profile::load("demo").unwrap()).unwrap().keys().map(str::to_owned).collect()
}

/// Text of every file below these folders with that extension, by path.
fn files(folders: &[&str], extension: &str) -> BTreeMap<PathBuf, String> {
    let all = folders.iter().flat_map(|folder| crate::support::files_under(&root().join(folder)));
    all.filter(|path| path.extension().is_some_and(|e| e == extension))
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .collect()
}

fn sources() -> BTreeMap<PathBuf, String> {
    let mut all = files(&["app/src", "app/domain/src", "server/src", "server/backend/src"], "rs");
    all.retain(|path, _| !path.to_string_lossy().ends_with("tests.rs"));
    all
}

/// What stands between quotes in a source, comments left out.
fn literals(source: &str) -> Vec<String> {
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    code.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_key_that_is_put_together_exists() {
    let keys = keys();
    let missing: Vec<String> = composed().into_iter().filter(|key| !keys.contains(key)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_key_that_a_page_names_exists() {
    let keys = keys();
    let mut missing = Vec::new();
    for (path, source) in sources() {
        for call in ["t(\"", "t_with(\"", "t_args(\"", "template(\""] {
            for (at, _) in source.match_indices(call) {
                if source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                    continue;
                }
                let start = at + call.find('"').unwrap() + 1;
                let key = &source[start..start + source[start..].find('"').unwrap()];
                if key.contains('-') && !keys.contains(key) && path.starts_with(root().join("app/src")) {
                    missing.push(format!("{}: {key}", path.display()));
                }
            }
        }
    }
    // Loose ones, as in a list of keys.
    let prefixes: BTreeSet<&str> = keys.iter().map(|key| key.split_once('-').unwrap().0).collect();
    let shaped = |text: &str| {
        text.split_once('-').is_some_and(|(prefix, rest)| {
            prefixes.contains(prefix) && !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'_')
        })
    };
    for (path, source) in sources() {
        missing.extend(
            literals(&source)
                .into_iter()
                .filter(|text| shaped(text) && !keys.contains(text) && !NO_KEYS.contains(&text.as_str()) && !MAILS.contains(&text.as_str()))
                .filter(|text| !SMS.contains(&text.as_str()))
                .map(|text| format!("{}: {text}", path.display())),
        );
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_key_is_used() {
    let mut used: BTreeSet<String> = composed().into_iter().collect();
    for source in sources().values() {
        let literals = literals(source);
        // « format!("period-{name}") » makes a key of every name in the file.
        let heads = literals
            .iter()
            .filter_map(|text| text.strip_suffix('}').and_then(|text| text.rsplit_once('{')).map(|(head, _)| head.to_owned()));
        let heads: Vec<String> = heads.filter(|head| head.ends_with('-')).collect();
        used.extend(heads.iter().flat_map(|head| literals.iter().map(move |name| format!("{head}{name}"))));
        used.extend(literals);
    }
    let unused: Vec<String> = keys().into_iter().filter(|key| !used.contains(key)).collect();
    assert!(unused.is_empty(), "delete them from app/locales: {unused:#?}");
}

#[tokio::test]
async fn every_word_of_a_page_is_found() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    let mut pages = Vec::new();
    for path in ["", "/demande/periode", "/demande/justificatifs", "/demande/recapitulatif", "/demande/supprimer", "/demande/arret"] {
        pages.push(claire.get(&format!("/dossiers/{number}{path}")).await);
    }
    pages.push(claire.submit(&number).await);
    let credit = claire.get("/").await.links().into_iter().find(|link| link.starts_with("/credits/")).unwrap();
    for path in [
        "/",
        "/compte",
        "/compte/donnees",
        "/compte/donnees-personnelles",
        "/compte/adresse",
        "/compte/coordonnees",
        "/compte/notifications",
        "/compte/iban",
        "/compte/iban/code",
        "/dossiers",
        "/formulaires",
        "/contact",
        "/aide/navigateurs",
        "/aide/questions",
        "/aide/prolonger-mon-dossier",
        &credit,
        &format!("{credit}/assurance"),
        &format!("{credit}/echeances"),
    ] {
        pages.push(claire.get(path).await);
    }
    pages.push(portal.signed_in(YANN).await.get("/").await);
    pages.push(portal.browser().get("/connexion").await);
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let queue = handler.get("/gestion").await;
    let claim = queue.links().into_iter().find(|link| link.starts_with("/gestion/dossiers/")).unwrap();
    let found = handler.post("/api/office_search", &[("sought", "Oudin")]).await;
    let (asking, payments) = (format!("{claim}/documents"), format!("{claim}/paiements"));
    for path in ["/gestion/compte", "/gestion/deux-etapes", &claim, &asking, &payments, "/gestion?statut=complement_requested"] {
        pages.push(handler.get(path).await);
    }
    pages.push(handler.get("/gestion/a-joindre").await);
    pages.push(portal.at_the_office(StaffRole::Supervisor).await.get("/gestion/pilotage").await);
    pages.extend([found, handler.post("/api/office_next", &[]).await]);
    pages.extend([queue, portal.browser().get("/gestion/connexion").await]);
    let prefixes: BTreeSet<String> = keys().iter().map(|key| format!("{}-", key.split_once('-').unwrap().0)).collect();
    for page in pages {
        assert_eq!(page.status, 200, "{}", page.path);
        let props = page.html().replace("&quot;", "\"");
        for prefix in &prefixes {
            assert!(
                !page.text().split(' ').any(|word| word.starts_with(prefix.as_str())),
                "{} shows a key {prefix}…: {}",
                page.path,
                page.text()
            );
            assert!(!props.contains(&format!(":\"{prefix}")), "{} hands a key {prefix}… to an island", page.path);
        }
    }
}
