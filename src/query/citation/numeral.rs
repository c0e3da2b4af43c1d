//! Numbers as citations write them: 三十四, `xiv`, 令和二年.

/// What kanji numerals are written with.
pub const NUMERALS: &str = "〇一二三四五六七八九十百千";

/// The eras, with the year before their first.
const ERAS: [(&str, u32); 4] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911)];

/// Turns kanji numerals that stand for numbers into digits.
pub(super) fn arabic(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for c in text.chars().chain(['\0']) {
        if NUMERALS.contains(c) {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            out.push_str(&kanji_number(&run).to_string());
            run.clear();
        }
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

/// Reads 三十四 as 34, 一〇 as 10 and 千二 as 1002.
pub fn kanji_number(run: &str) -> u32 {
    let digit =
        |c: char| "〇一二三四五六七八九".chars().position(|it| it == c).and_then(|at| u32::try_from(at).ok());
    if !run.contains(['十', '百', '千']) {
        return run
            .chars()
            .filter_map(digit)
            .fold(0, |number, digit| number.saturating_mul(10).saturating_add(digit));
    }
    let (mut total, mut pending) = (0u32, None);
    for c in run.chars() {
        let times = match c {
            '千' => 1000,
            '百' => 100,
            '十' => 10,
            _ => {
                pending = digit(c);
                continue;
            }
        };
        total = total.saturating_add(pending.take().unwrap_or(1) * times);
    }
    total.saturating_add(pending.unwrap_or(0))
}

/// Turns years of an era into western ones: 令和2年 is 2020年, 令和元年 is 2019年.
pub(super) fn western(text: &str) -> String {
    let mut out = text.to_owned();
    for (era, before) in ERAS {
        let mut pieces = out.split(era);
        let mut done = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            done.push_str(&year(era, before, piece));
        }
        out = done;
    }
    out
}

/// Returns what stands behind the name of an era with its year as a western one.
fn year(era: &str, before: u32, text: &str) -> String {
    if let Some(rest) = text.strip_prefix("元年") {
        return format!("{}年{rest}", before + 1);
    }
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    match digits.parse::<u32>() {
        Ok(year) if year < 100 && rest.starts_with('年') => format!("{}{rest}", before + year),
        Ok(_) | Err(_) => format!("{era}{text}"),
    }
}

/// Reads a roman numeral of `i`, `v` and `x`.
pub(super) fn roman(word: &str) -> Option<u32> {
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let numbers: Option<Vec<u32>> = word.chars().map(value).collect();
    let numbers = numbers.filter(|all| !all.is_empty() && all.len() < 8)?;
    let (mut more, mut less) = (0, 0);
    for (at, number) in numbers.iter().enumerate() {
        let before_greater = numbers.get(at + 1).is_some_and(|next| next > number);
        *(if before_greater { &mut less } else { &mut more }) += number;
    }
    Some(more - less)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_they_are_written() {
        assert_eq!(arabic("第三十四条の十第一〇号"), "第34条の10第10号");
        assert_eq!(western("令和2年、平成元年、昭和60年郵政省令"), "2020年、1989年、1985年郵政省令");
        assert_eq!(western("令和の省令"), "令和の省令");
        assert_eq!(["iv", "xiv", "ix", "d", ""].map(roman), [Some(4), Some(14), Some(9), None, None]);
    }
}
