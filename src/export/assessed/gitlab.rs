//! The report on code quality that GitLab shows beside a merge request.

use serde::Serialize;

use crate::export::json;
use crate::lang::Lang;
use crate::lexicon::Severity;
use crate::view::assessment::{Assessment, ProvisionResult};
use crate::view::diagnostics::Entry;

use super::{fingerprint, fingerprint_of, message, remarks};

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// Returns the failures as a report, in which each stands at a line of the product file; none where there is no file.
pub fn gitlab(shown: &Assessment, lang: Lang) -> Option<Vec<u8>> {
    let file = shown.product_file()?;
    let issue = |(severity, of, it): (Severity, _, &ProvisionResult)| Issue {
        description: message(of, it, lang),
        check_name: it.id.clone(),
        fingerprint: fingerprint(shown, &it.id),
        severity: self::severity(severity),
        location: Location {
            path: file.to_owned(),
            lines: Lines { begin: it.place().map_or(1, |place| place.line) },
        },
    };
    let finding = |it: &Entry| Issue {
        description: remarks(it, lang),
        check_name: it.code.to_owned(),
        fingerprint: fingerprint_of(shown, it),
        severity: self::severity(it.severity),
        location: Location {
            path: file.to_owned(),
            lines: Lines { begin: it.primary.as_ref().map_or(1, |place| place.line) },
        },
    };
    let findings = shown.findings.iter().map(finding);
    let issues: Vec<Issue> = findings.chain(shown.failures().into_iter().map(issue)).collect();
    Some(json(&issues))
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}
