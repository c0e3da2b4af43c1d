//! Typed expressions as text that people read, in both languages.
//!
//! Generated from the expression alone, never typed by hand; decides nothing.
//! `auth.default.length >= 6 characters` is 「初期パスワードの文字数が6文字以上であること」.

use crate::lang::{Bilingual, Lang};
use crate::logic::domain::Value;
use crate::model::FactIdx;
use crate::model::expr::{Expr, Test};
use crate::msg;
use crate::norm::Base;

use super::day::Years;
use super::phrase::{self, Polarity};

/// Whether a text states what must be so or when something applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// The conforming state: …こと.
    Criterion,
    /// A condition: …に該当する.
    Condition,
}

/// Whether a test is objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objectivity {
    /// An engineer can state the fact.
    Objective,
    /// An assessor must judge.
    Judgement,
}

impl Reading {
    /// Returns the positions of the facts that its clauses are about.
    pub fn facts(&self) -> Vec<usize> {
        match self {
            Reading::Clause { fact, .. } => fact.iter().map(|fact| fact.raw()).collect(),
            Reading::List { parts, .. } => parts.iter().flat_map(Reading::facts).collect(),
            Reading::When { condition, then, .. } => {
                [condition, then].into_iter().flat_map(|part| part.facts()).collect()
            }
        }
    }
}

/// A readable text with its structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// One clause.
    Clause {
        /// The clause.
        text: Bilingual,
        /// The fact that it is about, if it is about one.
        fact: Option<FactIdx>,
        /// Whether it needs judgement.
        objectivity: Objectivity,
    },
    /// A sentence that introduces several texts.
    List {
        /// The sentence, without colon.
        lead: Bilingual,
        /// What follows.
        parts: Vec<Reading>,
    },
    /// A condition, and what holds where it does.
    When {
        /// Whether it states what must be so.
        mood: Mood,
        /// The condition, which comes first.
        condition: Box<Reading>,
        /// What holds then, which comes second.
        then: Box<Reading>,
    },
}

impl Default for Reading {
    fn default() -> Self {
        Reading::Clause { text: Bilingual::default(), fact: None, objectivity: Objectivity::Objective }
    }
}

impl Reading {
    /// Returns the text on one line; numbers keep nested lists apart.
    pub fn line(&self, lang: Lang) -> String {
        let mut out = String::new();
        self.numbered(lang, "", &mut out);
        out
    }

    fn numbered(&self, lang: Lang, prefix: &str, out: &mut String) {
        match self {
            Reading::Clause { text, objectivity, .. } => {
                out.push_str(text.get(lang));
                match objectivity {
                    Objectivity::Objective => {}
                    Objectivity::Judgement => out.push_str(needs_judgement(lang)),
                }
            }
            Reading::List { lead, parts } => listed(lang, lead, parts.iter(), prefix, out),
            Reading::When { mood, condition, then } => {
                let lead = when_lead(*mood, &format!("({prefix}1)"), &format!("({prefix}2)"));
                listed(lang, &lead, [condition.as_ref(), then.as_ref()].into_iter(), prefix, out);
            }
        }
    }
}

fn listed<'r>(
    lang: Lang,
    lead: &Bilingual,
    parts: impl Iterator<Item = &'r Reading>,
    prefix: &str,
    out: &mut String,
) {
    let (colon, comma) = match lang {
        Lang::Ja => ("：", "、"),
        Lang::En => (": ", "; "),
    };
    out.push_str(lead.get(lang));
    for (at, part) in parts.enumerate() {
        out.push_str(if at == 0 { colon } else { comma });
        let number = format!("{prefix}{}", at + 1);
        out.extend(["(", &number, ") "]);
        part.numbered(lang, &(number + "-"), out);
    }
}

/// Returns the sentence that introduces a condition and what holds then, which stand under these numbers.
pub fn when_lead(mood: Mood, first: &str, second: &str) -> Bilingual {
    match mood {
        Mood::Criterion => msg!(
            ja: "次の{first}に該当するときは、{second}を満たすこと",
            en: "if {first} holds, {second} holds as well"
        ),
        Mood::Condition => msg!(
            ja: "次の{first}に該当するときは、{second}に該当する",
            en: "if {first} holds, {second} holds as well"
        ),
    }
}

/// Returns the mark behind a clause that an assessor must judge.
pub fn needs_judgement(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "（判断を要する）",
        Lang::En => " (needs judgement)",
    }
}

/// Returns the reading of an expression; `items` are the citations that `items` stands for.
pub(super) fn read(kb: Base<'_>, items: &[Bilingual], years: Years, expr: &Expr, mood: Mood) -> Reading {
    Reader { kb, items, years, within: Group::All }.read(expr, Polarity::Affirmed, mood)
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    kb: Base<'a>,
    items: &'a [Bilingual],
    years: Years,
    /// In what an expression stands: conditions that hold together can be limited by an exception.
    within: Group,
}

impl Reader<'_> {
    fn read(&self, expr: &Expr, polarity: Polarity, mood: Mood) -> Reading {
        match expr {
            Expr::All(parts) => self.all(parts, polarity, mood),
            Expr::Any(parts) => self.any(parts, polarity, mood),
            Expr::Not(inner) => self.read(inner, polarity.inverted(), mood),
            Expr::Implies(left, right) => self.implies(left, right, polarity, mood),
            Expr::Test(test) => self.test(test, polarity, mood),
            Expr::OneOf(fact, words) => {
                self.clause(*fact, phrase::one_of(&self.kb.facts[*fact], words, polarity), mood)
            }
            Expr::Defined(define) => self.read(&self.kb.defines[*define].expr, polarity, mood),
            Expr::Open(fact) => self.open(*fact, polarity, mood),
            Expr::Items => plain(phrase::items(self.items, polarity), mood),
            Expr::Since(day) => plain(phrase::since(*day, self.years, polarity), mood),
        }
    }

    fn all(&self, parts: &[Expr], polarity: Polarity, mood: Mood) -> Reading {
        let flat = self.flatten(parts, Group::All);
        match (flat.as_slice(), polarity) {
            ([], Polarity::Affirmed) => plain(msg!(ja: "常に成り立つ", en: "always"), mood),
            ([], Polarity::Denied) => plain(msg!(ja: "成り立つことがない", en: "never"), mood),
            ([only], _) => self.read(only, polarity, mood),
            (several, Polarity::Affirmed) => {
                let lead = lead(
                    mood,
                    [
                        msg!(ja: "次の全てを満たすこと", en: "all of the following hold"),
                        msg!(ja: "次の全てに該当する", en: "all of the following hold"),
                    ],
                );
                self.list(lead, several, mood, Group::All)
            }
            (several, Polarity::Denied) => {
                let ja = match (mood, self.within) {
                    (Mood::Criterion, _) => "次のうち少なくとも一つに該当しないこと",
                    (Mood::Condition, Group::All) => "次のいずれにも該当するものを除く",
                    (Mood::Condition, Group::Any) => "次のうち少なくとも一つに該当しない",
                };
                let lead = Bilingual::new(ja, "not all of the following hold together");
                self.list(lead, several, Mood::Condition, Group::All)
            }
        }
    }

    fn any(&self, parts: &[Expr], polarity: Polarity, mood: Mood) -> Reading {
        let flat = self.flatten(parts, Group::Any);
        match (flat.as_slice(), polarity) {
            ([], Polarity::Affirmed) => plain(msg!(ja: "成り立つことがない", en: "never"), mood),
            ([], Polarity::Denied) => plain(msg!(ja: "常に成り立つ", en: "always"), mood),
            ([only], _) => self.read(only, polarity, mood),
            (several, Polarity::Affirmed) => {
                let met = if several.iter().any(|part| matches!(part, Expr::Open(_))) {
                    msg!(ja: "次のいずれかに該当すること", en: "at least one of the following holds")
                } else {
                    msg!(ja: "次のいずれかを満たすこと", en: "at least one of the following holds")
                };
                let lead = lead(
                    mood,
                    [met, msg!(ja: "次のいずれかに該当する", en: "at least one of the following holds")],
                );
                self.list(lead, several, mood, Group::Any)
            }
            (several, Polarity::Denied) => {
                let lead = lead(
                    mood,
                    [
                        msg!(ja: "次のいずれにも該当しないこと", en: "none of the following holds"),
                        msg!(ja: "次のいずれにも該当しない", en: "none of the following holds"),
                    ],
                );
                self.list(lead, several, Mood::Condition, Group::Any)
            }
        }
    }

    fn list(&self, lead: Bilingual, parts: &[&Expr], mood: Mood, within: Group) -> Reading {
        let reader = Self { within, ..*self };
        Reading::List {
            lead,
            parts: parts.iter().map(|part| reader.read(part, Polarity::Affirmed, mood)).collect(),
        }
    }

    fn implies(&self, left: &Expr, right: &Expr, polarity: Polarity, mood: Mood) -> Reading {
        let condition = Self { within: Group::Any, ..*self }.read(left, Polarity::Affirmed, Mood::Condition);
        let then = self.read(right, polarity, mood);
        match (condition, then, polarity) {
            (
                Reading::Clause { text: when, .. },
                Reading::Clause { text, fact, objectivity },
                Polarity::Affirmed,
            ) => Reading::Clause { text: when_then(&when, &text), fact, objectivity },
            (Reading::Clause { text: when, .. }, Reading::List { lead, parts }, Polarity::Affirmed) => {
                Reading::List { lead: when_then(&when, &lead), parts }
            }
            (condition, then, Polarity::Affirmed) => {
                Reading::When { mood, condition: Box::new(condition), then: Box::new(then) }
            }
            (condition, then, Polarity::Denied) => Reading::List {
                lead: msg!(ja: "次のいずれにも該当する", en: "both of the following hold"),
                parts: vec![condition, then],
            },
        }
    }

    fn test(&self, test: &Test, polarity: Polarity, mood: Mood) -> Reading {
        let fact = &self.kb.facts[test.fact];
        let polarity = match test.value {
            Value::Flag(wanted) => phrase::flag_polarity(test.op, wanted, polarity),
            Value::Word(_) | Value::Int(_) | Value::Set(_) => polarity,
        };
        self.clause(test.fact, phrase::test(fact, test, self.years, polarity), mood)
    }

    fn open(&self, fact: FactIdx, polarity: Polarity, mood: Mood) -> Reading {
        let title = &self.kb.facts[fact].title;
        match polarity {
            Polarity::Affirmed => {
                Reading::Clause { text: title.clone(), fact: Some(fact), objectivity: Objectivity::Judgement }
            }
            Polarity::Denied => {
                let (ja, en) = (&title.ja, &title.en);
                self.clause(fact, msg!(ja: "「{ja}」に当たらない", en: "it is not “{en}”"), mood)
            }
        }
    }

    fn clause(&self, fact: FactIdx, text: Bilingual, mood: Mood) -> Reading {
        let objectivity = if self.kb.facts[fact].nature.is_judgement() {
            Objectivity::Judgement
        } else {
            Objectivity::Objective
        };
        Reading::Clause { text: ended(text, mood), fact: Some(fact), objectivity }
    }

    /// Merges groups of the same kind, named predicates opened.
    fn flatten<'e>(&'e self, parts: &'e [Expr], group: Group) -> Vec<&'e Expr> {
        let mut flat = Vec::new();
        for part in parts {
            let mut inner = part;
            while let Expr::Defined(define) = inner {
                inner = &self.kb.defines[*define].expr;
            }
            match (inner, group) {
                (Expr::All(more), Group::All) | (Expr::Any(more), Group::Any) => {
                    flat.extend(self.flatten(more, group));
                }
                (
                    Expr::All(_)
                    | Expr::Any(_)
                    | Expr::Not(_)
                    | Expr::Implies(..)
                    | Expr::Test(_)
                    | Expr::OneOf(..)
                    | Expr::Defined(_)
                    | Expr::Open(_)
                    | Expr::Items
                    | Expr::Since(_),
                    _,
                ) => flat.push(inner),
            }
        }
        flat
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    All,
    Any,
}

fn lead(mood: Mood, [criterion, condition]: [Bilingual; 2]) -> Bilingual {
    match mood {
        Mood::Criterion => criterion,
        Mood::Condition => condition,
    }
}

fn plain(text: Bilingual, mood: Mood) -> Reading {
    Reading::Clause { text: ended(text, mood), fact: None, objectivity: Objectivity::Objective }
}

/// Ends a Japanese clause as its mood asks.
fn ended(mut text: Bilingual, mood: Mood) -> Bilingual {
    if mood == Mood::Criterion {
        text.ja.push_str("こと");
    }
    text
}

fn when_then(when: &Bilingual, then: &Bilingual) -> Bilingual {
    let Bilingual { ja: when_ja, en: when_en } = when;
    let Bilingual { ja, en } = then;
    msg!(ja: "{when_ja}ときは、{ja}", en: "if {when_en}, {en}")
}
