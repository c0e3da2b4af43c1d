//! What the closed words of Kijun are called.
//!
//! Each vocabulary is declared once: the word of the language and of the public JSON, and its name in Japanese and
//! English. A leaf: everything that reads, computes or shows a word takes it from here.

mod comparison;
mod day;
mod text;

pub use comparison::{
    Answer, Applicability, Aspect, Budget, By, EdgeRelation, FactKind, Nature, Outcome, Relation,
};
pub use day::{Because, Mode, Standing};
pub use text::{
    AliasKind, Answers, Authentic, Binding, Field, FindingKind, Grade, InstrumentKind, Listed, Modality,
    Severity, Status,
};

/// Declares a vocabulary: `Variant "word" "日本語の名" "English name"`.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident $word:literal $ja:literal $en:literal,)* }) => {
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
        }
    };
}
use words;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Bilingual;
    use std::collections::BTreeSet;
    use std::fmt::Debug;

    fn distinct<W: Copy + Debug>(
        vocabulary: &str,
        all: &[W],
        word: fn(W) -> &'static str,
        title: fn(W) -> Bilingual,
    ) {
        let (mut words, mut ja, mut en) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for it in all {
            let title = title(*it);
            let is_japanese = title.ja.chars().all(|c| !c.is_ascii_alphabetic());
            assert!(
                is_japanese && !title.ja.is_empty(),
                "{vocabulary}: {it:?} is called {} in Japanese",
                title.ja
            );
            assert!(words.insert(word(*it)), "{vocabulary}: {it:?} twice");
            assert!(ja.insert(title.ja.clone()), "{vocabulary}: {} twice", title.ja);
            assert!(en.insert(title.en.clone()), "{vocabulary}: {} twice", title.en);
        }
    }

    #[test]
    fn each_word_of_a_vocabulary_has_a_name_of_its_own_in_both_languages() {
        distinct("alias", AliasKind::ALL, AliasKind::word, AliasKind::title);
        distinct("answer", Answer::ALL, Answer::word, Answer::title);
        distinct("applicability", Applicability::ALL, Applicability::word, Applicability::title);
        distinct("answers", Answers::ALL, Answers::word, Answers::title);
        distinct("aspect", Aspect::ALL, Aspect::word, Aspect::title);
        distinct("authentic", Authentic::ALL, Authentic::word, Authentic::title);
        distinct("binding", Binding::ALL, Binding::word, Binding::title);
        distinct("because", Because::ALL, Because::word, Because::title);
        distinct("budget", Budget::ALL, Budget::word, Budget::title);
        distinct("by", By::ALL, By::word, By::title);
        distinct("edge", EdgeRelation::ALL, EdgeRelation::word, EdgeRelation::title);
        distinct("fact", FactKind::ALL, FactKind::word, FactKind::title);
        distinct("field", Field::ALL, Field::word, Field::title);
        distinct("finding", FindingKind::ALL, FindingKind::word, FindingKind::title);
        distinct("grade", Grade::ALL, Grade::word, Grade::title);
        distinct("kind", InstrumentKind::ALL, InstrumentKind::word, InstrumentKind::title);
        distinct("listed", Listed::ALL, Listed::word, Listed::title);
        distinct("mode", Mode::ALL, Mode::word, Mode::title);
        distinct("modality", Modality::ALL, Modality::word, Modality::title);
        distinct("nature", Nature::ALL, Nature::word, Nature::title);
        distinct("verdict", Outcome::ALL, Outcome::word, Outcome::title);
        distinct("relation", Relation::ALL, Relation::word, Relation::title);
        distinct("severity", Severity::ALL, Severity::word, Severity::title);
        distinct("standing", Standing::ALL, Standing::word, Standing::title);
        distinct("status", Status::ALL, Status::word, Status::title);
    }
}
