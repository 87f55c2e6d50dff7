"""What is counted, read again from what happened: one row a request sent. Written in the name of the network."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.utils import timezone
from django.utils.crypto import salted_hmac

from maillage.metiers.avis.actions.eligibilite import calendrier_de
from maillage.metiers.avis.actions.listes import DELAIS, LISTES, delais_du
from maillage.metiers.avis.enums.demandes import StatutAffectation, TypeEvenement
from maillage.metiers.avis.models import (
    Affectation,
    Avis,
    Cloture,
    Consentement,
    Demande,
    EvenementDemande,
    FaitDemande,
    Suivi,
)
from maillage.metiers.avis.regles.calendrier import Calendrier, minutes_ouvrees
from maillage.metiers.avis.regles.delais import Delais, echeancier
from maillage.socle.acces.contexte import agent_systeme, agir_comme

LOT = 500
HEURE = 3600


def compter_demande(demande: Demande) -> None:
    """The row of one request, after each thing that happens to it."""
    compter_demandes([demande.pk])


def compter_demandes(cles: Collection[int]) -> int:
    """The rows of these requests. A draft has none; one whose content is erased no longer moves."""
    with agir_comme(agent_systeme()):
        nombre = 0
        ordre = sorted(cles)
        for debut in range(0, len(ordre), LOT):
            nombre += _compter_un_lot(ordre[debut : debut + LOT])
    return nombre


def _compter_un_lot(cles: list[int]) -> int:
    demandes = list(
        Demande.objects.filter(pk__in=cles, horodatage_publication__isnull=False, horodatage_purge=None)
        .select_related("filiere__gestionnaire__commune__departement")
        .order_by("pk")
    )
    lues = _Lues([demande.pk for demande in demandes])
    connus = {fait.demande_id: fait for fait in FaitDemande.objects.filter(demande__in=demandes)}
    nouveaux, changes = [], []
    for demande in demandes:
        valeurs = lues.valeurs(demande)
        fait = connus.get(demande.pk)
        if fait is None:
            nouveaux.append(FaitDemande(demande=demande, **valeurs))
        elif any(getattr(fait, nom) != valeur for nom, valeur in valeurs.items()):
            for nom, valeur in valeurs.items():
                setattr(fait, nom, valeur)
            changes.append(fait)
    FaitDemande.objects.bulk_create(nouveaux)
    if changes:
        champs = [c.name for c in FaitDemande._meta.concrete_fields if c.name not in ("id", "demande")]
        FaitDemande.objects.bulk_update(changes, champs)
    return len(nouveaux) + len(changes)


def numero_praticien(agent: int) -> int:
    """Tells that two requests are of the same practitioner, and not which."""
    return int(salted_hmac("avis.praticien", str(agent), algorithm="sha256").hexdigest()[:15], 16)


class _Lues:
    """Everything that is read of a batch, in one query a table."""

    def __init__(self, cles: list[int]) -> None:
        de: dict[str, Any] = {"demande__in": cles}
        self.avis = _premiers(Avis.objects.filter(**de).order_by("demande_id", "rang"))
        self.clotures = _derniers(Cloture.objects.filter(**de).order_by("demande_id", "id"))
        self.suivis = _derniers(Suivi.objects.filter(**de).order_by("demande_id"))
        self.consenties = set(Consentement.objects.filter(**de).values_list("demande_id", flat=True))
        self.propositions: dict[int, Counter[str]] = defaultdict(Counter)
        for demande, statut in (
            Affectation.objects.filter(**de).order_by("id").values_list("demande", "statut")
        ):
            self.propositions[demande][statut] += 1
        self.complements = Counter(
            EvenementDemande.objects.filter(type=TypeEvenement.COMPLEMENT_DEMANDE, **de)
            .order_by("id")
            .values_list("demande_id", flat=True)
        )
        self.calendriers: dict[int, Calendrier] = {}
        self.editions = LISTES.dates(DELAIS)
        self.delais: dict[dt.date | None, Delais] = {}

    def _calendrier(self, demande: Demande) -> Calendrier:
        if demande.filiere_id not in self.calendriers:
            self.calendriers[demande.filiere_id] = calendrier_de(demande.filiere)
        return self.calendriers[demande.filiere_id]

    def _delais(self, jour: dt.date) -> Delais:
        edition = max((debut for debut in self.editions if debut <= jour), default=None)
        if edition not in self.delais:
            self.delais[edition] = delais_du(jour)
        return self.delais[edition]

    def valeurs(self, demande: Demande) -> dict[str, Any]:
        envoi = demande.horodatage_publication
        assert envoi is not None  # noqa: S101 (filtered)
        jour, calendrier = timezone.localdate(envoi), self._calendrier(demande)
        avis = self.avis.get(demande.pk)
        reponse = avis.horodatage if avis else None
        limite = echeancier(demande.urgence, envoi, calendrier, self._delais(jour)).reponse
        cloture, suivi = self.clotures.get(demande.pk), self.suivis.get(demande.pk)
        comptes = self.propositions[demande.pk]
        valeurs = {
            "gestionnaire_id": demande.gestionnaire_id,
            "filiere_id": demande.filiere_id,
            "praticien": numero_praticien(demande.praticien_id),
            "date": jour,
            "urgence": demande.urgence,
            "statut": demande.statut,
            "conduite_prevue": demande.conduite_prevue,
            "minutes_prise": (
                minutes_ouvrees(calendrier, envoi, demande.horodatage_prise)
                if demande.horodatage_prise
                else None
            ),
            "minutes_reponse": minutes_ouvrees(calendrier, envoi, reponse) if reponse else None,
            "heures_reponse": int((reponse - envoi).total_seconds() // HEURE) if reponse else None,
            "est_a_temps": reponse is not None and reponse <= limite,
            "minutes_avis": avis.minutes if avis else None,
            "propositions": comptes.total(),
            "refus": comptes[StatutAffectation.DECLINEE] + comptes[StatutAffectation.RENDUE],
            "expirations": comptes[StatutAffectation.EXPIREE],
            "complements": self.complements[demande.pk],
            "est_consentie": demande.pk in self.consenties,
            "recours": suivi.recours if suivi else "",
        }
        return {**valeurs, **_de_la_cloture(cloture)}


def _de_la_cloture(cloture: Cloture | None) -> dict[str, Any]:
    est_dite = cloture is not None and not cloture.est_automatique
    return {
        "est_cloturee": est_dite,
        "est_sans_retour": cloture is not None and cloture.est_automatique,
        "suite": cloture.suite if cloture and est_dite else "",
        "satisfaction": _note(cloture.valeur_praticien) if cloture and est_dite else None,
        "apport_patient": _note(cloture.valeur_patient) if cloture and est_dite else None,
        "est_patient_informe": bool(cloture and est_dite and cloture.est_patient_informe),
    }


def _note(code: str) -> int | None:
    return int(code) if code else None


def _premiers(lignes: Iterable[Avis]) -> dict[int, Avis]:
    trouves: dict[int, Avis] = {}
    for ligne in lignes:
        trouves.setdefault(ligne.demande_id, ligne)
    return trouves


def _derniers(lignes: Iterable[Any]) -> dict[int, Any]:
    return {ligne.demande_id: ligne for ligne in lignes}
