//! Parts of a tree that a format must or may have; what is of another type is noted with its place.

use crate::data::{Fault, Located, Value};
use crate::msg;

/// Returns the elements of a list under a key; none where the key is absent.
pub(super) fn list<'a>(table: &'a Located, key: &str, faults: &mut Vec<Fault>) -> &'a [Located] {
    match table.get(key) {
        Some(Located { value: Value::List(all), .. }) => all,
        None | Some(Located { value: Value::Null, .. }) => &[],
        Some(other) => {
            faults.push(Fault::new(
                other.at,
                msg!(ja: "「{key}」は一覧で書く", en: "`{key}` has to be a list"),
            ));
            &[]
        }
    }
}

/// Returns the text under a key; empty where the key is absent.
pub(super) fn text<'a>(table: &'a Located, key: &str, faults: &mut Vec<Fault>) -> &'a str {
    match table.get(key) {
        None | Some(Located { value: Value::Null, .. }) => "",
        Some(found) => found.scalar().unwrap_or_else(|| {
            faults.push(Fault::new(
                found.at,
                msg!(ja: "「{key}」は文字列で書く", en: "`{key}` has to be a text"),
            ));
            ""
        }),
    }
}

/// Returns the text under a key that has to be there.
pub(super) fn must<'a>(table: &'a Located, key: &str, faults: &mut Vec<Fault>) -> &'a str {
    let found = text(table, key, faults);
    if found.is_empty() && table.get(key).is_none_or(|it| it.scalar().is_some()) {
        faults.push(Fault::new(table.at, msg!(ja: "「{key}」がない", en: "`{key}` is missing")));
    }
    found
}
