//! The example devices of the Japanese core notice every fault that changes its meaning.

use kijun::lang::Lang;
use kijun::logic::mutate::Change;
use kijun::query::adequacy::{Place, Survivor, adequacy};

use crate::base::text;
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

/// A scope that every provision narrows by itself; `condition` is what its second provision asks.
fn narrowed(condition: &str) -> String {
    let facts: String = ["a", "b", "c"]
        .map(|it| {
            format!(
                r#"fact p.{it} {{ title {{ ja "事実" en "fact" }} ask {{ ja "事実ですか。" en "Is it?" }} type flag
                says {{ ja "である" en "it is" }} denies {{ ja "でない" en "it is not" }} }}
"#
            )
        })
        .concat();
    let provision = |at: &str, condition: &str| {
        format!(
            r#"provision a@1:{at} {{ cite {{ ja "第{at}" en "No. {at}" }} title {{ ja "規定" en "provision" }}
            text {{ ja "しなければならない。" en "It shall." }} modality shall addressee terminal
            applies when {condition} criterion {{ p.c }} source s at "x" grade official }}
"#
        )
    };
    format!(
        r#"{facts}source s {{ title {{ ja "出典" en "source" }} publisher {{ ja "出典" en "source" }} date 2019-03-01 }}
instrument a {{ title {{ ja "文書" en "text" }} kind ordinance jurisdiction JP issuer {{ ja "省" en "Ministry" }}
  binding mandatory authentic ja scope any {{ p.a p.b }} edition 1 {{ status in_force from 2020-01-01 source s }} }}
{}{}"#,
        provision("1", "p.a"),
        provision("2", condition)
    )
}

#[test]
fn a_wider_scope_counts_only_where_a_verdict_could_tell() {
    let changes = |condition: &str| {
        let compiled = text(&narrowed(condition));
        let scores = adequacy(compiled.base());
        let in_scope = |it: &&Survivor| matches!(it.place, Place::Scope(_));
        scores.iter().flat_map(|it| &it.survivors).filter(in_scope).map(|it| it.change).collect::<Vec<_>>()
    };
    let (dropped, swapped) = (Change::LimbDropped, Change::ConnectiveSwapped);
    // Without p.a or without p.b, or with both of them, some product is let go in both; nothing widens the scope.
    assert_eq!(changes("p.b"), [swapped, dropped, dropped]);
    // No provision is about products with p.b alone, so that a scope without it reaches as many.
    assert_eq!(changes("p.a"), [swapped, dropped]);
}
