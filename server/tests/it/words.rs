//! Every word a person reads: it exists, it is used, and it is written as French is.
use crate::support::{CLAIRE, TestPortal, YANN};
use app::{AppError, words::Words};
use backend::{outbox::sms::plain, profile};
use domain::{
    access::StaffRole,
    attachment::{Reason, Refusal},
    claim::{ClaimStatus, MarkKind, MoveKind, QueueAge, RequestState, StepError, Way, Whose, may_prolong},
    decision::{Outcome, Verdict},
    payment::PaymentState,
    period::{DayState, PayLevel, Sentence, StopKind},
    viewing::ViewReason,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn keys() -> BTreeSet<String> {
    Words::load(&profile::load("demo").unwrap()).unwrap().keys().map(str::to_owned).collect()
}

/// Text of every file below these folders with that extension, by path.
fn files(folders: &[&str], extension: &str) -> BTreeMap<PathBuf, String> {
    let all = folders.iter().flat_map(|folder| crate::support::files_under(&root().join(folder)));
    all.filter(|path| path.extension().is_some_and(|e| e == extension))
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .collect()
}

fn sources() -> BTreeMap<PathBuf, String> {
    let mut all = files(&["app/src", "app/domain/src", "server/src", "server/backend/src"], "rs");
    all.retain(|path, _| !path.to_string_lossy().ends_with("tests.rs"));
    all
}

/// What stands between quotes in a source, comments left out.
fn literals(source: &str) -> Vec<String> {
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    code.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Keys that pages and rules put together from a part and a name: each must exist.
fn composed() -> Vec<String> {
    let mut all = Vec::new();
    for status in ClaimStatus::ALL {
        let name = status.as_str().replace('_', "-");
        all.extend([format!("claim-status-{name}"), format!("claim-next-{name}"), format!("claim-next-{name}-text")]);
        if !may_prolong(status) {
            all.push(format!("claim-cannot-prolong-{}", status.as_str()));
        }
    }
    all.extend(RequestState::ALL.iter().map(|state| format!("claim-request-{}", state.as_str())));
    all.extend(DayState::ALL.iter().map(|state| format!("period-state-{}", state.as_str())));
    all.extend([PayLevel::Plein, PayLevel::Demi].iter().map(|level| format!("period-pay-level-{}", level.as_str())));
    all.extend(Sentence::ALL.iter().map(|sentence| sentence.key().to_owned()));
    all.extend(Reason::offered().map(|reason| reason.key()));
    all.extend(Refusal::ALL.iter().map(|refusal| refusal.key()));
    let steps = [StepError::CannotProlong, StepError::Periods, StepError::Files, StepError::AlreadySent, StepError::Stale];
    all.extend(steps.iter().map(|step| step.sentence_key().to_owned()));
    let errors = [
        AppError::SignedOut,
        AppError::Forbidden,
        AppError::TermsFirst,
        AppError::ChoiceFirst,
        AppError::ProofFirst,
        AppError::TooOften,
        AppError::NotFound,
        AppError::Rule(StepError::Stale),
        AppError::Full,
        AppError::Busy,
        AppError::TooLarge,
        AppError::CutOff,
        AppError::Broken,
    ];
    all.extend(errors.iter().flat_map(|error| ["title", "text", "next"].map(|part| format!("failure-{}-{part}", error.code()))));
    all.extend(SMS.iter().map(|sms| format!("{sms}-text")));
    all.extend(MAILS.iter().flat_map(|mail| ["subject", "text"].map(|part| format!("{mail}-{part}"))));
    for guarantee in ["work-incapacity", "job-loss", "health-care"] {
        all.extend([format!("contract-{guarantee}"), format!("contract-{guarantee}-text")]);
    }
    all.extend(
        ["given_name", "family_name", "contract", "certificate", "birth_date", "email"].map(|field| format!("register-missing-{field}")),
    );
    all.extend(["name", "phone", "motive", "day", "slot"].map(|field| format!("callback-missing-{field}")));
    all.extend(
        ["unlock", "comeback", "mailbox", "undo"].iter().flat_map(|page| ["title", "lead", "send"].map(|part| format!("{page}-{part}"))),
    );
    all.extend(["received", "review", "notice"].map(|step| format!("claim-and-now-{step}-text")));
    all.push("care-and-now-answer-text".to_owned());
    all.extend(StaffRole::ALL.iter().flat_map(|role| ["role", "look"].map(|part| format!("office-{part}-{}", role.as_str()))));
    all.extend(Outcome::ALL.iter().flat_map(|outcome| ["outcome", "letter"].map(|part| format!("decision-{part}-{}", outcome.key()))));
    all.extend(Verdict::ALL.iter().map(|verdict| verdict.key()));
    all.extend(PaymentState::ALL.iter().map(|state| format!("payment-state-{}", state.as_str())));
    all.extend(MoveKind::ALL.iter().map(|kind| format!("office-move-{}", kind.as_str())));
    all.extend(QueueAge::ALL.iter().flat_map(|age| ["age", "wait"].map(|part| format!("office-{part}-{}", age.as_str()))));
    all.extend(Whose::ALL.iter().map(|whose| format!("office-whose-{}", whose.as_str())));
    all.extend([StopKind::Initial, StopKind::Prolongation].iter().map(|kind| format!("office-kind-{}", kind.as_str())));
    all.extend([MarkKind::Ended, MarkKind::Resumed].iter().map(|kind| format!("mark-{}", kind.as_str())));
    all.extend(Way::ALL.iter().flat_map(|way| ["way", "desk", "told"].map(|part| format!("entry-{part}-{}", way.as_str()))));
    all.extend(ViewReason::ALL.iter().flat_map(|reason| ["reason", "told"].map(|part| format!("viewing-{part}-{}", reason.as_str()))));
    all.extend(audited().iter().map(|action| format!("export-action-{action}")));
    all
}

/// What the audit notes: the first thing between quotes of each call that writes into it.
fn audited() -> BTreeSet<String> {
    let sources = files(&["server/backend/src"], "rs");
    let calls = sources.values().flat_map(|source| source.split("audit::record(").skip(1));
    let names = calls.filter_map(|call| call.split('"').nth(1).map(str::to_owned));
    // What visitors do, and what is done to people of the office, is in nobody's archive.
    names
        .filter(|name| {
            !["kit_opened", "callback_asked", "payment_file_taken", "file_imported"].contains(&name.as_str()) && !name.starts_with("staff_")
        })
        .collect()
}

#[test]
fn every_key_that_is_put_together_exists() {
    let keys = keys();
    let missing: Vec<String> = composed().into_iter().filter(|key| !keys.contains(key)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_key_that_a_page_names_exists() {
    let keys = keys();
    let mut missing = Vec::new();
    for (path, source) in sources() {
        for call in ["t(\"", "t_with(\"", "t_args(\"", "template(\""] {
            for (at, _) in source.match_indices(call) {
                if source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                    continue;
                }
                let start = at + call.find('"').unwrap() + 1;
                let key = &source[start..start + source[start..].find('"').unwrap()];
                if key.contains('-') && !keys.contains(key) && path.starts_with(root().join("app/src")) {
                    missing.push(format!("{}: {key}", path.display()));
                }
            }
        }
    }
    // Loose ones, as in a list of keys.
    let prefixes: BTreeSet<&str> = keys.iter().map(|key| key.split_once('-').unwrap().0).collect();
    let shaped = |text: &str| {
        text.split_once('-').is_some_and(|(prefix, rest)| {
            prefixes.contains(prefix) && !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'_')
        })
    };
    for (path, source) in sources() {
        missing.extend(
            literals(&source)
                .into_iter()
                .filter(|text| shaped(text) && !keys.contains(text) && !NO_KEYS.contains(&text.as_str()) && !MAILS.contains(&text.as_str()))
                .filter(|text| !SMS.contains(&text.as_str()))
                .map(|text| format!("{}: {text}", path.display())),
        );
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Looks like keys and are none: names of drop-zone and editor words are told by `every_word_of_a_page_is_found`.
const NO_KEYS: [&str; 1] = ["claim-sent"];
/// SMS: each has a text.
const SMS: [&str; 5] = ["password-sms", "notice-sms", "payment-sms", "claim-prolong-sms", "missed-sms"];
/// Mails: each has a subject and a text.
const MAILS: &[&str] = &[
    "attached-mail",
    "export-mail",
    "personal-email-mail",
    "personal-taken-mail",
    "personal-correction-mail",
    "personal-notice-mail",
    "leave-mail",
    "confirm-mail",
    "already-mail",
    "unmatched-mail",
    "claim-mail",
    "claim-prolong-mail",
    "claim-prolong-by-mail",
    "claim-late-mail",
    "deposit-mail",
    "complement-mail",
    "complement-again-mail",
    "complement-reminder-mail",
    "complement-receipt-mail",
    "decision-mail",
    "payment-mail",
    "password-mail",
    "recovery-mail",
    "invited-mail",
    "logins-mail",
    "unlock-mail",
    "second-code-mail",
    "undone-mail",
    "unlock-code-mail",
    "unlock-passkey-mail",
    "hint-mail",
    "recall-mail",
    "office-invite-mail",
    "office-unlock-mail",
    "office-notice-mail",
];

#[test]
fn every_key_is_used() {
    let mut used: BTreeSet<String> = composed().into_iter().collect();
    for source in sources().values() {
        let literals = literals(source);
        // « format!("period-{name}") » makes a key of every name in the file.
        let heads = literals
            .iter()
            .filter_map(|text| text.strip_suffix('}').and_then(|text| text.rsplit_once('{')).map(|(head, _)| head.to_owned()));
        let heads: Vec<String> = heads.filter(|head| head.ends_with('-')).collect();
        used.extend(heads.iter().flat_map(|head| literals.iter().map(move |name| format!("{head}{name}"))));
        used.extend(literals);
    }
    let unused: Vec<String> = keys().into_iter().filter(|key| !used.contains(key)).collect();
    assert!(unused.is_empty(), "delete them from app/locales: {unused:#?}");
}

#[tokio::test]
async fn every_word_of_a_page_is_found() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    let mut pages = Vec::new();
    for path in ["", "/demande/periode", "/demande/justificatifs", "/demande/recapitulatif", "/demande/supprimer", "/demande/arret"] {
        pages.push(claire.get(&format!("/dossiers/{number}{path}")).await);
    }
    pages.push(claire.submit(&number).await);
    let credit = claire.get("/").await.links().into_iter().find(|link| link.starts_with("/credits/")).unwrap();
    for path in [
        "/",
        "/compte",
        "/compte/donnees",
        "/compte/donnees-personnelles",
        "/compte/adresse",
        "/compte/coordonnees",
        "/compte/notifications",
        "/compte/iban",
        "/dossiers",
        "/contact",
        "/aide/navigateurs",
        "/aide/questions",
        "/aide/prolonger-mon-dossier",
        &credit,
        &format!("{credit}/assurance"),
        &format!("{credit}/echeances"),
    ] {
        pages.push(claire.get(path).await);
    }
    pages.push(portal.signed_in(YANN).await.get("/").await);
    pages.push(portal.browser().get("/connexion").await);
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let queue = handler.get("/gestion").await;
    let claim = queue.links().into_iter().find(|link| link.starts_with("/gestion/dossiers/")).unwrap();
    let found = handler.post("/api/office_search", &[("sought", "Oudin")]).await;
    let (asking, payments) = (format!("{claim}/documents"), format!("{claim}/paiements"));
    for path in ["/gestion/compte", "/gestion/deux-etapes", &claim, &asking, &payments, "/gestion?statut=complement_requested"] {
        pages.push(handler.get(path).await);
    }
    pages.push(handler.get("/gestion/a-joindre").await);
    pages.push(portal.at_the_office(StaffRole::Supervisor).await.get("/gestion/pilotage").await);
    pages.extend([found, handler.post("/api/office_next", &[]).await]);
    pages.extend([queue, portal.browser().get("/gestion/connexion").await]);
    let prefixes: BTreeSet<String> = keys().iter().map(|key| format!("{}-", key.split_once('-').unwrap().0)).collect();
    for page in pages {
        assert_eq!(page.status, 200, "{}", page.path);
        let props = page.html().replace("&quot;", "\"");
        for prefix in &prefixes {
            assert!(
                !page.text().split(' ').any(|word| word.starts_with(prefix.as_str())),
                "{} shows a key {prefix}…: {}",
                page.path,
                page.text()
            );
            assert!(!props.contains(&format!(":\"{prefix}")), "{} hands a key {prefix}… to an island", page.path);
        }
    }
}

#[test]
fn r13_the_sentences_of_refused_files_are_those_of_the_rulings() {
    let words = Words::load(&profile::load("demo").unwrap()).unwrap();
    let args = domain::attachment::UploadRules::default().limit_args();
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for (refusal, sentence) in [
        (Refusal::Empty, "Ce fichier est vide."),
        (Refusal::Corrupt, "Ce fichier est abîmé ou incomplet. Enregistrez-le à nouveau ou reprenez la photo."),
        (Refusal::EncryptedPdf, "Ce PDF demande un mot de passe. Enregistrez-le sans protection."),
        (Refusal::ActiveContentPdf, "Ce PDF contient un programme ou un fichier joint. Imprimez-le en PDF puis déposez la copie."),
        (Refusal::ImageBomb, "Cette image est trop grande. Réduisez-la ou reprenez la photo."),
        (Refusal::Infected, "Ce fichier a été refusé par notre antivirus."),
        (Refusal::TooMany, "Nombre maximal de fichiers : 10."),
        (Refusal::BadName, "Le nom de ce fichier n'est pas lisible. Renommez-le."),
        (Refusal::WrongFormat, "Formats acceptés : JPG, PNG, PDF"),
        (Refusal::TooLarge, "Taille maximale de fichier acceptée : 3.5Mo."),
        (Refusal::TotalTooLarge, "Taille totale des fichiers acceptée : 10Mo."),
    ] {
        assert_eq!(crate::support::folded(&words.say(&refusal.key(), &args)), sentence);
    }
}

/// Lines a person reads, with their place.
fn read_lines() -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for (path, text) in files(&["app/locales"], "ftl") {
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let value = line.split_once(" = ").filter(|(key, _)| !key.contains(' ')).map_or(line, |(_, value)| value);
            lines.push((format!("{}:{}", path.display(), n + 1), without_code(value)));
        }
    }
    for (path, text) in files(&["app/content"], "md") {
        lines.extend(text.lines().enumerate().map(|(n, line)| (format!("{}:{}", path.display(), n + 1), line.to_owned())));
    }
    lines
}

/// Without what Fluent reads itself: `{ $name }`, `{""}`, `[one]`, `->`.
fn without_code(value: &str) -> String {
    let mut text = value.to_owned();
    while let (Some(open), Some(close)) = (text.find('{'), text.find('}')) {
        if close < open {
            break;
        }
        text.replace_range(open..=close, "x");
    }
    text.replace("->", "")
}

#[test]
fn french_is_set_with_narrow_no_break_spaces() {
    let mut wrong = Vec::new();
    for (place, line) in read_lines() {
        let letters: Vec<char> = line.chars().collect();
        for (n, letter) in letters.iter().enumerate() {
            let before = n.checked_sub(1).and_then(|n| letters.get(n));
            let after = letters.get(n + 1);
            let told = match letter {
                // « https:// » is an address.
                ';' | ':' | '!' | '?' | '»' if before != Some(&'\u{202f}') && after != Some(&'/') => "no narrow no-break space before",
                '«' if after != Some(&'\u{202f}') => "no narrow no-break space after",
                '%' | '€' if !matches!(before, Some('\u{202f}' | '\u{a0}')) => "no no-break space before",
                '\'' => "a straight apostrophe",
                '.' if before == Some(&'.') => "dots for an ellipsis",
                '"' => "a straight quotation mark",
                _ => continue,
            };
            wrong.push(format!("{place}: {told} {letter}: {line}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_label_that_names_no_key_is_refused() {
    let text = include_str!("../../insurers/demo.toml");
    let with = |label: &str| profile::read(&format!("{text}\n[labels]\n{label}\n")).unwrap();
    let error = Words::load(&with("claim-no-such-word = \"x\"")).unwrap_err().to_string();
    assert_eq!(error, "`labels.claim-no-such-word` of the insurer profile names no word of the product");
    let words = Words::load(&with("claim-prolong = \"Continuer mon dossier\"")).unwrap();
    assert_eq!(words.say("claim-prolong", &[]), "Continuer mon dossier");
}

#[test]
fn every_sms_of_every_insurer_fits_in_one_and_holds_no_link() {
    for insurer in profile::shipped() {
        let profile = profile::load(insurer).unwrap();
        let words = Words::load(&profile).unwrap();
        let args = [("brand", profile.brand.as_str()), ("phone", profile.contact.phone.as_str())];
        for sms in SMS {
            // Each character that `plain` writes counts once.
            let text = plain(&words.say(&format!("{sms}-text"), &args));
            assert!(text.chars().count() <= 160, "{insurer}: {text}");
            assert!(!text.contains("http") && !text.contains('?') && !text.contains('{'), "{insurer}: {text}");
            assert!(text.contains(&plain(&profile.brand)) && text.contains(&plain(&profile.contact.phone)), "{insurer}: {text}");
        }
    }
}

#[tokio::test]
async fn a_label_of_the_insurer_is_what_members_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    std::fs::write(&file, format!("{}\n[labels]\naccount-sign-in = \"Entrer\"\n", include_str!("../../insurers/demo.toml"))).unwrap();
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
