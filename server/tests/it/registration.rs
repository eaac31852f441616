//! Opening an account (A-1 … A-10, D-2 … D-9, X-4, X-5).
use crate::support::{Browser, Page, TestPortal};
use chrono::TimeDelta;

pub const PASSWORD: &str = "Trois chèvres sur un toit!";
pub const MAILBOX: &str = "aurore@courrier.example";

/// Aurore's form for the insurer « assistance ».
pub fn aurore() -> Vec<(&'static str, &'static str)> {
    vec![
        ("family_name", "LEMAITRE"),
        ("given_name", "aurore"),
        ("contract", "104 233"),
        ("birth_date", "03/05/1984"),
        ("email", "Aurore@Courrier.example"),
        ("phone", ""),
        ("new", PASSWORD),
        ("again", PASSWORD),
    ]
}

/// The same person's for the insurer « collective ».
pub fn rory() -> Vec<(&'static str, &'static str)> {
    vec![
        ("family_name", "Lem."),
        ("given_name", "Rory"),
        ("contract", "104233"),
        ("certificate", "007 1402"),
        ("birth_date", "03/05/1984"),
        ("email", MAILBOX),
        ("phone", "418 555-0142"),
    ]
}

pub fn with(form: &[(&'static str, &'static str)], changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let new = |name: &str| changes.iter().find(|(field, _)| *field == name).map(|(_, value)| *value);
    form.iter().map(|(name, value)| (*name, new(name).unwrap_or(value))).collect()
}

pub async fn register(browser: &mut Browser, form: &[(&str, &str)]) -> Page {
    browser.post("/api/register", form).await
}

pub async fn confirm(browser: &mut Browser, link: &str, choice: &[(&str, &str)]) -> Page {
    let token = link.trim_start_matches("/inscription/confirmer/");
    let form: Vec<(&str, &str)> = [("token", token)].into_iter().chain(choice.iter().copied()).collect();
    browser.post("/api/confirm_registration", &form).await
}

pub async fn link(portal: &TestPortal) -> String {
    portal.deliver().await.last().unwrap().link()
}

pub async fn signs_in(portal: &TestPortal, login: &str, password: &str) -> bool {
    portal.browser().post("/api/sign_in", &[("login", login), ("password", password)]).await.path == "/"
}

#[tokio::test]
async fn a1_a5_a7_a8_a9_a_person_opens_their_account_and_signs_in_with_their_address() {
    let portal = TestPortal::of("assistance").await;
    let mut browser = portal.browser();
    assert!(browser.get("/connexion").await.links().iter().any(|link| link == "/inscription"));
    browser.get("/inscription").await.must_say_in_order(&[
        "Créer mon espace",
        "Nom",
        "Prénom",
        "Numéro de contrat",
        "6 chiffres. Il figure dans les Conditions générales de votre contrat d'assurance, dans votre espace adhérent ou sur votre carte de mutuelle.",
        "Date de naissance",
        "Adresse mail",
        "Vous n'avez pas d'adresse mail ? Appelez le numéro de l'assistance indiqué sur votre contrat.",
        "Téléphone (facultatif)",
        "Il n'est en aucun cas transmis ni utilisé à d'autres fins.",
        "12 caractères, 1 majuscule minimum, 1 minuscule minimum, un caractère spécial",
    ]);
    let page = register(&mut browser, &aurore()).await;
    assert_eq!(page.path, "/inscription/envoyee");
    page.must_say(&["Regardez votre boîte de réception", "Pensez à vérifier vos SPAM.", "Renvoyer le mail"]);
    assert!(!signs_in(&portal, MAILBOX, PASSWORD).await, "nothing is open before it is confirmed");

    let mails = portal.deliver().await;
    assert_eq!((mails.len(), mails[0].to.as_str()), (1, MAILBOX));
    let link = mails[0].link();
    browser.get(&link).await.must_say(&["Confirmer mon inscription", "Bonjour aurore."]);
    browser.get(&link).await;
    assert!(!signs_in(&portal, MAILBOX, PASSWORD).await, "opening the link is not confirming");
    let page = confirm(&mut browser, &link, &[]).await;
    page.must_say(&["Votre espace est ouvert", "Pour vous connecter : aurore@courrier.example", "Continuer"]);
    assert!(page.links().iter().any(|link| link == "/connexion"));
    assert_eq!(browser.get(&link).await.status, 410, "once");

    let mut member = portal.browser();
    member.post("/api/sign_in", &[("login", MAILBOX), ("password", PASSWORD)]).await.must_say(&["Bonjour aurore", "Contrat 104233"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'account_opened'").await, 1);
}

#[tokio::test]
async fn a3_what_is_missing_is_named_and_nothing_typed_is_lost_but_the_password() {
    let portal = TestPortal::of("assistance").await;
    let mut browser = portal.browser();
    let page = register(&mut browser, &[]).await;
    assert_eq!(page.path, "/inscription");
    page.must_say_in_order(&[
        "À corriger",
        "Indiquez votre nom.",
        "Indiquez votre prénom.",
        "Indiquez votre numéro de contrat.",
        "Indiquez votre date de naissance.",
        "Indiquez votre adresse mail.",
        "moins de 12 caractères",
    ]);
    let page = register(&mut browser, &with(&aurore(), &[("contract", "10423"), ("again", "autre chose")])).await;
    page.must_say(&["Un numéro de contrat compte 6 chiffres, sans lettre.", "Les deux mots de passe diffèrent."]);
    assert_eq!(page.field("email").as_deref(), Some("Aurore@Courrier.example"));
    assert!(!page.html().contains(PASSWORD));
    register(&mut browser, &with(&aurore(), &[("new", "Lemaitre en vacances!"), ("again", "Lemaitre en vacances!")]))
        .await
        .must_say(&["Ce mot de passe contient votre nom"]);
    let long = "x".repeat(20_000);
    let page = register(&mut browser, &[("email", long.as_str()), ("family_name", long.as_str())]).await;
    assert_eq!(page.status, 200);
    assert!(portal.deliver().await.is_empty());
}

#[tokio::test]
async fn a3_a6_a_long_address_comes_back_whole_from_a_refused_form_and_a_refused_sign_in() {
    let portal = TestPortal::of("assistance").await;
    let mut browser = portal.browser();
    let long = format!("{}@{}example", "a".repeat(60), format!("{}.", "b".repeat(60)).repeat(3));
    let mut form: Vec<(&str, &str)> = with(&aurore(), &[("contract", "10423")]);
    form.retain(|(name, _)| *name != "email");
    form.push(("email", long.as_str()));
    let page = register(&mut browser, &form).await;
    page.must_say(&["Un numéro de contrat compte 6 chiffres, sans lettre."]);
    assert_eq!(page.field("email").as_deref(), Some(long.as_str()), "a second press asks for the same address");
    let told = browser.post_once("/api/register", &form).await;
    let cookie = told.header("set-cookie");
    assert!(cookie.starts_with("__Host-told=") && cookie.len() < 4_096, "browsers keep no more: {}", cookie.len());
    let page = browser.post("/api/sign_in", &[("login", &long), ("password", "wrong")]).await;
    assert_eq!((page.path.as_str(), page.field("login").as_deref()), ("/connexion", Some(long.as_str())));
}

#[tokio::test]
async fn a9_the_mail_can_be_sent_again_a_few_times_with_a_link_of_its_own() {
    let portal = TestPortal::of("assistance").await;
    let mut browser = portal.browser();
    let page = register(&mut browser, &aurore()).await;
    let id = page.field("id").unwrap();
    let first = link(&portal).await;
    let page = browser.post("/api/resend_confirmation", &[("id", &id)]).await;
    page.must_say(&["Regardez votre boîte de réception", "Renvoyer le mail"]);
    let second = link(&portal).await;
    assert_ne!(first, second);
    assert_eq!(browser.get(&first).await.status, 410, "the newer link replaces the older");
    for _ in 0..4 {
        browser.post("/api/resend_confirmation", &[("id", &id)]).await;
    }
    assert_eq!(portal.deliver().await.len(), 3);
    for id in ["", "nobody", "00000000-0000-0000-0000-000000000000", "<b>"] {
        let page = browser.post("/api/resend_confirmation", &[("id", id)]).await;
        assert_eq!((page.status, page.path.as_str()), (200, "/inscription/envoyee"));
    }
    let mut flood = portal.browser();
    for _ in 0..6 {
        register(&mut flood, &aurore()).await;
    }
    assert_eq!(portal.deliver().await.len(), 5, "an address gets three mails in an hour, whoever asks");
}

#[tokio::test]
async fn g4_a_registration_that_nobody_confirms_is_gone_after_thirty_days() {
    let portal = TestPortal::of("assistance").await;
    let mut browser = portal.browser();
    register(&mut browser, &aurore()).await;
    let old = link(&portal).await;
    portal.advance(TimeDelta::days(29));
    assert_eq!(browser.get(&old).await.status, 200);
    portal.advance(TimeDelta::days(1));
    assert_eq!(browser.get(&old).await.status, 410);
    confirm(&mut browser, &old, &[]).await.must_say(&["Ce lien ne fonctionne plus"]);
    register(&mut browser, &with(&aurore(), &[("email", "again@courrier.example")])).await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM registrations").await, 1, "the old one is forgotten");
}

#[tokio::test]
async fn g4_a_registration_lasts_no_longer_when_the_clock_is_set_back_and_another_one_opens_the_account() {
    let portal = TestPortal::of("assistance").await;
    let mut browser = portal.browser();
    for _ in 0..3 {
        register(&mut browser, &aurore()).await;
    }
    let old = link(&portal).await;
    portal.advance(TimeDelta::days(-2));
    assert_eq!(browser.get(&old).await.status, 410, "a clock set back");
    confirm(&mut browser, &old, &[]).await.must_say(&["Ce lien ne fonctionne plus"]);
    assert!(!signs_in(&portal, MAILBOX, PASSWORD).await);
    assert_eq!(register(&mut browser, &aurore()).await.path, "/inscription/envoyee");
    let new = link(&portal).await;
    assert_ne!(new, old, "three mails that arrived « later » keep nobody from theirs");
    confirm(&mut browser, &new, &[]).await.must_say(&["Votre espace est ouvert"]);
    assert!(signs_in(&portal, MAILBOX, PASSWORD).await);
    portal.advance(TimeDelta::days(2));
    assert_eq!(browser.get(&old).await.status, 410, "the contract has its account");
}

#[tokio::test]
async fn d2_d4_d5_d8_d9_d14_a_group_member_names_contract_and_certificate_then_chooses_a_code() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.browser();
    browser.get("/inscription").await.must_say_in_order(&[
        "Inscrivez-vous!",
        "Numéro de contrat ou de groupe",
        "Sur votre carte de paiement, ou auprès du responsable de votre assurance collective.",
        "Numéro de certificat",
        "Soumettre",
    ]);
    let form = rory();
    let wrong = register(&mut browser, &with(&form, &[("phone", "418 555")])).await;
    wrong.must_say(&["Ce numéro n'est pas un numéro nord-américain."]);
    register(&mut browser, &with(&form, &[("certificate", "0071403")])).await;
    assert_eq!(portal.deliver().await[0].subject, "Votre inscription n’a pas abouti", "the certificate counts");
    register(&mut browser, &form).await;
    let link = link(&portal).await;
    browser.get(&link).await.must_say_in_order(&[
        "Bonjour Rory.",
        "Code d'utilisateur",
        "De 5 à 36 lettres ou chiffres",
        "au moins 8 caractères, avec 3 des 4 types de caractères suivants",
        "Soumettre",
    ]);
    for (code, password, sentence) in [
        ("", "Bouleau-12", "Choisissez un code d'utilisateur."),
        ("rory", "Bouleau-12", "Un code d'utilisateur compte de 5 à 36 caractères."),
        ("rory@lem", "Bouleau-12", "que des lettres sans accent et des chiffres."),
        ("clairemoreau", "Bouleau-12", "Ce code d'utilisateur est déjà pris."),
        ("Rory1984", "bouleaux", "Mêlez au moins 3 sortes de caractères"),
        ("Rory1984", "Rory1984!", "contient votre nom, votre identifiant"),
    ] {
        let page = confirm(&mut browser, &link, &[("code", code), ("new", password), ("again", password)]).await;
        page.must_say(&["À corriger", sentence]);
        assert_eq!((page.path.as_str(), page.field("code").as_deref()), (link.as_str(), Some(code)));
    }
    let page = confirm(&mut browser, &link, &[("code", "Rory1984"), ("new", "Bouleau-12"), ("again", "Bouleau-12")]).await;
    page.must_say(&["Votre code d'utilisateur : rory1984", "Continuer"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM users WHERE login_name = 'rory1984' AND phone = '+14185550142'").await, 1);
    let mut member = portal.browser();
    let home = member.post("/api/sign_in", &[("login", "RORY1984"), ("password", "Bouleau-12")]).await;
    home.must_say(&["Convention d'utilisation", "J'accepte"]);
    let home = member.post("/api/accept_terms", &[("version", "2025-09"), ("next", "/")]).await;
    home.must_say(&["Bonjour Rory", "Contrat 104233", "Numéro de certificat 0071402"]);
}

#[tokio::test]
async fn x5_where_accounts_are_imported_nobody_registers() {
    for insurer in ["demo", "prevoyance"] {
        let portal = TestPortal::of(insurer).await;
        let mut browser = portal.browser();
        assert_eq!(browser.get("/inscription").await.status, 404, "{insurer}");
        assert_eq!(register(&mut browser, &aurore()).await.status, 404, "{insurer}");
        assert!(!browser.get("/connexion").await.links().iter().any(|link| link == "/inscription"));
        assert_eq!(portal.number("SELECT COUNT(*) FROM registrations").await, 0);
    }
}

#[tokio::test]
async fn r26_whoever_left_and_was_erased_may_open_an_account_for_their_contract_again() {
    let portal = TestPortal::of("assistance").await;
    let mut browser = portal.browser();
    register(&mut browser, &aurore()).await;
    confirm(&mut browser, &link(&portal).await, &[]).await.must_say(&["Votre espace est ouvert"]);
    let mut member = portal.browser();
    member.post("/api/sign_in", &[("login", MAILBOX), ("password", PASSWORD)]).await;
    assert_eq!(member.post("/api/close_account", &[("current", PASSWORD)]).await.path, "/connexion");
    portal.advance(TimeDelta::days(7));
    register(&mut browser, &aurore()).await;
    assert_eq!(portal.deliver().await.last().unwrap().subject, "Vous avez déjà un espace", "closed, not yet erased");
    portal.advance(TimeDelta::days(1));
    portal.backend.purge(false).await.unwrap();
    register(&mut browser, &aurore()).await;
    confirm(&mut browser, &link(&portal).await, &[]).await.must_say(&["Votre espace est ouvert"]);
    assert!(signs_in(&portal, MAILBOX, PASSWORD).await);
}
