//! `kijun audit`: published mappings of the knowledge base; those of files are `mapping_file`'s.

use std::fmt::Write as _;

use crate::check::mapping_disagrees;
use crate::lang::{Bilingual, Lang, counted};
use crate::msg;
use crate::query::audit;
use crate::report;
use crate::report::table::columns;
use crate::view::audit::{self as view, AuditedEdge};

use super::args::{Audit, Common, Format};
use super::failed::Failed;
use super::stream::{print, print_json_text};
use super::witnessed::unlikely;
use super::{FINDINGS, FINE, mapping_file, session};

pub(super) fn run(common: &Common, args: &Audit) -> Result<u8, Failed> {
    if !args.files.is_empty() {
        return mapping_file::run(common, args);
    }
    let format = session::format(
        common,
        &[Format::Text, Format::Concise, Format::Json, Format::Sarif, Format::Github],
    )?;
    let session = session::load_checked(common)?;
    let (kb, sources, lang) = (session.kb(), &session.project.sources, session.lang);
    let shown = view::base(kb, sources, &audit::audit(kb));
    let found = || mapping_disagrees::run(kb);
    match format {
        Format::Text | Format::Json => session.answer(&shown, format, |it| edges_text(&it.edges, lang))?,
        Format::Concise => print(&report::concise::render(sources, &found(), lang))?,
        Format::Sarif => print_json_text(&report::sarif::render(sources, &found(), lang))?,
        // Documents are no form of diagnostics and are refused before.
        Format::Github
        | Format::Gitlab
        | Format::Junit
        | Format::Md
        | Format::Html
        | Format::Docx
        | Format::Xlsx
        | Format::Ics => {
            print(&report::github::render(sources, &found(), lang))?;
        }
    }
    Ok(if shown.edges.iter().any(AuditedEdge::disagrees) { FINDINGS } else { FINE })
}

fn edges_text(edges: &[AuditedEdge], lang: Lang) -> String {
    let mut out = String::new();
    for mapping in edges.chunk_by(|a, b| a.mapping == b.mapping) {
        if let Some(first) = mapping.first() {
            let _ = writeln!(out, "{}  {}", first.mapping, first.title.get(lang));
        }
        out.push_str(&columns(&mapping.iter().map(|it| row(it, lang)).collect::<Vec<_>>()));
    }
    out.push_str(summary(edges).get(lang));
    out
}

/// Returns the line that closes the table.
fn summary(edges: &[AuditedEdge]) -> Bilingual {
    let told = view::counts(|finding| edges.iter().filter(|it| it.finding == finding).count());
    let (all, edges) = (edges.len(), counted(edges.len(), "edge", "edges"));
    let Bilingual { ja, en } = told;
    msg!(ja: "{all}件: {ja}\n", en: "{edges}: {en}\n")
}

fn row(it: &AuditedEdge, lang: Lang) -> Vec<String> {
    let noted = msg!(ja: "（注あり）", en: " (noted)");
    let noted = if it.noted { noted.get(lang).as_str() } else { "" };
    let mut odd: Vec<String> = it.witnesses.iter().flat_map(|it| it.unlikely.clone()).collect();
    odd.dedup();
    vec![
        format!("  {}", it.from.join(" ")),
        it.relation.title().get(lang).clone(),
        it.to.join(" "),
        it.computed.map(|it| it.title().get(lang).clone()).unwrap_or_default(),
        format!("{}{noted}{}", it.reason.get(lang), unlikely(&odd, lang)),
    ]
}
