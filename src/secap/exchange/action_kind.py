"""The kind "actions": a list of actions from any spreadsheet, one row per action."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from secap.desk.actions.models import Action
from secap.exchange.action_extension import ActionExtension
from secap.exchange.kind import Kind

SPELLINGS: dict[str, tuple[str, ...]] = {
    "number": ("nr", "nr p k", "n p k", "npk", "p k", "nr pk", "numurs", "no", "number", "kods", "code",
               "id nr", "pasākuma nr", "pasākuma numurs", "rīcības nr", "uzdevuma nr", "action no",
               "action number", "measure no"),
    "title": ("pasākums", "pasākumi", "pasākuma nosaukums", "plānotais pasākums", "plānotie pasākumi",
              "rīcība", "rīcības", "rīcības nosaukums", "nosaukums", "darbība", "darbības", "aktivitāte",
              "uzdevums", "projekts", "projekta nosaukums", "name", "action", "actions", "action title",
              "action name", "measure", "measures", "measure name", "title of the action", "activity"),
    "kinds": ("veids", "pasākuma veids", "joma", "pīlārs", "type", "type of action", "pillar", "pillars"),
    "is_key": ("galvenais pasākums", "prioritārs", "prioritāte", "key", "key measure", "flagship"),
    "priority_area": ("prioritārā joma", "prioritārais virziens", "prioritātes", "rīcības joma",
                      "prioritāro jomu", "pasākumu grupa", "grupa", "sadaļa", "field of action", "priority",
                      "group", "section"),
    "programme": ("programma", "programme", "program", "project group", "programmas nosaukums"),
    "goal": ("mērķis", "stratēģiskais mērķis", "specifiskais mērķis", "ilgtermiņa mērķis", "objective", "aim",
             "strategic goal"),
    "sector": ("nozare", "sektors", "pasākuma sektors", "darbības sektors", "action sector",
               "ietekmes sektors"),
    "area": ("intervences joma", "iejaukšanās joma", "area of intervention", "intervention area"),
    "instrument": ("instruments", "politikas instruments", "policy instrument"),
    "description": ("apraksts", "pasākuma apraksts", "rīcības apraksts", "īss apraksts", "saturs",
                    "plānotās darbības", "description", "short description", "details", "what"),
    "why": ("pamatojums", "nepieciešamība", "problēma", "justification", "rationale", "reason"),
    "how": ("ieviešanas gaita", "īstenošanas mehānisms", "kā", "implementation", "how", "method"),
    "risks": ("riski", "ierobežojumi", "šķēršļi", "risks", "barriers", "limits"),
    "responsible": ("atbildīgais", "atbildīgā institūcija", "atbildīgās institūcijas", "atbildīgie",
                    "izpildītājs", "atbildīgais izpildītājs", "atbildīgā iestāde",
                    "atbildīgā struktūrvienība", "īstenotājs", "atbildīgais par īstenošanu",
                    "atbildīgais par izpildi", "responsible", "responsible party",
                    "responsible institution", "responsible department", "lead", "owner", "who"),
    "person": ("atbildīgā persona", "atbildīgā amatpersona", "kontaktpersona", "contact", "contact person"),
    "stakeholders": ("ieinteresētās puses", "stakeholders", "stakeholder groups"),
    "start": ("sākums", "sākuma gads", "sākuma datums", "uzsākšana", "start date", "start year", "begin",
              "beginning"),
    "end": ("beigas", "beigu gads", "beigu datums", "pabeigšana", "pabeigšanas gads", "end date", "end year",
            "finish"),
    "lifetime_years": ("kalpošanas laiks", "dzīves ilgums", "lifetime", "service life"),
    "status": ("statuss", "izpildes statuss", "īstenošanas statuss", "stāvoklis", "izpilde", "state",
               "progress"),
    "stage": ("posms", "stadija", "īstenošanas posms", "phase"),
    "investment_eur": ("izmaksas", "indikatīvās izmaksas", "plānotās izmaksas", "aptuvenās izmaksas",
                       "kopējās izmaksas", "prognozētās izmaksas", "investīcijas",
                       "nepieciešamās investīcijas", "kapitālieguldījumi", "finansējuma apjoms",
                       "indikatīvais finansējums", "plānotais finansējums", "nepieciešamais finansējums",
                       "budžets", "summa", "cost", "costs", "estimated cost", "estimated costs",
                       "total cost", "implementation cost", "investment", "investments", "budget", "capex",
                       "eur"),
    "yearly_cost_eur": ("ekspluatācijas izmaksas", "uzturēšanas izmaksas", "gada izmaksas", "operating cost",
                        "operating costs", "running cost", "opex"),
    "yearly_saving_eur": ("finanšu ietaupījums", "naudas ietaupījums", "cost savings",
                          "money saved"),
    "spent_eur": ("iztērēts", "izlietotais finansējums", "faktiskās izmaksas", "spent", "spent so far"),
    "comment": ("piezīmes", "komentāri", "komentārs", "cita informācija", "papildu informācija", "comments",
                "notes", "note", "remarks"),
    "hazards": ("klimata risks", "klimata riski", "apdraudējums", "hazard", "hazards", "climate risk"),
    "co_benefits": ("papildu ieguvumi", "ieguvumi", "benefits", "cobenefits"),
    "other_plans": ("saistītie plāni", "sasaiste ar citiem dokumentiem", "saistītie dokumenti",
                    "related plans"),
    "outcome": ("sasniegtais rezultāts", "izpildes rezultāts", "faktiskais rezultāts", "outcome"),
    "website": ("mājaslapa", "tīmekļa vietne", "saite", "link", "url", "web"),
}  # fmt: skip

ACTIONS = Kind(
    "actions",
    _("List of actions"),
    _(
        "One row per action, in any layout: costs, periods, financing and responsible bodies may stand in "
        "words. No inventory is needed."
    ),
    Action,
    ("number", "title"),
    SPELLINGS,
    extension=ActionExtension(SPELLINGS),
    group=_("Actions"),
    shown_at="actions:actions",
)
