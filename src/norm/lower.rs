//! Typed expressions to formulas.
//!
//! Every comparison becomes one of four atoms; reports nothing.

use crate::idx::IndexVec;
use crate::logic::domain::{Value, Var};
use crate::logic::formula::{Atom, Formula};
use crate::model::fact::DATES;
use crate::model::{Date, DefineKey, Expr, FactType, Kb, Op, Test};

/// Lowers an expression for a day; `items` is what the word `items` means here. `None` where it means nothing.
pub(super) fn formula(
    kb: &Kb,
    defines: &IndexVec<Formula, DefineKey>,
    expr: &Expr,
    items: Option<&Formula>,
    day: Date,
) -> Option<Formula> {
    let formula = |part: &Expr| formula(kb, defines, part, items, day);
    let all = |parts: &[Expr]| parts.iter().map(formula).collect::<Option<Vec<_>>>();
    Some(match expr {
        Expr::All(parts) => Formula::all(all(parts)?),
        Expr::Any(parts) => Formula::any(all(parts)?),
        Expr::Not(inner) => formula(inner)?.negated(),
        Expr::Implies(left, right) => formula(left)?.implies(formula(right)?),
        Expr::Test(test) => comparison(kb, test),
        Expr::OneOf(fact, words) => Formula::any(words.iter().map(|word| is(kb, *fact, *word))),
        Expr::Defined(define) => defines[*define].clone(),
        Expr::Open(fact) => Formula::Atom(Atom::Flag(*fact)),
        Expr::Items => items?.clone(),
        Expr::Since(date) if *date <= day => Formula::True,
        Expr::Since(_) => Formula::False,
    })
}

fn is(kb: &Kb, fact: Var, word: u32) -> Formula {
    let scale = matches!(kb.facts[fact].ty, crate::model::FactType::Scale(_));
    if scale { exactly(fact, i64::from(word)) } else { Formula::Atom(Atom::Is(fact, word)) }
}

fn at_least(fact: Var, bound: i64) -> Formula {
    Formula::Atom(Atom::AtLeast(fact, bound))
}

fn exactly(fact: Var, value: i64) -> Formula {
    Formula::all([at_least(fact, value), at_least(fact, value.saturating_add(1)).negated()])
}

fn comparison(kb: &Kb, test: &Test) -> Formula {
    let fact = test.fact;
    match (test.value, test.op) {
        (Value::Flag(value), op) => {
            let flag = Formula::Atom(Atom::Flag(fact));
            if value == (op == Op::Ne) { flag.negated() } else { flag }
        }
        (Value::Word(element), Op::Contains) => Formula::Atom(Atom::Has(fact, element)),
        (Value::Set(_), _) => Formula::True,
        (Value::Word(word), Op::Eq) => is(kb, fact, word),
        (Value::Word(word), Op::Ne) => is(kb, fact, word).negated(),
        (Value::Word(level), op) => ordered(fact, i64::from(level), op),
        (Value::Int(day), op) if matches!(kb.facts[fact].ty, FactType::Date) => dated(fact, day, op),
        (Value::Int(number), op) => ordered(fact, number, op),
    }
}

/// No comparison with a day holds for what never was.
fn dated(fact: Var, day: i64, op: Op) -> Formula {
    let compared = ordered(fact, day, op);
    match op {
        Op::Eq | Op::Ge | Op::Gt | Op::Contains => compared,
        Op::Ne | Op::Lt | Op::Le => Formula::all([at_least(fact, DATES.0), compared]),
    }
}

fn ordered(fact: Var, value: i64, op: Op) -> Formula {
    match op {
        Op::Eq | Op::Contains => exactly(fact, value),
        Op::Ne => exactly(fact, value).negated(),
        Op::Ge => at_least(fact, value),
        Op::Gt => at_least(fact, value.saturating_add(1)),
        Op::Lt => at_least(fact, value).negated(),
        Op::Le => at_least(fact, value.saturating_add(1)).negated(),
    }
}
