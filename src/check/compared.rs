//! The numbers with a unit that a text names, beside those that its provision tests or records.
//!
//! Says which of them are in no criterion and where they stand; what that means is told by the rules.

use crate::diag::Diagnostic;
use crate::lang::{Bilingual, Lang};
use crate::model::{Kb, Op};
use crate::msg;
use crate::source::{Sources, Span};

use super::figures::Figures;
use super::passage::{half, half_name, locate};
use super::quantities::{Quantity, Units, are_alike, denies, is_time};
use super::thresholds::{Statement, Threshold};

/// A text beside what is to be said in it.
pub(super) struct Compared<'a> {
    pub(super) kb: &'a Kb,
    pub(super) said: &'a Statement<'a>,
    pub(super) halves: [Half; 2],
}

/// What one half of a text says.
pub(super) struct Half {
    pub(super) lang: Lang,
    pub(super) figures: Figures,
    pub(super) denies: bool,
    /// What the half names, and whether that is wrong.
    pub(super) quantities: Vec<(Quantity, bool)>,
}

/// A quantity that is in no criterion, with its words in the halves that have it.
pub(super) struct Odd {
    pub(super) quantity: Quantity,
    words: Vec<(Lang, String)>,
}

impl<'a> Compared<'a> {
    pub(super) fn of(kb: &'a Kb, said: &'a Statement<'a>, units: &[Units; 2]) -> Self {
        let half = |lang: Lang, units: &Units| {
            let text = said.text.get(lang);
            let denies = said.is_free || denies(text, lang);
            let is_wrong = |it: &Quantity| {
                counts(it)
                    && !said.figures.iter().any(|of| it.is_number(of.value, &of.unit.id))
                    && !said.thresholds.iter().any(|of| of.is_said(kb, it, denies))
            };
            let quantities = units.read(text).into_iter().map(|it| (is_wrong(&it), it));
            let quantities = quantities.map(|(wrong, it)| (it, wrong)).collect();
            Half { lang, figures: Figures::of(text, lang), denies, quantities }
        };
        let [ja, en] = units;
        Self { kb, said, halves: [half(Lang::Ja, ja), half(Lang::En, en)] }
    }

    /// Returns the thresholds that a quantity could be meant for.
    pub(super) fn meant(&self, it: &Quantity) -> Vec<&Threshold<'a>> {
        let alike = |of: &&Threshold<'_>| it.units.iter().any(|unit| are_alike(unit, of.unit(self.kb)));
        self.said.thresholds.iter().filter(alike).collect()
    }

    /// Returns what the text names and no criterion tests, the same of both languages once.
    pub(super) fn odd(&self) -> Vec<Odd> {
        let mut odd: Vec<Odd> = Vec::new();
        for half in &self.halves {
            for (quantity, _) in half.quantities.iter().filter(|(_, wrong)| *wrong) {
                let words = (half.lang, quantity.words.clone());
                let same = |it: &&mut Odd| {
                    it.quantity.value == quantity.value && it.quantity.units == quantity.units
                };
                match odd.iter_mut().find(same) {
                    Some(it) if it.words.iter().any(|(lang, _)| *lang == half.lang) => {}
                    Some(it) => it.words.push(words),
                    None => odd.push(Odd { quantity: quantity.clone(), words: vec![words] }),
                }
            }
        }
        odd
    }
}

impl Odd {
    /// Says of a fault where the number stands, what the other half says, and what is tested instead.
    pub(super) fn placed(
        &self,
        found: Diagnostic,
        said: &Statement<'_>,
        sources: &Sources,
        label: Bilingual,
    ) -> Diagnostic {
        let place = |lang: Lang, words: &str| locate(sources, said.place, said.text.get(lang), words);
        let places: Vec<Span> = self.words.iter().map(|(lang, words)| place(*lang, words)).collect();
        let first = places.first().copied().unwrap_or(said.place);
        let found = found
            .at(first, label)
            .and_at(said.tested, msg!(ja: "この規定の基準", en: "the criterion of this provision"));
        match (self.words.as_slice(), places.as_slice()) {
            ([(lang, _)], _) => {
                let other = lang.other();
                found.and_at(half(sources, said.place, said.text, other), half_name(other))
            }
            (_, [_, other, ..]) => {
                found.and_at(*other, msg!(ja: "もう一方の言語でも", en: "so in the other language"))
            }
            _ => found,
        }
    }

    /// Returns what the halves say, in the manner of each language.
    pub(super) fn quoted(&self) -> Bilingual {
        let said = |lang: Lang| {
            let words = self.words.iter().find(|(of, _)| *of == lang).or(self.words.first());
            words.map(|(_, words)| words.clone()).unwrap_or_default()
        };
        Bilingual::from_fn(said)
    }
}

/// Says whether a quantity is one to be tested: one of something is too often no number.
fn counts(it: &Quantity) -> bool {
    it.value > 1
        || (it.value == 1
            && it.bound.is_some_and(|op| op != Op::Ge)
            && it.units.iter().any(|unit| is_time(unit)))
}
