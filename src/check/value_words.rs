//! KJ5021: a text that does not say what its criterion asks for, by the words that the values of a fact have.
//!
//! Looks at facts of which a value has words; a title may leave them out, and says none of another value.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::logic::domain::Value;
use crate::model::expr::{Op, Test};
use crate::model::fact::{Fact, FactType, Word};
use crate::model::{DefineIdx, Expr, FactIdx, Kb, Provision};
use crate::msg;
use crate::source::{Sources, Span};

use super::passage::{declared, half, half_name, locate};

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for provision in declared(kb) {
        let asked = Asked::of(kb, provision);
        for (fact, values) in &asked.named {
            let words = values_of(&kb.facts[*fact]);
            if words.iter().any(|word| !word.words.ja.is_empty() || !word.words.en.is_empty()) {
                let said =
                    Said { sources, provision, fact: &kb.facts[*fact], named: values, asked: &asked, kb };
                let wanted = asked.wanted.get(fact).cloned().unwrap_or_default();
                for lang in Lang::ALL {
                    found.extend(said.faults(lang, &wanted));
                }
            }
        }
    }
    found
}

/// Returns the values of a fact that has words for them.
fn values_of(fact: &Fact) -> &[Word] {
    match &fact.ty {
        FactType::Choice(words) | FactType::Scale(words) => words,
        FactType::Flag
        | FactType::Set(_)
        | FactType::Number { .. }
        | FactType::Duration { .. }
        | FactType::Date => &[],
    }
}

/// The values that a provision asks for, by fact.
#[derive(Default)]
struct Asked {
    /// Those that it asks for itself, so that its text says them.
    wanted: BTreeMap<FactIdx, BTreeSet<usize>>,
    /// All that are named in it, in its condition, and in definitions that they use.
    named: BTreeMap<FactIdx, BTreeSet<usize>>,
    /// Definitions that were looked at: they are shared, and each is looked at once.
    seen: BTreeSet<DefineIdx>,
}

impl Asked {
    fn of(kb: &Kb, provision: &Provision) -> Self {
        let mut asked = Self::default();
        for expr in provision.body.criteria.iter().filter_map(|it| it.expr.as_ref()) {
            asked.take(kb, expr, true);
        }
        if let Some(applies) = &provision.body.applies {
            asked.take(kb, applies, false);
        }
        asked
    }

    /// Collects the values of an expression; `asks` says whether it is what has to hold.
    fn take(&mut self, kb: &Kb, expr: &Expr, asks: bool) {
        match expr {
            Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| self.take(kb, part, asks)),
            Expr::Not(inner) => self.take(kb, inner, false),
            Expr::Implies(left, right) => {
                self.take(kb, left, false);
                self.take(kb, right, asks);
            }
            Expr::Defined(define) if self.seen.insert(*define) => {
                self.take(kb, &kb.defines[*define].expr, false);
            }
            Expr::Test(test) => self.test(kb, test, asks),
            Expr::OneOf(fact, words) => {
                // A text names a group of values as it likes; what is not among them it must not name.
                for word in words {
                    self.name(*fact, *word, false);
                }
            }
            Expr::Defined(_) | Expr::Open(_) | Expr::Items | Expr::Since(_) => {}
        }
    }

    fn test(&mut self, kb: &Kb, test: &Test, asks: bool) {
        let Value::Word(word) = test.value else { return };
        match test.op {
            Op::Eq | Op::Ge => self.name(test.fact, word, asks),
            // More than a level is the next one at least.
            Op::Gt => self.name(test.fact, word + 1, asks),
            // Whatever is not excluded may be named.
            Op::Ne => {
                let all = (0_u32..).take(values_of(&kb.facts[test.fact]).len());
                for other in all.filter(|other| *other != word) {
                    self.name(test.fact, other, false);
                }
            }
            Op::Lt | Op::Le => {
                for other in 0..=word {
                    self.name(test.fact, other, false);
                }
            }
            Op::Contains => {}
        }
    }

    fn name(&mut self, fact: FactIdx, word: u32, asks: bool) {
        let word = usize::try_from(word).unwrap_or(usize::MAX);
        self.named.entry(fact).or_default().insert(word);
        if asks {
            self.wanted.entry(fact).or_default().insert(word);
        }
    }
}

/// A provision beside one fact that it tests.
struct Said<'a> {
    kb: &'a Kb,
    sources: &'a Sources,
    provision: &'a Provision,
    fact: &'a Fact,
    named: &'a BTreeSet<usize>,
    asked: &'a Asked,
}

impl Said<'_> {
    fn faults(&self, lang: Lang, wanted: &BTreeSet<usize>) -> Vec<Diagnostic> {
        let body = &self.provision.body;
        let texts = [(&body.text, body.text_span), (&body.title, body.span)];
        let foreign: Vec<Diagnostic> = texts
            .into_iter()
            .filter_map(|(text, span)| self.foreign(lang, text.get(lang), span, wanted))
            .collect();
        if !foreign.is_empty() {
            return foreign;
        }
        let silent = wanted.iter().filter_map(|at| values_of(self.fact).get(*at));
        let silent = silent.filter(|word| {
            let words = word.words.get(lang);
            !words.is_empty() && !words.iter().any(|it| !places(body.text.get(lang), it, lang).is_empty())
        });
        silent.map(|word| self.silent(lang, word)).collect()
    }

    /// Says that a text has a word for a value that its criterion does not name.
    fn foreign(&self, lang: Lang, text: &str, span: Span, wanted: &BTreeSet<usize>) -> Option<Diagnostic> {
        let own: Vec<Range<usize>> = self.own(lang).flat_map(|word| places(text, word, lang)).collect();
        let others = values_of(self.fact).iter().enumerate().filter(|(at, _)| !self.named.contains(at));
        let mut words =
            others.flat_map(|(_, other)| other.words.get(lang).iter().map(move |word| (other, word)));
        let (other, said) = words.find_map(|(other, word)| {
            let inside =
                |place: &Range<usize>| own.iter().any(|it| it.start <= place.start && place.end <= it.end);
            let place = places(text, word, lang).into_iter().find(|place| !inside(place))?;
            Some((other, text.get(place)?.to_owned()))
        })?;
        let asked = wanted.iter().chain(self.named).next().and_then(|at| values_of(self.fact).get(*at))?;
        let (fact, label, right) = (&self.fact.title, &other.label, &asked.label);
        let title = Bilingual::new(
            format!("「{said}」は「{}」を表す語であるが、基準が求めるのは「{}」である", label.ja, right.ja),
            format!("“{said}” says “{}”, but the criterion asks for “{}”", label.en, right.en),
        );
        let place = locate(self.sources, span, text, &said);
        let [in_ja, in_en] = listed(asked, lang);
        let (ja, en) = (&fact.ja, &fact.en);
        let help = if in_ja.is_empty() {
            msg!(ja: "文の語か、基準の「{ja}」の値を改めてください。", en: "mend the text, or the value of “{en}” in the criterion")
        } else {
            msg!(
                ja: "「{in_ja}」のいずれかを用いるか、基準の「{ja}」の値を改めてください。",
                en: "use one of “{in_en}”, or mend the value of “{en}” in the criterion",
            )
        };
        Some(self.diagnostic(title, place, other).help(help))
    }

    /// Says that a text has no word for a value that its criterion asks for.
    fn silent(&self, lang: Lang, word: &Word) -> Diagnostic {
        let body = &self.provision.body;
        let (label, fact) = (&word.label, &self.fact.title);
        let text = half_name(lang);
        let title = Bilingual::new(
            format!("{}が「{}：{}」を表す語を用いていない", text.ja, fact.ja, label.ja),
            format!("{} has no word for “{}: {}”", text.en, fact.en, label.en),
        );
        let place = half(self.sources, body.text_span, &body.text, lang);
        let [in_ja, in_en] = listed(word, lang);
        self.diagnostic(title, place, word).help(msg!(
            ja: "「{in_ja}」のいずれかを用いるか、基準を改めるか、その語を値の「words」に加えてください。",
            en: "use one of “{in_en}”, mend the criterion, or add the word that is used to the `words` of the value",
        ))
    }

    fn diagnostic(&self, title: Bilingual, place: Span, word: &Word) -> Diagnostic {
        Diagnostic::new(Code::ValueNotExpressed, title)
            .here(place)
            .and_at(word.span, msg!(ja: "値とその語", en: "the value with its words"))
            .and_at(
                self.provision.body.id_span,
                msg!(ja: "この規定の基準", en: "the criterion of this provision"),
            )
    }

    /// Returns the words of all values that the provision names, of whatever fact.
    fn own(&self, lang: Lang) -> impl Iterator<Item = &str> {
        let named = self.asked.named.iter().flat_map(|(fact, values)| {
            let words = values_of(&self.kb.facts[*fact]);
            values.iter().filter_map(|at| words.get(*at))
        });
        named.flat_map(move |word| word.words.get(lang)).map(String::as_str)
    }
}

/// Returns the words of a value in a language as messages in Japanese and in English list them, without the outer quotes.
fn listed(word: &Word, lang: Lang) -> [String; 2] {
    ["」「", "”, “"].map(|between| word.words.get(lang).join(between))
}

/// Endings of Japanese verbs: the last of the dictionary's form, and what takes its place in others.
const ENDINGS: [(char, &str); 9] = [
    ('う', "うわいえおっ"),
    ('く', "くかきけこい"),
    ('ぐ', "ぐがぎげごい"),
    ('す', "すさしせそ"),
    ('つ', "つたちてとっ"),
    ('ぬ', "ぬなにねのん"),
    ('ぶ', "ぶばびべぼん"),
    ('む', "むまみめもん"),
    ('る', "るらりれろっ"),
];

/// Returns where a text has a word: an English one at the beginning of a word, whatever its ending and capitals, and a
/// Japanese verb in whatever form, 「促す」 as 「促し」.
fn places(text: &str, word: &str, lang: Lang) -> Vec<Range<usize>> {
    if word.is_empty() {
        return Vec::new();
    }
    if let Some((stem, endings)) = verb(word).filter(|_| lang == Lang::Ja) {
        let found = text.match_indices(stem).filter_map(|(at, _)| {
            let ending = text.get(at + stem.len()..)?.chars().next().filter(|c| endings.contains(*c))?;
            Some(at..at + stem.len() + ending.len_utf8())
        });
        return found.collect();
    }
    let (folded, word) = match lang {
        Lang::Ja => (text.to_owned(), word.to_owned()),
        // Only what keeps its length is folded, so that places stay places.
        Lang::En => (text.to_ascii_lowercase(), word.to_ascii_lowercase()),
    };
    let begins = |at: usize| {
        let before = folded.get(..at).and_then(|it| it.chars().next_back());
        lang == Lang::Ja || !before.is_some_and(char::is_alphanumeric)
    };
    let found = folded.match_indices(&word).filter(|(at, _)| begins(*at));
    found.map(|(at, it)| at..at + it.len()).collect()
}

/// Returns what stays of a Japanese verb in all its forms, with the endings of its row; a kanji stands before the ending.
fn verb(word: &str) -> Option<(&str, &'static str)> {
    let (at, last) = word.char_indices().next_back()?;
    let stem = word.get(..at)?;
    let (_, endings) = ENDINGS.iter().find(|(ending, _)| *ending == last)?;
    let kanji = stem.ends_with(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    kanji.then_some((stem, *endings))
}
