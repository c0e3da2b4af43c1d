//! Alignments, deviations and claims on small corpora.

use kijun::diag::Diagnostic;
use kijun::lang::Lang;

use crate::support::compile_texts;

const BASE: &str = r#"
source paper { title { ja "資料" en "paper" } }
fact pass.length {
  title { ja "文字数" en "length" }
  ask { ja "何文字か。" en "How long?" }
  type number characters in 0..20
}
fact pass.forced {
  title { ja "変更の強制" en "forced change" }
  says { ja "変更を強制する" en "a change is forced" }
  denies { ja "変更を強制しない" en "no change is forced" }
  ask { ja "変更を強制するか。" en "Is a change forced?" }
  type flag
}
fact pass.network {
  title { ja "ネットワーク認証" en "network authentication" }
  says { ja "ネットワークで認証する" en "users log in over the network" }
  denies { ja "ネットワークで認証しない" en "users do not log in over the network" }
  ask { ja "ネットワークで認証するか。" en "Do users log in over the network?" }
  type flag
}
theme access { title { ja "アクセス" en "access" } }
requirement pass.default {
  title { ja "初期値" en "default" } text { ja "初期値のこと。" en "The default." } theme access
}
requirement pass.other {
  title { ja "その他" en "other" } text { ja "その他のこと。" en "Another matter." } theme access
}
alignment pair {
  members aa bb cc
  on all
  source paper
}
"#;

/// Returns an instrument with an edition `1` in force and the drafts named.
fn instrument(id: &str, drafts: &str) -> String {
    format!(
        r#"
instrument {id} {{
  title {{ ja "{id}" en "{id}" }} kind standard jurisdiction JP
  issuer {{ ja "省" en "ministry" }} binding mandatory authentic ja
  edition 1 {{ status in_force from 2020-01-01 source paper }}
  {drafts}
}}"#
    )
}

const DRAFT: &str = "edition rec { amends 1 status recommended from unknown source paper }";
const OTHER_DRAFT: &str = "edition rec2 { amends 1 status recommended from unknown source paper }";

fn provision(id: &str, requirement: &str, applies: &str, criterion: &str) -> String {
    let place = id.rsplit(':').next().unwrap_or(id);
    format!(
        r#"
provision {id} {{
  cite {{ ja "{place}" en "{place}" }} title {{ ja "題" en "title" }}
  text {{ ja "文字数は5以上20以下としなければならない。" en "The length shall be 5 to 20." }}
  modality shall addressee product {applies}
  meets {requirement} {{ {criterion} }}
  source paper grade official
}}"#
    )
}

fn deviation(id: &str, on: &str, between: &str, words: &str) -> String {
    format!(
        r#"
deviation {id} {{
  alignment pair on {on} between {between} {words}
  because {{ ja "理由。" en "A reason." }} source paper at "1"
}}"#
    )
}

/// Resolves the parts and asks the checks of meaning, whatever the restatements are like.
fn of(parts: &[String]) -> (Vec<Diagnostic>, Vec<&'static str>) {
    let text = format!("{BASE}{}", parts.concat());
    let (_, compilation) = compile_texts(&[("fixture.kijun", &text)]);
    let early: Vec<&Diagnostic> =
        compilation.diagnostics.iter().filter(|it| it.code.number() < "KJ3000").collect();
    assert!(early.is_empty(), "{early:#?}");
    let found = kijun::check::meaning::run(compilation.base());
    let codes = found.iter().map(|it| it.code.number()).collect();
    (found, codes)
}

fn find<'a>(found: &'a [Diagnostic], code: &str) -> &'a Diagnostic {
    found.iter().find(|it| it.code.number() == code).expect("the diagnostic")
}

fn three(a: &str, b: &str, c: &str) -> Vec<String> {
    vec![instrument("aa", a), instrument("bb", b), instrument("cc", c)]
}

fn length(id: &str, least: u32) -> String {
    provision(id, "pass.default", "", &format!("pass.length >= {least} characters"))
}

#[test]
fn members_that_agree_need_no_deviation() {
    let mut parts = three("", "", "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 6)]);
    parts.push(provision("cc@1:1", "pass.default", "", "not pass.length < 6 characters"));
    assert_eq!(of(&parts).1, Vec::<&str>::new());
}

#[test]
fn an_undeclared_deviation_is_shown_with_its_witness_and_a_block_to_paste() {
    let mut parts = three("", "", "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 8), length("cc@1:1", 8)]);
    let (diagnostics, found) = of(&parts);
    assert_eq!(found, ["KJ3001", "KJ3001"]);
    let shown = find(&diagnostics, "KJ3001");
    let help = &shown.help.as_ref().expect("help").en;
    assert!(help.contains("between aa@1:1 and bb@1:1"), "{help}");
    assert!(help.contains("relation looser  condition same"), "{help}");
    let table = shown.table.as_ref().expect("a witness");
    assert_eq!(table.head[1].en, "meets aa, fails bb@1:1");
    assert_eq!(
        table.rows[0].iter().map(|it| it.get(Lang::En).as_str()).collect::<Vec<_>>(),
        ["length", "6 characters"]
    );
    assert_eq!(table.rows[0][1].ja, "6文字");
}

#[test]
fn the_block_to_paste_settles_the_matter() {
    let mut parts = three("", "", "");
    parts.push(provision("aa@1:1", "pass.default", "applies when pass.network", "pass.forced"));
    parts.push(provision("bb@1:1", "pass.default", "", "any { pass.forced pass.length >= 9 characters }"));
    let (diagnostics, found) = of(&parts);
    assert_eq!(found.len(), 3);
    for it in &diagnostics {
        if let Some(help) = it.help.as_ref().filter(|_| it.code.number() == "KJ3001") {
            let block = help.en.split_once('\n').expect("a block").1;
            parts.push(format!("\n{}\n", block.replace("source … at", "source paper at")));
        }
    }
    let (_, found) = of(&parts);
    assert_eq!(found, Vec::<&str>::new());
}

#[test]
fn a_wrong_word_comes_with_the_right_one() {
    let mut parts = three("", "", "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 8), length("cc@1:1", 8)]);
    parts.push(deviation("d1", "pass.default", "aa@1:1 and bb@1:1", "relation stricter  condition wider"));
    parts.push(deviation("d2", "pass.default", "cc@1:1 and aa@1:1", "relation stricter  condition same"));
    let (diagnostics, found) = of(&parts);
    assert_eq!(found, ["KJ3002", "KJ3002"]);
    let words: Vec<&str> = diagnostics
        .iter()
        .filter_map(|it| it.suggestion.as_ref().map(|it| it.replacement.as_str()))
        .collect();
    assert_eq!(words, ["looser", "same"]);
}

#[test]
fn a_deviation_without_a_difference_is_needless() {
    let mut parts = three("", "", "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 6), length("cc@1:1", 6)]);
    parts.push(deviation("d", "pass.default", "aa@1:1 and bb@1:1", "relation equal  condition same"));
    assert_eq!(of(&parts).1, ["KJ3003"]);
}

#[test]
fn a_provision_more_makes_the_deviation_wrong_and_not_needless() {
    let mut parts = three("", "", "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 8), length("cc@1:1", 8)]);
    parts.push(deviation("d1", "pass.default", "aa@1:1 and bb@1:1", "relation looser  condition same"));
    parts.push(deviation("d2", "pass.default", "aa@1:1 and cc@1:1", "relation looser  condition same"));
    assert_eq!(of(&parts).1, Vec::<&str>::new());
    parts.push(provision("aa@1:2", "pass.default", "", "pass.forced"));
    assert_eq!(of(&parts).1, ["KJ3002", "KJ3002"]);
}

#[test]
fn conditions_count_inside_both_scopes() {
    let mut parts = three("", "", "");
    parts.push(length("aa@1:1", 6));
    parts.push(provision(
        "bb@1:1",
        "pass.default",
        "applies when pass.network",
        "pass.length >= 6 characters",
    ));
    parts.push(length("cc@1:1", 6));
    let (diagnostics, found) = of(&parts);
    assert_eq!(found, ["KJ3001", "KJ3001"]);
    let shown = find(&diagnostics, "KJ3001");
    assert!(shown.help.as_ref().expect("help").en.contains("relation equal  condition wider"));
    assert_eq!(shown.table.as_ref().expect("a device").head[1].en, "only aa applies");
}

#[test]
fn the_same_under_other_conditions_is_said_so() {
    let mut parts = three("", "", "");
    parts.extend([length("aa@1:1", 6), length("cc@1:1", 6)]);
    parts.push(provision(
        "bb@1:1",
        "pass.default",
        "applies when pass.network",
        "pass.length >= 6 characters",
    ));
    let found = of(&parts).0;
    let title = &find(&found, "KJ3001").title;
    assert!(title.en.contains("ask the same on `pass.default` under other conditions"), "{}", title.en);
    assert!(title.ja.contains("適用条件が整合群の中で異なり"), "{}", title.ja);
}

/// An instrument whose scope is narrower than that of the others.
fn narrow(mut parts: Vec<String>) -> Vec<String> {
    let aa = parts.iter_mut().find(|it| it.contains("instrument aa")).expect("the first");
    *aa = aa.replace("authentic ja", "authentic ja scope pass.network");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 6), length("cc@1:1", 6)]);
    parts
}

#[test]
fn scopes_that_differ_are_declared_once_a_pair() {
    let parts = narrow(three("", "", ""));
    let (diagnostics, found) = of(&parts);
    assert_eq!(found, ["KJ3001", "KJ3001"], "{parts:#?}");
    let shown = find(&diagnostics, "KJ3001");
    assert!(shown.title.en.contains("scopes of aligned instruments differ"), "{}", shown.title.en);
    let block = &shown.help.as_ref().expect("help").en;
    assert!(block.contains("on scope") && block.contains("applicability"), "{block}");
    let heads = &shown.table.as_ref().expect("a device").head;
    assert!(heads[1].en.starts_with("only "), "{heads:?}");
    let declared = |words: [&str; 2]| {
        let mut parts = parts.clone();
        parts.push(deviation("d1", "scope", "aa@1 and bb@1", words[0]));
        parts.push(deviation("d2", "scope", "cc@1 and aa@1", words[1]));
        of(&parts).1
    };
    assert!(declared(["applicability narrower", "applicability wider"]).is_empty());
    assert_eq!(declared(["applicability wider", "applicability wider"]), ["KJ3002"]);
}

#[test]
fn a_deviation_of_scopes_that_agree_is_needless() {
    let mut parts = three("", "", "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 6), length("cc@1:1", 6)]);
    parts.push(deviation("d1", "scope", "aa@1 and bb@1", "applicability narrower"));
    assert_eq!(of(&parts).1, ["KJ3003"]);
}

/// A draft inherits the scope, and with it what is declared of it, unless it sets another.
#[test]
fn a_draft_keeps_the_deviation_of_the_scope_that_it_inherits() {
    let mut parts = narrow(three(DRAFT, "", ""));
    parts.push(deviation("d1", "scope", "aa@1 and bb@1", "applicability narrower"));
    parts.push(deviation("d2", "scope", "aa@1 and cc@1", "applicability narrower"));
    assert!(of(&parts).1.is_empty(), "{:?}", of(&parts).1);
    let lifted = |text: &String| {
        text.replace("amends 1 status", "amends 1 scope pass.network or not pass.network status")
    };
    let parts: Vec<String> = parts.iter().map(lifted).collect();
    assert_eq!(of(&parts).1, Vec::<String>::new(), "without a limit the draft needs no deviation");
    let other =
        |text: &String| text.replace("scope pass.network or not pass.network", "scope not pass.network");
    let parts: Vec<String> = parts.iter().map(other).collect();
    assert_eq!(of(&parts).1, Vec::<String>::new(), "another scope that is narrower too");
}

fn proposal(id: &str, editions: &str, more: &str) -> String {
    format!(
        "\nproposal {id} {{ title {{ ja \"改正\" en \"revision\" }} editions {editions} {more} source paper }}\n"
    )
}

#[test]
fn drafts_of_one_proposal_stand_in_together() {
    let mut parts = three(DRAFT, OTHER_DRAFT, "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 6), length("cc@1:1", 6)]);
    parts.extend([length("aa@rec:1", 8), length("bb@rec2:1", 8)]);
    parts.push(deviation("d1", "pass.default", "aa@rec:1 and cc@1:1", "relation stricter  condition same"));
    parts.push(deviation("d2", "pass.default", "bb@rec2:1 and cc@1:1", "relation stricter  condition same"));
    let mut together = parts.clone();
    together.push(proposal("revision", "aa@rec bb@rec2", ""));
    assert_eq!(of(&together).1, Vec::<&str>::new());
    let (diagnostics, found) = of(&parts);
    assert_eq!(found, ["KJ3001", "KJ3001"], "each alone differs from the member that stays as well");
    assert!(diagnostics[0].notes.iter().any(|it| it.en.contains("with the draft `aa@rec`")));
}

/// A transitional rule of a draft for the products that a flag names.
fn staying(id: &str, products: &str) -> String {
    let place = id.rsplit(':').next().unwrap_or(id);
    format!(
        r#"
transition {id} {{
  cite {{ ja "{place}" en "{place}" }} title {{ ja "題" en "title" }}
  text {{ ja "従前の例によることができる。" en "They may stay under the rules of before." }}
  addressee product for {products} of all stays 1 by_choice
  source paper grade official
}}"#
    )
}

/// Two drafts that ask the same and begin together, with what else they have.
fn revised(more: &[String]) -> (Vec<Diagnostic>, Vec<&'static str>) {
    let mut parts = three(DRAFT, OTHER_DRAFT, "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 6)]);
    parts.extend([length("aa@rec:1", 8), length("bb@rec2:1", 8)]);
    parts.push(deviation("c1", "pass.default", "aa@1:1 and none", "relation only"));
    parts.push(deviation("c2", "pass.default", "bb@1:1 and none", "relation only"));
    parts.push(deviation("c3", "pass.default", "aa@rec:1 and none", "relation only"));
    parts.push(deviation("c4", "pass.default", "bb@rec2:1 and none", "relation only"));
    parts.push(proposal("revision", "aa@rec bb@rec2", ""));
    parts.extend_from_slice(more);
    of(&parts)
}

#[test]
fn a_transitional_rule_of_one_text_alone_is_told() {
    assert_eq!(revised(&[]).1, Vec::<&str>::new());
    let one = staying("aa@rec:t", "pass.network");
    let (diagnostics, found) = revised(std::slice::from_ref(&one));
    assert_eq!(found, ["KJ3001"]);
    let it = &diagnostics[0];
    assert!(it.title.en.contains("may stay under the earlier texts"), "{}", it.title.en);
    assert!(it.title.ja.contains("従前の例によることができる製品が整合群の中で異なる"), "{}", it.title.ja);
    let labels: Vec<&str> = it.primary.iter().chain(&it.secondary).map(|it| it.text.en.as_str()).collect();
    assert!(labels[0].contains("`aa@rec`: wider"), "{labels:?}");
    assert_eq!(labels[1], "`bb@rec2` has no such transitional rule");
    let table = it.table.as_ref().expect("a device");
    assert_eq!(table.head[1].en, "may stay under earlier texts of aa alone");
    assert_eq!(table.head[1].ja, "aaでだけ従前の例による");
    let block = &it.help.as_ref().expect("help").en;
    assert!(block.contains("on transition\n  between aa@rec and bb@rec2\n  applicability wider"), "{block}");
    // It is declared so, and no other way.
    let declared = |between: &str, word: &str| {
        let words = format!("applicability {word}");
        revised(&[one.clone(), deviation("d1", "transition", between, &words)]).1
    };
    assert!(declared("aa@rec and bb@rec2", "wider").is_empty());
    assert!(declared("bb@rec2 and aa@rec", "narrower").is_empty());
    assert_eq!(declared("aa@rec and bb@rec2", "narrower"), ["KJ3002"]);
    let needless = deviation("d1", "transition", "aa@rec and bb@rec2", "applicability wider");
    assert_eq!(revised(&[needless]).1, ["KJ3003"]);
}

#[test]
fn transitional_rules_of_both_texts_are_for_the_same_products() {
    let both = |one: &str, two: &str| revised(&[staying("aa@rec:t", one), staying("bb@rec2:t", two)]).1;
    assert!(both("pass.network", "pass.network").is_empty());
    assert_eq!(both("pass.network", "not pass.network"), ["KJ3001"]);
    // Each by a fact of its own.
    assert!(both("pass.network", "pass.forced").is_empty());
    // What only one of them changes is no earlier text of the other.
    let mut parts = three(DRAFT, "", "");
    parts.extend([length("aa@1:1", 8), length("bb@1:1", 8), length("cc@1:1", 8), length("aa@rec:1", 8)]);
    parts.push(staying("aa@rec:t", "pass.network"));
    assert_eq!(of(&parts).1, Vec::<&str>::new());
}

#[test]
fn adr_0111_what_is_law_keeps_the_deviation_of_an_unchanged_text() {
    const NEW: &str = "edition 2 { amends 1 status in_force from 2026-06-01 source paper }";
    let law = |more: &[String]| {
        let mut parts = three(NEW, "", "");
        parts[0] = parts[0].replace(
            "edition 1 { status in_force from 2020-01-01",
            "edition 1 { status superseded from 2020-01-01 until 2026-06-01",
        );
        parts.extend([length("aa@1:1", 6), length("bb@1:1", 8), length("cc@1:1", 8)]);
        parts.push(deviation("d1", "pass.default", "aa@1:1 and bb@1:1", "relation looser  condition same"));
        parts.push(deviation("d2", "pass.default", "aa@1:1 and cc@1:1", "relation looser  condition same"));
        parts.extend_from_slice(more);
        of(&parts)
    };
    assert_eq!(law(&[]).1, Vec::<&str>::new());
    // A text that is replaced is another one, and what was declared of the old has ended with it.
    let (diagnostics, found) = law(&[length("aa@2:1", 8)]);
    assert_eq!(found, ["KJ3003", "KJ3003"]);
    let note = &diagnostics[0].notes[0];
    assert!(note.en.contains("its edition has ended") && note.ja.contains("版が終わった"), "{note:?}");
}

#[test]
fn a_side_of_two_instruments_is_told_as_that() {
    let mut parts = three("", "", "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 6), length("cc@1:1", 8)]);
    parts.push(deviation(
        "d1",
        "pass.default",
        "aa@1:1 bb@1:1 and cc@1:1",
        "relation looser  condition same",
    ));
    let text = format!("{BASE}{}", parts.concat());
    let (sources, compilation) = compile_texts(&[("fixture.kijun", &text)]);
    let found: Vec<_> = compilation.diagnostics.iter().filter(|it| it.code.number() < "KJ5000").collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].code.number(), "KJ2004");
    let places: Vec<&str> =
        found[0].primary.iter().chain(&found[0].secondary).map(|it| sources.text(it.span)).collect();
    assert_eq!(places, ["bb@1:1", "aa@1:1"]);
    assert!(found[0].title.ja.contains("二つの文書") && found[0].title.en.contains("two instruments"));
}

#[test]
fn a_day_that_is_not_settled_is_told() {
    const PLAN: &str = "edition rec { amends 1 status proposed from 2027-04-01 source paper }";
    let told = |a: &str, b: &str, day: &str| {
        let mut parts = three(a, b, "");
        parts.push(proposal("revision", "aa@rec bb@rec", ""));
        let text = format!("{BASE}{}", parts.concat());
        let mut sources = kijun::prelude::sources();
        sources.add("fixture.kijun", text.as_str());
        let as_of = kijun::model::Date::parse(day).expect("a date");
        let compiled = kijun::compile::compile(&sources, as_of, &kijun::diag::Levels::default(), Vec::new());
        let found = compiled.diagnostics.into_iter().filter(|it| it.code.number() == "KJ4025");
        found.map(|it| (it.title, it.secondary.len())).collect::<Vec<_>>()
    };
    assert!(told(PLAN, PLAN, "2027-03-31").is_empty());
    let late = told(PLAN, PLAN, "2027-04-01");
    assert_eq!((late.len(), late[0].1), (1, 2), "one message with both drafts: {late:#?}");
    assert!(
        late[0].0.ja.contains("施行予定の日（2027-04-01）が過ぎた") && late[0].0.en.contains("2027-04-01")
    );
    let made =
        |from: &str| PLAN.replace("status proposed from 2027-04-01", &format!("status adopted {from}"));
    assert!(told(&made("from 2027-04-01"), PLAN, "2026-11-20").is_empty());
    let no_day = told(&made("from unknown"), PLAN, "2026-11-20");
    assert_eq!((no_day.len(), no_day[0].1), (1, 1), "{no_day:#?}");
    assert!(no_day[0].0.ja.contains("どの日の法令にもならない") && no_day[0].0.en.contains("`aa@rec`"));
}

/// A draft in several proposals is checked in each.
#[test]
fn alternatives_are_worlds_of_their_own() {
    let mut parts = three(DRAFT, OTHER_DRAFT, "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 6), length("cc@1:1", 6)]);
    parts.extend([length("aa@rec:1", 6), length("bb@rec2:1", 8)]);
    parts.push(proposal("small", "aa@rec", ""));
    assert_eq!(of(&parts).1, ["KJ3001", "KJ3001"], "the other draft is a proposal by itself");
    parts.push(proposal("whole", "aa@rec bb@rec2", ""));
    let (diagnostics, found) = of(&parts);
    assert_eq!(found, ["KJ3001", "KJ3001"], "the same two differ in the one world in which it stands in");
    assert!(
        diagnostics[0].notes.iter().any(|it| it.en.contains("what `whole` proposes")),
        "{:?}",
        diagnostics[0].notes
    );
}

/// A made edition keeps the check alive before its day, on it and afterwards.
#[test]
fn what_was_made_is_checked_on_its_day() {
    let made = "edition 2 { amends 1 status adopted from 2027-04-01 source paper }";
    let mut parts = three(made, "", "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 6), length("cc@1:1", 6), length("aa@2:1", 10)]);
    let (diagnostics, found) = of(&parts);
    assert_eq!(found, ["KJ3001", "KJ3001"]);
    assert!(
        diagnostics[0].notes.iter().any(|it| it.en == "this is so on 2027-04-01"),
        "{:?}",
        diagnostics[0].notes
    );
    let same: Vec<String> = parts.iter().map(|it| it.replace(">= 10", ">= 6")).collect();
    assert_eq!(of(&same).1, Vec::<&str>::new());
    // A draft on top of it is tried on its own day, when the other is law.
    let mut drafted = same.clone();
    drafted[1] = instrument("bb", "edition rec { amends 1 status proposed from 2028-04-01 source paper }");
    drafted.push(length("bb@rec:1", 7));
    let (diagnostics, found) = of(&drafted);
    assert_eq!(found, ["KJ3001", "KJ3001"]);
    assert!(diagnostics[0].help.as_ref().expect("help").en.contains("between aa@2:1 and bb@rec:1"));
}

/// What a deviation says of today need not be so on a later day; each world needs what is true of it.
#[test]
fn a_deviation_of_one_world_is_not_wrong_of_another() {
    let made = "edition 2 { amends 1 status adopted from 2027-04-01 source paper }";
    let mut parts = three(made, "", "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 8), length("cc@1:1", 8), length("aa@2:1", 8)]);
    parts.push(deviation("d1", "pass.default", "aa@1:1 and bb@1:1", "relation looser  condition same"));
    parts.push(deviation("d2", "pass.default", "aa@1:1 and cc@1:1", "relation looser  condition same"));
    assert_eq!(of(&parts).1, Vec::<&str>::new(), "needed until the day, needless on it");
}

/// A provision with a day of its own is law from that day on.
#[test]
fn a_provision_counts_from_its_own_day() {
    let mut parts = three("", "", "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 6), length("cc@1:1", 6)]);
    let later = provision("aa@1:2", "pass.default", "", "pass.length >= 10 characters");
    parts.push(later.replace("modality shall", "from 2030-01-01 modality shall"));
    let (diagnostics, found) = of(&parts);
    assert_eq!(found, ["KJ3001", "KJ3001"]);
    assert!(
        diagnostics[0].notes.iter().any(|it| it.en == "this is so on 2030-01-01"),
        "{:?}",
        diagnostics[0].notes
    );
}

/// New guidance reads what was law before it, from its own day.
#[test]
fn an_interpretation_counts_from_the_day_of_its_edition() {
    let concept = r#"
fact pass.weak {
  title { ja "弱い" en "weak" } says { ja "弱い" en "it is weak" } denies { ja "弱くない" en "it is not weak" }
  ask { ja "弱いか。" en "Is it weak?" } type concept
}
instrument dd {
  title { ja "dd" en "dd" } kind guideline jurisdiction JP
  issuer { ja "省" en "ministry" } binding voluntary authentic ja
  edition 1 { status adopted from 2029-01-01 source paper }
}
interpretation dd@1:1 { of pass.weak in aa@1 equals { pass.length < 9 characters } source paper grade official }
"#;
    let mut parts = three("", "", "");
    parts.push(concept.to_owned());
    parts.extend(["aa@1:1", "bb@1:1", "cc@1:1"].map(|id| provision(id, "pass.default", "", "not pass.weak")));
    let (diagnostics, found) = of(&parts);
    assert_eq!(found, ["KJ3001", "KJ3001"]);
    assert!(
        diagnostics[0].notes.iter().any(|it| it.en == "this is so on 2029-01-01"),
        "{:?}",
        diagnostics[0].notes
    );
}

#[test]
fn a_proposal_names_editions_that_can_begin_together() {
    let codes = |drafts: &str, editions: &str, more: &str| {
        let mut parts = three(drafts, DRAFT, "");
        parts.extend([length("aa@1:1", 6), length("bb@1:1", 6), length("cc@1:1", 6)]);
        parts.push(proposal("revision", editions, more));
        let (_, compilation) = compile_texts(&[("fixture.kijun", &format!("{BASE}{}", parts.concat()))]);
        let codes = compilation.diagnostics.iter().map(|it| it.code.number());
        codes
            .filter(|it| it.starts_with("KJ1") || it.starts_with("KJ20") || it.starts_with("KJ402"))
            .collect::<Vec<_>>()
    };
    let two = format!("{DRAFT} {OTHER_DRAFT}");
    assert_eq!(codes(&two, "aa@rec bb@rec", ""), Vec::<&str>::new());
    assert_eq!(codes(&two, "aa@rec aa@rec2", ""), ["KJ4021"], "two of one instrument");
    assert_eq!(codes(&two, "aa@1", ""), ["KJ4021"], "law already");
    assert_eq!(codes(&two, "aa@rec:1", ""), ["KJ4021"], "a provision");
    assert_eq!(codes(&two, "aa", ""), ["KJ4021"], "no edition");
    assert_eq!(codes(&two, "aa@rek", ""), ["KJ2001"], "misspelt");
    let day = "edition rec { amends 1 status proposed from 2028-04-01 source paper }";
    assert_eq!(codes(day, "aa@rec bb@rec", "from 2028-05-01"), ["KJ4021"], "two days");
    assert_eq!(codes(day, "aa@rec bb@rec", "from 2028-04-01"), Vec::<&str>::new());
}

/// What names no edition speaks of every world; what names one, of that alone.
#[test]
fn claims_and_examples_without_an_edition_are_tried_in_every_world() {
    let made = "edition 2 { amends 1 status adopted from 2027-04-01 source paper }";
    let mut parts = three(made, "", "");
    parts.extend([length("aa@1:1", 8), length("bb@1:1", 6), length("cc@1:1", 6), length("aa@2:1", 5)]);
    let says = |id: &str| {
        let mut parts = parts.clone();
        parts.push(format!("\nclaim {{ {id}:1 implies bb@1:1 by content }}\n"));
        let (diagnostics, _) = of(&parts);
        let refuted: Vec<Diagnostic> =
            diagnostics.into_iter().filter(|it| it.code.number() == "KJ3005").collect();
        refuted
    };
    assert!(says("aa@1").is_empty());
    let refuted = says("aa");
    assert_eq!(refuted.len(), 1);
    assert!(refuted[0].notes.iter().any(|it| it.en == "this is so on 2027-04-01"), "{:?}", refuted[0].notes);
    let expects = |id: &str| {
        let device = format!(
            "\ndevice six {{ title {{ ja \"六\" en \"six\" }} facts {{ pass.length = 6 characters }} expect {{ {id}:1 not_satisfied }} }}\n"
        );
        let text = format!("{BASE}{}{device}", parts.concat());
        let (sources, compilation) = compile_texts(&[("fixture.kijun", &text)]);
        let found = kijun::check::meaning(compilation.base(), &sources);
        found.into_iter().filter(|it| it.code.number() == "KJ3006").collect::<Vec<_>>()
    };
    assert!(expects("aa@1").is_empty());
    assert_eq!(expects("aa").len(), 1, "in the world of 2027");
}

#[test]
fn a_draft_that_leaves_something_behind_is_told() {
    let rewritten = "edition 2 { status proposed from unknown source paper }";
    let scoped = |text: &str| text.replace("edition 1 {", "edition 1 { scope pass.network");
    let mut parts = vec![
        scoped(&instrument("aa", rewritten)),
        scoped(&instrument("bb", "")),
        scoped(&instrument("cc", "")),
    ];
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 6), length("cc@1:1", 6), length("aa@2:1", 6)]);
    parts.push("\ndeeming d { of aa@1:1 when pass.forced basis { ja \"法\" en \"law\" } source paper grade official }\n".to_owned());
    parts.push(
        r#"
device short { title { ja "短" en "short" } facts { pass.network = true pass.length = 3 characters pass.forced = false } expect { aa@1:1 not_satisfied } }
"#
        .to_owned(),
    );
    let told = |parts: &[String]| {
        let (diagnostics, _) = of(parts);
        let told = diagnostics.into_iter().filter(|it| it.code.number() == "KJ4022");
        told.map(|it| it.title.en).collect::<Vec<_>>()
    };
    assert_eq!(
        told(&parts),
        [
            "the draft `aa@2` has no scope",
            "the deeming `d` does not reach the draft `aa@2`",
            "no example device expects anything of the draft `aa@2`"
        ]
    );
    let carried: Vec<String> = parts
        .iter()
        .map(|it| {
            it.replace("edition 2 {", "edition 2 { amends 1")
                .replace("expect { aa@1:1", "expect { aa@2:1 not_satisfied aa@1:1")
        })
        .map(|it| it.replace("provision aa@2:1 {", "provision aa@2:1 { keeps d"))
        .collect();
    assert_eq!(told(&carried), Vec::<String>::new());
}

#[test]
fn adr_0111_a_draft_inherits_the_deviations_of_what_it_does_not_change() {
    let mut parts = three(DRAFT, "", "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 8), length("cc@1:1", 6)]);
    parts.push(deviation("d1", "pass.default", "aa@1:1 and bb@1:1", "relation looser  condition same"));
    parts.push(deviation("d2", "pass.default", "cc@1:1 and bb@1:1", "relation looser  condition same"));
    assert_eq!(of(&parts).1, Vec::<&str>::new());
    // A provision that the draft does change needs a deviation of its own.
    parts.push(length("aa@rec:1", 7));
    let (_, found) = of(&parts);
    assert_eq!(found, ["KJ3001", "KJ3001"]);
}

#[test]
fn adr_0111_a_missing_deviation_is_reported_once_for_law_and_draft() {
    let mut parts = three(DRAFT, "", "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 8), length("cc@1:1", 8)]);
    assert_eq!(of(&parts).1, ["KJ3001", "KJ3001"]);
}

#[test]
fn adr_0111_none_is_about_the_member_named_or_about_all() {
    let mut parts = three("", "", "");
    parts.push(length("aa@1:1", 6));
    let mut all = parts.clone();
    all.push(deviation("d", "pass.default", "aa@1:1 and none", "relation only"));
    assert_eq!(of(&all).1, Vec::<&str>::new());
    let mut one = parts.clone();
    one.push(deviation("d", "pass.default", "none and aa@1:1", "member bb  relation absent"));
    assert_eq!(of(&one).1, ["KJ3001"]);
    one.push(deviation("e", "pass.default", "aa@1:1 and none", "member cc  relation only"));
    assert_eq!(of(&one).1, Vec::<&str>::new());
    one.push(deviation("f", "pass.default", "aa@1:1 and none", "member cc  relation only"));
    assert_eq!(of(&one).1, ["KJ3003"]);
}

#[test]
fn what_has_no_criterion_is_undetermined() {
    let mut parts = three("", "", "");
    parts.extend([length("aa@1:1", 6), length("cc@1:1", 6)]);
    parts.push(
        length("bb@1:1", 6)
            .replace("meets pass.default { pass.length >= 6 characters }", "meets pass.default"),
    );
    let (diagnostics, found) = of(&parts);
    assert_eq!(found, ["KJ3001", "KJ3001"]);
    assert!(find(&diagnostics, "KJ3001").help.as_ref().expect("help").en.contains("relation undetermined"));
}

#[test]
fn a_refuted_claim_shows_its_witness() {
    let mut parts = three("", "", "");
    parts.extend([length("aa@1:1", 6), length("bb@1:1", 8)]);
    parts.push("\nclaim { aa@1:1 implies bb@1:1 by content }\nclaim { bb@1:1 implies aa@1:1 no }".to_owned());
    parts.push("\nclaim { bb@1:1 implies aa@1:1 by content }\nclaim { aa@1 implies bb@1 no }".to_owned());
    let (diagnostics, found) = of(&parts);
    assert_eq!(found.iter().filter(|it| **it == "KJ3005").count(), 2);
    let shown = find(&diagnostics, "KJ3005");
    assert_eq!(shown.title.en, "`aa@1:1` does not imply `bb@1:1`");
    assert_eq!(shown.table.as_ref().expect("a witness").rows[0][1].en, "6 characters");
}

#[test]
fn a_provision_that_never_applies_is_reported() {
    let mut parts = three("", "", "");
    parts.push(provision(
        "aa@1:1",
        "pass.default",
        "applies when pass.forced and not pass.forced",
        "pass.network",
    ));
    assert!(of(&parts).1.contains(&"KJ3018"));
}
