// The editor of a scenario: rows are added and marked as removed, bars move with the start year, and boxes follow
// the scenario's choice of actions. The result beside is fetched by htmx. The form works without this file.

const YEAR_PX = 10;
const form = document.querySelector("[data-editor]");

if (form) {
  const rows = form.querySelector("[data-rows]");
  const blank = form.querySelector("[data-blank-row]");
  const count = form.elements["point-count"];
  const add = form.querySelector("[data-add-row]");
  const unsaved = form.querySelector("[data-unsaved]");

  add.hidden = false;
  add.addEventListener("click", () => {
    const place = count.value;
    count.value = String(Number(place) + 1);
    const row = blank.content.firstElementChild.cloneNode(true);
    for (const part of row.querySelectorAll("[name], [id]")) {
      for (const name of ["name", "id"]) {
        if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace("__row__", place));
      }
    }
    rows.append(row);
    row.querySelector("select").focus();
  });

  const tell = () => {
    unsaved.hidden = false;
  };
  form.addEventListener("input", tell);

  form.addEventListener("change", (event) => {
    const field = event.target;
    if (field.name?.endsWith("-remove")) field.closest("tr").classList.toggle("is-removed", field.checked);
    if (field.dataset.start !== undefined) moveBar(field);
    if (field.name === "actions") follow(field.value);
  });

  // Boxes that nobody switched follow what the scenario says.
  const follow = (wanted) => {
    const shown = form.elements["shown-actions"];
    const usual = (box, choice) => choice !== "none" && box.dataset[choice] === "1";
    for (const box of form.querySelectorAll("[data-plan]")) {
      if (box.checked === usual(box, shown.value)) box.checked = usual(box, wanted);
    }
    shown.value = wanted;
  };

  const moveBar = (select) => {
    const bar = select.closest("tr").querySelector("[data-bar] .time-effect");
    if (!bar || !select.dataset.start) return;
    bar.dataset.shown ??= select.dataset.shown ?? select.dataset.start;
    const year = Number(select.value || select.dataset.start);
    bar.setAttribute("x", Number(bar.getAttribute("x")) + YEAR_PX * (year - Number(bar.dataset.shown)));
    bar.dataset.shown = String(year);
  };
  for (const select of form.querySelectorAll("[data-start]")) {
    select.dataset.shown = select.value || select.dataset.start; // the bar as it was drawn
  }
}
