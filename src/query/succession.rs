//! What became of each provision from one state of an instrument to another.
//!
//! Pairs them along the amendments, by their numbers; reads texts only to say whether they are the same.

use std::collections::BTreeSet;

use crate::lexicon::Change;
use crate::model::{EditionIdx, Kb, Locator, Provision, ProvisionIdx};

/// One state of an instrument: an edition of a base.
#[derive(Clone, Copy, Debug)]
pub struct State<'a> {
    /// The texts; those of both states may be the same.
    pub kb: &'a Kb,
    /// The edition.
    pub edition: EditionIdx,
}

impl<'a> State<'a> {
    fn provisions(self) -> Vec<&'a Provision> {
        self.indices().iter().map(|idx| &self.kb.provisions[*idx]).collect()
    }

    fn indices(self) -> &'a [ProvisionIdx] {
        &self.kb.editions[self.edition].provisions
    }
}

/// Provisions that became one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What happened to them.
    pub change: Change,
    /// What they were; none where something was added.
    pub old: Vec<ProvisionIdx>,
    /// What they are; none where something was removed.
    pub new: Vec<ProvisionIdx>,
}

/// Returns what became of every provision, in the order of the new state.
pub fn succession(old: State<'_>, new: State<'_>) -> Vec<Passage> {
    let (before, after) = (old.provisions(), new.provisions());
    let mut links = along_amendments(old, new);
    links.extend(same_number(&before, &after, &links));
    links.extend(same_words(&before, &after, &links));
    let mut passages: Vec<(Vec<usize>, Vec<usize>)> = groups(before.len(), after.len(), &links);
    let place = |(gone, come): &(Vec<usize>, Vec<usize>)| {
        let first = |list: &[&Provision], at: &[usize]| -> Option<Locator> {
            at.first().and_then(|at| list.get(*at)).map(|it| it.locator.clone())
        };
        first(&after, come).or_else(|| first(&before, gone))
    };
    // What was removed stands where its number would.
    passages.sort_by_cached_key(place);
    let provisions = |state: State<'_>, at: &[usize]| -> Vec<ProvisionIdx> {
        at.iter().filter_map(|at| state.indices().get(*at).copied()).collect()
    };
    passages
        .iter()
        .map(|(gone, come)| Passage {
            change: change(&pick(&before, gone), &pick(&after, come)),
            old: provisions(old, gone),
            new: provisions(new, come),
        })
        .collect()
}

fn pick<'a>(list: &[&'a Provision], at: &[usize]) -> Vec<&'a Provision> {
    at.iter().filter_map(|at| list.get(*at).copied()).collect()
}

fn change(old: &[&Provision], new: &[&Provision]) -> Change {
    match (old, new) {
        (_, []) => Change::Removed,
        ([], _) => Change::Added,
        ([one], [other]) if one.locator != other.locator => Change::Moved,
        ([one], [other]) if same_text(one, other) => Change::Same,
        ([_], [_]) => Change::Amended,
        (some, others) if some.len() > others.len() => Change::Joined,
        _ => Change::Split,
    }
}

/// Says whether two provisions are cited, headed and worded alike, in both languages.
fn same_text(one: &Provision, other: &Provision) -> bool {
    let (one, other) = (&one.body, &other.body);
    one.cite == other.cite && one.title == other.title && one.text == other.text
}

/// A position in the old state with one in the new.
type Link = (usize, usize);

/// Links what the amendments say, from the last edition that both states go back to.
fn along_amendments(old: State<'_>, new: State<'_>) -> Vec<Link> {
    let kb = new.kb;
    let Some(former) = counterpart(old, kb) else { return Vec::new() };
    let (from, to) = (lineage(kb, former), lineage(kb, new.edition));
    let Some(common) = from.iter().find(|edition| to.contains(edition)) else { return Vec::new() };
    let number = |state: State<'_>, locator: &Locator| {
        let idx = state.kb.at.get(&(state.edition, locator.clone()))?;
        state.indices().iter().position(|it| it == idx)
    };
    let mut links = Vec::new();
    for idx in &kb.editions[*common].provisions {
        let locator = &kb.provisions[*idx].locator;
        let olds = walk(kb, &from, *common, locator);
        let news = walk(kb, &to, *common, locator);
        for gone in olds.iter().filter_map(|it| number(old, it)) {
            links.extend(news.iter().filter_map(|it| number(new, it)).map(|come| (gone, come)));
        }
    }
    links
}

/// Returns the edition of another base that a state is one of.
fn counterpart(state: State<'_>, kb: &Kb) -> Option<EditionIdx> {
    let id = state.kb.edition_id(state.edition);
    kb.editions.indices().find(|edition| kb.edition_id(*edition) == id)
}

/// Returns an edition and those that it goes back to, nearest first.
fn lineage(kb: &Kb, edition: EditionIdx) -> Vec<EditionIdx> {
    std::iter::successors(Some(edition), |edition| kb.editions[*edition].amends).collect()
}

/// Returns the numbers that a provision of an earlier edition has after the amendments of a lineage.
fn walk(kb: &Kb, lineage: &[EditionIdx], from: EditionIdx, locator: &Locator) -> Vec<Locator> {
    let later: Vec<EditionIdx> = lineage.iter().copied().take_while(|edition| *edition != from).collect();
    later.iter().rev().fold(vec![locator.clone()], |numbers, edition| {
        numbers.iter().flat_map(|number| step(kb, *edition, number)).collect()
    })
}

/// Returns the numbers that a provision has in the edition that amends its own.
fn step(kb: &Kb, edition: EditionIdx, locator: &Locator) -> Vec<Locator> {
    // A number that was given up may be that of another provision by now.
    if let Some(split) = kb.editions[edition].splits.iter().find(|split| split.old == *locator) {
        return split.new.clone();
    }
    kb.at.contains_key(&(edition, locator.clone())).then(|| locator.clone()).into_iter().collect()
}

/// Returns the positions on one side that no link has.
fn free<'l>(count: usize, taken: impl Iterator<Item = &'l usize>) -> Vec<usize> {
    let taken: BTreeSet<usize> = taken.copied().collect();
    (0..count).filter(|at| !taken.contains(at)).collect()
}

/// Links those that nothing links yet and that `alike` finds alike, where each has no other like it.
fn unlinked(
    old: &[&Provision],
    new: &[&Provision],
    links: &[Link],
    alike: impl Fn(&Provision, &Provision) -> bool,
) -> Vec<Link> {
    let gone = free(old.len(), links.iter().map(|(gone, _)| gone));
    let come = free(new.len(), links.iter().map(|(_, come)| come));
    let is_like = |one: usize, other: usize| {
        old.get(one).zip(new.get(other)).is_some_and(|(one, other)| alike(one, other))
    };
    let only = |list: &[usize], test: &dyn Fn(usize) -> bool| -> Option<usize> {
        let mut found = list.iter().copied().filter(|at| test(*at));
        found.next().filter(|_| found.next().is_none())
    };
    let pair = |one: &usize| {
        let other = only(&come, &|other| is_like(*one, other))?;
        only(&gone, &|one| is_like(one, other)).map(|one| (one, other))
    };
    gone.iter().filter_map(pair).collect()
}

fn same_number(old: &[&Provision], new: &[&Provision], links: &[Link]) -> Vec<Link> {
    unlinked(old, new, links, |one, other| one.locator == other.locator)
}

/// Links what has another number and the same words: a renumbering that nobody declared.
fn same_words(old: &[&Provision], new: &[&Provision], links: &[Link]) -> Vec<Link> {
    unlinked(old, new, links, |one, other| {
        one.body.title == other.body.title && one.body.text == other.body.text
    })
}

/// Puts together what links connect; each group in order, and each alone that nothing links.
fn groups(old: usize, new: usize, links: &[Link]) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut groups: Vec<(BTreeSet<usize>, BTreeSet<usize>)> = Vec::new();
    for (gone, come) in links {
        let (mut whole, rest): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(olds, news)| olds.contains(gone) || news.contains(come));
        let mut joined = (BTreeSet::from([*gone]), BTreeSet::from([*come]));
        for (olds, news) in &mut whole {
            joined.0.append(olds);
            joined.1.append(news);
        }
        groups = rest;
        groups.push(joined);
    }
    let removed = free(old, links.iter().map(|(gone, _)| gone));
    let added = free(new, links.iter().map(|(_, come)| come));
    groups.extend(removed.into_iter().map(|gone| (BTreeSet::from([gone]), BTreeSet::new())));
    groups.extend(added.into_iter().map(|come| (BTreeSet::new(), BTreeSet::from([come]))));
    groups.into_iter().map(|(olds, news)| (olds.into_iter().collect(), news.into_iter().collect())).collect()
}
