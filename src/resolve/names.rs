//! The only maps from ids to indices, one a kind.
//!
//! Reports duplicates, ids that differ in case only, malformed and look-alike ids, and unknown ids with what
//! was meant. An id whose item could not be read is never reported as unknown.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::iroha;
use crate::lang::Bilingual;
use crate::model::{
    AlignmentIdx, DefineIdx, EditionIdx, FactIdx, InstrumentIdx, RequirementIdx, SourceIdx, ThemeIdx,
};
use crate::msg;
use crate::near;
use crate::source::Span;
use crate::syntax::ast::Name;

use super::look_alike::ascii_of;

/// Ids of one kind.
#[derive(Clone, Debug)]
pub(super) struct Names<I> {
    /// What such an id is called in messages.
    what: Bilingual,
    known: BTreeMap<String, (I, Span)>,
    folded: BTreeMap<String, String>,
    /// Ids that are no more, each with the one that took its place.
    replaced: BTreeMap<String, String>,
}

impl<I: Copy> Names<I> {
    pub(super) fn new(ja: &str, en: &str) -> Self {
        Self {
            what: Bilingual::new(ja, en),
            known: BTreeMap::new(),
            folded: BTreeMap::new(),
            replaced: BTreeMap::new(),
        }
    }

    /// Declares an id; on a fault reports it and returns false.
    pub(super) fn declare(&mut self, name: &Name, idx: I, out: &mut Vec<Diagnostic>) -> bool {
        let key = &name.text;
        if !well_formed(name, out) {
            return false;
        }
        let Bilingual { ja, en } = &self.what;
        if let Some((_, first)) = self.known.get(key) {
            out.push(
                Diagnostic::new(Code::DuplicateId, msg!(ja: "{ja}「{key}」が二度宣言されている", en: "{en} `{key}` is declared twice"))
                    .at(name.span, msg!(ja: "二度目の宣言", en: "declared again"))
                    .and_at(*first, msg!(ja: "最初の宣言", en: "first declared here"))
                    .help(msg!(ja: "一方を取り除くか、識別子を変えてください。", en: "remove one of them or give it another id")),
            );
            return false;
        }
        let folded = key.to_ascii_lowercase();
        if let Some(other) = self.folded.get(&folded)
            && let Some((_, first)) = self.known.get(other)
        {
            out.push(
                Diagnostic::new(
                    Code::AmbiguousId,
                    msg!(ja: "「{key}」と「{other}」は大文字小文字だけが異なる", en: "`{key}` and `{other}` differ in case only"),
                )
                .at(name.span, msg!(ja: "この宣言", en: "this one"))
                .and_at(*first, msg!(ja: "もう一方の宣言", en: "the other one"))
                .help(msg!(
                    ja: "ファイル名とURLでは区別できないので、識別子を変えてください。",
                    en: "file names and addresses cannot tell them apart; change one",
                )),
            );
            return false;
        }
        self.folded.insert(folded, key.to_owned());
        self.known.insert(key.to_owned(), (idx, name.span));
        true
    }

    /// Returns where an id is declared.
    pub(super) fn place(&self, key: &str) -> Option<Span> {
        self.known.get(key).map(|(_, span)| *span)
    }

    pub(super) fn get(&self, key: &str) -> Option<I> {
        self.known.get(key).map(|(idx, _)| *idx)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = (&String, I)> {
        self.known.iter().map(|(id, (idx, _))| (id, *idx))
    }

    /// Looks an id up; reports it when it is unknown and no broken item declares it.
    pub(super) fn find(
        &self,
        name: &Name,
        broken: &BTreeSet<String>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<I> {
        if let Some(idx) = self.get(&name.text) {
            return Some(idx);
        }
        if !broken.contains(&name.text) {
            out.push(self.unknown(name));
        }
        None
    }

    /// Remembers that an id gave its place to another; one that is still declared cannot have.
    pub(super) fn replaced(&mut self, old: &Name, new: &Name, out: &mut Vec<Diagnostic>) {
        if !well_formed(old, out) {
            return;
        }
        let text = &old.text;
        let first = self.known.get(text).map(|(_, span)| *span);
        let before = self.replaced.insert(text.clone(), new.text.clone());
        if first.is_some() || before.is_some() {
            let Bilingual { ja, en } = &self.what;
            let found = Diagnostic::new(
                Code::DuplicateId,
                msg!(ja: "{ja}「{text}」が二度宣言されている", en: "{en} `{text}` is declared twice"),
            );
            let found = found.at(old.span, msg!(ja: "以前の識別子として", en: "here as a former id"));
            out.push(match first {
                Some(span) => found.and_at(span, msg!(ja: "最初の宣言", en: "first declared here")),
                None => found,
            });
        }
    }

    /// Says that an id is unknown and what may have been meant.
    pub(super) fn unknown(&self, name: &Name) -> Diagnostic {
        let text = &name.text;
        if let Some(ascii) = ascii_of(text) {
            return look_alike(name, &ascii);
        }
        let Bilingual { ja, en } = &self.what;
        let mut diagnostic = Diagnostic::new(
            Code::UnknownId,
            msg!(ja: "{ja}「{text}」は宣言されていない", en: "there is no {en} `{text}`"),
        )
        .here(name.span);
        if let Some(new) = self.replaced.get(text) {
            return diagnostic.help(msg!(
                ja: "「{new}」に置き換えられた。その宣言を見て書き直してください。",
                en: "it was replaced by `{new}`; see its declaration and write that",
            ));
        }
        let near = near::nearest(text, self.known.keys().map(String::as_str));
        if let Some(best) = near.first() {
            let (ja, en) = (near.join("」「"), near.join("`, `"));
            diagnostic = diagnostic
                .help(msg!(ja: "「{ja}」のことではありませんか。", en: "did you mean `{en}`?"))
                .suggest(name.span, *best);
        }
        diagnostic
    }
}

fn look_alike(name: &Name, ascii: &str) -> Diagnostic {
    let text = &name.text;
    let found = Diagnostic::new(
        Code::LookAlikeId,
        msg!(ja: "識別子「{text}」に全角又は紛らわしい文字がある", en: "the id `{text}` has full-width or look-alike letters"),
    )
    .here(name.span)
    .help(msg!(ja: "半角英数字で「{ascii}」と書いてください。", en: "write `{ascii}` in ASCII"))
    .suggest(name.span, ascii);
    if iroha::letters(text).any(|(_, place)| place.is_some()) {
        return found.note(msg!(
            ja: "号の細分イ、ロ、ハは、番号では「i」「ro」「ha」と綴る。",
            en: "what stands below an item, イ, ロ and ハ, is spelled `i`, `ro` and `ha` in a locator",
        ));
    }
    found
}

/// Reports an id that is not ASCII or not shaped like one.
pub(super) fn well_formed(name: &Name, out: &mut Vec<Diagnostic>) -> bool {
    let text = &name.text;
    if let Some(ascii) = ascii_of(text) {
        out.push(look_alike(name, &ascii));
        return false;
    }
    let edge = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    let inner = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.@:".contains(&byte));
    if inner && edge(text.bytes().next()) && edge(text.bytes().last()) && !text.contains("..") {
        return true;
    }
    out.push(
        Diagnostic::new(
            Code::MalformedId,
            msg!(ja: "「{text}」は識別子の形をしていない", en: "`{text}` is not a well-formed id"),
        )
        .here(name.span)
        .help(msg!(
            ja: "英数字で始まり英数字で終わる、「. - _」で区切った語にしてください。",
            en: "use letters and digits, separated by `.`, `-` or `_`",
        )),
    );
    false
}

/// Every id that is declared, by kind.
pub(super) struct Known {
    pub(super) sources: Names<SourceIdx>,
    pub(super) themes: Names<ThemeIdx>,
    pub(super) requirements: Names<RequirementIdx>,
    pub(super) units: Names<usize>,
    pub(super) addressees: Names<usize>,
    pub(super) groups: Names<()>,
    pub(super) jurisdictions: Names<()>,
    pub(super) facts: Names<FactIdx>,
    pub(super) defines: Names<DefineIdx>,
    pub(super) constraints: Names<()>,
    pub(super) unlikely: Names<()>,
    pub(super) terms: Names<()>,
    pub(super) instruments: Names<InstrumentIdx>,
    pub(super) editions: BTreeMap<InstrumentIdx, Names<EditionIdx>>,
    pub(super) deemings: Names<()>,
    pub(super) interpretations: Names<()>,
    pub(super) alignments: Names<AlignmentIdx>,
    pub(super) deviations: Names<()>,
    pub(super) proposals: Names<()>,
    pub(super) mappings: Names<()>,
    pub(super) claims: Names<()>,
    pub(super) notes: Names<()>,
    /// Positions in the knowledge base.
    pub(super) devices: Names<usize>,
    pub(super) tables: Names<()>,
}

impl Known {
    pub(super) fn new() -> Self {
        Self {
            sources: Names::new("出典", "source"),
            themes: Names::new("主題", "theme"),
            requirements: Names::new("要件", "requirement"),
            units: Names::new("単位", "unit"),
            addressees: Names::new("名宛人", "addressee"),
            groups: Names::new("事実の分野", "group of facts"),
            jurisdictions: Names::new("国・地域", "jurisdiction"),
            facts: Names::new("事実", "fact"),
            defines: Names::new("定義", "definition"),
            constraints: Names::new("制約", "constraint"),
            unlikely: Names::new("「unlikely」", "unlikely combination"),
            terms: Names::new("用語", "term"),
            instruments: Names::new("文書", "instrument"),
            editions: BTreeMap::new(),
            deemings: Names::new("みなし規定", "deeming"),
            interpretations: Names::new("解釈", "interpretation"),
            alignments: Names::new("整合群", "alignment"),
            deviations: Names::new("差異", "deviation"),
            proposals: Names::new("改正案", "proposal"),
            mappings: Names::new("対応表", "mapping"),
            claims: Names::new("主張", "claim"),
            notes: Names::new("注記", "note"),
            devices: Names::new("例示機器", "device"),
            tables: Names::new("表", "table"),
        }
    }
}
