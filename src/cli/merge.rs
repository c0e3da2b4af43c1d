//! `kijun merge`.

use crate::logic::domain::Value;
use crate::model::value::jurisdiction;
use crate::model::{FactType, RequirementIdx};
use crate::msg;
use crate::near::nearest;
use crate::norm::Base;
use crate::query::merge::{self, Asked};
use crate::query::product::Product;
use crate::view::merged::{MarketsFrom, Subject, merged};

use super::args::{Common, Format, Merge};
use super::failed::Failed;
use super::{FINDINGS, FINE, product, session, strictest};

/// The fact that says where a product is sold.
const MARKETS: &str = "product.markets";

pub(super) fn run(common: &Common, args: &Merge) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let session = session::load_checked(common)?;
    let kb = session.kb();
    let mut with = Vec::new();
    for id in &args.with {
        with.extend(session.find(id.trim())?);
    }
    let on = args.on.iter().map(|id| requirement(kb, id.trim())).collect::<Result<Vec<_>, _>>()?;
    let product = product::read(kb, args.product.as_deref(), &[])?.product;
    let (markets, markets_from) = markets(kb, &args.markets, &product)?;
    let asked = Asked { markets: markets.clone(), with, on, known: product.facts };
    let merge = merge::merge(kb, &asked);
    let shown = merged(kb, &merge, &Subject { product: product.identity, markets, markets_from });
    session.answer(&shown, format, |it| strictest::page(it, session.lang))?;
    let conflict = shown.requirements.iter().any(|it| it.conflict.is_some());
    Ok(if conflict { FINDINGS } else { FINE })
}

fn requirement(kb: Base<'_>, id: &str) -> Result<RequirementIdx, Failed> {
    kb.kb.requirement_ids.get(id).copied().ok_or_else(|| {
        let near = nearest(id, kb.kb.requirement_ids.keys().map(String::as_str));
        let (ja, en) = (near.join("」「"), near.join("`, `"));
        Failed(if near.is_empty() {
            msg!(
                ja: "「{id}」という要件はない。「kijun list requirements」で一覧になる",
                en: "there is no requirement `{id}`; `kijun list requirements` has them",
            )
        } else {
            msg!(
                ja: "「{id}」という要件はない。近いもの: 「{ja}」",
                en: "there is no requirement `{id}`; near ones are: `{en}`",
            )
        })
    })
}

/// Returns the markets that are asked about: those named, else those that the product states, else all.
fn markets(kb: Base<'_>, named: &[String], product: &Product) -> Result<(Vec<String>, MarketsFrom), Failed> {
    if !named.is_empty() {
        return Ok((known(kb, named)?, MarketsFrom::Asked));
    }
    let fact = kb.kb.fact_ids.get(MARKETS).copied();
    let stated = fact.and_then(|idx| Some((idx, product.facts.get(&idx).copied()?)));
    let Some((idx, Value::Set(mask))) = stated else {
        return Ok((kb.jurisdictions.iter().map(|it| it.id.clone()).collect(), MarketsFrom::Unstated));
    };
    let FactType::Set(words) = &kb.facts[idx].ty else { return Ok((Vec::new(), MarketsFrom::Product)) };
    let sold = words.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0);
    let sold: Vec<String> = sold.map(|(_, word)| word.word.clone()).collect();
    if sold.is_empty() {
        return Err(Failed(msg!(
            ja: "製品のファイルの「{MARKETS}」に市場がない。市場を述べるか、「--markets」で指定してください。",
            en: "`{MARKETS}` of the product file names no market; state one, or use --markets",
        )));
    }
    Ok((known(kb, &sold)?, MarketsFrom::Product))
}

/// Returns the codes of the markets that were asked for, each one known.
fn known(kb: Base<'_>, asked: &[String]) -> Result<Vec<String>, Failed> {
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
