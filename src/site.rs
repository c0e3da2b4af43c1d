//! Views to a bilingual site that works from disk without scripts.
//!
//! Writes no disk and decides nothing; every address on a page is proven to have a target.

mod asset;
mod fault;
mod forward;
mod frame;
mod group;
mod link;
mod messages;
mod page;
mod prose;
mod route;
mod template;
mod words;

use crate::artifact::Artifact;
use crate::diag::{Code, Diagnostic};
use crate::export;
use crate::lang::{Bilingual, Lang};
use crate::msg;
use crate::view::checklist::Meta;
use crate::view::{Checked, EditionIdx, GENERATOR, Library};
use rayon::prelude::*;

use frame::{Footer, Surroundings};
use page::{Cx, Index, Maker, Page};
use route::Routes;
use template::Templates;

/// What the caller knows of the build.
#[derive(Clone, Debug)]
pub struct Input {
    /// The title of the site.
    pub title: String,
    /// Digest of the corpus.
    pub digest: String,
}

/// A site.
#[derive(Debug)]
pub struct Output {
    /// Its files.
    pub artifacts: Vec<Artifact>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds the whole site: pages, data, schemas and assets.
pub fn build(checked: Checked<'_>, input: &Input) -> Output {
    let library = Library::new(checked);
    let kb = checked.base();
    let current: Vec<(String, EditionIdx)> = kb
        .instruments
        .indices()
        .filter_map(|idx| kb.current_edition(idx))
        .map(|edition| (kb.edition_id(edition), edition))
        .collect();
    let meta = Meta { digest: input.digest.clone() };
    let mut artifacts = asset::all();
    artifacts.extend(export::schemas());
    let mut diagnostics = fault::check(&library);
    let (data, pages) = rayon::join(
        || export::data(checked, &library, &current, &meta),
        || Templates::new().and_then(|templates| pages(&library, input, &templates)),
    );
    artifacts.extend(data);
    match pages {
        Ok((pages, wrong)) => {
            artifacts.extend(pages);
            diagnostics.extend(wrong);
        }
        Err(error) => diagnostics.push(internal(&error)),
    }
    diagnostics.extend(link::check(&artifacts));
    Output { artifacts, diagnostics }
}

fn pages(
    library: &Library,
    input: &Input,
    templates: &Templates,
) -> Result<(Vec<Artifact>, Vec<Diagnostic>), String> {
    let (routes, index) = (Routes::new(library), Index::new(library));
    let footer = Footer {
        title: &input.title,
        digest: &input.digest,
        as_of: library.as_of.to_string(),
        day: Bilingual::from_fn(|lang| library.as_of.long(lang)),
        generator: GENERATOR,
    };
    let around = Surroundings::new(footer, templates)?;
    let contexts = Lang::ALL.map(|lang| Cx::new(library, &routes, &index, lang));
    let makers: Vec<Maker<'_>> = contexts.iter().flat_map(page::makers).collect();
    let render = |page: Page| frame::render(&page, &around);
    let rendered: Vec<Result<Artifact, String>> =
        makers.par_iter().flat_map_iter(|make| make().into_iter().map(render)).collect();
    let forwards: Vec<Result<Artifact, String>> = library
        .aliases
        .par_iter()
        .filter_map(|it| Some(forward::page(&it.id, route::only_target(it)?, &around)))
        .collect();
    let (mut artifacts, mut wrong) = (vec![forward::rules(library)], Vec::new());
    for result in rendered.into_iter().chain(forwards).chain([around.root()]) {
        match result {
            Ok(artifact) => artifacts.push(artifact),
            Err(error) => wrong.push(internal(&error)),
        }
    }
    Ok((artifacts, wrong))
}

fn internal(error: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Internal,
        msg!(ja: "ページを作れない: {error}", en: "a page cannot be made: {error}"),
    )
}
