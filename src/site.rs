//! Views to a bilingual site that works from disk without scripts.
//!
//! Writes no disk and decides nothing; every address on a page is proven to have a target.

mod asset;
mod fault;
mod form;
mod forward;
mod frame;
mod link;
mod messages;
mod page;
mod redline;
mod route;
mod template;
mod words;

use std::io::{self, Write};

use crate::artifact::{Artifact, Sink};
use crate::diag::{Code, Diagnostic};
use crate::export;
use crate::lang::{Bilingual, Lang};
use crate::msg;
use crate::view::checklist::Meta;
use crate::view::diagnostics::Score;
use crate::view::{Checked, GENERATOR, Library};
use rayon::prelude::*;

use frame::{Footer, Surroundings};
use link::Links;
use page::{Cx, Index};
use route::Routes;
use template::Templates;

/// What the caller knows of the build.
#[derive(Clone, Debug)]
pub struct Input {
    /// The title of the site.
    pub title: String,
    /// Digest of the corpus.
    pub digest: String,
    /// How the example devices did, if that was measured.
    pub adequacy: Option<Vec<Score>>,
}

/// Builds the whole site, pages, data, schemas and assets, into a sink, and returns what is wrong with it.
///
/// Fails where the sink does.
pub fn build(checked: Checked<'_>, input: &Input, sink: &dyn Sink) -> io::Result<Vec<Diagnostic>> {
    let library = Library::new(checked);
    let links = Links::default();
    let out = Out { sink, links: &links };
    let routes = Routes::new(&library);
    let rules = forward::rules(&library, &routes);
    for artifact in asset::all().into_iter().chain(export::schemas()).chain([rules]) {
        out.put(&artifact)?;
    }
    for lang in Lang::ALL {
        let dates = export::calendar(&library.dates, library.as_of, lang);
        out.put(&Artifact::new(route::path(lang, "timeline.ics"), dates))?;
    }
    let mut diagnostics = fault::check(&library, &routes);
    match library.form() {
        Ok(form) => form::data(&library, form, &routes).iter().try_for_each(|it| out.put(it))?,
        Err(over) => diagnostics.push(internal(&over.to_string())),
    }
    library.prepare();
    let meta = Meta { digest: input.digest.clone() };
    let (data, pages) = rayon::join(
        || export::data(&library, &meta, &out),
        || match Templates::new() {
            Ok(templates) => pages(&library, &routes, input, &templates, &out),
            Err(error) => Ok(vec![internal(&error)]),
        },
    );
    data?;
    diagnostics.extend(pages?);
    diagnostics.extend(links.into_diagnostics());
    Ok(diagnostics)
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
}

impl Sink for Out<'_> {
    fn write(&self, path: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        self.links.file(path);
        self.sink.write(path, fill)
    }

    fn put(&self, artifact: &Artifact) -> io::Result<()> {
        self.links.artifact(artifact);
        self.sink.put(artifact)
    }
}

/// Renders and writes every page; returns what went wrong in the rendering.
fn pages(
    library: &Library<'_>,
    routes: &Routes<'_>,
    input: &Input,
    templates: &Templates,
    out: &Out<'_>,
) -> io::Result<Vec<Diagnostic>> {
    let index = Index::new(library);
    let around = match Surroundings::new(footer(library, input), templates) {
        Ok(around) => around,
        Err(error) => return Ok(vec![internal(&error)]),
    };
    let scores = input.adequacy.as_deref();
    let contexts = Lang::ALL.map(|lang| Cx::new(library, routes, &index, scores, lang));
    let write = |made: Result<Artifact, String>| match made {
        Ok(artifact) => out.put(&artifact).map(|()| None),
        Err(error) => Ok(Some(internal(&error))),
    };
    for (it, lang) in index.matrices().iter().flat_map(|it| Lang::ALL.map(|lang| (it, lang))) {
        let path = route::path(lang, &route::matrix_book(&it.set.id));
        out.put(&Artifact::new(path, export::matrix(it, lang)?))?;
    }
    for cx in &contexts {
        out.put(&page::cite::script(cx))?;
    }
    let makers = page::makers(&contexts);
    let of_pages = makers
        .par_iter()
        .flat_map_iter(|make| make().into_iter().map(|page| write(frame::render(&page, &around))));
    let forwards = forward::pages(&contexts, routes, &around).map(write);
    let editions = library.instruments.par_iter().flat_map(|it| &it.editions);
    let both = editions.map(|edition| {
        let markup = around.bare("both.html", page::both(&contexts, edition));
        write(markup.map(|markup| Artifact::new(route::both(&edition.id), markup)))
    });
    let wrong: io::Result<Vec<Option<Diagnostic>>> =
        of_pages.chain(forwards).chain(both).filter(|it| !matches!(it, Ok(None))).collect();
    let root = write(around.root())?;
    Ok(wrong?.into_iter().chain([root]).flatten().collect())
}

fn footer<'a>(library: &Library<'_>, input: &'a Input) -> Footer<'a> {
    Footer {
        title: &input.title,
        digest: &input.digest,
        as_of: library.as_of.to_string(),
        day: Bilingual::from_fn(|lang| library.as_of.long(lang)),
        generator: GENERATOR,
    }
}

fn internal(error: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Internal,
        msg!(ja: "ページを作れない: {error}", en: "a page cannot be made: {error}"),
    )
}
