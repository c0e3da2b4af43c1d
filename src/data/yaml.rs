//! YAML 1.2, one document, by the events of a parser. Words without quotes stay as they are written, so that whoever
//! knows what is meant decides what `no` is.

use std::collections::BTreeMap;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Tag};

use crate::lang::Bilingual;
use crate::msg;
use crate::source::{FileId, SourceFile, Span};

use super::fault::Fault;
use super::value::{Entry, Located, Value};

/// So many values may come from aliases; what more would multiply is refused.
const ALIASED: usize = 1_000_000;

/// Reads a text as YAML. An empty one is a table without keys.
pub(super) fn read(source: &SourceFile, file: FileId) -> Result<Located, Vec<Fault>> {
    let mut tree = Tree { source, file, open: Vec::new(), root: None, anchors: BTreeMap::new(), aliased: 0 };
    let options = granit_parser::options! { flow_nesting_limit: 120, block_nesting_limit: 120 };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(&source.text, options) {
        let (event, span) = event.map_err(|error| vec![syntax(source, file, &error)])?;
        let at = tree.at(span.start.byte_offset().unwrap_or_default());
        documents += usize::from(matches!(event, Event::DocumentStart(..)));
        if documents > 1 {
            return Err(vec![Fault::new(
                at,
                msg!(
                    ja: "ここから二つ目の文書が始まっている。一つのファイルには一つだけ書く",
                    en: "a second document begins here; a file has one",
                ),
            )]);
        }
        tree.take(event, at).map_err(|message| vec![Fault::new(at, message)])?;
    }
    let empty = Located { value: Value::Table(Vec::new()), at: tree.at(0) };
    Ok(tree.root.filter(|it| it.value != Value::Null).unwrap_or(empty))
}

fn syntax(source: &SourceFile, file: FileId, error: &ScanError) -> Fault {
    let marker = error.marker();
    let start = source.line_start(marker.line()) as usize;
    let columns =
        source.text.get(start..).map(|line| line.chars().take(marker.col()).map(char::len_utf8).sum());
    let at = marker.byte_offset().unwrap_or_else(|| start + columns.unwrap_or(0));
    Fault::syntax(source, file, at, "YAML")
}

/// A list or table that is not closed yet.
enum Open {
    List(Vec<Located>),
    Table(Vec<Entry>, Option<(String, Span)>),
}

struct Tree<'a> {
    source: &'a SourceFile,
    file: FileId,
    open: Vec<(Open, Span, usize)>,
    root: Option<Located>,
    anchors: BTreeMap<usize, Located>,
    aliased: usize,
}

impl Tree<'_> {
    fn at(&self, start: usize) -> Span {
        self.source.span(self.file, start, start)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "whatever else the parser tells is no value")]
    fn take(&mut self, event: Event<'_>, at: Span) -> Result<(), Bilingual> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar(&text, style, tag.as_deref())?;
                self.put(Located { value, at }, anchor)
            }
            Event::SequenceStart(_, anchor, tag) => {
                fits(tag.as_deref(), "seq")?;
                self.open.push((Open::List(Vec::new()), at, anchor));
                Ok(())
            }
            Event::MappingStart(_, anchor, tag) => {
                fits(tag.as_deref(), "map")?;
                self.open.push((Open::Table(Vec::new(), None), at, anchor));
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some((open, at, anchor)) = self.open.pop() else { return Ok(()) };
                let value = match open {
                    Open::List(all) => Value::List(all),
                    Open::Table(entries, _) => Value::Table(entries),
                };
                self.put(Located { value, at }, anchor)
            }
            Event::Alias(anchor) => {
                let Some(meant) = self.anchors.get(&anchor).cloned() else {
                    return Err(
                        msg!(ja: "別名（*）が自分自身を指している", en: "an alias (`*`) stands inside what it means"),
                    );
                };
                self.aliased += size(&meant);
                if self.aliased > ALIASED {
                    return Err(
                        msg!(ja: "別名（*）が多くの値を繰り返しすぎる", en: "aliases (`*`) repeat too many values"),
                    );
                }
                self.put(Located { at, ..meant }, 0)
            }
            _ => Ok(()),
        }
    }

    fn put(&mut self, found: Located, anchor: usize) -> Result<(), Bilingual> {
        if anchor > 0 {
            self.anchors.insert(anchor, found.clone());
        }
        match self.open.last_mut() {
            None => self.root = Some(found),
            Some((Open::List(all), ..)) => all.push(found),
            Some((Open::Table(entries, key), ..)) => match key.take() {
                Some((key, at)) => entries.push(Entry { key, at, value: found }),
                None => *key = Some((name(&found)?, found.at)),
            },
        }
        Ok(())
    }
}

/// Returns a value as a key.
fn name(found: &Located) -> Result<String, Bilingual> {
    match &found.value {
        Value::Bare(text) if text == "<<" => Err(msg!(
            ja: "「<<」による併合は読まない。値を書いてください",
            en: "merging with `<<` is not read; write the values",
        )),
        Value::Bare(text) | Value::Text(text) => Ok(text.clone()),
        Value::Null | Value::List(_) | Value::Table(_) => {
            Err(msg!(ja: "鍵が語でない", en: "a key is no word"))
        }
    }
}

fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Result<Value, Bilingual> {
    let plain = matches!(style, ScalarStyle::Plain);
    match tag.map(core) {
        None if plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") => Ok(Value::Null),
        None if plain => Ok(Value::Bare(text.to_owned())),
        None | Some(Some("str")) => Ok(Value::Text(text.to_owned())),
        Some(Some("null")) => Ok(Value::Null),
        Some(Some("bool" | "int" | "float")) => Ok(Value::Bare(text.to_owned())),
        Some(_) => Err(unread()),
    }
}

/// Refuses a list or table with a tag that says something else.
fn fits(tag: Option<&Tag>, kind: &str) -> Result<(), Bilingual> {
    match tag.map(core) {
        None => Ok(()),
        Some(Some(word)) if word == kind => Ok(()),
        Some(_) => Err(unread()),
    }
}

/// Returns the name of a tag of YAML itself.
fn core(tag: &Tag) -> Option<&str> {
    (tag.handle() == "tag:yaml.org,2002:").then(|| tag.suffix())
}

fn unread() -> Bilingual {
    msg!(ja: "このタグ（!）は読まない", en: "this tag (`!`) is not read")
}

fn size(value: &Located) -> usize {
    1 + match &value.value {
        Value::List(all) => all.iter().map(size).sum(),
        Value::Table(entries) => entries.iter().map(|it| size(&it.value)).sum::<usize>(),
        Value::Null | Value::Bare(_) | Value::Text(_) => 0,
    }
}
