// Many files, chosen or dropped: each is sent by itself, with its progress and its result. Without
// it the form sends all of them at once.

import { element } from "/script/table.js";

const isChinese = document.documentElement.lang.startsWith("zh");
const t = (zh, en) => (isChinese ? zh : en);
const AT_A_TIME = 3;

for (const form of document.querySelectorAll("form[data-many]")) start(form);

function start(form) {
  const field = form.querySelector("input[type=file]");
  const list = element("ul", { className: "sending" });
  const zone = element("div", { className: "drop" },
    element("p", { textContent: t("也可以把文件、多个文件或 zip 压缩包拖到这里", "Or drop files, or a zip, here") }));
  field.closest("label").after(zone);
  form.append(element("div", { role: "status" }, list));
  let isSending = false;
  const send = async (files) => {
    if (isSending || !files.length) return;
    isSending = true;
    form.querySelectorAll("button, input, select").forEach((it) => { it.disabled = true; });
    await all(form, files, list);
  };
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    send([...event.dataTransfer.files]);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send([...field.files]);
  });
}

// Sends the files, a few at a time, and goes on to the page of those that were received.
async function all(form, files, list) {
  const token = form.elements.token.value, body = form.elements.body.value;
  const lines = files.map((file) => {
    const bar = element("progress", { max: 100, value: 0, "aria-label": file.name });
    const said = element("span", { className: "quiet", textContent: t("等待", "waiting") });
    list.append(element("li", {}, element("span", { textContent: file.name }), " ", bar, " ", said));
    return { file, bar, said };
  });
  const ids = [];
  let refused = 0;
  const waiting = [...lines];
  const work = async () => {
    for (let line = waiting.shift(); line; line = waiting.shift()) {
      const { received, problems } = await one(form.action, { token, body }, line);
      ids.push(...received);
      refused += problems.length;
      line.bar.remove();
      line.said.textContent = [received.length && t(`已接收 ${received.length} 份`, `${received.length} received`), ...problems]
        .filter(Boolean).join("；");
      line.said.className = problems.length ? "late" : "good";
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  const to = `/documents?ids=${[...new Set(ids)].slice(0, 300).join(",")}`;
  if (!refused && ids.length) location.assign(`${to}&done=receive`);
  const links = [element("a", { href: location.pathname, textContent: t("再报其他文件", "Hand in others") })];
  if (ids.length) links.unshift(element("a", { href: to, textContent: t("查看已接收的文件", "See what was received") }), " · ");
  list.parentNode.after(element("p", {}, ...links));
}

// Sends a file and returns the documents that it came to, and what was refused.
function one(address, fields, { file, bar, said }) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append("files", file);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
      bar.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
      said.textContent = bar.value < 100 ? `${Math.round(bar.value)}%` : t("正在接收", "being received");
    });
    request.addEventListener("loadend", () => {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const ids = [...page.querySelectorAll("tbody th a[href^='/documents/']")];
      const problems = [...page.querySelectorAll(".problem li, p.problem")].map((it) => it.textContent.trim());
      const isLost = !request.status && t("连接中断，没有送到", "the connection was lost");
      done({
        received: request.status ? ids.map((it) => it.getAttribute("href").slice("/documents/".length)) : [],
        problems: isLost ? [isLost] : problems.length || request.status < 400 ? problems : [`${request.status}`],
      });
    });
    request.open("POST", address);
    request.send(data);
  });
}
