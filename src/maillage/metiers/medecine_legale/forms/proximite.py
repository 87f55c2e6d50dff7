"""Light entry of a practitioner outside any structure, on a phone: profile, number, requester, age, gender.

A victim also says which violence. The rest is filled, and folded: now, at the usual place, by himself.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from maillage.metiers.medecine_legale.enums import Profil
from maillage.metiers.medecine_legale.forms.actes import ActeForm
from maillage.metiers.medecine_legale.regles import ATTENTAT, TableActes
from maillage.socle.annuaire.models import Agent

ESSENTIELS = ("age", "genre", "natures_violence", ATTENTAT, "contextes_violence", "cause_deces", "distance")
REPLIES = (
    "heure_debut", "date_examen", "lieu", "types_examen", "numero_interne", "statut", "itt_jours",
    "est_hors_requisition",
)  # fmt: skip


def profils_proposes(table: TableActes) -> list[tuple[str, str]]:
    """Profiles about a person, custody first: most of what the network does."""
    personnes = [(code, libelle) for code, libelle in table.choix("profil")
                 if table.profils[code].concerne_une_personne]  # fmt: skip
    return sorted(personnes, key=lambda choix: choix[0] != Profil.GARDE_A_VUE)


class ProximiteForm(ActeForm):
    def __init__(self, *args: Any, agent: Agent, profil: str, **kwargs: Any) -> None:
        initial = {"heure_debut": timezone.localtime().time().replace(second=0, microsecond=0)}
        kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, agent=agent, profil=profil, **kwargs)
        for nom in ("examens", "second_praticien", "nom", "prenom", "date_naissance"):
            self.fields.pop(nom, None)
        del self.fields["praticien"]
        self.moi = agent.personne
        if "requerant" in self.fields:
            self.fields["requerant"].widget.attrs["data-avance"] = "age"

    def clean(self) -> dict[str, Any]:
        """The practitioner is who enters."""
        donnees = super().clean()
        donnees["praticien"] = self.moi
        return donnees

    @property
    def essentiels(self) -> list[forms.BoundField]:
        return [self[nom] for nom in ESSENTIELS if nom in self.fields]

    @property
    def replies(self) -> list[forms.BoundField]:
        return [self[nom] for nom in REPLIES if nom in self.fields and not self[nom].is_hidden]

    @property
    def lieu_propose(self) -> str:
        """The usual place, as the folded part sums it up."""
        code = self["lieu"].value() if "lieu" in self.fields else ""
        return self.table.libelle("lieu", code).lower() if code else "lieu non précisé"

    @property
    def replies_ont_une_erreur(self) -> bool:
        """What is folded is opened when something in it is to correct."""
        return any(champ.errors for champ in self.replies)
