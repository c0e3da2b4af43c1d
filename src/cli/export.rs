//! `kijun export` and `kijun schema`.

use std::collections::BTreeSet;
use std::path::Path;

use crate::export::{self, Meta};
use crate::logic::domain::Facts;
use crate::model::{EditionIdx, FactIdx};
use crate::msg;
use crate::output;
use crate::query::market::MARKETS;
use crate::query::{asked, smtlib};
use crate::view::library::Unconfirmed;
use crate::view::product_schema::product_schema as schema_of_products;
use crate::view::schema as schemas;

use super::FINE;
use super::args::{Common, Export, ExportKind, Format, PRODUCT, Schema};
use super::assess;
use super::failed::Failed;
use super::session::{self, Session};
use super::stream::{print, print_json, print_json_text};

pub(super) fn run(common: &Common, args: &Export) -> Result<u8, Failed> {
    let form = Form::of(args.kind);
    session::format(common, &[form.format])?;
    form.fits(args)?;
    let session = session::load_checked(common)?;
    let bytes = match args.kind {
        ExportKind::Checklist => checklist(&session, &args.instruments)?,
        ExportKind::Smtlib => smtlib::smtlib(session.kb())?.into_bytes(),
    };
    match &args.out {
        Some(path) => output::replace_file(path, &bytes)?,
        None if form.format == Format::Json => print_json_text(&String::from_utf8_lossy(&bytes))?,
        None => print(&String::from_utf8_lossy(&bytes))?,
    }
    Ok(FINE)
}

/// What an export is written as.
struct Form {
    format: Format,
    name: &'static str,
    /// How a file of it ends.
    ending: &'static str,
    /// Whether it can be narrowed to instruments.
    narrows: bool,
}

impl Form {
    fn of(kind: ExportKind) -> Self {
        match kind {
            ExportKind::Checklist => {
                Form { format: Format::Json, name: "JSON", ending: "json", narrows: true }
            }
            ExportKind::Smtlib => {
                Form { format: Format::Text, name: "SMT-LIB", ending: "smt2", narrows: false }
            }
        }
    }

    /// Refuses what the export cannot do: a file that is named as if it had another format, a choice of instruments
    /// that would be ignored.
    fn fits(&self, args: &Export) -> Result<(), Failed> {
        let (name, ending) = (self.name, self.ending);
        let asked = args.out.as_deref().and_then(Path::extension).map(|it| it.to_string_lossy().into_owned());
        if let Some(asked) =
            asked.filter(|it| OTHERS.contains(&it.to_lowercase().as_str()) && it.to_lowercase() != ending)
        {
            return Err(Failed(msg!(
                ja: "この出力の形式は{name}で、「.{asked}」のファイルには書けない。「.{ending}」としてください。",
                en: "this export is {name} and is not written to a .{asked} file; name it .{ending}",
            )));
        }
        if !self.narrows && !args.instruments.is_empty() {
            return Err(Failed(msg!(
                ja: "「--for」はこの出力では使えない。常に知識ベース全体を書き出す。",
                en: "`--for` has no effect here: this export always has the whole knowledge base",
            )));
        }
        Ok(())
    }
}

/// Endings that promise a format.
const OTHERS: &[&str] = &[
    "csv", "docx", "htm", "html", "json", "jsonl", "md", "ods", "pdf", "sarif", "smt2", "sql", "toml", "tsv",
    "xls", "xlsx", "xml", "yaml", "yml",
];

fn checklist(session: &Session, ids: &[String]) -> Result<Vec<u8>, Failed> {
    let kb = session.kb();
    let mut editions: Vec<EditionIdx> = Vec::new();
    for id in ids {
        editions.extend(session.find(id.trim())?.into_iter().map(|node| node.edition));
    }
    if ids.is_empty() {
        editions = kb.instruments.indices().filter_map(|idx| kb.current_edition(idx)).collect();
    }
    let checked = session
        .compilation
        .checked()
        .ok_or_else(|| Failed(msg!(ja: "知識ベースに誤りがある。", en: "the knowledge base has errors")))?;
    let meta = Meta { digest: session.digest() };
    let list =
        export::checklist(checked, &editions, &meta).map_err(|Unconfirmed { ids: [one, two], .. }| {
            Failed(msg!(
                ja: "内部の誤り（KJ9001）: 「{one}」と「{two}」の比較の反例機器が再現しない。",
                en: "internal error (KJ9001): the witness for `{one}` against `{two}` does not replay",
            ))
        })?;
    Ok(export::json(&list))
}

/// Prints the schema of product files: with all facts, or with those on which some texts rest and the markets.
fn product_schema(common: &Common, against: &[String]) -> Result<u8, Failed> {
    let session = session::load_checked(common)?;
    let kb = session.kb();
    let facts: BTreeSet<FactIdx> = if against.is_empty() {
        kb.facts.indices().collect()
    } else {
        let question = assess::question(&session, kb, against, &Facts::new())?;
        let markets = kb.fact_ids.get(MARKETS).copied();
        let matter = asked::facts(kb, &question.asked).into_iter().chain(markets);
        asked::linked(kb, matter.collect())
    };
    print_json(&schema_of_products(kb, facts, session.lang))?;
    Ok(FINE)
}

pub(super) fn schema(common: &Common, args: &Schema) -> Result<u8, Failed> {
    session::format(common, &[Format::Json])?;
    if args.name == PRODUCT {
        return product_schema(common, &args.against);
    }
    session::no_date(common)?;
    if !args.against.is_empty() {
        return Err(Failed(msg!(
            ja: "「--against」は「schema product」だけで使える。",
            en: "`--against` is for `schema product` alone",
        )));
    }
    let name = &args.name;
    let schema = schemas::schema(name).ok_or_else(|| {
        Failed(msg!(ja: "「{name}」というスキーマはない。", en: "there is no schema `{name}`"))
    })?;
    print_json(&schema)?;
    Ok(FINE)
}
