// Choosing indicators: what is typed into a row ticks it, and the bar tells how many rows are ticked.

for (const form of document.querySelectorAll("[data-choose]")) {
  const count = form.querySelector("[data-count]");
  const unsaved = form.querySelector("[data-unsaved]");
  const rows = [...form.querySelectorAll("[data-row]")];
  const box = (row) => row.querySelector("input[type=checkbox]");

  function tell() {
    for (const row of rows) row.classList.toggle("is-used", box(row).checked);
    count.textContent = `${rows.filter((row) => box(row).checked).length}/${rows.length}`;
  }

  form.addEventListener("input", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    if (event.target !== box(row) && !event.target.name.endsWith("-year") && event.target.value) box(row).checked = true;
    unsaved.hidden = false;
    tell();
  });
  tell();
}
