//! The `kijun` command.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Millions of small texts and diagrams come and go; this allocator takes a fifth off a build.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    kijun::cli::main()
}
