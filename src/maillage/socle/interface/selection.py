"""Choosing one row among many: a plain list up to a hundred (`ChampListe`), else this.

What was used lately is offered at once, the rest by typing a few letters:

    declarer_source(
        "medecine_legale.requerant",
        chercher=lambda agent, mots: Organisation.objects.filter(…),      # a queryset, in the order to show
        recents=lambda agent: Organisation.objects.filter(…),
        droit=REQUISITION_SAISIR,
    )

    class RequisitionForm(forms.Form):
        requerant = ChampSelection("medecine_legale.requerant", label="Service requérant")

        def __init__(self, *args, agent, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["requerant"].preparer(agent)

Without JavaScript the text is sent with the form: one result is taken, several are offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.urls import reverse

from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent

NOMBRE = 12
SUFFIXE = "_recherche"


@dataclass(frozen=True)
class Source:
    """Where the rows come from; both functions return only what the agent may see."""

    code: str
    chercher: Callable[[Agent, str], QuerySet[Any]]
    recents: Callable[[Agent], QuerySet[Any]]
    droit: Droit
    libelle: Callable[[Any], str] = str


SOURCES: dict[str, Source] = {}


def declarer_source(
    code: str,
    *,
    chercher: Callable[[Agent, str], QuerySet[Any]],
    recents: Callable[[Agent], QuerySet[Any]],
    droit: Droit,
    libelle: Callable[[Any], str] = str,
) -> Source:
    """Register a source. Raises ValueError when its code is taken."""
    if code in SOURCES:
        raise ValueError(f"Source {code!r} is declared twice.")
    SOURCES[code] = Source(code, chercher, recents, droit, libelle)
    return SOURCES[code]


def options(source: Source, agent: Agent, texte: str) -> list[Model]:
    """Rows to offer for what was typed; the recent ones when nothing was."""
    trouves = source.chercher(agent, texte) if texte.strip() else source.recents(agent)
    return list(trouves[:NOMBRE])


class Selection(forms.Select):
    """A text field above a short list; HTMX fills the list while one types."""

    template_name = "interface/formulaire/selection.html"

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self.agent: Agent | None = None
        self.proposes: list[Model] | None = None
        self.texte = ""

    @property
    def source(self) -> Source:
        return SOURCES[self.code]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """The row chosen; else, without JavaScript, the only one that the text finds."""
        choisi = data.get(name)
        self.texte = str(data.get(name + SUFFIXE, "")).strip()
        if choisi or not self.texte or self.agent is None:
            return choisi
        self.proposes = options(self.source, self.agent, self.texte)
        return str(self.proposes[0].pk) if len(self.proposes) == 1 else ""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """None of the rows of the table: only those of the source are offered."""
        return []

    def use_required_attribute(self, initial: Any) -> bool:
        """Django would read the whole table to know whether its first choice is empty."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        contexte = super().get_context(name, value, attrs)
        contexte["widget"].update(
            recherche=name + SUFFIXE,
            texte=self.texte,
            url=reverse("interface:choix", args=[self.code]),
            lignes=[
                (ligne.pk, self.source.libelle(ligne), str(ligne.pk) == str(value))
                for ligne in self._lignes(value)
            ],
        )
        return contexte

    def _lignes(self, value: Any) -> Iterable[Model]:
        if self.agent is None:
            return []
        lignes = self.proposes if self.proposes is not None else options(self.source, self.agent, "")
        if value and all(str(ligne.pk) != str(value) for ligne in lignes):
            choisie = cast(Any, self.choices).queryset.filter(pk=value).first()
            return [choisie, *lignes] if choisie else lignes
        return lignes


class ChampSelection(forms.ModelChoiceField):
    """A ModelChoiceField over a source. `preparer(agent)` is called by the form that has it."""

    widget: Selection

    def __init__(self, code: str, *, queryset: QuerySet[Any], **options_du_champ: Any) -> None:
        super().__init__(queryset=queryset, widget=Selection(code), empty_label=None, **options_du_champ)

    def preparer(self, agent: Agent, queryset: QuerySet[Any] | None = None) -> None:
        """Say who chooses, and among what; rows that he may not see are refused like unknown ones."""
        self.widget.agent = agent
        if queryset is not None:
            self.queryset = queryset

    def clean(self, value: Any) -> Any:
        if not value and self.widget.texte:
            nombre = len(self.widget.proposes or [])
            raise ValidationError(
                f"« {self.widget.texte} » ne correspond à rien : vérifiez l’orthographe."
                if not nombre
                else "Plusieurs lignes correspondent : choisissez dans la liste, ou précisez."
            )
        return super().clean(value)


class ChampDejaLu(forms.ModelChoiceField):
    """A ModelChoiceField over a few rows that the form reads anyway: the chosen one is not asked again."""

    def preparer(self, queryset: QuerySet[Any]) -> list[Any]:
        """Say among what one chooses; return the rows."""
        self.queryset = queryset
        self.lignes = list(queryset)
        return self.lignes

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        choisies = [ligne for ligne in self.lignes if str(ligne.pk) == str(value)]
        if not choisies:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return choisies[0]


class _Options(forms.models.ModelChoiceIterator):
    """(key, name) of each row, without making objects of them."""

    field: ChampListe

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from self.queryset.values_list("pk", self.field.libelle)


class ListeDeroulante(forms.Select):
    """Django's own, without a dictionary of seven entries for each option."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        options = [
            {"value": cle, "label": libelle, "attrs": {"selected": True} if str(cle) in value else {}}
            for cle, libelle in self.choices
        ]
        return [(None, options, 0)]

    def use_required_attribute(self, initial: Any) -> bool:
        """Django would read the table to know whether its first choice is empty."""
        return False


class ChampListe(forms.ModelChoiceField):
    """A ModelChoiceField over some tens of rows, named by one of their columns."""

    iterator = _Options
    widget = ListeDeroulante

    def __init__(self, queryset: QuerySet[Any], *, libelle: str = "nom", **options_du_champ: Any) -> None:
        self.libelle = libelle
        super().__init__(queryset=queryset, **options_du_champ)
