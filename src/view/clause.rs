//! An expression in all its public forms: tree, words of the language, readable text.
//!
//! Built once for each expression and shared by pages, answers and checklists.

use crate::lang::Bilingual;
use crate::model::{EditionIdx, Expr, InstrumentIdx, ProvisionIdx};
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

use super::day::Years;
use super::expression;
use super::reading::{self, Mood, Reading};
use super::tree::{self, Tree};

/// An expression as a tree, in the words of the language, and as readable text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Clause {
    /// The expression as a tree.
    pub tree: Tree,
    /// The expression in the words of the language, on one line.
    pub expression: String,
    /// The expression as text, on one line.
    pub reading: Bilingual,
    /// The readable text with its structure.
    #[serde(skip)]
    pub outline: Reading,
    /// The expression in the words of the language, a part on a line.
    #[serde(skip)]
    pub block: String,
}

/// Where an expression stands: which open limbs are its own, and what `items` means.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    home: String,
    ids: Vec<String>,
    cites: Vec<Bilingual>,
    years: Years,
}

impl Place {
    /// Returns the place of a provision.
    pub(super) fn of_provision(kb: Base<'_>, idx: ProvisionIdx) -> Self {
        Self::with_items(kb, idx, &kb.norm(idx).items)
    }

    /// Returns the place of a parent, whose meaning is everything that binds below it.
    pub(super) fn of_parent(kb: Base<'_>, idx: ProvisionIdx) -> Self {
        Self::with_items(kb, idx, &kb.items(idx))
    }

    /// Returns the place of what an edition says as a whole.
    pub(super) fn of_edition(kb: Base<'_>, idx: EditionIdx) -> Self {
        Self { years: years(kb, kb.editions[idx].instrument), ..Self::default() }
    }

    fn with_items(kb: Base<'_>, idx: ProvisionIdx, items: &[ProvisionIdx]) -> Self {
        Self {
            home: kb.provisions[kb.origin(idx)].id.clone(),
            ids: items.iter().map(|item| kb.provisions[*item].id.clone()).collect(),
            cites: items.iter().map(|item| kb.provisions[*item].body.cite.clone()).collect(),
            years: years(kb, kb.provisions[idx].instrument),
        }
    }

    /// Says whether `items` stands for anything here.
    pub(super) fn has_items(&self) -> bool {
        !self.ids.is_empty()
    }

    /// Returns an expression in the words of the language and as text, each on one line.
    pub(super) fn line(&self, kb: Base<'_>, expr: &Expr, mood: Mood) -> (String, Bilingual) {
        let outline = reading::read(kb, &self.cites, self.years, expr, mood);
        (expression::line(kb, &self.home, expr), Bilingual::from_fn(|lang| outline.line(lang)))
    }

    /// Returns an expression in all its forms.
    pub(super) fn clause(&self, kb: Base<'_>, expr: &Expr, mood: Mood) -> Clause {
        let outline = reading::read(kb, &self.cites, self.years, expr, mood);
        Clause {
            tree: tree::tree(kb, &self.ids, expr),
            expression: expression::line(kb, &self.home, expr),
            reading: Bilingual::from_fn(|lang| outline.line(lang)),
            block: expression::block(kb, &self.home, expr),
            outline,
        }
    }
}

/// Law of Japan counts years by eras.
fn years(kb: Base<'_>, instrument: InstrumentIdx) -> Years {
    let by_era = kb.instruments[instrument].jurisdiction == "JP";
    if by_era { Years::Eras } else { Years::Common }
}

/// Returns several expressions as one, if there is any.
pub(super) fn conjunction<'a>(exprs: impl IntoIterator<Item = &'a Expr>) -> Option<Expr> {
    let mut exprs: Vec<Expr> = exprs.into_iter().cloned().collect();
    if exprs.len() > 1 { Some(Expr::All(exprs)) } else { exprs.pop() }
}
