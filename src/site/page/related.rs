//! What is declared about a provision: deemings, deviations, published mappings, findings.

use crate::id;
use crate::view::provision::Provision;
use crate::view::said::Deviation;
use crate::view::vocabulary::Finding;
use serde::Serialize;

use super::Cx;
use super::part::{ClauseText, DateText, Link, SourceText};
use crate::site::route::{Section, anchor};
use crate::site::template::html::Html;
use crate::site::words::{self, Badge};

/// A legal rule that treats a provision as satisfied.
#[derive(Serialize)]
pub(super) struct DeemingText {
    title: Option<String>,
    basis: String,
    when: ClauseText,
    note: Option<Html>,
    sources: Vec<SourceText>,
}

/// A declared deviation.
#[derive(Serialize)]
pub(super) struct DeviationText {
    title: Option<String>,
    requirement: Option<Link>,
    left: Vec<Link>,
    right: Vec<Link>,
    relation: Option<Badge>,
    /// Where the left applies: the scope, or the condition inside both.
    condition: Option<String>,
    scope: Option<String>,
    none_in: Option<Link>,
    because: Html,
    note: Option<Html>,
    review_by: Option<DateText>,
}

/// A published mapping with the edges that name a provision.
#[derive(Serialize)]
pub(super) struct MappingText {
    title: String,
    edges: Vec<EdgeText>,
    sources: Vec<SourceText>,
}

/// A published edge.
#[derive(Serialize)]
struct EdgeText {
    from: Vec<Link>,
    relation: String,
    to: Vec<Link>,
    note: Option<Html>,
}

/// A finding in brief.
#[derive(Serialize)]
pub(super) struct FindingText {
    link: Link,
    kind: String,
    text: Html,
}

impl Cx<'_> {
    /// Returns the deemings of a provision.
    pub(super) fn deemings(&self, it: &Provision, address: &str) -> Vec<DeemingText> {
        let all = self.index.mentions.deemings.get(it.id.as_str()).into_iter().flatten();
        all.map(|deeming| DeemingText {
            title: deeming.title.as_ref().map(|title| self.say(title).clone()),
            basis: self.say(&deeming.basis).clone(),
            when: self.clause(&deeming.when, address),
            note: self.prose_of(deeming.note.as_ref()),
            sources: self.sources(&deeming.sources),
        })
        .collect()
    }

    /// Returns the deviations that name a provision or an edition of an instrument.
    pub(super) fn deviations(&self, id: &str, instrument: &str) -> Vec<DeviationText> {
        let all = self.index.mentions.deviations.get(id).into_iter().flatten();
        all.map(|deviation| self.deviation(deviation, instrument)).collect()
    }

    /// Returns a deviation as a reader of an instrument sees it.
    pub(super) fn deviation(&self, deviation: &Deviation, instrument: &str) -> DeviationText {
        let links = |ids: &[String]| ids.iter().map(|id| self.titled_from(id, instrument)).collect();
        DeviationText {
            title: deviation.title.as_ref().map(|title| self.say(title).clone()),
            requirement: deviation.requirement.as_ref().map(|id| self.requirement(id)),
            left: links(&deviation.left),
            right: links(&deviation.right),
            relation: deviation.relation.map(|it| words::relation(self.lang, it)),
            condition: deviation.condition.map(|it| self.say(&it.title()).clone()),
            scope: deviation.applicability.map(|it| self.say(&it.title()).clone()),
            none_in: deviation.member.as_ref().map(|id| self.titled(id)),
            because: self.prose(&deviation.because),
            note: self.prose_of(deviation.note.as_ref()),
            review_by: deviation.review_by.map(|day| self.date(day)),
        }
    }

    /// Returns the published mappings that name a provision, each with its edges.
    pub(super) fn mappings(&self, it: &Provision) -> Vec<MappingText> {
        let link = |id: &String| {
            if *id == it.id {
                Link { href: None, text: self.t.this_provision.to_owned() }
            } else {
                self.titled_from(id, &it.instrument)
            }
        };
        let links = |ids: &[String]| ids.iter().map(link).collect();
        let all = self.index.mentions.edges.get(it.id.as_str()).into_iter().flatten();
        let mut mappings: Vec<(&str, MappingText)> = Vec::new();
        for edge in all {
            let text = EdgeText {
                from: links(&edge.from),
                relation: self.say(&edge.relation.title()).clone(),
                to: links(&edge.to),
                note: self.prose_of(edge.note.as_ref()),
            };
            match mappings.iter_mut().find(|(id, _)| *id == edge.mapping) {
                Some((_, mapping)) => mapping.edges.push(text),
                None => mappings.push((
                    &edge.mapping,
                    MappingText {
                        title: self.say(&edge.title).clone(),
                        edges: vec![text],
                        sources: self.sources(&edge.sources),
                    },
                )),
            }
        }
        mappings.into_iter().map(|(_, mapping)| mapping).collect()
    }

    /// Returns the findings about a provision.
    pub(super) fn findings(&self, it: &Provision) -> Vec<FindingText> {
        let unpinned = id::place(&it.instrument, &it.locator);
        let mut found = self.findings_about(&it.id);
        let current = self.index.meant.get(unpinned.as_str()).is_some_and(|meant| meant.contains(&it.id));
        if current {
            found.extend(self.findings_about(&unpinned));
        }
        found
    }

    /// Returns the findings that name an id.
    pub(super) fn findings_about(&self, id: &str) -> Vec<FindingText> {
        let all = self.index.findings.get(id).into_iter().flatten();
        all.map(|finding| self.finding(finding)).collect()
    }

    fn finding(&self, it: &Finding) -> FindingText {
        FindingText {
            link: Link { href: Some(anchor(Section::Findings, &it.id)), text: self.say(&it.title).clone() },
            kind: self.say(&it.kind.title()).clone(),
            text: self.prose(&it.text),
        }
    }
}
