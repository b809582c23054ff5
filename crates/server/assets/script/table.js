// The table of a sheet: its cells, what is marked in them, and where things stand.

export const LONGEST = 2000;
const SPARE = 3;
const NUMBERS = ["money", "count"];

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role" || key === "scope") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
}

export { element };

// A table that shows rows of texts. It knows neither keys nor the server.
export class Table {
  constructor(data, words) {
    this.words = words;
    this.head = element("tr");
    this.body = element("tbody");
    this.table = element("table", { className: "sheet dense grid", role: "grid" },
      element("thead", {}, this.head), this.body);
    this.frame = element("div", { className: "wide spread" }, this.table);
    this.load(data);
  }

  load(data) {
    this.data = data;
    this.rows = data.rows.map((cells, base) => ({ base, cells: [...cells] }));
    this.beside = data.beside.map((it) => [...it]);
    this.marks = data.marks;
    this.grow();
    const { words } = this;
    const money = data.columns.findIndex((column) => column.holds === "money");
    // Last year and what is left stand behind the amount, where they are seen.
    this.split = data.beside.length && money >= 0 ? money + 1 : data.columns.length;
    const isFilled = (at) => data.rows.some((cells) => cells[at] !== "");
    this.slim = data.columns.map((column, at) => !column.is_required && !isFilled(at));
    const heads = data.columns.map((column, at) => this.made("th", column.heading, at, { scope: "col" }));
    const beside = data.beside.length ? [words.last, words.left] : [];
    heads.splice(this.split, 0, ...beside.map((text) => element("th", {
      scope: "col", textContent: text, className: "number",
    })));
    this.head.replaceChildren(
      element("th", { scope: "col", textContent: words.row, className: "number" }), ...heads);
    this.draw();
  }

  // Makes a cell of a column. A column in which nothing is stands narrow until something is typed.
  made(name, textContent, column, more = {}) {
    const kinds = [this.isNumber(column) && "number", this.slim[column] && "slim"];
    return element(name, { textContent, className: kinds.filter(Boolean).join(" "), ...more });
  }

  isNumber(column) {
    return NUMBERS.includes(this.data.columns[column]?.holds) || column >= this.data.columns.length;
  }

  // Keeps blank rows at the end, so that there is room to type.
  grow(least = 0) {
    const isBlank = (row) => row.cells.every((text) => text === "");
    let spare = 0;
    while (spare < this.rows.length && isBlank(this.rows[this.rows.length - 1 - spare])) spare += 1;
    const wanted = this.data.can_edit && this.data.sheet !== "basics" ? SPARE : 0;
    while (spare < wanted || this.rows.length < least) {
      this.rows.push({ base: null, cells: this.data.columns.map(() => "") });
      spare += 1;
    }
  }

  draw() {
    const width = this.data.columns.length;
    this.body.replaceChildren(...this.rows.map((row, at) => {
      const cells = row.cells.map((text, column) => this.made("td", text, column));
      const beside = this.data.beside.length
        ? [0, 1].map(() => element("td", { className: "number beside" })) : [];
      cells.splice(this.split, 0, ...beside);
      return element("tr", {}, element("th", { scope: "row", className: "number", textContent: at + 1 }),
        ...cells);
    }));
    this.table.setAttribute("aria-rowcount", this.rows.length + 1);
    this.table.setAttribute("aria-colcount", width + 1);
    this.mark();
  }

  // Returns the cell of a column; what stands beside counts as columns behind the last one.
  cell(row, column) {
    const width = this.data.columns.length;
    const beside = this.data.beside.length ? 2 : 0;
    const at = column >= width ? this.split + column - width
      : column + (column >= this.split ? beside : 0);
    return this.body.rows[row]?.cells[at + 1];
  }

  // Returns the row and the column of a cell of the page.
  place(cell) {
    const row = cell.closest("tr");
    const at = cell.cellIndex - 1;
    if (!row || row.parentNode !== this.body || at < 0) return null;
    // Beside the amount the amount is meant.
    const behind = this.data.beside.length ? Math.max(0, Math.min(at - this.split + 1, 2)) : 0;
    return { row: row.sectionRowIndex, column: at - behind };
  }

  put(row, column, text) {
    this.rows[row].cells[column] = text;
    if (text !== "" && this.slim[column]) this.widen(column);
    this.cell(row, column).firstChild?.remove();
    this.cell(row, column).prepend(text);
  }

  widen(column) {
    this.slim[column] = false;
    for (let row = 0; row < this.rows.length; row += 1) this.cell(row, column).classList.remove("slim");
    const behind = this.data.beside.length && column >= this.split ? 2 : 0;
    this.head.cells[column + behind + 1].classList.remove("slim");
  }

  // Which row of the checked sheet, which has no blank rows, each row is.
  filled() {
    const all = [];
    this.rows.forEach((row, at) => {
      if (row.cells.some((text) => text !== "")) all.push(at);
    });
    return all;
  }

  // Shows what a check found, and what stands beside.
  mark(checked = { marks: this.marks, beside: this.beside }) {
    const filled = this.filled(), width = this.data.columns.length;
    for (const small of this.body.querySelectorAll("td > small")) small.remove();
    for (const wrong of this.body.querySelectorAll(".wrong, .warned")) {
      wrong.classList.remove("wrong", "warned");
      wrong.removeAttribute("aria-invalid");
    }
    this.told = new Map();
    for (const mark of checked.marks) {
      const row = filled[mark.row], cell = this.cell(row, mark.column);
      if (!cell) continue;
      cell.classList.add(mark.is_error ? "wrong" : "warned");
      if (mark.is_error) cell.setAttribute("aria-invalid", "true");
      const key = `${row} ${mark.column}`;
      this.told.set(key, [...(this.told.get(key) ?? []), mark.words]);
    }
    if (!this.data.beside.length) return;
    this.rows.forEach((_, row) => [0, 1].forEach((at) => {
      this.cell(row, width + at).textContent = "";
    }));
    checked.beside.forEach(([last, left, isExceeded], at) => {
      const row = filled[at];
      if (row === undefined) return;
      this.cell(row, width).textContent = last;
      this.cell(row, width + 1).textContent = left;
      this.cell(row, width + 1).classList.toggle("late", isExceeded);
    });
  }

  // Shows beside a cell what another person saved.
  conflict(row, column, theirs) {
    const cell = this.cell(row, column);
    cell.classList.add("wrong");
    cell.append(element("small", { className: "late", textContent: `${this.words.theirs}${theirs || this.words.blank}` }));
  }

  // Draws which cells are chosen.
  choose({ top, bottom, left, right }, here) {
    for (const cell of this.body.querySelectorAll(".chosen, .here")) {
      cell.classList.remove("chosen", "here");
      cell.removeAttribute("aria-selected");
    }
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        const cell = this.cell(row, column);
        cell.classList.add("chosen");
        cell.setAttribute("aria-selected", "true");
      }
    }
    this.cell(here.row, here.column).classList.add("here");
  }
}
