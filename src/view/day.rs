//! Dates as text: in data, and as people read them in both languages.
//!
//! Owns the table of eras; knows no clock.

use std::borrow::Cow;

use crate::lang::{Bilingual, Lang};
use crate::model::Date;
use crate::msg;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// A day, written `2020-04-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// Returns the date.
    pub fn date(self) -> Date {
        self.0
    }

    /// Reads a day, written `2020-04-01`.
    pub fn parse(text: &str) -> Option<Day> {
        Date::parse(text).map(Day)
    }

    /// Returns the day before.
    #[must_use]
    pub fn eve(self) -> Day {
        Day(eve(self.0))
    }

    /// Returns the date as people read it: `令和2年4月1日（2020年4月1日）`, `1 April 2020`.
    pub fn long(self, lang: Lang) -> String {
        match lang {
            Lang::Ja => match wareki(self.0) {
                Some(era) => format!("{}（{era}）", plain(self.0, lang)),
                None => plain(self.0, lang),
            },
            Lang::En => plain(self.0, lang),
        }
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Day(date)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Day")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
    }
}

/// English month names.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// First day of each era, latest first.
const ERAS: [(&str, (i16, i8, i8)); 5] = [
    ("令和", (2019, 5, 1)),
    ("平成", (1989, 1, 8)),
    ("昭和", (1926, 12, 25)),
    ("大正", (1912, 7, 30)),
    ("明治", (1868, 10, 23)),
];

/// Returns the date as people read it, without the era.
pub fn plain(date: Date, lang: Lang) -> String {
    let (year, month, day) = date.parts();
    match lang {
        Lang::Ja => format!("{year}年{month}月{day}日"),
        Lang::En => {
            let name = usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("");
            format!("{day} {name} {year}")
        }
    }
}

/// How a Japanese text counts years: law of Japan by eras, law of other countries as these do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Years {
    /// 2020年.
    #[default]
    Common,
    /// 令和2年.
    Eras,
}

impl Years {
    /// Returns a day as a text of such years has it.
    pub(super) fn of(self, date: Date) -> Bilingual {
        let Bilingual { ja, en } = bilingual(date);
        match self {
            Years::Common => Bilingual { ja, en },
            Years::Eras => Bilingual { ja: wareki(date).unwrap_or(ja), en },
        }
    }
}

/// Returns the date as people read it in both languages.
pub fn bilingual(date: Date) -> Bilingual {
    Bilingual::from_fn(|lang| plain(date, lang))
}

/// Returns a period as people read it; `until` is the day after its last.
pub fn period(from: Option<Date>, until: Option<Date>) -> Bilingual {
    let (from, last) = (from.map(bilingual), until.map(|day| bilingual(eve(day))));
    match (from, last) {
        (Some(Bilingual { ja, en }), None) => msg!(ja: "{ja}から", en: "from {en}"),
        (Some(Bilingual { ja, en }), Some(Bilingual { ja: last_ja, en: last_en })) => {
            msg!(ja: "{ja}から{last_ja}まで", en: "{en} to {last_en}")
        }
        (None, Some(Bilingual { ja, en })) => {
            msg!(ja: "適用開始日は不明、{ja}まで", en: "first day not known, until {en}")
        }
        (None, None) => msg!(ja: "適用開始日は不明", en: "first day not known"),
    }
}

/// Returns the day before; the first of all days stays itself.
fn eve(date: Date) -> Date {
    Date::from_days(date.days() - 1).unwrap_or(date)
}

/// Returns the date by Japanese era: `令和元年5月1日`.
pub fn wareki(date: Date) -> Option<String> {
    let parts = date.parts();
    let (name, (first, ..)) = ERAS.into_iter().find(|(_, start)| *start <= parts)?;
    let (year, month, day) = parts;
    let year = match year - first + 1 {
        1 => "元".to_owned(),
        number => number.to_string(),
    };
    Some(format!("{name}{year}年{month}月{day}日"))
}

#[cfg(test)]
mod tests {
    use super::{Day, period, wareki};
    use crate::lang::Lang;
    use crate::model::Date;

    #[test]
    fn eras_change_on_their_first_day() {
        for (iso, era) in [
            ("2020-04-01", "令和2年4月1日"),
            ("2019-05-01", "令和元年5月1日"),
            ("2019-04-30", "平成31年4月30日"),
            ("1989-01-08", "平成元年1月8日"),
            ("1989-01-07", "昭和64年1月7日"),
            ("1926-12-25", "昭和元年12月25日"),
            ("1926-12-24", "大正15年12月24日"),
        ] {
            assert_eq!(Date::parse(iso).and_then(wareki).as_deref(), Some(era));
        }
        assert_eq!(Date::parse("1800-01-01").and_then(wareki), None);
        let day = Date::parse("2020-04-01").map(Day::from).expect("a date");
        assert_eq!(day.long(Lang::Ja), "2020年4月1日（令和2年4月1日）");
        assert_eq!(day.long(Lang::En), "1 April 2020");
        assert_eq!(day.eve().to_string(), "2020-03-31");
    }

    #[test]
    fn a_period_ends_on_its_last_day() {
        let day = |iso| Date::parse(iso);
        let both = period(day("2020-01-01"), day("2023-01-01"));
        assert_eq!(both.ja, "2020年1月1日から2022年12月31日まで");
        assert_eq!(both.en, "1 January 2020 to 31 December 2022");
        assert_eq!(period(day("2020-01-01"), None).ja, "2020年1月1日から");
        assert_eq!(period(None, None).en, "first day not known");
    }
}
