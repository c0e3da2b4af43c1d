//! `kijun assess`.

use std::fmt::Write as _;

use crate::lang::Lang;
use crate::lexicon::{Because, By, Mode, Outcome, Standing};
use crate::logic::domain::Facts;
use crate::msg;
use crate::norm::Base;
use crate::query::asked::meant;
use crate::query::market::{self, Question};
use crate::query::{self, Asked, citation, explain};
use crate::report::table::columns;
use crate::view::assessment::{Assessment, Product, ProvisionResult, assessment};

use super::args::{Assess, Common, Format};
use super::failed::Failed;
use super::session::{self, Session};
use super::{FINDINGS, FINE, OPEN, explained, product};

pub(super) fn run(common: &Common, args: &Assess) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let session = session::load_checked(common)?;
    let shown = assess(&session, args)?;
    session.answer(&shown, format, |it| render(it, session.lang))?;
    Ok(code(&shown))
}

fn assess(session: &Session, args: &Assess) -> Result<Assessment, Failed> {
    let kb = session.kb();
    let product = product::read(kb, args.product.as_deref(), &args.set)?;
    let facts = &product.facts;
    let kb = if args.whole { kb } else { kb.on(kb.as_of) };
    let question = question(session, kb, &args.against, facts)?;
    let kb = kb.within(&question.scopes);
    let assessed = query::assess(kb, facts, &question.asked)?;
    let explained = args.explain.then(|| explain::explain(kb, facts, &question.asked));
    Ok(assessment(kb, &product.identity, &assessed, &question, explained.as_ref()))
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

/// Returns what to assess against: the ids named, else what binds the product in its markets.
fn question(session: &Session, kb: Base<'_>, ids: &[String], facts: &Facts) -> Result<Question, Failed> {
    if ids.is_empty() {
        return Ok(market::by_default(kb, facts));
    }
    let mut question = Question::default();
    for id in ids.iter().map(|id| id.trim()) {
        let pinned = citation::is_pinned(session.kb(), id);
        let found = session.find(id)?.into_iter();
        let nodes = found.flat_map(|node| meant(kb, facts, node, pinned));
        question.asked.extend(nodes.map(|node| Asked { node, pinned }));
    }
    Ok(question)
}

fn render(shown: &Assessment, lang: Lang) -> String {
    let (mode, day) = (shown.mode.title(), shown.as_of);
    let mut out = shown.product.as_ref().map(|it| named(it, lang)).unwrap_or_default();
    let _ = match shown.mode {
        Mode::Whole => writeln!(out, "{}\n", mode.get(lang)),
        Mode::Dated => writeln!(out, "{}: {day}\n", mode.get(lang)),
    };
    for result in &shown.results {
        let verdict = result.verdict.title().get(lang).clone();
        let _ = writeln!(
            out,
            "{}: {verdict}{}{}{}{}",
            result.instrument,
            under(result.under.as_deref(), lang),
            by_law(result.by, result.content, lang),
            reason(result.because, lang),
            standing(result.standing, lang)
        );
        out.push_str(&columns(&result.provisions.iter().map(|it| row(it, lang)).collect::<Vec<_>>()));
        out.push('\n');
    }
    for fact in &shown.needs {
        out.push_str(msg!(ja: "どの文書が関わるかは、次の事実による: {fact}\n", en: "which texts are asked depends on: {fact}\n").get(lang));
    }
    for it in &shown.left_out {
        let (id, why) = (&it.instrument, it.because.title());
        let (ja, en) = (why.ja, why.en);
        out.push_str(msg!(ja: "判定しない: {id}（{ja}）\n", en: "not asked: {id} ({en})\n").get(lang));
    }
    out.push_str(&shown.explanation.as_ref().map(|it| explained::text(it, lang)).unwrap_or_default());
    out
}

/// Returns what the product is called, on a line of its own.
fn named(it: &Product, lang: Lang) -> String {
    let parts = [&it.maker, &it.name, &it.model, &it.version];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let list = parts.join(" / ");
    msg!(ja: "製品: {list}\n\n", en: "product: {list}\n\n").get(lang).clone()
}

/// Says where something stands that has not begun or is over.
fn standing(it: Standing, lang: Lang) -> String {
    let title = it.title().get(lang).clone();
    match (it, lang) {
        (Standing::Begun, _) => String::new(),
        (Standing::Upcoming | Standing::Continues | Standing::Ended, Lang::Ja) => format!("［{title}］"),
        (Standing::Upcoming | Standing::Continues | Standing::Ended, Lang::En) => format!(" [{title}]"),
    }
}

/// Says why a verdict is none of content.
fn reason(because: Option<Because>, lang: Lang) -> String {
    let Some(title) = because.map(Because::title) else { return String::new() };
    match lang {
        Lang::Ja => format!("（{}）", title.ja),
        Lang::En => format!(" ({})", title.en),
    }
}

/// Says by the texts of which earlier edition a product was judged.
fn under(edition: Option<&str>, lang: Lang) -> String {
    let Some(id) = edition else { return String::new() };
    msg!(ja: "（経過措置により「{id}」による）", en: " (under `{id}`, by a transitional rule)")
        .get(lang)
        .clone()
}

/// Says that a verdict rests on law, and what the facts alone say.
fn by_law(by: By, content: Outcome, lang: Lang) -> String {
    if by == By::Content {
        return String::new();
    }
    let facts = content.title();
    let (ja, en) = (facts.ja, facts.en);
    msg!(ja: "（法令による。事実によれば「{ja}」）", en: " (by law; by the facts: {en})").get(lang).clone()
}

fn row(it: &ProvisionResult, lang: Lang) -> Vec<String> {
    let law = by_law(it.by, it.content, lang);
    vec![
        format!("  {}", it.id),
        it.modality.title_in(it.status).get(lang).clone(),
        format!(
            "{}{}{law}{}",
            it.verdict.title().get(lang),
            under(it.under.as_deref(), lang),
            reason(it.because, lang)
        ),
        standing(it.standing, lang).trim().to_owned(),
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
