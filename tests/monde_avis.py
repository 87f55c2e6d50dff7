"""The cast of advice: a surgery of Lille and its secretary, two specialists, who coordinates them; and Amiens."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from maillage.metiers.avis.actions import demandes, reponses, reseau
from maillage.metiers.avis.actions.coffre import Clinique, Patient
from maillage.metiers.avis.enums.eligibilite import GenrePiece
from maillage.metiers.avis.models import Adressage, Affectation, Demande, Filiere, PieceJointe, Specialiste
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements

if TYPE_CHECKING:
    from tests.monde import Monde

# Owner, colleague, guest, other, supervisor.
TROUPES_AVIS = {
    # the practitioner, his secretary, the specialist who answered, another practitioner, the coordinator
    "avis": ("gaspard", "sonia", "sacha", "olga", "clarisse"),
    # the coordinator, the practitioner, the specialist, the coordinator of Amiens, who steers the région
    "avis_reseau": ("clarisse", "gaspard", "sacha", "camille", "regine"),
}


PDF_MINIMAL = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n"
)


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
    def sonia(self) -> Agent:
        assert self.exercice_gaspard  # a role on the surgery covers the practices that exist
        return self._agent("sonia", "secretaire", organisation=self.cabinet)

    @cached_property
    def olga(self) -> Agent:
        return self._agent(
            "olga", "medecin_generaliste", organisation=self._organisation("exercice_medical", "Dr Olga")
        )

    @cached_property
    def sacha(self) -> Agent:
        agent = self._agent("sacha", "specialiste", organisation=self.specialiste.exercice)
        with agir_comme(self.clarisse):
            self.specialiste.agent = agent
            self.specialiste.save(update_fields=["agent"])
        return agent

    def inscrire(self, nom: str) -> Specialiste:
        filiere, jour = self.filiere, timezone.localdate()
        with agir_comme(self.clarisse):
            specialiste = reseau.inscrire_specialiste(
                agent=self.clarisse,
                gestionnaire=self.cpts,
                prenom="Ada",
                nom=nom,
                rpps="",
                commune=self.monde.lille.commune,
                valeurs=reseau.ValeursSpecialiste("SM15", "retraite_actif", "acte", filieres=(filiere.pk,)),
            )
            for genre in GenrePiece:
                reseau.verifier_piece(
                    agent=self.clarisse,
                    specialiste=specialiste,
                    genre=genre,
                    date_debut=jour,
                    date_fin=jour + dt.timedelta(days=300),
                )
        return specialiste

    @cached_property
    def specialiste(self) -> Specialiste:
        return self.inscrire("Sacha")

    def preparer(self) -> Demande:
        filiere, gaspard = self.filiere, self.gaspard
        with agir_comme(gaspard):
            return demandes.preparer(
                agent=gaspard,
                requerant=self.exercice_gaspard,
                praticien=gaspard,
                filiere=filiere,
                saisie=demandes.Saisie(
                    urgence="rapide",
                    clinique=Clinique(question="Faut-il biopsier cette lésion ?"),
                    patient=Patient("Lefèvre", "Zoé", dt.date(1962, 5, 1), "feminin"),
                    mode_consentement="oral",
                    pieces=(("courrier", PDF_MINIMAL),),
                ),
            )

    def envoyer(self) -> Demande:
        assert self.sacha
        demande = self.preparer()
        with agir_comme(self.gaspard):
            return demandes.envoyer(agent=self.gaspard, demande=demande)

    def prendre(self) -> Demande:
        demande = self.envoyer()
        with agir_comme(self.sacha):
            affectation = Affectation.objects.select_related("requis").get(demande=demande.pk)
            return reponses.prendre(agent=self.sacha, affectation=affectation)

    def repondre(self) -> Demande:
        demande = self.prendre()
        with agir_comme(self.sacha):
            reponses.repondre(
                agent=self.sacha,
                demande=demande,
                reponse=reponses.Reponse("consultation", "elevee", "Exérèse.", 9),
            )
        return demande

    @cached_property
    def demande(self) -> Demande:
        """Answered, with a consultation to organise."""
        return self.repondre()

    @cached_property
    def piece(self) -> PieceJointe:
        demande = self.demande
        with agir_comme(self.gaspard):
            return PieceJointe.objects.get(demande=demande)

    @cached_property
    def adressage(self) -> Adressage:
        demande = self.demande
        with agir_comme(self.gaspard):
            return Adressage.objects.get(demande=demande)

    @cached_property
    def affectation(self) -> Affectation:
        """A proposal that waits."""
        demande = self.envoyer()
        with agir_comme(self.sacha):
            return Affectation.objects.get(demande=demande.pk)

    @property
    def piece_proposee(self) -> int:
        with agir_comme(self.gaspard):
            return PieceJointe.objects.get(demande=self.affectation.demande_id).pk

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


def _pk(monde: Monde) -> dict[str, int]:
    return {"pk": monde.avis.demande.pk}


ARGUMENTS_AVIS: dict[str, Any] = {
    "avis:demander_filiere": lambda monde: {"filiere": monde.avis.filiere.pk},
    **{
        f"avis:{nom}": _pk
        for nom in (
            "demande", "historique", "modifier", "envoyer", "complement", "clore", "rouvrir", "annuler", "reorienter",
            "retirer_consentement", "suivi", "demander_complement", "repondre", "rendre", "suivre", "orienter",
        )
    },
    **{
        f"avis:{nom}": lambda monde: {"pk": monde.avis.demande.pk, "piece": monde.avis.piece.pk}
        for nom in ("piece", "piece_retirer")
    },
    **{
        f"avis:{nom}": lambda monde: {"pk": monde.avis.demande.pk, "adressage": monde.avis.adressage.pk}
        for nom in ("adressage", "lettre", "organiser")
    },
    **{
        f"avis:{nom}": lambda monde: {"pk": monde.avis.affectation.pk}
        for nom in ("proposition", "prendre", "decliner")
    },
    "avis:proposition_piece": lambda monde: {
        "pk": monde.avis.affectation.pk,
        "piece": monde.avis.piece_proposee,
    },
    **{
        f"avis:{nom}": lambda monde: {"pk": monde.avis.specialiste.pk}
        for nom in (
            "specialiste", "specialiste_modifier", "piece_verifier", "specialiste_suspendre", "specialiste_reprendre",
        )
    },
    "avis:filiere_modifier": lambda monde: {"pk": monde.avis.filiere.pk},
}  # fmt: skip
