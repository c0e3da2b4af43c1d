//! What a citation means, and what is said of it where that is not just what was typed.

use crate::lang::Bilingual;
use crate::model::Node;
use crate::msg;
use crate::norm::Base;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// One thing is meant.
    Found(Found),
    /// Several may be meant, or one that the words do not fit; nobody but the reader decides.
    Candidates(Vec<Candidate>),
    /// Nothing is called so.
    Nothing(Nothing),
}

/// The one thing that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How it was found.
    pub kind: Kind,
    /// What it is.
    pub meaning: Meaning,
}

/// How something was found, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It is what was typed.
    Exact,
    /// The number is no more, and went on as what was found, in this order.
    Retired,
    /// The edition of today has no such number; another has.
    Elsewhere,
    /// Nothing stands so deep: what was found is the nearest above.
    Parent,
}

/// Something that can be cited.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// A provision, a parent without a text of its own, or a whole; several where a number went on as several.
    Nodes(Vec<Node>),
    /// An interpretation, by its position.
    Interpretation(usize),
}

/// Something that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What it is.
    pub meaning: Meaning,
    /// Whether the words that were typed are those by which its text is cited.
    pub fits: bool,
}

/// What can be said where nothing is called so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nothing {
    /// The instruments that were named, whose texts have no such number.
    pub instruments: Vec<String>,
    /// Ids that look alike.
    pub near: Vec<String>,
}

impl Meaning {
    /// Returns the pinned ids, in order.
    pub fn ids(&self, kb: Base<'_>) -> Vec<String> {
        match self {
            Self::Nodes(nodes) => nodes.iter().map(|node| kb.node_id(node)).collect(),
            Self::Interpretation(at) => {
                kb.interpretations.get(*at).map(|it| it.id.clone()).into_iter().collect()
            }
        }
    }

    /// Returns the places; none of an interpretation.
    pub fn nodes(self) -> Vec<Node> {
        match self {
            Self::Nodes(nodes) => nodes,
            Self::Interpretation(_) => Vec::new(),
        }
    }
}

impl Found {
    /// Returns what a reader must know who typed something else than what was found.
    pub fn said(&self, kb: Base<'_>, typed: &str) -> Option<Bilingual> {
        let ids = self.meaning.ids(kb);
        let (ja, en) = (ids.join("、"), ids.join(", "));
        match self.kind {
            Kind::Exact => None,
            Kind::Retired => Some(msg!(
                ja: "「{typed}」の番号は今の版にない。引き継いだのは{ja}である。",
                en: "`{typed}` is a number that the edition no longer has; it went on as {en}",
            )),
            Kind::Elsewhere => Some(msg!(
                ja: "「{typed}」は現行の版にない。ほかの版の{ja}にある。",
                en: "`{typed}` is not in the current edition; another has it: {en}",
            )),
            Kind::Parent => Some(msg!(
                ja: "「{typed}」に当たる規定はない。上位で最も近い{ja}がある。",
                en: "there is no `{typed}`; the nearest above it is {en}",
            )),
        }
    }
}

impl Answer {
    /// Returns the nodes that are just what was typed, or as what it went on; else the answer.
    pub fn sure(self) -> Result<Vec<Node>, Self> {
        match self {
            Self::Found(Found { kind: Kind::Exact | Kind::Retired, meaning: Meaning::Nodes(nodes) }) => {
                Ok(nodes)
            }
            Self::Found(_) | Self::Candidates(_) | Self::Nothing(_) => Err(self),
        }
    }

    /// Returns what must be said where nothing is sure; none where one thing is found.
    pub fn unsure(&self, kb: Base<'_>, typed: &str) -> Option<Bilingual> {
        match self {
            Self::Found(_) => None,
            Self::Candidates(all) => Some(candidates(kb, typed, all)),
            Self::Nothing(it) => Some(it.said(typed)),
        }
    }
}

fn candidates(kb: Base<'_>, typed: &str, all: &[Candidate]) -> Bilingual {
    let ids = |fits: bool| {
        let of = all.iter().filter(|it| it.fits == fits).flat_map(|it| it.meaning.ids(kb));
        of.collect::<Vec<_>>().join(", ")
    };
    let (fitting, others) = (ids(true), ids(false));
    match (fitting.is_empty(), others.is_empty()) {
        (true, _) => msg!(
            ja: "「{typed}」の番号はあるが、そのようには引用しない: {others}",
            en: "`{typed}` has a number that exists, but not by that name: {others}",
        ),
        (false, true) => {
            msg!(ja: "「{typed}」は一つに決まらない: {fitting}", en: "`{typed}` may mean any of: {fitting}")
        }
        (false, false) => msg!(
            ja: "「{typed}」は一つに決まらない: {fitting}。同じ番号で引用の仕方が異なるもの: {others}",
            en: "`{typed}` may mean any of: {fitting}; cited otherwise by the same number: {others}",
        ),
    }
}

impl Nothing {
    fn said(&self, typed: &str) -> Bilingual {
        let (near_ja, near_en) = (self.near.join("」「"), self.near.join("`, `"));
        let named = self.instruments.join(", ");
        match (self.instruments.is_empty(), self.near.is_empty()) {
            (true, true) => msg!(ja: "「{typed}」に当たるものがない。", en: "nothing is called `{typed}`"),
            (true, false) => msg!(
                ja: "「{typed}」に当たるものがない。「{near_ja}」のことではありませんか。",
                en: "nothing is called `{typed}`; did you mean `{near_en}`?",
            ),
            (false, _) => msg!(
                ja: "「{typed}」に当たる規定が{named}にない。「kijun show {named}」で文書を見てください。",
                en: "nothing in {named} is called `{typed}`; see `kijun show {named}`",
            ),
        }
    }
}
