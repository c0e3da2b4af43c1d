//! Editions: the dated states of an instrument.
//!
//! Owns status and interval; which provisions an edition has is in the knowledge base.

use crate::lang::Bilingual;
use crate::lexicon::Status;
use crate::source::Span;

use super::date::{Date, From};
use super::expr::Expr;
use super::index::{EditionIdx, InstrumentIdx, ProvisionIdx};
use super::locator::Locator;
use super::numbering::Numbering;
use super::source::Citation;

/// A locator whose provision went on under other locators.
#[derive(Clone, Debug)]
pub struct Split {
    /// The old locator.
    pub old: Locator,
    /// The successors.
    pub new: Vec<Locator>,
    /// Where the old one is named.
    pub span: Span,
}

/// For which products an edition goes on after its last day.
#[derive(Clone, Debug)]
pub struct Continuation {
    /// The products, whatever the day.
    pub products: Expr,
    /// Why it goes on for them.
    pub because: Bilingual,
    /// Where it is said.
    pub span: Span,
}

/// One dated state of an instrument.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The id, without the instrument.
    pub id: String,
    /// The instrument.
    pub instrument: InstrumentIdx,
    /// Its own title, where it has one.
    pub title: Option<Bilingual>,
    /// Its status.
    pub status: Status,
    /// Its first day.
    pub from: From,
    /// The day after its last.
    pub until: Option<Date>,
    /// For which products it goes on afterwards.
    pub continues: Option<Continuation>,
    /// The edition that it amends.
    pub amends: Option<EditionIdx>,
    /// Locators that went on elsewhere, renumberings included.
    pub splits: Vec<Split>,
    /// Numbers that it has without a gap; inherited through `amends` unless it says so of its own.
    pub numberings: Vec<Numbering>,
    /// Numbers that the edition keeps as void.
    pub voids: Vec<Locator>,
    /// Where it is marked as a list of ids: its texts are named here, and their tests are not.
    pub ids_only: Option<Span>,
    /// What it applies to; inherited through `amends`.
    pub scope: Option<Expr>,
    /// All provisions, inherited ones included, in the order of their locators.
    pub provisions: Vec<ProvisionIdx>,
    /// Those among them that are transitional rules, in the same order.
    pub transitions: Vec<ProvisionIdx>,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Its declaration.
    pub span: Span,
}
