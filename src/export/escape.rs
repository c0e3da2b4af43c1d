//! Texts inside the markup of a format: what has a meaning there is escaped.

/// Returns a text for XML, between tags or in an attribute, without what XML cannot hold.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// Returns a text for Markdown, in which HTML could stand as well.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{markdown, xml};

    #[test]
    fn what_has_a_meaning_is_escaped() {
        assert_eq!(xml("a & <b> \"c\" \u{7}\u{ffff}"), "a &amp; &lt;b&gt; &quot;c&quot; ");
        assert_eq!(markdown("a|b *c* <i> `d` [e](f) #"), "a\\|b \\*c\\* &lt;i&gt; \\`d\\` \\[e\\](f) \\#");
    }
}
