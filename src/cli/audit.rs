//! `kijun audit`: published mappings of the knowledge base, or a mapping file of another tool.

use crate::lexicon::{EdgeRelation, Relation};
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::export;
use crate::import::{self, AuditReport, Kind, Plain};
use crate::lang::{Bilingual, Lang};
use crate::logic::algebra::Fault;
use crate::model::Reference;
use crate::model::value::written;
use crate::msg;
use crate::norm::Base;
use crate::project;
use crate::query::audit::{self, Audited, Finding, Reason};

use super::args::{Audit, Common, Format};
use super::session::{self, Failed};
use super::{FINDINGS, FINE, print, text};

/// At most so many faults are printed for people; JSON has all.
const SHOWN: usize = 50;

pub(super) fn run(common: &Common, args: &Audit) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let lang = session::lang(common);
    let Some(path) = &args.file else {
        let session = session::load_checked(common)?;
        let audited = audit::audit(session.kb());
        let shown = if format == Format::Json {
            own_json(session.kb(), &audited)
        } else {
            own_text(session.kb(), &audited, lang)
        };
        print(&shown);
        let disagrees = audited
            .iter()
            .any(|it| !it.is_known && matches!(it.judgement.finding, Finding::TooStrong | Finding::TooWeak));
        return Ok(if disagrees { FINDINGS } else { FINE });
    };
    let report = read(path)?;
    print(&if format == Format::Json { file_json(&report) } else { file_text(&report, lang) });
    let sound = report.faults.is_empty() && report.dangling.is_empty() && report.plain.unknown.is_empty();
    Ok(if sound { FINE } else { FINDINGS })
}

fn read(path: &Path) -> Result<AuditReport, Failed> {
    let name = path.display();
    let unreadable = |why: String| {
        Failed(
            msg!(ja: "{name}を対応関係として読めない: {why}", en: "{name} cannot be read as a mapping: {why}"),
        )
    };
    let content = project::read_text(path).map_err(|error| unreadable(error.to_string()))?;
    import::audit_file(&content, Kind::of(&content)).map_err(|error| unreadable(error.to_string()))
}

fn finding(found: Finding) -> (&'static str, Bilingual) {
    match found {
        Finding::Agrees => ("agrees", msg!(ja: "一致", en: "agrees")),
        Finding::TooStrong => ("too_strong", msg!(ja: "強すぎる", en: "too strong")),
        Finding::TooWeak => ("too_weak", msg!(ja: "弱すぎる", en: "too weak")),
        Finding::NotDecidable(reason) => ("not_decidable", undecided(reason)),
    }
}

fn undecided(reason: Reason) -> Bilingual {
    match reason {
        Reason::Nothing => {
            msg!(ja: "決定できない（基準日に該当する規定がない）", en: "not decidable (nothing on the as-of date)")
        }
        Reason::NoCriterion => msg!(ja: "決定できない（基準がない）", en: "not decidable (no criterion)"),
        Reason::ConceptOnly => {
            msg!(ja: "決定できない（判断による基準だけである）", en: "not decidable (judgement only)")
        }
        Reason::Disjoint => {
            msg!(ja: "決定できない（同じ製品に適用されない）", en: "not decidable (never both applicable)")
        }
        Reason::OverBudget => msg!(ja: "決定できない（基準が複雑である）", en: "not decidable (too complex)"),
    }
}

fn ids(kb: Base<'_>, side: &[Reference]) -> String {
    side.iter().map(|reference| kb.reference_id(reference)).collect::<Vec<_>>().join(" ")
}

fn own_text(kb: Base<'_>, audited: &[Audited], lang: Lang) -> String {
    let mut out = String::new();
    for (at, mapping) in kb.mappings.iter().enumerate() {
        let _ = writeln!(out, "{}  {}", mapping.id, mapping.title.get(lang));
        let rows: Vec<Vec<String>> = audited
            .iter()
            .filter(|it| it.mapping == at)
            .filter_map(|it| {
                let edge = mapping.edges.get(it.edge)?;
                let known = if it.is_known {
                    msg!(ja: "（注記あり）", en: " (noted)").get(lang).clone()
                } else {
                    String::new()
                };
                let computed = it.judgement.relation.map(Relation::word).unwrap_or_default();
                let said = finding(it.judgement.finding).1.get(lang).clone() + &known;
                Some(vec![
                    format!("  {}", ids(kb, &edge.from)),
                    edge.relation.word().to_owned(),
                    ids(kb, &edge.to),
                    computed.to_owned(),
                    said,
                ])
            })
            .collect();
        out.push_str(&text::columns(&rows));
    }
    let count = |wanted: &str| audited.iter().filter(|it| finding(it.judgement.finding).0 == wanted).count();
    let (all, agrees, strong, weak) =
        (audited.len(), count("agrees"), count("too_strong"), count("too_weak"));
    out.push_str(
        msg!(
            ja: "{all}件: 一致{agrees}、強すぎる{strong}、弱すぎる{weak}、残りは決定できない\n",
            en: "{all} edges: {agrees} agree, {strong} too strong, {weak} too weak, the rest not decidable\n",
        )
        .get(lang),
    );
    out
}

fn own_json(kb: Base<'_>, audited: &[Audited]) -> String {
    let edges: Vec<Value> = audited
        .iter()
        .filter_map(|it| {
            let mapping = kb.mappings.get(it.mapping)?;
            let edge = mapping.edges.get(it.edge)?;
            let side = |side: &[Reference]| {
                side.iter().map(|reference| kb.reference_id(reference)).collect::<Vec<_>>()
            };
            let (word, text) = finding(it.judgement.finding);
            let witnesses: Vec<Value> = it
                .judgement
                .witnesses
                .iter()
                .map(|witness| {
                    let facts: serde_json::Map<String, Value> = witness
                        .facts
                        .iter()
                        .map(|(idx, value)| {
                            (kb.facts[*idx].id.clone(), json!(written(&kb.facts[*idx], *value)))
                        })
                        .collect();
                    let fails: Vec<&String> =
                        witness.fails.iter().map(|idx| &kb.provisions[*idx].id).collect();
                    json!({ "facts": facts, "fails": fails })
                })
                .collect();
            Some(json!({
                "mapping": mapping.id,
                "from": side(&edge.from),
                "relation": edge.relation.word(),
                "to": side(&edge.to),
                "finding": word,
                "reason": text,
                "computed": it.judgement.relation.map(Relation::word),
                "justified": it.judgement.justified.map(EdgeRelation::word),
                "noted": it.is_known,
                "witnesses": witnesses,
            }))
        })
        .collect();
    String::from_utf8(export::json(&edges)).unwrap_or_default()
}

/// Returns kind, edges concerned and words of a fault.
fn fault(it: &Fault) -> (&'static str, Vec<usize>, Bilingual) {
    match it {
        Fault::Duplicate { first, again } => {
            ("duplicate", vec![*again, *first], msg!(ja: "同じ対応が二度ある", en: "the same edge twice"))
        }
        Fault::Contradiction { first, other } => (
            "contradiction",
            vec![*first, *other],
            msg!(ja: "同じ対に異なる関係がある", en: "two relations for one pair"),
        ),
        Fault::WrongInverse { edge, back } => (
            "wrong_inverse",
            vec![*edge, *back],
            msg!(ja: "逆向きの関係が合わない", en: "the edge back says something else"),
        ),
        Fault::MissingInverse { edge } => {
            ("missing_inverse", vec![*edge], msg!(ja: "逆向きの対応がない", en: "the edge back is missing"))
        }
        Fault::SeveralEquals { edges } => (
            "several_equals",
            edges.clone(),
            msg!(ja: "一つが互いに同一でない複数と同一とされている", en: "one text equals several unequal ones"),
        ),
        Fault::Broken { first, second, direct, follows } => {
            let word = follows.word();
            let text = msg!(ja: "二つの対応から{word}となるはずの対に別の関係がある", en: "two edges imply {word}, and a third says otherwise");
            ("broken_composition", vec![*first, *second, *direct], text)
        }
        Fault::UnequalToItself { edge } => (
            "unequal_to_itself",
            vec![*edge],
            msg!(ja: "自身と同一でないとされている", en: "a text is said to differ from itself"),
        ),
    }
}

fn describe(plain: &Plain, at: usize) -> String {
    let end = |end: u32| plain.texts.get(end as usize).map(|text| text.ids.join(" ")).unwrap_or_default();
    let line = plain.lines.get(at).copied().flatten().map(|line| format!("{line}: ")).unwrap_or_default();
    plain
        .edges
        .get(at)
        .map(|edge| format!("{line}{} {} {}", end(edge.from), edge.relation.word(), end(edge.to)))
        .unwrap_or_default()
}

fn file_text(report: &AuditReport, lang: Lang) -> String {
    let mut out = String::new();
    for (relation, count) in &report.counts {
        let _ = writeln!(out, "{:>8}  {}", count, relation.word());
    }
    for it in report.faults.iter().take(SHOWN) {
        let (_, edges, text) = fault(it);
        let _ = writeln!(out, "{}", text.get(lang));
        for at in edges {
            let _ = writeln!(out, "    {}", describe(&report.plain, at));
        }
    }
    for (at, id) in report.dangling.iter().take(SHOWN) {
        let edge = describe(&report.plain, *at);
        out.push_str(
            msg!(ja: "「{id}」は文書にない\n    {edge}\n", en: "`{id}` is not in its document\n    {edge}\n")
                .get(lang),
        );
    }
    let (edges, faults, dangling) = (report.plain.edges.len(), report.faults.len(), report.dangling.len());
    let unknown = report.plain.unknown.len();
    out.push_str(
        msg!(
            ja: "対応{edges}件、矛盾{faults}件、存在しない識別子{dangling}件、読めない関係{unknown}件\n",
            en: "{edges} edges, {faults} faults, {dangling} dangling ids, {unknown} unknown relations\n",
        )
        .get(lang),
    );
    out
}

fn file_json(report: &AuditReport) -> String {
    let counts: serde_json::Map<String, Value> =
        report.counts.iter().map(|(word, count)| (word.word().to_owned(), json!(count))).collect();
    let faults: Vec<Value> = report
        .faults
        .iter()
        .map(|it| {
            let (kind, edges, text) = fault(it);
            json!({ "kind": kind, "text": text, "edges": edges.into_iter().map(|at| describe(&report.plain, at)).collect::<Vec<_>>() })
        })
        .collect();
    let dangling: Vec<Value> = report
        .dangling
        .iter()
        .map(|(at, id)| json!({ "id": id, "edge": describe(&report.plain, *at) }))
        .collect();
    let shown = json!({ "edges": report.plain.edges.len(), "relations": counts, "faults": faults, "dangling": dangling });
    String::from_utf8(export::json(&shown)).unwrap_or_default()
}
