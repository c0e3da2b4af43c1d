//! SARIF 2.1.0, for code scanning.
//!
//! Lists every rule even on a clean run, so that alerts that were mended close. Columns are UTF-16 units.

pub(crate) mod log;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::diag::{Code, Diagnostic, Label, Suggestion};
use crate::lang::{Bilingual, Lang};
use crate::lexicon::Severity;
use crate::msg;
use crate::source::{Sources, Span};

use log::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Configuration, Driver, Fix, Location, Log, Message,
    PhysicalLocation, Region, Replacement, ResultEntry, Rule, Run, Tool, hex,
};

/// Where a fault without a place is shown; every result needs one.
const MANIFEST: &str = "book.toml";

/// Renders a log with one run.
pub fn render(sources: &Sources, diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let results = diagnostics.iter().map(|it| result(sources, it, lang, &mut seen)).collect();
    let driver = Driver::new(Code::ALL.iter().map(|code| rule(*code, lang)).collect());
    Log::written(Run { tool: Tool { driver }, column_kind: "utf16CodeUnits", results })
}

/// Returns the level of SARIF.
pub(crate) fn level(severity: Severity) -> &'static str {
    severity.word()
}

/// Returns the code of a number as a rule.
pub(crate) fn rule_of(number: &str, lang: Lang) -> Option<Rule> {
    Code::ALL.iter().find(|code| code.number() == number).map(|code| rule(*code, lang))
}

/// Returns a code as a rule.
fn rule(code: Code, lang: Lang) -> Rule {
    let (number, title) = (code.number(), code.title());
    let help: Bilingual = msg!(
        ja: "「kijun explain {number} --lang ja」が例を示す。",
        en: "`kijun explain {number} --lang en` shows examples.",
    );
    let both = |text: &Bilingual| format!("{}\n{}", text.get(lang), text.get(lang.other()));
    Rule {
        id: number.into(),
        name: code.slug().into(),
        short_description: Message::new(title.get(lang)),
        full_description: Message::new(both(&title)),
        help: Message::new(both(&help)),
        default_configuration: Configuration { level: level(code.row().severity) },
        properties: title,
    }
}

fn result(
    sources: &Sources,
    diagnostic: &Diagnostic,
    lang: Lang,
    seen: &mut BTreeMap<String, usize>,
) -> ResultEntry {
    let mut text = vec![diagnostic.title.get(lang).clone()];
    text.extend(super::details(sources, diagnostic, lang));
    let primary =
        diagnostic.primary.as_ref().map_or_else(Location::manifest, |it| location(sources, it, lang));
    let key = format!("{}\n{}\n{}", diagnostic.code.number(), primary.uri(), diagnostic.title.en);
    let ordinal = seen.entry(key.clone()).and_modify(|n| *n += 1).or_insert(1);
    let fingerprint = fingerprint(&format!("{key}\n{ordinal}"));
    let related = diagnostic.secondary.iter().map(|it| location(sources, it, lang)).collect();
    ResultEntry {
        rule_id: diagnostic.code.number().into(),
        rule_index: Code::ALL.iter().position(|code| *code == diagnostic.code).unwrap_or_default(),
        level: level(diagnostic.severity),
        message: Message::new(text.join("\n")),
        locations: vec![primary],
        related_locations: related,
        fixes: diagnostic.suggestion.iter().map(|it| fix(sources, it, diagnostic, lang)).collect(),
        partial_fingerprints: BTreeMap::from([("kijun/v1", fingerprint)]),
        baseline_state: None,
        suppressions: Vec::new(),
    }
}

/// Identifies a finding from run to run, wherever its lines move.
pub(crate) fn fingerprint(key: &str) -> String {
    let digest = Sha256::digest(key.as_bytes());
    digest.iter().take(16).flat_map(|byte| [hex(byte >> 4), hex(byte & 15)]).collect()
}

fn location(sources: &Sources, label: &Label, lang: Lang) -> Location {
    let text = label.text.get(lang);
    Location {
        physical_location: Some(PhysicalLocation {
            artifact_location: artifact(sources, label.span),
            region: Some(region(sources, label.span)),
        }),
        logical_locations: Vec::new(),
        message: (!text.is_empty()).then(|| Message::new(text)),
    }
}

fn artifact(sources: &Sources, span: Span) -> ArtifactLocation {
    ArtifactLocation::new(&sources.file(span.file).name)
}

fn region(sources: &Sources, span: Span) -> Region {
    let file = sources.file(span.file);
    let (start_line, _) = file.line_column(span.start);
    let (end_line, _) = file.line_column(span.end);
    Region {
        start_line,
        start_column: file.utf16_column(span.start),
        end_line,
        end_column: file.utf16_column(span.end),
    }
}

fn fix(sources: &Sources, suggestion: &Suggestion, diagnostic: &Diagnostic, lang: Lang) -> Fix {
    let help = diagnostic.help.as_ref().unwrap_or(&diagnostic.title);
    Fix {
        description: Message::new(help.get(lang)),
        artifact_changes: vec![ArtifactChange {
            artifact_location: artifact(sources, suggestion.span),
            replacements: vec![Replacement {
                deleted_region: region(sources, suggestion.span),
                inserted_content: ArtifactContent { text: suggestion.replacement.clone() },
            }],
        }],
    }
}

impl Location {
    fn manifest() -> Self {
        let region = Region { start_line: 1, start_column: 1, end_line: 1, end_column: 1 };
        Location {
            physical_location: Some(PhysicalLocation {
                artifact_location: ArtifactLocation::new(MANIFEST),
                region: Some(region),
            }),
            logical_locations: Vec::new(),
            message: None,
        }
    }

    fn uri(&self) -> &str {
        self.physical_location.as_ref().map_or(MANIFEST, |it| it.artifact_location.uri.as_str())
    }
}
