//! Provisions: the smallest citable units.
//!
//! An inherited provision is a value of its own with the edition asked for; its `origin` is the one declared.

use std::sync::Arc;

use crate::lang::Bilingual;
use crate::lexicon::{Answers, Grade, Modality};
use crate::source::Span;

use super::date::{Date, From};
use super::expr::Expr;
use super::index::{EditionIdx, InstrumentIdx, ProvisionIdx, RequirementIdx};
use super::locator::Locator;
use super::reference::Reference;
use super::source::Citation;
use super::transition::Transition;
use super::word::{Addressee, Unit};

/// A criterion and the function that it is for.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// The function; none for a criterion of the provision as a whole.
    pub requirement: Option<RequirementIdx>,
    /// The condition; none where the provision names the function without a test.
    pub expr: Option<Expr>,
    /// Its declaration.
    pub span: Span,
}

/// A number that a provision fixes and no criterion uses.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it is: `maximum_fine`.
    pub name: String,
    /// The number.
    pub value: i64,
    /// Its unit: `GBP`.
    pub unit: Arc<Unit>,
    /// What it is, for people.
    pub title: Bilingual,
}

/// What a provision says, shared by the editions that inherit it.
#[derive(Clone, Debug)]
pub struct ProvisionText {
    /// How it is cited.
    pub cite: Bilingual,
    /// Its title.
    pub title: Bilingual,
    /// What it says, in our words.
    pub text: Bilingual,
    /// Its own first day, where it is not that of its edition.
    pub from: Option<From>,
    /// The day after its own last, where it is not that of its edition.
    pub until: Option<Date>,
    /// How strongly.
    pub modality: Modality,
    /// Whom it addresses.
    pub addressee: Arc<Addressee>,
    /// Where it applies within the scope of its edition.
    pub applies: Option<Expr>,
    /// Its criteria.
    pub criteria: Vec<Criterion>,
    /// Which products it leaves under other texts, where it is a transitional rule.
    pub transition: Option<Transition>,
    /// References, resolved.
    pub see: Vec<Reference>,
    /// Further forms in which people cite it.
    pub also_cited: Vec<String>,
    /// How conformity is assessed.
    pub verification: Option<Bilingual>,
    /// Numbers.
    pub figures: Vec<Figure>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// Span of `cite`, both halves.
    pub cite_span: Span,
    /// Spans of `text`, both halves, and of `modality`.
    pub text_span: Span,
    /// Span of the modality.
    pub modality_span: Span,
    /// Its declaration.
    pub span: Span,
    /// Its id in the declaration.
    pub id_span: Span,
}

impl ProvisionText {
    /// Says whether the text is meant for products, whether or not its criteria have a test: it has a verdict, and it names
    /// what it is for or is addressed to somebody who answers for products.
    pub fn is_for_products(&self) -> bool {
        let tested = !self.criteria.is_empty() || self.addressee.answers == Answers::Products;
        self.modality.has_verdict() && tested
    }
}

/// A provision as one edition has it.
#[derive(Clone, Debug)]
pub struct Provision {
    /// The pinned id: `jp.ter@2020:34-10.1.2`.
    pub id: String,
    /// Its instrument.
    pub instrument: InstrumentIdx,
    /// The edition.
    pub edition: EditionIdx,
    /// The locator in it.
    pub locator: Locator,
    /// What it says.
    pub body: Arc<ProvisionText>,
    /// Where it applies within the scope of its edition, after the transitional rules of that edition.
    pub condition: Option<Expr>,
    /// The provision that this one inherits, if it does; the first one declared.
    pub origin: Option<ProvisionIdx>,
    /// Its first day in this edition: the later of the edition's and its own.
    pub from: From,
    /// The day after its last in this edition: the earlier of the edition's and its own.
    pub until: Option<Date>,
    /// The first day on which its text stood: its own, or that of the edition that declared it.
    pub first_from: From,
}

impl Provision {
    /// Returns the worst grade of its sources.
    pub fn grade(&self) -> Grade {
        self.body.sources.iter().filter_map(|citation| citation.grade).max().unwrap_or(Grade::Unverified)
    }

    /// Says whether it is addressed to somebody who answers for products.
    pub fn answers_for_products(&self) -> bool {
        self.body.addressee.answers == Answers::Products
    }
}
