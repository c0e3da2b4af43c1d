//! What was meant by a word that nothing is called: the names near to it.
//!
//! The only place that measures how near two words are; only proposes, whoever asks decides.

/// Names less like the word than this are not proposed.
const LEAST: f64 = 0.87;

/// Most names that are proposed.
const MOST: usize = 3;

/// Returns the names nearest to `wanted`, best first, three at most, each once.
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = plain(wanted);
    let scored = names.into_iter().map(|name| (strsim::jaro_winkler(&wanted, &plain(name)), name));
    let mut scored: Vec<(f64, &str)> = scored.filter(|(score, _)| *score > LEAST).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// Returns a word as it is compared: in small narrow letters, with one sign between its parts.
fn plain(word: &str) -> String {
    half_width(word).to_lowercase().replace(['-', ' '], "_")
}

/// Returns a text with full-width digits, letters, signs, quotes and blanks as the narrow ones that they look like.
pub fn half_width(text: &str) -> String {
    text.chars().map(narrow).collect()
}

fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '“' | '”' | '„' | '〝' | '〟' => '"',
        '‘' | '’' => '\'',
        '、' => ',',
        '−' | '‐' | '–' | '—' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_near() {
        let known = ["auth.default.change", "auth.default.length", "update.possible"];
        assert_eq!(nearest("auth.defualt.change", known).first(), Some(&"auth.default.change"));
        assert!(nearest("zzz", known).is_empty());
    }

    #[test]
    fn capitals_width_and_joints_do_not_make_a_word_another() {
        let known = ["in_force", "recommended", "shall_not", "shall"];
        for (slip, meant) in [
            ("IN-FORCE", "in_force"),
            ("in force", "in_force"),
            ("Shall_Not", "shall_not"),
            ("ｓｈａｌｌ", "shall"),
        ] {
            assert_eq!(nearest(slip, known).first(), Some(&meant), "{slip}");
        }
    }

    #[test]
    fn a_name_is_proposed_once() {
        assert_eq!(nearest("titel", ["title", "title"]), ["title"]);
    }
}
