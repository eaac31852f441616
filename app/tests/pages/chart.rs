//! What a plot draws (B-60).
use app::ui::chart::{ChartKind, ChartLabel, ChartSeries, ceiling, drawing};

fn plot(kind: ChartKind, values: &[Option<u64>]) -> String {
    let labels: Vec<ChartLabel> =
        values.iter().enumerate().map(|(at, _)| ChartLabel { short: format!("{at}<b>"), full: String::new() }).collect();
    drawing(kind, &labels, &[ChartSeries { name: String::new(), values: values.to_vec() }])
}

#[test]
fn b60_a_plot_reaches_above_its_greatest_value_and_its_middle_is_a_whole_number() {
    let tops = [0, 1, 2, 3, 9, 10, 11, 41, 99, 101, 999_999].map(ceiling);
    assert_eq!(tops, [2, 2, 2, 4, 10, 10, 20, 60, 100, 200, 1_000_000]);
    assert!(ceiling(u64::MAX) == u64::MAX);
}

#[test]
fn b60_each_value_has_a_bar_as_tall_as_it_is_great_and_none_has_none() {
    let bars = plot(ChartKind::Bars, &[Some(10), Some(5), Some(0), None]);
    let tall: Vec<&str> = bars.split("height=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(tall, ["360", "180", "0"]);
}

#[test]
fn b60_a_line_is_broken_where_there_is_no_value_and_its_words_are_no_markup() {
    let line = plot(ChartKind::Lines, &[Some(1), Some(2), None, Some(2)]);
    let path = line.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!((path.matches('M').count(), path.matches('L').count()), (2, 1));
    assert_eq!(line.matches("<circle").count(), 3);
    assert!(line.contains("0&lt;b>") && !line.contains("<b>"), "{line}");
}

#[test]
fn b60_ninety_days_write_few_labels_and_nothing_draws_an_empty_plot() {
    let many = plot(ChartKind::Bars, &[Some(1); 90]);
    assert_eq!((many.matches("<rect").count(), many.matches("&lt;b>").count()), (90, 6));
    assert_eq!(plot(ChartKind::Lines, &[]).matches("<line").count(), 3);
}
