// Finds things by their words, from the data that the program wrote. Ranks as src/search does, which says why:
// whole numbers only, so that both give the same order.
"use strict";

globalThis.kijunFind = (() => {
  const { fold, apart, asKatakana, searched, isKanaOrHan } = globalThis.kijunFold;
  const KEYS = /[\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff々〆\u{20000}-\u{3ffff}]+|(?:[a-z0-9]|(?![\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff々〆\u{20000}-\u{3ffff}])[^\x00-\x7f](?<=\p{Alphabetic}))+/gu;
  const MOST_TYPED = 200;
  const MOST_UNITS = 12;
  const MOST_NEEDLES = 24;
  const SHARE = 30;
  const PHRASE = 40;
  const AGAIN = 8;
  const MOST_AGAIN = 75;
  const LONGEST_RUN = 16;
  const FIELDS = ["title", "name", "cite", "text", "requirement", "question", "note"];
  const WEIGHTS = [140, 100, 80, 65, 70, 30, 40];
  const TEXT = 3;
  const FACETS = ["kind", "instrument", "modality", "status", "theme", "market"];
  const BY = { typed: 100, synonym: 80, spelling: 80 };
  const ORDER = ["typed", "synonym", "spelling"];
  const floor = Math.floor;
  const chars = (text) => Array.from(text);
  const isCjk = (c) => isKanaOrHan(c.codePointAt(0));
  const hasCjk = (text) => chars(text).some(isCjk);
  const isLetter = (c) => c >= "a" && c <= "z";
  const isDigit = (c) => c >= "0" && c <= "9";
  const isLatin = (c) => isLetter(c) || isDigit(c) || (c >= "A" && c <= "Z") || (c > "\x7f" && !isCjk(c) && /\p{Alphabetic}/u.test(c));
  const isKatakana = (c) => (c >= "\u30a1" && c <= "\u30fa") || c === "ー";
  const isHiragana = (c) => c >= "\u3041" && c <= "\u309f";

  // ---- needles: src/search/needle.rs

  const ENDINGS = new Set(["s", "es", "d", "ed", "ing", "e", "y", "ies", "r", "er", "rs", "ers"]);

  const latinFrom = (text, at) => {
    let end = at;
    while (end < text.length && isLatin(text[end])) end += 1;
    return text.slice(at, end);
  };

  // What does not depend on the place where a needle is held.
  const shaped = (needle) => {
    const all = chars(needle);
    const first = all[0];
    const last = all.at(-1);
    let word = 0;
    while (word < all.length && isLatin(all[all.length - 1 - word])) word += 1;
    return { first, last, word, count: all.length, latinFirst: isLatin(first), latinLast: isLatin(last), katakanaFirst: isKatakana(first), katakanaLast: isKatakana(last) };
  };

  const quality = (text, at, end, shape) => {
    const before = at > 0 ? text[at - 1] : " ";
    const after = end < text.length ? text[end] : " ";
    if (shape.latinFirst && (isLatin(before) || (isDigit(shape.first) && (before === "." || before === "-")))) return 0;
    let value = 100;
    if (isDigit(shape.last)) {
      if (isDigit(after)) return 0;
      if (after === "." || after === "-" || isLetter(after)) value = 50;
    } else if (shape.latinLast) {
      const tail = latinFrom(text, end);
      if (tail === "") value = 100;
      else if (shape.word < 4 && tail !== "s") return 0;
      else if (ENDINGS.has(tail)) value = 95;
      else value = tail.length <= 4 ? 70 : 50;
    }
    const begun = shape.katakanaFirst && isKatakana(before);
    const goesOn = shape.katakanaLast && isKatakana(after);
    if (!begun && !goesOn) return value;
    if (shape.count < 3) return 0;
    return Math.min(value, begun && goesOn ? 40 : 80);
  };

  const placesIn = (text, needle) => {
    const found = [];
    const shape = shaped(needle);
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      const value = quality(text, at, at + needle.length, shape);
      if (value > 0) found.push([at, value]);
    }
    return found;
  };

  const stem = (word) => {
    const last = /[a-z]*$/.exec(word)[0].length;
    const ends = (...all) => all.some((it) => word.endsWith(it));
    let cut = 0;
    if (last >= 5 && ends("ies")) cut = 3;
    else if (last >= 6 && ends("sses", "xes", "ches", "shes")) cut = 2;
    else if (last >= 4 && ends("s") && !ends("ss", "us", "is")) cut = 1;
    else if (last >= 6 && ends("ing")) cut = 3;
    else if (last >= 5 && ends("ed")) cut = 2;
    return word.slice(0, word.length - cut);
  };

  // ---- the documents: src/search/corpus.rs

  let head = null;
  const rows = [];
  let base = null;

  const documentOf = (row, at) => {
    const [code, id, place, titleJa, titleEn, citeJa, citeEn, textJa, textEn, noteJa, noteEn, serves, tests, names] = row;
    const force = code % 4;
    const modality = floor(code / 4) % 16;
    const status = floor(code / 64) % 8;
    const kind = head.kinds[floor(code / 512)][0];
    const edition = kind === "provisions" ? head.editions[place] : null;
    const instrument = edition ? head.instruments[edition[1]] : kind === "instruments" ? head.instruments[place] : null;
    const themes = (serves || []).map((it) => head.themeOf[it]).filter((it) => it >= 0);
    return {
      at, kind, force,
      id: edition ? `${edition[0]}:${id}` : id,
      instrument: instrument?.[0] ?? "",
      market: instrument?.[1] ?? "",
      binding: Boolean(instrument?.[2] % 2),
      main: instrument?.[2] > 1,
      status: status > 0 ? head.statuses[status - 1][0] : "",
      modality: modality > 0 ? head.modalities[modality - 1][0] : "",
      themes: Array.from(new Set(themes.map((it) => head.themes[it][0]))).sort(),
      title: { ja: titleJa || "", en: titleEn || "" },
      cite: { ja: citeJa || "", en: citeEn || "" },
      text: { ja: textJa || "", en: textEn || "" },
      note: { ja: noteJa || "", en: noteEn || "" },
      serves: serves || [],
      tests: tests || [],
      names: names || [],
    };
  };

  const FORCE = [100, 92, 70, 50];
  const worth = (it) => {
    const sort = it.kind === "provisions" ? (it.modality === "informative" ? 85 : 100) : it.kind === "devices" || it.kind === "codes" ? 10 : it.kind === "facts" || it.kind === "findings" ? 20 : 25;
    return floor((FORCE[it.force] * sort * (it.main ? 150 : 100)) / 10000);
  };

  // The parts of a document as [field, language, text]; what several documents share is one piece.
  const partsOf = (it) => {
    const parts = [];
    const put = (field, lang, text, key) => { if (text) parts.push([field, lang, text, key]); };
    const both = (field, text, key) => { for (const lang of ["ja", "en"]) put(field, lang, text[lang], key && `${key}${lang}`); };
    both(0, it.title);
    put(1, "", it.names.join(" / "));
    put(2, "", [...(it.cite.ja || it.cite.en ? [it.cite.ja, it.cite.en] : []), it.id].join(" / "));
    both(3, it.text, it.kind === "facts" ? `f${it.at}` : "");
    if (it.kind === "provisions") for (const place of it.serves) both(4, base.documents[head.requirements + place].title, `r${place}`);
    for (const place of it.tests) both(5, base.documents[head.facts + place].text, `f${head.facts + place}`);
    both(6, it.note);
    return parts;
  };

  // What a text is found by: its words in Latin letters and digits, and its pairs of kana and Chinese characters.
  const keysOf = (text) => text.match(KEYS) ?? [];
  const pairsOf = (run) => {
    const all = chars(run);
    return all.length < 2 ? all : all.slice(1).map((it, at) => all[at] + it);
  };

  const prepare = () => {
    base = { documents: rows.map(documentOf), parts: [], pieces: [], folded: [], by: new Map(), words: [], found: new Map() };
    const known = new Map();
    base.documents.forEach((it) => {
      it.worth = worth(it);
      it.called = [fold(it.title.ja), fold(it.title.en)];
      const parts = partsOf(it);
      base.parts.push(parts);
      parts.forEach(([field, , text, key], part) => {
        let piece = key ? known.get(key) : undefined;
        if (piece === undefined) {
          piece = base.folded.length;
          base.folded.push(searched(text)[0]);
          base.pieces.push([]);
          if (key) known.set(key, piece);
        }
        base.pieces[piece].push([it.at, part, field]);
        parts[part][4] = piece;
      });
    });
    base.meeting = [];
    for (const it of base.documents) if (it.kind === "provisions") for (const place of it.serves) (base.meeting[place] ??= []).push(it.at);
    base.folded.forEach(index);
    base.words = Array.from(base.by.keys()).filter((it) => isLatin(it[0])).sort();
    base.names = namesOf(head.names);
  };

  const index = (text, piece) => {
    const put = (key) => {
      const all = base.by.get(key);
      if (!all) base.by.set(key, [piece]);
      else if (all.at(-1) !== piece) all.push(piece);
    };
    for (const run of keysOf(text)) {
      if (isLatin(run[0])) put(run);
      else {
        for (const it of pairsOf(run)) put(it);
        put(chars(run).at(-1));
      }
    }
  };

  // The words that begin so.
  const begunBy = (start) => {
    let [low, high] = [0, base.words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (base.words[middle] < start) low = middle + 1;
      else high = middle;
    }
    const all = [];
    for (; low < base.words.length && base.words[low].startsWith(start); low += 1) all.push(base.words[low]);
    return all;
  };

  // The pieces that may hold a needle: those that have all it is found by.
  const holding = (needle) => {
    const runs = keysOf(needle);
    const lists = [];
    runs.forEach((run, at) => {
      if (!isLatin(run[0])) {
        lists.push(...(chars(run).length === 1 ? [singly(run)] : pairsOf(run).map((it) => base.by.get(it) ?? [])));
      } else if (at + 1 < runs.length) lists.push(base.by.get(run) ?? []);
      else if (isLetter(run.at(-1)) && run.length < 4) lists.push(united([base.by.get(run) ?? [], base.by.get(`${run}s`) ?? []]));
      else lists.push(united(begunBy(run).filter((it) => !isDigit(run.at(-1)) || !isDigit(it[run.length] ?? " ")).map((it) => base.by.get(it))));
    });
    lists.sort((a, b) => a.length - b.length);
    return lists.length === 0 ? [] : lists.slice(1).reduce((all, it) => (all.length < 20 ? all : meet(all, it)), lists[0]);
  };

  const meet = (one, other) => {
    const all = [];
    for (let at = 0, to = 0; at < one.length; at += 1) {
      while (to < other.length && other[to] < one[at]) to += 1;
      if (other[to] === one[at]) all.push(one[at]);
    }
    return all;
  };

  // Each character begins a pair or ends a run.
  const singly = (c) => {
    if (!base.begins) {
      base.begins = new Map();
      for (const key of base.by.keys()) {
        const [first] = key;
        if (!isCjk(first)) continue;
        if (!base.begins.has(first)) base.begins.set(first, []);
        base.begins.get(first).push(key);
      }
    }
    return united((base.begins.get(c) ?? []).map((key) => base.by.get(key)));
  };
  const united = (lists) => Array.from(new Set(lists.flat())).sort((a, b) => a - b);

  // The documents that hold a needle: how much it counts in each, and in which part. As src/search/asked.rs.
  const foundOf = (needle) => {
    const known = base.found.get(needle);
    if (known) return known;
    const pieces = new Map();
    for (const piece of holding(needle)) {
      const all = placesIn(base.folded[piece], needle);
      if (all.length > 0) pieces.set(piece, [all.reduce((most, it) => Math.max(most, it[1]), 0), all.length]);
    }
    const documents = new Map();
    for (const [place, [most, count]] of pieces) {
      for (const [document, part, field] of base.pieces[place]) {
        const again = field === TEXT ? 5 * Math.min(count - 1, 3) : 0;
        const value = floor((WEIGHTS[field] * most) / 100) + again;
        const all = documents.get(document);
        if (all) all.push([part, value]);
        else documents.set(document, [[part, value]]);
      }
    }
    const found = new Map();
    for (const [document, all] of documents) {
      let best = -1;
      let most = 0;
      let sum = 0;
      for (const [part, value] of all.sort((a, b) => a[0] - b[0])) {
        sum += value;
        if (best < 0 || value > most) [best, most] = [part, value];
      }
      found.set(document, [most + Math.min(floor((sum - most) / 8), 20), best]);
    }
    if (base.found.size > 500) base.found.clear();
    base.found.set(needle, found);
    return found;
  };

  const holds = (needle) => foundOf(needle).size > 0;

  const wordsOf = (first) => begunBy(first).filter((it) => it.length > 3 && /^[a-z]+$/.test(it));

  // ---- what is typed: src/search/query.rs

  const BETWEEN = new Set(Array.from("、。，,;；:：?？!！「」『』（）()[]{}\"“”・/|+&<>=*"));
  const PARTICLES = new Set("の を は が に で と へ も や から まで より には での への との について に関する における による ための のための として 及び".split(" "));
  const STOP = new Set("a an and are as at be by do doe for from how i in is it of on or that the to what which with 何 何年 何日 何時間 何文字 何桁 か とは いつ どこ どう どの".split(" "));

  const namesOf = (groups) => {
    const byName = new Map();
    let longest = 0;
    const put = (name, place) => {
      const count = chars(name).length;
      if (count < 2) return;
      const key = stem(name);
      if (!byName.has(key)) byName.set(key, new Set());
      byName.get(key).add(place);
      longest = Math.max(longest, count);
    };
    const all = groups.map(({ names }) => names.map((it) => [apart(it), it]).filter(([it], at, each) => it !== "" && each.findIndex(([one]) => one === it) === at));
    groups.forEach(({ names, reading }, place) => {
      for (const it of names) { put(fold(it), place); put(apart(it), place); }
      if (reading) put(fold(reading), place);
    });
    const others = (name) => {
      const found = [];
      for (const place of Array.from(byName.get(stem(name)) ?? []).sort((a, b) => a - b)) {
        for (const other of all[place]) if (other[0] !== name && found.every(([known]) => known !== other[0])) found.push(other);
      }
      return found;
    };
    return { others, knows: (name) => byName.has(stem(name)), longest };
  };

  const chunks = (all, same) => {
    const out = [];
    all.forEach((it, at) => {
      if (at > 0 && same(all[at - 1], it)) out.at(-1).push(it);
      else out.push([it]);
    });
    return out;
  };

  // A run of characters without the particles between and around its words.
  const betweenParticles = (text) => {
    const parts = [""];
    for (const run of chunks(chars(text), (one, two) => isHiragana(one) === isHiragana(two)).map((it) => it.join(""))) {
      if (PARTICLES.has(run)) parts.push("");
      else parts[parts.length - 1] += run;
    }
    return parts.filter((it) => it !== "");
  };

  // What is written in several scripts; a number stays with what it counts.
  const script = (c) => (isKatakana(c) ? 1 : isCjk(c) ? 2 : 3);
  const runsOf = (text) => {
    const parts = [];
    let last = " ";
    for (const c of text) {
      const counts = (isDigit(last) && script(c) === 2) || (isDigit(c) && script(last) === 2);
      if (parts.length > 0 && (script(c) === script(last) || counts)) parts[parts.length - 1] += c;
      else parts.push(c);
      last = c;
    }
    return parts.map((it) => it.trim()).filter((it) => it !== "");
  };

  const unitOf = (typed, also = []) => {
    const needles = [];
    const add = (text, name, by) => {
      const cut = stem(text);
      if (cut && !needles.some((it) => it.text === cut)) needles.push({ text: cut, name, by });
    };
    add(typed, typed, "typed");
    for (const it of also) add(it, it, "typed");
    for (const it of [typed, ...also]) for (const [normal, name] of base.names.others(it)) add(normal, name, "synonym");
    needles.length = Math.min(needles.length, MOST_NEEDLES);
    return { typed, needles };
  };

  // By how many letters two words differ; two that changed places are one.
  const steps = (one, other) => {
    const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= one.length; i += 1) {
      rows.push([i]);
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        let least = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) least = Math.min(least, rows[i - 2][j - 2] + 1);
        rows[i].push(least);
      }
    }
    return rows[one.length][other.length];
  };

  const meant = (word) => {
    if (word.length < 5 || !/^[a-z]+$/.test(word)) return [];
    for (let cut = 3; cut < word.length - 2; cut += 1) {
      const parts = `${word.slice(0, cut)} ${stem(word.slice(cut))}`;
      if (holds(parts)) return [{ text: parts, name: parts, by: "typed" }];
    }
    const most = word.length < 8 ? 1 : 2;
    const all = wordsOf(word[0]).filter((it) => Math.abs(it.length - word.length) <= most).map((it) => [steps(word, it), it]).filter(([count]) => count <= most);
    all.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));
    return all.filter(([count]) => count === all[0][0]).slice(0, 3).flatMap(([, text]) => [{ text, name: text, by: "spelling" }, ...base.names.others(text).map(([normal, name]) => ({ text: stem(normal), name, by: "synonym" }))]);
  };

  // The longest name with which words begin, else one word.
  const latin = (words) => {
    const run = words.slice(0, 5).map((it) => apart(it));
    for (let length = run.length; length >= 2; length -= 1) {
      const some = run.slice(0, length);
      const [name, joined] = [some.join(" "), some.join("")];
      if (base.names.knows(name)) return [unitOf(name), length];
      if (length === 2 && some.every((it) => it.length > 2) && holds(stem(joined))) return [unitOf(name, [joined]), length];
    }
    const word = run[0];
    const unit = unitOf(word, word.includes(" ") ? [word.replaceAll(" ", "")] : []);
    if (!unit.needles.some((it) => holds(it.text))) unit.needles.push(...meant(word));
    return [unit, 1];
  };

  // The name of a term that stands at a place of a run, if one does; of loan words none that is a part of another.
  const nameAt = (all, place) => {
    const most = Math.min(base.names.longest, all.length - place);
    for (let length = most; length >= 2; length -= 1) {
      const name = all.slice(place, place + length).join("");
      if (base.names.knows(name) && isWord(all, place, length)) return name;
    }
    return null;
  };
  const isWord = (all, place, length) => {
    const [before, first, last, after] = [all[place - 1] ?? " ", all[place], all[place + length - 1], all[place + length] ?? " "];
    if ((isLatin(before) && isLatin(first)) || (isLatin(last) && isLatin(after))) return false;
    const within = (isKatakana(before) && isKatakana(first)) || (isKatakana(last) && isKatakana(after));
    return !within || length > 2;
  };

  const LAW = /.(法|法律|条例|政令|省令|規則|指令)$/u;
  const NO_LAW = /(方法|手法|作法|文法|技法)$/u;

  // Takes a run of kana and Chinese characters apart: the names of terms in it first, then the words between particles.
  const japanese = (word) => {
    const whole = fold(word);
    // The name of a law that no text mentions is one thing: its parts are not what is meant.
    if (LAW.test(whole) && !NO_LAW.test(whole) && !base.names.knows(whole) && !holds(whole)) return [unitOf(whole)];
    const all = chars(whole);
    const units = [];
    let rest = "";
    let named = false;
    const settle = () => {
      for (const part of rest.split(" ").flatMap(betweenParticles).flatMap(runsOf)) units.push(...loose(part));
      rest = "";
    };
    for (let place = 0; place < all.length; ) {
      const name = nameAt(all, place);
      if (name === null) {
        rest += all[place];
        place += 1;
      } else {
        settle();
        place += chars(name).length;
        units.push(unitOf(name));
        named = true;
      }
    }
    settle();
    for (const it of units) it.rest = named && !base.names.knows(it.typed);
    return units;
  };

  // What is no name: whole if a text holds it, by its sound in katakana, without its hiragana, or in pieces that texts hold.
  const loose = (text) => {
    if (!hasCjk(text)) return latinUnits(text.split(" "));
    if (STOP.has(text)) return [{ typed: text, needles: [], stop: true }];
    if (chars(text).length < 3 || holds(text)) return [{ ...unitOf(text), stop: chars(text).every(isHiragana) && chars(text).length < 3 }];
    const sound = fold(asKatakana(text));
    if (sound !== text && holds(sound)) return [unitOf(text, [sound])];
    if (chars(text).every(isHiragana)) return [{ ...unitOf(text), stop: true }];
    const parts = text.split(/[\u3041-\u309f]/u).filter((it) => it !== "");
    if (parts.length > 1 || parts[0] !== text) return parts.flatMap(loose);
    return (chars(text).length <= LONGEST_RUN && inPieces(chars(text))) || [unitOf(text)];
  };

  // The longest pieces of a run that texts hold, if it is made of such.
  const inPieces = (all) => {
    for (let length = all.length - 2; length >= 2; length -= 1) {
      const piece = all.slice(0, length).join("");
      if (!holds(piece)) continue;
      const rest = all.slice(length).join("");
      const others = holds(rest) ? [unitOf(rest)] : inPieces(all.slice(length));
      if (others) return [unitOf(piece), ...others];
    }
    return null;
  };

  const latinUnits = (words) => {
    const units = [];
    for (let place = 0; place < words.length; ) {
      const [unit, used] = latin(words.slice(place));
      units.push({ ...unit, stop: chars(unit.typed).length < 2 || STOP.has(unit.typed) });
      place += used;
    }
    return units;
  };

  const unitsOf = (words) => {
    let units = [];
    for (const run of chunks(words, (one, two) => hasCjk(one) === hasCjk(two))) units.push(...(hasCjk(run[0]) ? run.flatMap(japanese) : latinUnits(run)));
    if (units.some((it) => !it.stop)) units = units.filter((it) => !it.stop);
    const seen = new Set();
    units = units.filter((it) => !seen.has(it.typed) && seen.add(it.typed));
    return units.slice(0, MOST_UNITS);
  };

  const queryOf = (raw) => {
    const typed = chars(raw).slice(0, MOST_TYPED).join("").normalize("NFKC");
    const words = [""];
    for (const c of typed) {
      if (/[\p{White_Space}\p{Cc}]/u.test(c) || BETWEEN.has(c)) words.push("");
      else words[words.length - 1] += c;
    }
    const given = words.filter((it) => fold(it) !== "");
    const units = unitsOf(given);
    // Words that stand together count more where a text has them so.
    const phrases = given.filter(hasCjk).map((it) => fold(it));
    if (given.filter((it) => !hasCjk(it)).length > 1) phrases.push(fold(typed));
    return { units, phrases: units.length > 1 ? phrases : [], whole: fold(typed) };
  };

  // ---- the order: src/search/rank.rs

  const log = (number) => {
    const it = Math.max(number, 1);
    const whole = 31 - Math.clz32(it);
    return whole * 8 + (floor((it * 8) / 2 ** whole) & 7);
  };

  const matchesOf = (unit) => {
    const best = new Map();
    unit.needles.forEach(({ text, by }, needle) => {
      for (const [document, [value, part]] of foundOf(text)) {
        const it = { value: floor((value * BY[by]) / 100), part, needle, by };
        const known = best.get(document);
        if (!known || it.value > known.value) best.set(document, it);
      }
    });
    return best;
  };

  const compared = (a, b) => b.score - a.score || a.entry.force - b.entry.force || Number(b.entry.binding) - Number(a.entry.binding) || (a.entry.id < b.entry.id ? -1 : a.entry.id > b.entry.id ? 1 : 0);

  // What meets the same requirement as what holds the words counts as well: the base says what is one thing in several
  // texts. Adds to what was found, and returns what was not.
  const akin = (query, hits) => {
    const best = hits.reduce((most, it) => Math.max(most, it.score), 0);
    const held = new Map();
    for (const hit of hits) {
      if (hit.entry.kind !== "provisions" && hit.entry.kind !== "requirements") continue;
      if (hit.entry.force > 1) continue;
      for (const place of hit.entry.serves) {
        if (!held.has(place)) held.set(place, []);
        held.get(place).push(hit.score);
      }
    }
    const shared = new Map();
    for (const [place, scores] of held) {
      scores.sort((a, b) => b - a);
      const sum = scores.slice(0, TOP).reduce((all, it) => all + it, 0);
      const it = floor(sum / TOP);
      if (it * 100 >= best * LEAST) shared.set(place, it);
    }
    const known = new Map(hits.map((it) => [it.entry.at, it]));
    const more = [];
    for (const at of new Set(Array.from(shared.keys()).flatMap((it) => base.meeting[it] ?? []))) {
      const entry = base.documents[at];
      const most = entry.serves.reduce((all, it) => Math.max(all, shared.get(it) ?? 0), 0);
      const extra = floor((floor((most * AKIN) / 100) * entry.worth) / 100);
      const hit = known.get(at);
      if (hit) hit.score += extra;
      else if (extra > 0) more.push({ entry, score: extra, matches: query.units.map(() => null) });
    }
    return more;
  };
  const TOP = 2;
  const LEAST = 30;
  const AKIN = 50;

  const hitsOf = (query) => {
    const units = query.units.map(matchesOf);
    const count = base.documents.length;
    const weights = units.map((it, at) => floor((4 + log(floor(count / Math.max(it.size, 1)))) / (query.units[at].rest ? 2 : 1)));
    const total = Math.max(weights.reduce((sum, it) => sum + it, 0), 1);
    const all = new Map();
    units.forEach((found, place) => {
      for (const [document, it] of found) {
        if (!all.has(document)) all.set(document, units.map(() => null));
        all.get(document)[place] = it;
      }
    });
    const whole = new Set(query.phrases.flatMap((it) => (it ? Array.from(foundOf(it).keys()) : [])));
    const hits = [];
    for (const [document, matches] of all) {
      let held = 0;
      let sum = 0;
      matches.forEach((it, at) => {
        if (!it) return;
        held += weights[at];
        sum += it.value * weights[at];
      });
      if (held * 100 < total * SHARE || matches.filter(Boolean).length * 2 < units.length) continue;
      const phrase = whole.has(document) ? total * PHRASE : 0;
      const entry = base.documents[document];
      let score = floor((floor(((sum + phrase) * 10 * held) / total) * held) / total);
      if (score === 0) continue;
      score = floor((floor((score * entry.worth) / 100) * (entry.called.includes(query.whole) ? 16 : 10)) / 10);
      hits.push({ entry, score, matches });
    }
    hits.push(...akin(query, hits));
    hits.sort(compared);
    const seen = new Map();
    for (const hit of hits) {
      const { instrument } = hit.entry;
      if (!instrument) continue;
      const before = seen.get(instrument) ?? 0;
      hit.score = floor((hit.score * (100 - Math.min(before * AGAIN, MOST_AGAIN))) / 100);
      seen.set(instrument, before + 1);
    }
    return hits.sort(compared);
  };

  // ---- what is answered: src/search/said.rs

  const sorts = (entry, by) => (by === "theme" ? entry.themes : [entry[by]]);
  const isWanted = (entry, only, but) => Object.keys(only).length === 0 || FACETS.every((by) => by === but || !only[by]?.length || sorts(entry, by).some((it) => only[by].includes(it)));

  const facet = (by, hits, only) => {
    const counts = new Map();
    for (const { entry } of hits) {
      if (!isWanted(entry, only, by)) continue;
      for (const sort of sorts(entry, by)) if (sort) counts.set(sort, (counts.get(sort) ?? 0) + 1);
    }
    return { by, counts: Array.from(counts, ([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)) };
  };

  const marksOf = (text, query) => {
    const [normal, ats] = searched(text);
    const all = [];
    for (const { needles } of query.units) {
      for (const { text: needle, by } of needles) {
        for (const [at] of placesIn(normal, needle)) {
          const first = chars(normal.slice(0, at)).length;
          const last = first + chars(needle).length;
          const begin = ats[first];
          const held = text.slice(begin, last < ats.length ? ats[last] : text.length);
          const end = begin + held.replace(/[^\p{Alphabetic}\p{N}ー]+$/u, "").length;
          if (begin < end) all.push([begin, end, by]);
        }
      }
    }
    all.sort((a, b) => a[0] - b[0] || b[1] - a[1] || ORDER.indexOf(a[2]) - ORDER.indexOf(b[2]));
    const out = [];
    for (const mark of all) if (out.length === 0 || out.at(-1)[1] <= mark[0]) out.push(mark);
    return out;
  };

  const BEFORE = 30;
  const SHOWN = 140;
  const wordsAround = (text, query) => {
    const marks = marksOf(text, query);
    const starts = [];
    for (let at = 0; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) starts.push(at);
    starts.push(text.length);
    const first = marks.length > 0 ? starts.findIndex((at) => at >= marks[0][0]) : 0;
    const fromAt = starts.length <= SHOWN ? 0 : Math.max(first - BEFORE, 0);
    const from = starts[fromAt];
    const to = starts[Math.min(fromAt + SHOWN, starts.length - 1)];
    const out = [];
    const push = (words, found) => { if (words) out.push({ text: words, found }); };
    push(from > 0 ? "…" : "", null);
    let at = from;
    for (const [begin, end, by] of marks.filter((it) => it[0] >= from && it[1] <= to)) {
      push(text.slice(at, begin), null);
      push(text.slice(begin, end), by);
      at = end;
    }
    push(text.slice(at, to), null);
    push(to < text.length ? "…" : "", null);
    return out;
  };

  const shown = (hit, query, lang) => {
    const parts = base.parts[hit.entry.at];
    let best = null;
    let rank = null;
    for (const part of parts) {
      const [field, of, , , piece] = part;
      if (field < 3) continue;
      const normal = base.folded[piece];
      const held = query.units.filter((unit) => unit.needles.some((it) => placesIn(normal, it.text).length > 0)).length;
      const now = [held, of === "" || of === lang ? 1 : 0, field === TEXT ? 1 : 0, WEIGHTS[field]];
      const at = rank ? now.findIndex((it, n) => it !== rank[n]) : 0;
      if (!rank || (at >= 0 && now[at] > rank[at])) [best, rank] = [part, now];
    }
    best ??= parts[0];
    const { entry } = hit;
    return { ...entry, score: hit.score, part: best ? FIELDS[best[0]] : "", lang: best?.[1] || null, words: best ? wordsAround(best[2], query) : [] };
  };

  // What is cited is shown first; what the documents do not have is shown as it is cited.
  const citedOf = (it, lang) => {
    const entry = base.documents.find((one) => one.id === it.id);
    if (!entry) return { id: it.id, href: it.href, text: it.text, of: it.of, score: 0, part: "", lang: null, words: [], cited: true };
    return { ...shown({ entry, score: 0, matches: [] }, NOTHING, lang), part: "", href: it.href, cited: true };
  };
  const NOTHING = { units: [], phrases: [], whole: "" };

  const answer = (typed, only = {}, lang = "ja", limit = 10, cites = []) => {
    if (!base) prepare();
    const query = queryOf(typed);
    const hits = hitsOf(query);
    const asked = hits.filter(({ entry }) => isWanted(entry, only, null));
    const first = cites.map((it) => citedOf(it, lang)).filter((it) => !it.kind || isWanted(it, only, null));
    const isFirst = new Set(first.map((it) => it.id));
    const others = asked.filter(({ entry }) => !isFirst.has(entry.id));
    const of = (unit, by) => unit.needles.filter((it) => it.by === by).map((it) => it.name);
    return {
      read: chars(typed).length > MOST_TYPED ? MOST_TYPED : null,
      units: query.units.map((unit, at) => ({ typed: unit.typed, synonyms: of(unit, "synonym"), meant: of(unit, "spelling"), held_by: hits.filter((it) => it.matches[at]).length })),
      cited: Math.min(first.length, limit),
      total: others.length + first.length,
      facets: FACETS.map((by) => facet(by, hits, only)),
      hits: [...first, ...others.slice(0, Math.max(limit - first.length, 0)).map((hit) => shown(hit, query, lang))].slice(0, limit),
    };
  };

  let waiting = [];
  const isReady = () => head !== null && rows.length === head.count;
  const settle = () => {
    if (!isReady()) return;
    for (const it of waiting) it();
    waiting = [];
  };

  return {
    head: (it) => { head = it; settle(); },
    add: (from, all) => { all.forEach((row, at) => { rows[from + at] = row; }); settle(); },
    whenReady: (it) => { waiting.push(it); settle(); },
    isReady, answer,
    titles: () => head,
  };
})();
