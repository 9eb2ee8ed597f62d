// On a narrow screen each row of a table is a block of its own, its cells named by their columns.
// The style sheet does the folding; roles keep it a table for whoever cannot see it.
const roles = {
  table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell",
  'thead th': "columnheader", 'th[scope="row"]': "rowheader",
};

export function nameCells(scope) {
  for (const table of scope.querySelectorAll(".sh-table-wrap > .govuk-table")) {
    const names = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    for (const row of table.tBodies[0]?.rows ?? []) {
      for (const cell of row.cells) {
        const name = names[cell.cellIndex];
        if (name && cell.colSpan === 1) cell.dataset.label = name;
        if (!cell.textContent.trim() && !cell.querySelector("input, img, svg")) cell.classList.add("sh-table__nothing");
      }
    }
    table.setAttribute("role", roles.table);
    for (const [where, role] of Object.entries(roles)) {
      for (const part of table.querySelectorAll(where)) part.setAttribute("role", role);
    }
    table.classList.add("sh-table--named");
  }
}
