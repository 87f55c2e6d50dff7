"""What proves a lot: a seal a file, a token a lot, and each time that they were checked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from maillage.metiers.numerisation.droits import PREUVE_LIRE, SCEAU_APPOSER
from maillage.metiers.numerisation.models.champs import instant, vers
from maillage.metiers.numerisation.models.lots import Fichier, Lot
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Organisation

LUE: dict[str, Droit] = {"service": PREUVE_LIRE}
ECRITE: dict[str, Droit] = {"service": SCEAU_APPOSER}


class DesPreuves(ModeleProtege):
    """Read by the service: what the provider owes ends with the verdict."""

    perimetres: ClassVar[dict[str, Droit]] = LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = ECRITE

    service = vers(Organisation, "service", db_index=False)

    class Meta:
        abstract = True


class Sceau(DesPreuves):
    """PAdES seal of a file, and what lets anybody check it: these fingerprints outlive the record's key."""

    fichier = models.OneToOneField(
        Fichier, verbose_name="fichier", on_delete=models.PROTECT, related_name="sceau"
    )
    sha256 = models.CharField("empreinte du fichier scellé", max_length=64)
    taille = models.BigIntegerField("taille du fichier scellé")
    taille_avant_sceau = models.BigIntegerField("taille avant le sceau")
    sha256_avant_sceau = models.CharField("empreinte avant le sceau", max_length=64)
    images = models.JSONField("empreintes des images", default=list)
    horodatage = models.DateTimeField("scellé le", default=timezone.now)

    class Meta:
        verbose_name = "sceau"
        verbose_name_plural = "sceaux"
        ordering = ["id"]
        indexes = [models.Index(fields=["service"], name="num_sceau_service")]

    def __str__(self) -> str:
        return f"Sceau du fichier {self.fichier_id}"


class Jeton(DesPreuves):
    """RFC 3161 token over the Merkle root of the sealed files of a lot."""

    lot = models.OneToOneField(Lot, verbose_name="lot", on_delete=models.PROTECT, related_name="jeton")
    racine = models.CharField("racine du lot", max_length=64)
    nombre = models.PositiveIntegerField("fichiers")
    jeton = models.TextField("jeton, en base 64")
    autorite = models.CharField("autorité", max_length=200)
    horodatage = models.DateTimeField("instant du jeton")

    class Meta:
        verbose_name = "jeton d’horodatage"
        verbose_name_plural = "jetons d’horodatage"
        ordering = ["id"]
        indexes = [models.Index(fields=["service"], name="num_jeton_service")]

    def __str__(self) -> str:
        return f"Jeton du lot {self.lot_id}"


class Verification(DesPreuves):
    """One check of a lot: its token, its root, each seal and each file; the findings, in sentences."""

    lot = models.ForeignKey(Lot, verbose_name="lot", on_delete=models.PROTECT, related_name="verifications")
    est_conforme = models.BooleanField("conforme")
    fichiers = models.PositiveIntegerField("fichiers vérifiés")
    constats = models.JSONField("constats", default=list)
    """[file or empty, code, is right, sentence]: those of the lot, then what is wrong of its files."""
    horodatage = models.DateTimeField("vérifié le", default=timezone.now)
    horodatage_sceau = instant("premier sceau")

    class Meta:
        verbose_name = "vérification"
        verbose_name_plural = "vérifications"
        ordering = ["-horodatage", "-id"]
        indexes = [
            models.Index(fields=["service", "-horodatage"], name="num_verif_service"),
        ]

    def __str__(self) -> str:
        return f"Vérification du lot {self.lot_id}"
