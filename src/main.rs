//! The `kijun` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    kijun::cli::main()
}
