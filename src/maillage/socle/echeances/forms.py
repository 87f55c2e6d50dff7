"""Forms of the deadlines."""

from django import forms


class ReportForm(forms.Form):
    """Move a date, with a reason."""

    date_limite = forms.DateField(label="Nouvelle date", widget=forms.DateInput(attrs={"type": "date"}))
    motif = forms.CharField(label="Motif du report", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
