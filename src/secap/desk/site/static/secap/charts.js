// Draws the figures of a page from their Vega-Lite specifications, under a policy that allows neither eval nor inline
// styles (expressions are interpreted: `ast`), and lets the reader take each one away as CSV, SVG or PNG.

const LEGEND_COLUMN_PX = 190;
const AXIS_MARGIN_PX = 20;
const drawn = new WeakMap();

function setUp(root) {
  for (const figure of root.querySelectorAll("[data-chart]")) {
    if (!drawn.has(figure)) {
      drawn.set(figure, draw(figure));
    }
  }
}

async function draw(figure) {
  const specification = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  figure.addEventListener("click", (event) => {
    const kind = event.target.closest("[data-chart-download]")?.dataset.chartDownload;
    if (kind) {
      download(figure, kind);
    }
  });
  const place = figure.querySelector("[data-chart-drawing]");
  specification.width = "container";
  const legend = specification.config.legend;
  legend.columns = Math.max(1, Math.min(legend.columns, Math.floor(place.clientWidth / LEGEND_COLUMN_PX)));
  specification.encoding.y.axis.labelLimit = place.clientWidth - AXIS_MARGIN_PX;
  const options = { ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: tip(figure) };
  try {
    return (await window.vegaEmbed(place, specification, options)).view;
  } catch (error) {
    figure.querySelector(".chart-data").open = true; // the table says the same
    throw error;
  }
}

// The library's own tooltip needs inline styles; this one moves a paragraph through the style object instead.
function tip(figure) {
  const box = document.createElement("div");
  box.className = "chart-tip";
  box.setAttribute("aria-hidden", "true");
  box.hidden = true;
  figure.append(box);
  return (handler, event, item, value) => {
    box.hidden = value === null || value === undefined || value === "";
    if (!box.hidden) {
      box.textContent = value;
      const place = figure.getBoundingClientRect();
      const left = Math.min(event.clientX - place.left + 12, place.width - box.offsetWidth);
      box.style.left = `${Math.max(left, 0)}px`;
      box.style.top = `${event.clientY - place.top + 14}px`;
    }
  };
}

async function download(figure, kind) {
  const name = `${figure.dataset.chart}.${kind}`;
  if (kind === "csv") {
    save(name, new Blob(["\ufeff", csv(figure)], { type: "text/csv;charset=utf-8" }));
    return;
  }
  const view = await drawn.get(figure);
  if (kind === "svg") {
    save(name, new Blob([await view.toSVG()], { type: "image/svg+xml" }));
  } else {
    const canvas = await view.toCanvas(2);
    canvas.toBlob((blob) => save(name, blob), "image/png");
  }
}

function csv(figure) {
  const comma = decimalComma(figure.dataset.lang);
  const rows = [...figure.querySelectorAll(".chart-data tr")].map((row) =>
    [...row.cells].map((cell) => {
      if (cell.dataset.value !== undefined) {
        return comma ? cell.dataset.value.replace(".", ",") : cell.dataset.value;
      }
      return quoted(cell.textContent.trim());
    }),
  );
  return rows.map((row) => row.join(comma ? ";" : ",")).join("\r\n") + "\r\n";
}

// A spreadsheet must never take a text for a formula.
function quoted(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function decimalComma(lang) {
  return new Intl.NumberFormat(lang).format(0.5).includes(",");
}

function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

setUp(document);
document.addEventListener("htmx:load", (event) => setUp(event.detail.elt ?? document));
