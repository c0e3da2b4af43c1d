//! KJ5008, KJ5011, KJ5012: what a page could not show as it is written: marks that stay visible, raw HTML, and links
//! that could run something.
//!
//! Finds the place; what is wrong is said by `markdown`, which renders the pages too.

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::markdown::{self, Fault};
use crate::model::Kb;
use crate::msg;
use crate::source::{Sources, Span};

use super::passage::{part, prose};

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let faults = prose(kb).into_par_iter().flat_map_iter(|passage| {
        let halves = Lang::ALL.into_iter().flat_map(move |lang| {
            markdown::faults(passage.text.get(lang)).into_iter().map(move |found| (lang, found))
        });
        halves.map(move |(lang, (fault, at))| {
            diagnostic(&fault, part(sources, passage.span, passage.text.get(lang), at))
        })
    });
    faults.collect()
}

fn diagnostic(fault: &Fault, at: Span) -> Diagnostic {
    match fault {
        Fault::RawHtml(raw) => Diagnostic::new(
            Code::RawHtml,
            msg!(ja: "文中にHTML「{raw}」がある", en: "the prose contains the HTML `{raw}`"),
        )
        .here(at)
        .help(msg!(
            ja: "Markdownで書いてください。文字として示すなら「`」で囲んでください。",
            en: "write it in Markdown, or between backquotes to show it as text",
        )),
        Fault::UnsafeLink(address) => Diagnostic::new(
            Code::UnsafeLink,
            msg!(ja: "文中のリンク「{address}」は許されない", en: "the link `{address}` is not allowed"),
        )
        .here(at)
        .help(msg!(
            ja: "リンク先は、https、http、mailto又は相対番地に限ります。",
            en: "links are https, http, mailto or relative",
        )),
        Fault::LeftOverMark => Diagnostic::new(
            Code::LeftOverMark,
            msg!(ja: "強調の記号がそのまま表示される", en: "emphasis marks stay visible"),
        )
        .here(at)
        .help(msg!(
            ja: "記号を対にするか、「\\*」と書いてください。",
            en: "pair the marks, or write `\\*` for an asterisk",
        )),
    }
}
