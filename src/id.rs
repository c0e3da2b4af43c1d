//! Ids as text: `instrument[@edition][:locator]` of a text, `group.…` of a fact, `open.provision.n` of an open limb.
//!
//! The only place that takes such an id apart or puts one together; looks nothing up.

use std::fmt;

/// The parts of an id; `jp.ter@2020:34-10.1.2` has all three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id<'a> {
    /// The instrument.
    pub instrument: &'a str,
    /// The edition, where it is pinned.
    pub edition: Option<&'a str>,
    /// The locator; none for the whole.
    pub locator: Option<&'a str>,
}

impl<'a> Id<'a> {
    /// Takes an id apart; any text is one, whether or not something is called so.
    pub fn parse(text: &'a str) -> Self {
        let (head, locator) = match text.split_once(':') {
            Some((head, locator)) => (head, Some(locator)),
            None => (text, None),
        };
        match head.split_once('@') {
            Some((instrument, edition)) => Self { instrument, edition: Some(edition), locator },
            None => Self { instrument: head, edition: None, locator },
        }
    }

    /// Returns the id without its locator: that of the edition, or of the instrument.
    #[must_use]
    pub fn whole(self) -> Self {
        Self { locator: None, ..self }
    }
}

impl fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.instrument)?;
        if let Some(edition) = self.edition {
            write!(f, "@{edition}")?;
        }
        self.locator.map_or(Ok(()), |locator| write!(f, ":{locator}"))
    }
}

/// Returns the id of a place in an edition, or in an instrument whose edition is not pinned.
pub fn place(whole: &str, locator: &str) -> String {
    Id { locator: Some(locator), ..Id::parse(whole) }.to_string()
}

/// Returns the id of a fact whose last words are nested below its first ones; `prefix` is empty at the top.
pub fn nested(prefix: &str, key: &str) -> String {
    if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") }
}

/// Returns the group of a fact, the first word of its id.
pub fn group(fact: &str) -> &str {
    fact.split('.').next().unwrap_or_default()
}

/// Returns the id of an open limb of a provision, counted from 1.
pub fn limb(provision: &str, number: usize) -> String {
    format!("open.{provision}.{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_apart_is_put_together_again() {
        for text in
            ["jp.ter", "jp.ter@2020", "jp.ter:34-10.1.2", "jp.ter@2020:34-10.1.2", "", ":", "@", "a:b:c@d"]
        {
            assert_eq!(Id::parse(text).to_string(), text);
        }
        let id = Id::parse("jp.ter@2020:34-10.1.2");
        assert_eq!((id.instrument, id.edition, id.locator), ("jp.ter", Some("2020"), Some("34-10.1.2")));
        assert_eq!(id.whole().to_string(), "jp.ter@2020");
        assert_eq!(place("jp.ter@2020", "34-10.1.2"), id.to_string());
        assert_eq!(place("jp.ter", "34"), "jp.ter:34");
        assert_eq!(nested(&nested("", "auth"), "default"), "auth.default");
    }
}
