// An address that only leads on: the place on the page is taken along, and where there is one way for each language, the
// first language of the reader that we have is chosen. Without scripts the reader chooses.
(() => {
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
