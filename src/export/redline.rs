//! 新旧対照表: two states of a text laid out as a table, in one language and one house style.
//!
//! Decides what stands in which cell and under which mark; how a mark looks is up to each format.

mod docx;
mod markdown;
mod meaning;
mod notes;
mod text;
mod xlsx;

use crate::lang::{Bilingual, Lang};
use crate::lexicon::Change;
use crate::msg;
use crate::view::diff::{Diff, Passage, Run, Unit};

pub use docx::docx;
pub use markdown::markdown;
pub use text::text;
pub use xlsx::xlsx;

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The language of texts and words.
    pub lang: Lang,
    /// The house style.
    pub profile: Profile,
    /// Which side stands on the left.
    pub order: Order,
    /// Whether unchanged provisions are written out.
    pub all: bool,
}

/// A house style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Changed words underlined, （新設）（削る）（略）, the change of meaning beside the text.
    Plain,
    /// As the ministries' 方式書 has it: double underline on the labels of what is added, removed or moved; notes in
    /// square brackets; the change of meaning behind the table.
    Houshikisho,
}

/// Which side stands on the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The text after the amendment.
    NewLeft,
    /// The text before it.
    OldLeft,
}

/// How words are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Not at all.
    None,
    /// By a line below them.
    Single,
    /// By two lines below them.
    Double,
}

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The text after the amendment.
    New,
    /// The text before it.
    Old,
    /// How the meaning changed.
    Meaning,
}

/// Words under one mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words, on one line.
    pub text: String,
    /// Their mark.
    pub mark: Mark,
}

impl Span {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), mark: Mark::None }
    }
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Number and title of a provision.
    Label,
    /// What it says.
    Text,
    /// A word on it: （略）.
    Note,
    /// A line that belongs below the one before.
    Item,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its words.
    pub spans: Vec<Span>,
}

impl Block {
    /// Returns its words without marks.
    pub fn words(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    fn new(kind: Kind, text: impl Into<String>) -> Self {
        Self { kind, spans: vec![Span::plain(printable(&text.into()))] }
    }
}

/// A row: what became of some provisions, or a run of unchanged ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What became of them.
    pub change: Change,
    /// The text after the amendment.
    pub new: Vec<Block>,
    /// The text before it.
    pub old: Vec<Block>,
    /// How the meaning changed.
    pub meaning: Vec<Block>,
}

impl Row {
    /// Returns number and title without marks, of the new text if it is there.
    pub fn label(&self) -> Option<Block> {
        let label = self.new.iter().chain(&self.old).find(|block| block.kind == Kind::Label)?;
        Some(Block::new(Kind::Label, label.words()))
    }

    /// Returns what stands in a column.
    pub fn cell(&self, side: Side) -> &[Block] {
        match side {
            Side::New => &self.new,
            Side::Old => &self.old,
            Side::Meaning => &self.meaning,
        }
    }
}

/// A 新旧対照表.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The style.
    pub style: Style,
    /// What it is called.
    pub title: String,
    /// Which states it shows, and how many provisions became what.
    pub about: Vec<String>,
    /// The columns from the left, with their heads.
    pub columns: Vec<(Side, String)>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What changes whatever provision it stands in: the scope, and what is asked for by requirement; with its head.
    pub overall: (String, Vec<Block>),
    /// What the part behind the table is called that says how the meaning changed; none where it stands in the rows.
    pub annex: Option<String>,
    /// What stands before the notes.
    pub notes_head: String,
    /// What the marks mean, and what the table is.
    pub notes: Vec<String>,
}

impl Sheet {
    /// Returns the head of a column.
    fn head(&self, side: Side) -> &str {
        self.columns.iter().find(|(it, _)| *it == side).map_or("", |(_, head)| head)
    }

    /// Returns the notes for a format that marks words in its own way, on which the first of them speaks.
    fn notes_on(&self, marks: String) -> impl Iterator<Item = String> {
        std::iter::once(marks).chain(self.notes.iter().skip(1).cloned())
    }

    /// Lays out what changed.
    pub fn new(diff: &Diff, style: Style) -> Self {
        let lang = style.lang;
        let (new, old) = notes::heads(diff);
        let (new, old) = ((Side::New, new.get(lang).clone()), (Side::Old, old.get(lang).clone()));
        let mut columns = match style.order {
            Order::NewLeft => vec![new, old],
            Order::OldLeft => vec![old, new],
        };
        let beside = meaning::head().get(lang).clone();
        let annex = match style.profile {
            Profile::Plain => {
                columns.push((Side::Meaning, beside));
                None
            }
            Profile::Houshikisho => Some(beside),
        };
        let Bilingual { ja, en } = &diff.title;
        Self {
            style,
            title: printable(msg!(ja: "{ja}\u{3000}新旧対照表", en: "{en}: old and new text").get(lang)),
            about: notes::about(diff, lang).iter().map(|line| printable(line)).collect(),
            columns,
            rows: rows(diff, style),
            overall: (
                msg!(
                    ja: "全体の意味の変化（要件については、必須又は禁止の規定の全体による。）",
                    en: "Change of meaning as a whole (by requirement: all binding provisions together)",
                )
                .get(lang)
                .clone(),
                meaning::overall(diff, lang),
            ),
            annex,
            notes_head: msg!(ja: "備考", en: "Notes").get(lang).clone(),
            notes: notes::notes(diff, style),
        }
    }
}

/// A word on a provision that the table puts in place of its text.
fn remark(style: Style, plain: &Bilingual, houshikisho: &str) -> String {
    let lang = style.lang;
    match (style.profile, lang) {
        (Profile::Plain, Lang::Ja) => format!("（{}）", plain.ja),
        (Profile::Houshikisho, Lang::Ja) => format!("［{houshikisho}］"),
        (Profile::Plain, Lang::En) => format!("({})", plain.en),
        (Profile::Houshikisho, Lang::En) => format!("[{}]", plain.en),
    }
}

fn omitted(style: Style, side: Side) -> String {
    let word = if side == Side::New { "略" } else { "同左" };
    let word = if style.order == Order::NewLeft { word } else { "略" };
    remark(style, &Bilingual::new("略", "unchanged"), word)
}

fn rows(diff: &Diff, style: Style) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut unchanged: Vec<&Passage> = Vec::new();
    for passage in &diff.provisions {
        let quiet = passage.is_unmarked(style.lang) && passage.means_the_same();
        if quiet && !style.all {
            unchanged.push(passage);
        } else {
            rows.extend(run(&std::mem::take(&mut unchanged), style));
            rows.push(row(diff, passage, style));
        }
    }
    rows.extend(run(&unchanged, style));
    rows
}

/// Returns one row for a run of unchanged provisions: 第一条～第三条　（略）.
fn run(unchanged: &[&Passage], style: Style) -> Option<Row> {
    let (first, last) = (unchanged.first()?, unchanged.last()?);
    let cite = |units: &[Unit]| units.first().map(|it| plain(it.cite.get(style.lang))).unwrap_or_default();
    let label = |first: String, last: String| match style.lang {
        _ if first == last => first,
        Lang::Ja => format!("{first}～{last}"),
        Lang::En => format!("{first} to {last}"),
    };
    let cell = |side: Side, text: String| {
        let space = if style.lang == Lang::Ja { "\u{3000}" } else { " " };
        vec![Block::new(Kind::Note, format!("{text}{space}{}", omitted(style, side)))]
    };
    Some(Row {
        change: Change::Same,
        new: cell(Side::New, label(cite(&first.new), cite(&last.new))),
        old: cell(Side::Old, label(cite(&first.old), cite(&last.old))),
        meaning: Vec::new(),
    })
}

fn row(diff: &Diff, passage: &Passage, style: Style) -> Row {
    let added = || {
        let note = remark(style, &Bilingual::new("新設", "new"), "加える");
        vec![Block::new(Kind::Note, note)]
    };
    let removed = || {
        let note = remark(style, &Bilingual::new("削る", "deleted"), "削る");
        vec![Block::new(Kind::Note, note)]
    };
    let cell =
        |units: &[Unit], side: Side| units.iter().flat_map(|it| blocks(it, passage, side, style)).collect();
    let (new, old) = match passage.change {
        Change::Added => (cell(&passage.new, Side::New), added()),
        Change::Removed => (removed(), cell(&passage.old, Side::Old)),
        Change::Same | Change::Amended | Change::Moved | Change::Split | Change::Joined => {
            (cell(&passage.new, Side::New), cell(&passage.old, Side::Old))
        }
    };
    Row { change: passage.change, new, old, meaning: meaning::blocks(diff, passage, style.lang) }
}

/// Returns a provision as it stands on its side.
fn blocks(unit: &Unit, passage: &Passage, side: Side, style: Style) -> Vec<Block> {
    let lang = style.lang;
    let whole = passage.change != Change::Amended && passage.change != Change::Same;
    let double = whole && style.profile == Profile::Houshikisho;
    let cite = unit.cite.get(lang).iter().map(|run| Span {
        text: run.text.clone(),
        mark: match run.changed || double {
            true if double => Mark::Double,
            true => Mark::Single,
            false => Mark::None,
        },
    });
    let mut label: Vec<Span> = cite.collect();
    label.push(Span::plain(if lang == Lang::Ja { "\u{3000}" } else { " – " }));
    label.extend(spans(unit.title.get(lang)));
    let mut blocks = vec![Block { kind: Kind::Label, spans: tidy(label) }];
    if passage.change == Change::Same && passage.is_unmarked(lang) && !style.all {
        blocks.push(Block::new(Kind::Note, omitted(style, side)));
        return blocks;
    }
    let lines = lines(unit.text.get(lang)).into_iter();
    blocks.extend(lines.map(|spans| Block { kind: Kind::Text, spans }));
    blocks
}

fn spans(runs: &[Run]) -> Vec<Span> {
    let mark = |changed: bool| if changed { Mark::Single } else { Mark::None };
    runs.iter().map(|run| Span { text: run.text.clone(), mark: mark(run.changed) }).collect()
}

fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Splits marked words where a line ends.
fn lines(runs: &[Run]) -> Vec<Vec<Span>> {
    let mut lines: Vec<Vec<Span>> = vec![Vec::new()];
    for span in spans(runs) {
        for (at, part) in span.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                line.push(Span { text: part.to_owned(), mark: span.mark });
            }
        }
    }
    lines.into_iter().map(tidy).filter(|line| !line.is_empty()).collect()
}

/// Replaces what steers a terminal or turns the order of a line, and what XML cannot hold, by what it is called.
fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        match c {
            '\t' => out.push(' '),
            _ if turns || c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                out.extend(c.escape_unicode());
            }
            _ => out.push(c),
        }
    }
    out
}

/// Drops what is empty and puts neighbours under one mark together.
fn tidy(spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans.into_iter().filter(|span| !span.text.is_empty()) {
        let text = printable(&span.text);
        match joined.last_mut().filter(|last| last.mark == span.mark) {
            Some(last) => last.text.push_str(&text),
            None => joined.push(Span { text, mark: span.mark }),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn nothing_that_steers_a_reader_reaches_a_document() {
        assert_eq!(printable("a\u{1b}[2Jb\tc\u{202e}d\u{ffff}"), "a\\u{1b}[2Jb c\\u{202e}d\\u{ffff}");
        assert_eq!(printable("第三十四条の十　𠮷 <b>"), "第三十四条の十　𠮷 <b>");
    }
}
