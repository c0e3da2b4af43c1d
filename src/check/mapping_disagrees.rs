//! KJ3020: a published mapping says something else than the criteria.
//!
//! Reports what `query::audit` finds; an edge with a note of its own is known to disagree and passes.

use crate::diag::{Code, Diagnostic, Table};
use crate::lang::Bilingual;
use crate::lexicon::{Applicability, EdgeRelation};
use crate::model::{Edge, Reference};
use crate::msg;
use crate::norm::Base;
use crate::query::audit::{Against, Audited, Finding, Witness, audit_where};

use super::words;

/// Returns a diagnostic for every edge that is refuted and has no note.
pub fn run(kb: Base<'_>) -> Vec<Diagnostic> {
    audit_where(kb, |edge| edge.note.is_none()).iter().filter_map(|it| diagnostic(kb, it)).collect()
}

fn diagnostic(kb: Base<'_>, audited: &Audited) -> Option<Diagnostic> {
    let edge = kb.mappings.get(audited.mapping)?.edges.get(audited.edge)?;
    let (left, right) = (names(kb, &edge.from), names(kb, &edge.to));
    let (left_ja, left_en, right_ja, right_en) = (&left.ja, &left.en, &right.ja, &right.en);
    let (said, said_ja) = (edge.relation.word(), edge.relation.title().ja);
    let title = match audited.judgement.finding {
        Finding::Agrees | Finding::NotDecidable(_) => return None,
        Finding::TooStrong => msg!(
            ja: "{left_ja}と{right_ja}の対応「{said_ja}」は強すぎる",
            en: "`{left_en} {said} {right_en}` says too much",
        ),
        Finding::TooWeak => msg!(
            ja: "{left_ja}と{right_ja}の対応「{said_ja}」は弱すぎる",
            en: "`{left_en} {said} {right_en}` says too little",
        ),
    };
    let Bilingual { ja: computed_ja, en: computed } = audited.judgement.computed();
    let mut found = Diagnostic::new(Code::MappingDisagrees, title)
        .at(edge.span, msg!(ja: "計算では「{computed_ja}」", en: "computed: `{computed}`"));
    for span in declarations(kb, edge) {
        found = found.and_at(span.0, span.1);
    }
    for witness in &audited.judgement.witnesses {
        found = found.note(sentence(kb, witness, &left, &right));
    }
    if audited.judgement.applicability.is_some_and(|it| it != Applicability::Same) {
        found = found.note(msg!(
            ja: "比べたのは、両方が適用される機器についてだけである",
            en: "compared over the products to which both apply",
        ));
    }
    if let Some(witness) = audited.judgement.witnesses.first() {
        found = found.table(table(kb, witness));
        found = words::unlikely(kb, &witness.facts).into_iter().fold(found, Diagnostic::note);
    }
    Some(found.help(help(audited.judgement.justified)))
}

fn help(justified: Option<EdgeRelation>) -> Bilingual {
    match justified.map(|it| (it.word(), it.title().ja)) {
        Some((word, title)) => msg!(
            ja: "公表された対応が「{word}」（{title}）でないか確かめ、そのとおりなら辺に「note」を付けて記録してください。",
            en: "check whether the publication says `{word}`; if it does not, record the disagreement in a `note` on the edge",
        ),
        None => msg!(
            ja: "両方を満たす機器はありません。公表された対応を確かめ、そのとおりなら辺に「note」を付けて記録してください。",
            en: "no product can meet both; check the publication and record the disagreement in a `note` on the edge",
        ),
    }
}

fn sentence(kb: Base<'_>, witness: &Witness, left: &Bilingual, right: &Bilingual) -> Bilingual {
    let (met, failed) = match witness.against {
        Against::LeftImpliesRight => (left, right),
        Against::RightImpliesLeft => (right, left),
    };
    let failed = if witness.fails.is_empty() { failed } else { &words::names(kb, &witness.fails) };
    let (met_ja, met, failed_ja, failed) = (&met.ja, &met.en, &failed.ja, &failed.en);
    msg!(ja: "{met_ja}を満たし、{failed_ja}を満たさない機器がある", en: "a product meets {met} and fails {failed}")
}

/// Returns the facts of a witness that differ from their base values.
fn table(kb: Base<'_>, witness: &Witness) -> Table {
    let changed = crate::query::compare::changed(kb, &witness.facts);
    let rows = changed
        .into_iter()
        .map(|(fact, value)| vec![kb.facts[fact].title.clone(), words::value(&kb.facts[fact], value)]);
    Table {
        title: msg!(ja: "反例機器", en: "witness"),
        head: vec![msg!(ja: "事実", en: "fact"), msg!(ja: "値", en: "value")],
        rows: rows.collect(),
    }
}

/// Returns where the provisions of both sides are declared, with what they are called.
fn declarations(kb: Base<'_>, edge: &Edge) -> Vec<(crate::source::Span, Bilingual)> {
    let nodes = edge.from.iter().chain(&edge.to).flat_map(|reference| kb.nodes(reference));
    let idx = nodes.filter_map(|node| node.provision);
    idx.take(5).map(|idx| (kb.provisions[idx].body.id_span, kb.provision_called(idx))).collect()
}

/// Returns what the places of a side are called.
pub(super) fn names(kb: Base<'_>, references: &[Reference]) -> Bilingual {
    let called: Vec<Bilingual> = references.iter().map(|reference| kb.place_called(reference)).collect();
    let en = called.iter().map(|it| it.en.as_str()).collect::<Vec<_>>().join(" ");
    Bilingual { ja: words::join(&called).ja, en }
}
