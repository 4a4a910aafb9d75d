"""A list of actions as towns keep it: a title above, headings in the middle, words where numbers belong."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

HEADINGS = [
    "Nr. p.k.", "Pasākuma nosaukums", "Nozare", "Atbildīgā institūcija", "Izpildes termiņš",
    "Indikatīvās izmaksas, EUR", "Finansējuma avots", "Plānotais enerģijas ietaupījums, MWh/gadā",
    "CO2 samazinājums, t/gadā", "Rezultatīvais rādītājs", "Statuss", "Piezīmes",
]  # fmt: skip
ROWS: list[list[Any]] = [
    ["1. Pašvaldības ēkas"],
    ["1.1.", "Skolas siltināšana", "Pašvaldības ēkas", "Dome; SIA Siltums", "2025-2030", "1,2 milj. EUR",
     "ES 85 %, pašvaldība 15 %", 450, "120,5", "Siltinātas ēkas, skaits", "Plānots", None],
    ["1.2.", "Bērnudārza apkures maiņa", "sabiedriskās ēkas", "Izglītības pārvalde", "2025.–2027. gads",
     "~50 000 €", "ERAF 40 000; pašvaldības budžets 10 000 EUR", "80", "16",
     "Katlu jauda\nCO2 izmeši", "procesā", "Steidzami"],
    ["1.3.", "Energopārvaldība", "Pašvaldības ēkas", "Energopārvaldnieks", "pastāvīgi", "atbilstoši budžetam",
     "Pašvaldības budžets", None, None, None, "īstenošanā", None],
    ["2. Transports"],
    ["2.1.", "Elektroautobusu iegāde", None, "SIA Satiksme", "līdz 2030", "100-150 tūkst. EUR",
     "ES fondi, valsts budžets", None, "100–150", "Autobusi", "-", None],
    ["2.2.", '=HYPERLINK("http://evil")', "Transports", "Dome", 2027, "nav nosakāms", "-", "-", "-", None,
     None, "@SUM(A1)"],
    ["Kopā", None, None, None, None, 1375000, None, 530, 261.5],
]  # fmt: skip


def workbook(rows: Sequence[Sequence[Any]] = ROWS, headings: Sequence[str] = HEADINGS) -> bytes:
    """The list as XLSX, with a title above and the headings in the middle merged over the table."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Pasākumi"
    sheet.append(["Ilgtspējīgas enerģētikas rīcības plāns 2025.–2030. gadam"])
    sheet.append([])
    sheet.append(list(headings))
    sheet.append(list(range(1, len(headings) + 1)))
    for row in rows:
        sheet.append(list(row))
        if len(row) == 1:
            sheet.merge_cells(
                start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=len(headings)
            )
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str) and cell.data_type == "f":
                cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
