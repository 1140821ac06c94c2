// A row of a table or grid. It has no box of its own: its cells stand in the columns of what holds the rows.
const tableRow = (...cells) => html("div", { role: "row" }, ...cells);
