// Keyboard: Tab leads first to the skip link, then to every control in turn and out of each; each is seen when it has the
// focus; what is folded is opened with Enter.
import { each, open, show } from "./chrome.mjs";

// Runs in the page. Writes down what can be operated, and from now on what has the focus and whether it is seen.
function watch() {
  const controls = "a[href], button, input, select, textarea, summary, [tabindex]";
  const can = (it) => !it.disabled && it.tabIndex >= 0 && !it.closest("[hidden], [inert]") && it.checkVisibility();
  const seen = (it) => {
    const style = getComputedStyle(it);
    const ringed = style.outlineStyle === "auto" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    const box = [...it.getClientRects()].find((box) => box.width > 1 && box.height > 1);
    if (!ringed || !box) return false;
    const middle = (from, to, most) => Math.min(Math.max((Math.max(from, 0) + Math.min(to, most)) / 2, 0), most - 1);
    const top = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
    // Between the lines of a drawn text lies its box.
    const isDrawn = Boolean(it.ownerSVGElement) && it.ownerSVGElement === top?.ownerSVGElement;
    return top !== null && (isDrawn || it.contains(top) || top.contains(it));
  };
  globalThis.reached = [];
  globalThis.unseen = [];
  globalThis.wanted = [...document.querySelectorAll(controls)].filter(can);
  // Tab begins at the top again.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  document.addEventListener("focusin", ({ target }) => {
    globalThis.reached.push(target);
    if (!seen(target)) globalThis.unseen.push(target.outerHTML.slice(0, 120));
    // One of several radio buttons stands for all of its name.
    if (target.type === "radio") globalThis.reached.push(...document.querySelectorAll(`[name="${CSS.escape(target.name)}"]`));
  });
  return globalThis.wanted.length;
}

// Runs in the page: what of it was missed.
function judge() {
  const reached = new Set(globalThis.reached);
  return {
    stops: reached.size,
    unseen: globalThis.unseen,
    missed: globalThis.wanted.filter((it) => !reached.has(it)).map((it) => it.outerHTML.slice(0, 120)),
  };
}

async function press(client, key, code, times) {
  const event = { key, code: key, windowsVirtualKeyCode: code, ...(key === "Enter" ? { text: "\r" } : {}) };
  const sent = Array.from({ length: times }, () => ["keyDown", "keyUp"]).flat().map((type) => client.send("Input.dispatchKeyEvent", { type, ...event }));
  await Promise.all(sent);
}

// Opens what is folded, level by level.
async function unfold(tab, client) {
  for (;;) {
    const folded = await tab.$$("details:not([open]) > summary");
    const visible = [];
    for (const it of folded) if (await it.evaluate((it) => it.checkVisibility())) visible.push(it);
    if (visible.length === 0) return null;
    for (const it of visible) {
      await it.focus();
      await press(client, "Enter", 13, 1);
      if (!await it.evaluate((it) => it.parentElement.open)) return it.evaluate((it) => `Enter does not open ${it.outerHTML.slice(0, 120)}`);
    }
  }
}

async function walk(tab) {
  const client = await tab.createCDPSession();
  await press(client, "Tab", 9, 1);
  const first = await tab.evaluate(() => document.activeElement.getAttribute("href"));
  const shut = await unfold(tab, client);
  const controls = await tab.evaluate(watch);
  // A date has stops of its own for year, month, day and calendar.
  const within = await tab.$$eval("input[type=date], input[type=month]", (all) => all.length * 4);
  for (let left = controls + within + 2; left > 0; left -= 100) await press(client, "Tab", 9, Math.min(left, 100));
  return { first, shut, ...await tab.evaluate(judge) };
}

export async function keyboard(pages) {
  const faults = [];
  let stops = 0;
  await each(pages, (browser, page) => open(browser, page.url, async (tab) => {
    const width = page.lang === "ja" ? 1280 : 360;
    await show(tab, width, 740);
    const found = await walk(tab);
    stops += found.stops;
    const says = (what) => faults.push(`${page.path} ${width} px: ${what}`);
    if (page.lang !== "none" && found.first !== "#content") says(`the first stop is not the skip link but ${found.first}`);
    if (found.shut) says(found.shut);
    for (const it of found.unseen.slice(0, 5)) says(`the focus is not seen on ${it}`);
    for (const it of found.missed.slice(0, 5)) says(`Tab does not reach ${it} (${found.missed.length} in all)`);
  }));
  return { faults, says: `${stops} stops of the Tab key on ${pages.length} pages (ja 1280 px, en 360 px)` };
}
