//! A compiled base against which no error stands.
//!
//! Only `compile` makes one; outputs take nothing else.

use super::base::Base;

/// A base that passed every check that outputs rely on.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    base: Base<'a>,
}

impl<'a> Checked<'a> {
    /// Vouches for `base`; for `compile` alone, which a test watches.
    pub(crate) fn vouch(base: Base<'a>) -> Self {
        Self { base }
    }

    /// Returns the base.
    pub fn base(self) -> Base<'a> {
        self.base
    }
}
