// The sheets of a ledger without a script: rows, mistakes at their cells, two people, workbooks.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { close, fitsNarrow, isAccessible, logIn, open } from "./office.mjs";

// A unit whose preparer the demonstration lets log in, in the year that is prepared.
const YEAR = new Date().getFullYear() + 1;
const UNIT = `/packages/${YEAR}/101001`;
const LINES = `${UNIT}/sheets/lines`;
const AMOUNT = "[name='cell.金额']";
const REASON = "[name='cell.改填理由']";

async function clerk(options) {
  const page = await open(options);
  await logIn(page, "preparer");
  return page;
}

const row = (page, text) => page.locator("table.sheet tbody tr", { hasText: text });

test("without a script: a mistake is shown at its cell until it is corrected", async () => {
  const page = await clerk({ script: false });
  await page.goto(`${LINES}?row=0`);
  await page.fill(AMOUNT, "壹万");
  await page.click("button[value=save]");
  const wrong = page.locator("td.wrong");
  assert.match(await wrong.textContent(), /壹万.*不是数字/s);
  await isAccessibleWith(`${LINES}?row=0`);
  await page.goto(`${LINES}?row=0`);
  await page.fill(AMOUNT, "444960");
  await page.click("button[value=save]");
  assert.equal(await wrong.count(), 0);
  await close(page);
});

// Whether a page is accessible is asked by a script, so with scripts.
async function isAccessibleWith(path) {
  const page = await clerk();
  for (const at of [path, `${UNIT}/sheets/basics?row=2`, `${UNIT}/sheets/texts?row=0`]) {
    await page.goto(at);
    await isAccessible(page);
    await fitsNarrow(page);
  }
  await close(page);
}

test("without a script: rows are pasted and removed", async () => {
  const page = await clerk({ script: false });
  await page.goto(`${UNIT}/sheets/counts`);
  const unit = await page.locator("[name='cell.单位'] option").nth(1).textContent();
  await page.click("summary");
  await page.fill("#paste", `${unit}\t在职人员\t12\n${unit}\t公务用车\t2\n`);
  await page.click("button[value=paste]");
  assert.equal(await row(page, unit).count(), 2);
  for (let left = 2; left > 0; left -= 1) {
    await page.goto(`${UNIT}/sheets/counts?row=0`);
    await page.click("button[value=remove]");
  }
  assert.equal(await row(page, unit).count(), 0);
  await close(page);
});

test("without a script: two people in one row lose nothing", async () => {
  const one = await clerk({ script: false }), other = await clerk({ script: false });
  for (const page of [one, other]) await page.goto(`${LINES}?row=1`);
  await one.fill(AMOUNT, "148000");
  await one.click("button[value=save]");
  await other.fill(REASON, "核对过");
  await other.click("button[value=save]");
  const both = await row(other, "核对过").textContent();
  assert.match(both, /148000/);
  // The same cell: both values are shown, and what was typed is still there.
  for (const page of [one, other]) await page.goto(`${LINES}?row=1`);
  await one.fill(AMOUNT, "148001");
  await one.click("button[value=save]");
  await other.fill(AMOUNT, "148002");
  await other.click("button[value=save]");
  assert.match(await other.locator("[role=alert]").textContent(), /148001.*148002/s);
  assert.equal(await other.inputValue(AMOUNT), "148002");
  await other.click("button[value=save]");
  assert.match(await row(other, "核对过").textContent(), /148002/);
  await close(one);
  await close(other);
});

test("without a script: a workbook that was downloaded before others saved is merged", async () => {
  const page = await clerk({ script: false });
  await page.goto(LINES);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.click("a[href$='/workbook']"),
  ]);
  const buffer = await readFile(await download.path());
  await page.goto(`${LINES}?row=2`);
  await page.fill(REASON, "后来改的");
  await page.click("button[value=save]");
  await page.setInputFiles("#file", {
    name: download.suggestedFilename(),
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer,
  });
  await page.click("form[enctype] button");
  await page.waitForSelector("[role=status]");
  assert.equal(await row(page, "后来改的").count(), 1);
  await close(page);
});

test("those who may not edit see no form", async () => {
  const page = await open();
  await logIn(page, "auditor");
  await page.goto(LINES);
  assert.equal(await page.locator("[name^='cell.']").count(), 0);
  await isAccessible(page);
  await close(page);
});
