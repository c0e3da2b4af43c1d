//! `kijun explain`.

use crate::diag::Code;
use crate::explain;
use crate::{msg, prelude};

use super::FINE;
use super::args::{Common, Explain, Format};
use super::failed::Failed;
use super::session;
use super::stream::print;

pub(super) fn run(common: &Common, args: &Explain) -> Result<u8, Failed> {
    session::format(common, &[Format::Text])?;
    session::no_date(common)?;
    let text = &args.code;
    if text == "prelude" {
        print(prelude::TEXT)?;
        return Ok(FINE);
    }
    let code = Code::parse(text).ok_or_else(|| {
        Failed(msg!(ja: "「{text}」という診断はない。「kijun list codes」で一覧を見てください。", en: "there is no code `{text}`; see `kijun list codes`"))
    })?;
    print(explain::page(code, session::lang(common)))?;
    Ok(FINE)
}
