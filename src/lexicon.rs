//! What the closed words of Kijun are called.
//!
//! Each vocabulary is declared once: the word of the language and of the public JSON, and its name in Japanese and
//! English. A leaf: everything that reads, computes or shows a word takes it from here.

use crate::lang::Bilingual;

mod change;
mod comparison;
mod day;
mod mapping;
mod text;

pub use change::Change;
pub use comparison::{
    Answer, Applicability, Aspect, Budget, By, EdgeRelation, FactKind, Fate, Nature, Outcome, Relation,
    Sufficiency,
};
pub use day::{Because, Mode, Standing, Turn};
pub use mapping::{EdgeFinding, Undecided};
pub use text::{
    AliasKind, Answers, Authentic, Binding, Field, FindingKind, Grade, Hyphen, InstrumentKind, Listed,
    Modality, Saying, Severity, Status,
};

/// Declares a vocabulary: `Variant "word" "日本語の名" "English name"`, and behind a bar what people write instead.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $(
        $(#[$doc:meta])* $variant:ident $word:literal $ja:literal $en:literal $(| $($also:literal)+)?,
    )* }) => {
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema,
        )]
        $(#[$meta])*
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            /// All words, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$($name::$variant,)*];

            /// Returns the word of the language and of the public JSON.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// Returns the name that people read.
            pub fn title(self) -> $crate::lang::Bilingual {
                match self { $($name::$variant => $crate::lang::Bilingual::new($ja, $en),)* }
            }

            /// Returns what people write where the word is meant; no other word of the vocabulary has any of it.
            pub fn instead(self) -> &'static [&'static str] {
                match self { $($name::$variant => &[$($($also,)+)?],)* }
            }
        }
    };
}
use words;

/// A closed word, with the vocabulary that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The vocabulary, as it is called here.
    pub vocabulary: &'static str,
    /// The word of the language and of the public JSON.
    pub word: &'static str,
    /// The name that people read.
    pub title: Bilingual,
    /// What people write instead.
    pub instead: &'static [&'static str],
}

/// Returns every closed word of every vocabulary.
pub fn all() -> Vec<Word> {
    let mut all = Vec::new();
    macro_rules! add {
        ($($vocabulary:ident)*) => { $(all.extend($vocabulary::ALL.iter().map(|it| Word {
            vocabulary: stringify!($vocabulary),
            word: it.word(),
            title: it.title(),
            instead: it.instead(),
        }));)* };
    }
    add!(
        AliasKind
        Answer
        Answers
        Applicability
        Aspect
        Authentic
        Because
        Binding
        Budget
        By
        Change
        EdgeFinding
        EdgeRelation
        FactKind
        Fate
        Field
        FindingKind
        Grade
        Hyphen
        InstrumentKind
        Listed
        Modality
        Mode
        Nature
        Outcome
        Sufficiency
        Relation
        Saying
        Severity
        Standing
        Status
        Turn
        Undecided
    );
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const SOURCES: &[&str] = &[
        include_str!("lexicon/change.rs"),
        include_str!("lexicon/comparison.rs"),
        include_str!("lexicon/day.rs"),
        include_str!("lexicon/mapping.rs"),
        include_str!("lexicon/text.rs"),
    ];

    #[test]
    fn every_vocabulary_is_listed() {
        let listed: BTreeSet<&str> = all().iter().map(|it| it.vocabulary).collect();
        let declared: usize = SOURCES.iter().map(|text| text.matches("\nwords! {").count()).sum();
        assert_eq!(listed.len(), declared, "{listed:?}");
    }

    #[test]
    fn each_word_of_a_vocabulary_has_a_name_of_its_own_in_both_languages() {
        let mut seen = BTreeSet::new();
        for Word { vocabulary, word, title: Bilingual { ja, en }, .. } in all() {
            let is_japanese = !ja.is_empty() && ja.chars().all(|c| !c.is_ascii_alphabetic());
            assert!(is_japanese, "{vocabulary}: {word} is called {ja} in Japanese");
            assert!(en.is_ascii() && !en.is_empty(), "{vocabulary}: {word} is called {en} in English");
            for (what, said) in [("word", word.to_owned()), ("ja", ja), ("en", en)] {
                assert!(seen.insert((vocabulary, what, said.clone())), "{vocabulary}: {said} twice");
            }
        }
    }

    #[test]
    fn what_people_write_instead_means_one_word() {
        let mut seen = BTreeSet::new();
        let all = all();
        for it in &all {
            for text in it.instead {
                assert!(seen.insert((it.vocabulary, *text)), "{}: {text} twice", it.vocabulary);
                let other = all.iter().find(|other| other.vocabulary == it.vocabulary && other.word == *text);
                assert!(other.is_none(), "{}: {text} is a word itself", it.vocabulary);
            }
        }
        assert!(seen.len() > 80, "{}", seen.len());
    }
}
