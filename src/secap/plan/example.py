"""The example towns and the demo cast, loaded on the first start of `secap demo`."""

from __future__ import annotations

from importlib.resources import files

from secap.desk.registry.models import Membership, Municipality, Person, Role
from secap.plan.changes import create
from secap.plan.file import loads

# Who shows what: the one cast of the documentation, the demo and the tests.
CAST = [
    ("ada@example.org", "Ada", Role.COORDINATOR),
    ("bo@example.org", "Bo", Role.CONTRIBUTOR),
    ("cy@example.org", "Cy", Role.COUNCIL),
    ("di@example.org", "Di", Role.AGENCY),
]
TOWNS = ["upesciems", "lielkalns", "ozolmuiza"]  # town, city, village: plan files of secap/examples


def load_examples(password: str) -> list[tuple[str, str, str]]:
    """Load towns and cast where the cast is not there yet; return (e-mail, role, towns) of the cast.

    A second start changes nothing: what was entered stays. A town that was loaded before under the same
    address stays as it is, and the cast works in that one.
    """
    if not Person.objects.filter(email__in=[email for email, _name, _role in CAST]).exists():
        people = {
            email: Person.objects.create_user(email, password, name=name) for email, name, _role in CAST
        }
        for place, slug in enumerate(TOWNS):
            municipality = Municipality.objects.filter(slug=slug).first()
            if municipality is None:
                text = files("secap.examples").joinpath(f"{slug}.json").read_text(encoding="utf-8")
                municipality = create(
                    loads(text),
                    people["ada@example.org"],
                    proposed_by=people["bo@example.org"],
                    reason="example",
                )
            for email, _name, role in CAST:
                # The agency looks after all of them; the others work in the first town.
                if place == 0 or role == Role.AGENCY:
                    Membership.objects.create(person=people[email], municipality=municipality, role=role)
    signs = []
    for email, _name, role in CAST:
        towns = Municipality.objects.filter(memberships__person__email=email).values_list("name", flat=True)
        if towns:
            signs.append((email, role.value, ", ".join(towns)))
    return signs
