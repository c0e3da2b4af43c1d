//! The documents of a base as a full-text index: what was made once is read again.
//!
//! One string of bytes, with what it was made of at its head and a digest of the rest, so that one that is old or
//! damaged is seen before it is read. Whoever has the bytes keeps them; this knows no disk.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use sha2::{Digest as _, Sha256};
use tantivy::directory::{Directory as _, RamDirectory};
use tantivy::postings::Postings as _;
use tantivy::schema::{
    Field as Column, IndexRecordOption, OwnedValue, STORED, Schema, TextFieldIndexing, TextOptions,
    Value as _,
};
use tantivy::tokenizer::{Token as Counted, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{
    DocAddress, DocSet as _, Index, IndexBuilder, IndexReader, ReloadPolicy, TERMINATED, TantivyDocument,
    Term,
};

use crate::lang::{Bilingual, Lang};
use crate::lexicon::Listed;
use crate::view::document::{Force, Names};

use super::corpus::{Corpus, Entry, Field, Part};
use super::store::{Store, words_of};
use super::token::{Token, tokens};

/// The first bytes of an index; the number changes with its form.
const HEAD: &[u8] = b"kijun search index 3\n";

/// The name of the tokenizer in the schema.
const TOKENIZER: &str = "kijun";

/// So much memory is taken while an index is made; a base of ten thousand provisions needs less.
const MEMORY: usize = 400_000_000;

/// Why an index could not be made or read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Broken(String);

impl From<tantivy::TantivyError> for Broken {
    fn from(error: tantivy::TantivyError) -> Self {
        Self(error.to_string())
    }
}

/// Hands our tokens to the index.
#[derive(Clone)]
struct Ours;

/// The tokens of a text, one after another.
struct Stream {
    rest: std::vec::IntoIter<Token>,
    token: Counted,
}

impl Tokenizer for Ours {
    type TokenStream<'a> = Stream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream {
        Stream { rest: tokens(text).into_iter(), token: Counted::default() }
    }
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        let Some(next) = self.rest.next() else { return false };
        let position = usize::try_from(next.place).unwrap_or(usize::MAX);
        self.token = Counted { position, text: next.text, ..Counted::default() };
        true
    }

    fn token(&self) -> &Counted {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Counted {
        &mut self.token
    }
}

/// The columns of the index: one for each part in each language, and what is shown.
#[derive(Clone, Debug)]
struct Columns {
    searched: Vec<(Field, Option<Lang>, Column)>,
    shown: Column,
}

fn columns() -> (Schema, Columns) {
    let mut schema = Schema::builder();
    let counted = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(counted);
    let mut searched = Vec::new();
    for field in Field::ALL {
        for lang in [Some(Lang::Ja), Some(Lang::En), None] {
            let tag = lang.map_or("any", Lang::tag);
            let column = schema.add_text_field(&format!("{}_{tag}", field.word()), options.clone());
            searched.push((field, lang, column));
        }
    }
    let shown = schema.add_bytes_field("shown", STORED);
    (schema.build(), Columns { searched, shown })
}

/// Makes the index of a corpus, sealed by what it is made of, with the openings of its citations and the digest of what
/// the rules say.
pub fn build(corpus: &Corpus, openings: &[String], seal: &str, digest: &str) -> Result<Vec<u8>, Broken> {
    let (schema, columns) = columns();
    let tokenizers = TokenizerManager::default();
    tokenizers.register(TOKENIZER, Ours);
    let files = RamDirectory::create();
    let builder = IndexBuilder::new().schema(schema).tokenizers(tokenizers);
    let mut writer = builder.single_segment_index_writer(files.clone(), MEMORY)?;
    let mut words = std::collections::BTreeSet::new();
    for it in &corpus.documents {
        let parts = corpus.parts(it);
        let mut document = TantivyDocument::default();
        for part in &parts {
            for (_, _, column) in
                columns.searched.iter().filter(|(field, lang, _)| (*field, *lang) == (part.field, part.lang))
            {
                document.add_text(*column, &part.folded);
            }
            words.extend(('a'..='z').flat_map(|first| words_of(&part.folded, first)));
        }
        document.add_bytes(columns.shown, &written_parts(&parts));
        writer.add_document(document)?;
    }
    let index = writer.finalize()?;
    let mut body = Writer::default();
    body.text(digest);
    body.list(corpus.documents.iter().map(Corpus::entry), |it, out| written_entry(&it, out));
    body.list(corpus.names.iter(), |term, out| {
        out.list(term.names.iter(), |name, out| out.text(name));
        out.text(term.reading.as_deref().unwrap_or_default());
    });
    body.list(words.iter(), |word, out| out.text(word));
    body.list(openings.iter(), |it, out| out.text(it));
    let mut paths: Vec<PathBuf> = index.directory().list_managed_files().into_iter().collect();
    paths.extend(["meta.json", ".managed.json"].map(PathBuf::from));
    paths.sort();
    paths.dedup();
    paths.retain(|path| files.exists(path).unwrap_or(false));
    let read = |path: &Path| files.open_read(path).ok()?.read_bytes().ok();
    body.list(paths.iter(), |path, out| {
        out.text(&path.to_string_lossy());
        out.bytes(read(path).as_deref().unwrap_or_default());
    });
    Ok([HEAD, seal.as_bytes(), b"\n", &Sha256::digest(&body.0), &body.0].concat())
}

/// An index that was read.
pub struct Indexed {
    digest: String,
    entries: Vec<Entry>,
    names: Vec<Names>,
    words: Vec<String>,
    openings: Vec<String>,
    columns: Columns,
    reader: IndexReader,
    /// The parts that were read.
    read: RefCell<BTreeMap<usize, Rc<[Part]>>>,
}

impl std::fmt::Debug for Indexed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Indexed")
            .field("digest", &self.digest)
            .field("count", &self.entries.len())
            .finish_non_exhaustive()
    }
}

/// Reads an index; none unless it is whole and sealed so.
pub fn open(bytes: &[u8], seal: &str) -> Option<Indexed> {
    let rest = bytes.strip_prefix(HEAD)?.strip_prefix(seal.as_bytes())?.strip_prefix(b"\n")?;
    let (digest, body) = rest.split_at_checked(32)?;
    if Sha256::digest(body).as_slice() != digest {
        return None;
    }
    let mut body = Reader(body);
    let rules = body.text()?;
    let entries = body.list(read_entry)?;
    let names = body.list(|it| {
        let (names, reading) = (it.list(Reader::text)?, it.text()?);
        Some(Names { names, reading: Some(reading).filter(|it| !it.is_empty()) })
    })?;
    let words = body.list(Reader::text)?;
    let openings = body.list(Reader::text)?;
    let files = RamDirectory::create();
    body.list(|it| {
        let path = it.text()?;
        files.atomic_write(Path::new(&path), it.bytes()?).ok()
    })?;
    let index = Index::open(files).ok()?;
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().ok()?;
    Some(Indexed {
        digest: rules,
        entries,
        names,
        words,
        openings,
        columns: columns().1,
        reader,
        read: RefCell::default(),
    })
}

/// Documents with the places where something begins in each.
type Places = BTreeMap<u32, Vec<u32>>;

impl Indexed {
    /// Returns what a text without a number begins or ends with that cites something.
    pub fn openings(&self) -> &[String] {
        &self.openings
    }

    /// Returns the digest of what the rules say.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Returns the documents of which a column holds the tokens of a needle in their order, whatever stands around them.
    fn held(&self, column: Column, needle: &[Token]) -> tantivy::Result<Places> {
        let mut so_far: Option<Places> = None;
        for token in needle {
            let all = self.places(column, token)?;
            let offset = token.place - needle.first().map_or(0, |first| first.place);
            let shifted = all.into_iter().map(|(document, places)| {
                (
                    document,
                    places.into_iter().filter_map(|place| place.checked_sub(offset)).collect::<Vec<u32>>(),
                )
            });
            so_far = Some(match so_far {
                None => shifted.collect(),
                Some(before) => shifted
                    .filter_map(|(document, mut places)| {
                        let begun = before.get(&document)?;
                        places.retain(|place| begun.binary_search(place).is_ok());
                        (!places.is_empty()).then_some((document, places))
                    })
                    .collect(),
            });
            if so_far.as_ref().is_some_and(Places::is_empty) {
                break;
            }
        }
        Ok(so_far.unwrap_or_default())
    }

    /// Returns where a token stands; the last word of a needle may go on.
    fn places(&self, column: Column, token: &Token) -> tantivy::Result<Places> {
        let mut all = Places::new();
        let searcher = self.reader.searcher();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(column)?;
            let mut infos = Vec::new();
            if token.is_open {
                let mut terms = inverted.terms().range().ge(token.text.as_bytes()).into_stream()?;
                while terms.advance() && terms.key().starts_with(token.text.as_bytes()) {
                    infos.push(terms.value().clone());
                }
            } else {
                infos.extend(inverted.get_term_info(&Term::from_field_text(column, &token.text))?);
            }
            for info in infos {
                let mut postings =
                    inverted.read_postings_from_terminfo(&info, IndexRecordOption::WithFreqsAndPositions)?;
                let mut places = Vec::new();
                while postings.doc() != TERMINATED {
                    postings.positions(&mut places);
                    all.entry(postings.doc()).or_default().extend(&places);
                    postings.advance();
                }
            }
        }
        for places in all.values_mut() {
            places.sort_unstable();
        }
        Ok(all)
    }
}

impl Store for Indexed {
    fn count(&self) -> usize {
        self.entries.len()
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.entries.iter().position(|it| it.id == id)
    }

    fn entry(&self, document: usize) -> Option<Entry> {
        self.entries.get(document).cloned()
    }

    fn holding(&self, needle: &str, each: &mut dyn FnMut(usize, &[Part])) {
        let mut wanted = tokens(needle);
        wanted.retain(|token| !token.is_part);
        if wanted.is_empty() {
            return;
        }
        let mut documents = std::collections::BTreeSet::new();
        for (_, _, column) in &self.columns.searched {
            documents.extend(self.held(*column, &wanted).unwrap_or_default().into_keys());
        }
        for document in documents {
            let document = usize::try_from(document).unwrap_or(usize::MAX);
            each(document, &self.kept(document));
        }
    }

    fn parts(&self, document: usize) -> Vec<Part> {
        self.kept(document).to_vec()
    }

    fn names(&self) -> Vec<Names> {
        self.names.clone()
    }

    fn words(&self, first: char) -> Vec<String> {
        self.words.iter().filter(|word| word.starts_with(first)).cloned().collect()
    }
}

impl Indexed {
    /// Returns the parts of a document, read once.
    fn kept(&self, document: usize) -> Rc<[Part]> {
        if let Some(known) = self.read.borrow().get(&document) {
            return Rc::clone(known);
        }
        let read = || {
            let address = DocAddress::new(0, u32::try_from(document).ok()?);
            let stored: TantivyDocument = self.reader.searcher().doc(address).ok()?;
            let value: OwnedValue = stored.get_first(self.columns.shown)?.into();
            read_parts((&value).as_bytes()?)
        };
        let parts: Rc<[Part]> = read().unwrap_or_default().into();
        self.read.borrow_mut().insert(document, Rc::clone(&parts));
        parts
    }
}

/// Puts values one behind the other, each behind its length.
#[derive(Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, number: usize) {
        self.0.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.0.extend(bytes);
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn list<T>(&mut self, all: impl ExactSizeIterator<Item = T>, mut each: impl FnMut(T, &mut Self)) {
        self.number(all.len());
        for it in all {
            each(it, self);
        }
    }
}

/// Takes values as they were put.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn number(&mut self) -> Option<usize> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        usize::try_from(u32::from_le_bytes(*number)).ok()
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<String> {
        Some(std::str::from_utf8(self.bytes()?).ok()?.to_owned())
    }

    fn list<T>(&mut self, mut each: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.number()?).map(|_| each(self)).collect()
    }
}

fn written_entry(it: &Entry, out: &mut Writer) {
    let texts = [&it.id, &it.instrument, &it.status, &it.modality, &it.market];
    let titles = [&it.cite.ja, &it.cite.en, &it.title.ja, &it.title.en];
    out.text(it.kind.word());
    texts.into_iter().chain(titles).for_each(|text| out.text(text));
    out.list(it.themes.iter(), |theme, out| out.text(theme));
    out.list(it.serves.iter(), |place, out| out.number(*place));
    out.number(it.force.place());
    out.number(usize::from(it.binding));
    out.number(usize::try_from(it.worth).unwrap_or(0));
}

fn read_entry(it: &mut Reader<'_>) -> Option<Entry> {
    let kind = it.text()?;
    Some(Entry {
        kind: *Listed::ALL.iter().find(|known| known.word() == kind)?,
        id: it.text()?,
        instrument: it.text()?,
        status: it.text()?,
        modality: it.text()?,
        market: it.text()?,
        cite: Bilingual { ja: it.text()?, en: it.text()? },
        title: Bilingual { ja: it.text()?, en: it.text()? },
        themes: it.list(Reader::text)?,
        serves: it.list(Reader::number)?,
        force: *Force::ALL.get(it.number()?)?,
        binding: it.number()? == 1,
        worth: it.number()? as u64,
    })
}

const LANGS: [Option<Lang>; 3] = [None, Some(Lang::Ja), Some(Lang::En)];

fn written_parts(parts: &[Part]) -> Vec<u8> {
    let mut out = Writer::default();
    out.list(parts.iter(), |part, out| {
        out.number(Field::ALL.iter().position(|field| *field == part.field).unwrap_or(0));
        out.number(LANGS.iter().position(|lang| *lang == part.lang).unwrap_or(0));
        out.text(&part.text);
        out.text(&part.folded);
    });
    out.0
}

fn read_parts(bytes: &[u8]) -> Option<Vec<Part>> {
    Reader(bytes).list(|it| {
        Some(Part {
            field: *Field::ALL.get(it.number()?)?,
            lang: *LANGS.get(it.number()?)?,
            text: it.text()?,
            folded: it.text()?,
        })
    })
}
