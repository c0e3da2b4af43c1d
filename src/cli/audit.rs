//! `kijun audit`: published mappings of the knowledge base, or a mapping file of another tool.

use std::fmt::Write as _;
use std::path::Path;

use crate::import::{self, AuditReport, Kind};
use crate::lang::Lang;
use crate::msg;
use crate::project;
use crate::query::audit;
use crate::report::table::columns;
use crate::view::audit::{self as view, AuditedEdge, AuditedFile, Finding};

use super::args::{Audit, Common, Format};
use super::failed::Failed;
use super::session;
use super::stream::answer;
use super::{FINDINGS, FINE};

/// At most so many faults are printed for people; JSON has all.
const SHOWN: usize = 50;

pub(super) fn run(common: &Common, args: &Audit) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let lang = session::lang(common);
    let sound = if let Some(path) = &args.file {
        session::no_date(common)?;
        let file = view::file(&read(path)?);
        answer(&file, format, |it| file_text(it, lang))?;
        file.is_sound()
    } else {
        let session = session::load_checked(common)?;
        let edges = view::edges(session.kb(), &audit::audit(session.kb()));
        answer(&edges, format, |it| edges_text(it, lang))?;
        !edges.iter().any(AuditedEdge::disagrees)
    };
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
    let report =
        import::audit_file(&content, Kind::of(&content)).map_err(|error| unreadable(error.to_string()))?;
    if report.plain.edges.is_empty() && report.plain.unknown.is_empty() {
        return Err(Failed(msg!(
            ja: "{name}に検査する対応がない。",
            en: "{name} has no edge to audit: it is no mapping, or an empty one",
        )));
    }
    Ok(report)
}

fn edges_text(edges: &[AuditedEdge], lang: Lang) -> String {
    let mut out = String::new();
    for mapping in edges.chunk_by(|a, b| a.mapping == b.mapping) {
        if let Some(first) = mapping.first() {
            let _ = writeln!(out, "{}  {}", first.mapping, first.title.get(lang));
        }
        out.push_str(&columns(&mapping.iter().map(|it| row(it, lang)).collect::<Vec<_>>()));
    }
    let count = |wanted: Finding| edges.iter().filter(|it| it.finding == wanted).count();
    let all = edges.len();
    let (agrees, strong, weak) = (count(Finding::Agrees), count(Finding::TooStrong), count(Finding::TooWeak));
    out.push_str(
        msg!(
            ja: "{all}件: 一致{agrees}、強すぎる{strong}、弱すぎる{weak}、残りは決定できない\n",
            en: "{all} edges: {agrees} agree, {strong} too strong, {weak} too weak, the rest not decidable\n",
        )
        .get(lang),
    );
    out
}

fn row(it: &AuditedEdge, lang: Lang) -> Vec<String> {
    let noted = msg!(ja: "（注記あり）", en: " (noted)");
    let noted = if it.noted { noted.get(lang).as_str() } else { "" };
    vec![
        format!("  {}", it.from.join(" ")),
        it.relation.title().get(lang).clone(),
        it.to.join(" "),
        it.computed.map(|it| it.title().get(lang).clone()).unwrap_or_default(),
        format!("{}{noted}", it.reason.get(lang)),
    ]
}

fn file_text(file: &AuditedFile, lang: Lang) -> String {
    let mut out = String::new();
    for (relation, count) in &file.relations {
        let _ = writeln!(out, "{:>8}  {}", count, relation.title().get(lang));
    }
    for it in file.faults.iter().take(SHOWN) {
        let _ = writeln!(out, "{}", it.text.get(lang));
        for edge in &it.edges {
            let _ = writeln!(out, "    {edge}");
        }
    }
    for it in file.dangling.iter().take(SHOWN) {
        let (id, edge) = (&it.id, &it.edge);
        out.push_str(
            msg!(ja: "「{id}」は文書にない\n    {edge}\n", en: "`{id}` is not in its document\n    {edge}\n")
                .get(lang),
        );
    }
    for it in file.unknown.iter().take(SHOWN) {
        let line = it.line.map(|line| format!("{line}: ")).unwrap_or_default();
        let word = &it.word;
        out.push_str(
            msg!(ja: "関係「{word}」は形式にない\n    {line}{word}\n", en: "`{word}` is no relation of the format\n    {line}{word}\n")
                .get(lang),
        );
    }
    let (edges, faults, dangling, unknown) =
        (file.edges, file.faults.len(), file.dangling.len(), file.unknown.len());
    out.push_str(
        msg!(
            ja: "対応{edges}件、矛盾{faults}件、存在しない識別子{dangling}件、読めない関係{unknown}件\n",
            en: "{edges} edges, {faults} faults, {dangling} dangling ids, {unknown} unknown relations\n",
        )
        .get(lang),
    );
    out
}
