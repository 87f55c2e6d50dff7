"""Entry of an act: the fields of the chosen profile, and no other, in the order of the gesture.

What nobody needs to type comes last, already filled: number, day, place, practitioner.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.dateparse import parse_date

from maillage.metiers.medecine_legale.actions import Identite, NouvelleRequisition
from maillage.metiers.medecine_legale.droits import ACTE_SAISIR
from maillage.metiers.medecine_legale.enums import Profil, StatutActe
from maillage.metiers.medecine_legale.forms.champs import ChampHeure, choix, plusieurs, un
from maillage.metiers.medecine_legale.forms.requisitions import requerants, structures
from maillage.metiers.medecine_legale.forms.sources import favoris, requisitions
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition, table_actes
from maillage.metiers.medecine_legale.regles import ATTENTAT, ReglesProfil, ValeursActe, cle_numero
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation, Personne
from maillage.socle.interface.selection import ChampDejaLu, ChampSelection

UN_CHOIX = {
    "age": "Âge de la personne",
    "genre": "Genre de la personne",
    "cause_deces": "Cause du décès",
    "duree": "Durée (trajets, présence et rédaction)",
    "distance": "Distance (aller)",
    "lieu": "Lieu",
}
PLUSIEURS = {
    "natures_violence": "Nature des violences",
    "contextes_violence": "Contexte des violences",
    "types_examen": "Type d’examen",
    "examens": "Examens complémentaires",
}
IDENTITE = ("nom", "prenom", "date_naissance")
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("La personne et l’examen", ("est_hors_requisition", "heure_debut", "age", "genre", "natures_violence", ATTENTAT,
                                 "contextes_violence", "cause_deces", "duree", "distance")),
    ("Déjà rempli, à vérifier", ("types_examen", "numero_interne", "date_examen", "lieu", "praticien",
                                 "second_praticien", "statut")),
    ("Les suites", ("examens", "itt_jours")),
    ("Pour le certificat", IDENTITE),
    ("La correction", ("motif",)),
)  # fmt: skip
SECTION_REQUISITION = ("structure", "requisition", "numero_pv", "requerant", "autre_requerant")


def _reperer(champ: str) -> dict[str, str]:
    """Look, while one types, for what already exists under this number."""
    return {
        "hx-get": str(reverse_lazy("medecine_legale:acte_reperes")),
        "hx-trigger": "input changed delay:250ms",
        "hx-target": f"#reperes-{champ}",
        "hx-include": "closest form",
        "hx-vals": f'{{"champ": "{champ}"}}',
        "autocomplete": "off",
        "data-largeur": "moyen",
    }


class ActeForm(forms.Form):
    """`profil` decides which fields exist; what is compulsory is said by the rules, in one place.

    The requisition is one that exists (`requisition`), or the one that its PV number names, received now if nobody
    received it before: entering twice would be the only alternative.
    """

    structure = ChampDejaLu(label="Structure", queryset=Organisation.objects.none())
    requisition = ChampSelection(
        "medecine_legale.requisition",
        queryset=Requisition.objects.none(),
        label="Réquisition",
        required=False,
        help_text="Les dernières d’abord ; cherchez les autres par leur numéro de PV ou de parquet.",
        error_messages={
            "required": "Choisissez la réquisition, ou indiquez un recueil de preuves sans plainte."
        },
    )
    numero_pv = forms.CharField(
        label="Numéro de PV",
        max_length=60,
        required=False,
        error_messages={"required": "Indiquez le numéro de PV de la réquisition."},
    )
    requerant = forms.ChoiceField(label="Service requérant", required=False)
    autre_requerant = ChampSelection(
        "medecine_legale.requerant", queryset=requerants(), label="Autre service requérant", required=False
    )
    est_hors_requisition = forms.BooleanField(
        label="Recueil de preuves sans plainte (hors réquisition)", required=False
    )
    heure_debut = ChampHeure(label="Heure de début", required=False)
    numero_interne = forms.CharField(
        label="Numéro interne",
        max_length=60,
        help_text="Désigne la personne, jamais par ses initiales.",
    )
    date_examen = forms.DateField(label="Date de l’acte")
    praticien = forms.ModelChoiceField(
        label="Praticien", queryset=Personne.objects.none(), required=False, empty_label="Non précisé"
    )
    second_praticien = forms.ModelChoiceField(
        label="Second praticien",
        queryset=Personne.objects.none(),
        required=False,
        empty_label="Aucun",
        help_text="Une autopsie faite à deux est un seul acte.",
    )
    statut = forms.ChoiceField(label="Présence", choices=StatutActe.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, agent: Agent, profil: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profil = profil
        self.table = table_actes().au(self.jour())
        self.regles: ReglesProfil = self.table.profils.get(profil) or table_actes().profils[profil]
        self._choisir_structure(agent)
        self._choisir_requisition(agent)
        self.fields["date_examen"].initial = timezone.localdate
        self.fields["numero_interne"].widget.attrs.update(_reperer("numero_interne"))
        self._choisir_statut()
        self._ajouter_champs_du_profil()
        self._marquer_obligatoires()

    def jour(self) -> dt.date:
        """The rules are those of the day of the act, as far as it is known."""
        dit = self.data.get("date_examen") if self.is_bound else self.initial.get("date_examen")
        jour = parse_date(dit) if isinstance(dit, str) and len(dit) == len("2026-11-21") else dit
        return jour if isinstance(jour, dt.date) else timezone.localdate()

    def _choisir_structure(self, agent: Agent) -> None:
        champ = self.fields["structure"]
        permises = structures(agent, ACTE_SAISIR).select_related("commune__departement")
        siennes = champ.preparer(permises)  # type: ignore[attr-defined]
        self.est_institut = any(
            s.type == TypeOrganisation.INSTITUT_MEDICO_LEGAL or s.caracteristiques.get("institut")
            for s in siennes
        )
        if len(siennes) == 1:
            champ.initial = siennes[0]
            champ.widget = forms.HiddenInput()
        praticiens = (
            Personne.objects.filter(agent__habilitations__organisation__in=siennes)
            .exclude(rpps="")
            .distinct()
        )
        self.fields["praticien"].queryset = praticiens  # type: ignore[attr-defined]
        self.fields["second_praticien"].queryset = praticiens  # type: ignore[attr-defined]

    def _choisir_requisition(self, agent: Agent) -> None:
        """A requisition already chosen is shown as it is; else its PV number is typed."""
        connue = self.data.get("requisition") if self.is_bound else self.initial.get("requisition")
        if connue:
            self.fields["requisition"].preparer(agent, requisitions(agent))  # type: ignore[attr-defined]
            if not self.is_bound:
                self.fields["heure_debut"].widget.attrs["autofocus"] = True
            for nom in ("numero_pv", "requerant", "autre_requerant"):
                del self.fields[nom]
        else:
            del self.fields["requisition"]
            self.fields["numero_pv"].widget.attrs.update(_reperer("numero_pv"))
            derniers = [(str(service.pk), service.nom) for service in favoris(agent)]
            if derniers:
                self.fields["requerant"] = un(
                    "Service requérant",
                    derniers,
                    puis="heure_debut",
                    help_text="Les derniers ; inutile si le PV est connu.",
                )
            else:
                del self.fields["requerant"]
            self.fields["autre_requerant"].preparer(agent)  # type: ignore[attr-defined]
        if not self.regles.admet_recueil:
            del self.fields["est_hors_requisition"]

    def _choisir_statut(self) -> None:
        champ = self.fields["statut"]
        champ.initial = StatutActe.REALISE.value
        if not self.regles.absence:
            champ.widget = forms.HiddenInput()
        else:
            possibles = (StatutActe.REALISE, StatutActe(self.regles.absence))
            champ.choices = [(statut.value, statut.label) for statut in possibles]  # type: ignore[attr-defined]

    def _ajouter_champs_du_profil(self) -> None:
        regles, champs = self.regles, self.fields
        for nom, libelle in UN_CHOIX.items():
            if permises := regles.permises(nom):
                champs[nom] = un(libelle, choix(permises))
        for nom, libelle in PLUSIEURS.items():
            if permises := regles.permises(nom, est_institut=self.est_institut):
                champs[nom] = plusieurs(libelle, choix(permises))
        self._ajouter_ce_que_le_profil_precise()
        self._proposer_valeurs()

    def _ajouter_ce_que_le_profil_precise(self) -> None:
        regles, champs = self.regles, self.fields
        if ATTENTAT in regles.codes("natures_violence"):
            connus = choix(self.table.listes.get(ATTENTAT, {}).values())
            champs[ATTENTAT] = forms.ChoiceField(
                label="Attentat", choices=[("", "Choisissez"), *reversed(connus)], required=False
            )
        if not any(valeur.est_reservee for valeur in regles.permises("types_examen")):
            del champs["second_praticien"]
        if not regles.concerne_une_personne:
            del champs["heure_debut"]
        elif self.profil != Profil.DECEDEE:
            champs["nom"] = forms.CharField(label="Nom", max_length=100, required=False)
            champs["prenom"] = forms.CharField(label="Prénom", max_length=100, required=False)
            champs["date_naissance"] = forms.DateField(label="Date de naissance", required=False)
        if self.profil == Profil.VICTIME:
            champs["itt_jours"] = forms.IntegerField(
                label="Incapacité totale de travail",
                required=False,
                min_value=0,
                widget=forms.NumberInput(attrs={"data-unite": "jours", "data-largeur": "court"}),
            )

    def _proposer_valeurs(self) -> None:
        """Sensible defaults: the first type of examination, the first place."""
        regles, champs = self.regles, self.fields
        if types := regles.permises("types_examen", est_institut=self.est_institut):
            champs["types_examen"].initial = [types[0].code]
        if lieux := regles.permises("lieu"):
            champs["lieu"].initial = "" if "lieu" in regles.facultatifs else lieux[0].code
        if regles.distance_si:
            libelle = self.table.libelle("types_examen", regles.distance_si).lower()
            champs["distance"].help_text = f"Seulement pour : {libelle}."

    def _marquer_obligatoires(self) -> None:
        """Say which fields the profile asks for; an absent person is described by none of them."""
        est_absence = self.is_bound and self.data.get("statut") not in (None, "", StatutActe.REALISE.value)
        sans_requisition = self.is_bound and self.data.get("est_hors_requisition")
        for nom in ("requisition", "numero_pv"):
            if nom in self.fields:
                self.fields[nom].required = not sans_requisition
        for nom in ("heure_debut", *UN_CHOIX, *PLUSIEURS):
            if champ := self.fields.get(nom):
                champ.required = not est_absence and (nom == "heure_debut" or self.regles.exige(nom))
                champ.error_messages["required"] = (
                    f"Renseignez «\N{NO-BREAK SPACE}{champ.label}\N{NO-BREAK SPACE}»."
                )
        if self.regles.distance_si:
            self.fields["distance"].required = False

    def clean(self) -> dict[str, Any]:
        """Which requisition: the one chosen, the one that the PV number names, or a new one."""
        donnees = super().clean() or self.cleaned_data
        self.nouvelle: NouvelleRequisition | None = None
        if "requisition" in self.fields or donnees.get("est_hors_requisition"):
            return donnees
        structure, numero_pv = donnees.get("structure"), (donnees.get("numero_pv") or "").strip()
        if numero_pv and structure is not None:
            donnees["requisition"] = (
                Requisition.objects.filter(structure=structure, cle_pv=cle_numero(numero_pv))
                .en_vigueur()
                .order_by("-date_requisition", "-id")
                .first()
            )
            if donnees["requisition"] is None:
                self._preparer_nouvelle(donnees, numero_pv)
        return donnees

    def _preparer_nouvelle(self, donnees: dict[str, Any], numero_pv: str) -> None:
        requerant = donnees.get("autre_requerant")
        if requerant is None and donnees.get("requerant"):
            requerant = requerants().filter(pk=donnees["requerant"]).first()
        if requerant is None:
            champ = "requerant" if "requerant" in self.fields else "autre_requerant"
            self.add_error(champ, "Ce PV est nouveau : indiquez le service requérant.")
        elif donnees.get("date_examen"):
            jour = min(donnees["date_examen"], timezone.localdate())
            self.nouvelle = NouvelleRequisition(numero_pv, requerant, jour)

    @property
    def champs_requisition(self) -> list[forms.BoundField]:
        noms = [nom for nom in SECTION_REQUISITION if nom in self.fields]
        return [self[nom] for nom in noms if not self[nom].is_hidden]

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Fields grouped in the order of the gesture; a field absent from the profile is skipped."""
        return [
            (titre, visibles)
            for titre, noms in SECTIONS
            if (visibles := [self[nom] for nom in noms if nom in self.fields and not self[nom].is_hidden])
        ]

    @property
    def valeurs(self) -> ValeursActe:
        """What was typed, as the rules read it. An absence keeps nothing of the person."""
        donnees = self.cleaned_data
        realise = donnees["statut"] == StatutActe.REALISE
        dit: dict[str, Any] = {}
        if realise:
            dit = {nom: donnees[nom] for nom in (*UN_CHOIX, ATTENTAT) if donnees.get(nom)}
            dit |= {nom: tuple(donnees[nom]) for nom in PLUSIEURS if donnees.get(nom)}
            dit |= {"heure_debut": donnees.get("heure_debut"), "itt_jours": donnees.get("itt_jours")}
            if ATTENTAT not in dit.get("natures_violence", ()):
                dit.pop(ATTENTAT, None)
        return ValeursActe(
            profil=self.profil,
            date_examen=donnees["date_examen"],
            numero_interne=donnees["numero_interne"],
            statut=donnees["statut"],
            est_hors_requisition=donnees.get("est_hors_requisition", False),
            a_requisition=donnees.get("requisition") is not None or self.nouvelle is not None,
            **dit,
        )

    @property
    def identite(self) -> Identite | None:
        """Name, first name and birth date when any was given."""
        donnees = {nom: self.cleaned_data[nom] for nom in IDENTITE if self.cleaned_data.get(nom)}
        return Identite(**donnees) if donnees else None

    def recevoir(self, erreur: ValidationError) -> None:
        """Show what the action refused, beside the field when the form has it."""
        if not hasattr(erreur, "error_dict"):
            self.add_error(None, erreur)
            return
        for champ, messages in erreur.message_dict.items():
            visible = "numero_pv" if champ == "requisition" and "numero_pv" in self.fields else champ
            for message in messages:
                self.add_error(visible if visible in self.fields else None, message)


class CorrectionActeForm(ActeForm):
    """The same, filled with the act; the identity is left as it is, the reason is compulsory."""

    def __init__(self, *args: Any, acte: ActeMedicoLegal, agent: Agent, **kwargs: Any) -> None:
        initial = {champ.name: getattr(acte, champ.name) for champ in ActeMedicoLegal._meta.concrete_fields}
        super().__init__(*args, agent=agent, profil=acte.profil, initial=initial, **kwargs)
        self.fields["structure"].widget = forms.HiddenInput()
        for nom in ("praticien", "second_praticien"):
            if champ := self.fields.get(nom):
                en_place = Personne.objects.filter(pk=getattr(acte, f"{nom}_id"))
                champ.queryset = (champ.queryset | en_place.distinct()).distinct()  # type: ignore[attr-defined]
        for nom in IDENTITE:
            self.fields.pop(nom, None)
        self.fields["motif"] = forms.CharField(
            label="Motif de la correction", max_length=500, help_text="Conservé dans l’historique de l’acte."
        )
