// An address that only leads on: the place on the page is taken along, and where there is one way for each language, the
// first language of the reader that we have is chosen. Without scripts the reader chooses.
//
// Shown for an address that there is not, it tries the same name beside the folders of the languages, where names that
// lead on have stood since each language had its own.
(() => {
  const folder = document.querySelector("main[data-folder]")?.dataset.folder;
  const [, former] = (folder && location.href.startsWith(folder) && /^(?:ja|en)\/((?:p|instruments|tables)\/.+)$/.exec(location.href.slice(folder.length))) || [];
  if (former) return location.replace(folder + former);
  const place = location.hash;
  for (const link of document.querySelectorAll("main a[href]")) {
    // A way that names a place of its own is more exact than what was asked for.
    if (place && !link.hash) link.hash = place;
  }
  const ways = new Map();
  for (const way of document.querySelectorAll("main > p > a[hreflang]")) ways.set(way.hreflang, way.href);
  const asked = [...(navigator.languages ?? [navigator.language])].map((it) => it.slice(0, 2).toLowerCase());
  const way = ways.get(asked.find((it) => ways.has(it)));
  if (way) location.replace(way);
})();
