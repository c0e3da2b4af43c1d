//! What is marked in pairs of texts, and what holds for every pair.

use proptest::prelude::*;

use super::*;

fn shown(old: &str, new: &str) -> (String, String) {
    let collator = Collator::new(["初期パスワード", "識別符号", "default password"]);
    let found = collator.collate(&[old], &[new]);
    let side = |side: &[Vec<Piece>]| -> String {
        let mark = |it: &Piece| if it.changed { format!("[{}]", it.text) } else { it.text.clone() };
        side.iter().flatten().map(mark).collect()
    };
    (side(&found.old), side(&found.new))
}

fn marks(old: &str, new: &str, old_marked: &str, new_marked: &str) {
    assert_eq!(shown(old, new), (old_marked.to_owned(), new_marked.to_owned()));
}

#[test]
fn words_of_japanese_are_marked_and_not_characters() {
    marks(
        "識別符号の変更を促す機能を有するものでなければならない。",
        "識別符号の変更を強制する機能を有するものでなければならない。",
        "識別符号の変更を[促す]機能を有するものでなければならない。",
        "識別符号の変更を[強制する]機能を有するものでなければならない。",
    );
    marks(
        "パスワードは6文字以上",
        "パスワードは8文字以上",
        "パスワードは[6]文字以上",
        "パスワードは[8]文字以上",
    );
    marks("ファームウェアの更新", "ソフトウェアの更新", "[ファームウェア]の更新", "[ソフトウェア]の更新");
}

#[test]
fn a_number_label_is_marked_whole() {
    marks(
        "第三十四条の十第二号の端末",
        "第三十四条の十第三号の端末",
        "[第三十四条の十第二号]の端末",
        "[第三十四条の十第三号]の端末",
    );
    marks("第1項及び第2項", "第1項及び第3項", "第1項及び[第2項]", "第1項及び[第3項]");
    marks("同号第二号イに", "同号第二号ロに", "同号[第二号イ]に", "同号[第二号ロ]に");
    marks(
        "see 34-10(1)(ii) here",
        "see 34-10(1)(iii) here",
        "see [34-10(1)(ii)] here",
        "see [34-10(1)(iii)] here",
    );
    marks("5.3-4 applies", "5.3-4A applies", "[5.3-4] applies", "[5.3-4A] applies");
    marks("(1) 端末", "(2) 端末", "[(1)] 端末", "[(2)] 端末");
    marks("S1.1-02を満たす", "S1.1-03を満たす", "[S1.1-02]を満たす", "[S1.1-03]を満たす");
}

#[test]
fn a_term_is_marked_whole() {
    marks("初期パスワードを変える", "初期設定を変える", "[初期パスワード]を変える", "[初期設定]を変える");
    marks(
        "the default password is set",
        "the default code is set",
        "the [default password] is set",
        "the [default code] is set",
    );
}

#[test]
fn marks_that_nearly_touch_are_one() {
    marks("甲社の製品", "乙社の機器", "[甲社の製品]", "[乙社の機器]");
    // An insertion on one side alone marks nothing on the other.
    marks("端末の機能", "新端末の新機能", "端末の機能", "[新]端末の[新]機能");
}

#[test]
fn whole_sentences_and_whole_verbs_are_marked() {
    marks("端末とする。", "端末とする。\n機器は除く。", "端末とする。", "端末とする。[\n機器は除く。]");
    marks("甲である。乙である。", "甲である。", "甲である。[乙である。]", "甲である。");
    marks("措置が講じられたもの", "符号が付されたもの", "[措置が講じられた]もの", "[符号が付された]もの");
}

#[test]
fn several_texts_stand_on_a_side() {
    let found = Collator::new([]).collate(&["前段である。後段である。"], &["前段である。", "後段でない。"]);
    assert_eq!(found.new.iter().map(|it| text(it)).collect::<Vec<_>>(), ["前段である。", "後段でない。"]);
    assert!(found.new.first().is_some_and(|it| it.iter().all(|piece| !piece.changed)));
    assert_eq!(Collator::new([]).collate(&[], &["新設"]).old, Vec::<Vec<Piece>>::new());
    assert_eq!(Collator::new([]).collate(&[""], &["新設"]).old, vec![Vec::new()]);
}

/// Returns what both sides have in common: the pieces that are not marked.
fn kept(side: &[Vec<Piece>]) -> String {
    side.iter().flatten().filter(|piece| !piece.changed).map(|piece| piece.text.as_str()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn marks_removed_give_both_texts_back(
        old in proptest::collection::vec("[第三条の十1-2.(iイ)端末パスワード を。a-cＡ\u{200b}\n\u{301}𠮷<&]{0,30}", 0..3),
        new in proptest::collection::vec("[第三条の十1-2.(iイ)端末パスワード を。a-cＡ\u{200b}\n\u{301}𠮷<&]{0,30}", 0..3),
    ) {
        let (old, new): (Vec<&str>, Vec<&str>) =
            (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
        let found = Collator::new(["端末", "パスワードを"]).collate(&old, &new);
        prop_assert_eq!(found.old.iter().map(|it| text(it)).collect::<Vec<_>>(), old.clone());
        prop_assert_eq!(found.new.iter().map(|it| text(it)).collect::<Vec<_>>(), new.clone());
        prop_assert_eq!(kept(&found.old), kept(&found.new));
        let same = Collator::new([]).collate(&old, &old);
        prop_assert!(same.old.iter().flatten().all(|piece| !piece.changed));
    }

    #[test]
    fn words_are_the_text(text in "\\PC{0,40}") {
        prop_assert_eq!(Collator::new(["端末"]).words(&text).concat(), text);
    }
}
