//! stub
#![expect(clippy::print_stdout, clippy::expect_used, missing_docs, reason = "stub")]
fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or(".".into()));
    let project = kijun::project::open(&root).expect("open");
    let as_of = kijun::model::Date::parse(&project.manifest.as_of).expect("date");
    let c = kijun::compile::compile(&project.sources, as_of, &project.manifest.levels, project.diagnostics);
    for d in &c.diagnostics {
        let at = d.primary.as_ref().map(|l| { let (line, col) = project.sources.line_column(l.span); format!("{}:{line}:{col}", project.sources.file(l.span.file).name) }).unwrap_or_default();
        println!("{at}: {} {}: {} {}", d.severity.word(), d.code.number(), d.title.en, d.primary.as_ref().map(|l| l.text.en.clone()).unwrap_or_default());
        if let Some(h) = &d.help { println!("    help: {}", h.en); }
        for n in &d.notes { println!("    note: {}", n.en); }
    }
    println!("{} provisions, {} facts, {} diagnostics", c.kb.provisions.len(), c.kb.facts.len(), c.diagnostics.len());
}
