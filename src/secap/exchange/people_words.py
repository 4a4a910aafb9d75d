"""How people head the columns of tables of stakeholders and of the administration, and the words they put
into cells, in Latvian and English."""

from __future__ import annotations

from secap.method.basis import codes

Words = dict[str, tuple[str, ...]]

DESCRIPTION = ("apraksts", "skaidrojums", "details", "comment")
NOTE = ("piezīmes", "piezīme", "komentārs", "komentāri", "notes", "comments", "remarks")
STATE = ("statuss", "stāvoklis", "izpilde", "status", "progress")
DUE = ("termiņš", "izpildes termiņš", "līdz", "deadline", "due date")
DAY = ("datums", "norises datums", "diena", "kad", "day", "when")
RESPONSIBLE = (
    "atbildīgais", "atbildīgā persona", "atbildīgā iestāde", "izpildītājs", "responsible person", "lead",
)  # fmt: skip
STEP = ("solis", "procesa solis", "posms", "step")
FTE = ("slodze", "amata slodze", "pilna laika ekvivalents", "ple", "workload", "full time equivalents")
BUDGET = ("budžets", "budžets eur", "finansējums", "budget", "yearly budget")
POSITION = ("amats", "ieņemamais amats", "amata nosaukums", "job title", "position", "function")
EMAIL = ("e-pasts", "epasts", "e-pasta adrese", "e-mail", "email", "mail")
PHONE = ("tālrunis", "telefons", "tālruņa numurs", "tel", "mobilais", "phone number", "telephone", "mobile")
PERSON = (
    "kontaktpersona", "kontaktpersonas", "kontaktpersonas vārds", "vārds uzvārds", "pārstāvis",
    "contact person", "contact", "contact name", "representative",
)  # fmt: skip
OWN_NAME = ("vārds", "vārds un uzvārds", "vārds uzvārds", "darbinieks", "full name", "person", "employee")
STAKEHOLDER = (
    "ieinteresētā persona", "ieinteresētās personas", "ieinteresētā puse", "ieinteresētās puses",
    "iesaistītā puse", "organizācija", "organizācijas nosaukums", "iestāde", "iestāde/organizācija",
    "nosaukums", "uzņēmums", "grupa", "organisation", "organization", "organisation name",
    "stakeholder name", "stakeholders", "institution", "group",
)  # fmt: skip
DEPARTMENT = (
    "nodaļa", "struktūrvienība", "pārvalde", "struktūrvienības nosaukums", "iestāde", "nosaukums",
    "department", "unit", "office",
)  # fmt: skip
STAKEHOLDER_WORDS: Words = {
    "name": STAKEHOLDER,
    "type": ("veids", "tips", "kategorija", "ieinteresētās personas veids", "stakeholder type", "category",
             "kind"),
    "vision_group": ("redzējuma grupa", "vīzijas grupa", "vision team"),
    "is_primary": ("primārā", "primārā ieinteresētā persona", "galvenā", "primary", "key stakeholder"),
    "is_affected": ("ir skarta", "vai skar", "interests affected"),
    "has_resources": ("ir resursi", "resursi", "zināšanas un resursi", "resources", "has resources"),
    "is_needed": ("ir vajadzīga", "dalība nepieciešama", "needed", "participation needed"),
    "sector": ("nozare", "sektors", "pārstāvētā nozare", "joma", "field"),
    "value_chain": ("vieta enerģijas vērtības ķēdē", "vērtības ķēde", "vieta vērtības ķēdē", "value chain",
                    "place in the value chain"),
    "support": ("atbalsts", "atbalsta līmenis", "attieksme", "nostāja", "level of support", "attitude",
                "position on the plan", "support level"),
    "interest": ("interese", "intereses līmenis", "ieinteresētība", "level of interest"),
    "power": ("ietekme", "ietekmes līmenis", "vara", "spēja ietekmēt", "influence", "level of influence",
              "level of power"),
    "affectedness": ("skartība", "skarts", "cik stipri skar", "cik skarta", "ietekmētība", "affected",
                     "how affected", "impact on them", "affectedness"),
    "reasons": ("iesaistes iemesli", "iesaistes iemesls", "iemesli", "kāpēc iesaistīt", "why engage"),
    "reason_text": ("pamatojums", "kāpēc", "loma", "rationale", "role", "why"),
    "they_need": ("vajadzības", "ko vajag no mums", "intereses un vajadzības", "gaidas", "needs",
                  "expectations", "their needs"),
    "we_need": ("ko vajag no tiem", "ko sagaidām", "ieguldījums", "contribution", "our needs",
                "what we need"),
    "strategy": ("stratēģija", "iesaistes stratēģija", "pieeja", "engagement strategy"),
    "level": ("iesaistes līmenis", "iesaistes pakāpe", "līdzdalības līmenis", "engagement level"),
    "form": ("iesaistes forma", "forma", "formāli vai neformāli", "form"),
    "steps": ("procesa soļi", "soļi", "kad iesaistīt", "timing", "steps"),
    "methods": ("metodes", "iesaistes metodes", "iesaistes metode", "engagement methods", "method"),
    "contact_every_days": ("saziņas biežums, dienas", "saziņas biežums", "contact frequency"),
    "responsible": (*RESPONSIBLE, "kas uztur saziņu", "relationship owner"),
    "conflict_sources": ("konflikta iemesli", "iespējamie konflikti", "konflikti", "conflict risks",
                         "conflicts"),
    "review_on": ("pārskatīt", "pārskatīšanas datums", "review date"),
    "note": NOTE,
}  # fmt: skip
CONTACT_WORDS: Words = {
    "name": (*OWN_NAME, *PERSON),
    "position": POSITION,
    "email": EMAIL,
    "phone": PHONE,
    "is_main": ("galvenais", "galvenā kontaktpersona", "main"),
    "basis": ("tiesiskais pamats", "pamats", "legal basis"),
    "consent_on": ("piekrišana", "piekrišanas datums", "consent date"),
    "keep_until": ("glabāt līdz", "glabāšanas termiņš", "delete after"),
}
LOG_WORDS: Words = {
    "date": DAY,
    "channel": ("saziņas veids", "veids", "kanāls", "how", "medium"),
    "subject": ("temats", "tēma", "par ko", "topic", "about"),
    "response": ("atbilde", "reakcija", "answer", "reaction"),
    "refusal": ("atteikuma iemesls", "reason of refusal"),
    "refusal_text": ("atteikuma pamatojums", "viņu iemesls", "their reason"),
    "follow_up_on": ("atgriezties", "nākamā saziņa", "nākamais kontakts", "follow up", "next contact"),
    "outcome": ("rezultāts", "iznākums", "vienošanās", "result"),
    "by": ("kas sazinājās", "darbinieks", "who", "contacted by"),
}
DEPARTMENT_WORDS: Words = {
    "name": DEPARTMENT,
    "level": ("pārvaldes līmenis", "līmenis", "government level"),
    "is_assigned": ("piesaistīta mēru paktam", "piesaistīta", "iesaistīta", "assigned"),
    "duties": ("pienākumi", "uzdevumi", "atbildība", "tasks", "responsibilities"),
    "competences": ("kompetences", "prasmes", "zināšanas", "skills"),
    "fte": FTE,
    "budget_eur": BUDGET,
    "note": NOTE,
}
STAFF_WORDS: Words = {
    "name": OWN_NAME,
    "position": POSITION,
    "email": EMAIL,
    "posts": ("loma plānā", "lomas", "pienākumi", "posts", "roles", "role"),
    "fte": FTE,
    "competences": ("kompetences", "prasmes", "zināšanas", "skills"),
    "note": NOTE,
}
DUTY_WORDS: Words = {
    "duty": ("pienākums", "pienākumu bloks", "atbildības joma", "block of duties"),
    "role": ("raci", "loma", "daļa", "part", "raci role"),
    "state": STATE,
    "since": ("kopš", "no", "sākot ar", "from"),
    "note": NOTE,
}
TASK_WORDS: Words = {
    "step": STEP,
    "round": ("kārta", "cikls", "cycle"),
    "template": ("lomu matricas uzdevums", "task of the matrix"),
    "title": ("uzdevums", "darbs", "darāmais", "to do", "what"),
    "actors": ("kas rīkojas", "dalībnieks", "loma", "dalībnieki", "actor", "who"),
    "responsible": RESPONSIBLE,
    "email": EMAIL,
    "due": DUE,
    "state": STATE,
    "done_on": ("pabeigts", "izpildīts", "izpildes datums", "finished on"),
    "evidence": ("pierādījums", "pierādījumi", "apliecinājums", "proof"),
    "note": NOTE,
}
EVENT_WORDS: Words = {
    "title": ("pasākums", "notikums", "sanāksme", "nosaukums", "pasākuma nosaukums", "event", "meeting"),
    "method": ("metode", "veids", "formāts", "format", "type"),
    "level": ("iesaistes līmenis", "līmenis", "engagement level"),
    "step": STEP,
    "state": STATE,
    "date": DAY,
    "start_time": ("sākums", "laiks", "no plkst", "start", "time", "start time"),
    "end_time": ("beigas", "līdz plkst", "end", "end time"),
    "place": ("vieta", "norises vieta", "location", "venue"),
    "purpose": ("mērķis", "nolūks", "aim"),
    "expected_results": ("sagaidāmie rezultāti", "sagaidāmais rezultāts", "expected outcomes"),
    "decisions_wanted": ("pieņemamie lēmumi", "decisions wanted"),
    "agenda": ("darba kārtība", "programma", "programme"),
    "facilitator": ("vadītājs", "moderators", "moderator"),
    "people": ("dalībnieku skaits", "dalībnieki", "apmeklētāji", "participants", "attendance"),
    "minutes": ("protokols", "piezīmes", "notes"),
    "decisions_taken": ("pieņemtie lēmumi", "lēmumi", "decisions"),
    "results": ("rezultāti", "rezultāts", "outcome", "outcomes"),
    "cost_eur": ("izmaksas", "izmaksas eur", "cost", "costs"),
}
ISSUE_WORDS: Words = {
    "text": ("jautājums", "priekšlikums", "iebildums", "temats", "problēma", "question", "concern",
             "proposal", "topic"),
    "raised_by": ("iesniedzējs", "kas izteica", "kas ierosināja", "raised by whom", "author"),
    "date": DAY,
    "state": STATE,
    "action_number": ("rīcība", "rīcības numurs", "rīcības nr", "pasākuma nr", "action number", "action no"),
    "due": DUE,
    "reply": ("atbilde", "mūsu atbilde", "answer", "response"),
    "replied_on": ("atbildēts", "atbildes datums", "answered on"),
}  # fmt: skip
HEARING_WORDS: Words = {
    "body": ("institūcijas veids", "veids", "type of body"),
    "name": ("institūcija", "institūcijas nosaukums", "komiteja", "body name", "committee"),
    "date": DAY,
    "subject": ("temats", "jautājums", "darba kārtības jautājums", "topic"),
    "action_number": ("rīcība", "rīcības numurs", "rīcības nr", "action number", "action no"),
    "comment": ("teiktais", "viedokļi", "komentāri", "diskusija", "comments", "discussion"),
    "outcome": ("lēmums", "rezultāts", "iznākums", "decision", "result"),
    "reply": ("atbilde", "mūsu atbilde", "answer"),
}
LINK_WORDS: Words = {
    "stakeholder": tuple(word for word in STAKEHOLDER if word not in {"uzņēmums", "grupa", "group"}),
    "contact": PERSON,
    "department": DEPARTMENT,
    "event": ("pasākums", "sanāksme", "notikums", "meeting"),
    "objective": ("iesaistes mērķis", "mērķis", "goal", "objective of the event"),
}
CONTACT_COLUMNS: Words = {"name": PERSON, "position": POSITION, "email": EMAIL, "phone": PHONE}


# What cells say beside the codes' own names, {table: {word: code}}. A word of two meanings stands in none.
_CELLS: dict[str, dict[str, tuple[str, ...]]] = {
    "influence_levels": {
        "very_low": ("ļoti zems", "ļoti mazs", "ļoti maz", "nav", "none", "minimal"),
        "low": ("zems", "mazs", "neliela", "neliels", "vāja", "small", "weak"),
        "medium": ("vidējs", "vidēji", "moderate", "average"),
        "high": ("augsts", "liels", "būtiska", "strong", "large"),
        "very_high": ("ļoti augsts", "ļoti liels", "izšķiroša", "critical", "crucial"),
    },
    "support_levels": {
        "strongly_opposed": ("izteikti pret", "kategoriski pret", "strongly opposed"),
        "opposed": ("pret", "noliedzoša", "noraidoša", "skeptiska", "negatīva", "neatbalsta", "negative",
                    "opponent", "pretinieks"),
        "neutral": ("neitrāla", "neitrāli", "vienaldzīga", "undecided"),
        "supportive": ("par", "atbalstoša", "atbalstošs", "pozitīva", "positive", "supporter", "for",
                       "atbalstītājs", "in favour"),
        "strongly_supportive": ("izteikti atbalsta", "pilnībā atbalsta", "izteikti par", "ļoti pozitīva",
                                "ally", "sabiedrotais", "strong supporter"),
    },
    "stakeholder_types": {
        "local_authority": ("pašvaldība", "pašvaldības iestāde", "pašvaldības uzņēmums",
                            "pašvaldības kapitālsabiedrība", "municipality", "local authority",
                            "municipal company"),
        "energy_agencies": ("enerģētikas aģentūra", "enerģijas aģentūra", "energy agency"),
        "other_authorities": ("valsts iestāde", "valsts pārvalde", "ministrija", "plānošanas reģions",
                              "national authority", "ministry", "regional authority"),
        "finance": ("banka", "finanšu iestāde", "finanšu institūcija", "esko", "bank", "esco"),
        "institutions": ("kamera", "asociācija", "chamber"),
        "building": ("būvniecība", "būvnieks", "namu pārvaldnieks", "apsaimniekotājs",
                     "namu apsaimniekotājs", "construction", "housing manager", "developer"),
        "transport": ("transports", "pārvadātājs", "transport operator"),
        "energy_suppliers": ("energoapgāde", "enerģijas piegādātājs", "siltumapgāde", "utility",
                             "energoapgādes uzņēmums", "energy supplier", "energy company"),
        "business": ("uzņēmums", "uzņēmumi", "komersants", "rūpniecība", "company", "industry", "private"),
        "civil_protection": ("civilā aizsardzība", "policija", "vugd", "glābšanas dienests", "police",
                             "fire brigade"),
        "civil_society": ("nvo", "biedrība", "nevalstiskā organizācija", "pilsoniskā sabiedrība", "ngo",
                          "association", "civil society"),
        "public": ("iedzīvotāji", "sabiedrība", "residents", "citizens", "general public"),
        "experts": ("eksperts", "eksperti", "konsultants", "expert", "consultant"),
        "education": ("izglītība", "skola", "augstskola", "universitāte", "izglītības iestāde", "school",
                      "university", "education", "research"),
        "health": ("veselība", "slimnīca", "veselības aprūpe", "hospital", "health"),
        "tourism": ("tūrisms", "tourism"),
        "farming": ("lauksaimniecība", "lauksaimnieki", "zemnieku saimniecība", "farmers", "agriculture"),
        "media": ("plašsaziņas līdzekļi", "mediji", "laikraksts", "avīze", "press", "newspaper"),
    },
    "contact_channels": {
        "one_to_one": ("tikšanās", "individuāla tikšanās", "klātienē", "saruna", "meeting", "in person"),
        "phone": ("tālrunis", "telefons", "zvans", "tālruņa saruna", "call", "phone"),
        "email": ("e-pasts", "epasts", "mail", "email"),
        "letter": ("vēstule", "pasts", "post"),
        "group_meeting": ("sanāksme", "sapulce", "grupas sanāksme", "seminārs", "workshop"),
        "survey": ("aptauja", "anketa", "questionnaire"),
        "social_media": ("sociālie tīkli", "facebook"),
    },
    "contact_responses": {
        "no_answer": ("nav atbildes", "neatbildēja", "klusums", "silence"),
        "answered": ("atbildēja", "saņemta atbilde", "replied"),
        "yes": ("jā", "piekrita", "agreed"),
        "later": ("vēlāk", "pārdomās", "not now"),
        "no": ("nē", "atteica", "atteicās", "refused"),
    },
    "raci_roles": {
        "responsible": ("r", "izpilda", "does"),
        "accountable": ("a", "atbild", "answers"),
        "consulted": ("c", "k", "konsultē", "consult"),
        "informed": ("i", "informē", "inform"),
    },
}  # fmt: skip
CELLS = {
    table: {codes.folded(word): code for code, words in meant.items() for word in words}
    for table, meant in _CELLS.items()
}
