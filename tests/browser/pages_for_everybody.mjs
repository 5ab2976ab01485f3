// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page: accessible by axe's rules, no wider than the screen, in light and dark. Leaves
// pictures of them in build/screens/ for people to look at.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { axeSource, comeIn, endPoints, folder, makeArchive, openBrowser, openDesk, pagesOf, point,
         skipWithoutBrowser, source } from "./lib/desk.mjs";

skipWithoutBrowser();
const screens = join(source, "build/screens");
await mkdir(screens, { recursive: true });
const browser = await openBrowser();
const axe = await axeSource();

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(
    () => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const places = (one) => one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ");
  return found.violations.map((one) => `${one.id}: ${places(one)}`);
}

async function look(page, name, width, colorScheme) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  const path = join(screens, `${name}-${width}-${colorScheme}.png`);
  await page.screenshot({ path, fullPage: true });
  await point(`${name}_fits_${width}_${colorScheme}`, async () => {
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(beyond <= 0, `${beyond} pixels beyond the edge`);
  });
  await point(`${name}_is_accessible_${width}_${colorScheme}`, async () => {
    assert.deepEqual(await violations(page), []);
  });
}

async function lookAtAll(page, name) {
  for (const width of [1280, 390]) {
    for (const colorScheme of ["light", "dark"]) await look(page, name, width, colorScheme);
  }
}

const desk = await openDesk(await makeArchive("pages", "examples/reports"));
const { page } = await comeIn(browser, desk);
const pages = await pagesOf(page, desk.base);
for (const [name, address] of Object.entries(pages)) {
  await page.goto(desk.base + address);
  if (name === "case" || name === "report") {
    for (const summary of await page.locator(".moment summary, .card summary").all()) {
      if (await page.locator("details[open]").count() >= 2) break;
      await summary.click();
    }
  }
  if (name === "search") {
    await page.fill("#query", "Saryzhanov");
    await page.locator("form.search button").click();
  }
  await lookAtAll(page, name);
}
await point("narrowest_phone_and_200_percent_zoom_fit", async () => {
  for (const address of Object.values(pages)) {
    await page.goto(desk.base + address);
    for (const width of [320, 640]) {
      await page.setViewportSize({ width, height: 700 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(beyond <= 0, `${address} at ${width}: ${beyond} pixels beyond the edge`);
    }
  }
});
await point("case_prints_on_paper", async () => {
  await page.goto(desk.base + pages.case);
  await page.emulateMedia({ media: "print" });
  const file = await page.pdf({ path: join(screens, "case.pdf"), format: "A4" });
  assert.ok(file.length > 10_000);
  assert.equal(await page.locator("nav").first().isVisible(), false, "without its links");
  await page.emulateMedia({ media: "screen" });
});
await desk.stop();

await point("long_words_of_others_widen_no_page", async () => {
  const word = "Unbreakable".repeat(30);
  await mkdir(join(folder, "wide"), { recursive: true });
  await writeFile(join(folder, "wide/report.html"),
    `<!DOCTYPE html><title>${word}</title><meta property="article:tag" content="${word}">` +
    `<meta property="og:site_name" content="${word}"><article><h1>${word}</h1><p>3 May 2019</p>` +
    `<p>The lawyer ${word} was arrested in Taraz on 3 May 2019, her colleagues said.</p>` +
    "</article></html>\n");
  const wide = await openDesk(await makeArchive("wide", join(folder, "wide")));
  const inside = await comeIn(browser, wide);
  for (const address of ["/", "/case/", "/report/", "/tag/"]) {
    await inside.page.goto(wide.base + address);
    const { beyond, words } = await inside.page.evaluate(() => ({
      beyond: document.documentElement.scrollWidth - innerWidth, words: document.body.innerText }));
    assert.ok(beyond <= 0, `${address}: ${beyond} pixels beyond the edge`);
    assert.ok(address === "/case/" || words.includes(word), `${address} shows it`);
  }
  await wide.stop();
});

const empty = await openDesk(await makeArchive("empty"));
const outside = await browser.newPage();
await outside.goto(empty.base);
await lookAtAll(outside, "no_entry");
const first = await comeIn(browser, empty);
await lookAtAll(first.page, "empty");
await empty.stop();
await browser.close();
endPoints();
