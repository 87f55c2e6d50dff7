"""The documents of Maillage: kinds, rendering, numbering, storage, check page."""

from django.apps import AppConfig

from maillage.socle.documents.lecture import borner_lecteur_pdf


class DocumentsConfig(AppConfig):
    """Installed by every deployment; the services declare their kinds in their own `documents.py`."""

    name = "maillage.socle.documents"
    label = "documents"
    verbose_name = "documents"

    def ready(self) -> None:
        """Bound the PDF reader before the first upload."""
        borner_lecteur_pdf()
