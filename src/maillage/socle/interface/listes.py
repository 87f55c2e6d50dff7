"""Lists: declared once, in a few lines, and the same everywhere.

    from maillage.socle.interface.composants import Badge
    from maillage.socle.interface.filtres import FiltreListe
    from maillage.socle.interface.listes import ActionLot, ActionListe, Colonne, Liste

    class FiltreActe(FiltreListe):
        essentiels = ("recherche", "profil", "date_du")          # the others go under « Plus de critères »
        criteres = {"profil": "profil", "date_du": "date_examen__gte", "date_au": "date_examen__lte"}

        recherche = forms.CharField(label="Rechercher", required=False)
        profil = forms.ChoiceField(label="Profil", choices=[("", "Tous"), *Profil.choices], required=False)
        date_du = forms.DateField(label="Examen du", required=False)
        date_au = forms.DateField(label="Examen au", required=False)

        def rechercher(self, queryset, texte):
            return queryset.filter(numero_interne__icontains=texte)

    ACTES = Liste(
        code="medecine_legale.acte",
        titre="Actes",
        nom=("acte", "actes"),
        titre_vide="Aucun acte pour l’instant",
        vide="Saisissez un acte à la réception de la réquisition ; il apparaîtra ici.",
        colonnes=[
            Colonne("numero_interne", "N° interne", tri=True),
            Colonne("date_examen", "Date", tri=True),
            Colonne("structure", "Structure", valeur=lambda acte: acte.structure.nom),
            Colonne("statut", "Statut", valeur=lambda acte: Badge("Clos", "succes")),
        ],
        tri="-date_examen",
        lien=lien_vers("medecine_legale:acte"),
        filtre=FiltreActe,
        nouveau=ActionListe("Saisir un acte", "medecine_legale:acte_saisir", ACTE_SAISIR),
    )

    @lecture(ACTE_LIRE)
    def actes(request):
        return ACTES.reponse(request, ActeMedicoLegal.objects.visibles_par(request.user).select_related("structure"))

It brings: count, search and filters in the URL, removable tags, sort, keyset pages, selection and batch commands
(posted as `choix`), saved views, density, « Exporter cette liste » (`exporter=` names a declared export,
which leaves a trace; else the CSV of everything filtered), phone cards, keys,
HTMX refresh, and works without JavaScript. Queries: page, count, saved views (and the row of the cursor), whatever the
number of rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, cast
from urllib.parse import urlencode

from django.core.cache import caches
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from maillage.commun.criteres import PARAMETRE, Criteres, est_fragment, fragment
from maillage.commun.requete_figee import Parametre, RequeteFigee
from maillage.commun.textes import compter, nombre
from maillage.socle.acces.exiger import peut
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface import curseur
from maillage.socle.interface.curseur import Tri
from maillage.socle.interface.export import reponse_csv
from maillage.socle.interface.filtres import FiltreListe
from maillage.socle.interface.models import VueEnregistree
from maillage.socle.interface.tableaux import Colonne, EnTete, corps, lien_vers, lire_lignes, tableau

__all__ = ["ActionListe", "ActionLot", "Colonne", "Liste", "PageListe", "lien_vers", "tableau"]

TAILLE = 50
COMPTE_MAXIMAL = 10_000
DUREE_AU_DELA = 600  # seconds
COLONNES_MAXIMALES = 7
FILTRES_VISIBLES = 4  # the search, and three others
TECHNIQUES = ("tri", "curseur", "format", "densite", PARAMETRE)


@dataclass(frozen=True)
class ActionListe:
    """The primary button of the list (key `n`), shown to whoever holds the right."""

    libelle: str
    url: str
    droit: Droit | None = None


@dataclass(frozen=True)
class ActionLot:
    """A command on the selected rows: posted to `url` with their keys as `choix`."""

    libelle: str
    url: str
    droit: Droit | None = None
    est_dangereuse: bool = False


@dataclass(frozen=True)
class Liste:
    """Declaration of a list; see the example at the top of this module."""

    code: str
    titre: str
    nom: tuple[str, str]
    colonnes: Sequence[Colonne]
    tri: str
    lien: Callable[[Any], str] | None = None
    filtre: type[FiltreListe] = FiltreListe
    nouveau: ActionListe | None = None
    lots: Sequence[ActionLot] = ()
    exporter: str = ""
    titre_vide: str = "Rien pour l’instant"
    vide: str = ""
    est_exportable: bool = True
    taille: int = TAILLE
    gabarit: str = "interface/liste.html"

    def __post_init__(self) -> None:
        if len(self.colonnes) > COLONNES_MAXIMALES:
            raise ValueError(f"List {self.code}: at most seven columns, {len(self.colonnes)} declared.")
        if len(self.filtre.essentiels) > FILTRES_VISIBLES:
            raise ValueError(f"List {self.code}: search and three filters at most stay visible.")

    def reponse(
        self, request: HttpRequest, queryset: QuerySet[Any], contexte: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        """The page; its results or its criteria alone for HTMX; the CSV file with `?format=csv`."""
        if est_fragment(request):
            return fragment(
                request, self.filtre(request.GET, agent=cast(Agent, request.user)).champs_secondaires()
            )
        vue = PageListe(self, request, queryset)
        if request.GET.get("format") == "csv" and self.est_exportable and not self.exporter:
            return reponse_csv(self.nom[1], self.colonnes, vue.filtree)
        gabarit = f"{self.gabarit}#resultats" if getattr(request, "htmx", False) else self.gabarit
        reponse: HttpResponse = render(
            request, gabarit, {"liste": vue, "titre": self.titre, **(contexte or {})}
        )
        if vue.densite_demandee:
            reponse.set_cookie(
                "densite", vue.densite_demandee, max_age=31_536_000, samesite="Lax", httponly=True
            )
        return reponse


class VueLue(NamedTuple):
    """A saved view of who reads the list."""

    pk: int
    nom: str
    parametres: str


VUES = RequeteFigee(
    lambda: VueEnregistree.objects.filter(agent=Parametre("agent"), liste=Parametre("liste")).values_list(
        "pk", "nom", "parametres"
    )
)


class PageListe:
    """What the template of a list reads. Every query is made here, before the template."""

    def __init__(self, declaration: Liste, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self.declaration = declaration
        self.agent = cast(Agent, request.user)
        self.parametres = request.GET
        self.chemin = request.path
        self.filtre = declaration.filtre(request.GET, agent=self.agent)
        self.criteres = Criteres(request, est_ouvert=self.filtre.a_secondaire_actif())
        self.filtree = self._trier(self.filtre.filtrer(queryset))
        compte = self._compter() if self.filtre.est_recherche else None
        page = curseur.page(
            self.filtree,
            self.tri,
            request.GET.get("curseur", ""),
            declaration.taille,
            est_peu_nombreux=compte is not None and compte <= COMPTE_MAXIMAL,
        )
        self.lignes = lire_lignes(page.lignes, declaration.colonnes, declaration.lien)
        self.precedente = self._url(curseur=page.precedente) if page.precedente else ""
        self.suivante = self._url(curseur=page.suivante) if page.suivante else ""
        tient_en_une_page = not page.precedente and not page.suivante
        self.total = len(page.lignes) if tient_en_une_page else self._compter() if compte is None else compte
        self.vues = [VueLue(*lue) for lue in VUES.lignes(agent=self.agent.pk, liste=declaration.code)]
        demandee = request.GET.get("densite", "")
        self.densite_demandee = demandee if demandee in ("compacte", "aeree") else ""
        self.densite = self.densite_demandee or request.COOKIES.get("densite", "aeree")

    def _trier(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        permis = {colonne.champ_tri for colonne in self.declaration.colonnes if colonne.tri}
        demande = Tri.lire(self.parametres.get("tri", ""))
        self.tri = demande if demande.champ in permis else Tri.lire(self.declaration.tri)
        return queryset.order_by(f"{'-' if self.tri.est_descendant else ''}{self.tri.champ}", "pk")

    def _compter(self) -> int:
        """Exact up to 10,000 (« plus de » beyond). What was found beyond stays so for a while: it is not recounted."""
        vue = f"{self.agent.pk} {self.declaration.code} {self._url()}"
        cle = hashlib.blake2b(vue.encode(), digest_size=16).hexdigest()
        memoire = caches["processus"]
        if memoire.get(cle):
            return COMPTE_MAXIMAL + 1
        compte = self.filtree.order_by().values("pk")[: COMPTE_MAXIMAL + 1].count()
        if compte > COMPTE_MAXIMAL:
            memoire.set(cle, 1, DUREE_AU_DELA)
        return compte

    def _url(self, *, sans: Iterable[str] = (), **remplaces: str) -> str:
        otes = {*TECHNIQUES[1:], *sans}
        gardes = {nom: valeurs for nom, valeurs in self.parametres.lists() if nom not in otes}
        voulus = gardes | {nom: [valeur] for nom, valeur in remplaces.items()}
        requete = urlencode({nom: valeurs for nom, valeurs in voulus.items() if any(valeurs)}, doseq=True)
        return f"{self.chemin}?{requete}" if requete else self.chemin

    @property
    def compte(self) -> str:
        singulier, pluriel = self.declaration.nom
        if self.total > COMPTE_MAXIMAL:
            return f"plus de {nombre(COMPTE_MAXIMAL)} {pluriel}"
        return compter(self.total, singulier, pluriel)

    @property
    def legende(self) -> str:
        return f"{self.declaration.titre}, {self.compte}"

    @property
    def est_selectionnable(self) -> bool:
        return bool(self.lots)

    @property
    def corps(self) -> SafeString:
        return corps(self.lignes, est_selectionnable=self.est_selectionnable)

    @property
    def titre_vide(self) -> str:
        return self.declaration.titre_vide

    @property
    def libelle_nouveau(self) -> str:
        return self.declaration.nouveau.libelle if self.declaration.nouveau else ""

    @property
    def tri_demande(self) -> str:
        return str(self.tri) if self.parametres.get("tri") else ""

    @property
    def est_filtree(self) -> bool:
        return bool(self.filtre.actifs)

    @cached_property
    def en_tetes(self) -> list[EnTete]:
        resultat = []
        for colonne in self.declaration.colonnes:
            if not colonne.tri:
                resultat.append(EnTete(colonne))
                continue
            est_courant = colonne.champ_tri == self.tri.champ
            suivant = Tri(colonne.champ_tri, est_courant and not self.tri.est_descendant)
            sens = ("descendant" if self.tri.est_descendant else "montant") if est_courant else ""
            resultat.append(EnTete(colonne, self._url(tri=str(suivant)), sens))
        return resultat

    @cached_property
    def etiquettes(self) -> list[tuple[str, str]]:
        """(« Profil : victime majeure », URL without it) of each filter in use."""
        return [
            (f"{libelle} : {valeur}", self._url(sans=[nom])) for nom, libelle, valeur in self.filtre.actifs
        ]

    @property
    def url_sans_filtre(self) -> str:
        return self._url(sans=[nom for nom, _, _ in self.filtre.actifs])

    @property
    def url_export(self) -> str:
        if self.declaration.exporter:
            requete = self._url().partition("?")[2]
            return f"{reverse('echanges:exporter', args=[self.declaration.exporter])}?{requete}".rstrip("?")
        return self._url(format="csv") if self.declaration.est_exportable else ""

    autres_formats: ClassVar[tuple[tuple[str, str], ...]] = (("xlsx", "Excel"), ("ods", "ODS"))

    @property
    def url_densite(self) -> str:
        return self._url(densite="aeree" if self.densite == "compacte" else "compacte")

    @property
    def url_nouveau(self) -> str:
        action = self.declaration.nouveau
        return reverse(action.url) if action and self._permet(action.droit) else ""

    @cached_property
    def lots(self) -> list[tuple[ActionLot, str]]:
        return [(lot, reverse(lot.url)) for lot in self.declaration.lots if self._permet(lot.droit)]

    @property
    def criteres_enregistrables(self) -> str:
        """The filters and the order, as a query string, without what belongs to one visit."""
        return self._url().partition("?")[2]

    @cached_property
    def vues_proposees(self) -> list[tuple[VueLue, str, bool]]:
        """(view, URL, whether it is the one shown)."""
        courante = QueryDict(self.criteres_enregistrables)
        return [
            (vue, f"{self.chemin}?{vue.parametres}", QueryDict(vue.parametres) == courante)
            for vue in self.vues
        ]

    @property
    def vue_courante(self) -> VueLue | None:
        return next((vue for vue, _, est_courante in self.vues_proposees if est_courante), None)

    def _permet(self, droit: Droit | None) -> bool:
        return droit is None or peut(self.agent, droit)
