"""`secap town add`: the first municipality and its co-ordinator."""

from __future__ import annotations

import argparse


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    town = commands.add_parser("town", help="add a municipality with its co-ordinator")
    steps = town.add_subparsers(required=True, metavar="STEP")
    command = steps.add_parser(
        "add", help="add a municipality; prints the co-ordinator's link to choose a password"
    )
    command.add_argument("--slug", required=True, help="its address on this site, such as mytown")
    command.add_argument("--name", required=True)
    command.add_argument("--country", default="LV", help="two-letter code (default LV)")
    command.add_argument("--coordinator", required=True, metavar="EMAIL")
    command.add_argument("--site", default="http://127.0.0.1:8000", help="address of the site, for the link")
    command.set_defaults(work=add)


def add(arguments: argparse.Namespace) -> int:
    from secap.cli.serve import prepare

    prepare()
    from django.core.exceptions import ValidationError
    from django.db import transaction
    from django.utils import translation

    from secap.desk.registry.models import Membership, Municipality, Person, Role
    from secap.desk.registry.people import password_link
    from secap.method.basis.errors import InvalidInput
    from secap.method.basis.messages import Message

    translation.activate("en")
    municipality = Municipality(slug=arguments.slug, name=arguments.name, country=arguments.country)
    try:
        municipality.full_clean()
        with transaction.atomic():
            municipality.save()
            person = Person.objects.filter(email=arguments.coordinator.lower()).first()
            if person is None:
                person = Person(email=arguments.coordinator.lower(), name=arguments.coordinator.split("@")[0])
                person.set_unusable_password()
                person.full_clean()
                person.save()
            Membership.objects.create(person=person, municipality=municipality, role=Role.COORDINATOR)
    except ValidationError as error:
        raise InvalidInput(Message("{problem}", problem=" ".join(error.messages))) from None
    print(f"{municipality.name} is at {arguments.site}/{municipality.slug}/")
    print(f"{person.email} chooses a password here: {arguments.site}{password_link(person)}")
    return 0
