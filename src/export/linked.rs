//! Instruments, editions and provisions as linked data (JSON-LD 1.1): schema.org `Legislation`, with ELI where schema.org has
//! no word.
//!
//! Only what the views know is said: what is no law has no legal force, and nothing is dated by a day of signature.
//! Names of things are relative to the file, so that they hold wherever the site stands.

use serde_json::{Map, Value, json};

use crate::lang::{Bilingual, Lang};
use crate::lexicon::{Authentic, Standing};
use crate::view::Library;
use crate::view::instrument::{Branch, Edition, Instrument, edition_words, with_edition};
use crate::view::slug::slug;

/// Returns an instrument with its editions and their provisions; `page` says where a language tells of an id, from the
/// folder of that language.
pub fn linked(library: &Library<'_>, it: &Instrument, page: &dyn Fn(&str) -> Option<String>) -> Vec<u8> {
    let of = Of { library, instrument: it, page };
    let editions = it.editions.iter().map(|edition| of.edition(edition));
    let graph: Vec<Value> = std::iter::once(of.instrument()).chain(editions).collect();
    super::json::compact(&json!({ "@context": context(), "@graph": graph }))
}

/// Returns what the names of the properties mean; the file stands alone, so nothing has to be fetched to read it.
fn context() -> Value {
    let by_language = json!({ "@container": "@language" });
    let address = json!({ "@type": "@id" });
    let date = json!({ "@type": "Date" });
    json!({
        "@vocab": "https://schema.org/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "name": by_language,
        "genre": by_language,
        "legislationType": by_language,
        "creativeWorkStatus": by_language,
        "url": address,
        "sameAs": address,
        "exampleOfWork": address,
        "workExample": address,
        "isBasedOn": address,
        "legislationLegalForce": { "@type": "@vocab" },
        "legislationDateOfApplicability": date,
        "legislationDateVersion": date,
        "eli:date_no_longer_in_force": { "@type": "http://www.w3.org/2001/XMLSchema#date" },
    })
}

/// What the nodes of an instrument are made from.
struct Of<'a> {
    library: &'a Library<'a>,
    instrument: &'a Instrument,
    page: &'a dyn Fn(&str) -> Option<String>,
}

impl Of<'_> {
    fn is_law(&self) -> bool {
        self.instrument.kind.is_law()
    }

    /// Begins a node with its type, its name in the file and its id.
    fn node(&self, id: &str) -> Map<String, Value> {
        let (sort, identifier) = if self.is_law() {
            ("Legislation", "legislationIdentifier")
        } else {
            ("CreativeWork", "identifier")
        };
        let mut node = Map::new();
        node.insert("@type".to_owned(), sort.into());
        node.insert("@id".to_owned(), name(id));
        node.insert(identifier.to_owned(), id.into());
        node
    }

    /// Adds the page of a provision in the language of the authentic text, else in English; it leads to the other. Two on
    /// each would be a third of the file.
    fn page(&self, id: &str, node: &mut Map<String, Value>) {
        let lang = if self.instrument.authentic == Authentic::Ja { Lang::Ja } else { Lang::En };
        add(node, "url", (self.page)(id).map(|page| format!("../../{}/{page}", lang.tag()).into()));
    }

    /// Adds the pages of the languages.
    fn pages(&self, id: &str, node: &mut Map<String, Value>) {
        if let Some(page) = (self.page)(id) {
            let pages = Lang::ALL.map(|lang| Value::from(format!("../../{}/{page}", lang.tag())));
            add(node, "url", Some(pages.into_iter().collect()));
        }
    }

    fn instrument(&self) -> Value {
        let it = self.instrument;
        let mut node = self.node(&it.id);
        add(&mut node, "name", Some(both(&it.title)));
        add(
            &mut node,
            "alternateName",
            Some(it.aka.iter().cloned().collect()).filter(|_| !it.aka.is_empty()),
        );
        let issuer = json!({ "@type": "Organization", "name": both(&it.issuer) });
        // What several jurisdictions share has none.
        let jurisdiction = Some(it.jurisdiction.as_str().into()).filter(|_| it.jurisdiction != "INT");
        if self.is_law() {
            add(&mut node, "legislationType", Some(both(&it.kind.title())));
            add(&mut node, "legislationJurisdiction", jurisdiction);
            add(&mut node, "legislationPassedBy", Some(issuer));
        } else {
            add(&mut node, "genre", Some(both(&it.kind.title())));
            add(&mut node, "spatialCoverage", jurisdiction);
            add(&mut node, "publisher", Some(issuer));
        }
        let language = match it.authentic {
            Authentic::Ja => Some("ja"),
            Authentic::En => Some("en"),
            Authentic::Multi => None,
        };
        add(&mut node, "inLanguage", language.map(Value::from));
        add(&mut node, "sameAs", it.url.as_deref().map(Value::from));
        self.pages(&it.id, &mut node);
        add(&mut node, "workExample", Some(it.editions.iter().map(|edition| name(&edition.id)).collect()));
        node.into()
    }

    fn edition(&self, it: &Edition) -> Value {
        let own = crate::id::Id::parse(&it.id).edition.unwrap_or_default();
        let title = with_edition(&self.instrument.title, &edition_words(it.title.as_ref(), own));
        let mut node = self.node(&it.id);
        add(&mut node, "name", Some(both(&title)));
        add(&mut node, "version", Some(own.into()));
        add(&mut node, "creativeWorkStatus", Some(both(&it.status.title_of(self.instrument.kind))));
        add(&mut node, "exampleOfWork", Some(name(&self.instrument.id)));
        add(&mut node, "isBasedOn", it.amends.as_deref().map(name));
        if self.is_law() {
            let force = if self.library.applies_in_part(it) { PARTLY } else { force(it.standing) };
            add(&mut node, "legislationLegalForce", Some(force.into()));
            add(&mut node, "legislationDateVersion", Some(self.library.as_of.to_string().into()));
            let from = it.from.map(|day| day.to_string().into());
            add(&mut node, "legislationDateOfApplicability", from);
            let until = it.until.map(|day| day.to_string().into());
            add(&mut node, "eli:date_no_longer_in_force", until);
        }
        self.pages(&it.id, &mut node);
        add(&mut node, "hasPart", self.parts(&it.outline, 0));
        node.into()
    }

    /// Returns the places of an outline that stand at a depth, each with those below it; none of no place.
    fn parts(&self, outline: &[Branch], depth: usize) -> Option<Value> {
        let starts_one = |_: &Branch, next: &Branch| next.depth > depth;
        let parts: Vec<Value> = outline
            .chunk_by(starts_one)
            .filter_map(|some| {
                let (first, below) = some.split_first()?;
                let mut node = self.place(&first.id);
                add(&mut node, "hasPart", self.parts(below, depth + 1));
                Some(node.into())
            })
            .collect();
        Some(parts.into()).filter(|_| !outline.is_empty())
    }

    /// Returns a provision, or a parent without a text of its own.
    fn place(&self, id: &str) -> Map<String, Value> {
        let mut node = self.node(id);
        if let Some(it) = self.library.find(id) {
            let title = Bilingual::from_fn(|lang| format!("{} {}", it.cite.get(lang), it.title.get(lang)));
            add(&mut node, "name", Some(both(&title)));
            if self.is_law() {
                add(&mut node, "legislationLegalForce", Some(force(it.standing).into()));
            }
            self.page(id, &mut node);
        }
        node
    }
}

const PARTLY: &str = "PartiallyInForce";

/// Returns the word of schema.org for where a text stands; what goes on for some products is in force for these.
fn force(standing: Standing) -> &'static str {
    match standing {
        Standing::Begun => "InForce",
        Standing::Continues => PARTLY,
        Standing::Upcoming | Standing::Ended => "NotInForce",
    }
}

/// Returns what an id is called in the file.
fn name(id: &str) -> Value {
    format!("#{}", slug(id)).into()
}

fn both(it: &Bilingual) -> Value {
    json!({ "ja": it.ja, "en": it.en })
}

fn add(node: &mut Map<String, Value>, property: &str, value: Option<Value>) {
    node.extend(value.map(|value| (property.to_owned(), value)));
}
