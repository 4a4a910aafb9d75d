// The board: a card that is dragged to another column is moved by its own form. The page works without this file.

const MARK = "is-target";
let dragged = null;

for (const card of document.querySelectorAll("[data-card]")) {
  if (card.querySelector("form")) card.draggable = true;
}

const columnOf = (event) => event.target.closest?.("[data-stage]");

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-card]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
  dragged.classList.add("is-dragged");
});

document.addEventListener("dragover", (event) => {
  const column = dragged && columnOf(event);
  unmark(column);
  if (!column) return;
  event.preventDefault();
  column.classList.add(MARK);
});

document.addEventListener("drop", (event) => {
  const column = dragged && columnOf(event);
  if (!column) return;
  event.preventDefault();
  const form = dragged.querySelector("form");
  const isElsewhere = dragged.closest("[data-stage]") !== column;
  if (isElsewhere) {
    form.elements.stage.value = column.dataset.stage;
    form.requestSubmit();
  }
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  dragged = null;
  unmark(null);
});

function unmark(but) {
  for (const column of document.querySelectorAll(`.${MARK}`)) {
    if (column !== but) column.classList.remove(MARK);
  }
}
