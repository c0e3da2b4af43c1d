//! Why a command could not do its job, in words.

use crate::lang::Bilingual;
use crate::logic::failure::{Failure, OverBudget};
use crate::msg;
use crate::output::PublishError;
use crate::project::OpenError;
use crate::view::failure;

/// Why a command could not do its job.
#[derive(Debug)]
pub(super) struct Failed(pub(super) Bilingual);

impl Failed {
    pub(super) fn message(&self) -> &Bilingual {
        &self.0
    }
}

impl From<OpenError> for Failed {
    fn from(error: OpenError) -> Self {
        Failed(match error {
            OpenError::NoManifest(path) => {
                let path = path.display();
                msg!(
                    ja: "{path}とその上にbook.tomlがない。「--root」で場所を指定してください。",
                    en: "there is no book.toml in {path} or above; say where it is with --root",
                )
            }
            OpenError::Revision(revision, root, why) => {
                let root = root.display();
                msg!(
                    ja: "「{revision}」というフォルダーはなく、「{root}」のGitの履歴からも読めない: {why}",
                    en: "there is no folder `{revision}`, and the git history of {root} cannot give it: {why}",
                )
            }
            OpenError::Faults(path, Bilingual { ja, en }) => {
                let path = path.display();
                msg!(ja: "{path}を使えない\n{ja}", en: "{path} cannot be used\n{en}")
            }
            OpenError::Manifest(path, why) => {
                let path = path.display();
                msg!(ja: "{path}を使えない: {why}", en: "{path} cannot be used: {why}")
            }
        })
    }
}

impl From<Failure> for Failed {
    fn from(failure: Failure) -> Self {
        Failed(failure::said(&failure))
    }
}

impl From<OverBudget> for Failed {
    fn from(over: OverBudget) -> Self {
        Failure::from(over).into()
    }
}

impl From<PublishError> for Failed {
    fn from(error: PublishError) -> Self {
        Failed(match error {
            PublishError::Foreign(path) => {
                let path = path.display();
                msg!(
                    ja: "{path}はkijunの出力フォルダーでないので、そのままにした。",
                    en: "{path} is not an output folder of kijun; it was left as it is",
                )
            }
            PublishError::Unlisted(path) => {
                let path = path.display();
                msg!(
                    ja: "{path}は、書いたファイルの一覧を残さない古い版のkijunが作った。消してからやり直してください。",
                    en: "{path} was made by an earlier version of kijun, which kept no list of its files; \
                         remove it and build again",
                )
            }
            PublishError::Taken(path) => {
                let path = path.display();
                msg!(
                    ja: "kijunが書いたのでない{path}が、書くべき場所にある。そのままにした。移してからやり直してください。",
                    en: "{path}, which kijun did not write, is in the way of a file of the build; it was left as it \
                         is: move it and build again",
                )
            }
            PublishError::Io(path, error) => {
                let path = path.display();
                msg!(ja: "{path}に書けない: {error}", en: "{path} cannot be written: {error}")
            }
        })
    }
}
