"""`secap plan save` and `secap plan load`: a plan out of the site's database as a file, and back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    plan = commands.add_parser("plan", help="save a plan of this site as a plan file, or load one")
    steps = plan.add_subparsers(required=True, metavar="STEP")
    saving = steps.add_parser("save", help="write a plan of this site as a plan file (JSON)")
    saving.add_argument("slug", help="the municipality's address on this site")
    saving.add_argument("--out", type=Path, metavar="FILE", help="file to write (default: the screen)")
    saving.set_defaults(work=save)
    loading = steps.add_parser("load", help="load a plan file as a new municipality of this site")
    loading.add_argument("plan", type=Path, help="plan file (JSON)")
    loading.add_argument(
        "--coordinator", metavar="EMAIL", help="an existing account that becomes its co-ordinator"
    )
    loading.set_defaults(work=load)


def save(arguments: argparse.Namespace) -> int:
    from secap.cli.serve import prepare

    prepare()
    from secap.desk.registry.models import Municipality
    from secap.method.basis.errors import InvalidInput
    from secap.method.basis.messages import Message
    from secap.plan.file import dumps
    from secap.plan.plan import load_plan

    municipality = Municipality.objects.filter(slug=arguments.slug).first()
    if municipality is None:
        known = list(Municipality.objects.values_list("slug", flat=True))
        raise InvalidInput(
            Message("There is no municipality “{slug}” on this site.", slug=arguments.slug),
            hint=Message("Choose one of: {codes}.", codes=known or ["–"]),
        )
    text = dumps(load_plan(municipality))
    if arguments.out is None:
        sys.stdout.write(text)
        return 0
    try:
        arguments.out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InvalidInput(
            Message("The file can't be written: {reason}.", reason=error.strerror or ""),
            where=(str(arguments.out),),
        ) from None
    print(f"{municipality.name}: {arguments.out}")
    return 0


def load(arguments: argparse.Namespace) -> int:
    from secap.cli.planfile import content
    from secap.cli.serve import prepare

    text = content(arguments.plan)
    prepare()
    from secap.desk.registry.models import Membership, Municipality, Person, Role
    from secap.method.basis.errors import InvalidInput
    from secap.method.basis.messages import Message
    from secap.plan.changes import create
    from secap.plan.file import loads

    plan = loads(text)
    if Municipality.objects.filter(slug=plan.municipality.slug).exists():
        raise InvalidInput(
            Message("This site holds a plan “{slug}” already.", slug=plan.municipality.slug),
            hint=Message("Open the file on its page Import and export: there you see what would change."),
        )
    person = None
    if arguments.coordinator:
        person = Person.objects.filter(email=arguments.coordinator.lower()).first()
        if person is None:
            raise InvalidInput(
                Message("There is no account “{email}”.", email=arguments.coordinator),
                hint=Message("Leave --coordinator out, or use the address of an account."),
            )
    municipality = create(plan, person, reason="plan file")
    if person is not None:
        Membership.objects.create(person=person, municipality=municipality, role=Role.COORDINATOR)
    print(f"{municipality.name} is at /{municipality.slug}/")
    return 0
