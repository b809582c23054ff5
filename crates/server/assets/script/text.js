// Texts, amounts and edits of a sheet: what needs no page.

// Returns the rows of a text that was copied from a spreadsheet; cells with line breaks or quotes
// are quoted.
export function copied(text) {
  const rows = [[]];
  let cell = "", quoted = false;
  const end = () => {
    rows[rows.length - 1].push(cell.trim());
    cell = "";
  };
  const all = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < all.length; at += 1) {
    const c = all[at];
    if (quoted && c === '"' && all[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (c === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (c === "\t" && !quoted) end();
    else if (c === "\n" && !quoted) {
      end();
      rows.push([]);
    } else cell += c;
  }
  end();
  return rows;
}

// Returns cells as text that spreadsheets paste.
export function pasted(rows) {
  const cell = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join("\t")).join("\n");
}

// Returns an amount as a whole number of its smallest parts; null where it is none.
export function parts(text, decimals) {
  const found = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(narrow(text.trim()));
  if (!found) return null;
  const rest = (found[3] ?? "").replace(/0+$/, "");
  if (rest.length > decimals) return null;
  const all = BigInt(found[2].replaceAll(",", "") + rest.padEnd(decimals, "0"));
  return found[1] ? -all : all;
}

// Returns the text of a number with digits of usual width, where an input method wrote wide ones,
// and a minus for its brackets.
function narrow(text) {
  const plain = text.replace(/[０-９．，－（）]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  return plain.replace(/^\((.*)\)$/, "-$1").replace(/^−/, "-");
}

// Returns 分 as yuan, in groups of three digits.
export function grouped(fen) {
  return yuan(fen).replace(/\B(?=(\d{3})+\.)/g, ",");
}

// Returns 分 as yuan.
function yuan(fen) {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, "0");
  return `${fen < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

// Returns the edits that lead from the rows that were loaded to those that are there now.
export function edits(sheet, columns, loaded, rows) {
  const all = [], kept = new Set();
  const named = (cells, was) => Object.fromEntries(
    columns.map((column, at) => [column.heading, cells[at], was?.[at] ?? ""])
      .filter(([, text, before]) => text !== before).map(([heading, text]) => [heading, text]),
  );
  let after = null;
  for (const row of rows) {
    const filled = row.cells.some((text) => text !== "");
    if (row.base !== null && filled) {
      kept.add(row.base);
      after = row.base;
      const cells = named(row.cells, loaded[row.base]);
      if (Object.keys(cells).length) all.push({ change: { sheet, row: row.base, cells } });
    } else if (row.base === null && filled) {
      all.push({ add: { sheet, after, cells: named(row.cells) } });
    }
  }
  loaded.forEach((_, row) => {
    if (!kept.has(row)) all.push({ remove: { sheet, row } });
  });
  return all;
}

// Returns the choices that begin with what was typed, and then those that have it.
export function matching(choices, typed) {
  const text = typed.trim().toLowerCase();
  const begin = choices.filter((it) => it.toLowerCase().startsWith(text));
  const has = choices.filter((it) => !begin.includes(it) && it.toLowerCase().includes(text));
  return [...begin, ...has].slice(0, 12);
}
