// The matrix with a script: a choice of columns, filters, what is shown as a file, and all of it in the address.
(() => {
  const tools = document.getElementById("tools");
  const table = document.getElementById("matrix");
  if (!tools || !table) return;
  const { set, asOf, words } = tools.dataset;
  const [columnsWord, all, none, rowsWord, everyRow, gapTexts, gapMarkets, bindingWord, dayWord, themeWord,
    everyTheme, shown, download, noRow] = words.split("|");
  const heads = [...table.querySelectorAll("thead th[data-id]")];
  const groups = [...table.querySelectorAll("thead th[scope=colgroup]")];
  const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const columns = heads.map((head, at) => ({
    at, head, id: head.dataset.id, market: head.dataset.market,
    name: [...head.childNodes].filter((it) => it.nodeName !== "SMALL").map(text).filter(Boolean).join(" "),
    draft: "draft" in head.dataset, binds: "binds" in head.dataset,
  }));
  const bodies = [...table.tBodies].map((body) => ({
    body, theme: body.dataset.theme, title: text(body.rows[0]), head: body.rows[0].cells[0],
    rows: [...body.rows].slice(1).map((row) => ({ row, head: row.cells[0], cells: [...row.cells].slice(1) })),
  }));

  // Controls; there is none without a script.
  const make = (name, properties, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  };
  const labelled = (label, control) => make("label", {}, label, control);
  const option = (value, label) => make("option", { value, textContent: label });
  const gaps = make("select", {}, option("", everyRow), option("1", gapTexts));
  if (groups.length > 1) gaps.append(option("market", gapMarkets));
  const binding = make("input", { type: "checkbox" });
  const day = make("input", { type: "date", min: asOf });
  const theme = make("select", {}, option("", everyTheme));
  for (const it of bodies) theme.append(option(it.theme || "_", it.title));
  const boxes = columns.map((column) => make("input", { type: "checkbox", checked: true, value: column.id }));
  const choice = make("details", {}, make("summary", { textContent: columnsWord }));
  for (const group of groups) {
    const inside = columns.filter((column) => column.market === group.dataset.market);
    choice.append(make("fieldset", {}, make("legend", { textContent: text(group) }),
      ...inside.map((column) => make("label", {}, boxes[column.at], column.name))));
  }
  const every = (checked) => make("button", {
    type: "button", textContent: checked ? all : none,
    onclick: () => { for (const box of boxes) box.checked = checked; apply(); },
  });
  choice.append(make("p", {}, every(true), " ", every(false)));
  const status = make("p", {});
  status.setAttribute("role", "status");
  const save = (kind, made) => make("button", { type: "button", textContent: kind, onclick: () => take(kind, made()) });
  const form = make("form", {}, choice, labelled(rowsWord, gaps), labelled(themeWord, theme), labelled(dayWord, day),
    make("label", {}, binding, bindingWord), status,
    make("p", {}, `${download} `, save("CSV", csv), " ", save("JSON", json)));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => apply());

  // What of a cell applies on the day that is asked about.
  const applies = (part) => {
    if (!day.value) return true;
    if (part.classList.contains("later")) return false;
    const [from, last] = ["small:not(.last) > time", "small.last > time"].map((it) => part.querySelector(it));
    return (!from || text(from) <= day.value) && (!last || day.value <= text(last));
  };
  const says = (cell) => [...cell.children].some((part) => !part.hidden && !("info" in part.dataset));
  const visible = () => columns.filter((column) => !column.head.hidden);

  function filter() {
    const chosen = (column) => boxes[column.at].checked && (!binding.checked || column.binds);
    for (const column of columns) column.head.hidden = !chosen(column);
    const left = visible();
    for (const group of groups) {
      const span = left.filter((column) => column.market === group.dataset.market).length;
      group.hidden = span === 0;
      if (span) group.colSpan = span;
    }
    const markets = [...new Set(left.map((column) => column.market))];
    let count = 0;
    for (const it of bodies) {
      let some = 0;
      for (const { row, cells } of it.rows) {
        cells.forEach((cell, at) => {
          for (const part of cell.children) part.hidden = !applies(part);
          cell.classList.toggle("none", !!cell.children.length && ![...cell.children].some((part) => !part.hidden));
          cell.hidden = columns[at].head.hidden;
        });
        const meets = left.map((column) => says(cells[column.at]));
        const meetsMarket = markets.map((market) => left.some((column, at) => column.market === market && !column.draft && meets[at]));
        const differ = (list) => list.includes(true) && list.includes(false);
        const any = left.some((column) => [...cells[column.at].children].some((part) => !part.hidden));
        const kept = { "": any, 1: differ(meets), market: differ(meetsMarket) }[gaps.value];
        row.hidden = !kept || (theme.value !== "" && theme.value !== (it.theme || "_"));
        if (!row.hidden) some += 1;
      }
      it.body.hidden = some === 0;
      it.head.colSpan = left.length + 1;
      count += some;
    }
    const total = bodies.reduce((sum, it) => sum + it.rows.length, 0);
    status.textContent = count ? shown.replace("{n}", count).replace("{m}", total) : noRow;
  }

  // The address says what is shown.
  function address() {
    const state = [];
    if (!boxes.every((box) => box.checked)) {
      const ids = boxes.filter((box) => box.checked).map((box) => encodeURIComponent(box.value).replace(/%40/g, "@"));
      state.push(`cols=${ids.join(",")}`);
    }
    if (gaps.value) state.push(`gaps=${gaps.value}`);
    if (binding.checked) state.push("binding=1");
    if (day.value) state.push(`on=${day.value}`);
    if (theme.value) state.push(`theme=${encodeURIComponent(theme.value)}`);
    const query = state.length ? `?${state.join("&")}` : "";
    history.replaceState(null, "", `${location.pathname}${query}${location.hash}`);
    for (const link of document.querySelectorAll("header > p a, head link[hreflang]")) {
      link.href = link.getAttribute("href").replace(/\?[^#]*/, "") + query;
    }
  }
  function read() {
    const asked = new URLSearchParams(location.search);
    if (asked.has("cols")) {
      const ids = asked.get("cols").split(",");
      for (const box of boxes) box.checked = ids.includes(box.value);
    }
    const pick = (control, value) => { if ([...control.options].some((it) => it.value === value)) control.value = value; };
    pick(gaps, asked.get("gaps") ?? "");
    pick(theme, asked.get("theme") ?? "");
    binding.checked = asked.get("binding") === "1";
    day.value = asked.get("on") ?? "";
  }
  function apply() { filter(); address(); }

  // What is shown, to take away.
  const parts = (cell) => [...cell.children].filter((part) => !part.hidden);
  const rowsShown = () => bodies.filter((it) => !it.body.hidden)
    .flatMap((it) => it.rows.filter((line) => !line.row.hidden).map((line) => ({ ...line, of: it })));
  const named = (line) => {
    const [title, yardstick] = [line.head.querySelector("a"), line.head.querySelector("small a")];
    return { title: text(title), yardstick: yardstick ? text(yardstick) : "" };
  };
  function csv() {
    // A text that a spreadsheet would take for a formula begins with an apostrophe.
    const field = (it) => `"${(/^[=+\-@\t\r]/.test(it) ? `'${it}` : it).replace(/"/g, '""')}"`;
    const left = visible();
    const first = [text(table.tHead.rows[0].cells[0]), "id", themeWord, tools.dataset.yardstick, ...left.map((column) => column.name)];
    const lines = rowsShown().map((line) => {
      const { title, yardstick } = named(line);
      return [title, line.row.id, line.of.title, yardstick, ...left.map((column) => parts(line.cells[column.at]).map(text).join(" / "))];
    });
    return { type: "text/csv;charset=utf-8", body: `\uFEFF${[first, ...lines].map((line) => line.map(field).join(",")).join("\r\n")}\r\n` };
  }
  function json() {
    const left = visible();
    const part = (column) => (it) => {
      const times = [...it.querySelectorAll("small > time")];
      const day = (last) => times.filter((time) => time.parentElement.classList.contains("last") === last).map(text)[0] ?? null;
      return {
        modality: text(it.querySelector("b")), relation: text(it.querySelector("i")), from: day(false), last: day(true),
        provisions: [...it.querySelectorAll("a")].map((link) => `${column.id}:${text(link)}`),
      };
    };
    const rows = rowsShown().map((line) => ({
      requirement: line.row.id, ...named(line), theme: line.of.theme || null,
      cells: Object.fromEntries(left.map((column) => [column.id, parts(line.cells[column.at]).map(part(column))])),
    }));
    const body = {
      as_of: asOf, set, lang: document.documentElement.lang, address: location.search,
      columns: left.map(({ id, name, market, binds, draft }) => ({ id, name, market, binding: binds, draft })), rows,
    };
    return { type: "application/json", body: `${JSON.stringify(body, null, 1)}\n` };
  }
  function take(kind, { type, body }) {
    const url = URL.createObjectURL(new Blob([body], { type }));
    const link = make("a", { href: url, download: `${set}.${document.documentElement.lang}.${kind.toLowerCase()}` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  tools.append(form);
  read();
  filter();
  address();
})();
