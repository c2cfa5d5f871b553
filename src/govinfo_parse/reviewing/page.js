"use strict";
(() => {
  const panes = ["findings", "record", "source"].map((id) => document.getElementById(id));
  const [findings, record, source] = panes;
  const status = document.getElementById("status");
  const words = (node, name) => (node.dataset[name] || "").split(" ").filter(Boolean);

  // Every place by the path of its cell, once: a page has hundreds of them.
  const inRecord = new Map(), inSource = new Map();
  const add = (map, path, node) => map.has(path) ? map.get(path).push(node) : map.set(path, [node]);
  for (const node of record.querySelectorAll("[data-path]")) add(inRecord, node.dataset.path, node);
  for (const node of source.querySelectorAll("[data-for]")) for (const path of words(node, "for")) add(inSource, path, node);

  // One stop for the Tab key in each pane; j and k walk within it.
  const stops = new Map(panes.map((pane) => [pane, [...pane.querySelectorAll("a, button")]]));
  for (const links of stops.values()) links.forEach((link, number) => { link.tabIndex = number ? -1 : 0; });
  const makeStop = (pane, link) => {
    for (const other of stops.get(pane)) other.tabIndex = -1;
    link.tabIndex = 0;
  };
  const paneOf = (node) => panes.find((pane) => pane.contains(node));

  const mark = (nodes) => {
    for (const node of document.querySelectorAll(".hit")) node.classList.remove("hit");
    for (const node of nodes) node.classList.add("hit");
  };
  const bring = (node) => { if (node) node.scrollIntoView({ block: "center", inline: "nearest" }); };

  const say = (path, places) => {
    status.replaceChildren();
    const put = (text, kind) => {
      const span = document.createElement("span");
      span.textContent = text;
      if (kind) { span.className = kind; if (kind === "en") span.lang = "en"; }
      status.append(span, " ");
    };
    const cell = (inRecord.get(path) || [])[0];
    if (cell) {
      const row = cell.closest("tr"), table = cell.closest("table");
      const heads = [...row.querySelectorAll("th")].map((head) => head.firstChild.textContent.trim());
      const own = [...row.cells], columns = [...table.tHead.rows[0].cells];
      const column = columns[columns.length - own.length + own.indexOf(cell.closest("td"))];
      put([...heads, column ? column.textContent : ""].join(" · "));
      put(cell.textContent);
      const piece = places.map((place) => place.closest("td")?.querySelector(".piece")).find(Boolean);
      if (piece) status.append(piece.cloneNode(), " ");
      const meaning = document.querySelector(`[data-word="${cell.dataset.state || "number"}"]`);
      if (meaning) status.append(...meaning.cloneNode(true).childNodes, " ");
    }
    const place = places[0];
    if (!place) { put("文中没有这个单元格", "zh"); put("no such cell in the text", "en"); return; }
    const box = place.closest(".box, td");
    if (box) {
      const { row, table, column } = box.matches(".box") ? box.dataset :
        { row: box.closest("tr").dataset.row, table: box.closest("table").dataset.table, column: box.dataset.column };
      put(`来源表格 ${table} 第 ${row} 行 第 ${column} 列`, "zh");
      put(`source table ${table}, row ${row}, column ${column}`, "en");
    } else {
      const lines = [...source.querySelectorAll("[data-line]")].filter((line) => line.contains(place) ||
        line.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING);
      const line = lines.length ? lines[lines.length - 1].dataset.line : "?";
      put(`来源第 ${line} 行`, "zh");
      put(`line ${line} of the source`, "en");
    }
  };

  // Mark the cells of some paths on both sides, and bring the first of each into view, but never move what was activated.
  const show = (paths, from) => {
    const cells = paths.flatMap((path) => inRecord.get(path) || []);
    const places = paths.flatMap((path) => inSource.get(path) || []);
    mark([...cells, ...places]);
    say(paths[0], places);  // first, as a piece of a picture makes its line higher
    if (from !== source) bring(places[0]);
    if (from !== record) bring(cells[0]);
  };

  const activate = (link) => {
    const pane = paneOf(link);
    makeStop(pane, link);
    link.focus({ preventScroll: true });
    if (link.matches("button")) return wholeRemark(link);
    if (link.dataset.path) return show([link.dataset.path], pane);
    if (link.dataset.for) return show(words(link, "for"), pane);
    const line = document.getElementById(link.hash.slice(1));
    if (line) { mark([line]); bring(line); }
  };
  const wholeRemark = (button) => {
    const links = [...button.closest(".remark").querySelectorAll("[data-path]")];
    if (links.length) show([...new Set(links.map((link) => link.dataset.path))], findings);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("section a, section button");
    if (!link) return;
    event.preventDefault();
    activate(link);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input")) return;
    const focused = document.activeElement;
    if (event.key === "Enter" && focused.matches("section a, section button")) {
      event.preventDefault();
      activate(focused);
    }
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const pane = paneOf(focused) || record, links = stops.get(pane);
    if (!links.length) return;
    const at = links.indexOf(focused);
    const next = at < 0 ? links.findIndex((link) => link.tabIndex === 0) : Math.min(links.length - 1, Math.max(0, at + step));
    event.preventDefault();
    activate(links[next]);
    links[next].scrollIntoView({ block: "nearest", inline: "nearest" });
  });
})();
