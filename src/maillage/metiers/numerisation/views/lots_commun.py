"""What the pages of lots share: badges, the way back, what a sample does not prove."""

from __future__ import annotations

from django.urls import reverse

from maillage.commun.textes import compter, pourcentage
from maillage.metiers.numerisation.actions.regimes import plan_de
from maillage.metiers.numerisation.enums.dossiers import EtatLot
from maillage.metiers.numerisation.enums.lots import EtatFichier
from maillage.metiers.numerisation.models import Fichier, Lot, PlanControle
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vues import RequeteAgent
from maillage.socle.interface.composants import Badge, Ton

TONS: dict[str, Ton] = {
    EtatLot.ANNONCE: "neutre",
    EtatLot.REJETE: "erreur",
    EtatLot.RECU: "info",
    EtatLot.TRAITE: "attention",
    EtatLot.EN_CONTROLE: "attention",
    EtatLot.ACCEPTE: "info",
    EtatLot.REFUSE: "erreur",
    EtatLot.SCELLE: "info",
    EtatLot.INTEGRE: "succes",
}


TONS_FICHIER: dict[str, Ton] = {
    EtatFichier.A_LIRE: "info",
    EtatFichier.LU: "succes",
    EtatFichier.ILLISIBLE: "erreur",
    EtatFichier.REMPLACE: "neutre",
}


def badge_du_fichier(fichier: Fichier) -> Badge:
    return Badge(str(fichier.get_etat_display()), TONS_FICHIER[fichier.etat])


def badge_du_lot(lot: Lot) -> Badge:
    return Badge(str(lot.get_etat_display()), TONS[lot.etat])


def fil_des_lots(*suite: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Lots livrés", reverse("numerisation:lots")), *suite]


def obtenir_lot(request: RequeteAgent, pk: int) -> Lot:
    lies = ("service", "prestataire", "convention")
    return obtenir(Lot.objects.visibles_par(request.user).select_related(*lies), pk=pk)


def sentence_du_plan(ligne: PlanControle) -> str:
    """What a sample says, and what it does not."""
    plan = plan_de(ligne)
    classe = str(ligne.get_classe_display()).lower()
    if plan.est_exhaustif:
        return f"Défaut {classe} : toutes les pages sont vues, ce n’est plus un échantillon."
    admis = compter(plan.accepte, "page en défaut", "pages en défaut", aucun="aucune page en défaut")
    return (
        f"Défaut {classe} : {compter(plan.taille, 'page vue', 'pages vues')}, {admis} admise"
        f"{'s' if plan.accepte > 1 else ''}. Un lot dont {pourcentage(plan.qualite_limite)} des pages auraient un tel "
        "défaut serait encore accepté une fois sur dix."
    )
