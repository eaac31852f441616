//! An insurer's own words, name and colour are what its members meet (C-2, C-36).
use crate::support::TestPortal;
use app::words::Words;
use backend::profile;

#[test]
fn a_label_that_names_no_key_is_refused() {
    let text = include_str!("../../../insurers/demo.toml");
    let with = |label: &str| profile::read(&format!("{text}\n[labels]\n{label}\n")).unwrap();
    let error = Words::load(&with("claim-no-such-word = \"x\"")).unwrap_err().to_string();
    assert_eq!(error, "`labels.claim-no-such-word` of the insurer profile names no word of the product");
    let words = Words::load(&with("claim-prolong = \"Continuer mon dossier\"")).unwrap();
    assert_eq!(words.say("claim-prolong", &[]), "Continuer mon dossier");
}

#[tokio::test]
async fn a_label_of_the_insurer_is_what_members_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    std::fs::write(&file, format!("{}\n[labels]\naccount-sign-in = \"Entrer\"\n", include_str!("../../../insurers/demo.toml"))).unwrap();
    let portal = TestPortal::of(file.to_str().unwrap()).await;
    let page = portal.browser().get("/connexion").await;
    assert!(page.says("Entrer") && !page.says("Se connecter"), "{}", page.text());
}

#[tokio::test]
async fn c2_c36_the_borrower_profile_has_its_name_and_colour_everywhere() {
    let portal = TestPortal::of("emprunteur").await;
    let mut browser = portal.browser();
    let manifest = browser.get("/manifest.webmanifest").await.json();
    assert_eq!(manifest["theme_color"], "#d0021b");
    assert_eq!(manifest["name"], profile::load("emprunteur").unwrap().brand);
    let sizes: Vec<&str> = manifest["icons"].as_array().unwrap().iter().map(|icon| icon["src"].as_str().unwrap()).collect();
    for icon in sizes {
        let page = browser.get(icon).await;
        assert_eq!((page.status, page.header("content-type")), (200, "image/png"), "{icon}");
        assert!(page.bytes.starts_with(b"\x89PNG"));
    }
}
