//! The numbers and days that a text has to say: those that its criteria compare with, its condition, and its figures.
//!
//! Knows how a number in a text answers one of them; reports nothing.

use std::collections::BTreeSet;

use crate::lang::Bilingual;
use crate::logic::domain::Value;
use crate::model::provision::Figure;
use crate::model::{DefineIdx, Expr, Interpretation, Kb, Op, Provision, Test};
use crate::msg;
use crate::source::Span;

use super::passage::declared;
use super::quantities::{Quantity, converted};

/// A text with what it is to say.
pub(super) struct Statement<'a> {
    pub(super) text: &'a Bilingual,
    pub(super) place: Span,
    pub(super) thresholds: Vec<Threshold<'a>>,
    /// Where the tests stand.
    pub(super) tested: Span,
    pub(super) figures: &'a [Figure],
    /// Whether the text may have figures.
    pub(super) has_figures: bool,
    pub(super) is_transition: bool,
    /// Whether the text may put a number on the other side: it says what a rule is about, and not what has to be.
    pub(super) is_free: bool,
}

/// A number or a day that is compared with.
pub(super) struct Threshold<'a> {
    pub(super) test: &'a Test,
    /// The comparison, with the negations around it.
    op: Op,
    /// Whether the text has to say it; what only its condition has it may.
    pub(super) is_asked: bool,
}

/// Returns the texts that are held against numbers.
pub(super) fn statements(kb: &Kb) -> Vec<Statement<'_>> {
    let provisions = declared(kb).map(|it| Statement::of_provision(kb, it));
    provisions
        .chain(kb.interpretations.iter().filter_map(|it| Statement::of_interpretation(kb, it)))
        .collect()
}

impl<'a> Statement<'a> {
    fn of_provision(kb: &'a Kb, it: &'a Provision) -> Self {
        let body = &it.body;
        let mut found = Collected { kb, thresholds: Vec::new(), seen: BTreeSet::new() };
        for expr in body.criteria.iter().filter_map(|it| it.expr.as_ref()) {
            found.take(expr, true, Asks::Itself);
        }
        if let Some(transition) = &body.transition {
            found.take(&transition.products, true, Asks::All);
        }
        if let Some(applies) = &body.applies {
            found.take(applies, true, Asks::Nothing);
        }
        // The provision that has the id of an interpretation tells what it says.
        let interpretation = kb.interpretations.iter().find(|of| of.id == it.id);
        if let Some(interpretation) = interpretation {
            found.take(&interpretation.expr, true, Asks::Nothing);
        }
        let first = body.criteria.first().map(|criterion| criterion.span);
        let tested = first.or(body.transition.as_ref().map(|it| it.span)).unwrap_or(body.id_span);
        Self {
            text: &body.text,
            place: body.text_span,
            thresholds: found.thresholds,
            tested,
            figures: &body.figures,
            has_figures: body.transition.is_none(),
            is_transition: body.transition.is_some(),
            is_free: body.transition.is_some() || interpretation.is_some(),
        }
    }

    /// An interpretation without a text of its own is not asked: the provision that has its id is.
    fn of_interpretation(kb: &'a Kb, it: &'a Interpretation) -> Option<Self> {
        let (text, place) = it.text.as_ref().zip(it.text_span)?;
        let mut found = Collected { kb, thresholds: Vec::new(), seen: BTreeSet::new() };
        found.take(&it.expr, true, Asks::Itself);
        Some(Self {
            text,
            place,
            thresholds: found.thresholds,
            tested: it.expr_span,
            figures: &[],
            has_figures: false,
            is_transition: false,
            is_free: true,
        })
    }
}

/// Which tests of an expression the text has to say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// Those of definitions too: a reader of a transitional rule must meet its days.
    All,
    /// Those that are written there.
    Itself,
    Nothing,
}

struct Collected<'a> {
    kb: &'a Kb,
    thresholds: Vec<Threshold<'a>>,
    seen: BTreeSet<DefineIdx>,
}

impl<'a> Collected<'a> {
    fn take(&mut self, expr: &'a Expr, holds: bool, asks: Asks) {
        expr.walk_leaves(holds, &mut |leaf, holds| {
            if let Expr::Test(test) = leaf
                && matches!(test.value, Value::Int(_))
            {
                let op = if holds { test.op } else { test.op.denied() };
                self.thresholds.push(Threshold { test, op, is_asked: asks != Asks::Nothing });
            } else if let Expr::Defined(define) = leaf
                && self.seen.insert(*define)
            {
                let inside = if asks == Asks::All { Asks::All } else { Asks::Nothing };
                self.take(&self.kb.defines[*define].expr, holds, inside);
            }
        });
    }
}

impl Threshold<'_> {
    /// Returns the unit of the number; a day has none.
    pub(super) fn unit<'k>(&self, kb: &'k Kb) -> &'k str {
        kb.facts[self.test.fact].ty.unit_id()
    }

    /// Says whether a quantity of a text is this one; `denies` says that the text may name what is excluded.
    pub(super) fn is_said(&self, kb: &Kb, it: &Quantity, denies: bool) -> bool {
        self.is_said_by(self.unit(kb), it, denies)
    }

    /// The same where the unit of the number is known.
    pub(super) fn is_said_by(&self, unit: &str, it: &Quantity, denies: bool) -> bool {
        let Value::Int(value) = self.test.value else { return false };
        let mut numbers = it.units.iter().filter_map(|from| converted(it.value, from, unit));
        numbers.any(|number| match it.bound {
            None => {
                number == value
                    || first(self.op, value) == Some((true, number))
                    || first(self.op, value) == Some((false, number))
            }
            Some(_) if matches!(self.op, Op::Eq | Op::Ne) => number == value,
            Some(op) => {
                let said = first(op, number);
                said == first(self.op, value) || (denies && said == first(self.op.denied(), value))
            }
        })
    }

    /// Returns the comparison in words: 「8文字以上」.
    pub(super) fn title(&self, kb: &Kb) -> Bilingual {
        let Value::Int(value) = self.test.value else { return Bilingual::default() };
        let Bilingual { ja, en } = kb.facts[self.test.fact].ty.quantity(value);
        match self.op {
            Op::Ge => msg!(ja: "{ja}以上", en: "at least {en}"),
            Op::Gt => msg!(ja: "{ja}を超える", en: "more than {en}"),
            Op::Le => msg!(ja: "{ja}以下", en: "at most {en}"),
            Op::Lt => msg!(ja: "{ja}未満", en: "less than {en}"),
            Op::Ne => msg!(ja: "{ja}でない", en: "not {en}"),
            Op::Eq | Op::Contains => Bilingual { ja, en },
        }
    }
}

/// Returns the outermost number that a bound allows, and whether it is the smallest: more than 7 is 8 at least.
fn first(op: Op, number: i64) -> Option<(bool, i64)> {
    match op {
        Op::Ge => Some((true, number)),
        Op::Gt => Some((true, number.checked_add(1)?)),
        Op::Le => Some((false, number)),
        Op::Lt => Some((false, number.checked_sub(1)?)),
        Op::Eq | Op::Ne | Op::Contains => None,
    }
}
