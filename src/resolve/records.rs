//! The items of the language, and the blocks in them, as records: one table of what each accepts.
//!
//! What a field reads is said by its type; what is made of it, by the file that takes the record.

use crate::diag::Diagnostic;
use crate::lang::Bilingual;
use crate::lexicon::{
    self, Answers, Applicability, Aspect, Authentic, Binding, FindingKind, Hyphen, InstrumentKind, Modality,
    Relation, Status,
};
use crate::model::{self, Date};
use crate::syntax::ast::{Expr, Literal, Name, TypeSpec};

use super::closed::{Chosen, Guessed};
use super::entry::{
    At, Between, Cite, Column, Criterion, Edge, Expectations, Expressed, Figure, Labelled, Lists, Mark,
    Nested, Of, OneName, OneOf, OneString, Range, Settings, Strings, Within,
};
use super::record::{Accepted, Block, Field, Need, Record, Several, records};

records! {
    /// A document that statements rest on.
    Source "source" {
        title: Need<Bilingual>,
        kind: Option<InstrumentKind>,
        publisher: Option<Bilingual>,
        url: Option<OneString>,
        date: Option<Date>,
        note: Option<Bilingual>,
    }

    /// A group of requirements.
    Theme "theme" {
        title: Need<Bilingual>,
    }

    /// A function that several instruments regulate.
    Requirement "requirement" {
        title: Need<Bilingual>,
        text: Need<Bilingual>,
        theme: Option<&'a Name>,
        note: Option<Bilingual>,
    }

    /// What is asked of a product.
    Fact "fact" {
        title: Need<Bilingual>,
        says: Option<Bilingual>,
        denies: Option<Bilingual>,
        ask: Need<Bilingual>,
        ty("type"): Need<&'a TypeSpec>,
        value: Vec<At<Expressed<'a>>>,
        base: Option<&'a Literal>,
        nature: Option<Aspect>,
        formerly: Vec<&'a [Name]>,
        note: Option<Bilingual>,
    }

    /// What numbers count.
    Unit "unit" {
        title: Need<Bilingual>,
        singular: Option<OneString>,
    }

    /// Whom a provision addresses.
    Addressee "addressee" {
        title: Need<Bilingual>,
        answers: Need<Answers>,
    }

    /// The facts whose ids begin with one word.
    Group "group" {
        title: Need<Bilingual>,
        nature: Option<Aspect>,
    }

    /// Where an instrument is law, or whose it is.
    Jurisdiction "jurisdiction" {
        title: Need<Bilingual>,
    }

    /// Background truth about facts.
    Constraint "constraint" {
        holds: Need<&'a Expr>,
        because: Need<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// What is possible and far-fetched.
    Unlikely "unlikely" {
        when: Need<&'a Expr>,
        because: Need<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// An entry of the glossary.
    Term "term" {
        name: Need<Bilingual>,
        reading: Option<OneString>,
        also: Option<Lists>,
        avoid: Option<Lists>,
        text: Need<Bilingual>,
        differs: Option<Bilingual>,
        defined_by: Vec<&'a [Name]>,
        note: Option<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// A text with its editions.
    Instrument "instrument" {
        title: Need<Bilingual>,
        aka: Vec<Strings>,
        kind: Need<InstrumentKind>,
        jurisdiction: Need<&'a Name>,
        issuer: Need<Bilingual>,
        binding: Need<Binding>,
        authentic: Need<Authentic>,
        hyphen: Option<Hyphen>,
        label: Option<&'a Name>,
        scope: Option<&'a Expr>,
        numbering: Vec<At<Range<'a>>>,
        url: Option<OneString>,
        note: Option<Bilingual>,
        edition: Vec<At<Nested<'a>>>,
    }

    /// An edition of an instrument.
    Edition "edition" {
        title: Option<Bilingual>,
        status: Need<Guessed<Status>>,
        from: Option<At<model::From>>,
        until: Option<At<Date>>,
        continues: Option<At<&'a Expr>>,
        because: Option<At<Bilingual>>,
        amends: Option<&'a Name>,
        scope: Option<&'a Expr>,
        numbering: Vec<At<Range<'a>>>,
        removes: Vec<&'a [Name]>,
        keeps: Vec<&'a [Name]>,
        renumbers: Vec<Range<'a>>,
        splits: Vec<Range<'a>>,
        voids: Vec<&'a [Name]>,
        ids_only: Option<At<Mark>>,
        note: Option<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// A provision.
    Provision "provision" {
        cite: Need<At<Bilingual>>,
        title: Need<Bilingual>,
        text: Need<At<Bilingual>>,
        modality: Need<At<Modality>>,
        addressee: Need<&'a Name>,
        applies: Option<&'a Expr>,
        meets: Vec<At<Criterion<'a>>>,
        criterion: Option<At<Criterion<'a>>>,
        see: Vec<&'a [Name]>,
        also_cited: Vec<Strings>,
        keeps: Vec<&'a [Name]>,
        removes: Vec<&'a [Name]>,
        from: Option<At<model::From>>,
        until: Option<At<Date>>,
        verification: Option<Bilingual>,
        figure: Vec<Figure<'a>>,
        note: Option<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// A provision that leaves some products under an earlier edition, or under none.
    Transition "transition" {
        cite: Need<At<Bilingual>>,
        title: Need<Bilingual>,
        text: Need<At<Bilingual>>,
        addressee: Need<&'a Name>,
        products("for"): Need<At<&'a Expr>>,
        of: Need<Of<'a>>,
        except: Vec<&'a [Name]>,
        stays: Need<&'a Name>,
        by_choice: Option<Mark>,
        see: Vec<&'a [Name]>,
        also_cited: Vec<Strings>,
        from: Option<At<model::From>>,
        until: Option<At<Date>>,
        note: Option<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// A legal rule that treats provisions as satisfied.
    Deeming "deeming" {
        title: Option<Bilingual>,
        of: Need<Of<'a>>,
        when: Need<&'a Expr>,
        basis: Need<Bilingual>,
        from: Option<At<model::From>>,
        until: Option<At<Date>>,
        note: Option<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// A criterion that one instrument gives to a concept of another edition.
    Interpretation "interpretation" {
        cite: Option<Bilingual>,
        title: Option<Bilingual>,
        text: Option<At<Bilingual>>,
        of: Need<Within<'a>>,
        equals: Option<At<Criterion<'a>>>,
        at_least: Option<At<Criterion<'a>>>,
        note: Option<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// A group of instruments with the same criterion for the same requirement.
    Alignment "alignment" {
        title: Option<Bilingual>,
        members: Several<&'a [Name]>,
        on: Several<&'a [Name]>,
        note: Option<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// A declared exception to an alignment.
    Deviation "deviation" {
        title: Option<Bilingual>,
        alignment: Need<&'a Name>,
        on: Need<OneName<'a>>,
        between: Need<Between<'a>>,
        member: Option<&'a Name>,
        relation: Option<Chosen<Relation>>,
        condition: Option<Chosen<Applicability>>,
        applicability: Option<Chosen<Applicability>>,
        because: Option<Bilingual>,
        review_by: Option<Date>,
        note: Option<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// Editions that are meant to begin together.
    Proposal "proposal" {
        title: Need<Bilingual>,
        editions: Several<&'a [Name]>,
        from: Option<At<model::From>>,
        note: Option<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// A published set of edges.
    Mapping "mapping" {
        title: Need<Bilingual>,
        edge: Vec<At<Edge<'a>>>,
        note: Option<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// What stands behind the implication of a claim.
    Claim "claim" {
        because: Option<Bilingual>,
        note: Option<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// A finding about the sources.
    Note "note" {
        about: Vec<&'a [Name]>,
        kind: Need<FindingKind>,
        title: Need<Bilingual>,
        text: Need<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// An example product.
    Device "device" {
        title: Need<Bilingual>,
        like: Vec<&'a [Name]>,
        as_of: Option<Date>,
        facts: Vec<Settings<'a>>,
        expect: Vec<Expectations<'a>>,
        note: Option<Bilingual>,
        source: Vec<At<Cite<'a>>>,
    }

    /// Questions side by side.
    Table "table" {
        title: Need<Bilingual>,
        formerly: Vec<&'a [Name]>,
        note: Option<Bilingual>,
        column: Vec<Column<'a>>,
        row: Vec<At<Nested<'a>>>,
        value: Vec<At<Labelled<'a>>>,
        source: Vec<At<Cite<'a>>>,
    }

    /// A row of a table.
    Row "row" {
        title: Option<Bilingual>,
        of: Option<OneOf<'a>>,
        on: Vec<&'a [Name]>,
        about: Vec<&'a [Name]>,
        device: Option<&'a Name>,
        field: Option<Chosen<lexicon::Field>>,
        correction: Vec<At<Labelled<'a>>>,
        undecided: Vec<At<Labelled<'a>>>,
        note: Option<Bilingual>,
    }
}
