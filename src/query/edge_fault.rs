//! What is wrong among published edges, in words.
//!
//! The one wording of what [`crate::logic::algebra`] finds, for diagnostics and for the audit of files.

use crate::lang::Bilingual;
use crate::logic::algebra::Fault;
use crate::msg;

/// A fault in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What is wrong, in one sentence.
    pub title: Bilingual,
    /// The edges concerned, as the fault names them.
    pub edges: Vec<usize>,
    /// The one of them to look at first.
    pub primary: usize,
}

/// Says what a fault is.
pub fn said(fault: &Fault) -> Said {
    let (edges, primary) = edges(fault);
    Said { title: title(fault), edges, primary }
}

fn edges(fault: &Fault) -> (Vec<usize>, usize) {
    match fault {
        Fault::Duplicate { first, again } => (vec![*again, *first], *again),
        Fault::Contradiction { first, other } => (vec![*first, *other], *other),
        Fault::WrongInverse { edge, back } => (vec![*edge, *back], *back),
        Fault::MissingInverse { edge } | Fault::UnequalToItself { edge } => (vec![*edge], *edge),
        Fault::SeveralEquals { edges } => (edges.clone(), edges.first().copied().unwrap_or_default()),
        Fault::Broken { first, second, direct, .. } => (vec![*first, *second, *direct], *direct),
    }
}

fn title(fault: &Fault) -> Bilingual {
    match fault {
        Fault::Duplicate { .. } => {
            msg!(ja: "同じ対応が二度ある", en: "the same edge stands twice in one mapping")
        }
        Fault::Contradiction { .. } => {
            msg!(ja: "同じ規定の間に異なる対応がある", en: "two edges say different things of the same pair")
        }
        Fault::WrongInverse { .. } => {
            msg!(ja: "逆向きの対応が食い違う", en: "the edge back says something else than the inverse")
        }
        Fault::MissingInverse { .. } => {
            msg!(ja: "逆向きの対応がない", en: "the edge back is missing while others have one")
        }
        Fault::SeveralEquals { .. } => msg!(
            ja: "一つの規定が、互いに等しいとされない複数の規定と等しいとされている",
            en: "one text equals several texts that are not said to be equal",
        ),
        Fault::Broken { follows, .. } => {
            let word = follows.word();
            msg!(ja: "二つの対応から従う「{word}」と食い違う", en: "two other edges imply `{word}` here")
        }
        Fault::UnequalToItself { .. } => {
            msg!(ja: "自分自身と等しくないとされている", en: "a text is said to differ from itself")
        }
    }
}
