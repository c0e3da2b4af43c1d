//! Indices of the arenas, apart from what lies in them.
//!
//! Every file of the model can name any other thing by its index without knowing its shape.

use crate::idx::Idx;

/// An instrument, as a key.
#[derive(Debug)]
pub enum InstrumentKey {}

/// Index of an instrument.
pub type InstrumentIdx = Idx<InstrumentKey>;

/// An edition, as a key.
#[derive(Debug)]
pub enum EditionKey {}

/// Index of an edition.
pub type EditionIdx = Idx<EditionKey>;

/// A provision, as a key.
#[derive(Debug)]
pub enum ProvisionKey {}

/// Index of a provision.
pub type ProvisionIdx = Idx<ProvisionKey>;

/// An alignment, as a key.
#[derive(Debug)]
pub enum AlignmentKey {}

/// Index of an alignment.
pub type AlignmentIdx = Idx<AlignmentKey>;

/// A proposal, as a key.
#[derive(Debug)]
pub enum ProposalKey {}

/// Index of a proposal.
pub type ProposalIdx = Idx<ProposalKey>;

/// A requirement, as a key.
#[derive(Debug)]
pub enum RequirementKey {}

/// Index of a requirement.
pub type RequirementIdx = Idx<RequirementKey>;

/// A theme, as a key.
#[derive(Debug)]
pub enum ThemeKey {}

/// Index of a theme.
pub type ThemeIdx = Idx<ThemeKey>;

/// A source, as a key.
#[derive(Debug)]
pub enum SourceKey {}

/// Index of a source.
pub type SourceIdx = Idx<SourceKey>;

/// A named predicate, as a key.
#[derive(Debug)]
pub enum DefineKey {}

/// Index of a named predicate.
pub type DefineIdx = Idx<DefineKey>;
