//! Styles and pictures, embedded in the binary.

use crate::artifact::Artifact;

/// Returns the files under `assets/` and `robots.txt`.
pub(super) fn all() -> Vec<Artifact> {
    vec![
        Artifact::new("assets/kijun.css", include_bytes!("../../site/styles/kijun.css").as_slice()),
        Artifact::new("assets/favicon.svg", include_bytes!("../../site/styles/favicon.svg").as_slice()),
        Artifact::new("robots.txt", "User-agent: *\nAllow: /\n"),
    ]
}
