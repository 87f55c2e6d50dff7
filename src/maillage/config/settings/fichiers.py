"""Issued documents have a storage of their own, beside uploaded files: private, never served, addressed by content."""

from pathlib import Path
from typing import Any


def stockage_documents(general: dict[str, Any]) -> dict[str, Any]:
    """Return the storage of documents, in a folder of the storage of files (a directory, or an S3 bucket)."""
    options = dict(general.get("OPTIONS", {}))
    if general["BACKEND"] == "storages.backends.s3.S3Storage":
        # A name is a hash: the same name is the same content, and asking for a free one would cost a request.
        return {**general, "OPTIONS": {**options, "location": "documents", "file_overwrite": True}}
    return {
        **general,
        "OPTIONS": {
            **options,
            "location": str(Path(options["location"]) / "documents"),
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }
