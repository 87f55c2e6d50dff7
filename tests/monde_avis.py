"""The cast of advice: a surgery of Lille and its secretary, two specialists, who coordinates them; and Amiens."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from maillage.metiers.avis.models import Filiere
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements

if TYPE_CHECKING:
    from tests.monde import Monde

# Owner, colleague, guest, other, supervisor.
TROUPES_AVIS = {
    # the coordinator, the practitioner, the specialist, the coordinator of Amiens, who steers the région
    "avis_reseau": ("clarisse", "gaspard", "sacha", "camille", "regine"),
}


class MondeAvis:
    """Built on demand beside the rest of the world."""

    def __init__(self, monde: Monde) -> None:
        self.monde = monde

    def _organisation(
        self, genre: str, nom: str, parent: Organisation | None = None, place: Organisation | None = None
    ) -> Organisation:
        with agir_comme(agent_systeme()):
            organisation = Organisation.objects.create(
                type=genre,
                nom=nom,
                cle_recherche=nom.lower(),
                commune=(place or self.monde.lille).commune,
                parent=parent,
                est_gestionnaire=True,
            )
            recalculer_rattachements([organisation.pk])
        return organisation

    @cached_property
    def cpts(self) -> Organisation:
        return self._organisation("communaute_soignante", "CPTS de Lille")

    @cached_property
    def cpts_amiens(self) -> Organisation:
        return self._organisation("communaute_soignante", "CPTS d’Amiens", place=self.monde.amiens)

    @cached_property
    def cabinet(self) -> Organisation:
        return self._organisation("cabinet_medical", "Cabinet des Tilleuls")

    @cached_property
    def exercice_gaspard(self) -> Organisation:
        return self._organisation("exercice_medical", "Dr Gaspard", self.cabinet)

    @cached_property
    def exercice_sacha(self) -> Organisation:
        return self._organisation("exercice_medical", "Dr Sacha")

    def _agent(self, nom: str, role: str, **place: Any) -> Agent:
        return self.monde._creer(nom, f"avis.{role}", **place)

    @cached_property
    def clarisse(self) -> Agent:
        return self._agent("clarisse", "coordinateur", organisation=self.cpts)

    @cached_property
    def camille(self) -> Agent:
        return self._agent("camille", "coordinateur", organisation=self.cpts_amiens)

    @cached_property
    def gaspard(self) -> Agent:
        return self._agent("gaspard", "medecin_generaliste", organisation=self.exercice_gaspard)

    @cached_property
    def sacha(self) -> Agent:
        return self._agent("sacha", "specialiste", organisation=self.exercice_sacha)

    @cached_property
    def regine(self) -> Agent:
        assert self.cpts  # a role on the région covers the organisations that exist
        return self._agent("regine", "pilotage", territoire=self.monde.region)

    def ouvrir_filiere(self, code: str = "dermatologie") -> Filiere:
        cpts = self.cpts
        with agir_comme(self.clarisse):
            return Filiere.objects.create(
                gestionnaire=cpts, code=code, nom=code.capitalize(), specialites=["SM15"]
            )

    @cached_property
    def filiere(self) -> Filiere:
        return self.ouvrir_filiere()


ARGUMENTS_AVIS: dict[str, Any] = {}
