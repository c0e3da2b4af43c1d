//! `kijun export` and `kijun schema`.

use crate::export::{self, Meta};
use crate::model::EditionIdx;
use crate::msg;
use crate::output;
use crate::query::smtlib;
use crate::view::schema as schemas;

use super::args::{Common, Export, ExportKind, Format, Schema};
use super::session::{self, Failed, Session};
use super::{FINE, print, print_json};

pub(super) fn run(common: &Common, args: &Export) -> Result<u8, Failed> {
    session::format(common, &[Format::Json, Format::Text])?;
    let session = session::load_checked(common)?;
    let bytes = match args.kind {
        ExportKind::Checklist => checklist(&session, &args.instruments)?,
        ExportKind::Smtlib => smtlib::smtlib(session.kb())?.into_bytes(),
    };
    match &args.out {
        Some(path) => output::replace_file(path, &bytes)?,
        None => print(&String::from_utf8_lossy(&bytes)),
    }
    Ok(FINE)
}

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
    let meta = Meta { digest: session.project.digest.clone() };
    Ok(export::json(&export::checklist(checked, &editions, &meta)))
}

pub(super) fn schema(args: &Schema) -> Result<u8, Failed> {
    let name = &args.name;
    let schema = schemas::schema(name).ok_or_else(|| {
        Failed(msg!(ja: "「{name}」というスキーマはない。", en: "there is no schema `{name}`"))
    })?;
    print_json(&schema);
    Ok(FINE)
}
