// What holds on every page that a role can reach by links: axe-core finds nothing, nothing is
// wider than a telephone, and the page says the same without a script.

import assert from "node:assert/strict";
import { test } from "node:test";
import { close, fitsNarrow, isAccessible, logIn, OFFICE, open } from "./office.mjs";

const ROLES = ["preparer", "head", "reviewer", "budget", "publisher", "auditor", "administrator"];
// Pages of one kind are looked at once for each role, and no more than this in all.
const MOST = 25;

// A page's kind: its address without what names a body, a year or a document.
const kind = (path) => path.replace(/\?.*/, "").replace(/[0-9a-f]{8,}|[0-9]+(-[0-9]+)?/g, "*");

async function links(page) {
  // Links in pictures have an address of another kind.
  const all = await page.$$eval("a[href]", (found) =>
    found.map((it) => new URL(it.getAttribute("href"), document.baseURI).href));
  return all.filter((it) => it.startsWith(OFFICE)).map((it) => it.slice(OFFICE.length));
}

const isPage = (path) => !/^\/(api|metrics|healthz|style)|lang=|#|\.(csv|json|xlsx|docx|pdf|svg|zip)/.test(path)
  && !/\/(workbook|file|export|download|commented|letter)/.test(path);

async function look(page, path) {
  const answer = await page.goto(path);
  if (!(answer.headers()["content-type"] ?? "").includes("text/html")) return [];
  assert.ok(answer.status() < 500, `${path}: ${answer.status()}`);
  await isAccessible(page);
  await fitsNarrow(page);
  return links(page);
}

async function crawl(page) {
  const waiting = ["/office", "/published"], known = new Set(waiting.map(kind));
  let looked = 0;
  for (; waiting.length && looked < MOST; looked += 1) {
    for (const next of (await look(page, waiting.shift())).filter(isPage)) {
      if (!known.has(kind(next))) waiting.push(next);
      known.add(kind(next));
    }
  }
  return looked;
}

test("pages of strangers", async () => {
  const page = await open();
  for (const path of ["/login", "/published", "/office", "/no-such-page", "/welcome/x"]) {
    await look(page, path);
  }
  for (const path of ["/login?lang=en", "/published"]) await look(page, path);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await close(page);
});

for (const role of ROLES) {
  test(`pages of ${role}`, async () => {
    const page = await open();
    await logIn(page, role);
    assert.ok((await crawl(page)) >= 2);
    await close(page);
  });
}

test("by keyboard alone: the first key leads past the navigation", async () => {
  const page = await open();
  await page.goto("/published");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#main");
  await close(page);
});

test("without a script a person logs in and out", async () => {
  const page = await open({ script: false });
  await logIn(page, "head");
  assert.ok((await page.locator("main table tbody tr").count()) > 0);
  await page.click("form[action='/logout'] button");
  await page.goto("/office");
  assert.match(page.url(), /\/login/);
  await close(page);
});
