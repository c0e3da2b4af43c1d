//! The memory that a large base takes: the peak of the process after each step.
//!
//! `cargo bench --bench memory` prints it; the number of provisions may be given: `-- 100000`.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement prints, reads the state of its process and fails loudly"
)]

use kijun::idx::{Idx, IndexVec};
use kijun::import::audit_text;
use kijun::lexicon::Nature;
use kijun::logic::domain::{Domain, Value, Variable};
use kijun::logic::formula::{Atom, Formula};
use kijun::logic::pairwise::Pairwise;
use kijun::logic::theory::Theory;
use kijun::logic::verdict::Rule;
use kijun::query::counterpart::Counterparts;

#[expect(dead_code, reason = "each bench uses a part of it")]
mod synthetic;

use synthetic::Size;

/// Returns the peak of the resident memory in megabytes, where the system tells it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()? / 1024)
}

fn say(what: &str) {
    match peak() {
        Some(megabytes) => println!("{megabytes:>6} MB  {what}"),
        None => println!("the system does not tell the peak  {what}"),
    }
}

/// Returns rules over the six facts of each of 500 requirements, one for each provision.
fn rules(provisions: usize) -> (Theory, Vec<Rule>) {
    let number = Domain::Number { lo: 0, hi: 128 };
    let domains = [Domain::Flag, Domain::Flag, Domain::Flag, number, number, Domain::Scale(3)];
    let variable = |domain: &Domain| {
        let base = match domain {
            Domain::Flag | Domain::Choice(_) | Domain::Set(_) => Value::Flag(false),
            Domain::Scale(_) => Value::Word(0),
            Domain::Number { lo, .. } => Value::Int(*lo),
        };
        Variable { domain: *domain, base, nature: Nature::Ordinary }
    };
    let variables: IndexVec<Variable> = (0..500).flat_map(|_| domains.iter().map(variable)).collect();
    let rule = |at: usize| {
        let first = at % 500 * 6;
        let flag = |of: usize| Formula::Atom(Atom::Flag(Idx::new(first + of)));
        let at_least = |of: usize, cut: i64| Formula::Atom(Atom::AtLeast(Idx::new(first + of), cut));
        let length = i64::try_from(6 + at / 500 % 7).unwrap_or(6);
        let unique = Formula::all([flag(1), at_least(3, length), flag(2)]);
        let forced = Formula::all([at_least(5, 2), at_least(4, 8)]);
        Rule { applies: flag(0), criterion: Some(Formula::any([unique, forced])) }
    };
    (Theory::new(variables, Vec::new()), (0..provisions).map(rule).collect())
}

/// Compares the rules requirement by requirement, as the engine does for a base.
fn engine(provisions: usize) {
    let (theory, rules) = rules(provisions);
    say(&format!("with the rules of {provisions} provisions"));
    let tables: Vec<_> = (0..500)
        .map(|requirement| {
            let members = rules.iter().skip(requirement).step_by(500);
            Pairwise::new(&theory, members.map(|rule| (&Formula::True, rule)).collect()).table()
        })
        .collect();
    say(&format!("with the relations of all pairs in {} tables", tables.len()));
}

fn main() {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse::<usize>().ok());
    let provisions = asked.unwrap_or(100_000);
    say("at the start");
    engine(provisions);
    let collection = synthetic::mapping_collection(80_000);
    say("with the text of a mapping-collection of 80,000 edges");
    let report = audit_text("collection.json", &collection).expect("a mapping-collection");
    say(&format!("after {} edges of it were linted", report.plain.edges.len()));
    drop((collection, report));
    let size = Size { instruments: provisions.div_ceil(500), requirements: 500 };
    let kb = synthetic::base(size);
    say(&format!("with the knowledge base of {} provisions", kb.provisions.len()));
    let table = Counterparts::new(kb);
    say("with all its pairwise relations");
    let found: usize = kb.provisions.indices().step_by(1000).map(|idx| table.of(idx).len()).sum();
    println!("{found} counterparts of every thousandth provision");
}
