//! What was meant by a date that is written in another way than dates are here.
//!
//! Proposes only: whoever reads dates refuses what is not `2026-04-01`, and says what to write instead.

use crate::near::half_width;

use super::date::Date;

/// The years before the first of each era, by its names.
const ERAS: &[(&[&str], i32)] = &[
    (&["令和", "R", "r"], 2018),
    (&["平成", "H", "h"], 1988),
    (&["昭和", "S", "s"], 1925),
    (&["大正", "T", "t"], 1911),
    (&["明治", "M", "m"], 1867),
];

/// Returns the day that a text means: `2026/4/1`, `2026.04.01`, `20260401`, `2026年4月1日`, `令和8年4月1日`, `R8.4.1`;
/// none where it can be read in two ways or is no day.
pub fn day(text: &str) -> Option<Date> {
    let text: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
    let era = ERAS.iter().find_map(|(names, before)| {
        names
            .iter()
            .find_map(|name| text.strip_prefix(name))
            .map(|rest| (rest.replacen('元', "1", 1), *before))
    });
    let (text, before) = era.unwrap_or((text, 0));
    let numbers: Vec<i32> = match text.len() {
        8 if text.bytes().all(|it| it.is_ascii_digit()) => parts(&text),
        _ => text
            .trim_end_matches('日')
            .split(['/', '.', '-', '年', '月'])
            .map(number)
            .collect::<Option<_>>()?,
    };
    let [year, month, day] = numbers[..] else { return None };
    let year = year + before;
    if (1868..=2199).contains(&year) { Date::parse(&format!("{year:04}-{month:02}-{day:02}")) } else { None }
}

/// Takes eight digits apart.
fn parts(digits: &str) -> Vec<i32> {
    [0..4, 4..6, 6..8].into_iter().filter_map(|range| number(digits.get(range)?)).collect()
}

/// Reads a number of at most four digits.
fn number(text: &str) -> Option<i32> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn dates_of_other_forms_are_understood() {
        for text in [
            "2026/04/01",
            "2026/4/1",
            "2026.4.1",
            "20260401",
            "2026年4月1日",
            "令和8年4月1日",
            "令和 8 年 4 月 1 日",
            "R8.4.1",
            "２０２６／４／１",
            "２０２６－０４－０１",
        ] {
            assert_eq!(day(text).map(|it| it.to_string()).as_deref(), Some("2026-04-01"), "{text}");
        }
        assert_eq!(day("令和元年5月1日").map(|it| it.to_string()).as_deref(), Some("2019-05-01"));
        assert_eq!(day("平成31年4月30日").map(|it| it.to_string()).as_deref(), Some("2019-04-30"));
        for text in ["01/04/2026", "2026-13-01", "soon", "", "8年4月1日", "1234", "2026/2/30"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
