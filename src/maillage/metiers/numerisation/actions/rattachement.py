"""Whose page is it? The machine proposes from the label and the traits it read; doubt goes to two people."""

from __future__ import annotations

from collections.abc import Mapping

from maillage.metiers.numerisation.actions.coffre import Coffre
from maillage.metiers.numerisation.chaine.page import ResultatPage
from maillage.metiers.numerisation.enums.pieces import Encre, IssueRattachement, Trait
from maillage.metiers.numerisation.models import Dossier
from maillage.metiers.numerisation.regles.concordance import (
    Personne,
    Rattachement,
    TraitLu,
    normaliser,
    rattacher,
)
from maillage.metiers.numerisation.regles.reperage import reperer

SUITE = "Suite d’un dossier reconnu."


def personne_de(dossier: Dossier) -> Personne:
    """Whose record it is, as pages are compared with it. Asked in the name of the service, never shown."""
    salarie = Coffre.de(dossier).salarie(getattr(dossier, "identite", None))
    traits: dict[Trait, str] = dict(salarie.traits) if salarie else {}
    if dossier.reference:
        traits[Trait.NUMERO] = dossier.reference
    return Personne(str(dossier.pk), traits)


def rattacher_pages(dossier: Dossier, resultats: Mapping[int, ResultatPage]) -> dict[int, Rattachement]:
    """What the machine may do with each page of a delivered file.

    The label of the cover, read in the image, vouches for the record; then only a trait that disagrees stops a page.
    Without it, the record has to be recognised by its traits. The label of another record stops the page that bears it.
    """
    etiquettes = {code for resultat in resultats.values() for code in resultat.etiquettes if "|DOS|" in code}
    lus = {numero: reperer(resultat.lignes) for numero, resultat in resultats.items()}
    if dossier.code in etiquettes:
        personne: Personne | None = personne_de(dossier)
    else:
        personne = personne_de(dossier) if _est_reconnu(dossier, lus) else None
    return {
        numero: _une_page(dossier, resultat, lus[numero], personne) for numero, resultat in resultats.items()
    }


def _une_page(
    dossier: Dossier, resultat: ResultatPage, lus: Mapping[Trait, TraitLu], personne: Personne | None
) -> Rattachement:
    autres = [code for code in resultat.etiquettes if "|DOS|" in code and code != dossier.code]
    if autres:
        raison = "L’étiquette lue sur la page est celle d’un autre dossier."
        return Rattachement(IssueRattachement.A_CONFIRMER, str(dossier.pk), raison=raison)
    if personne is not None:
        return rattacher(lus, [], etiquetee=personne)
    if resultat.vierge.verdict == Encre.VIERGE or not lus:
        return (
            Rattachement(IssueRattachement.CERTAIN, str(dossier.pk), raison=SUITE)
            if (resultat.numero > 1)
            else Rattachement(
                IssueRattachement.A_SAISIR, str(dossier.pk), raison="Ni étiquette ni trait lu sur le dossier."
            )
        )
    return rattacher(lus, [personne_de(dossier)])


def _est_reconnu(dossier: Dossier, lus: Mapping[int, Mapping[Trait, TraitLu]]) -> bool:
    """Whether the traits of all the pages together designate this record, and none another person."""
    personne = personne_de(dossier)
    ensemble: dict[Trait, TraitLu] = {}
    for traits in lus.values():
        for trait, lu in traits.items():
            connu = ensemble.setdefault(trait, lu)
            if normaliser(trait, connu.valeur) != normaliser(trait, lu.valeur):
                return False
    return rattacher(ensemble, [personne]).issue == IssueRattachement.CONCORDANT
