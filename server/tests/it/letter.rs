//! The letter of a decision by the insurer's own text: tried when the profile is read, kept with each decision (B-9).
use crate::{
    binary::{run, told},
    decision::{Asked, INES, MOTIVE, asked, check, confirm, confirmation},
    support::{Browser, Page, TestPortal},
};
use backend::profile::LETTER;
use chrono::TimeDelta;
use domain::access::StaffRole;
use tempfile::TempDir;

/// A file in that folder: the demo's profile with that text of letters.
fn profile(folder: &TempDir, name: &str, letter: &str) -> String {
    let file = folder.path().join(name);
    let (table, own) = ("[decisions]\n", format!("[decisions]\nletter = '''\n{letter}'''\n"));
    let demo = include_str!("../../insurers/demo.toml");
    assert!(demo.contains(table));
    std::fs::write(&file, demo.replacen(table, &own, 1)).unwrap();
    file.to_str().unwrap().to_owned()
}

/// The text that ships, with that sentence before it.
fn beginning(sentence: &str) -> String {
    format!("{sentence}\n\n{LETTER}")
}

/// Refuses what that member asks.
async fn refused(portal: &TestPortal, handler: &mut Browser, name: &str) -> Asked {
    let asked = asked(portal, handler, name).await;
    let page = check(handler, &asked, "refuse", "", MOTIVE, "Le décompte de mars manque.").await;
    confirm(handler, &confirmation(&asked, &page)).await.must_say(&["La décision est enregistrée"]);
    asked
}

async fn letter(handler: &mut Browser, asked: &Asked) -> Page {
    handler.get(&format!("/gestion/dossiers/{}/demandes/{}/decision.pdf", asked.id, asked.request)).await
}

/// The portal with that profile from now on, and somebody who decides there.
async fn changed(portal: TestPortal, insurer: &str) -> (TestPortal, Browser) {
    let portal = portal.changed_to(insurer).await;
    // A code opens one session: the next one needs another.
    portal.advance(TimeDelta::minutes(1));
    let handler = portal.at_the_office(StaffRole::Handler).await;
    (portal, handler)
}

/// The words of a letter, without spaces: a line may end anywhere.
fn printed(letter: &Page) -> String {
    let document = lopdf::Document::load_mem(&letter.bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).unwrap().split_whitespace().collect()
}

#[track_caller]
fn must_print(letter: &Page, expected: &[&str]) {
    let printed = printed(letter);
    for words in expected {
        assert!(printed.contains(&words.split_whitespace().collect::<String>()), "{words} in {printed}");
    }
}

#[tokio::test]
async fn b9_a_letter_says_the_insurers_own_words_and_stays_as_it_was_when_they_change() {
    let folder = tempfile::tempdir().unwrap();
    let portal = TestPortal::of(&profile(&folder, "first.toml", &beginning("Madame, Monsieur,"))).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let ines = refused(&portal, &mut handler, "Inès Carpentier").await;
    let first = letter(&mut handler, &ines).await;
    let law = [MOTIVE, "Article 7.2", "Le décompte de mars manque.", "Service Réclamations", "le médiateur de l’assurance"];
    must_print(&first, &[&law[..], &["Madame, Monsieur,", "Inès Carpentier"]].concat());
    assert!(!portal.texts("SELECT letter FROM decisions").await[0].contains("Monsieur"), "sealed with the words of the decision");
    let told = portal.signed_in(INES).await.call("dossier", &[("number", &ines.number)]).await;
    let desk = handler.call("office_claim", &[("id", &ines.id)]).await;
    for data in [told, desk] {
        assert!(data.status == 200 && !data.html().contains("Madame, Monsieur") && !data.html().contains("#say("), "{}", data.html());
    }

    let other = profile(&folder, "second.toml", &beginning("Chère adhérente, cher adhérent,"));
    let (portal, mut handler) = changed(portal, &other).await;
    assert_eq!(letter(&mut handler, &ines).await.bytes, first.bytes, "the old letter, as it was");
    let marc = refused(&portal, &mut handler, "Marc Oudin").await;
    let second = letter(&mut handler, &marc).await;
    must_print(&second, &[&law[..], &["Chère adhérente, cher adhérent,", "Marc Oudin"]].concat());

    let (_portal, mut handler) = changed(portal, "demo").await;
    assert_eq!(letter(&mut handler, &ines).await.bytes, first.bytes, "even where the insurer has no text of its own any more");
}

#[tokio::test]
async fn b9_a_letter_by_the_text_that_ships_stays_as_it_was_when_the_insurer_writes_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let ines = refused(&portal, &mut handler, "Inès Carpentier").await;
    let first = letter(&mut handler, &ines).await;
    assert!(first.status == 200 && first.bytes.starts_with(b"%PDF"));
    let (_portal, mut handler) = changed(portal, &profile(&folder, "own.toml", &beginning("Madame, Monsieur,"))).await;
    assert_eq!(letter(&mut handler, &ines).await.bytes, first.bytes);
}

#[test]
fn b9_the_text_that_ships_is_printed_to_begin_with_and_a_wrong_one_is_refused_by_line_and_by_what_it_leaves_out() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(&["insurer", "letter"]);
    let shipped = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && shipped == LETTER, "what is printed is what is used");
    let own = profile(&folder, "own.toml", &shipped);
    let output = run(&["insurer", "check", &own]);
    assert!(output.status.success(), "{}", told(&output));

    let broken = profile(&folder, "broken.toml", "Bonjour\n\n#say(dossier.member_name)\n");
    let without = LETTER.replacen("{ par(say(text)) }", "{ if text != data.parts.last().texts.last() { par(say(text)) } }", 1);
    let without = profile(&folder, "without.toml", &without);
    let data = folder.path().join("data").to_str().unwrap().to_owned();
    for (file, names) in [(&broken, "line 3, column 6: unknown variable: dossier"), (&without, "leaves out the mediator")] {
        for arguments in [&["insurer", "check", file][..], &["serve", "--demo", "--insurer", file, "--data", &data]] {
            let output = run(arguments);
            let told = told(&output);
            assert_eq!(output.status.code(), Some(1), "{arguments:?}: {told}");
            assert!(told.starts_with("relais: `decisions.letter`") && told.contains(names), "{told}");
        }
    }
    assert!(!folder.path().join("data").exists(), "nothing was made");
}
