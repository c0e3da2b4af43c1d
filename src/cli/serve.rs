//! `kijun serve`.

#[cfg(feature = "serve")]
use std::net::{Ipv4Addr, TcpListener};

use crate::msg;

use super::args::{Common, Serve};
use super::failed::Failed;
#[cfg(feature = "serve")]
use super::{session, stream::print};

/// Serves until the process is ended.
#[cfg(feature = "serve")]
pub(super) fn run(common: &Common, args: &Serve) -> Result<u8, Failed> {
    let fresh = session::fresh(common)?;
    let port = args.port;
    let failed = |error: std::io::Error| {
        Failed(msg!(ja: "ポート{port}で待てない: {error}", en: "port {port} cannot be listened at: {error}"))
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let said = msg!(
        ja: "http://{address}/ を開いてください。終えるにはCtrl-Cを押してください。\n",
        en: "open http://{address}/ and press Ctrl-C to end\n",
    );
    print(said.get(session::lang(common)))?;
    let open = common.clone();
    let open = move || session::fresh(&open).map_err(|failed| failed.0);
    crate::serve::serve(listener, fresh, &open).map_err(failed)?;
    Ok(super::FINE)
}

/// Says that this program was built without the server.
#[cfg(not(feature = "serve"))]
pub(super) fn run(_: &Common, _: &Serve) -> Result<u8, Failed> {
    Err(Failed(msg!(
        ja: "このkijunは「serve」なしで作られている。",
        en: "this program was built without `serve`",
    )))
}
