//! Several citations in a row, as law names them: 第三十四条の十第一号から第四号まで, `Art. 34-10(i) to Art. 34-10(iv)`.
//!
//! Reads nothing but the last number of a citation, and decides nothing.

use crate::lang::{Bilingual, Lang};
use crate::query::citation::kanji_number;

/// Citations that follow one another are named by their ends where there are so many of them.
const FEWEST: usize = 3;

/// イロハ, in their order.
const IROHA: &str =
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";

/// Joins citations.
pub(super) fn joined(cites: &[Bilingual]) -> Bilingual {
    let runs = runs(cites);
    Bilingual::from_fn(|lang| listed(lang, &runs.iter().map(|run| named(lang, run)).collect::<Vec<_>>()))
}

/// Returns the citations in runs that follow one another in Japanese; those of few are apart.
fn runs(cites: &[Bilingual]) -> Vec<&[Bilingual]> {
    let mut runs = Vec::new();
    let mut rest = cites;
    while !rest.is_empty() {
        let follows = |pair: &&[Bilingual]| match pair {
            [one, two] => follows(&one.ja, &two.ja),
            _ => false,
        };
        let length = rest.windows(2).take_while(follows).count() + 1;
        let (run, others) = rest.split_at(if length < FEWEST { 1 } else { length });
        runs.push(run);
        rest = others;
    }
    runs
}

fn named(lang: Lang, run: &[Bilingual]) -> String {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return String::new() };
    let (first, end) = (first.get(lang), last.get(lang));
    match lang {
        _ if run.len() == 1 => first.clone(),
        Lang::Ja => format!("{first}から{}まで", tail(end)),
        Lang::En => format!("{first} to {end}"),
    }
}

fn listed(lang: Lang, names: &[String]) -> String {
    let (comma, and) = match lang {
        Lang::Ja => ("、", "及び"),
        Lang::En => (", ", " and "),
    };
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{}{and}{last}", others.join(comma)),
    }
}

/// The last number of a citation, with what stands before and behind it.
struct Numbered<'a> {
    before: &'a str,
    number: u32,
    behind: &'a str,
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || "〇一二三四五六七八九十百千".contains(c)
}

fn numbered(cite: &str) -> Option<Numbered<'_>> {
    if let Some(last) = cite.chars().next_back()
        && let Some(at) = IROHA.chars().position(|it| it == last)
    {
        let before = cite.strip_suffix(last)?;
        return Some(Numbered { before, number: u32::try_from(at).ok()?, behind: "" });
    }
    let end = cite.trim_end_matches(|c| !is_digit(c)).len();
    let (head, behind) = cite.split_at_checked(end)?;
    let before = head.trim_end_matches(is_digit);
    let run = head.get(before.len()..).filter(|run| !run.is_empty())?;
    let number = if run.is_ascii() { run.parse().ok()? } else { kanji_number(run) };
    Some(Numbered { before, number, behind })
}

fn follows(one: &str, two: &str) -> bool {
    let both = numbered(one).zip(numbered(two));
    both.is_some_and(|(one, two)| {
        one.before == two.before && one.behind == two.behind && one.number + 1 == two.number
    })
}

/// Returns the part of a citation by which it differs from those before it: 第四号 of 第三十四条の十第四号.
fn tail(cite: &str) -> &str {
    let Some(Numbered { before, .. }) = numbered(cite) else { return cite };
    if cite.ends_with(|c| IROHA.contains(c)) {
        return cite.get(before.len()..).unwrap_or(cite);
    }
    let start = if before.ends_with('第') { before.len() - '第'.len_utf8() } else { 0 };
    cite.get(start..).unwrap_or(cite)
}

#[cfg(test)]
mod tests {
    use super::joined;
    use crate::lang::Bilingual;

    #[test]
    fn what_follows_one_another_is_named_by_its_ends() {
        for (ja, en, wanted_ja, wanted_en) in [
            (
                &["第三十四条の十第一号", "第三十四条の十第二号", "第三十四条の十第三号"][..],
                &["Art. 34-10(i)", "Art. 34-10(ii)", "Art. 34-10(iii)"][..],
                "第三十四条の十第一号から第三号まで",
                "Art. 34-10(i) to Art. 34-10(iii)",
            ),
            (
                &["第九号", "第十号", "第十一号", "第十三号"],
                &["(ix)", "(x)", "(xi)", "(xiii)"],
                "第九号から第十一号まで及び第十三号",
                "(ix) to (xi) and (xiii)",
            ),
            (&["第一号", "第二号"], &["(i)", "(ii)"], "第一号及び第二号", "(i) and (ii)"),
            (
                &["S1.1-01", "S1.1-02", "S1.1-03"],
                &["S1.1-01", "S1.1-02", "S1.1-03"],
                "S1.1-01からS1.1-03まで",
                "S1.1-01 to S1.1-03",
            ),
            (
                &["第一号", "附則第二号", "第三号"],
                &["a", "b", "c"],
                "第一号、附則第二号及び第三号",
                "a, b and c",
            ),
            (
                &["第一号イ", "第一号ロ", "第一号ハ"],
                &["(a)", "(b)", "(c)"],
                "第一号イからハまで",
                "(a) to (c)",
            ),
            (&["唯一"], &["only"], "唯一", "only"),
        ] {
            let cites: Vec<Bilingual> = ja.iter().zip(en).map(|(ja, en)| Bilingual::new(*ja, *en)).collect();
            let Bilingual { ja, en } = joined(&cites);
            assert_eq!((ja.as_str(), en.as_str()), (wanted_ja, wanted_en));
        }
    }
}
