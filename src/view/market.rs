//! The sets of markets that are shown together, with what is read side by side for each.

use crate::lang::Bilingual;
use crate::lexicon::Binding;
use crate::model::EditionIdx;
use crate::norm::Base;
use crate::query::market;
use schemars::JsonSchema;
use serde::Serialize;

/// A set of markets.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MarketSet {
    /// Its id, and the stem of its files: the codes in small letters with `-` between them, such as `jp-gb-eu`.
    pub id: String,
    /// The codes of its jurisdictions, in the order of the manifest.
    pub markets: Vec<String>,
    /// What it is called.
    pub title: Bilingual,
    /// The editions of its instruments that stand on the as-of date, or will; those at home first, and of each market
    /// those that bind.
    pub members: Vec<Member>,
}

/// An edition that is read for a set of markets.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Member {
    /// The id of the instrument.
    pub instrument: String,
    /// The pinned id of the edition.
    pub edition: String,
    /// Whether it binds by law; a draft does not, whatever the law will that it is a draft of.
    pub binding: Binding,
    /// Whether it is only a draft of an edition.
    pub is_draft: bool,
}

/// Returns every set, in the order of the manifest.
pub(super) fn sets(kb: Base<'_>) -> Vec<MarketSet> {
    market::sets(kb.kb).into_iter().map(|markets| set(kb, markets)).collect()
}

fn set(kb: Base<'_>, markets: Vec<String>) -> MarketSet {
    let titles: Vec<Bilingual> = markets.iter().map(|code| kb.jurisdiction_title(code)).collect();
    let said =
        |of: fn(&Bilingual) -> &str, between: &str| titles.iter().map(of).collect::<Vec<_>>().join(between);
    let members = market::editions(kb.kb, &markets).into_iter().map(|idx| member(kb, idx)).collect();
    MarketSet {
        id: markets.join("-").to_ascii_lowercase(),
        title: Bilingual { ja: said(|it| &it.ja, "・"), en: said(|it| &it.en, " + ") },
        markets,
        members,
    }
}

fn member(kb: Base<'_>, idx: EditionIdx) -> Member {
    let edition = &kb.editions[idx];
    let instrument = &kb.instruments[edition.instrument];
    let is_draft = edition.status.is_draft();
    Member {
        instrument: instrument.id.clone(),
        edition: kb.edition_id(idx),
        binding: if is_draft { Binding::Voluntary } else { instrument.binding },
        is_draft,
    }
}
