//! Figures for whoever answers for the desk (B-60, B-61), against a second count made here from the rows themselves.
use crate::{
    office::desk::queue,
    reopen,
    support::{Page, TestPortal},
};
use backend::clock::{paris_day, paris_midnight};
use chrono::{Datelike, SecondsFormat, TimeDelta};
use domain::{
    access::StaffRole,
    account::Staff,
    claim::{QueueAge, QueueAsk},
    day::{Day, DayRange, Instant},
    oversight::{Figures, KINDS, Span, Work},
};
use std::collections::BTreeSet;

/// Public holidays from Monday to Friday between 3 November 2025 and 12 March 2026.
const HOLIDAYS: [&str; 3] = ["2025-11-11", "2025-12-25", "2026-01-01"];
/// Somebody of the desk.
const STAFF: &str = "(SELECT id FROM users WHERE role = 'staff' LIMIT 1)";

/// A request as this test made it.
struct Made {
    number: String,
    kind: String,
    sent: Instant,
    /// On which day it came by post, where the desk entered it.
    received: Option<Day>,
    /// When a first decision was made that was put aside, and when it was.
    aside: Option<(Instant, Instant)>,
    decided: Option<Instant>,
    /// When documents were asked for, where any were.
    asked: Instant,
}

impl Made {
    /// Since when it waited for the decision that stands.
    fn since(&self) -> Instant {
        self.aside.map_or_else(|| self.received.map_or(self.sent, paris_midnight), |(_, again)| again)
    }

    /// When it was decided, whether that stands or not.
    fn decisions(&self) -> impl Iterator<Item = Instant> {
        self.aside.map(|(at, _)| at).into_iter().chain(self.decided)
    }
}

/// Somebody who may see the figures.
async fn supervisor(portal: &TestPortal) -> Staff {
    let person = portal.backend.handlers().await.unwrap().remove(0);
    Staff { person, roles: [StaffRole::Supervisor].into_iter().collect(), second_step: true }
}

pub fn stored(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

/// Numbers without order, always the same.
fn dice(seed: u64) -> impl FnMut(i64) -> i64 {
    let mut state = seed;
    move |sides| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(state >> 33).unwrap() % sides
    }
}

/// Of some requests, whether they wait again or are decided, a first decision was put aside on the way.
async fn put_aside(portal: &TestPortal, number: &str, (sent, until): (Instant, Instant)) -> (Instant, Instant) {
    let third = (until - sent) / 3;
    let (at, again) = (sent + third, sent + third * 2);
    let columns = "id, claim_id, request_id, user_id, outcome, letter, at, reopened_at, reopened_by, reason, idempotency_key";
    let row = format!("id, claim_id, id, {STAFF}, 'refused', '', '{}', '{}', {STAFF}, '', id", stored(at), stored(again));
    portal.run(&format!("INSERT INTO reopened_decisions ({columns}) SELECT {row} FROM requests WHERE number = '{number}'")).await;
    (at, again)
}

/// Decides that request then.
async fn decide(portal: &TestPortal, number: &str, at: Instant) {
    let row = format!("SELECT id, claim_id, id, {STAFF}, id, 'accepted', '', '{}' FROM requests", stored(at));
    let columns = "id, claim_id, request_id, user_id, idempotency_key, outcome, letter, at";
    portal.run(&format!("INSERT INTO decisions ({columns}) {row} WHERE number = '{number}'")).await;
}

/// Has that request have come by post on that day, and be entered when it was sent.
async fn came_by_post(portal: &TestPortal, number: &str, day: Day) {
    let row = format!("SELECT id, 'post', '{}', {STAFF}, sent_at FROM requests WHERE number = '{number}'", day.iso());
    portal.run(&format!("INSERT INTO request_entries (request_id, channel, received_on, user_id, began_at) {row}")).await;
}

/// Has each request of the demonstration be sent and decided at times by chance, of any kind, some after documents were asked for, some
/// twice, some entered days after they came by post.
async fn made(portal: &TestPortal) -> Vec<Made> {
    let (mut roll, mut chance, mut post, now) = (dice(60), dice(61), dice(62), portal.backend.now());
    portal.run("DELETE FROM decisions").await;
    let mut all = Vec::new();
    for number in portal.texts("SELECT number FROM requests WHERE number IS NOT NULL ORDER BY number").await {
        let sent = now - TimeDelta::minutes(roll(120 * 24 * 60));
        let decided = Some(sent + TimeDelta::minutes(roll(30 * 24 * 60))).filter(|at| *at <= now);
        let kind = KINDS[usize::try_from(roll(3)).unwrap()].as_str();
        portal.run(&format!("UPDATE requests SET sent_at = '{}', kind = '{kind}' WHERE number = '{number}'", stored(sent))).await;
        if let Some(at) = decided {
            decide(portal, &number, at).await;
        }
        let received = (post(2) == 0).then(|| paris_day(sent).plus(-post(10)));
        if let Some(day) = received {
            came_by_post(portal, &number, day).await;
        }
        let aside = if chance(3) == 0 { Some(put_aside(portal, &number, (sent, decided.unwrap_or(now))).await) } else { None };
        // Some were asked for documents, one of them twice: they count once.
        for time in 0..[0, 0, 1, 2][usize::try_from(roll(4)).unwrap()] {
            let id = if portal.on_sqlite() { "randomblob(16)" } else { "gen_random_uuid()" };
            let row = format!("SELECT {id}, claim_id, id, '{number}-{time}', 'closed', sent_at, '2026-03-01', id FROM requests");
            let columns = "id, claim_id, request_id, number, state, asked_at, due_on, idempotency_key";
            portal.run(&format!("INSERT INTO complements ({columns}) {row} WHERE number = '{number}'")).await;
        }
        // Documents were asked for at once, or of some only when they were taken up again.
        let asked = aside.filter(|_| chance(2) == 0).map_or(sent, |(_, again)| again);
        let of_request = format!("request_id = (SELECT id FROM requests WHERE number = '{number}')");
        portal.run(&format!("UPDATE complements SET asked_at = '{}' WHERE {of_request}", stored(asked))).await;
        all.push(Made { number, kind: kind.to_owned(), sent, received, aside, decided, asked });
    }
    all
}

/// « Jours ouvrés » after the one day, up to the other, counted one by one.
fn working_days(sent: Day, decided: Day) -> u32 {
    let mut days = 0;
    let mut day = sent.0;
    while day < decided.0 {
        day = day.succ_opt().unwrap();
        let holiday = HOLIDAYS.contains(&day.to_string().as_str());
        days += u32::from(day.weekday().num_days_from_monday() < 5 && !holiday);
    }
    days
}

/// The same figures of those days, from the list.
fn expected(all: &[Made], asked: &BTreeSet<String>, days: DayRange) -> Work {
    let of_kind = |kind: &str| all.iter().filter(|one| one.kind == kind && days.contains(paris_day(one.sent))).count() as u64;
    let decided = all.iter().flat_map(|one| one.decisions().map(move |at| (one, at)));
    let decided: Vec<(&Made, Instant)> = decided.filter(|(_, at)| days.contains(paris_day(*at))).collect();
    let stand = decided.iter().filter(|(one, at)| one.decided == Some(*at));
    let mut waits: Vec<u32> = stand.map(|(one, at)| working_days(paris_day(one.since()), paris_day(*at))).collect();
    waits.sort_unstable();
    let within = |percent: usize| waits.get((waits.len() * percent).div_ceil(100).max(1) - 1).copied();
    Work {
        received: ["initial", "prolongation", "pdf"].map(of_kind),
        decided: decided.len() as u64,
        completed: decided.iter().filter(|(one, at)| asked.contains(&one.number) && one.asked <= *at).count() as u64,
        median: within(50),
        ninth: within(90),
    }
}

#[tokio::test]
async fn b60_the_figures_of_every_span_are_those_of_a_second_count() {
    let portal = TestPortal::start().await;
    let staff = supervisor(&portal).await;
    let all = made(&portal).await;
    let asked = "SELECT r.number FROM complements c JOIN requests r ON r.id = c.request_id WHERE r.number IS NOT NULL";
    let asked: BTreeSet<String> = portal.texts(asked).await.into_iter().collect();
    assert!(all.len() > 10 && all.iter().filter(|one| one.decided.is_some()).count() > 5, "enough to be wrong about");
    assert!(all.iter().any(|one| one.aside.is_some() && one.decided.is_some()), "one of them was decided anew");
    let by_post = |one: &Made| one.received.is_some_and(|day| day != paris_day(one.sent)) && one.aside.is_none();
    assert!(all.iter().any(|one| by_post(one) && one.decided.is_some()), "one of them came by post days before");
    for span in Span::ALL {
        let figures = portal.backend.figures(&staff, span).await.unwrap();
        for (days, work) in &figures.parts {
            assert_eq!(*work, expected(&all, &asked, *days), "{days}");
        }
        let days = figures.days().unwrap();
        assert_eq!((days.end(), days.days()), (portal.backend.today(), i64::from(span.days())));
        assert_eq!(figures.whole, expected(&all, &asked, days), "{span:?}");
    }
}

#[tokio::test]
async fn b60_what_is_in_progress_and_late_is_what_the_queue_shows() {
    let portal = TestPortal::start().await;
    let staff = supervisor(&portal).await;
    let lines = portal.backend.queue(staff.person.id, &QueueAsk::default()).await.unwrap().lines;
    let waiting =
        KINDS.map(|kind| QueueAge::ALL.map(|age| lines.iter().filter(|line| line.kind == kind && line.age == age).count() as u64));
    let figures = portal.backend.figures(&staff, Span::Week).await.unwrap();
    assert_eq!(figures.waiting, waiting);
    assert_eq!(figures.in_progress(), lines.len() as u64);
    assert!(figures.late() > 0, "one of the demonstration is late");
    portal.advance(TimeDelta::days(400));
    let late = portal.backend.figures(&staff, Span::Week).await.unwrap();
    assert_eq!((late.late(), late.in_progress()), (figures.in_progress(), figures.in_progress()));
    assert_eq!(late.whole, Work::default(), "nothing happened lately");
}

#[tokio::test]
async fn b60_a_decision_put_aside_stays_in_the_count_of_its_day_and_the_delay_is_that_of_the_one_that_stands() {
    let portal = TestPortal::start().await;
    let staff = supervisor(&portal).await;
    let figures = async || portal.backend.figures(&staff, Span::Month).await.unwrap();
    let of_day = |figures: &Figures, day: Day| figures.parts.iter().find(|(days, _)| days.contains(day)).map(|(_, work)| *work).unwrap();
    let before = figures().await;
    let first = portal.backend.today();
    let line = queue(&portal, None).await.into_iter().find(|line| line.member == "Inès Carpentier").unwrap();
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = reopen::refused(&portal, &mut handler, "Inès Carpentier").await;
    let refused = figures().await;
    let took = working_days(paris_day(line.since), first);
    assert_eq!((refused.whole.decided, refused.whole.median), (1, Some(took)));
    assert_eq!(refused.in_progress(), before.in_progress() - 1);

    portal.advance(TimeDelta::days(8));
    let (again, late) = (portal.backend.today(), figures().await.late());
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    reopen::reopen(&mut handler, &asked).await.must_say(&["La demande est de nouveau en instruction."]);
    let reopened = figures().await;
    assert_eq!((reopened.whole.decided, reopened.whole.median, reopened.whole.ninth), (1, None, None), "none stands");
    assert_eq!(of_day(&reopened, first).decided, 1, "that day is over");
    assert_eq!((reopened.in_progress(), reopened.late()), (before.in_progress(), late), "it waits, from now on");

    portal.advance(TimeDelta::days(5));
    let last = portal.backend.today();
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    reopen::decided(&portal, &mut handler, "Inès Carpentier", ("accept", reopen::DAYS)).await;
    let decided = figures().await;
    let took = working_days(again, last);
    assert_eq!((decided.whole.decided, decided.whole.median), (2, Some(took)));
    let (first, last) = (of_day(&decided, first), of_day(&decided, last));
    assert_eq!([(first.decided, first.median), (last.decided, last.median)], [(1, None), (1, Some(took))]);
    assert_eq!((took, decided.in_progress()), (3, refused.in_progress()), "from Friday to Wednesday");
}

#[tokio::test]
async fn b60_b16_what_came_by_post_waited_for_its_decision_since_the_day_on_which_it_came() {
    let portal = TestPortal::start().await;
    let (staff, now) = (supervisor(&portal).await, portal.backend.now());
    portal.run("DELETE FROM decisions").await;
    let number = portal.texts("SELECT MIN(number) FROM requests").await.remove(0);
    portal.run(&format!("UPDATE requests SET sent_at = '{}' WHERE number = '{number}'", stored(now))).await;
    decide(&portal, &number, now).await;
    let whole = async || portal.backend.figures(&staff, Span::Week).await.unwrap().whole;
    let told = |work: Work| (work.decided, work.median, work.ninth);
    assert_eq!(told(whole().await), (1, Some(0), Some(0)), "decided when it was sent");
    // From a Tuesday to the Thursday of the week after.
    came_by_post(&portal, &number, "2026-03-03".to_owned().try_into().unwrap()).await;
    assert_eq!(told(whole().await), (1, Some(7), Some(7)), "decided when it was entered, nine days after it came");
    put_aside(&portal, &number, (now - TimeDelta::days(9), now)).await;
    let (again, today) = (paris_day(now - TimeDelta::days(3)), portal.backend.today());
    let took = working_days(again, today);
    assert_eq!((took, told(whole().await).1), (3, Some(took)), "taken up again, it waits since then");
}

#[tokio::test]
async fn b60_a_day_begins_at_midnight_in_paris() {
    let portal = TestPortal::start().await;
    let staff = supervisor(&portal).await;
    portal.run("UPDATE requests SET sent_at = '2026-03-01T12:00:00+00:00', kind = 'initial' WHERE number IS NOT NULL").await;
    let number = portal.texts("SELECT MIN(number) FROM requests").await.remove(0);
    for (at, day) in [("2026-03-10T22:59:59.999+00:00", "2026-03-10"), ("2026-03-10T23:00:00+00:00", "2026-03-11")] {
        portal.run(&format!("UPDATE requests SET sent_at = '{at}' WHERE number = '{number}'")).await;
        let figures = portal.backend.figures(&staff, Span::Week).await.unwrap();
        let on: Vec<String> =
            figures.parts.iter().filter(|(_, work)| work.all_received() > 0).map(|(days, _)| days.start().iso()).collect();
        assert_eq!(on, [day]);
    }
}

/// The rows of the first table of the page, as texts of their cells.
fn figures_by_kind(page: &Page) -> Vec<String> {
    let html = page.html();
    let table = &html[html.find("<tbody>").unwrap()..html.find("</tbody>").unwrap()];
    table
        .split("<tr>")
        .skip(1)
        .map(|row| row.split("</t").map(|cell| cell.rsplit('>').next().unwrap()).collect::<Vec<_>>().join("|"))
        .collect()
}

#[tokio::test]
async fn b60_the_page_shows_plots_with_a_table_behind_each_and_the_same_as_a_file() {
    let portal = TestPortal::start().await;
    made(&portal).await;
    portal.backend.reconcile().await.unwrap();
    let figures: Figures = portal.backend.figures(&supervisor(&portal).await, Span::Quarter).await.unwrap();
    let mut browser = portal.at_the_office(StaffRole::Supervisor).await;
    let page = browser.get("/gestion/pilotage?jours=90").await;
    page.must_say(&["Pilotage", "Du 13 décembre 2025 au 12 mars 2026", "Demandes reçues", "jours ouvrés", "Rien ne manque"]);
    assert!(page.elements("option").iter().any(|option| option.contains("\"90\"") && option.contains("selected")));
    let plots = page.elements("svg").into_iter().filter(|svg| svg.contains("role=\"img\"")).count();
    assert_eq!(
        (plots, page.elements("table").len(), page.elements("details").iter().filter(|tag| tag.contains("disclose")).count()),
        (5, 6, 5),
        "each plot, and what is told by kind"
    );
    let by_kind = figures_by_kind(&page);
    assert_eq!(by_kind.len(), KINDS.len(), "{by_kind:?}");
    for (row, received) in by_kind.iter().zip(figures.whole.received) {
        assert!(row.contains(&received.to_string()), "{by_kind:?}");
    }
    page.must_say(&["Déclaration initiale", "Prolongation", "Formulaire PDF"]);
    let html = page.html();
    assert!(!html.contains("<script") && !html.contains(" style=\""), "no script, no inline style");
    assert!(page.header("content-security-policy").contains("script-src 'none'"));
    for name in ["Moreau", "Claire", "40821176"] {
        assert!(!page.says(name), "{name}: figures name nobody");
    }
    assert!(page.links().contains(&"/gestion/pilotage/chiffres.csv?jours=90".to_owned()));
    let file = browser.get("/gestion/pilotage/chiffres.csv?jours=90").await;
    assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
    assert!(file.header("content-disposition").contains("pilotage-2026-03-12-90.csv"));
    let text = file.html();
    let whole = format!("Demandes décidées;2025-12-13;2026-03-12;;{}", figures.whole.decided);
    assert!(text.starts_with("\u{feff}Chiffre;Du;Au;Détail;Valeur\r\n") && text.contains(&whole), "{text}");
    assert!(!text.contains("oversight-"), "every word is found: {text}");
}

#[tokio::test]
async fn b60_what_is_no_span_is_the_usual_one_and_an_empty_portal_has_a_page() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE claims SET waiting_since = NULL, waiting_kind = NULL").await;
    portal.run("UPDATE requests SET sent_at = '2020-01-01T00:00:00+00:00' WHERE sent_at IS NOT NULL").await;
    let mut browser = portal.at_the_office(StaffRole::Supervisor).await;
    for odd in ["", "?jours=", "?jours=8", "?jours=-1", "?jours=%27%3B+DROP+TABLE+claims", &format!("?jours={}", "9".repeat(3000))] {
        let page = browser.get(&format!("/gestion/pilotage{odd}")).await;
        assert_eq!(page.status, 200, "{odd}");
        page.must_say(&["Du 11 février au 12 mars 2026", "Aucune décision", "Le compte de la nuit n'a pas encore eu lieu."]);
        assert_eq!(browser.get(&format!("/gestion/pilotage/chiffres.csv{odd}")).await.status, 200, "{odd}");
    }
}

#[tokio::test]
async fn b60_figures_are_counted_from_indexes() {
    let portal = TestPortal::start().await;
    if !portal.on_sqlite() {
        return; // PostgreSQL chooses by the size of tables, which are small here.
    }
    let (from, to) = ("2026-02-01T00:00:00+00:00", "2026-03-01T00:00:00+00:00");
    for (sql, index) in [
        (
            format!("SELECT kind, COUNT(kind) FROM requests WHERE sent_at >= '{from}' AND sent_at < '{to}' GROUP BY kind"),
            "COVERING INDEX requests_sent",
        ),
        (
            format!(
                "SELECT d.request_id, d.at, r.sent_at FROM decisions d JOIN requests r ON d.request_id = r.id WHERE d.at >= '{from}' AND d.at < '{to}'"
            ),
            "INDEX decisions_at",
        ),
        (
            format!(
                "SELECT request_id, received_on FROM request_entries WHERE request_id IN (SELECT request_id FROM decisions WHERE at >= '{from}' AND at < '{to}')"
            ),
            "COVERING INDEX decisions_at",
        ),
        (
            format!(
                "SELECT COUNT(*) FROM decisions d WHERE d.at >= '{from}' AND d.at < '{to}' AND EXISTS (SELECT id FROM complements c WHERE c.request_id = d.request_id AND c.asked_at <= d.at)"
            ),
            "INDEX complements_request",
        ),
        (
            format!(
                "SELECT COUNT(waiting_since) FROM claims WHERE waiting_kind = 'initial' AND waiting_since IS NOT NULL AND waiting_since < '{to}'"
            ),
            "COVERING INDEX claims_kind",
        ),
        (format!("SELECT COUNT(*) FROM outbox WHERE created_at >= '{from}' AND created_at < '{to}' AND state = 'queued'"), "INDEX outbox_"),
        (format!("SELECT COUNT(*) FROM deposits WHERE begun_at >= '{from}' AND begun_at < '{to}'"), "COVERING INDEX deposits_begun"),
    ] {
        let plan = portal.plan(&sql).await;
        assert!(plan.contains(index), "{sql}: {plan}");
    }
}

#[tokio::test]
async fn b61_messages_that_did_not_leave_are_counted_by_channel() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE users SET email = 'no address' WHERE login_name = '40821176'").await;
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", "40821176")]).await;
    let staff = supervisor(&portal).await;
    let told = async || {
        let leaving = portal.backend.figures(&staff, Span::Week).await.unwrap().leaving;
        leaving.into_iter().map(|one| (one.channel, one.waiting, one.retrying, one.dead)).collect::<Vec<_>>()
    };
    let mail = |waiting: u64, dead: u64| ("mail".to_owned(), waiting, 0_u64, dead);
    let sms = |waiting: u64| ("sms".to_owned(), waiting, 0_u64, 0_u64);
    assert_eq!(told().await, [mail(1, 0), sms(0)]);
    portal.deliver().await;
    // What takes the mail's place leaves in the same round or in the next.
    portal.deliver().await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'sent'").await, 1, "in its place");
    assert_eq!(told().await, [mail(0, 1), sms(0)], "what left is not counted");
    portal.run("UPDATE outbox SET state = 'queued', attempts = 0, sent_at = NULL WHERE channel = 'sms'").await;
    assert_eq!(told().await, [mail(0, 1), sms(1)]);
}
