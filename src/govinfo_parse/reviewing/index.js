"use strict";
(() => {
  // A press on a column's head sorts by it; a second one turns the order round.
  for (const button of document.querySelectorAll("th button")) {
    button.addEventListener("click", () => {
      const head = button.closest("th"), table = head.closest("table"), body = table.tBodies[0];
      const column = head.cellIndex, down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.querySelectorAll("th")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      // A file that could not be read has no such column.
      const value = (row) => row.cells[column]?.dataset.value ?? row.cells[column]?.textContent.trim() ?? "";
      const both = (a, b) => a !== "" && b !== "" && !isNaN(a) && !isNaN(b);
      const compare = (a, b) => both(a, b) ? a - b : a < b ? -1 : a > b ? 1 : 0;
      const rows = [...body.rows].sort((one, other) => compare(value(one), value(other)));
      body.append(...(down ? rows.reverse() : rows));
    });
  }
})();
