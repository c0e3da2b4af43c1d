//! 新旧対照表: complete, honest in its marks, and the same table in every format.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::process::Command;
use std::sync::LazyLock;

use kijun::collate::{Collated, Collator, Piece, text};
use kijun::lang::{Bilingual, Lang};
use kijun::lexicon::{Change, Relation};
use kijun::model::EditionIdx;
use kijun::norm::Base;
use kijun::view::diff::{Diff, Run, Side, Unit, diff};
use proptest::collection::vec;
use proptest::prelude::*;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::base::shipped;
use crate::support::{Scratch, kijun};

const BASE: &str = include_str!("fixtures/diff.kijun");

/// Makes a project of a text whose markup no page shows as it is written; that is a warning here.
fn project(text: &str) -> Scratch {
    let scratch = Scratch::new(&[("diff.kijun", text.as_bytes())]);
    let manifest = std::fs::read_to_string(scratch.path().join("book.toml")).expect("a manifest");
    let levels = "[kijun.levels]\nKJ5011 = \"warning\"\nKJ5012 = \"warning\"\n";
    scratch.write("book.toml", (manifest + levels).as_bytes());
    scratch
}

static PROJECT: LazyLock<Scratch> = LazyLock::new(|| project(BASE));

/// Returns what an edition of the shipped base changes in the one that it amends.
fn amended(kb: Base<'static>) -> Vec<(EditionIdx, EditionIdx, Diff)> {
    let side = |edition| Side { base: kb, edition, read_from: None };
    let editions = kb.kb.editions.iter_enumerated();
    let pairs = editions.filter_map(|(edition, it)| Some((it.amends?, edition)));
    pairs.map(|(old, new)| (old, new, diff(side(old), side(new)).expect("decided"))).collect()
}

type Words = (Bilingual, Bilingual, Bilingual);

/// Returns number, title and text of every provision of an edition.
fn texts(kb: Base<'_>, edition: EditionIdx) -> BTreeMap<String, Words> {
    let provisions = kb.kb.editions[edition].provisions.iter().map(|idx| &kb.kb.provisions[*idx]);
    let words = |it: &kijun::model::Provision| {
        let body = &it.body;
        (it.id.clone(), (body.cite.clone(), body.title.clone(), body.text.clone()))
    };
    provisions.map(words).collect()
}

fn unmarked(unit: &Unit) -> Words {
    let whole = |runs: &Bilingual<Vec<Run>>| runs.map(|it| it.iter().map(|run| run.text.as_str()).collect());
    (whole(&unit.cite), whole(&unit.title), whole(&unit.text))
}

/// What is read of a provision.
type Field = fn(&Unit) -> &Bilingual<Vec<Run>>;

fn kept(units: &[Unit], field: Field, lang: Lang) -> String {
    let runs = units.iter().flat_map(|unit| field(unit).get(lang));
    runs.filter(|run| !run.changed).map(|run| run.text.as_str()).collect()
}

/// Holds a table to both editions: nothing is left out, marks removed give both back, what is not marked stands on both
/// sides, and what is put in place of the old provisions makes the new edition.
fn holds(kb: Base<'_>, old: EditionIdx, new: EditionIdx, table: &Diff) {
    let (mut before, after) = (texts(kb, old), texts(kb, new));
    let moved = |id: &str| id.split_once(':').expect("a pinned id").1.to_owned();
    let mut made: BTreeMap<String, Words> = BTreeMap::new();
    for passage in &table.provisions {
        for unit in &passage.old {
            let words = before.remove(&unit.id).expect("each old provision stands in one row");
            assert_eq!(unmarked(unit), words, "{}", unit.id);
        }
        for unit in &passage.new {
            assert!(made.insert(unit.id.clone(), unmarked(unit)).is_none(), "{} stands twice", unit.id);
        }
        for lang in Lang::ALL {
            let fields: [Field; 3] = [|it| &it.cite, |it| &it.title, |it| &it.text];
            for field in fields {
                assert_eq!(kept(&passage.old, field, lang), kept(&passage.new, field, lang));
            }
            let same = passage.change == Change::Same;
            assert!(!same || passage.is_unmarked(lang), "{:?}", passage.new.first().map(|it| &it.id));
        }
        if let ([one], [other]) = (passage.old.as_slice(), passage.new.as_slice()) {
            let same_place = moved(&one.id) == moved(&other.id);
            assert_eq!(same_place, passage.change != Change::Moved, "{}", one.id);
        }
    }
    assert!(before.is_empty(), "left out: {:?}", before.keys());
    assert_eq!(made, after);
}

#[test]
fn the_table_of_every_amended_edition_is_complete_and_gives_both_texts_back() {
    let kb = shipped();
    let all = amended(kb);
    assert!(all.len() >= 9, "{}", all.len());
    for (old, new, table) in &all {
        holds(kb, *old, *new, table);
    }
    let changes: std::collections::BTreeSet<Change> =
        all.iter().flat_map(|(_, _, table)| &table.provisions).map(|it| it.change).collect();
    for change in [Change::Same, Change::Amended, Change::Moved, Change::Split, Change::Added] {
        assert!(changes.contains(&change), "no {change:?} in the base");
    }
}

#[test]
fn the_change_of_meaning_agrees_with_compare_and_its_products_tell_the_texts_apart() {
    let kb = shipped();
    let mut witnesses = 0;
    for (_, _, table) in amended(kb) {
        for passage in &table.provisions {
            let (Some(meaning), [old], [new]) =
                (&passage.meaning, passage.old.as_slice(), passage.new.as_slice())
            else {
                continue;
            };
            let node = |id: &str| kijun::query::citation::nodes(kb, id).expect("a provision").remove(0);
            let compared =
                kijun::query::compare::compare(kb, &node(&new.id), &node(&old.id)).expect("decided");
            let ids = (&new.id, &old.id);
            assert_eq!(meaning.relation, compared.relation, "{ids:?}");
            assert_eq!(meaning.applicability, Some(compared.applicability), "{ids:?}");
            assert_eq!(meaning.condition, compared.condition, "{ids:?}");
            assert_eq!(meaning.by_requirement.len(), compared.by_requirement.len(), "{ids:?}");
            let fails = matches!(meaning.relation, Relation::Stricter | Relation::Overlapping);
            let passes = matches!(meaning.relation, Relation::Looser | Relation::Overlapping);
            assert_eq!(meaning.fails_now.is_some(), fails, "{ids:?}");
            assert_eq!(meaning.passes_now.is_some(), passes, "{ids:?}");
            witnesses += usize::from(fails) + usize::from(passes);
        }
    }
    assert!(witnesses > 0);
}

/// A place in a text, what is put there, and how many characters it replaces.
type Edit = (prop::sample::Index, String, usize);

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (at, insert, remove) in edits {
        let at = at.index(chars.len() + 1);
        let end = (at + remove).min(chars.len());
        chars.splice(at..end, insert.chars());
    }
    chars.into_iter().collect()
}

/// Returns the marked text, words that are not marked in both joined.
fn both(found: &Collated) -> (String, String, String, String) {
    let whole = |side: &[Vec<Piece>]| side.iter().map(|it| text(it)).collect();
    let kept = |side: &[Vec<Piece>]| {
        let pieces = side.iter().flatten().filter(|piece| !piece.changed);
        pieces.map(|piece| piece.text.as_str()).collect()
    };
    (whole(&found.old), whole(&found.new), kept(&found.old), kept(&found.new))
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1),
        ..ProptestConfig::with_cases(200)
    })]

    #[test]
    fn edits_of_real_restatements_are_marked_and_give_both_texts_back(
        pick in any::<prop::sample::Index>(),
        english in any::<bool>(),
        edits in vec((any::<prop::sample::Index>(), "(第[0-9一二十]{1,2}条|機器|端末|、|shall |の|\n|[a-zぁ-ん亜-熙ア-ン0-9<&]{1,4})?", 0..12_usize), 1..6),
    ) {
        let kb = shipped();
        let provisions: Vec<_> = kb.kb.provisions.iter().filter(|it| it.origin.is_none()).collect();
        let body = &pick.get(&provisions).body;
        let old = if english { &body.text.en } else { &body.text.ja };
        let new = edited(old, &edits);
        let terms = kb.kb.terms.iter().flat_map(|it| [it.name.ja.as_str(), it.name.en.as_str()]);
        let found = Collator::new(terms).collate(&[old], &[&new]);
        let (before, after, kept_old, kept_new) = both(&found);
        prop_assert_eq!(&before, old);
        prop_assert_eq!(&after, &new);
        prop_assert_eq!(kept_old, kept_new);
        let changed = found.old.iter().chain(&found.new).flatten().any(|piece| piece.changed);
        prop_assert_eq!(changed, *old != new);
        // No mark begins or ends inside a number.
        for pieces in found.old.iter().chain(&found.new) {
            for pair in pieces.windows(2) {
                let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                let (last, first) = (pair[0].text.chars().next_back(), pair[1].text.chars().next());
                prop_assert!(!(digit(last) && digit(first)), "{pair:?}");
            }
        }
    }
}

fn printed(args: &[&str]) -> String {
    let run = PROJECT.run(args);
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    run.out
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&printed(&[args, &["--format", "json"]].concat())).expect("JSON")
}

/// Returns a table written to a file, and checks that it is the same when it is written again.
fn file(args: &[&str], ending: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let [one, two] = ["one", "two"].map(|name| folder.path().join(format!("{name}.{ending}")));
    for path in [&one, &two] {
        printed(&[&["diff"], args, &["--out", &path.to_string_lossy()]].concat());
    }
    let bytes = std::fs::read(&one).expect("a file");
    assert_eq!(bytes, std::fs::read(&two).expect("a file"), "{ending} differs from run to run");
    bytes
}

#[test]
fn what_became_of_each_provision_is_told_apart() {
    let shown = json(&["diff", "a@1", "a@2"]);
    let list = |it: &Value| -> Vec<String> {
        it.as_array()
            .expect("a list")
            .iter()
            .map(|it| it["locator"].as_str().expect("text").to_owned())
            .collect()
    };
    let rows = shown["provisions"].as_array().expect("a list");
    let rows: Vec<(String, Vec<String>, Vec<String>)> = rows
        .iter()
        .map(|it| (it["change"].as_str().expect("text").to_owned(), list(&it["old"]), list(&it["new"])))
        .collect();
    let row = |change: &str, old: &[&str], new: &[&str]| {
        let own = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect();
        (change.to_owned(), own(old), own(new))
    };
    assert_eq!(
        rows,
        [
            row("same", &["1"], &["1"]),
            row("amended", &["2"], &["2"]),
            row("moved", &["3"], &["4"]),
            row("split", &["5"], &["5A", "5B"]),
            row("removed", &["8"], &[]),
            row("added", &[], &["9"]),
            row("joined", &["6", "7"], &["67"]),
        ]
    );
    let two = &shown["provisions"][1];
    assert_eq!(two["modality"], serde_json::json!({"old": "should", "new": "shall"}));
    assert_eq!(two["meaning"]["relation"], "stricter");
    assert_eq!(two["meaning"]["fails_now"]["facts"]["p.length"], 6);
    assert!(two["meaning"]["passes_now"].is_null());
    let compared = json(&["compare", "a@1", "a@2"]);
    let changed = compared["provisions"]["changed"].as_array().expect("a list");
    assert_eq!(changed.len(), rows.len() - 1);
    assert_eq!(changed[2], serde_json::json!({"change": "split", "a": ["a@1:5"], "b": ["a@2:5A", "a@2:5B"]}));
    let text = printed(&["compare", "a@1", "a@2", "--lang", "en"]);
    assert!(text.contains("what became of the provisions (their words: `kijun diff a@1 a@2`)"), "{text}");
    assert!(
        text.lines().any(|it| it.split_whitespace().eq(["split", "a@1:5", "a@2:5A", "a@2:5B"])),
        "{text}"
    );
    let others = [["a@1", "b@1"], ["a@1:1", "a@2:1"], ["a@1", "a@1"]];
    assert!(others.iter().all(|[one, two]| json(&["compare", one, two])["provisions"].is_null()));
}

#[test]
fn people_read_the_table_in_both_languages() {
    for lang in ["ja", "en"] {
        insta::assert_snapshot!(format!("redline_{lang}"), printed(&["diff", "a@1", "a@2", "--lang", lang]));
    }
    let markdown =
        printed(&["diff", "a@1", "a@2", "--format", "md", "--profile", "houshikisho", "--lang", "ja"]);
    insta::assert_snapshot!("redline_markdown", markdown);
}

fn words(root: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    root.select(&selector).map(|it| it.text().collect::<String>()).collect()
}

#[test]
fn the_page_of_its_own_holds_words_and_no_markup_of_a_text() {
    let bytes = file(&["a@1", "a@2", "--lang", "ja"], "html");
    let page = Html::parse_document(&String::from_utf8(bytes).expect("text"));
    assert_eq!(words(&page, "h1"), ["試験規則　新旧対照表"]);
    assert_eq!(words(&page, "thead th"), ["改正後", "改正前", "意味の変化"]);
    assert!(words(&page, "script, td b, td a").is_empty());
    assert!(words(&page, "td.new ins").contains(&"<script>alert(1)</script> & |*_`x`_*| ''".to_owned()));
    assert!(words(&page, "td.old del").contains(&"とすることが望ましい".to_owned()));
    assert!(words(&page, "td.new del, td.old ins").is_empty());
    assert!(words(&page, "link, img").is_empty(), "it needs no other file");
    let turned = file(&["a@1", "a@2", "--lang", "en", "--order", "old-left"], "html");
    let turned = Html::parse_document(&String::from_utf8(turned).expect("text"));
    assert_eq!(words(&turned, "thead th"), ["Old text", "New text", "Change of meaning"]);
}

/// Returns a part of a file for Word or Excel.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

/// Returns the words of a document for Word by their underlines.
fn underlined(document: &str) -> BTreeMap<String, Vec<String>> {
    let document = roxmltree::Document::parse(document).expect("XML");
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for run in document.descendants().filter(|it| it.has_tag_name((WORD, "r"))) {
        let line = run.descendants().find(|it| it.has_tag_name((WORD, "u")));
        let line = line.and_then(|it| it.attribute((WORD, "val"))).unwrap_or("none").to_owned();
        let text = run.descendants().filter(|it| it.has_tag_name((WORD, "t"))).filter_map(|it| it.text());
        found.entry(line).or_default().push(text.collect());
    }
    found
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

#[test]
fn the_document_for_word_has_a_repeated_head_and_underlined_words() {
    let bytes = file(&["a@1", "a@2", "--lang", "ja"], "docx");
    assert!(part(&bytes, "word/styles.xml").contains("w:eastAsia=\"ja-JP\""));
    let plain = part(&bytes, "word/document.xml");
    let document = roxmltree::Document::parse(&plain).expect("XML");
    let rows: Vec<_> = document.descendants().filter(|it| it.has_tag_name((WORD, "tr"))).collect();
    assert_eq!(rows.len(), 8, "a head and a row for each entry");
    let heads = document.descendants().filter(|it| it.has_tag_name((WORD, "tblHeader")));
    assert_eq!(heads.map(|it| it.ancestors().nth(2)).collect::<Vec<_>>(), [Some(rows[0])]);
    let size = document.descendants().find(|it| it.has_tag_name((WORD, "pgSz"))).expect("a size");
    assert_eq!(
        [size.attribute((WORD, "w")), size.attribute((WORD, "h")), size.attribute((WORD, "orient"))],
        [Some("16838"), Some("11906"), Some("landscape")]
    );
    let marks = underlined(&plain);
    assert!(!marks.contains_key("double"));
    assert!(marks["single"].contains(&"でなければならない".to_owned()));
    let hostile = "1 < 2 && 3 > 2 | * _ ` ' は、あってはならない。";
    assert!(marks["single"].contains(&hostile.to_owned()));
    assert!(marks["none"].contains(&"（新設）".to_owned()));

    let official =
        part(&file(&["a@1", "a@2", "--lang", "ja", "--profile", "houshikisho"], "docx"), "word/document.xml");
    let marks = underlined(&official);
    assert_eq!(
        marks["double"],
        [
            "第四条",
            "第三条",
            "第五条の二",
            "第五条の三",
            "第五条",
            "第八条",
            "第九条",
            "第六条の七",
            "第六条",
            "第七条"
        ]
    );
    assert!(
        marks["none"].contains(&"［加える］".to_owned()) && marks["none"].contains(&"［削る］".to_owned())
    );
    let all = part(&file(&["a@1", "a@2", "--lang", "ja", "--all"], "docx"), "word/document.xml");
    assert!(
        !all.contains("（略）") || underlined(&all)["none"].iter().all(|it| !it.ends_with("第一条　（略）"))
    );
    assert!(underlined(&all)["none"].iter().any(|it| it == "機器は、更新できるものでなければならない。"));
}

#[test]
fn the_workbook_underlines_words_inside_its_cells() {
    let bytes = file(&["a@1", "a@2", "--lang", "en"], "xlsx");
    let strings = part(&bytes, "xl/sharedStrings.xml");
    let strings = roxmltree::Document::parse(&strings).expect("XML");
    let rich = strings.descendants().filter(|it| it.has_tag_name("r") || it.tag_name().name() == "r");
    let lined: Vec<String> = rich
        .filter(|it| it.descendants().any(|it| it.tag_name().name() == "u"))
        .map(|it| it.descendants().filter(roxmltree::Node::is_text).filter_map(|it| it.text()).collect())
        .collect();
    assert!(lined.iter().any(|it| it == "shall"), "{lined:?}");
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("state=\"frozen\""));
}

#[test]
fn two_states_of_a_corpus_are_compared_by_folder_and_by_revision() {
    let before =
        BASE.replace("p.length >= 8 characters", "p.length >= 7 characters").replace("8文字", "7文字");
    let before = before.replace("at least 8", "at least 7");
    let old = project(&before);
    let folder = old.path().to_string_lossy().into_owned();
    let by_folder = json(&["diff", "a@2", "--old", &folder]);
    let amended = |shown: &Value| -> Vec<Value> {
        let rows = shown["provisions"].as_array().expect("a list").iter();
        rows.filter(|it| it["change"] != "same").cloned().collect()
    };
    let rows = amended(&by_folder);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["meaning"]["relation"], "stricter");
    assert_eq!(rows[0]["meaning"]["fails_now"]["facts"]["p.length"], 7);
    assert_eq!(by_folder["old"]["read_from"], folder.as_str());

    // The same two states in one history; the corpus lies below the top of the repository.
    let git = |args: &[&str]| {
        let run = Command::new("git")
            .args(["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"])
            .args(args)
            .current_dir(old.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .expect("git runs");
        assert!(run.status.success(), "{args:?}: {}", String::from_utf8_lossy(&run.stderr));
    };
    git(&["init", "--quiet"]);
    git(&["add", "book.toml", "rules"]);
    git(&["commit", "--quiet", "--message", "before"]);
    old.write("rules/diff.kijun", BASE.as_bytes());
    git(&["commit", "--quiet", "--all", "--message", "after"]);
    for revisions in [&["--old", "HEAD~1"][..], &["--old", "main~1", "--new", "main"]] {
        let run = old.run(&[&["diff", "a@2", "--format", "json"], revisions].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        let shown: Value = serde_json::from_str(&run.out).expect("JSON");
        assert_eq!(amended(&shown), rows);
        assert_eq!(shown["old"]["read_from"], revisions[1]);
    }
    // A fact that the new state does not have keeps the criteria from being compared, and the table says so.
    old.write("rules/diff.kijun", BASE.replace("p.length", "p.size").as_bytes());
    let run = old.run(&["diff", "a@2", "--format", "json", "--old", "HEAD"]);
    let shown: Value = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.err));
    let two = &shown["provisions"][1];
    assert_eq!(two["change"], "same");
    assert_eq!(two["meaning"]["unknown_facts"], serde_json::json!(["p.length"]));
    assert_eq!(two["meaning"]["relation"], "undetermined");
    assert_eq!(shown["provisions"][0]["meaning"]["relation"], "equal");
    let gone = old.run(&["diff", "a@2", "--old", "nowhere"]);
    assert_eq!(gone.code, 2);
    assert!(gone.err.contains("`nowhere`"), "{}", gone.err);
}

#[test]
fn what_cannot_be_compared_or_written_is_refused_with_its_reason() {
    for (args, word) in [
        (&["a@1"][..], "nothing to compare with"),
        (&["a@1", "b@1"], "two instruments"),
        (&["a@1:1", "a@2:1"], "no instrument and no edition"),
        (&["a@1", "a@1"], "named twice"),
        (&["a@1", "a@2", "--format", "sarif"], "has the formats"),
        (&["a@1", "a@2", "--out", "x.pdf"], "does not tell a format"),
        (&["a@1", "a@2", "--out", "x"], "does not tell a format"),
        (&["a@1", "a@2", "--format", "md", "--out", "x.docx"], "is not written to a .docx file"),
    ] {
        let run = PROJECT.run(&[&["diff"], args].concat());
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains(word), "{args:?}: {}", run.err);
    }
}

#[test]
fn a_table_the_wrong_way_round_says_so() {
    let back = PROJECT.run(&["diff", "a@2", "a@1"]);
    assert!(back.code == 0 && back.err.contains("a@2 amends a@1"), "{}", back.err);
    assert!(!PROJECT.run(&["diff", "a@1", "a@2"]).err.contains("amends"));
}

/// What decides is told even where it is as in any product: eight characters, when ten are asked.
#[test]
fn a_device_shows_the_fact_that_decides_whatever_its_value() {
    let facts = r#"
source paper { title { ja "資料" en "paper" } }
fact pass.length { title { ja "文字数" en "length" } ask { ja "何文字か。" en "How long?" } type number characters in 0..20 base 8 characters }
fact pass.used { title { ja "使用" en "use" } says { ja "用いる" en "it is used" } denies { ja "用いない" en "it is not used" }
  ask { ja "用いるか。" en "Is it used?" } type flag }
instrument aa {
  title { ja "甲省令" en "ordinance A" } kind ordinance jurisdiction JP issuer { ja "省" en "ministry" } binding mandatory authentic ja
  edition 1 { status in_force from 2020-01-01 source paper }
  edition 2 { amends 1 status proposed from unknown source paper }
}
"#;
    let provision = |edition: u8, least: u8| {
        format!(
            r#"provision aa@{edition}:1 {{
  cite {{ ja "第一条" en "Art. 1" }} title {{ ja "長さ" en "length" }}
  text {{ ja "文字数は{least}以上でなければならない。" en "The length shall be {least} or more." }}
  modality shall addressee product applies when pass.used criterion {{ pass.length >= {least} characters }} source paper grade official
}}
"#
        )
    };
    let base = [facts, &provision(1, 6), &provision(2, 10)].concat();
    let project = Scratch::new(&[("a.kijun", base.as_bytes())]);
    let run = project.run(&["diff", "aa@1", "aa@2", "--lang", "ja"]);
    assert!(run.out.contains("文字数が8文字"), "{}{}", run.out, run.err);
    let run = project.run(&["compare", "aa@1:1", "aa@2:1", "--lang", "ja"]);
    assert!(run.out.contains("文字数が8文字"), "{}{}", run.out, run.err);
}

#[test]
fn the_shipped_rules_of_2025_read_as_an_official_would_mark_them() {
    let run = kijun(&["diff", "jp.ter@2020", "jp.ter@2025-rec", "--lang", "ja"]);
    for line in [
        "第三十四条の十第二号{+（2025年の検討結果）+}　識別符号の{+変更の強制又は推測困難な+}機器ごとの付与",
        "識別符号[-が2以上の符号の組合せであるときは、そのうち少なくともいずれか1の符号について足りる-]。",
        "第三十四条の十第三号～第三十四条の十ただし書　（略）",
        "初期パスワードの変更を促す（後回しにできる）",
    ] {
        assert!(run.out.contains(line), "{line}\n{}", run.out);
    }
}

/// A device is told by what decides: whoever reads that only the old text applied to it sees by which fact.
#[test]
fn devices_are_told_by_the_facts_on_which_it_hangs() {
    let run = kijun(&["diff", "en303645@2.1.1", "en303645@3.1.3", "--lang", "en"]);
    let (_, row) = run.out.split_once("Provision 5.11-1 ").expect("the row");
    let (_, device) = row.split_once("Only the new text applies:\n").expect("a device");
    let lines: Vec<&str> = device.lines().take_while(|it| it.trim_start().starts_with('–')).collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("user data"), "{lines:?}");
}

#[test]
fn a_change_of_the_scope_is_told_once_and_not_of_each_provision() {
    let run = kijun(&["diff", "psti@2024-04-29", "psti@2025-02-25", "--lang", "ja"]);
    assert_eq!(run.out.matches("対象範囲：より狭い").count(), 1, "{}", run.out);
    assert!(run.out.contains("規則2～附属書3第5項　（略）"), "{}", run.out);
    let shown = kijun(&["diff", "psti@2024-04-29", "psti@2025-02-25", "--format", "json"]);
    let shown: Value = serde_json::from_str(&shown.out).expect("JSON");
    assert_eq!(shown["scope"]["applicability"], "narrower");
    assert!(shown["scope"]["only_new"].is_null() && shown["scope"]["only_old"]["facts"].is_object());
}
