//! Typed expressions back in the words of the language.
//!
//! What it prints parses again to the same meaning; it simplifies nothing.
//! `Any([a, b])` is `any { a b }`.

use std::fmt::Write as _;

use crate::lang::Bilingual;
use crate::logic::domain::Value;
use crate::model::DefineIdx;
use crate::model::expr::{Expr, Op, Test};
use crate::model::fact::{Fact, FactIdx};
use crate::model::value::written;
use crate::norm::Base;

/// Lines longer than this are broken in the block form.
const WIDTH: usize = 72;

/// Returns the expression on one line.
///
/// `home` is the pinned id of the provision that declares it: its own open limbs are written out, those of
/// others by id.
pub fn line(kb: Base<'_>, home: &str, expr: &Expr) -> String {
    let mut out = String::new();
    write(kb, home, expr, &mut out);
    out
}

/// Returns the expression with one part on a line where it is long, and the named predicates that it uses.
pub fn block(kb: Base<'_>, home: &str, expr: &Expr) -> String {
    let mut out = String::new();
    write_block(kb, home, expr, 0, &mut out);
    let mut named = Vec::new();
    collect(kb, expr, &mut named);
    for define in named {
        let define = &kb.defines[define];
        _ = write!(out, "\n\ndefine {} = ", define.id);
        write_block(kb, home, &define.expr, 0, &mut out);
    }
    out
}

/// Collects the named predicates, those that they use themselves included.
fn collect(kb: Base<'_>, expr: &Expr, named: &mut Vec<DefineIdx>) {
    expr.walk(&mut |part| {
        if let Expr::Defined(define) = part
            && !named.contains(define)
        {
            named.push(*define);
            collect(kb, &kb.defines[*define].expr, named);
        }
    });
}

fn write_block(kb: Base<'_>, home: &str, expr: &Expr, depth: usize, out: &mut String) {
    let short = line(kb, home, expr);
    let (word, parts) = match expr {
        Expr::All(parts) => ("all", parts.as_slice()),
        Expr::Any(parts) => ("any", parts.as_slice()),
        Expr::Not(inner) => match inner.as_ref() {
            Expr::All(parts) => ("not all", parts.as_slice()),
            Expr::Any(parts) => ("not any", parts.as_slice()),
            Expr::Not(_)
            | Expr::Implies(..)
            | Expr::Test(_)
            | Expr::OneOf(..)
            | Expr::Defined(_)
            | Expr::Open(_)
            | Expr::Items
            | Expr::Since(_) => ("", [].as_slice()),
        },
        Expr::Implies(..)
        | Expr::Test(_)
        | Expr::OneOf(..)
        | Expr::Defined(_)
        | Expr::Open(_)
        | Expr::Items
        | Expr::Since(_) => ("", [].as_slice()),
    };
    let fits = short.chars().count() + 2 * depth <= WIDTH;
    if parts.is_empty() || (fits && parts.len() < 2) {
        out.push_str(&short);
        return;
    }
    _ = writeln!(out, "{word} {{");
    for part in parts {
        indent(depth + 1, out);
        write_block(kb, home, part, depth + 1, out);
        out.push('\n');
    }
    indent(depth, out);
    out.push('}');
}

fn indent(depth: usize, out: &mut String) {
    (0..depth).for_each(|_| out.push_str("  "));
}

fn write(kb: Base<'_>, home: &str, expr: &Expr, out: &mut String) {
    match expr {
        Expr::All(parts) => write_group(kb, home, "all", parts, out),
        Expr::Any(parts) => write_group(kb, home, "any", parts, out),
        Expr::Not(inner) => {
            out.push_str("not ");
            write_operand(kb, home, inner, out);
        }
        Expr::Implies(left, right) => {
            write_operand(kb, home, left, out);
            out.push_str(" implies ");
            write_operand(kb, home, right, out);
        }
        Expr::Test(test) => out.push_str(&test_text(kb, test)),
        Expr::OneOf(fact, words) => {
            let fact = &kb.facts[*fact];
            let words: Vec<&str> = words.iter().map(|at| word(fact, *at)).collect();
            _ = write!(out, "{} in {{ {} }}", fact.id, words.join(", "));
        }
        Expr::Defined(define) => out.push_str(&kb.defines[*define].id),
        Expr::Open(fact) => out.push_str(&open_text(kb, home, *fact)),
        Expr::Items => out.push_str("items"),
        Expr::Since(day) => _ = write!(out, "on_or_after {day}"),
    }
}

fn write_group(kb: Base<'_>, home: &str, word: &str, parts: &[Expr], out: &mut String) {
    out.push_str(word);
    out.push_str(" {");
    for part in parts {
        out.push(' ');
        write(kb, home, part, out);
    }
    out.push_str(" }");
}

/// Writes an operand, in parentheses where a reader could take it for something else.
fn write_operand(kb: Base<'_>, home: &str, expr: &Expr, out: &mut String) {
    let bare = match expr {
        Expr::Test(test) => is_bare(test),
        Expr::Implies(..) | Expr::OneOf(..) => false,
        Expr::All(_)
        | Expr::Any(_)
        | Expr::Not(_)
        | Expr::Defined(_)
        | Expr::Open(_)
        | Expr::Items
        | Expr::Since(_) => true,
    };
    if bare {
        write(kb, home, expr, out);
    } else {
        out.push('(');
        write(kb, home, expr, out);
        out.push(')');
    }
}

fn is_bare(test: &Test) -> bool {
    test.op == Op::Eq && test.value == Value::Flag(true)
}

fn test_text(kb: Base<'_>, test: &Test) -> String {
    let fact = &kb.facts[test.fact];
    if is_bare(test) {
        return fact.id.clone();
    }
    format!("{} {} {}", fact.id, test.op.sign(), written(fact, test.value))
}

/// Returns the word at a position.
pub(super) fn word(fact: &Fact, at: u32) -> &str {
    let at = usize::try_from(at).unwrap_or(usize::MAX);
    fact.ty.words().get(at).map(|word| word.word.as_str()).unwrap_or_default()
}

fn open_text(kb: Base<'_>, home: &str, fact: FactIdx) -> String {
    let fact = &kb.facts[fact];
    match &fact.open {
        Some(limb) if limb.provision == home => format!("open {}", bilingual(&fact.title)),
        Some(_) | None => format!("open {}", fact.id),
    }
}

fn bilingual(text: &Bilingual) -> String {
    let quote = |half: &str| half.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ");
    format!("{{ ja \"{}\" en \"{}\" }}", quote(&text.ja), quote(&text.en))
}
