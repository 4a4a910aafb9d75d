// The little that the frame needs: menus, focus on errors, ticking all, copying, leaving an unsaved form.

const navButton = document.querySelector("[data-nav-button]");
const nav = document.getElementById("plan-nav");

if (navButton && nav) {
  navButton.addEventListener("click", () => {
    const open = nav.classList.toggle("is-open");
    navButton.setAttribute("aria-expanded", String(open));
    if (open) nav.querySelector("a")?.focus();
  });
}

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  if (nav?.classList.contains("is-open")) {
    nav.classList.remove("is-open");
    navButton.setAttribute("aria-expanded", "false");
    navButton.focus();
  }
});

document.querySelector("[data-focus]")?.focus();

// <input type="checkbox" data-tick-all="record"> ticks every checkbox of that name in its form.
document.addEventListener("change", (event) => {
  const name = event.target.dataset?.tickAll;
  if (!name) return;
  for (const box of event.target.form.querySelectorAll(`input[type=checkbox][name="${name}"]`)) {
    box.checked = event.target.checked;
  }
});

// <button data-copy="id-of-an-input"> copies it and says so.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
  } catch {
    // Without permission the text is selected, ready for Ctrl+C.
  }
});

// <form data-guard> asks before the page is left with something typed and not sent.
let touched = false;
document.addEventListener("input", (event) => {
  if (event.target.form?.hasAttribute("data-guard")) touched = true;
});
document.addEventListener("submit", () => {
  touched = false;
});
window.addEventListener("beforeunload", (event) => {
  if (touched) event.preventDefault();
});
