//! What of an assessment fits a screen, in words: what fails and why, what mends it, what comes next.
//!
//! One wording for the terminal and for every format that a pipeline reads.

use std::collections::BTreeMap;

use crate::lang::{Bilingual, Lang};
use crate::lexicon::Outcome;
use crate::msg;
use crate::query::WORST_FIRST;

use super::assessment::{Assessment, Culprit, InstrumentResult, ProvisionResult};
use super::day::Day;
use super::diagnostics::{Entry, Place};
use super::run::is_open;
use super::stated::Stated;

/// The name under which a product is told that a pipe describes.
const PIPE: &str = "-";

/// What begins on a day.
#[derive(Clone, Debug)]
pub struct Begin<'a> {
    /// The day; none where it is not known.
    pub from: Option<Day>,
    /// The instrument.
    pub of: &'a InstrumentResult,
    /// The provisions that begin and may concern the product.
    pub provisions: usize,
    /// How many of them are undecided, or need judgement, by these facts.
    pub open: usize,
    /// Those among them that it fails by the facts as they are now.
    pub failing: Vec<&'a ProvisionResult>,
}

impl Assessment {
    /// Returns what the product is called on one line: maker, name, model, version.
    pub fn called(&self) -> Option<String> {
        let it = self.product.as_ref()?;
        let parts = [&it.maker, &it.name, &it.model, &it.version];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(" / "))
    }

    /// Returns what names the product from version to version.
    pub fn key(&self) -> String {
        let named = self.product.as_ref().map(|it| [&it.maker, &it.name, &it.model]);
        let parts: Vec<&str> = named.iter().flatten().filter_map(|it| it.as_deref()).collect();
        if parts.is_empty() { self.file.clone().unwrap_or_default() } else { parts.join("\n") }
    }

    /// Returns the product file, where that is a file that others can open.
    pub fn product_file(&self) -> Option<&str> {
        self.file.as_deref().filter(|it| *it != PIPE)
    }

    /// Returns the numbers of verdicts, of which there are any, on one line.
    pub fn counted(&self) -> Bilingual {
        let all: usize = WORST_FIRST.iter().map(|it| self.counts.of(*it)).sum();
        let of = |lang: Lang| {
            let some = WORST_FIRST.iter().filter(|it| self.counts.of(**it) > 0);
            let some = some.map(|it| format!("{} {}", it.title().get(lang), self.counts.of(*it)));
            some.collect::<Vec<_>>().join(if lang == Lang::Ja { "、" } else { ", " })
        };
        let (ja, en) = (of(Lang::Ja), of(Lang::En));
        let plural = if all == 1 { "" } else { "s" };
        msg!(ja: "規定{all}件：{ja}", en: "{all} provision{plural}: {en}")
    }

    /// Returns what comes next, in the order of the days; what has no day comes last.
    pub fn next(&self) -> Vec<Begin<'_>> {
        let mut found: BTreeMap<(bool, Option<Day>, usize), Begin<'_>> = BTreeMap::new();
        for (at, of) in self.results.iter().enumerate() {
            for it in &of.provisions {
                let Some(later) = it.later.as_ref().filter(|it| it.verdict != Outcome::NotApplicable) else {
                    continue;
                };
                let begin = found.entry((later.from.is_none(), later.from, at)).or_insert_with(|| Begin {
                    from: later.from,
                    of,
                    provisions: 0,
                    open: 0,
                    failing: Vec::new(),
                });
                begin.provisions += 1;
                begin.open += usize::from(is_open(later.verdict));
                begin.failing.extend((later.verdict == Outcome::NotSatisfied).then_some(it));
            }
        }
        found.into_values().collect()
    }
}

impl Begin<'_> {
    /// Says what begins and what of it the product fails.
    pub fn said(&self) -> Bilingual {
        let Bilingual { ja: title_ja, en: title_en } = &self.of.title;
        let (id, count, failing) = (&self.of.instrument, self.provisions, self.failing.len());
        let cites = |lang: Lang| {
            let all: Vec<&str> = self.failing.iter().map(|it| it.cite.get(lang).as_str()).collect();
            all.join(if lang == Lang::Ja { "、" } else { ", " })
        };
        let (cites_ja, cites_en) = (cites(Lang::Ja), cites(Lang::En));
        let plural = if count == 1 { "" } else { "s" };
        let Bilingual { ja: day_ja, en: day_en } = match self.from {
            Some(day) => msg!(ja: "{day}", en: "{day}"),
            None => msg!(ja: "適用日未定", en: "no day yet"),
        };
        let fails = if failing == 0 {
            msg!(ja: "不適合となるものはない", en: "none fails")
        } else {
            msg!(ja: "不適合となるもの{failing}件（{cites_ja}）", en: "{failing} will fail ({cites_en})")
        };
        let (fails_ja, fails_en) = (fails.ja, fails.en);
        let open = match self.open {
            0 => Bilingual::default(),
            open => msg!(ja: "、決まらないもの{open}件", en: ", {open} cannot be told"),
        };
        let (open_ja, open_en) = (open.ja, open.en);
        msg!(
            ja: "{day_ja}：{title_ja}（{id}）の規定{count}件が始まる。今の事実では{fails_ja}{open_ja}。",
            en: "{day_en}: {count} provision{plural} of {title_en} ({id}) will apply; by the facts as they are {fails_en}{open_en}",
        )
    }
}

/// Says what is wrong with the product file, with its code and its place.
pub fn found(it: &Entry, lang: Lang) -> String {
    let severity = it.severity.title();
    let place = it.primary.as_ref().map(|it| placed(it) + ": ").unwrap_or_default();
    format!("{place}{}[{} {}]: {}", severity.get(lang), it.code, it.slug, it.title.get(lang))
}

/// Returns the instrument and the citation of a provision.
pub fn cited(of: &InstrumentResult, it: &ProvisionResult) -> Bilingual {
    Bilingual::from_fn(|lang| format!("{} {}", of.title.get(lang), it.cite.get(lang)))
}

/// Returns the citation of a provision with its title.
pub fn headed(of: &InstrumentResult, it: &ProvisionResult) -> Bilingual {
    let Bilingual { ja, en } = cited(of, it);
    let (title_ja, title_en) = (&it.title.ja, &it.title.en);
    msg!(ja: "{ja}「{title_ja}」", en: "{en}: {title_en}")
}

/// Says what the product file or the command line says, without its place.
pub fn stated(it: &Stated) -> String {
    format!("{} = {}", it.fact, it.written)
}

/// Says where a fact is stated: `product.toml:4:1`.
pub fn placed(place: &Place) -> String {
    format!("{}:{}:{}", place.file, place.line, place.column)
}

impl Culprit {
    /// Returns its place, where that is in a file that others can open.
    pub fn openable(&self) -> Option<&Place> {
        self.place.as_ref().filter(|it| it.file != PIPE)
    }

    /// Says what is stated, and where.
    pub fn said(&self) -> Bilingual {
        let fact = stated(&self.stated);
        match self.place.as_ref().map(placed) {
            Some(place) => msg!(ja: "{place}: {fact}", en: "{place}: {fact}"),
            None => msg!(ja: "--set: {fact}", en: "--set: {fact}"),
        }
    }
}

impl ProvisionResult {
    /// Returns the fact to which a failure is shown: the first that decides it.
    pub fn culprit(&self) -> Option<&Culprit> {
        self.culprits.first()
    }

    /// Returns the place of the first fact that decides a failure and stands in a file that others can open.
    pub fn place(&self) -> Option<&Place> {
        self.culprits.iter().find_map(Culprit::openable)
    }

    /// Says what mends a failure.
    pub fn mended(&self) -> Bilingual {
        let Some(repair) = &self.repair else {
            return msg!(
                ja: "設計、手順又は文書の変更だけで適合させる方法は見つからなかった。",
                en: "no change of design, process or documents alone was found that mends it",
            );
        };
        let changes: Vec<String> = repair.iter().map(stated).collect();
        let changes = changes.join(", ");
        msg!(ja: "最小の変更：{changes}", en: "smallest change: {changes}")
    }

    /// Says why a verdict that is no pass does not fail the run; none of a pass, and of what fails it.
    pub fn excuse(&self) -> Option<Bilingual> {
        let needs = self.needs.join(", ");
        let judgements = self.judgements.join(", ");
        let verdict = self.verdict.title();
        let (verdict_ja, verdict_en) = (verdict.ja, verdict.en);
        Some(match self.verdict {
            Outcome::Satisfied => return None,
            Outcome::NotSatisfied if self.fails => return None,
            Outcome::NotSatisfied if self.waiver.is_some() => self.waiver_said(),
            Outcome::NotSatisfied if self.known => {
                msg!(ja: "{verdict_ja}（以前の結果にもあるもの）", en: "{verdict_en}, as it was in the baseline")
            }
            Outcome::NotSatisfied => {
                let modality = self.modality.title_in(self.status);
                let (ja, en) = (modality.ja, modality.en);
                msg!(
                    ja: "{verdict_ja}（{ja}。実行の成否に影響しない）",
                    en: "{verdict_en}, which does not fail the run ({en})",
                )
            }
            Outcome::Undecided if self.because.is_some() || needs.is_empty() => self.with_reason(),
            Outcome::Undecided => {
                msg!(ja: "{verdict_ja}。分からない事実：{needs}", en: "{verdict_en}; unknown: {needs}")
            }
            Outcome::NeedsJudgement => {
                msg!(ja: "{verdict_ja}。判断すべきこと：{judgements}", en: "{verdict_en}; to be judged: {judgements}")
            }
            Outcome::NotApplicable => self.with_reason(),
        })
    }

    /// Says that a failure is waived, why, by whom and how long.
    fn waiver_said(&self) -> Bilingual {
        let Bilingual { ja, en } = self.verdict.title();
        let Some(it) = &self.waiver else { return Bilingual { ja, en } };
        let (why, owner, approver, expiry) = (&it.justification, &it.owner, &it.approver, it.expiry);
        msg!(
            ja: "{ja}（{expiry}まで免除：「{why}」。責任者 {owner}、承認者 {approver}）",
            en: "{en}, waived until {expiry}: {why} (owner {owner}, approver {approver})",
        )
    }

    /// Returns a verdict and why it is none of content; of what begins later the day, and what becomes of it then.
    fn with_reason(&self) -> Bilingual {
        let Bilingual { ja, en } = self.verdict.title();
        let Bilingual { ja, en } = match self.because.map(crate::lexicon::Because::title) {
            Some(Bilingual { ja: why_ja, en: why_en }) => msg!(ja: "{ja}（{why_ja}）", en: "{en}: {why_en}"),
            None => Bilingual { ja, en },
        };
        let Some(later) = &self.later else { return Bilingual { ja, en } };
        let Bilingual { ja: then_ja, en: then_en } = later.verdict.title();
        match later.from {
            Some(day) => msg!(
                ja: "{ja}。{day}から適用され、今の事実では「{then_ja}」となる。",
                en: "{en}; from {day}, by the facts as they are: {then_en}",
            ),
            None => msg!(
                ja: "{ja}。適用されれば、今の事実では「{then_ja}」となる。",
                en: "{en}; once it applies, by the facts as they are: {then_en}",
            ),
        }
    }
}
