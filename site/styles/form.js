// The form on `check.html`: asks, keeps the answers in the address, and shows what `judge.js` makes of them.
// Nothing is loaded before somebody begins, and nothing leaves the page.
(() => {
  "use strict";
  const root = document.getElementById("check");
  if (!root || typeof kijunJudge === "undefined") return;
  const W = JSON.parse(root.dataset.words);
  const { up } = root.dataset;
  const lang = document.documentElement.lang;
  const MARKETS = "product.markets";

  // --- elements -----------------------------------------------------------------------------------
  function h(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((it) => it !== null && it !== undefined && it !== false));
    return element;
  }
  const button = (label, run, kind = "button") => h("button", { type: kind, ...(run && { onclick: run }) }, label);
  const fill = (template, words) => template.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  const replace = (element, ...children) => element.replaceChildren(...children.flat().filter((it) => it !== null && it !== false));
  let names = 0;
  const fresh = () => `f${(names += 1)}`;

  // --- data -------------------------------------------------------------------------------------
  const store = new Map();
  const loading = new Map();
  window.kijunCheck = (name, value) => store.set(name, value);

  function load(file) {
    if (!loading.has(file)) {
      loading.set(file, new Promise((done, failed) => {
        document.head.append(h("script", { src: `${up}data/check/${file}.js`, onload: done, onerror: () => failed(new Error(file)) }));
      }));
    }
    return loading.get(file);
  }

  let judge = null;
  async function ground() {
    if (judge) return;
    await Promise.all([load("ground"), load(`words-${lang}`)]);
    judge = new kijunJudge.Judge(store.get("ground"));
  }
  const factOf = (at) => judge.ground.facts[at];
  const wordsOf = (at) => store.get("words").facts[at];

  // --- state ------------------------------------------------------------------------------------
  const state = { markets: [], more: [], whole: false, answers: new Map(), skipped: new Set(), begun: false };
  let history = [];
  let results = null;

  const texts = new Map([...document.querySelectorAll("[data-instrument]")].map((row) => [row.dataset.instrument, {
    id: row.dataset.instrument,
    title: row.querySelector("a").textContent,
    path: row.querySelector("a").getAttribute("href"),
    href: row.dataset.href,
    scope: row.dataset.scope,
    mandatory: row.dataset.mandatory !== undefined,
    leftOut: row.dataset.leftOut,
  }]));

  function asked() {
    return judge.ground.instruments.filter((it) => {
      if (it.mandatory) return !it.left_out && it.market !== null && state.markets.includes(factOf(judge.ground.markets).words[it.market]);
      return state.more.includes(it.id);
    });
  }

  const facts = () => ({ [MARKETS]: state.markets, ...Object.fromEntries(state.answers) });

  // --- what a value is called, and how it is written ----------------------------------------------
  function said(at, value) {
    const fact = factOf(at);
    const { words, unit } = wordsOf(at);
    const label = (word) => words[fact.words.indexOf(word)] || word;
    switch (fact.type) {
      case "set": return value.length ? value.map(label).join(lang === "ja" ? "、" : ", ") : W.none_of_these;
      case "choice":
      case "scale": return label(value);
      case "number":
      case "duration": return unit ? `${value} ${unit}` : String(value);
      case "date": return value === "never" ? W.date_never : value;
      default: return value ? W.yes : W.no;
    }
  }

  const written = (value) => (Array.isArray(value) ? value.join(",") : String(value));

  // Reads a value as addresses and product files have it; undefined where the fact has no such value.
  function readValue(fact, text) {
    const word = (it) => (fact.words.includes(it) ? it : undefined);
    switch (fact.type) {
      case "set": {
        const all = text === "" ? [] : text.split(",").map(word);
        return all.includes(undefined) ? undefined : all;
      }
      case "choice":
      case "scale": return word(text);
      case "number":
      case "duration": {
        const number = /^-?\d+$/.test(text) ? Number(text) : NaN;
        return number >= fact.range[0] && number <= fact.range[1] ? number : undefined;
      }
      case "date": return text === "never" || /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
      default: return { true: true, false: false }[text];
    }
  }

  // --- the address ------------------------------------------------------------------------------
  function address() {
    const parts = [`${MARKETS}=${written(state.markets)}`];
    if (state.whole) parts.push("whole=true");
    if (state.more.length) parts.push(`ask=${state.more.join(",")}`);
    state.answers.forEach((value, id) => parts.push(`${encodeURIComponent(id)}=${encodeURIComponent(written(value)).replace(/%2C/g, ",")}`));
    return `#${parts.join("&")}`;
  }

  function keep() {
    if (!state.begun) return;
    const hash = address();
    if (location.hash !== hash) location.replace(hash);
    const other = document.querySelector("header > p a");
    if (other) other.setAttribute("href", other.getAttribute("href").split("#")[0] + hash);
  }

  // Takes the answers of an address; returns those that could not be read.
  function restore(hash) {
    const lost = [];
    for (const part of hash.replace(/^#/, "").split("&")) {
      const cut = part.indexOf("=");
      const [id, text] = [part.slice(0, cut), part.slice(cut + 1)].map((it) => {
        try { return decodeURIComponent(it); } catch { return ""; }
      });
      const at = judge.facts.get(id);
      if (id === "whole") state.whole = text === "true";
      else if (id === "ask") state.more = text.split(",").filter((it) => texts.has(it) && !texts.get(it).mandatory);
      else if (at === undefined) lost.push(id);
      else {
        const value = readValue(factOf(at), text);
        if (value === undefined) lost.push(id);
        else if (id === MARKETS) state.markets = value;
        else state.answers.set(id, value);
      }
    }
    return lost;
  }

  // --- what the answers say -----------------------------------------------------------------------
  const reasonsKept = new Map();

  function evaluate() {
    const product = judge.product(facts());
    // With the day left out an instrument means its current edition.
    const meant = (instrument) => (state.whole ? [judge.undated(instrument.editions.at(-1))] : product.meant(instrument));
    const rows = asked().flatMap((instrument) => meant(instrument).map((name) => {
      const edition = judge.editions.get(name);
      const away = product.guarded(() => product.away(edition) || "");
      let outcome;
      if (away === null) outcome = null;
      else if (away) outcome = "not_applicable";
      else outcome = product.scope(edition);
      const because = away || (outcome === "not_applicable" ? "out_of_scope" : null);
      return { instrument, edition, outcome, because, reasons: because === "out_of_scope" ? reasonsOf(product, edition) : [] };
    }));
    const open = rows.filter((it) => ["undecided", "needs_judgement"].includes(it.outcome));
    const applying = rows.filter((it) => it.outcome === "satisfied");
    const assessed = applying.map((it) => product.assess(it.edition.name));
    return { product, rows, open, assessed, next: nextOf(product, open, assessed) };
  }

  function reasonsOf(product, edition) {
    const key = `${edition.name} ${address()}`;
    if (!reasonsKept.has(key)) {
      if (reasonsKept.size > 500) reasonsKept.clear();
      reasonsKept.set(key, product.guarded(() => product.reasons([edition.scope, 1])) || []);
    }
    return reasonsKept.get(key);
  }

  const binds = (text) => ["shall", "shall_not"].includes(text.modality);
  function rulesOf({ content }) {
    if (content === null) return [];
    if (Array.isArray(content)) return content[1] === null ? [] : [content];
    return content.parts.flatMap((part) => (Array.isArray(part) ? [part] : part.some.map((it) => [part.applies, it]))).filter((it) => it[1] !== null);
  }
  const isOpen = (it) => it.open && ["undecided", "needs_judgement"].includes(it.outcome);

  // Scopes first; then what the binding provisions of the texts that apply wait for.
  function nextOf(product, open, assessed) {
    const waiting = [];
    if (open.length) open.forEach((row) => waiting.push({ name: texts.get(row.instrument.id).title, href: texts.get(row.instrument.id).path, rules: [[row.edition.scope, 1]] }));
    else {
      for (const edition of assessed) {
        for (const it of edition.provisions.filter((each) => isOpen(each) && binds(each.text))) {
          waiting.push({ name: `${it.text.cite[lang]} ${it.text.title[lang]}`, href: it.text.href, rules: rulesOf(it.text) });
        }
      }
    }
    const found = product.next(waiting.flatMap((it) => it.rules), state.skipped);
    if (!found) return null;
    const needs = (rule) => {
      const opened = product.opened(rule);
      return opened && opened.needs.includes(found.fact);
    };
    return { ...found, waiting: waiting.filter((it) => it.rules.some(needs)) };
  }

  // --- the parts of the page ----------------------------------------------------------------------
  const setup = h("section", { "aria-labelledby": "check-setup" });
  const status = h("p", { role: "status", "aria-live": "polite", class: "check-status" });
  const problem = h("p", { role: "alert", class: "check-problem" });
  const question = h("section", { "aria-labelledby": "check-question", hidden: true });
  const overview = h("section", { "aria-labelledby": "check-overview", hidden: true });
  const outcome = h("section", { "aria-labelledby": "check-outcome", hidden: true });
  const given = h("section", { "aria-labelledby": "check-given", hidden: true });
  const away = h("section", { "aria-labelledby": "check-away", hidden: true });
  root.append(setup, problem, question, status, overview, outcome, given, away);

  function checkbox(name, value, label, checked) {
    const id = fresh();
    return h("div", { class: "choice" }, h("input", { type: "checkbox", name, value, id, checked }), h("label", { for: id }, label));
  }

  function showSetup() {
    const markets = JSON.parse(root.dataset.markets);
    const optional = [...texts.values()].filter((it) => !it.mandatory);
    const form = h("form", { class: "check", onsubmit: begin },
      h("fieldset", {}, h("legend", {}, W.markets), h("div", { class: "choices" }, markets.map(([word, label]) => checkbox("market", word, label, state.markets.includes(word))))),
      h("details", { open: state.more.length > 0 }, h("summary", {}, W.more_texts),
        h("fieldset", {}, h("legend", {}, W.more_texts), optional.map((it) => checkbox("more", it.id, it.title, state.more.includes(it.id))))),
      checkbox("whole", "true", W.whole, state.whole),
      h("p", { class: "buttons" }, button(W.begin, null, "submit")));
    // Once begun it is out of the way, and still there.
    const names = markets.filter(([word]) => state.markets.includes(word)).map(([, label]) => label);
    const folded = () => h("details", {}, h("summary", {}, `${W.markets}${W.colon}${names.join(lang === "ja" ? "、" : ", ")}`), form);
    replace(setup, h("h2", { id: "check-setup" }, W.start_form), state.begun ? folded() : form);
  }

  async function begin(event) {
    event.preventDefault();
    const picked = (name) => [...event.target.querySelectorAll(`input[name=${name}]:checked`)].map((it) => it.value);
    const [markets, more] = [picked("market"), picked("more")];
    if (!markets.length && !more.length) return tell(W.choose_market);
    Object.assign(state, { markets, more, whole: picked("whole").length > 0 });
    state.skipped.clear();
    return start();
  }

  function tell(text) { problem.textContent = text; }

  async function start(focus = true) {
    tell("");
    status.textContent = W.loading;
    try {
      await ground();
      const all = asked();
      const named = (it) => (state.whole ? [judge.undated(it.editions.at(-1))] : it.editions);
      const files = (it) => (state.whole ? [`${it.files.at(-1)}${named(it)[0].endsWith("/whole") ? ".whole" : ""}`] : it.files);
      await Promise.all(all.flatMap((it) => files(it).map(load)));
      all.forEach((it) => named(it).forEach((name) => judge.add(store.get(name), name)));
    } catch {
      status.textContent = "";
      return tell(W.data_missing);
    }
    state.begun = true;
    showSetup();
    return refresh(focus);
  }

  function refresh(focus = true) {
    results = evaluate();
    keep();
    showStatus();
    showQuestion(focus);
    showOverview();
    showOutcome();
    showGiven();
    showAway();
  }

  function showStatus() {
    const count = (wanted) => String(results.rows.filter((it) => wanted(it.outcome)).length);
    status.textContent = fill(W.progress, {
      yes: count((it) => it === "satisfied"),
      no: count((it) => it === "not_applicable"),
      open: count((it) => it !== "satisfied" && it !== "not_applicable"),
    });
  }

  // --- a question --------------------------------------------------------------------------------
  function radios(name, pairs, current) {
    return pairs.map(([value, label]) => {
      const id = fresh();
      return h("div", { class: "choice" }, h("input", { type: "radio", name, value, id, required: true, checked: current !== undefined && written(current) === value }), h("label", { for: id }, label));
    });
  }

  function controls(at, current) {
    const fact = factOf(at);
    const { words, unit } = wordsOf(at);
    switch (fact.type) {
      case "choice":
      case "scale": return radios("value", fact.words.map((word, which) => [word, words[which]]), current);
      case "set": return fact.words.map((word, which) => checkbox("value", word, words[which], (current || []).includes(word)));
      case "number":
      case "duration": {
        const id = fresh();
        return [h("p", {}, h("label", { for: id, class: "hidden" }, wordsOf(at).ask),
          h("input", { type: "number", name: "value", id, required: true, inputmode: "numeric", min: fact.range[0], max: fact.range[1], value: current }), unit ? ` ${unit}` : "")];
      }
      case "date": {
        const [id, never] = [fresh(), fresh()];
        return [h("p", {}, h("label", { for: id, class: "hidden" }, wordsOf(at).ask), h("input", { type: "date", name: "value", id, min: "1900-01-01", max: "2199-12-31", value: current === "never" ? null : current })),
          h("div", { class: "choice" }, h("input", { type: "checkbox", name: "never", id: never, checked: current === "never" }), h("label", { for: never }, W.date_never))];
      }
      default: return radios("value", [["true", W.yes], ["false", W.no]], current);
    }
  }

  function valueIn(form, fact) {
    const checked = [...form.querySelectorAll("input[name=value]:checked")].map((it) => it.value);
    const field = form.querySelector("input[name=value]");
    if (fact.type === "set") return readValue(fact, checked.join(","));
    if (fact.type === "date") return form.querySelector("input[name=never]").checked ? "never" : readValue(fact, field.value);
    return readValue(fact, ["number", "duration"].includes(fact.type) ? field.value : checked[0]);
  }

  function showQuestion(focus, at = results.next && results.next.fact, current = undefined) {
    question.hidden = false;
    tell("");
    const heading = h("h2", { id: "check-question", tabindex: "-1" }, at === null ? W.all_answered : W.next);
    const steps = h("p", { class: "buttons" });
    if (at === null) {
      if (state.skipped.size) steps.append(button(W.skipped_again, () => { state.skipped.clear(); refresh(); }));
      if (history.length) steps.append(button(W.back, back));
      replace(question, heading, steps);
    } else {
      const fact = factOf(at);
      const form = h("form", { class: "check", novalidate: true, onsubmit: (event) => {
        event.preventDefault();
        const value = valueIn(form, fact);
        if (value === undefined) form.reportValidity();
        else give(at, value);
      } },
      h("fieldset", {}, h("legend", {}, wordsOf(at).ask), fact.type === "set" ? h("p", { class: "minor" }, W.choose_all) : null, controls(at, current)), steps);
      const waiting = current === undefined && results.next ? results.next.waiting : [];
      steps.append(button(W.answer, null, "submit"), button(W.skip, () => skip(at)));
      if (history.length) steps.append(button(W.back, back));
      const why = waiting.length > 0 && h("details", {}, h("summary", {}, `${W.why} (${waiting.length})`), h("p", {}, W.which_wait),
        h("ul", {}, waiting.slice(0, 30).map((it) => h("li", {}, it.href ? h("a", { href: it.href }, it.name) : it.name)), waiting.length > 30 ? h("li", {}, `+ ${waiting.length - 30}`) : null));
      replace(question, heading, form, why, h("p", { class: "minor" }, h("code", {}, fact.id)));
    }
    if (focus) heading.focus();
  }

  function give(at, value) {
    const { id } = factOf(at);
    const conflict = judge.product({ ...facts(), [id]: value }).conflict();
    if (conflict.length) {
      const because = store.get("words").because;
      return tell([W.conflict, ...conflict.map((it) => because[it]).filter(Boolean)].join(" "));
    }
    history.push([...state.answers]);
    state.answers.delete(id);
    state.answers.set(id, value);
    state.skipped.delete(at);
    return refresh();
  }

  function skip(at) {
    history.push([...state.answers]);
    const { id } = factOf(at);
    state.answers.delete(id);
    state.skipped.add(at);
    refresh();
  }

  function back() {
    const before = history.pop();
    const last = [...state.answers.keys()].pop();
    state.answers = new Map(before);
    state.skipped.clear();
    refresh();
    if (last !== undefined && !state.answers.has(last)) showQuestion(true, judge.facts.get(last));
  }

  // --- results ------------------------------------------------------------------------------------
  const badge = (label, kind) => h("b", kind ? { class: kind } : {}, label);
  const CLASS = { satisfied: "current", not_satisfied: "binding", not_applicable: null, undecided: "draft", needs_judgement: "draft" };
  const link = (href, label) => (href ? h("a", { href }, label) : label);

  function applicability({ outcome: it }) {
    if (it === null) return badge(W.not_here, "warn");
    if (it === "satisfied") return badge(W.applies, "current");
    if (it === "not_applicable") return badge(W.does_not_apply);
    return badge(it === "needs_judgement" ? W.outcomes.needs_judgement : W.undecided, "draft");
  }

  function showOverview() {
    overview.hidden = false;
    const rows = results.rows.map((row) => {
      const text = texts.get(row.instrument.id);
      const because = row.because ? W.reasons[row.because] : null;
      const by = row.reasons.map((id) => h("li", {}, `${wordsOf(judge.facts.get(id)).ask} ${said(judge.facts.get(id), facts()[id])}`));
      return h("tr", {}, h("th", { scope: "row" }, link(text.href, text.title), " ", h("code", {}, row.edition.id)),
        h("td", { "data-label": W.verdict }, applicability(row), because ? ` ${because} ` : " ", text.scope ? h("a", { href: text.scope }, W.read_scope) : null, by.length ? h("ul", { "aria-label": W.decided_by }, by) : null));
    });
    const left = [...texts.values()].filter((it) => it.mandatory && it.leftOut && judge.ground.instruments.some((each) => each.id === it.id
      && each.market !== null && state.markets.includes(factOf(judge.ground.markets).words[each.market])));
    replace(overview, h("h2", { id: "check-overview" }, W.tell_scope),
      h("table", { class: "stack" }, h("caption", { class: "hidden" }, W.tell_scope),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, W.instrument), h("th", { scope: "col" }, W.verdict))),
        h("tbody", {}, rows, left.map((it) => h("tr", {}, h("th", { scope: "row" }, link(it.href, it.title)), h("td", { "data-label": W.verdict }, `${W.not_asked} ${it.leftOut}`))))),
      results.open.length ? h("p", { class: "minor" }, W.until_all) : null);
  }

  function verdictOf(it) {
    if (it.outcome === null) return [badge(W.not_here, "warn")];
    const words = [badge(W.outcomes[it.outcome], CLASS[it.outcome])];
    if (it.by === "law") words.push(` (${W.by_law})`);
    if (it.because) words.push(` ${W.reasons[it.because]}`);
    if (it.under) words.push(` (${it.under})`);
    return words;
  }

  const named = (text) => link(text.href, `${text.cite[lang]} ${text.title[lang]}`);

  function repair(it) {
    const rules = rulesOf(it.text);
    const found = rules.length === 1 ? results.product.guarded(() => results.product.repairs(rules[0])) || [] : [];
    if (!found.length) return h("p", { class: "minor" }, W.change_none);
    return h("div", {}, h("p", {}, W.change_to), h("ul", {}, found.slice(0, 8).map(([id, value]) => h("li", {}, `${wordsOf(judge.facts.get(id)).ask} → ${said(judge.facts.get(id), value)}`))));
  }

  function showOutcome() {
    outcome.hidden = results.assessed.length === 0;
    if (outcome.hidden) return;
    const all = results.assessed.flatMap((edition) => edition.provisions.map((it) => ({ ...it, edition })));
    const gaps = all.filter((it) => it.outcome === "not_satisfied" && binds(it.text));
    const gapItems = gaps.map((it) => {
      const more = h("details", {}, h("summary", {}, W.what_to_change));
      // Looked for when somebody asks: each takes many decisions.
      more.addEventListener("toggle", () => { if (more.open && more.childElementCount === 1) more.append(repair(it)); });
      return h("li", {}, named(it.text), " ", h("small", {}, it.edition.id), more);
    });
    replace(outcome, h("h2", { id: "check-outcome" }, W.result),
      h("h3", {}, W.gaps), gaps.length ? h("ul", {}, gapItems) : h("p", {}, W.no_gaps),
      h("h3", {}, W.checklist), checklist(all),
      h("h3", {}, W.verdicts), results.assessed.map(editionTable));
  }

  // What binds and may apply, by requirement, whatever the text that asks it.
  function checklist(all) {
    const groups = new Map();
    for (const it of all.filter((each) => binds(each.text) && each.outcome !== "not_applicable")) {
      for (const id of it.text.requirements || [""]) {
        if (!groups.has(id)) groups.set(id, []);
        groups.get(id).push(it);
      }
    }
    const known = store.get("words").requirements;
    const entries = [...groups].sort(([one], [two]) => (one === "") - (two === ""));
    return h("ul", { class: "plain checklist" }, entries.map(([id, list]) => {
      const [title, href] = known[id] || [W.other_requirement, null];
      return h("li", {}, h("strong", {}, link(href, title)),
        h("ul", {}, list.map((it) => h("li", {}, named(it.text), " ", verdictOf(it), " ", h("small", {}, it.edition.id)))));
    }));
  }

  function editionTable(edition) {
    const instrument = judge.ground.instruments.find((it) => it.editions.includes(edition.id));
    const text = texts.get(instrument.id);
    return h("details", {}, h("summary", {}, text.title, " ", verdictOf(edition)),
      h("table", { class: "stack" }, h("caption", {}, text.title),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, W.provision), h("th", { scope: "col" }, W.verdict))),
        h("tbody", {}, edition.provisions.map((it) => h("tr", {}, h("th", { scope: "row" }, named(it.text), " ", h("small", {}, W.modalities[it.text.modality])), h("td", { "data-label": W.verdict }, verdictOf(it)))))));
  }

  function showGiven() {
    given.hidden = state.answers.size === 0;
    const rows = [...state.answers].map(([id, value]) => {
      const at = judge.facts.get(id);
      const change = button(W.change, () => showQuestion(true, at, value));
      change.setAttribute("aria-label", `${W.change}: ${wordsOf(at).ask}`);
      return h("li", {}, wordsOf(at).ask, " ", h("strong", {}, said(at, value)), " ", change);
    });
    const skipped = [...state.skipped].map((at) => h("li", {}, wordsOf(at).ask, " ", W.skipped_one));
    replace(given, h("h2", { id: "check-given" }, W.answers), h("ul", { class: "plain" }, rows, skipped));
  }

  // --- to take away -------------------------------------------------------------------------------
  function toml() {
    const text = (it) => JSON.stringify(it);
    const value = (it) => (Array.isArray(it) ? `[${it.map(text).join(", ")}]` : typeof it === "string" ? text(it) : String(it));
    return `[facts]\n${Object.entries(facts()).map(([id, it]) => `${text(id)} = ${value(it)}\n`).join("")}`;
  }

  function showAway() {
    away.hidden = false;
    const file = button(W.download, () => {
      const url = URL.createObjectURL(new Blob([toml()], { type: "application/toml" }));
      const a = h("a", { href: url, download: W.saved_as });
      document.body.append(a);
      a.click();
      a.remove();
      setTimeout(() => URL.revokeObjectURL(url), 10000);
    });
    const copy = navigator.clipboard && button(W.copy_link, async () => {
      await navigator.clipboard.writeText(location.href);
      copy.textContent = W.copied;
      setTimeout(() => { copy.textContent = W.copy_link; }, 2000);
    });
    const ids = results.rows.map((it) => it.instrument.id);
    const command = `kijun assess ${W.saved_as} ${state.whole ? "--whole " : ""}${[...new Set(ids)].map((id) => `--against ${id}`).join(" ")}`.trim();
    replace(away, h("h2", { id: "check-away" }, W.take_away),
      h("p", { class: "buttons" }, file, copy || null, button(W.clear, clear)),
      h("p", {}, W.file_note), h("p", {}, W.command), h("pre", { tabindex: "0" }, h("code", {}, command)));
  }

  function clear() {
    Object.assign(state, { markets: [], more: [], whole: false, answers: new Map(), skipped: new Set(), begun: false });
    history = [];
    location.replace("#check");
    [question, overview, outcome, given, away].forEach((it) => { it.hidden = true; it.replaceChildren(); });
    status.textContent = "";
    showSetup();
    setup.querySelector("input").focus();
  }

  showSetup();
  if (location.hash.includes("=")) {
    ground().then(() => {
      const lost = restore(location.hash);
      const product = judge.product(facts());
      showSetup();
      if (!state.markets.length && !state.more.length) return undefined;
      if (product.conflict().length) return tell(W.conflict);
      return start(false).then(() => tell(lost.length ? `${W.restored_not}${lost.join(", ")}` : ""));
    }).catch(() => tell(W.data_missing));
  }
})();
