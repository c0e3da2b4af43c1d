//! The words of the language: items, entries with what follows them, operators, types and literals.
//!
//! The one list: parser, scanner, suggestions and `resolve` take their words from it, and tests hold the grammar and
//! the documentation to it.

/// Words that start an item.
pub const ITEMS: &[&str] = &[
    "instrument",
    "edition",
    "provision",
    "transition",
    "interpretation",
    "alignment",
    "deviation",
    "proposal",
    "deeming",
    "device",
    "fact",
    "constraint",
    "unlikely",
    "requirement",
    "theme",
    "term",
    "source",
    "mapping",
    "note",
    "table",
    "unit",
    "addressee",
    "group",
    "jurisdiction",
    DEFINE,
    "claim",
];

/// What follows the key of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `{ ja "…" en "…" }`.
    Bilingual,
    /// `word { ja "…" en "…" says … denies … words ja "…" … en "…" … }`, the last parts perhaps left out.
    Labelled,
    /// `"…" "…"`.
    Strings,
    /// Nothing: the key alone says it.
    Mark,
    /// One word.
    Word,
    /// Several words.
    Words,
    /// `id at "…" grade g`.
    Source,
    /// The type of a fact.
    Type,
    /// A value.
    Literal,
    /// An expression.
    Expression,
    /// `id { … }`, `{ … }` or `true { … }` with expressions.
    Criterion,
    /// `A to B …`.
    Range,
    /// `A … and B …`.
    Between,
    /// `{ fact = value … }`.
    Facts,
    /// `{ id verdict … }`.
    Expect,
    /// `A … relation B … { note }`.
    Edge,
    /// `name number unit { ja "…" en "…" }`, the last part perhaps left out.
    Figure,
    /// `id … in id …`.
    Of,
    /// `id { entries }`.
    Nested,
    /// `id { ja "…" en "…" }`, the second part perhaps left out.
    Column,
}

/// Keys of entries, with the rule of the grammar that takes them and what follows.
pub const ENTRIES: &[(&str, Form, &[&str])] = &[
    (
        "bilingual_key",
        Form::Bilingual,
        &[
            "title",
            "text",
            "cite",
            "says",
            "denies",
            "ask",
            "note",
            "because",
            "name",
            "also",
            "avoid",
            "differs",
            "verification",
            "issuer",
            "publisher",
            "basis",
        ],
    ),
    ("value_key", Form::Labelled, &["value", "correction", "undecided"]),
    ("strings_key", Form::Strings, &["aka", "also_cited", "url", "reading", "singular"]),
    (
        "word_key",
        Form::Word,
        &[
            "kind",
            "jurisdiction",
            "binding",
            "authentic",
            "hyphen",
            "label",
            "status",
            "from",
            "until",
            "date",
            "amends",
            "modality",
            "addressee",
            "stays",
            "theme",
            "alignment",
            "member",
            "relation",
            "applicability",
            "condition",
            "review_by",
            "as_of",
            "device",
            "field",
            "answers",
            "nature",
        ],
    ),
    (
        "words_key",
        Form::Words,
        &[
            "see",
            "members",
            "editions",
            "removes",
            "keeps",
            "except",
            "voids",
            "about",
            "defined_by",
            "like",
            "formerly",
        ],
    ),
    ("mark_key", Form::Mark, &["ids_only", "by_choice"]),
    ("on_key", Form::Words, &["on"]),
    ("source_key", Form::Source, &["source"]),
    ("type_key", Form::Type, &["type"]),
    ("base_key", Form::Literal, &["base"]),
    ("applies_key", Form::Expression, &["applies"]),
    ("continues_key", Form::Expression, &["continues"]),
    ("expression_key", Form::Expression, &["scope", "when", "for", "holds"]),
    ("meets_key", Form::Criterion, &["meets"]),
    ("criterion_key", Form::Criterion, &["criterion", "equals"]),
    ("at_least_key", Form::Criterion, &["at_least"]),
    ("range_key", Form::Range, &["numbering", "renumbers"]),
    ("splits_key", Form::Range, &["splits"]),
    ("between_key", Form::Between, &["between"]),
    ("facts_key", Form::Facts, &["facts"]),
    ("expect_key", Form::Expect, &["expect"]),
    ("edge_key", Form::Edge, &["edge"]),
    ("figure_key", Form::Figure, &["figure"]),
    ("of_key", Form::Of, &["of"]),
    ("edition_key", Form::Nested, &["edition"]),
    ("row_key", Form::Nested, &["row"]),
    ("column_key", Form::Column, &["column"]),
];

/// Words of expressions; no fact can be named like one.
pub const OPERATORS: &[&str] =
    &["all", "any", "not", "and", "or", "implies", "open", "items", "on_or_after", "in", "contains"];

/// Signs of comparisons.
pub const COMPARISONS: &[&str] = &["==", "!=", "<=", ">=", "<", ">"];

/// Types of facts.
pub const TYPES: &[&str] = &["flag", "concept", "date", "choice", "scale", "set", "number", "duration"];

/// What an edge may say.
pub const EDGES: &[&str] = &["equal", "equivalent", "subset", "superset", "intersects", "none"];

/// Words between the parts of an entry or of a claim.
pub const PARTICLES: &[&str] =
    &["ja", "en", "words", "at", "grade", "when", "for", "to", "by", "content", "law", "no"];

/// Signs and quotes in full width, none of which is part of a word, each with what is meant; quotes mean the one quote.
pub(super) const WIDE_SIGNS: &[(char, &str)] = &[
    ('“', "\""),
    ('”', "\""),
    ('„', "\""),
    ('「', "\""),
    ('」', "\""),
    ('『', "\""),
    ('』', "\""),
    ('«', "\""),
    ('»', "\""),
    ('＂', "\""),
    ('｛', "{"),
    ('｝', "}"),
    ('（', "("),
    ('）', ")"),
    ('＝', "="),
    ('＜', "<"),
    ('＞', ">"),
    ('≧', ">="),
    ('≦', "<="),
    ('≥', ">="),
    ('≤', "<="),
    ('≠', "!="),
    ('！', "!"),
    ('，', ","),
    ('、', ","),
];

/// Says whether a text begins with one of them.
pub(super) fn begins_with_wide_sign(text: &str) -> bool {
    text.chars().next().is_some_and(|first| WIDE_SIGNS.iter().any(|(sign, _)| *sign == first))
}

/// The item that is no block.
pub const DEFINE: &str = "define";
/// What holds.
pub const TRUE: &str = "true";
/// What does not hold.
pub const FALSE: &str = "false";
/// A day that nobody knows.
pub const UNKNOWN: &str = "unknown";
/// No provision.
pub const NONE: &str = "none";
/// Every requirement.
pub const ALL: &str = "all";

/// Words that stand for a value.
pub const LITERALS: &[&str] = &[TRUE, FALSE, UNKNOWN, NONE, ALL];

/// Returns every key of an entry with what follows it.
pub fn entries() -> impl Iterator<Item = (&'static str, Form)> {
    ENTRIES.iter().flat_map(|(_, form, keys)| keys.iter().map(|key| (*key, *form)))
}

/// Returns the key that a text is, with what follows it.
pub(super) fn entry(text: &str) -> Option<(&'static str, Form)> {
    entries().find(|(key, _)| *key == text)
}

/// Returns every word that starts an item or an entry.
pub fn keys() -> impl Iterator<Item = &'static str> {
    let entries = entries().map(|(key, _)| key).filter(|key| !ITEMS.contains(key));
    ITEMS.iter().copied().chain(entries)
}

/// Returns the word of the table that a text is.
pub(super) fn key(text: &str) -> Option<&'static str> {
    keys().find(|key| *key == text)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Returns the body of each rule of the grammar.
    fn rules() -> BTreeMap<&'static str, String> {
        let mut rules: BTreeMap<&str, String> = BTreeMap::new();
        let mut current = "";
        for line in include_str!("kijun.pest").lines().filter(|line| !line.starts_with("//")) {
            if let Some((name, rest)) = line.split_once('=').filter(|_| !line.starts_with(' ')) {
                current = name.trim();
                rules.insert(current, plain(rest));
            } else if let Some(body) = rules.get_mut(current) {
                body.push_str(&plain(line));
            }
        }
        assert!(rules.len() > 100, "the grammar was not found");
        rules
    }

    /// Takes escapes away, which end no string.
    fn plain(text: &str) -> String {
        text.replace("\\\\", "").replace("\\\"", "")
    }

    /// Returns the quoted strings of a rule.
    fn quoted(body: &str) -> BTreeSet<&str> {
        body.split('"').skip(1).step_by(2).filter(|it| !it.is_empty()).collect()
    }

    /// Returns the words that these rules of the grammar take.
    fn taken<'a>(rules: &'a BTreeMap<&str, String>, names: &[&str]) -> BTreeSet<&'a str> {
        names.iter().flat_map(|name| quoted(&rules[*name])).collect()
    }

    fn set<'a>(words: &[&'a str]) -> BTreeSet<&'a str> {
        assert_eq!(words.len(), words.iter().collect::<BTreeSet<_>>().len(), "{words:?} repeats a word");
        words.iter().copied().collect()
    }

    #[test]
    fn the_grammar_takes_the_words_of_the_table_and_no_others() {
        let rules = rules();
        assert_eq!(taken(&rules, &["item_word", "define_word", "claim_word"]), set(ITEMS));
        let mut seen: BTreeSet<&str> = ["item_word", "define_word", "claim_word"].into();
        for (rule, _, keys) in ENTRIES {
            assert_eq!(taken(&rules, &[rule]), set(keys), "{rule}");
            assert!(seen.insert(rule), "{rule} stands twice");
        }
        let operators: Vec<&str> = rules["reserved"].split(['{', '}', '|']).map(str::trim).collect();
        let operators: Vec<&str> = operators.into_iter().filter(|it| rules.contains_key(*it)).collect();
        assert_eq!(taken(&rules, &operators), set(OPERATORS));
        seen.extend(operators);
        for (names, words) in [
            (&["operator"][..], COMPARISONS),
            (&["plain_type", "scale_word", "choice_word", "set_word", "number_word", "duration_word"], TYPES),
            (&["edge_relation"], EDGES),
        ] {
            assert_eq!(taken(&rules, names), set(words), "{names:?}");
            seen.extend(names);
        }
        let signs: BTreeSet<String> = WIDE_SIGNS.iter().map(|(sign, _)| sign.to_string()).collect();
        assert_eq!(taken(&rules, &["wide_sign"]), signs.iter().map(String::as_str).collect());
        let rest = rules.iter().filter(|(name, _)| !seen.contains(*name));
        let words: BTreeSet<&str> = rest
            .flat_map(|(_, body)| quoted(body))
            .filter(|it| it.len() > 1 && it.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_'))
            .collect();
        let particles: BTreeSet<&str> =
            PARTICLES.iter().chain(&["true", "none", "note", "scope", "says", "denies"]).copied().collect();
        assert_eq!(words, particles, "words of rules that belong to no list");
    }

    #[test]
    fn every_key_of_the_grammar_is_a_key_anywhere() {
        let rules = rules();
        let keys: BTreeSet<&str> = ENTRIES.iter().map(|(rule, ..)| *rule).collect();
        let any: BTreeSet<&str> = rules["any_key"].split(['{', '}', '|', ' ']).map(str::trim).collect();
        let any: BTreeSet<&str> = any.into_iter().filter(|it| rules.contains_key(*it)).collect();
        assert_eq!(any, keys);
        let named: BTreeSet<&str> = rules.keys().copied().filter(|name| name.ends_with("_key")).collect();
        assert_eq!(named.into_iter().filter(|it| *it != "any_key").collect::<BTreeSet<_>>(), keys);
    }

    #[test]
    fn no_key_belongs_to_two_shapes() {
        let all: Vec<&str> = entries().map(|(key, _)| key).collect();
        assert_eq!(set(&all).len(), all.len());
    }
}
