"""Which figures are on which tab."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from maillage.commun.textes import nombre
from maillage.metiers.medecine_legale.enums import Profil
from maillage.metiers.medecine_legale.indicateurs import actes as ind
from maillage.metiers.medecine_legale.indicateurs.portees import Portee, national, region_de
from maillage.metiers.medecine_legale.indicateurs.tableau_de_bord.annees import serie_annuelle
from maillage.metiers.medecine_legale.indicateurs.tableau_de_bord.tableau import Bloc, LigneBloc, Tableau
from maillage.metiers.medecine_legale.models import table_actes
from maillage.metiers.medecine_legale.regles import A_CONFIRMER
from maillage.metiers.medecine_legale.regles.initiale import ANCIENS_AGES
from maillage.socle.indicateurs.declarations import Indicateur
from maillage.socle.interface.composants import ChiffreCle

THANATO = {"profil": (Profil.DECEDEE.value,)}


def vivants() -> dict[str, tuple[str, ...]]:
    """Profiles in which a living person is examined, those added since included."""
    profils = table_actes().profils.values()
    codes = (p.code for p in profils if p.concerne_une_personne and p.code != Profil.DECEDEE)
    return {"profil": tuple(codes)}


def existants(*blocs: Bloc | None) -> list[Bloc]:
    return [bloc for bloc in blocs if bloc is not None]


def par_age(tableau: Tableau, filtres: Mapping[str, tuple[str, ...]]) -> Bloc | None:
    """Ages; where a bracket of the former tool appears, what is not known of it is said."""
    bloc = tableau.bloc("age", "Par âge", filtres=filtres)
    anciens = {age.libelle for age in ANCIENS_AGES}
    if bloc is None or not any(ligne.libelle in anciens for ligne in bloc.lignes):
        return bloc
    return replace(bloc, note=f"Les tranches « ancien » ne se saisissent plus ({A_CONFIRMER}).")


def onglet_global(tableau: Tableau) -> tuple[list[ChiffreCle], list[Bloc]]:
    actes = tableau.chiffre("Actes réalisés", ind.ACTES)
    chiffres = [
        actes,
        tableau.chiffre("Vivants", ind.ACTES, vivants()),
        tableau.chiffre("Personnes décédées", ind.ACTES, THANATO),
        tableau.chiffre("Dépositions aux assises", ind.ACTES, {"profil": (Profil.ASSISES.value,)}),
        tableau.chiffre("Reconstitutions", ind.ACTES, {"profil": (Profil.RECONSTITUTION.value,)}),
        tableau.moyenne(actes),
        tableau.chiffre("Actes par procès-verbal", ind.ACTES_PAR_PV),
        tableau.chiffre("Actes partageant leur procès-verbal", ind.PART_PV_PARTAGES),
    ]
    blocs = existants(
        tableau.par_mois("Actes réalisés par mois"),
        serie_annuelle(tableau),
        tableau.bloc("profil", "Par profil"),
        tableau.bloc("rattachement", "Par numéro de procès-verbal"),
        tableau.bloc("reseau", "Par réseau"),
        tableau.bloc("heure", "Par heure de début"),
        tableau.bloc("delai", "Délai de la réquisition à l’acte"),
        comparaison(tableau),
        tableau.bloc("requerant", "Par service requérant", est_trie=True),
        tableau.bloc("juridiction", "Par juridiction", est_trie=True),
        tableau.bloc("region", "Par région") if tableau.portee.code == "national" else None,
        tableau.carte("Par département"),
    )
    return chiffres, blocs


def onglet_vivant(tableau: Tableau, profil: str) -> tuple[list[ChiffreCle], list[Bloc]]:
    """The living, or one of their profiles. Every figure has the filter: an autopsy's toxicology is not among them."""
    tous = vivants()
    filtres = {"profil": (profil,)} if profil in tous["profil"] else tous
    actes = tableau.chiffre("Actes sur des vivants", ind.ACTES, filtres)
    chiffres = [
        actes,
        tableau.moyenne(actes),
        tableau.chiffre("Recueils de preuves sans plainte", ind.PART_HORS_REQUISITION, filtres),
        tableau.chiffre("Absences", ind.ABSENCES, filtres),
    ]
    est_victime = filtres["profil"] in (tous["profil"], (Profil.VICTIME.value,))
    violences = {"profil": (Profil.VICTIME.value,)}
    blocs = existants(
        tableau.par_mois("Actes sur des vivants par mois", filtres=filtres),
        tableau.bloc("profil", "Par profil", filtres=filtres) if filtres is tous else None,
        tableau.bloc("rattachement", "Par numéro de procès-verbal", filtres=filtres),
        tableau.bloc("type_examen", "Par type d’examen", filtres=filtres),
        tableau.bloc("periode_journee", "Par moment de la journée", filtres=filtres),
        tableau.bloc("examen", "Par examen complémentaire", filtres=filtres),
        par_age(tableau, filtres),
        tableau.bloc("genre", "Par genre", filtres=filtres),
        tableau.bloc("nature", "Victimes : nature des violences", filtres=violences) if est_victime else None,
        tableau.bloc("contexte", "Victimes : contexte des violences", filtres=violences)
        if est_victime
        else None,
        tableau.bloc("statut", "Absences, comptées à part", indicateur=ind.ABSENCES, filtres=filtres),
        tableau.carte("Par département", filtres),
    )
    return chiffres, blocs


def onglet_thanato(tableau: Tableau) -> tuple[list[ChiffreCle], list[Bloc]]:
    actes = tableau.chiffre("Actes sur des personnes décédées", ind.ACTES, THANATO)
    chiffres = [actes, tableau.moyenne(actes)]
    blocs = existants(
        tableau.par_mois("Actes sur des personnes décédées par mois", filtres=THANATO),
        tableau.bloc("type_examen", "Par type d’examen", filtres=THANATO),
        tableau.bloc("examen", "Par examen complémentaire", filtres=THANATO),
        tableau.bloc("rattachement", "Par numéro de procès-verbal", filtres=THANATO),
        tableau.bloc("periode_journee", "Par moment de la journée", filtres=THANATO),
        par_age(tableau, THANATO),
        tableau.bloc("genre", "Par genre", filtres=THANATO),
        tableau.carte("Par département", THANATO),
    )
    return chiffres, blocs


COMPARES: tuple[tuple[str, Indicateur, Mapping[str, tuple[str, ...]]], ...] = (
    ("Délai de la réquisition à l’acte", ind.DELAI_EXAMEN, {}),
    ("Délai jusqu’au certificat remis", ind.DELAI_REMISE, {}),
    ("Actes par procès-verbal", ind.ACTES_PAR_PV, {}),
    ("Recueils de preuves sans plainte", ind.PART_HORS_REQUISITION, {}),
)


def comparaison(tableau: Tableau) -> Bloc | None:
    """One's own ratios beside those of the région and of the country."""
    if tableau.portee.code == "national":
        return None
    lignes = []
    region = region_de(tableau.portee.organisations) if tableau.portee.est_locale else ""
    portees = [
        tableau.portee,
        *([Portee("region", "Région", {"region": (region,)})] if region else []),
        national(),
    ]
    for libelle, indicateur, filtres in COMPARES:
        textes = [tableau.calculer(indicateur, (), filtres, portee).total.texte for portee in portees]
        lignes.append(LigneBloc(f"{libelle} ({indicateur.unite[1]})", tuple(textes)))
    return Bloc("Comparaison", ("", *(portee.libelle for portee in portees)), lignes)


def phrase(tableau: Tableau, chiffres: Sequence[ChiffreCle]) -> str:
    """What the page says first."""
    premier = chiffres[0]
    suite = f", {premier.difference}" if premier.difference else ""
    comparee = tableau.periode.complete(tableau.jour)
    if suite and comparee and comparee != tableau.periode:
        suite += f" ({comparee.sans_annee})"
    valeur = "masqué par le secret statistique" if premier.valeur is None else nombre(premier.valeur, 0)
    return f"{premier.libelle}, {tableau.portee.libelle}, {tableau.periode} : {valeur}{suite}"
