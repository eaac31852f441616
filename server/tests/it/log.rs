//! What the log says of people: nothing (architecture.md 7, Y-8).
use crate::{
    binary::Served,
    support::{CLAIRE, fixture},
};

/// Who was there, what they typed, and what they handed over.
const NEVER: [&str; 9] =
    ["40821176", "Moreau", "Claire", "courrier.example", "jument-grise", "depression", "Dépression", "10/01/2026", "2026-01-10"];

#[test]
fn y8_whatever_members_type_send_or_get_wrong_is_in_no_line_of_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = Served::with_log(folder.path(), "", "debug");
    let mut client = served.client();
    client.call("sign_in", &[("login", CLAIRE), ("password", "la jument-grise")]).unwrap();
    client.sign_in(CLAIRE).unwrap();
    let dossier = client.call("claims", &[]).unwrap().json()["claims"][0]["number"].as_str().unwrap().to_owned();
    client.call("prolong", &[("number", &dossier)]).unwrap();
    let typed = [("number", dossier.as_str()), ("version", "depression"), ("intent", "save"), ("start", "10/01/2026")];
    client.call("save_periods", &typed).unwrap();
    for bytes in [fixture("a04-plain.pdf"), b"no document".to_vec()] {
        assert_eq!(client.upload(&dossier, "application/json", "Dépression sévère.pdf", &bytes).unwrap().status, 200);
    }
    for path in ["/", "/dossiers", "/dossiers/depression", "/depression?de=Moreau", "/api/depression"] {
        client.get(path).unwrap();
    }
    client.call("send_help", &[("name", "claire.moreau@courrier.example")]).unwrap();
    assert!(served.stop());
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(log.contains("POST /api/sign_in 200") && log.contains("GET /dossiers 200"), "there is a log to read: {log}");
    for never in NEVER.into_iter().chain([dossier.as_str()]) {
        let lines: Vec<&str> = log.lines().filter(|line| line.contains(never)).collect();
        assert!(lines.is_empty(), "{never}: {lines:#?}");
    }
}
