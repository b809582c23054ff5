// A budget from the empty office to the reader, each role in a browser of its own: the
// administrator, the budget office, a clerk by keyboard alone, the head, the reviewer without a
// script, the publisher, the auditor, and a reader who is nobody.

import assert from "node:assert/strict";
import { test } from "node:test";
import { close, isAccessible, open, press } from "./office.mjs";

const { EMPTY, WELCOME } = process.env;
const PASSWORD = "yusuan-story-1";
const YEAR = new Date().getFullYear() + 1;
const DEPARTMENT = `/packages/${YEAR}/201`, UNIT = `/packages/${YEAR}/201001`;
const PEOPLE = [
  ["budget", "预算股", "budget", "000"],
  ["reviewer", "业务股", "reviewer", "000"],
  ["publisher", "公开岗", "publisher", "000"],
  ["auditor", "审计局", "auditor", "000"],
  ["head", "馆长", "head", "201"],
  ["clerk", "会计", "preparer", "201001"],
];
const skip = EMPTY ? false : "there is no empty office";
const windows = {};

async function window(options = {}) {
  return open({ baseURL: EMPTY, ...options });
}

async function setPassword(page) {
  await page.fill("input[name=password]", PASSWORD);
  await page.fill("input[name=again]", PASSWORD);
  await press(page, "form.fields button");
  assert.match(page.url(), /\/login/, await page.locator("main").innerText());
}

async function enter(login, options) {
  const page = await window(options);
  await page.goto("/login");
  await page.fill("input[name=login]", login);
  await page.fill("input[name=password]", PASSWORD);
  await Promise.all([page.waitForURL("**/office**"), page.press("input[name=password]", "Enter")]);
  windows[login] = page;
  return page;
}

// Presses a button, after which the page says that it is done.
async function isDone(page, button) {
  await press(page, button);
  assert.equal(await page.locator(".done").count(), 1, await page.locator("main").innerText());
}

// Takes a step of a package.
async function step(page, path, key, fill = async () => {}) {
  await page.goto(path);
  const button = page.locator(`.steps button[name=step][value=${key}]`);
  const details = page.locator(".steps details", { has: page.locator(`button[value=${key}]`) });
  if (await details.count()) await details.locator("summary").first().click();
  await fill(page);
  await isDone(page, button);
}

test("the administrator sets up the office", { skip }, async () => {
  const page = await window();
  await page.goto(WELCOME);
  for (const [name, value] of Object.entries({
    login: "admin", name: "管理员", bureau_code: "000", bureau_name: "云桥市财政局",
  })) await page.fill(`input[name=${name}]`, value);
  await isAccessible(page);
  await setPassword(page);
  await close(page);
  const admin = await enter("admin");
  for (const [code, name, parent] of [["201", "云桥市图书馆", "000"], ["201001", "云桥市图书馆本级", "201"]]) {
    await admin.goto("/bodies");
    await admin.fill("form.filter input[name=code]", code);
    await admin.fill("form.filter input[name=name]", name);
    await admin.selectOption("select[name=parent]", parent);
    await isDone(admin, "form.filter button");
  }
  for (const [login, name, role, body] of PEOPLE) await hire(admin, login, name, role, body);
  await isAccessible(admin);
});

async function hire(admin, login, name, role, body) {
  await admin.goto("/people");
  const [add, grant] = [admin.locator("form.filter").nth(0), admin.locator("form.filter").nth(1)];
  await add.locator("input[name=login]").fill(login);
  await add.locator("input[name=name]").fill(name);
  await isDone(admin, add.locator("button"));
  await grant.locator("select[name=login]").selectOption(login);
  await grant.locator("select[name=role]").selectOption(role);
  await grant.locator("select[name=body]").selectOption(body);
  await isDone(admin, grant.locator("button"));
  await isDone(admin, admin.locator("tr", { hasText: login }).locator("button[value=link]"));
  const link = await admin.locator(".done code").textContent();
  const page = await window();
  await page.goto(link.trim());
  await setPassword(page);
  await close(page);
}

test("the budget office opens the year", { skip }, async () => {
  const page = await enter("budget");
  await page.goto("/calendar");
  const form = page.locator("form.filter").first();
  for (const [name, day] of Object.entries({
    year: `${YEAR}`, first_up: `${YEAR - 1}-12-28`, controls: `${YEAR - 1}-12-29`,
    second_up: `${YEAR - 1}-12-30`, approval: `${YEAR}-01-31`,
  })) await form.locator(`input[name=${name}]`).fill(day);
  await press(page, form.locator("button"));
  await isDone(page, page.locator("form.filter button"));
});

// Presses Tab until a link or a button with these words has the focus.
async function tabTo(page, words) {
  for (let times = 0; times < 60; times += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => document.activeElement?.innerText ?? "");
    if (here.trim().startsWith(words)) return;
  }
  assert.fail(`the keyboard does not reach ${words}`);
}

test("a clerk fills the ledger by keyboard alone and submits it", { skip }, async () => {
  const page = await enter("clerk");
  await tabTo(page, "云桥市图书馆本级");
  await Promise.all([page.waitForURL(`**${UNIT}`), page.keyboard.press("Enter")]);
  await tabTo(page, "底稿填报");
  await Promise.all([page.waitForURL("**/sheets/**"), page.keyboard.press("Enter")]);
  await tabTo(page, "收支明细");
  await Promise.all([page.waitForURL("**/sheets/lines"), page.keyboard.press("Enter")]);
  await page.waitForSelector(".cellfield", { state: "attached" });
  for (let times = 0; times < 60; times += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.classList.contains("cellfield"))) break;
  }
  const headings = await page.$$eval("table.grid thead th", (all) => all.slice(1).map((it) => it.textContent));
  const lines = [
    { 功能科目: "2070104", 经济科目: "30101", 支出性质: "人员经费", 金额: "480000.00" },
    { 功能科目: "2070104", 经济科目: "30201", 支出性质: "公用经费", 金额: "36500.50" },
  ];
  for (const line of lines) {
    const cells = { 单位: "云桥市图书馆本级", 来源: "本年收入", 去向: "本年支出", 资金: "一般公共预算", ...line };
    for (const heading of headings) {
      if (cells[heading]) await page.keyboard.type(cells[heading]);
      await page.keyboard.press(cells[heading] ? "Tab" : "ArrowRight");
    }
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
  }
  await page.keyboard.press("Control+s");
  await page.waitForFunction(() => document.querySelector(".sums").dataset.unsaved === "0");
  assert.match(await page.locator(".sums").textContent(), /516,500\.50/);
  await page.keyboard.press("Escape");
  await tabTo(page, "确认填报完整");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=已确认填报完整");
  await step(page, UNIT, "submit");
});

test("the head returns a cell with a comment, the clerk answers", { skip }, async () => {
  const head = await enter("head"), { clerk } = windows;
  await step(head, UNIT, "accept");
  await step(head, UNIT, "return", async (page) => {
    await page.fill("textarea[name=reason]", "请核对公用经费。");
    await page.fill("input[name=cell_1]", "收支明细!K3");
    await page.fill("input[name=words_1]", "零头是怎么来的？");
  });
  await clerk.goto("/office");
  assert.match(await clerk.locator(".tasks").innerText(), /收支明细!K3.*零头是怎么来的/s);
  await clerk.click(".tasks .cells a");
  await clerk.fill("li.comment input[name=words]", "水电费按合同计算。");
  await isDone(clerk, "li.comment button");
  await step(clerk, UNIT, "submit");
  await step(head, UNIT, "accept");
  await step(head, UNIT, "agree");
});

// Saves the department's own texts, which it needs before it can submit.
async function saveDepartment(page) {
  await page.goto(`${DEPARTMENT}/sheets/texts`);
  const confirm = page.locator("button[value=complete]");
  if (await confirm.count()) await press(page, confirm);
}

async function review(head) {
  await step(head, DEPARTMENT, "submit");
  const reviewer = windows.reviewer ?? await enter("reviewer", { script: false });
  await step(reviewer, DEPARTMENT, "accept");
  await step(reviewer, DEPARTMENT, "agree");
}

test("the reviewer works without a script, the budget office issues and approves", { skip }, async () => {
  const { head, clerk, budget } = windows;
  await saveDepartment(head);
  await review(head);
  await budget.goto(`${DEPARTMENT}/controls`);
  await budget.fill("input[name=amount_1]", "600000");
  await isDone(budget, "form.controls button");
  await step(clerk, UNIT, "submit");
  await step(head, UNIT, "accept");
  await step(head, UNIT, "agree");
  await review(head);
  await step(budget, DEPARTMENT, "approve");
});

test("the publisher looks at every file and publishes, a reader reads", { skip }, async () => {
  const page = await enter("publisher");
  await page.goto(`${UNIT}/publish`);
  await page.selectOption("select[name=layout]", "shanghai-2025-unit");
  await press(page, "form.filter button");
  const files = page.locator("ol.results span a");
  assert.ok((await files.count()) >= 3, await page.locator("main").innerText());
  const [download] = await Promise.all([page.waitForEvent("download"), files.first().click()]);
  assert.match(download.suggestedFilename(), /云桥市图书馆/);
  assert.ok((await page.locator(".as-read table").count()) > 3, "the preview is a page");
  await isAccessible(page);
  await isDone(page, page.locator("form[method=post] button", { hasText: "公开这些文件" }));
  const reader = await window({ narrow: true });
  await reader.goto("/?q=图书馆");
  await reader.click(".results a");
  assert.match(await reader.locator(".figure").innerText(), /516,500\.50/);
  assert.ok((await reader.locator(".as-read table").count()) > 3, "what is published is a page");
  await isAccessible(reader);
  await close(reader);
});

test("the auditor proves that nothing was altered", { skip }, async () => {
  const page = await enter("auditor");
  await page.goto("/audit");
  await press(page, "section[aria-labelledby=verify] button");
  assert.match(await page.locator("p.done").innerText(), /没有改动/);
  await page.fill("input[name=q]", "水电费按合同计算");
  await press(page, "section[aria-labelledby=events] form.filter button");
  assert.equal(await page.locator("section[aria-labelledby=events] tbody tr").count(), 1);
  for (const open of Object.values(windows)) await close(open);
});
