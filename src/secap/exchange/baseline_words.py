"""Headings that people write above tables of risk and energy poverty, beside the fields' own names."""

from __future__ import annotations

Words = dict[str, tuple[str, ...]]

HAZARD = (
    "apdraudējums",
    "klimata risks",
    "klimata riski",
    "risks",
    "klimata apdraudējuma veids",
    "hazard",
    "climate risk",
    "hazard type",
)
HAZARDS = ("apdraudējumi", "klimata apdraudējumi", "saistītie apdraudējumi", "hazards", "related hazards")
SECTOR = ("nozare", "sektors", "ietekmētā nozare", "ietekmētais sektors", "joma", "impacted sector")
GROUPS = (
    "mazaizsargātās grupas",
    "mazaizsargātās iedzīvotāju grupas",
    "ievainojamās grupas",
    "riska grupas",
    "iedzīvotāju grupas",
    "groups",
    "vulnerable population groups",
)
SOURCE = ("avots", "datu avots", "avoti", "data source", "sources", "reference")
DESCRIPTION = (
    "apraksts",
    "komentārs",
    "komentāri",
    "piezīmes",
    "details",
    "comment",
    "comments",
    "notes",
    "note",
)
PEOPLE = (
    "skartie",
    "skartie iedzīvotāji",
    "cietušie",
    "skarto iedzīvotāju skaits",
    "iedzīvotāju skaits",
    "cilvēku skaits",
    "people",
    "affected people",
    "number of people",
)
PROBABILITY = ("varbūtība", "iespējamība", "apdraudējuma varbūtība", "current probability")
TIMEFRAME = ("laika posms", "termiņš", "laika periods", "paredzamais laiks", "time frame", "when")
INDICATORS = ("rādītāji", "riska rādītāji", "indikatori", "risk related indicators")
LEVEL = ("līmenis", "vērtējums", "pakāpe", "rating")
TOLERATED = ("pieņemšanas pamatojums", "kāpēc risks pieņemts", "reason for acceptance", "accepted because")

EVENT_WORDS: Words = {
    "hazard": HAZARD,
    "title": ("notikums", "notikuma apraksts", "kas notika", "nosaukums", "event", "name", "what happened"),
    "date": ("datums", "sākuma datums", "diena", "sākums", "kad", "start date", "when"),
    "end_date": ("beigu datums", "pēdējā diena", "beigas", "end date", "end", "until"),
    "place": ("vieta", "teritorija", "kur", "location", "where"),
    "damage_eur": (
        "zaudējumi",
        "postījumi",
        "zaudējumu apmērs",
        "nodarītie zaudējumi",
        "damage",
        "losses",
        "cost",
    ),
    "people": PEOPLE,
    "deaths": ("bojāgājušie", "bojāgājušo skaits", "mirušie", "fatalities", "deaths"),
    "description": (*DESCRIPTION, "sekas", "consequences"),
    "source": SOURCE,
}
DISTRICT_WORDS: Words = {
    "name": (
        "nosaukums",
        "apgabals",
        "teritorija",
        "apkaime",
        "pagasts",
        "rajons",
        "teritoriālā vienība",
        "neighbourhood",
        "parish",
        "area",
        "territory",
    ),
    "code": ("kods", "atvk", "atvk kods", "teritorijas kods", "district code"),
    "population": ("iedzīvotāji", "iedzīvotāju skaits", "inhabitants", "people"),
    "area_km2": ("platība", "platība km2", "surface", "km2"),
}
INDICATOR_WORDS: Words = {
    "title": ("rādītājs", "rādītāja nosaukums", "indikators", "nosaukums", "indicator name"),
    "indicator": ("vadlīniju rādītājs", "rādītājs no saraksta", "guideline indicator", "listed indicator"),
    "kind": ("veids", "ievainojamības veids", "type"),
    "unit": ("mērvienība", "vienība", "units"),
    "direction": ("virziens", "ietekmes virziens", "effect"),
    "is_qualitative": ("kvalitatīvs", "vērtējums no 1 līdz 5", "qualitative", "judged"),
    "weight": ("svars", "īpatsvars", "weights"),
    "low_reference": ("zemākā vērtība", "minimums", "minimum", "low"),
    "high_reference": ("augstākā vērtība", "maksimums", "maximum", "high"),
    "year": ("gads",),
    "source": SOURCE,
}

POVERTY_WORDS: Words = {
    "indicator": ("rādītājs", "indikators", "rādītāja nosaukums", "indicator name"),
    "year": ("gads",),
    "value": ("vērtība", "rādītāja vērtība", "skaitlis", "amount"),
    "answer": ("atbilde", "jā nē", "yes no"),
    "unit": ("mērvienība", "vienība", "units"),
    "concern": ("bažas", "bažu līmenis", "līmenis", "level of concern"),
    "assessment": ("novērtējums", "vērtējums", *DESCRIPTION),
    "source": SOURCE,
}
