//! Instruments: laws, ordinances, guidelines, standards, labels.
//!
//! Owns what all editions share.

use crate::lang::Bilingual;
use crate::source::Span;

use super::fact::FactIdx;
use super::index::EditionIdx;
use super::locator::Locator;

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident $word:literal $ja:literal $en:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Returns the word of the language.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// Returns the name that people read.
            pub fn title(self) -> Bilingual {
                match self { $($name::$variant => Bilingual::new($ja, $en),)* }
            }
        }
    };
}

words! {
    /// What sort of text an instrument is.
    Kind {
        /// An act of a parliament.
        Act "act" "法律" "act",
        /// A ministerial ordinance.
        Ordinance "ordinance" "省令" "ordinance",
        /// A regulation.
        Regulation "regulation" "規則" "regulation",
        /// A directive.
        Directive "directive" "指令" "directive",
        /// A guideline.
        Guideline "guideline" "ガイドライン" "guideline",
        /// A technical standard.
        Standard "standard" "規格" "standard",
        /// A label scheme.
        Label "label" "ラベリング制度" "label scheme",
        /// A code of practice.
        CodeOfPractice "code_of_practice" "行動規範" "code of practice",
        /// An alert or notice.
        Alert "alert" "注意喚起" "alert",
        /// A programme.
        Programme "programme" "制度" "programme",
    }
}

words! {
    /// Whether an instrument binds by law.
    Binding {
        /// It binds.
        Mandatory "mandatory" "義務" "mandatory",
        /// It is taken up freely.
        Voluntary "voluntary" "任意" "voluntary",
    }
}

words! {
    /// The language of the authentic text.
    Authentic {
        /// Japanese.
        Ja "ja" "日本語" "Japanese",
        /// English.
        En "en" "英語" "English",
        /// Several languages.
        Multi "multi" "複数の言語" "several languages",
    }
}

/// A law, ordinance, guideline, standard or label scheme.
#[derive(Clone, Debug)]
pub struct Instrument {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// Other names.
    pub aka: Vec<String>,
    /// What sort of text it is.
    pub kind: Kind,
    /// Country code, `EU` or `INT`.
    pub jurisdiction: String,
    /// Who issues it.
    pub issuer: Bilingual,
    /// Whether it binds by law.
    pub binding: Binding,
    /// The language of the authentic text.
    pub authentic: Authentic,
    /// Whether `-` in a locator is a branch number.
    pub branch: bool,
    /// The flag that says that a product carries its current label.
    pub label: Option<FactIdx>,
    /// Declared numberings, first and last locator.
    pub numberings: Vec<(Locator, Locator, Span)>,
    /// Where the official text is.
    pub url: Option<String>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Editions in the order of declaration.
    pub editions: Vec<EditionIdx>,
    /// The documentation before the item.
    pub docs: Vec<String>,
    /// Its declaration.
    pub span: Span,
}
