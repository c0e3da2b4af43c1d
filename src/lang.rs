//! The two languages and the type that demands both.
//!
//! Knows nothing of files or messages: `Bilingual { ja, en }` is how every text travels.

use std::fmt;

/// One of the two languages of the knowledge base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Japanese.
    Ja,
    /// English.
    En,
}

impl Lang {
    /// Both languages, Japanese first.
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// Returns the language subtag, as in `/ja/` and `lang="ja"`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    /// Returns the other language.
    #[must_use]
    pub fn other(self) -> Lang {
        match self {
            Lang::Ja => Lang::En,
            Lang::En => Lang::Ja,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// The same thing in both languages.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
pub struct Bilingual<T = String> {
    /// Japanese.
    pub ja: T,
    /// English.
    pub en: T,
}

impl<T> Bilingual<T> {
    /// Pairs the two halves.
    pub fn new(ja: impl Into<T>, en: impl Into<T>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }

    /// Returns one half.
    pub fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }

    /// Applies `f` to both halves.
    pub fn map<U>(&self, mut f: impl FnMut(&T) -> U) -> Bilingual<U> {
        Bilingual { ja: f(&self.ja), en: f(&self.en) }
    }

    /// Builds both halves from the language.
    pub fn from_fn(mut f: impl FnMut(Lang) -> T) -> Self {
        Self { ja: f(Lang::Ja), en: f(Lang::En) }
    }
}

impl Bilingual<String> {
    /// Says the same in both languages, for names that have no translation.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { ja: text.clone(), en: text }
    }
}

/// Returns a number with the English word for so many: `1 edge`, `2 edges`; Japanese has one form for both.
///
/// ```
/// assert_eq!(kijun::lang::counted(1, "edge", "edges"), "1 edge");
/// assert_eq!(kijun::lang::counted(0, "edge", "edges"), "0 edges");
/// ```
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Formats a message in both languages; a missing half does not compile.
///
/// ```
/// let id = "jp.ter";
/// let message = kijun::msg!(ja: "「{id}」がない", en: "there is no `{id}`");
/// assert_eq!(message.en, "there is no `jp.ter`");
/// ```
#[macro_export]
macro_rules! msg {
    (ja: $ja:literal, en: $en:literal $(,)?) => {
        $crate::lang::Bilingual::<String> { ja: format!($ja), en: format!($en) }
    };
}
