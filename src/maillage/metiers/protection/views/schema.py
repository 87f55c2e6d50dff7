"""Agréments, authorised capacity and the needs of the schéma régional: chart, map, table, files; and what is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from maillage.commun.tableur import Feuille
from maillage.commun.textes import compter, mois_annee, nombre
from maillage.metiers.protection.actions.schema import fixer_objectif
from maillage.metiers.protection.droits import SCHEMA_FIXER, STATISTIQUES_LIRE
from maillage.metiers.protection.enums import TypeMandataire
from maillage.metiers.protection.forms.schema import PAR, ObjectifForm, SchemaForm
from maillage.metiers.protection.indicateurs.schema import SEUIL, LigneSchema, schema
from maillage.metiers.protection.models import ObjectifSchema
from maillage.metiers.protection.views.mesures import noter
from maillage.metiers.protection.views.stocks import FORMATS, fichier
from maillage.socle.acces.portee import a_droit
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.interface.cartes import carte
from maillage.socle.interface.graphiques import Serie, barres

MASQUE, INCONNU = "masqué", "–"
COLONNES = (
    "Agréments d’individuels", "Préposés", "Services", "Places autorisées", "Mesures", "Occupation",
    "Pour 1 000 habitants", "Objectif", "Écart", "Saturation",
)  # fmt: skip
TERRITOIRES_MAXIMAUX = 20
"""More bars than that are not read: the map and the table remain."""
NOTICE = (
    ("Places autorisées", "Somme des mesures autorisées par les listes départementales en vigueur, une fois par"
     " inscription ; ce que le mandataire souhaite n’y change rien"),
    ("Mesures", "Mesures en cours et réservées, dans le département de leur tribunal"),
    ("Pour 1 000 habitants", "Places autorisées rapportées à la population municipale de l’annuaire, tous âges"),
    ("Objectif", "Places voulues par le schéma régional, saisies par la direction avec leur référence ; vide tant"
     " qu’elle ne les a pas saisies"),
    ("Écart", "Places autorisées moins objectif : négatif, il reste des places à ouvrir"),
    ("Saturation", "Premier mois où les mesures atteignent la capacité, au rythme des douze derniers mois"),
    (MASQUE, f"Un nombre de mesures inférieur à {SEUIL} n’est pas montré, ni ceux qui permettraient de le retrouver"),
)  # fmt: skip


class Page:
    """What is asked, counted, in words."""

    def __init__(self, request: RequeteAgent) -> None:
        self.form = SchemaForm(request.GET)
        self.aujourd_hui = timezone.localdate()
        self.annee, self.par, self.type = self.form.annee_dite, self.form.par_dit, self.form.type_dit
        self.schema = schema(
            request.user, annee=self.annee, par=self.par, genre=self.type, jour=self.aujourd_hui
        )

    @property
    def titre_axe(self) -> str:
        return PAR[self.par]

    @property
    def population_dite(self) -> str:
        return str(TypeMandataire(self.type).label) if self.type else "Tous les mandataires"

    @property
    def phrase(self) -> str:
        total = self.schema.total
        tenues = f" pour {compter(total.tenues, 'mesure')}" if total.tenues is not None else ""
        couverture = (
            f", {nombre(total.couverture, 1)} pour 1 000 habitants" if total.couverture is not None else ""
        )
        return f"{compter(total.autorise, 'place autorisée', 'places autorisées')}{tenues}{couverture}"

    @property
    def etat_objectifs(self) -> str:
        dits, tous = self.schema.objectifs, self.schema.departements
        if not dits:
            return f"Aucun objectif {self.annee} n’est enregistré : l’écart ne se calcule pas."
        ou = (
            "dans le département"
            if tous == 1
            else f"dans {dits} département{'s' if dits > 1 else ''} sur {tous}"
        )
        return f"Objectifs {self.annee} enregistrés {ou}."

    def rangees(self) -> list[tuple[str, list[str]]]:
        return [(ligne.nom, self.textes(ligne)) for ligne in self.schema.lignes]

    def textes(self, ligne: LigneSchema) -> list[str]:
        return [
            *(self._inscrits(ligne, genre) for genre in TypeMandataire.values),
            nombre(ligne.autorise),
            MASQUE if ligne.tenues is None else nombre(ligne.tenues),
            self._occupation(ligne),
            INCONNU if ligne.couverture is None else nombre(ligne.couverture, 1),
            INCONNU if ligne.objectif is None else nombre(ligne.objectif),
            INCONNU if ligne.ecart is None else f"{'+' if ligne.ecart > 0 else ''}{nombre(ligne.ecart)}",
            self._saturation(ligne),
        ]

    def _inscrits(self, ligne: LigneSchema, genre: str) -> str:
        return INCONNU if self.type not in ("", genre) else nombre(ligne.inscrits[genre])

    @staticmethod
    def _occupation(ligne: LigneSchema) -> str:
        if ligne.tenues is None:
            return MASQUE
        return INCONNU if ligne.occupation is None else f"{nombre(ligne.occupation, 0)}\N{NO-BREAK SPACE}%"

    def _saturation(self, ligne: LigneSchema) -> str:
        if ligne.est_sature:
            return "Atteinte"
        return mois_annee(ligne.date_saturation) if ligne.date_saturation else INCONNU

    def points(self) -> list[tuple[str, str, str]]:
        """(territory, authorised, held) in points."""
        lignes = (
            [*self.schema.lignes, self.schema.total] if len(self.schema.lignes) > 1 else self.schema.lignes
        )
        return [
            (
                ligne.nom,
                nombre(ligne.points_autorises, 0),
                MASQUE if ligne.points is None else nombre(ligne.points, 0),
            )
            for ligne in lignes
        ]

    def barres(self) -> Any:
        lignes = self.schema.lignes
        dits = [ligne.objectif for ligne in lignes]
        a_objectif = any(dit is not None for dit in dits)
        if not lignes or len(lignes) > TERRITOIRES_MAXIMAUX or (len(lignes) == 1 and not a_objectif):
            return None
        series = [
            Serie("Places autorisées", [ligne.autorise for ligne in lignes]),
            Serie("Mesures", [ligne.tenues for ligne in lignes]),
        ]
        if a_objectif:
            series.insert(0, Serie(f"Objectif {self.annee}", dits, est_reference=True))
        return barres(
            "Places autorisées, mesures et objectif",
            [ligne.nom for ligne in lignes],
            series,
            unite="places",
            est_pleine_largeur=True,
        )

    def carte(self) -> Any:
        lignes = self.schema.lignes
        if self.par != "departement" or len(lignes) < 2:  # noqa: PLR2004 (one square says nothing)
            return None
        unite = "places pour 1 000 habitants"
        return carte(
            "Couverture",
            {ligne.code: ligne.couverture for ligne in lignes},
            {ligne.code: ligne.nom for ligne in lignes},
            {
                ligne.code: f"{nombre(ligne.couverture, 1)}"
                for ligne in lignes
                if ligne.couverture is not None
            },
            unite=unite,
            decimales=1,
        )

    def feuille(self) -> Feuille:
        entetes = [
            self.titre_axe, "Habitants", *COLONNES[:4], "Points autorisés", "Mesures", "Points tenus",
            "Pour 1 000 habitants", f"Objectif {self.annee}", "Écart", "Saturation",
        ]  # fmt: skip
        return Feuille("Schéma régional", entetes, self._cellules())

    def _cellules(self) -> Iterator[Sequence[object]]:
        for ligne in [*self.schema.lignes, self.schema.total]:
            yield [
                ligne.nom, ligne.population, *(ligne.inscrits[genre] for genre in TypeMandataire.values),
                ligne.autorise, ligne.points_autorises, MASQUE if ligne.tenues is None else ligne.tenues,
                MASQUE if ligne.points is None else ligne.points,
                "" if ligne.couverture is None else round(ligne.couverture, 2),
                "" if ligne.objectif is None else ligne.objectif, "" if ligne.ecart is None else ligne.ecart,
                self._saturation(ligne),
            ]  # fmt: skip


@lecture(STATISTIQUES_LIRE)
@require_safe
def page(request: RequeteAgent) -> HttpResponse:
    vue = Page(request)
    objectifs = (
        ObjectifSchema.objects.visibles_par(request.user)
        .filter(departement__code__in=[d.code for d in vue.schema.lignes], annee=vue.annee)
        .select_related("departement", "auteur__personne")
        .order_by("departement__code")
        if vue.par == "departement"
        else []
    )
    contexte = {
        "titre": "Schéma régional",
        "page": vue,
        "rangees": vue.rangees(),
        "total": vue.textes(vue.schema.total) if len(vue.schema.lignes) > 1 else None,
        "colonnes": COLONNES,
        "points": vue.points(),
        "barres": vue.barres(),
        "carte": vue.carte(),
        "objectifs": list(objectifs),
        "peut_fixer": a_droit(request.user, SCHEMA_FIXER),
        "formats": list(FORMATS),
        "requete": request.GET.urlencode(),
        "aujourd_hui": vue.aujourd_hui,
        "seuil": SEUIL,
    }
    return render(request, "protection/schema.html", contexte)


@lecture(STATISTIQUES_LIRE)
@require_safe
def exporter(request: RequeteAgent, format_: str) -> HttpResponseBase:
    vue = Page(request)
    notice = Feuille(
        "Définitions",
        ["Élément", "Texte"],
        [("Situation au", f"{vue.aujourd_hui:%d/%m/%Y}"), ("Mandataires", vue.population_dite), *NOTICE],
    )
    return fichier([vue.feuille(), notice], format_, f"schema-regional_{vue.annee}")


@ecriture(SCHEMA_FIXER)
def objectif(request: RequeteAgent) -> HttpResponse:
    """Say what the schéma wants; what was said before is in the form when the address names it."""
    initial = _initial(request)
    form = ObjectifForm(request.POST or None, agent=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            fixe = fixer_objectif(agent=request.user, **form.objectif)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, f"{fixe} : enregistré.")
            return redirect(f"{reverse('protection:schema')}?annee={fixe.annee}")
    retour = reverse("protection:schema")
    contexte = {
        "form": form,
        "titre": "Enregistrer un objectif du schéma",
        "texte": "Ce que le schéma régional veut voir autorisé dans le département, pour une année. Laissez vide ce"
        " qu’il ne dit pas.",
        "libelle": "Enregistrer l’objectif",
        "retour": retour,
        "fil": [("Schéma régional", retour), ("Objectif", "")],
    }
    return render(request, "protection/saisie.html", contexte, status=422 if form.is_bound else 200)


def _initial(request: RequeteAgent) -> dict[str, Any]:
    cle = request.GET.get("objectif", "")
    existant = (
        ObjectifSchema.objects.visibles_par(request.user).filter(pk=int(cle)).first()
        if cle.isdecimal()
        else None
    )
    if existant is None:
        return {}
    champs = (
        "annee",
        "points",
        "reference",
        "date_decision",
        *(f"places_{g}" for g in TypeMandataire.values),
    )
    return {"autorite": existant.autorite_id, **{champ: getattr(existant, champ) for champ in champs}}
