//! `kijun build`.

use crate::lang::counted;
use crate::msg;
use crate::output::{PublishError, Staging};
use crate::site;

use crate::view::diagnostics::Asked;

use super::args::{Build, Common, Format};
use super::failed::Failed;
use super::session;
use super::stream::say;
use super::{FINDINGS, check};

pub(super) fn run(common: &Common, args: &Build) -> Result<u8, Failed> {
    let format = session::format(
        common,
        &[Format::Text, Format::Concise, Format::Json, Format::Sarif, Format::Github],
    )?;
    let host = args.base_url.as_deref().map(site::Host::parse).transpose().map_err(Failed)?;
    let mut session = session::load(common)?;
    let folder = args.out.clone().unwrap_or_else(|| session.project.root.join(&session.project.manifest.out));
    let adequacy = args.adequacy.then(|| check::adequacy(&mut session)).flatten();
    let Some(checked) = session.compilation.checked() else {
        return check::show(&session, format, Asked::default());
    };
    let title = session.project.manifest.title.clone();
    let input = site::Input { digest: session.digest(), title, adequacy, host };
    let staging = Staging::begin(&folder)?;
    let found =
        site::build(checked, &input, &staging).map_err(|error| PublishError::Io(folder.clone(), error))?;
    session.compilation.add(found, &session.project.manifest.levels);
    if check::code(&session.compilation.diagnostics) == FINDINGS {
        return check::show(&session, format, Asked::default());
    }
    let code = check::show(&session, format, Asked::default())?;
    let (n, home) = (staging.written(), folder.join("index.html"));
    staging.publish()?;
    let home = home.display();
    let files = counted(n, "file", "files");
    say(msg!(ja: "{n}個のファイルを書いた。{home}を開いてください。", en: "{files} written; open {home}")
        .get(session.lang));
    Ok(code)
}
