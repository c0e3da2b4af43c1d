//! An assessment in the formats that pipelines read.
//!
//! Lays out what [`crate::view::assessment`] has; decides nothing and computes no verdict.

mod github;
mod gitlab;
mod junit;
mod markdown;
mod sarif;

pub use github::github;
pub use gitlab::gitlab;
pub use junit::junit;
pub use markdown::markdown;
pub use sarif::sarif;

use crate::lang::Lang;
use crate::report::sarif::fingerprint as digest;
use crate::view::assessment::{Assessment, InstrumentResult, ProvisionResult};
use crate::view::diagnostics::Entry;
use crate::view::summary::headed;

/// Identifies what is wrong with the product file, wherever its lines move.
fn fingerprint_of(shown: &Assessment, it: &Entry) -> String {
    digest(&format!("{}\n{}\n{}", it.code, it.title.en, shown.key()))
}

/// Says what is wrong with the product file, a line each.
fn remarks(it: &Entry, lang: Lang) -> String {
    let mut lines = vec![it.title.get(lang).clone()];
    lines.extend(it.notes.iter().chain(&it.help).map(|it| it.get(lang).clone()));
    lines.join("\n")
}

/// Identifies a finding from run to run, wherever its lines move: by the provision and the product.
fn fingerprint(shown: &Assessment, id: &str) -> String {
    digest(&format!("{id}\n{}", shown.key()))
}

/// Returns what a failure is in one line: citation and title, and why it does not fail the run where it does not.
fn title(of: &InstrumentResult, it: &ProvisionResult, lang: Lang) -> String {
    let head = headed(of, it);
    let head = head.get(lang);
    match (it.excuse(), lang) {
        (None, _) => head.clone(),
        (Some(excuse), Lang::Ja) => format!("{head} — {}", excuse.ja),
        (Some(excuse), Lang::En) => format!("{head} — {}", excuse.en),
    }
}

/// Returns a failure in some lines: what it is, the facts that decide it with their places, what mends it.
fn message(of: &InstrumentResult, it: &ProvisionResult, lang: Lang) -> String {
    let mut lines = vec![title(of, it, lang)];
    lines.extend(it.culprits.iter().map(|it| it.said().get(lang).clone()));
    lines.push(it.mended().get(lang).clone());
    lines.join("\n")
}
