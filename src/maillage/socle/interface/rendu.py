"""Every form of the product, our own or a library's, is drawn with the same components (`FORM_RENDERER`).

A form is a plain `django.forms.Form`. `{{ form }}` draws it whole, `{{ form.champ.as_field_group }}` draws one field
with its label, hint and errors. What a widget may carry in `attrs`:

- `data-touche="v"`: on a choice field, number keys choose the options; on a field, Alt+letter goes to it;
- `data-avance="1"` (or the name of a field): a number key, after choosing, goes to the next field (or to that one);
- `data-moments="1"`: on a time, buttons and keys for now and a while ago;
- `data-unite="minutes"`: the unit, written beside the field;
- `data-largeur="court"` (or `moyen`): a narrow field for a short value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import Input
from django.http import HttpRequest
from django.utils.safestring import SafeString

from maillage.socle.interface.champs import champ, liste, saisie

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, ""),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.ClearableFileInput, "fr-upload"),
    (forms.FileInput, "fr-upload"),
    (forms.Select, "fr-select"),
    (forms.MultiWidget, "fr-input"),
    (forms.Textarea, "fr-input"),
    (Input, "fr-input"),
)
GROUPES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkbox"),  # before RadioSelect, of which it is a subclass
    (forms.RadioSelect, "radio"),
    (forms.CheckboxInput, "case"),
    (forms.FileInput, "upload"),
    (forms.Select, "select"),
)
TYPES_NATIFS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
)


class ChampRendu(BoundField):
    """A bound field that knows its component: `genre` chooses the markup, the widget gets its class."""

    @property
    def genre(self) -> str:
        for widget, genre in GROUPES:
            if isinstance(self.field.widget, widget):
                return genre
        return "input"

    @property
    def unite(self) -> str:
        return str(self.field.widget.attrs.get("data-unite", ""))

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        rendu = super().build_widget_attrs(attrs, widget)
        cible = widget or self.field.widget
        if cible.is_hidden or type(cible).__module__.startswith("django.contrib."):
            return rendu
        classe = next((classe for genre, classe in CLASSES if isinstance(cible, genre)), "")
        propres = str(cible.attrs.get("class", ""))
        if classe and classe not in propres:
            rendu["class"] = f"{propres} {classe}".strip()
        for genre, type_html, format_html in TYPES_NATIFS:
            if isinstance(cible, genre) and "type" not in cible.attrs:
                cible.input_type = type_html  # type: ignore[attr-defined]
                cible.format = format_html  # type: ignore[attr-defined]
                break
        return rendu


DIRECTS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "django/forms/widgets/select.html": liste,
    **{
        f"django/forms/widgets/{genre}.html": saisie
        for genre in (
            "text",
            "number",
            "email",
            "password",
            "hidden",
            "date",
            "datetime",
            "time",
            "url",
            "search",
        )
    },
}
"""Django's plainest widgets, written without a template: they are most of the time spent on a page of form."""


class RenduFormulaire(DjangoTemplates):
    """Set as `FORM_RENDERER`. Its templates are in `templates/interface/formulaire/`."""

    form_template_name = "interface/formulaire/formulaire.html"
    formset_template_name = "django/forms/formsets/div.html"
    field_template_name = "interface/formulaire/champ"  # drawn by `champs.champ`
    bound_field_class = ChampRendu

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        if template_name == self.field_template_name:
            return SafeString(champ(context["field"]))
        direct = DIRECTS.get(template_name)
        if direct is not None:
            return SafeString(direct(context["widget"]))
        return SafeString(super().render(template_name, context, request))
