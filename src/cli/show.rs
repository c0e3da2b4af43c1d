//! `kijun show`.

use crate::lang::{Bilingual, Lang};
use crate::lexicon::Listed;
use crate::msg;
use crate::query::citation::{self, Answer};
use crate::report::table::columns;
use crate::view::instrument::list_mark;
use crate::view::provision::Provision;
use crate::view::show::{self as view, Part, Place, Shown};

use super::FINE;
use super::args::{Common, Format, Show};
use super::failed::Failed;
use super::session::{self, Session};
use super::sheet::Sheet;
use super::stream::say;
use super::table;

pub(super) fn run(common: &Common, args: &Show) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let session = session::load_checked(common)?;
    let shown = find(&session, &args.id, args.kind)?;
    session.answer(&shown, format, |it| text(it, session.lang))?;
    Ok(FINE)
}

/// Finds what an id or citation means: in a kind, or in the first that has it, and says where else it means something.
fn find(session: &Session, id: &str, kind: Option<Listed>) -> Result<Shown, Failed> {
    let kb = session.kb();
    let known = view::kinds(kb, id);
    let wanted = match kind {
        None => known.first().copied(),
        Some(Listed::Provisions | Listed::Editions | Listed::Dates) => None,
        Some(kind) if known.contains(&kind) => Some(kind),
        Some(kind) => return Err(none_such(id, kind)),
    };
    let Some(wanted) = wanted else {
        return cited(session, id);
    };
    if kind.is_none() {
        others(session.lang, id, &known);
    }
    let shown = view::of_kind(kb, wanted, id).map_err(|_| table::too_hard(id))?;
    shown.ok_or_else(|| none_such(id, wanted))
}

/// Finds what a citation means, and says where that is not just what was typed.
fn cited(session: &Session, id: &str) -> Result<Shown, Failed> {
    let kb = session.kb();
    match citation::find(kb, id) {
        Answer::Found(it) => {
            it.said(kb, id).iter().for_each(|it| say(it.get(session.lang)));
            Ok(view::meant(kb, id, &it.meaning))
        }
        unsure @ (Answer::Candidates(_) | Answer::Nothing(_)) => {
            Err(Failed(unsure.unsure(kb, id).unwrap_or_default()))
        }
    }
}

fn none_such(id: &str, kind: Listed) -> Failed {
    let (Bilingual { ja, en }, word) = (kind.title(), kind.word());
    Failed(msg!(
        ja: "「{id}」という{ja}はない。「kijun list {word}」で一覧を見てください。",
        en: "none of the {en} is called `{id}`; see `kijun list {word}`",
    ))
}

/// Says what else has the id that is shown.
fn others(lang: Lang, id: &str, known: &[Listed]) {
    let names: Vec<Bilingual> = known.iter().skip(1).map(|it| it.title()).collect();
    let Some(word) = known.get(1).map(|it| it.word()) else { return };
    let (ja, en) = (
        names.iter().map(|it| it.ja.as_str()).collect::<Vec<_>>().join("、"),
        names.iter().map(|it| it.en.as_str()).collect::<Vec<_>>().join(", "),
    );
    let said = msg!(
        ja: "「{id}」は{ja}にもある。「--kind {word}」のように指定できる。",
        en: "`{id}` is also among the {en}; ask for it with `--kind {word}`",
    );
    say(said.get(lang));
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
        Shown::Device(it) => Sheet::device(it, lang).text(),
        Shown::Table(it) => table::text(it, lang),
        Shown::Alignment(it) => Sheet::alignment(it, lang).text(),
        Shown::Deviation(it) => Sheet::deviation(it, lang).text(),
        Shown::Proposal(it) => Sheet::proposal(it, lang).text(),
        Shown::Deeming(it) => Sheet::deeming(it, lang).text(),
        Shown::Interpretation(it) => Sheet::interpretation(it, lang).text(),
        Shown::Claim(it) => Sheet::claim(it, lang).text(),
        Shown::Mapping(it) => Sheet::mapping(it, lang).text(),
        Shown::Constraint(it) => Sheet::constraint(it, lang).text(),
        Shown::Unlikely(it) => Sheet::unlikely(it, lang).text(),
        Shown::Finding(it) => Sheet::finding(it, lang).text(),
        Shown::Word(it) => Sheet::word(it, lang).text(),
        Shown::Code(it) => Sheet::code(it, lang).text(),
    }
}

fn place(it: &Place, lang: Lang) -> String {
    let row = |it: &crate::view::list::Entry| {
        vec![
            format!("  {}", it.id),
            it.modality.title_in(it.status).get(lang).clone(),
            it.title.get(lang).clone(),
        ]
    };
    let mark = list_mark(it.ids_only);
    let (id, ja, en) = (&it.id, &mark.ja, &mark.en);
    let head = if it.ids_only { msg!(ja: "{id}（{ja}）", en: "{id} ({en})") } else { Bilingual::same(id) };
    let paper = it.paper.as_ref().map(|it| format!("{}\n", it.line().get(lang))).unwrap_or_default();
    format!("{}\n{paper}{}", head.get(lang), columns(&it.entries.iter().map(row).collect::<Vec<_>>()))
}

fn provision(it: &Provision, lang: Lang) -> String {
    let (cite, title, body) = (it.cite.get(lang), it.title.get(lang), it.text.get(lang));
    let rows = Sheet::provision(it, lang).text();
    format!("{}  {cite}\n{title}\n\n{body}\n\n{rows}", it.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::{Compilation, compile};
    use crate::model::{Date, Standpoint};
    use crate::project;
    use crate::view::titled::titled;
    use std::path::Path;

    fn shipped() -> Compilation {
        let project = project::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the corpus can be read");
        let as_of = Date::parse(&project.manifest.as_of).expect("a date");
        let standpoint = Standpoint {
            as_of,
            home: project.manifest.home.clone(),
            market_sets: project.manifest.market_sets.clone(),
            main: project.manifest.main.clone(),
        };
        compile(&project.sources, standpoint, &project.manifest.levels, project.diagnostics)
    }

    #[test]
    fn whatever_is_listed_is_shown_as_text_in_both_languages() {
        let compilation = shipped();
        let kb = compilation.base();
        for kind in Listed::ALL {
            let crate::view::list::List::Titled(all) = titled(kb, *kind) else { continue };
            for it in all {
                let shown = view::of_kind(kb, *kind, &it.id).expect("decided").expect("it is shown");
                for lang in [Lang::Ja, Lang::En] {
                    let text = text(&shown, lang);
                    assert!(text.lines().count() > 1 && text.contains(&it.id), "{kind:?} {}: {text}", it.id);
                }
            }
        }
    }
}
