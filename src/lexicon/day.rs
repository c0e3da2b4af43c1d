//! Words about the day: what has begun on it, and why something does not count.

use super::words;

words! {
    /// What happens on a day of a text.
    Turn {
        /// It begins.
        Begins "begins" "始まる" "begins",
        /// It has ended: the day after its last.
        Ends "ends" "前日で終わる" "no longer applies",
        /// What it demands changes, by a part with days of its own.
        Changes "changes" "内容が変わる" "changes",
        /// It is proposed to begin.
        Planned "planned" "施行予定" "planned to begin",
        /// It must have been looked at again.
        Review "review" "見直しの期限" "review due",
        /// The document was published.
        Published "published" "公表" "published",
    }
}

words! {
    /// Where something dated stands on a day.
    Standing {
        /// It has begun and has not ended.
        Begun "begun" "適用中" "begun",
        /// It begins later, or on a day that is not known.
        Upcoming "upcoming" "適用前" "not yet applicable",
        /// It is over, but goes on for the products that its edition names.
        Continues "continues" "適用終了（一部の製品には継続）" "ended, but for some products",
        /// It is over.
        Ended "ended" "適用終了" "ended",
    }
}

impl Standing {
    /// Says whether there may be a product that it binds.
    pub fn counts(self) -> bool {
        matches!(self, Standing::Begun | Standing::Continues)
    }
}

words! {
    /// Whether the day counts.
    Mode {
        /// The day is left out: all that the text ever demands.
        Whole "whole" "日付を問わず全体" "whole, the day left out",
        /// What stands on the as-of date.
        Dated "dated" "基準日現在" "as of the date",
    }
}

words! {
    /// Why a verdict is none of content; the first that is true.
    Because {
        /// It has not begun on the as-of date.
        NotInForce "not_in_force" "まだ適用されていない" "not yet in force",
        /// It has ended before the as-of date.
        Ended "ended" "適用が終了している" "ended",
        /// An earlier edition goes on for the product and keeps it out of this one.
        Transition "transition" "経過措置による" "a transitional rule",
        /// The product is outside the scope of the edition.
        OutOfScope "out_of_scope" "文書の対象外" "outside the scope",
        /// The product does not meet the condition under which the provision applies.
        Condition "condition" "規定の適用条件に当たらない" "its condition is not met",
        /// It is addressed to somebody who does not answer for products.
        BindsOthers "binds_others" "製品に責任を負う者以外を対象とする" "it binds others",
        /// It has no test.
        NoCriterion "no_criterion" "判定の基準がない" "it has no test",
    }
}
