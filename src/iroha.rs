//! The letters by which Japanese law counts what stands below an item: 「第二号イ」, 「第二号ロ」, 「第二号ハ」.
//!
//! Owns their order, which is neither that of Unicode nor 五十音, and the ASCII words by which locators spell them:
//! `2.i`, `2.ro`, `2.ha`. Knows no locator and no citation.

/// The letters in their order, each with its word. The word of a vowel other than `i` ends in `h`: English texts count
/// by the letters `a`, `e`, `o` and `u`, in another order.
const LETTERS: [(char, &str); 47] = [
    ('イ', "i"),
    ('ロ', "ro"),
    ('ハ', "ha"),
    ('ニ', "ni"),
    ('ホ', "ho"),
    ('ヘ', "he"),
    ('ト', "to"),
    ('チ', "chi"),
    ('リ', "ri"),
    ('ヌ', "nu"),
    ('ル', "ru"),
    ('ヲ', "wo"),
    ('ワ', "wa"),
    ('カ', "ka"),
    ('ヨ', "yo"),
    ('タ', "ta"),
    ('レ', "re"),
    ('ソ', "so"),
    ('ツ', "tsu"),
    ('ネ', "ne"),
    ('ナ', "na"),
    ('ラ', "ra"),
    ('ム', "mu"),
    ('ウ', "uh"),
    ('ヰ', "wi"),
    ('ノ', "no"),
    ('オ', "oh"),
    ('ク', "ku"),
    ('ヤ', "ya"),
    ('マ', "ma"),
    ('ケ', "ke"),
    ('フ', "fu"),
    ('コ', "ko"),
    ('エ', "eh"),
    ('テ', "te"),
    ('ア', "ah"),
    ('サ', "sa"),
    ('キ', "ki"),
    ('ユ', "yu"),
    ('メ', "me"),
    ('ミ', "mi"),
    ('シ', "shi"),
    ('ヱ', "we"),
    ('ヒ', "hi"),
    ('モ', "mo"),
    ('セ', "se"),
    ('ス', "su"),
];

/// Returns the place of a letter, from 0.
pub fn place(letter: char) -> Option<usize> {
    LETTERS.iter().position(|(known, _)| *known == letter)
}

/// Returns the place of the letter that a word of a locator spells, from 0.
pub fn place_of_word(word: &str) -> Option<usize> {
    LETTERS.iter().position(|(_, known)| *known == word)
}

/// Returns the word of the letter at a place.
pub fn word(place: usize) -> Option<&'static str> {
    LETTERS.get(place).map(|(_, word)| *word)
}

/// Returns the letter at a place.
pub fn letter(place: usize) -> Option<char> {
    LETTERS.get(place).map(|(letter, _)| *letter)
}

/// Returns each character with the place of the letter that it is; katakana of a longer word are none.
pub fn letters(text: &str) -> impl Iterator<Item = (char, Option<usize>)> {
    let chars: Vec<char> = text.chars().collect();
    let kana = |c: Option<&char>| c.is_some_and(|c| ('\u{30a1}'..='\u{30ff}').contains(c));
    let found = |at: usize, c: char| {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        place(c).filter(|_| !kana(before) && !kana(chars.get(at + 1)))
    };
    let found: Vec<_> = chars.iter().enumerate().map(|(at, c)| (*c, found(at, *c))).collect();
    found.into_iter()
}

/// Writes letters that stand alone as the words of a locator, each a step of its own: `2ロ` as `2.ro`.
pub fn spelled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (c, place) in letters(text) {
        match place.and_then(word) {
            Some(word) => {
                if out.ends_with(|c: char| c.is_ascii_alphanumeric()) {
                    out.push('.');
                }
                out.push_str(word);
            }
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_a_word_of_its_own() {
        for (at, (letter, word)) in LETTERS.iter().enumerate() {
            assert_eq!((place(*letter), place_of_word(word)), (Some(at), Some(at)), "{letter}");
            assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
            assert!(*word == "i" || word.len() > 1, "{word} is a letter by which English texts count");
        }
    }

    #[test]
    fn letters_are_spelled_and_words_are_left_alone() {
        assert_eq!(spelled("1.2.ロ"), "1.2.ro");
        assert_eq!(spelled("1.2ロ"), "1.2.ro");
        assert_eq!(spelled("ルール"), "ルール");
    }
}
