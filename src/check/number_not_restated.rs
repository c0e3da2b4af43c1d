//! KJ5002: the numbers of a criterion and those of its restatement are not the same.
//!
//! A reader of the text must meet every threshold that the criterion tests, and no other number of the same kind, each
//! from the side from which it is tested. Zero is exempt, and so is "at least one"; 24 hours may be called one day.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::logic::domain::Value;
use crate::model::{Date, Fact, FactType, Kb, Op};
use crate::msg;
use crate::source::{Sources, Span};

use super::compared::{Compared, Half, Odd};
use super::figures::Dated;
use super::passage::half_name;
use super::quantities::{Units, are_alike};
use super::thresholds::{Statement, Threshold, statements};
use super::words::join;

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let units = Lang::ALL.map(|lang| Units::of(kb, lang));
    let faults = |it: Statement<'_>| {
        let found = Compared::of(kb, &it, &units);
        let wrong = wrong(&found).into_iter().map(|odd| differs(&odd, &found, sources));
        wrong.chain(missing(&found).iter().map(|it| silent(&found, it))).collect::<Vec<_>>()
    };
    statements(kb).into_par_iter().flat_map_iter(faults).collect()
}

/// Returns the places of the texts whose numbers are told here, so that their languages are not compared as well.
pub(super) fn told(kb: &Kb) -> Vec<Span> {
    let units = Lang::ALL.map(|lang| Units::of(kb, lang));
    let told = statements(kb).into_par_iter().filter(|it| {
        let found = Compared::of(kb, it, &units);
        !wrong(&found).is_empty() || !missing(&found).is_empty()
    });
    told.map(|it| it.place).collect()
}

/// A number that a criterion has, and the languages in which the restatement does not.
struct Missing<'a> {
    number: Bilingual,
    facts: Vec<&'a Fact>,
    from: Vec<Lang>,
}

/// Returns the numbers that a reader takes for one of the criterion, and that are none.
fn wrong(found: &Compared<'_>) -> Vec<Odd> {
    found.odd().into_iter().filter(|it| !found.meant(&it.quantity).is_empty()).collect()
}

/// Returns what a criterion tests and the text does not say, each number once, whatever facts are compared with it.
fn missing<'a>(found: &Compared<'a>) -> Vec<Missing<'a>> {
    let mut missing: BTreeMap<String, Missing<'_>> = BTreeMap::new();
    for threshold in found.said.thresholds.iter().filter(|it| it.is_asked) {
        let fact = &found.kb.facts[threshold.test.fact];
        for half in &found.halves {
            let Some(number) = unsaid(half, threshold, fact) else { continue };
            let empty = || Missing { number: number.clone(), facts: Vec::new(), from: Vec::new() };
            let it = missing.entry(number.en.clone()).or_insert_with(empty);
            if !it.from.contains(&half.lang) {
                it.from.push(half.lang);
            }
            if !it.facts.iter().any(|other| other.id == fact.id) {
                it.facts.push(fact);
            }
        }
    }
    missing.into_values().collect()
}

fn silent(found: &Compared<'_>, it: &Missing<'_>) -> Diagnostic {
    let halves: Vec<_> = it.from.iter().map(|lang| half_name(*lang)).collect();
    let Bilingual { ja: number_ja, en: number } = &it.number;
    let of: Vec<_> = it.facts.iter().map(|fact| format!("「{}」（{}）", fact.title.ja, fact.id)).collect();
    let ids: Vec<_> = it.facts.iter().map(|fact| format!("`{}`", fact.id)).collect();
    let (facts, ids) = (of.join("と"), ids.join(" and "));
    let ja = halves.iter().map(|it| it.ja.as_str()).collect::<Vec<_>>().join("と");
    let en = halves.iter().map(|it| it.en.as_str()).collect::<Vec<_>>().join(" and ");
    let title = if found.said.is_transition {
        msg!(ja: "経過措置の対象の「{number_ja}」が{ja}の趣旨にない", en: "`{number}`, by which the transitional rule chooses products, is not in {en}")
    } else {
        msg!(ja: "基準の「{number_ja}」が{ja}の趣旨にない", en: "`{number}` of the criterion is not in {en}")
    };
    Diagnostic::new(Code::NumberNotRestated, title)
        .at(found.said.place, msg!(ja: "この趣旨に書かれていない", en: "this restatement does not say it"))
        .and_at(
            found.said.tested,
            msg!(ja: "{facts}を「{number_ja}」と比べている", en: "compares {ids} with `{number}`"),
        )
        .help(msg!(
            ja: "両方の言語の趣旨に数値を書いてください。出典にない数値なら基準から除いてください。",
            en: "state the number in both languages, or drop it from the criterion if the source has none",
        ))
}
/// Returns the number of a test that this half does not name; a wrong one in its place is told by ithalf.
fn unsaid(half: &Half, threshold: &Threshold<'_>, fact: &Fact) -> Option<Bilingual> {
    let Value::Int(value) = threshold.test.value else { return None };
    if matches!(fact.ty, FactType::Date) {
        let date = Date::from_days(value)?;
        let (year, month, day) = date.parts();
        let day = Dated { year: Some(year.into()), month: month.into(), day: Some(day.into()) };
        return (!half.figures.names_day(day)).then(|| Bilingual::same(date.to_string()));
    }
    let unit = fact.ty.unit_id();
    let trivial = value == 0 || (value == 1 && matches!(threshold.test.op, Op::Ge | Op::Lt));
    let replaced =
        half.quantities.iter().any(|(it, wrong)| *wrong && it.units.iter().any(|of| are_alike(of, unit)));
    let said = half.quantities.iter().any(|(it, _)| threshold.is_said_by(unit, it, half.denies));
    let named = trivial
        || replaced
        || said
        || same_values(threshold.test.op, value, unit).into_iter().any(|it| half.figures.names(it));
    (!named).then(|| Bilingual { ja: fact.ty.quantity(value).ja, en: format!("{value} {unit}") })
}

fn differs(odd: &Odd, of: &Compared<'_>, sources: &Sources) -> Diagnostic {
    let meant = of.meant(&odd.quantity);
    let mut tests: Vec<Bilingual> = Vec::new();
    for it in &meant {
        let (fact, bound) = (&of.kb.facts[it.test.fact].title, it.title(of.kb));
        let test =
            Bilingual { ja: format!("{}：{}", fact.ja, bound.ja), en: format!("{}: {}", fact.en, bound.en) };
        if !tests.contains(&test) {
            tests.push(test);
        }
    }
    let (said, tests) = (odd.quoted(), join(&tests));
    let title = Bilingual {
        ja: format!("「{}」が、基準（{}）と合わない", said.ja, tests.ja),
        en: format!("`{}` does not fit the criterion ({})", said.en, tests.en),
    };
    let help = if of.said.has_figures {
        msg!(
            ja: "出典を確かめ、文か基準を直してください。基準に関わらない数値なら、規定に「figure」で記してください。",
            en: "look at the source, then mend the text or the criterion; record a number of something else as a `figure` of the provision",
        )
    } else {
        msg!(ja: "出典を確かめ、文か基準を直してください。", en: "look at the source, then mend the text or the criterion")
    };
    let found = Diagnostic::new(Code::NumberNotRestated, title).help(help);
    odd.placed(found, of.said, sources, msg!(ja: "基準と合わない数値", en: "does not fit the criterion"))
}

/// Returns the numbers by which a text may name a bound: "more than 7" is "8 or more", 24 hours are 1 day.
fn same_values(op: Op, value: i64, unit: &str) -> Vec<i64> {
    let mut values = vec![value];
    match op {
        Op::Lt | Op::Ge => values.push(value - 1),
        Op::Gt | Op::Le => values.push(value + 1),
        Op::Eq | Op::Ne | Op::Contains => {}
    }
    let (parts, whole) = match unit {
        "hours" => (24, 1),
        "days" => (7, 24),
        "months" => (12, 1),
        "years" => (1, 12),
        _ => (1, 1),
    };
    if value % parts == 0 {
        values.push(value / parts);
    }
    values.push(value * whole);
    values
}
