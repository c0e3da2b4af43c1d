//! The `kijun` command.

fn main() {}
