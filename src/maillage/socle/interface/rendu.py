"""Every form of the product, our own or a library's, is drawn with the same components (`FORM_RENDERER`).

A form is a plain `django.forms.Form`. `{{ form }}` draws it whole, `{{ form.champ.as_field_group }}` draws one field
with its label, hint and errors. What a widget may carry in `attrs`:

- `data-touche="v"`: on a choice field, number keys choose the options; on a field, Alt+letter goes to it;
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
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

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


def _attributs(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {escape(nom)}" if valeur is True else f' {escape(nom)}="{escape(str(valeur))}"'
        for nom, valeur in attrs.items()
        if valeur is not False
    )


def _liste(widget: Mapping[str, Any]) -> str:
    """A drop-down list: each of its options would otherwise be two templates."""
    morceaux = [f'<select name="{escape(widget["name"])}"{_attributs(widget["attrs"])}>']
    for groupe, options, _rang in widget["optgroups"]:
        if groupe:
            morceaux.append(f'<optgroup label="{escape(str(groupe))}">')
        morceaux += [
            f'<option value="{escape(str(option["value"]))}"{_attributs(option["attrs"])}>'
            f"{conditional_escape(option['label'])}</option>"
            for option in options
        ]
        if groupe:
            morceaux.append("</optgroup>")
    return "".join([*morceaux, "</select>"])


def _saisie(widget: Mapping[str, Any]) -> str:
    valeur = "" if widget["value"] is None else f' value="{escape(str(widget["value"]))}"'
    debut = f'<input type="{escape(widget["type"])}" name="{escape(widget["name"])}"{valeur}'
    return f"{debut}{_attributs(widget['attrs'])}>"


DIRECTS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "django/forms/widgets/select.html": _liste,
    **{
        f"django/forms/widgets/{genre}.html": _saisie
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

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        direct = DIRECTS.get(template_name)
        if direct is not None:
            return SafeString(direct(context["widget"]))
        return SafeString(super().render(template_name, context, request))

    form_template_name = "interface/formulaire/formulaire.html"
    formset_template_name = "django/forms/formsets/div.html"
    field_template_name = "interface/formulaire/champ.html"
    bound_field_class = ChampRendu
