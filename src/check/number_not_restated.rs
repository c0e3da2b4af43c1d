//! KJ5002: a number of the criterion is not in the restatement.
//!
//! A reader of the text must meet every threshold that the criterion tests. Zero is exempt, and so is "at least
//! one"; 24 hours may be called one day.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::logic::domain::Value;
use crate::model::{Date, Expr, Fact, FactType, Interpretation, Kb, Op, Provision, Test};
use crate::msg;
use crate::source::{Sources, Span};

use super::figures::{Dated, Figures};
use super::passage::{declared, half_name};

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let provisions = declared(kb).filter_map(|it| Statement::of_provision(kb, it));
    let interpretations = kb.interpretations.iter().filter_map(|it| Statement::of_interpretation(kb, it));
    provisions.chain(interpretations).flat_map(|it| faults(kb, &it)).collect()
}

/// A text with what it is to say.
struct Statement<'a> {
    text: &'a Bilingual,
    place: Span,
    /// The tests that compare with a number or a day, and where they stand.
    tests: Vec<&'a Test>,
    tested: Span,
}

impl<'a> Statement<'a> {
    fn of_provision(kb: &'a Kb, it: &'a Provision) -> Option<Self> {
        let body = &it.body;
        let criteria = body.criteria.iter().filter_map(|it| it.expr.as_ref());
        let tests = numeric(kb, criteria.collect(), body.transition.as_ref().map(|it| &it.products));
        let first = body.criteria.first().map(|criterion| criterion.span);
        let tested = first.or(body.transition.as_ref().map(|it| it.span)).unwrap_or(body.span);
        (!tests.is_empty()).then_some(Self { text: &body.text, place: body.text_span, tests, tested })
    }

    /// An interpretation without a text of its own is not asked: the provision that has its id is.
    fn of_interpretation(kb: &'a Kb, it: &'a Interpretation) -> Option<Self> {
        let (text, place) = it.text.as_ref().zip(it.text_span)?;
        Some(Self { text, place, tests: numeric(kb, vec![&it.expr], None), tested: it.expr_span })
    }
}

/// A number that a criterion has, and the languages in which the restatement does not.
struct Missing<'a> {
    number: Bilingual,
    fact: &'a Fact,
    from: Vec<Lang>,
}

fn faults(kb: &Kb, said: &Statement<'_>) -> Vec<Diagnostic> {
    let figures = [Lang::Ja, Lang::En].map(|lang| (lang, Figures::of(said.text.get(lang), lang)));
    let mut missing: BTreeMap<(String, &str), Missing<'_>> = BTreeMap::new();
    for test in &said.tests {
        let fact = &kb.facts[test.fact];
        for (lang, figures) in &figures {
            if let Some(number) = unsaid(test, fact, figures) {
                let key = (number.en.clone(), fact.id.as_str());
                let it = missing.entry(key).or_insert_with(|| Missing { number, fact, from: Vec::new() });
                if !it.from.contains(lang) {
                    it.from.push(*lang);
                }
            }
        }
    }
    let report = |it: Missing<'_>| {
        let halves: Vec<_> = it.from.into_iter().map(half_name).collect();
        let Bilingual { ja: number_ja, en: number } = &it.number;
        let (title, fact) = (&it.fact.title.ja, &it.fact.id);
        let ja = halves.iter().map(|it| it.ja.as_str()).collect::<Vec<_>>().join("と");
        let en = halves.iter().map(|it| it.en.as_str()).collect::<Vec<_>>().join(" and ");
        Diagnostic::new(
            Code::NumberNotRestated,
            msg!(ja: "基準の「{number_ja}」が{ja}の趣旨にない", en: "`{number}` of the criterion is not in {en}"),
        )
        .at(said.place, msg!(ja: "この趣旨に書かれていない", en: "this restatement does not say it"))
        .and_at(said.tested, msg!(ja: "「{title}」（{fact}）を「{number_ja}」と比べている", en: "compares `{fact}` with `{number}`"))
        .help(msg!(
            ja: "両方の言語の趣旨に数値を書いてください。出典にない数値なら基準から除いてください。",
            en: "state the number in both languages, or drop it from the criterion if the source has none",
        ))
    };
    missing.into_values().map(report).collect()
}

/// Returns the tests that compare with a number or a day: of criteria as written, and of the products of a transitional
/// rule, the definitions that it uses included, for a reader of the rule must meet its days.
fn numeric<'a>(kb: &'a Kb, criteria: Vec<&'a Expr>, products: Option<&'a Expr>) -> Vec<&'a Test> {
    let mut tests = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<(&Expr, bool)> = criteria.into_iter().map(|expr| (expr, false)).collect();
    waiting.extend(products.map(|expr| (expr, true)));
    while let Some((expr, open)) = waiting.pop() {
        expr.walk(&mut |part| {
            if let Expr::Test(test) = part
                && matches!(test.value, Value::Int(_))
            {
                tests.push(test);
            } else if let Expr::Defined(define) = part
                && open
                && seen.insert(*define)
            {
                waiting.push((&kb.defines[*define].expr, true));
            }
        });
    }
    tests
}

/// Returns the number of a test that a text does not name.
fn unsaid(test: &Test, fact: &Fact, figures: &Figures) -> Option<Bilingual> {
    let Value::Int(value) = test.value else { return None };
    if matches!(fact.ty, FactType::Date) {
        let date = Date::from_days(value)?;
        let (year, month, day) = date.parts();
        let day = Dated { year: Some(year.into()), month: month.into(), day: Some(day.into()) };
        return (!figures.names_day(day)).then(|| Bilingual::same(date.to_string()));
    }
    let trivial = value == 0 || (value == 1 && matches!(test.op, Op::Ge | Op::Lt));
    let unit = fact.ty.unit_id();
    let named = trivial || same_values(test.op, value, unit).into_iter().any(|it| figures.names(it));
    (!named).then(|| Bilingual { ja: fact.ty.quantity(value).ja, en: format!("{value} {unit}") })
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
