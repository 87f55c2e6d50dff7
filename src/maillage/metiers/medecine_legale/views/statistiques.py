"""The dashboard of forensic medicine: what a structure or a ministry would print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from maillage.commun.textes import mois_annee, nombre, pourcentage
from maillage.metiers.medecine_legale.actions.charge import BaremeAbsent, bareme_charge
from maillage.metiers.medecine_legale.actions.effectifs import professions, structures_declarantes
from maillage.metiers.medecine_legale.droits import ACTE_LIRE, EFFECTIF_LIRE, STATISTIQUES_LIRE
from maillage.metiers.medecine_legale.forms.statistiques import PeriodeIncorrecte, TableauForm
from maillage.metiers.medecine_legale.indicateurs import ABSENCES, publications, tableau_de_bord
from maillage.metiers.medecine_legale.indicateurs.charge import LigneCharge, mesurer_charge
from maillage.metiers.medecine_legale.indicateurs.effectifs import lire_effectifs
from maillage.metiers.medecine_legale.indicateurs.portees import Portee, lire_portee
from maillage.metiers.medecine_legale.indicateurs.tableau_de_bord import Tableau
from maillage.metiers.medecine_legale.models import ReferenceEffectif, table_actes
from maillage.metiers.medecine_legale.regles.effectifs import reference_en_vigueur
from maillage.socle.acces.portee import a_droit, perimetre
from maillage.socle.acces.vues import RequeteAgent, lecture
from maillage.socle.annuaire.models import Organisation
from maillage.socle.indicateurs.declarations import CroisementImpossible
from maillage.socle.indicateurs.periode import MOIS_COURTS
from maillage.socle.interface.composants import ChiffreCle, Onglet

ONGLETS = {
    "global": "Global",
    "vivant": "Vivant",
    "thanato": "Thanato",
    "charge": "Charge",
    "effectifs": "Effectifs",
}


@lecture(STATISTIQUES_LIRE)
@require_safe
def tableau(request: RequeteAgent) -> HttpResponse:
    """One tab of the dashboard; everything asked is in the address."""
    aujourd_hui = timezone.localdate()
    onglet = request.GET.get("onglet", "global")
    onglet = onglet if onglet in ONGLETS else "global"
    noms = dict(table_actes().choix("profil"))
    vivants = tableau_de_bord.vivants()["profil"]
    profils = [(code, noms[code]) for code in vivants] if onglet == "vivant" else []
    erreur, statut = "", HTTPStatus.OK
    form = TableauForm(request.GET, agent=request.user, aujourd_hui=aujourd_hui, profils=profils)
    try:
        periode, code, structure, region = form.demande
    except PeriodeIncorrecte as refus:
        erreur, statut = str(refus), HTTPStatus.BAD_REQUEST
        form = TableauForm(QueryDict(), agent=request.user, aujourd_hui=aujourd_hui, profils=profils)
        periode, code, structure, region = form.demande
    form.dire(periode)
    portee = lire_portee(request.user, code, structure, region)
    mesures = Tableau(request.user, periode, portee, aujourd_hui)
    contexte: dict[str, Any] = {
        "titre": "Statistiques",
        "onglet": onglet,
        "onglets": [Onglet(nom, libelle, _adresse(request, onglet=nom)) for nom, libelle in ONGLETS.items()],
        "form": form,
        "periode": periode,
        "portee": portee,
        "erreur": erreur,
        "jour": aujourd_hui,
        "lit_les_tableaux": a_droit(request.user, ACTE_LIRE),
    }
    gabarit = "statistiques"
    try:
        if onglet == "charge":
            contexte |= _charge(mesures)
            gabarit = "statistiques_charge"
        elif onglet == "effectifs":
            contexte |= _effectifs(request, mesures)
            gabarit = "statistiques_effectifs"
        else:
            contexte |= _actes(request, mesures, onglet)
    except (BaremeAbsent, CroisementImpossible) as refus:
        gabarit, contexte["erreur"] = "statistiques", str(refus)
        contexte |= {"chiffres": [], "blocs": [], "phrase": "", "publications": []}
    return render(request, f"medecine_legale/{gabarit}.html", contexte, status=statut)


def _adresse(request: RequeteAgent, **changements: str) -> str:
    parametres = request.GET.copy()
    for nom, valeur in changements.items():
        parametres[nom] = valeur
    return f"{reverse('medecine_legale:statistiques')}?{parametres.urlencode()}"


def _actes(request: RequeteAgent, mesures: Tableau, onglet: str) -> dict[str, Any]:
    composer: dict[str, Callable[[], Any]] = {
        "global": lambda: tableau_de_bord.onglet_global(mesures),
        "vivant": lambda: tableau_de_bord.onglet_vivant(mesures, request.GET.get("profil", "")),
        "thanato": lambda: tableau_de_bord.onglet_thanato(mesures),
    }
    chiffres, blocs = composer[onglet]()
    publies = []
    if onglet == "global" and mesures.portee.code == "national":
        publies = publications.comparer(mesures)
    return {
        "chiffres": chiffres,
        "blocs": blocs,
        "phrase": tableau_de_bord.phrase(mesures, chiffres),
        "publications": publies,
    }


def _charge(mesures: Tableau) -> dict[str, Any]:
    portee = mesures.portee
    if portee.est_masquee:
        return _masque(portee)
    bareme = bareme_charge(mesures.periode.dernier_jour)
    charge = mesurer_charge(mesures.periode, portee.organisations, bareme)
    total, noms = charge.total, dict(table_actes().choix("profil"))
    mois = list(charge.par_mois.items())
    dessin = {
        "forme": "barres",
        "titre": "Charge et capacité par mois",
        "categories": [MOIS_COURTS[jour.month - 1] for jour, _ in mois],
        "series": [
            ("Capacité", [_arrondi(ligne.capacite) for _, ligne in mois], True),
            ("Charge", [_arrondi(ligne.charge) for _, ligne in mois], False),
        ],
        "unite": "jours de médecin",
        "decimales": 0,
        "sans_table": True,
    }
    return {
        "masque": "",
        "chiffres": [
            ChiffreCle("Charge des structures déclarées", total.charge, "jours", decimales=1),
            ChiffreCle("Capacité déclarée", total.capacite, "jours", decimales=1),
            ChiffreCle("Taux de charge", total.taux, "%", decimales=1),
            ChiffreCle("Charge sans effectif déclaré", total.sans_effectif, "jours", decimales=1),
        ],
        "dessin": dessin if len(mois) > 1 else None,
        "mois": [(mois_annee(jour).capitalize(), _cellules(ligne)) for jour, ligne in mois],
        "total": _cellules(total),
        "profils": [(noms.get(code, code), nombre(jours, 1)) for code, jours in charge.par_profil.items()],
        "bareme": bareme,
        "sans_poids": charge.sans_poids,
        "absences": mesures.bloc("statut", "Absences, comptées à part", indicateur=ABSENCES),
    }


def _masque(portee: Portee) -> dict[str, Any]:
    texte = (
        f"{portee.libelle} n’a qu’une structure hors de votre périmètre : ses chiffres ne sont pas montrés."
    )
    return {"masque": texte, "chiffres": []}


def _arrondi(valeur: Any) -> Any:
    return None if valeur is None else round(valeur, 1)


def _cellules(ligne: LigneCharge) -> tuple[str, ...]:
    taux = "–" if ligne.taux is None else pourcentage(ligne.taux / 100)
    return (
        nombre(ligne.charge, 1),
        "–" if ligne.capacite is None else nombre(ligne.capacite, 1),
        "–" if ligne.difference is None else nombre(ligne.difference, 1),
        taux,
        nombre(ligne.sans_effectif, 1),
    )


def _effectifs(request: RequeteAgent, mesures: Tableau) -> dict[str, Any]:
    portee, periode = mesures.portee, mesures.periode
    if portee.est_masquee:
        return _masque(portee)
    declares = lire_effectifs(periode, portee.organisations)
    lisibles = perimetre(request.user, EFFECTIF_LIRE)
    structures = _structures(portee)
    references = _references(structures, periode.fin, lisibles)
    noms = professions(periode.dernier_jour)
    attendus = len([m for m in periode.mois if m < mesures.jour.replace(day=1)])
    detail = [
        (
            structure,
            declares.mois_declares.get(structure.pk, 0),
            declares.par_structure.get(structure.pk),
            sum(references[structure.pk].values()) if structure.pk in references else None,
        )
        for structure in structures
        if structure.pk in lisibles
    ]
    mois = list(declares.par_mois.items())
    return {
        "masque": "",
        "chiffres": [
            ChiffreCle(
                "Équivalents temps plein", declares.total if declares.mois_declares else None, decimales=2
            ),
            ChiffreCle("Médecins", declares.par_profession.get("medecin"), decimales=2),
            ChiffreCle("Structures qui ont déclaré", len(declares.mois_declares)),
            ChiffreCle("Structures attendues", len(structures)),
        ],
        "professions": [
            (nom, declares.par_profession.get(code), _somme(references.values(), code))
            for code, nom in noms.items()
        ],
        "detail": detail,
        "attendus": attendus,
        "dessin": {
            "forme": "courbes",
            "titre": "Équivalents temps plein déclarés par mois",
            "categories": [MOIS_COURTS[jour.month - 1] for jour, _ in mois],
            "series": [("Déclarés", [_arrondi(valeur) for _, valeur in mois], False)],
            "unite": "ETP",
            "decimales": 1,
        }
        if len(mois) > 1
        else None,
    }


def _structures(portee: Portee) -> list[Organisation]:
    structures: QuerySet[Organisation] = structures_declarantes()
    if portee.organisations is not None:
        structures = structures.filter(pk__in=portee.organisations)
    return list(structures.order_by("nom", "pk"))


def _references(
    structures: list[Organisation], mois: dt.date, lisibles: frozenset[int]
) -> dict[int, dict[str, Any]]:
    """Expected staffing of the structures that one may read; one query."""
    lignes: dict[int, list[Any]] = {}
    references = ReferenceEffectif.objects.filter(
        structure__in=[s.pk for s in structures if s.pk in lisibles]
    )
    for structure, *reference in references.order_by("date_debut").values_list(
        "structure", "date_debut", "profession", "etp"
    ):
        lignes.setdefault(structure, []).append(tuple(reference))
    return {pk: reference_en_vigueur(suite, mois) for pk, suite in lignes.items()}


def _somme(references: Any, code: str) -> Any:
    connues = [reference[code] for reference in references if code in reference]
    return sum(connues) if connues else None
