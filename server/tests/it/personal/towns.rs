//! The postcode proposes its towns, and forbids none (S-52).
use super::{OVERVIEW, has};
use crate::support::{Browser, CLAIRE, Page, TestPortal};

const STREET: (&str, &str) = ("line1", "3 quai de la Douane");

async fn change(browser: &mut Browser, postcode: &str, town: &str) -> Page {
    browser.post("/api/change_address", &[STREET, ("postcode", postcode), ("town", town)]).await
}

/// What the list of towns offers; empty where there is no list.
fn offered(page: &Page) -> usize {
    page.elements("option").len()
}

#[tokio::test]
async fn s52_the_only_town_of_a_postcode_is_filled_in_and_kept_once_the_member_has_seen_it() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    browser.get("/compte/adresse").await.must_say(&["Vous pouvez la laisser vide : le code postal la propose."]);
    for empty in ["", "  "] {
        let page = change(&mut browser, "75 011", empty).await;
        assert_eq!((page.path.as_str(), page.status), ("/compte/adresse", 200));
        page.must_say(&["Nous avons complété la ville d'après le code postal 75 011 : Paris. Vérifiez-la, puis enregistrez."]);
        assert!(!page.says("À corriger"), "{}", page.text());
        let kept = ["line1", "postcode", "town"].map(|name| page.field(name).unwrap_or_default());
        assert_eq!(kept, ["3 quai de la Douane", "75 011", "Paris"]);
        assert!(has(&portal, CLAIRE, "town = 'Brest'").await, "nothing is kept unseen");
    }
    let page = browser.post("/api/change_address", &[("postcode", "20000")]).await;
    page.must_say(&["À corriger", "Indiquez votre adresse", "Indiquez votre ville.", "Ajaccio"]);
    let page = browser.post("/api/change_address", &[("postcode", "97400")]).await;
    page.must_say(&["À corriger", "Indiquez votre adresse", "d'après le code postal 97400 : Saint-Denis."]);
    assert!(!page.says("Indiquez votre ville."), "{}", page.text());
    let page = change(&mut browser, "75011", "Paris").await;
    assert_eq!(page.path, OVERVIEW);
    assert!(page.says("C'est enregistré.") && !page.says("Regardez tout de même"));
    assert!(has(&portal, CLAIRE, "postcode = '75011' AND town = 'Paris'").await);
}

#[tokio::test]
async fn s52_of_several_towns_one_is_chosen_or_another_is_written() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let page = change(&mut browser, "29100", "").await;
    page.must_say_in_order(&["À corriger", "Indiquez votre ville.", "Ville*", "Celles du code postal 29100", "Choisissez votre ville"]);
    page.must_say_in_order(&["Douarnenez", "Kerlaz", "Le Juch", "Pouldergat", "Poullan-sur-Mer", "Une autre ville"]);
    assert_eq!((offered(&page), page.field("line1").as_deref()), (6, Some("3 quai de la Douane")));
    let page = browser.post("/api/change_address", &[STREET, ("postcode", "29100"), ("town", "Le Juch"), ("other_town", " ")]).await;
    assert_eq!(page.path, OVERVIEW);
    assert!(has(&portal, CLAIRE, "postcode = '29100' AND town = 'Le Juch'").await);
    let both = [STREET, ("postcode", "29100"), ("town", "Kerlaz"), ("other_town", "Locronan")];
    let page = browser.post("/api/change_address", &both).await;
    page.must_say(&["C'est enregistré.", "Celles que nous connaissons au code postal 29100 : Douarnenez, Kerlaz, Le Juch,"]);
    assert!(has(&portal, CLAIRE, "town = 'Locronan'").await, "what is written counts");

    let long = "é".repeat(4_000);
    let page = browser.post("/api/change_address", &[STREET, ("postcode", "29100"), ("other_town", &long)]).await;
    page.must_say(&["Cette ligne est trop longue."]);
    assert_eq!(page.field("town").map(|town| town.chars().count()), Some(60));
    let page = browser.post("/api/change_address", &[("postcode", "29100"), ("other_town", "\"><script>")]).await;
    assert!(!page.html().contains("<script>"), "{}", page.html());
}

#[tokio::test]
async fn s52_a_town_or_a_postcode_that_no_list_has_is_kept() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    for (postcode, town) in [("29200", "BREST CEDEX 2"), ("29804", "Brest Cedex 9"), ("99999", "Ailleurs"), ("10115", "Berlin")] {
        let page = change(&mut browser, postcode, town).await;
        assert_eq!(page.path, OVERVIEW, "{postcode} {town}");
        assert!(page.says("C'est enregistré.") && !page.says("Regardez tout de même"), "{postcode} {town}: {}", page.text());
    }
    let page = change(&mut browser, "29200", "Recouvrance").await;
    page.must_say(&["C'est enregistré. Regardez tout de même si la ville est la bonne.", "au code postal 29200 : Brest."]);
    assert!(has(&portal, CLAIRE, "postcode = '29200' AND town = 'Recouvrance'").await);
    assert!(!browser.get(OVERVIEW).await.says("Regardez tout de même"), "it is said once");
    let page = browser.get("/compte/adresse").await;
    page.must_say(&["Villes connues du code postal 29200 : Brest. Vous pouvez tout de même garder la vôtre."]);
    assert_eq!(page.field("town").as_deref(), Some("Recouvrance"));
    let page = change(&mut browser, "99999", "").await;
    page.must_say(&["À corriger", "Indiquez votre ville."]);
    assert_eq!((offered(&page), page.field("town").as_deref()), (0, Some("")));
}

#[tokio::test]
async fn s52_an_address_need_not_be_given_where_none_is_asked_for() {
    let portal = TestPortal::of("assistance").await;
    let mut browser = portal.signed_in("claire.moreau@courrier.example").await;
    let page = browser.post("/api/change_address", &[("postcode", ""), ("town", ""), ("other_town", "")]).await;
    assert_eq!(page.path, OVERVIEW);
    assert!(page.says("C'est enregistré.") && !page.says("Regardez tout de même"), "{}", page.text());
}

#[tokio::test]
async fn s52_members_in_canada_get_no_french_town() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    std::fs::write(&file, include_str!("../../../insurers/demo.toml").replacen("\"fr-FR\"", "\"fr-CA\"", 1)).unwrap();
    let portal = TestPortal::of(file.to_str().unwrap()).await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let page = browser.get("/compte/adresse").await;
    assert_eq!(page.field("postcode").as_deref(), Some("G1R 2B5"));
    assert!(!page.says("laisser vide"), "{}", page.text());
    for postcode in ["75011", "29100"] {
        let page = change(&mut browser, postcode, "").await;
        page.must_say(&["Indiquez votre ville."]);
        assert_eq!((offered(&page), page.field("town").as_deref()), (0, Some("")));
    }
    assert!(!change(&mut browser, "75011", "Lévis").await.says("Regardez tout de même"));
}
