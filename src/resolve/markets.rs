//! The sets of markets of the manifest.
//!
//! A set is written as codes of declared jurisdictions with a plus sign between them: `JP+GB+EU`.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::value::jurisdiction;
use crate::msg;
use crate::source::Quoted;

use super::cx::Cx;
use super::vocabulary::declared;

/// Notes the sets that can be read and reports the others.
pub(super) fn sets(cx: &mut Cx, written: Option<Vec<Quoted>>) {
    let Some(written) = written else { return };
    let mut sets: Vec<Vec<String>> = Vec::new();
    for it in &written {
        let read = set(cx, &it.text).and_then(|set| match sets.iter().find(|other| same(other, &set)) {
            Some(_) => Err((said_twice(&it.text), None)),
            None => Ok(set),
        });
        match read {
            Ok(set) => sets.push(set),
            Err((fault, help)) => cx.out.push(wrong(it, &fault, help)),
        }
    }
    cx.kb.market_sets = Some(sets);
}

/// What is wrong with a set, and what helps.
type Fault = (Bilingual, Option<Bilingual>);

fn set(cx: &Cx, text: &str) -> Result<Vec<String>, Fault> {
    let mut set: Vec<String> = Vec::new();
    for part in text.split('+').map(str::trim) {
        if part.is_empty() {
            let form = msg!(ja: "「JP+GB」のように、国・地域の符号を「+」でつないでください。", en: "write codes of jurisdictions with `+` between them, such as `JP+GB`");
            return Err((
                msg!(ja: "「{text}」に国・地域の符号が欠けている", en: "a code is missing in `{text}`"),
                Some(form),
            ));
        }
        let code = jurisdiction(part);
        if cx.names.jurisdictions.get(code).is_none() {
            let fault = msg!(ja: "「{part}」は、宣言された国・地域でない", en: "no jurisdiction `{part}` is declared");
            return Err((fault, Some(declared(cx, part))));
        }
        if set.iter().any(|other| other == code) {
            return Err((
                msg!(ja: "「{text}」に「{code}」が二度ある", en: "`{text}` has `{code}` twice"),
                None,
            ));
        }
        set.push(code.to_owned());
    }
    Ok(set)
}

fn said_twice(text: &str) -> Bilingual {
    msg!(ja: "「{text}」の市場は既に一組になっている", en: "the markets of `{text}` are a set already")
}

/// Says whether two sets are of the same markets, or would have pages of the same name.
fn same(one: &[String], two: &[String]) -> bool {
    let sorted = |set: &[String]| {
        let mut codes: Vec<String> = set.to_vec();
        codes.sort_unstable();
        codes
    };
    sorted(one) == sorted(two) || one.join("-").eq_ignore_ascii_case(&two.join("-"))
}

fn wrong(it: &Quoted, fault: &Bilingual, help: Option<Bilingual>) -> Diagnostic {
    let (place, Bilingual { ja, en }) = (&it.place, fault);
    let title = msg!(ja: "{place}：「market_sets」の{ja}", en: "{place}: in `market_sets`, {en}");
    let diagnostic = Diagnostic::new(Code::BadManifest, title);
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}
