// Texts full of script, markup, formulas and controls are texts on every page: names of bodies,
// people and files, reasons, letters, comments, and what is in a document.

import assert from "node:assert/strict";
import { test } from "node:test";
import { close, logIn, open, press } from "./office.mjs";

const MARKUP = `<img src=x onerror=window.evil=1>"'><svg onload=window.evil=1>`;
const WORDS = `=cmd|calc ${MARKUP} {{7*7}} \u202etxt.exe \u0007`;
const BODY = "901";

async function submit(page, form, fields, button) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name=${name}]`);
    if ((await field.evaluate((it) => it.tagName)) === "SELECT") await field.selectOption(value);
    else await field.evaluate((it, value) => { it.value = value; }, value);
  }
  const details = form.locator("xpath=ancestor::details[not(@open)]");
  if (await details.count()) await details.first().locator("summary").first().click();
  await press(page, form.locator(button ?? "button").first());
}

async function prepare() {
  const admin = await open();
  await logIn(admin, "administrator");
  await admin.goto("/bodies");
  await submit(admin, admin.locator("form.filter"), { code: BODY, name: WORDS, parent: "000" });
  // A name with controls may be refused; then the rest of it is a name.
  if (await admin.locator("p.problem").count()) {
    await submit(admin, admin.locator("form.filter"), { code: BODY, name: `=1 ${MARKUP} {{7*7}}`, parent: "000" });
  }
  await admin.goto("/people");
  await submit(admin, admin.locator("form.filter").first(), { login: "head", name: `=1 ${MARKUP}` });
  await submit(admin, admin.locator("form.filter").nth(1), { login: "head", role: "head", body: BODY });
  await close(admin);
}

async function handIn() {
  const head = await open({ script: false });
  await logIn(head, "head");
  await head.goto("/documents");
  const text = MARKUP.replaceAll("<", "&lt;");
  const rows = [[text, "1.00"], [text, "2.00"], ["合计", "5.00"]];
  const table = rows.map(([name, amount]) => `<tr><td>${name}</td><td>${amount}</td></tr>`).join("");
  if (!(await head.locator("form[enctype]").isVisible())) await head.click("details.upload > summary");
  await head.selectOption("form[enctype] select[name=body]", BODY);
  await head.setInputFiles("form[enctype] input[type=file]", {
    name: `=1 ${MARKUP.replaceAll("\"", "")} {{7*7}}.html`,
    mimeType: "text/html",
    buffer: Buffer.from(`<html><body><h2>2031年支出预算表</h2><p>单位：万元 ${text}</p><table><tr><td>项目</td><td>合计</td></tr>${table}</table></body></html>`),
  });
  await press(head, "form[enctype] button");
  assert.equal(await head.locator("p.problem, div.problem").count(), 0, await head.locator("main").innerText());
  await close(head);
}

// What the reviewer says of a package and of the document.
async function review() {
  const page = await open();
  await logIn(page, "reviewer");
  let address;
  for (let times = 0; times < 60 && !address; times += 1) {
    await page.goto(`/documents?body=${BODY}&stage=checked`);
    if (await page.locator("tbody th a").count()) address = await page.locator("tbody th a").first().getAttribute("href");
    else await page.waitForTimeout(500);
  }
  await page.goto(address);
  const finding = page.locator("#marks form").first();
  if (await finding.count()) await submit(page, finding, { words: WORDS }, "button[value=dismiss]");
  await page.goto(address);
  await submit(page, page.locator(".steps form", { has: page.locator("button[value=return]") }), { words: WORDS }, "button[value=return]");
  await page.goto("/board?mine=1&stage=accepted");
  const packages = await page.$$eval("tbody th a", (all) => all.map((it) => it.getAttribute("href")));
  for (const path of packages.slice(0, 1)) {
    await page.goto(path);
    const form = page.locator(".steps form", { has: page.locator("button[value=return]") });
    await submit(page, form, { reason: WORDS, words_1: WORDS }, "button[value=return]");
  }
  await close(page);
  return [address, ...packages.slice(0, 1)];
}

// Nothing ran, nothing was drawn, nothing was computed.
async function isText(page) {
  const seen = await page.evaluate(() => ({
    ran: window.evil, drawn: document.querySelectorAll("img[src=x], svg[onload]").length,
    turned: document.documentElement.textContent.includes("\u202e"),
  }));
  assert.deepEqual(seen, { ran: undefined, drawn: 0, turned: false }, page.url());
}

test("content is text on every page", async () => {
  await prepare();
  await handIn();
  const pages = await review();
  const year = new Date().getFullYear() + 1;
  const shown = [
    ...pages, `${pages[0]}?look=1`, "/office", "/board", `/board?year=${year}`, "/documents", `/documents?body=${BODY}`,
    "/checks", "/bodies", "/people", "/audit", "/audit?q=calc", "/", "/published", "/?q=%3Cimg%20src%3Dx%3E",
    "/board?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.evil%3D1%3E", "/login?next=%22%3E%3Cimg%20src%3Dx%3E",
  ];
  let met = 0;
  for (const role of ["reviewer", "auditor", "administrator", "head"]) {
    const page = await open();
    await logIn(page, role);
    for (const path of shown) {
      await page.goto(path);
      await isText(page);
      if ((await page.locator("main").innerText()).includes("<img src=x")) met += 1;
    }
    for (const path of ["/board.csv", "/audit.csv"]) {
      const answer = await page.request.get(path);
      // Spreadsheets compute nothing that a person typed.
      if (answer.ok()) assert.doesNotMatch(await answer.text(), /(^|[,\n])"?[=+@]/);
    }
    await close(page);
  }
  assert.ok(met > 10, `only ${met} pages showed the words`);
});
