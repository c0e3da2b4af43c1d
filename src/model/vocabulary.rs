//! Themes, requirements, constraints, what is unlikely, and terms.
//!
//! The words that instruments share.

use crate::lang::{Bilingual, Lang};
use crate::source::Span;

use super::expr::Expr;
use super::index::ThemeIdx;
use super::reference::Reference;
use super::source::Citation;

/// A group of requirements.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// Its declaration.
    pub span: Span,
}

/// An abstract function that several instruments regulate.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// What the function is.
    pub text: Bilingual,
    /// Its group.
    pub theme: Option<ThemeIdx>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Its declaration.
    pub span: Span,
}

/// Background truth about facts.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// Its id.
    pub id: String,
    /// What holds.
    pub expr: Expr,
    /// Why it holds.
    pub because: Bilingual,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// Its declaration.
    pub span: Span,
}

/// A combination of facts that is possible and far-fetched.
#[derive(Clone, Debug)]
pub struct Unlikely {
    /// Its id.
    pub id: String,
    /// What hardly any product has together.
    pub expr: Expr,
    /// Why.
    pub because: Bilingual,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// Its declaration.
    pub span: Span,
}

/// A bilingual glossary entry.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its id.
    pub id: String,
    /// The term.
    pub name: Bilingual,
    /// Its reading in hiragana.
    pub reading: Option<String>,
    /// Synonyms.
    pub also: Bilingual<Vec<String>>,
    /// Spellings that restatements must not use.
    pub avoid: Bilingual<Vec<String>>,
    /// What it means.
    pub text: Bilingual,
    /// What differs between instruments.
    pub differs: Option<Bilingual>,
    /// Where it is defined.
    pub defined_by: Vec<Reference>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// Its declaration.
    pub span: Span,
}

impl Term {
    /// Returns the words for it in a language: its name, then its synonyms.
    pub fn words(&self, lang: Lang) -> impl Iterator<Item = &String> {
        std::iter::once(self.name.get(lang)).chain(self.also.get(lang))
    }
}
