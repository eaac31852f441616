//! Mails over a real SMTP conversation, with a mail server of our own in the process (issue: messages out).
use crate::support::{CLAIRE, Mail, TestPortal};
use backend::outbox::mail::MailArm;
use chrono::TimeDelta;
use domain::access::StaffRole;
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What the server does with the next mails.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Takes,
    Busy,
    /// Says that of each mailbox.
    Refuses(&'static str),
    /// Says that to whoever signs in.
    LocksOut(&'static str),
    Silent,
    /// Takes a mail and never says so.
    Forgets,
}

impl Mood {
    /// What is answered to such a command, a mail apart.
    fn answer(self, command: &str) -> &'static str {
        match (self, command) {
            (_, "EHLO") => "250-post.example\r\n250-AUTH PLAIN\r\n250 8BITMIME",
            (Self::LocksOut(why), "AUTH") | (Self::Refuses(why), "RCPT") => why,
            (_, "AUTH") => "235 2.7.0 welcome",
            (Self::Busy, "MAIL") => "451 4.3.0 try again later",
            (_, "QUIT") => "221 bye",
            _ => "250 fine",
        }
    }
}

/// A mail server that speaks as RFC 5321 asks, to whoever signs in.
#[derive(Clone)]
pub struct Server {
    pub url: String,
    mood: Arc<Mutex<Mood>>,
    mails: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://portail:secret@{}", listener.local_addr().unwrap());
        let server = Self { url, mood: Arc::new(Mutex::new(Mood::Takes)), mails: Arc::default() };
        let heard = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(heard.clone().talk(stream));
            }
        });
        server
    }

    pub fn set(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    pub fn mails(&self) -> Vec<String> {
        self.mails.lock().unwrap().clone()
    }

    async fn talk(self, stream: TcpStream) {
        let (reads, mut writes) = stream.into_split();
        let mut lines = BufReader::new(reads).lines();
        writes.write_all(b"220 post.example ESMTP\r\n").await.unwrap();
        while let Ok(Some(line)) = lines.next_line().await {
            let mood = *self.mood.lock().unwrap();
            if mood == Mood::Silent {
                return;
            }
            let answer = match line.split_whitespace().next().unwrap_or_default().to_uppercase().as_str() {
                "DATA" => {
                    writes.write_all(b"354 go ahead\r\n").await.unwrap();
                    let mut mail = String::new();
                    while let Ok(Some(line)) = lines.next_line().await {
                        if line == "." {
                            break;
                        }
                        mail.push_str(line.strip_prefix('.').unwrap_or(&line));
                        mail.push_str("\r\n");
                    }
                    self.mails.lock().unwrap().push(mail);
                    if mood == Mood::Forgets {
                        // Until whoever waits for the answer is gone; then the connection goes, too, as that of a process that is killed.
                        while *self.mood.lock().unwrap() == Mood::Forgets {
                            tokio::task::yield_now().await;
                        }
                        return;
                    }
                    "250 2.0.0 taken"
                }
                command => mood.answer(command),
            };
            writes.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
        }
    }
}

/// A portal whose mails go to that server, with one mail waiting.
async fn portal(server: &Server) -> TestPortal {
    let portal = TestPortal::with_mail("emprunteur", MailArm::smtp(&server.url).unwrap()).await;
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    portal
}

#[tokio::test]
async fn a_mail_travels_over_smtp_as_text_and_as_a_page() {
    let server = Server::start().await;
    let portal = portal(&server).await;
    portal.deliver().await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    let mail = Mail::of(mails[0].as_bytes());
    assert_eq!((mail.to.as_str(), mail.subject.as_str()), ("membre.40821176@courrier.example", "Choisissez un nouveau mot de passe"));
    assert!(mail.link().starts_with("/lien/"));
    let address = format!("<a href=\"https://espace.relais.example{}\">", mail.link());
    assert!(mail.html.contains(&address) && mail.html.contains("Relais Emprunteur") && mail.html.contains("#d0021b"), "{}", mail.html);
    let portal_itself = "<a href=\"https://espace.relais.example\">https://espace.relais.example</a>. Un doute";
    assert!(mail.html.contains(portal_itself), "the full stop is no part of the address: {}", mail.html);
    for text in [&mail.text, &mail.html] {
        assert!(text.contains("Reconnaître nos mails"), "{text}");
        assert!(!text.contains("<img") && !text.contains("<script") && !text.contains("Claire"));
    }
    assert_eq!(portal.texts("SELECT state FROM outbox").await, ["sent"]);
    portal.deliver().await;
    assert_eq!(server.mails().len(), 1, "once");
}

#[tokio::test]
async fn a_busy_mail_server_is_tried_again_later_and_an_unknown_mailbox_is_not() {
    let server = Server::start().await;
    let portal = portal(&server).await;
    for mood in [Mood::Busy, Mood::Silent] {
        server.set(mood);
        portal.deliver().await;
        assert_eq!(portal.texts("SELECT state FROM outbox").await, ["queued"]);
        portal.advance(TimeDelta::hours(1));
    }
    server.set(Mood::Takes);
    portal.deliver().await;
    assert_eq!((server.mails().len(), portal.texts("SELECT state FROM outbox").await), (1, vec!["sent".to_owned()]));

    server.set(Mood::Refuses("550 5.1.1 no such mailbox"));
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    portal.deliver().await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE state = 'failed' AND attempts = 1").await, 1);
    portal.advance(TimeDelta::days(2));
    portal.deliver().await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE state = 'failed' AND attempts = 1").await, 1, "a dead letter rests");
}

/// State, number of tries and kind of failure of each mail.
pub async fn mails_stand(portal: &TestPortal) -> Vec<String> {
    let stands = "SELECT state || ' ' || attempts || ' ' || COALESCE(reason, '-') FROM outbox WHERE channel = 'mail' ORDER BY created_at";
    portal.texts(stands).await
}

/// Whether Claire's address is one that was verified.
async fn is_verified(portal: &TestPortal) -> bool {
    let verified = format!("SELECT COUNT(*) FROM users WHERE login_name = '{CLAIRE}' AND email_verified_at IS NOT NULL");
    portal.number(&verified).await == 1
}

#[tokio::test]
async fn b61_y1_a_mail_server_that_does_not_let_us_in_is_tried_again_and_staff_see_it() {
    let server = Server::start().await;
    let portal = portal(&server).await;
    for (tries, why) in [(1, "535 5.7.8 wrong password"), (2, "534 5.7.9 too weak"), (3, "550 5.2.1 this account is closed"), (4, "550 no")]
    {
        server.set(Mood::LocksOut(why));
        portal.deliver().await;
        assert_eq!(mails_stand(&portal).await, [format!("queued {tries} unreachable")], "{why}");
        portal.deliver().await;
        assert_eq!(mails_stand(&portal).await, [format!("queued {tries} unreachable")], "not before its time");
        portal.advance(TimeDelta::hours(1));
    }
    let page = portal.at_the_office(StaffRole::TenantAdmin).await.get("/gestion/messages").await;
    page.must_say_in_order(&["Nouvel essai prévu (essais : 4)", "Le service d'envoi ne répond pas ou ne nous accepte pas"]);
    server.set(Mood::Takes);
    portal.deliver().await;
    assert_eq!((server.mails().len(), mails_stand(&portal).await), (1, vec!["sent 5 -".to_owned()]));
    assert!(is_verified(&portal).await, "nothing was said of her address");
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE channel = 'sms'").await, 0, "and she need not be told otherwise");
}

#[tokio::test]
async fn b61_y1_only_what_a_server_says_of_the_mailbox_is_held_against_the_address() {
    let server = Server::start().await;
    let portal = portal(&server).await;
    let of_us = [
        "550 5.7.1 relaying denied",
        "553 5.7.1 not your address",
        "554 5.7.1 looks like spam",
        "530 5.7.0 sign in first",
        "552 5.3.4 too big",
    ];
    for (tries, why) in (1..=10).zip(of_us.into_iter().cycle()) {
        server.set(Mood::Refuses(why));
        portal.deliver().await;
        let state = if tries < 10 { "queued" } else { "failed" };
        assert_eq!(mails_stand(&portal).await, [format!("{state} {tries} unreachable")], "{why}");
        portal.advance(TimeDelta::hours(6));
    }
    assert!(is_verified(&portal).await, "a dead letter that nobody took doubts no address");
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE channel = 'sms'").await, 1, "she is told all the same");

    server.set(Mood::Refuses("550 5.2.1 mailbox closed"));
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    portal.deliver().await;
    assert_eq!(mails_stand(&portal).await, ["failed 10 unreachable", "failed 1 refused"]);
    assert!(!is_verified(&portal).await);
}

#[tokio::test]
async fn a_mail_that_is_under_way_holds_up_nobody() {
    let server = Server::start().await;
    let portal = portal(&server).await;
    // Connects and never says a word.
    let mute = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let held = TestPortal::with_mail("emprunteur", MailArm::smtp(&format!("smtp://{}", mute.local_addr().unwrap())).unwrap()).await;
    held.browser().post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    let sending = held.deliver();
    let signing_in = async {
        let page = held.browser().sign_in(CLAIRE, "").await;
        assert_eq!(page.path, "/", "the database is free while a mail server keeps us waiting");
    };
    tokio::select! {
        _ = sending => panic!("the mail server never answered"),
        () = signing_in => {}
    }
    portal.deliver().await;
    assert_eq!(server.mails().len(), 1);
}

#[tokio::test]
async fn y1_of_a_worker_killed_between_sending_and_noting_it_the_second_mail_bears_the_reference_of_the_first() {
    let server = Server::start().await;
    let portal = portal(&server).await;
    server.set(Mood::Forgets);
    let taken = async {
        while server.mails().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    // What is dropped here goes no further, as in a process that is killed.
    tokio::select! {
        _ = portal.deliver() => panic!("the mail server never answered"),
        () = taken => {}
    }
    server.set(Mood::Takes);
    portal.deliver().await;
    assert_eq!(server.mails().len(), 1, "no other worker sends it while an answer may come");
    portal.advance(TimeDelta::minutes(3));
    for _ in 0..2 {
        portal.deliver().await;
        portal.advance(TimeDelta::days(1));
    }
    let references = |mail: &String| mail.lines().find(|line| line.to_lowercase().starts_with("message-id:")).unwrap().to_owned();
    let references: Vec<String> = server.mails().iter().map(references).collect();
    assert!(references.len() == 2 && references[0] == references[1], "{references:?}");
    assert_eq!(portal.texts("SELECT state FROM outbox").await, ["sent"]);
}

#[test]
fn what_is_no_address_of_a_mail_server_is_refused() {
    for bad in ["", "post.example", "http://post.example", "smtp://post.example?tls=perhaps"] {
        assert!(MailArm::smtp(bad).is_err(), "{bad}");
    }
}
