//! A dossier that a completed form opens (B-17): before that is keyed nobody knows its first day, whatever else is sent meanwhile.
use super::keying::{add, keep, kept, open, opening, page_of, seen, sent};
use crate::{
    complement::status,
    decision::{MOTIVE, check, confirm, confirmation},
    reopen::reopen,
    support::TestPortal,
};
use domain::access::StaffRole;
use serde_json::json;

#[tokio::test]
async fn b17_b11_no_day_is_accepted_nor_waiting_period_told_before_the_form_that_opens_the_dossier_is_keyed() {
    let portal = TestPortal::start().await;
    let (mut hugo, form) = opening(&portal).await;
    hugo.post("/api/prolong", &[("number", &form.number)]).await;
    let version = hugo.get(&format!("/dossiers/{}/demande/periode", form.number)).await.field("version").unwrap();
    let typed = [
        ("number", form.number.as_str()),
        ("version", version.as_str()),
        ("intent", "next"),
        ("previous_start", "10/02/2026"),
        ("previous_end", "28/02/2026"),
        ("start", "01/03/2026"),
        ("end", "05/03/2026"),
        ("payer", "CPAM"),
        ("resumed", "non"),
    ];
    let page = hugo.post("/api/save_periods", &typed).await;
    assert!(page.path.ends_with("/justificatifs"), "{}", page.text());
    let further = sent(&portal, &mut hugo, form.number.clone()).await;
    let dossier = hugo.call("dossier", &[("number", &form.number)]).await.json();
    assert!(dossier["countdown"].is_null(), "not from the first day that happens to be known: {}", dossier["countdown"]);

    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = check(&mut handler, &further, "accept", "01/03/2026 - 05/03/2026", "", "").await;
    page.must_say(&["Saisissez d'abord le formulaire qui ouvre ce dossier"]);
    assert!(page.field("key").is_none() && !page.says("Confirmer la décision"));
    assert!(check(&mut handler, &further, "refuse", "", MOTIVE, "").await.field("key").is_some(), "a refusal needs no first day");

    let page = open(&mut handler, &form, "job_loss", "02/03/2026").await;
    page.must_say(&["vient après des jours déjà déclarés dans ce dossier, dès le 1er mars 2026"]);
    let version = seen(&mut handler, &form).await;
    let late = handler.call("office_key_form", &[("request", &form.request), ("version", &version)]).await;
    assert_eq!((late.status, late.json()), (409, json!({"rule": "opening-missing-origin"})));
    open(&mut handler, &form, "job_loss", "10/02/2026").await;
    let page = add(&mut handler, &form, "10/02/2026", "28/02/2026").await;
    assert!(!page.says("vient après des jours"), "{}", page.text());
    keep(&mut handler, &form).await.must_say(&["Les périodes du formulaire sont enregistrées."]);
    let dossier = hugo.call("dossier", &[("number", &form.number)]).await.json();
    assert_eq!(dossier["countdown"]["waiting"], "2026-02-10/2026-03-11");
    let page = check(&mut handler, &further, "accept", "01/03/2026 - 05/03/2026", "", "").await;
    page.must_say(&["Ce que vous allez décider", "Acceptée"]);

    open(&mut handler, &form, "job_loss", "09/02/2026").await;
    keep(&mut handler, &form).await;
    let prints = portal.texts(&format!("SELECT detail FROM audit WHERE action = 'form_keyed' AND object = '{}'", form.request)).await;
    assert!(prints.len() == 2 && prints[0] != prints[1], "the print is of the stop, too: {prints:?}");
}

#[tokio::test]
async fn b17_b9_once_the_form_that_opened_a_dossier_is_refused_the_next_one_says_of_which_stop_it_is() {
    let portal = TestPortal::start().await;
    let (mut hugo, first) = opening(&portal).await;
    hugo.post("/api/prolong_on_form", &[("number", &first.number)]).await;
    let second = sent(&portal, &mut hugo, first.number.clone()).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get(&page_of(&second)).await;
    page.must_say(&["Saisissez d'abord la demande", &first.request]);
    assert!(page.links().contains(&page_of(&first)) && page.field("origin").is_none() && !page.says("Enregistrer les périodes"));
    let typed = [("request", second.request.as_str()), ("guarantee", "job_loss"), ("origin", "10/02/2026")];
    let answer = handler.call("office_key_opening", &typed).await;
    assert_eq!((answer.status, answer.json()), (409, json!({"rule": "claim-already-sent"})));

    let page = check(&mut handler, &first, "refuse", "", MOTIVE, "").await;
    confirm(&mut handler, &confirmation(&first, &page)).await.must_say(&["La décision est enregistrée"]);
    assert_eq!(status(&portal, &first.number).await, "in_review");
    assert!(handler.get(&page_of(&second)).await.field("origin").is_some());
    open(&mut handler, &second, "job_loss", "10/02/2026").await;
    add(&mut handler, &second, "10/02/2026", "28/02/2026").await;
    keep(&mut handler, &second).await.must_say(&["Les périodes du formulaire sont enregistrées."]);
    assert_eq!(kept(&mut handler, &second).await, ["2026-02-10/2026-02-28"]);
    let told = hugo.get(&format!("/dossiers/{}", first.number)).await;
    told.must_say(&["Formulaire complété : ses périodes n'ont pas été saisies.", "Du 10 au 28 février 2026"]);
    hugo.get("/dossiers").await.must_say(&["Depuis le 10 février 2026"]);

    reopen(&mut handler, &first).await.must_say(&["La demande est de nouveau en instruction."]);
    assert!(handler.get(&page_of(&first)).await.field("origin").is_some(), "the stop is what the first of them says");
    let page = handler.get(&page_of(&second)).await;
    page.must_say(&["Du 10 au 28 février 2026"]);
    assert!(page.field("origin").is_none());
}
