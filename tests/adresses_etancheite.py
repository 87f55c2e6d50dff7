"""The addresses of the product, and one that writes, then breaks."""

from django.http import HttpResponse
from django.urls import path

from maillage.config.urls import handler400, handler403, handler404, handler500
from maillage.config.urls import urlpatterns as produit
from maillage.metiers.medecine_legale.actions import annuler_acte
from maillage.metiers.medecine_legale.droits import ACTE_SAISIR
from maillage.metiers.medecine_legale.models import ActeMedicoLegal
from maillage.socle.acces.vues import RequeteAgent, ecriture

MOTIF = "Écriture d’une requête qui échoue"


@ecriture(ACTE_SAISIR)
def ecrire_puis_casser(request: RequeteAgent) -> HttpResponse:
    """Cancel every act one sees, then fail."""
    for acte in ActeMedicoLegal.objects.visibles_par(request.user).order_by("id")[:5]:
        annuler_acte(agent=request.user, acte=acte, motif=MOTIF)
    raise RuntimeError("provoked")


urlpatterns = [path("casser/", ecrire_puis_casser), *produit]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
