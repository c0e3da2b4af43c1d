//! What one half of a text names and the other does not.

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::msg;
use crate::source::Span;

use super::passage::half_name;

/// What is named in one language only.
pub(super) struct Odd {
    pub(super) lang: Lang,
    pub(super) words: String,
    pub(super) at: Span,
}

impl Odd {
    /// Says where it stands and that the other half, at `other`, lacks it; `what` is the Japanese word for it.
    pub(super) fn alone(&self, code: Code, title: Bilingual, other: Span, what: &str) -> Diagnostic {
        let Bilingual { ja, en } = half_name(self.lang.other());
        Diagnostic::new(code, title)
            .at(self.at, msg!(ja: "もう一方の言語にない{what}", en: "the other language does not name it"))
            .and_at(other, msg!(ja: "{ja}にはない", en: "not in {en}"))
    }

    /// Says where it stands in Japanese, and where the other thing that the English half names.
    pub(super) fn against(&self, en: &Odd, code: Code, title: Bilingual, what: &str) -> Diagnostic {
        Diagnostic::new(code, title)
            .at(self.at, msg!(ja: "英文にない{what}", en: "the English text does not name it"))
            .and_at(en.at, msg!(ja: "和文にない{what}", en: "the Japanese text does not name it"))
    }
}
