//! Long messages to lines.
//!
//! Breaks at blanks and between wide characters, and starts no line with a closing mark.

use super::table::{char_width, clean, width};

/// Characters that no line starts with.
const NO_START: &str = "、。，．・：；？！）」』】〕］｝ーっゃゅょァィゥェォッャュョ々)]},.;:?!";
/// Characters that no line ends with.
const NO_END: &str = "（「『【〔［｛([{";

/// Breaks `text` into lines of at most `limit` cells where it can.
pub(super) fn wrap(text: &str, limit: usize) -> String {
    text.lines().map(|line| wrap_line(&clean(line), limit)).collect::<Vec<_>>().join("\n")
}

fn wrap_line(text: &str, limit: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for piece in pieces(text) {
        let wide = width(piece.trim_end());
        if used > 0 && used + wide > limit {
            out.truncate(out.trim_end().len());
            out.push('\n');
            used = 0;
        }
        out.push_str(piece);
        used += width(piece);
    }
    out
}

/// Splits text where a line may break; blanks stay with the piece before them.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut before) = (0, ' ');
    for (at, c) in text.char_indices() {
        let blank = before == ' ' && c != ' ';
        let wide = (char_width(c) == 2 || char_width(before) == 2) && c != ' ';
        let allowed = !NO_START.contains(c) && !NO_END.contains(before);
        if at > start && (blank || wide) && allowed {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = c;
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_break_where_readers_expect() {
        assert_eq!(wrap("did you mean `jp.ter`?", 12), "did you mean\n`jp.ter`?");
        assert_eq!(wrap("基準を直してください。", 18), "基準を直してくださ\nい。");
        assert_eq!(wrap("「基準」を直す。", 8), "「基準」\nを直す。");
        assert_eq!(wrap("short", 40), "short");
    }
}
