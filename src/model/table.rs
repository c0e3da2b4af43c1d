//! Tables: which questions are put side by side; the answers are computed from the rest.
//!
//! Holds no cell, only what asks for one and what the sources printed wrongly.

use crate::lang::Bilingual;
use crate::lexicon::{Field, Outcome};
use crate::source::Span;

use super::fact::FactIdx;
use super::index::{ProvisionIdx, RequirementIdx};
use super::reference::Reference;
use super::source::Citation;

/// What a column or a row is about.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// An instrument or one of its editions.
    pub instrument: Option<Reference>,
    /// A fact of example devices.
    pub fact: Option<FactIdx>,
    /// A field of instruments.
    pub field: Option<Field>,
    /// Position of an example device.
    pub device: Option<usize>,
    /// Functions whose provisions are listed.
    pub on: Vec<RequirementIdx>,
    /// Provisions that are listed whatever they meet.
    pub about: Vec<Reference>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// The id as written.
    pub id: String,
    /// The heading, where the name of the subject is not enough.
    pub title: Option<Bilingual>,
    /// What it is about.
    pub subject: Subject,
}

/// Something said of one cell.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Position of the column.
    pub column: usize,
    /// One provision of the cell; none for the whole.
    pub provision: Option<ProvisionIdx>,
    /// What is said.
    pub text: Bilingual,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id, unique in the table.
    pub id: String,
    /// The heading, where the name of the subject is not enough.
    pub title: Option<Bilingual>,
    /// What it is about.
    pub subject: Subject,
    /// What the sources printed otherwise and wrongly.
    pub corrections: Vec<Mark>,
    /// Cells that the sources leave open.
    pub undecided: Vec<Mark>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
}

/// A table whose cells are computed.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its id.
    pub id: String,
    /// Ids under which it was published before.
    pub formerly: Vec<String>,
    /// Its title.
    pub title: Bilingual,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Rows in order.
    pub rows: Vec<Row>,
    /// What verdicts are called in this table.
    pub labels: Vec<(Outcome, Bilingual)>,
    /// Where it was printed.
    pub sources: Vec<Citation>,
    /// Its declaration.
    pub span: Span,
}

impl Table {
    /// Says whether this is its id, or one under which it was published before.
    pub fn is_called(&self, id: &str) -> bool {
        self.id == id || self.formerly.iter().any(|old| old == id)
    }
}
