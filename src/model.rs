//! The knowledge base as data: resolved, typed, editions applied.
//!
//! Parses nothing, reports nothing and never changes once `resolve` has built it.

pub mod date;
pub mod device;
pub mod edition;
pub mod expr;
pub mod fact;
pub mod instrument;
pub mod kb;
pub mod locator;
pub mod provision;
pub mod relation;
pub mod source;
pub mod table;
pub mod value;
pub mod vocabulary;

pub use date::{Date, From};
pub use device::{Claim, ClaimAnswer, Device, Expectation, Finding, FindingKind, OUTCOMES, outcome_word};
pub use edition::{Edition, EditionIdx, Split, Status};
pub use expr::{Expr, Op, Test};
pub use fact::{Define, DefineIdx, Fact, FactIdx, FactType, OpenLimb};
pub use instrument::{Binding, Instrument, InstrumentIdx, Kind};
pub use kb::{Kb, Node, Reference, Tree};
pub use locator::Locator;
pub use provision::{Criterion, Figure, Modality, Provision, ProvisionIdx};
pub use relation::{
    Alignment, AlignmentIdx, Deeming, Deviation, Edge, EdgeRelation, Interpretation, InterpretationKind,
    Mapping,
};
pub use source::{Citation, Grade, Source, SourceIdx};
pub use table::{Field, Table};
pub use vocabulary::{Constraint, Requirement, RequirementIdx, Term, Theme, ThemeIdx};
