//! Expressions as written to typed expressions, and named predicates.
//!
//! Every comparison is checked against the type, unit and range of its fact.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::id;
use crate::idx::Idx;
use crate::lang::Bilingual;
use crate::lexicon::{Aspect, Nature};
use crate::logic::domain::Value;
use crate::model::called::titled;
use crate::model::value::NEVER_WORD;
use crate::model::{Define, Expr, Fact, FactIdx, FactType, Op, OpenLimb, Test};
use crate::msg;
use crate::near;
use crate::source::Span;
use crate::syntax::ast::{self, Body, ExprKind, Halves, Literal, Name};
use crate::syntax::words;

use super::closed::date;
use super::cx::Cx;
use super::entry::{self, halves};
use super::{Items, values};

/// Where an expression stands decides what it may contain.
pub(super) struct Typer<'c> {
    cx: &'c mut Cx,
    /// The pinned id of the provision whose open limbs these are, and how many it has so far.
    limbs: Option<(&'c str, &'c mut usize)>,
    items: ItemsWord,
}

/// Whether `items` may stand in an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemsWord {
    Allowed,
    Refused,
}

impl<'c> Typer<'c> {
    /// Types expressions without open limbs.
    pub(super) fn plain(cx: &'c mut Cx) -> Self {
        Self { cx, limbs: None, items: ItemsWord::Refused }
    }

    /// Types the criteria of a provision.
    pub(super) fn criterion(
        cx: &'c mut Cx,
        provision: &'c str,
        count: &'c mut usize,
        items: ItemsWord,
    ) -> Self {
        Self { cx, limbs: Some((provision, count)), items }
    }

    /// Types a block as a conjunction.
    pub(super) fn block(&mut self, block: &[ast::Expr]) -> Option<Expr> {
        let mut parts = self.parts(block)?;
        if parts.len() == 1 { parts.pop() } else { Some(Expr::All(parts)) }
    }

    fn parts(&mut self, parts: &[ast::Expr]) -> Option<Vec<Expr>> {
        // Every part is typed even after a fault, so that all faults show.
        let typed: Vec<Option<Expr>> = parts.iter().map(|part| self.expr(part)).collect();
        typed.into_iter().collect()
    }

    /// Types one expression; `None` after a fault that was reported.
    pub(super) fn expr(&mut self, expr: &ast::Expr) -> Option<Expr> {
        match &expr.kind {
            ExprKind::All(parts) => self.parts(parts).map(Expr::All),
            ExprKind::Any(parts) => self.parts(parts).map(Expr::Any),
            ExprKind::Not(inner) => self.expr(inner).map(|inner| Expr::Not(Box::new(inner))),
            ExprKind::Implies(left, right) => {
                let (left, right) = (self.expr(left), self.expr(right));
                Some(Expr::Implies(Box::new(left?), Box::new(right?)))
            }
            ExprKind::Ref(name) => self.bare(name),
            ExprKind::Compare { fact, operator, value } => self.comparison(fact, operator, value),
            ExprKind::Open(_) => self.open(expr),
            ExprKind::OpenRef(name) => self.open_ref(name),
            ExprKind::Items => self.items(expr),
            ExprKind::Since(name) => date(name, &mut self.cx.out).map(Expr::Since),
            ExprKind::Mixed(operator) => {
                self.cx.out.push(
                    Diagnostic::new(
                        Code::MixedOperators,
                        msg!(ja: "「and」と「or」が括弧なしで混在している", en: "`and` and `or` mix without parentheses"),
                    )
                    .at(operator.span, msg!(ja: "ここで混ざる", en: "they mix here"))
                    .help(msg!(ja: "括弧、「all {{ }}」又は「any {{ }}」で区切ってください。", en: "use parentheses, `all {{ }}` or `any {{ }}`")),
                );
                None
            }
        }
    }

    fn bare(&mut self, name: &Name) -> Option<Expr> {
        if let Some(define) = self.cx.names.defines.get(&name.text) {
            return Some(Expr::Defined(define));
        }
        let told = self.cx.out.len();
        let Some(fact) = self.fact(name) else {
            self.or_definition(name, told);
            return None;
        };
        match self.cx.kb.facts[fact].ty {
            FactType::Flag => Some(Expr::Test(Test { fact, op: Op::Eq, value: Value::Flag(true) })),
            FactType::Choice(_)
            | FactType::Scale(_)
            | FactType::Number { .. }
            | FactType::Duration { .. }
            | FactType::Date
            | FactType::Set(_) => {
                self.cx.out.push(values::mismatch(&self.cx.kb.facts[fact], name.span));
                None
            }
        }
    }

    /// Proposes a fact by its title, or a definition, where no fact is near to a word that nothing is called.
    fn or_definition(&mut self, name: &Name, told: usize) {
        let near = near::nearest(&name.text, self.cx.names.defines.ids().map(|(id, _)| id.as_str()));
        let titled = self.cx.kb.facts.iter().find(|it| [&it.title.ja, &it.title.en].contains(&&name.text));
        let Some(best) = titled.map(|it| it.id.as_str()).or(near.first().copied()).map(str::to_owned) else {
            return;
        };
        let what = if titled.is_some() { ["", ""] } else { ["定義", "the definition "] };
        let [ja, en] = what;
        if let Some(found) =
            self.cx.out.get_mut(told).filter(|it| it.suggestion.is_none() && it.help.is_none())
        {
            let proposed = found
                .clone()
                .help(msg!(ja: "{ja}「{best}」のことではありませんか。", en: "did you mean {en}`{best}`?"))
                .suggest(name.span, best);
            *found = proposed;
        }
    }

    fn fact(&mut self, name: &Name) -> Option<FactIdx> {
        self.cx.names.facts.find(name, &self.cx.broken, &mut self.cx.out)
    }

    fn comparison(&mut self, name: &Name, operator: &Name, literal: &Literal) -> Option<Expr> {
        let fact = self.fact(name)?;
        let declared = &self.cx.kb.facts[fact];
        let op = match operator.text.as_str() {
            "==" => Op::Eq,
            "!=" => Op::Ne,
            "<" => Op::Lt,
            "<=" => Op::Le,
            ">" => Op::Gt,
            ">=" => Op::Ge,
            "contains" => Op::Contains,
            _ => return self.one_of(fact, name, literal),
        };
        let ordered = !matches!(op, Op::Eq | Op::Ne | Op::Contains);
        let fits = match &declared.ty {
            FactType::Flag | FactType::Choice(_) => !ordered && op != Op::Contains,
            FactType::Scale(_) | FactType::Number { .. } | FactType::Duration { .. } | FactType::Date => {
                op != Op::Contains
            }
            FactType::Set(_) => op == Op::Contains,
        };
        if !fits {
            self.cx.out.push(values::mismatch(declared, operator.span));
            return None;
        }
        let value = match (&declared.ty, literal) {
            (FactType::Set(words), Literal::Word(element)) => {
                values::word(declared, words, element, &mut self.cx.out).map(Value::Word)
            }
            (FactType::Date, Literal::Word(word)) if word.text == NEVER_WORD => {
                self.cx.out.push(never_compared(declared, word.span));
                None
            }
            _ => values::literal(declared, literal, &mut self.cx.out),
        }?;
        Some(Expr::Test(Test { fact, op, value }))
    }

    fn one_of(&mut self, fact: FactIdx, name: &Name, literal: &Literal) -> Option<Expr> {
        let declared = &self.cx.kb.facts[fact];
        if let (FactType::Choice(words) | FactType::Scale(words), Literal::Set(names, _)) =
            (&declared.ty, literal)
        {
            let positions: Option<Vec<u32>> =
                names.iter().map(|word| values::word(declared, words, word, &mut self.cx.out)).collect();
            return positions.map(|positions| Expr::OneOf(fact, positions));
        }
        self.cx.out.push(values::mismatch(declared, name.span));
        None
    }

    fn open(&mut self, expr: &ast::Expr) -> Option<Expr> {
        let Some((provision, count)) = &mut self.limbs else {
            self.cx.out.push(misplaced(expr, "open"));
            return None;
        };
        **count += 1;
        self.cx.limbs.get(&id::limb(provision, **count)).copied().map(Expr::Open)
    }

    fn open_ref(&mut self, name: &Name) -> Option<Expr> {
        let found = self.cx.limbs.get(&name.text).copied();
        if found.is_none() {
            let text = &name.text;
            self.cx.out.push(
                Diagnostic::new(
                    Code::UnknownId,
                    msg!(ja: "判断事項「{text}」は宣言されていない", en: "there is no open limb `{text}`"),
                )
                .here(name.span)
                .help(msg!(
                    ja: "「open.規定の識別子.番号」を書いてください。",
                    en: "write `open.PROVISION.N`",
                )),
            );
        }
        found.map(Expr::Open)
    }

    fn items(&mut self, expr: &ast::Expr) -> Option<Expr> {
        if self.items == ItemsWord::Allowed {
            return Some(Expr::Items);
        }
        self.cx.out.push(misplaced(expr, "items"));
        None
    }
}

/// Reports an expression that depends on the day where nothing may.
pub(super) fn timeless(cx: &mut Cx, expr: &Expr, span: Span) {
    if !cx.kb.depends_on_the_day(expr) {
        return;
    }
    cx.out.push(
        Diagnostic::new(
            Code::MisplacedEntry,
            msg!(ja: "ここでは日付によって変わる式は使えない", en: "what stands here does not depend on the day"),
        )
        .here(span)
        .help(msg!(
            ja: "「on_or_after」は対象、適用条件、基準又はみなしで使えます。",
            en: "`on_or_after` belongs in a scope, a condition, a criterion or a deeming",
        )),
    );
}

fn misplaced(expr: &ast::Expr, word: &str) -> Diagnostic {
    entry::misplaced(expr.span, word)
        .help(msg!(ja: "規定の「meets」又は「criterion」の中でだけ使えます。", en: "it belongs in `meets` or `criterion` of a provision"))
}

type Written<'a> = (&'a Name, &'a ast::Expr, &'a ast::Item);

/// Declares and types all named predicates, those used by others first.
pub(super) fn defines(cx: &mut Cx, items: &Items<'_>) {
    let all: Vec<Written<'_>> = items
        .of(words::DEFINE)
        .filter_map(|item| match (&item.id, &item.body) {
            (Some(name), Body::Define(expr)) => Some((name, expr, item)),
            _ => None,
        })
        .collect();
    let (mut users, mut waits_for) = users(&all);
    let mut ready: Vec<usize> = (0..all.len()).filter(|at| waits_for.get(*at) == Some(&0)).collect();
    while !ready.is_empty() {
        let mut next = BTreeSet::new();
        for (name, expr, item) in ready.iter().filter_map(|at| all.get(*at)) {
            define(cx, name, expr, item);
            for user in users.remove(name.text.as_str()).unwrap_or_default() {
                if let Some(waits_for) = waits_for.get_mut(user) {
                    *waits_for -= 1;
                    next.extend((*waits_for == 0).then_some(user));
                }
            }
        }
        ready = next.into_iter().collect();
    }
    let blocked = all.iter().zip(waits_for).filter(|(_, waits_for)| *waits_for > 0);
    blocked.for_each(|((name, ..), _)| cycle(cx, name));
}

/// Returns for each predicate those that use it, by their positions, and for each how many it uses.
fn users<'a>(all: &[Written<'a>]) -> (BTreeMap<&'a str, Vec<usize>>, Vec<usize>) {
    let names: BTreeSet<&str> = all.iter().map(|(name, ..)| name.text.as_str()).collect();
    let mut users: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut waits_for = Vec::with_capacity(all.len());
    for (at, (_, expr, _)) in all.iter().enumerate() {
        let mut used = BTreeSet::new();
        mentions(expr, &names, &mut used);
        waits_for.push(used.len());
        for name in used {
            users.entry(name).or_default().push(at);
        }
    }
    (users, waits_for)
}

fn define(cx: &mut Cx, name: &Name, written: &ast::Expr, item: &ast::Item) {
    let idx = Idx::new(cx.kb.defines.len());
    if let Some(fact) = cx.names.facts.get(&name.text) {
        let (Bilingual { ja, en }, first) = (cx.kb.fact_called(fact), cx.kb.facts[fact].span);
        cx.out.push(
            Diagnostic::new(
                Code::DuplicateId,
                msg!(ja: "定義の識別子が、事実{ja}のものと同じである", en: "`{en}` is declared as a fact too"),
            )
            .at(name.span, msg!(ja: "この定義", en: "this definition"))
            .and_at(first, msg!(ja: "事実の宣言", en: "the fact")),
        );
        return;
    }
    let Some(expr) = Typer::plain(cx).expr(written) else {
        cx.broken.insert(name.text.clone());
        return;
    };
    if cx.names.defines.declare(name, idx, &mut cx.out) {
        cx.kb.defines.push(Define { id: name.text.clone(), expr, docs: item.docs.clone(), span: item.span });
    }
}

fn cycle(cx: &mut Cx, name: &Name) {
    let text = &name.text;
    cx.broken.insert(text.clone());
    cx.out.push(
        Diagnostic::new(Code::DefinitionCycle, msg!(ja: "定義「{text}」が自身に依存している", en: "the definition `{text}` depends on itself"))
            .here(name.span)
            .help(msg!(ja: "循環を断つ式に書き換えてください。", en: "write one of the definitions without the others")),
    );
}

/// Collects those of `names` that an expression uses.
fn mentions<'a>(expr: &'a ast::Expr, names: &BTreeSet<&str>, used: &mut BTreeSet<&'a str>) {
    match &expr.kind {
        ExprKind::All(parts) | ExprKind::Any(parts) => {
            for part in parts {
                mentions(part, names, used);
            }
        }
        ExprKind::Not(inner) => mentions(inner, names, used),
        ExprKind::Implies(left, right) => {
            mentions(left, names, used);
            mentions(right, names, used);
        }
        ExprKind::Ref(name) => used.extend(names.contains(name.text.as_str()).then_some(&*name.text)),
        ExprKind::Compare { .. }
        | ExprKind::Open(_)
        | ExprKind::OpenRef(_)
        | ExprKind::Items
        | ExprKind::Since(_)
        | ExprKind::Mixed(_) => {}
    }
}

/// Declares the open limbs of a provision, so that any other may name them wherever it stands.
pub(super) fn declare_limbs<'a>(cx: &mut Cx, provision: &str, blocks: impl Iterator<Item = &'a [ast::Expr]>) {
    let mut limbs = Vec::new();
    blocks.flatten().for_each(|expr| open_in(expr, &mut limbs));
    for (number, (both, span)) in (1..).zip(limbs) {
        let says = halves(both, &mut cx.out);
        let id = id::limb(provision, number);
        let limb = OpenLimb { provision: provision.to_owned(), number };
        let idx = open_limb(cx, id.clone(), says, limb, span);
        cx.limbs.insert(id, idx);
    }
}

/// Collects the open limbs of an expression, in the order in which they are typed.
fn open_in<'a>(expr: &'a ast::Expr, limbs: &mut Vec<(&'a Halves, Span)>) {
    match &expr.kind {
        ExprKind::All(parts) | ExprKind::Any(parts) => parts.iter().for_each(|part| open_in(part, limbs)),
        ExprKind::Not(inner) => open_in(inner, limbs),
        ExprKind::Implies(left, right) => {
            open_in(left, limbs);
            open_in(right, limbs);
        }
        ExprKind::Open(both) => limbs.push((both, expr.span)),
        ExprKind::Ref(_)
        | ExprKind::Compare { .. }
        | ExprKind::OpenRef(_)
        | ExprKind::Items
        | ExprKind::Since(_)
        | ExprKind::Mixed(_) => {}
    }
}

/// Adds the fact that stands for an open limb.
fn open_limb(cx: &mut Cx, id: String, says: Bilingual, limb: crate::model::OpenLimb, span: Span) -> FactIdx {
    let denies = Bilingual::new(format!("「{}」に当たらない", says.ja), format!("not: {}", says.en));
    let ask = Bilingual::new(
        format!("「{}」に当たると判断しますか。", says.ja),
        format!("Do you judge that this is met: {}?", says.en),
    );
    let fact = Fact {
        id,
        title: says.clone(),
        says,
        denies,
        ask,
        ty: FactType::Flag,
        nature: Nature::Open,
        aspect: Aspect::Design,
        base: None,
        formerly: Vec::new(),
        open: Some(limb),
        note: None,
        span,
    };
    cx.kb.facts.push(fact)
}

/// Says that no comparison with what never was can hold.
fn never_compared(fact: &Fact, span: Span) -> Diagnostic {
    let Bilingual { ja, en } = titled(&fact.title, &fact.id);
    Diagnostic::new(
        Code::TypeMismatch,
        msg!(ja: "{ja}を「never」と比べることはできない", en: "`{en}` cannot be compared with `never`"),
    )
    .here(span)
    .help(msg!(
        ja: "「never」にはどの比較も成り立ちません。日付と比べ、ない場合も含めたいときは「not」を付けてください。",
        en: "no comparison holds for `never`; compare it with a day, with `not` where the lack of a day counts too",
    ))
}
