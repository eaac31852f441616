//! The figures as a spreadsheet (B-60).
use app::office::figures_csv;
use domain::{
    day::{Day, DayRange},
    oversight::{Figures, Leaving, Span, Waits, Work},
    reconciliation::{Reconciliation, Tally},
};

#[test]
fn b60_the_spreadsheet_has_every_figure_of_the_page_once() {
    let day = Day::parse("2026-03-12").unwrap();
    let mut waits = Waits::default();
    waits.add(4, 3);
    let work = Work::of([2, 1, 4], 3, 1, &waits);
    let figures = Figures {
        span: Span::Week,
        parts: vec![(DayRange::new(day, day).unwrap(), work)],
        whole: work,
        waiting: [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
        leaving: vec![Leaving { channel: "mail".to_owned(), waiting: 7, retrying: 8, dead: 9 }],
        counted: Some(Reconciliation {
            day,
            at: "2026-03-13T00:00:00Z".parse().unwrap(),
            files: Tally { given: 1, done: 1, failed: 0, open: 0 },
            messages: Tally::default(),
        }),
    };
    let text = figures_csv(&figures, str::to_owned);
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 1 + 2 * 8 + 9 + 3 + 8, "{text}");
    for told in [
        "oversight-received;2026-03-12;2026-03-12;office-kind-initial;2",
        "oversight-received;2026-03-12;2026-03-12;office-kind-pdf;4",
        "oversight-share;2026-03-12;2026-03-12;oversight-percent;33",
        "oversight-median;2026-03-12;2026-03-12;oversight-in-days;4",
        "oversight-progress;2026-03-12;2026-03-12;office-kind-prolongation, office-wait-ok;6",
        "oversight-messages;2026-03-12;2026-03-12;oversight-by-mail, oversight-dead;9",
        "oversight-counted;2026-03-12;2026-03-12;oversight-files, oversight-done;1",
    ] {
        assert!(lines.contains(&told), "{told}: {text}");
    }
    assert!(lines.iter().all(|line| line.matches(';').count() == 4));
}
