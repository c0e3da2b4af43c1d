//! Facts of a product from a file and from the command line, and what can be wrong with them in words.

use std::io::Read as _;
use std::path::Path;

use crate::lang::{Bilingual, Lang};
use crate::logic::domain::Facts;
use crate::model::value::ValueError;
use crate::model::{Fact, FactType};
use crate::msg;
use crate::norm::Base;
use crate::project;
use crate::query::product::{self, ProductError};

use super::failed::Failed;

/// Reads the facts of a file; `settings`, each `fact=value`, override it.
pub(super) fn facts(kb: Base<'_>, file: Option<&Path>, settings: &[String]) -> Result<Facts, Failed> {
    let mut facts = match file {
        Some(path) => product::facts(kb, &read(path)?).map_err(|errors| wrong(kb, &errors))?,
        None => Facts::new(),
    };
    for setting in settings {
        let Some((id, value)) = setting.split_once('=') else {
            return Err(Failed(
                msg!(ja: "「--set {setting}」は「事実=値」の形でない。", en: "`--set {setting}` is not of the form fact=value"),
            ));
        };
        if let Some(idx) = kb.fact_ids.get(id.trim()) {
            // What the command line states overrides the file.
            facts.remove(idx);
        }
        product::state(kb, id.trim(), value, &mut facts).map_err(|error| wrong(kb, &[error]))?;
    }
    product::consistent(kb, &facts).map_err(|error| wrong(kb, &[error]))?;
    Ok(facts)
}

/// Reads a product file by its ending: TOML, YAML or JSON; standard input as TOML.
fn read(path: &Path) -> Result<serde_json::Value, Failed> {
    let name = path.display().to_string();
    let unreadable = |why: String| {
        Failed(
            msg!(ja: "{name}を製品の事実として読めない: {why}", en: "{name} cannot be read as facts of a product: {why}"),
        )
    };
    let content = if name == "-" {
        let mut content = String::new();
        std::io::stdin().read_to_string(&mut content).map(|_| content)
    } else {
        project::read_text(path)
    };
    let content = content.map_err(|error| unreadable(error.to_string()))?;
    let ending = path.extension().and_then(|it| it.to_str()).unwrap_or("toml").to_ascii_lowercase();
    match ending.as_str() {
        "json" => serde_json::from_str(&content).map_err(|error| unreadable(error.to_string())),
        "yaml" | "yml" => serde_saphyr::from_str(&content).map_err(|error| unreadable(error.to_string())),
        _ => toml::from_str(&content).map_err(|error| unreadable(error.to_string())),
    }
}

fn wrong(kb: Base<'_>, errors: &[ProductError]) -> Failed {
    let messages: Vec<Bilingual> = errors.iter().map(|error| message(kb, error)).collect();
    let join = |lang: Lang| messages.iter().map(|it| it.get(lang).clone()).collect::<Vec<_>>().join("\n");
    Failed(Bilingual::from_fn(join))
}

fn message(kb: Base<'_>, error: &ProductError) -> Bilingual {
    match error {
        ProductError::UnknownFact(id, near) if near.is_empty() => {
            msg!(ja: "事実「{id}」はない。", en: "there is no fact `{id}`")
        }
        ProductError::UnknownFact(id, near) => {
            let list = near.join(", ");
            msg!(ja: "事実「{id}」はない。近いもの: {list}", en: "there is no fact `{id}`; near ones are: {list}")
        }
        ProductError::BadValue(id, value, why) => {
            let fact = kb.fact_ids.get(id).map(|idx| &kb.facts[*idx]);
            let expected = fact.map(expected).unwrap_or_default();
            match why {
                ValueError::Unit => {
                    msg!(ja: "「{id}」の値「{value}」の単位が違う（{expected}）。", en: "the unit of `{value}` does not fit `{id}` ({expected})")
                }
                ValueError::Range => {
                    msg!(ja: "「{id}」の値「{value}」は範囲外である（{expected}）。", en: "`{value}` is out of range for `{id}` ({expected})")
                }
                ValueError::Type | ValueError::Word => {
                    msg!(ja: "「{id}」に値「{value}」はない（{expected}）。", en: "`{id}` has no value `{value}` ({expected})")
                }
            }
        }
        ProductError::Twice(id) => {
            msg!(ja: "「{id}」が異なる値で二度述べられている。", en: "`{id}` is stated twice with different values")
        }
        ProductError::Contradiction(constraints) => {
            let found = constraints.iter().filter_map(|at| kb.constraints.iter().nth(*at));
            let (ja, en): (Vec<&str>, Vec<&str>) =
                found.map(|it| (it.because.ja.as_str(), it.because.en.as_str())).unzip();
            let (ja, en) = (ja.join(" "), en.join(" "));
            msg!(ja: "述べられた事実が互いに矛盾する: {ja}", en: "the facts contradict one another: {en}")
        }
        ProductError::OverBudget(over) => Failed::from(*over).0,
        ProductError::Shape(_) => {
            msg!(ja: "製品のファイルは「事実 = 値」の表でなければならない。", en: "a product file is a table of facts")
        }
    }
}

fn expected(fact: &Fact) -> String {
    match &fact.ty {
        FactType::Flag => "true, false".to_owned(),
        FactType::Choice(words) | FactType::Scale(words) | FactType::Set(words) => {
            words.iter().map(|word| word.word.as_str()).collect::<Vec<_>>().join(", ")
        }
        FactType::Number { unit, lo, hi } | FactType::Duration { unit, lo, hi } => {
            format!("{lo}..{hi} {}", unit.id)
        }
        FactType::Date => "YYYY-MM-DD".to_owned(),
    }
}
