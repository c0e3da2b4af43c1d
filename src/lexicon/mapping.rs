//! What is said of published mappings.

use super::words;

words! {
    /// What the criteria say of a published edge.
    #[schemars(rename = "Finding")]
    EdgeFinding {
        /// The same as the edge.
        Agrees "agrees" "一致" "agrees",
        /// Less than the edge.
        TooStrong "too_strong" "強すぎる" "too strong",
        /// More than the edge.
        TooWeak "too_weak" "弱すぎる" "too weak",
        /// Nothing that decides it.
        NotDecidable "not_decidable" "決定できない" "not decidable",
    }
}

words! {
    /// Why the criteria do not decide what an edge says.
    Undecided {
        /// A side names nothing on the as-of date.
        Nothing "nothing" "基準日に該当する規定がない" "nothing on the as-of date",
        /// A side has no criterion, or a part of it has none.
        NoCriterion "no_criterion" "基準がない" "no criterion",
        /// A side is tested by judgement only: open limbs and concepts without an interpretation.
        ConceptOnly "concept_only" "判断による基準だけである" "judgement only",
        /// Both sides never apply to one product.
        Disjoint "disjoint" "同じ製品に適用されない" "never both applicable",
        /// The criteria are too complex to be compared.
        OverBudget "over_budget" "基準が複雑である" "too complex",
    }
}
