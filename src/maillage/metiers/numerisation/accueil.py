"""What the service adds to the common pages: what waits, key figures, search, recent records, help."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from maillage.metiers.numerisation.actions.afaire import taches_du_service
from maillage.metiers.numerisation.actions.afaire_lots import taches_des_lots
from maillage.metiers.numerisation.actions.coffre import marque_du_nom
from maillage.metiers.numerisation.droits import (
    ACCES_EXAMINER,
    BOITE_LIRE,
    CONTROLE_TENIR,
    DOSSIER_LIRE,
    IDENTITE_LIRE,
    INCIDENT_TRAITER,
    LOT_LIRE,
    TRI_TENIR,
)
from maillage.metiers.numerisation.enums.acces import AvisPorte
from maillage.metiers.numerisation.enums.boites import StatutExpedition
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, EtatLot
from maillage.metiers.numerisation.models import (
    Boite,
    Dossier,
    EvenementDossier,
    Expedition,
    Incident,
    Lot,
    Porte,
)
from maillage.metiers.numerisation.regles.etiquettes import EtiquetteInvalide, lire
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


def a_faire(agent: Agent) -> Iterator[Tache]:
    if a_droit(agent, DOSSIER_LIRE):
        yield from taches_du_service(agent)


def dossiers_a_trier(agent: Agent) -> ChiffreCle | None:
    if not a_droit(agent, TRI_TENIR):
        return None
    restent = Dossier.objects.filter(
        centre__in=perimetre(agent, TRI_TENIR), etat__in=(EtatDossier.INVENTORIE, EtatDossier.EN_TRI)
    )
    return ChiffreCle("Dossiers à trier", restent.count(), url=reverse("numerisation:a_trier"))


def expeditions_en_route(agent: Agent) -> ChiffreCle | None:
    if not a_droit(agent, BOITE_LIRE):
        return None
    en_route = Expedition.objects.visibles_par(agent).filter(statut=StatutExpedition.PARTIE)
    adresse = f"{reverse('numerisation:expeditions')}?statut={StatutExpedition.PARTIE}"
    return ChiffreCle("Expéditions en route", en_route.count(), url=adresse)


def chercher(agent: Agent, texte: str) -> Iterator[Resultat]:
    """By label; by number of the business software or by name for whoever may know whose a record is."""
    try:
        etiquette = lire(texte)
    except EtiquetteInvalide:
        pass
    else:
        for modele, nom in ((Dossier, "dossier"), (Boite, "boite"), (Expedition, "expedition")):
            for objet in modele.objects.visibles_par(agent).filter(code=etiquette.code):
                yield Resultat(str(objet), reverse(f"numerisation:{nom}", args=[objet.pk]))
        return
    if not a_droit(agent, IDENTITE_LIRE):
        return
    siens = Dossier.objects.filter(centre__in=perimetre(agent, IDENTITE_LIRE)).select_related("identite")
    trouves = [
        *siens.filter(identite__marque_nom=marque_du_nom(texte)).order_by("pk")[:NOMBRE],
        *siens.filter(reference=texte.strip()).order_by("pk")[:NOMBRE],
    ]
    for dossier in trouves:
        yield Resultat(
            str(dossier),
            reverse("numerisation:dossier", args=[dossier.pk]),
            f"{dossier.identite.repere} · {dossier.get_etat_display().lower()}",
        )


def recents(agent: Agent) -> Iterator[Resultat]:
    if not a_droit(agent, IDENTITE_LIRE):
        return
    siens = EvenementDossier.objects.filter(centre__in=perimetre(agent, IDENTITE_LIRE), auteur=agent)
    for evenement in siens.select_related("dossier").order_by("-pk")[:NOMBRE]:
        yield Resultat(
            str(evenement.dossier),
            reverse("numerisation:dossier", args=[evenement.dossier_id]),
            str(evenement.get_type_display()),
        )


def portes_a_examiner(agent: Agent) -> Iterator[Tache]:
    """Doors broken open on which the DPO has said nothing yet."""
    if not a_droit(agent, ACCES_EXAMINER):
        return
    nombre = Porte.objects.filter(
        centre__in=perimetre(agent, ACCES_EXAMINER), avis=AvisPorte.A_EXAMINER
    ).count()
    if nombre:
        yield Tache(
            "Examiner",
            f"{nombre} accès d’exception",
            reverse("numerisation:confidentialite"),
            precision="Dire s’ils étaient justifiés",
            bouton="Examiner",
        )


def incidents_ouverts(agent: Agent) -> ChiffreCle | None:
    if not a_droit(agent, INCIDENT_TRAITER):
        return None
    ouverts = Incident.objects.filter(organisation__in=perimetre(agent, INCIDENT_TRAITER)).ouverts()
    return ChiffreCle(
        "Incidents ouverts", ouverts.count(), url=f"{reverse('numerisation:incidents')}?etat=ouvert"
    )


def lots_a_controler(agent: Agent) -> ChiffreCle | None:
    if not a_droit(agent, CONTROLE_TENIR):
        return None
    attendent = Lot.objects.filter(
        service__in=perimetre(agent, CONTROLE_TENIR), etat__in=(EtatLot.TRAITE, EtatLot.EN_CONTROLE)
    )
    return ChiffreCle("Lots à contrôler", attendent.count(), url=reverse("numerisation:lots"))


def chercher_lot(agent: Agent, texte: str) -> Iterator[Resultat]:
    for lot in Lot.objects.visibles_par(agent).filter(numero__istartswith=texte.strip())[:NOMBRE]:
        yield Resultat(
            str(lot), reverse("numerisation:lot", args=[lot.pk]), str(lot.get_etat_display()).lower()
        )


declarer_a_faire(a_faire)
declarer_a_faire(taches_des_lots)
declarer_a_faire(portes_a_examiner)
declarer_chiffre_cle(dossiers_a_trier, ordre=50)
declarer_chiffre_cle(expeditions_en_route, ordre=51)
declarer_chiffre_cle(incidents_ouverts, ordre=52)
declarer_chiffre_cle(lots_a_controler, ordre=53)
declarer_recherche("numerisation.lot", "Lots numérisés", chercher_lot, droit=LOT_LIRE)
declarer_recherche("numerisation.dossier", "Dossiers de santé au travail", chercher, droit=DOSSIER_LIRE)
declarer_recents(recents)
declarer_aide(
    "numerisation",
    "Dossiers de santé au travail",
    taches=[
        ("Inventorier", "Un dossier, une étiquette. Ctrl + Entrée enregistre et passe au suivant."),
        ("Trier", "Lisez l’étiquette, puis une lettre par pièce. Ce qui n’est pas transmissible attend un soignant."),
        ("Mettre en boîte", "Ouvrez la boîte, puis lisez l’étiquette de chaque dossier : la douchette suffit."),
        ("Expédier", "Le bordereau se prépare seul ; deux remises, et tout écart ouvre un incident."),
        ("Lire", "Consulter : l’étiquette, un motif par jour, puis les flèches. Chaque page lue est tracée."),
        ("Un dossier d’un autre centre", "« Ouvrir par exception » : une heure, un motif, le DPO prévenu."),
        ("Déléguer", "Un médecin laisse un assistant lire l’identité et les postes : qui, quoi, jusqu’à quand."),
        ("Signaler", "Incidents : une phrase, sans nommer personne. Une violation ouvre 72 heures."),
        ("Livrer un lot", "Un ZIP : le manifeste et un PDF par dossier. Au moindre écart, tout est refusé, et dit."),
        ("Contrôler", "Tirez l’échantillon, puis une page à la fois. Les plans décident, vous signez."),
        ("Auditer", "Vingt-quatre gros dossiers tirés au sort, une grille, un débriefing, un compte rendu."),
    ],
    raccourcis=[
        ("t", "Trier le dossier"),
        ("f", "Fermer la boîte"),
        ("r", "Remettre ou recevoir"),
        ("c", "Page conforme"),
    ],
    droit=DOSSIER_LIRE,
)  # fmt: skip
