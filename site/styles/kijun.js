// What a reader can only do with a script: copy a citation. Without one there is no control that does nothing.
(() => {
  if (!navigator.clipboard) return;
  const [copyLabel, copiedLabel] = document.documentElement.lang === "ja" ? ["写す", "写した"] : ["Copy", "Copied"];
  for (const text of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.lang = document.documentElement.lang;
    button.textContent = copyLabel;
    button.setAttribute("aria-label", `${copyLabel}: ${text.textContent}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = copiedLabel;
      setTimeout(() => { button.textContent = copyLabel; }, 2000);
    });
    text.after(" ", button);
  }
})();
// On the page of a requirement: any provision as the yardstick, kept in the address; the table of all pairs has the words.
(() => {
  const place = document.querySelector("[data-yardstick]");
  const rows = [...document.querySelectorAll("#pairs ~ .scroll table.pairs tbody tr[id]")];
  if (!place || rows.length < 2) return;
  const says = new Map([...document.querySelectorAll("dl.legend > div")].map((it) => [it.firstElementChild.textContent, it.lastElementChild]));
  // The first table has the same rows in the same order.
  const cells = [...document.querySelectorAll(".scroll[aria-labelledby=rows] tbody > tr")].map((row) => row.lastElementChild);
  const first = cells.map((cell) => [...cell.childNodes]);
  const home = place.firstElementChild;
  const note = document.createElement("span");
  note.className = "minor";
  note.setAttribute("role", "status");
  const select = document.createElement("select");
  select.className = "yardstick";
  select.setAttribute("aria-label", place.dataset.yardstick);
  rows.forEach((row) => select.add(new Option(row.firstElementChild.textContent, row.id)));
  const found = rows.findIndex((row) => row.id === place.dataset.first);
  // What can be compared with none of the others is no row of the table.
  const own = found < 0 ? rows.length : found;
  if (found < 0) select.add(new Option(home.textContent, ""));
  const show = () => {
    const at = select.selectedIndex;
    home.hidden = at !== own;
    note.textContent = at === own ? "" : place.dataset.note;
    cells.forEach((cell, row) => {
      if (at === own) return cell.replaceChildren(...first[row]);
      const word = rows[row].children[at + 1].textContent;
      cell.replaceChildren(...(row === at ? [place.dataset.own] : [...says.get(word).childNodes].map((it) => it.cloneNode(true))));
    });
  };
  const named = () => rows.findIndex((row) => `#${row.id}` === decodeURIComponent(location.hash));
  select.addEventListener("change", () => {
    history.replaceState(null, "", `#${select.value}`);
    show();
  });
  addEventListener("hashchange", () => {
    if (named() >= 0) {
      select.selectedIndex = named();
      show();
    }
  });
  select.selectedIndex = named() >= 0 ? named() : own;
  place.append(" ", select, " ", note);
  show();
})();
