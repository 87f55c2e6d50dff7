"""Static files: only those a page can ask for, named by their content, compressed when it is worth it."""

import os
from functools import cache

import brotli
from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

QUALITE_BROTLI = 9  # a tenth of the time of 11, for files 3 % larger
TAILLE_MINIMALE = 2_000  # below, an icon travels in one packet anyway


class FichiersStatiques(StaticFilesConfig):
    """``collectstatic`` without the design system's parts that its complete files already contain."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "*.md",
        "*.scss",
        "dsfr/dist/analytics",
        "dsfr/dist/component",
        "dsfr/dist/core",
        "dsfr/dist/dsfr",
        "dsfr/dist/layout",
        "dsfr/dist/legacy",
        "dsfr/dist/scheme",
        "dsfr/dist/*.legacy.min.css",
        "dsfr/dist/*.main.min.css",
        "dsfr/dist/utility/colors",
        "dsfr/dist/utility/icons",
        "dsfr/dist/utility/*.legacy.min.css",
        "dsfr/dist/utility/*.main.min.css",
    ]


class Compresseur(Compressor):
    """WhiteNoise's, quicker."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        """Compress."""
        return brotli.compress(data, quality=QUALITE_BROTLI)

    def compress(self, path: str) -> list[str]:
        """Compress the files that gain from it."""
        if os.path.getsize(path) < TAILLE_MINIMALE:  # noqa: PTH202 (WhiteNoise gives a string)
            return []
        return list(super().compress(path))


class Stockage(CompressedManifestStaticFilesStorage):
    """Hashed names only: nothing else is ever served."""

    keep_only_hashed_files = True

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.url = cache(super().url)  # each page asks for the same twenty

    def create_compressor(self, **options: object) -> Compressor:
        """Use ours."""
        return Compresseur(**options)
