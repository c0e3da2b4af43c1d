//! A knowledge base against which no error stands.
//!
//! Only `compile` makes one; outputs take nothing else.

use super::kb::Kb;

/// A knowledge base that passed every check that outputs rely on.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    kb: &'a Kb,
}

impl<'a> Checked<'a> {
    /// Vouches for `kb`; for `compile` alone, which a test watches.
    pub(crate) fn vouch(kb: &'a Kb) -> Self {
        Self { kb }
    }

    /// Returns the knowledge base.
    pub fn kb(self) -> &'a Kb {
        self.kb
    }
}
