//! Instruments: laws, ordinances, guidelines, standards, labels.
//!
//! Owns what all editions share.

use crate::lang::Bilingual;
use crate::lexicon::{Authentic, Binding, InstrumentKind};
use crate::source::Span;

use super::fact::FactIdx;
use super::index::EditionIdx;

/// A law, ordinance, guideline, standard or label scheme.
#[derive(Clone, Debug)]
pub struct Instrument {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// Other names.
    pub aka: Vec<String>,
    /// What sort of text it is.
    pub kind: InstrumentKind,
    /// Country code, `EU` or `INT`.
    pub jurisdiction: String,
    /// Who issues it.
    pub issuer: Bilingual,
    /// Whether it binds by law.
    pub binding: Binding,
    /// The language of the authentic text.
    pub authentic: Authentic,
    /// Whether `-` in a locator is a branch number.
    pub branch: bool,
    /// The flag that says that a product carries its current label.
    pub label: Option<FactIdx>,
    /// Where the official text is.
    pub url: Option<String>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Editions in the order of declaration.
    pub editions: Vec<EditionIdx>,
    /// The documentation before the item.
    pub docs: Vec<String>,
    /// Its declaration.
    pub span: Span,
}
