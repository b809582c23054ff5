// Many packages at once, with a result for each; and which findings were waived, by whom and why.

import assert from "node:assert/strict";
import { test } from "node:test";
import { close, fitsNarrow, isAccessible, logIn, open, picture, press } from "./office.mjs";

test("what waits is accepted at once, and one refusal undoes nothing", async () => {
  const page = await open(), other = await open({ script: false });
  await logIn(page, "reviewer");
  await logIn(other, "reviewer");
  await isAccessible(page);
  await picture(page, "inbox");
  for (const it of [page, other]) {
    await it.goto("/board?mine=1");
    for (const box of await it.locator("input[form=bulk]").all()) await box.check();
  }
  const count = await page.locator("input[form=bulk]").count();
  assert.ok(count > 0);
  await press(page, "button[name=step][value=accept]");
  const told = await page.locator("p[role=status]").innerText();
  assert.match(told, new RegExp(`/ ${count}`));
  assert.equal(await page.locator("tbody tr").count(), count);
  await isAccessible(page);
  // Another reviewer had the same page open.
  await press(other, "button[name=step][value=accept]");
  assert.equal(await other.locator("tbody .good").count(), 0);
  assert.equal(await other.locator("tbody .bad").count(), count);
  await close(page);
  await close(other);
});

test("what the read-me shows: a package, and what everybody reads", async () => {
  const page = await open(), reader = await open();
  await logIn(page, "budget");
  await page.goto(`/packages/${new Date().getFullYear() + 1}/110`);
  await picture(page, "package");
  await close(page);
  await reader.goto("/");
  await picture(reader, "public");
  await close(reader);
});

test("several are returned with one reason", async () => {
  const page = await open();
  await logIn(page, "reviewer");
  await page.goto("/board?mine=1");
  for (const box of await page.locator("input[form=bulk]").all()) await box.check();
  await press(page, "button[name=step][value=return]");
  assert.equal(await page.locator("tbody .good").count(), 0, "a reason is needed");
  await page.goto("/board?mine=1");
  await page.locator("input[form=bulk]").first().check();
  await page.fill("#bulk input[name=reason]", "请补充测算依据。");
  await press(page, "button[name=step][value=return]");
  assert.equal(await page.locator("tbody .good").count(), 1);
  await close(page);
});

test("control figures of many departments come from one table", async () => {
  const page = await open({ script: false }), look = await open();
  for (const it of [page, look]) await logIn(it, "budget");
  await page.goto("/board");
  await page.click("a[href^='/controls']");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("a[href^='/controls.xlsx']")]);
  assert.match(download.suggestedFilename(), /控制数\.xlsx$/);
  const send = async (rows) => {
    const buffer = Buffer.from(`代码,单位,一般公共预算·全部支出\n${rows}\n`);
    await page.setInputFiles("input[name=file]", { name: "控制数.csv", mimeType: "text/csv", buffer });
    await press(page, "form[enctype] button");
  };
  await send("107,云岭县自然资源局,二千");
  assert.match(await page.locator("[role=alert]").innerText(), /控制数!C2.*二千/s);
  assert.equal(await page.locator("form[action='/controls/issue']").count(), 0);
  // 101 is not agreed yet.
  await send("107,云岭县自然资源局,\"99,000,000\"\n101,云岭县教育局,5");
  const shown = await page.locator("tbody").innerText();
  assert.match(shown, /99,000,000\.00/);
  assert.match(shown, /不能/);
  await press(page, "form[action='/controls/issue'] button");
  assert.match(await page.locator("[role=status]").innerText(), /1 \/ 1/);
  await page.goto("/board?level=department");
  assert.match(await page.locator("tfoot").innerText(), /部门合计.*12个/s);
  assert.match(await page.locator("tbody tr", { hasText: "云岭县自然资源局" }).innerText(), /99,000,000\.00/);
  for (const at of ["/controls", "/board"]) {
    await look.goto(at);
    await isAccessible(look);
    await fitsNarrow(look);
  }
  await look.goto("/controls");
  const mistake = { name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("代码,别的\n999,5\n") };
  await look.setInputFiles("input[name=file]", mistake);
  await press(look, "form[enctype] button");
  await isAccessible(look);
  await close(page);
  await close(look);
});

test("checks and waivers: what was dismissed, by whom and why", async () => {
  const page = await open();
  await logIn(page, "auditor");
  await page.goto("/checks");
  assert.match(await page.locator("section[aria-labelledby=waivers]").innerText(), /与部门核实，原文无误/);
  await page.locator(".checks details summary").first().click();
  assert.ok((await page.locator(".checks details[open] p").first().innerText()).length > 0);
  const check = await page.locator("section[aria-labelledby=waivers] tbody td:nth-child(4)").first().innerText();
  await page.selectOption("select[name=check]", check);
  await press(page, "form.filter button");
  const shown = await page.locator("section[aria-labelledby=waivers] tbody td:nth-child(4)").allInnerTexts();
  assert.deepEqual([...new Set(shown)], [check]);
  await close(page);
});
