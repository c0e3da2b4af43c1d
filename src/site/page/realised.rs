//! The provisions that meet a requirement against one another: their order, drawn and as a table, what one asks beyond
//! another, and how every two relate.

use serde::Serialize;

use crate::lang::Bilingual;
use crate::lexicon::Relation;
use crate::msg;
use crate::view::failure::not_compared;
use crate::view::order::{Difference, Group, Ordered};
use crate::view::vocabulary::Requirement;

use super::Cx;
use super::diagram::{Drawing, Entry, Framed, draw};
use super::part::{Link, place};
use crate::site::route::up;
use crate::site::template::html::Html;
use crate::site::words::{self, Badge};

/// Fewer than so many provisions that can be compared are no order worth a drawing.
const DRAWN: usize = 3;

/// So many texts of a box are drawn; the table has them all.
const SHOWN: usize = 4;

/// The order, drawn and as a table.
#[derive(Serialize)]
pub(super) struct OrderText {
    drawing: Html,
    rows: Vec<Rank>,
    /// Those that fit nowhere, which the drawing leaves out.
    misfits: Vec<Link>,
}

/// Provisions that ask the same, and what stands directly below.
#[derive(Serialize)]
struct Rank {
    number: usize,
    /// The first of them.
    first: Text,
    /// All of them, by their numbers in the table of all.
    members: String,
    below: Vec<Below>,
}

/// What stands directly below, with what is asked beyond it.
#[derive(Serialize)]
struct Below {
    number: usize,
    beyond: Vec<String>,
}

/// A provision by its citation, with the words for a draft: the table of all has its link.
#[derive(Serialize)]
struct Text {
    label: String,
    draft: Option<Badge>,
}

/// What each of two provisions asks beyond the other.
#[derive(Serialize)]
pub(super) struct DifferenceText {
    a: String,
    b: String,
    relation: Badge,
    a_beyond: Vec<String>,
    b_beyond: Vec<String>,
}

/// How every two provisions relate, in short words.
#[derive(Serialize)]
pub(super) struct Pairs {
    rows: Vec<PairsOf>,
    legend: Vec<Word>,
}

/// How a provision relates to each of them.
#[derive(Serialize)]
struct PairsOf {
    place: String,
    label: String,
    cells: Vec<String>,
}

/// A short word with what it stands for.
#[derive(PartialEq, Eq, Serialize)]
struct Word {
    short: String,
    says: Badge,
}

/// Returns the place of a provision among the pairs, by which an address names it as the yardstick.
pub(super) fn by(id: &str) -> String {
    format!("by-{}", place(id))
}

/// Returns those that can be compared, what asks most first, and those that fit nowhere behind them.
pub(super) fn comparable(it: &Ordered) -> Vec<&String> {
    it.groups.iter().flat_map(|group| &group.provisions).chain(&it.misfits).collect()
}

impl Cx<'_> {
    /// Says how those that meet a requirement relate to the yardstick, by numbers.
    pub(super) fn counted_against(
        &self,
        requirement: &str,
        yardstick: &str,
        others: &[&str],
    ) -> Option<String> {
        let related =
            |id: &&str| self.library.relation(requirement, id, yardstick).map(|related| related.relation);
        let all: Vec<Option<Relation>> = others.iter().filter(|id| **id != yardstick).map(related).collect();
        let kinds = COUNTED.into_iter().map(Some).chain([None]);
        let said = kinds.filter_map(|kind| {
            let count = all.iter().filter(|it| **it == kind).count();
            let Bilingual { ja, en } = kind.map_or_else(not_compared, Relation::title);
            (count > 0).then(|| msg!(ja: "{ja} {count}件", en: "{count} {en}"))
        });
        let said: Vec<Bilingual> = said.collect();
        let list =
            |of: fn(&Bilingual) -> &str, comma: &str| said.iter().map(of).collect::<Vec<_>>().join(comma);
        let (ja, en) = (list(|it| &it.ja, "、"), list(|it| &it.en, ", "));
        let name = self.titled_from(yardstick, "").text;
        let whole = msg!(ja: "「{name}」を基準とすると、{ja}である。", en: "Against {name}: {en}.");
        (!said.is_empty()).then(|| self.say(&whole).clone())
    }

    /// Returns the order of those that meet a requirement, where there is one worth a drawing.
    pub(super) fn order(&self, requirement: &Requirement, it: &Ordered, address: &str) -> Option<OrderText> {
        let count: usize = it.groups.iter().map(|group| group.provisions.len()).sum();
        if count < DRAWN || it.groups.len() < 2 {
            return None;
        }
        let Bilingual { ja, en } = &requirement.title;
        let title = msg!(ja: "{ja}：厳しさの順序", en: "{en}: order of strictness");
        let drawing = Drawing {
            title: self.say(&title).clone(),
            desc: self.t.order_says.to_owned(),
            boxes: it.groups.iter().map(|group| self.framed(group, &up(address))).collect(),
            steps: it.steps.clone(),
        };
        let below = |(more, less): &(usize, usize)| Below {
            number: less + 1,
            beyond: it.step(*more, *less).map(|step| self.beyond(step.a_beyond.as_ref())).unwrap_or_default(),
        };
        let mut counted = 0;
        let mut rank = |(at, group): (usize, &Group)| Rank {
            number: at + 1,
            first: self.text(group.provisions.first().map_or("", String::as_str)),
            members: {
                let before = counted;
                counted += group.provisions.len();
                self.numbered(before + 1, counted)
            },
            below: it.steps.iter().filter(|(more, _)| *more == at).map(below).collect(),
        };
        Some(OrderText {
            drawing: draw(drawing),
            rows: it.groups.iter().enumerate().map(&mut rank).collect(),
            misfits: it.misfits.iter().map(|id| self.titled_from(id, "")).collect(),
        })
    }

    /// Names some provisions by their numbers in the table of all.
    fn numbered(&self, first: usize, last: usize) -> String {
        let says = if first == last {
            msg!(ja: "上の表の{first}", en: "No. {first} above")
        } else {
            msg!(ja: "上の表の{first}から{last}まで", en: "Nos. {first} to {last} above")
        };
        self.say(&says).clone()
    }

    fn framed(&self, it: &Group, up: &str) -> Framed {
        let found = || it.provisions.iter().filter_map(|id| self.library.find(id));
        let entry = |id: &String| {
            let brief = self.library.find(id)?;
            let draft = self.text(id).draft.map(|it| it.label);
            let href = format!("{up}{}", self.reference(id)?);
            Some(Entry { href, lines: self.label(brief).into_iter().chain(draft).collect() })
        };
        let mut entries: Vec<Entry> = it.provisions.iter().take(SHOWN).filter_map(entry).collect();
        let more = it.provisions.len().saturating_sub(SHOWN);
        if more > 0 {
            let says = msg!(ja: "ほか{more}件（表に示す）", en: "{more} more, in the table");
            entries.push(Entry { href: "#ranks".to_owned(), lines: vec![self.say(&says).clone()] });
        }
        Framed { level: it.level, is_draft: found().all(|it| it.status.is_draft()), entries }
    }

    /// Returns the name of the instrument and the citation of a provision on one line.
    pub(super) fn labelled(&self, id: &str) -> String {
        self.library.find(id).map_or_else(|| id.to_owned(), |it| self.label(it).join(self.t.space))
    }

    fn text(&self, id: &str) -> Text {
        let brief = self.library.find(id);
        let draft = brief.filter(|it| it.status.is_draft());
        Text { label: self.labelled(id), draft: draft.and_then(|it| self.standing(it).into_iter().next()) }
    }

    /// Returns what one of a pair asks beyond the other.
    pub(super) fn differences(&self, all: &[Difference]) -> Vec<DifferenceText> {
        let text = |it: &Difference| DifferenceText {
            a: self.labelled(&it.a),
            b: self.labelled(&it.b),
            relation: words::relation(self.lang, it.relation),
            a_beyond: self.beyond(it.a_beyond.as_ref()),
            b_beyond: self.beyond(it.b_beyond.as_ref()),
        };
        all.iter().map(text).collect()
    }

    fn beyond(&self, it: Option<&Vec<Bilingual>>) -> Vec<String> {
        match it {
            Some(all) => all.iter().map(|it| self.say(it).clone()).collect(),
            None => vec![self.say(&not_compared()).clone()],
        }
    }

    /// Returns how every two of some provisions relate.
    pub(super) fn pairs(&self, requirement: &str, all: &[&String]) -> Option<Pairs> {
        let mut legend: Vec<Word> = Vec::new();
        let mut rows = Vec::new();
        for one in all {
            let mut cells = Vec::new();
            for other in all {
                if one == other {
                    cells.push("–".to_owned());
                    continue;
                }
                let related = self.library.relation(requirement, one, other).map(|it| it.relation);
                let short = related.map_or_else(|| "?".to_owned(), |it| self.say(&it.short()).clone());
                let word = Word { short: short.clone(), says: words::related(self.lang, related) };
                if !legend.contains(&word) {
                    legend.push(word);
                }
                cells.push(short);
            }
            rows.push(PairsOf { place: by(one), label: self.labelled(one), cells });
        }
        // Of two the table of all says how they relate.
        (rows.len() > 2).then_some(Pairs { rows, legend })
    }
}

/// Relations in the order in which they are counted.
const COUNTED: [Relation; 9] = [
    Relation::Stricter,
    Relation::Equal,
    Relation::Looser,
    Relation::Overlapping,
    Relation::Incompatible,
    Relation::Disjoint,
    Relation::Only,
    Relation::Absent,
    Relation::Undetermined,
];
