//! The knowledge base as data: resolved, typed, editions applied.
//!
//! Parses nothing, reports nothing and never changes once `resolve` has built it.

pub mod called;
pub mod date;
pub mod device;
pub mod edition;
pub mod enacted;
pub mod expr;
pub mod fact;
pub mod index;
pub mod instrument;
pub mod kb;
pub mod leaving;
pub mod locator;
pub mod meant;
pub mod numbering;
pub mod proposal;
pub mod provision;
pub mod reference;
pub mod relation;
pub mod source;
pub mod standing;
pub mod standpoint;
pub mod table;
pub mod transition;
pub mod value;
pub mod vocabulary;
pub mod word;

pub use date::{Date, From};
pub use device::{Claim, Device, Expectation, Finding};
pub use edition::{Continuation, Edition, Split};
pub use expr::{Define, Expr, Op, Test};
pub use fact::{Fact, FactIdx, FactType, OpenLimb};
pub use index::{
    AlignmentIdx, AlignmentKey, DefineIdx, DefineKey, EditionIdx, EditionKey, InstrumentIdx, InstrumentKey,
    ProposalIdx, ProposalKey, ProvisionIdx, ProvisionKey, RequirementIdx, RequirementKey, SourceIdx,
    SourceKey, ThemeIdx, ThemeKey,
};
pub use instrument::Instrument;
pub use kb::{Kb, Tree};
pub use locator::Locator;
pub use numbering::{Numbering, Run};
pub use proposal::Proposal;
pub use provision::{Criterion, Figure, Provision};
pub use reference::{Node, Reference};
pub use relation::{Alignment, Declared, Deeming, Deviation, Edge, Interpretation, Mapping, On};
pub use source::{Citation, Source};
pub use standpoint::Standpoint;
pub use table::Table;
pub use transition::Transition;
pub use vocabulary::{Constraint, Requirement, Term, Theme, Unlikely};
pub use word::{Addressee, Group, Jurisdiction, Unit};
