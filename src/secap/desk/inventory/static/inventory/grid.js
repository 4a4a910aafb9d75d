// The entry grid: arrow keys and Enter move, a block from a spreadsheet is pasted from the focused cell on,
// Escape brings back what stood there. The form works without this file.

const grid = document.querySelector("[data-grid]");

if (grid) {
  const form = grid.closest("form");
  const rows = [...grid.querySelectorAll("tbody tr[data-row]")].map((row) => [...row.querySelectorAll("td[data-cell]")]);
  const inputOf = (row, column) => rows[row]?.[column]?.querySelector("input[data-entry]");
  const count = document.querySelector("[data-changed-count]");
  const status = document.querySelector("[data-grid-status]");
  let isLeaving = false;

  const placeOf = (input) => {
    for (let row = 0; row < rows.length; row += 1) {
      const column = rows[row].indexOf(input.closest("td"));
      if (column >= 0) return [row, column];
    }
    return [0, 0];
  };

  const isChanged = (input) => input.value.trim() !== input.dataset.before;

  const recount = () => {
    const changed = [...grid.querySelectorAll("input[data-entry]")].filter(isChanged);
    grid.querySelectorAll("input[data-entry]").forEach((input) => input.classList.toggle("is-changed", isChanged(input)));
    if (count) count.textContent = changed.length;
    return changed.length;
  };

  const step = (input, down, right) => {
    let [row, column] = placeOf(input);
    for (;;) {
      row += down;
      column += right;
      if (!rows[row] || column < 0 || column >= rows[row].length) return;
      const next = inputOf(row, column);
      if (next) {
        next.focus();
        next.select();
        return;
      }
    }
  };

  grid.addEventListener("keydown", (event) => {
    const input = event.target.closest("input[data-entry]");
    if (!input || event.altKey || event.ctrlKey || event.metaKey) return;
    const atStart = input.selectionStart === 0;
    const atEnd = input.selectionEnd === input.value.length;
    const all = atStart && atEnd;
    const moves = {
      ArrowDown: [1, 0], ArrowUp: [-1, 0],
      Enter: [event.shiftKey ? -1 : 1, 0],
      ArrowRight: atEnd || all ? [0, 1] : null,
      ArrowLeft: atStart || all ? [0, -1] : null,
    };
    if (event.key === "Escape") {
      input.value = input.dataset.before;
      input.select();
      recount();
    } else if (moves[event.key]) {
      event.preventDefault();
      step(input, ...moves[event.key]);
    }
  });

  grid.addEventListener("paste", (event) => {
    const input = event.target.closest("input[data-entry]");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!input || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const block = text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
    const [top, left] = placeOf(input);
    let filled = 0;
    let refused = 0;
    block.forEach((line, down) => line.forEach((value, right) => {
      const target = inputOf(top + down, left + right);
      if (target) {
        target.value = value.trim();
        filled += 1;
      } else if (value.trim()) {
        refused += 1;
      }
    }));
    recount();
    if (status) {
      status.textContent = (refused ? status.dataset.pastedSome : status.dataset.pastedAll)
        .replace("{filled}", filled).replace("{refused}", refused);
    }
  });

  grid.addEventListener("input", recount);
  form.addEventListener("submit", () => { isLeaving = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && recount() > 0) event.preventDefault();
  });
  recount();
}
