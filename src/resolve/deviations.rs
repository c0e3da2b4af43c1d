//! Declared exceptions to an alignment.
//!
//! Resolves what they name and refuses what cannot be declared of their subject; compares nothing.

use crate::diag::{Code, Diagnostic};
use crate::model::{Declared, Deviation, On, Reference};
use crate::msg;
use crate::syntax::ast::{Item, Name};

use super::closed::Chosen;
use super::cx::Cx;
use super::record::{self, Record as _};
use super::{Items, entry, records};

pub(super) fn resolve(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Deviation<'_>>(cx) {
        if cx.names.deviations.declare(name, (), &mut cx.out)
            && let Some(deviation) = deviation(cx, item, name, it)
        {
            cx.kb.deviations.push(deviation);
        }
    }
}

fn deviation(cx: &mut Cx, item: &Item, name: &Name, it: records::Deviation<'_>) -> Option<Deviation> {
    let alignment = it.alignment.0.and_then(|id| cx.names.alignments.find(id, &cx.broken, &mut cx.out));
    let on = it.on.0.as_ref().and_then(|on| subject(cx, on.0));
    let (left, right) = match &it.between.0 {
        Some(between) => (cx.targets([between.left]), cx.targets([between.right])),
        None => (Vec::new(), Vec::new()),
    };
    let is_of_pairs = [&left, &right].into_iter().all(|side| is_of_one(cx, side));
    let member = it.member.and_then(|id| cx.names.instruments.find(id, &cx.broken, &mut cx.out));
    let sources = cx.citations(&it.source);
    let on = on?;
    if !says_what_belongs(cx, name, on, &it) || !is_of_pairs {
        return None;
    }
    // A word that could not be read was reported; what it is about is not judged.
    let (relation, condition, applicability) =
        (read(it.relation)?, read(it.condition)?, read(it.applicability)?);
    Some(Deviation {
        id: name.text.clone(),
        title: it.title,
        alignment: alignment?,
        on,
        left,
        right,
        member,
        relation,
        condition,
        applicability,
        because: it.because.unwrap_or_default(),
        review_by: it.review_by,
        note: it.note,
        sources,
        span: item.span,
    })
}

/// Says whether the names of one side are of one instrument, and reports the first of another: members are compared two
/// by two.
fn is_of_one(cx: &mut Cx, side: &[Reference]) -> bool {
    let Some(first) = side.first() else { return true };
    let Some(other) = side.iter().find(|it| it.instrument != first.instrument) else { return true };
    let (one, two) = (cx.kb.reference_id(first), cx.kb.reference_id(other));
    let (Some(here), Some(there)) = (other.span, first.span) else { return true };
    cx.out.push(
        Diagnostic::new(
            Code::TypeMismatch,
            msg!(
                ja: "差異の一方の側に、二つの文書の規定（「{one}」と「{two}」）がある",
                en: "one side of the deviation names two instruments: `{one}` and `{two}`",
            ),
        )
        .at(here, msg!(ja: "別の文書の規定", en: "of another instrument"))
        .and_at(there, msg!(ja: "この側の文書", en: "the instrument of this side"))
        .note(msg!(
            ja: "差異は二つの文書の間のものである。「between」の一方の側に並べられるのは、一つの版の中で同じ要件を定める規定である。",
            en: "a deviation is between two instruments: a side of `between` lists the provisions of one edition that meet the requirement together",
        ))
        .help(msg!(
            ja: "「{one}」についてと「{two}」についての二つの差異に分けてください。",
            en: "write two deviations, one about `{one}` and one about `{two}`",
        )),
    );
    false
}

/// Returns what an entry declares, with its place; `None` after a fault that was reported.
fn read<T>(it: Option<Chosen<T>>) -> Option<Declared<T>> {
    match it {
        None => Some(None),
        Some(it) => it.value.map(|value| Some((value, it.span))),
    }
}

fn subject(cx: &mut Cx, name: &Name) -> Option<On> {
    if name.text == "scope" {
        return Some(On::Scope);
    }
    if name.text == "transition" {
        return Some(On::Transition);
    }
    cx.names.requirements.find(name, &cx.broken, &mut cx.out).map(On::Requirement)
}

/// Says whether a deviation declares what can be declared of its subject, and reports what is not.
fn says_what_belongs(cx: &mut Cx, name: &Name, on: On, it: &records::Deviation<'_>) -> bool {
    let before = cx.out.len();
    match on {
        On::Requirement(_) => {
            if it.relation.is_none() {
                cx.out.push(record::missing(records::Deviation::WHAT, "relation", name.span));
            }
            if let Some(applicability) = it.applicability {
                cx.out.push(
                    entry::misplaced(applicability.span, "applicability")
                        .help(msg!(
                            ja: "要件ごとの差異は適用条件を「condition」で宣言し、対象範囲の差異は組ごとに一度「on scope」で宣言してください。",
                            en: "declare the conditions with `condition`, and a difference of the scopes once for the pair, `on scope`",
                        )),
                );
            }
        }
        On::Scope | On::Transition => {
            if it.applicability.is_none() {
                cx.out.push(record::missing(records::Deviation::WHAT, "applicability", name.span));
            }
            let relation = it.relation.map(|it| (it.span, "relation"));
            let condition = it.condition.map(|it| (it.span, "condition"));
            cx.out.extend(relation.into_iter().chain(condition).map(|(span, word)| {
                entry::misplaced(span, word).help(msg!(
                    ja: "対象範囲又は経過措置の差異には「applicability」だけを書いてください。",
                    en: "a deviation of scopes or of transitional rules declares `applicability` alone",
                ))
            }));
        }
    }
    cx.out.len() == before
}
