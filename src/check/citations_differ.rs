//! KJ5013: the two halves of a citation have different numbers.
//!
//! 「第10条第3項」 is `Article 10(3)`: whoever looks a provision up in the other language must find the same one.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic};
use crate::iroha;
use crate::lang::Bilingual;
use crate::lang::Lang;
use crate::model::{Kb, Provision};
use crate::msg;
use crate::query::citation::{NUMERALS, fold};
use crate::source::{Sources, Span};

use super::cited::Cited;
use super::figures::fold as fold_width;
use super::passage::{declared, half};

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let declared: Vec<&Provision> = declared(kb).collect();
    declared.into_par_iter().filter_map(|it| differing(kb, it, sources)).collect()
}

fn differing(kb: &Kb, it: &Provision, sources: &Sources) -> Option<Diagnostic> {
    let cite = &it.body.cite;
    if cite.ja == cite.en || cite.ja.is_empty() || cite.en.is_empty() {
        return None;
    }
    let [ja, en] = [Cited::of(&cite.ja, Lang::Ja), Cited::of(&cite.en, Lang::En)];
    if ja.agrees(&en) || is_one_paragraph(kb, it) {
        return is_of_another_number(kb, it).then(|| other_number(&kb.text_called(it), it, sources));
    }
    let place = |lang| half(sources, it.body.cite_span, cite, lang);
    Some(diagnostic(&kb.text_called(it), &ja, &en, [place(Lang::Ja), place(Lang::En)]))
}

/// Says whether both halves name an article of a Japanese law whose locator has no paragraph: one may name its first
/// paragraph, which is all of it.
fn is_one_paragraph(kb: &Kb, it: &Provision) -> bool {
    let article = fold(it.locator.as_str());
    let names = |cite: &str| {
        let key = fold(cite);
        key == article || key.strip_suffix(".1") == Some(&article)
    };
    kb.instruments[it.instrument].branch && names(&it.body.cite.ja) && names(&it.body.cite.en)
}

/// Says whether a provision of a Japanese law is cited by another number than its locator has. Judges citations and
/// locators of nothing but numbers and イロハ; either may leave the first paragraph out.
fn is_of_another_number(kb: &Kb, it: &Provision) -> bool {
    let cite = &it.body.cite.ja;
    let is_plain = cite.contains('条') && cite.chars().all(is_of_number);
    let locator = lettered(it.locator.as_str()).filter(|_| is_plain && kb.instruments[it.instrument].branch);
    let differs = locator.is_some_and(|locator| ways(&fold(cite)).is_disjoint(&ways(&fold(&locator))));
    // Two that are cited alike are told as that (KJ2013).
    let here = || kb.editions[it.edition].provisions.iter().map(|idx| &kb.provisions[*idx]);
    differs && !here().any(|other| other.id != it.id && fold(&other.body.cite.ja) == fold(cite))
}

fn is_of_number(c: char) -> bool {
    "第条項号の()（）ivxⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ".contains(c)
        || NUMERALS.contains(c)
        || fold_width(c).is_ascii_digit()
        || iroha::place(c).is_some()
}

/// Returns a locator of numbers with its イロハ as letters; a small roman numeral stands below them.
fn lettered(locator: &str) -> Option<String> {
    let mut below = false;
    let step = |step: &str| {
        let (word, branch) = step.split_once('-').unwrap_or((step, ""));
        if let Some(letter) = iroha::place_of_word(word).filter(|_| !below).and_then(iroha::letter) {
            below = true;
            return Some(if branch.is_empty() { letter.to_string() } else { format!("{letter}の{branch}") });
        }
        let plain = step.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let roman = below && step.bytes().all(|byte| b"ivx".contains(&byte));
        (plain || roman).then(|| step.to_owned())
    };
    let steps: Option<Vec<String>> = locator.split('.').map(step).collect();
    steps.map(|steps| steps.join("."))
}

/// Returns a key, and what it is without one of its first paragraphs.
fn ways(key: &str) -> BTreeSet<String> {
    let without = key.match_indices(".1").filter_map(|(at, part)| {
        let rest = key.get(at + part.len()..)?;
        let ends = !rest.starts_with(|c: char| c.is_ascii_digit());
        ends.then(|| format!("{}{rest}", key.get(..at).unwrap_or_default()))
    });
    without.chain([key.to_owned()]).collect()
}

fn other_number(of: &Bilingual, it: &Provision, sources: &Sources) -> Diagnostic {
    let (Bilingual { ja, en }, cite, locator) = (of, &it.body.cite.ja, &it.locator);
    let place = |lang| half(sources, it.body.cite_span, &it.body.cite, lang);
    Diagnostic::new(
        Code::CitationsDiffer,
        msg!(ja: "{ja}の引用「{cite}」が番号「{locator}」と合わない", en: "`{en}` is cited as `{cite}`, which is not `{locator}`"),
    )
    .at(place(Lang::Ja), msg!(ja: "この引用", en: "this citation"))
    .and_at(place(Lang::En), msg!(ja: "英文の引用", en: "and the English one"))
    .and_at(it.body.id_span, msg!(ja: "この規定の番号", en: "the number of the provision"))
    .help(msg!(ja: "引用か番号のうち誤っている方を直してください。", en: "correct the citation or the number"))
}

fn diagnostic(of: &Bilingual, ja: &Cited, en: &Cited, [ja_at, en_at]: [Span; 2]) -> Diagnostic {
    let (in_ja, in_en, of_ja, of_en) = (ja.shown(), en.shown(), &of.ja, &of.en);
    Diagnostic::new(
        Code::CitationsDiffer,
        msg!(ja: "{of_ja}の引用の番号が和文と英文で異なる", en: "the two languages cite `{of_en}` by different numbers"),
    )
    .at(ja_at, msg!(ja: "和文の番号: {in_ja}", en: "in Japanese: {in_ja}"))
    .and_at(en_at, msg!(ja: "英文の番号: {in_en}", en: "in English: {in_en}"))
    .note(msg!(
        ja: "「第三十四条の十第二号」は「Art. 34-10(ii)」のように、大きい部分からの番号の並びで比べる。",
        en: "citations are compared by their numbers, the larger part first: 「第三十四条の十第二号」 is `Art. 34-10(ii)`",
    ))
    .help(msg!(ja: "出典を確かめ、誤っている方を直してください。", en: "look at the source and correct the wrong half"))
}
