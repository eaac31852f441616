//! Nobody learns from registering whether a person, a contract or an account exists, and of two who name one contract, one has it.
use crate::registration::{MAILBOX, PASSWORD, aurore, confirm, link, register, rory, signs_in, with};
use crate::support::{Mail, TestPortal, folded};
use chrono::TimeDelta;
use std::collections::BTreeSet;

#[tokio::test]
async fn x5_a10_nobody_learns_whether_a_person_a_contract_or_an_account_exists() {
    let portal = TestPortal::of("assistance").await;
    let mut browser = portal.browser();
    let cases: [(&[(&str, &str)], &str); 6] = [
        (&[("email", "a@courrier.example")], "Confirmez votre inscription"),
        (&[("email", "b@courrier.example"), ("contract", "999999")], "Votre inscription n’a pas abouti"),
        (&[("email", "c@courrier.example"), ("birth_date", "04/05/1984")], "Votre inscription n’a pas abouti"),
        (&[("email", "d@courrier.example"), ("family_name", "Lemaitré-Roy")], "Votre inscription n’a pas abouti"),
        (&[("email", "e@courrier.example"), ("given_name", "Аurore")], "Votre inscription n’a pas abouti"),
        (&[("email", "claire.moreau@courrier.example")], "Vous avez déjà un espace"),
    ];
    let mut seen = Vec::new();
    for (changes, _) in &cases {
        let page = register(&mut browser, &with(&aurore(), changes)).await;
        assert_eq!(page.path, "/inscription/envoyee");
        seen.push(page.text());
    }
    seen.dedup();
    assert_eq!(seen.len(), 1, "the same page each time");
    let mails = portal.deliver().await;
    let subjects: Vec<&str> = mails.iter().map(|mail| mail.subject.as_str()).collect();
    assert_eq!(subjects, cases.map(|(_, subject)| subject));
    let about = |subject: &str| folded(&mails.iter().find(|mail| mail.subject == subject).unwrap().text);
    assert!(about("Votre inscription n’a pas abouti").contains("Les informations saisies ne permettent pas d'ouvrir un espace"));
    assert!(!about("Vous avez déjà un espace").contains("Claire"));
}

/// The mails of that subject.
async fn told(portal: &TestPortal, subject: &str) -> Vec<Mail> {
    portal.deliver().await.into_iter().filter(|mail| mail.subject == subject).collect()
}

#[tokio::test]
async fn x5_a10_that_a_contract_has_an_account_is_told_to_that_accounts_own_mailbox_alone_and_once_an_hour() {
    const UNMATCHED: &str = "Votre inscription n’a pas abouti";
    const ALREADY: &str = "Vous avez déjà un espace";
    let portal = TestPortal::of("assistance").await;
    let mut browser = portal.browser();
    register(&mut browser, &aurore()).await;
    confirm(&mut browser, &link(&portal).await, &[]).await.must_say(&["Votre espace est ouvert"]);

    let strangers = ["a@courrier.example", "b@courrier.example", "c@courrier.example"];
    for address in strangers {
        assert_eq!(register(&mut browser, &with(&aurore(), &[("email", address)])).await.path, "/inscription/envoyee");
    }
    register(&mut browser, &with(&aurore(), &[("email", "d@courrier.example"), ("contract", "999999")])).await;
    let mails = told(&portal, UNMATCHED).await;
    let to: BTreeSet<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!((mails.len(), to), (4, strangers.into_iter().chain(["d@courrier.example"]).collect()));
    assert!(mails.iter().all(|mail| mail.text == mails[0].text), "as of a contract that nobody has");
    let own = told(&portal, ALREADY).await;
    assert_eq!((own.len(), own[0].to.as_str()), (1, MAILBOX));
    portal.advance(TimeDelta::hours(1));
    register(&mut browser, &with(&aurore(), &[("email", "e@courrier.example")])).await;
    assert_eq!((told(&portal, ALREADY).await.len(), told(&portal, UNMATCHED).await.len()), (2, 5));

    let portal = TestPortal::of("collective").await;
    let mut browser = portal.browser();
    register(&mut browser, &rory()).await;
    let chosen = [("code", "Rory1984"), ("new", "Bouleau-12"), ("again", "Bouleau-12")];
    confirm(&mut browser, &link(&portal).await, &chosen).await.must_say(&["Votre code d'utilisateur : rory1984"]);
    register(&mut browser, &rory()).await;
    assert_eq!((told(&portal, ALREADY).await.len(), told(&portal, UNMATCHED).await.len()), (1, 0), "theirs, whatever they sign in with");
}

#[tokio::test]
async fn x5_of_two_registrations_for_one_contract_the_first_to_confirm_has_it() {
    let portal = TestPortal::of("assistance").await;
    let (mut here, mut there) = (portal.browser(), portal.browser());
    register(&mut here, &with(&aurore(), &[("email", "here@courrier.example")])).await;
    let first = link(&portal).await;
    register(&mut there, &with(&aurore(), &[("email", "there@courrier.example")])).await;
    let second = link(&portal).await;
    let pages = futures::join!(confirm(&mut here, &first, &[]), confirm(&mut there, &second, &[]));
    let open = [&pages.0, &pages.1].iter().filter(|page| page.says("Votre espace est ouvert")).count();
    assert_eq!(open, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM enrolments WHERE contract_number = '104233'").await, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM users WHERE login_name LIKE '%here@courrier.example'").await, 1);
}

#[tokio::test]
async fn x5_two_registrations_for_one_contract_at_the_same_moment_are_heard_alike_and_one_opens() {
    let portal = TestPortal::of("assistance").await;
    let (mut here, mut there) = (portal.browser(), portal.browser());
    let forms = ["here@courrier.example", "there@courrier.example"].map(|email| with(&aurore(), &[("email", email)]));
    let pages = futures::join!(register(&mut here, &forms[0]), register(&mut there, &forms[1]));
    assert_eq!((pages.0.path.as_str(), pages.0.text()), ("/inscription/envoyee", pages.1.text()), "neither learns of the other");
    let mails = portal.deliver().await;
    let to = |address: &str| mails.iter().find(|mail| mail.to == address && mail.subject == "Confirmez votre inscription").unwrap().link();
    let links = (to("here@courrier.example"), to("there@courrier.example"));
    assert_eq!(mails.len(), 2);
    let pages = futures::join!(confirm(&mut here, &links.0, &[]), confirm(&mut there, &links.1, &[]));
    let says = |words: &str| [&pages.0, &pages.1].iter().filter(|page| page.says(words)).count();
    assert_eq!((says("Votre espace est ouvert"), says("Ce lien ne fonctionne plus")), (1, 1));
    assert_eq!(portal.number("SELECT COUNT(*) FROM enrolments WHERE contract_number = '104233'").await, 1);
    assert_eq!(
        portal.number("SELECT COUNT(*) FROM imported_enrolments WHERE contract_number = '104233' AND taken_by IS NOT NULL").await,
        1
    );
    assert_eq!(portal.number("SELECT COUNT(*) FROM users WHERE login_name LIKE '%here@courrier.example'").await, 1);
}

#[tokio::test]
async fn x5_a9_of_many_registrations_at_the_same_moment_an_address_is_told_three_times_and_one_opens() {
    let portal = TestPortal::of("assistance").await;
    let many = (0..8).map(|_| {
        let mut browser = portal.browser();
        async move { register(&mut browser, &aurore()).await.path }
    });
    assert!(futures::future::join_all(many).await.iter().all(|path| path == "/inscription/envoyee"));
    let mails = portal.deliver().await;
    assert_eq!((mails.len(), mails.iter().filter(|mail| mail.to == MAILBOX).count()), (3, 3));
    let (mut here, mut there) = (portal.browser(), portal.browser());
    let links = (mails[0].link(), mails[1].link());
    let pages = futures::join!(confirm(&mut here, &links.0, &[]), confirm(&mut there, &links.1, &[]));
    assert_eq!([&pages.0, &pages.1].iter().filter(|page| page.says("Votre espace est ouvert")).count(), 1, "a click twice is one account");
    assert_eq!([pages.0.status, pages.1.status].iter().filter(|status| **status == 500).count(), 0);
    assert!(signs_in(&portal, MAILBOX, PASSWORD).await);
}
