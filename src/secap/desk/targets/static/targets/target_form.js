// The form of a target shows what the chosen kind asks for. Without this file every field is there, and what the kind
// does not use is dropped on saving.

const form = document.querySelector("[data-target-form]");
const NEUTRAL_PERCENT = 99.9;

if (form) {
  const kind = form.querySelector("[name=kind]");
  const reduction = form.querySelector("[name=reduction_percent]");

  const isNeutral = () => Number.parseFloat((reduction?.value ?? "").replace(",", ".")) >= NEUTRAL_PERCENT;

  // A number that is there, or that is wrong, is never out of sight while its kind uses it.
  const holdsSomething = (box) =>
    box.querySelector(".field-error") !== null || [...box.querySelectorAll("input")].some((input) => input.value.trim() !== "");

  const show = () => {
    for (const box of form.querySelectorAll("[data-kinds]")) {
      const isUsed = box.dataset.kinds.split(" ").includes(kind.value);
      const isAsked = box.dataset.neutral === undefined || isNeutral() || holdsSomething(box);
      box.hidden = !(isUsed && isAsked);
    }
  };

  kind.addEventListener("change", show);
  reduction?.addEventListener("input", show);
  show();
}
