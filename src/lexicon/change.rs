//! What became of a provision.

use super::words;

words! {
    /// What became of a provision from one state of a text to another; of its words, whatever its criteria ask.
    Change {
        /// It says the same in the same place.
        Same "same" "改正なし" "unchanged",
        /// Its words differ.
        Amended "amended" "改正" "amended",
        /// It has another number; its words may differ, too.
        Moved "moved" "移動" "moved",
        /// It went on as several.
        Split "split" "分割" "split",
        /// Several went on as one.
        Joined "joined" "統合" "joined",
        /// It is new.
        Added "added" "新設" "added",
        /// It is gone.
        Removed "removed" "削除" "removed",
    }
}
