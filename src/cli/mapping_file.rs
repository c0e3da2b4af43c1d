//! `kijun audit FILE…`: mapping files of other tools.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::diag::Diagnostic;
use crate::import::against::{self, Frameworks, Judged};
use crate::import::{self, AuditReport, Columns, Finding, Form, Plain};
use crate::lang::{Bilingual, Lang, counted};
use crate::msg;
use crate::report;
use crate::source::Sources;
use crate::view::answer::Answered;
use crate::view::audit::{self as view, AuditedFiles};

use super::args::{Audit, Common, Format};
use super::datafile::{self, refused, unread};
use super::failed::Failed;
use super::session::{self, Session};
use super::stream::{print, print_coloured, print_json, print_json_text};
use super::{FINDINGS, FINE};

/// At most so many findings are printed for people; the other formats have all.
const SHOWN: usize = 50;

pub(super) fn run(common: &Common, args: &Audit) -> Result<u8, Failed> {
    let format = session::format(
        common,
        &[Format::Text, Format::Concise, Format::Json, Format::Sarif, Format::Github],
    )?;
    if args.against.is_none() {
        session::no_date(common)?;
    }
    let mut sources = Sources::new();
    let report = import::audit(read(&mut sources, args)?);
    let (judged, digest) = judged(common, args, &report)?.unzip();
    let mut findings = import::findings(&report);
    findings.extend(judged.iter().flat_map(|it| it.findings.clone()));
    findings.sort_by_key(|it| (it.at, it.kind));
    let shown = view::files(&sources, &report, &findings, judged.as_ref());
    if format == Format::Json {
        print_json(&Answered::new(&shown, digest))?;
    } else {
        show(&sources, &report.plain, &findings, &shown, format, session::lang(common))?;
    }
    Ok(if findings.is_empty() { FINE } else { FINDINGS })
}

/// Reads all files, so that edges back and catalogs may lie in others than the edges.
fn read(sources: &mut Sources, args: &Audit) -> Result<Plain, Failed> {
    let columns = columns(args)?;
    let what = msg!(ja: "対応関係", en: "a mapping");
    let mut plain = Plain::default();
    let mut seen = BTreeSet::new();
    for path in &args.files {
        let name = path.display().to_string();
        if !seen.insert(path) {
            return Err(Failed(msg!(ja: "{name}が二度指定されている。", en: "{name} is named twice")));
        }
        let bytes = datafile::bytes(path, &what)?;
        plain
            .read(sources, &name, &bytes, &columns)
            .map_err(|faults| refused(sources, &unread(&name, &what), faults.len(), faults))?;
    }
    if plain.is_empty() {
        let passed: usize = plain.passed.values().sum();
        let list = args.files.iter().map(|it| it.display().to_string()).collect::<Vec<_>>().join(", ");
        let say_nothing = counted(passed, "edge says", "edges say");
        return Err(Failed(msg!(
            ja: "検査する対応がない: {list}（求める内容の関係を述べない対応{passed}件）",
            en: "there is no edge to audit: {list} ({say_nothing} nothing of what is demanded)",
        )));
    }
    Ok(plain)
}

fn columns(args: &Audit) -> Result<Columns, Failed> {
    let Some(text) = &args.columns else { return Ok(Columns::default()) };
    let is_table = |name: &str| matches!(Form::of_name(name), Some(Form::Csv | Form::Workbook));
    if !args.files.iter().any(|it| is_table(&it.display().to_string())) {
        return Err(Failed(msg!(
            ja: "「--columns」は表（CSV、XLSX）だけで使える。",
            en: "`--columns` is for tables (CSV, XLSX) only",
        )));
    }
    Columns::parse(text).ok_or_else(|| {
        Failed(msg!(
            ja: "「--columns {text}」は「source=見出し,relation=見出し,target=見出し」の形でない。",
            en: "`--columns {text}` is not of the form source=NAME,relation=NAME,target=NAME",
        ))
    })
}

/// Judges the edges by the criteria of a knowledge base, where one is named; returns its digest as well.
fn judged(common: &Common, args: &Audit, report: &AuditReport) -> Result<Option<(Judged, String)>, Failed> {
    let Some(root) = &args.against else { return Ok(None) };
    let session = session::load_checked(&Common { root: Some(root.clone()), ..common.clone() })?;
    let frameworks = frameworks(&session, args, report)?;
    let judged = against::judge(session.kb(), report, &frameworks);
    if judged.unknown == report.plain.edges.len() {
        let list = report.plain.documents.join(", ");
        return Err(Failed(msg!(
            ja: "知識ベースが両側を知る対応がない。「--framework 文書=識別子」で文書を指定してください。文書: {list}",
            en: "the knowledge base knows both sides of no edge; say what the documents are with \
                 --framework DOCUMENT=ID. The documents are: {list}",
        )));
    }
    Ok(Some((judged, session.digest())))
}

fn frameworks(session: &Session, args: &Audit, report: &AuditReport) -> Result<Frameworks, Failed> {
    let mut frameworks = Frameworks::new();
    for setting in &args.framework {
        let Some((document, id)) = setting.rsplit_once('=') else {
            return Err(Failed(msg!(
                ja: "「--framework {setting}」は「文書=識別子」の形でない。",
                en: "`--framework {setting}` is not of the form document=id",
            )));
        };
        if !report.plain.documents.iter().any(|it| it == document) {
            let list = report.plain.documents.join(", ");
            return Err(Failed(msg!(
                ja: "文書「{document}」はファイルにない。文書: {list}",
                en: "the files have no document `{document}`; the documents are: {list}",
            )));
        }
        session.find(id)?;
        if frameworks.insert(document.to_owned(), id.to_owned()).is_some() {
            return Err(Failed(msg!(
                ja: "「--framework {document}」が二度ある。",
                en: "`--framework {document}` is there twice",
            )));
        }
    }
    Ok(frameworks)
}

fn show(
    sources: &Sources,
    plain: &Plain,
    findings: &[Finding],
    shown: &AuditedFiles,
    format: Format,
    lang: Lang,
) -> Result<(), Failed> {
    let told = if format == Format::Text { SHOWN } else { usize::MAX };
    let all: Vec<Diagnostic> = findings.iter().take(told).map(|it| it.diagnostic(plain)).collect();
    match format {
        // Documents are no form of diagnostics and are refused before.
        Format::Text
        | Format::Md
        | Format::Html
        | Format::Docx
        | Format::Xlsx
        | Format::Ics
        | Format::Gitlab
        | Format::Junit => {
            print_coloured(&report::terminal::render(sources, &all, lang, session::colour()))?;
            print(&summary(shown, lang))
        }
        Format::Concise => print(&report::concise::render(sources, &all, lang)),
        Format::Json | Format::Sarif => print_json_text(&report::sarif::render(sources, &all, lang)),
        Format::Github => print(&report::github::render(sources, &all, lang)),
    }
}

fn summary(shown: &AuditedFiles, lang: Lang) -> String {
    let mut out = String::new();
    if let Some(more) = shown.findings.len().checked_sub(SHOWN).filter(|it| *it > 0) {
        out.push_str(msg!(ja: "ほかに{more}件\n\n", en: "and {more} more\n\n").get(lang));
    }
    for (relation, count) in &shown.relations {
        let _ = writeln!(out, "{:>8}  {}", count, relation.title().get(lang));
    }
    for it in &shown.unchecked {
        let (document, ends) = (&it.document, it.ends);
        let some_ends = counted(ends, "end of an edge", "ends of edges");
        out.push_str(
            msg!(
                ja: "検査していない: 文書「{document}」の一覧がどのファイルにもない（{ends}か所）\n",
                en: "not checked: none of the files lists what `{document}` has ({some_ends})\n",
            )
            .get(lang),
        );
    }
    for (word, count) in &shown.passed {
        let edges = counted(*count, "edge", "edges");
        out.push_str(
            msg!(
                ja: "検査していない: 「{word}」は求める内容の関係を述べない（{count}件）\n",
                en: "not checked: `{word}` says nothing of what is demanded ({edges})\n",
            )
            .get(lang),
        );
    }
    if let Some(it) = &shown.judged {
        let (Bilingual { ja, en }, unknown) = (view::counts(|finding| it.count(finding)), it.unknown);
        out.push_str(
            msg!(
                ja: "基準による判定: {ja}、知らない規定{unknown}\n",
                en: "by the criteria: {en}, with a side that is not known {unknown}\n",
            )
            .get(lang),
        );
    }
    let (edges, findings) = (shown.edges, shown.findings.len());
    let some_edges = counted(edges, "edge", "edges");
    let some_findings = counted(findings, "finding", "findings");
    out.push_str(
        msg!(ja: "対応{edges}件、指摘{findings}件\n", en: "{some_edges}, {some_findings}\n").get(lang),
    );
    out
}
