//! Where a provision stands: every place above it, and the words there that govern it.

use serde::Serialize;

use crate::id::Id;
use crate::view::instrument::Branch;
use crate::view::slug::slug;

use super::Cx;
use super::part::Link;
use crate::site::route;
use crate::site::template::html::Html;

/// Where a provision stands in its edition.
#[derive(Serialize)]
pub(super) struct Place {
    /// Instrument and edition, then every place above, from the outside in.
    trail: Vec<Link>,
    /// What the nearest text above says.
    governs: Option<Governing>,
    /// Where the nearest place that is shown as one document shows it.
    whole: Option<String>,
    /// Where both languages stand side by side.
    both: String,
    /// The file with the JSON of its edition, and the JSON pointer to it in there.
    data: String,
    pointer: String,
    /// Its place in the linked data of its instrument.
    linked: String,
}

/// A text that governs those below it.
#[derive(Serialize)]
struct Governing {
    link: Link,
    text: Html,
}

impl Cx<'_> {
    /// Returns where a provision stands.
    pub(super) fn place(&self, id: &str) -> Place {
        let Id { instrument, .. } = Id::parse(id);
        let edition = Id::parse(id).whole().to_string();
        let above = self.above(&edition, id);
        let own = Link { href: self.reference(&edition), text: self.edition_words(&edition) };
        let trail = [self.titled(instrument), own].into_iter();
        let governs = above.iter().rev().find_map(|branch| {
            let it = self.library.find(&branch.id)?;
            Some(Governing { link: self.as_cited(it), text: self.prose(it.text) })
        });
        let shown = above.iter().rev().map(|it| it.id.as_str()).chain([id]).find(|it| self.is_whole(it));
        Place {
            trail: trail.chain(above.iter().map(|branch| self.step(branch))).collect(),
            governs,
            both: route::both_at(&edition, id),
            data: route::data_of(&edition),
            pointer: format!("/provisions/{}", self.index.positions.get(id).copied().unwrap_or_default()),
            linked: format!("{}#{}", route::linked(instrument), slug(id)),
            whole: shown.map(|it| format!("{}#{}", route::whole(it), slug(id))),
        }
    }

    /// Returns the places above one, from the outside in.
    pub(super) fn above(&self, edition: &str, id: &str) -> Vec<&Branch> {
        let outline = self.outline_of(edition);
        let Some(at) = self.index.branches.get(id) else { return Vec::new() };
        let (above, rest) = outline.split_at(*at);
        let mut depth = rest.first().map_or(0, |it| it.depth);
        let mut found = Vec::new();
        for branch in above.iter().rev() {
            if branch.depth < depth {
                depth = branch.depth;
                found.push(branch);
            }
        }
        found.reverse();
        found
    }

    /// Returns the outline of an edition.
    pub(super) fn outline_of(&self, edition: &str) -> &[Branch] {
        self.index.editions.get(edition).map(|it| it.outline.as_slice()).unwrap_or_default()
    }

    /// Returns a step of the trail: a text leads to its page, a place without one to the document of what is below it.
    fn step(&self, branch: &Branch) -> Link {
        match self.library.find(&branch.id) {
            Some(it) => self.as_cited(it),
            None => Link {
                href: if self.is_whole(&branch.id) {
                    Some(route::whole(&branch.id))
                } else {
                    self.reference(&branch.id)
                },
                text: self.container(&branch.id).unwrap_or_else(|| branch.locator.clone()),
            },
        }
    }
}
