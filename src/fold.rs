//! One normal form for what is written and what is typed, so that one finds the other.
//!
//! Width, case, dashes, numbers, years, kana and English spelling each have one form; every character of it knows
//! the character from which it was made, so what is found can be marked where it stands. `site/styles/fold.js` does
//! the same in a browser, and `tests/cases/normal.tsv` holds both to it.

use unicode_normalization::UnicodeNormalization as _;

/// Stands for a hyphen between letters until it is known what is asked for: one word, or its parts as well.
const SOFT: char = '\u{2010}';

/// A character of the normal form, and the place of that from which it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The character.
    pub it: char,
    /// The position in the text, in bytes.
    pub at: usize,
}

/// Returns the normal form of a text: hyphenated words are one word.
pub fn fold(text: &str) -> String {
    text_of(&letters(text).into_iter().filter(|letter| letter.it != SOFT).collect::<Vec<_>>())
}

/// Returns the words of which a hyphenated word is made, apart: `hard-coded` as `hard coded`.
pub fn apart(text: &str) -> String {
    text_of(&letters(text)).replace(SOFT, " ")
}

/// Returns the normal form in which words are looked for: a hyphenated word stands as its parts and, behind them, as one.
pub fn searched(text: &str) -> Vec<Letter> {
    let all = letters(text);
    let mut out: Vec<Letter> = Vec::with_capacity(all.len());
    let mut from = 0;
    for word in all.split_inclusive(|letter| is_break(letter.it)) {
        let parted = word.iter().any(|letter| letter.it == SOFT);
        let space = |letter: &Letter| if letter.it == SOFT { Letter { it: ' ', ..*letter } } else { *letter };
        let closed = word.last().is_some_and(|last| is_break(last.it));
        if parted {
            let bare = word.get(..word.len() - usize::from(closed)).unwrap_or(word);
            out.extend(bare.iter().map(space));
            out.extend(bare.first().map(|first| Letter { it: ' ', at: first.at }));
            out.extend(bare.iter().filter(|letter| letter.it != SOFT));
            out.extend(word.last().filter(|_| closed));
        } else {
            out.extend(word);
        }
        from += word.len();
    }
    debug_assert_eq!(from, all.len(), "every word is taken");
    out
}

/// Returns the characters as text.
pub fn text_of(all: &[Letter]) -> String {
    all.iter().map(|letter| letter.it).collect()
}

/// Says whether a character ends a word written in letters.
fn is_break(c: char) -> bool {
    c == ' ' || is_kana_or_han(c)
}

/// Says whether a character is kana or a Chinese character, which stand without spaces.
pub fn is_kana_or_han(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々' | '〆' | '\u{20000}'..='\u{3ffff}')
        && c != '・'
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | 'ー')
}

fn is_wordlike(c: char) -> bool {
    c.is_ascii_alphanumeric() || is_kana_or_han(c) || (!c.is_ascii() && c.is_alphabetic())
}

fn letters(text: &str) -> Vec<Letter> {
    let all = spaces(&numbers(&widths(text)));
    spelling(&kana(&years(&all)))
}

/// Width and case: each character with the marks that follow it; Latin letters lose theirs.
fn widths(text: &str) -> Vec<Letter> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let mut cluster = String::from(c);
        while let Some((_, mark)) = rest.next_if(|(_, next)| is_mark(*next)) {
            cluster.push(mark);
        }
        if c.is_ascii() && cluster.len() == 1 {
            out.push(Letter { it: c.to_ascii_lowercase(), at });
            continue;
        }
        for it in cluster.nfkc().flat_map(char::to_lowercase) {
            let plain =
                if ('\u{c0}'..='\u{24f}').contains(&it) { it.to_string().nfd().next() } else { Some(it) };
            out.extend(plain.filter(|it| !is_mark(*it)).map(|it| Letter { it: dash(it), at }));
        }
    }
    out
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}' | '\u{300}'..='\u{36f}')
}

/// Returns the hyphen for what looks like one.
fn dash(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2043}'
        | '\u{2d7}'
        | '\u{2500}'
        | '\u{2501}'
        | '\u{fe58}' => '-',
        _ => c,
    }
}

const DIGITS: &str = "〇一二三四五六七八九";

fn digit(c: char) -> Option<u32> {
    DIGITS.chars().position(|it| it == c).and_then(|at| u32::try_from(at).ok())
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// Numbers in Chinese characters become digits: 三十四 is 34, 二〇二五 is 2025.
fn numbers(all: &[Letter]) -> Vec<Letter> {
    let mut out = Vec::with_capacity(all.len());
    let is_number = |letter: &Letter| digit(letter.it).is_some() || unit(letter.it).is_some();
    for run in all.chunk_by(|one, two| is_number(one) == is_number(two)) {
        if !run.first().is_some_and(is_number) {
            out.extend(run);
        } else if run.iter().any(|letter| unit(letter.it).is_some()) {
            let (mut total, mut pending) = (0u32, None);
            for letter in run {
                match unit(letter.it) {
                    Some(unit) => total = total.saturating_add(pending.take().unwrap_or(1) * unit),
                    None => pending = digit(letter.it),
                }
            }
            let total = total.saturating_add(pending.unwrap_or(0)).to_string();
            // Each digit comes from a character of the number, the last ones from its end.
            let last = run.len() - 1;
            out.extend(total.chars().enumerate().filter_map(|(place, it)| {
                run.get(place.min(last)).map(|letter| Letter { it, at: letter.at })
            }));
        } else {
            let plain = |letter: &Letter| {
                char::from_digit(digit(letter.it)?, 10).map(|it| Letter { it, at: letter.at })
            };
            out.extend(run.iter().filter_map(plain));
        }
    }
    out
}

/// Spaces beside kana and Chinese characters and dots between them fall away; other marks part words, but for the
/// points and hyphens of numbers.
fn spaces(all: &[Letter]) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(all.len());
    for (place, letter) in all.iter().enumerate() {
        let before = out.last().map_or(' ', |it| it.it);
        let next = all.get(place + 1).map_or(' ', |it| it.it);
        let c = letter.it;
        let counts = before.is_ascii_digit() || (next.is_ascii_digit() && !is_kana(before));
        let put = if c == '-' || (c == 'ー' && counts) {
            Some(hyphen(before, next))
        } else if is_wordlike(c) {
            Some(c)
        } else if c.is_whitespace() {
            let ahead =
                all.iter().skip(place + 1).map(|it| it.it).find(|it| !it.is_whitespace()).unwrap_or(' ');
            (!is_kana_or_han(before) && !is_kana_or_han(ahead)).then_some(' ')
        } else if c == '.' && before.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() {
            Some(if before.is_ascii_digit() || next.is_ascii_digit() { '.' } else { ' ' })
        } else if matches!(c, '・' | '·') && is_kana_or_han(before) && is_kana_or_han(next)
            || matches!(c, '\'' | '\u{2019}') && before.is_ascii_alphabetic() && next.is_ascii_alphabetic()
        {
            None
        } else {
            Some(' ')
        };
        // A mark and the space behind it are one break, and no text begins with one.
        if let Some(it) = put.filter(|it| *it != ' ' || before != ' ') {
            out.push(Letter { it, at: letter.at });
        }
    }
    while out.last().is_some_and(|letter| matches!(letter.it, ' ')) {
        out.pop();
    }
    out
}

/// A hyphen stays beside a number, is soft between letters, and parts words elsewhere.
fn hyphen(before: char, next: char) -> char {
    let alone = !before.is_ascii_alphanumeric() || !next.is_ascii_alphanumeric();
    match (alone, before.is_ascii_digit() || next.is_ascii_digit()) {
        (true, _) => ' ',
        (false, true) => '-',
        (false, false) => SOFT,
    }
}

/// Eras and the years before which they begin.
const ERAS: &[(&str, u32)] =
    &[("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867)];

/// Years and dates: 令和七年 and 2025年 are 2025, 2025年12月1日 is 2025-12-1; zeros before a number behind a hyphen go.
fn years(all: &[Letter]) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(all.len());
    let mut place = 0;
    while let Some(letter) = all.get(place) {
        if let Some((year, used)) = year(all, place, out.last()) {
            let at = letter.at;
            out.extend(year.chars().map(|it| Letter { it, at }));
            place += used;
            for sign in ['月', '日'] {
                let Some((number, used)) = part(all, place, sign) else { break };
                out.push(Letter { it: '-', at: all.get(place).map_or(at, |it| it.at) });
                out.extend(number);
                place += used;
            }
            continue;
        }
        let zero = letter.it == '0' && out.last().is_some_and(|it| it.it == '-');
        if !zero || !all.get(place + 1).is_some_and(|it| it.it.is_ascii_digit()) {
            out.push(*letter);
        }
        place += 1;
    }
    out
}

/// Reads a year that is written with 年 at a place: what it is, and how long.
fn year(all: &[Letter], place: usize, before: Option<&Letter>) -> Option<(String, usize)> {
    let starts =
        |word: &str| word.chars().enumerate().all(|(n, c)| all.get(place + n).is_some_and(|it| it.it == c));
    let era = ERAS.iter().find(|(name, _)| starts(name));
    if era.is_none() && before.is_some_and(|it| it.it.is_ascii_digit()) {
        return None;
    }
    let skipped = if era.is_some() { 2 } else { 0 };
    let digits: String =
        all.iter().skip(place + skipped).map(|it| it.it).take_while(char::is_ascii_digit).take(5).collect();
    let first = digits.is_empty() && all.get(place + skipped).is_some_and(|it| it.it == '元');
    let end = place + skipped + digits.len() + usize::from(first);
    let ends = |n: usize, c: char| all.get(end + n).is_some_and(|it| it.it == c);
    if !ends(0, '年') || ends(1, '度') || ends(1, '間') {
        return None;
    }
    let number: u32 = if first { 1 } else { digits.parse().ok()? };
    let year = match era {
        Some((_, from)) if number < 100 => from + number,
        None if digits.len() == 4 && (1800..2200).contains(&number) => number,
        Some(_) | None => return None,
    };
    Some((year.to_string(), end + 1 - place))
}

/// Reads one or two digits with a sign behind them, without a zero in front.
fn part(all: &[Letter], place: usize, sign: char) -> Option<(Vec<Letter>, usize)> {
    let digits: Vec<Letter> =
        all.iter().skip(place).take_while(|it| it.it.is_ascii_digit()).take(3).copied().collect();
    let signed = all.get(place + digits.len()).is_some_and(|it| it.it == sign);
    if !signed || digits.is_empty() || digits.len() > 2 {
        return None;
    }
    let used = digits.len() + 1;
    Some((digits.iter().skip_while(|it| it.it == '0').copied().collect(), used))
}

/// Small kana, and the large ones that they stand for.
const SMALL: &[(char, char)] = &[
    ('ァ', 'ア'),
    ('ィ', 'イ'),
    ('ゥ', 'ウ'),
    ('ェ', 'エ'),
    ('ォ', 'オ'),
    ('ッ', 'ツ'),
    ('ャ', 'ヤ'),
    ('ュ', 'ユ'),
    ('ョ', 'ヨ'),
    ('ヮ', 'ワ'),
    ('ヵ', 'カ'),
    ('ヶ', 'ケ'),
    ('ヂ', 'ジ'),
    ('ヅ', 'ズ'),
];

/// What ヴ stands for before a small kana.
const VU: &[(char, char)] = &[('ァ', 'バ'), ('ィ', 'ビ'), ('ェ', 'ベ'), ('ォ', 'ボ')];

const E_ROW: &str = "エケセテネヘメレゲゼデベペェ";

/// Kana have one spelling: without long marks, small as large, ヴ as ブ, ディ as デ, エイ as エ.
fn kana(all: &[Letter]) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(all.len());
    let mut skip = false;
    for (place, letter) in all.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let before = place.checked_sub(1).and_then(|it| all.get(it)).map_or(' ', |it| it.it);
        let next = all.get(place + 1).map_or(' ', |it| it.it);
        let put = match letter.it {
            'ー' if is_kana(before) => None,
            'イ' if E_ROW.contains(before) => None,
            'ヴ' => {
                let found = VU.iter().find(|(small, _)| *small == next);
                skip = found.is_some();
                Some(found.map_or('ブ', |(_, it)| *it))
            }
            'デ' if next == 'ィ' => {
                skip = true;
                Some('デ')
            }
            it => Some(SMALL.iter().find(|(small, _)| *small == it).map_or(it, |(_, large)| *large)),
        };
        out.extend(put.map(|it| Letter { it, at: letter.at }));
    }
    out
}

/// Returns a text with its hiragana as katakana, as somebody means who types a loan word by its sound.
pub fn as_katakana(text: &str) -> String {
    let katakana = |c: char| match c {
        '\u{3041}'..='\u{3096}' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        _ => c,
    };
    text.chars().map(katakana).collect()
}

/// English has one spelling: `-our` is `-or`, z after i and y is s, as in `-ise` and `-yse`, and plurals are singular.
fn spelling(all: &[Letter]) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(all.len());
    for run in all.chunk_by(|one, two| one.it.is_ascii_lowercase() == two.it.is_ascii_lowercase()) {
        let word: String = run.iter().map(|letter| letter.it).collect();
        let (our, plural) = (our(&word), plural(&word));
        let ending = plural.map_or(0, |y| if y { 3 } else { 1 });
        for (place, letter) in run.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|it| run.get(it)).map_or(' ', |it| it.it);
            match letter.it {
                _ if place + ending == run.len() && ending == 3 => {
                    out.push(Letter { it: 'y', at: letter.at });
                }
                _ if place + ending >= run.len() => {}
                'u' if our == Some(place) => {}
                'z' if matches!(before, 'i' | 'y') => out.push(Letter { it: 's', at: letter.at }),
                _ => out.push(*letter),
            }
        }
    }
    out
}

/// Says whether a word is a plural, and whether that of one with -y: what ends with -ss, -us or -is is none.
fn plural(word: &str) -> Option<bool> {
    let singular = word.strip_suffix('s').filter(|it| it.len() > 2 && !it.ends_with(['s', 'u', 'i']))?;
    Some(singular.len() > 3 && singular.ends_with("ie"))
}

/// What may stand behind `-our`.
const BEHIND_OUR: &[&str] = &[
    "", "s", "ed", "ing", "er", "ers", "able", "ably", "al", "ally", "ful", "less", "ite", "ites", "y",
    "ism", "hood",
];

/// Finds the u of `-our` in a word of British spelling.
fn our(word: &str) -> Option<usize> {
    let at = word.find("our").filter(|at| *at >= 3)?;
    let rest = word.get(at + 3..)?;
    BEHIND_OUR.contains(&rest).then_some(at + 1)
}
