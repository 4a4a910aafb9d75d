// The matrices: a name is chosen and moved with the arrow keys, by a click on a cell, or dragged. Saved with
// Enter, by a click, a drop, or after a pause; Escape gives up. Without this script the names are links and a
// form places them.

const PAUSE_MS = 2500;
const DRAG_PX = 6; // less than this is a click
const STEP = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const root = document.querySelector("[data-matrices]");
const bar = root.querySelector("[data-bar]");
const status = root.querySelector("[data-status]");
const actions = root.querySelector("[data-bar-actions]");
const token = root.querySelector("[name=csrfmiddlewaretoken]").value;
let chosen = null; // { dot, home: the list it was in when chosen or last saved, timer }

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
const nameOf = (dot) => dot.textContent.trim();
const matrixOf = (element) => element.closest("[data-matrix]");
const cellOf = (dot) => dot.closest("[data-cell]");

function tell(text, { isError = false, buttons = [] } = {}) {
  status.textContent = text;
  actions.replaceChildren(...buttons);
  bar.classList.toggle("is-telling", Boolean(text));
  bar.classList.toggle("is-error", isError);
}

function place(dot) {
  const cell = cellOf(dot);
  if (!cell) return { down: "", across: "" };
  return { down: cell.dataset.atDown, across: cell.dataset.atAcross };
}

function placeInWords(dot) {
  const cell = cellOf(dot);
  const matrix = matrixOf(dot);
  const label = (kind, code) => matrix.querySelector(`[data-${kind}-label="${code}"]`)?.textContent.trim();
  const at = place(dot);
  return fill(root.dataset.at, {
    name: nameOf(dot), down: label("down", at.down), across: label("across", at.across), zone: cell?.dataset.zone,
  });
}

// Every link becomes a button that can be chosen; its page stays one click away, in the bar.
for (const link of root.querySelectorAll("a[data-dot]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.textContent = link.textContent;
  button.dataset.dot = link.dataset.dot;
  button.dataset.revision = link.dataset.revision;
  button.dataset.href = link.href;
  button.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-describedby", "matrix-help");
  link.replaceWith(button);
}

function choose(dot) {
  if (chosen) finish(true);
  chosen = { dot, home: dot.closest("[data-dots]"), timer: 0 };
  dot.setAttribute("aria-pressed", "true");
  const open = document.createElement("a");
  open.href = dot.dataset.href;
  open.textContent = fill(root.dataset.open, { name: nameOf(dot) });
  tell(fill(root.dataset.chosen, { name: nameOf(dot) }), { buttons: [open] });
}

function put(dot, list) {
  const hadFocus = document.activeElement === dot;
  list.append(dot.parentElement);
  if (hadFocus) dot.focus();
}

// Leave the chosen name: save where it stands now, or bring it back.
function finish(isSaving) {
  if (!chosen) return;
  const { dot, home, timer } = chosen;
  clearTimeout(timer);
  chosen = null;
  dot.setAttribute("aria-pressed", "false");
  if (dot.closest("[data-dots]") === home) {
    if (!isSaving) tell(fill(root.dataset.givenUp, { name: nameOf(dot) }));
    return;
  }
  if (isSaving) save(dot, home);
  else {
    put(dot, home);
    tell(fill(root.dataset.givenUp, { name: nameOf(dot) }));
  }
}

function step(key) {
  const { dot } = chosen;
  const matrix = matrixOf(dot);
  const rows = [...matrix.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("[data-cell]")]);
  const cell = cellOf(dot);
  let target;
  if (cell) {
    const row = rows.findIndex((cells) => cells.includes(cell));
    target = rows[row + STEP[key][0]]?.[rows[row].indexOf(cell) + STEP[key][1]];
  } else {
    target = rows[Math.floor(rows.length / 2)][Math.floor(rows[0].length / 2)]; // from the tray to the middle
  }
  if (target) put(dot, target.querySelector("[data-dots]"));
  tell(placeInWords(dot));
  clearTimeout(chosen.timer);
  chosen.timer = setTimeout(() => {
    if (!chosen) return;
    const { dot: moved, home } = chosen;
    const list = moved.closest("[data-dots]");
    if (list === home) return;
    chosen.home = list; // it stays chosen: the next arrow moves on from here
    save(moved, home);
  }, PAUSE_MS);
}

async function post(url, values) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", token);
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
  return { ok: answer.ok, told: await answer.json() };
}

// Every drawing of the stakeholder learns its new revision; where a value changed, it moves.
function take(told) {
  for (const dot of root.querySelectorAll(`[data-dot="${told.uid}"]`)) {
    dot.dataset.revision = told.revision;
    const matrix = matrixOf(dot);
    const down = told.values[matrix.dataset.down];
    const across = told.values[matrix.dataset.across];
    const cell = matrix.querySelector(`[data-at-down="${down}"][data-at-across="${across}"]`);
    const list = cell?.querySelector("[data-dots]") ?? matrix.querySelector("[data-tray]");
    if (chosen?.dot !== dot && dot.closest("[data-dots]") !== list) put(dot, list);
  }
  for (const option of document.querySelectorAll(`select[name=who] option[value^="${told.uid}:"]`)) {
    option.value = `${told.uid}:${told.revision}`;
  }
}

let queue = Promise.resolve(); // one after the other, each with the revision that the last one made

function save(dot, home) {
  const matrix = matrixOf(dot);
  const at = place(dot);
  queue = queue.then(async () => {
    try {
      const { ok, told } = await post(root.dataset.url, {
        who: `${dot.dataset.dot}:${dot.dataset.revision}`,
        matrix: matrix.dataset.matrix,
        [matrix.dataset.down]: at.down,
        [matrix.dataset.across]: at.across,
      });
      if (!ok) {
        if (chosen?.dot === dot) finish(false);
        put(dot, home);
        tell(told.text, { isError: true });
        return;
      }
      take(told);
      tell(told.text, { buttons: told.undo ? [undoButton(told.undo)] : [] });
    } catch {
      put(dot, home);
      tell(root.dataset.failed, { isError: true });
    }
  });
}

function undoButton(url) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-outline-secondary";
  button.textContent = root.dataset.undo;
  button.addEventListener("click", () => {
    finish(false);
    queue = queue.then(async () => {
      try {
        const { ok, told } = await post(url, {});
        if (ok) take(told);
        tell(told.text, { isError: !ok });
      } catch {
        tell(root.dataset.failed, { isError: true });
      }
    });
  });
  return button;
}

let wasDragged = false;

root.addEventListener("click", (event) => {
  if (wasDragged) {
    wasDragged = false;
    return;
  }
  const dot = event.target.closest("[data-dot]");
  if (dot && chosen?.dot === dot) return finish(true);
  if (chosen && matrixOf(event.target) === matrixOf(chosen.dot)) {
    const target = targetAt(event.target);
    if (target && !dot) {
      put(chosen.dot, target.querySelector("[data-dots]"));
      return finish(true);
    }
  }
  if (dot) choose(dot);
});

root.addEventListener("keydown", (event) => {
  if (!chosen || event.target !== chosen.dot) return;
  if (event.key in STEP) step(event.key);
  else if (event.key === "Escape") finish(false);
  else return;
  event.preventDefault();
});

root.addEventListener("focusout", (event) => {
  // Moving the name takes its focus for a moment, a click on a cell gives it to the region around; only a real
  // leave saves.
  const next = event.relatedTarget;
  if (chosen?.dot === event.target && next && !bar.contains(next) && !next.contains(chosen.dot)) finish(true);
});

const targetAt = (element) => element?.closest("[data-cell], .tray");

root.addEventListener("pointerdown", (event) => {
  const dot = event.target.closest("[data-dot]");
  if (!dot || event.button !== 0 || (event.pointerType !== "mouse" && chosen?.dot !== dot)) return;
  const start = [event.clientX, event.clientY];
  let target = null;
  let isDragging = false;

  function mark(next) {
    target?.classList.remove("is-target");
    target = next;
    target?.classList.add("is-target");
  }
  function onMove(moved) {
    isDragging ||= Math.hypot(moved.clientX - start[0], moved.clientY - start[1]) > DRAG_PX;
    if (!isDragging) return;
    if (chosen?.dot !== dot) choose(dot);
    const under = targetAt(document.elementFromPoint(moved.clientX, moved.clientY));
    mark(under && matrixOf(under) === matrixOf(dot) ? under : null);
  }
  function onEnd(ended) {
    document.removeEventListener("pointermove", onMove);
    document.removeEventListener("pointerup", onEnd);
    document.removeEventListener("pointercancel", onEnd);
    const dropped = target;
    mark(null);
    if (!isDragging) return;
    wasDragged = true;
    setTimeout(() => (wasDragged = false)); // where no click follows the drop
    if (chosen?.dot !== dot) return;
    if (dropped && ended.type === "pointerup") {
      put(dot, dropped.querySelector("[data-dots]"));
      finish(true);
    } else finish(false);
  }
  document.addEventListener("pointermove", onMove);
  document.addEventListener("pointerup", onEnd);
  document.addEventListener("pointercancel", onEnd);
});

root.addEventListener("dragstart", (event) => event.preventDefault());
