//! Characters of a text that nobody sees, or that change in which order a line is read.
//!
//! The one list: what a reviewer sees must be what is compiled and judged, in every file that is read.

/// A hidden character, with the byte at which it stands.
pub type Unseen = (usize, char);

/// Says whether a character is hidden wherever it stands: a control character that is no white space of a text, one
/// without a width of its own, or one that turns the order of those beside it.
///
/// Variation selectors are none: they choose between forms of a kanji that people do see.
pub fn is_unseen(c: char) -> bool {
    let turns =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}');
    let has_no_width = matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}'
    );
    turns || has_no_width || (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
}

/// Returns the first hidden character of a text.
pub fn first(text: &str) -> Option<Unseen> {
    text.char_indices().find(|(_, c)| is_unseen(*c))
}

/// Returns the first hidden character of each line of a text.
pub fn by_line(text: &str) -> Vec<Unseen> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        found.extend(first(line).map(|(at, c)| (start + at, c)));
        start += line.len();
    }
    found
}

/// Returns a character as people look it up: `U+202E`.
pub fn number(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::{by_line, is_unseen, number};

    #[test]
    fn what_nobody_sees_is_hidden_and_what_people_write_is_not() {
        for c in ['\u{200b}', '\u{202e}', '\u{feff}', '\u{1b}', '\u{0}', '\u{e0041}', '\u{ad}', '\u{2028}'] {
            assert!(is_unseen(c), "{}", number(c));
        }
        // The last two choose a form of a kanji and of a sign.
        for c in ['a', '端', '\u{3000}', '\n', '\t', '\r', '\u{a0}', 'é', '\u{e0100}', '\u{fe0f}'] {
            assert!(!is_unseen(c), "{}", number(c));
        }
    }

    #[test]
    fn each_line_tells_its_first() {
        assert_eq!(by_line("a\u{200b}\u{200b}\nb\n端\u{202e}"), [(1, '\u{200b}'), (13, '\u{202e}')]);
    }
}
