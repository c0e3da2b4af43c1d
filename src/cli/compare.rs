//! `kijun compare`.

use std::fmt::Write as _;

use crate::export;
use crate::lang::{Bilingual, Lang};
use crate::logic::failure::Failure;
use crate::model::Node;
use crate::model::value::written;
use crate::msg;
use crate::norm::Base;
use crate::query::compare::{self, Answer, Compared, Direction};
use crate::view;

use super::args::{Common, Compare, Format};
use super::session::{self, Failed, Session};
use super::{FINE, print, text};

pub(super) fn run(common: &Common, args: &Compare) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let session = session::load_checked(common)?;
    let (a, b) = (one(&session, &args.a)?, one(&session, &args.b)?);
    let compared = compare::compare(session.kb(), &a, &b).map_err(|failure| too_complex(&failure))?;
    let comparison = view::comparison::comparison(session.kb(), &compared);
    if format == Format::Json {
        print(&String::from_utf8(export::json(&comparison)).unwrap_or_default());
    } else {
        print(&render(session.kb(), &compared, &comparison, session.lang));
    }
    Ok(FINE)
}

/// Says that the engine gave up or contradicted itself.
pub(super) fn too_complex(failure: &Failure) -> Failed {
    Failed(match failure {
        Failure::OverBudget(over) => {
            let nodes = over.nodes;
            msg!(ja: "基準が複雑で、{nodes}節点以内に決定できない。", en: "the criteria are too complex to decide within {nodes} nodes")
        }
        Failure::WitnessDoesNotReplay => {
            msg!(ja: "内部の誤り（KJ9001）: 反例機器が再現しない。", en: "internal error (KJ9001): a witness does not replay")
        }
    })
}

fn one(session: &Session, id: &str) -> Result<Node, Failed> {
    let mut nodes = session.find(id)?;
    match nodes.pop() {
        Some(node) if nodes.is_empty() => Ok(node),
        _ => Err(Failed(
            msg!(ja: "「{id}」は分かれた番号なので、一つずつ比べてください。", en: "`{id}` was split; compare its successors one by one"),
        )),
    }
}

fn render(kb: Base<'_>, compared: &Compared, shown: &view::comparison::Comparison, lang: Lang) -> String {
    let (a, b) = (&shown.a, &shown.b);
    let (relation, applicability) =
        (compared.relation.title().get(lang).clone(), compared.applicability.title().get(lang).clone());
    let mut out = msg!(
        ja: "{a}\n  は {b} と比べて\n  基準: {relation}　適用: {applicability}\n",
        en: "{a}\n  compared with {b}\n  criterion: {relation}, applies: {applicability}\n",
    )
    .get(lang)
    .clone();
    out.push_str(&direction(kb, (a, b), &compared.a_implies_b, &shown.a_implies_b.basis, lang));
    out.push_str(&direction(kb, (b, a), &compared.b_implies_a, &shown.b_implies_a.basis, lang));
    if compared.by_requirement.len() > 1 {
        out.push_str(msg!(ja: "\n要件ごとの関係\n", en: "\nby requirement\n").get(lang));
        let rows: Vec<Vec<String>> = compared
            .by_requirement
            .iter()
            .map(|it| {
                let requirement = &kb.requirements[it.requirement];
                let applies = it.applicability.map(|it| it.title().get(lang).clone()).unwrap_or_default();
                vec![
                    format!("  {}", requirement.id),
                    requirement.title.get(lang).clone(),
                    it.relation.title().get(lang).clone(),
                    applies,
                ]
            })
            .collect();
        out.push_str(&text::columns(&rows));
    }
    if !shown.assumptions.is_empty() {
        out.push_str(msg!(ja: "\n前提\n", en: "\nassumptions\n").get(lang));
        for it in &shown.assumptions {
            let _ = writeln!(out, "  - {}", it.get(lang));
        }
    }
    out
}

fn direction(kb: Base<'_>, (a, b): (&str, &str), it: &Direction, basis: &[String], lang: Lang) -> String {
    let answer = match it.answer {
        Answer::Content => msg!(ja: "含意する（内容による）", en: "implied by content"),
        Answer::Law => {
            msg!(ja: "含意する（法令の規定による。内容では含意しない）", en: "implied by law, not by content")
        }
        Answer::No => msg!(ja: "含意しない", en: "not implied"),
        Answer::NotComparable => msg!(ja: "比べられない", en: "not comparable"),
    };
    let Bilingual { ja, en } = answer;
    let mut out = msg!(ja: "\n{a} を満たせば {b} を満たすか: {ja}\n", en: "\n{a} met, so {b} met? {en}\n")
        .get(lang)
        .clone();
    for line in basis {
        out.push_str(msg!(ja: "  根拠: {line}\n", en: "  basis: {line}\n").get(lang));
    }
    if let Some(witness) = &it.witness {
        out.push_str(&table(kb, witness, lang));
    }
    let silent: Vec<&str> = it
        .not_implied
        .iter()
        .filter(|(_, witness)| witness.is_none())
        .map(|(idx, _)| kb.provisions[*idx].id.as_str())
        .collect();
    if !silent.is_empty() {
        let list = silent.join(", ");
        out.push_str(msg!(ja: "  基準がなく含意を示せない規定: {list}\n", en: "  without a criterion, so never implied: {list}\n").get(lang));
    }
    out
}

/// Prints the facts of a witness that differ from their base values, and what it fails.
fn table(kb: Base<'_>, witness: &compare::Witness, lang: Lang) -> String {
    let mut out = msg!(ja: "  反例機器（基準値と異なる事実）\n", en: "  witness (facts that differ from their base values)\n").get(lang).clone();
    let rows: Vec<Vec<String>> = compare::changed(kb, &witness.facts)
        .into_iter()
        .map(|(idx, value)| {
            let fact = &kb.facts[idx];
            let said = view::table::said(fact, idx, Some(value)).get(lang).clone();
            vec![format!("    {}", fact.id), written(fact, value), said]
        })
        .collect();
    out.push_str(&text::columns(&rows));
    let list = |ids: Vec<&str>| ids.join(", ");
    let fails = list(witness.fails.iter().map(|idx| kb.provisions[*idx].id.as_str()).collect());
    if !fails.is_empty() {
        out.push_str(msg!(ja: "  満たさない規定: {fails}\n", en: "  fails: {fails}\n").get(lang));
    }
    let hangs = list(witness.hangs_on.iter().map(|idx| kb.facts[*idx].id.as_str()).collect());
    if !hangs.is_empty() {
        out.push_str(msg!(ja: "  次の判断事項に当たる場合に限る: {hangs}\n", en: "  only where this is judged to be met: {hangs}\n").get(lang));
    }
    out
}
