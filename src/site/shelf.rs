//! The files of the site one by one, each made when it is asked for, as the whole build would write it.
//!
//! What makes a file is what makes it in a build; kept are the views and what is sorted by id.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use indexmap::IndexMap;

use crate::artifact::Sink;
use crate::lang::Lang;
use crate::near;
use crate::view::instrument::Edition;
use crate::view::{Checked, Library};

use super::fault;
use super::forward::{self, Forward};
use super::frame::{self, Surroundings};
use super::page::{self, Cx, Index, Maker};
use super::route::{self, Routes};
use super::template::Templates;
use super::written::{Counted, Written};
use super::{Input, beside_pages, both, catalogue, data, footer, form, small_files};

/// The files of a site that are made when they are asked for.
#[derive(Debug)]
pub struct Shelf<'a> {
    library: &'a Library<'a>,
    routes: &'a Routes<'a>,
    input: &'a Input,
    around: &'a Surroundings<'a>,
    index: &'a Index<'a>,
    contexts: &'a [Cx<'a>; 2],
    makers: Vec<Maker<'a>>,
    /// The position of what makes a page, by the path of the page.
    pages: IndexMap<String, usize>,
    forwards: IndexMap<String, Forward<'a>>,
    /// Editions by the path of their page in both languages.
    both: IndexMap<String, &'a Edition>,
}

/// Lets somebody ask for files of the site of a base; says why where no page of it could be made.
pub fn on_demand<T>(
    checked: Checked<'_>,
    input: &Input,
    ask: impl FnOnce(&Shelf<'_>) -> T,
) -> Result<T, String> {
    let library = Library::new(checked);
    let routes = Routes::new(&library);
    let templates = Templates::new()?;
    let around = Surroundings::new(footer(&library, input), input.host.as_ref(), &templates)?;
    let index = Index::new(&library);
    let scores = input.adequacy.as_deref();
    let contexts = Lang::ALL.map(|lang| Cx::new(&library, &routes, &index, scores, lang));
    let makers = page::makers(&contexts);
    let of_pages = makers.iter().enumerate().flat_map(|(at, it)| it.paths.iter().map(move |path| (path, at)));
    Ok(ask(&Shelf {
        library: &library,
        routes: &routes,
        input,
        around: &around,
        index: &index,
        contexts: &contexts,
        pages: of_pages.map(|(path, at)| (path.clone(), at)).collect(),
        forwards: forward::all(&library, &routes).into_iter().map(|it| (it.path(), it)).collect(),
        both: page::editions(&library).map(|it| (route::both(&it.id), it)).collect(),
        makers,
    }))
}

impl Shelf<'_> {
    /// Returns the file with a path, none where a build would write none; says why where it could not be made, or where
    /// what it was made from would keep a build from publishing it.
    pub fn file(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        let made = self.made(path)?;
        fault::unconfirmed(self.library).first().map_or(Ok(made), |it| Err(it.title.en.clone()))
    }

    fn made(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        if path == "index.html" {
            return self.around.root().map(|it| Some(it.bytes));
        }
        if let Some(maker) = self.pages.get(path).and_then(|at| self.makers.get(*at)) {
            let page = maker.pages()?.into_iter().find(|it| it.path() == path);
            return page.map(|it| frame::render(&it, self.around).map(|it| it.bytes)).transpose();
        }
        if let Some(forward) = self.forwards.get(path) {
            return forward.page(self.contexts, self.routes, self.around).map(|it| Some(it.bytes));
        }
        if let Some(edition) = self.both.get(path) {
            return both(self.contexts, edition, self.around).map(|it| Some(it.bytes));
        }
        let wanted = Wanted { path, found: Mutex::default() };
        if path == route::DATA_INDEX || is_list_of_data(path) {
            self.catalogue(&wanted)?;
            return Ok(wanted.into_found());
        }
        self.write(&wanted).map_err(|error| error.to_string())?;
        Ok(wanted.into_found())
    }

    /// Writes what tells of all files for programs, which have to be made for their sizes.
    fn catalogue(&self, wanted: &Wanted<'_>) -> Result<(), String> {
        let written = Written::default();
        let counting = Counting(&written);
        let made = data(self.library, self.routes, self.input, &counting)
            .and_then(|()| self.form_data(&counting))
            .and_then(|()| catalogue(self.contexts, self.around, self.input, &written, wanted));
        made.map(drop).map_err(|error| error.to_string())
    }

    fn form_data(&self, out: &dyn Sink) -> io::Result<()> {
        let form = self.library.form().map_err(|over| io::Error::other(over.to_string()))?;
        form::data(self.library, form, self.routes, out)
    }

    /// Writes the files that are no pages, of which the sink takes one.
    fn write(&self, wanted: &Wanted<'_>) -> io::Result<()> {
        let folder = wanted.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder.split('/').next() != Some("data") {
            small_files(self.library, self.input, wanted)?;
            return beside_pages(self.contexts, self.index, wanted);
        }
        if folder != form::FOLDER {
            return data(self.library, self.routes, self.input, wanted);
        }
        self.form_data(wanted)
    }

    /// Says whether there is a page with a path.
    pub fn has_page(&self, path: &str) -> bool {
        path == "index.html"
            || self.pages.contains_key(path)
            || self.forwards.contains_key(path)
            || self.both.contains_key(path)
            || is_list_of_data(path)
    }

    /// Returns the paths of pages whose names are near to that of a path that there is not, best first.
    pub fn near(&self, path: &str) -> Vec<&str> {
        let name = |path: &'_ str| -> String {
            let file = path.rsplit('/').next().unwrap_or(path);
            file.trim_end_matches(".html").to_owned()
        };
        let names: IndexMap<String, Vec<&str>> = self.pages.keys().chain(self.forwards.keys()).fold(
            IndexMap::new(),
            |mut names: IndexMap<String, Vec<&str>>, path| {
                names.entry(name(path)).or_default().push(path);
                names
            },
        );
        let near = near::nearest(&name(path), names.keys().map(String::as_str));
        near.into_iter().filter_map(|it| names.get(it)).flatten().copied().collect()
    }
}

/// Says whether a path is that of the page which lists the files for programs, in some language.
fn is_list_of_data(path: &str) -> bool {
    Lang::ALL.iter().any(|lang| route::path(*lang, route::DATA) == path)
}

/// Takes the one file that is wanted and has no other made.
struct Wanted<'a> {
    path: &'a str,
    found: Mutex<Option<Vec<u8>>>,
}

impl Wanted<'_> {
    fn into_found(self) -> Option<Vec<u8>> {
        self.found.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts what is written and keeps nothing of it.
struct Counting<'a>(&'a Written);

impl Sink for Counting<'_> {
    fn write(&self, path: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut nothing = io::sink();
        let mut counted = Counted::new(&mut nothing);
        fill(&mut counted)?;
        self.0.note(path, counted.bytes());
        Ok(())
    }
}

impl Sink for Wanted<'_> {
    fn write(&self, path: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        if path == self.path {
            let mut bytes = Vec::new();
            fill(&mut bytes)?;
            *self.found.lock().unwrap_or_else(PoisonError::into_inner) = Some(bytes);
        }
        Ok(())
    }
}
