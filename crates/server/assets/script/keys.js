// What a person does to a sheet: moving, choosing, typing, copying, filling, undoing.
//
// A text field lies over the cell that has the focus, always. So input methods compose where they
// would in any field, and screen readers read it with the name of its row and column.

import { copied, matching, pasted } from "/script/text.js";
import { element } from "/script/table.js";

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export class Keys {
  constructor(table, { words, changed, suggest, save, told }) {
    Object.assign(this, { table, words, changed, suggest, save, told });
    this.here = { row: 0, column: 0 };
    this.from = { row: 0, column: 0 };
    this.undone = [];
    this.done = [];
    this.field = element("textarea", {
      className: "cellfield", rows: 1, spellcheck: false, autocomplete: "off",
      "aria-autocomplete": "list", "aria-controls": "suggested", "aria-describedby": "celltold",
    });
    this.list = element("ul", { id: "suggested", className: "suggested", role: "listbox", hidden: true,
      "aria-label": words.suggested });
    this.handle = element("span", { className: "handle", title: words.fill });
    table.frame.append(this.field, this.list, this.handle);
    this.listen();
    this.move(0, 0);
  }

  get canEdit() {
    return this.table.data.can_edit;
  }

  get isEditing() {
    return this.mode !== undefined;
  }

  range() {
    const { here, from } = this;
    return {
      top: Math.min(here.row, from.row), bottom: Math.max(here.row, from.row),
      left: Math.min(here.column, from.column), right: Math.max(here.column, from.column),
    };
  }

  text(row = this.here.row, column = this.here.column) {
    return this.table.rows[row].cells[column];
  }

  move(row, column, isExtending = false) {
    const { rows, data } = this.table;
    if (!rows.length) return;
    this.here = {
      row: Math.max(0, Math.min(rows.length - 1, row)),
      column: Math.max(0, Math.min(data.columns.length - 1, column)),
    };
    if (!isExtending) this.from = { ...this.here };
    this.table.choose(this.range(), this.here);
    this.lay();
    this.told(this.here, this.range());
  }

  // Lays the field over its cell.
  lay() {
    const cell = this.table.cell(this.here.row, this.here.column);
    if (!cell) return;
    const { frame } = this.table;
    const heading = this.table.data.columns[this.here.column].heading;
    this.field.setAttribute("aria-label",
      `${this.words.at(this.here.row + 1, heading)}: ${this.text() || this.words.blank}`);
    this.field.readOnly = !this.canEdit;
    const [outer, inner] = [frame.getBoundingClientRect(), cell.getBoundingClientRect()];
    const top = inner.top - outer.top + frame.scrollTop, left = inner.left - outer.left + frame.scrollLeft;
    Object.assign(this.field.style, {
      top: `${top}px`, left: `${left}px`,
      width: `${this.isEditing ? Math.max(inner.width, 160) : inner.width}px`,
      height: `${inner.height}px`,
    });
    Object.assign(this.list.style, { top: `${top + inner.height}px`, left: `${left}px` });
    const last = this.table.cell(this.range().bottom, this.range().right).getBoundingClientRect();
    Object.assign(this.handle.style, {
      top: `${last.bottom - outer.top + frame.scrollTop - 5}px`,
      left: `${last.right - outer.left + frame.scrollLeft - 5}px`,
    });
    // A page that was just opened stays where it is.
    if (document.activeElement === this.field) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // Begins to edit: with what is there, or by typing over it.
  edit(mode) {
    if (!this.canEdit || this.table.data.columns[this.here.column].holds === "label") return;
    this.mode = mode;
    if (mode === "keep") this.field.value = this.text();
    this.field.classList.add("editing");
    this.lay();
    this.offer();
  }

  // Ends editing; the text is kept unless it is given up.
  end(isKept = true) {
    if (!this.isEditing) return;
    const picked = this.list.querySelector("[aria-selected=true]")?.dataset.text;
    const text = (picked ?? this.field.value).trim();
    this.mode = undefined;
    this.field.value = "";
    this.field.classList.remove("editing");
    this.hide();
    if (isKept && text !== this.text()) this.put([{ ...this.here, text }]);
    else this.lay();
  }

  hide() {
    this.list.hidden = true;
    this.list.replaceChildren();
    this.field.removeAttribute("aria-activedescendant");
  }

  async offer() {
    const column = this.table.data.columns[this.here.column], typed = this.field.value;
    const isAsked = this.mode;
    let found = [];
    if (column.choices.length) found = matching(column.choices, typed).map((text) => ({ text, above: "" }));
    else if (["function", "economic"].includes(column.holds)) found = await this.suggest(column.holds, typed);
    if (this.mode !== isAsked || this.field.value !== typed || !this.isEditing) return;
    this.list.replaceChildren(...found.map(({ text, above }, at) => {
      const option = element("li", {
        id: `suggested${at}`, role: "option", textContent: text, "aria-selected": "false", "data-text": text,
      });
      if (above) option.append(element("small", { textContent: above }));
      return option;
    }));
    this.list.hidden = !found.length;
    this.turn();
    // Whole codes are completed with their names.
    if (typed && found.length && found[0].text.startsWith(`${typed.trim()} `)) this.pick(0);
  }

  // Opens the list upwards where there is no room below.
  turn() {
    const [list, field] = [this.list.getBoundingClientRect(), this.field.getBoundingClientRect()];
    const bottom = Math.min(innerHeight, this.table.frame.getBoundingClientRect().bottom);
    if (list.bottom > bottom && field.top > list.height) {
      this.list.style.top = `${parseFloat(this.field.style.top) - list.height}px`;
    }
  }

  pick(step) {
    const all = [...this.list.children];
    const now = all.findIndex((it) => it.getAttribute("aria-selected") === "true");
    const next = step === 0 ? 0 : (now + step + all.length + (now < 0 && step < 0 ? 1 : 0)) % all.length;
    all.forEach((it, at) => it.setAttribute("aria-selected", at === next));
    all[next]?.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", `suggested${next}`);
  }

  // Puts texts into cells, as one step that can be undone.
  put(cells, isUndo = false) {
    if (!this.canEdit) return;
    const { table } = this;
    table.grow(Math.max(...cells.map((it) => it.row)) + 1);
    if (table.body.rows.length !== table.rows.length) table.draw();
    const columns = table.data.columns;
    const before = [];
    for (const { row, column, text } of cells) {
      if (!columns[column] || columns[column].holds === "label") continue;
      before.push({ row, column, text: table.rows[row].cells[column] });
      table.put(row, column, text);
    }
    const length = table.rows.length;
    table.grow();
    if (table.rows.length !== length) table.draw();
    if (!isUndo) {
      this.done.push(before);
      this.undone = [];
    }
    this.move(this.here.row, this.here.column, true);
    this.changed();
    return before;
  }

  undo(from, to) {
    const step = from.pop();
    if (!step) return;
    const back = this.put([...step].reverse(), true);
    to.push(back);
    this.move(step[0].row, step[0].column);
  }

  // What is chosen, as rows of texts.
  chosen() {
    const { top, bottom, left, right } = this.range();
    return this.table.rows.slice(top, bottom + 1).map((row) => row.cells.slice(left, right + 1));
  }

  fill({ top, bottom, left, right }, source) {
    const cells = [];
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        const from = source[(row - top) % source.length];
        cells.push({ row, column, text: from[(column - left) % from.length] });
      }
    }
    this.put(cells);
  }

  clear() {
    this.fill(this.range(), [[""]]);
  }

  paste(text) {
    const rows = copied(text), { top, bottom, left, right } = this.range();
    const isOne = rows.length === 1 && rows[0].length === 1;
    if (isOne) return this.fill({ top, bottom, left, right }, rows);
    // Other programs write amounts with signs and spaces.
    const plain = (it, column) => (this.table.data.columns[column]?.holds === "money" ? it.replace(/[￥¥元\s]/g, "") : it);
    this.put(rows.flatMap((row, down) => row.map((it, across) => ({
      row: top + down, column: left + across, text: plain(it, left + across),
    }))));
    this.here = { row: top, column: left };
    this.from = {
      row: Math.min(top + rows.length, this.table.rows.length) - 1,
      column: Math.min(left + Math.max(...rows.map((row) => row.length)), this.table.data.columns.length) - 1,
    };
    this.move(top, left, true);
  }

  listen() {
    const { field, table } = this;
    field.addEventListener("keydown", (event) => {
      // The input method has the key.
      if (event.isComposing || event.keyCode === 229) return;
      if (this.isEditing ? this.keyInCell(event) : this.key(event)) event.preventDefault();
    });
    field.addEventListener("compositionstart", () => this.isEditing || this.edit("over"));
    field.addEventListener("input", () => {
      if (!this.isEditing) this.edit("over");
      else this.offer();
      if (!this.canEdit) field.value = "";
    });
    field.addEventListener("blur", () => this.end());
    field.addEventListener("copy", (event) => this.isEditing || this.copy(event));
    field.addEventListener("cut", (event) => {
      if (!this.isEditing && this.copy(event)) this.clear();
    });
    field.addEventListener("paste", (event) => {
      if (this.isEditing || !this.canEdit) return;
      event.preventDefault();
      this.paste(event.clipboardData.getData("text/plain"));
    });
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const at = [...this.list.children].indexOf(event.target.closest("li"));
      if (at < 0) return;
      this.pick(0);
      for (let step = 0; step < at; step += 1) this.pick(1);
      this.end();
    });
    this.point(table);
  }

  copy(event) {
    event.preventDefault();
    event.clipboardData.setData("text/plain", pasted(this.chosen()));
    return true;
  }

  // The mouse: choosing, editing, and filling from the corner.
  point(table) {
    let drag = null;
    const at = (event) => event.target.closest?.("td") && table.place(event.target.closest("td"));
    table.body.addEventListener("mousedown", (event) => {
      const place = at(event);
      if (!place || event.button) return;
      event.preventDefault();
      this.end();
      this.move(place.row, place.column, event.shiftKey);
      this.field.focus({ preventScroll: true });
      drag = {};
    });
    this.handle.addEventListener("mousedown", (event) => {
      event.preventDefault();
      drag = { filled: this.range(), source: this.chosen() };
    });
    table.body.addEventListener("mouseover", (event) => {
      const place = drag && at(event);
      if (!place) return;
      if (drag.filled) this.move(Math.max(place.row, drag.filled.bottom), drag.filled.right, true);
      else this.move(place.row, place.column, true);
    });
    document.addEventListener("mouseup", () => {
      if (drag?.filled) this.fill({ ...drag.filled, bottom: this.range().bottom }, drag.source);
      drag = null;
    });
    table.body.addEventListener("dblclick", (event) => at(event) && this.edit("keep"));
    this.field.addEventListener("focus", () => this.lay());
  }

  keyInCell(event) {
    const isOffered = !this.list.hidden;
    const { row, column } = this.here;
    const leave = (down, across) => {
      this.end();
      this.move(row + down, column + across);
      return true;
    };
    if (event.key === "Escape") {
      this.end(false);
      return true;
    }
    if (event.key === "Enter" && event.altKey) {
      this.field.setRangeText("\n", this.field.selectionStart, this.field.selectionEnd, "end");
      return true;
    }
    if (event.key === "Enter") return leave(event.shiftKey ? -1 : 1, 0);
    if (event.key === "Tab") return leave(0, event.shiftKey ? -1 : 1);
    if (isOffered && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      this.pick(event.key === "ArrowDown" ? 1 : -1);
      return true;
    }
    if (this.mode === "over" && MOVES[event.key]) return leave(...MOVES[event.key]);
    return false;
  }

  key(event) {
    const { row, column } = this.here, { rows, data } = this.table;
    const held = event.ctrlKey || event.metaKey;
    const letter = held && event.key.toLowerCase();
    if (letter === "z") return this.undo(...(event.shiftKey ? [this.undone, this.done] : [this.done, this.undone])) ?? true;
    if (letter === "y") return this.undo(this.undone, this.done) ?? true;
    if (letter === "s") return this.save() && true;
    if (letter === "d") {
      const range = this.range();
      return this.fill(range, this.chosen().slice(0, 1)) ?? true;
    }
    if (letter === "a") {
      this.from = { row: 0, column: 0 };
      return this.move(rows.length - 1, data.columns.length - 1, true) ?? true;
    }
    if (held && !MOVES[event.key] && !["Home", "End"].includes(event.key)) return false;
    if (event.key === "Escape") {
      this.isLeaving = true;
      return true;
    }
    if (event.key === "Tab") return this.tab(event.shiftKey);
    this.isLeaving = false;
    const moved = MOVES[event.key];
    if (moved && event.altKey) return this.edit("keep") ?? true;
    if (moved) {
      const far = held ? rows.length + data.columns.length : 1;
      return this.move(row + moved[0] * far, column + moved[1] * far, event.shiftKey) ?? true;
    }
    if (event.key === "Home") return this.move(held ? 0 : row, 0, event.shiftKey) ?? true;
    if (event.key === "End") return this.move(held ? rows.length : row, data.columns.length, event.shiftKey) ?? true;
    if (event.key === "PageDown" || event.key === "PageUp") {
      return this.move(row + (event.key === "PageDown" ? 10 : -10), column, event.shiftKey) ?? true;
    }
    if (event.key === "Enter") return this.move(row + (event.shiftKey ? -1 : 1), column) ?? true;
    if (event.key === "F2") return this.edit("keep") ?? true;
    if (event.key === "Delete" || event.key === "Backspace") return this.clear() ?? true;
    return false;
  }

  // Tab goes through the cells; behind the last one, before the first one and after Escape it
  // leaves the sheet.
  tab(isBack) {
    const { row, column } = this.here, width = this.table.data.columns.length;
    const next = row * width + column + (isBack ? -1 : 1);
    if (this.isLeaving || next < 0 || next >= this.table.rows.length * width) return false;
    this.move(Math.floor(next / width), next % width);
    return true;
  }
}
