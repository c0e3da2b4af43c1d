//! A product from a file and from the command line, and what can be wrong with it in words.

use std::collections::BTreeSet;
use std::path::Path;

use crate::data::Fault;
use crate::lang::Bilingual;
use crate::logic::formula::Formula;
use crate::model::meant;
use crate::model::value::{ValueError, parse_value};
use crate::model::{Fact, FactType};
use crate::msg;
use crate::near::{half_width, nearest};
use crate::norm::Base;
use crate::query::declared::DeclaredError;
use crate::query::product::{self, Product, ProductError};
use crate::source::{Sources, Span};

use super::datafile::{self, TOLD, refused, unread};
use super::failed::Failed;

/// A product with the file that describes it.
pub(super) struct Described {
    pub(super) product: Product,
    /// The file; nothing where the command line alone states facts.
    pub(super) sources: Sources,
}

/// Reads a product; `settings`, each `fact=value`, override what the file states.
pub(super) fn read(kb: Base<'_>, file: Option<&Path>, settings: &[String]) -> Result<Described, Failed> {
    let mut sources = Sources::new();
    let mut product = match file {
        Some(path) => from_file(kb, &mut sources, path)?,
        None => Product::default(),
    };
    let mut set = BTreeSet::new();
    for setting in settings {
        let Some((id, value)) = setting.split_once('=') else {
            return Err(Failed(
                msg!(ja: "「--set {setting}」は「事実=値」の形でない。", en: "`--set {setting}` is not of the form fact=value"),
            ));
        };
        let id = id.trim();
        let (idx, value) = product::state(kb, id, value).map_err(|error| Failed(message(kb, &error)))?;
        if !set.insert(idx) {
            return Err(Failed(msg!(ja: "「--set {id}」が二度ある。", en: "`--set {id}` is there twice")));
        }
        // What the command line states overrides the file.
        product.facts.insert(idx, value);
        product.places.remove(&idx);
    }
    consistent(kb, &sources, &product)?;
    Ok(Described { product, sources })
}

fn from_file(kb: Base<'_>, sources: &mut Sources, path: &Path) -> Result<Product, Failed> {
    let what = msg!(ja: "製品の事実", en: "facts of a product");
    let mut twice = Vec::new();
    let root = datafile::read(sources, path, &what, &mut twice)?;
    let (product, errors) = match product::product(kb, &root) {
        Ok(product) => (Some(product), Vec::new()),
        Err(errors) => (None, errors),
    };
    // A key that is there twice may be noted as a fact that is stated twice as well: once is enough.
    let places: BTreeSet<Span> = twice.iter().map(|it| it.at).collect();
    let errors: Vec<_> = errors.iter().filter(|(at, _)| !places.contains(at)).collect();
    let mut all: Vec<(Span, Result<Fault, &ProductError>)> =
        twice.into_iter().map(|it| (it.at, Ok(it))).collect();
    all.extend(errors.into_iter().map(|(at, error)| (*at, Err(error))));
    all.sort_by_key(|(at, _)| *at);
    if let Some(product) = product.filter(|_| all.is_empty()) {
        return Ok(product);
    }
    let head = unread(&path.display().to_string(), &what);
    // Only those that are told are put into words: one word takes a search among all facts.
    let (count, told) = (all.len(), all.into_iter().take(TOLD));
    let told = told.map(|(at, it)| it.unwrap_or_else(|error| Fault::new(at, message(kb, error))));
    Err(refused(sources, &head, count, told))
}

/// Refuses facts that contradict constraints, with the places where they are stated.
fn consistent(kb: Base<'_>, sources: &Sources, product: &Product) -> Result<(), Failed> {
    let Some(constraints) = product::contradiction(kb, &product.facts)? else { return Ok(()) };
    let reasons = constraints.iter().filter_map(|at| kb.kb.constraints.iter().nth(*at));
    let (ja, en): (Vec<&str>, Vec<&str>) =
        reasons.map(|it| (it.because.ja.as_str(), it.because.en.as_str())).unzip();
    let (ja, en) = (ja.join(" "), en.join(" "));
    let head = msg!(ja: "述べられた事実が互いに矛盾する: {ja}", en: "the facts contradict one another: {en}");
    let tested = constraints.iter().filter_map(|at| kb.theory.constraints.get(*at)).flat_map(Formula::vars);
    let stated: BTreeSet<_> = tested.filter_map(|idx| Some((*product.places.get(&idx)?, idx))).collect();
    let faults = stated.iter().map(|(at, idx)| {
        let id = &kb.facts[*idx].id;
        Fault::new(*at, msg!(ja: "ここで「{id}」が述べられている", en: "here `{id}` is stated"))
    });
    Err(refused(sources, &head, stated.len(), faults))
}

fn message(kb: Base<'_>, error: &ProductError) -> Bilingual {
    match error {
        ProductError::UnknownFact(id) => unknown(kb, id),
        ProductError::UnknownGroup(id) => {
            msg!(ja: "「{id}」で始まる事実はない", en: "no fact begins with `{id}`")
        }
        ProductError::BadValue(id, value, why) => bad_value(kb, id, value, why),
        ProductError::Truth(id, word) => {
            let expected = expected_of(kb, id);
            msg!(
                ja: "「{id}」に値「{word}」はない（{expected}）。引用符のない「{word}」をYAML 1.1は真偽値と読む。語なら引用符を付ける",
                en: "`{id}` has no value `{word}` ({expected}); YAML 1.1 reads an unquoted {word} as a boolean: quote it if a word is meant",
            )
        }
        ProductError::LeadingZero(id, text) => {
            msg!(
                ja: "「{id}」の値「{text}」が0で始まる。YAML 1.1は八進数と読む",
                en: "`{text}` for `{id}` begins with 0, which YAML 1.1 reads as an octal number",
            )
        }
        ProductError::NoWord(id) => {
            let expected = expected_of(kb, id);
            msg!(ja: "「{id}」の要素が語でない（{expected}）", en: "an element of `{id}` is no word ({expected})")
        }
        ProductError::NoSet(id) => {
            let expected = expected_of(kb, id);
            msg!(ja: "「{id}」の値は一つである（{expected}）", en: "`{id}` has one value and no list ({expected})")
        }
        ProductError::NoTable(id) => {
            let expected = expected_of(kb, id);
            msg!(ja: "「{id}」は値を持つ事実で、下にvalue、evidence、statement及びassessorのほかの鍵を持たない（{expected}）", en: "`{id}` is a fact with a value and has no keys below it but value, evidence, statement and assessor ({expected})")
        }
        ProductError::Twice(id) => msg!(ja: "「{id}」が二度述べられている", en: "`{id}` is stated twice"),
        ProductError::Beside(key) => beside(key),
        ProductError::Declared(error) => declared(error),
        ProductError::NotSold(code) => msg!(
            ja: "「product.markets」に「{code}」がないのに、その市場の日付がある",
            en: "there is a day for `{code}`, which `product.markets` leaves out",
        ),
        ProductError::NoText(key) => msg!(ja: "「{key}」は文字列で書く", en: "`{key}` is a text"),
        ProductError::Shape(text) => shape(text.as_deref()),
    }
}

fn unknown(kb: Base<'_>, id: &str) -> Bilingual {
    let narrow = half_width(id);
    if kb.fact_ids.contains_key(narrow.trim()) {
        let narrow = narrow.trim();
        return msg!(ja: "事実「{id}」はない。半角で「{narrow}」と書く", en: "there is no fact `{id}`; write `{narrow}` in half-width letters");
    }
    if let Some(idx) = kb.former_facts.get(narrow.trim()) {
        let fact = &kb.facts[*idx];
        let (new, kind) = (&fact.id, fact.ty.kind().title());
        let (ja, en) = (&kind.ja, &kind.en);
        return msg!(
            ja: "事実「{id}」は「{new}」（{ja}）に置き換えられた",
            en: "the fact `{id}` was replaced by `{new}` ({en})",
        );
    }
    let near = nearest(&narrow, kb.kb.fact_ids.keys().map(String::as_str));
    if near.is_empty() {
        return msg!(ja: "事実「{id}」はない", en: "there is no fact `{id}`");
    }
    let list = near.join(", ");
    msg!(ja: "事実「{id}」はない。近いもの: {list}", en: "there is no fact `{id}`; near ones are: {list}")
}

fn beside(key: &str) -> Bilingual {
    msg!(
        ja: "「facts」の横に「{key}」は書けない。横に書けるのはname、model、version、maker、markets及びwaiversである",
        en: "`{key}` cannot stand beside `facts`; what can are name, model, version, maker, markets and waivers",
    )
}

fn declared(error: &DeclaredError) -> Bilingual {
    match error {
        DeclaredError::Missing(key) => {
            msg!(ja: "「{key}」がない、又は空である", en: "`{key}` is missing or empty")
        }
        DeclaredError::Unknown(key, allowed) => {
            let list = allowed.join(", ");
            msg!(ja: "「{key}」は書けない。書けるのは{list}", en: "`{key}` cannot stand here; what can are {list}")
        }
        DeclaredError::NoText(key) => msg!(ja: "「{key}」は文字列で書く", en: "`{key}` is a text"),
        DeclaredError::NoTable([]) => {
            msg!(ja: "「市場 = 日付」の表でなければならない", en: "this has to be a table of markets and days")
        }
        DeclaredError::NoTable(keys) => {
            let list = keys.join(", ");
            msg!(ja: "{list}を持つ表でなければならない", en: "this has to be a table of {list}")
        }
        DeclaredError::NoDay(text) => match meant::day(text) {
            Some(day) => {
                msg!(ja: "「{text}」は日付でない。「{day}」と書く", en: "`{text}` is no date; write `{day}`")
            }
            None => {
                msg!(ja: "「{text}」は日付でない（YYYY-MM-DD）", en: "`{text}` is no date (YYYY-MM-DD)")
            }
        },
        DeclaredError::NoDigest(text) => msg!(
            ja: "「{text}」はSHA-256でない（十六進の64文字）",
            en: "`{text}` is no SHA-256, which has 64 hexadecimal digits",
        ),
        DeclaredError::FileOrLink => {
            msg!(ja: "証拠はfile又はlinkのどちらか一つである", en: "an evidence is either a file or a link")
        }
        DeclaredError::NoProvision(text) => {
            msg!(ja: "「{text}」という規定はない", en: "no provision is called `{text}`")
        }
        DeclaredError::NoMarket(code) => {
            msg!(ja: "「{code}」という市場はない", en: "there is no market `{code}`")
        }
    }
}

fn shape(text: Option<&str>) -> Bilingual {
    match text {
        Some(text) if half_width(text) != text => msg!(
            ja: "製品のファイルは「事実 = 値」の表でなければならない。記号は半角で書く",
            en: "a product file is a table of facts; write its signs in half width",
        ),
        Some(_) | None => {
            msg!(ja: "製品のファイルは「事実 = 値」の表でなければならない", en: "a product file is a table of facts")
        }
    }
}

fn bad_value(kb: Base<'_>, id: &str, value: &str, why: &ValueError) -> Bilingual {
    let expected = expected_of(kb, id);
    let Bilingual { ja, en } = match why {
        ValueError::Unit => {
            msg!(ja: "「{id}」の値「{value}」の単位が違う（{expected}）", en: "the unit of `{value}` does not fit `{id}` ({expected})")
        }
        ValueError::Range => {
            msg!(ja: "「{id}」の値「{value}」は範囲外である（{expected}）", en: "`{value}` is out of range for `{id}` ({expected})")
        }
        ValueError::Type | ValueError::Word => {
            msg!(ja: "「{id}」に値「{value}」はない（{expected}）", en: "`{id}` has no value `{value}` ({expected})")
        }
    };
    match kb.fact_ids.get(id).and_then(|idx| hint(&kb.facts[*idx], value)) {
        Some(meant) => msg!(ja: "{ja}。「{meant}」と書く", en: "{en}; write `{meant}`"),
        None => Bilingual { ja, en },
    }
}

/// Returns the value that was meant by full-width signs or another form of a date.
fn hint(fact: &Fact, text: &str) -> Option<String> {
    if matches!(fact.ty, FactType::Date) {
        return meant::day(text).map(|day| day.to_string());
    }
    let narrow = half_width(text).trim_matches(['"', '\'', ' ']).to_owned();
    (narrow != text && parse_value(fact, &narrow).is_ok()).then_some(narrow)
}

fn expected_of(kb: Base<'_>, id: &str) -> String {
    kb.fact_ids.get(id).map(|idx| expected(&kb.facts[*idx])).unwrap_or_default()
}

fn expected(fact: &Fact) -> String {
    match &fact.ty {
        FactType::Flag => "true, false".to_owned(),
        FactType::Choice(words) | FactType::Scale(words) | FactType::Set(words) => {
            words.iter().map(|word| word.word.as_str()).collect::<Vec<_>>().join(", ")
        }
        FactType::Number { unit, lo, hi } | FactType::Duration { unit, lo, hi } => {
            format!("{lo}..{hi} {}", unit.id)
        }
        FactType::Date => "YYYY-MM-DD".to_owned(),
    }
}
