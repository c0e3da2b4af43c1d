//! What was meant: near ids, and ids with full-width or look-alike letters.
//!
//! Only proposes; whoever asks decides.

use unicode_normalization::UnicodeNormalization;

/// Letters of other scripts that look like ASCII, and the dashes that input methods produce.
const LOOK_ALIKES: &[(char, char)] = &[
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('х', 'x'),
    ('у', 'y'),
    ('і', 'i'),
    ('ѕ', 's'),
    ('ј', 'j'),
    ('ο', 'o'),
    ('α', 'a'),
    ('ν', 'v'),
    ('ι', 'i'),
    ('‐', '-'),
    ('‑', '-'),
    ('–', '-'),
    ('—', '-'),
    ('−', '-'),
    ('ー', '-'),
    ('。', '.'),
    ('・', '.'),
];

/// Returns the ASCII id that `text` looks like, if it is not ASCII itself.
pub(super) fn ascii_of(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let folded: String = text
        .nfkc()
        .map(|c| LOOK_ALIKES.iter().find(|(odd, _)| *odd == c).map_or(c, |(_, plain)| *plain))
        .collect();
    folded.is_ascii().then_some(folded)
}

/// Returns the candidates nearest to `wanted`, best first, three at most.
pub(super) fn nearest<'a>(wanted: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut scored: Vec<(f64, &str)> = candidates
        .map(|candidate| (strsim::jaro_winkler(wanted, candidate), candidate))
        .filter(|(score, _)| *score > 0.87)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    scored.into_iter().take(3).map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_ids_fold() {
        assert_eq!(ascii_of("ｊｐ．ｔｅｒ").as_deref(), Some("jp.ter"));
        assert_eq!(ascii_of("jp.tеr").as_deref(), Some("jp.ter"));
        assert_eq!(ascii_of("jp.ter"), None);
    }

    #[test]
    fn a_slip_of_the_pen_is_near() {
        let known = ["auth.default.change", "auth.default.length", "update.possible"];
        assert_eq!(nearest("auth.defualt.change", known.into_iter()).first(), Some(&"auth.default.change"));
        assert!(nearest("zzz", known.into_iter()).is_empty());
    }
}
