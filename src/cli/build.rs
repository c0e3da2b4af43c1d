//! `kijun build`.

use crate::msg;
use crate::output;
use crate::site;

use super::args::{Build, Common, Format};
use super::session::{self, Failed};
use super::{FINDINGS, check, say};

pub(super) fn run(common: &Common, args: &Build) -> Result<u8, Failed> {
    let format = session::format(
        common,
        &[Format::Text, Format::Concise, Format::Json, Format::Sarif, Format::Github],
    )?;
    let mut session = session::load(common)?;
    let built = session.compilation.checked().map(|checked| {
        let input = site::Input {
            digest: session.project.digest.clone(),
            title: session.project.manifest.title.clone(),
        };
        site::build(checked, &input)
    });
    let Some(built) = built else { return Ok(check::show(&session, format)) };
    session.compilation.add(built.diagnostics, &session.project.manifest.levels);
    if check::code(&session.compilation.diagnostics) == FINDINGS {
        return Ok(check::show(&session, format));
    }
    let code = check::show(&session, format);
    let folder = args.out.clone().unwrap_or_else(|| session.project.root.join(&session.project.manifest.out));
    output::publish(&folder, &built.artifacts)?;
    let (n, home) = (built.artifacts.len(), folder.join("index.html"));
    let home = home.display();
    say(msg!(ja: "{n}個のファイルを書いた。{home}を開いてください。", en: "{n} files written; open {home}")
        .get(session.lang));
    Ok(code)
}
