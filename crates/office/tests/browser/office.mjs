// What the stories share: the browser, logging in, and what must hold on every page.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after } from "node:test";
import { chromium } from "playwright-core";

export const OFFICE = process.env.OFFICE;
export const PASSWORD = "yusuan-demo";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NARROW = { width: 390, height: 844 };
const WIDE = { width: 1280, height: 900 };

export const browser = await chromium.launch({
  executablePath: process.env.BROWSER,
  args: ["--no-sandbox", "--disable-gpu"],
});

after(() => browser.close());

// Opens a window of its own. What a page complains of by itself fails the story.
export async function open({ script = true, narrow = false, ...rest } = {}) {
  const context = await browser.newContext({
    baseURL: OFFICE,
    javaScriptEnabled: script,
    viewport: narrow ? NARROW : WIDE,
    locale: "zh-CN",
    ...rest,
  });
  context.setDefaultTimeout(15000);
  const page = await context.newPage();
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("console", (said) => {
    if (/Content Security Policy|Refused to/.test(said.text())) page.complaints.push(said.text());
  });
  return page;
}

// Closes the window of a page.
export async function close(page) {
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

export async function logIn(page, login) {
  await page.goto("/login");
  await page.fill("input[name=login]", login);
  await page.fill("input[name=password]", PASSWORD);
  await Promise.all([page.waitForURL("**/office**"), page.press("input[name=password]", "Enter")]);
}

// Presses a button that sends a form, and waits for the page that answers.
export async function press(page, button) {
  const at = typeof button === "string" ? page.locator(button) : button;
  await Promise.all([page.waitForNavigation(), at.click()]);
}

// No violation of the rules for people who do not see, hear or point.
export async function isAccessible(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const words = found.violations.map((it) => {
    const where = it.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`);
    return `${it.id}: ${where.join(" | ")}`;
  });
  assert.deepEqual(words, [], page.url());
}

// A page as narrow as a telephone does not move sideways.
export async function fitsNarrow(page) {
  await page.setViewportSize(NARROW);
  const [all, seen] = await page.evaluate(() => {
    const root = document.documentElement;
    return [root.scrollWidth, root.clientWidth];
  });
  assert.ok(all <= seen, `${page.url()} is ${all} wide on a screen of ${seen}`);
  await page.setViewportSize(WIDE);
}

// Keeps a picture, where pictures are asked for. They are small, since everybody who looks at the
// project loads them.
export async function picture(page, name) {
  if (!process.env.PICTURES) return;
  await mkdir(process.env.PICTURES, { recursive: true });
  await page.setViewportSize({ width: 1200, height: 760 });
  const kept = await page.screenshot({ path: join(process.env.PICTURES, `${name}.png`) });
  assert.ok(kept.length < 150_000, `${name}.png has ${kept.length} bytes`);
  await page.setViewportSize(WIDE);
}
