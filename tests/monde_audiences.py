"""The cast of criminal hearings: a chamber of Lille and its president, another chamber, the head of the court."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from maillage.metiers.audiences.actions import affaires, audiences, decisions, note, parties, phrases
from maillage.metiers.audiences.actions.identites import Identite
from maillage.metiers.audiences.models import (
    Audience,
    Audiencement,
    Decision,
    Infraction,
    LigneNote,
    Partie,
    Phrase,
    Seance,
)
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements

if TYPE_CHECKING:
    from tests.monde import Monde

# Owner, colleague, guest, other, supervisor.
TROUPES_AUDIENCES = {
    # the clerk of the sixth chamber, the director of the registry, the president of the chamber, the clerk of the
    # seventh, the head of the court
    "audiences": ("gisele", "dora", "paule", "cesar", "helene"),
}


class MondeAudiences:
    """Built on demand beside the rest of the world."""

    def __init__(self, monde: Monde) -> None:
        self.monde = monde

    def _organisation(self, genre: str, nom: str, parent: Organisation | None = None) -> Organisation:
        with agir_comme(agent_systeme()):
            organisation = Organisation.objects.create(
                type=genre,
                nom=nom,
                cle_recherche=nom.lower(),
                commune=self.monde.lille.commune,
                parent=parent,
                est_gestionnaire=True,
            )
            recalculer_rattachements([organisation.pk])
        return organisation

    @cached_property
    def tribunal(self) -> Organisation:
        return self._organisation("tribunal_judiciaire", "Tribunal correctionnel de Lille")

    @cached_property
    def sixieme(self) -> Organisation:
        return self._organisation("chambre", "6e chambre", self.tribunal)

    @cached_property
    def septieme(self) -> Organisation:
        return self._organisation("chambre", "7e chambre", self.tribunal)

    def _agent(self, nom: str, role: str, place: Organisation) -> Agent:
        return self.monde._creer(nom, f"audiences.{role}", organisation=place)

    @cached_property
    def gisele(self) -> Agent:
        return self._agent("gisele", "greffier", self.sixieme)

    @cached_property
    def cesar(self) -> Agent:
        return self._agent("cesar", "greffier", self.septieme)

    @cached_property
    def paule(self) -> Agent:
        return self._agent("paule", "magistrat", self.sixieme)

    @cached_property
    def dora(self) -> Agent:
        assert self.sixieme  # a role on the court covers the chambers that exist
        return self._agent("dora", "directeur_greffe", self.tribunal)

    @cached_property
    def helene(self) -> Agent:
        assert self.sixieme
        return self._agent("helene", "chef_juridiction", self.tribunal)

    def tenir(self, rang: int = 0) -> Audience:
        """A hearing of today, open; one a minute."""
        with agir_comme(self.gisele):
            audience = audiences.creer_audience(
                agent=self.gisele,
                chambre=self.sixieme,
                valeurs=audiences.ValeursAudience(
                    date=timezone.localdate(), heure=dt.time(rang // 60, rang % 60), type="collegial"
                ),
            )
            return audiences.ouvrir(agent=self.gisele, audience=audience)

    @cached_property
    def audience(self) -> Audience:
        return self.tenir()

    @cached_property
    def seance(self) -> Seance:
        audience = self.audience
        with agir_comme(self.gisele):
            return Seance.objects.get(audience=audience)

    def inscrire(self, numero: str, audience: Audience | None = None) -> Audiencement:
        audience = audience or self.audience
        with agir_comme(self.gisele):
            passage = affaires.inscrire_affaire(agent=self.gisele, audience=audience, numero_parquet=numero)
            self.ajouter_partie(passage)
        return passage

    def ajouter_partie(self, passage: Audiencement) -> Partie:
        with agir_comme(self.gisele):
            partie = parties.ajouter_partie(
                agent=self.gisele,
                passage=passage,
                identite=Identite(nom="Lefèvre", prenoms="Zoé"),
                valeurs=parties.ValeursPartie(statut="prevenu"),
            )
            parties.ajouter_infraction(
                agent=self.gisele,
                passage=passage,
                valeurs=parties.ValeursInfraction(natinf="7151", qualification="VOL"),
                accuses=[partie],
            )
        return partie

    @cached_property
    def passage(self) -> Audiencement:
        return self.inscrire("26325000001")

    @cached_property
    def partie(self) -> Partie:
        passage = self.passage
        with agir_comme(self.gisele):
            return Partie.objects.get(affaire=passage.affaire_id)

    @cached_property
    def infraction(self) -> Infraction:
        passage = self.passage
        with agir_comme(self.gisele):
            return Infraction.objects.get(affaire=passage.affaire_id)

    @cached_property
    def ligne(self) -> LigneNote:
        passage = self.passage
        with agir_comme(self.gisele):
            return note.consigner(agent=self.gisele, passage=passage, genre="libre", texte="Un mot.")

    def garder(self, raccourci: str) -> Phrase:
        with agir_comme(self.gisele):
            return phrases.garder_phrase(
                agent=self.gisele, raccourci=raccourci, texte="L’affaire est retenue.", chambre=self.sixieme
            )

    @cached_property
    def phrase(self) -> Phrase:
        return self.garder("retenue")

    @cached_property
    def decision(self) -> Decision:
        passage, partie = self.passage, self.partie
        with agir_comme(self.gisele):
            return decisions.decider(
                agent=self.gisele, passage=passage, partie=partie, texte="COUP ; AM 300", motivation="Faits."
            )


def _phrase(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.audiences.phrase.pk}


def _audience(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.audiences.audience.pk}


def _passage(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.audiences.passage.pk}


def _partie(monde: Monde) -> dict[str, Any]:
    return {**_passage(monde), "partie": monde.audiences.partie.pk}


def _infraction(monde: Monde) -> dict[str, Any]:
    return {**_passage(monde), "infraction": monde.audiences.infraction.pk}


ARGUMENTS_AUDIENCES = {
    **{f"audiences:{nom}": _phrase for nom in ("phrase_modifier", "phrase_retirer")},
    **{f"audiences:{nom}": _audience for nom in (
        "audience", "modifier", "composer", "inscrire", "renvoyer_selection", "direct", "rouvrir", "fin", "viser",
        "pieces", "bordereau_csv", "archive")},
    "audiences:etablir_audience": lambda m: {**_audience(m), "genre": "role"},
    "audiences:seance": lambda m: {**_audience(m), "verbe": "suspendre"},
    "audiences:marquer": lambda m: {**_audience(m), "etape": "note_signee"},
    "audiences:seance_corriger": lambda m: {"pk": m.audiences.seance.pk},
    **{f"audiences:{nom}": _passage for nom in (
        "passage", "veille", "passage_historique", "passage_modifier", "passage_retirer", "passage_deplacer",
        "passage_composer", "consigner", "renvoyer", "renvoi_retirer", "partie_ajouter", "infraction_ajouter",
        "etablir_dossier", "minute_docx")},
    "audiences:demarquer": lambda m: {**_passage(m), "etape": "note_signee"},
    **{f"audiences:{nom}": _partie for nom in (
        "partie_modifier", "partie_retirer", "comparution", "decider", "decision_lire")},
    **{f"audiences:{nom}": _infraction for nom in ("infraction_modifier", "infraction_requalifier")},
    **{f"audiences:{nom}": lambda m: {"pk": m.audiences.ligne.pk} for nom in ("ligne", "ligne_retirer")},
    **{f"audiences:{nom}": lambda m: {"pk": m.audiences.decision.pk} for nom in (
        "decision_copier", "decision_retirer")},
}  # fmt: skip
