//! What keeps a page from being as it should: raw HTML, unsafe links, emphasis marks that stay visible, and
//! tables that cannot be computed.

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::msg;
use crate::view::Library;
use rayon::prelude::*;

use super::prose::{self, Fault};

/// Returns a diagnostic for each fault in each text.
pub(super) fn check(library: &Library<'_>) -> Vec<Diagnostic> {
    let texts = texts(library);
    let found: Vec<Vec<Diagnostic>> = texts.par_iter().map(|(id, text)| of_text(library, id, text)).collect();
    let tables = library.undecided_tables.iter().map(|(id, span)| {
        Diagnostic::new(
            Code::OverBudget,
            msg!(ja: "表「{id}」は複雑すぎて計算できない", en: "the table `{id}` is too complex to compute"),
        )
        .here(*span)
        .help(msg!(ja: "表の基準を要件ごとに分けてください。", en: "split the criteria that it asks about"))
    });
    let amendments = library.amendments().iter().filter(|it| it.diff.is_none()).map(|it| {
        let id = &it.edition;
        Diagnostic::new(
            Code::OverBudget,
            msg!(ja: "「{id}」の改正は複雑すぎて比べられない", en: "what `{id}` amends is too complex to compare"),
        )
        .here(it.span)
        .help(msg!(ja: "規定の基準を要件ごとに分けてください。", en: "split its criteria by requirement"))
    });
    found.into_iter().flatten().chain(tables).chain(amendments).collect()
}

/// Returns every text that is Markdown, once, with the id of its owner.
fn texts<'a>(library: &'a Library<'_>) -> Vec<(&'a str, &'a Bilingual)> {
    let mut texts: Vec<(&str, &Bilingual)> = Vec::new();
    for it in library.briefs.iter().filter(|it| it.inherited_from.is_none()) {
        texts.extend(
            [Some(it.text), it.verification, it.note].into_iter().flatten().map(|text| (it.id, text)),
        );
    }
    for it in &library.instruments {
        texts.extend(it.note.iter().map(|text| (it.id.as_str(), text)));
        texts.extend(it.editions.iter().flat_map(|it| it.note.iter().map(|text| (it.id.as_str(), text))));
    }
    for it in &library.requirements {
        texts.extend(
            [Some(&it.text), it.note.as_ref()].into_iter().flatten().map(|text| (it.id.as_str(), text)),
        );
    }
    for it in &library.terms {
        texts.extend(
            [Some(&it.text), it.differs.as_ref(), it.note.as_ref()]
                .into_iter()
                .flatten()
                .map(|text| (it.id.as_str(), text)),
        );
    }
    texts.extend(library.facts.iter().flat_map(|it| it.note.iter().map(|text| (it.id.as_str(), text))));
    texts.extend(library.sources.iter().flat_map(|it| it.note.iter().map(|text| (it.id.as_str(), text))));
    texts.extend(library.findings.iter().map(|it| (it.id.as_str(), &it.text)));
    let said = &library.said;
    texts.extend(said.deemings.iter().flat_map(|it| it.note.iter().map(|text| (it.id.as_str(), text))));
    for it in &said.interpretations {
        texts.extend(it.text.iter().chain(&it.note).map(|text| (it.id.as_str(), text)));
    }
    for it in &said.deviations {
        texts.push((it.id.as_str(), &it.because));
        texts.extend(it.note.iter().map(|text| (it.id.as_str(), text)));
    }
    texts.extend(said.edges.iter().flat_map(|it| it.note.iter().map(|text| (it.mapping.as_str(), text))));
    texts
}

fn of_text(library: &Library<'_>, id: &str, text: &Bilingual) -> Vec<Diagnostic> {
    let faults = Lang::ALL.into_iter().flat_map(|lang| prose::render(text.get(lang)).faults);
    faults
        .map(|fault| {
            let diagnostic = diagnostic(id, &fault);
            match library.find(id) {
                Some(brief) => diagnostic.here(brief.place),
                None => diagnostic,
            }
        })
        .collect()
}

fn diagnostic(id: &str, fault: &Fault) -> Diagnostic {
    match fault {
        Fault::RawHtml(raw) => Diagnostic::new(
            Code::RawHtml,
            msg!(ja: "「{id}」の文中にHTML「{raw}」がある", en: "the prose of `{id}` contains the HTML `{raw}`"),
        )
        .help(msg!(ja: "Markdownで書いてください。", en: "write it in Markdown")),
        Fault::UnsafeLink(address) => Diagnostic::new(
            Code::UnsafeLink,
            msg!(ja: "「{id}」の文中のリンク「{address}」は許されない", en: "the link `{address}` in the prose of `{id}` is not allowed"),
        )
        .help(msg!(
            ja: "リンク先は、https、http、mailto又は相対番地に限ります。",
            en: "links are https, http, mailto or relative"
        )),
        Fault::LeftOverMark => Diagnostic::new(
            Code::LeftOverMark,
            msg!(ja: "「{id}」の文中に強調の記号が残る", en: "emphasis marks stay visible in the prose of `{id}`"),
        )
        .help(msg!(
            ja: "記号を対にするか、「\\*」と書いてください。",
            en: "pair the marks, or write `\\*` for an asterisk"
        )),
    }
}
