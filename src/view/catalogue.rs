//! What lies under `/data/`: each file, what it holds, its shape and its size.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::lang::Bilingual;

use super::GENERATOR;
use super::slug::unslug;

/// The files under `/data/`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Catalogue {
    /// The program that wrote them.
    pub generator: &'static str,
    /// Digest of the corpus.
    pub corpus_digest: String,
    /// The day on which everything was evaluated.
    pub as_of: String,
    /// The kinds of files, by their names.
    pub kinds: IndexMap<String, Kind>,
    /// The files, in the order of their paths.
    pub files: Vec<DataFile>,
}

/// What files of a kind hold.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Kind {
    /// What it is.
    pub title: Bilingual,
    /// Its media type.
    pub media_type: &'static str,
    /// The path of its JSON Schema from the folder of this list; null where it has none.
    pub schema: Option<String>,
    /// Its group, for pages.
    #[serde(skip)]
    pub sort: Sort,
}

/// A file under `/data/`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DataFile {
    /// Its path below the folder of this list.
    pub path: String,
    /// Its kind.
    pub kind: String,
    /// The id of the instrument or edition that it is of; null of a file about everything.
    pub of: Option<String>,
    /// How many bytes it has.
    pub bytes: usize,
}

/// What files hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// One view of the whole base.
    Whole,
    /// The provisions of an edition.
    Provisions,
    /// A checklist.
    Checklist,
    /// Linked data of an instrument.
    Legislation,
    /// Data of the form.
    Form,
}

impl Sort {
    /// All of them.
    pub const ALL: [Sort; 5] =
        [Sort::Whole, Sort::Provisions, Sort::Checklist, Sort::Legislation, Sort::Form];

    /// Returns the folder of its files.
    fn folder(self) -> &'static str {
        match self {
            Sort::Whole => "",
            Sort::Provisions => "provisions",
            Sort::Checklist => "checklist",
            Sort::Legislation => "legislation",
            Sort::Form => "check",
        }
    }

    /// Returns what its files hold; of the first sort each file says it itself.
    pub fn title(self) -> Bilingual {
        match self {
            Sort::Whole => Bilingual::new("知識ベースの全体", "The whole knowledge base"),
            Sort::Provisions => Bilingual::new(
                "版の規定（条件、基準、対応する規定を含む）",
                "Provisions of an edition, with conditions, criteria and counterparts",
            ),
            Sort::Checklist => Bilingual::new("点検表", "Checklist"),
            Sort::Legislation => Bilingual::new(
                "リンクトデータ（JSON-LD、schema.orgのLegislationとELI）",
                "Linked data (JSON-LD: Legislation of schema.org, with ELI)",
            ),
            Sort::Form => Bilingual::new(
                "「製品に何が適用されるか」のページが読み込むスクリプト",
                "Scripts that the page on what applies to a product loads",
            ),
        }
    }
}

/// Files about everything, by their names without the ending.
const WHOLE: [(&str, Words); 13] = [
    (
        "aliases",
        ("規定の宣言がない識別子と、その指す先", "Ids that are no declared provision, and where they lead"),
    ),
    ("constraints", ("事実の間の制約", "Constraints between facts")),
    ("dates", ("日程", "Dates")),
    ("facts", ("事実", "Facts")),
    ("findings", ("資料についての注記", "Findings about the sources")),
    ("glossary", ("用語", "Terms")),
    ("impacts", ("改正案の影響", "What proposals change")),
    ("instruments", ("文書とその版", "Instruments with their editions")),
    (
        "relations",
        (
            "整合群、差異、主張、みなし、解釈、改正案及び公表された対応関係",
            "Alignments, deviations, claims, deemings, interpretations, proposals and published mappings",
        ),
    ),
    ("requirements", ("要件", "Requirements")),
    ("sources", ("出典", "Sources")),
    ("tables", ("表", "Tables")),
    ("unlikely", ("ありそうにない事実の組合せ", "Combinations of facts that are unlikely")),
];

/// A text in Japanese and in English.
type Words = (&'static str, &'static str);

impl Catalogue {
    /// Lists files by path below the folder and size; those of which nothing is known are returned beside it.
    /// `shapes` are the names of the shapes that have a schema on the site.
    pub fn new<'p>(
        files: &'p [(Box<str>, usize)],
        shapes: &[&str],
        corpus_digest: &str,
        as_of: &str,
    ) -> (Self, Vec<&'p str>) {
        let (mut kinds, mut known, mut unknown) = (IndexMap::new(), Vec::new(), Vec::new());
        for (path, bytes) in files {
            match data_file(path, *bytes, shapes) {
                Some((file, kind)) => {
                    kinds.entry(file.kind.clone()).or_insert(kind);
                    known.push(file);
                }
                None => unknown.push(&**path),
            }
        }
        let (corpus_digest, as_of) = (corpus_digest.to_owned(), as_of.to_owned());
        (Self { generator: GENERATOR, corpus_digest, as_of, kinds, files: known }, unknown)
    }

    /// Returns the files of a group, each with its kind.
    pub fn of(&self, sort: Sort) -> impl Iterator<Item = (&DataFile, &Kind)> {
        let all = self.files.iter().filter_map(|it| Some((it, self.kinds.get(&it.kind)?)));
        all.filter(move |(_, kind)| kind.sort == sort)
    }
}

fn data_file(path: &str, bytes: usize, shapes: &[&str]) -> Option<(DataFile, Kind)> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.')?;
    let sort = Sort::ALL.into_iter().find(|it| it.folder() == folder)?;
    let media_type = match ending {
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "js" => "text/javascript",
        _ => return None,
    };
    let kind = if sort == Sort::Whole { stem } else { folder };
    let has_shape = ending == "json" && shapes.contains(&kind);
    let title = match sort {
        Sort::Whole => {
            let (_, (ja, en)) = WHOLE.iter().find(|(known, _)| *known == stem)?;
            Bilingual::new(*ja, *en)
        }
        Sort::Provisions | Sort::Checklist | Sort::Legislation | Sort::Form => sort.title(),
    };
    let of = match sort {
        Sort::Whole => None,
        Sort::Provisions | Sort::Checklist | Sort::Legislation => Some(unslug(stem)?),
        Sort::Form => unslug(stem.trim_end_matches(".whole")).filter(|id| id.contains('@')),
    };
    let schema = has_shape.then(|| format!("../schema/{kind}.json"));
    let file = DataFile { path: path.to_owned(), kind: kind.to_owned(), of, bytes };
    Some((file, Kind { title, media_type, schema, sort }))
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, Sort};

    #[test]
    fn files_say_what_they_are_and_unknown_ones_are_told() {
        let files: Vec<(Box<str>, usize)> = [
            "check/ground.js",
            "check/jp.ter_-2020.whole.js",
            "dates.json",
            "legislation/jp.ter.jsonld",
            "provisions/jp.ter_-2020.json",
            "secret.json",
            "strange/a.json",
        ]
        .map(|path| (path.into(), 1))
        .into();
        let (list, unknown) = Catalogue::new(&files, &["dates", "provisions"], "0", "2026-01-01");
        assert_eq!(unknown, ["secret.json", "strange/a.json"]);
        let of: Vec<(Option<&str>, Sort, Option<&str>)> = list
            .files
            .iter()
            .map(|it| (it.of.as_deref(), list.kinds[&it.kind].sort, list.kinds[&it.kind].schema.as_deref()))
            .collect();
        assert_eq!(
            of,
            [
                (None, Sort::Form, None),
                (Some("jp.ter@2020"), Sort::Form, None),
                (None, Sort::Whole, Some("../schema/dates.json")),
                (Some("jp.ter"), Sort::Legislation, None),
                (Some("jp.ter@2020"), Sort::Provisions, Some("../schema/provisions.json")),
            ]
        );
    }
}
