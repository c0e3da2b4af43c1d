//! `JUnit` XML: a suite for each instrument, a case for each provision.
//!
//! A case fails exactly where it fails the run; whatever else is no pass is skipped, with the reason.

use std::fmt::Write as _;

use crate::export::escape::xml;
use crate::lang::Lang;
use crate::lexicon::Severity;
use crate::msg;
use crate::view::assessment::{Assessment, InstrumentResult, ProvisionResult};
use crate::view::summary::found;

use super::{message, remarks};

/// Numbers of cases.
#[derive(Clone, Copy, Default)]
struct Count {
    tests: usize,
    failures: usize,
    skipped: usize,
}

/// Returns the assessment as a document.
pub fn junit(shown: &Assessment, lang: Lang) -> String {
    let mut suites: Vec<(Count, String)> = shown.results.iter().map(|it| suite(shown, it, lang)).collect();
    suites.extend((!shown.findings.is_empty()).then(|| findings(shown, lang)));
    let sum = |of: fn(&Count) -> usize| suites.iter().map(|(count, _)| of(count)).sum::<usize>();
    let all =
        Count { tests: sum(|it| it.tests), failures: sum(|it| it.failures), skipped: sum(|it| it.skipped) };
    let name = shown.called().map_or_else(|| "kijun assess".to_owned(), |it| format!("kijun assess: {it}"));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // INVARIANT: writing to a string cannot fail.
    let _ = writeln!(out, "<testsuites name=\"{}\" {}>", xml(&name), all.attributes());
    for (_, text) in &suites {
        out.push_str(text);
    }
    out.push_str("</testsuites>\n");
    out
}

impl Count {
    fn attributes(self) -> String {
        let Self { tests, failures, skipped } = self;
        format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\"")
    }
}

fn suite(shown: &Assessment, of: &InstrumentResult, lang: Lang) -> (Count, String) {
    let mut count = Count::default();
    let mut cases = String::new();
    for it in &of.provisions {
        count.tests += 1;
        cases.push_str(&case(of, it, &mut count, lang));
    }
    if of.fails && !of.provisions.iter().any(|it| it.fails) {
        count.tests += 1;
        count.failures += 1;
        let name = msg!(ja: "全体として", en: "taken together");
        let what = of.verdict.title();
        let body = failure(of.verdict.word(), what.get(lang), what.get(lang));
        cases.push_str(&testcase(&of.instrument, name.get(lang), &body));
    }
    let mut out = String::new();
    let name = format!("{} ({})", of.title.get(lang), of.instrument);
    let _ = writeln!(out, "  <testsuite name=\"{}\" {}>", xml(&name), count.attributes());
    let _ = writeln!(
        out,
        "    <properties><property name=\"as_of\" value=\"{}\"/></properties>",
        xml(&shown.as_of.to_string())
    );
    out.push_str(&cases);
    out.push_str("  </testsuite>\n");
    (count, out)
}

/// Returns the suite of what is wrong with the product file.
fn findings(shown: &Assessment, lang: Lang) -> (Count, String) {
    let mut count = Count::default();
    let mut cases = String::new();
    for it in &shown.findings {
        let (text, line) = (remarks(it, lang), found(it, lang));
        count.tests += 1;
        let body = if it.severity == Severity::Error {
            count.failures += 1;
            failure(it.slug, &line, &text)
        } else {
            count.skipped += 1;
            skipped(&line)
        };
        cases.push_str(&testcase(it.code, &line, &body));
    }
    let name = msg!(ja: "製品のファイル", en: "product file");
    let (name, counts) = (xml(name.get(lang)), count.attributes());
    (count, format!("  <testsuite name=\"{name}\" {counts}>\n{cases}  </testsuite>\n"))
}

fn skipped(reason: &str) -> String {
    format!("      <skipped message=\"{}\"/>\n", attribute(reason))
}

fn case(of: &InstrumentResult, it: &ProvisionResult, count: &mut Count, lang: Lang) -> String {
    let name = format!("{} {}", it.cite.get(lang), it.title.get(lang));
    let body = match it.excuse() {
        _ if it.fails => {
            count.failures += 1;
            failure(it.verdict.word(), &super::title(of, it, lang), &message(of, it, lang))
        }
        Some(reason) => {
            count.skipped += 1;
            skipped(reason.get(lang))
        }
        None => String::new(),
    };
    testcase(&it.id, &name, &body)
}

fn failure(kind: &str, head: &str, text: &str) -> String {
    let (kind, head, text) = (xml(kind), attribute(head), xml(text));
    format!("      <failure type=\"{kind}\" message=\"{head}\">{text}</failure>\n")
}

fn testcase(class: &str, name: &str, body: &str) -> String {
    let head = format!("    <testcase classname=\"{}\" name=\"{}\" time=\"0\"", xml(class), attribute(name));
    if body.is_empty() { format!("{head}/>\n") } else { format!("{head}>\n{body}    </testcase>\n") }
}

/// Returns a text for an attribute, in which a reader would take a line break for a blank.
fn attribute(text: &str) -> String {
    xml(text).replace('\n', "&#10;").replace('\t', "&#9;")
}
