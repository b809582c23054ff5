// The spreadsheet of a sheet: keys, input methods, the clipboard, checks while typing, two people.

import assert from "node:assert/strict";
import { test } from "node:test";
import { close, fitsNarrow, isAccessible, logIn, open, picture } from "./office.mjs";

const YEAR = new Date().getFullYear() + 1;
// Another unit than in the stories without a script.
const LINES = `/packages/${YEAR}/101002/sheets/lines`;
const COUNTS = `/packages/${YEAR}/101002/sheets/counts`;
// Last year and what is left stand between the amount and the reason.
const [ECONOMIC, AMOUNT, REASON] = [6, 10, 13];

async function sheet(path = LINES) {
  const page = await open();
  await logIn(page, "preparer");
  await page.goto(path);
  await page.waitForSelector(".cellfield", { state: "attached" });
  return page;
}

const cell = (page, row, column) =>
  page.locator(`table.grid tbody tr:nth-child(${row + 1}) td`).nth(column);

async function go(page, row, column) {
  await cell(page, row, column).click();
}

const text = async (page, row, column) =>
  (await cell(page, row, column).evaluate((it) => it.firstChild?.textContent ?? "")).trim();

async function save(page) {
  await page.keyboard.press("Control+s");
  await page.waitForFunction(() => document.querySelector(".sums").dataset.unsaved === "0"
    || !document.querySelector("#spreadsheet > .problem").hidden);
}

async function paste(page, words) {
  await page.locator(".cellfield").evaluate((field, words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", words);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, words);
}

test("the spreadsheet is accessible and fits a telephone", async () => {
  const page = await sheet();
  await go(page, 0, AMOUNT);
  // What a preparer compares with is seen without moving sideways.
  const left = await page.locator("table.grid thead th", { hasText: "控制数剩余" }).boundingBox();
  assert.ok(left.x + left.width <= 1280, `it ends at ${left.x + left.width}`);
  await isAccessible(page);
  await picture(page, "sheet");
  await fitsNarrow(page);
  await close(page);
});

test("typing, moving, undoing and doing again", async () => {
  const page = await sheet();
  await go(page, 0, REASON);
  await page.keyboard.type("一");
  await page.keyboard.press("Enter");
  await page.keyboard.type("二");
  await page.keyboard.press("ArrowUp");
  assert.deepEqual([await text(page, 0, REASON), await text(page, 1, REASON)], ["一", "二"]);
  await page.keyboard.press("F2");
  await page.keyboard.type("二");
  await page.keyboard.press("Tab");
  assert.equal(await text(page, 0, REASON), "一二");
  for (const expected of ["一", "一", ""]) {
    await page.keyboard.press("Control+z");
    assert.equal(await text(page, 0, REASON), expected);
  }
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("Control+y");
  assert.equal(await text(page, 0, REASON), "一二");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.classList.contains("cellfield")), false);
  await close(page);
});

test("an input method composes in the cell, and its keys move nothing", async () => {
  const page = await sheet();
  await go(page, 0, REASON);
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send("Input.imeSetComposition", { text: "he dui", selectionStart: 6, selectionEnd: 6 });
  // While it composes, Enter and the arrows belong to it.
  await page.locator(".cellfield").evaluate((field) => {
    for (const key of ["Enter", "ArrowDown"]) {
      field.dispatchEvent(new KeyboardEvent("keydown", { key, keyCode: 229, isComposing: true, bubbles: true, cancelable: true }));
    }
  });
  await keyboard.send("Input.insertText", { text: "核对" });
  await page.keyboard.press("Enter");
  assert.equal(await text(page, 0, REASON), "核对");
  await close(page);
});

test("rows are pasted from a spreadsheet, copied back, filled down and saved", async () => {
  const page = await sheet(COUNTS);
  await go(page, 0, 0);
  const unit = await page.evaluate(async (path) => (await (await fetch(path)).json()).columns[0].choices[0], `/api${COUNTS}/data`);
  await paste(page, `${unit}\t在职人员\t"1\n2"\r\n${unit}\t公务用车\t2\r\n${unit}\t退休人员\t3\r\n`);
  assert.deepEqual([await text(page, 0, 1), await text(page, 2, 2)], ["在职人员", "3"]);
  const copied = await page.locator(".cellfield").evaluate((field) => {
    const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
    field.dispatchEvent(event);
    return event.clipboardData.getData("text/plain");
  });
  assert.equal(copied.split("\n").at(-1), `${unit}\t退休人员\t3`);
  await go(page, 0, 2);
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await go(page, 0, 2);
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+d");
  assert.equal(await text(page, 1, 2), "7");
  await save(page);
  await page.reload();
  await page.waitForSelector(".cellfield", { state: "attached" });
  assert.deepEqual([await text(page, 0, 2), await text(page, 1, 2), await text(page, 2, 2)], ["7", "7", "3"]);
  await page.keyboard.press("Tab");
  await go(page, 0, 0);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await save(page);
  assert.equal(await text(page, 0, 1), "");
  await close(page);
});

test("codes are found by digits and by words, and mistakes show while typing", async () => {
  const page = await sheet();
  const before = await text(page, 0, ECONOMIC);
  await go(page, 0, ECONOMIC);
  await page.keyboard.type("30211");
  await page.waitForSelector(".suggested [aria-selected=true]");
  await page.keyboard.press("Enter");
  assert.match(await text(page, 0, ECONOMIC), /^30211 ./);
  await go(page, 0, ECONOMIC);
  await page.keyboard.type("印刷");
  await page.waitForSelector(".suggested li");
  assert.match(await page.locator(".suggested li small").first().innerText(), /商品和服务支出/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.match(await text(page, 0, ECONOMIC), /^302.* 印刷费$/);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  assert.equal(await text(page, 0, ECONOMIC), before);
  await go(page, 0, AMOUNT);
  await page.keyboard.type("壹万");
  await page.keyboard.press("Enter");
  const wrong = page.locator("table.grid tbody tr:first-child td.wrong.number");
  await wrong.waitFor({ timeout: 30000 });
  await page.keyboard.press("ArrowUp");
  assert.match(await page.locator(".told").textContent(), /不是数字/);
  await close(page);
});

test("two people in one cell: both values are shown, and nothing is lost", async () => {
  const one = await sheet(), other = await sheet();
  for (const [page, amount] of [[one, "148001"], [other, "148002"]]) {
    await go(page, 1, AMOUNT);
    await page.keyboard.type(amount);
    await page.keyboard.press("Enter");
  }
  await go(other, 2, REASON);
  await other.keyboard.type("核对过");
  await other.keyboard.press("Enter");
  await save(one);
  await save(other);
  assert.match(await other.locator("#spreadsheet > .problem").textContent(), /148001.*148002/s);
  assert.match(await cell(other, 1, AMOUNT).textContent(), /148002.*148001/s);
  // Another cell of the same edits was saved.
  assert.equal(await text(other, 2, REASON), "核对过");
  assert.equal(await other.locator(".sums").getAttribute("data-unsaved"), "1");
  await other.keyboard.press("Control+s");
  await other.waitForFunction(() => document.querySelector(".sums").dataset.unsaved === "0");
  await one.reload();
  await one.waitForSelector(".cellfield", { state: "attached" });
  assert.equal(await text(one, 1, AMOUNT), "148002");
  await close(one);
  await close(other);
});
