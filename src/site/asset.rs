//! Styles, the script and pictures, embedded in the binary.

use crate::artifact::Artifact;

const STYLE: &str = concat!(
    include_str!("../../site/styles/kijun.css"),
    include_str!("../../site/styles/marks.css"),
    include_str!("../../site/styles/way.css")
);

const SCRIPT: &str =
    concat!(include_str!("../../site/styles/kijun.js"), include_str!("../../site/styles/cite.js"));

const SEARCH: &str = concat!(
    include_str!("../../site/styles/fold.js"),
    include_str!("../../site/styles/search.js"),
    include_str!("../../site/styles/results.js")
);

/// Returns the files under `assets/`.
pub(super) fn all() -> Vec<Artifact> {
    vec![
        Artifact::new("assets/kijun.css", STYLE),
        Artifact::new("assets/kijun.js", SCRIPT),
        Artifact::new("assets/matrix.css", include_str!("../../site/styles/matrix.css")),
        Artifact::new("assets/matrix.js", include_str!("../../site/styles/matrix.js")),
        Artifact::new("assets/form.css", include_str!("../../site/styles/form.css")),
        Artifact::new("assets/form.js", include_str!("../../site/styles/form.js")),
        Artifact::new("assets/judge.js", include_str!("../../site/styles/judge.js")),
        Artifact::new("assets/search.js", SEARCH),
        Artifact::new("assets/forward.js", include_str!("../../site/styles/forward.js")),
        Artifact::new("assets/favicon.svg", include_bytes!("../../site/styles/favicon.svg").as_slice()),
    ]
}
