// The form of an action: areas and instruments of the chosen sector come first, sections of the ticked kinds
// unfold, and what a link points at inside a folded section is shown. The form works without this file.

const sector = document.getElementById("id_sector");

for (const select of document.querySelectorAll("select[data-usual]")) {
  const options = [...select.options];
  const group = (label, members) => {
    const made = document.createElement("optgroup");
    made.label = label;
    made.append(...members);
    return made;
  };
  sector?.addEventListener("change", () => {
    const chosen = select.value;
    const entries = options.filter((option) => option.value);
    const own = entries.filter((option) => (option.dataset.sectors ?? "").split(" ").includes(sector.value));
    const others = entries.filter((option) => !own.includes(option));
    select.replaceChildren(...options.filter((option) => !option.value));
    if (own.length) select.append(group(select.dataset.usual, own), group(select.dataset.others, others));
    else select.append(...others);
    select.value = chosen;
  });
}

document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.name !== "kinds" || !box.checked) return;
  const section = document.querySelector(`details[data-kind="${box.value}"]`);
  if (section) section.open = true;
});

const unfold = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const section = target && target.closest("details");
  if (!section) return;
  section.open = true;
  target.scrollIntoView();
  if (target.matches("input, select, textarea")) target.focus();
};

window.addEventListener("hashchange", unfold);
unfold();
