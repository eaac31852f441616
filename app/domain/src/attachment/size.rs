//! Weights, as French systems show them: 1 Ko is 1024 bytes.
const UNITS: [&str; 4] = ["octets", "Ko", "Mo", "Go"];

/// « 412 Ko », « 3,5 Mo », « 10 Mo », with a no-break space. Bytes and Ko are whole, the rest has one decimal.
pub fn size_text(bytes: u64) -> String {
    if bytes < 2 {
        return format!("{bytes}\u{a0}octet");
    }
    let mut unit = 0;
    let mut one: u64 = 1;
    while unit + 1 < UNITS.len() && rounded(bytes, one, unit) >= 1024 * tenths(unit) {
        unit += 1;
        one *= 1024;
    }
    let value = rounded(bytes, one, unit);
    let name = UNITS.get(unit).copied().unwrap_or_default();
    match (value / tenths(unit), value % tenths(unit)) {
        (whole, 0) => format!("{whole}\u{a0}{name}"),
        (whole, tenth) => format!("{whole},{tenth}\u{a0}{name}"),
    }
}

/// How finely a unit is written: in tenths from the Mo on.
const fn tenths(unit: usize) -> u64 {
    if unit < 2 { 1 } else { 10 }
}

fn rounded(bytes: u64, one: u64, unit: usize) -> u64 {
    let finely = u128::from(bytes) * u128::from(tenths(unit)) + u128::from(one / 2);
    u64::try_from(finely / u128::from(one)).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::size_text;

    #[test]
    fn a_weight_is_written_as_people_read_it() {
        for (bytes, text) in [
            (0, "0 octet"),
            (1, "1 octet"),
            (1023, "1023 octets"),
            (1024, "1 Ko"),
            (1536, "2 Ko"),
            (421_888, "412 Ko"),
            (1024 * 1024 - 1, "1 Mo"),
            (2_202_010, "2,1 Mo"),
            (3_670_016, "3,5 Mo"),
            (10_485_760, "10 Mo"),
            (3 << 30, "3 Go"),
            (u64::MAX, "17179869184 Go"),
        ] {
            assert_eq!(size_text(bytes), text.replace(' ', "\u{a0}"), "{bytes}");
        }
    }
}
