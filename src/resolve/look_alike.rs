//! Ids with full-width or look-alike letters, and the ASCII that they stand for.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_ids_fold() {
        assert_eq!(ascii_of("ｊｐ．ｔｅｒ").as_deref(), Some("jp.ter"));
        assert_eq!(ascii_of("jp.tеr").as_deref(), Some("jp.ter"));
        assert_eq!(ascii_of("jp.ter"), None);
    }
}
