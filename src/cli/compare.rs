//! `kijun compare`.

use std::fmt::Write as _;

use crate::lang::{Bilingual, Lang};
use crate::lexicon::{Applicability, Mode, Standing};
use crate::model::Node;
use crate::msg;
use crate::query::{citation, compare};
use crate::report::table::columns;
use crate::view::changes::{Changed, Changes};
use crate::view::comparison::{Comparison, Implication, RequirementRelation, Witness, comparison};
use crate::view::stated::Stated;
use crate::view::ways::Ways;

use super::FINE;
use super::args::{Common, Compare, Format};
use super::failed::Failed;
use super::session::{self, Session};

pub(super) fn run(common: &Common, args: &Compare) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let session = session::load_checked(common)?;
    let (a, b) = (one(&session, &args.a)?, one(&session, &args.b)?);
    let kb = session.kb();
    // What names its edition is compared whole; the day counts only where neither does.
    let pinned = [&args.a, &args.b].into_iter().any(|id| citation::is_pinned(kb, id));
    let asked = if pinned { kb } else { kb.on(kb.as_of) };
    let shown = comparison(kb, &compare::compare(asked, &a, &b)?);
    session.answer(&shown, format, |it| render(it, session.lang))?;
    Ok(FINE)
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

fn render(shown: &Comparison, lang: Lang) -> String {
    let (a, b) = (&shown.a, &shown.b);
    let (relation, applicability) = (shown.relation.title(), shown.applicability.title());
    let (relation, applicability) = (relation.get(lang), applicability.get(lang));
    let condition = shown.condition.map(|it| it.title().get(lang).clone());
    let condition = condition.map(
        |it| msg!(ja: "　双方の対象範囲内での適用条件: {it}", en: ", condition inside both scopes: {it}"),
    );
    let condition = condition.map(|it| it.get(lang).clone()).unwrap_or_default();
    let mode = shown.mode.title();
    let mode = match shown.mode {
        Mode::Whole => mode.get(lang).clone(),
        Mode::Dated => format!("{}: {}", mode.get(lang), shown.as_of),
    };
    let mut out = msg!(
        ja: "{a}\n  は {b} と比べて\n  基準: {relation}　適用: {applicability}{condition}\n  {mode}\n",
        en: "{a}\n  compared with {b}\n  criterion: {relation}, applies: {applicability}{condition}\n  {mode}\n",
    )
    .get(lang)
    .clone();
    out.push_str(&region(shown, lang));
    out.push_str(&direction((a, b), &shown.a_implies_b, lang));
    out.push_str(&direction((b, a), &shown.b_implies_a, lang));
    out.push_str(&ways((a, b), shown.a_ways.as_ref(), lang));
    out.push_str(&ways((b, a), shown.b_ways.as_ref(), lang));
    out.push_str(&apart(shown, lang));
    if shown.by_requirement.len() > 1 {
        out.push_str(msg!(ja: "\n要件ごとの関係\n", en: "\nby requirement\n").get(lang));
        out.push_str(&columns(&shown.by_requirement.iter().map(|it| row(it, lang)).collect::<Vec<_>>()));
    }
    out.push_str(&shown.provisions.as_ref().map(|it| changes(shown, it, lang)).unwrap_or_default());
    if !shown.assumptions.is_empty() {
        out.push_str(msg!(ja: "\n前提\n", en: "\nassumptions\n").get(lang));
        for it in &shown.assumptions {
            let _ = writeln!(out, "  - {}", it.get(lang));
        }
    }
    out
}

/// Lists what became of the provisions of an edition, and what hangs on one of both alone.
fn changes(shown: &Comparison, it: &Changes, lang: Lang) -> String {
    let (a, b) = (&shown.a, &shown.b);
    let mut out = msg!(
        ja: "\n規定の変化（文言は「kijun diff {a} {b}」）\n",
        en: "\nwhat became of the provisions (their words: `kijun diff {a} {b}`)\n",
    )
    .get(lang)
    .clone();
    let row = |it: &Changed| {
        let title = it.change.title();
        vec![format!("  {}", title.get(lang)), it.a.join(" "), it.b.join(" ")]
    };
    out.push_str(&columns(&it.changed.iter().map(row).collect::<Vec<_>>()));
    for (only, id) in [(&it.only_a, a), (&it.only_b, b)] {
        let all: Vec<&str> = only.deemings.iter().chain(&only.interpretations).map(String::as_str).collect();
        let list = all.join(", ");
        if !all.is_empty() {
            out.push_str(
                msg!(
                    ja: "  {id} だけに係るみなし及び解釈: {list}\n",
                    en: "  deemings and interpretations of {id} alone: {list}\n",
                )
                .get(lang),
            );
        }
    }
    out
}

/// Says over which products whole texts are compared.
fn region(shown: &Comparison, lang: Lang) -> String {
    if shown.condition.is_some() || shown.applicability == Applicability::Disjoint {
        return String::new();
    }
    msg!(
        ja: "  基準と含意は、双方の対象となる製品についてのもの。\n",
        en: "  criterion and implications are about the products in both scopes\n",
    )
    .get(lang)
    .clone()
}

/// Says of each way to comply with one text what it is to the other.
fn ways((a, b): (&str, &str), it: Option<&Ways>, lang: Lang) -> String {
    let Some(it) = it else { return String::new() };
    let mut out = msg!(ja: "\n{a} に適合する方法と {b}\n", en: "\nways to comply with {a}, and {b}\n")
        .get(lang)
        .clone();
    if !it.decomposed {
        out.push_str(
            msg!(ja: "  方法が多く、分けて示せない。\n", en: "  too many ways to be told one by one\n")
                .get(lang),
        );
    }
    for way in &it.ways {
        let (says, reach) = (way.way.get(lang), way.reach.title());
        let _ = writeln!(out, "  - {says}: {}", reach.get(lang));
        for added in &way.with {
            let _ = writeln!(out, "      + {}", added.says.get(lang));
        }
    }
    let limbs = it.limbs.iter().filter(|limb| !limb.demanded).map(|limb| limb.says.get(lang).as_str());
    let limbs: Vec<&str> = limbs.collect();
    if !limbs.is_empty() {
        let comma = msg!(ja: "、", en: "; ");
        let list = limbs.join(comma.get(lang));
        out.push_str(
            msg!(ja: "  {a} が求めていない条件: {list}\n", en: "  what {a} does not ask: {list}\n").get(lang),
        );
    }
    out
}

/// Shows a device to which each side alone applies.
fn apart(shown: &Comparison, lang: Lang) -> String {
    let mut out = String::new();
    for (only, id) in [(&shown.only_a, &shown.a), (&shown.only_b, &shown.b)] {
        let Some(only) = only else { continue };
        out.push_str(
            msg!(
                ja: "\n{id} だけが適用される機器（基準値と異なる事実）\n",
                en: "\na device to which only {id} applies (facts that differ from their base values)\n",
            )
            .get(lang),
        );
        out.push_str(&stated(&only.changed, lang));
        out.push_str(&unlikely(&only.unlikely, lang));
    }
    out
}

fn row(it: &RequirementRelation, lang: Lang) -> Vec<String> {
    let applies = it.applicability.map(|it| it.title().get(lang).clone());
    vec![
        format!("  {}", it.requirement),
        it.title.get(lang).clone(),
        it.relation.title().get(lang).clone(),
        applies.unwrap_or_default(),
    ]
}

fn direction((a, b): (&str, &str), it: &Implication, lang: Lang) -> String {
    let Bilingual { ja, en } = it.answer.title();
    let mut out = msg!(ja: "\n{a} を満たせば {b} を満たすか: {ja}\n", en: "\n{a} met, so {b} met? {en}\n")
        .get(lang)
        .clone();
    for line in &it.basis {
        out.push_str(msg!(ja: "  根拠: {line}\n", en: "  basis: {line}\n").get(lang));
    }
    out.push_str(&it.witness.as_ref().map(|it| table(it, lang)).unwrap_or_default());
    let silent = it.not_implied.iter().filter(|it| it.witness.is_none()).map(|it| it.id.as_str());
    let list = silent.collect::<Vec<_>>().join(", ");
    if !list.is_empty() {
        out.push_str(msg!(ja: "  基準がなく含意を示せない規定: {list}\n", en: "  without a criterion, so never implied: {list}\n").get(lang));
    }
    out
}

fn stated(facts: &[Stated], lang: Lang) -> String {
    let row = |it: &Stated| vec![format!("    {}", it.fact), it.written.clone(), it.said.get(lang).clone()];
    columns(&facts.iter().map(row).collect::<Vec<_>>())
}

/// Says of a device that it is unlikely, and by which declaration.
pub(super) fn unlikely(ids: &[String], lang: Lang) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let ids = ids.join(", ");
    msg!(
        ja: "  起こりにくい機器（{ids}）。より現実的な機器は見つからなかった。\n",
        en: "  an unlikely device ({ids}); no likelier one was found\n",
    )
    .get(lang)
    .clone()
}

/// Prints the facts of a witness that matter, and what it fails.
fn table(witness: &Witness, lang: Lang) -> String {
    let mut out = msg!(ja: "  反例機器（基準値と異なる事実及び決め手となる事実）\n", en: "  witness (facts that differ from their base values or decide)\n").get(lang).clone();
    out.push_str(&stated(&witness.changed, lang));
    out.push_str(&unlikely(&witness.unlikely, lang));
    let fails = witness.fails.iter().map(|id| format!("{id}{}", not_standing(witness, id, lang)));
    let (fails, hangs) = (fails.collect::<Vec<_>>().join(", "), witness.hangs_on.join(", "));
    if !fails.is_empty() {
        out.push_str(msg!(ja: "  満たさない規定: {fails}\n", en: "  fails: {fails}\n").get(lang));
    }
    if !hangs.is_empty() {
        out.push_str(msg!(ja: "  次の判断事項に当たる場合に限る: {hangs}\n", en: "  only where this is judged to be met: {hangs}\n").get(lang));
    }
    out
}

/// Says of a provision that a witness fails that it has not begun or is over.
fn not_standing(witness: &Witness, id: &String, lang: Lang) -> String {
    let standing = if witness.upcoming.contains(id) {
        Standing::Upcoming
    } else if witness.continuing.contains(id) {
        Standing::Continues
    } else if witness.ended.contains(id) {
        Standing::Ended
    } else {
        return String::new();
    };
    match lang {
        Lang::Ja => format!("（{}）", standing.title().ja),
        Lang::En => format!(" ({})", standing.title().en),
    }
}
