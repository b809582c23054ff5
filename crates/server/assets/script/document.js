// A document beside its findings: loads its pages once the findings are there, and steps from
// finding to finding by keys. Without it a link shows the pages, and numbers lead there and back.

import { element } from "/script/table.js";

const isChinese = document.documentElement.lang.startsWith("zh");
const t = (zh, en) => (isChinese ? zh : en);
const pair = document.getElementById("pair");
const look = document.getElementById("look");
const list = document.getElementById("marks");

if (pair && look && list) start().catch((error) => console.warn(error));

async function start() {
  step();
  if (!look.querySelector("figure, table, .sentence")) await load();
}

// Puts the pages beside the findings. What a person types meanwhile stays.
async function load() {
  const was = [...look.childNodes];
  look.replaceChildren(element("p", { className: "quiet", role: "status",
    textContent: t("正在打开文件原貌…", "The document is being opened …") }));
  const answer = await fetch(pair.dataset.look);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById("look");
  if (!answer.ok || !found?.querySelector("figure, table, .sentence")) {
    look.replaceChildren(...(answer.ok ? [] : was));
    look.classList.add("empty");
    return;
  }
  look.replaceChildren(...found.childNodes);
  for (const item of page.querySelectorAll("#marks > li")) {
    const here = document.getElementById(item.id), number = item.querySelector(".number");
    if (here && number && !here.querySelector(".number")) here.prepend(number, " ");
  }
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

// Steps through the findings: each can have the focus, and its place is shown.
function step() {
  const items = [...list.children];
  if (!items.length) return;
  let at = -1;
  const told = element("span", { role: "status" });
  const go = (next) => {
    at = Math.max(0, Math.min(items.length - 1, next));
    items[at].focus();
  };
  const button = (text, by) => {
    const made = element("button", { type: "button", className: "second", textContent: text });
    made.addEventListener("click", () => go(at + by));
    return made;
  };
  const help = t("↑↓ 换一处，Enter 填写，Esc 返回", "↑↓ step, Enter to write, Esc to come back");
  list.before(element("div", {},
    element("p", { className: "stepper" }, button(t("上一处", "Previous"), -1), button(t("下一处", "Next"), 1),
      told, element("span", { className: "quiet", textContent: help }))));
  list.previousElementSibling.append(list);
  items.forEach((item, number) => {
    item.tabIndex = number ? -1 : 0;
    item.addEventListener("focusin", () => {
      if (at !== number) items.forEach((it) => { it.tabIndex = it === item ? 0 : -1; });
      at = number;
      told.textContent = `${number + 1} / ${items.length}`;
      mark(item);
    });
    item.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const isField = event.target !== item;
      if (isField && event.key === "Escape") {
        event.preventDefault();
        item.focus();
      }
      if (isField && !event.altKey) return;
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        go(to);
      }
      const field = item.querySelector("input:not([type=hidden]), button");
      if (event.key === "Enter" && !isField && field) {
        event.preventDefault();
        field.focus();
      }
    });
  });
}

// Marks a finding and its place, and brings the place into view.
function mark(item) {
  for (const old of document.querySelectorAll("#pair .current")) old.classList.remove("current");
  item.classList.add("current");
  const id = item.querySelector("a.number")?.getAttribute("href")?.slice(1);
  const place = id && document.getElementById(id);
  if (!place) return;
  place.classList.add("current");
  const [outer, inner] = [look.getBoundingClientRect(), place.getBoundingClientRect()];
  look.scrollTo({
    top: look.scrollTop + inner.top - outer.top - outer.height / 3,
    left: look.scrollLeft + inner.left - outer.left - outer.width / 3,
  });
}
