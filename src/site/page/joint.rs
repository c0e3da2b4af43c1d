//! The pages of the sets of markets: what a product has to meet that is sold in all of them, requirement by requirement.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::id::Id;
use crate::lang::Bilingual;
use crate::msg;
use crate::view::joint::{Joint, Part, part};
use crate::view::market::MarketSet;
use crate::view::merged::MergedOn;

use super::part::Link;
use super::{Cx, Page};
use crate::site::route::{self, Section};
use crate::site::template;
use crate::site::words::Badge;

#[derive(Serialize)]
struct View {
    title: String,
    says: String,
    command: String,
    markets: Vec<String>,
    /// Markets without a text that binds.
    empty: Vec<String>,
    rows: Vec<Row>,
    /// Binding provisions that meet no requirement, or demand something beside it.
    apart: Vec<Link>,
}

/// A requirement.
#[derive(Serialize)]
struct Row {
    requirement: Link,
    /// By market: what its texts ask.
    cells: Vec<Vec<PartText>>,
    /// Why there is no answer, or which provisions no product can meet together.
    failure: Option<String>,
    conflict: Vec<Link>,
}

/// A provision in a merge.
#[derive(Serialize)]
struct PartText {
    link: Link,
    /// Where it stands, unless it is in force.
    standing: Vec<Badge>,
    /// Said where it is not asked by itself.
    word: Option<String>,
    by: Vec<Link>,
}

/// What is asked for a requirement in each set of markets.
#[derive(Serialize)]
pub(super) struct Joints {
    sets: Vec<Link>,
    rows: Vec<JointRow>,
    /// Sets in which no product can meet all.
    conflicts: Vec<Link>,
    command: String,
}

#[derive(Serialize)]
struct JointRow {
    provision: String,
    cells: Vec<String>,
}

/// Returns the page of a set.
pub(super) fn page(cx: &Cx<'_>, it: &Joint) -> Vec<Page> {
    let Some(set) = cx.library.market_sets.get(it.set) else { return Vec::new() };
    let title = cx.joint_question(set);
    let says = cx.joint_counted(set, it);
    let titled = set.markets.iter().zip(&it.titles);
    let empty = titled.filter(|(code, _)| it.merged.empty_markets.contains(code));
    let row = |on: &MergedOn| cx.joint_row(set, it, on);
    let view = View {
        title: title.clone(),
        says: says.clone(),
        command: format!("kijun merge --markets {}", set.markets.join(",")),
        markets: it.titles.iter().map(|title| cx.say(title).clone()).collect(),
        empty: empty.map(|(_, title)| cx.say(title).clone()).collect(),
        rows: it.merged.requirements.iter().map(row).collect(),
        apart: it.merged.apart.iter().map(|id| cx.titled_from(id, "")).collect(),
    };
    vec![Page {
        lang: cx.lang,
        address: route::joint(&set.id),
        section: Section::Compare,
        title,
        description: says,
        mark: set.id.clone(),
        template: "joint.html",
        body: template::body(view),
    }]
}

impl Cx<'_> {
    fn joint_question(&self, set: &MarketSet) -> String {
        let Bilingual { ja, en } = &set.title;
        let question = if set.markets.len() == 1 {
            msg!(ja: "{ja}で売る製品には何が求められるか", en: "What is asked of a product sold in {en}?")
        } else {
            msg!(
                ja: "{ja}の全てで売る製品には何が求められるか",
                en: "What is asked of a product sold in all of {en}?",
            )
        };
        self.say(&question).clone()
    }

    /// Returns links to the pages of all sets, with what they say.
    pub(super) fn joint_entries(&self) -> Vec<(Link, String)> {
        let all = self.library.joints().into_iter();
        all.filter_map(|it| {
            let set = self.library.market_sets.get(it.set)?;
            let link = Link { href: Some(route::joint(&set.id)), text: self.joint_question(set) };
            Some((link, self.joint_counted(set, it)))
        })
        .collect()
    }

    /// Says by numbers in how many of the markets the requirements stand.
    fn joint_counted(&self, set: &MarketSet, it: &Joint) -> String {
        let markets = |on: &MergedOn| {
            let places = on.provisions.iter().filter_map(|id| it.market_of.get(Id::parse(id).instrument));
            places.collect::<BTreeSet<_>>().len()
        };
        let all = it.merged.requirements.len();
        let count =
            |is: &dyn Fn(&MergedOn) -> bool| it.merged.requirements.iter().filter(|on| is(on)).count();
        let everywhere = count(&|on| markets(on) == set.markets.len());
        let alone = count(&|on| markets(on) == 1);
        let implied = count(&|on| !on.dominated.is_empty());
        let conflicts = count(&|on| on.conflict.is_some());
        let says = if set.markets.len() == 1 {
            msg!(
                ja: "{all}の要件について、法令等の定めがある。",
                en: "The law has something to say on {all} requirements.",
            )
        } else {
            msg!(
                ja: "{all}の要件のうち、全ての市場で定めがあるもの{everywhere}、一つの市場だけに定めがあるもの{alone}、他の規定に含まれる規定のあるもの{implied}、両立しない規定のあるもの{conflicts}である。",
                en: "Of {all} requirements: regulated in all of the markets {everywhere}, in one alone {alone}, with a provision that others imply {implied}, with provisions that no product can meet together {conflicts}.",
            )
        };
        self.say(&says).clone()
    }

    fn joint_row(&self, set: &MarketSet, it: &Joint, on: &MergedOn) -> Row {
        let of = |market: usize| {
            let own = on
                .provisions
                .iter()
                .filter(move |id| it.market_of.get(Id::parse(id).instrument) == Some(&market));
            own.map(|id| self.part_text(on, id)).collect()
        };
        Row {
            requirement: self.requirement(&on.requirement),
            cells: (0..set.markets.len()).map(of).collect(),
            failure: on.failure.as_ref().map(|it| self.say(it).clone()),
            conflict: on.conflict.iter().flatten().map(|id| self.titled_from(id, "")).collect(),
        }
    }

    fn part_text(&self, on: &MergedOn, id: &str) -> PartText {
        let by = on.dominated.iter().find(|it| it.id == id).map(|it| it.by.as_slice()).unwrap_or_default();
        let word = match part(on, id) {
            Some(Part::Implied) => Some(self.t.joint_implied),
            Some(Part::Silent) => Some(self.t.joint_silent),
            Some(Part::Asks) | None => None,
        };
        PartText {
            link: self.titled_from(id, ""),
            standing: self.library.find(id).map(|it| self.standing_unless_begun(it)).unwrap_or_default(),
            word: word.map(str::to_owned),
            by: by.iter().map(|id| self.titled_from(id, "")).collect(),
        }
    }

    /// Returns what is asked for a requirement in each set of several markets; none where nothing is in any.
    pub(super) fn joints(&self, requirement: &str) -> Option<Joints> {
        let all = self.library.merged_on(requirement);
        let mut provisions: Vec<&String> = Vec::new();
        for id in all.iter().flat_map(|(_, on)| &on.provisions) {
            if !provisions.contains(&id) {
                provisions.push(id);
            }
        }
        let link =
            |set: &MarketSet| Link { href: Some(route::joint(&set.id)), text: self.say(&set.title).clone() };
        let word = |on: &MergedOn, id: &str| match part(on, id) {
            Some(Part::Asks) => self.t.joint_asks,
            Some(Part::Implied) => self.t.joint_implied,
            Some(Part::Silent) => self.t.joint_silent,
            None => "–",
        };
        let row = |id: &String| JointRow {
            provision: self.labelled(id),
            cells: all.iter().map(|(_, on)| word(on, id).to_owned()).collect(),
        };
        let conflicts = all.iter().filter(|(_, on)| on.conflict.is_some()).map(|(set, _)| link(set));
        let (first, _) = all.first()?;
        (!provisions.is_empty()).then(|| Joints {
            conflicts: conflicts.collect(),
            rows: provisions.iter().map(|id| row(id)).collect(),
            sets: all.iter().map(|(set, _)| link(set)).collect(),
            command: format!("kijun merge --markets {} --on {requirement}", first.markets.join(",")),
        })
    }
}
