// The month by keyboard: arrows go from entry to entry, Page Up and Page Down from month to month.
const calendar = document.querySelector("[data-calendar]");

function step(from, key) {
  const entries = [...calendar.querySelectorAll(".entry a")].filter((one) => one.offsetParent !== null);
  const at = entries.indexOf(from);
  if (key === "ArrowLeft") return entries[at - 1];
  if (key === "ArrowRight") return entries[at + 1];
  const week = (one) => one.closest("tr").rowIndex;
  const column = (one) => one.closest("td").cellIndex;
  const nearest = (found) =>
    found.sort((one, other) => Math.abs(column(one) - column(from)) - Math.abs(column(other) - column(from)))[0];
  if (key === "ArrowDown") {
    const rows = entries.filter((one) => week(one) > week(from));
    const next = Math.min(...rows.map(week));
    return nearest(rows.filter((one) => week(one) === next));
  }
  const rows = entries.filter((one) => week(one) < week(from));
  const before = Math.max(...rows.map(week));
  return nearest(rows.filter((one) => week(one) === before));
}

calendar?.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === "PageUp" || event.key === "PageDown") {
    const link = calendar.querySelector(event.key === "PageUp" ? "[data-before]" : "[data-after]");
    if (!link) return;
    event.preventDefault();
    link.click();
  } else if (event.key.startsWith("Arrow") && event.target.matches(".entry a")) {
    const next = step(event.target, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
});
