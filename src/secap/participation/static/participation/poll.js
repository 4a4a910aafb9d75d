// Says how many points are left while they are given out. The server checks the sum in any case.
for (const part of document.querySelectorAll("[data-budget]")) {
  const points = Number(part.dataset.budget);
  const told = part.querySelector("[data-left]");
  const number = part.querySelector("[data-left-number]");
  const fields = [...part.querySelectorAll("input")];
  const tell = () => {
    const left = points - fields.reduce((sum, field) => sum + (Number.parseInt(field.value, 10) || 0), 0);
    number.textContent = String(left).replace("-", "\u2212");
    told.classList.toggle("is-over", left < 0);
  };
  told.hidden = false;
  part.addEventListener("input", tell);
  tell();
}
