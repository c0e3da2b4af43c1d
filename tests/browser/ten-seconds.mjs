// The ten-second test: who opens the page of 第34条の10第2号 sees, without scrolling far, that JC-STAR ★1 asks more, what
// more, by which way to comply, and a device that passes here and fails there.
import { show, open, withBrowser } from "./chrome.mjs";

const ADDRESS = "p/jp.ter_-2020__34-10.1.2.html";
const OTHER = "jcstar1_-1.1___.s1.1-02.html";
// Width, height, and how far down the sentence and then table and device may reach.
const SCREENS = [[1280, 800, 700, 1150], [360, 740, 1100, 2300]];
// That it asks more; and what more, from the text of the criterion: six characters, eight characters.
const SAYS = { ja: [/S1\.1-02/, /厳しい/, /6文字/, /8文字/], en: [/S1\.1-02/, /stricter/, /\b(6|six) characters/, /\b(8|eight) characters/] };

// Runs in the page: the text of the sentence, and where it, the table and the device end.
function look(other) {
  const answer = document.querySelector("section.answer");
  const link = answer?.querySelector(`a[href$="${other}"]`);
  const item = link?.closest("li, p");
  if (!item) return null;
  const sentence = document.createRange();
  const after = item.querySelector("p, details");
  sentence.selectNodeContents(item);
  if (after) sentence.setEndBefore(after);
  const bottom = (it) => (it ? it.getBoundingClientRect().bottom + scrollY : null);
  return {
    text: sentence.toString().replace(/\s+/g, " "),
    sentence: Math.max(...[...sentence.getClientRects()].map((it) => it.bottom)) + scrollY,
    table: bottom(answer.querySelector("table thead + tbody tr")),
    device: bottom(item.querySelector("p")),
  };
}

export async function tenSeconds(pages) {
  const faults = [];
  const lines = [];
  await withBrowser(async (browser) => {
    for (const page of pages.filter((it) => it.address === ADDRESS && it.lang in SAYS)) {
      await open(browser, page.url, async (tab) => {
        for (const [width, height, near, far] of SCREENS) {
          await show(tab, width, height);
          const found = await tab.evaluate(look, OTHER);
          const says = (what) => faults.push(`${page.path} ${width} px: ${what}`);
          if (!found) { says("no sentence about S1.1-02"); continue; }
          for (const it of SAYS[page.lang]) if (!it.test(found.text)) says(`the sentence does not say ${it}: ${found.text}`);
          if (found.sentence > near) says(`the sentence ends at ${found.sentence} px, below ${near}`);
          for (const it of ["table", "device"]) {
            if (found[it] === null) says(`no ${it}`);
            else if (found[it] > far) says(`the ${it} ends at ${found[it]} px, below ${far}`);
          }
          lines.push(`  ${page.lang} ${width} px: sentence to ${Math.round(found.sentence)} px, table from its first row to ${Math.round(found.table)}, device to ${Math.round(found.device)}`);
        }
      });
    }
  });
  return { faults, lines, says: `the ten-second test on ${lines.length} screens` };
}
