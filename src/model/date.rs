//! Civil dates, and beginnings that may be unknown.
//!
//! Knows no clock: the as-of date is an input.

use std::fmt;

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The last day that can be written.
    pub const LAST: Date = Date(jiff::civil::date(9999, 12, 31));

    /// Reads `2020-04-01`.
    pub fn parse(text: &str) -> Option<Date> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if shape { text.parse().ok().map(Date) } else { None }
    }

    /// Returns the number of days since 1970-01-01, the value of a date in criteria.
    pub fn days(self) -> i64 {
        let epoch = jiff::civil::date(1970, 1, 1);
        epoch.until(self.0).map_or(0, |span| i64::from(span.get_days()))
    }

    /// Returns the date that many days after 1970-01-01.
    pub fn from_days(days: i64) -> Option<Date> {
        let days = i32::try_from(days).ok()?;
        let span = jiff::Span::new().try_days(days).ok()?;
        jiff::civil::date(1970, 1, 1).checked_add(span).ok().map(Date)
    }

    /// Returns year, month and day.
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// When something begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum From {
    /// On this day.
    On(Date),
    /// On a day that is not known.
    Unknown,
}

impl From {
    /// Returns the day, where it is known.
    pub fn date(self) -> Option<Date> {
        match self {
            From::On(date) => Some(date),
            From::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_and_dates_round_trip() {
        for text in ["1970-01-01", "2020-04-01", "1999-12-31", "2027-12-11"] {
            let date = Date::parse(text).expect("a date");
            assert_eq!(Date::from_days(date.days()).map(|it| it.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Date::parse("1970-01-02").map(Date::days), Some(1));
        assert!(Date::parse("2025-02-30").is_none());
        assert!(Date::parse("2025-2-3").is_none());
    }
}
