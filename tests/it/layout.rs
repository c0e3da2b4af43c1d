//! The layout of the corpus: what belongs to one instrument lies in its folder, what several share in one place.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use kijun::syntax::parse;

use crate::base::project;

/// Folders that belong to no instrument, with what may lie in them.
const SHARED: &[(&str, &[&str])] = &[
    ("standards/shared", &["theme", "constraint", "unlikely", "unit", "addressee", "group", "jurisdiction"]),
    ("standards/shared/alignments", &["alignment", "deviation"]),
    ("standards/shared/devices", &["device"]),
    ("standards/shared/facts", &["fact", "constraint", "unlikely"]),
    ("standards/shared/findings", &["note"]),
    ("standards/shared/mappings", &["mapping"]),
    ("standards/shared/requirements", &["requirement"]),
    ("standards/shared/sources", &["source"]),
    ("standards/shared/terms", &["term"]),
    ("rules/products", &["device"]),
    ("rules/proposals", &["proposal"]),
    ("rules/tables", &["table"]),
];

/// An item as it stands in a file.
struct Item {
    file: String,
    keyword: String,
    id: String,
    /// Its words, comments and quoted text left out.
    words: Vec<String>,
}

impl Item {
    fn folder(&self) -> &str {
        Path::new(&self.file).parent().and_then(Path::to_str).expect("a folder")
    }
}

fn items() -> Vec<Item> {
    let sources = &project().sources;
    let mut items = Vec::new();
    for (id, file) in sources.iter().filter(|(_, file)| file.name != kijun::prelude::NAME) {
        for item in parse(sources, id).file.items {
            let id = item.id.as_ref().map(|it| it.text.clone()).unwrap_or_default();
            let words = words(sources.text(item.span));
            items.push(Item { file: file.name.clone(), keyword: item.keyword.to_owned(), id, words });
        }
    }
    items
}

/// Returns the words of a text in `.kijun`, without comments and quoted text.
fn words(text: &str) -> Vec<String> {
    let mut bare = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(prose) = rest.strip_prefix("\"\"\"") {
            rest = prose.split_once("\"\"\"").map_or("", |(_, after)| after);
        } else if let Some(quoted) = rest.strip_prefix('"') {
            let mut escaped = false;
            let end = quoted.find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            rest = end.map_or("", |end| &quoted[end + 1..]);
        } else if rest.starts_with("//") {
            rest = rest.split_once('\n').map_or("", |(_, after)| after);
        } else {
            bare.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    let inside = |c: char| c.is_alphanumeric() || "_.-@:".contains(c);
    bare.split(|c| !inside(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Returns the instrument that an id is of.
fn instrument(id: &str) -> &str {
    id.split(['@', ':']).next().unwrap_or_default()
}

/// Where each instrument lies.
struct Corpus {
    items: Vec<Item>,
    homes: BTreeMap<String, String>,
}

impl Corpus {
    fn new() -> Self {
        let items = items();
        let instruments = items.iter().filter(|it| it.keyword == "instrument");
        let homes = instruments.map(|it| (it.id.clone(), it.folder().to_owned())).collect();
        Corpus { items, homes }
    }

    /// Returns the instruments that words name.
    fn named<'a>(&self, words: impl Iterator<Item = &'a String>) -> BTreeSet<&'a str> {
        words.map(|word| instrument(word)).filter(|id| self.homes.contains_key(*id)).collect()
    }

    /// Returns the instrument in whose folder an item lies.
    fn home_of(&self, item: &Item) -> Option<&str> {
        self.homes.iter().find(|(_, folder)| *folder == item.folder()).map(|(id, _)| id.as_str())
    }

    /// Returns the instruments whose texts use an id, or, of a source, whose folders cite it; `shared` for others.
    fn users(&self, keyword: &str, id: &str) -> BTreeSet<&str> {
        let texts = ["instrument", "provision", "define", "deeming", "interpretation"];
        let asks = |it: &&Item| keyword == "source" || texts.contains(&it.keyword.as_str());
        let users = self.items.iter().filter(|it| it.id != id || it.keyword != keyword).filter(asks);
        users
            .filter(|it| it.words.iter().any(|word| word == id))
            .map(|it| self.home_of(it).unwrap_or("shared"))
            .collect()
    }

    /// Returns the instruments to which an item belongs; none where its kind says nothing of it.
    fn owners<'a>(&'a self, item: &'a Item) -> Option<BTreeSet<&'a str>> {
        Some(match item.keyword.as_str() {
            "instrument" => BTreeSet::from([item.id.as_str()]),
            "provision" | "interpretation" => self.named(std::iter::once(&item.id)),
            "device" => self.named(item.words.iter().skip_while(|it| *it != "expect").skip(1)),
            "note" | "term" => self.named(item.words.iter()),
            // A claim belongs to the one of which it is said, a mapping to the one that it starts from.
            "claim" => self.named(item.words.iter()).into_iter().filter(|id| self.first(item, id)).collect(),
            "mapping" => {
                let starts = item.words.iter().zip(item.words.iter().skip(1));
                self.named(starts.filter(|(word, _)| *word == "edge").map(|(_, from)| from))
            }
            "fact" | "requirement" | "source" => self.users(&item.keyword, &item.id),
            _ => return None,
        })
    }

    fn first(&self, item: &Item, id: &str) -> bool {
        let named =
            item.words.iter().find(|word| self.homes.contains_key(instrument(word)) && word.contains('@'));
        named.is_some_and(|word| instrument(word) == id)
    }
}

#[test]
fn each_instrument_has_a_folder_named_after_it() {
    let corpus = Corpus::new();
    let folders: BTreeSet<&String> = corpus.homes.values().collect();
    assert_eq!(folders.len(), corpus.homes.len(), "two instruments share a folder");
    for (id, folder) in &corpus.homes {
        let (_, inside) = folder.split_once('/').expect("below a root");
        let name = inside.replace('/', ".");
        assert!(name == *id || name.ends_with(&format!(".{id}")), "`{id}` lies in {folder}");
    }
}

#[test]
fn every_folder_is_that_of_an_instrument_or_a_shared_one() {
    let corpus = Corpus::new();
    for item in &corpus.items {
        if corpus.home_of(item).is_some() {
            continue;
        }
        let shared = SHARED.iter().find(|(folder, _)| *folder == item.folder());
        let (folder, keywords) = shared.unwrap_or_else(|| panic!("{} lies in no known folder", item.file));
        assert!(keywords.contains(&item.keyword.as_str()), "a {} in {folder}: {}", item.keyword, item.id);
    }
}

#[test]
fn what_belongs_to_one_instrument_lies_in_its_folder() {
    let corpus = Corpus::new();
    let mut faults = Vec::new();
    let mut own = 0;
    for item in &corpus.items {
        let Some(owners) = corpus.owners(item) else { continue };
        let owners: Vec<&str> = owners.into_iter().collect();
        let wanted = match owners[..] {
            [only] if only != "shared" => Some(only),
            _ => None,
        };
        own += usize::from(wanted.is_some());
        let is_product = item.folder() == "rules/products";
        if corpus.home_of(item) != wanted && !is_product {
            let place = wanted.and_then(|id| corpus.homes.get(id)).map_or("standards/shared", String::as_str);
            faults.push(format!("{} {} ({}) belongs in {place}", item.keyword, item.id, item.file));
        }
    }
    assert!(own > 1_500, "only {own} items have one owner");
    assert!(faults.is_empty(), "{} items lie elsewhere:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn shared_facts_and_requirements_lie_by_group() {
    for item in items() {
        let Some(rest) = item.file.strip_prefix("standards/shared/") else { continue };
        if ["fact", "requirement"].contains(&item.keyword.as_str()) {
            let group = item.id.split('.').next().expect("a word");
            assert_eq!(rest, format!("{}s/{group}.kijun", item.keyword), "{}", item.id);
        }
    }
}

#[test]
fn names_say_what_papers_are() {
    let inner = concat!("se", "ed");
    let sources = &project().sources;
    let former: BTreeSet<String> =
        crate::base::shipped().tables.iter().flat_map(|it| it.formerly.clone()).collect();
    for (_, file) in sources.iter() {
        assert!(!file.name.contains(inner), "{} is named after a number", file.name);
        for (at, line) in
            file.text.lines().enumerate().filter(|(_, line)| {
                line.contains(&format!("{inner} 0")) || line.contains(&format!("{inner}0"))
            })
        {
            let old = line.trim().strip_prefix("formerly ");
            assert!(old.is_some_and(|old| former.contains(old)), "{}:{}: {line}", file.name, at + 1);
        }
    }
}
