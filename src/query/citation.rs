//! Citations as people write them, to provisions.
//!
//! 「第三十四条の十第一項第二号」, `34条の10(1)二`, `Art. 34-10(1)(ii)` and `jp.ter:34-10.1.2` fold to the same key;
//! 「第五十三条第一項」 is 「第五十三条」 where the article has no other paragraph.
//! Reads text only; ranks nothing.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::id::Id;
use crate::iroha;
use crate::lang::Bilingual;
use crate::model::{EditionIdx, Instrument, Interpretation, Locator, Node, ProvisionIdx, Reference};
use crate::near;
use crate::norm::Base;

/// Why an id or citation names nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupError {
    /// Nothing has this id or citation; near ids follow.
    Unknown(Vec<String>),
    /// Several provisions are cited so.
    Ambiguous(Vec<String>),
    /// No edition can be meant on the as-of date.
    NoEdition(String),
}

/// Finds what an id or a citation names on the as-of date.
pub fn find(kb: Base<'_>, text: &str) -> Result<Vec<Node>, LookupError> {
    let plain: String = text.trim().nfkc().collect();
    if let Some(found) = by_id(kb, &plain) {
        return found;
    }
    let key = fold(&plain);
    let index = index(kb);
    let whole = || index.get(&without_first_paragraph(&key)?).filter(|hits| are_one_paragraph(kb, hits));
    let Some(hits) = index.get(&key).filter(|_| !key.is_empty()).or_else(whole) else {
        return Err(LookupError::Unknown(near(kb, &plain)));
    };
    let mut nodes: Vec<Node> = hits.iter().flat_map(|reference| kb.nodes(reference)).collect();
    nodes.sort();
    nodes.dedup();
    match nodes.len() {
        0 => Err(LookupError::Unknown(near(kb, &plain))),
        1 => Ok(nodes),
        _ => Err(LookupError::Ambiguous(nodes.iter().map(|node| kb.node_id(node)).collect())),
    }
}

/// Finds the interpretation that is cited so, by itself or behind a name of its instrument; none where several are.
pub fn interpretation(kb: Base<'_>, text: &str) -> Option<usize> {
    let key = fold(&text.trim().nfkc().collect::<String>());
    let cited = |it: &Interpretation| {
        let instrument = &kb.instruments[kb.editions[it.by].instrument];
        let names = instrument.aka.iter().chain([&instrument.title.ja, &instrument.title.en, &instrument.id]);
        let names: Vec<String> = names.map(|name| fold(name)).chain([String::new()]).collect();
        let cites = it.cite.iter().flat_map(|cite| [&cite.ja, &cite.en]).map(|cite| fold(cite));
        cites.into_iter().any(|cite| names.iter().any(|name| format!("{name}{cite}") == key))
    };
    let mut found = kb.interpretations.iter().enumerate().filter(|(_, it)| cited(it)).map(|(at, _)| at);
    found.next().filter(|_| found.next().is_none() && !key.is_empty())
}

/// Says whether a text pins an edition, as only an id does.
pub fn is_pinned(text: &str) -> bool {
    let plain: String = text.trim().nfkc().collect();
    Id::parse(&plain).edition.is_some()
}

/// Reads `instrument[@edition][:locator]`; `None` where the text does not begin with an instrument.
fn by_id(kb: Base<'_>, text: &str) -> Option<Result<Vec<Node>, LookupError>> {
    let Id { instrument, edition, locator } = Id::parse(text);
    let instrument = *kb.instrument_ids.get(instrument)?;
    let unknown = || Err(LookupError::Unknown(near(kb, text)));
    let edition = match edition {
        Some(id) => {
            let found =
                kb.instruments[instrument].editions.iter().copied().find(|idx| kb.editions[*idx].id == id);
            if found.is_none() {
                return Some(unknown());
            }
            found
        }
        None => None,
    };
    let locator = match locator {
        Some(text) => match Locator::parse(&iroha::spelled(text)) {
            Some(locator) => Some(locator),
            None => return Some(unknown()),
        },
        None => None,
    };
    let reference = Reference { instrument, edition, locator, span: None };
    if kb.edition_of(&reference).is_none() {
        return Some(Err(LookupError::NoEdition(text.to_owned())));
    }
    let nodes = kb.nodes(&reference);
    Some(if nodes.is_empty() { unknown() } else { Ok(nodes) })
}

/// Returns every citation of the current editions, folded.
fn index(kb: Base<'_>) -> BTreeMap<String, Vec<Reference>> {
    let mut index: BTreeMap<String, Vec<Reference>> = BTreeMap::new();
    for (instrument_idx, instrument) in kb.instruments.iter_enumerated() {
        let Some(edition) = kb.current_edition(instrument_idx) else { continue };
        let names = names(instrument);
        for idx in &kb.editions[edition].provisions {
            let provision = &kb.provisions[*idx];
            let reference = Reference {
                instrument: instrument_idx,
                edition: None,
                locator: Some(provision.locator.clone()),
                span: None,
            };
            let mut keys = keys(kb, *idx);
            let prefixed: Vec<String> =
                names.iter().flat_map(|name| keys.iter().flat_map(|key| joined(name, key))).collect();
            keys.extend(prefixed);
            keys.sort();
            keys.dedup();
            for key in keys {
                index.entry(key).or_default().push(reference.clone());
            }
        }
    }
    index
}

/// Returns what a provision is cited by within its edition, folded.
pub fn keys(kb: Base<'_>, idx: ProvisionIdx) -> Vec<String> {
    let provision = &kb.provisions[idx];
    let body = &provision.body;
    let cites = [&body.cite.ja, &body.cite.en].into_iter().chain(&body.also_cited);
    let mut keys: Vec<String> = cites.map(|cite| fold(cite)).collect();
    keys.push(fold(provision.locator.as_str()));
    keys.extend(english_with_first_paragraph(&body.cite));
    keys.sort();
    keys.dedup();
    keys
}

/// Returns what may stand before a citation to name its instrument, folded.
pub fn names(instrument: &Instrument) -> Vec<String> {
    let names = instrument.aka.iter().chain([&instrument.title.ja, &instrument.title.en, &instrument.id]);
    let mut names: Vec<String> = names.map(|name| fold(name)).filter(|name| !name.is_empty()).collect();
    names.sort();
    names.dedup();
    names
}

/// Returns a citation behind the name of its instrument; two numbers may stay apart there, as where a space parts them.
fn joined(name: &str, key: &str) -> Vec<String> {
    let digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    let meet = digit(name.bytes().last()) && digit(key.bytes().next());
    let apart = meet.then(|| format!("{name}.{key}"));
    std::iter::once(format!("{name}{key}")).chain(apart).collect()
}

/// Returns the key of an English citation with the first paragraph that the Japanese one leaves out before an item:
/// `Art. 3(1)(ii)(b)` beside 「第三条第二号ロ」.
fn english_with_first_paragraph(cite: &Bilingual) -> Option<String> {
    if !cite.ja.contains('号') || cite.ja.contains('項') {
        return None;
    }
    let (ja, en) = (fold(&cite.ja), fold(&cite.en));
    let ends = en.match_indices('.').map(|(at, _)| at);
    let mut article = ends.filter(|at| {
        let rest = en.get(..*at).and_then(|article| ja.strip_prefix(article));
        rest.is_some_and(|rest| rest.starts_with(".1."))
    });
    let (article, rest) = article.next_back().and_then(|at| en.split_at_checked(at))?;
    Some(format!("{article}.1{rest}"))
}

/// Folds a citation: width, case, kanji and roman numerals, words for article, paragraph and item, and the
/// paragraph 1 that Japanese citations leave out.
pub fn fold(text: &str) -> String {
    let text: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let text = text
        .replace('付', "附")
        .replace("但し書", "ただし書")
        .replace("但書", "ただし書")
        .replace("ただし書き", "ただし書");
    let text = branches(&numerals(&text));
    let text = japanese(&text).unwrap_or(text);
    let mut key = String::new();
    let mut last_digit = false;
    for token in words(&text) {
        let token = roman(&token).unwrap_or(token);
        if NOISE.contains(&token.as_str()) {
            continue;
        }
        let digit = token.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
        // Two numbers stay apart; zeros in front of a number carry no meaning.
        if digit && last_digit {
            key.push('.');
        }
        last_digit = token.bytes().last().is_some_and(|byte| byte.is_ascii_digit());
        key.push_str(if digit { trimmed(&token) } else { &token });
    }
    key
}

fn trimmed(digits: &str) -> &str {
    let trimmed = digits.trim_start_matches('0');
    if trimmed.is_empty() { digits } else { trimmed }
}

/// Words that say what a number is and not which.
const NOISE: &[&str] = &[
    "art",
    "article",
    "articles",
    "para",
    "paragraph",
    "item",
    "provision",
    "section",
    "clause",
    "part",
    "the",
    "of",
    "reg",
    "regulation",
    "第",
    "規定",
    "項目",
    "条項",
    "部",
];

/// Splits into runs of digits, of letters and of other characters; separators fall away.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut class = 0;
    for c in text.chars() {
        let next = match c {
            _ if c.is_ascii_digit() => 1,
            _ if c.is_ascii_alphabetic() => 2,
            _ if c.is_alphanumeric() => 3,
            _ => 0,
        };
        match words.last_mut() {
            Some(word) if next == class && next != 0 => word.push(c),
            _ if next != 0 => words.push(c.to_string()),
            _ => {}
        }
        class = next;
    }
    words
}

/// What kanji numerals are written with.
pub const NUMERALS: &str = "〇一二三四五六七八九十百千";

/// Turns kanji numerals that stand for numbers into digits.
fn numerals(text: &str) -> String {
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
        match c {
            '千' => total += pending.take().unwrap_or(1) * 1000,
            '百' => total += pending.take().unwrap_or(1) * 100,
            '十' => total += pending.take().unwrap_or(1) * 10,
            _ => pending = digit(c),
        }
    }
    total + pending.unwrap_or(0)
}

/// Joins the branch number of a paragraph, an item or a letter to it: 「第2号の2」, 「ロの2」.
fn branches(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let numbered =
            out.chars().last().is_some_and(|last| "項号".contains(last) || iroha::place(last).is_some());
        let counts = chars.peek().is_some_and(char::is_ascii_digit);
        out.push(if c == 'の' && numbered && counts { '-' } else { c });
    }
    out
}

/// Returns the key of an article by itself from one that names its first paragraph, be it with words behind:
/// `53.1` and `53.1ただし書`.
fn without_first_paragraph(key: &str) -> Option<String> {
    let (article, rest) = key.rsplit_once(".1")?;
    let ends = rest.chars().next().is_none_or(|c| !c.is_ascii_digit() && c != '.');
    ends.then(|| format!("{article}{rest}"))
}

/// Says whether these are articles of Japanese laws of which no paragraph beside the first is known.
fn are_one_paragraph(kb: Base<'_>, hits: &[Reference]) -> bool {
    hits.iter().all(|hit| {
        let edition = kb.edition_of(hit);
        let found = edition.and_then(|edition| kb.at.get(&(edition, hit.locator.clone()?)));
        found.is_some_and(|idx| has_one_paragraph(kb, *idx))
    })
}

/// Says whether a provision is an article of a Japanese law of which no paragraph beside the first is known.
pub fn has_one_paragraph(kb: Base<'_>, idx: ProvisionIdx) -> bool {
    let it = &kb.provisions[idx];
    kb.instruments[it.instrument].branch && is_one_paragraph(kb, it.edition, &it.body.cite.ja)
}

/// Says whether a citation names an article, and none of the edition names a further paragraph of that article.
fn is_one_paragraph(kb: Base<'_>, edition: EditionIdx, cite: &str) -> bool {
    let whole = |cite: &str| cite.contains('条') && !cite.contains(['項', '号']);
    let key = fold(cite);
    let article =
        key.find(|c: char| !c.is_ascii_digit() && c != '.').and_then(|end| key.get(..end)).unwrap_or(&key);
    let is_further = |other: &str| {
        let key = fold(other);
        let rest = key.strip_prefix(article).and_then(|rest| rest.strip_prefix('.')).unwrap_or_default();
        let paragraph: String = rest.chars().take_while(char::is_ascii_digit).collect();
        other.contains('項') && !matches!(paragraph.as_str(), "" | "1")
    };
    let here = &kb.editions[edition].provisions;
    whole(cite) && !here.iter().any(|idx| is_further(&kb.provisions[*idx].body.cite.ja))
}

/// Rewrites `34条の10第2号` as `34-10.1.2`, with the paragraph 1 that is left out before an item.
fn japanese(text: &str) -> Option<String> {
    let (before, rest) = text.split_once('条')?;
    let head: String =
        before.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('第').to_owned();
    let article: String =
        before.chars().rev().take_while(char::is_ascii_digit).collect::<Vec<_>>().into_iter().rev().collect();
    let mut locator = article;
    let mut rest = rest;
    while let Some(after) = rest.strip_prefix('の') {
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        if digits.is_empty() {
            break;
        }
        locator.push('-');
        locator.push_str(&digits);
        rest = after.get(digits.len()..).unwrap_or_default();
    }
    let item = rest.contains('号') && !rest.contains('項');
    let tail = rest.replace(['第', '項', '号'], ".");
    let middle = if item { ".1." } else { "." };
    Some(format!("{head}{locator}{middle}{tail}"))
}

/// Reads a roman numeral up to thirty-nine that is not a word of its own.
fn roman(word: &str) -> Option<String> {
    if word.is_empty() || !word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x')) {
        return None;
    }
    let value = |c: char| match c {
        'i' => 1,
        'v' => 5,
        _ => 10,
    };
    let numbers: Vec<i32> = word.chars().map(value).collect();
    let mut total = 0;
    for (at, number) in numbers.iter().enumerate() {
        let before_greater = numbers.get(at + 1).is_some_and(|next| next > number);
        total += if before_greater { -number } else { *number };
    }
    Some(total.to_string())
}

/// Returns ids near to a text that names nothing.
fn near(kb: Base<'_>, text: &str) -> Vec<String> {
    let ids = kb
        .provisions
        .iter()
        .map(|it| kb.unpinned(it.instrument, &it.locator))
        .chain(kb.instrument_ids.keys().cloned());
    let ids: Vec<String> = ids.collect();
    near::nearest(text, ids.iter().map(String::as_str)).into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn every_form_of_a_japanese_citation_folds_alike() {
        let key = fold("34-10.1.2");
        for form in [
            "第三十四条の十第二号",
            "第34条の10第1項第2号",
            "34条の10第1項2号",
            "Art. 34-10(1)(ii)",
            "３４条の１０第２号",
        ] {
            assert_eq!(fold(form), key, "{form}");
        }
    }

    #[test]
    fn what_stands_below_an_item_folds_alike() {
        for (one, other) in [
            ("第四条第二号ロ", "第４条第１項第二号ﾛ"),
            ("第四条第二号ロ(1)(ii)", "4条2号ロ（1）（ⅱ）"),
            ("第四条第二号の二", "4.1.2-2"),
            ("第四条第二号ロの二", "4条2号ロの2"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        assert_ne!(fold("第四条第二号イ"), fold("第四条第二号ロ"));
        assert_ne!(fold("第四条第二号イ"), fold("第四条第二号"));
    }

    #[test]
    fn zeros_and_case_carry_no_meaning() {
        assert_eq!(fold("s1.1-3"), fold("S1.1-03"));
        assert_eq!(fold("provision 5.1-1"), fold("5.1-1"));
        assert_ne!(fold("34-1.0"), fold("34-10"));
    }
}
