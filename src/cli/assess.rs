//! `kijun assess`.

use crate::lexicon::{Binding, By, Outcome};
use std::io::Read as _;
use std::path::Path;

use std::fmt::Write as _;

use crate::export;
use crate::lang::Lang;
use crate::logic::domain::Facts;
use crate::logic::verdict::Rule;
use crate::logic::{question, repair};
use crate::model::Node;
use crate::model::value::ValueError;
use crate::model::value::written;
use crate::msg;
use crate::norm::Base;
use crate::norm::Standing;
use crate::project;
use crate::query;
use crate::query::product::{self, ProductError};
use crate::view;

use super::args::{Assess, Common, Format};
use super::compare::too_complex;
use super::session::{self, Failed, Session};
use super::{FINDINGS, FINE, OPEN, print, text};

/// At most so many repairs are shown.
const REPAIRS: usize = 10;

pub(super) fn run(common: &Common, args: &Assess) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let session = session::load_checked(common)?;
    let kb = session.kb();
    let facts = facts(kb, args)?;
    let nodes = targets(&session, &args.against)?;
    let assessed = query::assess(kb, &facts, &nodes).map_err(|over| too_complex(&over.into()))?;
    let shown = view::assessment::assessment(kb, &assessed);
    if format == Format::Json {
        let mut value = serde_json::to_value(&shown).unwrap_or_default();
        if args.explain {
            let explanation = explanation(kb, &facts, &nodes)?;
            if let Some(fields) = value.as_object_mut() {
                fields.insert("explanation".to_owned(), explanation);
            }
        }
        print(&String::from_utf8(export::json(&value)).unwrap_or_default());
    } else {
        print(&render(kb, &assessed, session.lang));
        if args.explain {
            print(&explained(kb, &facts, &nodes, session.lang)?);
        }
    }
    Ok(code(&assessed))
}

fn code(assessed: &query::Assessment) -> u8 {
    let verdicts: Vec<Outcome> = assessed.results.iter().map(|it| it.verdict).collect();
    if verdicts.contains(&Outcome::NotSatisfied) {
        FINDINGS
    } else if verdicts.iter().any(|it| matches!(it, Outcome::Undecided | Outcome::NeedsJudgement)) {
        OPEN
    } else {
        FINE
    }
}

/// Returns what to assess against: the ids named, else every current mandatory instrument.
fn targets(session: &Session, ids: &[String]) -> Result<Vec<Node>, Failed> {
    if !ids.is_empty() {
        let found: Result<Vec<Vec<Node>>, Failed> = ids.iter().map(|id| session.find(id.trim())).collect();
        return Ok(found?.into_iter().flatten().collect());
    }
    let kb = session.kb();
    let mandatory = kb.instruments.iter_enumerated().filter(|(_, it)| it.binding == Binding::Mandatory);
    Ok(mandatory
        .filter_map(|(idx, _)| kb.current_edition(idx))
        .map(|edition| Node { edition, locator: None, provision: None })
        .collect())
}

fn facts(kb: Base<'_>, args: &Assess) -> Result<Facts, Failed> {
    let mut facts = match &args.product {
        Some(path) => product::facts(kb, &read(path)?).map_err(|errors| wrong(kb, &errors))?,
        None => Facts::new(),
    };
    for setting in &args.set {
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
    let messages: Vec<crate::lang::Bilingual> = errors.iter().map(|error| message(kb, error)).collect();
    let join = |lang: Lang| messages.iter().map(|it| it.get(lang).clone()).collect::<Vec<_>>().join("\n");
    Failed(crate::lang::Bilingual::from_fn(join))
}

fn message(kb: Base<'_>, error: &ProductError) -> crate::lang::Bilingual {
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
        ProductError::Shape(_) => {
            msg!(ja: "製品のファイルは「事実 = 値」の表でなければならない。", en: "a product file is a table of facts")
        }
    }
}

fn expected(fact: &crate::model::Fact) -> String {
    use crate::model::FactType;
    match &fact.ty {
        FactType::Flag => "true, false".to_owned(),
        FactType::Choice(words) | FactType::Scale(words) | FactType::Set(words) => {
            words.iter().map(|word| word.word.as_str()).collect::<Vec<_>>().join(", ")
        }
        FactType::Number { unit, lo, hi } | FactType::Duration { unit, lo, hi } => {
            format!("{lo}..{hi} {unit}")
        }
        FactType::Date => "YYYY-MM-DD".to_owned(),
    }
}

fn render(kb: Base<'_>, assessed: &query::Assessment, lang: Lang) -> String {
    let mut out = String::new();
    for result in &assessed.results {
        let verdict = result.verdict.title();
        let _ = writeln!(out, "{}: {}", kb.edition_id(result.edition), verdict.get(lang));
        let rows: Vec<Vec<String>> = result.provisions.iter().map(|it| row(kb, it, lang)).collect();
        out.push_str(&text::columns(&rows));
        out.push('\n');
    }
    out
}

fn row(kb: Base<'_>, it: &query::ProvisionResult, lang: Lang) -> Vec<String> {
    let judged = &it.judged;
    let verdict = judged.outcome.title().get(lang).clone();
    let law = if judged.by == By::Law {
        msg!(ja: "（法令による）", en: " (by law)").get(lang).clone()
    } else {
        String::new()
    };
    let provision = it.node.provision.map(|idx| &kb.provisions[idx]);
    let modality = provision.map(|it| it.body.modality.word()).unwrap_or_default();
    let later =
        if it.upcoming { msg!(ja: "施行前", en: "upcoming").get(lang).clone() } else { String::new() };
    let list = |facts: &[crate::model::FactIdx]| product::ids(kb, facts).join(", ");
    let why = match judged.outcome {
        Outcome::Satisfied | Outcome::NotSatisfied | Outcome::NotApplicable => list(&judged.decided_by),
        Outcome::Undecided => {
            let needs = list(&judged.needs);
            msg!(ja: "不明: {needs}", en: "unknown: {needs}").get(lang).clone()
        }
        Outcome::NeedsJudgement => {
            let needs = list(&judged.judgements);
            msg!(ja: "判断: {needs}", en: "judge: {needs}").get(lang).clone()
        }
    };
    vec![format!("  {}", kb.node_id(&it.node)), modality.to_owned(), format!("{verdict}{law}"), later, why]
}

/// Returns the rules of the nodes for repairs and questions.
fn rules(kb: Base<'_>, nodes: &[Node]) -> Vec<Rule> {
    nodes.iter().map(|node| kb.demand(node, Standing::Today).rule()).collect()
}

fn explanation(kb: Base<'_>, facts: &Facts, nodes: &[Node]) -> Result<serde_json::Value, Failed> {
    let rules = rules(kb, nodes);
    let repairs = repair::repairs(kb.theory, &rules, facts, REPAIRS).map_err(|it| too_complex(&it))?;
    let question =
        question::next_question(kb.theory, &parts(kb, nodes), facts).map_err(|it| too_complex(&it))?;
    let change = |(idx, value): &(crate::model::FactIdx, crate::logic::domain::Value)| {
        let fact = &kb.facts[*idx];
        serde_json::json!({ "fact": fact.id, "value": view::tree::fact_value(fact, *value) })
    };
    let repairs: Vec<Vec<serde_json::Value>> =
        repairs.iter().map(|changes| changes.iter().map(change).collect()).collect();
    let question = question.map(|(idx, decides)| {
        let fact = &kb.facts[idx];
        serde_json::json!({ "fact": fact.id, "ask": fact.ask, "decides": decides })
    });
    Ok(serde_json::json!({ "repairs": repairs, "next_question": question }))
}

/// Returns one rule for each provision, which questions are counted by.
fn parts(kb: Base<'_>, nodes: &[Node]) -> Vec<Rule> {
    let provisions = nodes.iter().flat_map(|node| kb.demand(node, Standing::Today).of);
    provisions.map(|idx| kb.rule(idx)).collect()
}

fn explained(kb: Base<'_>, facts: &Facts, nodes: &[Node], lang: Lang) -> Result<String, Failed> {
    let rules = rules(kb, nodes);
    let repairs = repair::repairs(kb.theory, &rules, facts, REPAIRS).map_err(|it| too_complex(&it))?;
    let mut out = String::new();
    if repairs.iter().all(|changes| !changes.is_empty()) {
        out.push_str(
            msg!(ja: "適合するための最小の変更\n", en: "minimal changes that make it conform\n").get(lang),
        );
        for (at, changes) in repairs.iter().enumerate() {
            let list: Vec<String> = changes
                .iter()
                .map(|(idx, value)| format!("{} = {}", kb.facts[*idx].id, written(&kb.facts[*idx], *value)))
                .collect();
            let _ = writeln!(out, "  {}. {}", at + 1, list.join(", "));
        }
    }
    let question =
        question::next_question(kb.theory, &parts(kb, nodes), facts).map_err(|it| too_complex(&it))?;
    if let Some((idx, _)) = question {
        let (id, ask) = (&kb.facts[idx].id, kb.facts[idx].ask.get(lang));
        out.push_str(
            msg!(ja: "次に確かめる事実: {id}\n  {ask}\n", en: "find out next: {id}\n  {ask}\n").get(lang),
        );
    }
    Ok(out)
}
