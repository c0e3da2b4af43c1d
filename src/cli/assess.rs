//! `kijun assess`.

use std::fmt::Write as _;

use crate::lang::Lang;
use crate::lexicon::{Binding, By, Outcome};
use crate::model::Node;
use crate::msg;
use crate::query::{self, explain};
use crate::report::table::columns;
use crate::view::assessment::{Assessment, Explanation, Product, ProvisionResult, assessment};

use super::args::{Assess, Common, Format};
use super::failed::Failed;
use super::session::{self, Session};
use super::stream::answer;
use super::{FINDINGS, FINE, OPEN, product};

pub(super) fn run(common: &Common, args: &Assess) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let session = session::load_checked(common)?;
    let shown = assess(&session, args)?;
    answer(&shown, format, |it| render(it, session.lang))?;
    Ok(code(&shown))
}

fn assess(session: &Session, args: &Assess) -> Result<Assessment, Failed> {
    let kb = session.kb();
    let product = product::read(kb, args.product.as_deref(), &args.set)?;
    let facts = &product.facts;
    let nodes = targets(session, &args.against)?;
    let assessed = query::assess(kb, facts, &nodes)?;
    let explained = args.explain.then(|| explain::explain(kb, facts, &nodes)).transpose()?;
    Ok(assessment(kb, &product.identity, &assessed, explained.as_ref()))
}

fn code(shown: &Assessment) -> u8 {
    let verdicts: Vec<Outcome> = shown.results.iter().map(|it| it.verdict).collect();
    if verdicts.contains(&Outcome::NotSatisfied) {
        FINDINGS
    } else if verdicts.iter().any(|it| matches!(it, Outcome::Undecided | Outcome::NeedsJudgement)) {
        OPEN
    } else {
        FINE
    }
}

/// Returns what to assess against: the ids named, else every current mandatory instrument.
fn targets(session: &Session, ids: &[String]) -> Result<Vec<Node>, Failed> {
    if !ids.is_empty() {
        let found: Result<Vec<Vec<Node>>, Failed> = ids.iter().map(|id| session.find(id.trim())).collect();
        return Ok(found?.into_iter().flatten().collect());
    }
    let kb = session.kb();
    let mandatory = kb.instruments.iter_enumerated().filter(|(_, it)| it.binding == Binding::Mandatory);
    Ok(mandatory
        .filter_map(|(idx, _)| kb.current_edition(idx))
        .map(|edition| Node { edition, locator: None, provision: None })
        .collect())
}

fn render(shown: &Assessment, lang: Lang) -> String {
    let mut out = shown.product.as_ref().map(|it| named(it, lang)).unwrap_or_default();
    for result in &shown.results {
        let verdict = result.verdict.title();
        let _ = writeln!(out, "{}: {}", result.instrument, verdict.get(lang));
        out.push_str(&columns(&result.provisions.iter().map(|it| row(it, lang)).collect::<Vec<_>>()));
        out.push('\n');
    }
    out.push_str(&shown.explanation.as_ref().map(|it| explained(it, lang)).unwrap_or_default());
    out
}

/// Returns what the product is called, on a line of its own.
fn named(it: &Product, lang: Lang) -> String {
    let parts = [&it.maker, &it.name, &it.model, &it.version];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let list = parts.join(" / ");
    msg!(ja: "製品: {list}\n\n", en: "product: {list}\n\n").get(lang).clone()
}

fn row(it: &ProvisionResult, lang: Lang) -> Vec<String> {
    let (by_law, upcoming) =
        (msg!(ja: "（法令による）", en: " (by law)"), msg!(ja: "施行前", en: "upcoming"));
    let law = if it.by == By::Law { by_law.get(lang).as_str() } else { "" };
    vec![
        format!("  {}", it.id),
        it.modality.title().get(lang).clone(),
        format!("{}{law}", it.verdict.title().get(lang)),
        if it.upcoming { upcoming.get(lang).clone() } else { String::new() },
        why(it, lang),
    ]
}

fn why(it: &ProvisionResult, lang: Lang) -> String {
    match it.verdict {
        Outcome::Satisfied | Outcome::NotSatisfied | Outcome::NotApplicable => it.decided_by.join(", "),
        Outcome::Undecided => {
            let needs = it.needs.join(", ");
            msg!(ja: "不明: {needs}", en: "unknown: {needs}").get(lang).clone()
        }
        Outcome::NeedsJudgement => {
            let needs = it.judgements.join(", ");
            msg!(ja: "判断: {needs}", en: "judge: {needs}").get(lang).clone()
        }
    }
}

fn explained(it: &Explanation, lang: Lang) -> String {
    let mut out = String::new();
    if it.repairs.iter().all(|changes| !changes.is_empty()) {
        out.push_str(
            msg!(ja: "適合するための最小の変更\n", en: "minimal changes that make it conform\n").get(lang),
        );
        for (at, changes) in it.repairs.iter().enumerate() {
            let list: Vec<String> =
                changes.iter().map(|it| format!("{} = {}", it.fact, it.written)).collect();
            let _ = writeln!(out, "  {}. {}", at + 1, list.join(", "));
        }
    }
    if let Some(question) = &it.next_question {
        let (id, ask) = (&question.fact, question.ask.get(lang));
        out.push_str(
            msg!(ja: "次に確かめる事実: {id}\n  {ask}\n", en: "find out next: {id}\n  {ask}\n").get(lang),
        );
    }
    out
}
