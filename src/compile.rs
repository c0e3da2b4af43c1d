//! The pipeline: sources to a checked knowledge base.
//!
//! Does no IO; the only maker of `Checked`.

use rayon::prelude::*;

use crate::diag::{Diagnostic, Levels, Severity, Sink};
use crate::model::{Date, Kb};
use crate::norm::{Base, Checked, Norms};
use crate::source::{FileId, Sources};
use crate::syntax::{self, ast};
use crate::{check, resolve};

/// What came of a corpus.
#[derive(Debug)]
pub struct Compilation {
    /// The knowledge base, as complete as the errors allow.
    pub kb: Kb,
    /// What its texts demand.
    pub norms: Norms,
    /// What is wrong, in source order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles all files as of a date; `found` is what was wrong before the text was looked at.
pub fn compile(sources: &Sources, as_of: Date, levels: &Levels, found: Vec<Diagnostic>) -> Compilation {
    let mut sink = Sink::new();
    sink.extend(found);
    let files = parse(sources, &mut sink);
    let (kb, diagnostics) = resolve::resolve(&files, as_of);
    // The trees are most of the memory; nothing behind this line looks at them.
    drop(files);
    sink.extend(diagnostics);
    sink.extend(check::text(&kb, sources));
    let norms = Norms::compile(&kb);
    // What the whole says can be judged only where every part of it could be read.
    if !sink.has_errors(levels) {
        sink.extend(check::meaning(Base::new(&kb, &norms), sources));
    }
    let diagnostics = sink.finish(levels);
    Compilation { kb, norms, diagnostics }
}

fn parse(sources: &Sources, sink: &mut Sink) -> Vec<ast::File> {
    let ids: Vec<FileId> = sources.iter().map(|(id, _)| id).collect();
    let parsed: Vec<syntax::Parsed> = ids.into_par_iter().map(|id| syntax::parse(sources, id)).collect();
    let mut files = Vec::with_capacity(parsed.len());
    for parsed in parsed {
        sink.extend(parsed.diagnostics);
        files.push(parsed.file);
    }
    files
}

impl Compilation {
    /// Adds what an output found wrong.
    pub fn add(&mut self, found: Vec<Diagnostic>, levels: &Levels) {
        let mut sink = Sink::new();
        sink.extend(std::mem::take(&mut self.diagnostics));
        sink.extend(found);
        self.diagnostics = sink.finish(levels);
    }

    /// Returns the texts with what they demand.
    pub fn base(&self) -> Base<'_> {
        Base::new(&self.kb, &self.norms)
    }

    /// Returns the base if no error stands against it.
    pub fn checked(&self) -> Option<Checked<'_>> {
        let sound = self.diagnostics.iter().all(|it| it.severity != Severity::Error);
        sound.then(|| Checked::vouch(self.base()))
    }
}
