//! stub
/// Relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "stub")]
pub enum Relation {
    Equal,
    Stricter,
    Looser,
    Overlapping,
    Incompatible,
    Disjoint,
    Absent,
    Only,
    Undetermined,
}
/// Applicability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "stub")]
pub enum Applicability {
    Same,
    Wider,
    Narrower,
    Overlapping,
    Disjoint,
}

#[expect(missing_docs, reason="stub")]
impl Relation { pub fn word(self)->&'static str { "" } }
#[expect(missing_docs, reason="stub")]
impl Applicability { pub fn word(self)->&'static str { "" } }
