//! A summary in Markdown that fits a screen: for the page of a job or a comment on a change.

use std::fmt::Write as _;

use crate::export::escape;
use crate::lang::Lang;
use crate::lexicon::{Mode, Outcome};
use crate::msg;
use crate::view::assessment::{Assessment, InstrumentResult, ProvisionResult};
use crate::view::summary::{found, headed, placed, stated};

/// At most so many failures, and days, are told.
const TOLD: usize = 10;

/// Returns the summary.
pub fn markdown(shown: &Assessment, lang: Lang) -> String {
    let name = shown.called().map(|it| escape::markdown(&it));
    let head = match (name, lang) {
        (Some(name), Lang::Ja) => format!("## 規制への適合：{name}\n\n"),
        (Some(name), Lang::En) => format!("## Conformity: {name}\n\n"),
        (None, Lang::Ja) => "## 規制への適合\n\n".to_owned(),
        (None, Lang::En) => "## Conformity\n\n".to_owned(),
    };
    let mode = shown.mode.title();
    let day = match shown.mode {
        Mode::Dated => format!("{}: {}", mode.get(lang), shown.as_of),
        Mode::Whole => mode.get(lang).clone(),
    };
    let mut out = head + &format!("{day}  \n{}\n\n", shown.counted().get(lang));
    out.push_str(&instruments(shown, lang));
    out.push_str(&failures(shown, lang));
    out.push_str(&findings(shown, lang));
    out.push_str(&next(shown, lang));
    out
}

fn findings(shown: &Assessment, lang: Lang) -> String {
    if shown.findings.is_empty() {
        return String::new();
    }
    let heading = msg!(ja: "製品のファイル", en: "Product file");
    let mut out = format!("\n### {}\n\n", heading.get(lang));
    for it in &shown.findings {
        let _ = writeln!(out, "- {}", escape::markdown(&found(it, lang)));
    }
    out
}

fn instruments(shown: &Assessment, lang: Lang) -> String {
    let mut out = match lang {
        Lang::Ja => String::from("| 文書 | 判定 | 不適合 | 未決定・要判断 |\n|---|---|---:|---:|\n"),
        Lang::En => String::from("| instrument | verdict | failing | open |\n|---|---|---:|---:|\n"),
    };
    for it in &shown.results {
        let of = |which: &[Outcome]| it.provisions.iter().filter(|it| which.contains(&it.verdict)).count();
        let (failing, open) =
            (of(&[Outcome::NotSatisfied]), of(&[Outcome::Undecided, Outcome::NeedsJudgement]));
        let (title, id) = (escape::markdown(it.title.get(lang)), &it.instrument);
        let verdict = it.verdict.title();
        let verdict = verdict.get(lang);
        // INVARIANT: writing to a string cannot fail.
        let _ = writeln!(out, "| {title} (`{id}`) | {verdict} | {failing} | {open} |");
    }
    out
}

fn failures(shown: &Assessment, lang: Lang) -> String {
    let all = shown.failures();
    let now: Vec<_> = all.into_iter().filter(|(_, _, it)| it.verdict == Outcome::NotSatisfied).collect();
    if now.is_empty() {
        return String::new();
    }
    let heading = msg!(ja: "不適合", en: "Failing");
    let mut out = format!("\n### {} ({})\n\n", heading.get(lang), now.len());
    for (_, of, it) in now.iter().take(TOLD) {
        out.push_str(&failure(of, it, lang));
    }
    out + &more(now.len().saturating_sub(TOLD), lang)
}

fn failure(of: &InstrumentResult, it: &ProvisionResult, lang: Lang) -> String {
    let head = headed(of, it);
    let modality = it.modality.title_in(it.status);
    let (head, modality) = (escape::markdown(head.get(lang)), modality.get(lang));
    let mut out = format!("- **{head}** (`{}`, {modality})\n", it.id);
    if let Some(excuse) = it.excuse() {
        let _ = writeln!(out, "  - {}", escape::markdown(excuse.get(lang)));
    }
    if let Some(culprit) = it.culprit() {
        let place = culprit.place.as_ref().map_or_else(|| "--set".to_owned(), placed);
        let _ = writeln!(out, "  - {}: `{}`", escape::markdown(&place), stated(&culprit.stated));
    }
    let _ = writeln!(out, "  - {}", escape::markdown(it.mended().get(lang)));
    out
}

fn next(shown: &Assessment, lang: Lang) -> String {
    let all = shown.next();
    if all.is_empty() {
        return String::new();
    }
    let heading = msg!(ja: "これから", en: "What comes next");
    let mut out = format!("\n### {}\n\n", heading.get(lang));
    for it in all.iter().take(TOLD) {
        let _ = writeln!(out, "- {}", escape::markdown(it.said().get(lang)));
    }
    out + &more(all.len().saturating_sub(TOLD), lang)
}

fn more(left: usize, lang: Lang) -> String {
    if left == 0 {
        return String::new();
    }
    msg!(ja: "- ほかに{left}件\n", en: "- and {left} more\n").get(lang).clone()
}
