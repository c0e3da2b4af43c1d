//! `kijun list`.

use crate::export;
use crate::lang::{Bilingual, Lang};
use crate::lexicon::Listed;
use crate::model::EditionIdx;
use crate::msg;
use crate::report::table::columns;
use crate::view::dates::entries;
use crate::view::instrument::list_mark;
use crate::view::list::{self as view, EditionEntry, Entry, FirstDay, InstrumentEntry, List};
use crate::view::titled::titled;

use super::FINE;
use super::args::{Common, Format, List as Args};
use super::failed::Failed;
use super::session::{self, Session};
use super::stream;

pub(super) fn run(common: &Common, args: &Args) -> Result<u8, Failed> {
    let formats = [Format::Text, Format::Json, Format::Ics];
    let allowed = if args.kind == Listed::Dates { &formats[..] } else { &formats[..2] };
    let format = session::format(common, allowed)?;
    if args.instrument.is_some() && args.kind != Listed::Provisions {
        return Err(Failed(msg!(
            ja: "「--instrument」は規定の一覧（list provisions）だけで使える。",
            en: "`--instrument` narrows `list provisions` only",
        )));
    }
    if args.kind != Listed::Dates && (args.from.is_some() || args.until.is_some()) {
        return Err(Failed(msg!(
            ja: "「--from」「--until」は日付の一覧（list dates）だけで使える。",
            en: "`--from` and `--until` narrow `list dates` only",
        )));
    }
    let list = if args.kind == Listed::Codes {
        session::no_date(common)?;
        view::codes()
    } else {
        let session = session::load_checked(common)?;
        match (list(&session, args)?, format) {
            (List::Dates(dates), Format::Ics) => {
                let as_of = session.kb().as_of.into();
                stream::print_bytes(&export::calendar(&dates, as_of, session.lang))?;
                return Ok(FINE);
            }
            (list, _) => list,
        }
    };
    stream::list(&list, format, |it| columns(&rows(it, session::lang(common))))?;
    Ok(FINE)
}

fn list(session: &Session, args: &Args) -> Result<List, Failed> {
    let kb = session.kb();
    Ok(match args.kind {
        Listed::Provisions => view::provisions(kb, &editions(session, args.instrument.as_deref())?),
        Listed::Instruments => view::instruments(kb),
        Listed::Editions => view::editions(kb),
        Listed::Facts => view::facts(kb),
        Listed::Codes => view::codes(),
        Listed::Dates => {
            let day = |text: &Option<String>| text.as_deref().map(session::day).transpose();
            List::Dates(entries(kb, day(&args.from)?, day(&args.until)?))
        }
        Listed::Requirements
        | Listed::Terms
        | Listed::Sources
        | Listed::Devices
        | Listed::Tables
        | Listed::Alignments
        | Listed::Deviations
        | Listed::Proposals
        | Listed::Deemings
        | Listed::Interpretations
        | Listed::Claims
        | Listed::Mappings
        | Listed::Constraints
        | Listed::Unlikely
        | Listed::Findings
        | Listed::Themes
        | Listed::Groups
        | Listed::Addressees
        | Listed::Units
        | Listed::Jurisdictions => titled(kb, args.kind),
    })
}

/// Returns the editions asked for; by default the current ones, and of instruments without one all drafts.
fn editions(session: &Session, wanted: Option<&str>) -> Result<Vec<EditionIdx>, Failed> {
    let kb = session.kb();
    if let Some(id) = wanted {
        return Ok(session.find(id)?.into_iter().map(|node| node.edition).collect());
    }
    let all = kb.instruments.iter_enumerated().flat_map(|(idx, instrument)| match kb.current_edition(idx) {
        Some(edition) => vec![edition],
        None => instrument.editions.clone(),
    });
    Ok(all.collect())
}

/// Lays a list out for people: the id, then the closed words, then the title.
fn rows(list: &List, lang: Lang) -> Vec<Vec<String>> {
    match list {
        List::Provisions(all) => all.iter().map(|it| provision(it, lang)).collect(),
        List::Instruments(all) => all.iter().map(|it| instrument(it, lang)).collect(),
        List::Editions(all) => all.iter().map(|it| edition(it, lang)).collect(),
        List::Facts(all) => {
            all.iter().map(|it| row(&it.id, [it.kind.title().get(lang).clone()], &it.title, lang)).collect()
        }
        List::Codes(all) => all
            .iter()
            .map(|it| {
                row(it.id, [it.slug.to_owned(), it.severity.title().get(lang).clone()], &it.title, lang)
            })
            .collect(),
        List::Dates(all) => all
            .iter()
            .map(|it| {
                let words =
                    [it.turn.title().get(lang).clone(), it.kind.title().get(lang).clone(), it.id.clone()];
                row(&it.date.to_string(), words, &it.title, lang)
            })
            .collect(),
        List::Titled(all) => all.iter().map(|it| row(&it.id, [], &it.title, lang)).collect(),
    }
}

fn row<const N: usize>(id: &str, words: [String; N], title: &Bilingual, lang: Lang) -> Vec<String> {
    [id.to_owned()].into_iter().chain(words).chain([title.get(lang).clone()]).collect()
}

fn provision(it: &Entry, lang: Lang) -> Vec<String> {
    let status = it.status.title_of(it.kind);
    row(
        &it.id,
        [it.modality.title_in(it.status).get(lang).clone(), status.get(lang).clone()],
        &it.title,
        lang,
    )
}

fn instrument(it: &InstrumentEntry, lang: Lang) -> Vec<String> {
    let words =
        [it.kind.title(), Bilingual::same(&it.jurisdiction), it.binding.title(), list_mark(it.ids_only)];
    let words = words.map(|it| it.get(lang).clone());
    row(&it.id, words, &it.title, lang)
}

fn edition(it: &EditionEntry, lang: Lang) -> Vec<String> {
    let from = match it.from {
        FirstDay::Known(day) => day.to_string(),
        FirstDay::Unknown(_) => msg!(ja: "不明", en: "unknown").get(lang).clone(),
    };
    let paper = it.paper.as_ref().map(|it| it.kind.title());
    let mark = paper.unwrap_or_else(|| list_mark(it.ids_only)).get(lang).clone();
    row(
        &it.id,
        [it.status.title_of(it.kind).get(lang).clone(), from, it.standing.title().get(lang).clone(), mark],
        &it.title,
        lang,
    )
}
