//! Views to a bilingual site that works from disk without scripts.
//!
//! Writes no disk and decides nothing; every address on a page is proven to have a target.

mod asset;
mod doors;
mod fault;
mod form;
mod forward;
mod frame;
mod host;
mod link;
mod messages;
mod page;
mod redline;
mod route;
mod shelf;
mod template;
mod words;
mod written;

use std::cell::OnceCell;
use std::io::{self, Write};

use crate::artifact::{Artifact, Sink};
use crate::diag::{Code, Diagnostic};
use crate::export;
use crate::lang::{Bilingual, Lang};
use crate::msg;
use crate::view::catalogue::Catalogue;
use crate::view::checklist::Meta;
use crate::view::cited::Cited;
use crate::view::dates::Event;
use crate::view::diagnostics::Score;
use crate::view::instrument::Edition;
use crate::view::{Checked, GENERATOR, Library, schema};
use rayon::prelude::*;

pub use shelf::{Shelf, on_demand};

use frame::{Footer, Surroundings};
pub use host::Host;
use link::Links;
use page::{Cx, Index};
use route::Routes;
use template::Templates;
use written::{Counted, Written};

/// What the caller knows of the build.
#[derive(Clone, Debug)]
pub struct Input {
    /// The title of the site.
    pub title: String,
    /// Digest of the corpus.
    pub digest: String,
    /// How the example devices did, if that was measured.
    pub adequacy: Option<Vec<Score>>,
    /// Where the site will stand, if that is known: what knows no relative addresses is written only then.
    pub host: Option<Host>,
}

/// Builds the whole site, pages, data, schemas and assets, into a sink, and returns what is wrong with it.
///
/// Fails where the sink does.
pub fn build(checked: Checked<'_>, input: &Input, sink: &dyn Sink) -> io::Result<Vec<Diagnostic>> {
    let library = Library::new(checked);
    let links = Links::default();
    let written = Written::default();
    let out = Out { sink, links: &links, written: &written };
    let routes = Routes::new(&library);
    small_files(&library, input, &out)?;
    let mut diagnostics = fault::check(&library, &routes);
    library.prepare();
    match library.form() {
        Ok(form) => form::data(&library, form, &routes, &out)?,
        Err(over) => diagnostics.push(internal(&over.to_string())),
    }
    match Templates::new() {
        Ok(templates) => diagnostics.extend(pages(&library, &routes, input, &templates, &out)?),
        Err(error) => diagnostics.push(internal(&error)),
    }
    if let Some(host) = &input.host {
        let pages = written.paths(route::is_canonical);
        let pages: Vec<&str> = pages.iter().map(|it| &**it).collect();
        doors::sitemap(host, &pages).iter().try_for_each(|it| out.put(it))?;
    }
    diagnostics.extend(links.into_diagnostics());
    diagnostics.extend(fault::unconfirmed(&library));
    Ok(diagnostics)
}

/// Writes assets, schemas, rules and calendars.
fn small_files(library: &Library<'_>, input: &Input, out: &dyn Sink) -> io::Result<()> {
    let rules = [forward::rules(library), doors::robots(input.host.as_ref())];
    for artifact in asset::all().into_iter().chain(export::schemas()).chain(rules) {
        out.put(&artifact)?;
    }
    page::search::data(library, out)?;
    for lang in Lang::ALL {
        let dates = export::calendar(&library.dates, library.as_of, lang);
        out.put(&Artifact::new(route::path(lang, "timeline.ics"), dates))?;
    }
    Ok(())
}

/// Writes the data that are no scripts of the form. Each file is made as it is written, so that a sink which wants one has only that
/// one made.
fn data(library: &Library<'_>, routes: &Routes<'_>, input: &Input, out: &dyn Sink) -> io::Result<()> {
    export::data(library, &Meta { digest: input.digest.clone() }, out)?;
    let page = |id: &str| routes.reference(id).filter(|it| !it.starts_with("../"));
    library.instruments.iter().try_for_each(|it| {
        out.put(&Artifact::new(route::linked_path(&it.id), export::linked(library, it, &page)))
    })
}

/// Writes what pages of a language load or offer: books of matrices, and what the box in the header finds.
fn beside_pages(contexts: &[Cx<'_>; 2], index: &Index<'_>, out: &dyn Sink) -> io::Result<()> {
    let [Cx { library, .. }, _] = contexts;
    let cited = OnceCell::new();
    for cx in contexts {
        for set in &library.market_sets {
            let path = route::path(cx.lang, &route::matrix_book(&set.id));
            out.write(&path, &mut |out| {
                let book = index.matrix(&set.id).map(|it| export::matrix(it, cx.lang)).transpose()?;
                out.write_all(&book.unwrap_or_default())
            })?;
        }
        page::cite::script(cx, &|| cited.get_or_init(|| Cited::new(library)), out)?;
    }
    Ok(())
}

/// Returns the page of an edition in both languages.
fn both(contexts: &[Cx<'_>; 2], edition: &Edition, around: &Surroundings<'_>) -> Result<Artifact, String> {
    let markup = around.bare("both.html", page::both(contexts, edition))?;
    Ok(Artifact::new(route::both(&edition.id), markup))
}

/// Returns a 新旧対照表 as a page that needs no other file.
pub fn redline(sheet: &export::redline::Sheet) -> Result<String, String> {
    redline::alone(sheet)
}

/// The sink, with the proof that links have targets written along.
#[derive(Clone, Copy)]
struct Out<'a> {
    sink: &'a dyn Sink,
    links: &'a Links,
    written: &'a Written,
}

impl Sink for Out<'_> {
    fn write(&self, path: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        self.links.file(path);
        self.sink.write(path, &mut |to| {
            let mut counted = Counted::new(to);
            fill(&mut counted)?;
            self.written.note(path, counted.bytes());
            Ok(())
        })
    }

    fn put(&self, artifact: &Artifact) -> io::Result<()> {
        self.links.artifact(artifact);
        self.written.note(&artifact.path, artifact.bytes.len());
        self.sink.put(artifact)
    }
}

impl Out<'_> {
    /// Writes a page; returns why it could not be made.
    fn page(&self, made: Result<Artifact, String>) -> io::Result<Option<Diagnostic>> {
        match made {
            Ok(artifact) => self.put(&artifact).map(|()| None),
            Err(error) => Ok(Some(internal(&error))),
        }
    }
}

/// Renders and writes every page, and all data beside them; returns what went wrong in the rendering.
fn pages(
    library: &Library<'_>,
    routes: &Routes<'_>,
    input: &Input,
    templates: &Templates,
    out: &Out<'_>,
) -> io::Result<Vec<Diagnostic>> {
    let index = Index::new(library);
    let around = match Surroundings::new(footer(library, input), input.host.as_ref(), templates) {
        Ok(around) => around,
        Err(error) => return Ok(vec![internal(&error)]),
    };
    let scores = input.adequacy.as_deref();
    let contexts = Lang::ALL.map(|lang| Cx::new(library, routes, &index, scores, lang));
    let (written, wrong) = rayon::join(
        || data(library, routes, input, out),
        || {
            in_languages(&contexts, &index, &around, input, out).and_then(|mut wrong| {
                wrong.extend(beside(&contexts, routes, &around, out)?);
                Ok(wrong)
            })
        },
    );
    written?;
    let mut wrong = wrong?;
    wrong.extend(catalogue(&contexts, &around, input, out.written, out)?);
    Ok(wrong)
}

/// Writes what each language has.
fn in_languages<'a>(
    contexts: &'a [Cx<'a>; 2],
    index: &Index<'_>,
    around: &Surroundings<'_>,
    input: &Input,
    out: &Out<'_>,
) -> io::Result<Vec<Diagnostic>> {
    beside_pages(contexts, index, out)?;
    for cx in contexts {
        if let Some(host) = &input.host {
            out.put(&feed(cx, host, &input.title))?;
        }
    }
    let makers = page::makers(contexts);
    let made = makers.par_iter().flat_map_iter(|maker| match maker.pages() {
        Ok(pages) => pages.iter().map(|page| out.page(frame::render(page, around))).collect(),
        Err(error) => vec![out.page(Err(error))],
    });
    made.filter_map(Result::transpose).collect()
}

/// Writes the pages beside the folders of the languages.
fn beside(
    contexts: &[Cx<'_>; 2],
    routes: &Routes<'_>,
    around: &Surroundings<'_>,
    out: &Out<'_>,
) -> io::Result<Vec<Diagnostic>> {
    let [Cx { library, .. }, _] = contexts;
    let forwards = forward::all(library, routes);
    let forwards = forwards.into_par_iter().map(|it| it.page(contexts, routes, around));
    let editions = page::editions(library).collect::<Vec<_>>().into_par_iter();
    let both = editions.map(|it| both(contexts, it, around));
    let single = std::iter::once(around.root()).chain(around.lost()).collect::<Vec<_>>();
    let all = forwards.chain(both).chain(single);
    all.map(|made| out.page(made)).filter_map(Result::transpose).collect()
}

/// Writes what says which files for programs there are, from their sizes.
fn catalogue(
    contexts: &[Cx<'_>; 2],
    around: &Surroundings<'_>,
    input: &Input,
    written: &Written,
    out: &dyn Sink,
) -> io::Result<Vec<Diagnostic>> {
    let [Cx { library, .. }, _] = contexts;
    let shapes: Vec<&str> = schema::published().collect();
    let files = written.below(route::DATA_FOLDER);
    let (list, unknown) = Catalogue::new(&files, &shapes, &input.digest, &library.as_of.to_string());
    out.put(&Artifact::new(route::DATA_INDEX, export::compact(&list)))?;
    let mut wrong: Vec<Diagnostic> =
        unknown.into_iter().map(|path| internal(&format!("data/{path} is in no list"))).collect();
    for cx in contexts {
        match frame::render(&page::data::page(cx, &list), around) {
            Ok(page) => out.put(&page)?,
            Err(error) => wrong.push(internal(&error)),
        }
    }
    Ok(wrong)
}

/// Returns what happens when, as a feed in a language.
fn feed(cx: &Cx<'_>, host: &Host, site: &str) -> Artifact {
    let (library, lang) = (cx.library, cx.lang);
    let page = route::path(lang, route::Section::Timeline.address());
    let link = |it: &Event<'_>| {
        let told = page::timeline::told(cx, it)?;
        link::resolve(&page, &told).map(|path| host.of(&path))
    };
    let path = route::path(lang, route::FEED);
    let feed = export::Feed { site, own: host.of(&path), page: host.of(&page), lang, as_of: library.as_of };
    Artifact::new(path, feed.of(&library.dates, &link))
}

fn footer<'a>(library: &Library<'_>, input: &'a Input) -> Footer<'a> {
    Footer {
        title: &input.title,
        digest: &input.digest,
        as_of: library.as_of.to_string(),
        day: Bilingual::from_fn(|lang| library.as_of.long(lang)),
        generator: GENERATOR,
        host: input.host.as_ref().map(Host::folder),
    }
}

fn internal(error: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Internal,
        msg!(ja: "ページを作れない: {error}", en: "a page cannot be made: {error}"),
    )
}
