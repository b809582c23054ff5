// The page of findings, as someone at a browser uses it.
//
// node page.mjs CHROMIUM PAGE: prints what is not as it should be; exit code 1 if anything is.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, path] = process.argv.slice(2);
const url = pathToFileURL(path).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wrong = [];

function expect(is, what, seen) {
  if (!is) wrong.push(seen === undefined ? what : `${what}: ${JSON.stringify(seen)}`);
}

function expectEqual(seen, expected, what) {
  const same = JSON.stringify(seen) === JSON.stringify(expected);
  expect(same, what, { seen, expected });
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

// Runs a scenario in a window of its own; what the page logs or loads is told.
async function scenario(name, options, run) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on("pageerror", (error) => wrong.push(`${name}: ${error.message}`));
  page.on("console", (line) => line.type() === "error" && wrong.push(`${name}: ${line.text()}`));
  page.on("request", (it) => {
    const isOwn = it.url().startsWith("file:") || it.url().startsWith("data:");
    expect(isOwn, `${name}: the page loads`, it.url());
  });
  try {
    await page.goto(url);
    await run(page);
  } catch (error) {
    wrong.push(`${name}: ${error.message}`);
  }
  await context.close();
}

const findings = (page) =>
  page.$$eval("li.finding", (all) =>
    all.map((it) => ({
      id: it.id,
      severity: it.dataset.s,
      check: it.dataset.c,
      order: +it.dataset.o,
      department: it.closest("section").dataset.d,
      text: it.textContent,
      isShown: it.offsetParent !== null,
    })),
  );
const shown = async (page) => (await findings(page)).filter((it) => it.isShown);
const ids = (all) => all.map((it) => it.id).sort();

// What is shown, and what the page says of it, are those findings that fit.
async function expectShown(page, fits, what) {
  const all = await findings(page);
  const expected = all.filter(fits);
  expectEqual(ids(await shown(page)), ids(expected), what);
  expectEqual(await page.textContent("#told"), `${expected.length} / ${all.length}`, `${what}, told`);
  return expected.length;
}

await scenario("without script", { javaScriptEnabled: false }, async (page) => {
  expect(!(await page.isVisible("#tools")), "without script there are no tools that do nothing");
  const hidden = await page.locator("li.finding:not(:visible)").count();
  expectEqual(hidden, 0, "without script every finding is shown");
  await page.locator("details.sum summary").first().click();
  expect(await page.locator("details.sum table").first().isVisible(), "a summary opens");
});

await scenario("search", {}, async (page) => {
  const all = await findings(page);
  expect(all.length > 4, "the page has findings", all.length);
  await expectShown(page, () => true, "at first everything is shown");
  const word = all[0].check;
  await page.click("#q");
  await page.keyboard.type(word);
  const found = await expectShown(page, (it) => it.text.includes(word), "a search");
  expect(found > 0 && found < all.length, "a search finds some", found);
  await page.keyboard.type(" 没有这个词");
  await expectShown(page, () => false, "a search for what is not there");
  expectEqual(await page.locator("main > section:visible").count(), 0, "nothing is left of it");
  await page.fill("#q", "");
  await expectShown(page, () => true, "the search is emptied");
});

await scenario("filter", {}, async (page) => {
  await page.uncheck("input[value=warning]");
  await page.uncheck("input[value=note]");
  await expectShown(page, (it) => it.severity === "error", "errors alone");
  await page.check("input[value=warning]");
  await page.check("input[value=note]");
  const { department, check } = (await findings(page)).find((it) => it.department);
  await page.selectOption("#d", department);
  await expectShown(page, (it) => it.department === department, "one department");
  await page.selectOption("#d", "");
  await page.selectOption("#c", check);
  await expectShown(page, (it) => it.check === check, "one check");
});

await scenario("order", {}, async (page) => {
  const rank = { error: 0, warning: 1, note: 2 };
  const keys = { s: (it) => rank[it.severity], o: (it) => it.order, c: (it) => it.check };
  for (const [order, key] of Object.entries(keys)) {
    await page.selectOption("#o", order);
    const lists = await page.$$eval("ol.findings", (all) =>
      all.map((list) => [...list.children].map((it) => it.id)));
    const known = new Map((await findings(page)).map((it) => [it.id, key(it)]));
    const values = lists.map((list) => list.map((id) => known.get(id)));
    const isSorted = values.every((list) => list.every((it, at) => !at || list[at - 1] <= it));
    expect(isSorted, `findings in order ${order}`, values);
  }
  const column = (at) => page.$$eval("nav tbody tr", (rows, at) => rows.map((row) => +row.children[at].textContent), at);
  const head = page.locator("nav thead th").nth(4);
  await head.locator("button").click();
  const up = await column(4);
  expectEqual(up, [...up].sort((a, b) => a - b), "files by errors");
  expectEqual(await head.getAttribute("aria-sort"), "ascending", "which is said");
  await head.locator("button").press("Enter");
  expectEqual(await column(4), [...up].reverse(), "and the other way, from the keyboard");
});

await scenario("summaries", {}, async (page) => {
  const all = await findings(page);
  const count = (of) => all.reduce((sums, it) => ({ ...sums, [of(it)]: (sums[of(it)] ?? 0) + 1 }), {});
  const rows = (at) => page.locator("details.sum").nth(at).locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  const departments = await rows(0);
  const sums = Object.fromEntries(departments.map(([name, , ...counts]) =>
    [name, counts.reduce((sum, it) => sum + +it, 0)]).filter(([, sum]) => sum > 0));
  const sorted = (counts) => Object.entries(counts).sort();
  expectEqual(sorted(sums), sorted(count((it) => it.department || "—")), "findings by department");
  const checks = Object.fromEntries((await rows(1)).map(([check, , sum]) => [check, +sum]));
  expectEqual(sorted(checks), sorted(count((it) => it.check)), "findings by check");
});

await scenario("links", {}, async (page) => {
  const link = page.locator("p.where a[href^='#c']").first();
  const target = await link.getAttribute("href");
  await link.click();
  await page.waitForTimeout(100);
  const isSeen = await page.locator(target).evaluate((it) => {
    const { left, top, width, height } = it.getBoundingClientRect();
    return it.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
  expect(isSeen, "a finding leads to its cell, which nothing covers", target);
  // The way back, to a finding that a filter has hidden.
  const finding = await page.locator(target).locator("sup a").first().getAttribute("href");
  await page.fill("#q", "没有这个词");
  await page.evaluate((hash) => { location.hash = hash; }, finding);
  await page.waitForTimeout(100);
  expect(await page.locator(finding).isVisible(), "a link shows what was filtered away");
});

await scenario("keyboard", {}, async (page) => {
  const reached = [];
  for (let step = 0; step < 200; step += 1) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const it = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(it);
      return { id: it.id || it.name || it.tagName, isMarked: outlineStyle !== "none" && outlineWidth !== "0px" };
    });
    expect(seen.isMarked, "the focus is seen", seen.id);
    reached.push(seen.id);
    if (seen.id === "o") break;
  }
  for (const id of ["q", "s", "d", "c", "o"]) expect(reached.includes(id), "the keyboard reaches", id);
  expect(reached.includes("SUMMARY") && reached.includes("BUTTON"), "and summaries and heads", reached);
});

await scenario("narrow screen", { viewport: { width: 360, height: 740 } }, async (page) => {
  await page.$$eval("details", (all) => all.forEach((it) => { it.open = true; }));
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width <= 360, "nothing is wider than a narrow screen", width);
  const covered = await page.evaluate(() => document.getElementById("tools").offsetHeight / innerHeight);
  const isSticky = await page.locator("#tools").evaluate((it) => getComputedStyle(it).position === "sticky");
  expect(!isSticky || covered < 0.35, "the tools leave room for what is found", covered);
});

await scenario("print", {}, async (page) => {
  await page.emulateMedia({ media: "print" });
  expect(!(await page.isVisible("#tools")), "tools are not printed");
  const back = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expectEqual(back, "rgb(255, 255, 255)", "paper is white");
  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.length > 10_000, "pages are printed", pdf.length);
});

for (const colorScheme of ["light", "dark"]) {
  await scenario(`accessibility, ${colorScheme}`, { colorScheme, bypassCSP: true }, async (page) => {
    await page.$$eval("details", (all) => all.forEach((it) => { it.open = true; }));
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    for (const { id, help, nodes } of violations) {
      wrong.push(`${colorScheme}: ${id}: ${help}: ${nodes.length} times, ${nodes[0].html.slice(0, 200)}`);
    }
  });
}

await browser.close();
wrong.forEach((line) => console.log(line));
process.exitCode = wrong.length ? 1 : 0;
