//! Counterparts of a provision: by requirement, and for each by edition.

use crate::id::Id;
use crate::lang::counted;
use crate::lexicon::{Applicability, Relation};
use crate::msg;
use crate::view::Counterpart;
use crate::view::provision::Provision;
use serde::Serialize;

use super::Cx;
use super::part::Link;
use crate::site::words::{self, Badge};

/// The counterparts for one requirement.
#[derive(Serialize)]
pub(super) struct Counterparts {
    requirement: Link,
    /// Those that can be compared, by how they relate: what asks more first.
    groups: Vec<Group>,
    /// Those of which no relation can be computed, which say least and are folded.
    unclear: Vec<OfEdition>,
    unclear_count: usize,
    /// Says how many more there are; the requirement leads to them.
    left_out: Option<String>,
}

/// Those that relate alike.
#[derive(Serialize)]
struct Group {
    relation: Badge,
    count: usize,
    editions: Vec<OfEdition>,
}

/// Those of one edition.
#[derive(Serialize)]
struct OfEdition {
    edition: String,
    lines: Vec<Line>,
}

/// Those of an edition that relate alike.
#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    alike: Alike,
    provisions: Vec<Link>,
}

/// What provisions on one line share.
#[derive(PartialEq, Eq, Serialize)]
struct Alike {
    /// None where the criteria are too complex to be compared.
    applicability: Option<String>,
    /// Said where it is another than that of the whole.
    condition: Option<String>,
    modality: Badge,
    standing: Vec<Badge>,
}

impl Cx<'_> {
    /// Returns the counterparts of a provision.
    pub(super) fn counterparts(&self, it: &Provision) -> Vec<Counterparts> {
        let mut groups: Vec<(&str, Vec<&Counterpart>)> = Vec::new();
        for other in &it.counterparts {
            append(&mut groups, &other.requirement, other);
        }
        let group = |(requirement, others): (&str, Vec<&Counterpart>)| Counterparts {
            requirement: self.requirement(requirement),
            groups: self.related(&others),
            unclear: self.editions(&unclear(&others)),
            unclear_count: unclear(&others).len(),
            left_out: it.counterparts_left_out.iter().find(|it| it.requirement == requirement).map(|it| {
                let count = it.count;
                let more = counted(count, "more is", "more are");
                self.say(&msg!(
                    ja: "ほかに{count}件の規定がある。全ての規定は要件のページに並べてある。",
                    en: "{more} not listed here; the page of the requirement lists all provisions."
                ))
                .clone()
            }),
        };
        groups.into_iter().map(group).collect()
    }

    /// Returns those that can be compared, by how they relate.
    fn related(&self, others: &[&Counterpart]) -> Vec<Group> {
        let of = |relation: Relation| {
            let alike: Vec<&Counterpart> =
                others.iter().copied().filter(|it| it.relation == Some(relation)).collect();
            let group = || Group {
                relation: words::relation(self.lang, relation),
                count: alike.len(),
                editions: self.editions(&alike),
            };
            (!alike.is_empty()).then(group)
        };
        ORDER.into_iter().filter_map(of).collect()
    }

    /// Returns them by edition, those at home first.
    fn editions(&self, others: &[&Counterpart]) -> Vec<OfEdition> {
        let mut groups: Vec<(Id<'_>, Vec<&Counterpart>)> = Vec::new();
        let home = &self.index.from_home;
        let mut others = others.to_vec();
        others.sort_by_key(|it| home.get(Id::parse(&it.id).instrument).copied());
        for other in others {
            append(&mut groups, Id::parse(&other.id).whole(), other);
        }
        let group = |(edition, others): (Id<'_>, Vec<&Counterpart>)| {
            let edition = edition.to_string();
            OfEdition { edition: self.edition_name(&edition), lines: self.lines(&others) }
        };
        groups.into_iter().map(group).collect()
    }

    /// Names how two conditions relate inside both scopes, unless that is how the provisions apply as a whole.
    pub(super) fn inside(&self, whole: Applicability, inside: Option<Applicability>) -> Option<String> {
        inside.filter(|it| *it != whole).map(|it| self.say(&it.title()).clone())
    }

    fn lines(&self, others: &[&Counterpart]) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let found = others.iter().filter_map(|other| Some((other, self.library.find(&other.id)?)));
        for (other, provision) in found {
            let alike = Alike {
                applicability: other.applicability.map(|it| self.say(&it.title()).clone()),
                condition: other.applicability.and_then(|whole| self.inside(whole, other.condition)),
                modality: words::modality(self.lang, provision.modality, provision.status),
                standing: self.standing_unless_begun(provision),
            };
            let titled = self.titled(&other.id);
            match lines.iter_mut().find(|line| line.alike == alike) {
                Some(line) => line.provisions.push(titled),
                None => lines.push(Line { alike, provisions: vec![titled] }),
            }
        }
        lines
    }
}

/// What can be compared, in the order in which it is told.
const ORDER: [Relation; 8] = [
    Relation::Incompatible,
    Relation::Stricter,
    Relation::Overlapping,
    Relation::Equal,
    Relation::Looser,
    Relation::Disjoint,
    Relation::Only,
    Relation::Absent,
];

/// Returns those of which no relation can be computed.
fn unclear<'a>(others: &[&'a Counterpart]) -> Vec<&'a Counterpart> {
    let is_unclear = |it: &&Counterpart| matches!(it.relation, None | Some(Relation::Undetermined));
    others.iter().copied().filter(is_unclear).collect()
}

/// Appends to the group of a key, which is the last one or a new one.
fn append<'a, K: PartialEq>(groups: &mut Vec<(K, Vec<&'a Counterpart>)>, key: K, it: &'a Counterpart) {
    match groups.last_mut() {
        Some((last, group)) if *last == key => group.push(it),
        Some(_) | None => groups.push((key, vec![it])),
    }
}
