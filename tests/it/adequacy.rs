//! The example devices of the Japanese core notice every fault that changes its meaning.

use kijun::lang::Lang;
use kijun::query::adequacy::adequacy;

use crate::japan;

#[test]
fn the_japanese_core_catches_every_mutant() {
    let compilation = japan::compiled();
    let kb = compilation.base();
    let mut missed = Vec::new();
    let scores = adequacy(kb);
    for score in &scores {
        let id = &kb.instruments[score.instrument].id;
        assert!(score.failures.is_empty(), "{id}: {:?}", score.failures);
        assert!(score.mutants > 0);
    }
    for it in kijun::check::meaning::adequacy(kb, &scores) {
        let table = it.table.iter().flat_map(|table| {
            table
                .rows
                .iter()
                .map(|row| row.iter().map(|cell| cell.get(Lang::En).as_str()).collect::<Vec<_>>().join(": "))
        });
        let table = table.collect::<Vec<_>>().join("; ");
        missed.push(format!("{}\n    {}\n    {table}", it.title.en, it.notes[0].en));
    }
    assert!(missed.is_empty(), "{} mutants survive:\n{}", missed.len(), missed.join("\n"));
}
