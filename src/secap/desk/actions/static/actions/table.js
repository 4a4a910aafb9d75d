// The table of actions: says how many are ticked, ticks a range with Shift. The page works without this file.

const boxesOf = (form) => [...form.querySelectorAll('input[type="checkbox"][name="row"]')];
let last = null;

const tell = (form) => {
  const told = form.querySelector("[data-chosen-count]");
  if (!told) return;
  const count = boxesOf(form).filter((box) => box.checked).length;
  told.textContent = count ? told.dataset.some.replace("{count}", count) : told.dataset.none;
};

document.addEventListener("click", (event) => {
  const box = event.target.closest?.('[data-choose] input[name="row"]');
  if (!box) return;
  const boxes = boxesOf(box.form);
  if (event.shiftKey && boxes.includes(last)) {
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((one, other) => one - other);
    for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
  }
  last = box;
  tell(box.form);
});

// After the frame has ticked all of a page.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-choose]");
  if (form) queueMicrotask(() => tell(form));
});
