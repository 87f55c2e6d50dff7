"""Everybody, and one of everything: built when first asked for, once a test.

Lille and Amiens must never see each other. `ARGUMENTS` gives, for each address that takes arguments, the ones of an
object of Lille; a new address with arguments needs a line there.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from maillage.metiers.medecine_legale import actions, references
from maillage.metiers.medecine_legale.actions import Identite, memoires
from maillage.metiers.medecine_legale.actions.certificats import etablir_certificat, publier_modele
from maillage.metiers.medecine_legale.actions.effectifs import enregistrer_effectifs
from maillage.metiers.medecine_legale.actions.etats import etablir_etat
from maillage.metiers.medecine_legale.actions.remises import LienRemis, remettre_par_lien
from maillage.metiers.medecine_legale.actions.tableaux_annuels import enregistrer_tableau
from maillage.metiers.medecine_legale.documents import CERTIFICAT
from maillage.metiers.medecine_legale.echanges import ACTES
from maillage.metiers.medecine_legale.enums import Profil
from maillage.metiers.medecine_legale.indicateurs.ouverture import publier
from maillage.metiers.medecine_legale.models import (
    ActeMedicoLegal,
    Certificat,
    EditionOuverte,
    EtatActivite,
    EtatEffectif,
    FinancementStructure,
    Memoire,
    ModeleCertificat,
    PieceRequisition,
    ProfilActe,
    Requisition,
    TableauAnnuel,
    ValeurReference,
)
from maillage.metiers.medecine_legale.regles import ValeursActe
from maillage.metiers.medecine_legale.regles.certificats import BLOCS_PAR_DEFAUT
from maillage.socle.acces.comptes import actions as comptes
from maillage.socle.acces.comptes.invitations import creer_jeton
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent, Habilitation, Organisation, Personne, Territoire
from maillage.socle.documents.lots import produire_plus_tard
from maillage.socle.documents.models import DocumentProduit, LotDocuments
from maillage.socle.echanges.enums import FormatExport, StatutExport
from maillage.socle.echanges.imports.actions import appliquer_import, deposer_import
from maillage.socle.echanges.imports.application import appliquer
from maillage.socle.echanges.models import Edition, Entree, Exportation, Importation, Referentiel
from maillage.socle.echeances.models import Echeance
from maillage.socle.indicateurs.gel import arreter_periode
from maillage.socle.indicateurs.models import GelPeriode
from maillage.socle.indicateurs.periode import Periode
from maillage.socle.interface.contenus.actions import publier_annonce, publier_document
from maillage.socle.interface.models import Annonce, DocumentSite, Notification, VueEnregistree
from tests.distribution import CreerAgent
from tests.monde_audiences import ARGUMENTS_AUDIENCES, TROUPES_AUDIENCES, MondeAudiences
from tests.monde_avis import ARGUMENTS_AVIS, TROUPES_AVIS, MondeAvis
from tests.monde_consultation import ARGUMENTS_CONSULTATION, TROUPES_CONSULTATION, MondeConsultation
from tests.monde_gardes import ARGUMENTS_GARDES, TROUPES_GARDES, MondeGardes
from tests.monde_lots import ARGUMENTS_LOTS, TROUPES_LOTS, MondeLots
from tests.monde_papier import ARGUMENTS_PAPIER, TROUPES_PAPIER, MondePapier
from tests.monde_protection import ARGUMENTS_PROTECTION, TROUPES, MondeProtection

PLACES = ("proprietaire", "collegue", "invite", "autre", "superviseur", "anonyme")
IDENTITES = ("Lefevre", "Lefèvre", "Lef%C3%A8vre", "Zoe", "Zoé", "Zo%C3%A9", "alice", "zelie")
MOT_DE_PASSE = "Soleil-d'hiver-59"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of every second factor of the cast
EN_TETES_IMPORT = (
    "Numéro interne;Date d'examen;Profil;Heure de début;Types d'examen;Lieu;Âge personne;Genre personne;"
    "Nature violences;Contexte violences"
)
LIGNE_IMPORTEE = (
    "{numero};{jour};Victime (vivante);10:05;Somatique;Unité médico-judiciaire;18 ans et plus;Féminin;"
    "Coups et blessures;Conjugale"
)


class Monde:
    """The cast and their objects. Properties build on demand, in the name of who would do it."""

    def __init__(
        self, creer_agent: CreerAgent, lille: Organisation, amiens: Organisation, region: Territoire
    ) -> None:
        self._creer, self.lille, self.amiens, self.region = creer_agent, lille, amiens, region

    def _agent(self, nom: str, role: str, lieu: Organisation | Territoire) -> Agent:
        places = {"territoire": lieu} if isinstance(lieu, Territoire) else {"organisation": lieu}
        agent = self._creer(nom, f"medecine_legale.{role}", **places)
        agent.set_password(MOT_DE_PASSE)
        agent.save(update_fields=["password"])
        return agent

    def _agent_sur(self, nom: str, role: str, lieu: Organisation | Territoire) -> Agent:
        """Return an agent whose role demands a second factor, and who has one."""
        agent = self._agent(nom, role, lieu)
        with agir_comme(agent):
            TOTP.activate(agent, SECRET)
        return agent

    # --- Lille
    @cached_property
    def alice(self) -> Agent:
        return self._agent("alice", "gestionnaire", self.lille)

    @cached_property
    def bruno(self) -> Agent:
        return self._agent("bruno", "gestionnaire", self.lille)

    @cached_property
    def ines(self) -> Agent:
        return self._agent("ines", "invite", self.lille)

    @cached_property
    def adele(self) -> Agent:
        return self._agent_sur("adele", "administrateur", self.lille)

    @cached_property
    def basile(self) -> Agent:
        return self._agent_sur("basile", "administrateur", self.lille)

    # --- elsewhere
    @cached_property
    def chloe(self) -> Agent:
        return self._agent("chloe", "gestionnaire", self.amiens)

    @cached_property
    def carla(self) -> Agent:
        return self._agent_sur("carla", "administrateur", self.amiens)

    @cached_property
    def denis(self) -> Agent:
        return self._agent("denis", "superviseur_regional", self.region)

    @cached_property
    def france(self) -> Territoire:
        return Territoire.objects.get(type="pays", code="FR")

    @cached_property
    def nadia(self) -> Agent:
        return self._agent_sur("nadia", "super_administrateur", self.france)

    @cached_property
    def noe(self) -> Agent:
        return self._agent_sur("noe", "super_administrateur", self.france)

    @cached_property
    def luc(self) -> Agent:
        """A practitioner outside any structure."""
        with agir_comme(agent_systeme()):
            cabinet = Organisation.objects.create(
                type="reseau_proximite",
                nom="Cabinet du Dr Luc",
                commune=self.lille.commune,
                est_gestionnaire=True,
            )
        return self._agent("luc", "praticien_proximite", cabinet)

    def place(self, troupe: str, place: str) -> Agent | None:
        """Return who plays this place: owner, colleague, guest of the structure, other unit, supervisor."""
        noms = {
            "service": ("alice", "bruno", "ines", "chloe", "denis"),
            "administration": ("adele", "basile", "alice", "carla", "denis"),
            "nationale": ("nadia", "noe", "alice", "carla", "denis"),
            "proximite": ("luc", "alice", "ines", "chloe", "denis"),
        }.get(troupe, ())
        if place == "anonyme":
            return None
        rang = PLACES.index(place)
        if troupe in TROUPES_GARDES:
            assert self.gardes.specialiste
        for monde, troupes in (
            ("protection", TROUPES),
            ("audiences", TROUPES_AUDIENCES),
            ("avis", {**TROUPES_AVIS, **TROUPES_GARDES}),
            ("consultation", TROUPES_CONSULTATION),
            ("lots", TROUPES_LOTS),
            ("papier", TROUPES_PAPIER),
        ):
            if troupe in troupes:
                return getattr(getattr(self, monde), troupes[troupe][rang])
        return getattr(self, noms[rang])

    @cached_property
    def protection(self) -> MondeProtection:
        return MondeProtection(self)

    @cached_property
    def audiences(self) -> MondeAudiences:
        return MondeAudiences(self)

    @cached_property
    def avis(self) -> MondeAvis:
        return MondeAvis(self)

    @cached_property
    def gardes(self) -> MondeGardes:
        return MondeGardes(self)

    @cached_property
    def consultation(self) -> MondeConsultation:
        return MondeConsultation(self)

    @cached_property
    def papier(self) -> MondePapier:
        return MondePapier(self)

    @cached_property
    def lots(self) -> MondeLots:
        return MondeLots(self)

    # --- forensic medicine
    @cached_property
    def commissariat(self) -> Organisation:
        with agir_comme(agent_systeme()):
            return Organisation.objects.create(
                type="commissariat", nom="Commissariat de Lille", cle_recherche="commissariat de lille"
            )

    def recevoir(self, numero_pv: str) -> Requisition:
        jour = timezone.localdate()
        with agir_comme(self.alice):
            return actions.recevoir_requisition(
                agent=self.alice,
                structure=self.lille,
                requerant=self.commissariat,
                numero_pv=numero_pv,
                date_requisition=jour,
                date_limite=jour + dt.timedelta(days=7),
                mission="Examiner la victime et fixer l’incapacité totale de travail.",
            )

    @cached_property
    def requisition(self) -> Requisition:
        return self.recevoir("2026/00123/001")

    @cached_property
    def piece(self) -> PieceRequisition:
        with agir_comme(self.alice):
            return actions.deposer_piece(
                agent=self.alice, requisition=self.requisition, contenu=b"%PDF-1.7\n"
            )

    def enregistrer(self, numero: str, requisition: Requisition | None = None) -> ActeMedicoLegal:
        with agir_comme(self.alice):
            return actions.enregistrer_acte(
                agent=self.alice,
                structure=self.lille,
                requisition=requisition or self.requisition,
                valeurs=ValeursActe(
                    profil=Profil.VICTIME,
                    date_examen=timezone.localdate(),
                    numero_interne=numero,
                    a_requisition=True,
                    heure_debut=dt.time(10, 5),
                    types_examen=("somatique",),
                    lieu="umj",
                    age="majeur",
                    genre="feminin",
                    natures_violence=("coups",),
                    contextes_violence=("conjugale",),
                    itt_jours=5,
                ),
            )

    @cached_property
    def acte(self) -> ActeMedicoLegal:
        return self.enregistrer("2026-00041")

    @cached_property
    def etat(self) -> EtatEffectif:
        """The first month of the year: one figure, not yet validated."""
        mois = timezone.localdate().replace(month=1, day=1)
        with agir_comme(agent_systeme()):
            references.charger_autres_listes()
        with agir_comme(self.adele):
            return enregistrer_effectifs(
                agent=self.adele, structure=self.lille, valeurs={mois: {"medecin": Decimal("4.5")}}
            )[0]

    def tableau(self, annee: int) -> TableauAnnuel:
        """A yearly table of Lille, before its acts."""
        with agir_comme(self.adele):
            return enregistrer_tableau(
                agent=self.adele,
                structure=self.lille,
                annee=annee,
                quantites={"victimes": 120, "autopsies": 8, "biologie": 40},
                nom_fichier="activite.csv",
                empreinte="0" * 64,
            )

    @cached_property
    def tableau_annuel(self) -> TableauAnnuel:
        return self.tableau(2016)

    @cached_property
    def edition_ouverte(self) -> EditionOuverte:
        with agir_comme(agent_systeme()):
            return publier(agent=agent_systeme(), jour=timezone.localdate())

    @cached_property
    def version(self) -> Certificat:
        """The first certificate of the act."""
        with agir_comme(self.alice):
            identite = Identite(nom="Lefèvre", prenom="Zoé", constatations="Ecchymose de 3 cm.")
            return etablir_certificat(agent=self.alice, acte=self.acte, identite=identite, itt_jours=5)

    @property
    def certificat(self) -> DocumentProduit:
        document = self.version.document
        assert document is not None
        return document

    @cached_property
    def lien(self) -> LienRemis:
        with agir_comme(self.alice):
            return remettre_par_lien(
                agent=self.alice,
                certificat=self.version,
                destinataire="Commissariat de Lille",
                courriel="opj@exemple.invalid",
            )

    @cached_property
    def modele(self) -> ModeleCertificat:
        with agir_comme(self.adele):
            return publier_modele(
                agent=self.adele,
                structure=self.lille,
                titre="Certificat",
                entete="",
                blocs=BLOCS_PAR_DEFAUT,
                date_debut=timezone.localdate(),
            )

    @cached_property
    def lot(self) -> LotDocuments:
        with agir_comme(self.alice):
            return produire_plus_tard(CERTIFICAT.code, [self.version], agent=self.alice)

    @property
    def echeance(self) -> Echeance:
        requisition = self.requisition
        with agir_comme(self.alice):
            return Echeance.objects.visibles_par(self.alice).get(
                objet_id=requisition.pk, genre="medecine_legale.reponse"
            )

    def declarer(self, jours: int) -> EtatActivite:
        """A statement for the court of Lille, of a period that ended that many days ago."""
        fin = timezone.localdate() - dt.timedelta(days=jours)
        with agir_comme(self.alice):
            return etablir_etat(
                agent=self.alice,
                structure=self.lille,
                nature="juridiction",
                juridiction=self.tribunal,
                date_debut=fin,
                date_fin=fin,
            )

    @cached_property
    def etat_activite(self) -> EtatActivite:
        return self.declarer(1)

    # --- billing: Lille is outside the annual grant once a mémoire is asked
    def facturer(self, numero: str, requisition: Requisition) -> Memoire:
        """Claim a new act of a requisition of Lille."""
        references.charger()
        with agir_comme(agent_systeme()):
            FinancementStructure.objects.get_or_create(
                structure=self.lille,
                date_debut=dt.date(2020, 1, 1),
                defaults={"mode": "a_l_acte", "motif": "Essai", "auteur": agent_systeme()},
            )
        acte = self.enregistrer(numero, requisition)
        with agir_comme(self.alice):
            return memoires.etablir_memoire(agent=self.alice, actes=[acte], juridiction=self.tribunal)

    @cached_property
    def tribunal(self) -> Organisation:
        with agir_comme(agent_systeme()):
            return Organisation.objects.create(
                type="tribunal_judiciaire", nom="Tribunal de Lille", cle_recherche="tribunal de lille"
            )

    @cached_property
    def memoire(self) -> Memoire:
        return self.facturer("2026-00500", self.recevoir("2026/00500"))

    # --- exchanges
    def importer(self, *numeros: str) -> Importation:
        """Drop a spreadsheet of acts, one a number, as a colleague of the owner would."""
        with NamedTemporaryFile(suffix=".csv") as fichier:
            chemin = Path(fichier.name)
            jour = f"{timezone.localdate():%d/%m/%Y}"
            lignes = [LIGNE_IMPORTEE.format(numero=numero, jour=jour) for numero in numeros]
            chemin.write_text("\n".join([EN_TETES_IMPORT, *lignes]), encoding="utf-8")
            with agir_comme(self.bruno):
                return deposer_import(
                    agent=self.bruno,
                    declaration=ACTES,
                    organisation=self.lille,
                    chemin=chemin,
                    nom_fichier="actes.csv",
                )

    @cached_property
    def importation(self) -> Importation:
        return self.importer("I-1")

    @cached_property
    def importation_faite(self) -> Importation:
        importation = self.importer("I-1")
        with agir_comme(self.bruno):
            appliquer_import(agent=self.bruno, importation=importation)
            appliquer(importation.pk)
            importation.refresh_from_db()
        return importation

    @cached_property
    def exportation(self) -> Exportation:
        with agir_comme(self.alice):
            return Exportation.objects.create(
                genre="medecine_legale.actes",
                auteur=self.alice,
                format=FormatExport.CSV,
                statut=StatutExport.PRETE,
                nom_fichier="actes.csv",
                horodatage_expiration=timezone.now() + dt.timedelta(days=2),
                fichier=default_storage.save("exports/essai", ContentFile(b"N\xc2\xb0 interne\n")),
            )

    @cached_property
    def referentiel(self) -> Referentiel:
        return self.publier("essai.motifs")

    def publier(self, code: str) -> Referentiel:
        with agir_comme(agent_systeme()):
            referentiel = Referentiel.objects.create(code=code, libelle=f"Motifs d’essai {code}")
        self.editer(referentiel, 1)
        return referentiel

    def editer(self, referentiel: Referentiel, nombre: int) -> None:
        rang = referentiel.entrees.count()
        with agir_comme(agent_systeme()):
            edition = Edition.objects.create(
                referentiel=referentiel,
                nom=f"Édition {rang}",
                date_effet=timezone.localdate(),
                empreinte="0" * 64,
                auteur=agent_systeme(),
            )
            Entree.objects.bulk_create(
                Entree(referentiel=referentiel, edition=edition, code=f"E{n:03}", libelle=f"Motif {n}")
                for n in range(rang, rang + nombre)
            )

    @cached_property
    def gel(self) -> GelPeriode:
        mois = timezone.localdate().replace(day=1) - dt.timedelta(days=1)
        return self.geler(mois.year)

    def geler(self, annee: int) -> GelPeriode:
        """Freeze January of a past year, in the name of the administrator of Lille."""
        with agir_comme(self.adele):
            return arreter_periode(
                agent=self.adele,
                organisation=self.lille,
                domaine="Médecine légale",
                periode=Periode.lire(f"{annee}-01", f"{annee}-01"),
            )

    # --- what the site says
    @cached_property
    def annonce(self) -> Annonce:
        jour = timezone.localdate()
        with agir_comme(self.nadia):
            return publier_annonce(
                agent=self.nadia, texte="Coupure ce soir de 22 h à 23 h.", date_debut=jour, date_fin=jour
            )

    @cached_property
    def document_site(self) -> DocumentSite:
        with agir_comme(self.nadia):
            return publier_document(agent=self.nadia, code="guide", pdf=b"%PDF-1.7\n", motif="Essai")

    # --- what an agent keeps
    def notifier(self, nombre: int) -> Notification:
        with agir_comme(self.alice):
            return Notification.objects.bulk_create(
                [Notification(agent=self.alice, texte=f"Le lot {n} est prêt.") for n in range(nombre)]
            )[0]

    @cached_property
    def notification(self) -> Notification:
        return self.notifier(1)

    @cached_property
    def vue(self) -> VueEnregistree:
        with agir_comme(self.alice):
            return VueEnregistree.objects.create(
                agent=self.alice, liste="medecine_legale.acte", nom="Mes actes", parametres="statut=realise"
            )

    # --- accounts
    @cached_property
    def delegation(self) -> Habilitation:
        jour = timezone.localdate()
        with agir_comme(self.alice):
            return comptes.deleguer(
                auteur=self.alice,
                habilitation=self.alice.habilitations.get(),
                delegataire=self.ines,
                date_debut=jour,
                date_fin=jour + dt.timedelta(days=5),
            )

    @cached_property
    def identite_reliee(self) -> SocialAccount:
        return SocialAccount.objects.create(user=self.alice, provider="proconnect", uid="alice")

    @cached_property
    def invitee(self) -> Agent:
        """Somebody invited in Lille by its administrator, who has not chosen a password."""
        with agir_comme(self.adele):
            return comptes.inviter_agent(
                auteur=self.adele,
                email="zelie@exemple.invalid",
                nom="Zelie",
                prenom="Zoé",
                role="medecine_legale.gestionnaire",
                organisation=self.lille,
                date_debut=timezone.localdate(),
            )

    def recruter(self, nombre: int) -> None:
        with agir_comme(agent_systeme()):
            for rang in range(nombre):
                agent = Agent.objects.create(
                    email=f"recrue{rang}-{Agent.objects.count()}@exemple.invalid",
                    password="!",
                    personne=Personne.objects.create(nom=f"Recrue {rang}"),
                )
                Habilitation.objects.create(
                    agent=agent,
                    role="medecine_legale.gestionnaire",
                    organisation=self.lille,
                    date_debut=dt.date(2020, 1, 1),
                )

    @staticmethod
    def client(agent: Agent | None) -> Client:
        client = Client()
        if agent is not None:
            client.force_login(agent)
            session = client.session  # as if the password had just been typed: the security pages ask for it
            session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
            session.save()
        return client


def _acte(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.acte.pk}


def _requisition(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.requisition.pk}


def _annee(monde: Monde) -> dict[str, Any]:
    return {"structure": monde.lille.pk, "annee": timezone.localdate().year}


def _memoire(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.memoire.pk}


def _document(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.certificat.pk}


def _invitee(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.invitee.pk}


def _habilitation(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.invitee.habilitations.get().pk}


def _import(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.importation.pk}


def _export(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.exportation.pk}


ARGUMENTS: dict[str, Callable[[Monde], dict[str, Any]]] = {
    **ARGUMENTS_AUDIENCES,
    **ARGUMENTS_AVIS,
    **ARGUMENTS_CONSULTATION,
    **ARGUMENTS_GARDES,
    **ARGUMENTS_LOTS,
    **ARGUMENTS_PAPIER,
    **ARGUMENTS_PROTECTION,
    **{f"medecine_legale:acte{suite}": _acte for suite in (
        "", "_corriger", "_annuler", "_certificat", "_certificats", "_documents", "_historique")},
    **{f"medecine_legale:requisition{suite}": _requisition for suite in (
        "", "_corriger", "_annuler", "_achever", "_recepisse", "_historique")},
    **{f"medecine_legale:effectifs_{nom}": _annee for nom in ("grille", "enregistrer", "clore")},
    "medecine_legale:donnees_ouvertes_fichier": lambda m: {"pk": m.edition_ouverte.pk},
    **{f"medecine_legale:structure{suite}": lambda m: {"pk": m.lille.pk} for suite in ("", "_financement")},
    "medecine_legale:tableau_annuel": lambda m: {"pk": m.tableau_annuel.pk},
    "medecine_legale:effectifs_reference": lambda m: {"structure": m.lille.pk},
    **{f"medecine_legale:effectifs_{nom}": lambda m: {"pk": m.etat.pk} for nom in (
        "mois", "valider", "signer", "corriger")},
    "api-v1:lire_effectifs": _annee,
    "api-v1:ecrire_effectifs": lambda m: {**_annee(m), "mois": 1},
    "medecine_legale:reference_valeurs": lambda _: {"champ": "lieu"},
    "medecine_legale:reference_ajouter": lambda _: {"champ": "lieu"},
    "medecine_legale:reference_modifier": lambda _: {
        "champ": "lieu", "pk": ValeurReference.objects.filter(champ="lieu")[0].pk},
    "medecine_legale:profil_modifier": lambda _: {"pk": ProfilActe.objects.all()[0].pk},
    "medecine_legale:requisition_piece": lambda m: {"pk": m.requisition.pk, "piece": m.piece.pk},
    **{f"medecine_legale:memoire{suite}": _memoire for suite in (
        "", "_documents", "_historique", "_attestations", "_pieces")},
    "medecine_legale:certificat_remettre": lambda m: {"pk": m.version.pk},
    "medecine_legale:remise_revoquer": lambda m: {"pk": m.lien.remise.pk},
    **{f"medecine_legale:remise_{nom}": lambda m: {"jeton": m.lien.adresse.rstrip("/").rpartition("/")[2]}
       for nom in ("ouvrir", "fichier")},
    "medecine_legale:etat": lambda m: {"pk": m.etat_activite.pk},
    "medecine_legale:modele_voir": lambda m: {"pk": m.modele.pk},
    "medecine_legale:modele_composer": lambda m: {"structure": m.lille.pk},
    "medecine_legale:memoire_suivre": lambda m: {"pk": m.memoire.pk, "verbe": "deposer"},
    "documents:lot": lambda m: {"pk": m.lot.pk},
    "documents:archive": lambda m: {"pk": m.lot.pk},
    **{f"documents:{nom}": _document for nom in ("fiche", "telecharger", "annuler")},
    "echeances:faite": lambda m: {"pk": m.echeance.pk},
    "echeances:reporter": lambda m: {"pk": m.echeance.pk},
    "echanges:import_deposer": lambda _: {"genre": "medecine_legale.actes"},
    "echanges:import_modele": lambda _: {"genre": "medecine_legale.actes"},
    **{f"echanges:import{suite}": _import for suite in (
        "", "_avancement", "_colonnes", "_appliquer", "_relancer", "_abandonner")},
    "echanges:import_annuler": lambda m: {"pk": m.importation_faite.pk},
    "echanges:import_rapport": lambda m: {"pk": m.importation.pk, "format_": "csv"},
    "echanges:exporter": lambda _: {"genre": "medecine_legale.actes"},
    **{f"echanges:export{suite}": _export for suite in ("", "_avancement", "_fichier")},
    "echanges:client_secret": lambda _: {"pk": 1},
    "echanges:client_fermer": lambda _: {"pk": 1},
    "echanges:referentiel": lambda m: {"code": m.referentiel.code},
    **{f"indicateurs:{nom}": lambda _: {"code": "medecine_legale.actes"} for nom in ("indicateur", "methode")},
    "indicateurs:exporter": lambda _: {"code": "medecine_legale.actes", "format_": "csv"},
    "indicateurs:gel": lambda m: {"pk": m.gel.pk},
    "api-v1:lire_referentiel": lambda _: {"code": "x"},
    "api-v1:lister_entrees": lambda _: {"code": "x"},
    **{f"comptes:{nom}": _invitee for nom in (
        "agent", "modifier", "corriger_adresse", "renvoyer", "desactiver", "reactiver", "accorder",
        "retirer_second_facteur")},
    "comptes:dates": _habilitation,
    "comptes:clore": _habilitation,
    "comptes:terminer_delegation": lambda m: {"pk": m.delegation.pk},
    "comptes:relier": lambda _: {"fournisseur": "proconnect"},
    "comptes:delier": lambda m: {"pk": m.identite_reliee.pk},
    "federation_login": lambda _: {"fournisseur": "proconnect"},
    "federation_callback": lambda _: {"fournisseur": "proconnect"},
    "comptes:accepter": lambda m: {"jeton": creer_jeton(m.invitee)},
    "account_reset_password_from_key": lambda _: {"uidb36": "1", "key": "faux-lien"},
    "mfa_remove_webauthn": lambda _: {"pk": 1},
    "mfa_edit_webauthn": lambda _: {"pk": 1},
    **{f"interface:annonce{suite}": lambda m: {"pk": m.annonce.pk} for suite in ("", "_retirer")},
    "interface:document_publier": lambda _: {"code": "guide"},
    "interface:document_site": lambda _: {"code": "mentions-legales"},
    "interface:document_site_fichier": lambda m: {"code": m.document_site.code},
    "interface:notification": lambda m: {"pk": m.notification.pk},
    "interface:vue_supprimer": lambda m: {"pk": m.vue.pk},
    "api-v1:lire_acte": lambda monde: {"pk": monde.acte.pk},
    "api-v1:lire_lot": lambda _: {"pk": 1},
    "interface:choix": lambda _: {"code": "medecine_legale.requerant"},
    "interface:brouillon": lambda _: {"cle": "essai"},
    "interface:brouillon_effacer": lambda _: {"cle": "essai"},
}  # fmt: skip


@pytest.fixture
def monde(creer_agent, umj_lille, umj_amiens, hauts_de_france) -> Monde:
    return Monde(creer_agent, umj_lille, umj_amiens, hauts_de_france)


__all__ = ["ARGUMENTS", "IDENTITES", "MOT_DE_PASSE", "PLACES", "Monde", "monde"]
