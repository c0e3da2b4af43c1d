//! Small pieces of plain text for terminals: aligned columns, one of two languages.

use crate::lang::{Bilingual, Lang};

pub(super) use crate::report::table::columns;

/// Returns one half.
pub(super) fn half(text: Bilingual, lang: Lang) -> String {
    match lang {
        Lang::Ja => text.ja,
        Lang::En => text.en,
    }
}
