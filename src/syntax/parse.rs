//! One file to its tree; broken items become diagnostics and the others stay.
//!
//! Never fails: the result is a tree and what is wrong with the text. Looks nothing up.

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::Pair;

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::msg;
use crate::source::{FileId, SourceFile, Sources, Span};

use super::ast::{Body, Entry, File, Item, Name};
use super::grammar::{Grammar, Rule};
use super::scan::{Chunk, scan};
use super::{expected, words};

mod entry;
mod expr;
mod meant;
mod plain;
mod several;
#[cfg(test)]
mod tests;

/// A tree and what is wrong with the text.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The items that could be read.
    pub file: File,
    /// What is wrong with the others.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses one file.
pub fn parse(sources: &Sources, id: FileId) -> Parsed {
    let source = sources.file(id);
    let scanned = scan(id, source);
    if !source.whole {
        // Its fault is reported already; what it declares is only kept from being unknown.
        let broken = scanned.chunks.iter().filter_map(|chunk| declared_id(source, chunk)).collect();
        return Parsed { file: File { broken, ..File::default() }, diagnostics: Vec::new() };
    }
    let file = File { comments: scanned.comments, ..File::default() };
    let mut parsed = Parsed { file, diagnostics: scanned.diagnostics };
    for chunk in scanned.chunks {
        let id_word = declared_id(source, &chunk);
        if chunk.broken {
            parsed.file.broken.extend(id_word);
            continue;
        }
        match item(id, source, chunk) {
            Ok(mut item) => {
                parsed.diagnostics.extend(several::join(source, &mut item));
                parsed.file.items.push(item);
            }
            Err(diagnostic) => {
                parsed.file.broken.extend(id_word);
                parsed.diagnostics.push(*diagnostic);
            }
        }
    }
    parsed
}

/// Returns the id that a chunk declares, read from its second word.
fn declared_id(source: &SourceFile, chunk: &Chunk) -> Option<String> {
    let text = source.text.get(chunk.start..chunk.end)?;
    text.split_whitespace().nth(1).map(|word| word.trim_end_matches(['{', '=']).to_owned())
}

/// Reads an item: in one pass where it is plainly well formed, else by the grammar, which is ten times slower.
fn item(id: FileId, source: &SourceFile, chunk: Chunk) -> Result<Item, Box<Diagnostic>> {
    match plain::item(id, source, &chunk) {
        Some(item) => Ok(item),
        None => by_grammar(id, source, chunk),
    }
}

fn by_grammar(id: FileId, source: &SourceFile, chunk: Chunk) -> Result<Item, Box<Diagnostic>> {
    let text = source.text.get(chunk.start..chunk.end).unwrap_or_default();
    let reader = Reader { id, source, base: chunk.start };
    match Grammar::parse(Rule::single_item, text) {
        Ok(mut pairs) => match pairs.next() {
            Some(pair) => Ok(reader.item(pair, chunk.docs)),
            None => Err(Box::new(reader.misread(chunk.start))),
        },
        Err(error) => Err(Box::new(reader.syntax_error(&error, text))),
    }
}

/// Turns pairs of one chunk into tree nodes with spans of the file.
struct Reader<'a> {
    id: FileId,
    source: &'a SourceFile,
    /// Offset of the chunk in the file.
    base: usize,
}

type Node<'i> = Pair<'i, Rule>;

/// Returns the end of the last token of a pair; rules with implicit white space may end behind it and comments.
fn end(pair: Node<'_>) -> usize {
    let span = pair.as_span();
    let own = span.start() + span.as_str().trim_end().len();
    pair.into_inner().next_back().map_or(own, end)
}

impl Reader<'_> {
    fn span(&self, pair: &Node<'_>) -> Span {
        let start = pair.as_span().start();
        self.source.span(self.id, self.base + start, self.base + end(pair.clone()))
    }

    fn name(&self, pair: &Node<'_>) -> Name {
        Name { text: pair.as_str().trim().to_owned(), span: self.span(pair) }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the grammar decides which rules can stand where")]
    fn item(&self, pair: Node<'_>, docs: Vec<String>) -> Item {
        let span = self.span(&pair);
        let mut item = Item { keyword: "", id: None, docs, body: Body::Entries, entries: Vec::new(), span };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::item_word | Rule::define_word | Rule::claim_word => {
                    item.keyword = words::key(part.as_str().trim()).unwrap_or_default();
                }
                Rule::word => item.id = Some(self.name(&part)),
                Rule::expression => item.body = Body::Define(self.expression(part)),
                Rule::implication => item.body = self.claim(part),
                Rule::entry => item.entries.extend(self.entry(part)),
                _ => {}
            }
        }
        item.entries.shrink_to_fit();
        item
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the grammar decides which rules can stand where")]
    fn claim(&self, pair: Node<'_>) -> Body {
        let mut names = Vec::new();
        let mut answer = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::word => names.push(self.name(&part)),
                Rule::answer => answer = part.into_inner().last().map(|word| self.name(&word)),
                _ => {}
            }
        }
        let mut names = names.into_iter();
        match (names.next(), names.next(), answer) {
            (Some(a), Some(b), Some(answer)) => Body::Claim { a, b, answer },
            _ => Body::Entries,
        }
    }

    fn entry(&self, pair: Node<'_>) -> Option<Entry> {
        let span = self.span(&pair);
        let shape = pair.into_inner().next()?;
        let rule = shape.as_rule();
        let mut parts = shape.into_inner().peekable();
        let key_pair = parts.next()?;
        let key = words::key(key_pair.as_str().trim())?;
        let key_span = self.span(&key_pair);
        let parts: Vec<Node<'_>> = parts.collect();
        let value = self.entry_value(rule, parts)?;
        Some(Entry { key, key_span, value, span })
    }

    /// Reads an id and the entries in its braces.
    fn nested(&self, parts: Vec<Node<'_>>) -> Option<(Name, Vec<Entry>)> {
        let mut parts = parts.into_iter();
        let id = self.name(&parts.next()?);
        let entries =
            parts.filter(|part| part.as_rule() == Rule::entry).filter_map(|part| self.entry(part)).collect();
        Some((id, entries))
    }

    /// Says that words were separated by a comma.
    fn comma(&self, at: usize, comma: char) -> Diagnostic {
        let span = self.source.span(self.id, self.base + at, self.base + at + comma.len_utf8());
        Diagnostic::new(
            Code::SyntaxError,
            msg!(ja: "「{comma}」はここに置けない", en: "`{comma}` cannot stand here"),
        )
        .here(span)
        .help(msg!(ja: "語は空白で区切ってください。", en: "separate words by blanks"))
        .suggest(span, " ")
    }

    /// Says that a sign of the language stands in full width, or a string in other quotes.
    fn wide(&self, wide: meant::Wide) -> Diagnostic {
        let span = self.source.span(self.id, self.base + wide.at.start, self.base + wide.at.end);
        let (found, right) = (&wide.found, &wide.right);
        let (title, help) = if wide.is_string {
            (
                msg!(ja: "文字列が半角の引用符（\"）で囲まれていない", en: "a string stands in other quotes than `\"`"),
                msg!(ja: "{right}のように半角の「\"」で囲んでください。", en: "put it between `\"`: {right}"),
            )
        } else {
            (
                msg!(ja: "「{found}」は全角の記号である", en: "`{found}` is a full-width sign"),
                msg!(ja: "半角の「{right}」で書いてください。", en: "write `{right}`"),
            )
        };
        Diagnostic::new(Code::SyntaxError, title).here(span).help(help).suggest(span, wide.right)
    }

    fn misread(&self, at: usize) -> Diagnostic {
        Diagnostic::new(
            Code::Internal,
            msg!(ja: "構文木を作れない", en: "the grammar accepted an item that cannot be read"),
        )
        .here(self.source.span(self.id, at, at + 1))
    }

    fn syntax_error(&self, error: &pest::error::Error<Rule>, text: &str) -> Diagnostic {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        let rest = text.get(at..).unwrap_or_default();
        let found: String =
            rest.chars().take_while(|c| !c.is_whitespace() && !"{}()\"".contains(*c)).take(40).collect();
        let width =
            if found.is_empty() { rest.chars().next().map_or(0, char::len_utf8) } else { found.len() };
        let span = if rest.is_empty() {
            self.source.span(self.id, self.base + text.len().saturating_sub(1), self.base + text.len())
        } else {
            self.source.span(self.id, self.base + at, self.base + at + width)
        };
        let positives = match &error.variant {
            ErrorVariant::ParsingError { positives, .. } => positives.as_slice(),
            ErrorVariant::CustomError { .. } => &[],
        };
        if let Some(wide) = meant::wide(text, at).filter(|it| it.right != ",") {
            return self.wide(wide);
        }
        let meant = meant::slip(text, at, &found, positives);
        let comma = rest.chars().next().filter(|c| [',', '，', '、', ';'].contains(c));
        if let (Some(comma), None) = (comma, &meant) {
            return self.comma(at, comma);
        }
        if let Some(slip) = meant.as_ref().filter(|slip| slip.at.start < at || slip.at.end > at + found.len())
        {
            let word = text.get(slip.at.clone()).unwrap_or_default();
            let span = self.source.span(self.id, self.base + slip.at.start, self.base + slip.at.end);
            let title = msg!(ja: "「{word}」はここに置けない", en: "`{word}` cannot stand here");
            return proposed(Diagnostic::new(Code::SyntaxError, title).here(span), span, slip.word);
        }
        let shown = if found.is_empty() { rest.chars().take(1).collect() } else { found.clone() };
        let title = if shown.is_empty() {
            msg!(ja: "宣言が途中で終わっている", en: "the item ends too early")
        } else {
            msg!(ja: "「{shown}」はここに置けない", en: "`{shown}` cannot stand here")
        };
        let diagnostic = Diagnostic::new(Code::SyntaxError, title).at(span, expectation(positives));
        match meant {
            Some(slip) => proposed(diagnostic, span, slip.word),
            None => diagnostic,
        }
    }
}

/// Adds the word that was meant.
fn proposed(diagnostic: Diagnostic, span: Span, word: &'static str) -> Diagnostic {
    diagnostic
        .help(msg!(ja: "「{word}」のことではありませんか。", en: "did you mean `{word}`?"))
        .suggest(span, word)
}

/// Says what the grammar would have taken, without repetition.
fn expectation(positives: &[Rule]) -> Bilingual {
    let mut names: Vec<Bilingual> = Vec::new();
    for rule in positives {
        if let Some(name) = expected::words(*rule)
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Bilingual::default();
    }
    let join = |lang: Lang, last: &str, between: &str| {
        let mut parts: Vec<&str> = names.iter().map(|name| name.get(lang).as_str()).collect();
        let end = parts.pop().unwrap_or_default();
        if parts.is_empty() { end.to_owned() } else { format!("{}{last}{end}", parts.join(between)) }
    };
    let (ja, en) = (join(Lang::Ja, "又は", "、"), join(Lang::En, " or ", ", "));
    msg!(ja: "{ja}が必要", en: "expected {en}")
}
