// The box in the header: a citation, an id or a name, and where it leads. It is made here, so that without scripts there
// is no box that does nothing. What it knows is loaded when it is first used (`assets/cite.ja.js`, `assets/cite.en.js`).
//
// It does what `src/query/citation/` does, function by function; a test asks both about every citation of the base.
(() => {
  const NUMERALS = "〇一二三四五六七八九";
  const LETTERS = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";
  const LIMBS = ["ただし書", "本文", "柱書", "前段", "後段", "first", "second", "third", "last", "sentence", "chapeau"];
  const COUNTRIES = { JP: "japan japanese 日本 日本の", GB: "uk gb british 英国 英国の", EU: "eu european 欧州 欧州の", US: "us usa 米国 米国の", SG: "singapore シンガポール シンガポールの", AU: "australia australian 豪州 豪州の" };
  const OWN = ["ただし書", "本文", "附属書", "条項", "項目", "別表", "規則", "規定", "指針", "原則", "第", "レベル", "クラス", "パート"];
  const BEHIND = ["条", "項", "号", "章", "節", "部"];
  const ERAS = [["令和", 2018], ["平成", 1988], ["昭和", 1925], ["大正", 1911]];
  const [ARTICLE, JO, SECTION] = [1, 2, 4];
  // Words: what they do, which unit they are, how they are spelt in a name, and the words.
  const WORDS = new Map();
  for (const [role, unit, text, words] of [
    ["unit", ARTICLE, "art", "art arts article articles"],
    ["unit", SECTION, "sec", "sec secs section sections ss § 節"],
    ["unit", 8, "reg", "reg regs regulation regulations rule rules 規則"],
    ["unit", 16, "cl", "cl clause clauses"],
    ["unit", 32, "prov", "prov provision provisions 規定"],
    ["kept", 64, "annex", "sch sched schedule schedules"],
    ["kept", 128, "annex", "annex annexe annexes 附属書 別表"],
    ["unit", 256, "ch", "ch chap chapter 章"],
    ["unit", 512, "guideline", "guideline guidelines 指針"],
    ["unit", 1024, "principle", "principle principles 原則"],
    ["unit", JO, "条", "条"],
    ["unit", 0, "part", "part parts pt 部 パート"],
    ["unit", 0, "para", "para paras paragraph paragraphs subparagraph subpara subsection 項 条項 項目"],
    ["unit", 0, "item", "item items point points 号"],
    ["noise", 0, "", "the of under see cf 第 の"],
    ["plain", 0, "v", "v ver version edition ed"],
    ["plain", 0, "level", "level レベル"],
    ["plain", 0, "class", "class クラス"],
  ]) for (const word of words.split(" ")) WORDS.set(word, { role, unit, text });
  const LONGEST = 300;
  const REPEATED = 2;
  const MOST = 20;
  const isDigit = (text) => /^[0-9]/.test(text);
  const chars = (text) => Array.from(text).length;

  const lower = (text) => Array.from(text.normalize("NFKC"), (c) => c.toLowerCase()).join("");

  // 三十四 is 34, 一〇 is 10.
  const kanjiNumber = (run) => {
    const most = (number) => Math.min(number, 4294967295);
    if (!/[十百千]/.test(run)) return Array.from(run).reduce((number, c) => most(most(number * 10) + NUMERALS.indexOf(c)), 0);
    let total = 0;
    let pending = null;
    for (const c of run) {
      const times = { 千: 1000, 百: 100, 十: 10 }[c];
      if (times) {
        total = most(total + (pending ?? 1) * times);
        pending = null;
      } else {
        pending = NUMERALS.indexOf(c);
      }
    }
    return most(total + (pending ?? 0));
  };

  const western = (text) => ERAS.reduce((text, [era, before]) => text
    .replace(new RegExp(`${era}元年`, "g"), `${before + 1}年`)
    .replace(new RegExp(`${era}([0-9]+)(?=年)`, "g"), (all, year) => (Number(year) < 100 ? String(before + Number(year)) : all)), text);

  // 第34条の10, 第2号の2, ロの2: the branch number stays with its number.
  const branches = (text) => {
    let out = "";
    let branch = false;
    const all = Array.from(text);
    let last = "";
    all.forEach((c, at) => {
      const numbered = last !== "" && ("条項号".includes(last) || LETTERS.includes(last) || (branch && isDigit(last)));
      const joins = c === "の" && numbered && isDigit(all[at + 1] ?? "");
      branch = joins || (branch && isDigit(c));
      last = joins ? "-" : c;
      out += last;
    });
    return out;
  };

  // 34条の10第2号 is 34-10.1.2: the paragraph 1 that is left out before an item is put in.
  const items = (text) => {
    const [head, ...pieces] = text.split("条");
    return head + pieces.map((piece) => {
      const branch = /^-[-0-9]*/.exec(piece)?.[0] ?? "";
      const rest = piece.slice(branch.length);
      const number = rest.trimStart().replace(/^第+/, "").trimStart();
      return `条${branch}${/^[0-9]+号/.test(number) ? ".1." : ""}${rest}`;
    }).join("");
  };

  const folded = (text) => {
    const hyphens = lower(text).replace(/([0-9])ー|ー(?=[0-9])/g, "$1-");
    const plain = hyphens.replaceAll("付", "附").replaceAll("但し書き", "ただし書").replaceAll("但し書", "ただし書").replaceAll("但書", "ただし書")
      .replaceAll("ただし書き", "ただし書").replaceAll("main clause", "本文").replaceAll("proviso", "ただし書").replaceAll("@", " v");
    return items(branches(western(plain.replace(/[〇一二三四五六七八九十百千]+/g, (run) => String(kanjiNumber(run))))));
  };

  const roman = (word) => {
    if (!/^[ivx]{1,7}$/.test(word)) return null;
    const numbers = Array.from(word, (c) => ({ i: 1, v: 5, x: 10 })[c]);
    return numbers.reduce((total, it, at) => total + (numbers[at + 1] > it ? -it : it), 0);
  };

  const wordOf = (text) => WORDS.get(text) ?? { role: "plain", unit: 0, text };

  // A run of Japanese is taken apart at the words that say what a number is.
  const japanese = (piece, numbered, tokens) => {
    let { text: rest, before } = piece;
    let pending = "";
    const push = (word) => {
      if (!word) return;
      tokens.push({ ...wordOf(word), before });
      before = null;
    };
    while (rest) {
      const c = String.fromCodePoint(rest.codePointAt(0));
      const word = OWN.find((it) => rest.startsWith(it)) ?? (numbered ? BEHIND.find((it) => rest.startsWith(it)) : undefined);
      const joins = c === "の" && /^の(第|$)/.test(rest);
      if (word || joins) {
        push(pending);
        pending = "";
        push(word ?? "の");
      } else {
        pending += c;
      }
      numbered = false;
      rest = rest.slice((word ?? c).length);
    }
    push(pending);
  };

  const token = (piece, meetsNumber) => {
    const { text, before } = piece;
    if (isDigit(text)) return { role: "plain", unit: 0, text: text.replace(/^0+(?=.)/, ""), number: true, before };
    const number = meetsNumber ? null : roman(text);
    if (number !== null) return { role: "plain", unit: 0, text: String(number), number: true, roman: true, before };
    if (text === "s" && !meetsNumber) return { role: "unit", unit: SECTION, text, before };
    return { ...wordOf(text), before, section: text === "s" };
  };

  // The paragraph 1 that English citations of Japanese law leave out before an item: Art. 34-10(ii).
  const withFirstParagraph = (tokens) => {
    const at = tokens.findIndex((it, at) => {
      if (!it.roman || it.before !== "(") return false;
      let start = at - 1;
      while (start >= 0 && tokens[start].before === "-") start -= 1;
      const named = tokens[start - 1];
      const article = named?.role === "unit" && named.unit === ARTICLE;
      return Boolean(tokens[start]?.number) && (article || start < at - 1);
    });
    if (at >= 0) tokens.splice(at, 0, { role: "plain", unit: 0, text: "1", number: true, before: "(" });
    return tokens;
  };

  const tokensOf = (text) => {
    const pieces = [];
    const part = /(?<digit>[0-9]+)|(?<latin>[a-z]+)|§|(?<other>(?:(?![0-9a-z§])[\p{Alphabetic}\p{N}★])+)|(?<none>.)/gsu;
    let before = " ";
    for (const { 0: word, groups } of folded(text).matchAll(part)) {
      if (groups.none !== undefined) {
        before = word;
      } else {
        pieces.push({ text: word, before, other: groups.other !== undefined });
        before = null;
      }
    }
    const tokens = [];
    pieces.forEach((piece, at) => {
      const next = pieces[at + 1] && isDigit(pieces[at + 1].text) ? pieces[at + 1] : null;
      if (piece.text === "no" && next) return;
      if (piece.other) japanese(piece, Boolean(tokens.at(-1)?.number) && (piece.before === null || /^.第?$|^.第/u.test(piece.text)), tokens);
      else tokens.push(token(piece, next?.before === null));
    });
    return withFirstParagraph(tokens);
  };

  const reading = (tokens, sections) => {
    let [key, joints, units, last] = ["", "", 0, false];
    for (const it of tokens) {
      if (it.role === "noise") continue;
      if (it.role === "plain" && sections && it.section) {
        units |= SECTION;
        continue;
      }
      units |= it.unit;
      if (it.role === "unit") continue;
      if (it.number && last) {
        key += ".";
        joints += it.before === "-" ? "-" : ".";
      }
      last = Boolean(it.number);
      key += it.text;
      joints += it.text;
    }
    return { key, units, joints };
  };

  const readings = (tokens) => {
    const ways = tokens.some((it) => it.section) ? [false, true] : [false];
    return ways.map((sections) => reading(tokens, sections)).filter((it) => it.key);
  };

  const isNoise = (token) => token.role === "noise";
  const isStep = (token) => Boolean(token.number) || token.role !== "plain" || chars(token.text) === 1 || LIMBS.includes(token.text);
  const nameOf = (tokens) => tokens.filter((it) => !isNoise(it)).map((it) => it.text).join("");
  // What names an edition keeps its numbers apart, for 3.13 is not 3.1.3.
  const markOf = (tokens) => {
    let [mark, last] = ["", false];
    for (const it of tokens.filter((it) => !isNoise(it))) {
      if (it.number && last) mark += ".";
      last = Boolean(it.number);
      mark += it.text;
    }
    return mark;
  };
  // The 3 of 5.3 goes on from the 5: the end of 5.3.1.3 is no edition.
  const goesOn = (token) => Boolean(token?.number) && (token.before === "." || token.before === "-");
  const fold = (text) => reading(tokensOf(text), false).key;

  // What stands in the brackets at the end where it is an id: (G-06).
  const bracketed = (text) => /\(((?:[a-zA-Z]+)-?[0-9][0-9.]*)\)$/.exec(text.normalize("NFKC"))?.[1] ?? null;

  // Mirrors `src/slug.rs` for ids that begin with a letter.
  const slug = (id) => id
    .replace(/_(?![a-z0-9])/g, "_._")
    .replace(/[^a-z0-9._-]/gu, (c) => (c === ":" ? "__" : c === "@" ? "_-" : /[A-Z]/.test(c) ? `_.${c.toLowerCase()}` : `_..${c.codePointAt(0).toString(16)}.`));

  const beginsWithWord = (key) => /^[a-z]{2}/i.test(key);

  // The keys of a citation within its text: without the name of the text in front.
  const keysOf = (text, longest, cite) => {
    const all = tokensOf(cite);
    let behind = 0;
    for (let end = 1; end <= all.length; end += 1) {
      const name = nameOf(all.slice(0, end));
      if (name.length > longest) break;
      const parts = !/[0-9]$/.test(name) || beginsWithWord(reading(all.slice(end), false).key);
      if (parts && text.names.includes(name)) behind = end;
    }
    const key = reading(all.slice(behind), false).key || reading(all, false).key;
    const inner = bracketed(cite);
    return [key, inner === null ? "" : fold(inner)].filter(Boolean);
  };

  const prepare = (data) => {
    const names = new Map();
    for (const text of data.texts) {
      const words = COUNTRIES[text.at]?.split(" ") ?? [];
      text.names = Array.from(new Set([...text.names, ...words.flatMap((word) => text.names.map((name) => word + name))]));
    }
    for (const text of data.texts) for (const name of text.names) names.set(name, [...(names.get(name) ?? []), text]);
    const longest = Math.max(0, ...Array.from(names.keys(), (name) => name.length));
    const lists = data.texts.flatMap((text) => {
      const known = new Map();
      text.lists = [];
      text.marks = new Map();
      text.editions.map((edition, at) => [edition, at === text.current]).sort((a, b) => b[1] - a[1]).forEach(([edition, isCurrent]) => {
        const list = { text, edition, isCurrent, places: new Map(), keys: new Map(), first: new Set(edition.first), retired: new Map(edition.retired) };
        const add = (keys, locator) => {
          for (const key of new Set(keys)) if (key) list.keys.set(key, [...(list.keys.get(key) ?? []), locator]);
        };
        for (const entry of edition.provisions) {
          const [locator, cite, title, ...others] = Array.isArray(entry) ? entry : known.get(entry);
          if (isCurrent) known.set(locator, [locator, cite, title, ...others]);
          list.places.set(locator, { cite, title, href: `p/${slug(`${text.id}@${edition.id}:${locator}`)}.html` });
          add([fold(locator), ...keysOf(text, longest, cite), ...others], locator);
        }
        for (const [locator, cite] of edition.parents) {
          list.places.set(locator, { cite: cite || locator, title: "", href: `${edition.href}#${slug(`${text.id}@${edition.id}:${locator}`)}` });
          add([fold(locator), locator.startsWith("s") ? reading(tokensOf(locator), true).key : ""], locator);
        }
        text.lists.push(list);
      });
      text.lists.sort((a, b) => text.editions.indexOf(a.edition) - text.editions.indexOf(b.edition));
      text.today = text.lists.find((it) => it.isCurrent);
      for (const list of text.lists) for (const mark of list.edition.marks) if (!text.marks.has(mark)) text.marks.set(mark, list);
      return text.lists;
    });
    const others = data.others.map(([text, href, sort, ...also]) => ({ hit: { id: href, href, text, of: data.words.sorts[sort] }, names: [text, ...also].map(lower) }));
    return { ...data, others, lists, names, longest, byId: new Map(data.texts.map((text) => [text.id, text])), slugs: null };
  };

  const hit = (list, locator) => {
    const place = list.places.get(locator);
    const whole = list.isCurrent ? list.text.title : `${list.text.title} ${list.edition.title}`;
    return { id: `${list.text.id}@${list.edition.id}:${locator}`, href: place.href, text: place.title ? `${place.cite} ${place.title}` : place.cite, of: whole, list, locator };
  };

  const whole = (text, list, pinned) => ({
    id: list ? `${text.id}@${list.edition.id}` : text.id,
    href: (pinned ? list.edition : text).href,
    text: pinned ? `${text.title} ${list.edition.title}` : text.title,
    of: "",
  });

  // An id as it is written; that of a page where the text is its address.
  const plainId = (base, typed) => {
    const plain = typed.trim().normalize("NFKC");
    const stem = plain.split("/").at(-1).split("#")[0].replace(/\.html$/, "");
    if (!/__|_-/.test(stem)) return plain;
    base.slugs ??= new Map(base.lists.flatMap((list) => {
      const of = [`${list.text.id}@${list.edition.id}`, list.text.id];
      return [...list.places.keys(), ...list.retired.keys()].flatMap((locator) => of.map((id) => [slug(`${id}:${locator}`), `${id}:${locator}`])).concat(of.map((id) => [slug(id), id]));
    }));
    return base.slugs.get(stem) ?? plain;
  };

  const found = (kind, groups, fits = true) => ({ kind, candidates: groups.map((hits) => ({ hits, fits })) });

  // An id, pinned or not; null where there is no such thing.
  const byId = (base, typed) => {
    const [head, ...tail] = plainId(base, typed).split(":");
    const locator = tail.length > 0 ? tail.join(":") : null;
    const [instrument, ...pin] = head.split("@");
    const text = base.byId.get(instrument);
    if (!text) return null;
    const list = pin.length > 0 ? text.lists.find((it) => it.edition.id === pin.join("@")) : text.today;
    if (!list) return null;
    if (locator === null) return found("exact", [[whole(text, list, pin.length > 0)]]);
    if (list.places.has(locator)) return found("exact", [[hit(list, locator)]]);
    const on = /^[0-9A-Za-z][-.0-9A-Za-z]*$/.test(locator) ? list.retired.get(fold(locator)) : null;
    return on ? found("retired", [on.map((it) => hit(list, it))]) : null;
  };

  // The texts that are named by the first tokens, with the other tokens, for each name that fits.
  const named = (base, all) => {
    const ways = [];
    if (all.length === 0 || isNoise(all[0])) return ways;
    for (let at = 1; at <= all.length; at += 1) {
      const name = nameOf(all.slice(0, at));
      if (name.length > base.longest) break;
      if (!isNoise(all[at - 1]) && base.names.has(name)) ways.push([base.names.get(name), all.slice(at), name]);
    }
    return ways;
  };

  // The day in brackets behind an edition is left out: V2.1.1 (2020-06).
  const undated = (rest) => {
    const [first] = rest;
    if (!first?.number || first.before !== "(" || first.text.length !== 4) return rest;
    let at = 1;
    while (rest[at]?.number && rest[at].before === "-") at += 1;
    return rest.slice(at);
  };

  // What stands behind the name of a text: an edition, the name once more, and the number.
  const tails = (base, text, name, behind, more) => {
    const noise = behind.findIndex((it) => !isNoise(it));
    const rest = noise < 0 ? [] : behind.slice(noise);
    const ways = [{ text, name, list: null, rest }];
    for (let at = 1; at <= rest.length; at += 1) {
      const [head, tail] = [rest.slice(0, at), rest.slice(at)];
      if (goesOn(tail[0])) continue;
      if (text.marks.has(markOf(head))) ways.push({ text, name, list: text.marks.get(markOf(head)), rest: undated(tail) });
      if (text.marks.has(markOf(tail))) ways.push({ text, name, list: text.marks.get(markOf(tail)), rest: undated(head) });
    }
    if (more > 0) for (const [texts, after] of named(base, rest)) if (texts.includes(text)) ways.push(...tails(base, text, name, after, more - 1));
    return ways;
  };

  const splits = (base, all) => {
    const ways = named(base, all).flatMap(([texts, rest, name]) => texts.flatMap((text) => tails(base, text, name, rest, REPEATED)));
    for (let at = 1; at < all.length; at += 1) {
      if (goesOn(all[at])) continue;
      for (const [texts, after, name] of named(base, all.slice(at))) {
        for (const text of texts) {
          const ends = tails(base, text, name, after, REPEATED).filter((it) => it.rest.length === 0);
          ways.push(...ends.map((it) => ({ ...it, rest: all.slice(0, at) })));
        }
      }
    }
    // The name of the same text with which a citation begins is left out.
    const again = (it) => named(base, it.rest).filter(([texts]) => texts.includes(it.text)).map(([, rest]) => ({ ...it, rest }));
    ways.push(...ways.flatMap(again));
    return ways;
  };

  // Just what a key leads to, or the article by itself where its first paragraph is named and it has no other.
  const places = (list, key) => {
    if (list.keys.has(key)) return list.keys.get(key);
    const at = key.lastIndexOf(".1");
    if (at < 0 || /^[0-9.]/.test(key.slice(at + 2))) return null;
    const article = list.keys.get(key.slice(0, at)) ?? [];
    const one = article.length > 0 && article.every((it) => list.first.has(it));
    return (one && list.keys.get(key.slice(0, at) + key.slice(at + 2))) || null;
  };

  const fits = (text, key, it) => (it.units & ~text.units[key.startsWith("annex") ? 1 : 0]) === 0;

  const exactly = (list, ways, kind) => {
    for (const it of ways) {
      const locators = places(list, it.key);
      if (locators) {
        const candidates = locators.map((locator) => ({ hits: [hit(list, locator)], fits: fits(list.text, fold(locator), it) }));
        return { kind, text: list.text, candidates, worded: it.units !== 0, length: chars(it.key) };
      }
    }
    return null;
  };

  const goneOn = (list, ways) => {
    for (const it of ways) {
      const on = list.retired.get(it.key);
      if (on) {
        const candidates = [{ hits: on.map((locator) => hit(list, locator)), fits: fits(list.text, it.key, it) }];
        return { kind: "retired", text: list.text, candidates, worded: it.units !== 0, length: chars(it.key) };
      }
    }
    return null;
  };

  const has = (text, pinned, ways) => {
    const list = pinned ?? text.today;
    const today = list && (exactly(list, ways, "exact") ?? goneOn(list, ways));
    if (today || pinned) return today ?? null;
    for (const other of text.lists.slice().reverse()) {
      const elsewhere = exactly(other, ways, "elsewhere");
      if (elsewhere) return elsewhere;
    }
    return null;
  };

  // What stands nearest above what was typed, where numbers and letters alone are too many.
  const above = (text, pinned, typed, least) => {
    const list = pinned ?? text.today;
    if (!list) return null;
    for (let end = typed.length - 1; end > 0 && isStep(typed[end]); end -= 1) {
      const part = typed.slice(0, end);
      const place = part.filter((it) => it.number).length >= least ? exactly(list, readings(part), "parent") : null;
      if (place) return place;
    }
    return null;
  };

  // One that fits, or all, those first that fit.
  const answered = (kind, all) => {
    const seen = new Set();
    const once = all.filter(({ hits }) => {
      const ids = hits.map((it) => it.id).join(" ");
      return !seen.has(ids) && seen.add(ids);
    });
    if (once.length === 1 && once[0].fits) return { kind, candidates: once };
    return { kind: "candidates", candidates: [...once.filter((it) => it.fits), ...once.filter((it) => !it.fits)] };
  };

  const fewest = (hits) => {
    const best = new Map();
    const rank = ({ candidates }) => candidates.length + (candidates.some((it) => it.fits) ? 0 : 1e6);
    for (const it of hits) if (!best.has(it.text) || rank(it) < rank(best.get(it.text))) best.set(it.text, it);
    return Array.from(best.values());
  };

  // Those whose numbers are joined as they were typed, where some are: 5.1-1 is no 5.1.1.
  const joined = (hits, ways) => {
    const typed = ways.map((it) => it.joints).filter((it) => it.includes("-"));
    const alike = ({ locator }) => typed.some((joints) => reading(tokensOf(locator), false).joints.includes(joints));
    const same = hits.filter((it) => it.candidates.some((one) => one.hits.some(alike)));
    return same.length > 0 ? same : hits;
  };

  // Those that are cited by the name that was typed, where some are: EN 18031-1 is one part of the standard.
  const narrowed = (found, name) => {
    const cited = ({ hits }) => hits.some(({ list, locator }) => {
      const { cite, title } = list.places.get(locator);
      return title !== "" && nameOf(tokensOf(cite)).startsWith(name);
    });
    const candidates = found.candidates.length > 1 ? found.candidates.filter(cited) : [];
    return candidates.length > 0 ? { ...found, candidates } : found;
  };

  const everywhere = (base, all) => {
    const ways = readings(all).filter((it) => it.key.length > 1 || /^[0-9]+$/.test(it.key));
    const hits = base.texts.map((text) => has(text, null, ways)).filter(Boolean);
    const today = hits.filter((it) => it.kind !== "elsewhere");
    return joined(today.length > 0 ? today : hits, ways);
  };

  const anyOf = (hits) => (hits.length === 0 ? null : answered(hits[0].kind, hits.flatMap((it) => it.candidates)));

  const settled = (base, ways, hits) => {
    if (hits.length === 0) return null;
    const fitting = hits.filter((it) => it.candidates.some((one) => one.fits));
    if (fitting.length === 1 && hits.every((it) => it.worded)) return answered(fitting[0].kind, fitting[0].candidates);
    const all = hits.flatMap((it) => it.candidates);
    if (fitting.length === 0) {
      for (const { rest } of ways) {
        const others = base.texts.map((text) => has(text, null, readings(rest))).filter((it) => it && it.kind !== "elsewhere");
        all.push(...others.flatMap((it) => it.candidates).filter((it) => it.fits));
      }
    }
    return answered(hits[0].kind, all);
  };

  const ORDER = ["exact", "retired", "elsewhere"];

  // What a citation means: { kind, candidates }, or null.
  const answer = (base, typed) => {
    const id = byId(base, typed);
    if (id) return id;
    if (chars(typed) > LONGEST) return null;
    const all = tokensOf(typed);
    const ways = splits(base, all);
    const numbered = ways.filter((it) => it.rest.some((one) => !isNoise(one)));
    const hits = numbered.flatMap((it) => {
      const one = has(it.text, it.list, readings(it.rest));
      return one ? [narrowed(one, it.name)] : [];
    });
    const best = ORDER.find((kind) => hits.some((it) => it.kind === kind));
    const byName = settled(base, ways, fewest(hits.filter((it) => it.kind === best)));
    if (byName) return byName;
    const wholes = ways.filter((it) => it.rest.every(isNoise)).flatMap(({ text, list }) => {
      const one = list ?? text.today;
      return (one ? [one] : text.lists).map((one) => ({ hits: [whole(text, one, list !== null || !text.today)], fits: true }));
    });
    const free = everywhere(base, all);
    if (wholes.length > 0) return answered("exact", [...wholes, ...free.flatMap((it) => it.candidates)]);
    if (free.length > 0) return anyOf(free);
    const longest = (parents) => parents.filter((it) => it.length === Math.max(...parents.map((it) => it.length)));
    const parents = ways.map((it) => above(it.text, it.list, it.rest, 1)).filter(Boolean);
    if (parents.length > 0) return settled(base, ways, fewest(longest(parents)));
    return anyOf(longest(base.texts.map((text) => above(text, null, all, 2)).filter(Boolean)));
  };

  const once = (hits) => Array.from(new Map(hits.map((it) => [it.href, it])).values());

  // Requirements and terms that are called so.
  const called = (base, typed) => {
    const plain = lower(typed.trim());
    return base.others.filter((it) => it.names.includes(plain)).map((it) => it.hit);
  };

  // What begins so, and where words are not looked for, what has those typed in its name; never gone to unasked.
  const near = (base, typed, byTitle) => {
    const plain = lower(typed.trim());
    const all = tokensOf(typed);
    const key = reading(all, false).key;
    const found = [];
    const behind = splits(base, all).map((it) => [it.list ?? it.text.today, reading(it.rest, false).key]);
    for (const [list, rest] of [...behind, ...base.texts.map((text) => [text.today, key])]) {
      if (!list || !rest) continue;
      for (const [known, locators] of list.keys) if (known.startsWith(rest)) found.push(...locators.map((locator) => hit(list, locator)));
    }
    found.push(...base.texts.filter((text) => key && text.names.some((name) => name.startsWith(nameOf(all)))).map((text) => whole(text)));
    if (byTitle && plain.length > 1) {
      const says = (text) => lower(text).includes(plain);
      found.push(...base.others.filter((it) => it.names.some((name) => name.includes(plain))).map((it) => it.hit));
      found.push(...base.texts.filter((text) => says(text.title)).map((text) => whole(text)));
      for (const list of base.lists.filter((it) => it.isCurrent)) {
        for (const [locator, place] of list.places) {
          place.plain ??= lower(`${place.cite} ${place.title}`);
          if (place.plain.includes(plain)) found.push(hit(list, locator));
        }
      }
    }
    return once(found);
  };

  // `kind` is that of what is meant; `cited` is all that may be cited, `sure` also what is called so, `hits` also what is near.
  const find = (base, typed, byTitle = true) => {
    const meant = typed.trim() === "" ? null : answer(base, typed);
    const words = called(base, typed);
    const all = once((meant?.candidates ?? []).flatMap((it) => it.hits));
    const sure = once([...all, ...words]);
    // Of several no order says which is meant: those that are cited so first, then by their ids.
    const byId = (one, other) => Number(other.fits) - Number(one.fits) || (one.hits[0].id < other.hits[0].id ? -1 : 1);
    const cited = meant?.kind === "candidates" ? once(meant.candidates.slice().sort(byId).flatMap((it) => it.hits)) : all;
    const others = near(base, typed, byTitle).filter((it) => sure.every((one) => one.href !== it.href));
    const unfit = meant?.kind === "candidates" && meant.candidates.every((it) => !it.fits);
    return { kind: unfit ? "unfit" : meant?.kind ?? (words.length > 0 ? "exact" : "near"), cited, sure, hits: [...sure, ...others], ids: meant?.candidates.map((it) => it.hits.map((one) => one.id)) ?? [] };
  };

  let base = null;
  let whenLoaded = () => {};
  globalThis.kijunCite = (data) => {
    base = prepare(data);
    whenLoaded();
  };
  Object.assign(globalThis.kijunCite, { fold, slug, find: (typed) => find(base, typed) });
  if (typeof document === "undefined") return;

  const header = document.querySelector("header");
  if (!header) return;
  const here = document.currentScript.src;
  const lang = document.documentElement.lang;
  const boxLabel = lang === "ja" ? "条番号や語で探す" : "Find a citation or a word";
  const to = (address) => new URL(`../${lang}/${address}`, here).href;
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const input = make("input", { id: "find", placeholder: boxLabel, type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", "aria-describedby": "find-says", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go" });
  const label = make("label", { for: "find", class: "hidden" }, boxLabel);
  const list = make("ul", { id: "found", role: "listbox", "aria-label": boxLabel, hidden: "" });
  const says = make("p", { id: "find-says", role: "status" });
  const box = make("div", { class: "find", role: "search" }, label, input, list, says);
  const hero = document.querySelector("[data-find-here]");
  if (hero) hero.after(box);
  else header.querySelector("nav").before(box);

  let shown = { kind: "near", cited: [], sure: [], hits: [] };
  let active = -1;
  let composing = false;
  // What is found by words; `results.js` gives it when it is loaded.
  let byWords = () => [];
  const KINDS = ["retired", "elsewhere", "parent", "unfit"];
  // What must be said of what is cited where it is not just what was typed.
  const saidOf = (found) => base.words.kinds[KINDS.indexOf(found.kind)] ?? (found.cited.length > 1 ? base.words.many : "");
  Object.assign(globalThis.kijunCite, { isReady: () => base !== null, said: saidOf, beside: (of) => { byWords = of; show(); }, again: () => show() });

  const load = () => {
    if (base || document.getElementById("cite-data")) return;
    document.head.append(make("script", { id: "cite-data", src: new URL(`cite.${lang}.js`, here).href }));
    if (!globalThis.kijunFind) document.head.append(make("script", { src: new URL("search.js", here).href }));
  };

  const choose = (at) => {
    active = at;
    Array.from(list.children).forEach((option, of) => option.setAttribute("aria-selected", String(of === at)));
    const option = list.children[at];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const go = (it) => location.assign(to(it.href));

  // Enter goes to what is cited just so, and to nothing else unasked; what is only called so is looked for.
  const goes = () => shown.kind === "exact" && shown.cited.length === 1;

  const told = () => {
    const { words } = base;
    const n = shown.hits.length;
    if (n === 0) {
      const links = words.indexes.flatMap(([text, href], at) => [at > 0 ? " / " : "", make("a", { href: to(href) }, text)]);
      return [words.none, ...links];
    }
    const count = words.candidates.replace("{n}", n) + (n > MOST ? words.first.replace("{n}", MOST) : "");
    const at = KINDS.indexOf(shown.kind);
    const several = shown.sure.length > 1 ? words.many : words.near;
    const lead = at >= 0 ? words.kinds[at] : goes() ? words.one : several;
    return [`${count} `, lead];
  };

  const show = () => {
    if (!base || composing) return;
    if (input.value.trim() === "") {
      shown = { kind: "near", cited: [], sure: [], hits: [] };
      says.replaceChildren();
      list.replaceChildren();
      return close();
    }
    shown = find(base, input.value, !globalThis.kijunFind?.isReady());
    // What is found by its words comes before what is only spelled alike.
    if (!goes()) shown.hits = once([...shown.sure, ...byWords(input.value), ...shown.hits]);
    const options = shown.hits.slice(0, MOST).map((it, at) => {
      const option = make("li", { id: `found-${at}`, role: "option", "aria-selected": "false" }, make("span", {}, it.text), " ", make("span", { class: "minor" }, it.of));
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => go(it));
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(options.length > 0));
    says.replaceChildren(...told());
    choose(-1);
  };
  whenLoaded = show;

  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); show(); });
  input.addEventListener("compositionstart", () => { composing = true; });
  input.addEventListener("compositionend", () => { composing = false; show(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    // While an IME composes, Enter and the arrows are its own.
    if (event.isComposing || event.keyCode === 229 || composing) return;
    const most = list.children.length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey) {
      event.preventDefault();
      if (list.hidden) show();
      else if (most > 0) choose((active + (event.key === "ArrowDown" ? 1 : active < 0 ? most : most - 1)) % most);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (active >= 0) go(shown.hits[active]);
      else if (goes()) go(shown.cited[0]);
      else if (input.value.trim() !== "") location.assign(to(`search.html?q=${encodeURIComponent(input.value)}`));
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      if (input.value === "") show();
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    input.focus();
  });
})();
