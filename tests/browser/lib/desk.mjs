// SPDX-License-Identifier: AGPL-3.0-or-later
// What the browser tests share: an archive, its desk, a browser, and TAP.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

export const source = process.env.HABEAS_SOURCE_DIR ?? process.cwd();
export const build = process.env.HABEAS_BUILD_DIR ?? join(source, "build/dev");
export const folder = process.env.HABEAS_TMP ?? join(build, "browser");
const habeas = process.env.HABEAS ?? join(build, "habeas");
const browserPath = process.env.HABEAS_CHROMIUM ?? "/usr/bin/chromium";
const environment = { ...process.env, XDG_STATE_HOME: join(folder, "state") };

const BROWSER_FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update"];

let failed = 0;

/** One line of TAP; what `check` throws makes it fail. */
export async function point(name, check) {
  try {
    await check();
    console.log(`ok - ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok - ${name}`);
    for (const line of String(error?.stack ?? error).split("\n")) console.log(`# ${line}`);
  }
}

export function endPoints() {
  process.exit(failed === 0 ? 0 : 1);
}

export function skipWithoutBrowser() {
  if (existsSync(browserPath)) return;
  console.log(`1..0 # SKIP there is no ${browserPath}`);
  process.exit(0);
}

function run(...words) {
  const done = spawnSync(habeas, words, { env: environment, encoding: "utf8" });
  if (done.status !== 0 && done.status !== 3) {
    throw new Error(`habeas ${words[0]} ended with ${done.status}: ${done.stderr}`);
  }
}

/** An archive of `reports`, a folder or file, by its place in the project or whole. */
export async function makeArchive(name, reports) {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}-${process.pid}.habeas`);
  run("new", path);
  if (reports) run("add", path, resolve(source, reports));
  return path;
}

/** Starts the desk. `printed()` is all it said so far; `stop()` ends it and gives its exit code. */
export async function openDesk(archive) {
  const child = spawn(habeas, ["serve", archive, "--port", "0"],
                      { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  child.stderr.on("data", (bytes) => { printed += bytes; });
  const ended = new Promise((resolve) => child.on("exit", (code) => resolve(code)));
  const address = await new Promise((resolve, reject) => {
    ended.then((code) => reject(new Error(`the desk ended with ${code}: ${printed}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      printed += `${line}\n`;
      const found = /http:\/\/\S+/.exec(line);
      if (found) resolve(found[0]);
    });
  });
  const stop = async () => {
    child.kill("SIGINT");
    return ended;
  };
  process.on("exit", () => child.kill("SIGKILL"));
  return { address, base: new URL(address).origin, printed: () => printed, stop };
}

export async function openBrowser() {
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: browserPath, args: [...BROWSER_FLAGS, ...root] });
}

/** A page that has come in. `elsewhere` collects requests to any other origin. */
export async function comeIn(browser, desk, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const elsewhere = [];
  const complaints = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== desk.base) elsewhere.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(desk.address);
  return { context, page, elsewhere, complaints };
}

/** The addresses of one page of each kind, for checks that go over all of them. */
export async function pagesOf(page, base) {
  await page.goto(`${base}/case/`);
  const cases = await page.locator(".case-number a").evaluateAll(
    (links) => links.map((link) => link.getAttribute("href")));
  let caseAddress = cases[0];
  let most = -1;
  for (const address of cases) {
    await page.goto(base + address);
    const entries = await page.locator(".moment").count();
    if (entries > most) [most, caseAddress] = [entries, address];
  }
  await page.goto(base + caseAddress);
  const report = await page.locator(".docket-title a").first().getAttribute("href");
  return { front: "/", cases: "/case/", case: caseAddress, tag: "/tag/kazakhstan/",
           tags: "/tag/", reports: "/report/", report, search: "/search/", missing: "/no/page/" };
}

export async function axeSource() {
  const require = createRequire(import.meta.url);
  return readFile(require.resolve("axe-core/axe.min.js"), "utf8");
}
