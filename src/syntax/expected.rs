//! Grammar rules in words, in both languages.
//!
//! An exhaustive match: a new rule does not compile until somebody says what a message calls it.

use crate::lang::Bilingual;

use super::grammar::Rule;

/// Returns what a rule is called in a message; `None` for rules that a message should not name.
#[expect(clippy::too_many_lines, reason = "one exhaustive match, so that no rule is forgotten")]
pub(super) fn words(rule: Rule) -> Option<Bilingual> {
    let (ja, en) = match rule {
        Rule::word | Rule::open_id | Rule::list_word | Rule::edge_id => ("識別子又は語", "an id or a word"),
        Rule::string => ("文字列「\"…\"」", "a string `\"…\"`"),
        Rule::prose | Rule::text => ("文字列又は文章", "a string or prose"),
        Rule::integer | Rule::bound => ("数値", "a number"),
        Rule::open_brace | Rule::words_block | Rule::block | Rule::bilingual | Rule::labelled => {
            ("「{」", "`{`")
        }
        Rule::close_brace => ("「}」", "`}`"),
        Rule::open_paren | Rule::group => ("「(」", "`(`"),
        Rule::close_paren => ("「)」", "`)`"),
        Rule::equals_sign => ("「=」", "`=`"),
        Rule::less_sign => ("「<」", "`<`"),
        Rule::comma => ("「,」", "`,`"),
        Rule::dots => ("「..」", "`..`"),
        Rule::operator => ("比較演算子", "a comparison such as `>=`"),
        Rule::unit => ("単位", "a unit"),
        Rule::literal => ("値", "a value"),
        Rule::edge_relation => ("対応の種類", "a relation such as `intersects`"),
        Rule::define_item | Rule::claim_item | Rule::block_item | Rule::item_word => {
            ("「provision」などの宣言", "an item such as `provision`")
        }
        Rule::EOI => ("宣言の終わり", "the end of the item"),
        Rule::answer => ("「by content」「by law」又は「no」", "`by content`, `by law` or `no`"),
        Rule::when_word => ("「when」", "`when`"),
        Rule::for_word => ("「for」", "`for`"),
        Rule::to_word => ("「to」", "`to`"),
        Rule::and_word => ("「and」", "`and`"),
        Rule::ja_word | Rule::ja_half => ("「ja」", "`ja`"),
        Rule::en_word | Rule::en_half => ("「en」", "`en`"),
        Rule::says_word | Rule::value_says => ("「says」", "`says`"),
        Rule::denies_word | Rule::value_denies => ("「denies」", "`denies`"),
        Rule::words_word | Rule::value_words => ("「words」", "`words`"),
        Rule::at_word => ("「at」", "`at`"),
        Rule::grade_word => ("「grade」", "`grade`"),
        Rule::note_word => ("「note」", "`note`"),
        Rule::implies_word => ("「implies」", "`implies`"),
        Rule::setting => ("「事実 = 値」", "`fact = value`"),
        Rule::expectation => ("「識別子 判定」", "`id verdict`"),
        Rule::expression
        | Rule::disjunction
        | Rule::junction
        | Rule::atom
        | Rule::comparison
        | Rule::fact_word
        | Rule::all_word
        | Rule::any_word
        | Rule::open_word
        | Rule::items_word
        | Rule::since
        | Rule::since_word
        | Rule::since_day
        | Rule::all_block
        | Rule::any_block
        | Rule::open_limb => ("条件式", "an expression"),
        Rule::type_spec
        | Rule::plain_type
        | Rule::scale_word
        | Rule::choice_word
        | Rule::set_word
        | Rule::number_word
        | Rule::duration_word
        | Rule::scale_type
        | Rule::choice_type
        | Rule::set_type
        | Rule::number_type
        | Rule::duration_type => ("型", "a type"),
        Rule::entry
        | Rule::edition_key
        | Rule::row_key
        | Rule::column_key
        | Rule::bilingual_key
        | Rule::value_key
        | Rule::strings_key
        | Rule::mark_key
        | Rule::word_key
        | Rule::words_key
        | Rule::source_key
        | Rule::type_key
        | Rule::base_key
        | Rule::applies_key
        | Rule::continues_key
        | Rule::expression_key
        | Rule::meets_key
        | Rule::criterion_key
        | Rule::at_least_key
        | Rule::range_key
        | Rule::splits_key
        | Rule::between_key
        | Rule::facts_key
        | Rule::expect_key
        | Rule::edge_key
        | Rule::on_key
        | Rule::figure_key
        | Rule::of_key
        | Rule::bilingual_entry
        | Rule::labelled_entry
        | Rule::strings_entry
        | Rule::mark_entry
        | Rule::word_entry
        | Rule::words_entry
        | Rule::source_entry
        | Rule::type_entry
        | Rule::base_entry
        | Rule::expression_entry
        | Rule::criterion_entry
        | Rule::range_entry
        | Rule::splits_entry
        | Rule::between_entry
        | Rule::facts_entry
        | Rule::expect_entry
        | Rule::edge_entry
        | Rule::on_entry
        | Rule::figure_entry
        | Rule::of_entry
        | Rule::edition_entry
        | Rule::row_entry
        | Rule::column_entry => ("項目", "an entry"),
        // Operators that may always follow, what wraps a rule that is named, and what no reader ever sees.
        Rule::contains
        | Rule::within
        | Rule::not_word
        | Rule::or_word
        | Rule::define_word
        | Rule::claim_word
        | Rule::implication
        | Rule::by_word
        | Rule::content_word
        | Rule::law_word
        | Rule::no_word
        | Rule::edge_note
        | Rule::plain
        | Rule::true_word
        | Rule::none_word
        | Rule::scope_word
        | Rule::empty_set
        | Rule::WHITESPACE
        | Rule::COMMENT
        | Rule::word_char
        | Rule::edge
        | Rule::single_item
        | Rule::any_key
        | Rule::wide_sign
        | Rule::wide_digit
        | Rule::unit_char
        | Rule::reserved => return None,
    };
    Some(Bilingual::new(ja, en))
}
