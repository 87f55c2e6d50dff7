"""A reply to the survey: its sections and where each stands; one page a section, kept section by section."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.commun.textes import compter, enumerer
from maillage.metiers.protection.actions import enquetes as actions
from maillage.metiers.protection.droits import DECLARATION_ETABLIR, ENQUETE_SUIVRE
from maillage.metiers.protection.enums import StatutReponse
from maillage.metiers.protection.forms.enquetes import SectionForm
from maillage.metiers.protection.models import ReponseEnquete
from maillage.metiers.protection.regles.enquete import Annee
from maillage.metiers.protection.regles.profils_enquete import PROFILS
from maillage.metiers.protection.regles.profils_enquete import section as trouver_section
from maillage.metiers.protection.regles.questionnaire import Bilan, Connu, Etat, Section, bilan, champs
from maillage.metiers.protection.views.enquetes import badge, reponses_lues, retour_des_reponses
from maillage.metiers.protection.views.tables_enquete import structures_de, tables
from maillage.socle.acces.exiger import AccesRefuse, obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.interface.composants import Badge, Ton

POINT_VIRGULE = "\N{NARROW NO-BREAK SPACE}; "
ETATS: dict[Etat, tuple[str, Ton]] = {
    Etat.VIDE: ("À remplir", "neutre"),
    Etat.PARTIELLE: ("Partielle", "info"),
    Etat.INVALIDE: ("À corriger", "erreur"),
    Etat.VALIDE: ("Complète", "succes"),
}


class Lecture:
    """A reply, counted once for the page."""

    def __init__(self, request: RequeteAgent, pk: int) -> None:
        self.reponse: ReponseEnquete = obtenir(reponses_lues(request), pk=pk)
        self.est_sienne = peut(request.user, DECLARATION_ETABLIR, self.reponse.organisation)
        self.peut_saisir = self.est_sienne and not actions.est_figee(self.reponse)
        est_lisible = self.est_sienne or bool(self.reponse.chiffres)
        self.annee = actions.prefigurer(self.reponse) if est_lisible else Annee()
        self.connu: Connu = actions.connaitre(self.reponse, self.annee) if est_lisible else Connu()
        self.sections = PROFILS[self.reponse.mandataire.type]

    def bilan(self, section: Section) -> Bilan:
        return bilan(section, self.reponse.complements, self.connu)

    def url(self, section: Section) -> str:
        return reverse("protection:reponse_section", args=[self.reponse.pk, section.code])

    def tables(self, famille: str) -> Any:
        return tables(self.annee, structures_de(self.annee, self.reponse.complements), famille=famille)


@lecture()
def reponse(request: RequeteAgent, pk: int) -> HttpResponse:
    """The sections of a reply, what each lacks, and what may be done of the whole."""
    lue = Lecture(request, pk)
    objet, annee = lue.reponse, lue.annee
    lignes = []
    for section in lue.sections:
        un = lue.bilan(section)
        precision = _precision(un, lue.peut_saisir)
        lignes.append((section, lue.url(section), _badge(section, un, lue.reponse.complements), precision))
    a_corriger = [section.titre for section in lue.sections if lue.bilan(section).etat == Etat.INVALIDE]
    contexte = {
        "titre": f"{objet.enquete} · {objet.organisation.nom}",
        "reponse": objet,
        "statut": badge(objet),
        "phrase": (
            f"{compter(annee.total('decembre'), 'mesure')} au 31 décembre : {annee.total('janvier')} au 1er janvier,"
            f" {compter(annee.total('nouvelles'), 'nouvelle')}, {compter(annee.total('sorties'), 'sortie')}"
        ),
        "sections": lignes,
        "a_corriger": enumerer(a_corriger),
        "peut_saisir": lue.peut_saisir,
        "peut_instruire": objet.statut == StatutReponse.DEPOSEE
        and peut(request.user, ENQUETE_SUIVRE, objet.autorite),
        "fil": [("Enquête annuelle", retour_des_reponses(request)), (str(objet.organisation), "")],
    }
    return render(request, "protection/reponse.html", contexte)


def _badge(section: Section, un: Bilan, dites: Mapping[str, str]) -> Badge:
    if not section.elements:
        return Badge("Comptée", "succes")
    est_facultative = not any(element.est_obligatoire for element in section.elements)
    if est_facultative and not any(element.code in dites for element in section.elements):
        return Badge("Facultative")
    return Badge(*ETATS[un.etat])


def _precision(un: Bilan, est_attendue: bool) -> str:
    if un.fautes:
        return " ".join(phrase for _, phrase in un.fautes)
    if not un.manquants or not est_attendue:
        return ""
    reste = len(un.manquants) - 3
    suite = f"{POINT_VIRGULE}et {compter(reste, 'autre')}" if reste > 0 else ""
    return f"Manque : {POINT_VIRGULE.join(mot[0].lower() + mot[1:] for mot in un.manquants[:3])}{suite}."


@ecriture()
def section(request: RequeteAgent, pk: int, section: str) -> HttpResponse:
    """One section: its tables counted, its questions; saved, then the next one."""
    lue = Lecture(request, pk)
    une = trouver_section(lue.reponse.mandataire.type, section)
    if une is None or (request.method == "POST" and not lue.peut_saisir):
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    form = SectionForm(request.POST or None, section=une, connu=lue.connu, initial=lue.reponse.complements)
    rang = lue.sections.index(une)
    suivante = lue.sections[rang + 1] if rang + 1 < len(lue.sections) else None
    if request.method == "POST" and form.is_valid():
        try:
            actions.completer_section(
                agent=request.user, reponse=lue.reponse, section=une, reponses=form.reponses
            )
        except ValidationError as erreur:
            form.add_error(None, erreur)
        else:
            return _apres(request, pk, une, suivante)
    fiche = reverse("protection:reponse", args=[pk])
    contexte = {
        "titre": f"{une.titre}, enquête {lue.reponse.enquete.annee}",
        "section": une,
        "reponse": lue.reponse,
        "faits": [(libelle, dit) for code, libelle in une.faits if (dit := lue.connu.faits.get(code))],
        "tables": lue.tables(une.table) if une.table else [],
        "form": form if lue.peut_saisir and une.elements else None,
        "fautes": [phrase for _, phrase in lue.bilan(une).fautes],
        "dits": [] if lue.peut_saisir else _dits(lue, une),
        "rang": rang + 1,
        "nombre_sections": len(lue.sections),
        "precedente": lue.url(lue.sections[rang - 1]) if rang else "",
        "suivante": suivante,
        "url_suivante": lue.url(suivante) if suivante else fiche,
        "retour": fiche,
        "fil": [
            ("Enquête annuelle", retour_des_reponses(request)),
            (str(lue.reponse.organisation), fiche),
            (une.titre, ""),
        ],
    }
    statut = 422 if request.method == "POST" else 200
    return render(request, "protection/reponse_section.html", contexte, status=statut)


def _apres(request: RequeteAgent, pk: int, une: Section, suivante: Section | None) -> HttpResponse:
    """Say what the section is worth now; what contradicts itself is shown at once, else the next one opens."""
    lue = Lecture(request, pk)
    un = lue.bilan(une)
    if un.etat == Etat.INVALIDE:
        messages.error(request, f"« {une.titre} » est enregistrée, avec des valeurs à corriger.")
        return redirect(lue.url(une))
    messages.success(request, f"« {une.titre} » est enregistrée.")
    if suivante and "rester" not in request.POST:
        return redirect(lue.url(suivante))
    return redirect("protection:reponse", pk)


def _dits(lue: Lecture, une: Section) -> list[tuple[str, str]]:
    """What was typed, in words, for who may not change it."""
    complements = lue.reponse.complements
    return [
        (" · ".join(filter(None, (champ.groupe, champ.libelle))), dict(champ.question.choix).get(dit, dit))
        for champ in champs(une, lue.connu)
        if (dit := complements.get(champ.code))
    ]


@require_POST
@ecriture(DECLARATION_ETABLIR)
def deposer(request: RequeteAgent, pk: int) -> HttpResponse:
    objet = obtenir(reponses_lues(request), pk=pk)
    try:
        actions.deposer_reponse(agent=request.user, reponse=objet)
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
    else:
        messages.success(request, "Votre réponse est déposée.")
    return redirect("protection:reponse", pk)
