//! What stands under an id, for people: a label and a value a line, nothing where there is nothing to say.

use crate::lang::{Bilingual, Lang};
use crate::lexicon::InstrumentKind;
use crate::msg;
use crate::report::table::columns;
use crate::view::citation::{Paper, Source, SourceRef};
use crate::view::fact::Fact;
use crate::view::failure;
use crate::view::instrument::{Edition, Instrument, list_mark};
use crate::view::provision::{Counterpart, Provision, Transition};
use crate::view::tree::FactValue;
use crate::view::vocabulary::{Requirement, Term};

mod device;
mod pairs;
mod words;

/// Labels and values in one language.
#[derive(Debug)]
pub(super) struct Sheet {
    lang: Lang,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    /// Returns the lines, values aligned.
    pub(super) fn text(&self) -> String {
        columns(&self.rows)
    }

    fn new(lang: Lang, id: &str) -> Self {
        Self { lang, rows: Vec::new() }.with(&msg!(ja: "識別子", en: "id"), id)
    }

    /// Adds a value, whose further lines stand below its first.
    fn with(mut self, label: &Bilingual, value: &str) -> Self {
        for (at, line) in value.lines().enumerate() {
            let label = if at == 0 { label.get(self.lang).clone() } else { String::new() };
            self.rows.push(vec![label, line.to_owned()]);
        }
        self
    }

    fn text_of(self, label: &Bilingual, value: &Bilingual) -> Self {
        let value = value.get(self.lang).clone();
        self.with(label, &value)
    }

    fn maybe(self, label: &Bilingual, value: Option<&Bilingual>) -> Self {
        match value {
            Some(value) => self.text_of(label, value),
            None => self,
        }
    }

    fn sources(self, sources: &[SourceRef]) -> Self {
        let lang = self.lang;
        let one = |it: &SourceRef| {
            let at = it.place.as_ref().map(|it| it.get(lang).as_str()).unwrap_or_default();
            let grade = it.grade.map(|it| it.title().get(lang).clone()).unwrap_or_default();
            let id = &it.source;
            msg!(ja: "{id} {at}（{grade}）", en: "{id} {at} ({grade})").get(lang).clone()
        };
        sources.iter().fold(self, |sheet, it| sheet.with(&msg!(ja: "出典", en: "source"), &one(it)))
    }

    /// Shows a provision below its head and text.
    pub(super) fn provision(it: &Provision, lang: Lang) -> Self {
        let from = it.from.map(|day| day.to_string()).unwrap_or_default();
        let mut sheet = Self { lang, rows: Vec::new() }
            .with(&msg!(ja: "義務の強さ", en: "modality"), &it.modality.title_in(it.status).get(lang).clone())
            .with(&msg!(ja: "状態", en: "status"), &it.status.title_of(it.kind).get(lang).clone())
            .with(&msg!(ja: "適用開始日", en: "from"), &from)
            .maybe(&msg!(ja: "示した文書", en: "paper"), it.paper.as_ref().map(Paper::line).as_ref())
            .maybe(&msg!(ja: "適用", en: "applies"), it.applies_reading.as_ref());
        if let Some(rule) = &it.transition {
            sheet = sheet.transition(rule);
        }
        sheet = sheet.with(&msg!(ja: "経過措置", en: "transition"), &it.transitions.join(", "));
        for criterion in &it.criteria {
            let of = criterion.requirement.as_deref().unwrap_or_default();
            let label = if it.modality.is_against() {
                msg!(ja: "基準（満たすべき状態） {of}", en: "criterion (what has to hold) {of}")
            } else {
                msg!(ja: "基準 {of}", en: "criterion {of}")
            };
            sheet = sheet.maybe(&label, criterion.reading.as_ref());
        }
        for read in &it.interpretations {
            let (id, cite, said) = (&read.id, read.cite.get(lang), read.reading.get(lang));
            let text = msg!(ja: "{said}（{cite}、{id}）", en: "{said} ({cite}, {id})");
            sheet = sheet.text_of(&msg!(ja: "解釈", en: "interpretation"), &text);
        }
        let counterpart = |it: &Counterpart| {
            let id = &it.id;
            let said = match (it.relation, it.applicability) {
                (Some(relation), Some(applies)) => {
                    let (relation, applies) = (relation.title(), applies.title());
                    let (relation, applies) = (relation.get(lang), applies.get(lang));
                    msg!(ja: "{relation}、適用は{applies}", en: "{relation}, {applies}")
                }
                _ => failure::not_compared(),
            };
            let said = said.get(lang);
            msg!(ja: "{id}（{said}）", en: "{id} ({said})").get(lang).clone()
        };
        for it in &it.counterparts {
            sheet = sheet.with(&msg!(ja: "対応する規定", en: "counterpart"), &counterpart(it));
        }
        sheet
            .with(&msg!(ja: "参照", en: "references"), &it.references.join(", "))
            .with(&msg!(ja: "被参照", en: "referenced by"), &it.referenced_by.join(", "))
            .sources(&it.sources)
            .maybe(&note(), it.note.as_ref())
    }

    /// Shows what a transitional rule does.
    fn transition(self, it: &Transition) -> Self {
        let of = match it.of.as_slice() {
            [] => msg!(ja: "版の全体", en: "the whole edition"),
            of => Bilingual::same(of.join(", ")),
        };
        self.text_of(&msg!(ja: "対象の製品", en: "products"), &it.products.reading)
            .text_of(&msg!(ja: "対象の規定", en: "of"), &of)
            .with(&msg!(ja: "除く規定", en: "but"), &it.except.join(", "))
            .text_of(&msg!(ja: "扱い", en: "effect"), &it.effect())
            .with(&msg!(ja: "従前の版", en: "earlier edition"), it.stays.as_deref().unwrap_or_default())
    }

    /// Shows a requirement.
    pub(super) fn requirement(it: &Requirement, lang: Lang) -> Self {
        Self::new(lang, &it.id)
            .text_of(&title(), &it.title)
            .text_of(&msg!(ja: "内容", en: "text"), &it.text)
            .with(&msg!(ja: "主題", en: "theme"), it.theme.as_deref().unwrap_or_default())
            .maybe(&note(), it.note.as_ref())
            .with(&msg!(ja: "規定", en: "provisions"), &it.provisions.join(", "))
            .with(&msg!(ja: "他の版の規定", en: "elsewhere"), &it.elsewhere.join(", "))
    }

    /// Shows a fact.
    pub(super) fn fact(it: &Fact, lang: Lang) -> Self {
        let words: Vec<String> = it.words.iter().map(|it| written(&it.label, &it.word, lang)).collect();
        let range = it.range.map(|it| format!("{}..{}", it.lo, it.hi)).unwrap_or_default();
        Self::new(lang, &it.id)
            .text_of(&title(), &it.title)
            .text_of(&msg!(ja: "質問", en: "ask"), &it.ask)
            .with(&msg!(ja: "型", en: "type"), &it.kind.title().get(lang).clone())
            .with(&msg!(ja: "性質", en: "nature"), &it.nature.title().get(lang).clone())
            .maybe(&msg!(ja: "単位", en: "unit"), it.unit_title.as_ref())
            .with(&msg!(ja: "範囲", en: "range"), &range)
            .with(&msg!(ja: "値", en: "words"), &words.join(", "))
            .with(&msg!(ja: "基準値", en: "base"), &base(it, lang))
            .with(&msg!(ja: "規定", en: "provision"), it.provision.as_deref().unwrap_or_default())
            .maybe(&note(), it.note.as_ref())
    }

    /// Shows an instrument.
    pub(super) fn instrument(it: &Instrument, lang: Lang) -> Self {
        let edition = |it: &Edition| {
            let (id, Bilingual { ja, en }) = (&it.id, list_mark(it.ids_only));
            if it.ids_only { msg!(ja: "{id}（{ja}）", en: "{id} ({en})") } else { Bilingual::same(id) }
        };
        let editions: Vec<String> = it.editions.iter().map(|it| edition(it).get(lang).clone()).collect();
        Self::new(lang, &it.id)
            .text_of(&title(), &it.title)
            .with(&msg!(ja: "別名", en: "aka"), &it.aka.join(", "))
            .with(&msg!(ja: "種類", en: "kind"), &it.kind.title().get(lang).clone())
            .with(&msg!(ja: "国・地域", en: "jurisdiction"), &it.jurisdiction)
            .text_of(&msg!(ja: "発行者", en: "issuer"), &it.issuer)
            .with(&msg!(ja: "拘束力", en: "binding"), &it.binding.title().get(lang).clone())
            .with(&msg!(ja: "正文の言語", en: "authentic"), &it.authentic.title().get(lang).clone())
            .with(&msg!(ja: "公式の掲載先", en: "url"), it.url.as_deref().unwrap_or_default())
            .maybe(&note(), it.note.as_ref())
            .with(&msg!(ja: "現行の版", en: "current"), it.current.as_deref().unwrap_or_default())
            .with(&msg!(ja: "版", en: "editions"), &editions.join(", "))
    }

    /// Shows a term.
    pub(super) fn term(it: &Term, lang: Lang) -> Self {
        Self::new(lang, &it.id)
            .text_of(&msg!(ja: "用語", en: "name"), &it.name)
            .with(&msg!(ja: "読み", en: "reading"), it.reading.as_deref().unwrap_or_default())
            .with(&msg!(ja: "同義語", en: "also"), &it.also.get(lang).join(", "))
            .with(&msg!(ja: "用いない表記", en: "avoid"), &it.avoid.get(lang).join(", "))
            .text_of(&msg!(ja: "意味", en: "text"), &it.text)
            .maybe(&msg!(ja: "文書による違い", en: "differs"), it.differs.as_ref())
            .with(&msg!(ja: "定義する規定", en: "defined by"), &it.defined_by.join(", "))
            .sources(&it.sources)
    }

    /// Shows a source.
    pub(super) fn source(it: &Source, lang: Lang) -> Self {
        let date = it.date.map(|day| day.to_string()).unwrap_or_default();
        Self::new(lang, &it.id)
            .text_of(&title(), &it.title)
            .maybe(&msg!(ja: "種類", en: "kind"), it.kind.map(InstrumentKind::title).as_ref())
            .maybe(&msg!(ja: "発行者", en: "publisher"), it.publisher.as_ref())
            .with(&msg!(ja: "掲載先", en: "url"), it.url.as_deref().unwrap_or_default())
            .with(&msg!(ja: "日付", en: "date"), &date)
            .maybe(&note(), it.note.as_ref())
    }
}

fn title() -> Bilingual {
    msg!(ja: "題名", en: "title")
}

fn note() -> Bilingual {
    msg!(ja: "注", en: "note")
}

/// Returns what a value is called, with the word of product files for it.
fn written(label: &Bilingual, word: &str, lang: Lang) -> String {
    let Bilingual { ja, en } = label;
    msg!(ja: "{ja}（「{word}」）", en: "{en} (`{word}`)").get(lang).clone()
}

fn base(it: &Fact, lang: Lang) -> String {
    let of_word = |word: &String| match it.words.iter().find(|known| known.word == *word) {
        Some(known) => written(&known.label, word, lang),
        None => word.clone(),
    };
    match &it.base {
        FactValue::Flag(true) => written(&msg!(ja: "はい", en: "yes"), "true", lang),
        FactValue::Flag(false) => written(&msg!(ja: "いいえ", en: "no"), "false", lang),
        FactValue::Number(number) => number.to_string(),
        FactValue::Word(word) => of_word(word),
        FactValue::Words(words) => words.iter().map(of_word).collect::<Vec<_>>().join(", "),
    }
}
