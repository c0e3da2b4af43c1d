//! Ids as file names, addresses and tokens of foreign formats.
//!
//! A slug has small ASCII letters, digits, `.`, `-` and `_` only, begins with a letter or `_`, and can be read
//! back; so two ids never share one, even where case is ignored. Knows nothing of what an id names.
//! `jp.ter@2020:34-10.1.2` becomes `jp.ter_-2020__34-10.1.2`.

use std::fmt::Write as _;

/// Names that some systems refuse as the stem of a file.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Returns the slug of an id.
///
/// `:` is `__`, `@` is `_-`, a capital is `_.` and the small letter; other characters that a slug cannot hold
/// are `_..` with their number in hexadecimal and a dot.
pub fn slug(id: &str) -> String {
    let mut out = String::with_capacity(id.len() + 8);
    if is_reserved(id) {
        out.push_str("_.-");
    }
    let mut chars = id.chars().peekable();
    while let Some(c) = chars.next() {
        let first = out.is_empty();
        match c {
            ':' => out.push_str("__"),
            '@' => out.push_str("_-"),
            'A'..='Z' => {
                out.push_str("_.");
                out.push(c.to_ascii_lowercase());
            }
            '0'..='9' if first => {
                out.push_str("_.");
                out.push(c);
            }
            'a'..='z' | '0'..='9' => out.push(c),
            '.' | '-' if !first => out.push(c),
            // A bare `_` is read as itself only before a small letter or a digit.
            '_' if chars.peek().is_some_and(|next| next.is_ascii_lowercase() || next.is_ascii_digit()) => {
                out.push('_');
            }
            '_' => out.push_str("_._"),
            other => _ = write!(out, "_..{:x}.", u32::from(other)),
        }
    }
    out
}

/// Reads a slug back; `None` where it is not one.
pub fn unslug(slug: &str) -> Option<String> {
    let mut id = String::with_capacity(slug.len());
    let mut rest = slug;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..)?;
        if c != '_' {
            id.push(c);
            continue;
        }
        let (read, tail) = escape(rest)?;
        id.extend(read);
        rest = tail;
    }
    (self::slug(&id) == slug).then_some(id)
}

/// Reads what follows a `_`.
fn escape(rest: &str) -> Option<(Option<char>, &str)> {
    let Some(after) = rest.strip_prefix('.') else {
        return Some(match rest.chars().next()? {
            '_' => (Some(':'), rest.get(1..)?),
            '-' => (Some('@'), rest.get(1..)?),
            _ => (Some('_'), rest),
        });
    };
    let c = after.chars().next()?;
    let tail = after.get(c.len_utf8()..)?;
    match c {
        '-' => Some((None, tail)),
        '_' => Some((Some('_'), tail)),
        '.' => {
            let (hex, tail) = tail.split_once('.')?;
            Some((Some(char::from_u32(u32::from_str_radix(hex, 16).ok()?)?), tail))
        }
        _ => Some((Some(c.to_ascii_uppercase()), tail)),
    }
}

/// Says whether some system would take a file of this name for a device.
fn is_reserved(id: &str) -> bool {
    let stem = id.split('.').next().unwrap_or_default();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    RESERVED.contains(&stem) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::{slug, unslug};
    use proptest::prelude::*;

    #[test]
    fn slugs_are_readable() {
        for (id, expected) in [
            ("jp.ter@2020:34-10.1.2", "jp.ter_-2020__34-10.1.2"),
            ("jcstar1@1.1:S1.1-02", "jcstar1_-1.1___.s1.1-02"),
            ("auth.default_credential", "auth.default_credential"),
            ("en303645@3.1.3:5.3-4A", "en303645_-3.1.3__5.3-4_.a"),
            ("5.3", "_.5.3"),
            ("con.x", "_.-con.x"),
            ("../x", "_..2e.._..2f.x"),
        ] {
            assert_eq!(slug(id), expected);
            assert_eq!(unslug(expected).as_deref(), Some(id));
        }
    }

    proptest! {
        #[test]
        fn slugs_round_trip(id in "[a-zA-Z0-9:@._/ -]{0,12}|\\PC{0,6}") {
            let made = slug(&id);
            prop_assert!(made.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b)));
            prop_assert!(!made.bytes().next().is_some_and(|b| !b.is_ascii_lowercase() && b != b'_'));
            prop_assert_eq!(unslug(&made), Some(id));
        }

        #[test]
        fn reading_never_panics(text in "[_.a-f0-9-]{0,10}|\\PC{0,8}") {
            if let Some(id) = unslug(&text) {
                prop_assert_eq!(slug(&id), text);
            }
        }
    }
}
