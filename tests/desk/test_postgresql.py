"""The same migrations and the same behaviour on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.postgres
def test_desk_and_plan_work_on_postgresql(postgres_url: str) -> None:
    environment = os.environ | {
        "SECAP_TEST_DATABASE_URL": postgres_url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    environment.pop("PYTEST_XDIST_WORKER", None)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-m", "not postgres and not browser"]
    command += ["tests/desk", "tests/plan", "tests/exchange", "tests/jobs"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
