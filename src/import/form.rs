//! Which format a file has, by its name and its beginning.

use crate::lang::Bilingual;
use crate::msg;

/// The formats that are told apart before a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON: OSCAL, or whatever else is also written as YAML.
    Json,
    /// YAML: OSCAL, CISO Assistant, Gemara.
    Yaml,
    /// XML: OSCAL.
    Xml,
    /// A table of texts.
    Csv,
    /// A workbook, of which the first sheet is read.
    Workbook,
}

impl Form {
    /// Returns the format that the ending of a name promises.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = base_name(name).rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "json" => Self::Json,
            "yaml" | "yml" => Self::Yaml,
            "xml" => Self::Xml,
            "csv" | "tsv" => Self::Csv,
            "xlsx" | "xlsm" | "xls" | "ods" => Self::Workbook,
            _ => return None,
        })
    }

    /// Returns the format of a file; one whose name promises none is told by its first sign.
    pub(super) fn of(name: &str, text: &str) -> Self {
        Self::of_name(name).unwrap_or_else(|| match text.trim_start().chars().next() {
            Some('{' | '[') => Self::Json,
            Some('<') => Self::Xml,
            Some(_) | None => Self::Yaml,
        })
    }
}

/// Returns the name of a file without its folders.
pub(super) fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Returns how many folders and names two paths have in common at their ends.
pub(super) fn common_end(one: &str, two: &str) -> usize {
    let (one, two) = (one.rsplit(['/', '\\']), two.rsplit(['/', '\\']));
    one.zip(two).take_while(|(one, two)| one == two && !one.is_empty()).count()
}

/// Says that a file is nothing that is read.
pub(super) fn unknown() -> Bilingual {
    msg!(
        ja: "対応表でも規定の一覧でもない。読めるのは、OSCAL（JSON、YAML、XML）、CISO Assistant及びGemara（YAML）、CSV並びにXLSXである",
        en: "this is neither a mapping nor a catalog; what is read: OSCAL (JSON, YAML, XML), CISO Assistant and \
             Gemara (YAML), CSV and XLSX",
    )
}
