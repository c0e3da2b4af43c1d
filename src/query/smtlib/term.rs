//! Facts, values, formulas and written expressions as terms of SMT-LIB 2.
//!
//! Asks nothing. An expression is translated as it was written, not by way of its formula.

use std::fmt::Write as _;

use crate::logic::domain::{Domain, Value};
use crate::logic::formula::{Atom, Formula};
use crate::model::fact::NEVER;
use crate::model::{Expr, FactIdx, FactType, Op, Test};
use crate::norm::Base;

/// Returns the facts with their ranges.
pub(super) fn facts(kb: Base<'_>) -> String {
    let mut text = String::from("; The facts of the knowledge base and their ranges.\n(set-logic QF_LIA)\n");
    for (fact, variable) in kb.theory.variables.iter_enumerated() {
        let name = symbol(kb, fact);
        match variable.domain {
            Domain::Flag => push(&mut text, format_args!("(declare-const {name} Bool)\n")),
            Domain::Choice(words) | Domain::Scale(words) => {
                range(&mut text, &name, 0, i64::from(words) - 1);
            }
            Domain::Number { lo, hi } => range(&mut text, &name, lo, hi),
            Domain::Set(elements) => {
                for element in 0..elements {
                    let name = member(kb, fact, element);
                    push(&mut text, format_args!("(declare-const {name} Bool)\n"));
                }
            }
        }
    }
    text
}

/// Returns the constraints.
pub(super) fn constraints(kb: Base<'_>) -> String {
    let mut text = String::from("; The constraints.\n");
    for (constraint, formula) in kb.constraints.iter().zip(&kb.theory.constraints) {
        let mut term = String::new();
        write_formula(kb, formula, &mut term);
        push(&mut text, format_args!("; {}\n(assert {term})\n", constraint.id));
    }
    text
}

fn range(text: &mut String, name: &str, lo: i64, hi: i64) {
    let (lo, hi) = (integer(lo), integer(hi));
    push(
        text,
        format_args!("(declare-const {name} Int)\n(assert (and (<= {lo} {name}) (<= {name} {hi})))\n"),
    );
}

/// Fixes a fact.
pub(super) fn push_value(kb: Base<'_>, fact: FactIdx, value: Value, text: &mut String) {
    let name = symbol(kb, fact);
    match value {
        Value::Flag(true) => push(text, format_args!("(assert {name})\n")),
        Value::Flag(false) => push(text, format_args!("(assert (not {name}))\n")),
        Value::Word(word) => push(text, format_args!("(assert (= {name} {word}))\n")),
        Value::Int(number) => push(text, format_args!("(assert (= {name} {}))\n", integer(number))),
        Value::Set(mask) => {
            let elements = u32::try_from(kb.facts[fact].ty.words().len()).unwrap_or_default();
            for element in 0..elements {
                let name = member(kb, fact, element);
                let has = mask & (1 << element) != 0;
                push(text, format_args!("(assert (= {name} {has}))\n"));
            }
        }
    }
}

/// Writes what the engine decides.
pub(super) fn write_formula(kb: Base<'_>, formula: &Formula, text: &mut String) {
    match formula {
        Formula::True => text.push_str("true"),
        Formula::False => text.push_str("false"),
        Formula::Atom(Atom::Flag(fact)) => text.push_str(&symbol(kb, *fact)),
        Formula::Atom(Atom::Is(fact, word)) => push(text, format_args!("(= {} {word})", symbol(kb, *fact))),
        Formula::Atom(Atom::AtLeast(fact, bound)) => {
            push(text, format_args!("(>= {} {})", symbol(kb, *fact), integer(*bound)));
        }
        Formula::Atom(Atom::Has(fact, element)) => text.push_str(&member(kb, *fact, *element)),
        Formula::Not(inner) => {
            text.push_str("(not ");
            write_formula(kb, inner, text);
            text.push(')');
        }
        Formula::All(parts) => write_parts(kb, "and true", parts, text),
        Formula::Any(parts) => write_parts(kb, "or false", parts, text),
    }
}

fn write_parts(kb: Base<'_>, head: &str, parts: &[Formula], text: &mut String) {
    text.push('(');
    text.push_str(head);
    for part in parts {
        text.push(' ');
        write_formula(kb, part, text);
    }
    text.push(')');
}

/// Writes an expression as its author wrote it; says whether it could: `items` has no term of its own.
pub(super) fn write_expr(kb: Base<'_>, expr: &Expr, out: &mut String) -> bool {
    let mut nest = |head: &str, parts: &[&Expr]| {
        out.push('(');
        out.push_str(head);
        let mut whole = true;
        for part in parts {
            out.push(' ');
            whole &= write_expr(kb, part, out);
        }
        out.push(')');
        whole
    };
    match expr {
        Expr::All(parts) => nest("and true", &parts.iter().collect::<Vec<_>>()),
        Expr::Any(parts) => nest("or false", &parts.iter().collect::<Vec<_>>()),
        Expr::Not(inner) => nest("not", &[inner]),
        Expr::Implies(left, right) => nest("=>", &[left, right]),
        Expr::Defined(define) => write_expr(kb, &kb.defines[*define].expr, out),
        Expr::Test(test) => {
            write_test(kb, test, out);
            true
        }
        Expr::OneOf(fact, words) => {
            let name = symbol(kb, *fact);
            out.push_str("(or false");
            for word in words {
                push(out, format_args!(" (= {name} {word})"));
            }
            out.push(')');
            true
        }
        Expr::Open(fact) => {
            out.push_str(&symbol(kb, *fact));
            true
        }
        Expr::Items => false,
        // The day is left out: everything has begun.
        Expr::Since(_) => {
            out.push_str("true");
            true
        }
    }
}

fn write_test(kb: Base<'_>, test: &Test, out: &mut String) {
    if let (Op::Contains, Value::Word(element)) = (test.op, test.value) {
        out.push_str(&member(kb, test.fact, element));
        return;
    }
    let name = symbol(kb, test.fact);
    let is_date = matches!(kb.facts[test.fact].ty, FactType::Date);
    if is_date {
        // No comparison holds for what never was.
        push(out, format_args!("(and (> {name} {}) ", integer(NEVER)));
    }
    let value = match test.value {
        Value::Flag(flag) => flag.to_string(),
        Value::Word(word) => word.to_string(),
        Value::Int(number) => integer(number),
        Value::Set(mask) => mask.to_string(),
    };
    match test.op {
        Op::Eq | Op::Contains => push(out, format_args!("(= {name} {value})")),
        Op::Ne => push(out, format_args!("(distinct {name} {value})")),
        Op::Lt | Op::Le | Op::Gt | Op::Ge => {
            push(out, format_args!("({} {name} {value})", test.op.sign()));
        }
    }
    if is_date {
        out.push(')');
    }
}

fn symbol(kb: Base<'_>, fact: FactIdx) -> String {
    format!("|{}|", kb.facts[fact].id)
}

fn member(kb: Base<'_>, fact: FactIdx, element: u32) -> String {
    format!("|{} contains {element}|", kb.facts[fact].id)
}

fn integer(number: i64) -> String {
    if number < 0 { format!("(- {})", number.unsigned_abs()) } else { number.to_string() }
}

/// Writes to a text.
pub(super) fn push(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    // INVARIANT: writing to a string does not fail.
    let _ = text.write_fmt(arguments);
}
