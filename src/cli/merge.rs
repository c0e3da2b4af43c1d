//! `kijun merge`.

use std::fmt::Write as _;

use crate::lang::{Bilingual, Lang};
use crate::model::value::jurisdiction;
use crate::msg;
use crate::norm::Base;
use crate::query::merge::{self, Asked};
use crate::view::merged::{Merged, MergedOn, merged};

use super::args::{Common, Format, Merge};
use super::failed::Failed;
use super::session;
use super::stream::answer;
use super::{FINDINGS, FINE};

pub(super) fn run(common: &Common, args: &Merge) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let session = session::load_checked(common)?;
    let mut with = Vec::new();
    for id in &args.with {
        with.extend(session.find(id.trim())?);
    }
    let markets = markets(session.kb(), &args.markets)?;
    let merge = merge::merge(session.kb(), &Asked { markets, with });
    let shown = merged(session.kb(), &merge);
    answer(&shown, format, |it| render(it, session.lang))?;
    let conflict = shown.requirements.iter().any(|it| it.conflict.is_some());
    Ok(if conflict { FINDINGS } else { FINE })
}

/// Returns the codes of the markets that were asked for, each one known.
fn markets(kb: Base<'_>, asked: &[String]) -> Result<Vec<String>, Failed> {
    let known =
        |code: &str| kb.jurisdictions.iter().find(|it| it.id.eq_ignore_ascii_case(jurisdiction(code)));
    let found = asked.iter().map(|market| {
        let market = market.trim();
        known(market).map(|it| it.id.clone()).ok_or_else(|| {
            let list = kb.jurisdictions.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", ");
            Failed(msg!(
                ja: "「{market}」という市場はない。市場: {list}（UKはGBと読む）",
                en: "there is no market `{market}`; the markets are: {list} (UK is read as GB)",
            ))
        })
    });
    found.collect()
}

fn render(shown: &Merged, lang: Lang) -> String {
    let editions = shown.editions.join(", ");
    let mut out = msg!(ja: "合成した版: {editions}\n", en: "merged: {editions}\n").get(lang).clone();
    if !shown.empty_markets.is_empty() {
        let list = shown.empty_markets.join(", ");
        out.push_str(msg!(ja: "義務を課す文書がない市場: {list}\n", en: "markets without a mandatory instrument: {list}\n").get(lang));
    }
    for it in &shown.requirements {
        out.push_str(&requirement(it, lang));
    }
    let upcoming = shown.upcoming.join(", ");
    if !upcoming.is_empty() {
        out.push_str(
            msg!(ja: "\nまだ適用されていない規定: {upcoming}\n", en: "\nnot yet applicable: {upcoming}\n")
                .get(lang),
        );
    }
    out
}

fn requirement(it: &MergedOn, lang: Lang) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "\n{}  {}", it.requirement, it.title.get(lang));
    for demand in &it.conjuncts {
        let _ = writeln!(out, "  - {}", demand.criterion.reading.get(lang));
        if let Some(applies) = &demand.applies {
            let condition = applies.reading.get(lang);
            out.push_str(msg!(ja: "      適用: {condition}\n", en: "      applies: {condition}\n").get(lang));
        }
        let by = demand.by.join(", ");
        out.push_str(msg!(ja: "      根拠: {by}\n", en: "      by: {by}\n").get(lang));
    }
    for dominated in &it.dominated {
        let (id, by) = (&dominated.id, dominated.by.join(", "));
        out.push_str(
            msg!(ja: "  （{id} は {by} に含まれる）\n", en: "  ({id} is implied by {by})\n").get(lang),
        );
    }
    if let Some(core) = &it.conflict {
        let core = core.join(", ");
        out.push_str(msg!(ja: "  矛盾: {core} を同時に満たす製品はない\n", en: "  conflict: no product meets {core} together\n").get(lang));
    }
    if !it.silent.is_empty() {
        let list = it.silent.join(", ");
        out.push_str(msg!(ja: "  基準のない規定: {list}\n", en: "  without a criterion: {list}\n").get(lang));
    }
    if let Some(Bilingual { ja, en }) = &it.failure {
        out.push_str(msg!(ja: "  合成できない: {ja}\n", en: "  cannot be merged: {en}\n").get(lang));
    }
    out
}
