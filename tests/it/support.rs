//! What several tests need: small corpora on disk and in memory, and the command.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use kijun::compile::{Compilation, compile};
use kijun::diag::Levels;
use kijun::logic::domain::Facts;
use kijun::norm::Base;
use kijun::source::Sources;
use serde_json::Value;

use crate::base::as_of;

/// The folder of this repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads a file of this repository.
pub(crate) fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Compiles texts, each a file of its own.
pub(crate) fn compile_texts(texts: &[(&str, &str)]) -> (Sources, Compilation) {
    let mut sources = kijun::prelude::sources();
    for (name, text) in texts {
        sources.add(*name, *text);
    }
    let compilation = compile(&sources, as_of(), &Levels::default(), Vec::new());
    (sources, compilation)
}

/// Returns the numbers of all diagnostics, in order.
pub(crate) fn codes(compilation: &Compilation) -> Vec<&'static str> {
    compilation.diagnostics.iter().map(|it| it.code.number()).collect()
}

/// Reads the facts of a product that is written as JSON.
pub(crate) fn product(kb: Base<'_>, json: &str) -> Facts {
    let mut sources = Sources::new();
    let file = kijun::data::text(&mut sources, "product.json", json.as_bytes()).expect("text");
    let root = kijun::data::read(&sources, file, kijun::data::Format::Json).expect("JSON");
    kijun::query::product::product(kb, &root).expect("facts of the vocabulary").facts
}

/// Runs a script of the site in Node.js and returns what an expression says there of each input, `it`.
pub(crate) fn in_node(script: &str, each: &str, inputs: &Value) -> Vec<Value> {
    let ask = format!(
        "process.stdout.write(JSON.stringify(JSON.parse(require('fs').readFileSync(0, 'utf8')).map((it) => {each})));"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ask.cjs");
    std::fs::write(&path, format!("{script}\n{ask}")).expect("it is written");
    let mut node = Command::new("node")
        .arg(&path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Node.js is installed");
    let mut stdin = node.stdin.take().expect("it is open");
    // It answers only when all is read, and its answer may be longer than a pipe holds.
    stdin.write_all(inputs.to_string().as_bytes()).expect("it reads");
    drop(stdin);
    let output = node.wait_with_output().expect("it ends");
    assert!(output.status.success(), "Node.js failed");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Keeps a compilation for the rest of the test.
pub(crate) fn kept(compilation: Compilation) -> Base<'static> {
    Box::leak(Box::new(compilation)).base()
}

/// A project in a folder of its own, removed at the end.
pub(crate) struct Scratch {
    folder: tempfile::TempDir,
}

impl Scratch {
    /// Makes a project with these files below `rules/`.
    pub(crate) fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let scratch = Self { folder };
        let manifest =
            format!("[book]\ntitle = \"t\"\n[kijun]\nas_of = \"{}\"\ncorpus = [\"rules\"]\n", as_of());
        scratch.write("book.toml", manifest.as_bytes());
        std::fs::create_dir_all(scratch.path().join("rules")).expect("a folder");
        for (name, bytes) in files {
            scratch.write(&format!("rules/{name}"), bytes);
        }
        scratch
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    /// Runs the command on this project.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        run(Command::new(env!("CARGO_BIN_EXE_kijun")).args(args).arg("--root").arg(self.path()))
    }
}

/// What a command answered.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs a command in English, wherever the test itself runs.
pub(crate) fn run(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } =
        command.env("LC_ALL", "C.UTF-8").output().expect("the command runs");
    Run {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&stdout).into_owned(),
        err: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

/// Runs the command on the shipped knowledge base.
pub(crate) fn kijun(args: &[&str]) -> Run {
    run(Command::new(env!("CARGO_BIN_EXE_kijun")).args(args).arg("--root").arg(root()))
}

/// Returns the fenced blocks whose info string is `info`.
pub(crate) fn blocks(text: &str, info: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines() {
        match &mut open {
            Some(_) if line.starts_with("```") => found.extend(open.take()),
            Some(block) => {
                block.push_str(line);
                block.push('\n');
            }
            None if line.trim() == format!("```{info}") => open = Some(String::new()),
            None => {}
        }
    }
    found
}
