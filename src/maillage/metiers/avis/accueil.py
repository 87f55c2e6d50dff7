"""What the service adds to the common pages: what waits, key figures, search by number, recent requests, help."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate, now

from maillage.commun.textes import pluriel
from maillage.metiers.avis.actions.moments import moment
from maillage.metiers.avis.actions.reponses import A_PRENDRE
from maillage.metiers.avis.droits import (
    AVIS_LIRE,
    AVIS_RENDRE,
    DEMANDE_ENVOYER,
    DEMANDE_LIRE,
    DEMANDE_SUIVRE,
    FILIERE_LIRE,
    GARDE_LIRE,
    GARDE_TENIR,
)
from maillage.metiers.avis.enums.demandes import CHERCHEES, OUVERTES, StatutDemande
from maillage.metiers.avis.models import Affectation, Demande, Garde
from maillage.socle.acces.portee import a_droit, perimetre
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.composants import ChiffreCle
from maillage.socle.interface.registres import (
    Resultat,
    Tache,
    declarer_a_faire,
    declarer_aide,
    declarer_chiffre_cle,
    declarer_recents,
    declarer_recherche,
)

NOMBRE = 5
REPONSE_NEUVE = dt.timedelta(days=2)
TRENTE_JOURS = dt.timedelta(days=30)


def a_lire(agent: Agent) -> Iterator[Tache]:
    """Asked of this specialist, and taken by him."""
    if not a_droit(agent, AVIS_RENDRE):
        return
    exercices = perimetre(agent, AVIS_RENDRE)
    propositions = Affectation.objects.filter(requis__in=exercices, statut__in=A_PRENDRE)
    if nombre := propositions.count():
        yield Tache(
            "Lire",
            f"{nombre} {pluriel(nombre, 'demande')} d’avis",
            reverse("avis:a_traiter"),
            precision="Un confrère a besoin de vous",
            bouton="Lire",
        )
    prises = Demande.objects.filter(requis__in=exercices, statut=StatutDemande.PRISE).select_related(
        "filiere"
    )
    for demande in prises.order_by("horodatage_limite_reponse", "id")[: 2 * NOMBRE]:
        limite = demande.horodatage_limite_reponse
        yield Tache(
            "Répondre",
            f"{demande}, {demande.filiere.nom}",
            reverse("avis:repondre", args=[demande.pk]),
            limite.date() if limite else None,
            f"Réponse attendue {moment(limite)}",
            "Répondre",
        )


def a_envoyer(agent: Agent) -> Iterator[Tache]:
    """Answered to this practitioner these days, prepared for him, or waiting for his complement."""
    if not a_droit(agent, DEMANDE_ENVOYER):
        return
    gestes = {
        StatutDemande.REPONDUE: ("Lire la réponse", "Lire", "avis:demande"),
        StatutDemande.BROUILLON: ("Relire et envoyer", "Ouvrir", "avis:demande"),
        StatutDemande.COMPLEMENT: ("Répondre au spécialiste", "Répondre", "avis:complement"),
    }
    siennes = Demande.objects.filter(
        requerant__in=perimetre(agent, DEMANDE_ENVOYER), statut__in=gestes
    ).exclude(horodatage_reponse__lt=now() - REPONSE_NEUVE)
    for demande in siennes.select_related("filiere", "identite").order_by("id")[: 2 * NOMBRE]:
        verbe, bouton, adresse = gestes[StatutDemande(demande.statut)]
        yield Tache(
            verbe,
            f"{demande}, {demande.filiere.nom}",
            reverse(adresse, args=[demande.pk]),
            precision=demande.identite.repere,
            bouton=bouton,
        )


def demandes_ouvertes(agent: Agent) -> ChiffreCle | None:
    if not a_droit(agent, DEMANDE_LIRE):
        return None
    ouvertes = Demande.objects.filter(requerant__in=perimetre(agent, DEMANDE_LIRE), statut__in=OUVERTES)
    return ChiffreCle("Demandes en cours", ouvertes.count(), url=reverse("avis:demandes"))


def demandes_sans_preneur(agent: Agent) -> ChiffreCle | None:
    if not a_droit(agent, DEMANDE_SUIVRE):
        return None
    cherchees = Demande.objects.filter(
        gestionnaire__in=perimetre(agent, DEMANDE_SUIVRE), statut__in=CHERCHEES
    )
    return ChiffreCle("Demandes sans spécialiste", cherchees.count(), url=reverse("avis:tableau"))


def propositions(agent: Agent) -> ChiffreCle | None:
    if not a_droit(agent, AVIS_RENDRE):
        return None
    ouvertes = Affectation.objects.filter(requis__in=perimetre(agent, AVIS_RENDRE), statut__in=A_PRENDRE)
    return ChiffreCle("On vous demande un avis", ouvertes.count(), url=reverse("avis:a_traiter"))


def chercher(agent: Agent, texte: str) -> Iterator[Resultat]:
    """By number, never by a name: identities are sealed."""
    chiffres = texte.rpartition("-")[2].strip()
    if not chiffres.isdigit() or len(chiffres) > 9:  # noqa: PLR2004 (beyond, no number is so long)
        return
    for demande in Demande.objects.visibles_par(agent).filter(pk=int(chiffres)).select_related("filiere"):
        est_lisible = demande.requerant_id in perimetre(agent, AVIS_LIRE) or demande.requis_id in perimetre(
            agent, AVIS_LIRE
        )
        if not est_lisible and demande.statut == StatutDemande.BROUILLON:
            continue
        adresse = reverse("avis:demande" if est_lisible else "avis:suivre", args=[demande.pk])
        yield Resultat(
            str(demande), adresse, f"{demande.filiere.nom} · {demande.get_statut_display().lower()}"
        )


def recents(agent: Agent) -> Iterator[Resultat]:
    if not a_droit(agent, DEMANDE_LIRE):
        return
    siennes = Demande.objects.filter(requerant__in=perimetre(agent, DEMANDE_LIRE))
    for demande in siennes.select_related("filiere", "identite").order_by("-id")[:NOMBRE]:
        yield Resultat(
            f"{demande.identite.repere or demande} · {demande.filiere.nom}",
            reverse("avis:demande", args=[demande.pk]),
            str(demande.get_statut_display()),
        )


def gardes_sans_personne(agent: Agent) -> ChiffreCle | None:
    """First lines of the thirty days to come that nobody holds."""
    if not a_droit(agent, GARDE_LIRE):
        return None
    aujourd_hui = localdate()
    trous = Garde.objects.publiees().trous().filter(gestionnaire__in=perimetre(agent, GARDE_LIRE))
    nombre = trous.filter(date__gt=aujourd_hui, date__lte=aujourd_hui + TRENTE_JOURS).count()
    return ChiffreCle("Demi-journées sans personne", nombre, url=reverse("avis:plannings"))


def gardes_a_venir(agent: Agent) -> ChiffreCle | None:
    if not a_droit(agent, GARDE_TENIR):
        return None
    siennes = Garde.objects.publiees().filter(exercice__in=perimetre(agent, GARDE_TENIR))
    return ChiffreCle(
        "Mes gardes à venir",
        siennes.filter(horodatage_fin__gt=now()).count(),
        url=reverse("avis:mes_gardes"),
    )


declarer_a_faire(a_lire)
declarer_a_faire(a_envoyer)
declarer_chiffre_cle(demandes_ouvertes, ordre=40)
declarer_chiffre_cle(propositions, ordre=41)
declarer_chiffre_cle(demandes_sans_preneur, ordre=42)
declarer_chiffre_cle(gardes_a_venir, ordre=43)
declarer_chiffre_cle(gardes_sans_personne, ordre=44)
declarer_recherche("avis.demande", "Demandes d’avis", chercher, droit=FILIERE_LIRE)
declarer_recents(recents)
declarer_aide(
    "avis",
    "Avis de spécialistes",
    taches=[
        ("Demander un avis", "La filière, puis une seule page. La réponse arrive dans le délai choisi."),
        ("Une urgence", "Appelez le 15 : ce service ne répond jamais à une urgence."),
        ("Répondre", "À traiter : lisez, prenez, puis répondez. L’identité du patient s’ouvre quand vous prenez."),
        ("Clôturer", "Deux questions après la réponse, une seule trente jours plus tard."),
        ("Suivre sans lire", "Le coordinateur voit ce qui attend, jamais ce qui est dit."),
    ],
    raccourcis=[("r", "Répondre"), ("p", "Prendre"), ("c", "Clôturer"), ("e", "Envoyer")],
    droit=AVIS_LIRE,
)  # fmt: skip
