"""« Me former »: the modules of one's functions, one page a module, graded at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter, date_courte
from maillage.metiers.avis.actions import formation as actions
from maillage.metiers.avis.droits import AVIS_RENDRE, FORMATION_SUIVRE
from maillage.metiers.avis.models import Attestation
from maillage.metiers.avis.regles.formation import OUVRENT_LA_GARDE, CasSimule, Module, ouvre_la_garde
from maillage.socle.acces.exiger import peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.documents.models import DocumentProduit


@dataclass(frozen=True)
class LigneModule:
    module: Module
    attestation: Attestation | None
    document: DocumentProduit | None
    ouvre_la_garde: bool


@lecture(FORMATION_SUIVRE)
def formation(request: RequeteAgent) -> HttpResponse:
    acquis = actions.acquis(request.user, timezone.localdate())
    siens = actions.modules_de(request.user)
    documents = {
        d.objet_id: d
        for d in DocumentProduit.objects.visibles_par(request.user).filter(
            genre=actions.DOCUMENT, objet_id__in=[a.pk for a in acquis.values()]
        )
    }
    est_specialiste = peut(request.user, AVIS_RENDRE)
    lignes = [
        LigneModule(
            module,
            acquis.get(module.code),
            documents.get(acquis[module.code].pk) if module.code in acquis else None,
            est_specialiste and module.code in OUVRENT_LA_GARDE,
        )
        for module in siens
    ]
    reste = sum(ligne.attestation is None for ligne in lignes)
    if est_specialiste and not ouvre_la_garde(acquis):
        phrase = "Deux modules ouvrent les gardes : ils valent formation validée dans votre dossier."
    elif reste:
        phrase = f"{compter(reste, 'module')} à suivre : cinq à huit minutes chacun."
    else:
        phrase = "Vous êtes à jour."
    return render(request, "avis/formation.html", {"titre": "Me former", "phrase": phrase, "lignes": lignes})


@dataclass(frozen=True)
class CasAffiche:
    """A case on the page: what was answered, whether it was right, once graded."""

    rang: int
    cas: CasSimule
    reponse: int | None
    est_juste: bool | None


@ecriture(FORMATION_SUIVRE)
def module(request: RequeteAgent, code: str) -> HttpResponse:
    lu = actions.module_de(request.user, code)
    reponses: dict[int, int] = {}
    correction, refus = None, ""
    if request.method == "POST":
        for rang in range(len(lu.cas)):
            donnee = request.POST.get(f"cas{rang}", "")
            if donnee.isdigit():
                reponses[rang] = int(donnee)
        try:
            correction, attestation = actions.repondre_module(
                agent=request.user, code=code, reponses=reponses
            )
        except ValidationError as erreur:
            refus = " ".join(erreur.messages)
        else:
            if attestation is not None:
                fin = date_courte(attestation.date_expiration)
                messages.success(request, f"Module réussi. Votre attestation vaut jusqu’au {fin}.")
                return redirect("avis:formation")
    contexte = {
        "titre": lu.titre,
        "module": lu,
        "cas": [
            CasAffiche(
                rang,
                cas,
                reponses.get(rang),
                None if correction is None else rang not in correction.fautes,
            )
            for rang, cas in enumerate(lu.cas)
        ],
        "correction": correction,
        "refus": refus,
        "fil": [("Me former", reverse("avis:formation")), (lu.titre, "")],
    }
    return render(request, "avis/module.html", contexte, status=422 if request.method == "POST" else 200)
