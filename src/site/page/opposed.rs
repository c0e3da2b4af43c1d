//! The pages that compare two texts whole, and the page that leads to them.

use serde::Serialize;

use crate::id::Id;
use crate::lang::Bilingual;
use crate::lexicon::{Change, Relation};
use crate::msg;
use crate::view::changes::{Attached, Changes};
use crate::view::comparison::{Comparison, Implication, NotImplied, RequirementRelation};
use crate::view::example::Only;
use crate::view::opposed::{Opposed, Why};
use crate::view::stated::Stated;

use super::part::Link;
use super::related::DeviationText;
use super::{Cx, Page};
use crate::site::route::{self, Section};
use crate::site::template;
use crate::site::words::{self, Badge};

#[derive(Serialize)]
struct IndexView {
    groups: Vec<Kind>,
}

/// Pages of one kind.
#[derive(Serialize)]
struct Kind {
    title: String,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    link: Link,
    says: String,
}

#[derive(Serialize)]
struct View {
    title: String,
    says: String,
    command: String,
    /// The two texts.
    texts: [TextView; 2],
    /// What is computed; none where it is too complex to be decided.
    found: Option<Found>,
    deviations: Vec<DeviationText>,
    /// Where the old and the new text stand side by side.
    beside: Option<String>,
}

#[derive(Serialize)]
struct TextView {
    link: Link,
    name: String,
    id: String,
    status: Option<Badge>,
    /// Where its page says to which products it applies.
    scope: Option<String>,
}

#[derive(Serialize)]
struct Found {
    relation: Badge,
    mode: String,
    applicability: String,
    /// Products to which one of them alone applies: the first, then the second.
    only: Vec<OnlyText>,
    rows: Vec<Row>,
    /// What is not determined.
    unclear: Vec<Row>,
    directions: [Direction; 2],
    changes: Option<ChangesText>,
    assumptions: Vec<String>,
}

#[derive(Serialize)]
struct OnlyText {
    name: String,
    facts: Vec<String>,
}

/// A requirement.
#[derive(Serialize)]
struct Row {
    requirement: Link,
    relation: Badge,
    applies: Option<String>,
    sides: [Vec<Link>; 2],
}

/// Whether one of them implies the other.
#[derive(Serialize)]
struct Direction {
    from: String,
    to: String,
    answer: String,
    basis: Vec<String>,
    fails: Vec<Fails>,
    /// Those without a criterion, which nothing can imply.
    silent: Vec<Link>,
}

/// A provision that is not implied, with a device that fails it.
#[derive(Serialize)]
struct Fails {
    provision: Link,
    facts: Vec<String>,
    /// What has to be judged to be met in any such device.
    hangs_on: Vec<Link>,
    is_unlikely: bool,
}

/// What became of the provisions.
#[derive(Serialize)]
struct ChangesText {
    groups: Vec<ChangeGroup>,
    /// What hangs on the first alone, and on the second alone.
    only: [Vec<String>; 2],
}

#[derive(Serialize)]
struct ChangeGroup {
    change: Badge,
    count: usize,
    pairs: Vec<[Vec<Link>; 2]>,
}

/// Returns the page that leads to all others.
pub(super) fn index(cx: &Cx<'_>) -> Page {
    let aligned = cx.library.said.alignments.iter().map(|alignment| Kind {
        title: alignment.title.as_ref().map_or_else(|| alignment.id.clone(), |title| cx.say(title).clone()),
        entries: cx.entries(|it| it.why == Why::Aligned(alignment.id.clone())),
    });
    let editions =
        Kind { title: cx.t.compare_editions.to_owned(), entries: cx.entries(|it| it.why == Why::Succession) };
    let sets = cx.joint_entries().into_iter().map(|(link, says)| Entry { link, says });
    let markets = Kind { title: cx.t.joint_sets.to_owned(), entries: sets.collect() };
    let mut groups: Vec<Kind> = aligned.chain([markets, editions]).collect();
    groups.retain(|it| !it.entries.is_empty());
    Page {
        lang: cx.lang,
        address: Section::Compare.address().to_owned(),
        section: Section::Compare,
        title: cx.t.compare.to_owned(),
        description: cx.t.compare_lead.to_owned(),
        mark: String::new(),
        template: "compare.html",
        body: template::body(IndexView { groups }),
    }
}

/// Returns the page of a pair.
pub(super) fn page(cx: &Cx<'_>, it: &Opposed) -> Page {
    let title = cx.question(it);
    let says = cx.counted(it);
    let [a, b] = &it.asked;
    let view = View {
        title: title.clone(),
        says: says.clone(),
        command: format!("kijun compare {a} {b}"),
        texts: [0, 1].map(|at| cx.opposed_text(it, at)),
        found: cx.library.compared(it).comparison.as_ref().map(|found| cx.found(it, found)),
        deviations: cx.deviations_between(it),
        beside: cx.redline_of(it),
    };
    Page {
        lang: cx.lang,
        address: route::opposed(&it.asked),
        section: Section::Compare,
        title,
        description: says,
        mark: format!("{a} / {b}"),
        template: "opposed.html",
        body: template::body(view),
    }
}

impl Cx<'_> {
    fn entries(&self, of: impl Fn(&Opposed) -> bool) -> Vec<Entry> {
        let all = self.library.opposed().iter().filter(|it| of(it));
        all.map(|it| Entry { link: self.opposed_link(it), says: self.counted(it) }).collect()
    }

    /// Returns a link to the page of a pair.
    fn opposed_link(&self, it: &Opposed) -> Link {
        Link { href: Some(route::opposed(&it.asked)), text: self.question(it) }
    }

    /// Returns the pages that compare a text with another: by its instrument or by one of its editions.
    pub(super) fn comparisons_of(&self, id: &str) -> Vec<Link> {
        let names = |it: &Opposed| it.asked.iter().chain(&it.editions).any(|other| other == id);
        self.library.opposed().iter().filter(|it| names(it)).map(|it| self.opposed_link(it)).collect()
    }

    /// Returns the pages that compare the text of a provision with those of some others, whole.
    pub(super) fn comparisons_between(&self, id: &str, others: &[&Comparison]) -> Vec<Link> {
        let edition = |id: &str| Id::parse(id).whole().to_string();
        let own = edition(id);
        let others: Vec<String> = others.iter().map(|it| edition(&it.b)).collect();
        let is_one = |it: &&Opposed| {
            let [a, b] = &it.editions;
            (*a == own && others.contains(b)) || (*b == own && others.contains(a))
        };
        self.library.opposed().iter().filter(is_one).map(|it| self.opposed_link(it)).collect()
    }

    /// Returns the question that the page of a pair answers.
    fn question(&self, it: &Opposed) -> String {
        let [a, b] = it.asked.clone().map(|id| self.titled(&id).text);
        let question = match it.why {
            Why::Aligned(_) => msg!(ja: "{a}と{b}はどこが違うか", en: "How do {a} and {b} differ?"),
            Why::Succession => msg!(
                ja: "{a}から{b}へ何が変わるか",
                en: "What changes from {a} to {b}?",
            ),
        };
        self.say(&question).clone()
    }

    /// Says by numbers how the requirements of a pair relate.
    fn counted(&self, it: &Opposed) -> String {
        let [a, b] = it.asked.clone().map(|id| self.titled(&id).text);
        let Some(found) = &self.library.compared(it).comparison else {
            return self.t.compare_undecided.to_owned();
        };
        let count = |relation| found.by_requirement.iter().filter(|it| it.relation == relation).count();
        let all = found.by_requirement.len();
        let part = |relation, says: Bilingual| {
            let count = count(relation);
            let Bilingual { ja, en } = says;
            (count > 0).then(|| msg!(ja: "{ja}{count}", en: "{en}{count}"))
        };
        let parts: Vec<Bilingual> = [
            part(Relation::Equal, msg!(ja: "同じことを求めるもの", en: "asked alike ")),
            part(Relation::Stricter, msg!(ja: "「{a}」の方が厳しいもの", en: "stricter in {a} ")),
            part(Relation::Looser, msg!(ja: "「{b}」の方が厳しいもの", en: "stricter in {b} ")),
            part(Relation::Overlapping, msg!(ja: "一部で重なるもの", en: "overlapping ")),
            part(Relation::Incompatible, msg!(ja: "両立しないもの", en: "incompatible ")),
            part(Relation::Only, msg!(ja: "「{a}」だけが定めるもの", en: "only in {a} ")),
            part(Relation::Absent, msg!(ja: "「{b}」だけが定めるもの", en: "only in {b} ")),
            part(
                Relation::Disjoint,
                msg!(ja: "同じ製品に適用されないもの", en: "never of the same product "),
            ),
            part(Relation::Undetermined, msg!(ja: "定まらないもの", en: "undetermined ")),
        ]
        .into_iter()
        .flatten()
        .collect();
        let list =
            |of: fn(&Bilingual) -> &str, comma: &str| parts.iter().map(of).collect::<Vec<_>>().join(comma);
        let (ja, en) = (list(|it| &it.ja, "、"), list(|it| &it.en, ", "));
        let says = if all == 0 {
            msg!(ja: "要件に結び付いた規定がない。", en: "No provision of either meets a requirement.")
        } else {
            msg!(ja: "{all}の要件のうち、{ja}である。", en: "Of {all} requirements: {en}.")
        };
        self.say(&says).clone()
    }

    fn opposed_text(&self, it: &Opposed, at: usize) -> TextView {
        let asked = it.asked.get(at).map(String::as_str).unwrap_or_default();
        let edition = it.editions.get(at).map(String::as_str).unwrap_or_default();
        TextView {
            link: self.titled(edition),
            name: self.titled(asked).text,
            id: asked.to_owned(),
            status: self.index.editions.get(edition).map(|it| self.status(it)),
            scope: self.scope(edition),
        }
    }

    fn found(&self, it: &Opposed, found: &Comparison) -> Found {
        let names = it.asked.clone().map(|id| self.titled(&id).text);
        let [a, b] = &names;
        let unclear = |row: &&RequirementRelation| row.relation == Relation::Undetermined;
        let mut clear: Vec<&RequirementRelation> =
            found.by_requirement.iter().filter(|row| !unclear(row)).collect();
        clear.sort_by_key(|row| ORDER.iter().position(|relation| *relation == row.relation));
        let row = |row: &RequirementRelation| self.opposed_row(it, row);
        let only = [(a, &found.only_a), (b, &found.only_b)];
        let only = only.into_iter().filter_map(|(name, only)| Some(self.only(name, only.as_ref()?)));
        Found {
            relation: words::relation(self.lang, found.relation),
            mode: self.say(&found.mode.title()).clone(),
            applicability: self.say(&found.applicability.title()).clone(),
            only: only.collect(),
            rows: clear.into_iter().map(row).collect(),
            unclear: found.by_requirement.iter().filter(unclear).map(row).collect(),
            directions: [self.direction(a, b, &found.a_implies_b), self.direction(b, a, &found.b_implies_a)],
            changes: found.provisions.as_ref().map(|it| self.changes(it)),
            assumptions: found.assumptions.iter().map(|it| self.say(it).clone()).collect(),
        }
    }

    fn only(&self, name: &str, it: &Only) -> OnlyText {
        OnlyText { name: name.to_owned(), facts: self.facts_of(&it.changed) }
    }

    fn facts_of(&self, all: &[Stated]) -> Vec<String> {
        all.iter().map(|it| self.say(&it.said).clone()).collect()
    }

    fn opposed_row(&self, it: &Opposed, row: &RequirementRelation) -> Row {
        let nothing = [Vec::new(), Vec::new()];
        let sides = self.library.compared(it).sides.get(&row.requirement).unwrap_or(&nothing);
        let links = |ids: &Vec<String>| ids.iter().map(|id| self.titled(id)).collect();
        let [a, b] = sides;
        Row {
            requirement: self.requirement(&row.requirement),
            relation: words::relation(self.lang, row.relation),
            applies: row.applicability.map(|it| self.say(&it.title()).clone()),
            sides: [links(a), links(b)],
        }
    }

    fn direction(&self, from: &str, to: &str, it: &Implication) -> Direction {
        let (fails, silent): (Vec<&NotImplied>, Vec<&NotImplied>) =
            it.not_implied.iter().partition(|it| it.witness.is_some());
        let fails = fails.into_iter().filter_map(|it| {
            let witness = it.witness.as_ref()?;
            Some(Fails {
                provision: self.titled(&it.id),
                facts: self.facts_of(&witness.changed),
                hangs_on: witness.hangs_on.iter().map(|id| self.fact(id)).collect(),
                is_unlikely: !witness.unlikely.is_empty(),
            })
        });
        Direction {
            from: from.to_owned(),
            to: to.to_owned(),
            answer: self.say(&it.answer.title()).clone(),
            basis: it.basis.clone(),
            fails: fails.collect(),
            silent: silent.into_iter().map(|it| self.titled(&it.id)).collect(),
        }
    }

    fn changes(&self, it: &Changes) -> ChangesText {
        let group = |change: &Change| {
            let alike = it.changed.iter().filter(|it| it.change == *change);
            let links = |ids: &[String]| ids.iter().map(|id| self.titled(id)).collect::<Vec<Link>>();
            let pairs: Vec<[Vec<Link>; 2]> = alike.map(|it| [links(&it.a), links(&it.b)]).collect();
            let group = ChangeGroup { change: words::change(self.lang, *change), count: pairs.len(), pairs };
            (group.count > 0).then_some(group)
        };
        let names = |it: &Attached| it.deemings.iter().chain(&it.interpretations).cloned().collect();
        ChangesText {
            groups: Change::ALL.iter().filter_map(group).collect(),
            only: [names(&it.only_a), names(&it.only_b)],
        }
    }

    /// Returns the deviations that are declared between two texts.
    fn deviations_between(&self, it: &Opposed) -> Vec<DeviationText> {
        let Why::Aligned(alignment) = &it.why else { return Vec::new() };
        let [a, b] = &it.editions;
        let of = |ids: &[String], edition: &String| {
            !ids.is_empty() && ids.iter().all(|id| Id::parse(id).whole().to_string() == *edition)
        };
        let none = |ids: &[String], edition: &str, member: Option<&String>| {
            ids.is_empty() && member.is_none_or(|member| member == Id::parse(edition).instrument)
        };
        let all = self.library.said.deviations.iter().filter(|it| it.alignment == *alignment);
        let between = all.filter(|it| {
            let is = |ids, edition| of(ids, edition) || none(ids, edition, it.member.as_ref());
            (is(&it.left, a) && is(&it.right, b)) || (is(&it.left, b) && is(&it.right, a))
        });
        between.map(|it| self.deviation(it, "")).collect()
    }

    /// Returns where the old and the new text of two editions stand side by side.
    fn redline_of(&self, it: &Opposed) -> Option<String> {
        let [_, new] = &it.editions;
        let amendment =
            self.library.amendments().iter().find(|it| it.edition == *new && it.diff.is_some())?;
        (it.why == Why::Succession)
            .then(|| format!("{}#{}", route::diff(&amendment.instrument), super::part::place(new)))
    }
}

/// Relations in the order in which a page tells them: what differs first.
const ORDER: [Relation; 8] = [
    Relation::Incompatible,
    Relation::Stricter,
    Relation::Looser,
    Relation::Overlapping,
    Relation::Only,
    Relation::Absent,
    Relation::Disjoint,
    Relation::Equal,
];
