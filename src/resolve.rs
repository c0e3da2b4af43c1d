//! Trees of all files to one knowledge base.
//!
//! The only place where a name is looked up or an amendment applied; judges no content.

use crate::diag::Diagnostic;
use crate::model::{Kb, Standpoint, Tree};
use crate::syntax::ast::{File, Item, Name};

mod carried;
mod closed;
mod cx;
mod declare;
mod deemed;
mod deviations;
mod devices;
mod editions;
mod entry;
mod facts;
mod instruments;
mod look_alike;
mod markets;
mod names;
mod narrowed;
mod numbering;
mod proposals;
mod provisions;
mod record;
mod records;
mod relations;
mod tables;
mod transitions;
mod types;
mod values;
mod vocabulary;

use cx::Cx;
use record::Record;

pub use record::Accepted;
pub use records::RECORDS;

/// Resolves all files as they are seen from a standpoint.
///
/// The result is as complete as the errors allow; whoever uses it looks at the diagnostics first.
pub fn resolve(files: &[File], from: impl Into<Standpoint>) -> (Kb, Vec<Diagnostic>) {
    let items = Items { all: files.iter().flat_map(|file| &file.items).collect() };
    let Standpoint { as_of, home, market_sets, main } = from.into();
    let mut cx = Cx::new(as_of, files);
    // What needs nothing, and what needs only that: every name is declared before it is looked up.
    vocabulary::units(&mut cx, &items);
    vocabulary::addressees(&mut cx, &items);
    vocabulary::groups(&mut cx, &items);
    vocabulary::jurisdictions(&mut cx, &items);
    vocabulary::home(&mut cx, home);
    markets::sets(&mut cx, market_sets);
    declare::sources(&mut cx, &items);
    declare::themes(&mut cx, &items);
    declare::requirements(&mut cx, &items);
    facts::declare(&mut cx, &items);
    types::defines(&mut cx, &items);
    declare::constraints(&mut cx, &items);
    declare::unlikely(&mut cx, &items);
    // Texts: instruments with their editions, provisions as written, then every edition with all of its provisions.
    let removals = instruments::declare(&mut cx, &items);
    instruments::main(&mut cx, &main);
    let declared = provisions::declare(&mut cx, &items);
    relations::name_deemings(&mut cx, &items);
    let mut carried = carried::of_provisions(&declared);
    let see = editions::apply(&mut cx, declared, &removals);
    numbering::gaps(&mut cx, &removals);
    carried.extend(carried::of_editions(&cx, &removals));
    cx.kb.tree = Tree::new(&cx.kb);
    narrowed::apply(&mut cx);
    // What refers to provisions.
    provisions::references(&mut cx, see);
    declare::terms(&mut cx, &items);
    relations::interpretations(&mut cx, &items);
    relations::deemings(&mut cx, &items);
    deemed::places(&mut cx, &carried);
    relations::alignments(&mut cx, &items);
    deviations::resolve(&mut cx, &items);
    proposals::resolve(&mut cx, &items);
    relations::mappings(&mut cx, &items);
    relations::claims(&mut cx, &items);
    relations::findings(&mut cx, &items);
    devices::resolve(&mut cx, &items);
    tables::resolve(&mut cx, &items);
    cx.finish()
}

/// All items, in source order.
struct Items<'a> {
    all: Vec<&'a Item>,
}

impl<'a> Items<'a> {
    fn of(&self, keyword: &'static str) -> impl Iterator<Item = &'a Item> {
        self.all.iter().copied().filter(move |item| item.keyword == keyword)
    }

    /// Reads all items of a kind, each with its id.
    fn read<R: Record<'a>>(&self, cx: &mut Cx) -> Vec<(&'a Item, &'a Name, R)> {
        let named = self.of(R::WHAT).filter_map(|item| Some((item, item.id.as_ref()?)));
        named.map(|(item, name)| (item, name, R::read(name.span, &item.entries, &mut cx.out))).collect()
    }
}
