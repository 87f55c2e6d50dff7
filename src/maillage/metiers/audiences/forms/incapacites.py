"""The incapacity of a victim: typed, or taken from the certificate dropped on the form, which stays its source.

The source is said only of the days and of the day that the certificate holds: the form carries the three signed
together, and days changed by hand have no source any more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core import signing

from maillage.metiers.audiences.actions.identites import Incapacite
from maillage.metiers.audiences.regles.affaires import EtatCivil, est_la_meme_personne
from maillage.socle.documents.lecture import DocumentLu, DocumentRefuse

CERTIFICAT = "medecine_legale.certificat"
SEL = "audiences.incapacite"


def reprendre_certificat(certificat: Any, connu: Mapping[str, Any]) -> dict[str, Any]:
    """What a certificate says of the victim of the form; who she is, only where nothing is known yet."""
    if certificat.itt_jours is None:
        raise DocumentRefuse(
            "sans_itt",
            "Ce certificat ne fixe pas d’incapacité totale de travail : il n’y a rien à reprendre.",
        )
    siens = EtatCivil((certificat.nom,), certificat.prenom, certificat.date_naissance)
    noms = (connu.get("nom", ""), connu.get("nom_usage", ""))
    if not est_la_meme_personne(
        EtatCivil(noms, connu.get("prenoms", ""), connu.get("date_naissance")), siens
    ):
        ne = f", née le {certificat.date_naissance:%d/%m/%Y}" if certificat.date_naissance else ""
        raise DocumentRefuse(
            "autre_personne",
            f"Ce certificat concerne une autre personne ({certificat.prenom} {certificat.nom}{ne}) : rien n’est repris."
            " Vérifiez le document, ou corrigez d’abord l’identité de cette fiche.",
        )
    valeurs = {"jours_itt": certificat.itt_jours, "date_itt": certificat.date_examen}
    if not any(noms):
        valeurs |= {"nom": certificat.nom, "prenoms": certificat.prenom}
    if certificat.date_naissance and not connu.get("date_naissance"):
        valeurs["date_naissance"] = certificat.date_naissance
    return valeurs


def source_de(document: DocumentLu[Any]) -> str:
    return f"Certificat n° {document.numero}, {document.organisation}"


def signer_source(incapacite: Incapacite) -> str:
    """The days, their day and the document that says so, for the form to carry."""
    if not incapacite.source:
        return ""
    return signing.dumps([incapacite.jours, _iso(incapacite.date), incapacite.source], salt=SEL)


def lire_source(signee: str, jours: int | None, date: dt.date | None) -> str:
    """The document that says these days at this day; empty when they were typed, or changed since."""
    try:
        connus, jour, source = signing.loads(signee, salt=SEL)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(source) if (connus, jour) == (jours, _iso(date)) else ""


def _iso(date: dt.date | None) -> str:
    return date.isoformat() if date else ""
