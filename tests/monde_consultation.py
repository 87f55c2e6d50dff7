"""Incidents, the plan, reading and destruction: a service of two centres, and another that must never see it."""

from __future__ import annotations

import datetime as dt
import io
from functools import cached_property
from typing import TYPE_CHECKING, Any

from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone
from PIL import Image

from maillage.metiers.numerisation.actions import (
    cadences,
    copies,
    delegations,
    incidents,
    portes,
    satisfaction,
    seances,
)
from maillage.metiers.numerisation.actions.coffre import Coffre
from maillage.metiers.numerisation.actions.inventaire import inventorier_tous
from maillage.metiers.numerisation.actions.rangement import ranger
from maillage.metiers.numerisation.chaine.page import Encre, ResultatPage, Vierge
from maillage.metiers.numerisation.models import (
    ActionCorrective,
    Centre,
    Convention,
    Copie,
    Delegation,
    Destruction,
    Dossier,
    Enquete,
    Fichier,
    Incident,
    Lot,
    Opposition,
    Page,
    Porte,
    Seance,
)
from maillage.metiers.numerisation.regles.cadence import lundi
from maillage.metiers.numerisation.tests.lieux import ServiceEssai, creer_prestataire, creer_service, ligne
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent, Organisation

if TYPE_CHECKING:
    from tests.monde import Monde

TROUPES_CONSULTATION = {
    # a nurse, the assistant of her centre, who runs it, a doctor of another service, the DPO
    "consultation": ("ivan", "agathe", "rachel", "odile", "diane"),
    # who runs the deployment, a nurse, who runs a centre, a doctor of another service, the DPO
    "deploiement": ("armand", "ivan", "rachel", "odile", "diane"),
    # who runs the centre, the coordinating doctor, a nurse, a doctor of another service, the DPO
    "destruction": ("rachel", "maud", "ivan", "odile", "diane"),
    # the DPO, a nurse, who runs a centre, a doctor of another service, the coordinating doctor
    "confidentialite": ("diane", "ivan", "rachel", "odile", "maud"),
}


class MondeConsultation:
    """Built on demand beside the rest of the world."""

    def __init__(self, monde: Monde) -> None:
        self.monde = monde

    @cached_property
    def lieu(self) -> ServiceEssai:
        return creer_service("du Nord", self.monde.lille.commune, ("059A", "059B"))

    @cached_property
    def centre(self) -> Organisation:
        return self.lieu.centres[0]

    def _agent(self, nom: str, role: str, lieu: Organisation) -> Agent:
        return self.monde._creer(nom, f"numerisation.{role}", lieu)

    @cached_property
    def ivan(self) -> Agent:
        return self._agent("ivan", "professionnel_sante", self.centre)

    @cached_property
    def agathe(self) -> Agent:
        return self._agent("agathe", "assistant_equipe", self.centre)

    @cached_property
    def rachel(self) -> Agent:
        return self._agent("rachel", "responsable_centre", self.centre)

    @cached_property
    def diane(self) -> Agent:
        return self._agent("diane", "dpo", self.lieu.service)

    @cached_property
    def maud(self) -> Agent:
        return self._agent("maud", "medecin_coordinateur", self.lieu.service)

    @cached_property
    def armand(self) -> Agent:
        """His role demands a second factor, and he has one."""
        agent = self._agent("armand", "administrateur", self.lieu.service)
        with agir_comme(agent):
            TOTP.activate(agent, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        return agent

    @cached_property
    def odile(self) -> Agent:
        autre = creer_service("de Somme", self.monde.amiens.commune, ("080A",))
        return self._agent("odile", "professionnel_sante", autre.centres[0])

    def inventorier(self, nombre: int) -> list[Dossier]:
        with agir_comme(self.agathe):
            lignes = [ligne("Lefèvre") for _ in range(nombre)]
            return inventorier_tous(agent=self.agathe, centre=self.centre, lignes=lignes)

    @cached_property
    def dossier(self) -> Dossier:
        return self.inventorier(1)[0]

    def signaler(self, nature: str = "retard") -> Incident:
        with agir_comme(self.agathe):
            return incidents.ouvrir(
                agent=self.agathe,
                organisation=self.centre,
                nature=nature,
                description="Une boîte est arrivée ouverte.",
                dossier=self.dossier,
            )

    @cached_property
    def incident(self) -> Incident:
        return self.signaler("fuite")

    def agir(self) -> ActionCorrective:
        with agir_comme(self.rachel):
            return incidents.ajouter_action(
                agent=self.rachel,
                incident=self.incident,
                nature="corrective",
                libelle="Changer les scellés",
                responsable="Qualité",
                date_echeance=timezone.localdate() + dt.timedelta(days=5),
            )

    @cached_property
    def action(self) -> ActionCorrective:
        return self.agir()

    def planifier(self, semaines: int = 1) -> None:
        debut = lundi(timezone.localdate()) - dt.timedelta(weeks=semaines)
        with agir_comme(self.armand):
            cadences.planifier(
                agent=self.armand,
                centre=self.centre,
                debut=debut,
                fin=debut + dt.timedelta(weeks=semaines - 1),
                prevu=10,
            )

    def reunir(self) -> Seance:
        photo = io.BytesIO()
        Image.new("L", (60, 84), 255).save(photo, "PNG")
        with agir_comme(self.rachel):
            return seances.enregistrer(
                agent=self.rachel,
                campagne=self.lieu.campagne,
                centre=self.centre,
                genre="formation",
                date=timezone.localdate(),
                sujet="Le tri des pièces",
                presents={"numerisation.assistant_equipe": 4},
                piece=photo.getvalue(),
            )

    @cached_property
    def seance(self) -> Seance:
        return self.reunir()

    def enqueter(self) -> Enquete:
        """Closed, as many as asked; the last one stays open."""
        self.lisible  # noqa: B018 (a record on screen)
        with agir_comme(self.armand):
            centre = Centre.objects.select_related("service", "organisation").get(organisation=self.centre)
            for ouverte in Enquete.objects.filter(etat="ouverte").select_related("service"):
                satisfaction.clore(agent=self.armand, enquete=ouverte)
            return satisfaction.ouvrir(agent=self.armand, centre=centre)

    @cached_property
    def enquete(self) -> Enquete:
        return self.enqueter()

    # --- a record on screen

    @cached_property
    def lot(self) -> Lot:
        with agir_comme(agent_systeme()):
            prestataire = creer_prestataire(self.lieu, self.monde.lille.commune)
            return Lot.objects.create(
                service=self.lieu.service,
                prestataire=prestataire,
                numero="L-1",
                convention=Convention.objects.get(prestataire=prestataire),
                etat="integre",
                date_numerisation=timezone.localdate(),
                horodatage_integration=timezone.now(),
            )

    def numeriser(self, dossier: Dossier) -> Dossier:
        """On screen: one page of its identity; its journey has its own tests."""
        image, coffre = io.BytesIO(), Coffre(dossier.cle)
        Image.new("L", (60, 84), 255).save(image, "JPEG")
        with agir_comme(agent_systeme()):
            range_ = ranger(image.getvalue(), coffre)
            Dossier.objects.filter(pk=dossier.pk).update(etat="integre")
            fichier = Fichier.objects.create(
                service=self.lot.service,
                prestataire=self.lot.prestataire,
                centre=dossier.centre,
                lot=self.lot,
                dossier=dossier,
                nom=f"d{dossier.pk}.pdf",
                etat="lu",
                boite="B",
                pages_annoncees=1,
                sha256="0" * 64,
                taille=1,
                numeriseur="N",
                operateur="O",
                resolution=300,
                profondeur=24,
                horodatage_numerisation=timezone.now(),
                rangement_livre=range_.empreinte,
                rangement_pdfa=range_.empreinte,
                cle_pdfa=range_.cle,
            )
            lu = ResultatPage(1, 60, 84, Vierge(Encre.ECRITE, 0.1, 240, "essai", image.getvalue()))
            Page.objects.create(
                service=self.lot.service,
                centre=dossier.centre,
                dossier=dossier,
                fichier=fichier,
                numero=1,
                largeur=60,
                hauteur=84,
                resolution=300,
                empreinte_image="0" * 64,
                debut=0,
                longueur=len(image.getvalue()),
                encre="ecrite",
                part_encre=0.1,
                rattachement="certain",
                piece="identification",
                partie="1",
                contenu=coffre.sceller({"lu": lu.en_json()}),
            )
        return dossier

    @cached_property
    def lisible(self) -> Dossier:
        dossier = self.numeriser(self.dossier)
        dossier.etat = "integre"
        return dossier

    def copier(self) -> Copie:
        with agir_comme(self.ivan):
            return copies.demander(
                agent=self.ivan,
                dossier=self.lisible,
                genre="salarie",
                destinataire="",
                mode="main",
                date_demande=timezone.localdate(),
            )

    @cached_property
    def copie(self) -> Copie:
        return self.copier()

    @cached_property
    def opposition(self) -> Opposition:
        with agir_comme(self.ivan):
            return copies.opposer(
                agent=self.ivan, dossier=self.lisible, portion="premiere", date=timezone.localdate()
            )

    @cached_property
    def nora(self) -> Agent:
        return self._agent("nora", "professionnel_sante", self.lieu.centres[1])

    def forcer(self) -> Porte:
        with agir_comme(self.nora):
            return portes.forcer(
                agent=self.nora, etiquette=self.lisible.etiquette, motif="Malaise au poste ce matin."
            )

    @cached_property
    def porte(self) -> Porte:
        return self.forcer()

    def deleguer(self) -> Delegation:
        agathe, jour = self.agathe, timezone.localdate()
        with agir_comme(self.maud):
            return delegations.accorder(
                agent=self.maud,
                centre=self.centre,
                delegataire=agathe,
                date_debut=jour,
                date_fin=jour,
                motif="Visites",
            )

    @cached_property
    def delegation(self) -> Delegation:
        return self.deleguer()

    def detruire(self, etat: str = "demandee") -> Destruction:
        approbation = {"approbateur": self.maud, "horodatage_approbation": timezone.now()}
        with agir_comme(agent_systeme()):
            return Destruction.objects.create(
                centre=self.centre,
                etat=etat,
                nombre=0,
                demandeur=self.rachel,
                **({} if etat == "demandee" else approbation),
            )

    @cached_property
    def destruction(self) -> Destruction:
        return self.detruire()

    @cached_property
    def approuvee(self) -> Destruction:
        return self.detruire("approuvee")


def _incident(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.consultation.incident.pk}


def _action(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.consultation.action.pk}


ARGUMENTS_CONSULTATION: dict[str, Any] = {
    **{f"numerisation:seance{suite}": lambda m: {"pk": m.consultation.seance.pk} for suite in ("", "_piece")},
    **{
        f"numerisation:enquete_{verbe}": lambda m: {"pk": m.consultation.enquete.pk}
        for verbe in ("clore", "repondre")
    },
    **{
        f"numerisation:incident{suite}": _incident
        for suite in ("", "_qualifier", "_notifier", "_agir", "_clore")
    },
    "numerisation:action_faite": _action,
    "numerisation:action_verifiee": _action,
    **{
        f"numerisation:{nom}": lambda m: {"pk": m.consultation.lisible.pk}
        for nom in (
            "ouvrir",
            "lire",
            "acces_dossier",
            "acces_releve",
            "copies_dossier",
            "copie_demander",
            "opposer",
        )
    },
    **{
        f"numerisation:{nom}": lambda m: {"pk": m.consultation.lisible.pk, "numero": 1}
        for nom in ("page", "vignette", "imprimer", "page_imprimee", "page_classer")
    },
    "numerisation:opposition_lever": lambda m: {"pk": m.consultation.opposition.pk},
    **{
        f"numerisation:copie{suite}": lambda m: {"pk": m.consultation.copie.pk}
        for suite in ("", "_paquet", "_remettre")
    },
    "numerisation:delegation": lambda m: {"pk": m.consultation.delegation.pk},
    "numerisation:porte": lambda m: {"pk": m.consultation.porte.pk},
    **{
        f"numerisation:destruction{suite}": lambda m: {"pk": m.consultation.destruction.pk}
        for suite in ("", "_approuver", "_certifier", "_abandonner")
    },
    "numerisation:destruction_constater": lambda m: {"pk": m.consultation.approuvee.pk},
    "numerisation:cadence_centre": lambda m: {"pk": m.consultation.centre.pk},
}
