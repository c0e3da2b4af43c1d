//! Tables: each cell answered from provisions, editions and verdicts.
//!
//! Writes no text: a cell is ids, numbers and outcomes. An empty cell says that the instrument is silent.

use std::collections::BTreeSet;

use crate::lexicon::{Field, Outcome};
use crate::logic::domain::Value;
use crate::logic::failure::OverBudget;
use crate::model::fact::FactType;
use crate::model::table::{Column, Mark, Row, Subject, Table};
use crate::model::{EditionIdx, Expr, FactIdx, Node, Op, ProvisionIdx, Reference, RequirementIdx};
use crate::norm::{Base, When};

use super::asked::{Terms, meant};
use super::assess::worst;

/// A number in a criterion or fixed by a provision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    /// How it is compared; nothing where the provision fixes it.
    pub op: Option<Op>,
    /// The number.
    pub value: i64,
    /// Its unit.
    pub unit: String,
}

/// A provision in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The provision.
    pub provision: ProvisionIdx,
    /// Positions of its criteria that the row asks for.
    pub criteria: Vec<usize>,
    /// Their numbers.
    pub numbers: Vec<Number>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Provisions, in the order of the edition.
    Provisions(Vec<Listed>),
    /// The instrument has no provision for it.
    Silent,
    /// The sources leave it open.
    Undecided,
    /// The verdict of a device.
    Verdict(Outcome),
    /// The value of a fact of a device; nothing where the device leaves it unknown.
    Fact(FactIdx, Option<Value>),
    /// A field of an edition.
    Field(Field, EditionIdx),
    /// Row and column have no question in common.
    Blank,
}

/// Returns the cells of a table, row by row.
pub fn cells(kb: Base<'_>, table: &Table) -> Result<Vec<Vec<Content>>, OverBudget> {
    table
        .rows
        .iter()
        .map(|row| table.columns.iter().enumerate().map(|(at, column)| cell(kb, row, at, column)).collect())
        .collect()
}

fn cell(kb: Base<'_>, row: &Row, at: usize, column: &Column) -> Result<Content, OverBudget> {
    let found = answer(kb, &row.subject, &column.subject)?;
    let open = row.undecided.iter().any(|mark| mark.column == at);
    Ok(match found {
        Content::Silent | Content::Blank if open => Content::Undecided,
        Content::Provisions(_)
        | Content::Silent
        | Content::Undecided
        | Content::Verdict(_)
        | Content::Fact(..)
        | Content::Field(..)
        | Content::Blank => found,
    })
}

fn answer(kb: Base<'_>, row: &Subject, column: &Subject) -> Result<Content, OverBudget> {
    if let Some(device) = row.device.and_then(|at| kb.devices.get(at)) {
        if let Some(fact) = column.fact {
            return Ok(Content::Fact(fact, device.facts.get(&fact).copied()));
        }
        let Some(edition) = edition(kb, column) else { return Ok(Content::Blank) };
        let node = Node { edition, locator: None, provision: None };
        let kb = kb.at(device.as_of.map_or(When::Whole, When::On));
        let pinned = column.instrument.as_ref().is_some_and(|it| it.edition.is_some());
        let places = meant(kb, &device.facts, node, pinned);
        let verdict = |node: &Node| Terms::new(kb, node.edition, pinned).place(&device.facts, node);
        let verdicts = places.iter().map(|node| Ok(verdict(node)?.0.outcome));
        return Ok(Content::Verdict(worst(&verdicts.collect::<Result<Vec<_>, OverBudget>>()?)));
    }
    let edition = edition(kb, row).or_else(|| edition(kb, column));
    let field = row.field.or(column.field).unwrap_or(Field::Provisions);
    Ok(match (edition, field) {
        (None, _) => Content::Blank,
        (Some(edition), Field::Provisions) => listed(kb, row, edition),
        (Some(edition), field) => Content::Field(field, edition),
    })
}

fn edition(kb: Base<'_>, subject: &Subject) -> Option<EditionIdx> {
    subject.instrument.as_ref().and_then(|reference| kb.edition_of(reference))
}

/// Lists the provisions of an edition that meet a requirement of the row or that it names.
fn listed(kb: Base<'_>, row: &Subject, edition: EditionIdx) -> Content {
    let named = named(kb, &row.about, edition);
    let all: Vec<Listed> = kb.editions[edition]
        .provisions
        .iter()
        .filter_map(|idx| {
            let criteria = asked(kb, *idx, &row.on, named.contains(idx));
            let met = !row.on.is_empty() && !criteria.is_empty();
            (met || named.contains(idx)).then(|| Listed {
                provision: *idx,
                numbers: numbers(kb, *idx, &criteria),
                criteria,
            })
        })
        .collect();
    if all.is_empty() { Content::Silent } else { Content::Provisions(all) }
}

fn named(kb: Base<'_>, about: &[Reference], edition: EditionIdx) -> BTreeSet<ProvisionIdx> {
    let nodes = about.iter().flat_map(|reference| kb.nodes(reference)).filter(|node| node.edition == edition);
    nodes
        .flat_map(|node| match node.provision {
            Some(idx) => vec![idx],
            None => kb.children(edition, node.locator.as_ref()),
        })
        .collect()
}

/// Returns the criteria that a row asks for; all of them where it names the provision for another reason.
fn asked(kb: Base<'_>, idx: ProvisionIdx, on: &[RequirementIdx], named: bool) -> Vec<usize> {
    let criteria = || kb.provisions[idx].body.criteria.iter().enumerate();
    let met: Vec<usize> = criteria()
        .filter(|(_, criterion)| criterion.requirement.is_some_and(|it| on.contains(&it)))
        .map(|(at, _)| at)
        .collect();
    if met.is_empty() && named { criteria().map(|(at, _)| at).collect() } else { met }
}

fn numbers(kb: Base<'_>, idx: ProvisionIdx, criteria: &[usize]) -> Vec<Number> {
    let body = &kb.provisions[idx].body;
    let mut found = Vec::new();
    for criterion in criteria.iter().filter_map(|at| body.criteria.get(*at)) {
        if let Some(expr) = &criterion.expr {
            collect(kb, expr, &mut found);
        }
    }
    found.extend(body.figures.iter().map(|it| Number {
        op: None,
        value: it.value,
        unit: it.unit.id.clone(),
    }));
    let mut seen = BTreeSet::new();
    found.retain(|number| seen.insert(number.clone()));
    found
}

fn collect(kb: Base<'_>, expr: &Expr, found: &mut Vec<Number>) {
    expr.walk(&mut |part| match part {
        Expr::Test(test) => {
            let unit = match &kb.facts[test.fact].ty {
                FactType::Number { unit, .. } | FactType::Duration { unit, .. } => unit,
                FactType::Flag
                | FactType::Choice(_)
                | FactType::Scale(_)
                | FactType::Date
                | FactType::Set(_) => return,
            };
            if let Value::Int(value) = test.value {
                found.push(Number { op: Some(test.op), value, unit: unit.id.clone() });
            }
        }
        Expr::Defined(define) => collect(kb, &kb.defines[*define].expr, found),
        Expr::All(_)
        | Expr::Any(_)
        | Expr::Not(_)
        | Expr::Implies(..)
        | Expr::OneOf(..)
        | Expr::Open(_)
        | Expr::Items
        | Expr::Since(_) => {}
    });
}

/// Returns what a row says of a cell as a whole, or of one provision in it.
pub fn marks(marks: &[Mark], column: usize, provision: Option<ProvisionIdx>) -> impl Iterator<Item = &Mark> {
    marks.iter().filter(move |mark| mark.column == column && mark.provision == provision)
}
