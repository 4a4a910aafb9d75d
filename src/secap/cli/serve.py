"""`secap serve` and `secap demo`: the site, by a real web server, with a worker beside it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

DEMO_PASSWORD = "secap-demo-2026"


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for name, work, text in (
        ("serve", serve, "serve the site"),
        (
            "demo",
            demo,
            "serve the site with the example towns and demo sign-ins, loading them on the first start",
        ),
    ):
        command = commands.add_parser(name, help=text)
        # argparse reads a default that is a text like an argument, so a wrong PORT is told as one.
        command.add_argument(
            "--port", type=int, default=os.environ.get("PORT", "8000"), help="default $PORT or 8000"
        )
        command.add_argument(
            "--host", default="127.0.0.1", help="address to listen on (default: this machine only)"
        )
        command.add_argument("--threads", type=int, default=8)
        command.set_defaults(work=work)
    worker = commands.add_parser("worker", help="carry out queued jobs (secap serve starts one by itself)")
    worker.set_defaults(work=work_off)


def prepare() -> None:
    """Bring database and static files up to this version."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secap.desk.site.settings")
    django.setup()
    from django.conf import settings

    settings.DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    _collect_static()


def _collect_static() -> None:
    """Collect and compress the static files, where any of them changed since the last start (it takes
    seconds)."""
    import hashlib

    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    stamp = settings.STATIC_ROOT / "collected.txt"
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(digest.hexdigest(), encoding="ascii")


def serve(arguments: argparse.Namespace) -> int:
    print("Preparing database and static files ...", file=sys.stderr, flush=True)
    prepare()
    return _listen(arguments)


def demo(arguments: argparse.Namespace) -> int:
    print("Preparing database and static files ...", file=sys.stderr, flush=True)
    prepare()
    from secap.plan.example import load_examples

    signs = load_examples(DEMO_PASSWORD)
    print("\nSECAP workbench, with example towns. Sign in as one of (password: " + DEMO_PASSWORD + "):")
    for email, role, towns in signs:
        print(f"  {email:<22} {role:<14} {towns}")
    return _listen(arguments)


def _listen(arguments: argparse.Namespace) -> int:
    from waitress import create_server

    from secap.desk.site.wsgi import application

    try:
        server = create_server(
            application, host=arguments.host, port=arguments.port, threads=arguments.threads
        )
    except OSError as error:
        print(
            f"Port {arguments.port} can't be used: {error.strerror}. Choose another with --port.",
            file=sys.stderr,
        )
        return 2
    with _worker():
        print(f"\nOpen http://{arguments.host}:{arguments.port}/   (stop with Ctrl+C)", flush=True)
        try:
            server.run()
        except KeyboardInterrupt:
            print("Stopped.")
        finally:
            server.close()
    return 0


@contextmanager
def _worker() -> Iterator[None]:
    """Run the job worker as long as the server runs."""
    process = subprocess.Popen([sys.executable, "-m", "secap.cli", "worker"])
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def work_off(arguments: argparse.Namespace) -> int:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secap.desk.site.settings")
    django.setup()
    from secap.jobs.running import fail_interrupted

    fail_interrupted()
    call_command("db_worker", "--queue-name", "*", "--no-startup-delay", verbosity=0)
    return 0
