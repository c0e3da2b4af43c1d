//! The form that says what applies to a product: its pages without scripts, and what its data weigh.
//!
//! That its script judges as `assess` does is what `tests/oracle/judge.cjs` shows.

use kijun::lang::Lang;
use kijun::logic::domain::{Domain, Facts, Value};
use kijun::model::fact::NEVER;
use kijun::model::{EditionIdx, FactIdx};
use kijun::norm::Base;
use kijun::view::form::Form;
use kijun::view::path::{Next, Path, Step, Test};

use crate::base::{as_of, shipped};
use crate::site;

/// What a product does with a question of a path, read from its words and not from a formula.
fn says_yes(kb: Base<'_>, step: &Step, facts: &Facts) -> bool {
    let value = facts[&FactIdx::new(step.fact)];
    let at = |it: usize| u32::try_from(it).expect("small");
    match (step.test, value) {
        (Test::Holds, Value::Flag(flag)) => flag,
        (Test::Word(word), Value::Word(is)) => at(word) == is,
        (Test::Level(level), Value::Word(is)) => is >= at(level),
        (Test::Element(word), Value::Set(mask)) => mask & (1 << word) != 0,
        (Test::AtLeast(bound), Value::Int(number)) => number >= bound,
        (Test::Since(day), Value::Int(number)) => {
            let text = kijun::model::value::written(&kb.facts[FactIdx::new(step.fact)], Value::Int(number));
            text != "never" && text >= day.to_string()
        }
        (Test::Ever, Value::Int(number)) => number != NEVER,
        (test, value) => panic!("{test:?} of {value:?}"),
    }
}

fn walk(kb: Base<'_>, path: &Path, facts: &Facts) -> Next {
    let mut here = path.start.expect("a path");
    while let Next::Step(at) = here {
        let step = &path.steps[at];
        let next = if says_yes(kb, step, facts) { step.yes } else { step.no };
        assert!(!matches!(next, Next::Step(later) if later <= at), "{} goes back", path.edition);
        here = next;
    }
    here
}

/// Returns a product that is total over the facts of a path; the bits of `seed` choose.
fn product(kb: Base<'_>, path: &Path, seed: u64) -> Facts {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |n: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) % n.max(1)
    };
    let mut facts = Facts::new();
    for step in &path.steps {
        let idx = FactIdx::new(step.fact);
        let small = |n: u64| u32::try_from(n).expect("small");
        let value = match kb.theory.variables[idx].domain {
            Domain::Flag => Value::Flag(next(2) == 1),
            Domain::Choice(words) | Domain::Scale(words) => Value::Word(small(next(u64::from(words)))),
            Domain::Set(words) => Value::Set(small(next(1 << words))),
            Domain::Number { lo, hi } => {
                let bound = match step.test {
                    Test::AtLeast(bound) => bound,
                    Test::Since(day) => kijun::model::value::parse_value(&kb.facts[idx], &day.to_string())
                        .map_or(lo, |it| if let Value::Int(day) = it { day } else { lo }),
                    Test::Holds | Test::Word(_) | Test::Level(_) | Test::Element(_) | Test::Ever => lo,
                };
                let near = i64::try_from(next(4)).expect("small") - 2;
                Value::Int(if near == -2 { lo } else { bound + near }.clamp(lo, hi))
            }
        };
        facts.insert(idx, value);
    }
    facts
}

#[test]
fn the_questions_of_a_scope_lead_to_what_the_scope_says() {
    let kb = shipped().on(as_of()).reaching(as_of());
    let form = Form::new(shipped()).expect("within the budget");
    let (mut walked, mut inside) = (0, 0);
    for path in &form.paths {
        assert!(path.start.is_some(), "{} cannot be shown as questions", path.edition);
        let is_it = |idx: &EditionIdx| kb.edition_id(*idx) == path.edition;
        let edition = kb.editions.indices().find(is_it).expect("the edition");
        for seed in 1..300 {
            let facts = product(kb, path, seed);
            let applies = kb.scope(edition).evaluate(&facts).expect("a total product");
            let expected = if applies { Next::Applies } else { Next::Outside };
            assert_eq!(walk(kb, path, &facts), expected, "{} {facts:?}", path.edition);
            walked += 1;
            inside += usize::from(applies);
        }
    }
    assert!(walked > 5_000 && inside > 500 && inside < walked, "{walked} products, {inside} apply");
    assert_eq!(form.undrawn, Vec::<String>::new());
}

#[test]
fn the_form_is_complete_without_a_script() {
    let form = Form::new(shipped()).expect("within the budget");
    for lang in Lang::ALL {
        let page = site::shipped().page(&format!("{}/check.html", lang.tag()));
        assert!(page.all("form, input, button").is_empty(), "a control that does nothing without a script");
        let rows = page.all("li[data-instrument]");
        assert_eq!(rows.len(), form.ground.instruments.len());
        for it in &form.ground.instruments {
            let slug = kijun::view::slug::slug(&it.id);
            let questions = site::shipped().page(&format!("{}/check/{slug}.html", lang.tag()));
            assert_eq!(questions.all("h1").len(), 1);
        }
    }
    let steps: usize = form.paths.iter().map(|it| it.steps.len()).sum();
    assert!(steps > 150, "{steps} questions");
}

/// 2.5 MB as they lie on a disk; a compressed transfer is a fifth of that.
#[test]
fn the_data_of_the_form_stay_small() {
    let all = site::shipped().weights("data/check/");
    assert!(all.len() > 40, "{} files", all.len());
    let sum: usize = all.iter().map(|(_, bytes)| bytes).sum();
    assert!(sum < 2_500_000, "{sum} bytes");
}
