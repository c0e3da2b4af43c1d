//! Themes, requirements, terms and findings as the public JSON has them.

use crate::lang::Bilingual;
use crate::lexicon::{Binding, FindingKind};
use crate::model::{Finding as ModelFinding, ProvisionIdx, Term as ModelTerm};
use crate::norm::Base;
use crate::query::counterpart::requirements_of;
use schemars::JsonSchema;
use serde::Serialize;

use super::citation::{self, SourceRef};

/// A group of requirements.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Theme {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
}

/// An abstract function that several instruments regulate.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// What the function is; Markdown.
    pub text: Bilingual,
    /// The id of its theme.
    pub theme: Option<String>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// Pinned ids of the provisions of current editions that meet it: those of the jurisdiction at home first, and of
    /// these the ones of binding instruments.
    pub provisions: Vec<String>,
    /// Pinned ids of the provisions that other editions declare for it, in the same order.
    pub elsewhere: Vec<String>,
}

/// A bilingual glossary entry.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Term {
    /// Its id.
    pub id: String,
    /// The term.
    pub name: Bilingual,
    /// Its reading in hiragana.
    pub reading: Option<String>,
    /// Synonyms.
    pub also: Bilingual<Vec<String>>,
    /// Spellings that restatements do not use.
    pub avoid: Bilingual<Vec<String>>,
    /// What it means; Markdown.
    pub text: Bilingual,
    /// What differs between instruments; Markdown.
    pub differs: Option<Bilingual>,
    /// Provisions that define it, as the author wrote them.
    pub defined_by: Vec<String>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
}

/// A finding about the sources.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Finding {
    /// Its id.
    pub id: String,
    /// What sort of finding.
    pub kind: FindingKind,
    /// Its title.
    pub title: Bilingual,
    /// What was found; Markdown.
    pub text: Bilingual,
    /// Provisions, instruments and editions that it is about.
    pub about: Vec<String>,
    /// Sources that it is about.
    pub about_sources: Vec<String>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
}

/// Returns the themes.
pub(super) fn themes(kb: Base<'_>) -> Vec<Theme> {
    kb.themes.iter().map(|theme| Theme { id: theme.id.clone(), title: theme.title.clone() }).collect()
}

/// Returns the requirements.
pub(super) fn requirements(kb: Base<'_>) -> Vec<Requirement> {
    let mut all: Vec<Requirement> = kb
        .requirements
        .iter()
        .map(|it| Requirement {
            id: it.id.clone(),
            title: it.title.clone(),
            text: it.text.clone(),
            theme: it.theme.map(|theme| kb.themes[theme].id.clone()),
            note: it.note.clone(),
            provisions: Vec::new(),
            elsewhere: Vec::new(),
        })
        .collect();
    let mut provisions: Vec<ProvisionIdx> = kb.provisions.indices().collect();
    provisions.sort_by_key(|idx| from_home(kb, *idx));
    for idx in provisions {
        let provision = &kb.provisions[idx];
        let current = kb.current_edition(provision.instrument) == Some(provision.edition);
        for requirement in requirements_of(kb, idx) {
            let Some(requirement) = all.get_mut(requirement.raw()) else { continue };
            if current {
                requirement.provisions.push(provision.id.clone());
            } else if provision.origin.is_none() {
                requirement.elsewhere.push(provision.id.clone());
            }
        }
    }
    all
}

/// Puts first what is demanded at home, for all else is compared with it, and of it what binds.
fn from_home(kb: Base<'_>, idx: ProvisionIdx) -> (bool, bool) {
    let instrument = kb.provisions[idx].instrument;
    let home = kb.is_home(instrument);
    (!home, home && kb.instruments[instrument].binding != Binding::Mandatory)
}

/// Returns a term.
pub(super) fn term(kb: Base<'_>, term: &ModelTerm) -> Term {
    Term {
        id: term.id.clone(),
        name: term.name.clone(),
        reading: term.reading.clone(),
        also: term.also.clone(),
        avoid: term.avoid.clone(),
        text: term.text.clone(),
        differs: term.differs.clone(),
        defined_by: term.defined_by.iter().map(|it| kb.reference_id(it)).collect(),
        note: term.note.clone(),
        sources: citation::refs(kb, &term.sources),
    }
}

/// Returns the findings in the order in which they are read: first those about texts at home.
pub(super) fn findings(kb: Base<'_>) -> Vec<&ModelFinding> {
    let mut all: Vec<&ModelFinding> = kb.kb.findings.iter().collect();
    all.sort_by_key(|it| !it.about.iter().any(|of| kb.is_home(of.instrument)));
    all
}

/// Returns a finding.
pub(super) fn finding(kb: Base<'_>, finding: &ModelFinding) -> Finding {
    Finding {
        id: finding.id.clone(),
        kind: finding.kind,
        title: finding.title.clone(),
        text: finding.text.clone(),
        about: finding.about.iter().map(|it| kb.reference_id(it)).collect(),
        about_sources: finding.about_sources.iter().map(|it| kb.sources[*it].id.clone()).collect(),
        sources: citation::refs(kb, &finding.sources),
    }
}
