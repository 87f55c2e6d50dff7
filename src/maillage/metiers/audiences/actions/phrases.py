"""The library of sentences: one's own, or shared by a chamber."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.models import Phrase
from maillage.metiers.audiences.regles.phrases import controler_raccourci
from maillage.socle.acces.exiger import AccesRefuse, exiger
from maillage.socle.annuaire.models import Agent, Organisation


def garder_phrase(
    *,
    agent: Agent,
    raccourci: str,
    texte: str,
    chambre: Organisation | None = None,
    phrase: Phrase | None = None,
) -> Phrase:
    """Make a sentence, or change one; with a chamber, all its clerks have it."""
    exiger(agent, AUDIENCE_TENIR, chambre)
    if phrase is not None:
        _exiger_sienne(agent, phrase)
    raccourci = raccourci.strip().lstrip("#").lower()
    if refus := controler_raccourci(raccourci):
        raise ValidationError({"raccourci": refus})
    if not texte.strip():
        raise ValidationError({"texte": "Écrivez la phrase."})
    phrase = phrase or Phrase(auteur=agent)
    phrase.raccourci, phrase.texte, phrase.chambre = raccourci, texte.strip(), chambre
    phrase.full_clean()
    phrase.save()
    return phrase


def retirer_phrase(*, agent: Agent, phrase: Phrase) -> None:
    _exiger_sienne(agent, phrase)
    phrase.delete()


def _exiger_sienne(agent: Agent, phrase: Phrase) -> None:
    """A chamber's is changed by its clerks; one's own, by its author."""
    if phrase.chambre is not None:
        exiger(agent, AUDIENCE_TENIR, phrase.chambre)
    elif phrase.auteur_id != agent.pk:
        raise AccesRefuse("Cette phrase n’existe pas, ou elle n’est pas la vôtre.")


def phrases_de(agent: Agent, chambre: Organisation) -> dict[str, str]:
    """Short cut → sentence; one's own wins over the chamber's."""
    trouvees = Phrase.objects.visibles_par(agent).pour(chambre, agent)
    return {phrase.raccourci: phrase.texte for phrase in sorted(trouvees, key=lambda p: p.chambre_id is None)}
