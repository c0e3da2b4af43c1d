//! Citations of parents without a text of their own, taken from those of the provisions below them.
//!
//! Invents nothing: what the provisions below do not say together has no citation.

use std::collections::{BTreeMap, BTreeSet};

use crate::iroha;
use crate::lang::{Bilingual, Lang};
use crate::lexicon::InstrumentKind;
use crate::msg;
use crate::view::Library;
use crate::view::instrument::{Branch, Edition};

/// Words of locators that say by themselves what they stand for.
const WORDS: [(&str, &str, &str); 2] =
    [("suppl", "附則", "supplementary provisions"), ("rec", "結論", "conclusions")];

/// A parent above the one that is looked at.
struct Above<'a> {
    depth: usize,
    locator: &'a str,
    citation: Bilingual,
}

/// Returns the citations of all parents that have one, by pinned id.
pub(super) fn citations<'a>(library: &'a Library<'_>) -> BTreeMap<&'a str, Bilingual> {
    let mut found = BTreeMap::new();
    for instrument in &library.instruments {
        for edition in &instrument.editions {
            of_edition(library, edition, instrument.kind, &mut found);
        }
    }
    found
}

fn of_edition<'a>(
    library: &'a Library<'_>,
    edition: &'a Edition,
    kind: InstrumentKind,
    found: &mut BTreeMap<&'a str, Bilingual>,
) {
    let cited = |id: &str| library.find(id).map(|it| it.cite);
    let taken: BTreeSet<&Bilingual> = edition.provisions.iter().filter_map(|id| cited(id)).collect();
    let mut above: Vec<Above<'_>> = Vec::new();
    for (at, branch) in edition.outline.iter().enumerate() {
        above.retain(|it| it.depth < branch.depth);
        if library.find(&branch.id).is_some() {
            continue;
        }
        let lines: Vec<&Branch> =
            edition.outline.iter().skip(at + 1).take_while(|it| it.depth > branch.depth).collect();
        let below: Vec<(usize, &Bilingual)> =
            lines.iter().filter_map(|it| Some((it.depth - branch.depth, cited(&it.id)?))).collect();
        let citation = word(&branch.locator)
            .or_else(|| of_law(&below, kind))
            .or_else(|| clause(branch, &lines, kind))
            .or_else(|| of_standard(&below, &above, branch, kind))
            .filter(|it| !taken.contains(it) && above.iter().all(|up| up.citation != *it));
        if let Some(citation) = citation {
            above.push(Above { depth: branch.depth, locator: &branch.locator, citation: citation.clone() });
            found.insert(&branch.id, citation);
        }
    }
}

/// Returns what a word of locators stands for.
fn word(locator: &str) -> Option<Bilingual> {
    let found = WORDS.iter().find(|(word, ..)| *word == locator);
    found.map(|(_, ja, en)| Bilingual::new(*ja, *en))
}

/// Returns what all citations below say together, else what the nearest do; each step down is a part of them.
fn of_law(below: &[(usize, &Bilingual)], kind: InstrumentKind) -> Option<Bilingual> {
    if kind == InstrumentKind::Standard {
        return None;
    }
    let nearest = below.iter().map(|(steps, _)| *steps).min().unwrap_or_default();
    let near: Vec<_> = below.iter().copied().filter(|(steps, _)| *steps == nearest).collect();
    let said = |below: &[(usize, &Bilingual)]| Bilingual::from_fn(|lang| shared(below, lang));
    [said(below), said(&near)].into_iter().find(is_citation)
}

/// Returns the citation of a part of a standard; its last part is the locator's where all go by the part above.
fn of_standard(
    below: &[(usize, &Bilingual)],
    above: &[Above<'_>],
    branch: &Branch,
    kind: InstrumentKind,
) -> Option<Bilingual> {
    let flat: Vec<(usize, &Bilingual)> = below.iter().map(|(_, cite)| (1, *cite)).collect();
    let said = Bilingual::from_fn(|lang| shared(&flat, lang));
    if kind != InstrumentKind::Standard || !is_citation(&said) {
        return None;
    }
    let Some(up) = above.iter().find(|up| up.citation == said) else { return Some(said) };
    let rest = branch.locator.strip_prefix(up.locator)?.strip_prefix('.')?;
    let Bilingual { ja, en } = said;
    Some(msg!(ja: "{ja} {rest}", en: "{en} {rest}"))
}

/// Returns the citation of a clause of a standard that counts its provisions.
fn clause(branch: &Branch, below: &[&Branch], kind: InstrumentKind) -> Option<Bilingual> {
    let locator = &branch.locator;
    let counts = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let counted = below.iter().all(|it| {
        it.locator.strip_prefix(locator.as_str()).is_some_and(|it| counts(it.trim_start_matches(['.', '-'])))
    });
    let is_number = locator.chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_clause = kind == InstrumentKind::Standard && is_number && counted;
    is_clause.then(|| msg!(ja: "箇条{locator}", en: "clause {locator}"))
}

/// Says whether a text names something by its number in both languages.
fn is_citation(text: &Bilingual) -> bool {
    let names = |text: &str| text.chars().any(char::is_alphabetic) && text.chars().any(is_number);
    names(&text.ja) && names(&text.en)
}

/// Returns the parts with which citations begin; each loses a part for each step down.
fn shared(below: &[(usize, &Bilingual)], lang: Lang) -> String {
    let mut cites = below.iter().map(|(steps, cite)| {
        let mut parts = parts(cite.get(lang));
        parts.truncate(parts.len().saturating_sub(*steps));
        parts
    });
    let Some(mut first) = cites.next() else { return String::new() };
    for other in cites {
        let same = first.iter().zip(&other).take_while(|(one, two)| one == two).count();
        first.truncate(same);
    }
    first.concat()
}

/// Cuts a citation where a number ends and the next part begins: `Annex I| Part II| (2)|(a)`.
fn parts(cite: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut last, mut is_inside) = (0, None, false);
    for (at, c) in cite.char_indices() {
        let ended = last.is_some_and(is_number);
        let counts = last == Some('号') && iroha::place(c).is_some();
        let begins = matches!(c, '第' | '(' | '（' | ',' | '、') || (c == ' ' && ended) || counts;
        let part = cite.get(start..at).unwrap_or_default();
        if begins && !is_inside && !part.trim().is_empty() {
            parts.push(part);
            start = at;
        }
        is_inside = (is_inside || matches!(c, '(' | '（')) && !matches!(c, ')' | '）');
        last = Some(c);
    }
    parts.extend(cite.get(start..));
    parts
}

/// Says whether a letter can end a number; Roman numerals can.
fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "IVX一二三四五六七八九十百千".contains(c)
}

#[cfg(test)]
mod tests {
    use super::{parts, shared};
    use crate::lang::{Bilingual, Lang};

    #[test]
    fn citations_fall_into_parts() {
        assert_eq!(parts("Annex I Part II (2)(a)"), ["Annex I", " Part II", " (2)", "(a)"]);
        assert_eq!(parts("附属書I第I部(2)(a)"), ["附属書I", "第I部", "(2)", "(a)"]);
        assert_eq!(parts("第五十二条第一項"), ["第五十二条", "第一項"]);
        assert_eq!(parts("第五十二条第二号ロ(1)(i)"), ["第五十二条", "第二号", "ロ", "(1)", "(i)"]);
        assert_eq!(parts("Sch. 4 para. 1(1)"), ["Sch. 4", " para. 1", "(1)"]);
    }

    #[test]
    fn a_parent_is_cited_as_far_as_its_children_agree() {
        let (one, two) =
            (Bilingual::new("第32条第1項", "Art. 32(1)"), Bilingual::new("第32条第2項", "Art. 32(2)"));
        assert_eq!(shared(&[(1, &one), (1, &two)], Lang::Ja), "第32条");
        assert_eq!(shared(&[(1, &one), (1, &two)], Lang::En), "Art. 32");
        assert_eq!(shared(&[(1, &one)], Lang::En), "Art. 32");
        assert_eq!(shared(&[(2, &one)], Lang::En), "");
        let other = Bilingual::new("附則", "final");
        assert_eq!(shared(&[(1, &one), (1, &other), (2, &two)], Lang::Ja), "");
    }
}
