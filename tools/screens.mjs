#!/usr/bin/env node
// SPDX-License-Identifier: AGPL-3.0-or-later
// Takes the pictures in docs/screens/ anew, from the example archive of a release build:
//
//     ./dev build release && node tools/screens.mjs
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.env.HABEAS_SOURCE_DIR = root;
process.env.HABEAS_TMP = await mkdtemp(join(tmpdir(), "habeas-screens-"));
process.env.HABEAS ??= join(root, "build/release/habeas");
const { comeIn, makeArchive, openBrowser, openDesk, pagesOf } =
  await import("../tests/browser/lib/desk.mjs");

const desk = await openDesk(await makeArchive("screens", "examples/reports"));
const browser = await openBrowser();
const { page } = await comeIn(browser, desk, { viewport: { width: 1180, height: 900 } });
const pages = await pagesOf(page, desk.base);
const screens = join(root, "docs/screens");
await mkdir(screens, { recursive: true });
for (const name of ["case", "report"]) {
  await page.goto(desk.base + pages[name]);
  if (name === "case") await page.locator(".moment-body summary").nth(1).click();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(screens, `${name}.png`) });
}
await browser.close();
await desk.stop();
await rm(process.env.HABEAS_TMP, { recursive: true });
process.exit(0);
