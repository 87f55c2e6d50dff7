"""What must be said of a record when it is inventoried."""

from __future__ import annotations

import datetime as dt

from maillage.metiers.numerisation.regles.concordance import est_nir

AGE_MAXIMAL = 120


def controler_salarie(
    *,
    nom: str,
    prenom: str,
    nir: str,
    date_naissance: dt.date | None,
    date_derniere_visite: dt.date | None,
    date_deces: dt.date | None,
    aujourd_hui: dt.date,
) -> dict[str, str]:
    """Messages by field; empty when all is right. A paper record often lacks a day: none is compulsory."""
    erreurs = {}
    if not nom.strip():
        erreurs["nom"] = "Indiquez le nom du salarié."
    if not prenom.strip():
        erreurs["prenom"] = "Indiquez le prénom du salarié."
    if nir and not est_nir(nir):
        erreurs["nir"] = (
            "Ce numéro de sécurité sociale n’a pas la bonne clé : relisez-le, ou laissez le champ vide."
        )
    for champ, jour, quoi in (
        ("date_naissance", date_naissance, "La date de naissance"),
        ("date_derniere_visite", date_derniere_visite, "La date de la dernière visite"),
        ("date_deces", date_deces, "La date du décès"),
    ):
        if jour and jour > aujourd_hui:
            erreurs[champ] = f"{quoi} est dans le futur."
        elif jour and jour.year < aujourd_hui.year - AGE_MAXIMAL:
            erreurs[champ] = f"{quoi} est trop ancienne : relisez l’année."
        elif jour and champ != "date_naissance" and date_naissance and jour < date_naissance:
            erreurs[champ] = f"{quoi} est avant la naissance."
    return erreurs
