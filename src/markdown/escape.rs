//! Text as markup that can be nothing but text.

/// Appends text so that it can be nothing but text.
pub fn escape(text: &str, out: &mut String) {
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(name) = name(byte) {
            out.push_str(text.get(plain..at).unwrap_or_default());
            out.push_str(name);
            plain = at + 1;
        }
    }
    out.push_str(text.get(plain..).unwrap_or_default());
}

/// Returns the name of a letter that would be read as markup; all are ASCII, so bytes find them in any text.
const fn name(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        _ => None,
    }
}
