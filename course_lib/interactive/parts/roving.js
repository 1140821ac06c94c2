// One tab stop for the whole grid; arrow keys, Home and End move within it.
function rove(grid, rows, stop) {
  const last = rows.length - 1;
  const moves = {
    ArrowUp: ([row, column]) => [row - 1, column],
    ArrowDown: ([row, column]) => [row + 1, column],
    ArrowLeft: ([row, column]) => [row, column - 1],
    ArrowRight: ([row, column]) => [row, column + 1],
    Home: ([row], all) => [all ? 0 : row, 0],
    End: ([row], all) => [all ? last : row, last],
  };
  const goTo = (row, column) => {
    rows[stop[0]][stop[1]].press.tabIndex = -1;
    stop = [clamp(row, 0, last), clamp(column, 0, last)];
    rows[stop[0]][stop[1]].press.tabIndex = 0;
  };
  rows.forEach((cells, row) =>
    cells.forEach(({ press }, column) => {
      press.tabIndex = -1;
      press.addEventListener("focus", () => goTo(row, column));
    }),
  );
  goTo(...stop);
  grid.addEventListener("keydown", (event) => {
    if (!moves[event.key] || event.altKey || event.metaKey) return;
    event.preventDefault();
    goTo(...moves[event.key](stop, event.ctrlKey));
    rows[stop[0]][stop[1]].press.focus();
  });
}
