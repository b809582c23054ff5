// The spreadsheet of a sheet: it loads the rows, checks them while a person types, and saves them
// together with what others saved. Without it the page has a form for each row.

import { element, LONGEST, Table } from "/script/table.js";
import { Keys } from "/script/keys.js";
import { edits, grouped, parts } from "/script/text.js";

const isChinese = document.documentElement.lang.startsWith("zh");
const t = (zh, en) => (isChinese ? zh : en);
const words = {
  row: t("行", "Row"),
  last: t("上年数（元）", "Last year (yuan)"),
  left: t("控制数剩余（元）", "Left of control figure (yuan)"),
  blank: t("（空）", "(blank)"),
  theirs: t("他人已改为：", "Another person saved: "),
  suggested: t("可选内容", "Suggestions"),
  fill: t("向下拖动填充", "Drag down to fill"),
  at: (row, heading) => t(`第${row}行 ${heading}`, `Row ${row}, ${heading}`),
};
const CHECK_AFTER = 700;
const SUGGEST_AFTER = 120;

const section = document.getElementById("spreadsheet");
if (section) start().catch((error) => console.warn(error));

async function ask(path, body) {
  const headers = { "x-form-token": section.dataset.token };
  if (body) headers["content-type"] = "application/json";
  const answer = await fetch(`/api${section.dataset.at}/${path}`, {
    method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body),
  });
  if (answer.ok) return answer.json();
  const problem = await answer.json().catch(() => ({}));
  throw new Error(t(problem.zh, problem.en) || `${answer.status}`);
}

async function start() {
  const data = await ask("data");
  if (data.rows.length > LONGEST) return;
  const table = new Table(data, words);
  // A blank sheet that one may only read has no cell to stand in; the page says that it is empty.
  if (!table.rows.length) return;
  const problem = element("div", { className: "problem", role: "alert", hidden: true });
  const told = element("p", { id: "celltold", className: "told", role: "status" });
  const state = element("span", { className: "sums" });
  const save = element("button", { type: "button", textContent: t("保存", "Save") });
  const add = element("button", { type: "button", className: "second", textContent: t("插入一行", "Insert a row") });
  const remove = element("button", { type: "button", className: "second", textContent: t("删除所选行", "Delete the chosen rows") });
  const help = element("p", { className: "quiet", textContent: t(
    "方向键、Enter、Tab 移动，直接输入或 F2 修改，Ctrl+C、Ctrl+V 与 Excel、WPS 互相复制，Ctrl+D 向下填充，Ctrl+Z 撤销，Ctrl+S 保存；按 Esc 再按 Tab 离开表格。",
    "Arrows, Enter and Tab move; type or press F2 to edit; Ctrl+C and Ctrl+V copy from and to Excel or WPS; Ctrl+D fills down; Ctrl+Z undoes; Ctrl+S saves; Esc, then Tab leaves the sheet.",
  ) });
  const buttons = element("p", { className: "next" });
  if (data.can_edit) buttons.append(save, add, remove);
  table.frame.setAttribute("role", "region");
  table.frame.setAttribute("aria-label", t("单元格", "Cells"));
  // What is said of a cell stands above the cells, where it is seen.
  buttons.append(state);
  section.append(problem, buttons, told, table.frame, help);
  section.hidden = false;
  document.getElementById("plain").hidden = true;

  let timer = 0, asked = 0, suggestTimer = 0, isSaving = false;
  const changes = () => edits(table.data.sheet, table.data.columns, table.data.rows, table.rows);
  const sums = (range) => {
    const { columns, decimals } = table.data;
    const money = columns.findIndex((column) => column.holds === "money");
    const sum = (rows) => money >= 0 && rows.map((row) => parts(row.cells[money] || "0", decimals) ?? 0n)
      .reduce((one, other) => one + other, 0n);
    const chosen = range && range.bottom > range.top ? table.rows.slice(range.top, range.bottom + 1) : null;
    const dirty = changes().length;
    // A line must not leave the total without a word.
    const unread = money < 0 ? 0 : table.rows
      .filter((row) => row.cells[money] && parts(row.cells[money], decimals) === null).length;
    state.textContent = [
      money >= 0 && `${t("合计（元）", "Total (yuan)")}: ${grouped(sum(table.rows))}`,
      unread && t(`有 ${unread} 格不是数字，没有计入合计`, `${unread} cells hold no number and are not in the total`),
      money >= 0 && chosen && `${t("所选行", "Chosen rows")}: ${grouped(sum(chosen))}`,
      dirty ? t(`有 ${dirty} 处未保存`, `${dirty} unsaved changes`) : t("已全部保存", "All saved"),
    ].filter(Boolean).join(" · ");
    state.dataset.unsaved = dirty;
  };
  const complain = (messages) => {
    problem.replaceChildren(...messages.map((text) => element("p", { textContent: text })));
    problem.hidden = !messages.length;
  };
  const check = async () => {
    const turn = (asked += 1);
    try {
      const checked = await ask("check", { based_on: table.data.version, edits: changes() });
      // Only the answer to the last question is shown, and only if no other version came between.
      if (turn === asked && checked.version === table.data.version) table.mark(checked);
      if (turn === asked) keys.told(keys.here, keys.range());
    } catch (error) {
      if (turn === asked) complain([error.message]);
    }
  };
  const changed = () => {
    sums(keys.range());
    clearTimeout(timer);
    asked += 1;
    timer = setTimeout(check, CHECK_AFTER);
  };
  const suggest = (kind, typed) => new Promise((found) => {
    clearTimeout(suggestTimer);
    suggestTimer = setTimeout(async () => {
      const query = new URLSearchParams({ kind, q: typed, year: section.dataset.year });
      const answer = await fetch(`/codes?${query}`);
      found(answer.ok ? await answer.json() : []);
    }, SUGGEST_AFTER);
  });
  const store = () => {
    keys.end();
    if (!isSaving && data.can_edit) keep();
    return true;
  };
  async function keep() {
    isSaving = true;
    save.disabled = true;
    clearTimeout(timer);
    asked += 1;
    const sent = changes();
    try {
      const saved = await ask("edits", { based_on: table.data.version, edits: sent });
      table.load(saved.data);
      count(saved.data.marks);
      keys.done = [];
      keys.undone = [];
      complain(saved.conflicts.map(([text]) => text));
      restore(saved.conflicts, sent);
      keys.move(keys.here.row, keys.here.column);
    } catch (error) {
      complain([error.message]);
    }
    isSaving = false;
    save.disabled = false;
    sums();
  }
  // The tab of the sheet says how many errors are left.
  function count(marks) {
    const errors = marks.filter((it) => it.is_error).length;
    const tab = document.querySelector(".tabs.sheets a[aria-current]");
    tab?.querySelector(".late")?.remove();
    if (errors) tab?.append(element("strong", { className: "late", textContent: t(`${errors} 处错误`, `${errors} errors`) }));
  }
  // What was typed stays where it was not saved, to be saved again or given up.
  function restore(conflicts, sent) {
    const columns = table.data.columns;
    for (const [, conflict] of conflicts) {
      if (conflict.cell) {
        const { row, heading, theirs, mine } = conflict.cell;
        const column = columns.findIndex((it) => it.heading === heading);
        table.put(row, column, mine);
        table.conflict(row, column, theirs);
      } else if (conflict.gone) {
        const cells = sent[conflict.gone.edit]?.change?.cells ?? {};
        const at = table.rows.findIndex((it) => it.cells.every((text) => text === ""));
        columns.forEach((it, column) => at >= 0 && table.put(at, column, cells[it.heading] ?? ""));
      }
    }
  }

  // Last year and what is left, at an amount: their columns may be out of sight.
  const beside = ({ row, column }) => {
    if (!table.isNumber(column)) return "";
    const shown = [words.last, words.left].map((name, at) => {
      const text = table.cell(row, table.data.columns.length + at)?.textContent;
      return text && `${name} ${text}`;
    });
    return shown.filter(Boolean).join(" · ");
  };

  const keys = new Keys(table, {
    words, changed, suggest, save: store,
    told: (here, range) => {
      const mistakes = table.told.get(`${here.row} ${here.column}`) ?? [];
      const column = table.data.columns[here.column];
      const number = table.data.numbers[table.rows[here.row].base];
      const name = number && `${table.data.name}!${column.letters}${number}`;
      told.textContent = [words.at(here.row + 1, column.heading), name, beside(here),
        mistakes.length ? "" : column.help].filter(Boolean).join(" · ");
      if (name && section.dataset.return) {
        const href = `${section.dataset.return}?cell=${encodeURIComponent(name)}#steps`;
        told.append(" · ", element("a", { href, textContent: t("退回并对本格提意见", "Return with a comment here") }));
      }
      // Each mistake has a line of its own.
      told.append(...mistakes.map((words) => element("span", { className: "late", textContent: words })));
      sums(range);
    },
  });
  const [row, column] = (new URLSearchParams(location.search).get("cell") ?? "").split("-").map(Number);
  if (Number.isInteger(row) && Number.isInteger(column)) {
    keys.move(row, column);
    keys.field.focus({ preventScroll: true });
    section.scrollIntoView();
    keys.lay();
  }
  save.addEventListener("click", store);
  add.addEventListener("click", () => {
    keys.done = [];
    keys.undone = [];
    table.rows.splice(keys.here.row, 0, { base: null, cells: table.data.columns.map(() => "") });
    table.draw();
    keys.move(keys.here.row, keys.here.column);
    keys.field.focus();
  });
  remove.addEventListener("click", () => {
    const { top, bottom } = keys.range();
    table.rows.splice(top, bottom - top + 1);
    keys.done = [];
    keys.undone = [];
    table.grow();
    table.draw();
    keys.move(top, keys.here.column);
    changed();
    keys.field.focus();
  });
  addEventListener("beforeunload", (event) => {
    if (changes().length) event.preventDefault();
  });
  addEventListener("resize", () => keys.lay());
}
