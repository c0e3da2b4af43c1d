//! All integration tests, in one binary.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::string_slice,
    reason = "a test that fails should say so at once"
)]

mod adequacy;
mod agreement;
mod alignment;
mod audit;
mod base;
mod cache;
mod carried;
mod cases;
mod citations;
mod cite_box;
mod cited;
mod cli;
mod codes;
mod compared;
mod conclusions;
mod continues;
mod corpus;
mod counterpart;
mod days;
mod docs;
mod doors;
mod drafting;
mod engine;
mod example;
mod explain;
mod fold;
mod followers;
mod form;
mod format;
mod fuzz;
mod hidden;
mod history;
mod home;
mod hostile;
mod html;
mod impact;
mod import;
mod input;
mod instruments;
mod interpretation;
mod japan;
mod judgement;
mod language;
mod layout;
mod likeness;
mod lists_of_ids;
mod markets;
mod matrix;
mod merge;
mod mutation;
mod nearly;
mod numbers;
mod output;
mod pages;
mod pipeline;
mod product_file;
mod redline;
mod relations;
mod repairs;
mod schemas;
mod scopes;
mod search;
mod serve;
mod shown;
mod site;
mod smtlib;
mod support;
mod synonyms;
mod tables;
mod tidy;
mod timeline;
mod transition;
mod value_words;
mod views;
mod wayfinding;
mod ways;
mod witnesses;
mod wording;
mod words;
