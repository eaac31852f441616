//! Every case of the upload manifest: verdict, shown name, kept copy; then whole sendings.
use super::synthesis::{corners, eicar, stored, synthesised};
use super::{Inspected, inspect, thumbnail};
use domain::attachment::{FileType, Refusal, UploadRules, precheck};
use serde_json::Value;
use std::time::Duration;

/// One file of the manifest.
struct Case {
    told: Value,
    bytes: Vec<u8>,
}

impl Case {
    fn text(&self, key: &str) -> &str {
        self.told[key].as_str().unwrap_or_default()
    }

    fn allows(&self, verdict: &str) -> bool {
        let also = self.told["also_ok"].as_array().into_iter().flatten();
        self.text("expected") == verdict || also.into_iter().any(|code| code == verdict)
    }

    fn inspect(&self) -> Result<Inspected<'_>, Refusal> {
        inspect(self.text("claimed_name"), &self.bytes, &UploadRules::default())
    }
}

fn manifest() -> Value {
    serde_json::from_slice(&stored("manifest.json")).unwrap()
}

fn case(manifest: &Value, id: &str) -> Case {
    let told = manifest["files"].as_array().unwrap().iter().find(|file| file["id"] == id).unwrap().clone();
    let size = usize::try_from(told["bytes"].as_u64().unwrap()).unwrap();
    let file = told["file"].as_str().unwrap();
    let bytes = if told["stored"] == true { stored(file) } else { synthesised(id, size) };
    assert_eq!(bytes.len(), size, "{id}");
    Case { told, bytes }
}

fn cases() -> Vec<Case> {
    let manifest = manifest();
    let ids = manifest["files"].as_array().unwrap().iter().map(|file| file["id"].as_str().unwrap());
    ids.map(|id| case(&manifest, id)).collect()
}

/// Inspection, then a scanner that finds the test string in the bytes received.
fn verdict(case: &Case) -> &'static str {
    let virus = eicar();
    let infected = case.bytes.windows(68).any(|part| part[0] == b'X' && part == virus);
    match case.inspect() {
        Ok(_) if infected => Refusal::Infected.verdict(),
        Ok(_) => "accepted",
        Err(refusal) => refusal.verdict(),
    }
}

#[test]
fn s37_s39_s40_every_case_of_the_manifest_has_its_verdict() {
    let cases = cases();
    assert_eq!(cases.len(), 137);
    let wrong: Vec<_> = cases.iter().filter(|case| !case.allows(verdict(case))).collect();
    let told = wrong.iter().map(|case| format!("{}: {} instead of {}", case.text("id"), verdict(case), case.text("expected")));
    assert_eq!(told.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn the_verdict_is_the_one_hoped_for_except_where_the_signature_speaks_first() {
    let other: Vec<_> =
        cases().iter().filter(|case| verdict(case) != case.text("expected")).map(|case| case.text("id").to_owned()).collect();
    assert_eq!(other, ["i-raw-pdf", "i-raw-png"], "too short to have a signature, so never scanned");
}

#[test]
fn every_accepted_file_has_its_name_its_type_and_a_kept_copy_that_opens_again() {
    for case in cases().iter().filter(|case| case.text("expected") == "accepted") {
        let id = case.text("id");
        let kept = case.inspect().unwrap_or_else(|refusal| panic!("{id}: {refusal}"));
        assert_eq!(kept.display_name, case.text("display_name"), "{id}");
        assert_eq!(kept.kind.mime(), case.text("stored_type"), "{id}");
        let again = inspect(&kept.display_name, &kept.kept, &UploadRules::default()).unwrap();
        assert_eq!(
            (again.kept.as_ref(), again.pages, again.width),
            (kept.kept.as_ref(), kept.pages, kept.width),
            "{id} is kept as it stays"
        );
        match kept.kind {
            FileType::Pdf => assert_eq!(kept.kept.as_ref(), case.bytes, "{id}"),
            FileType::Jpg | FileType::Png => assert!(thumbnail(&kept.kept, kept.kind).is_some(), "{id}"),
        }
    }
}

#[test]
fn r24_the_kept_copy_is_upright_and_says_nothing_of_its_owner() {
    let cases = cases();
    let told: Vec<_> = cases.iter().filter(|case| case.told["after"].is_object()).collect();
    assert_eq!(told.len(), 12);
    for case in told {
        let (after, kept) = (&case.told["after"], case.inspect().unwrap());
        assert_eq!(after["pages"].as_u64(), kept.pages.map(u64::from), "{}", case.text("id"));
        for word in after["must_not_contain"].as_array().into_iter().flatten() {
            let word = word.as_str().unwrap().as_bytes();
            assert!(case.bytes.windows(word.len()).any(|part| part == word));
            assert!(!kept.kept.windows(word.len()).any(|part| part == word), "{}", case.text("id"));
        }
        if after["width"].is_u64() {
            assert_upright(case.text("id"), after, &kept);
        }
    }
}

fn assert_upright(id: &str, after: &Value, kept: &Inspected<'_>) {
    let size = (kept.width.map(u64::from), kept.height.map(u64::from));
    assert_eq!(size, (after["width"].as_u64(), after["height"].as_u64()), "{id}");
    for gone in ["Exif", "Atelier Fictif", "2026:03:02"] {
        assert!(!kept.kept.windows(gone.len()).any(|part| part == gone.as_bytes()), "{id}: {gone}");
    }
    for (corner, found) in ["tl", "tr", "bl", "br"].into_iter().zip(corners(&kept.kept)) {
        for (channel, value) in found.into_iter().enumerate() {
            let wanted = after["corners_rgb"][corner][channel].as_u64().unwrap();
            assert!(wanted.abs_diff(value.into()) <= after["tolerance"].as_u64().unwrap(), "{id} {corner}: {found:?}");
        }
    }
}

#[test]
fn a_print_picture_is_kept_in_colours_a_browser_shows() {
    let bytes = stored("x11-cmyk.jpg");
    let kept = inspect("scan.jpg", &bytes, &UploadRules::default()).unwrap().kept;
    assert_eq!(image::load_from_memory(&kept).unwrap().color(), image::ColorType::Rgb8);
    let frame = kept.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    assert_eq!(kept.get(frame + 9), Some(&3), "three components");
}

/// Set in the child process that reads one bomb.
const BOMB: &str = "RELAIS_TEST_BOMB";

#[test]
fn a_bomb_costs_neither_time_nor_memory() {
    if let Ok(id) = std::env::var(BOMB) {
        let case = case(&manifest(), &id);
        let before = peak_kb();
        assert_eq!(case.inspect().err(), Some(Refusal::ImageBomb));
        println!("\npeak {}", peak_kb().saturating_sub(before));
        return;
    }
    let manifest = manifest();
    for id in ["b01-png-bomb", "b02-jpeg-giant"] {
        let limits = case(&manifest, id).told["limits"].clone();
        let (said, hears) = std::sync::mpsc::channel();
        std::thread::spawn(move || said.send(in_a_child(id)));
        let kb = hears.recv_timeout(Duration::from_millis(limits["max_ms"].as_u64().unwrap())).expect("in time");
        assert!(kb < limits["max_memory_mb"].as_u64().unwrap() * 1024, "{id} took {kb} KB");
    }
}

/// Runs this very test in a process of its own, where no other test weighs in; gives the memory it took, in KB.
fn in_a_child(id: &str) -> u64 {
    let test = format!("{}::a_bomb_costs_neither_time_nor_memory", module_path!().split_once("::").unwrap().1);
    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    let output = child.args(["--exact", &test, "--nocapture"]).env(BOMB, id).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}");
    said.lines().find_map(|line| line.strip_prefix("peak ")?.parse().ok()).expect("a peak")
}

/// The most memory this process has held, in KB; 0 where the system does not tell.
fn peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

/// Admits the next file of a sending as the upload route does: by name and size first, then by content.
fn admit(rules: &UploadRules, already: &[u64], next: &Case) -> Result<u64, Refusal> {
    let size = u64::try_from(next.bytes.len()).unwrap();
    precheck(rules, next.text("claimed_name"), size, u32::try_from(already.len()).unwrap(), already.iter().sum())?;
    next.inspect().map(|_| size)
}

/// The verdict of each file of a sending; refused files do not count.
fn sending(manifest: &Value, set: &Value) -> Vec<(String, &'static str)> {
    let mut already = Vec::new();
    let items = set["items"].as_array().unwrap().iter().map(|item| item.as_str().unwrap());
    let mut told = Vec::new();
    for id in items {
        let admitted = admit(&UploadRules::default(), &already, &case(manifest, id));
        told.push((id.to_owned(), admitted.map_or_else(Refusal::verdict, |_| "accepted")));
        already.extend(admitted);
    }
    told
}

#[test]
fn c24_s36_s38_s41_s42_every_sending_of_the_manifest_has_its_verdict() {
    let manifest = manifest();
    let sets = manifest["sets"].as_array().unwrap();
    assert_eq!(sets.len(), 11);
    for set in sets {
        let told = sending(&manifest, set);
        let first_refused = told.iter().map(|(_, verdict)| *verdict).find(|verdict| *verdict != "accepted");
        assert_eq!(first_refused.unwrap_or("accepted"), set["expected"], "{}", set["id"]);
        for (id, verdict) in &told {
            let wanted = set["per_file"].get(id).and_then(Value::as_str);
            assert!(wanted.is_none_or(|wanted| wanted == *verdict), "{} {id}: {verdict}", set["id"]);
        }
    }
}

#[test]
fn s42_ten_files_are_admitted_and_only_the_eleventh_refused() {
    let manifest = manifest();
    let eleven = manifest["sets"].as_array().unwrap().iter().find(|set| set["id"] == "t03-eleven").unwrap();
    let told: Vec<_> = sending(&manifest, eleven).into_iter().map(|(_, verdict)| verdict).collect();
    assert_eq!(told, [["accepted"; 10].as_slice(), &["too_many"]].concat());
}

#[test]
fn the_limits_tested_are_those_of_the_manifest() {
    let (manifest, rules) = (manifest(), UploadRules::default());
    let limits = &manifest["limits"];
    assert_eq!(limits["max_file_bytes"].as_u64(), Some(rules.max_file_bytes));
    assert_eq!(limits["max_total_bytes"].as_u64(), Some(rules.max_total_bytes));
    assert_eq!(limits["max_files"].as_u64(), Some(rules.max_files.into()));
}
