//! The closed vocabularies of the public JSON.
//!
//! Each mirrors a type of the model word by word; none is ever compared with text.

use crate::logic;
use crate::logic::domain::Nature as ModelNature;
use crate::model;
use schemars::JsonSchema;
use serde::Serialize;

macro_rules! mirror {
    ($(#[$meta:meta])* $name:ident of $of:path { $($(#[$doc:meta])* $variant:ident,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl From<$of> for $name {
            fn from(value: $of) -> Self {
                match value { $(<$of>::$variant => $name::$variant,)* }
            }
        }
    };
}

mirror! {
    /// How strongly a provision speaks.
    Modality of model::Modality {
        /// A duty.
        Shall,
        /// A prohibition.
        ShallNot,
        /// A recommendation.
        Should,
        /// A recommendation against.
        ShouldNot,
        /// A permission.
        May,
        /// No verdict.
        Informative,
    }
}

mirror! {
    /// Where an edition stands.
    Status of model::Status {
        /// Recommended by a report.
        Recommended,
        /// Proposed as a draft.
        Proposed,
        /// Made, and not yet in force.
        Adopted,
        /// In force.
        InForce,
        /// Replaced by a later edition.
        Superseded,
        /// Repealed.
        Repealed,
    }
}

mirror! {
    /// How sure a statement is, best first.
    Grade of model::Grade {
        /// The text itself was read.
        Official,
        /// A secondary text says so.
        Reported,
        /// It follows from other statements.
        Inferred,
        /// Nobody confirmed it.
        Unverified,
    }
}

mirror! {
    /// How a criterion relates to another; always that of the provision shown or named first.
    Relation of logic::relation::Relation {
        /// Both ask for the same.
        Equal,
        /// It asks for more: whatever meets it meets the other.
        Stricter,
        /// It asks for less.
        Looser,
        /// Each asks for something that the other does not.
        Overlapping,
        /// No product can meet both.
        Incompatible,
        /// They never apply to the same product.
        Disjoint,
        /// The other does not regulate it.
        Absent,
        /// Only this one regulates it.
        Only,
        /// One side has no criterion.
        Undetermined,
    }
}

mirror! {
    /// Where a provision applies, compared with another.
    Applicability of logic::relation::Applicability {
        /// To the same products.
        Same,
        /// To more products.
        Wider,
        /// To fewer products.
        Narrower,
        /// Each to some to which the other does not.
        Overlapping,
        /// Never to the same product.
        Disjoint,
    }
}

mirror! {
    /// How the value of a fact comes to be known.
    Nature of ModelNature {
        /// An engineer can state it.
        Ordinary,
        /// A concept that an assessor judges.
        Concept,
        /// An open limb that an assessor judges.
        Open,
    }
}

mirror! {
    /// What sort of text an instrument is.
    InstrumentKind of model::Kind {
        /// An act of a parliament.
        Act,
        /// A ministerial ordinance.
        Ordinance,
        /// A regulation.
        Regulation,
        /// A directive.
        Directive,
        /// A guideline.
        Guideline,
        /// A technical standard.
        Standard,
        /// A label scheme.
        Label,
        /// A code of practice.
        CodeOfPractice,
        /// An alert or notice.
        Alert,
        /// A programme.
        Programme,
    }
}

impl Status {
    /// Says whether it is over.
    pub fn is_past(self) -> bool {
        match self {
            Status::Superseded | Status::Repealed => true,
            Status::Recommended | Status::Proposed | Status::Adopted | Status::InForce => false,
        }
    }
}

impl InstrumentKind {
    /// Says whether it is law: something that comes into force.
    pub fn is_law(self) -> bool {
        match self {
            InstrumentKind::Act
            | InstrumentKind::Ordinance
            | InstrumentKind::Regulation
            | InstrumentKind::Directive => true,
            InstrumentKind::Guideline
            | InstrumentKind::Standard
            | InstrumentKind::Label
            | InstrumentKind::CodeOfPractice
            | InstrumentKind::Alert
            | InstrumentKind::Programme => false,
        }
    }
}

mirror! {
    /// Whether an instrument binds by law.
    Binding of model::Binding {
        /// It binds.
        Mandatory,
        /// It is taken up freely.
        Voluntary,
    }
}

mirror! {
    /// The language of the authentic text.
    Authentic of model::instrument::Authentic {
        /// Japanese.
        Ja,
        /// English.
        En,
        /// Several languages.
        Multi,
    }
}

mirror! {
    /// What sort of finding about the sources.
    FindingKind of model::FindingKind {
        /// A modality.
        Modality,
        /// A mixture of versions.
        Version,
        /// A date.
        Date,
        /// A number.
        Number,
        /// An error.
        Error,
        /// Sources that contradict one another.
        Conflict,
        /// Something that is not known.
        Open,
        /// A translation.
        Translation,
    }
}

mirror! {
    /// What a published edge says; the left side asks for … the right side asks for.
    EdgeRelation of model::EdgeRelation {
        /// Just what, in the same words.
        Equal,
        /// Just what, in other words.
        Equivalent,
        /// A part of what.
        Subset,
        /// More than what.
        Superset,
        /// Something of what.
        Intersects,
        /// Nothing of what.
        None,
    }
}

mirror! {
    /// What an assessment says of a provision or an instrument.
    Verdict of logic::verdict::Outcome {
        /// It is not meant for the product.
        NotApplicable,
        /// The product conforms.
        Satisfied,
        /// The product does not conform.
        NotSatisfied,
        /// Facts are missing.
        Undecided,
        /// Only an assessor's judgement is missing.
        NeedsJudgement,
    }
}
