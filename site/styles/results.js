// The page of results, and what the box in the header finds by words. All that needs a script is made here.
"use strict";

(() => {
  const find = globalThis.kijunFind;
  if (typeof window === "undefined" || !find) return;
  const here = window.document.currentScript.src;
  const page = window.document;
  const { lang } = page.documentElement;
  const at = lang === "ja" ? 1 : 2;
  const to = (address) => new URL(`../${lang}/${address}`, here).href;
  const slug = (id) => globalThis.kijunCite.slug(id);
  const make = (name, attributes, ...children) => {
    const element = page.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // Where each sort of thing has its page; examples and diagnostics have none.
  const href = (it) => {
    const place = slug(it.id);
    switch (it.kind) {
      case "provisions": return `p/${place}.html`;
      case "instruments": return `instruments/${place}.html`;
      case "requirements": return `requirements/${place}.html`;
      case "facts": return `facts/${slug(it.id.split(".")[0])}.html#${place}`;
      case "terms": return `glossary.html#${place}`;
      case "findings": return `findings.html#${place}`;
      case "tables": return `tables/${place}.html`;
      default: return null;
    }
  };

  const named = (list, word) => find.titles()[list].find(([known]) => known === word);
  const titleOf = (list, word) => named(list, word)?.[at] ?? word;
  const instrument = (id) => named("instruments", id)?.[at + 2] ?? id;
  const calledAs = (it) => [it.cite[lang], it.title[lang]].filter(Boolean).join(" ");

  // Loads the documents once; nothing is asked of any server but the files beside this one.
  let loading = false;
  const load = () => {
    if (loading) return;
    loading = true;
    const next = (number) => {
      const script = make("script", { src: new URL(`search.${number}.js`, here).href });
      script.addEventListener("load", () => { if (number + 1 < find.titles().shards) next(number + 1); });
      page.head.append(script);
    };
    next(0);
  };

  const inBox = (typed) => {
    if (!find.isReady()) {
      load();
      return [];
    }
    const { hits } = find.answer(typed, {}, lang, 8);
    return hits.map((it) => ({ id: it.id, href: href(it), text: calledAs(it), of: it.instrument ? instrument(it.instrument) : titleOf("kinds", it.kind) })).filter((it) => it.href);
  };
  globalThis.kijunCite.beside?.(inBox);
  find.whenReady(() => globalThis.kijunCite.again?.());

  const place = page.getElementById("results");
  if (!place) return;
  const words = place.dataset;
  const FACETS = [["kind", "kinds"], ["instrument", "instruments"], ["market", "markets"], ["modality", "modalities"], ["status", "statuses"], ["theme", "themes"]];
  const STEP = 20;
  let limit = STEP;
  let composing = false;

  const input = make("input", { id: "typed", type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", "aria-describedby": "says" });
  const says = make("p", { id: "says", role: "status" });
  const units = make("ul", { class: "inline minor" });
  const list = make("ol", { class: "results" });
  const narrowing = make("details", { class: "facets" }, make("summary", {}, words.narrow));
  const more = make("button", { type: "button", hidden: "" }, words.more);
  const form = make("form", {}, make("label", { for: "typed" }, words.label), " ", input);
  place.append(make("div", { role: "search", "aria-label": words.label }, form, says, units, narrowing), list, more);

  const state = () => {
    const only = {};
    for (const box of narrowing.querySelectorAll("input:checked")) (only[box.name] ??= []).push(box.value);
    return only;
  };

  const remember = (only) => {
    const params = new URLSearchParams();
    if (input.value) params.set("q", input.value);
    for (const [by, all] of Object.entries(only)) for (const it of all) params.append(by, it);
    const query = params.toString();
    // Some browsers let a page from a disk not change its address; it works on without.
    try { history.replaceState(null, "", query ? `?${query}` : location.pathname); } catch { /* as said */ }
  };

  const facetOf = ([by, titles], facet, only) => {
    const title = (value) => (by === "instrument" ? instrument(value) : titleOf(titles, value));
    const boxes = facet.counts.map(({ value, count }) => {
      const box = make("input", { type: "checkbox", name: by, value });
      box.checked = only[by]?.includes(value) ?? false;
      box.addEventListener("change", () => { limit = STEP; show(box); });
      return make("li", {}, make("label", {}, box, ` ${title(value)} `, make("span", { class: "minor" }, `${count}`)));
    });
    return boxes.length > 0 ? [make("fieldset", {}, make("legend", {}, words[by]), make("ul", {}, ...boxes))] : [];
  };

  const snippet = (it) => {
    const other = it.lang && it.lang !== lang ? it.lang : null;
    const runs = it.words.map(({ text, found }) => {
      if (!found) return text;
      return make("mark", { class: found, title: found === "synonym" ? words.synonym : null }, text);
    });
    const noted = it.words.some(({ found }) => found === "synonym") ? [make("span", { class: "minor" }, ` ${words.synonym}`)] : [];
    return make("p", {}, make("span", { lang: other }, ...runs), ...noted);
  };

  const result = (it) => {
    // What the documents do not have is shown as it is cited.
    const address = it.href ?? href(it);
    if (!it.kind) return make("li", { class: "cited" }, make("p", { class: "name" }, make("a", { href: to(address) }, it.text), " ", make("span", { class: "id" }, it.id)), make("p", { class: "minor" }, it.of));
    const called = calledAs(it) || it.id;
    const command = it.kind === "codes" ? `kijun explain ${it.id}` : `kijun show ${it.id}`;
    const marks = [titleOf("kinds", it.kind), it.instrument ? instrument(it.instrument) : "", it.modality ? titleOf("modalities", it.modality) : "", it.status ? titleOf("statuses", it.status) : "", find.titles().forces[it.force]?.[at] ?? ""];
    const name = address ? make("a", { href: to(address) }, called) : make("span", {}, called, " ", make("code", {}, command));
    return make("li", {}, make("p", { class: "name" }, name, " ", make("span", { class: "id" }, it.id)), make("p", { class: "minor" }, marks.filter(Boolean).join(" / ")), snippet(it));
  };

  const unitOf = (unit) => {
    const said = (title, all) => (all.length > 0 ? [make("li", {}, `${title}${all.join(words.comma)}`)] : []);
    return [...said(words.meant, unit.meant), ...said(words.synonyms, unit.synonyms.slice(0, 6))];
  };

  // What is cited; `kijunCite` knows when its own data are there.
  const cited = (typed) => (typed && globalThis.kijunCite.isReady?.() ? globalThis.kijunCite.find(typed) : { kind: "near", cited: [], hits: [] });

  function show(kept) {
    if (composing) return;
    const only = state();
    remember(only);
    const typed = input.value.trim();
    if (typed === "" || !find.isReady()) {
      load();
      says.textContent = typed === "" ? "" : words.loading;
      units.replaceChildren();
      list.replaceChildren();
      narrowing.hidden = true;
      more.hidden = true;
      return;
    }
    const found = cited(typed);
    const answer = find.answer(typed, only, lang, limit, found.cited);
    const { total } = answer;
    const open = narrowing.open;
    narrowing.replaceChildren(narrowing.firstChild, ...FACETS.flatMap((it) => facetOf(it, answer.facets.find((facet) => facet.by === it[0]), only)));
    narrowing.open = open;
    narrowing.hidden = narrowing.children.length < 2;
    if (kept) Array.from(narrowing.querySelectorAll("input")).find((it) => it.name === kept.name && it.value === kept.value)?.focus();
    units.replaceChildren(...answer.units.flatMap(unitOf));
    list.replaceChildren(...answer.hits.map(result));
    more.hidden = total <= limit;
    if (total > 0) says.textContent = [words.count.replace("{n}", total), found.cited.length > 0 ? globalThis.kijunCite.said(found) : "", answer.read ? words.cut.replace("{n}", answer.read) : ""].filter(Boolean).join(" ");
    else {
      const near = found.hits.slice(0, 5);
      says.replaceChildren(words.none, ...near.flatMap((it) => [" ", make("a", { href: to(it.href) }, it.text)]));
    }
  }

  const params = new URLSearchParams(location.search);
  input.value = params.get("q") ?? "";
  // Which sorts were chosen is known before there are boxes for them.
  for (const [by] of FACETS) for (const value of params.getAll(by)) {
    const box = make("input", { type: "checkbox", name: by, value, hidden: "" });
    box.checked = true;
    narrowing.append(box);
    narrowing.open = true;
  }
  const cite = make("script", { src: new URL(`cite.${lang}.js`, here).href });
  cite.addEventListener("load", () => show());
  page.head.append(cite);
  input.addEventListener("input", () => { limit = STEP; show(); });
  input.addEventListener("compositionstart", () => { composing = true; });
  input.addEventListener("compositionend", () => { composing = false; show(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!composing) show();
  });
  more.addEventListener("click", () => {
    const before = list.children.length;
    limit += STEP;
    show();
    list.children[before]?.querySelector("a")?.focus();
  });
  find.whenReady(() => show());
  show();
})();
