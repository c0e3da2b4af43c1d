//! What the criteria of a knowledge base say of edges that others published between texts that it knows.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::id::Id;
use crate::lang::Bilingual;

use crate::logic::algebra::{Edge, NodeId};
use crate::model::Node;
use crate::msg;
use crate::norm::Base;
use crate::query::audit::{self, Judgement};
use crate::query::citation::Index;

use super::finding::of_edge;
use super::{AuditReport, Finding, FindingKind, Text};

/// Which instrument of the knowledge base a document of the files is: document to id, with or without an edition.
pub type Frameworks = BTreeMap<String, String>;

/// What was judged.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// Edges that the criteria confirm.
    pub agrees: usize,
    /// Edges that say more than the criteria.
    pub too_strong: usize,
    /// Edges that say less than the criteria.
    pub too_weak: usize,
    /// Edges between known texts that the criteria do not decide.
    pub not_decidable: usize,
    /// Edges with a side that the knowledge base does not know.
    pub unknown: usize,
    /// What disagrees.
    pub findings: Vec<Finding>,
}

/// Judges every edge whose two sides are known.
pub fn judge(kb: Base<'_>, report: &AuditReport, frameworks: &Frameworks) -> Judged {
    let names = Names::new(kb, report, frameworks);
    let verdicts: Vec<Option<Judgement>> =
        report.plain.edges.par_iter().map(|it| names.judge(kb, it)).collect();
    let mut judged = Judged::default();
    for (at, judgement) in verdicts.into_iter().enumerate() {
        let Some(judgement) = judgement else {
            judged.unknown += 1;
            continue;
        };
        let kind = match judgement.finding {
            audit::Finding::Agrees => {
                judged.agrees += 1;
                continue;
            }
            audit::Finding::NotDecidable(_) => {
                judged.not_decidable += 1;
                continue;
            }
            audit::Finding::TooStrong => FindingKind::TooStrong,
            audit::Finding::TooWeak => FindingKind::TooWeak,
        };
        *(if kind == FindingKind::TooStrong { &mut judged.too_strong } else { &mut judged.too_weak }) += 1;
        judged.findings.extend(of_edge(report, kind, said(kb, kind, &judgement), at));
    }
    judged
}

/// Says what the criteria say instead, with a product that shows it.
fn said(kb: Base<'_>, kind: FindingKind, judgement: &Judgement) -> Bilingual {
    let Bilingual { ja, en } = judgement.computed();
    let Bilingual { ja, en } = if kind == FindingKind::TooStrong {
        msg!(ja: "強すぎる。計算では「{ja}」", en: "too strong: the criteria say `{en}`")
    } else {
        msg!(ja: "弱すぎる。計算では「{ja}」", en: "too weak: the criteria say `{en}`")
    };
    let Some(witness) = judgement.witnesses.first().filter(|it| !it.fails.is_empty()) else {
        return Bilingual { ja, en };
    };
    let fails: Vec<&str> = witness.fails.iter().map(|idx| kb.provisions[*idx].id.as_str()).collect();
    let odd: Vec<&str> = kb.odd(&witness.facts).map(|it| it.id.as_str()).collect();
    let (fails, ids) = (fails.join(", "), odd.join(", "));
    if odd.is_empty() {
        return msg!(
            ja: "{ja}。一方を満たし{fails}を満たさない製品がある",
            en: "{en}; a product meets one side and fails {fails}",
        );
    }
    msg!(
        ja: "{ja}。一方を満たし{fails}を満たさない製品がある（起こりにくい製品: {ids}）",
        en: "{en}; a product meets one side and fails {fails} (an unlikely product: {ids})",
    )
}

/// What the ends of edges are in the knowledge base, where it knows them.
struct Names(BTreeMap<NodeId, Vec<Node>>);

impl Names {
    fn new(kb: Base<'_>, report: &AuditReport, frameworks: &Frameworks) -> Self {
        let (locators, index) = (locators(kb), Index::new(kb));
        let known = |text: &Text| -> Option<Vec<Node>> {
            let document = report.plain.documents.get(text.document as usize)?;
            let instrument = frameworks.get(document).map(String::as_str);
            let nodes: Option<Vec<Vec<Node>>> =
                text.ids.iter().map(|id| nodes(kb, &index, &locators, instrument, id)).collect();
            nodes.map(|all| all.into_iter().flatten().collect())
        };
        let texts = report.plain.texts.iter().enumerate();
        Self(texts.filter_map(|(at, text)| Some((NodeId::try_from(at).ok()?, known(text)?))).collect())
    }

    fn judge(&self, kb: Base<'_>, edge: &Edge) -> Option<Judgement> {
        let (left, right) = (self.0.get(&edge.from)?, self.0.get(&edge.to)?);
        Some(audit::judge(kb, left, edge.relation, right))
    }
}

/// Returns how locators are spelt, by instrument and small letters, for formats that know small letters only.
fn locators(kb: Base<'_>) -> BTreeMap<(String, String), BTreeSet<String>> {
    let mut locators: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for provision in &kb.kb.provisions {
        let Id { instrument, locator, .. } = Id::parse(&provision.id);
        if let Some(locator) = locator {
            let key = (instrument.to_owned(), locator.to_lowercase());
            locators.entry(key).or_default().insert(locator.to_owned());
        }
    }
    locators
}

/// Finds what an id means: a citation or an id of ours, else a locator in the instrument that its document is.
fn nodes(
    kb: Base<'_>,
    index: &Index,
    locators: &BTreeMap<(String, String), BTreeSet<String>>,
    instrument: Option<&str>,
    id: &str,
) -> Option<Vec<Node>> {
    let Some(instrument) = instrument else { return index.nodes(kb, id) };
    let last = id.rsplit([':', '#', '/']).next().unwrap_or(id);
    let plain = Id::parse(instrument).instrument.to_owned();
    [id, last].into_iter().find_map(|part| {
        let spelt = locators.get(&(plain.clone(), part.to_lowercase()));
        let spelt = spelt.filter(|all| all.len() == 1).and_then(|all| all.first());
        let locator = spelt.map_or(part, String::as_str);
        index.nodes(kb, &format!("{instrument}:{locator}"))
    })
}
