//! A file without what carries no meaning: comments, blanks between words, the margin of prose.
//!
//! Cuts well-formed text only; what the grammar refuses is cut in some way and never fails.

use super::prose;
use super::scan::is_blank;

/// Calls `visit` with each word, sign and string in the order of the text.
pub fn bare(text: &str, visit: &mut impl FnMut(&str)) {
    let mut rest = text.trim_start_matches(is_blank);
    while !rest.is_empty() {
        let len = length(rest);
        let (token, behind) = rest.split_at(len);
        match token {
            _ if token.starts_with("//") => {}
            _ if token.starts_with("\"\"\"") => visit(&prose::unquote(token)),
            _ => visit(token),
        }
        rest = behind.trim_start_matches(is_blank);
    }
}

/// Returns the length of the comment, string, word or sign with which a text begins.
fn length(text: &str) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if let Some(inner) = text.strip_prefix("\"\"\"") {
        return inner.find("\"\"\"").map_or(text.len(), |end| end + 6);
    }
    if let Some(inner) = text.strip_prefix('"') {
        return quoted(inner).map_or(text.len(), |end| end + 1);
    }
    let word = text.find(|c: char| is_blank(c) || "\"{}()=<>!,".contains(c)).unwrap_or(text.len());
    let word = text.get(..word).and_then(|it| it.find("//")).unwrap_or(word);
    word.max(text.chars().next().map_or(0, char::len_utf8))
}

/// Returns where a string ends, from behind its first quote: behind its last one.
fn quoted(inner: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::bare;

    fn words(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        bare(text, &mut |it| out.push(it.to_owned()));
        out
    }

    #[test]
    fn comments_blanks_and_margins_carry_no_meaning() {
        let one = "/// doc\ndefine a = all { b // x\n  c.d >= 2 }\nx \"\"\"\n    p\n      q\n    \"\"\"";
        let two = "define a =\u{3000}all {b c.d >= 2}  x \"\"\"\n p\n   q\n \"\"\" // y";
        assert_eq!(words(one), words(two));
    }

    #[test]
    fn whatever_else_differs_differs() {
        for (one, two) in [
            ("a b", "ab"),
            ("\"a // b\"", "\"a // c\""),
            ("\"a\\\" // b\" c", "\"a\\\" // b\" d"),
            ("x >= 2", "x > 2"),
            ("{ a } b", "{ a b }"),
            ("\"a b\"", "\"a  b\""),
            ("\"a\" \"b\"", "\"a b\""),
        ] {
            assert_ne!(words(one), words(two), "{one}");
        }
    }

    #[test]
    fn nothing_is_refused() {
        for text in ["", "\"", "\"\"\"", "/", "あ//い", "\\", "{{{", "\"\\"] {
            words(text);
        }
    }
}
