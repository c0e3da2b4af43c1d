//! Views to a bilingual site that works from disk without scripts.
//!
//! Writes no disk and decides nothing; every address on a page is proven to have a target.

mod asset;
mod fault;
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

use frame::Footer;
use messages::Messages;
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
    let mut artifacts = asset::all();
    artifacts.extend(export::schemas());
    let kb = checked.kb();
    let current: Vec<(String, EditionIdx)> = kb
        .instruments
        .indices()
        .filter_map(|idx| kb.current_edition(idx))
        .map(|edition| (kb.edition_id(edition), edition))
        .collect();
    artifacts.extend(export::data(checked, &library, &current, &Meta { digest: input.digest.clone() }));
    let mut diagnostics = fault::check(&library);
    match Templates::new() {
        Ok(templates) => {
            let (pages, wrong) = pages(&library, input, &templates);
            artifacts.extend(pages);
            diagnostics.extend(wrong);
        }
        Err(error) => diagnostics.push(internal(&error)),
    }
    diagnostics.extend(link::check(&artifacts));
    Output { artifacts, diagnostics }
}

fn pages(library: &Library, input: &Input, templates: &Templates) -> (Vec<Artifact>, Vec<Diagnostic>) {
    let (routes, index) = (Routes::new(library), Index::new(library));
    let strings = [template::body(Messages::of(Lang::Ja)), template::body(Messages::of(Lang::En))];
    let footer = Footer {
        title: &input.title,
        digest: &input.digest,
        as_of: library.as_of.to_string(),
        day: Bilingual::from_fn(|lang| library.as_of.long(lang)),
        generator: GENERATOR,
    };
    let mut pages = Vec::new();
    for lang in Lang::ALL {
        pages.extend(page::pages(&Cx::new(library, &routes, &index, lang)));
    }
    let rendered: Vec<Result<Artifact, String>> =
        pages.par_iter().map(|page| frame::render(page, &footer, templates, &strings)).collect();
    let root = templates
        .render("root.html", &template::body(&footer), &template::body(()), &template::body(()))
        .map(|html| Artifact::new("index.html", html));
    let (mut artifacts, mut wrong) = (Vec::new(), Vec::new());
    for result in rendered.into_iter().chain([root]) {
        match result {
            Ok(artifact) => artifacts.push(artifact),
            Err(error) => wrong.push(internal(&error)),
        }
    }
    (artifacts, wrong)
}

fn internal(error: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Internal,
        msg!(ja: "ページを作れない: {error}", en: "a page cannot be made: {error}"),
    )
}
