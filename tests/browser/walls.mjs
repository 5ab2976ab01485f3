// SPDX-License-Identifier: AGPL-3.0-or-later
// The walls as a browser, another site, and a program on the same machine meet them.
import assert from "node:assert/strict";
import { createServer, request as ask } from "node:http";
import { connect } from "node:net";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { comeIn, endPoints, folder, makeArchive, openBrowser, openDesk, pagesOf, point,
         skipWithoutBrowser } from "./lib/desk.mjs";

skipWithoutBrowser();
const MARKER = "Qarlyghash";
await mkdir(join(folder, "marked"), { recursive: true });
await writeFile(join(folder, "marked", `${MARKER}.txt`),
  `Lawyer ${MARKER} Testova detained\n\n3 May 2019\n\n` +
  `The lawyer ${MARKER} Testova was detained in Almaty on 3 May 2019.\n`);
const archive = await makeArchive("walls", "examples/reports/courtside-monitor.example");
const { spawnSync } = await import("node:child_process");
spawnSync(process.env.HABEAS ?? "build/dev/habeas", ["add", archive, join(folder, "marked")],
          { env: { ...process.env, XDG_STATE_HOME: join(folder, "state") } });
const desk = await openDesk(archive);
const port = Number(new URL(desk.base).port);
const browser = await openBrowser();

/** Status and headers of a request made by hand. */
function raw(path, headers = {}, method = "GET", body = "") {
  return new Promise((resolve, reject) => {
    const sent = ask({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** What a connection answers to `bytes`, until it ends or `milliseconds` are over. */
function spoken(bytes, milliseconds) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let heard = "";
    const done = (how) => { socket.destroy(); resolve({ heard, how }); };
    const timer = setTimeout(() => done("waiting"), milliseconds);
    socket.on("data", (more) => { heard += more; });
    socket.on("error", () => undefined);
    socket.on("close", () => { clearTimeout(timer); done("closed"); });
    socket.write(bytes);
  });
}

await point("a_page_that_is_not_inside_sees_nothing", async () => {
  assert.equal((await raw("/")).status, 403);
  assert.equal((await raw("/case/")).status, 403);
});
await point("another_host_name_is_refused", async () => {
  assert.equal((await raw("/", { Host: `rebound.example:${port}` })).status, 421);
  assert.equal((await raw("/", { Host: "127.0.0.1:1" })).status, 421);
});
await point("no_header_names_a_program_or_version", async () => {
  const { headers } = await raw("/");
  assert.equal(headers.server, undefined);
  assert.equal(headers["x-powered-by"], undefined);
  assert.equal(headers["cache-control"], "no-store");
  assert.match(headers["content-security-policy"], /default-src 'none'/);
});
await point("a_header_of_16_kb_is_too_large", async () => {
  const { heard } = await spoken(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
                                 `X-A: ${"a".repeat(17_000)}\r\n\r\n`, 3_000);
  assert.match(heard, /^HTTP\/1\.1 431 /);
});
await point("a_body_of_over_1_mb_is_too_large", async () => {
  const { heard } = await spoken(`POST /search/ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
                                 `Content-Length: 1048577\r\n\r\n${"a".repeat(2_000)}`, 3_000);
  assert.match(heard, /^HTTP\/1\.1 413 /);
});
await point("nonsense_and_two_hosts_get_nothing", async () => {
  assert.equal((await spoken("\x16\x03\x01\x02\x00\x01\r\n\r\n", 3_000)).heard.includes("200"),
               false);
  const { heard } = await spoken(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
                                 `Host: 127.0.0.1:${port}\r\n\r\n`, 3_000);
  assert.equal(heard.startsWith("HTTP/1.1 200"), false);
});
await point("the_65th_connection_is_closed_and_the_desk_goes_on", async () => {
  const open = [];
  for (let i = 0; i < 64; ++i) open.push(connect(port, "127.0.0.1"));
  await Promise.all(open.map((socket) => new Promise((done) => socket.on("connect", done))));
  await new Promise((done) => setTimeout(done, 200));
  const refused = await spoken(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`, 3_000);
  assert.deepEqual(refused, { heard: "", how: "closed" });
  for (const socket of open) socket.destroy();
  await new Promise((done) => setTimeout(done, 200));
  assert.equal((await raw("/")).status, 403);
});
await point("a_request_that_drips_is_cut_off", async () => {
  const begun = Date.now();
  const { how } = await spoken("GET / HTTP/1.1\r\nHost: 127", 25_000);
  assert.equal(how, "closed");
  assert.ok(Date.now() - begun < 20_000);
});

const { page, complaints } = await comeIn(browser, desk);
await point("the_address_opens_once", async () => {
  const other = await browser.newContext();
  const second = await other.newPage();
  const answer = await second.goto(desk.address);
  assert.equal(answer.status(), 403);
  assert.ok(await second.locator("text=was used, or is too old").isVisible());
  await other.close();
});
await point("another_site_in_the_same_browser_gets_nothing", async () => {
  const site = createServer((_, answer) => {
    answer.setHeader("Content-Type", "text/html");
    answer.end(`<form method=post action="${desk.base}/search/"><input name=query value=x></form>` +
               `<img src="${desk.base}/desk.css"><iframe src="${desk.base}/"></iframe>` +
               "<script>document.forms[0].submit()</script>");
  });
  await new Promise((done) => site.listen(0, "127.0.0.1", done));
  const tab = await page.context().newPage();
  const answers = [];
  tab.on("response", (answer) => {
    if (answer.url().startsWith(desk.base)) answers.push(answer.status());
  });
  await tab.goto(`http://127.0.0.1:${site.address().port}/`);
  await tab.waitForURL(`${desk.base}/**`);
  await tab.waitForLoadState();
  assert.ok(answers.length > 0);
  assert.equal(await tab.locator("text=Newest reports").count(), 0);
  assert.equal(await tab.locator("form.search").count(), 0);
  await tab.close();
  site.close();
});
await point("what_is_printed_names_nobody_and_nothing", async () => {
  const pages = await pagesOf(page, desk.base);
  for (const address of Object.values(pages)) await page.goto(desk.base + address);
  await page.goto(`${desk.base}/search/`);
  await page.fill("#query", MARKER);
  await page.locator("form.search button").click();
  assert.ok((await page.content()).includes(`${MARKER} Testova`), "the marker is in the archive");
  await page.locator(".docket-title a").first().click();
  assert.ok((await page.title()).includes(MARKER) === false, "nor is it in a title");
  assert.ok(page.url().includes(MARKER) === false, "nor in an address");
  const printed = desk.printed();
  for (const word of [MARKER, "/report/", "/case/", "/search", "courtside", "GET", "query"]) {
    assert.equal(printed.includes(word), false, `printed ${word}: ${printed}`);
  }
});
await point("no_page_breaks_its_own_policy", () => {
  assert.deepEqual(complaints.filter((text) => !text.includes("404")), []);
});
await browser.close();
await point("ends_cleanly", async () => assert.equal(await desk.stop(), 0));
endPoints();
