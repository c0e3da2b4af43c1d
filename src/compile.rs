//! The pipeline: sources to a checked knowledge base.
//!
//! Does no IO; the only maker of `Checked`.

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::diag::{Diagnostic, Levels, Sink};
use crate::lexicon::Severity;
use crate::model::{Kb, Standpoint};
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

/// Returns the digest of what the texts say: comments, blanks and the margin of prose are left out.
pub fn digest(sources: &Sources) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for (_, file) in sources.iter() {
        syntax::bare(&file.text, &mut |word| {
            // Each word behind its length, so that no two texts have the same bytes.
            hasher.update((word.len() as u64).to_le_bytes());
            hasher.update(word);
        });
    }
    hasher.finalize().into()
}

/// Compiles all files as seen from a standpoint; `found` is what was wrong before the text was looked at.
pub fn compile(
    sources: &Sources,
    from: impl Into<Standpoint>,
    levels: &Levels,
    found: Vec<Diagnostic>,
) -> Compilation {
    let (kb, mut sink) = read(sources, from.into(), found);
    sink.extend(check::text(&kb, sources));
    let norms = Norms::compile(&kb);
    sink.extend(check::size(Base::new(&kb, &norms)));
    // What the whole says can be judged only where every part of it could be read.
    if !sink.has_errors(levels) {
        sink.extend(check::meaning(Base::new(&kb, &norms), sources));
    }
    Compilation { kb, norms, diagnostics: sink.finish(levels) }
}

/// Compiles files in which this program found no error before, from the same standpoint and at the same levels: the checks are
/// not run, so that their warnings are not told. What reading the texts finds wrong stands as ever.
pub fn compile_sound(
    sources: &Sources,
    from: impl Into<Standpoint>,
    levels: &Levels,
    found: Vec<Diagnostic>,
) -> Compilation {
    let (kb, sink) = read(sources, from.into(), found);
    let norms = Norms::compile(&kb);
    Compilation { kb, norms, diagnostics: sink.finish(levels) }
}

/// Compiles files for a look at them before they are judged: what reading the texts finds wrong stands as ever, and the checks are
/// still to be run.
pub fn compile_unjudged(
    sources: &Sources,
    from: impl Into<Standpoint>,
    levels: &Levels,
    found: Vec<Diagnostic>,
) -> Compilation {
    let (kb, mut sink) = read(sources, from.into(), found);
    let norms = Norms::compile(&kb);
    sink.extend(check::size(Base::new(&kb, &norms)));
    Compilation { kb, norms, diagnostics: sink.finish(levels) }
}

/// Reads all texts, with what was wrong before and what is wrong with names.
fn read(sources: &Sources, from: Standpoint, found: Vec<Diagnostic>) -> (Kb, Sink) {
    let mut sink = Sink::new();
    sink.extend(found);
    let files = parse(sources, &mut sink);
    let (kb, diagnostics) = resolve::resolve(&files, from);
    // The trees are most of the memory; nothing behind this line looks at them.
    drop(files);
    sink.extend(diagnostics);
    (kb, sink)
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
