//! What a product file declares beside facts, held against the verdicts: waivers that are over or excuse nothing,
//! evidence that is not there or not what it was.
//!
//! Changes no verdict; reads no file itself.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use sha2::{Digest, Sha256};

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::{Date, ProvisionIdx};
use crate::msg;
use crate::norm::Base;
use crate::query::declared::{Evidence, Waiver};
use crate::query::product::Product;
use crate::query::{Assessment, ProvisionResult};

/// Reads a file that a product file names, by its path from there.
pub type Read<'a> = &'a dyn Fn(&str) -> io::Result<Vec<u8>>;

/// Says whether a waiver holds on a day; its last day is one of them.
fn holds(it: &Waiver, day: Date) -> bool {
    day <= it.expiry
}

/// Returns the provisions that fail and are waived on the day, each with its waiver.
pub fn waived<'a>(
    kb: Base<'_>,
    product: &'a Product,
    assessed: &Assessment,
) -> BTreeMap<ProvisionIdx, &'a Waiver> {
    let failing = assessed.results.iter().flat_map(|it| &it.provisions).filter_map(ProvisionResult::failing);
    let waiver = |idx: ProvisionIdx| {
        let mut all = product.waivers.iter().filter(|it| holds(it, kb.as_of));
        Some((idx, all.find(|it| it.covers(kb, idx))?))
    };
    failing.filter_map(|(idx, ..)| waiver(idx)).collect()
}

/// Returns what is wrong with the waivers and with the evidence.
pub fn findings(kb: Base<'_>, product: &Product, assessed: &Assessment, read: Read<'_>) -> Vec<Diagnostic> {
    let waivers = product.waivers.iter().filter_map(|it| waiver(kb, it, assessed));
    let declared = product.declared.values().flat_map(|it| &it.evidence);
    waivers.chain(declared.filter_map(|it| evidence(it, read))).collect()
}

fn waiver(kb: Base<'_>, it: &Waiver, assessed: &Assessment) -> Option<Diagnostic> {
    let name = &it.provision;
    let all = || assessed.results.iter().flat_map(|it| &it.provisions);
    let covered = all().filter(|found| found.node.provision.is_some_and(|idx| it.covers(kb, idx)));
    let covered: Vec<_> = covered.collect();
    if covered.is_empty() {
        let title = msg!(
            ja: "「{name}」の免除は、判定の対象でない規定についてのものである",
            en: "the waiver of `{name}` is of a provision that is not asked",
        );
        return Some(needless(it, title));
    }
    if covered.iter().all(|it| it.failing().is_none()) {
        let title = msg!(
            ja: "「{name}」の免除は、不適合でない規定についてのものである",
            en: "the waiver of `{name}` is of a provision that does not fail",
        );
        return Some(needless(it, title));
    }
    if holds(it, kb.as_of) {
        return None;
    }
    let (expiry, day) = (it.expiry, kb.as_of);
    let title = msg!(
        ja: "「{name}」の免除は{expiry}に期限が切れた（基準日{day}）",
        en: "the waiver of `{name}` expired on {expiry} (as of {day})",
    );
    let help = msg!(
        ja: "不適合を直すか、改めて承認を得て期限を延ばす。",
        en: "mend the failure, or have the waiver approved anew with a later day",
    );
    Some(Diagnostic::new(Code::ExpiredWaiver, title).here(it.expiry_at).help(help))
}

fn needless(it: &Waiver, title: Bilingual) -> Diagnostic {
    let help = msg!(ja: "免除を取り除く。", en: "remove the waiver");
    Diagnostic::new(Code::NeedlessWaiver, title).here(it.at).help(help)
}

fn evidence(it: &Evidence, read: Read<'_>) -> Option<Diagnostic> {
    let (file, stated) = (it.file.as_ref()?, it.sha256.as_ref()?);
    let bytes = match read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let title = msg!(ja: "証拠のファイル「{file}」を読めない: {error}", en: "the evidence {file} cannot be read: {error}");
            return Some(Diagnostic::new(Code::MissingEvidence, title).here(it.at));
        }
    };
    let found = digest(&bytes);
    if found == *stated {
        return None;
    }
    let title = msg!(
        ja: "証拠のファイル「{file}」の内容が、記載のSHA-256と異なる",
        en: "the evidence {file} is not what its SHA-256 says",
    );
    let note = msg!(ja: "今のSHA-256は{found}", en: "its SHA-256 is {found} now");
    let help = msg!(
        ja: "ファイルを見直し、事実が今も正しければ、新しいSHA-256を書く。",
        en: "look at the file again, and write the new SHA-256 if the fact still holds",
    );
    Some(Diagnostic::new(Code::ChangedEvidence, title).here(it.at).note(note).help(help))
}

/// Returns the SHA-256 of some bytes in small letters.
fn digest(bytes: &[u8]) -> String {
    let mut out = String::new();
    for byte in Sha256::digest(bytes) {
        // INVARIANT: writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}
