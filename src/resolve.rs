//! Trees of all files to one knowledge base.
//!
//! The only place where a name is looked up or an amendment applied; judges no content.

use crate::diag::Diagnostic;
use crate::model::{Date, Kb};
use crate::syntax::ast::{Body, Entry, File, Item};

mod cx;
mod declare;
mod devices;
mod editions;
mod facts;
mod fields;
mod instruments;
mod names;
mod provisions;
mod relations;
mod suggest;
mod tables;
mod types;
mod values;

use cx::Cx;

/// Resolves all files as of a date.
///
/// The result is as complete as the errors allow; whoever uses it looks at the diagnostics first.
pub fn resolve(files: &[File], as_of: Date) -> (Kb, Vec<Diagnostic>) {
    let items = Items::sort(files);
    let mut cx = Cx::new(as_of, files);
    declare::sources(&mut cx, &items);
    declare::themes(&mut cx, &items);
    facts::declare(&mut cx, &items);
    declare::requirements(&mut cx, &items);
    types::defines(&mut cx, &items);
    facts::bases(&mut cx, &items);
    declare::constraints(&mut cx, &items);
    instruments::declare(&mut cx, &items);
    let raw = provisions::declare(&mut cx, &items);
    editions::apply(&mut cx, raw);
    cx.kb.tree = crate::model::Tree::new(&cx.kb);
    relations::interpretations(&mut cx, &items);
    provisions::references(&mut cx);
    declare::terms(&mut cx, &items);
    relations::resolve(&mut cx, &items);
    devices::resolve(&mut cx, &items);
    tables::resolve(&mut cx, &items);
    cx.finish()
}

/// All items, in source order.
struct Items<'a> {
    all: Vec<&'a Item>,
}

impl<'a> Items<'a> {
    fn sort(files: &'a [File]) -> Self {
        Self { all: files.iter().flat_map(|file| &file.items).collect() }
    }

    fn of<'s>(&'s self, keyword: &'s str) -> impl Iterator<Item = &'a Item> + 's {
        self.all.iter().copied().filter(move |item| item.keyword == keyword)
    }
}

/// Returns the entries of an item, none for a definition.
fn entries(item: &Item) -> &[Entry] {
    match item.body {
        Body::Entries | Body::Claim { .. } => &item.entries,
        Body::Define(_) => &[],
    }
}
