//! Formulas as expressions that people read.
//!
//! The inverse of lowering, up to form: the expression decides the same, and is not always the one that was written.
//! `not (length >= 6)` becomes `length < 6`, the last level of a scale `== forced`.

use crate::logic::domain::Value;
use crate::logic::formula::{Atom, Formula};
use crate::model::fact::DATES;
use crate::model::{Expr, FactIdx, FactType, Op, Test};
use crate::norm::Base;

/// A part of an expression with what it decides.
pub type Said<'a> = (&'a Expr, &'a Formula);

/// Returns an expression that decides the same as the formula.
pub fn expression(kb: Base<'_>, formula: &Formula) -> Expr {
    match formula {
        Formula::True => Expr::All(Vec::new()),
        Formula::False => Expr::Any(Vec::new()),
        Formula::Atom(atom) => test(kb, *atom),
        Formula::Not(inner) => denial(kb, inner),
        Formula::All(parts) => all(kb, parts),
        Formula::Any(parts) => any(kb, parts),
    }
}

/// Pairs the conjuncts of an expression with those of the formula that it was lowered to.
pub fn conjuncts<'a>(expr: &'a Expr, formula: &'a Formula, found: &mut Vec<Said<'a>>) {
    match (expr, formula) {
        (Expr::All(said), Formula::All(parts)) if said.len() == parts.len() => {
            said.iter().zip(parts.iter()).for_each(|(said, part)| conjuncts(said, part, found));
        }
        _ => found.push((expr, formula)),
    }
}

fn all(kb: Base<'_>, parts: &[Formula]) -> Expr {
    let mut said = Vec::new();
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        at += 1;
        if let Some((fact, value)) = parts.get(at).and_then(|next| exactly(part, next)) {
            said.push(compare(kb, fact, Op::Eq, value));
            at += 1;
            continue;
        }
        if let Some(said_of_date) = parts.get(at).and_then(|next| before(kb, part, next)) {
            said.push(said_of_date);
            at += 1;
            continue;
        }
        let part = expression(kb, part);
        if let Expr::All(inner) = part { said.extend(inner) } else { said.push(part) }
    }
    alone(said).unwrap_or_else(Expr::All)
}

fn any(kb: Base<'_>, parts: &[Formula]) -> Expr {
    let word = |part: &Formula| {
        if let Formula::Atom(Atom::Is(fact, word)) = part { Some((*fact, *word)) } else { None }
    };
    let words: Option<Vec<(FactIdx, u32)>> = parts.iter().map(word).collect();
    if let Some(words) = words.filter(|words| words.len() > 1)
        && let Some((fact, _)) = words.first().copied()
        && words.iter().all(|(other, _)| *other == fact)
    {
        return Expr::OneOf(fact, words.into_iter().map(|(_, word)| word).collect());
    }
    let mut said = Vec::new();
    for part in parts {
        let part = expression(kb, part);
        if let Expr::Any(inner) = part { said.extend(inner) } else { said.push(part) }
    }
    alone(said).unwrap_or_else(Expr::Any)
}

/// Returns the only part, or the parts.
fn alone(mut parts: Vec<Expr>) -> Result<Expr, Vec<Expr>> {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => Ok(only),
        (Some(last), false) => {
            parts.push(last);
            Err(parts)
        }
        (None, _) => Err(parts),
    }
}

/// Recognizes `>= n and not >= n + 1`.
fn exactly(one: &Formula, two: &Formula) -> Option<(FactIdx, i64)> {
    let (Formula::Atom(Atom::AtLeast(fact, value)), Formula::Not(above)) = (one, two) else { return None };
    let Formula::Atom(Atom::AtLeast(other, next)) = above.as_ref() else { return None };
    (other == fact && *next == value.saturating_add(1)).then_some((*fact, *value))
}

/// Recognizes that a date is some day and one before another, or not the other.
fn before(kb: Base<'_>, one: &Formula, two: &Formula) -> Option<Expr> {
    let (Formula::Atom(Atom::AtLeast(fact, first)), Formula::Not(other)) = (one, two) else { return None };
    if *first != DATES.0 || !matches!(kb.facts[*fact].ty, FactType::Date) {
        return None;
    }
    if let Formula::Atom(Atom::AtLeast(it, day)) = other.as_ref() {
        return (it == fact).then(|| compare(kb, *fact, Op::Lt, *day));
    }
    let Formula::All(parts) = other.as_ref() else { return None };
    let [one, two] = &**parts else { return None };
    let (it, day) = exactly(one, two)?;
    (it == *fact).then(|| compare(kb, *fact, Op::Ne, day))
}

fn test(kb: Base<'_>, atom: Atom) -> Expr {
    match atom {
        Atom::Flag(fact) if kb.facts[fact].open.is_some() => Expr::Open(fact),
        Atom::Flag(fact) => Expr::Test(Test { fact, op: Op::Eq, value: Value::Flag(true) }),
        Atom::Is(fact, word) => Expr::Test(Test { fact, op: Op::Eq, value: Value::Word(word) }),
        Atom::Has(fact, element) => Expr::Test(Test { fact, op: Op::Contains, value: Value::Word(element) }),
        Atom::AtLeast(fact, bound) => {
            let highest = range(kb, fact).map(|(_, hi)| hi);
            compare(kb, fact, if highest == Some(bound) { Op::Eq } else { Op::Ge }, bound)
        }
    }
}

fn denial(kb: Base<'_>, inner: &Formula) -> Expr {
    match inner {
        // What is not on or after a day may never have been.
        Formula::Atom(Atom::AtLeast(fact, _)) if matches!(kb.facts[*fact].ty, FactType::Date) => {
            Expr::Not(Box::new(expression(kb, inner)))
        }
        Formula::Atom(Atom::AtLeast(fact, bound)) => {
            let lowest = range(kb, *fact).map(|(lo, _)| lo);
            if lowest == Some(bound.saturating_sub(1)) {
                return compare(kb, *fact, Op::Eq, bound.saturating_sub(1));
            }
            compare(kb, *fact, Op::Lt, *bound)
        }
        Formula::Atom(Atom::Is(fact, word)) => {
            Expr::Test(Test { fact: *fact, op: Op::Ne, value: Value::Word(*word) })
        }
        Formula::All(parts) => match &**parts {
            [one, two] => match exactly(one, two) {
                Some((fact, _)) if matches!(kb.facts[fact].ty, FactType::Date) => {
                    Expr::Not(Box::new(expression(kb, inner)))
                }
                Some((fact, value)) => compare(kb, fact, Op::Ne, value),
                None => Expr::Not(Box::new(expression(kb, inner))),
            },
            _ => Expr::Not(Box::new(expression(kb, inner))),
        },
        Formula::Not(twice) => expression(kb, twice),
        Formula::True | Formula::False | Formula::Any(_) | Formula::Atom(Atom::Flag(_) | Atom::Has(..)) => {
            Expr::Not(Box::new(expression(kb, inner)))
        }
    }
}

fn compare(kb: Base<'_>, fact: FactIdx, op: Op, value: i64) -> Expr {
    let value = match kb.facts[fact].ty {
        FactType::Scale(_) | FactType::Choice(_) | FactType::Set(_) => {
            Value::Word(u32::try_from(value).unwrap_or_default())
        }
        FactType::Flag | FactType::Number { .. } | FactType::Duration { .. } | FactType::Date => {
            Value::Int(value)
        }
    };
    Expr::Test(Test { fact, op, value })
}

/// Returns the least and the greatest value of a number or a scale.
fn range(kb: Base<'_>, fact: FactIdx) -> Option<(i64, i64)> {
    match &kb.facts[fact].ty {
        FactType::Scale(words) => Some((0, i64::try_from(words.len()).ok()? - 1)),
        FactType::Number { lo, hi, .. } | FactType::Duration { lo, hi, .. } => Some((*lo, *hi)),
        FactType::Flag | FactType::Choice(_) | FactType::Date | FactType::Set(_) => None,
    }
}
