// One normal form for what is written and what is typed. Does what src/fold.rs does, which says why;
// tests/cases/normal.tsv holds both to it.
"use strict";

globalThis.kijunFold = (() => {
  const SOFT = 0x2010;
  const SPACE = 32;
  const code = (c) => c.codePointAt(0);
  const within = (c, from, to) => c >= from && c <= to;
  const isDigit = (c) => within(c, 48, 57);
  const isLetter = (c) => within(c, 97, 122);
  const isAlnum = (c) => isDigit(c) || isLetter(c) || within(c, 65, 90);
  const isMark = (c) => c === 0x3099 || c === 0x309a || c === 0xff9e || c === 0xff9f || within(c, 0x300, 0x36f);
  const isKanaOrHan = (c) => c !== 0x30fb && (within(c, 0x3041, 0x30ff) || within(c, 0x3400, 0x9fff) || within(c, 0xf900, 0xfaff) || c === 0x3005 || c === 0x3006 || within(c, 0x20000, 0x3ffff));
  const isKana = (c) => within(c, 0x3041, 0x3096) || within(c, 0x30a1, 0x30fa) || c === 0x30fc;
  const isAlphabetic = (c) => /\p{Alphabetic}/u.test(String.fromCodePoint(c));
  const isSpace = (c) => c === SPACE || within(c, 9, 13) || c === 0x85 || (c > 127 && /\p{White_Space}/u.test(String.fromCodePoint(c)));
  const isWordlike = (c) => isAlnum(c) || isKanaOrHan(c) || (c > 127 && isAlphabetic(c));
  const isBreak = (c) => c === SPACE || isKanaOrHan(c);
  const isDash = (c) => within(c, 0x2010, 0x2015) || c === 0x2212 || c === 0x2043 || c === 0x2d7 || c === 0x2500 || c === 0x2501 || c === 0xfe58;

  // A text as code points and, beside them, the places of the characters from which they were made.
  const widths = (text) => {
    const its = [];
    const ats = [];
    for (let at = 0; at < text.length; ) {
      const c = text.codePointAt(at);
      let end = at + (c > 0xffff ? 2 : 1);
      const start = end;
      while (end < text.length && isMark(text.charCodeAt(end))) end += 1;
      if (end === start && (c < 128 || within(c, 0x3041, 0x3096) || within(c, 0x30a1, 0x30fa) || within(c, 0x4e00, 0x9fff) || c === 0x30fc)) {
        its.push(within(c, 65, 90) ? c + 32 : c);
        ats.push(at);
      } else {
        const alone = c >= 0xd800 && c <= 0xdfff ? "\ufffd" : text.slice(at, end);
        for (const one of alone.normalize("NFKC")) {
          for (const small of one.toLowerCase()) {
            let it = code(small);
            if (within(it, 0xc0, 0x24f)) it = code(small.normalize("NFD"));
            if (isMark(it)) continue;
            its.push(isDash(it) ? 45 : it);
            ats.push(at);
          }
        }
      }
      at = end;
    }
    return [its, ats];
  };

  const DIGITS = new Map(Array.from("〇一二三四五六七八九", (c, at) => [code(c), at]));
  const UNITS = new Map([[code("十"), 10], [code("百"), 100], [code("千"), 1000]]);
  const isNumber = (c) => c >= 0x3007 && (DIGITS.has(c) || UNITS.has(c));

  const numbers = ([its, ats]) => {
    const out = [[], []];
    const put = (it, at) => { out[0].push(it); out[1].push(at); };
    for (let from = 0; from < its.length; ) {
      if (!isNumber(its[from])) {
        put(its[from], ats[from]);
        from += 1;
        continue;
      }
      let end = from;
      let whole = false;
      while (end < its.length && isNumber(its[end])) {
        whole ||= UNITS.has(its[end]);
        end += 1;
      }
      if (whole) {
        let total = 0;
        let pending = null;
        for (let at = from; at < end; at += 1) {
          if (UNITS.has(its[at])) {
            total += (pending ?? 1) * UNITS.get(its[at]);
            pending = null;
          } else pending = DIGITS.get(its[at]);
        }
        Array.from(String(total + (pending ?? 0))).forEach((c, place) => put(code(c), ats[Math.min(from + place, end - 1)]));
      } else {
        for (let at = from; at < end; at += 1) put(48 + DIGITS.get(its[at]), ats[at]);
      }
      from = end;
    }
    return out;
  };

  const hyphen = (before, next) => {
    if (!isAlnum(before) || !isAlnum(next)) return SPACE;
    return isDigit(before) || isDigit(next) ? 45 : SOFT;
  };

  const spaces = ([its, ats]) => {
    const out = [[], []];
    let before = SPACE;
    for (let place = 0; place < its.length; place += 1) {
      const c = its[place];
      const next = place + 1 < its.length ? its[place + 1] : SPACE;
      let put = SPACE;
      if (c === 0x30fc && (isDigit(before) || (isDigit(next) && !isKana(before)))) put = hyphen(before, next);
      else if (c === 45) put = hyphen(before, next);
      else if (isWordlike(c)) put = c;
      else if (isSpace(c)) {
        let ahead = place + 1;
        while (ahead < its.length && isSpace(its[ahead])) ahead += 1;
        if (isKanaOrHan(before) || (ahead < its.length && isKanaOrHan(its[ahead]))) continue;
      } else if (c === 46 && isAlnum(before) && isAlnum(next)) put = isDigit(before) || isDigit(next) ? 46 : SPACE;
      else if ((c === 0x30fb || c === 0xb7) && isKanaOrHan(before) && isKanaOrHan(next)) continue;
      else if ((c === 39 || c === 0x2019) && isLetter(before) && isLetter(next)) continue;
      if (put === SPACE && before === SPACE) continue;
      out[0].push(put);
      out[1].push(ats[place]);
      before = put;
    }
    while (out[0].at(-1) === SPACE) {
      out[0].pop();
      out[1].pop();
    }
    return out;
  };

  const ERAS = [["令和", 2018], ["平成", 1988], ["昭和", 1925], ["大正", 1911], ["明治", 1867]].map(([name, from]) => [code(name), code(name[1]), from]);
  const [YEAR, TIMES, SPAN, FIRST, MONTH, DAY] = Array.from("年度間元月日", code);

  const digitsAt = (its, from, most) => {
    let end = from;
    while (end < its.length && end - from < most && isDigit(its[end])) end += 1;
    return end - from;
  };

  const yearAt = (its, place, before) => {
    const era = its[place] > 127 ? ERAS.find(([one, two]) => its[place] === one && its[place + 1] === two) : undefined;
    if (!era && (!isDigit(its[place]) || isDigit(before))) return null;
    const from = place + (era ? 2 : 0);
    const count = digitsAt(its, from, 5);
    const first = count === 0 && its[from] === FIRST;
    const end = from + count + (first ? 1 : 0);
    if (its[end] !== YEAR || its[end + 1] === TIMES || its[end + 1] === SPAN) return null;
    if (!first && count === 0) return null;
    const number = first ? 1 : Number(String.fromCodePoint(...its.slice(from, from + count)));
    if (era && number < 100) return [era[2] + number, end + 1 - place];
    return !era && count === 4 && number >= 1800 && number < 2200 ? [number, end + 1 - place] : null;
  };

  const years = ([its, ats]) => {
    const out = [[], []];
    const put = (it, at) => { out[0].push(it); out[1].push(at); };
    for (let place = 0; place < its.length; ) {
      const before = out[0].length > 0 ? out[0][out[0].length - 1] : SPACE;
      const found = isDigit(its[place]) || its[place] > 127 ? yearAt(its, place, before) : null;
      if (found) {
        const at = ats[place];
        for (const c of String(found[0])) put(code(c), at);
        place += found[1];
        for (const sign of [MONTH, DAY]) {
          const count = digitsAt(its, place, 3);
          if (count === 0 || count > 2 || its[place + count] !== sign) break;
          put(45, ats[place]);
          let from = place;
          while (from < place + count && its[from] === 48) from += 1;
          for (; from < place + count; from += 1) put(its[from], ats[from]);
          place += count + 1;
        }
        continue;
      }
      if (its[place] !== 48 || before !== 45 || !isDigit(its[place + 1] ?? 0)) put(its[place], ats[place]);
      place += 1;
    }
    return out;
  };

  const pairs = (text) => new Map(text.split(" ").map((pair) => [code(pair), code(pair[1])]));
  const LARGE = pairs("ァア ィイ ゥウ ェエ ォオ ッツ ャヤ ュユ ョヨ ヮワ ヵカ ヶケ ヂジ ヅズ");
  const VU = pairs("ァバ ィビ ェベ ォボ");
  const E_ROW = new Set(Array.from("エケセテネヘメレゲゼデベペェ", code));
  const [LONG, I, SMALL_I, V, BU, DE] = Array.from("ーイィヴブデ", code);

  const kana = ([its, ats]) => {
    const out = [[], []];
    for (let place = 0; place < its.length; place += 1) {
      let it = its[place];
      const at = ats[place];
      const before = place > 0 ? its[place - 1] : SPACE;
      if (it > 0x3040 && it < 0x3100) {
        const next = its[place + 1];
        if (it === LONG && isKana(before)) continue;
        if (it === I && E_ROW.has(before)) continue;
        if (it === V) {
          const found = VU.get(next);
          if (found) place += 1;
          it = found ?? BU;
        } else if (it === DE && next === SMALL_I) place += 1;
        else it = LARGE.get(it) ?? it;
      }
      out[0].push(it);
      out[1].push(at);
    }
    return out;
  };

  const OUR = /^([a-z]{2}[a-z]+?)our(?:|s|ed|ing|er|ers|able|ably|al|ally|ful|less|ite|ites|y|ism|hood)$/;
  const ourOf = (its, from, end) => {
    let has = false;
    for (let at = from + 3; at + 2 < end; at += 1) has ||= its[at] === 111 && its[at + 1] === 117 && its[at + 2] === 114;
    if (!has) return -1;
    const word = String.fromCharCode(...its.slice(from, end));
    const at = word.indexOf("our");
    return at >= 3 && OUR.test(word) && OUR.exec(word)[1].length === at ? from + at + 1 : -1;
  };

  // Where the s of a plural stands, and whether it is one of -y.
  const pluralOf = (its, from, end) => {
    const [before, last] = [its[end - 2], its[end - 1]];
    if (end - from < 4 || last !== 115 || before === 115 || before === 117 || before === 105) return [-1, false];
    return [end - 1, end - from > 4 && before === 101 && its[end - 3] === 105];
  };

  const spelling = ([its, ats]) => {
    const out = [[], []];
    let our = -1;
    let plural = [-1, false];
    for (let place = 0; place < its.length; place += 1) {
      const it = its[place];
      const before = place > 0 ? its[place - 1] : SPACE;
      if (isLetter(it) && !isLetter(before)) {
        let end = place;
        while (end < its.length && isLetter(its[end])) end += 1;
        // A word as long as a page is none.
        our = end - place > 3 && end - place < 60 ? ourOf(its, place, end) : -1;
        plural = pluralOf(its, place, end);
      }
      if (place === our || place === plural[0]) continue;
      if (plural[1] && place === plural[0] - 1) continue;
      if (plural[1] && place === plural[0] - 2) {
        out[0].push(121);
        out[1].push(ats[place]);
        continue;
      }
      out[0].push(it === 122 && (before === 105 || before === 121) ? 115 : it);
      out[1].push(ats[place]);
    }
    return out;
  };

  const letters = (text) => spelling(kana(years(spaces(numbers(widths(text))))));

  const textOf = (its) => {
    let text = "";
    for (let at = 0; at < its.length; at += 4096) text += String.fromCodePoint(...its.slice(at, at + 4096));
    return text;
  };

  const fold = (text) => textOf(letters(text)[0].filter((it) => it !== SOFT));
  const apart = (text) => textOf(letters(text)[0].map((it) => (it === SOFT ? SPACE : it)));

  // The normal form in which words are looked for, with the place of each code unit.
  const searched = (text) => {
    const [its, ats] = letters(text);
    if (!its.includes(SOFT)) return [textOf(its), ats];
    const out = [[], []];
    const put = (it, at) => { out[0].push(it); out[1].push(at); };
    for (let from = 0; from < its.length; ) {
      let end = from;
      let parted = false;
      while (end < its.length && !isBreak(its[end])) {
        parted ||= its[end] === SOFT;
        end += 1;
      }
      for (let at = from; at < end; at += 1) put(its[at] === SOFT ? SPACE : its[at], ats[at]);
      if (parted) {
        put(SPACE, ats[from]);
        for (let at = from; at < end; at += 1) if (its[at] !== SOFT) put(its[at], ats[at]);
      }
      if (end < its.length) put(its[end], ats[end]);
      from = end + 1;
    }
    return [textOf(out[0]), out[1]];
  };

  const asKatakana = (text) => text.replace(/[\u3041-\u3096]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0x60));

  return { fold, apart, asKatakana, searched, isKanaOrHan };
})();
