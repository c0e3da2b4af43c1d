//! A few diagnostics on which the tests of all formats agree.
//!
//! Only tests have it.

use super::{Code, Diagnostic, Table};
use crate::lang::Bilingual;
use crate::msg;
use crate::source::{FileId, Sources, Span};

/// Returns two files with faults in them.
pub(crate) fn sources() -> Sources {
    let mut sources = Sources::new();
    sources.add(
        "rules/端末.kijun",
        "provision a.b@1:1 {\n  title { ja \"識別符号の変更\" en \"change\" }\n  modality shal\n  see c.d:2\n}\n",
    );
    sources.add("standards/label.kijun", "// ラベル\nprovision c.d@1:2 {\n  modality shall\n}\n");
    sources
}

fn find(sources: &Sources, file: usize, text: &str) -> Span {
    let id = FileId::new(file);
    let source = sources.file(id);
    let start = source.text.find(text).expect("the text stands in the file");
    source.span(id, start, start + text.len())
}

/// Returns a diagnostic with a fix, one with a table, and one without a place.
pub(crate) fn diagnostics(sources: &Sources) -> Vec<Diagnostic> {
    let bad = Diagnostic::new(Code::BadWord, msg!(ja: "「shal」は使えない", en: "`shal` is no modality"))
        .at(find(sources, 0, "shal"), msg!(ja: "この語", en: "this word"))
        .and_at(find(sources, 0, "識別符号の変更"), msg!(ja: "この規定の", en: "of this provision"))
        .help(msg!(ja: "「shall」のことではありませんか。", en: "did you mean `shall`?"))
        .suggest(find(sources, 0, "shal"), "shall");
    let cell = |text: &str| Bilingual::same(text);
    let deviation = Diagnostic::new(
        Code::UndeclaredDeviation,
        msg!(ja: "「a.b」は「c.d」より緩い", en: "`a.b` is looser than `c.d`"),
    )
    .at(find(sources, 0, "a.b@1:1"), msg!(ja: "緩い側", en: "the looser one"))
    .and_at(find(sources, 1, "c.d@1:2"), msg!(ja: "厳しい側", en: "the stricter one"))
    .note(msg!(ja: "両者は同じ整合群に属する。", en: "both belong to one alignment, 100%\nof it"))
    .table(Table {
        title: msg!(ja: "反例機器", en: "witness"),
        head: vec![msg!(ja: "事実", en: "fact"), msg!(ja: "値", en: "value")],
        rows: vec![
            vec![msg!(ja: "初期パスワードの変更", en: "change"), cell("prompted")],
            vec![cell("auth.default.length"), cell("0")],
        ],
    })
    .help(msg!(ja: "基準をそろえてください。", en: "align the criteria, or declare a deviation"));
    let bare = Diagnostic::new(Code::BadManifest, msg!(ja: "表がない", en: "there is no table"));
    vec![bad, deviation, bare]
}
