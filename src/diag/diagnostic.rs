//! One diagnostic: what is wrong, where, why, what to do.
//!
//! Holds text in both languages and never chooses one.

use crate::lang::Bilingual;
use crate::source::Span;

use super::code::Code;
use crate::lexicon::Severity;

/// A place and what it has to do with the fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there; may be empty.
    pub text: Bilingual,
}

/// A replacement that would mend the fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What to replace; empty for an insertion.
    pub span: Span,
    /// What to put there.
    pub replacement: String,
}

/// A small table, such as a witness: fact, value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Caption.
    pub title: Bilingual,
    /// Column heads.
    pub head: Vec<Bilingual>,
    /// Rows, as wide as the head.
    pub rows: Vec<Vec<Bilingual>>,
}

/// What is wrong, where, why and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The code that `kijun explain` teaches.
    pub code: Code,
    /// How bad it is here; the sink may change it.
    pub severity: Severity,
    /// One sentence that says the fault.
    pub title: Bilingual,
    /// Where to edit.
    pub primary: Option<Label>,
    /// The other places concerned.
    pub secondary: Vec<Label>,
    /// Why, a line each.
    pub notes: Vec<Bilingual>,
    /// A witness.
    pub table: Option<Table>,
    /// What to do.
    pub help: Option<Bilingual>,
    /// A mechanical fix.
    pub suggestion: Option<Suggestion>,
}

impl Diagnostic {
    /// Starts a diagnostic with the default severity of its code.
    pub fn new(code: Code, title: Bilingual) -> Self {
        Self {
            code,
            severity: code.row().severity,
            title,
            primary: None,
            secondary: Vec::new(),
            notes: Vec::new(),
            table: None,
            help: None,
            suggestion: None,
        }
    }

    /// Says where to edit.
    #[must_use]
    pub fn at(mut self, span: Span, text: Bilingual) -> Self {
        self.primary = Some(Label { span, text });
        self
    }

    /// Says where to edit, where the title already says everything.
    #[must_use]
    pub fn here(self, span: Span) -> Self {
        self.at(span, Bilingual::default())
    }

    /// Adds another place.
    #[must_use]
    pub fn and_at(mut self, span: Span, text: Bilingual) -> Self {
        self.secondary.push(Label { span, text });
        self
    }

    /// Adds a line of explanation.
    #[must_use]
    pub fn note(mut self, note: Bilingual) -> Self {
        self.notes.push(note);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: Bilingual) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds a table.
    #[must_use]
    pub fn table(mut self, table: Table) -> Self {
        self.table = Some(table);
        self
    }

    /// Proposes a replacement.
    #[must_use]
    pub fn suggest(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.suggestion = Some(Suggestion { span, replacement: replacement.into() });
        self
    }
}
