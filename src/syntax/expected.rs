//! Grammar rules in words, in both languages.
//!
//! An exhaustive match: a new rule does not compile until it has a name.
#![expect(clippy::wildcard_enum_match_arm, reason = "rules that a message never names share one answer")]

use crate::lang::Bilingual;

use super::grammar::Rule;

/// Returns what a rule is called in a message; `None` for rules that a message should not name.
pub(super) fn words(rule: Rule) -> Option<Bilingual> {
    let named = |ja: &str, en: &str| Some(Bilingual::new(ja, en));
    match rule {
        Rule::word | Rule::open_id | Rule::list_word | Rule::edge_id => {
            named("識別子又は語", "an id or a word")
        }
        Rule::string => named("文字列「\"…\"」", "a string `\"…\"`"),
        Rule::prose | Rule::text => named("文字列又は文章", "a string or prose"),
        Rule::integer | Rule::bound => named("数値", "a number"),
        Rule::open_brace | Rule::words_block | Rule::block | Rule::bilingual => named("「{」", "`{`"),
        Rule::close_brace => named("「}」", "`}`"),
        Rule::open_paren | Rule::group => named("「(」", "`(`"),
        Rule::close_paren => named("「)」", "`)`"),
        Rule::equals_sign => named("「=」", "`=`"),
        Rule::less_sign => named("「<」", "`<`"),
        Rule::comma => named("「,」", "`,`"),
        Rule::dots => named("「..」", "`..`"),
        Rule::operator => named("比較演算子", "a comparison such as `>=`"),
        Rule::unit => named("単位", "a unit"),
        Rule::literal => named("値", "a value"),
        Rule::expression
        | Rule::disjunction
        | Rule::junction
        | Rule::atom
        | Rule::comparison
        | Rule::fact_word => named("条件式", "an expression"),
        Rule::type_spec | Rule::plain_type => named("型", "a type"),
        Rule::edge_relation => named("対応の種類", "a relation such as `intersects`"),
        Rule::entry => named("項目", "an entry"),
        Rule::define_item | Rule::claim_item | Rule::block_item | Rule::item_word => {
            named("「provision」などの宣言", "an item such as `provision`")
        }
        Rule::EOI => named("宣言の終わり", "the end of the item"),
        Rule::answer => named("「by content」「by law」又は「no」", "`by content`, `by law` or `no`"),
        Rule::when_word => named("「when」", "`when`"),
        Rule::to_word => named("「to」", "`to`"),
        Rule::and_word => named("「and」", "`and`"),
        Rule::ja_word | Rule::ja_half => named("「ja」", "`ja`"),
        Rule::en_word | Rule::en_half => named("「en」", "`en`"),
        Rule::at_word => named("「at」", "`at`"),
        Rule::grade_word => named("「grade」", "`grade`"),
        Rule::implies_word => named("「implies」", "`implies`"),
        other => keyword(other),
    }
}

/// Names the rules that only add noise to a message: operators that may always follow, and inner shapes.
#[rustfmt::skip]
fn keyword(rule: Rule) -> Option<Bilingual> {
    let entry = Some(Bilingual::new("項目", "an entry"));
    match rule {
        Rule::edition_key | Rule::row_key | Rule::column_key | Rule::row_entry | Rule::column_entry | Rule::bilingual_key | Rule::value_key | Rule::strings_key | Rule::word_key | Rule::words_key
        | Rule::source_key | Rule::type_key | Rule::base_key | Rule::applies_key | Rule::expression_key | Rule::meets_key
        | Rule::criterion_key | Rule::at_least_key | Rule::range_key | Rule::splits_key | Rule::between_key | Rule::facts_key
        | Rule::expect_key | Rule::edge_key | Rule::on_key | Rule::figure_key | Rule::of_key | Rule::edition_entry
        | Rule::bilingual_entry | Rule::labelled_entry | Rule::strings_entry | Rule::word_entry | Rule::words_entry
        | Rule::source_entry | Rule::type_entry | Rule::base_entry | Rule::expression_entry | Rule::criterion_entry
        | Rule::range_entry | Rule::splits_entry | Rule::between_entry | Rule::facts_entry | Rule::expect_entry
        | Rule::edge_entry | Rule::on_entry | Rule::figure_entry | Rule::of_entry => entry,
        Rule::scale_word | Rule::choice_word | Rule::set_word | Rule::number_word | Rule::duration_word | Rule::scale_type
        | Rule::choice_type | Rule::set_type | Rule::number_type | Rule::duration_type => Some(Bilingual::new("型", "a type")),
        Rule::all_word | Rule::any_word | Rule::open_word | Rule::items_word | Rule::all_block | Rule::any_block
        | Rule::open_limb => Some(Bilingual::new("条件式", "an expression")),
        Rule::setting => Some(Bilingual::new("「事実 = 値」", "`fact = value`")),
        Rule::expectation => Some(Bilingual::new("「識別子 判定」", "`id verdict`")),
        _ => None,
    }
}
