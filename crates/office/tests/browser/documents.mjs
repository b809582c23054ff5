// Documents made elsewhere: dropped, checked, looked at beside their findings, marked, returned.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, close, fitsNarrow, isAccessible, logIn, open, picture, press } from "./office.mjs";

// An invented disclosure as a PDF: in `wrong`, two digits of a cell are swapped and a total is off.
const ROWS = [
  ["205", "教育支出", "1,250.00", "1,040.00", "210.00"], ["20502", "普通教育", "1,250.00", "1,040.00", "210.00"],
  ["2050201", "学前教育", "310.00", "250.00", "60.00"], ["2050202", "小学教育", "940.00", "790.00", "150.00"],
  ["208", "社会保障和就业支出", "160.00", "160.00", ""], ["20805", "行政事业单位养老支出", "160.00", "160.00", ""],
  ["2080505", "机关事业单位基本养老保险缴费支出", "160.00", "160.00", ""],
  ["221", "住房保障支出", "95.00", "95.00", ""], ["22102", "住房改革支出", "95.00", "95.00", ""],
  ["2210201", "住房公积金", "95.00", "95.00", ""], ["", "合计", "1,505.00", "1,295.00", "210.00"],
];

async function printed(wrong, title = "部门支出总表") {
  const swapped = (text) => wrong.reduce((all, [from, to]) => (all === from ? to : all), text);
  const row = (cells) => `<tr>${cells.map((it) => `<td>${swapped(it)}</td>`).join("")}</tr>`;
  const page = await (await browser.newContext()).newPage();
  await page.setContent(`<html lang="zh-CN"><style>body { font: 13px "Noto Sans CJK SC", sans-serif }
    table { border-collapse: collapse; width: 100% } td, th { border: 1px solid #333; padding: 5px 7px }
    td:nth-child(n+3) { text-align: right } h2 { text-align: center }</style>
    <h2>2031年${title}</h2><p>部门名称：云岭县教育局　　单位：万元</p>
    <table><tr><th>科目编码</th><th>科目名称</th><th>合计</th><th>基本支出</th><th>项目支出</th></tr>
    ${ROWS.map(row).join("")}</table></html>`);
  const pdf = await page.pdf({ format: "A4" });
  await page.context().close();
  return pdf;
}

// Drops files on the page, as a person does from a folder.
async function drop(page, files) {
  const all = files.map(({ name, content }) => ({ name, content: content.toString("base64") }));
  const dropped = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, content } of all) {
      data.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
    }
    return data;
  }, all);
  await page.dispatchEvent(".drop", "dragover", { dataTransfer: dropped });
  await page.dispatchEvent(".drop", "drop", { dataTransfer: dropped });
}

// Returns the address of a document once it is checked.
async function checked(page, name) {
  for (let times = 0; times < 120; times += 1) {
    await page.goto("/documents");
    const row = page.locator("tbody tr", { hasText: name });
    if ((await row.count()) && !/等待|正在/.test(await row.first().innerText())) {
      return row.first().locator("th a").getAttribute("href");
    }
    await page.waitForTimeout(500);
  }
  return assert.fail(`${name} is not checked`);
}

let address;

test("files are dropped, each has its progress and its result", async () => {
  const page = await open();
  await logIn(page, "head");
  await page.goto("/documents");
  if (!(await page.locator(".drop").isVisible())) await page.click("details.upload > summary");
  const wrong = await printed([["790.00", "970.00"], ["1,505.00", "1,550.00"], ["60.00", "66.00"]]);
  const right = await printed([]);
  await drop(page, [
    { name: "101教育局支出总表.pdf", content: wrong },
    { name: "101教育局支出总表（二）.pdf", content: right },
    { name: "不知是谁的.pdf", content: Buffer.from("no pdf") },
  ]);
  await page.waitForSelector("text=查看已接收的文件");
  assert.equal(await page.locator(".sending .good").count(), 2, await page.locator(".sending").innerText());
  assert.equal(await page.locator(".sending .late").count(), 1);
  await isAccessible(page);
  address = await checked(page, "101教育局支出总表.pdf");
  await close(page);
});

test("a document stands beside its findings, and keys step through them", async () => {
  const page = await open();
  await logIn(page, "reviewer");
  await page.goto(address);
  await page.waitForSelector("#look figure svg rect.wrong");
  await page.waitForFunction(async () => {
    const picture = document.querySelector("#look image").getAttribute("href");
    return (await fetch(picture)).headers.get("content-type") === "image/png";
  });
  assert.ok((await page.locator("#marks > li .number").count()) > 0);
  await page.locator("#marks > li").first().focus();
  assert.equal(await page.locator("#look .current").count(), 1);
  await page.keyboard.press("ArrowDown");
  assert.match(await page.locator(".stepper [role=status]").innerText(), /^[12] \//);
  await isAccessible(page);
  await page.keyboard.press("Home");
  await picture(page, "document");
  await page.keyboard.press("Enter");
  await page.keyboard.type("与原件核对过");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "LI");
  await fitsNarrow(page);
  // A number on the page leads to its finding.
  await page.locator("#look svg a").first().focus();
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#f\d+-1$/);
  await close(page);
});

test("without a script a link shows the document, and a finding is marked there", async () => {
  const page = await open({ script: false });
  await logIn(page, "reviewer");
  await page.goto(address);
  await press(page, "#look a");
  assert.ok((await page.locator("#look figure svg rect.wrong").count()) > 0);
  await press(page, page.locator("#marks > li").first().locator("button[value=confirm]"));
  assert.match(page.url(), /look=1#finding-/);
  assert.ok((await page.locator("#look figure").count()) > 0);
  assert.match(await page.locator("#marks > li").first().innerText(), /已确认须改/);
  await close(page);
});

test("the letter goes back, and the department finds it in its inbox", async () => {
  const page = await open();
  await logIn(page, "reviewer");
  await page.goto(address);
  await page.locator("summary", { hasText: "退回" }).click();
  await press(page, "button[name=step][value=return]");
  assert.equal(await page.locator("p.done").count(), 1);
  await close(page);
  const head = await open();
  await logIn(head, "head");
  const row = head.locator("tbody tr", { hasText: "101教育局支出总表.pdf" });
  assert.match(await row.innerText(), /改正后重新报送/);
  await press(head, row.locator("a"));
  await head.locator("summary", { hasText: "重新报送" }).click();
  await head.setInputFiles("input[name=files]", {
    name: "101教育局支出总表.pdf", mimeType: "application/pdf", buffer: await printed([["790.00", "970.00"]]),
  });
  await press(head, "form[enctype] button");
  assert.equal(await head.locator("p.problem").count(), 0, await head.locator("main").innerText());
  await close(head);
});

test("a document without pages shows its tables", async () => {
  const page = await open();
  await logIn(page, "reviewer");
  await page.goto("/documents");
  await page.locator("tbody tr", { hasText: ".docx" }).filter({ hasText: "已检查" }).first().locator("th a").click();
  await page.waitForSelector("#look table.sheet");
  await page.locator("#marks > li").first().focus();
  assert.ok((await page.locator("#look .current").count()) <= 1);
  await isAccessible(page);
  await fitsNarrow(page);
  await close(page);
});

test("many files come as one zip", async () => {
  const page = await open();
  await logIn(page, "head");
  await page.goto("/documents");
  if (!(await page.locator(".drop").isVisible())) await page.click("details.upload > summary");
  await drop(page, [{ name: "全部.zip", content: zip([["101一.txt", "甲"], ["101二.txt", "乙"]]) }]);
  await page.waitForURL("**/documents?ids=**");
  assert.equal(await page.locator("tbody tr").count(), 2);
  await close(page);
});

// Returns a zip of files that are stored as they are.
function zip(files) {
  const [parts, heads] = [[], []];
  let at = 0;
  for (const [name, text] of files) {
    const [bytes, content] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt32LE(crc(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(bytes.length, 22);
    parts.push(Buffer.from("PK\x03\x04", "latin1"), common, bytes, content);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    heads.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, place, bytes);
    at += 30 + bytes.length + content.length;
  }
  const head = Buffer.concat(heads), end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(head.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, head, end]);
}

function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
