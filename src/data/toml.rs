//! TOML, by the spanned tree of the `toml` crate.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::msg;
use crate::source::{FileId, SourceFile, Span};

use super::fault::Fault;
use super::value::{Entry, Located, Value};

/// Reads a text as TOML. Keys that are there twice are noted, and of the tree the first of them is kept.
pub(super) fn read(
    source: &SourceFile,
    file: FileId,
    faults: &mut Vec<Fault>,
) -> Result<Located, Vec<Fault>> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let at = |error: &toml::de::Error| error.span().map_or(0, |it| it.start);
    let (twice, others): (Vec<_>, Vec<_>) =
        errors.iter().partition(|it| it.message().starts_with("duplicate key"));
    faults.extend(twice.into_iter().map(|it| {
        let key = it.span().and_then(|span| source.text.get(span)).unwrap_or_default();
        let message = msg!(ja: "「{key}」が二度書かれている", en: "`{key}` is written twice");
        Fault::new(source.span(file, at(it), at(it)), message)
    }));
    match others.first() {
        Some(error) => {
            faults.push(Fault::syntax(source, file, at(error), "TOML"));
            Err(std::mem::take(faults))
        }
        None => Ok(Reader { source, file }.table(table.span().start, table.get_ref())),
    }
}

struct Reader<'a> {
    source: &'a SourceFile,
    file: FileId,
}

impl Reader<'_> {
    fn at(&self, start: usize) -> Span {
        self.source.span(self.file, start, start)
    }

    fn table(&self, start: usize, table: &DeTable<'_>) -> Located {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                at: self.at(key.span().start),
                value: self.value(value),
            })
            .collect();
        entries.sort_by_key(|it| it.at);
        Located { value: Value::Table(entries), at: self.at(start) }
    }

    fn value(&self, found: &Spanned<DeValue<'_>>) -> Located {
        let at = self.at(found.span().start);
        let value = match found.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(it) => Value::Bare(
                i64::from_str_radix(it.as_str(), it.radix())
                    .map_or_else(|_| it.to_string(), |it| it.to_string()),
            ),
            DeValue::Float(it) => Value::Bare(it.as_str().to_owned()),
            DeValue::Boolean(it) => Value::Bare(it.to_string()),
            DeValue::Datetime(it) => Value::Bare(it.to_string()),
            DeValue::Array(all) => Value::List(all.iter().map(|it| self.value(it)).collect()),
            DeValue::Table(table) => return self.table(found.span().start, table),
        };
        Located { value, at }
    }
}
