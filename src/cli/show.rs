//! `kijun show`.

use crate::lang::Lang;
use crate::msg;
use crate::report::table::columns;
use crate::view::provision::Provision;
use crate::view::show::{self as view, Part, Place, Shown};

use super::FINE;
use super::args::{Common, Format, Show};
use super::failed::Failed;
use super::session;
use super::sheet::Sheet;
use super::stream::answer;

pub(super) fn run(common: &Common, args: &Show) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let session = session::load_checked(common)?;
    let shown = match view::vocabulary(session.kb(), &args.id) {
        Some(shown) => shown,
        None => view::nodes(session.kb(), &args.id, &session.find(&args.id)?),
    };
    answer(&shown, format, |it| text(it, session.lang))?;
    Ok(FINE)
}

fn text(shown: &Shown, lang: Lang) -> String {
    match shown {
        Shown::Provision(it) => provision(it, lang),
        Shown::Place(it) => place(it, lang),
        Shown::Split(it) => {
            let id = &it.id;
            let head = msg!(ja: "「{id}」は次の規定に分かれた。\n\n", en: "`{id}` was split; its successors are:\n\n");
            let parts = it.successors.iter().map(|part| match part {
                Part::Provision(it) => provision(it, lang),
                Part::Place(it) => place(it, lang),
            });
            head.get(lang).clone() + &parts.collect::<Vec<_>>().join("\n")
        }
        Shown::Requirement(it) => Sheet::requirement(it, lang).text(),
        Shown::Fact(it) => Sheet::fact(it, lang).text(),
        Shown::Instrument(it) => Sheet::instrument(it, lang).text(),
        Shown::Term(it) => Sheet::term(it, lang).text(),
        Shown::Source(it) => Sheet::source(it, lang).text(),
    }
}

fn place(it: &Place, lang: Lang) -> String {
    let row = |it: &crate::view::list::Entry| {
        vec![format!("  {}", it.id), it.modality.title().get(lang).clone(), it.title.get(lang).clone()]
    };
    format!("{}\n{}", it.id, columns(&it.entries.iter().map(row).collect::<Vec<_>>()))
}

fn provision(it: &Provision, lang: Lang) -> String {
    let (cite, title, body) = (it.cite.get(lang), it.title.get(lang), it.text.get(lang));
    let rows = Sheet::provision(it, lang).text();
    format!("{}  {cite}\n{title}\n\n{body}\n\n{rows}", it.id)
}
