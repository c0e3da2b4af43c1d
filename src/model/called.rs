//! What things are called in messages: to a reader of Japanese by their titles and citations, with the ids behind that mend
//! a file; to a reader of English by these ids.

use crate::lang::Bilingual;
use crate::msg;

use super::fact::FactIdx;
use super::index::{EditionIdx, ProvisionIdx};
use super::kb::Kb;
use super::provision::Provision;
use super::reference::Reference;
use super::relation::Interpretation;

/// Returns what a thing is called that may have a title: 「初期パスワード」（auth.default.present）, `auth.default.present`.
pub fn titled<'a>(title: impl Into<Option<&'a Bilingual>>, id: &str) -> Bilingual {
    match title.into().map(|it| it.ja.as_str()).filter(|it| !it.is_empty()) {
        Some(title) => msg!(ja: "「{title}」（{id}）", en: "{id}"),
        None => msg!(ja: "「{id}」", en: "{id}"),
    }
}

impl Kb {
    /// Returns what a fact is called.
    pub fn fact_called(&self, idx: FactIdx) -> Bilingual {
        titled(&self.facts[idx].title, &self.facts[idx].id)
    }

    /// Returns what an edition is called.
    pub fn edition_called(&self, idx: EditionIdx) -> Bilingual {
        let (title, id) = (&self.instruments[self.editions[idx].instrument].title.ja, self.edition_id(idx));
        msg!(ja: "{title}（{id}）", en: "{id}")
    }

    /// Returns what a provision is called.
    pub fn provision_called(&self, idx: ProvisionIdx) -> Bilingual {
        self.text_called(&self.provisions[idx])
    }

    /// Returns what a provision is called that may not be one of the base yet.
    pub fn text_called(&self, it: &Provision) -> Bilingual {
        let (title, cite, id) = (&self.instruments[it.instrument].title.ja, &it.body.cite.ja, &it.id);
        msg!(ja: "{title} {cite}（{id}）", en: "{id}")
    }

    /// Returns what an interpretation is called: by its text and citation, as any provision.
    pub fn interpretation_called(&self, it: &Interpretation) -> Bilingual {
        let (title, id) = (&self.instruments[self.editions[it.by].instrument].title.ja, &it.id);
        match it.cite.as_ref().or(it.title.as_ref()) {
            Some(Bilingual { ja, .. }) => msg!(ja: "{title} {ja}（{id}）", en: "{id}"),
            None => msg!(ja: "{title}（{id}）", en: "{id}"),
        }
    }

    /// Returns what a place is called.
    pub fn place_called(&self, of: &Reference) -> Bilingual {
        let (title, id) = (&self.instruments[of.instrument].title.ja, self.reference_id(of));
        let Some(idx) = self.nodes(of).into_iter().find_map(|node| node.provision) else {
            return msg!(ja: "{title}（{id}）", en: "{id}");
        };
        let cite = &self.provisions[idx].body.cite.ja;
        msg!(ja: "{title} {cite}（{id}）", en: "{id}")
    }
}
