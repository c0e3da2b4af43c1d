//! Kijun (基準): rules as code for product-cybersecurity regulation.

pub mod idx;
pub mod logic;
