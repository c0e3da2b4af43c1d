//! Formulas as tables of decision diagrams that others can walk, without the library that makes them.
//!
//! Knows no constraint and decides nothing: whoever walks a table brings the constraints, which are formulas as well.
//! `a and b` is two rows: the bit of `a` with a link to the row of the bit of `b`.

use std::collections::BTreeMap;

use biodivine_lib_bdd::{Bdd, BddPointer};

use crate::idx::IndexVec;
use crate::lexicon::Nature;

use super::domain::{Domain, Var, Variable};
use super::encoding::Block;
use super::failure::OverBudget;
use super::formula::Formula;
use super::space::Space;

/// The nodes that one diagram may have; what needs more is written as parts.
const BUDGET: usize = 400;

/// The bits of all variables that some formulas test.
#[derive(Debug)]
pub struct Alphabet {
    space: Space,
}

/// A variable with what its bits test.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The variable.
    pub var: Var,
    /// What it ranges over.
    pub domain: Domain,
    /// How its value comes to be known.
    pub nature: Nature,
    /// The cut, word or element that each of its bits tests, in order.
    pub marks: Vec<i64>,
}

/// A formula in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Diagram {
    /// The row where its diagram begins: 0 is false and 1 true.
    Row(u32),
    /// Where all of some parts hold.
    All(Vec<Diagram>),
    /// Where one of some parts holds.
    Any(Vec<Diagram>),
    /// Where a part does not hold.
    Not(Box<Diagram>),
}

/// A table of diagrams, shared by all formulas that were written into it.
#[derive(Debug)]
pub struct Table<'a> {
    alphabet: &'a Alphabet,
    rows: Vec<(usize, u32, u32)>,
    known: BTreeMap<(usize, u32, u32), u32>,
}

/// Rows 0 and 1 stand for false and true and are not written.
const LEAVES: usize = 2;

impl Alphabet {
    /// Returns the bits that `formulas` test, in declaration order of the variables.
    pub fn new(variables: &IndexVec<Variable>, formulas: &[&Formula]) -> Result<Self, OverBudget> {
        Ok(Self { space: Space::bare(variables, formulas, BUDGET)? })
    }

    /// Returns the bits that one formula tests, in the order in which it first tests their variables: what stands together
    /// in it is tested together, so that of a formula that tests each variable in one place the diagram is small.
    pub fn read(variables: &IndexVec<Variable>, formula: &Formula) -> Result<Self, OverBudget> {
        Ok(Self { space: Space::read(variables, formula, BUDGET)? })
    }

    /// Returns the variables, each with its bits, in the order of the bits.
    pub fn letters(&self) -> impl Iterator<Item = Letter> + '_ {
        let letter = |block: &Block| Letter {
            var: block.var,
            domain: block.domain,
            nature: block.nature,
            marks: block.marks.clone(),
        };
        let mut blocks: Vec<&Block> = self.space.encoding.blocks.iter().collect();
        blocks.sort_by_key(|block| block.bits.start);
        blocks.into_iter().map(letter)
    }
}

impl<'a> Table<'a> {
    /// Returns a table without rows.
    pub fn new(alphabet: &'a Alphabet) -> Self {
        Self { alphabet, rows: Vec::new(), known: BTreeMap::new() }
    }

    /// Writes a formula, whose atoms the alphabet has; as parts where its diagram would be large.
    pub fn add(&mut self, formula: &Formula) -> Result<Diagram, OverBudget> {
        self.alphabet.space.begin();
        let whole = self.alphabet.space.compile(formula);
        match (whole, formula) {
            (Ok(bdd), _) if bdd.size() <= BUDGET => Ok(Diagram::Row(self.write(&bdd))),
            (_, Formula::All(parts)) => Ok(Diagram::All(self.add_all(parts)?)),
            (_, Formula::Any(parts)) => Ok(Diagram::Any(self.add_all(parts)?)),
            (_, Formula::Not(inner)) => Ok(Diagram::Not(Box::new(self.add(inner)?))),
            (Err(over), Formula::True | Formula::False | Formula::Atom(_)) => Err(over),
            (Ok(bdd), Formula::True | Formula::False | Formula::Atom(_)) => {
                Ok(Diagram::Row(self.write(&bdd)))
            }
        }
    }

    fn add_all(&mut self, parts: &[Formula]) -> Result<Vec<Diagram>, OverBudget> {
        parts.iter().map(|part| self.add(part)).collect()
    }

    /// Returns the rows, the first of which is row 2: the bit that is tested, where to go on if it is false, if true.
    pub fn rows(&self) -> &[(usize, u32, u32)] {
        &self.rows
    }

    fn write(&mut self, bdd: &Bdd) -> u32 {
        if bdd.is_false() || bdd.is_true() {
            return u32::from(bdd.is_true());
        }
        // The library keeps what a node leads to before the node, and the root last.
        let mut at: Vec<u32> = vec![0, 1];
        for index in LEAVES..bdd.size() {
            let node = BddPointer::from_index(index);
            let link = |to: BddPointer| at.get(to.to_index()).copied().unwrap_or_default();
            let row =
                (bdd.var_of(node).to_index(), link(bdd.low_link_of(node)), link(bdd.high_link_of(node)));
            at.push(self.row(row));
        }
        at.last().copied().unwrap_or_default()
    }

    fn row(&mut self, row: (usize, u32, u32)) -> u32 {
        if let Some(known) = self.known.get(&row) {
            return *known;
        }
        let at = u32::try_from(self.rows.len() + LEAVES).unwrap_or(u32::MAX);
        self.rows.push(row);
        self.known.insert(row, at);
        at
    }
}

#[cfg(test)]
mod tests {
    use super::{Alphabet, Diagram, Table};
    use crate::idx::IndexVec;
    use crate::lexicon::Nature;
    use crate::logic::domain::{Domain, Facts, Value, Var, Variable};
    use crate::logic::formula::{Atom, Formula};

    fn walk(alphabet: &Alphabet, table: &Table<'_>, diagram: &Diagram, facts: &Facts) -> bool {
        match diagram {
            Diagram::All(parts) => parts.iter().all(|part| walk(alphabet, table, part, facts)),
            Diagram::Any(parts) => parts.iter().any(|part| walk(alphabet, table, part, facts)),
            Diagram::Not(part) => !walk(alphabet, table, part, facts),
            Diagram::Row(row) => {
                let bits: Vec<bool> = alphabet
                    .letters()
                    .flat_map(|letter| {
                        let Value::Int(value) = facts[&letter.var] else { panic!("a number") };
                        letter.marks.into_iter().map(move |mark| value >= mark)
                    })
                    .collect();
                let mut at = *row;
                while at > 1 {
                    let (bit, no, yes) = table.rows()[at as usize - 2];
                    at = if bits[bit] { yes } else { no };
                }
                at == 1
            }
        }
    }

    /// Pairs that are far apart make a diagram of more nodes than one may have, so both forms are walked.
    #[test]
    fn a_table_says_what_its_formulas_say() {
        let number = Variable {
            domain: Domain::Number { lo: 0, hi: 3 },
            base: Value::Int(0),
            nature: Nature::Ordinary,
        };
        let variables: IndexVec<Variable> = std::iter::repeat_n(number, 20).collect();
        let test = |var: usize, cut: i64| Formula::Atom(Atom::AtLeast(Var::new(var), cut));
        let pair = |at: usize| test(at, 1).and(test(at + 10, 2).negated());
        let large = Formula::any((0..10).map(pair)).negated();
        let small = test(0, 1).and(test(0, 3).negated()).or(test(5, 2));
        let alphabet = Alphabet::new(&variables, &[&large, &small]).expect("few bits");
        let mut table = Table::new(&alphabet);
        let drawn = [&large, &small].map(|it| (it, table.add(it).expect("within the budget")));
        assert!(matches!(drawn, [(_, Diagram::Not(_)), (_, Diagram::Row(_))]), "{drawn:?}");
        let mut state = 1_u64;
        for _ in 0..2000 {
            let facts: Facts = (0..20)
                .map(|var| {
                    state =
                        state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (
                        Var::new(var),
                        Value::Int(if (state >> 40).trailing_zeros() >= 3 {
                            (state >> 50 & 3).cast_signed()
                        } else {
                            0
                        }),
                    )
                })
                .collect();
            for (formula, diagram) in &drawn {
                assert_eq!(Some(walk(&alphabet, &table, diagram, &facts)), formula.evaluate(&facts));
            }
        }
    }
}
