"""The audit of the sort: which centre, what was found, what was said of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from maillage.metiers.numerisation.enums.audits import PointAudit
from maillage.metiers.numerisation.models import Centre


class TirerForm(forms.Form):
    centre = forms.ChoiceField(label="Centre")

    def __init__(self, *args: Any, centres: list[Centre], **options: Any) -> None:
        super().__init__(*args, **options)
        self.centres = {str(centre.organisation_id): centre for centre in centres}
        self.fields["centre"].choices = [  # type: ignore[attr-defined]
            (cle, centre.organisation.nom) for cle, centre in self.centres.items()
        ]


class ExaminerForm(forms.Form):
    """Nothing ticked: the record conforms."""

    manquements = forms.MultipleChoiceField(
        label="Manquements",
        choices=PointAudit.choices,
        required=False,
        help_text="Rien de coché : le dossier est conforme. Un point coché : son tri est à reprendre.",
        widget=forms.CheckboxSelectMultiple(attrs={"data-touche": "p"}),
    )


class DebrieferForm(forms.Form):
    date = forms.DateField(label="Débriefing fait le", initial=timezone.localdate)
    conclusion = forms.CharField(
        label="Conclusion et actions",
        required=False,
        max_length=4000,
        help_text="Sans nommer de salarié.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
