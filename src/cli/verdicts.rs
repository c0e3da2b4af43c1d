//! What `kijun assess` prints: first what fits a screen, then every verdict.

use std::fmt::Write as _;

use crate::lang::Lang;
use crate::lexicon::{Because, By, Mode, Outcome, Severity, Standing};
use crate::msg;
use crate::report::table::columns;
use crate::report::terminal::Colour;
use crate::view::assessment::{Assessment, ProvisionResult};
use crate::view::summary::{found, headed};

use super::explained;

/// At most so many failures, and days, stand in the summary.
const TOLD: usize = 5;

/// Returns the summary, which fits a screen, then every verdict.
pub(super) fn text(shown: &Assessment, lang: Lang, colour: Colour) -> String {
    let mut out = head(shown, lang);
    out.push_str(&failing(shown, lang, colour));
    out.push_str(&findings(shown, lang));
    out.push_str(&compared(shown, lang));
    out.push_str(&next(shown, lang));
    out.push_str(&table(shown, lang));
    out.push_str(&shown.explanation.as_ref().map(|it| explained::text(it, lang)).unwrap_or_default());
    out
}

/// Says of what, by which day and in which numbers.
fn head(shown: &Assessment, lang: Lang) -> String {
    let (mode, day) = (shown.mode.title(), shown.as_of);
    let product = shown.called().map(|it| msg!(ja: "製品: {it}\n\n", en: "product: {it}\n\n"));
    let mut out = product.map(|it| it.get(lang).clone()).unwrap_or_default();
    let _ = match shown.mode {
        Mode::Whole => writeln!(out, "{}\n", mode.get(lang)),
        Mode::Dated => writeln!(out, "{}: {day}\n", mode.get(lang)),
    };
    let _ = writeln!(out, "{}\n", shown.counted().get(lang));
    out
}

/// Lists what fails, with the fact to which it is due and what mends it.
fn failing(shown: &Assessment, lang: Lang, colour: Colour) -> String {
    let all = shown.failures();
    let now: Vec<_> = all.into_iter().filter(|(_, _, it)| it.verdict == Outcome::NotSatisfied).collect();
    let mut out = String::new();
    for (severity, of, it) in now.iter().take(TOLD) {
        let (head, modality) = (headed(of, it), it.modality.title_in(it.status));
        let word = painted(*severity, lang, colour);
        let _ = writeln!(out, "{word}: {} ({}, {})", head.get(lang), it.id, modality.get(lang));
        out.extend(it.excuse().map(|it| format!("  {}\n", it.get(lang))));
        out.extend(it.culprit().map(|it| format!("  {}\n", it.said().get(lang))));
        let _ = writeln!(out, "  {}", it.mended().get(lang));
    }
    out.push_str(&more(now.len(), lang));
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Lists what is wrong with the product file.
fn findings(shown: &Assessment, lang: Lang) -> String {
    let mut out: String = shown.findings.iter().map(|it| found(it, lang) + "\n").collect();
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Returns how bad a failure is, in its colour.
fn painted(severity: Severity, lang: Lang, colour: Colour) -> String {
    let title = severity.title();
    let word = title.get(lang);
    let code = match severity {
        Severity::Error => "31",
        Severity::Warning => "33",
        Severity::Note => "36",
    };
    match colour {
        Colour::Always => format!("\u{1b}[1;{code}m{word}\u{1b}[0m"),
        Colour::Never => word.clone(),
    }
}

/// Says what changed since the baseline.
fn compared(shown: &Assessment, lang: Lang) -> String {
    let Some(it) = &shown.baseline else { return String::new() };
    let (known, new) = (it.known.len(), it.new.len());
    let mut out = msg!(
        ja: "以前の結果と比べて：新しい不適合{new}件、以前からの不適合{known}件\n",
        en: "since the baseline: {new} new, {known} known\n",
    )
    .get(lang)
    .clone();
    for gone in &it.gone {
        let (id, now) = (&gone.id, gone.verdict.map(Outcome::title));
        let line = match now {
            Some(now) => {
                let (ja, en) = (now.ja, now.en);
                msg!(ja: "  なくなった不適合：{id}（今は「{ja}」）\n", en: "  gone: {id} (now {en})\n")
            }
            None => {
                msg!(ja: "  なくなった不適合：{id}（今回は判定しない）\n", en: "  gone: {id} (not asked now)\n")
            }
        };
        out.push_str(line.get(lang));
    }
    out + "\n"
}

/// Says what comes next, and when.
fn next(shown: &Assessment, lang: Lang) -> String {
    let all = shown.next();
    let mut out = String::new();
    for it in all.iter().take(TOLD) {
        let _ = writeln!(out, "{}", it.said().get(lang));
    }
    out.push_str(&more(all.len(), lang));
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn more(all: usize, lang: Lang) -> String {
    let left = all.saturating_sub(TOLD);
    if left == 0 {
        return String::new();
    }
    msg!(ja: "ほかに{left}件\n", en: "and {left} more\n").get(lang).clone()
}

/// Lays out every verdict, and what was not asked.
fn table(shown: &Assessment, lang: Lang) -> String {
    let mut out = String::new();
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
    out
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
            "{}{}{}{law}{}",
            it.verdict.title().get(lang),
            waived(it, lang),
            under(it.under.as_deref(), lang),
            reason(it.because, lang)
        ),
        standing(it.standing, lang).trim().to_owned(),
        why(it, lang),
    ]
}

/// Marks a failure that is waived.
fn waived(it: &ProvisionResult, lang: Lang) -> String {
    let Some(day) = it.waiver.as_ref().map(|it| it.expiry) else { return String::new() };
    msg!(ja: "（{day}まで免除）", en: " (waived until {day})").get(lang).clone()
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
