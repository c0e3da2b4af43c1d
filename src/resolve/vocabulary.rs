//! Units, addressees, groups of facts and jurisdictions: the words that a base declares for its own texts.
//!
//! The common ones stand in the prelude; a base adds its own.

use std::sync::Arc;

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::lexicon::{Answers, Aspect};
use crate::model::{Addressee, Group, Jurisdiction, Unit};
use crate::syntax::ast::Name;
use crate::{msg, near};

use super::cx::Cx;
use super::{Items, records};

pub(super) fn units(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Unit<'_>>(cx) {
        if cx.names.units.declare(name, cx.kb.units.len(), &mut cx.out) {
            let singular = it.singular.map(|it| it.0);
            let title = it.title.or_default();
            cx.kb.units.push(Arc::new(Unit { id: name.text.clone(), title, singular, span: item.span }));
        }
    }
}

pub(super) fn addressees(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Addressee<'_>>(cx) {
        if cx.names.addressees.declare(name, cx.kb.addressees.len(), &mut cx.out) {
            let (title, answers) = (it.title.or_default(), it.answers.0.unwrap_or(Answers::Products));
            cx.kb.addressees.push(Arc::new(Addressee {
                id: name.text.clone(),
                title,
                answers,
                span: item.span,
            }));
        }
    }
}

pub(super) fn groups(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Group<'_>>(cx) {
        if cx.names.groups.declare(name, (), &mut cx.out) {
            let title = it.title.or_default();
            cx.kb.groups.push(Group {
                id: name.text.clone(),
                title,
                aspect: it.nature.unwrap_or(Aspect::Design),
                id_span: name.span,
                span: item.span,
            });
        }
    }
}

pub(super) fn jurisdictions(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Jurisdiction<'_>>(cx) {
        if cx.names.jurisdictions.declare(name, (), &mut cx.out) {
            let title = it.title.or_default();
            cx.kb.jurisdictions.push(Jurisdiction { id: name.text.clone(), title, span: item.span });
        }
    }
}

/// Notes which jurisdiction is at home; the manifest names it, so that there is no place to show.
pub(super) fn home(cx: &mut Cx, code: Option<String>) {
    let Some(code) = code else { return };
    if cx.names.jurisdictions.get(&code).is_some() {
        cx.kb.home = Some(code);
        return;
    }
    let title = msg!(
        ja: "book.tomlの「home」の「{code}」は、宣言された国・地域でない",
        en: "`home` in `book.toml` is `{code}`, and no such jurisdiction is declared",
    );
    let help = declared(cx, &code);
    cx.out.push(Diagnostic::new(Code::BadManifest, title).help(help));
}

/// Says which jurisdictions may have been meant by a code that none has.
pub(super) fn declared(cx: &Cx, code: &str) -> Bilingual {
    let codes: Vec<&str> = cx.kb.jurisdictions.iter().map(|it| it.id.as_str()).collect();
    let near = near::nearest(code, codes.iter().copied());
    let meant = if near.is_empty() { codes } else { near };
    let (ja, en) = (meant.join("」「"), meant.join("`, `"));
    msg!(ja: "「{ja}」のいずれかを書くか、「jurisdiction」で宣言してください。", en: "write one of `{en}`, or declare it with `jurisdiction`")
}

impl Cx {
    /// Looks a unit up; one that is not declared was reported and goes by its id.
    pub(super) fn unit(&mut self, name: &Name) -> Arc<Unit> {
        let found = self.names.units.find(name, &self.broken, &mut self.out);
        let known = found.and_then(|at| self.kb.units.get(at)).map(Arc::clone);
        known.unwrap_or_else(|| {
            let title = Bilingual::same(&name.text);
            Arc::new(Unit { id: name.text.clone(), title, singular: None, span: name.span })
        })
    }

    /// Looks up the addressee of a text; one that is missing or not declared was reported and answers for products.
    pub(super) fn addressee(&mut self, name: Option<&Name>, text: &Name) -> Arc<Addressee> {
        let Some(name) = name else {
            let (id, title) = (String::new(), Bilingual::default());
            return Arc::new(Addressee { id, title, answers: Answers::Products, span: text.span });
        };
        let told = self.out.len();
        let found = self.names.addressees.find(name, &self.broken, &mut self.out);
        let titled = self.kb.addressees.iter().find(|it| [&it.title.ja, &it.title.en].contains(&&name.text));
        if let Some((it, fault)) = titled.zip(self.out.get_mut(told)) {
            let id = &it.id;
            *fault = fault
                .clone()
                .help(msg!(ja: "「{id}」のことではありませんか。", en: "did you mean `{id}`?"))
                .suggest(name.span, id.clone());
        }
        let known = found.and_then(|at| self.kb.addressees.get(at)).map(Arc::clone);
        known.unwrap_or_else(|| {
            let title = Bilingual::same(&name.text);
            Arc::new(Addressee { id: name.text.clone(), title, answers: Answers::Products, span: name.span })
        })
    }
}
