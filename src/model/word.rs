//! Units, addressees, groups of facts and jurisdictions: words that a base declares for its own texts.
//!
//! A leaf: facts, provisions and instruments point at them.

use crate::lang::Bilingual;
use crate::lexicon::{Answers, Aspect};
use crate::msg;
use crate::source::Span;

/// What numbers count.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its id: `characters`.
    pub id: String,
    /// Its name; in English that of several.
    pub title: Bilingual,
    /// Its English name of one, where it differs.
    pub singular: Option<String>,
    /// Its declaration.
    pub span: Span,
}

impl Unit {
    /// Returns a number of it: 6文字, 6 characters.
    pub fn quantity(&self, number: i64) -> Bilingual {
        let (ja, many) = (&self.title.ja, &self.title.en);
        let en = if number == 1 { self.singular.as_ref().unwrap_or(many) } else { many };
        msg!(ja: "{number}{ja}", en: "{number} {en}")
    }
}

/// Whom a provision addresses.
#[derive(Clone, Debug)]
pub struct Addressee {
    /// Its id: `manufacturer`.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// What it answers for.
    pub answers: Answers,
    /// Its declaration.
    pub span: Span,
}

/// The facts whose ids begin with one word.
#[derive(Clone, Debug)]
pub struct Group {
    /// The word.
    pub id: String,
    /// What they are about.
    pub title: Bilingual,
    /// What its facts are about unless they say otherwise.
    pub aspect: Aspect,
    /// Where its word stands.
    pub id_span: Span,
    /// Its declaration.
    pub span: Span,
}

/// Where an instrument is law, or whose it is.
#[derive(Clone, Debug)]
pub struct Jurisdiction {
    /// Country code, `EU` or `INT`.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// Its declaration.
    pub span: Span,
}
