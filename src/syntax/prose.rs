//! Strings as written to strings as meant, and back.
//!
//! Takes away quotes, escapes and common indentation; knows no Markdown.

/// Returns the text of a string or prose token, quotes included in `raw`.
pub(super) fn unquote(raw: &str) -> String {
    if let Some(inner) = raw.strip_prefix("\"\"\"").and_then(|rest| rest.strip_suffix("\"\"\"")) {
        return dedent(inner);
    }
    let inner = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(raw);
    if !inner.contains('\\') {
        return inner.to_owned();
    }
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.extend(chars.next()),
            _ => text.push(c),
        }
    }
    text
}

/// Takes away the first line break, the common indentation and the blanks at the end.
fn dedent(inner: &str) -> String {
    dedented(inner).join("\n")
}

/// Returns the lines of prose as meant, from what stands between its quotes.
pub(super) fn dedented(inner: &str) -> Vec<String> {
    lines(inner.strip_prefix("\r\n").or_else(|| inner.strip_prefix('\n')).unwrap_or(inner))
}

/// Returns the lines without their common indentation, without blank lines at the end.
fn lines(body: &str) -> Vec<String> {
    let rows: Vec<&str> = body.lines().map(str::trim_end).collect();
    let margin = rows
        .iter()
        .filter(|row| !row.is_empty())
        .map(|row| row.len() - row.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    let mut lines: Vec<String> =
        rows.iter().map(|row| row.get(margin..).unwrap_or_default().to_owned()).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    while lines.first().is_some_and(String::is_empty) {
        lines.remove(0);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::unquote;

    #[test]
    fn prose_loses_its_margin() {
        assert_eq!(unquote("\"\"\"\n    一行目\n      二行目\n    \"\"\""), "一行目\n  二行目");
        assert_eq!(unquote(r#""a \"b\" \\""#), r#"a "b" \"#);
    }
}
