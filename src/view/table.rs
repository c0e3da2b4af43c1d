//! Tables as `kijun table` prints them and as `/data/tables.json` has them.
//!
//! Gives each computed cell its words; computes nothing itself.

use crate::lang::Bilingual;
use crate::lexicon::{Field, FindingKind, Grade, Modality, Outcome, Status};
use crate::logic::domain::Value;
use crate::logic::failure::OverBudget;
use crate::model::expr::{Op, Test};
use crate::model::table::{Column as ModelColumn, Row as ModelRow, Table as ModelTable};
use crate::model::{EditionIdx, Fact, FactIdx, ProvisionIdx, SourceIdx};
use crate::msg;
use crate::norm::Base;
use crate::query::table::{self as query, Content as Answer, Listed};
use crate::source::Span;
use schemars::JsonSchema;
use serde::Serialize;

use super::citation::{self, SourceRef};
use super::clause::{Clause, Place};
use super::day::{self, Years};
use super::instrument;
use super::phrase::{self, Polarity};
use super::reading::{Mood, Reading};

/// A table whose cells are computed from the knowledge base.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Table {
    /// Its id.
    pub id: String,
    /// Ids under which it was published before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<String>,
    /// Its title.
    pub title: Bilingual,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// Headings of the columns.
    pub columns: Vec<Heading>,
    /// Rows in order.
    pub rows: Vec<Row>,
    /// Where it was printed.
    pub sources: Vec<SourceRef>,
}

/// A heading.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Heading {
    /// The id of the column: an instrument, an edition, a fact or a field.
    pub id: String,
    /// What people read.
    pub title: Bilingual,
}

/// A row.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Row {
    /// Its id, unique in the table.
    pub id: String,
    /// What people read.
    pub title: Bilingual,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Cell {
    /// What it holds.
    pub content: Content,
    /// What it says on one line, corrections left out.
    pub text: Bilingual,
    /// What the sources print otherwise and wrongly.
    pub corrections: Vec<Bilingual>,
    /// What it says with its structure, where it has one and holds no provisions.
    #[serde(skip)]
    pub outline: Option<Reading>,
}

/// What a cell holds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    /// Provisions.
    Provisions {
        /// In the order of the edition.
        provisions: Vec<Entry>,
    },
    /// The instrument has no requirement.
    Silent,
    /// The sources leave it open.
    Undecided {
        /// Why.
        because: Bilingual,
    },
    /// The verdict of an example device.
    Verdict {
        /// The verdict.
        verdict: Outcome,
    },
    /// A value or a description.
    Value,
    /// Row and column have no question in common.
    Blank,
}

/// A provision in a cell.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Entry {
    /// The pinned id.
    pub id: String,
    /// How it is cited.
    pub cite: Bilingual,
    /// Its title.
    pub title: Bilingual,
    /// How strongly it speaks.
    pub modality: Modality,
    /// The status of its edition.
    #[serde(skip)]
    pub status: Status,
    /// Where it applies within the scope of its edition, as text; null for everywhere.
    pub applies: Option<Bilingual>,
    /// The criteria that the row asks for, as text; the restatement where there is none.
    pub readings: Vec<Bilingual>,
    /// Numbers in them.
    pub numbers: Vec<Number>,
    /// The worst grade of its sources.
    pub grade: Grade,
    /// What the sources print otherwise and wrongly.
    pub corrections: Vec<Bilingual>,
    /// Findings about it that concern a source of the table.
    pub findings: Vec<FindingRef>,
    /// Where it applies, with its structure.
    #[serde(skip)]
    pub condition: Option<Reading>,
    /// The criteria that the row asks for, with their structure; none where the restatement stands for them.
    #[serde(skip)]
    pub outlines: Vec<Reading>,
}

/// A number.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Number {
    /// How it is compared: `>=`; null where the provision fixes the number.
    pub op: Option<String>,
    /// The number.
    pub value: i64,
    /// Its unit.
    pub unit: String,
}

/// A finding in brief.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FindingRef {
    /// Its id.
    pub id: String,
    /// What sort of finding.
    pub kind: FindingKind,
    /// Its title.
    pub title: Bilingual,
}

impl Content {
    /// Returns the provisions of a cell.
    pub fn provisions(&self) -> &[Entry] {
        match self {
            Content::Provisions { provisions } => provisions,
            Content::Silent
            | Content::Undecided { .. }
            | Content::Verdict { .. }
            | Content::Value
            | Content::Blank => &[],
        }
    }
}

/// Returns a table; an error where a verdict is too hard to compute.
pub fn table(kb: Base<'_>, table: &ModelTable) -> Result<Table, OverBudget> {
    let answers = query::cells(kb, table)?;
    let rows = table.rows.iter().zip(answers).map(|(row, answers)| Row {
        id: row.id.clone(),
        title: row_title(kb, row),
        note: row.note.clone(),
        cells: answers.into_iter().enumerate().map(|(at, answer)| cell(kb, table, row, at, answer)).collect(),
    });
    Ok(Table {
        id: table.id.clone(),
        formerly: table.formerly.clone(),
        title: table.title.clone(),
        note: table.note.clone(),
        columns: table
            .columns
            .iter()
            .map(|it| Heading { id: it.id.clone(), title: heading(kb, it) })
            .collect(),
        rows: rows.collect(),
        sources: citation::refs(kb, &table.sources),
    })
}

/// Returns all tables that can be computed.
pub(super) fn tables(kb: Base<'_>) -> Vec<Result<Table, (String, Span)>> {
    kb.tables.iter().map(|it| table(kb, it).map_err(|_| (it.id.clone(), it.span))).collect()
}

pub(super) fn heading(kb: Base<'_>, column: &ModelColumn) -> Bilingual {
    let subject = &column.subject;
    let edition = subject.instrument.as_ref().and_then(|it| kb.edition_of(it));
    let field = subject.field.map(Field::title);
    let fact = subject.fact.map(|fact| kb.facts[fact].title.clone());
    let written = column.title.clone().or(field).or(fact);
    written.or_else(|| edition.map(|edition| instrument::edition_title(kb, edition))).unwrap_or_default()
}

pub(super) fn row_title(kb: Base<'_>, row: &ModelRow) -> Bilingual {
    let subject = &row.subject;
    let device = || subject.device.and_then(|at| kb.devices.get(at)).map(|it| it.title.clone());
    let instrument = || subject.instrument.as_ref().map(|it| kb.instruments[it.instrument].title.clone());
    let requirement = || subject.on.first().map(|it| kb.requirements[*it].title.clone());
    let title = row.title.clone().or_else(device).or_else(instrument);
    title.or_else(|| subject.field.map(Field::title)).or_else(requirement).unwrap_or_default()
}

pub(super) fn cell(kb: Base<'_>, table: &ModelTable, row: &ModelRow, at: usize, answer: Answer) -> Cell {
    let texts = |marks: &[crate::model::table::Mark], of: Option<ProvisionIdx>| -> Vec<Bilingual> {
        query::marks(marks, at, of).map(|mark| mark.text.clone()).collect()
    };
    let corrections = texts(&row.corrections, None);
    let outline = match answer {
        Answer::Field(Field::Scope, edition) => scope(kb, edition).map(|it| it.outline),
        Answer::Field(..)
        | Answer::Provisions(_)
        | Answer::Silent
        | Answer::Undecided
        | Answer::Verdict(_)
        | Answer::Fact(..)
        | Answer::Blank => None,
    };
    let (content, text) = match answer {
        Answer::Provisions(listed) => {
            let sources: Vec<SourceIdx> = table.sources.iter().map(|it| it.source).collect();
            let provisions: Vec<Entry> = listed
                .iter()
                .map(|it| entry(kb, it, texts(&row.corrections, Some(it.provision)), &sources))
                .collect();
            let text = Bilingual::from_fn(|lang| {
                provisions.iter().map(|it| line(it).get(lang).clone()).collect::<Vec<_>>().join(" / ")
            });
            (Content::Provisions { provisions }, text)
        }
        Answer::Silent => (Content::Silent, msg!(ja: "—（定めなし）", en: "— (no requirement)")),
        Answer::Undecided => {
            let because = texts(&row.undecided, None).into_iter().next().unwrap_or_default();
            (Content::Undecided { because: because.clone() }, because)
        }
        Answer::Verdict(outcome) => {
            let label = table.labels.iter().find(|(of, _)| *of == outcome).map(|(_, label)| label.clone());
            let text = label.unwrap_or_else(|| outcome.title());
            (Content::Verdict { verdict: outcome }, text)
        }
        Answer::Fact(fact, value) => (Content::Value, said(&kb.facts[fact], fact, value)),
        Answer::Field(field, edition) => (Content::Value, described(kb, field, edition)),
        Answer::Blank => (Content::Blank, Bilingual::default()),
    };
    Cell { content, text, corrections, outline }
}

fn line(entry: &Entry) -> Bilingual {
    let Bilingual { ja, en } = &entry.cite;
    let (ja_text, en_text) = (joined(&entry.readings, "。").ja, joined(&entry.readings, "; ").en);
    match &entry.applies {
        Some(Bilingual { ja: when, en: where_ }) => {
            msg!(ja: "{ja}（適用：{when}）：{ja_text}", en: "{en} (where {where_}): {en_text}")
        }
        None => msg!(ja: "{ja}：{ja_text}", en: "{en}: {en_text}"),
    }
}

fn joined(texts: &[Bilingual], between: &str) -> Bilingual {
    Bilingual::from_fn(|lang| texts.iter().map(|it| it.get(lang).as_str()).collect::<Vec<_>>().join(between))
}

fn entry(kb: Base<'_>, listed: &Listed, corrections: Vec<Bilingual>, sources: &[SourceIdx]) -> Entry {
    let provision = &kb.provisions[listed.provision];
    let body = &provision.body;
    let place = Place::of_provision(kb, listed.provision);
    // A criterion for no single function gathers those of other provisions: the restatement is shorter.
    let named = listed.criteria.iter().filter_map(|at| body.criteria.get(*at));
    let exprs = named.filter(|it| it.requirement.is_some()).filter_map(|it| it.expr.as_ref());
    let clauses: Vec<Clause> = exprs.map(|expr| place.clause(kb, expr, Mood::Criterion)).collect();
    let mut readings: Vec<Bilingual> = clauses.iter().map(|it| it.reading.clone()).collect();
    let applies = provision.condition.as_ref().map(|expr| place.clause(kb, expr, Mood::Condition));
    if readings.is_empty() {
        readings.push(body.text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    Entry {
        id: provision.id.clone(),
        cite: body.cite.clone(),
        title: body.title.clone(),
        modality: body.modality,
        status: kb.editions[provision.edition].status,
        applies: applies.as_ref().map(|it| it.reading.clone()),
        readings,
        numbers: listed
            .numbers
            .iter()
            .map(|it| Number {
                op: it.op.map(|op| op.sign().to_owned()),
                value: it.value,
                unit: it.unit.clone(),
            })
            .collect(),
        grade: provision.grade(),
        corrections,
        findings: findings(kb, listed.provision, sources),
        condition: applies.map(|it| it.outline),
        outlines: clauses.into_iter().map(|it| it.outline).collect(),
    }
}

fn findings(kb: Base<'_>, idx: ProvisionIdx, sources: &[SourceIdx]) -> Vec<FindingRef> {
    let concerns = |finding: &&crate::model::Finding| {
        finding.about_sources.iter().any(|source| sources.contains(source))
            && finding.about.iter().flat_map(|it| kb.nodes(it)).any(|node| node.provision == Some(idx))
    };
    kb.findings
        .iter()
        .filter(concerns)
        .map(|it| FindingRef { id: it.id.clone(), kind: it.kind, title: it.title.clone() })
        .collect()
}

/// Says in words what the value of a fact means.
pub fn said(fact: &Fact, idx: FactIdx, value: Option<Value>) -> Bilingual {
    match value {
        None => msg!(ja: "不明", en: "not known"),
        Some(Value::Flag(true)) => fact.says.clone(),
        Some(Value::Flag(false)) => fact.denies.clone(),
        Some(Value::Set(mask)) => {
            let held = fact.ty.words().iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0);
            let labels: Vec<Bilingual> = held.map(|(_, word)| word.label.clone()).collect();
            Bilingual { ja: joined(&labels, "、").ja, en: joined(&labels, ", ").en }
        }
        Some(value) => {
            phrase::test(fact, &Test { fact: idx, op: Op::Eq, value }, Years::Common, Polarity::Affirmed)
        }
    }
}

/// Says what is known of an edition and its instrument.
fn described(kb: Base<'_>, field: Field, idx: EditionIdx) -> Bilingual {
    let edition = &kb.editions[idx];
    let instrument = &kb.instruments[edition.instrument];
    match field {
        Field::Title => instrument.title.clone(),
        Field::Jurisdiction => kb.jurisdiction_title(&instrument.jurisdiction),
        Field::Kind => instrument.kind.title(),
        Field::Binding => instrument.binding.title(),
        Field::Issuer => instrument.issuer.clone(),
        Field::Status => status(kb, idx),
        Field::Scope => match scope(kb, idx) {
            Some(scope) => scope.reading,
            None => msg!(ja: "限定なし", en: "not limited"),
        },
        Field::Provisions => Bilingual::default(),
    }
}

fn scope(kb: Base<'_>, idx: EditionIdx) -> Option<Clause> {
    let scope = kb.editions[idx].scope.as_ref();
    scope.map(|scope| Place::of_edition(kb, idx).clause(kb, scope, Mood::Condition))
}

fn status(kb: Base<'_>, idx: EditionIdx) -> Bilingual {
    let edition = &kb.editions[idx];
    let words = instrument::edition_words(edition.title.as_ref(), &edition.id);
    let status = edition.status;
    let Bilingual { ja, en } = status.title_of(kb.instruments[edition.instrument].kind);
    let period = day::period(edition.from.date(), edition.until);
    let (words_ja, words_en, period_ja, period_en) = (words.ja, words.en, period.ja, period.en);
    if status.is_past() && edition.until.is_none() {
        return msg!(
            ja: "{words_ja}：{ja}（{period_ja}、適用終了日は不明）",
            en: "{words_en}: {en} ({period_en}, end not known)"
        );
    }
    msg!(ja: "{words_ja}：{ja}（{period_ja}）", en: "{words_en}: {en} ({period_en})")
}
