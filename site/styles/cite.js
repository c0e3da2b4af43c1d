// The box in the header: a citation, an id or a name, and where it leads. It is made here, so that without scripts there
// is no box that does nothing. What it knows is loaded when it is first used (`assets/cite.ja.js`, `assets/cite.en.js`).
//
// `fold` does what `fold` in `src/query/citation.rs` does, and `exact` finds what `find` there finds; a test asks both
// about every citation of the base. Word search can be added to `find`: it returns the candidates, exact ones first.
(() => {
  const NUMERALS = "〇一二三四五六七八九";
  const LETTERS = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";
  const NOISE = new Set(["art", "article", "articles", "para", "paragraph", "item", "provision", "section", "clause", "part", "the", "of", "reg", "regulation", "第", "規定", "項目", "条項", "部"]);
  const MOST = 20;
  const is = (pattern) => (text) => pattern.test(text);
  const isDigit = is(/^[0-9]/);
  const endsInDigit = is(/[0-9]$/);

  const lower = (text) => Array.from(text.normalize("NFKC"), (c) => c.toLowerCase()).join("");

  // 三十四 is 34, 一〇 is 10.
  const kanjiNumber = (run) => {
    if (!/[十百千]/.test(run)) return Array.from(run).reduce((number, c) => number * 10 + NUMERALS.indexOf(c), 0);
    let total = 0;
    let pending = null;
    for (const c of run) {
      const times = { 千: 1000, 百: 100, 十: 10 }[c];
      if (times) {
        total += (pending ?? 1) * times;
        pending = null;
      } else {
        pending = NUMERALS.indexOf(c);
      }
    }
    return total + (pending ?? 0);
  };

  // 第2号の2, ロの2: the branch number stays with its item.
  const branches = (text) => {
    let out = "";
    const chars = Array.from(text);
    chars.forEach((c, at) => {
      const last = out.slice(-1);
      const numbered = last !== "" && ("項号".includes(last) || LETTERS.includes(last));
      out += c === "の" && numbered && isDigit(chars[at + 1] ?? "") ? "-" : c;
    });
    return out;
  };

  // 34条の10第2号 is 34-10.1.2: the paragraph 1 that is left out before an item is put in.
  const japanese = (text) => {
    const at = text.indexOf("条");
    if (at < 0) return text;
    const before = text.slice(0, at);
    let rest = text.slice(at + 1);
    const article = /[0-9]*$/.exec(before)[0];
    let locator = article;
    for (let branch = /^の([0-9]+)/.exec(rest); branch; branch = /^の([0-9]+)/.exec(rest)) {
      locator += `-${branch[1]}`;
      rest = rest.slice(branch[0].length);
    }
    const middle = rest.includes("号") && !rest.includes("項") ? ".1." : ".";
    const head = before.slice(0, before.length - article.length).replace(/第+$/, "");
    return head + locator + middle + rest.replace(/[第項号]/g, ".");
  };

  const roman = (word) => {
    if (!/^[ivx]+$/.test(word)) return word;
    const numbers = Array.from(word, (c) => ({ i: 1, v: 5, x: 10 })[c]);
    return String(numbers.reduce((total, it, at) => total + (numbers[at + 1] > it ? -it : it), 0));
  };

  const fold = (text) => {
    let plain = lower(text).replaceAll("付", "附").replaceAll("但し書", "ただし書").replaceAll("但書", "ただし書").replaceAll("ただし書き", "ただし書");
    plain = plain.replace(/[〇一二三四五六七八九十百千]+/g, (run) => String(kanjiNumber(run)));
    plain = japanese(branches(plain));
    let key = "";
    let last = false;
    for (const word of plain.match(/[0-9]+|[a-z]+|(?:(?![0-9a-z])[\p{Alphabetic}\p{N}])+/gu) ?? []) {
      const token = roman(word);
      if (NOISE.has(token)) continue;
      if (isDigit(token) && last) key += ".";
      last = endsInDigit(token);
      key += isDigit(token) ? token.replace(/^0+(?=[^0])/, "") : token;
    }
    return key;
  };

  // Mirrors `slug` of `src/view/slug.rs` for ids that begin with a letter.
  const slug = (id) => id.replaceAll("_", "_._").replaceAll(":", "__").replaceAll("@", "_-").replace(/[A-Z]/g, (c) => `_.${c.toLowerCase()}`);

  // What stands behind a name; two numbers may be kept apart by a dot.
  const behind = (name, key) => {
    if (!key.startsWith(name) || key === name) return null;
    const rest = key.slice(name.length);
    return endsInDigit(name) && rest[0] === "." ? rest.slice(1) : rest;
  };

  const prepare = (data) => {
    const lists = [];
    for (const text of data.texts) {
      const current = new Map();
      const order = text.editions.map((edition, at) => [edition, at === text.current]).sort((a, b) => b[1] - a[1]);
      for (const [edition, isCurrent] of order) {
        const list = { text, edition, isCurrent, places: new Map(), keys: new Map(), parents: new Map(), first: new Set(edition.first) };
        const add = (keys, key, locator) => keys.set(key, [...(keys.get(key) ?? []), locator]);
        for (const entry of edition.provisions) {
          const [locator, cite, title, ...others] = Array.isArray(entry) ? entry : current.get(entry);
          if (isCurrent) current.set(locator, [locator, cite, title, ...others]);
          list.places.set(locator, { cite, title, href: `p/${slug(`${text.id}@${edition.id}:${locator}`)}.html` });
          for (const key of new Set([fold(locator), fold(cite), ...others])) if (key) add(list.keys, key, locator);
        }
        for (const [locator, cite] of edition.parents) {
          list.places.set(locator, { cite: cite || locator, title: "", href: `${edition.href}#${slug(`${text.id}@${edition.id}:${locator}`)}` });
          for (const key of new Set([fold(locator), fold(cite)])) if (key) add(list.parents, key, locator);
        }
        for (const locator of edition.on ?? []) {
          list.places.set(locator, { cite: locator, title: "", href: `../p/${slug(`${text.id}@${edition.id}:${locator}`)}.html` });
        }
        lists.push(list);
      }
    }
    return { ...data, lists, byId: new Map(data.texts.map((text) => [text.id, text])) };
  };

  const hit = (list, locator) => {
    const place = list.places.get(locator);
    const whole = list.isCurrent ? list.text.title : `${list.text.title} ${list.edition.title}`;
    return { id: `${list.text.id}@${list.edition.id}:${locator}`, href: place.href, text: place.title ? `${place.cite} ${place.title}` : place.cite, of: whole, list, locator };
  };

  const whole = (text, edition) => ({
    id: edition ? `${text.id}@${edition.id}` : text.id,
    href: (edition ?? text).href,
    text: edition ? `${text.title} ${edition.title}` : text.title,
    of: "",
  });

  // An id, pinned or not; null where the text does not begin with an instrument.
  const byId = (base, plain) => {
    const [head, ...tail] = plain.split(":");
    const locator = tail.length > 0 ? tail.join(":") : null;
    const [instrument, ...pin] = head.split("@");
    const text = base.byId.get(instrument);
    if (!text) return null;
    const pinned = pin.length > 0 ? pin.join("@") : null;
    const lists = base.lists.filter((it) => it.text === text);
    if (locator === null) {
      if (pinned === null) return [whole(text)];
      return lists.filter((it) => it.edition.id === pinned).map((it) => whole(text, it.edition));
    }
    const found = lists.find((it) => (pinned === null ? it.isCurrent : it.edition.id === pinned));
    if (found?.places.has(locator)) return [hit(found, locator)];
    // A number that only other editions have keeps its page, which names them.
    if (pinned === null && lists.some((it) => it.places.has(locator))) {
      return [{ id: plain, href: `../p/${slug(plain)}.html`, text: plain, of: text.title }];
    }
    return [];
  };

  // What a key names among the provisions of current editions, by itself or behind a name: as `index` does.
  const cited = (base, key, of) =>
    base.lists.filter((it) => it.isCurrent).flatMap((list) => {
      const rests = [key, ...list.text.names.map((name) => behind(name, key))];
      const locators = new Set(rests.filter(Boolean).flatMap((rest) => list[of].get(rest) ?? []));
      return Array.from(locators, (locator) => hit(list, locator));
    });

  // The article by itself where its first paragraph is named and it has no other.
  const firstParagraph = (base, key) => {
    const at = key.lastIndexOf(".1");
    if (at < 0) return [];
    const rest = key.slice(at + 2);
    if (isDigit(rest) || rest[0] === ".") return [];
    const hits = cited(base, key.slice(0, at) + rest, "keys");
    return hits.every((it) => it.list.first.has(it.locator)) ? hits : [];
  };

  // What has this name: instruments, requirements, terms; and numbers of editions that are named.
  const named = (base, typed, key) => {
    const found = base.texts.filter((text) => text.names.includes(key)).map((text) => whole(text));
    for (const list of base.lists) {
      const rests = list.text.names.flatMap((name) => list.edition.marks.map((mark) => name + (endsInDigit(name) && isDigit(mark) ? "." : "") + mark));
      if (rests.includes(key)) found.push(whole(list.text, list.edition));
      const locators = new Set(rests.map((name) => behind(name, key)).filter(Boolean).flatMap((rest) => [...(list.keys.get(rest) ?? []), ...(list.parents.get(rest) ?? [])]));
      found.push(...Array.from(locators, (locator) => hit(list, locator)));
    }
    for (const [text, href, sort, ...also] of base.others) {
      if ([text, ...also].some((it) => lower(it) === typed)) found.push({ id: href, href, text, of: base.words.sorts[sort] });
    }
    return found;
  };

  const once = (hits) => Array.from(new Map(hits.map((it) => [it.href, it])).values());

  const exact = (base, typed) => {
    const plain = typed.trim().normalize("NFKC");
    const ids = byId(base, plain);
    if (ids) return once([...ids, ...named(base, lower(plain), fold(plain))]);
    const key = fold(plain);
    if (!key) return [];
    const direct = cited(base, key, "keys");
    const provisions = direct.length > 0 ? direct : firstParagraph(base, key);
    return once([...provisions, ...cited(base, key, "parents"), ...named(base, lower(plain), key)]);
  };

  // What begins so, what a longer citation is a part of, and what has the typed words in its name; never gone to unasked.
  const near = (base, typed) => {
    const plain = lower(typed.trim());
    const key = fold(plain);
    const found = [];
    const begins = (keys, rest) => Array.from(keys).filter(([it]) => it.startsWith(rest)).flatMap(([, locators]) => locators);
    for (const list of base.lists.filter((it) => it.isCurrent)) {
      const rests = [key, ...list.text.names.map((name) => behind(name, key))].filter(Boolean);
      for (const rest of rests) {
        const all = [...begins(list.parents, rest), ...begins(list.keys, rest)];
        found.push(...all.map((locator) => hit(list, locator)));
      }
    }
    found.push(...base.texts.filter((text) => key && text.names.some((name) => name.startsWith(key))).map((text) => whole(text)));
    if (plain.length > 1) {
      const says = (text) => lower(text).includes(plain);
      found.push(...base.others.filter(([text, , , ...also]) => [text, ...also].some(says)).map(([text, href, sort]) => ({ id: href, href, text, of: base.words.sorts[sort] })));
      found.push(...base.texts.filter((text) => says(text.title)).map((text) => whole(text)));
      for (const list of base.lists.filter((it) => it.isCurrent)) {
        for (const [locator, { cite, title }] of list.places) if (says(`${cite} ${title}`)) found.push(hit(list, locator));
      }
    }
    if (found.length === 0) {
      // Only what is behind a name, or a whole citation, is shortened: each step takes a number or a letter away.
      for (let rest = key; rest && found.length === 0; ) {
        rest = rest.replace(/(\.?[0-9]+|[^0-9.]|\.)$/u, "");
        if (/[0-9]/.test(rest)) found.push(...cited(base, rest, "keys"), ...cited(base, rest, "parents"));
      }
    }
    return once(found);
  };

  const find = (base, typed) => {
    const sure = exact(base, typed);
    const others = near(base, typed).filter((it) => sure.every((one) => one.href !== it.href));
    // What is written just so elsewhere may be meant as well: G-06 is no G6 where something else is called G-06.
    const plain = lower(typed.trim());
    const says = (it) => lower(`${it.id} ${it.text}`).includes(plain);
    if (/^[a-z]/.test(plain) && sure.length === 1 && sure[0].locator && !says(sure[0])) sure.push(...others.filter((it) => it.locator && says(it)));
    return { sure, hits: [...sure, ...others] };
  };

  let base = null;
  let whenLoaded = () => {};
  globalThis.kijunCite = (data) => {
    base = prepare(data);
    whenLoaded();
  };
  Object.assign(globalThis.kijunCite, { fold, slug, find: (typed) => find(base, typed) });
  if (typeof document === "undefined") return;

  const header = document.querySelector("header.site[data-find]");
  if (!header) return;
  const here = document.currentScript.src;
  const lang = document.documentElement.lang;
  const to = (address) => new URL(`../${lang}/${address}`, here).href;
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const input = make("input", { id: "find", placeholder: header.dataset.find, type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", "aria-describedby": "find-says", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go" });
  const label = make("label", { for: "find", class: "hidden" }, header.dataset.find);
  const list = make("ul", { id: "found", role: "listbox", "aria-label": header.dataset.find, hidden: "" });
  const says = make("p", { id: "find-says", role: "status" });
  const box = make("div", { class: "find", role: "search" }, label, input, list, says);
  const hero = document.querySelector("[data-find-here]");
  if (hero) hero.after(box);
  else header.querySelector("nav").before(box);

  let shown = { sure: [], hits: [] };
  let active = -1;
  let composing = false;

  const load = () => {
    if (base || document.getElementById("cite-data")) return;
    document.head.append(make("script", { id: "cite-data", src: new URL(`cite.${lang}.js`, here).href }));
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

  const told = () => {
    const { words } = base;
    const n = shown.hits.length;
    if (n === 0) {
      const links = words.indexes.flatMap(([text, href], at) => [at > 0 ? " / " : "", make("a", { href: to(href) }, text)]);
      return [words.none, ...links];
    }
    const count = words.candidates.replace("{n}", n) + (n > MOST ? words.first.replace("{n}", MOST) : "");
    const lead = shown.sure.length === 1 ? words.one : shown.sure.length > 1 ? words.many : words.near;
    return [`${count} `, lead];
  };

  const show = () => {
    if (!base || composing) return;
    if (input.value.trim() === "") {
      shown = { sure: [], hits: [] };
      says.replaceChildren();
      list.replaceChildren();
      return close();
    }
    shown = find(base, input.value);
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
      else if (shown.sure.length === 1) go(shown.sure[0]);
      else if (list.hidden) show();
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
