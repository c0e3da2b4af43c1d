//! One test of one fact as a clause in both languages.
//!
//! Japanese clauses end in a plain verb, English ones have no full stop; knows no lists.

use crate::lang::{Bilingual, Lang};
use crate::logic::domain::Value;
use crate::model::Date;
use crate::model::expr::{Op, Test};
use crate::model::fact::DATES;
use crate::model::fact::{Fact, FactType, Word};
use crate::model::value;
use crate::msg;

use super::day::Years;
use super::series;

/// Whether a clause is affirmed or denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Polarity {
    /// It holds.
    Affirmed,
    /// It does not hold.
    Denied,
}

impl Polarity {
    /// Returns the other one.
    pub(super) fn inverted(self) -> Self {
        match self {
            Polarity::Affirmed => Polarity::Denied,
            Polarity::Denied => Polarity::Affirmed,
        }
    }
}

/// Returns what a test of a flag says of the flag.
pub(super) fn flag_polarity(op: Op, wanted: bool, polarity: Polarity) -> Polarity {
    let same = (op == Op::Ne) != wanted;
    if same { polarity } else { polarity.inverted() }
}

/// Returns the clause of a test; for a flag, `polarity` is that of the flag.
pub(super) fn test(fact: &Fact, test: &Test, years: Years, polarity: Polarity) -> Bilingual {
    let op = match polarity {
        Polarity::Affirmed => test.op,
        Polarity::Denied => test.op.denied(),
    };
    match test.value {
        Value::Flag(_) => match polarity {
            Polarity::Affirmed => fact.says.clone(),
            Polarity::Denied => fact.denies.clone(),
        },
        Value::Word(at) if test.op == Op::Contains => contains(fact, at, polarity),
        Value::Word(at) => words(fact, op, at),
        Value::Int(number) => match fact.ty {
            FactType::Date => date(fact, test.op, number, years, polarity),
            FactType::Flag
            | FactType::Choice(_)
            | FactType::Scale(_)
            | FactType::Number { .. }
            | FactType::Duration { .. }
            | FactType::Set(_) => quantity_test(fact, op, number),
        },
        Value::Set(_) => Bilingual::same(""),
    }
}

/// Returns the clause of a membership in several words.
pub(super) fn one_of(fact: &Fact, words: &[u32], polarity: Polarity) -> Bilingual {
    let wanted = |word: &u32| words.contains(word) == (polarity == Polarity::Affirmed);
    said(fact, wanted).unwrap_or_else(|| is(fact, &either(fact, words.iter().copied()), polarity))
}

/// Returns how many words a fact has.
fn count(fact: &Fact) -> u32 {
    u32::try_from(fact.ty.words().len()).unwrap_or(u32::MAX)
}

/// Returns what some of the words of a fact say in clauses of their own; nothing where one has none.
fn said(fact: &Fact, wanted: impl Fn(&u32) -> bool) -> Option<Bilingual> {
    let words = |wanted: &dyn Fn(&u32) -> bool| -> Vec<&Word> {
        let places = (0..count(fact)).filter(|word| wanted(word));
        places.filter_map(|word| fact.ty.words().get(usize::try_from(word).ok()?)).collect()
    };
    let (passing, others) = (words(&wanted), words(&|word| !wanted(word)));
    if let ([_, _, ..], [only]) = (passing.as_slice(), others.as_slice())
        && let Some(denies) = &only.denies
    {
        return Some(denies.clone());
    }
    let clauses: Vec<&Bilingual> = passing.iter().map(|word| word.says.as_ref()).collect::<Option<_>>()?;
    (1..=3).contains(&clauses.len()).then(|| alternatives(&clauses))
}

/// Joins clauses: 変更を促すか、又は使用できない.
fn alternatives(clauses: &[&Bilingual]) -> Bilingual {
    let join = |lang: Lang| {
        let (or, last) = match lang {
            Lang::Ja => ("か、", "か、又は"),
            Lang::En => (", ", " or "),
        };
        let mut texts: Vec<&str> = clauses.iter().map(|clause| clause.get(lang).as_str()).collect();
        let end = texts.pop().unwrap_or_default();
        if texts.is_empty() { end.to_owned() } else { format!("{}{last}{end}", texts.join(or)) }
    };
    Bilingual::from_fn(join)
}

/// Returns the clause that stands for `items`.
pub(super) fn items(cites: &[Bilingual], polarity: Polarity) -> Bilingual {
    let Bilingual { ja, en } = match cites {
        [] => msg!(ja: "各号", en: "the items"),
        some => series::joined(some),
    };
    match (cites, polarity) {
        ([_], Polarity::Affirmed) => msg!(ja: "{ja}に適合する", en: "{en} is met"),
        ([_], Polarity::Denied) => msg!(ja: "{ja}に適合しない", en: "{en} is not met"),
        (_, Polarity::Affirmed) => msg!(ja: "{ja}の全てに適合する", en: "{en} are all met"),
        (_, Polarity::Denied) => msg!(ja: "{ja}のいずれかに適合しない", en: "{en} are not all met"),
    }
}

/// Returns the title as the subject of an English clause.
fn subject(fact: &Fact) -> String {
    let title = &fact.title.en;
    let has_article = ["the ", "a ", "an "].iter().any(|article| title.starts_with(article));
    if has_article { title.clone() } else { format!("the {title}") }
}

fn label(fact: &Fact, at: u32) -> Bilingual {
    let at = usize::try_from(at).unwrap_or(usize::MAX);
    let label = fact.ty.words().get(at).map(|word| word.label.clone()).unwrap_or_default();
    let (ja, en) = (label.ja, label.en);
    msg!(ja: "「{ja}」", en: "“{en}”")
}

/// Joins labels: 「a」、「b」又は「c」.
fn either(fact: &Fact, positions: impl Iterator<Item = u32>) -> Bilingual {
    let labels: Vec<Bilingual> = positions.map(|at| label(fact, at)).collect();
    let join = |lang: Lang| {
        let (comma, or) = match lang {
            Lang::Ja => ("、", "又は"),
            Lang::En => (", ", " or "),
        };
        let mut texts: Vec<&str> = labels.iter().map(|label| label.get(lang).as_str()).collect();
        let last = texts.pop().unwrap_or_default();
        if texts.is_empty() { last.to_owned() } else { format!("{}{or}{last}", texts.join(comma)) }
    };
    Bilingual::from_fn(join)
}

fn is(fact: &Fact, value: &Bilingual, polarity: Polarity) -> Bilingual {
    let (title, subject) = (&fact.title.ja, subject(fact));
    let Bilingual { ja, en } = value;
    match polarity {
        Polarity::Affirmed => msg!(ja: "{title}が{ja}である", en: "{subject} is {en}"),
        Polarity::Denied => msg!(ja: "{title}が{ja}のいずれでもない", en: "{subject} is not one of {en}"),
    }
}

/// Lists the words that pass where they are few, else names the bound.
fn words(fact: &Fact, op: Op, at: u32) -> Bilingual {
    let passes = |word: &u32| match op {
        Op::Eq | Op::Contains => *word == at,
        Op::Ne => *word != at,
        Op::Lt => *word < at,
        Op::Le => *word <= at,
        Op::Gt => *word > at,
        Op::Ge => *word >= at,
    };
    if let Some(clause) = said(fact, passes) {
        return clause;
    }
    let (title, subject, bound) = (&fact.title.ja, subject(fact), label(fact, at));
    let Bilingual { ja, en } = &bound;
    let passing: Vec<u32> = (0..count(fact)).filter(passes).collect();
    match op {
        Op::Ne => msg!(ja: "{title}が{ja}でない", en: "{subject} is not {en}"),
        Op::Eq | Op::Contains => is(fact, &bound, Polarity::Affirmed),
        Op::Lt | Op::Le | Op::Gt | Op::Ge if (1..=3).contains(&passing.len()) => {
            is(fact, &either(fact, passing.into_iter()), Polarity::Affirmed)
        }
        Op::Lt => msg!(ja: "{title}が{ja}に達しない", en: "{subject} is less than {en}"),
        Op::Le => msg!(ja: "{title}が{ja}以下である", en: "{subject} is at most {en}"),
        Op::Gt => msg!(ja: "{title}が{ja}を超える", en: "{subject} is more than {en}"),
        Op::Ge => msg!(ja: "{title}が{ja}以上である", en: "{subject} is at least {en}"),
    }
}

fn contains(fact: &Fact, at: u32, polarity: Polarity) -> Bilingual {
    let word = usize::try_from(at).ok().and_then(|at| fact.ty.words().get(at));
    let clause = word.and_then(|word| match polarity {
        Polarity::Affirmed => word.says.clone(),
        Polarity::Denied => word.denies.clone(),
    });
    if let Some(clause) = clause {
        return clause;
    }
    let (title, subject) = (&fact.title.ja, subject(fact));
    let Bilingual { ja, en } = label(fact, at);
    match polarity {
        Polarity::Affirmed => msg!(ja: "{title}に{ja}が含まれる", en: "{en} is among {subject}"),
        Polarity::Denied => msg!(ja: "{title}に{ja}が含まれない", en: "{en} is not among {subject}"),
    }
}

/// Says that a day has come, or has not.
pub(super) fn since(from: Date, years: Years, polarity: Polarity) -> Bilingual {
    let Bilingual { ja, en } = years.of(from);
    match polarity {
        Polarity::Affirmed => msg!(ja: "{ja}以後である", en: "the day is {en} or later"),
        Polarity::Denied => msg!(ja: "{ja}前である", en: "the day is before {en}"),
    }
}

/// Says how a date compares with a day; what is denied may also never have been.
fn date(fact: &Fact, op: Op, days: i64, years: Years, polarity: Polarity) -> Bilingual {
    let (title, subject) = (&fact.title.ja, subject(fact));
    let Some(day) = value::day(days) else {
        return msg!(ja: "{title}がない", en: "{subject} is never");
    };
    if (op, days) == (Op::Ge, DATES.0) {
        return match polarity {
            Polarity::Affirmed => msg!(ja: "{title}がある", en: "{subject} is given"),
            Polarity::Denied => msg!(ja: "{title}がない", en: "{subject} is never"),
        };
    }
    let Bilingual { ja, en } = years.of(day);
    let (ja, en) = match op {
        Op::Eq | Op::Contains | Op::Ne => (ja, en),
        Op::Lt => (format!("{ja}前"), format!("before {en}")),
        Op::Le => (format!("{ja}以前"), format!("on or before {en}")),
        Op::Gt => (format!("{ja}後"), format!("after {en}")),
        Op::Ge => (format!("{ja}以後"), format!("on or after {en}")),
    };
    match (polarity, op) {
        (Polarity::Affirmed, Op::Ne) => {
            msg!(ja: "{title}があり、{ja}でない", en: "{subject} is given and is not {en}")
        }
        (Polarity::Affirmed, _) => msg!(ja: "{title}が{ja}である", en: "{subject} is {en}"),
        (Polarity::Denied, Op::Ne) => {
            msg!(ja: "{title}が{ja}であるか、ない", en: "{subject} is {en} or never")
        }
        (Polarity::Denied, _) => {
            msg!(ja: "{title}が{ja}でない（その日がない場合を含む）", en: "{subject} is not {en}, or never")
        }
    }
}

fn quantity_test(fact: &Fact, op: Op, number: i64) -> Bilingual {
    let (title, subject) = (&fact.title.ja, subject(fact));
    let Bilingual { ja, en } = fact.ty.quantity(number);
    match op {
        Op::Eq | Op::Contains => msg!(ja: "{title}が{ja}である", en: "{subject} is {en}"),
        Op::Ne => msg!(ja: "{title}が{ja}でない", en: "{subject} is not {en}"),
        Op::Lt => msg!(ja: "{title}が{ja}未満である", en: "{subject} is less than {en}"),
        Op::Le => msg!(ja: "{title}が{ja}以下である", en: "{subject} is at most {en}"),
        Op::Gt => msg!(ja: "{title}が{ja}を超える", en: "{subject} is more than {en}"),
        Op::Ge => msg!(ja: "{title}が{ja}以上である", en: "{subject} is at least {en}"),
    }
}
