//! Where a line of a heading may break: between phrases, so that no Japanese word is torn apart.
//!
//! Not all browsers know phrases. Body text has none of it, for a mark in a word disturbs screen readers.

use crate::lang::Lang;
use crate::markdown::escape;

/// Returns a heading in a language, with a mark where a line may break.
pub(super) fn phrased(lang: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    if lang != Lang::Ja.tag() {
        escape(text, &mut out);
        return out;
    }
    for (at, phrase) in budoux::parse(budoux::models::default_japanese_model(), text).iter().enumerate() {
        if at > 0 {
            out.push_str("<wbr>");
        }
        escape(phrase, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::phrased;

    #[test]
    fn a_line_breaks_between_phrases_and_nothing_is_lost() {
        let title = "電気通信事業法に基づく端末機器の基準認証に関するガイドライン";
        let marked = phrased("ja", title);
        assert!(marked.starts_with("電気通信事業法に<wbr>基づく<wbr>"), "{marked}");
        assert_eq!(marked.replace("<wbr>", ""), title);
        assert_eq!(phrased("en", "access & control"), "access &amp; control");
        assert_eq!(phrased("ja", ""), "");
    }
}
