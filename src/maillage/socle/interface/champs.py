"""One field as HTML: label, hint, control, unit, errors, tied together for screen readers.

Written without a template: a form has twenty fields, and drawing them would be most of the time of its page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape, escape

FACULTATIF = ' <span class="ml-facultatif">(facultatif)</span>'
OPTIONS_NOMBREUSES = 5


def attributs(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {escape(nom)}" if valeur is True else f' {escape(nom)}="{escape(str(valeur))}"'
        for nom, valeur in attrs.items()
        if valeur is not False
    )


def liste(widget: Mapping[str, Any]) -> str:
    """A drop-down list."""
    morceaux = [f'<select name="{escape(widget["name"])}"{attributs(widget["attrs"])}>']
    for groupe, options, _rang in widget["optgroups"]:
        if groupe:
            morceaux.append(f'<optgroup label="{escape(str(groupe))}">')
        morceaux += [
            f'<option value="{escape(str(option["value"]))}"{attributs(option["attrs"])}>'
            f"{conditional_escape(option['label'])}</option>"
            for option in options
        ]
        if groupe:
            morceaux.append("</optgroup>")
    return "".join([*morceaux, "</select>"])


def saisie(widget: Mapping[str, Any]) -> str:
    valeur = "" if widget["value"] is None else f' value="{escape(str(widget["value"]))}"'
    debut = f'<input type="{escape(widget["type"])}" name="{escape(widget["name"])}"{valeur}'
    return f"{debut}{attributs(widget['attrs'])}>"


def champ(field: Any) -> str:
    """The field and all that goes with it; `field` is a `ChampRendu`."""
    if field.genre in ("radio", "checkbox"):
        return _groupe(field)
    return _case(field) if field.genre == "case" else _simple(field)


def _simple(field: Any) -> str:
    groupe = f"fr-{field.genre}-group"
    desactive = f" {groupe}--disabled" if field.field.disabled else ""
    controle = str(field)
    if field.unite:
        controle = f'<div class="ml-unite">{controle}<span class="ml-unite__texte">{escape(field.unite)}</span></div>'
    return (
        f'<div class="{groupe}{_en_erreur(field, groupe)}{desactive} ml-champ">'
        f'<label class="fr-label" for="{field.id_for_label}">{_libelle(field)}{_aide(field)}</label>'
        f"{controle}{_erreurs(field)}</div>"
    )


def _case(field: Any) -> str:
    """One box: its label comes after it, and says by itself that it may stay empty."""
    return (
        f'<div class="fr-checkbox-group{_en_erreur(field, "fr-checkbox-group")} ml-champ">{field}'
        f'<label class="fr-label" for="{field.id_for_label}">{conditional_escape(field.label)}{_aide(field)}</label>'
        f"{_erreurs(field)}</div>"
    )


def _groupe(field: Any) -> str:
    decrit = field.aria_describedby
    options = field.subwidgets
    choix = "".join(
        f'<div class="fr-fieldset__element"><div class="fr-{field.genre}-group">{saisie(option.data)}'
        f'<label class="fr-label" for="{option.id_for_label}">{conditional_escape(option.choice_label)}</label>'
        "</div></div>"
        for option in options
    )
    nombreux = " ml-choix--nombreux" if len(options) > OPTIONS_NOMBREUSES else ""
    return (
        f'<fieldset class="fr-fieldset{_en_erreur(field, "fr-fieldset")}" id="{field.auto_id}"'
        + (f' aria-describedby="{decrit}"' if decrit else "")
        + f'><legend class="fr-fieldset__legend fr-fieldset__legend--regular">{_libelle(field)}{_aide(field)}</legend>'
        f'<div class="ml-choix{nombreux}">{choix}</div>{_erreurs(field)}</fieldset>'
    )


def _libelle(field: BoundField) -> str:
    return conditional_escape(field.label) + ("" if field.field.required else FACULTATIF)


def _aide(field: BoundField) -> str:
    if not field.help_text:
        return ""
    aide = conditional_escape(field.help_text)
    return f'<span class="fr-hint-text" id="{field.auto_id}_helptext">{aide}</span>'


def _en_erreur(field: BoundField, groupe: str) -> str:
    return f" {groupe}--error" if field.errors else ""


def _erreurs(field: BoundField) -> str:
    if not field.errors:
        return ""
    messages = "".join(
        f'<p class="fr-error-text">{conditional_escape(str(erreur))}</p>' for erreur in field.errors
    )
    return f'<div class="fr-messages-group" id="{field.auto_id}_error">{messages}</div>'
