//! Mails over a real SMTP conversation, with a mail server of our own in the process (issue: messages out).
use crate::support::{CLAIRE, Mail, TestPortal};
use backend::outbox::mail::MailArm;
use chrono::TimeDelta;
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What the server does with the next mails.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Takes,
    Busy,
    Refuses,
    Silent,
    /// Takes a mail and never says so.
    Forgets,
}

/// A mail server that speaks as RFC 5321 asks.
#[derive(Clone)]
struct Server {
    url: String,
    mood: Arc<Mutex<Mood>>,
    mails: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let server = Self { url, mood: Arc::new(Mutex::new(Mood::Takes)), mails: Arc::default() };
        let heard = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(heard.clone().talk(stream));
            }
        });
        server
    }

    fn set(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    fn mails(&self) -> Vec<String> {
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
                "EHLO" => "250-post.example\r\n250 8BITMIME",
                "RCPT" if mood == Mood::Refuses => "550 5.1.1 no such mailbox",
                "MAIL" if mood == Mood::Busy => "451 4.3.0 try again later",
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
                "QUIT" => "221 bye",
                _ => "250 fine",
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

    server.set(Mood::Refuses);
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    portal.deliver().await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE state = 'failed' AND attempts = 1").await, 1);
    portal.advance(TimeDelta::days(2));
    portal.deliver().await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE state = 'failed' AND attempts = 1").await, 1, "a dead letter rests");
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
