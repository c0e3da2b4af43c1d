//! KJ3002: a deviation declares something else than what is computed.
//!
//! One diagnostic for each word, so that each comes with its replacement.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::lexicon::Applicability;
use crate::model::called::titled;
use crate::model::{Declared, Deviation};
use crate::msg;
use crate::norm::Base;
use crate::query::alignment::Pair;
use crate::source::Span;

use super::undeclared_deviation::block;
use super::{difference, words};

/// Says which words of a deviation are wrong.
pub(super) fn words(kb: Base<'_>, deviation: usize, pair: &Pair) -> Vec<Diagnostic> {
    let Some(it) = kb.deviations.get(deviation) else { return Vec::new() };
    let word = |declared: Declared<Applicability>, computed: Option<Applicability>, key| Word {
        key,
        declared: declared.map(|(word, span)| (word.word(), word.title(), span)),
        computed: computed.map(|it| (it.word(), it.title())),
    };
    let relation = Word {
        key: "relation",
        declared: it.relation.map(|(word, span)| (word.word(), word.title(), span)),
        computed: pair.relation.map(|it| (it.word(), it.title())),
    };
    let condition = word(it.condition, pair.condition, "condition");
    let applicability = word(it.applicability, pair.applicability, "applicability");
    let wrong = [relation, condition, applicability].into_iter().filter_map(|word| word.diagnostic(it));
    wrong.map(|diagnostic| explained(kb, diagnostic, pair)).collect()
}

/// One word of a deviation, as declared and as computed, with its names.
struct Word {
    key: &'static str,
    declared: Option<(&'static str, Bilingual, Span)>,
    computed: Option<(&'static str, Bilingual)>,
}

impl Word {
    /// Says what is wrong with it; nothing where it is as computed.
    fn diagnostic(&self, deviation: &Deviation) -> Option<Diagnostic> {
        let Bilingual { ja: of, en: id } = titled(deviation.title.as_ref(), &deviation.id);
        let name = self.name();
        let (ja, en) = (&name.ja, &name.en);
        Some(match (&self.declared, &self.computed) {
            (None, None) => return None,
            (Some((was, ..)), Some((is, _))) if was == is => return None,
            (Some((was, said, span)), Some((is, title))) => {
                let (said, title) = (&said.ja, &title.ja);
                let title = msg!(
                    ja: "差異{of}の{ja}は「{said}」ではなく「{title}」である",
                    en: "`{id}` declares the {en} `{was}`, but it is `{is}`",
                );
                agree(Diagnostic::new(Code::WrongDeviation, title).here(*span), is).suggest(*span, *is)
            }
            (None, Some((is, title))) => {
                let (key, title) = (self.key, &title.ja);
                let title = msg!(
                    ja: "差異{of}は{ja}を宣言していないが、「{title}」である",
                    en: "`{id}` does not declare the {en}, which is `{is}`",
                );
                Diagnostic::new(Code::WrongDeviation, title).here(deviation.span).help(msg!(
                    ja: "「{key} {is}」を加えてください。",
                    en: "add `{key} {is}`",
                ))
            }
            (Some((was, said, span)), None) => {
                let said = &said.ja;
                let title = msg!(
                    ja: "差異{of}は{ja}を「{said}」とするが、比べるものがない",
                    en: "`{id}` declares the {en} `{was}`, but there is nothing to compare",
                );
                Diagnostic::new(Code::WrongDeviation, title).here(*span).help(msg!(
                    ja: "一方が定めていない要件、又は双方の対象となる製品がない組では書かないでください。",
                    en: "leave it out where one side does not regulate the requirement, or where no product is in both scopes",
                ))
            }
        })
    }

    fn name(&self) -> Bilingual {
        match self.key {
            "relation" => msg!(ja: "関係", en: "relation"),
            "condition" => msg!(ja: "適用条件", en: "condition"),
            _ => msg!(ja: "対象範囲", en: "applicability of the scopes"),
        }
    }
}

fn agree(diagnostic: Diagnostic, word: &str) -> Diagnostic {
    diagnostic.help(msg!(
        ja: "文言が意図どおりなら「{word}」と宣言し、理由を見直してください。",
        en: "if the texts are as they should be, declare `{word}` and look at the reason again",
    ))
}

fn explained(kb: Base<'_>, diagnostic: Diagnostic, pair: &Pair) -> Diagnostic {
    let mut diagnostic = diagnostic;
    for side in [&pair.left, &pair.right] {
        if let Some(idx) = side.provisions.first() {
            let body = &kb.provisions[*idx].body;
            diagnostic = diagnostic.and_at(body.id_span, body.title.clone());
        }
    }
    difference::explain(kb, diagnostic, pair)
}

/// Says that a deviation names other provisions than those that meet the requirement.
pub(super) fn provisions(kb: Base<'_>, deviation: usize, pair: &Pair) -> Diagnostic {
    let Bilingual { ja, en } = words::subject(kb, pair.on);
    let deviation = kb.deviations.get(deviation);
    let called = deviation.map(|it| titled(it.title.as_ref(), &it.id)).unwrap_or_default();
    let (of, id) = (called.ja, called.en);
    let title = msg!(
        ja: "差異{of}の規定は{ja}を定めるものと異なる",
        en: "`{id}` does not name the provisions that meet {en}",
    );
    let mut diagnostic = Diagnostic::new(Code::WrongDeviation, title);
    if let Some(deviation) = deviation {
        diagnostic = diagnostic.here(deviation.span);
    }
    let block = block(kb, pair);
    explained(kb, diagnostic, pair)
        .help(msg!(ja: "差異を次のように改めてください。\n{block}", en: "write the deviation as\n{block}"))
}
