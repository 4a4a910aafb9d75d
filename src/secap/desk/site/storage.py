"""Where the data live, and the database an address stands for."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # a writer waits its turn instead of failing half-way
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def data_folder() -> Path:
    """Return the folder of database, uploads and secret key: $SECAP_DATA, or `data` where one is."""
    return Path(os.environ.get("SECAP_DATA", "data")).resolve()


def secret_key(folder: Path) -> str:
    """Return the installation's own key: $SECAP_SECRET_KEY, or one made once and kept in the data folder."""
    if key := os.environ.get("SECAP_SECRET_KEY"):
        return key
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Exclusive creation: two processes that start at once must not end up with two keys.
        try:
            with open(
                os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
            ) as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
    return path.read_text(encoding="ascii").strip() or secrets.token_urlsafe(50)


def database(folder: Path) -> dict[str, Any]:
    """Return Django's settings for $SECAP_DATABASE_URL (postgresql://user:password@host:port/name),
    or for the SQLite file in the data folder."""
    url = os.environ.get("SECAP_DATABASE_URL", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "secap.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise SystemExit("SECAP_DATABASE_URL must start with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }
