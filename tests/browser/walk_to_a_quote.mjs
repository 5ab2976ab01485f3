// SPDX-License-Identifier: AGPL-3.0-or-later
// From the front page to a quoted fact and back, without and with JavaScript.
import assert from "node:assert/strict";
import { comeIn, endPoints, makeArchive, openBrowser, openDesk, pagesOf, point,
         skipWithoutBrowser } from "./lib/desk.mjs";

skipWithoutBrowser();
const archive = await makeArchive("walk", "examples/reports");
const browser = await openBrowser();

async function walk(page, base) {
  const { case: caseAddress } = await pagesOf(page, base);
  await page.goto(base);
  await page.click("nav >> text=Cases");
  await page.locator(`.case-number a[href="${caseAddress}"]`).click();
  const entry = page.locator(".moment-body").first();
  assert.equal(await entry.getAttribute("open"), null, "entries are folded");
  await entry.locator("> summary").click();
  const quote = entry.locator(".quote").first();
  const words = await quote.locator("mark").innerText();
  assert.ok(words.length > 0, "an entry opens on its quote");
  await quote.locator("figcaption a").click();
  assert.match(page.url(), /\/report\/[0-9a-f]{20}\/#q\d+$/);
  const fact = page.url().split("#q")[1];
  const mark = page.locator(`#q${fact}`);
  assert.ok(await mark.isVisible(), "the link leads to the words");
  const marked = await page.locator(`.mark[data-fact="${fact}"]`).allInnerTexts();
  const plain = (text) => text.replace(/\s+/g, "");
  assert.ok(plain(marked.join("")).includes(plain(words).slice(0, 12)), "and to the same words");
  await page.locator(`.mark[data-fact="${fact}"] a[href="#f${fact}"]`).first().click();
  assert.ok(page.url().endsWith(`#f${fact}`), "the words lead to the fact beside them");
  const card = page.locator(`#f${fact}`);
  if (await card.locator("details[open]").count() === 0) await card.locator("summary").click();
  const proof = await card.locator("blockquote").first().innerText();
  assert.equal(plain(proof), plain(words), "which shows what it rests on");
  await card.locator(".card-links a").click();
  assert.ok(page.url().endsWith(`#q${fact}`), "and leads back to its place");
  await page.goBack();
  await page.goBack();
  await page.goBack();
  assert.ok(page.url().endsWith(caseAddress), "and back to the case");
}

for (const javaScriptEnabled of [false, true]) {
  const desk = await openDesk(archive);
  const how = javaScriptEnabled ? "with_javascript" : "without_javascript";
  const { page, context, elsewhere, complaints } =
    await comeIn(browser, desk, { javaScriptEnabled });
  await point(`walks_there_and_back_${how}`, () => walk(page, desk.base));
  await point(`asks_nobody_else_${how}`, () => assert.deepEqual(elsewhere, []));
  await point(`breaks_no_rule_of_its_own_${how}`, () => assert.deepEqual(complaints, []));
  await point(`keeps_nothing_in_the_browser_${how}`, async () => {
    if (!javaScriptEnabled) return;
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    assert.equal(await page.evaluate(() => document.cookie), "", "the cookie is not for scripts");
  });
  await context.close();
  await point(`ends_cleanly_${how}`, async () => assert.equal(await desk.stop(), 0));
}

const desk = await openDesk(archive);
const { page } = await comeIn(browser, desk);
await point("keys_go_from_fact_to_fact", async () => {
  const { report } = await pagesOf(page, desk.base);
  await page.goto(desk.base + report);
  const first = await page.locator(".card").first().getAttribute("id");
  await page.keyboard.press("j");
  assert.equal(await page.locator(".card.lit").getAttribute("id"), first);
  assert.ok(await page.locator(".mark.lit").count() > 0, "its words are lit");
  await page.keyboard.press("j");
  const second = await page.locator(".card.lit").getAttribute("id");
  assert.notEqual(second, first);
  await page.keyboard.press("k");
  assert.equal(await page.locator(".card.lit").getAttribute("id"), first);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".lit").count(), 0);
});

await point("shows_one_kind_of_fact_at_a_time", async () => {
  const { report } = await pagesOf(page, desk.base);
  await page.goto(desk.base + report);
  const all = await page.locator(".report-body .card:visible").count();
  const kinds = await page.locator(".pick:not(#pick-all)").evaluateAll(
    (picks) => picks.map((pick) => pick.id.replace("pick-", "")));
  assert.ok(kinds.length > 2, "the report states facts of several kinds");
  for (const kind of kinds) {
    await page.locator(`label[for=pick-${kind}]`).click();
    const shown = await page.locator(".report-body .card:visible").evaluateAll(
      (cards) => cards.map((card) => card.className));
    assert.ok(shown.length < all && shown.every((name) => name.includes(`k-${kind} `)), kind);
  }
  await page.locator("label[for=pick-all]").click();
  assert.equal(await page.locator(".report-body .card:visible").count(), all);
});

await point("searches_without_an_address_that_tells", async () => {
  await page.goto(`${desk.base}/search/`);
  await page.fill("#query", "Taraz");
  await page.locator("form.search button").click();
  assert.equal(page.url(), `${desk.base}/search/`);
  assert.ok(await page.locator(".docket").count() > 0);
  assert.ok(await page.locator(".excerpt mark").count() > 0, "what was found is marked");
  await page.fill("#query", "zzqqxx");
  await page.locator("form.search button").click();
  assert.ok(await page.locator("text=No report holds these words").isVisible());
});

await point("a_tick_and_a_rejection_stand_in_the_archive", async () => {
  const { report } = await pagesOf(page, desk.base);
  await page.goto(desk.base + report);
  const card = page.locator(".card").first();
  const open = async () => {
    if (await card.locator("details[open]").count() === 0) await card.locator("summary").click();
  };
  await open();
  await card.locator("button[value=read_rightly]").click();
  assert.match(page.url(), /#f\d+$/, "it leads back to the fact");
  assert.equal(await card.locator(".review-read").count(), 1);
  await open();
  await card.locator("button[value=reject]").click();
  assert.equal(await card.locator(".review-rejected").count(), 1);
});

await browser.close();
await desk.stop();
endPoints();
