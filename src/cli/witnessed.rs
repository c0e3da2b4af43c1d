//! What `kijun check --witnesses` prints below the diagnostics.

use std::fmt::Write as _;

use crate::lang::Lang;
use crate::msg;
use crate::view::witnesses::{Group, Listed, Witnesses};

/// Lays the witnesses out: what decides them, in words and in the language, then what is met and what is failed.
pub(super) fn text(it: &Witnesses, lang: Lang) -> String {
    let mut out = String::new();
    for group in &it.groups {
        out.push_str(&of_group(group, lang));
    }
    for [one, two] in &it.undecided {
        let line = msg!(ja: "{one}と{two}は比べられなかった。", en: "{one} and {two} could not be compared");
        let _ = writeln!(out, "{}", line.get(lang));
    }
    let count = it.groups.len();
    let odd = it.groups.iter().filter(|it| it.witnesses.iter().any(|it| !it.unlikely.is_empty())).count();
    let all = msg!(
        ja: "反例機器を決める事実の組{count}、うち起こりにくい機器を含むもの{odd}",
        en: "{count} pairs of facts decide witnesses; {odd} of them have an unlikely device",
    );
    let _ = writeln!(out, "{}", all.get(lang));
    out
}

fn of_group(it: &Group, lang: Lang) -> String {
    let written: Vec<String> = it.facts.iter().map(|it| format!("{} = {}", it.fact, it.written)).collect();
    let said: Vec<&str> = it.facts.iter().map(|it| it.said.get(lang).as_str()).collect();
    let between = match lang {
        Lang::Ja => "、",
        Lang::En => "; ",
    };
    let mut out = format!("{}\n  {}\n", written.join(", "), said.join(between));
    for witness in &it.witnesses {
        let _ = writeln!(out, "    {}", of_witness(witness, lang));
    }
    out
}

fn of_witness(it: &Listed, lang: Lang) -> String {
    let (met, failed) = (&it.met, &it.failed);
    let line = msg!(ja: "{met}を満たし{failed}を満たさない", en: "meets {met}, fails {failed}");
    format!("{}{}", line.get(lang), unlikely(&it.unlikely, lang))
}

/// Says in brackets behind a device that it is unlikely, and by which declarations.
pub(super) fn unlikely(ids: &[String], lang: Lang) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let ids = ids.join(", ");
    msg!(ja: "（起こりにくい機器: {ids}）", en: " (an unlikely device: {ids})").get(lang).clone()
}
