//! Kijun (基準): rules as code for product-cybersecurity regulation.

pub mod artifact;
pub mod cache;
pub mod check;
pub mod cli;
pub mod compile;
pub mod diag;
pub mod explain;
pub mod export;
pub mod id;
pub mod idx;
pub mod import;
pub mod lang;
pub mod lexicon;
pub mod logic;
pub mod model;
pub mod near;
pub mod norm;
pub mod output;
pub mod project;
pub mod query;
pub mod report;
pub mod resolve;
pub mod site;
pub mod source;
pub mod syntax;
pub mod view;
