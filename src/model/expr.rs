//! Typed expressions as an author wrote them.
//!
//! Keeps the form that people read; `Formula` is what machines decide.

use crate::logic::domain::Value;
use crate::source::Span;

use super::date::Date;
use super::fact::FactIdx;
use super::index::DefineIdx;

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Op {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Less.
    Lt,
    /// At most.
    Le,
    /// Greater.
    Gt,
    /// At least.
    Ge,
    /// The set contains the element.
    Contains,
}

impl Op {
    /// Returns the sign of the language.
    pub fn sign(self) -> &'static str {
        match self {
            Op::Eq => "==",
            Op::Ne => "!=",
            Op::Lt => "<",
            Op::Le => "<=",
            Op::Gt => ">",
            Op::Ge => ">=",
            Op::Contains => "contains",
        }
    }

    /// Returns the comparison that holds where this one does not; a set that lacks an element is said with the same word.
    #[must_use]
    pub fn denied(self) -> Self {
        match self {
            Op::Eq => Op::Ne,
            Op::Ne => Op::Eq,
            Op::Lt => Op::Ge,
            Op::Le => Op::Gt,
            Op::Gt => Op::Le,
            Op::Ge => Op::Lt,
            Op::Contains => Op::Contains,
        }
    }
}

/// A typed comparison of one fact.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Test {
    /// The fact.
    pub fact: FactIdx,
    /// The comparison.
    pub op: Op,
    /// The value; for `contains`, the position of the element as `Value::Word`.
    pub value: Value,
}

/// A typed expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expr {
    /// Every part holds.
    All(Vec<Expr>),
    /// At least one part holds.
    Any(Vec<Expr>),
    /// The part does not hold.
    Not(Box<Expr>),
    /// The first does not hold or the second does.
    Implies(Box<Expr>, Box<Expr>),
    /// A comparison; a bare flag is `== true`.
    Test(Test),
    /// The fact is one of several words.
    OneOf(FactIdx, Vec<u32>),
    /// A named predicate.
    Defined(DefineIdx),
    /// An open limb.
    Open(FactIdx),
    /// The conjunction of the binding children.
    Items,
    /// The day has come; the day is that of the question, or the last of the edition.
    Since(Date),
}

impl Expr {
    /// Calls `visit` on every part that has no parts, with whether it has to hold where this expression `holds`, or not.
    pub fn walk_leaves<'e>(&'e self, holds: bool, visit: &mut impl FnMut(&'e Expr, bool)) {
        match self {
            Expr::All(parts) | Expr::Any(parts) => {
                for part in parts {
                    part.walk_leaves(holds, visit);
                }
            }
            Expr::Not(inner) => inner.walk_leaves(!holds, visit),
            Expr::Implies(left, right) => {
                left.walk_leaves(!holds, visit);
                right.walk_leaves(holds, visit);
            }
            Expr::Test(_)
            | Expr::OneOf(..)
            | Expr::Defined(_)
            | Expr::Open(_)
            | Expr::Items
            | Expr::Since(_) => visit(self, holds),
        }
    }

    /// Calls `visit` on this expression and every part.
    pub fn walk<'e>(&'e self, visit: &mut impl FnMut(&'e Expr)) {
        visit(self);
        match self {
            Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| part.walk(visit)),
            Expr::Not(inner) => inner.walk(visit),
            Expr::Implies(left, right) => {
                left.walk(visit);
                right.walk(visit);
            }
            Expr::Test(_)
            | Expr::OneOf(..)
            | Expr::Defined(_)
            | Expr::Open(_)
            | Expr::Items
            | Expr::Since(_) => {}
        }
    }
}

/// A named predicate.
#[derive(Clone, Debug)]
pub struct Define {
    /// Its id.
    pub id: String,
    /// Its expression.
    pub expr: Expr,
    /// The documentation before it.
    pub docs: Vec<String>,
    /// Its declaration.
    pub span: Span,
}
