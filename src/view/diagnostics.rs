//! What `kijun check` answers: diagnostics, and how well example devices guard the criteria.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diag::{Diagnostic, Label, Table};
use crate::lang::Bilingual;
use crate::lexicon::Severity;
use crate::norm::Base;
use crate::query::adequacy;
use crate::source::{Sources, Span};

use super::witnesses::Witnesses;

/// What `kijun check --format json` prints.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "Kijun diagnostics")]
pub struct Report {
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// The diagnostics in source order.
    pub diagnostics: Vec<Entry>,
    /// How the example devices of each instrument did; only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adequacy: Option<Vec<Score>>,
    /// Every witness between two provisions; only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witnesses: Option<Witnesses>,
}

/// How the example devices of one instrument did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Score {
    /// The instrument.
    pub instrument: String,
    /// Changes of its criteria that mean something else than the text.
    pub mutants: usize,
    /// Those of them that some device notices.
    pub caught: usize,
    /// Scopes, conditions and criteria that are too complex to be changed and tried; they are in neither number.
    pub untried: usize,
}

/// One diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Entry {
    /// `KJ2001`.
    pub code: &'static str,
    /// `unknown-id`.
    pub slug: &'static str,
    /// How bad it is here.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub title: Bilingual,
    /// Where to edit; null where the fault has no place.
    pub primary: Option<Place>,
    /// The other places concerned.
    pub secondary: Vec<Place>,
    /// Why.
    pub notes: Vec<Bilingual>,
    /// A witness; null where there is none.
    pub table: Option<Grid>,
    /// What to do; null where nothing can be said.
    pub help: Option<Bilingual>,
    /// A mechanical fix; null where there is none.
    pub suggestion: Option<Fix>,
}

/// A place in a file. Lines and columns count from 1, columns in characters; the end lies behind the last one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// Path below the root of the corpus.
    pub file: String,
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// Column behind the last character.
    pub end_column: usize,
    /// What stands there; may be empty.
    pub text: Bilingual,
}

/// A small table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Grid {
    /// Caption.
    pub title: Bilingual,
    /// Column heads.
    pub head: Vec<Bilingual>,
    /// Rows.
    pub rows: Vec<Vec<Bilingual>>,
}

/// A replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fix {
    /// What to replace; empty for an insertion.
    pub place: Place,
    /// What to put there.
    pub replacement: String,
}

/// What else may be asked of a check.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// How the example devices did.
    pub adequacy: Option<Vec<Score>>,
    /// Every witness between two provisions.
    pub witnesses: Option<Witnesses>,
}

/// Returns the diagnostics, with what else was asked for.
pub fn report(sources: &Sources, diagnostics: &[Diagnostic], asked: Asked) -> Report {
    let count = |severity| diagnostics.iter().filter(|it| it.severity == severity).count();
    Report {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        diagnostics: diagnostics.iter().map(|it| entry(sources, it)).collect(),
        adequacy: asked.adequacy,
        witnesses: asked.witnesses,
    }
}

/// Returns how the example devices did.
pub fn scores(kb: Base<'_>, scores: &[adequacy::Score]) -> Vec<Score> {
    let score = |it: &adequacy::Score| Score {
        instrument: kb.instruments[it.instrument].id.clone(),
        mutants: it.mutants,
        caught: it.caught(),
        untried: it.failures.len(),
    };
    scores.iter().map(score).collect()
}

pub(super) fn entry(sources: &Sources, diagnostic: &Diagnostic) -> Entry {
    let label = |label: &Label| place(sources, label.span, label.text.clone());
    Entry {
        code: diagnostic.code.number(),
        slug: diagnostic.code.slug(),
        severity: diagnostic.severity,
        title: diagnostic.title.clone(),
        primary: diagnostic.primary.as_ref().map(label),
        secondary: diagnostic.secondary.iter().map(label).collect(),
        notes: diagnostic.notes.clone(),
        table: diagnostic.table.as_ref().map(grid),
        help: diagnostic.help.clone(),
        suggestion: diagnostic.suggestion.as_ref().map(|it| Fix {
            place: place(sources, it.span, Bilingual::default()),
            replacement: it.replacement.clone(),
        }),
    }
}

fn grid(table: &Table) -> Grid {
    Grid { title: table.title.clone(), head: table.head.clone(), rows: table.rows.clone() }
}

pub(super) fn place(sources: &Sources, span: Span, text: Bilingual) -> Place {
    let place = sources.place(span);
    Place {
        file: place.file.to_owned(),
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, report};
    use crate::diag::sample::{diagnostics, sources};

    #[test]
    fn every_part_of_a_diagnostic_is_told() {
        let sources = sources();
        let shown = serde_json::to_string_pretty(&report(&sources, &diagnostics(&sources), Asked::default()));
        insta::assert_snapshot!("json", shown.expect("JSON") + "\n");
    }
}
