//! `kijun init`.

use std::path::Path;

use crate::export;
use crate::logic::domain::Facts;
use crate::msg;
use crate::output;
use crate::query::asked;
use crate::query::market::MARKETS;
use crate::view::fact::{Fact, fact};

use super::args::{Common, Format, Init};
use super::failed::Failed;
use super::stream::{print, say};
use super::{FINE, assess, session};

pub(super) fn run(common: &Common, args: &Init) -> Result<u8, Failed> {
    session::format(common, &[Format::Text])?;
    if let Some(out) = args.out.as_deref().filter(|it| it.exists()) {
        return Err(taken(out));
    }
    let session = session::load_checked(common)?;
    let kb = session.kb();
    let question = assess::question(&session, kb, &args.against, &Facts::new())?;
    let markets = kb.fact_ids.get(MARKETS).copied();
    let matter = asked::facts(kb, &question.asked);
    let order = markets.into_iter().chain(matter.into_iter().filter(|idx| Some(*idx) != markets));
    let facts: Vec<Fact> = order.map(|idx| fact(kb, idx)).collect();
    let text = export::template(&facts, &args.against, session.lang);
    let Some(out) = &args.out else {
        print(&text)?;
        return Ok(FINE);
    };
    output::replace_file(out, text.as_bytes())?;
    let (name, count) = (out.display(), facts.len());
    say(msg!(ja: "{name}に{count}件の問いを書いた。", en: "{name} has {count} questions").get(session.lang));
    Ok(FINE)
}

fn taken(out: &Path) -> Failed {
    let name = out.display();
    Failed(msg!(
        ja: "「{name}」は既にある。上書きしない。",
        en: "{name} is there already and is left as it is",
    ))
}
