(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const tools = document.getElementById("tools");
  const findings = all("li.finding");
  if (!tools) return;
  tools.hidden = false;
  const [search, department, check, order] = ["q", "d", "c", "o"].map((id) => document.getElementById(id));
  const told = document.getElementById("told");
  const texts = new Map(findings.map((it) => [it, it.textContent.toLowerCase()]));
  const rank = { error: 0, warning: 1, note: 2 };

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = new Set(all("input[name=s]:checked", tools).map((it) => it.value));
    let shown = 0;
    for (const section of all("main > section")) {
      const ofDepartment = !department.value || section.dataset.d === department.value;
      let here = 0;
      for (const it of all("li.finding", section)) {
        const text = texts.get(it);
        const fits = ofDepartment && severities.has(it.dataset.s)
          && (!check.value || it.dataset.c === check.value)
          && words.every((word) => text.includes(word));
        it.hidden = !fits;
        here += fits;
      }
      shown += here;
      const plain = !words.length && !check.value && severities.size === 3;
      section.hidden = !ofDepartment || (!plain && !here);
    }
    told.textContent = `${shown} / ${findings.length}`;
  }

  function sort() {
    const key = { s: (it) => rank[it.dataset.s], c: (it) => it.dataset.c, o: (it) => +it.dataset.o }[order.value];
    const compare = (a, b) => (key(a) > key(b)) - (key(a) < key(b));
    for (const list of all("ol.findings")) list.append(...[...list.children].sort(compare));
  }

  function sortable(table) {
    all("thead th", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        all("th", head.parentNode).forEach((it) => it.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const value = (row) => row.children[column].textContent.trim();
        const compare = (a, b) => value(a).localeCompare(value(b), undefined, { numeric: true });
        const rows = [...table.tBodies[0].rows].sort((a, b) => (down ? -1 : 1) * compare(a, b));
        table.tBodies[0].append(...rows);
      });
    });
  }

  all("table.index").forEach(sortable);
  tools.addEventListener("input", filter);
  order.addEventListener("input", sort);
  tools.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    for (let it = target; it; it = it.parentElement) {
      it.hidden = false;
      if (it.tagName === "DETAILS") it.open = true;
    }
    if (target) target.scrollIntoView();
  });
  filter();
})();
