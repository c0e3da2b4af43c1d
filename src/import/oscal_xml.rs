//! OSCAL 1.2 in XML: the same mapping-collections and catalogs.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::data::{self, Fault};
use crate::msg;
use crate::source::{FileId, SourceFile, Sources, Span};

use super::form::unknown;
use super::oscal::{resolved, said};
use super::{Found, Plain, Role};

/// Adds the edges and the declared ids of a document.
pub(super) fn read(plain: &mut Plain, sources: &Sources, file: FileId) -> Result<(), Vec<Fault>> {
    let source = sources.file(file);
    let document = Document::parse(&source.text).map_err(|error| vec![syntax(source, file, &error)])?;
    let mut reader = Reader { plain, source, file, faults: Vec::new() };
    let root = document.root_element();
    reader.hidden(root);
    match root.tag_name().name() {
        "catalog" => reader.catalog(root),
        "mapping-collection" => reader.collection(root),
        _ => reader.fault(root, unknown()),
    }
    if reader.faults.is_empty() { Ok(()) } else { Err(reader.faults) }
}

fn syntax(source: &SourceFile, file: FileId, error: &roxmltree::Error) -> Fault {
    let place = error.pos();
    let start = source.line_start(place.row as usize) as usize;
    let line = source.text.get(start..).unwrap_or_default();
    let before: usize = line.chars().take((place.col as usize).saturating_sub(1)).map(char::len_utf8).sum();
    Fault::new(
        source.span(file, start + before, start + before),
        msg!(ja: "ここから先はXMLとして読めない", en: "from here on this is not XML"),
    )
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |it| it.is_element() && it.tag_name().name() == name)
}

struct Reader<'a> {
    plain: &'a mut Plain,
    source: &'a SourceFile,
    file: FileId,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn at(&self, node: Node<'_, '_>) -> Span {
        let start = node.range().start;
        self.source.span(self.file, start, start)
    }

    fn fault(&mut self, node: Node<'_, '_>, message: crate::lang::Bilingual) {
        let at = self.at(node);
        self.faults.push(Fault::new(at, message));
    }

    /// Notes what a character reference stands for that nobody sees.
    fn hidden(&mut self, root: Node<'_, '_>) {
        for node in root.descendants() {
            let at = self.at(node);
            let texts = node.attributes().map(|it| it.value()).chain(node.text());
            self.faults.extend(texts.filter_map(|text| data::hidden_in(text, at)));
        }
    }

    /// Returns an attribute that has to be there.
    fn must<'n>(&mut self, node: Node<'n, '_>, name: &str) -> &'n str {
        if node.attribute(name).is_none() {
            self.fault(node, msg!(ja: "「{name}」がない", en: "`{name}` is missing"));
        }
        node.attribute(name).unwrap_or_default()
    }

    fn catalog(&mut self, root: Node<'_, '_>) {
        let uuid = root.attribute("uuid").unwrap_or_default();
        let documents = [format!("#{uuid}"), self.source.name.clone()];
        for document in &documents {
            self.plain.declares(document);
            for node in root.descendants().filter(Node::is_element) {
                let role = match node.tag_name().name() {
                    "group" => Role::Heading,
                    "control" | "part" => Role::Text,
                    _ => continue,
                };
                if let Some(id) = node.attribute("id") {
                    self.plain.declare(document, id, role);
                }
            }
        }
    }

    fn collection(&mut self, root: Node<'_, '_>) {
        let files: BTreeMap<String, String> = children(root, "back-matter")
            .flat_map(|it| children(it, "resource"))
            .filter_map(|it| {
                let link = children(it, "rlink").next()?;
                Some((it.attribute("uuid")?.to_owned(), link.attribute("href")?.to_owned()))
            })
            .collect();
        for mapping in children(root, "mapping") {
            let mut document = |name: &'static str| match children(mapping, name).next() {
                Some(it) => resolved(self.must(it, "href"), &files),
                None => String::new(),
            };
            let (source, target) = (document("source-resource"), document("target-resource"));
            self.plain.set(mapping.attribute("uuid").unwrap_or_default(), &source, &target);
            children(mapping, "map").for_each(|map| self.edge(map));
        }
    }

    fn edge(&mut self, map: Node<'_, '_>) {
        let Some(relationship) = children(map, "relationship").next() else {
            return self.fault(map, msg!(ja: "「relationship」がない", en: "`relationship` is missing"));
        };
        let word = relationship.text().unwrap_or_default().trim();
        let mut ids =
            |name| children(map, name).map(|it| self.must(it, "id-ref").to_owned()).collect::<Vec<_>>();
        let (from, to) = (ids("source"), ids("target"));
        let said = said(word, relationship.attribute("ns").unwrap_or_default());
        let (at, word_at) = (self.at(map), self.at(relationship));
        self.plain.edge(Found { from, to, word: word.to_owned(), said, at, word_at });
    }
}
