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
    let scored = names.into_iter().map(|name| {
        let known = plain(name);
        (strsim::jaro_winkler(&wanted, &known), is_slip(&wanted, &known), name)
    });
    let mut scored: Vec<(f64, bool, &str)> =
        scored.filter(|(score, slip, _)| *score > LEAST || *slip).collect();
    // One letter that is wrong is nearer than a long beginning that is right.
    scored.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| b.0.total_cmp(&a.0)).then_with(|| a.2.cmp(b.2)));
    scored.dedup_by(|a, b| a.2 == b.2);
    scored.into_iter().take(MOST).map(|(.., name)| name).collect()
}

/// Says whether two words are the same but for capitals, width and joints.
pub fn same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// Says whether two words are the same but for capitals, width and joints, or for one letter.
pub fn almost(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    one == other || is_slip(&one, &other)
}

/// Returns by how many letters two words differ; two that changed places are one.
pub fn steps(one: &str, other: &str) -> usize {
    strsim::osa_distance(one, other)
}

/// Says whether two words of some length differ by one letter: another one, one more, one less, or two that changed
/// places.
fn is_slip(one: &str, other: &str) -> bool {
    // Lengths are compared first, for a base has thousands of names.
    let near = one.len() > 2 && other.len() > 2 && one.len().abs_diff(other.len()) < 4;
    near && strsim::osa_distance(one, other) < 2
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
