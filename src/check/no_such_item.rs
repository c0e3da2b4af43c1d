//! KJ5018: a text of a Japanese law refers to an item of its own paragraph that is not there, 「第7号」 behind item 5.
//!
//! Judges items that are named by themselves: where an article or a paragraph is named before, they may be its items.

use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::model::{Kb, Provision};
use crate::msg;
use crate::source::{Sources, Span};

use super::figures::{fold, kanji_value};
use super::passage::{declared, half, half_name, locate};

const NUMERALS: &str = "0123456789〇一二三四五六七八九十百";
/// What an item behind one of these in a sentence may belong to.
const OTHERS: [&str; 8] = ["条", "項", "法", "令", "附則", "別表", "様式", "告示"];

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let of_law =
        declared(kb).filter(|it| kb.instruments[it.instrument].branch && it.body.transition.is_none());
    of_law.filter_map(|it| fault(kb, it, sources)).collect()
}

fn fault(kb: &Kb, it: &Provision, sources: &Sources) -> Option<Diagnostic> {
    let own = items(kb, it);
    let (first, last) = (own.first()?, own.last()?);
    let text = &it.body.text;
    let (words, _) = named(&text.ja).into_iter().find(|(_, number)| !own.contains(number))?;
    let (at, other) = (it.body.text_span, half_name(Lang::En));
    let place: Span = locate(sources, at, &text.ja, &words);
    Some(
        Diagnostic::new(
            Code::NoSuchItem,
            msg!(ja: "趣旨の引く「{words}」がこの項にない", en: "the text refers to `{words}`, which its paragraph does not have"),
        )
        .at(place, msg!(ja: "存在しない号", en: "no such item"))
        .and_at(it.body.id_span, msg!(ja: "この項の号は第{first}号から第{last}号まで", en: "the items of its paragraph are {first} to {last}"))
        .and_at(half(sources, at, text, Lang::En), other)
        .help(msg!(
            ja: "号の番号を確かめてください。ほかの条や項の号なら、その条や項から引いてください。",
            en: "look at the number; an item of another article or paragraph is cited with that",
        )),
    )
}

/// Returns the numbers of the items beside a provision and below it, in order.
fn items(kb: &Kb, it: &Provision) -> Vec<i64> {
    let here = it.locator.as_str();
    let above = here.rsplit_once('.').map(|(above, _)| above);
    let edition = kb.editions[it.edition].provisions.iter().map(|idx| kb.provisions[*idx].locator.as_str());
    let beside = edition.filter_map(|locator| {
        let (parent, last) = locator.rsplit_once('.')?;
        let number = last.split('-').next()?.parse().ok()?;
        (parent == here || Some(parent) == above).then_some(number)
    });
    let mut found: Vec<i64> = beside.collect();
    found.sort_unstable();
    found.dedup();
    if found.len() > 1 { found } else { Vec::new() }
}

/// Returns the items that a text names by themselves, with their words.
fn named(text: &str) -> Vec<(String, i64)> {
    let folded: String = text.chars().map(fold).collect();
    let sentences = folded.split(['。', '\n']);
    sentences
        .flat_map(|sentence| {
            sentence.match_indices('第').filter_map(|(at, _)| item(sentence, at)).collect::<Vec<_>>()
        })
        .collect()
}

fn item(sentence: &str, at: usize) -> Option<(String, i64)> {
    let (head, rest) = (sentence.get(..at)?, sentence.get(at + '第'.len_utf8()..)?);
    let end = rest.find(|c| !NUMERALS.contains(c))?;
    let (number, behind) = (rest.get(..end)?, rest.get(end..)?.strip_prefix('号')?);
    let is_other = OTHERS.iter().any(|word| head.contains(word)) || behind.starts_with("様式");
    let value = number.parse().ok().or_else(|| kanji_value(number)).filter(|_| !is_other)?;
    Some((format!("第{number}号"), value))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn only_items_of_the_own_paragraph_are_judged() {
        for (text, numbers) in [
            ("端末は、第七号の機能を有する。", &[7][..]),
            ("第１号及び第2号のもの。", &[1, 2]),
            ("第三条第二号、第七号のもの。", &[]),
            ("第7号様式による。", &[]),
            ("昭和60年郵政省令第31号による。", &[]),
        ] {
            let found: Vec<i64> = named(text).into_iter().map(|(_, number)| number).collect();
            assert_eq!(found, numbers, "{text}");
        }
    }
}
