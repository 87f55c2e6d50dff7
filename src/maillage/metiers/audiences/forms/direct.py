"""Forms of the live page: a line of the note, how somebody came, the decision, the next date."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils import timezone

from maillage.metiers.audiences.actions.comparutions import ValeursComparution
from maillage.metiers.audiences.actions.renvois import ValeursRenvoi
from maillage.metiers.audiences.enums import (
    OBSOLETES,
    PRESENTS,
    GenreLigne,
    MesureSurete,
    ModeComparution,
    MotifRenvoi,
    NatureJugement,
    StatutPersonne,
)
from maillage.metiers.audiences.forms.audiences import Motive, chambres_de
from maillage.metiers.audiences.models import Audience, Audiencement, Partie
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.selection import ChampListe

__all__ = ["PRESENTS", "ComparutionForm", "DecisionForm", "LigneForm", "ModificationForm", "RenvoiForm"]


class LigneForm(Motive):
    """What a button sends: its kind, the text typed if any, whom it is about, when, and the key of this sending."""

    genre = forms.ChoiceField(choices=GenreLigne.choices)
    texte = forms.CharField(required=False)
    partie = forms.IntegerField(required=False)
    cle_client = forms.UUIDField(required=False)
    horodatage = forms.DateTimeField(
        required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%dT%H:%M:%SZ"]
    )

    def clean_horodatage(self) -> dt.datetime | None:
        """The page gives universal time."""
        recu: dt.datetime | None = self.cleaned_data["horodatage"]
        return recu.replace(tzinfo=dt.UTC) if recu else None

    def partie_parmi(self, parties: list[Partie]) -> Partie | None:
        return next((partie for partie in parties if partie.pk == self.cleaned_data["partie"]), None)


class ModificationForm(Motive):
    field_order = ("texte", "heure", "motif")

    texte = forms.CharField(label="Texte", widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}))
    heure = forms.TimeField(label="Heure")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def instant(self, horodatage: dt.datetime) -> dt.datetime:
        """The line's own day, at the time typed; unchanged when the minute is the same."""
        local = timezone.localtime(horodatage)
        heure: dt.time = self.cleaned_data["heure"]
        if (local.hour, local.minute) == (heure.hour, heure.minute):
            return horodatage
        return local.replace(hour=heure.hour, minute=heure.minute, second=0, microsecond=0)


class ComparutionForm(Motive):
    """Saved at each change. `prefix` is the person's, so that several stand on the page."""

    mode = forms.ChoiceField(
        label="Comparution", choices=[("", "À noter"), *ModeComparution.choices], required=False
    )
    avocat = forms.CharField(
        label="Avocat", max_length=150, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    nature_jugement = forms.ChoiceField(
        label="Nature du jugement", choices=[("", "À fixer"), *NatureJugement.choices], required=False
    )
    statut = forms.ChoiceField(label="Qualité", choices=(), required=False)
    est_silence_notifie = forms.BooleanField(label="Droit au silence notifié", required=False)
    est_consentement = forms.NullBooleanField(
        label="Consent à être jugé",
        required=False,
        widget=forms.Select(choices=[("", "Sans objet"), ("true", "Oui"), ("false", "Non")]),
    )
    est_interprete_present = forms.BooleanField(label="Interprète présent", required=False)
    est_visio = forms.BooleanField(label="En visioconférence", required=False)
    est_extraction_defaillante = forms.BooleanField(label="Extraction défaillante", required=False)

    def __init__(self, *args: Any, partie: Partie, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"p{partie.pk}_%s", **kwargs)
        if partie.est_jugeable:
            del self.fields["statut"]
            if not partie.langue_interprete:
                del self.fields["est_interprete_present"]
        else:
            self.fields["statut"].choices = StatutPersonne.choices  # type: ignore[attr-defined]
            for nom in (
                "nature_jugement",
                "est_silence_notifie",
                "est_consentement",
                "est_extraction_defaillante",
            ):
                del self.fields[nom]

    @property
    def valeurs(self) -> ValeursComparution:
        connus = {nom: self.cleaned_data[nom] for nom in self.fields if nom != "motif"}
        return ValeursComparution(**connus)

    def dits(self, changes: str) -> frozenset[str]:
        """The fields just changed, when the page names them: a colleague's are left alone. Else, all it shows."""
        presents = frozenset(self.fields) - {"motif"}
        return presents & frozenset(changes.split(",")) if changes else presents


class DecisionForm(Motive):
    field_order = ("ligne", "motivation", "motif")

    ligne = forms.CharField(
        label="Décision",
        max_length=2_000,
        error_messages={"required": "Tapez la décision, par exemple « COUP ; EMP 8M SS ; AM 300 »."},
        widget=forms.Textarea(
            attrs={"rows": 2, "spellcheck": "false", "autocomplete": "off", "autofocus": True}
        ),
        help_text="Par exemple « COUP 1,2 ; EMP 8M SP 2A ; AM 300 ». La liste des abréviations est à côté.",
    )
    motivation = forms.CharField(
        label="Motivation de la peine",
        required=False,
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Faits, personnalité, situation (art. 485-1 CPP). Elle est conservée chiffrée.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    cle_client = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


class RenvoiForm(Motive):
    field_order = (
        "date", "heure", "chambre", "motif_renvoi", "est_contradictoire", "est_renonce", "mesure_surete",
        "observations", "motif",
    )  # fmt: skip

    date = forms.DateField(label="Renvoyée au")
    heure = forms.TimeField(label="Heure")
    chambre = ChampListe(Organisation.objects.none(), label="Chambre", empty_label=None)
    motif_renvoi = forms.ChoiceField(
        label="Motif du renvoi",
        choices=[("", "Choisir"), *((m.value, m.label) for m in MotifRenvoi if m not in OBSOLETES)],
    )
    est_contradictoire = forms.BooleanField(
        label="Les parties présentes en sont avisées (renvoi contradictoire)", required=False, initial=True
    )
    est_renonce = forms.BooleanField(
        label="Comparution immédiate : le prévenu renonce au délai minimal (art. 397-1 CPP)", required=False
    )
    mesure_surete = forms.ChoiceField(label="Mesure de sûreté", choices=MesureSurete.choices, required=False)
    observations = forms.CharField(
        label="Observations", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, *args: Any, agent: Agent, audience: Audience, est_comparution_immediate: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not est_comparution_immediate:
            del self.fields["est_renonce"]
        champ: Any = self.fields["chambre"]
        champ.queryset = chambres_de(agent)
        champ.initial = audience.chambre_id
        self.fields["heure"].initial = audience.heure
        self.fields["date"].widget.attrs["min"] = (audience.date + dt.timedelta(days=1)).isoformat()

    @property
    def valeurs(self) -> ValeursRenvoi:
        d = self.cleaned_data
        return ValeursRenvoi(
            date=d["date"],
            heure=d["heure"],
            motif=d["motif_renvoi"],
            chambre=d["chambre"],
            est_contradictoire=d["est_contradictoire"],
            mesure_surete=d["mesure_surete"],
            observations=d["observations"],
            est_renonce=d.get("est_renonce", False),
        )


def initial_renvoi(passage: Audiencement) -> dict[str, Any]:
    """What was decided, to correct it."""
    renvoi = getattr(passage, "renvoi", None)
    if renvoi is None:
        return {}
    return {
        "date": renvoi.date,
        "heure": renvoi.heure,
        "motif_renvoi": renvoi.motif,
        "est_contradictoire": renvoi.est_contradictoire,
        "mesure_surete": renvoi.mesure_surete,
    }
