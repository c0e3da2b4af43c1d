//! What the texts demand: formulas, scopes, items and parents, computed once for everything that asks.
//!
//! Turns texts into demands and puts two of them side by side; decides none, formats none.

mod base;
mod below;
mod checked;
mod compile;
mod demand;
mod lawful;
mod lower;
mod sides;

pub use base::{Base, Norm, Norms};
pub use below::Standing;
pub use checked::Checked;
pub use demand::{Demand, nodes, realisation, together, together_for};
pub use lawful::{Deemed, Unit};
pub use sides::{Sides, failing};
