//! The mail that confirms a request: it leaves once, whatever happens, and says nothing of anybody's health.
use crate::support::{CLAIRE, TestPortal, folded};
use chrono::TimeDelta;

/// Headers unfolded, and the body with its encoding undone.
fn parsed(mail: &str) -> (Vec<(String, String)>, String) {
    let (head, body) = mail.split_once("\r\n\r\n").unwrap();
    let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let headers: Vec<(String, String)> =
        head.lines().map(|line| line.split_once(": ").unwrap()).map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    let encoding = headers.iter().find(|(name, _)| name == "content-transfer-encoding").map_or("7bit", |(_, value)| value);
    let body = match encoding {
        "7bit" => body.to_owned(),
        "quoted-printable" => String::from_utf8(quoted_printable(body)).unwrap(),
        "base64" => String::from_utf8(base64(body)).unwrap(),
        other => panic!("{other}"),
    };
    (headers, body)
}

fn quoted_printable(text: &str) -> Vec<u8> {
    let text = text.replace("=\r\n", "");
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'=' {
            let code: String = [bytes.next(), bytes.next()].into_iter().map(|b| char::from(b.unwrap())).collect();
            out.push(u8::from_str_radix(&code, 16).unwrap());
        } else {
            out.push(byte);
        }
    }
    out
}

fn base64(text: &str) -> Vec<u8> {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let figures: Vec<u32> =
        text.bytes().filter_map(|b| alphabet.iter().position(|a| *a == b)).map(|at| u32::try_from(at).unwrap()).collect();
    let groups = figures.chunks(4).map(|group| {
        let bits = group.iter().fold(0, |bits, figure| (bits << 6) | figure) << (6 * (4 - group.len()));
        bits.to_be_bytes()[1..group.len()].to_vec()
    });
    groups.flatten().collect()
}

fn header(headers: &[(String, String)], name: &str) -> String {
    let value = headers.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}: {headers:?}")).1.clone();
    // Encoded words (RFC 2047).
    let mut plain = String::new();
    for (n, part) in value.split("=?utf-8?b?").enumerate() {
        match part.split_once("?=") {
            Some((code, rest)) if n > 0 => {
                plain.push_str(&String::from_utf8(base64(code)).unwrap());
                plain.push_str(rest.trim_start());
            }
            _ => plain.push_str(part),
        }
    }
    plain
}

#[tokio::test]
async fn the_mail_of_a_sent_request_leaves_once() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    assert!(portal.deliver().await.is_empty(), "nothing before « Valider »");
    let request = browser.submit(&number).await.numbers("PR-").remove(0);
    let (first, again) = (portal.deliver().await, portal.deliver().await);
    assert_eq!((first.len(), again.len()), (1, 1));
    portal.advance(TimeDelta::days(2));
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(portal.texts("SELECT state FROM outbox").await, ["sent"]);
    let (headers, body) = parsed(&mails[0]);
    assert_eq!(header(&headers, "to"), "membre.40821176@courrier.example");
    assert!(header(&headers, "from").contains("<assurance@relais-demo.example>"));
    assert_eq!(folded(&header(&headers, "subject")), format!("Votre demande {request} est bien arrivée"));
    assert_eq!(header(&headers, "date"), "Thu, 12 Mar 2026 14:48:00 +0000");
    assert!(header(&headers, "message-id").ends_with("@relais-demo.example>"));
    assert!(header(&headers, "content-type").contains("utf-8"));
    let body = folded(&body);
    for words in [format!("Nous avons bien reçu votre demande {request}."), "Relais Démo".to_owned(), "01 99 00 56 78".to_owned()] {
        assert!(body.contains(&words), "{words}: {body}");
    }
}

#[tokio::test]
async fn a_mail_and_its_row_say_nothing_of_health_or_of_the_dossier() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    browser.submit(&number).await;
    let (headers, body) = parsed(&portal.deliver().await[0]);
    let row = portal.texts("SELECT params FROM outbox").await.remove(0);
    let all = format!("{} {body} {row}", header(&headers, "subject")).to_lowercase();
    for word in [
        "arrêt",
        "travail",
        "malad",
        "santé",
        "médic",
        "incapacité",
        "invalid",
        "accident",
        "emploi",
        "cpam",
        "indemn",
        "claire",
        "moreau",
        "janvier",
        &number.to_lowercase(),
    ] {
        assert!(!all.contains(word), "{word}: {all}");
    }
}

#[tokio::test]
async fn a_mail_that_cannot_leave_waits_and_the_request_stands() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE users SET email = 'no address' WHERE login_name = '40821176'").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    assert!(browser.submit(&number).await.path.ends_with("/confirmation"));
    assert!(portal.deliver().await.is_empty());
    assert_eq!(portal.texts("SELECT state FROM outbox").await, ["queued"]);
    portal.deliver().await;
    assert_eq!(portal.number("SELECT CAST(attempts AS BIGINT) FROM outbox").await, 1, "not before its time");
    portal.run("UPDATE outbox SET recipient = 'claire@courrier.example'").await;
    portal.advance(TimeDelta::minutes(2));
    assert_eq!(portal.deliver().await.len(), 1);
    assert_eq!(portal.texts("SELECT state FROM outbox").await, ["sent"]);
}

#[tokio::test]
async fn a_mail_that_never_leaves_is_given_up_and_told() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE users SET email = 'no address' WHERE login_name = '40821176'").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    browser.submit(&number).await;
    for _ in 0..12 {
        portal.deliver().await;
        portal.advance(TimeDelta::days(1));
    }
    assert_eq!(portal.texts("SELECT state FROM outbox").await, ["failed"]);
    assert_eq!(portal.number("SELECT CAST(attempts AS BIGINT) FROM outbox").await, 10);
}

#[tokio::test]
async fn whoever_has_no_address_gets_no_mail() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE users SET email = NULL WHERE login_name = '40821176'").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let page = browser.submit(&number).await;
    assert!(page.path.ends_with("/confirmation") && !page.says("mail de confirmation"));
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox").await, 0);
}

#[tokio::test]
async fn two_workers_at_once_send_a_mail_once() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    browser.submit(&number).await;
    futures::join!(portal.deliver(), portal.deliver(), portal.deliver());
    assert_eq!(portal.deliver().await.len(), 1);
}
