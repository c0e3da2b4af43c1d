//! The words that say what a number of a citation is: article, 条, section, Schedule, 項.
//!
//! A number is found whatever word stands before it; the words decide whether one may be meant alone.

/// What a number is called, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Units(u16);

impl Units {
    /// No word at all.
    pub const NONE: Self = Self(0);
    /// `Article`.
    pub const ARTICLE: Self = Self(1);
    /// 条, which is an article of one law and a section of another.
    pub const JO: Self = Self(1 << 1);
    /// `section`, `s.`, `§` and 節.
    pub const SECTION: Self = Self(1 << 2);
    /// `regulation`, `rule` and 規則.
    pub const REGULATION: Self = Self(1 << 3);
    /// `clause`.
    pub const CLAUSE: Self = Self(1 << 4);
    /// `provision` and 規定.
    pub const PROVISION: Self = Self(1 << 5);
    /// `Schedule`.
    pub const SCHEDULE: Self = Self(1 << 6);
    /// `Annex` and 附属書.
    pub const ANNEX: Self = Self(1 << 7);
    /// `chapter` and 章.
    pub const CHAPTER: Self = Self(1 << 8);
    /// `guideline` and 指針.
    pub const GUIDELINE: Self = Self(1 << 9);
    /// `principle` and 原則.
    pub const PRINCIPLE: Self = Self(1 << 10);

    /// Returns both sets together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Says whether all of these are among others.
    pub fn are_among(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }

    /// Says whether no word is among them.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Says whether one of them is an English word for the number of a whole law.
    pub(super) fn name_in_english(self) -> bool {
        let english = Self::ARTICLE.with(Self::SECTION).with(Self::REGULATION).with(Self::CLAUSE);
        self.0 & english.0 != 0
    }

    /// Returns the set as a number, for another program.
    pub fn bits(self) -> u16 {
        self.0
    }
}

/// What a word does in a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It says what a number is, and may be left out.
    Unit(Units),
    /// It says what a number is and is a part of the number: `Annex I` is not `Article 1`.
    Kept(Units),
    /// It says nothing.
    Noise,
    /// It stands for itself.
    Plain,
}

/// Each with the words for it, the first of which is how all are spelt in a name.
const WORDS: &[(Role, &[&str])] = &[
    (Role::Unit(Units::ARTICLE), &["art", "arts", "article", "articles"]),
    (Role::Unit(Units::SECTION), &["sec", "secs", "section", "sections", "ss", "§", "節"]),
    (Role::Unit(Units::REGULATION), &["reg", "regs", "regulation", "regulations", "rule", "rules", "規則"]),
    (Role::Unit(Units::CLAUSE), &["cl", "clause", "clauses"]),
    (Role::Unit(Units::PROVISION), &["prov", "provision", "provisions", "規定"]),
    (Role::Kept(Units::SCHEDULE), &["annex", "sch", "sched", "schedule", "schedules"]),
    (Role::Kept(Units::ANNEX), &["annex", "annexe", "annexes", "附属書", "別表"]),
    (Role::Unit(Units::CHAPTER), &["ch", "chap", "chapter", "章"]),
    (Role::Unit(Units::GUIDELINE), &["guideline", "guidelines", "指針"]),
    (Role::Unit(Units::PRINCIPLE), &["principle", "principles", "原則"]),
    (Role::Unit(Units::JO), &["条"]),
    (Role::Unit(Units::NONE), &["part", "parts", "pt", "部", "パート"]),
    (
        Role::Unit(Units::NONE),
        &[
            "para",
            "paras",
            "paragraph",
            "paragraphs",
            "subparagraph",
            "subpara",
            "subsection",
            "項",
            "条項",
            "項目",
        ],
    ),
    (Role::Unit(Units::NONE), &["item", "items", "point", "points", "号"]),
    (Role::Noise, &["the", "of", "under", "see", "cf", "第", "の"]),
    (Role::Plain, &["v", "ver", "version", "edition", "ed"]),
    (Role::Plain, &["level", "レベル"]),
    (Role::Plain, &["class", "クラス"]),
];

/// Those of one character that mean a unit behind a number only: 部 of 第Ⅰ部, not of 総務部.
const BEHIND: &[&str] = &["条", "項", "号", "章", "節", "部"];

/// Returns what a word does, and how it is spelt in a name. `Annex` is no Schedule, though both are spelt alike.
pub(super) fn of(word: &str) -> (Role, &str) {
    let exact = |(role, words): &(Role, &'static [&'static str])| {
        let at = words.iter().position(|known| *known == word)?;
        let shared = matches!(role, Role::Kept(Units::SCHEDULE)) && at == 0;
        (!shared).then(|| (*role, words.first().copied().unwrap_or_default()))
    };
    WORDS.iter().find_map(exact).unwrap_or((Role::Plain, word))
}

/// Returns the word with which a Japanese text begins that is a token of its own; `numbered` behind a number.
pub(super) fn leading(text: &str, numbered: bool) -> Option<&'static str> {
    const OWN: &[&str] =
        &["ただし書", "本文", "附属書", "条項", "項目", "別表", "規則", "規定", "指針", "原則", "第"];
    const KATAKANA: &[&str] = &["レベル", "クラス", "パート"];
    let begins = |word: &&&str| text.starts_with(**word);
    let own = OWN.iter().chain(KATAKANA).find(begins);
    own.or_else(|| BEHIND.iter().filter(|_| numbered).find(begins)).copied()
}
