//! A product file to be filled in: each question with what may be answered, nothing answered yet.

use std::fmt::Write as _;

use crate::lang::{Bilingual, Lang};
use crate::lexicon::FactKind;
use crate::msg;
use crate::view::fact::Fact;

/// Returns the file in TOML, in the order of the facts and with what has to be judged last.
///
/// No fact is stated: a line counts when its `#` is taken away and a value stands behind the `=`.
pub fn template(facts: &[Fact], against: &[String], lang: Lang) -> String {
    let mut out = head(against, lang);
    let (judged, known): (Vec<&Fact>, Vec<&Fact>) = facts.iter().partition(|it| it.nature.is_judgement());
    for it in known {
        out.push_str(&question(it, lang));
    }
    if !judged.is_empty() {
        let count = judged.len();
        let heading = msg!(
            ja: "## 以下の{count}件は、評価者の判断による。ほかが決まってから答える。\n\n",
            en: "## What follows ({count}) is for an assessor to judge, when everything else is settled.\n\n",
        );
        out.push_str(heading.get(lang));
        for it in judged {
            out.push_str(&question(it, lang));
        }
    }
    out
}

fn head(against: &[String], lang: Lang) -> String {
    let list = against.join(",");
    let how = msg!(
        ja: "# 製品の事実：{list}\n\
             # 答えるには、行の始めの「#」を取り、「=」の後に値を書く。分からないものはそのままにする。\n\
             # 判定：kijun assess このファイル --against {list}\n\n",
        en: "# Facts of a product: {list}\n\
             # To answer, take the `#` away and write a value behind the `=`; leave what is not known as it is.\n\
             # Then: kijun assess THIS-FILE --against {list}\n\n",
    );
    let mut out = how.get(lang).clone();
    for (key, title) in [
        ("name", msg!(ja: "製品の名称", en: "what the product is called")),
        ("model", msg!(ja: "型番", en: "its model")),
        ("version", msg!(ja: "版", en: "the version that is assessed")),
        ("maker", msg!(ja: "製造者", en: "who makes it")),
    ] {
        // INVARIANT: writing to a string cannot fail.
        let _ = writeln!(out, "# {key} =    # {}", title.get(lang));
    }
    out.push_str("\n[facts]\n\n");
    out
}

fn question(it: &Fact, lang: Lang) -> String {
    let mut out = String::new();
    for line in it.ask.get(lang).lines().chain(answers(it, lang).lines()) {
        let _ = writeln!(out, "# {line}");
    }
    let _ = writeln!(out, "# \"{}\" =\n", it.id);
    out
}

/// Says what may be answered, as it is written.
fn answers(it: &Fact, lang: Lang) -> String {
    let labelled = it.words.iter().map(|word| match lang {
        Lang::Ja => format!("\n  \"{}\"  {}", word.word, word.label.ja),
        Lang::En => format!("\n  \"{}\"  {}", word.word, word.label.en),
    });
    let words: String = labelled.collect();
    let said: Bilingual = match it.kind {
        FactKind::Flag => msg!(ja: "true（はい）又はfalse（いいえ）", en: "true or false"),
        FactKind::Choice => msg!(ja: "次のうちの一つ：{words}", en: "one of:{words}"),
        FactKind::Scale => msg!(ja: "次のうちの一つ（低い順）：{words}", en: "one of, lowest first:{words}"),
        FactKind::Set => {
            msg!(ja: "次のうちの幾つか。[\"…\", \"…\"]又は[]と書く：{words}", en: "some of, written [\"…\", \"…\"], or []:{words}")
        }
        FactKind::Date => {
            msg!(ja: "日付（YYYY-MM-DD）。なかったときは\"never\"", en: "a day, YYYY-MM-DD; \"never\" for one that never was")
        }
        FactKind::Number | FactKind::Duration => number(it),
    };
    said.get(lang).clone()
}

fn number(it: &Fact) -> Bilingual {
    let (lo, hi) =
        it.range.map_or((String::new(), String::new()), |it| (it.lo.to_string(), it.hi.to_string()));
    let unit = it.unit_title.clone().unwrap_or_default();
    let (ja, en) = (unit.ja, unit.en);
    msg!(ja: "{lo}から{hi}までの整数（{ja}）", en: "a whole number from {lo} to {hi} ({en})")
}
