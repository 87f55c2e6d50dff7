"""Today: where the records of the centre are, and what waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from maillage.commun.textes import compter
from maillage.metiers.numerisation.actions.afaire import livraisons_dues, taches_du_service
from maillage.metiers.numerisation.actions.avancement import ETAPES, avancement, cumuler
from maillage.metiers.numerisation.droits import DOSSIER_LIRE
from maillage.metiers.numerisation.enums.dossiers import EtatDossier
from maillage.socle.acces.vues import RequeteAgent, lecture


@dataclass(frozen=True)
class EtapeVue:
    """A step: how many records are there, and the list of them when one state says it."""

    libelle: str
    nombre: int
    url: str


@lecture(DOSSIER_LIRE)
def aujourdhui(request: RequeteAgent) -> HttpResponse:
    lignes = avancement(request.user)
    total = cumuler(lignes)
    dossiers = reverse("numerisation:dossiers")
    etapes = [
        EtapeVue(
            libelle,
            sum(total[etat] for etat in etats),
            f"{dossiers}?etat={etats[0]}" if len(etats) == 1 else dossiers,
        )
        for _, libelle, etats in ETAPES
    ]
    sortis = total.total() - total[EtatDossier.INVENTORIE] - total[EtatDossier.EN_TRI]
    a_l_ecran = total[EtatDossier.INTEGRE] + total[EtatDossier.DETRUIT]
    contexte = {
        "etapes": etapes,
        "lignes": lignes if len(lignes) > 1 else [],
        "lieu": lignes[0].centre.organisation.nom if len(lignes) == 1 else "",
        "total": total.total(),
        "phrase": f"{compter(total.total(), 'dossier inventorié', 'dossiers inventoriés')}, dont "
        f"{compter(sortis, 'trié', 'triés')} et {compter(a_l_ecran, 'consultable', 'consultables')} à l’écran.",
        "taches": [*livraisons_dues(request.user), *taches_du_service(request.user)],
        "libelles": [libelle for _, libelle, _ in ETAPES],
    }
    return render(request, "numerisation/aujourdhui.html", contexte)
