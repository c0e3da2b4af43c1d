//! What the texts demand: formulas, scopes, items and parents, computed once for everything that asks.
//!
//! Turns texts into demands and puts two of them side by side; decides none, formats none.

mod base;
mod below;
mod checked;
mod compile;
mod continuing;
mod deemed;
mod demand;
mod lawful;
mod lower;
mod moved;
mod moves;
mod proposed;
mod sides;
mod when;

pub use base::{Base, Norm, Norms, TooLarge};
pub use checked::Checked;
pub use continuing::{Reach, scope_on};
pub use deemed::Deemed;
pub use demand::{Demand, nodes, realisation, together, together_for};
pub use lawful::Unit;
pub use moves::Move;
pub use sides::{Sides, failing};
pub use when::When;
