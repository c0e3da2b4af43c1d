//! Ids with full-width or look-alike letters or イロハ, and the ASCII that they stand for.

use unicode_normalization::UnicodeNormalization;

use crate::iroha;

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
    let narrow: String = text.nfkc().collect();
    let folded: String = iroha::spelled(&narrow)
        .chars()
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
        assert_eq!(ascii_of("jp.ter@2020:34-10.1.2.ロ").as_deref(), Some("jp.ter@2020:34-10.1.2.ro"));
        assert_eq!(ascii_of("jp.ter@2020:34-10.1.2ｲ").as_deref(), Some("jp.ter@2020:34-10.1.2.i"));
        assert_eq!(ascii_of("jp.ter"), None);
    }
}
