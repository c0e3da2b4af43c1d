//! `kijun search`.

use crate::lang::{Bilingual, Lang};
use crate::lexicon::{Listed, Modality, Status};
use crate::msg;
#[cfg(feature = "search")]
use crate::query::citation;
#[cfg(feature = "search")]
use crate::search::index;
use crate::search::{Corpus, FACETS, InMemory, Store, Wanted, answer};
use crate::view::Library;
use crate::view::answer::Answered;
#[cfg(feature = "search")]
use crate::view::found::openings;
use crate::view::found::{Cites, Count, Found, Hit, cites};

use super::FINE;
use super::args::{Common, Format, Search};
use super::failed::Failed;
use super::session::{self, Opened, Session};
use super::stream::{print, print_json};

pub(super) fn run(common: &Common, args: &Search) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let (typed, wanted) = (args.query.join(" "), wanted(args)?);
    let lang = session::lang(common);
    let opened = Opened::new(common)?;
    let answered = match kept(&opened, &typed) {
        // What cites something is looked up in the base itself.
        Some(it) if !it.may_cite => {
            (answer(it.store.as_ref(), &typed, &Cites::default(), &wanted, lang), Some(it.digest))
        }
        found => anew(common, opened, found, &typed, &wanted)?,
    };
    let (found, digest) = answered;
    if format == Format::Json {
        print_json(&Answered::new(&found, digest))?;
    } else {
        print(&text(&found, lang))?;
    }
    Ok(FINE)
}

/// Compiles the base and answers from it; its index is kept for the next time.
fn anew(
    common: &Common,
    opened: Opened,
    kept: Option<Kept>,
    typed: &str,
    wanted: &Wanted,
) -> Result<(Found, Option<String>), Failed> {
    #[cfg(feature = "search")]
    let memory = opened.memory().map(|(cache, seal)| (cache.clone(), seal.clone()));
    let session = opened.sound(common)?;
    let cites = cites(session.kb(), typed);
    let digest = session.digest();
    if let Some(it) = kept {
        return Ok((answer(it.store.as_ref(), typed, &cites, wanted, session.lang), Some(digest)));
    }
    let corpus = corpus(&session);
    #[cfg(feature = "search")]
    if let Some((cache, seal)) = memory {
        let bytes = index::build(&corpus, &openings(session.kb()), seal.as_str(), &digest);
        let bytes = bytes.map_err(|error| {
            Failed(msg!(ja: "索引を作れない: {error}", en: "no index can be made: {error}"))
        })?;
        cache.keep_index(&bytes);
        if let Some(store) = index::open(&bytes, seal.as_str()) {
            return Ok((answer(&store, typed, &cites, wanted, session.lang), Some(digest)));
        }
    }
    Ok((in_memory(&corpus, typed, &cites, wanted, session.lang), Some(digest)))
}

fn in_memory(corpus: &Corpus, typed: &str, cites: &Cites, wanted: &Wanted, lang: Lang) -> Found {
    answer(&InMemory::new(corpus), typed, cites, wanted, lang)
}

fn corpus(session: &Session) -> Corpus {
    match session.compilation.checked() {
        Some(checked) => Corpus::new(&Library::new(checked)),
        None => Corpus::default(),
    }
}

/// The index that was kept of a base.
struct Kept {
    store: Box<dyn Store>,
    /// The digest of what the rules say.
    digest: String,
    /// Whether what is typed may cite something.
    may_cite: bool,
}

#[cfg(feature = "search")]
fn kept(opened: &Opened, typed: &str) -> Option<Kept> {
    let (cache, seal) = opened.memory()?;
    let store = index::open(&cache.index()?, seal.as_str())?;
    let may_cite = citation::may_cite(store.openings(), typed);
    Some(Kept { digest: store.digest().to_owned(), may_cite, store: Box::new(store) })
}

/// A program without indexes keeps none.
#[cfg(not(feature = "search"))]
fn kept(_: &Opened, _: &str) -> Option<Kept> {
    None
}

/// Reads what narrows; a word that no kind, modality or status has is refused.
fn wanted(args: &Search) -> Result<Wanted, Failed> {
    known("--kind", &args.kind, Listed::ALL.iter().map(|it| it.word()))?;
    known("--modality", &args.modality, Modality::ALL.iter().map(|it| it.word()))?;
    known("--status", &args.status, Status::ALL.iter().map(|it| it.word()))?;
    let given = [&args.kind, &args.instrument, &args.modality, &args.status, &args.theme, &args.market];
    let only = FACETS.into_iter().zip(given.into_iter().cloned()).filter(|(_, only)| !only.is_empty());
    Ok(Wanted { only: only.collect(), limit: args.limit })
}

fn known<'a>(option: &str, given: &[String], words: impl Iterator<Item = &'a str>) -> Result<(), Failed> {
    let words: Vec<&str> = words.collect();
    let Some(wrong) = given.iter().find(|it| !words.contains(&it.as_str())) else { return Ok(()) };
    let (ja, en) = (words.join("、"), words.join(", "));
    Err(Failed(msg!(
        ja: "「{option}」に「{wrong}」は使えない。使えるのは{ja}。",
        en: "`{wrong}` cannot be written for `{option}`; it takes {en}",
    )))
}

/// Lays an answer out for people.
fn text(found: &Found, lang: Lang) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut say = |it: &Bilingual| lines.push(it.get(lang).clone());
    if let Some(read) = found.read {
        say(
            &msg!(ja: "長いので、初めの{read}文字で探した。", en: "only the first {read} characters were looked for, for there are more"),
        );
    }
    found.said.iter().for_each(&mut say);
    for unit in found.units.iter().filter(|it| !it.meant.is_empty()) {
        let (typed, meant) = (&unit.typed, unit.meant.join(", "));
        say(
            &msg!(ja: "「{typed}」はない。「{meant}」を探した。", en: "nothing holds `{typed}`; looked for {meant}"),
        );
    }
    if let Some(covered) = &found.covered {
        say(&msg!(ja: "見つからない。この知識ベースにあるもの：", en: "nothing was found; this base has:"));
        lines.extend(covered.kinds.iter().map(|it| count(it, lang)));
        let (ja, en) = (covered.instruments.join("、"), covered.instruments.join(", "));
        lines.push(msg!(ja: "文書：{ja}", en: "instruments: {en}").get(lang).clone());
        if !covered.near.is_empty() {
            let (ja, en) = (covered.near.join("」「"), covered.near.join("`, `"));
            lines.push(
                msg!(ja: "「{ja}」のことではありませんか。", en: "did you mean `{en}`?").get(lang).clone(),
            );
        }
    } else {
        let (total, shown) = (found.total, found.hits.len());
        say(&msg!(ja: "{total}件のうち{shown}件", en: "{shown} of {total}"));
        lines.extend(found.hits.iter().flat_map(|it| hit(it, lang)));
    }
    lines.join("\n") + "\n"
}

fn count(it: &Count, lang: Lang) -> String {
    let kind = Listed::ALL.iter().find(|kind| kind.word() == it.value);
    let name = kind.map_or_else(|| it.value.clone(), |kind| kind.title().get(lang).clone());
    format!("  {name} {}", it.count)
}

/// Returns what something is called, and below it the words that were found, marked.
fn hit(it: &Hit, lang: Lang) -> Vec<String> {
    let of = |words: &str, all: &[(&'static str, Bilingual)]| {
        all.iter().find(|(word, _)| *word == words).map(|(_, title)| title.get(lang).clone())
    };
    let modalities: Vec<(&str, Bilingual)> = Modality::ALL.iter().map(|it| (it.word(), it.title())).collect();
    let statuses: Vec<(&str, Bilingual)> = Status::ALL.iter().map(|it| (it.word(), it.title())).collect();
    let marks = [
        Some(it.kind.title().get(lang).clone()),
        it.modality.as_deref().and_then(|it| of(it, &modalities)),
        it.status.as_deref().and_then(|it| of(it, &statuses)),
        it.force.title().map(|title| title.get(lang).clone()),
    ];
    let marks: Vec<String> = marks.into_iter().flatten().collect();
    let called = [it.cite.get(lang).as_str(), it.title.get(lang).as_str()].join(" ");
    let marked = it.words.iter().map(|run| match run.found {
        None => run.text.clone(),
        Some("synonym") => format!("«{}»{}", run.text, msg!(ja: "（同義）", en: " (synonym)").get(lang)),
        Some(_) => format!("«{}»", run.text),
    });
    let words: String = marked.collect();
    let head =
        format!("{}  {}  [{}]", it.id, called.trim(), marks.join(if lang == Lang::Ja { "・" } else { ", " }));
    [head, format!("    {words}")].into_iter().filter(|line| !line.trim().is_empty()).collect()
}
