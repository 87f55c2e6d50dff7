"""The annual survey: counted from the log, completed section by section, handed in, validated, summed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from maillage.commun.textes import compter, enumerer
from maillage.metiers.protection.actions.declarations import vies
from maillage.metiers.protection.droits import DECLARATION_ETABLIR, ENQUETE_OUVRIR, ENQUETE_SUIVRE
from maillage.metiers.protection.enums import StatutReponse, TypeEtablissement, TypeMandataire
from maillage.metiers.protection.models import (
    Antenne,
    Enquete,
    Inscription,
    Mesure,
    Rattachement,
    ReponseEnquete,
)
from maillage.metiers.protection.regles.conservation import premiere_annee_comptable
from maillage.metiers.protection.regles.enquete import (
    GROUPES,
    Annee,
    compter_annee,
    photographie,
)
from maillage.metiers.protection.regles.profils_enquete import PROFILS
from maillage.metiers.protection.regles.questionnaire import (
    Connu,
    Etat,
    Genre,
    Grille,
    Question,
    Section,
    bilan,
    champs,
    nombre,
)
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation

LOT = 1_000


def ouvrir_enquete(*, agent: Agent, organisation: Organisation, annee: int, date_limite: dt.date) -> Enquete:
    """Ask every professional who was on a list in the year, once in each of his own départements."""
    exiger(agent, ENQUETE_OUVRIR, organisation)
    aujourd_hui = timezone.localdate()
    premiere = premiere_annee_comptable(aujourd_hui)
    if not premiere <= annee <= aujourd_hui.year:
        raise ValidationError(
            {"annee": f"L’enquête porte sur une année de {premiere} à {aujourd_hui.year} : avant, des mesures sont"
             " effacées."}
        )  # fmt: skip
    if date_limite <= aujourd_hui:
        raise ValidationError({"date_limite": "Laissez du temps : cette date est passée."})
    if Enquete.objects.filter(annee=annee).exists():
        raise ValidationError({"annee": f"L’enquête {annee} est déjà ouverte."})
    with transaction.atomic():
        enquete = Enquete.objects.create(
            organisation=organisation, annee=annee, date_limite=date_limite, auteur=agent
        )
        inscriptions = Inscription.objects.filter(
            Q(date_fin=None) | Q(date_fin__gte=dt.date(annee, 1, 1)),
            date_debut__lte=dt.date(annee, 12, 31),
        ).order_by("mandataire_id", "departement_id", "date_debut")
        ReponseEnquete.objects.bulk_create(
            (
                ReponseEnquete(
                    enquete=enquete,
                    organisation_id=inscription.organisation_id,
                    mandataire_id=inscription.mandataire_id,
                    autorite_id=inscription.autorite_id,
                    departement_id=inscription.departement_id,
                )
                for inscription in _a_rendre(inscriptions)
            ),
            batch_size=LOT,
        )
    return enquete


def _a_rendre(inscriptions: Iterable[Inscription]) -> list[Inscription]:
    """One line a professional and a département: his financing ones, else all that he has."""
    distinctes: dict[int, dict[int, Inscription]] = defaultdict(dict)
    for inscription in inscriptions:
        distinctes[inscription.mandataire_id][inscription.departement_id] = inscription
    rendues = []
    for lignes in distinctes.values():
        financeurs = [ligne for ligne in lignes.values() if ligne.est_financeur]
        rendues += financeurs or list(lignes.values())
    return rendues


def prefigurer(reponse: ReponseEnquete) -> Annee:
    """The tables of a reply: frozen once handed in, else counted from the log now."""
    if est_comptee(reponse):
        return Annee.de_json(reponse.chiffres)
    mesures = Mesure.objects.filter(
        gestionnaire=reponse.organisation_id, departement=reponse.departement_id
    ).order_by("id")
    return compter_annee(vies(mesures), reponse.enquete.annee)


def est_comptee(reponse: ReponseEnquete) -> bool:
    """Its tables no longer move: handed in, or of a year whose measures are erased."""
    return est_figee(reponse) or reponse.horodatage_gel is not None


def figer_reponse(reponse: ReponseEnquete) -> None:
    """Count once and for all, before measures that it counts are erased."""
    if not est_comptee(reponse):
        annee = prefigurer(reponse)
        reponse.chiffres = {**annee.en_json(), "connu": _connaitre(reponse, annee)}
    reponse.horodatage_gel = timezone.now()
    reponse.save(update_fields=["chiffres", "horodatage_gel"])


def est_figee(reponse: ReponseEnquete) -> bool:
    """Handed in."""
    return reponse.statut in (StatutReponse.DEPOSEE, StatutReponse.VALIDEE)


def connaitre(reponse: ReponseEnquete, annee: Annee) -> Connu:
    """What the directory, the lists and the log know on 31 December, beside the tables; frozen with them."""
    brut = reponse.chiffres.get("connu") if est_comptee(reponse) else None
    brut = brut or _connaitre(reponse, annee)
    return Connu(
        faits=brut["faits"],
        rangees={"etablissements": tuple((cle, nom) for cle, nom in brut["etablissements"])},
        sommes={
            "decembre": annee.total("decembre"),
            **{f"groupes.{groupe}": annee.du_groupe(groupe) for groupe in GROUPES},
            **{
                f"structures.{groupe}.{genre}": annee.structures[f"{groupe}.{genre}"]
                for groupe in GROUPES
                for genre in TypeEtablissement.values
            },
        },
    )


def _connaitre(reponse: ReponseEnquete, annee: Annee) -> dict[str, Any]:
    fin = dt.date(reponse.enquete.annee, 12, 31)
    mandataire = reponse.mandataire
    inscriptions = list(Inscription.objects.au(fin).filter(mandataire=mandataire).order_by("id"))
    rattachements = (
        Rattachement.objects.filter(
            Q(date_fin=None) | Q(date_fin__gte=fin), mandataire=mandataire, date_debut__lte=fin
        )
        .select_related("etablissement")
        .order_by("etablissement__nom", "id")
    )
    etablissements = [
        [str(lien.etablissement_id), _nommer(lien.etablissement, annee)] for lien in rattachements
    ]
    autorises = [i.nombre_autorise for i in inscriptions if i.departement_id == reponse.departement_id]
    faits = {
        "sexe": mandataire.personne.get_civilite_display() if mandataire.personne else "",
        "departements": str(len({i.departement_id for i in inscriptions})),
        "financeur": str(annee.total("decembre")),
        "autres": str(_ailleurs(reponse, fin)) if mandataire.type == TypeMandataire.INDIVIDUEL else "",
        "antennes": str(Antenne.objects.filter(mandataire=mandataire, est_active=True).count()),
        "autorise": str(sum(n or 0 for n in autorises)) if autorises else "",
        "etablissements": str(len(etablissements)),
    }
    return {"faits": faits, "etablissements": etablissements}


def _nommer(etablissement: Organisation, annee: Annee) -> str:
    finess = f", FINESS {etablissement.finess}" if etablissement.finess else ""
    return f"{etablissement.nom}{finess} ({compter(annee.etablissements[str(etablissement.pk)], 'mesure')})"


def _ailleurs(reponse: ReponseEnquete, fin: dt.date) -> int:
    """Measures held that day in the other départements."""
    autres = Mesure.objects.filter(gestionnaire=reponse.organisation_id).exclude(
        departement=reponse.departement_id
    )
    return sum(photographie(vies(autres.order_by("id")), fin).values())


def completer_section(
    *, agent: Agent, reponse: ReponseEnquete, section: Section, reponses: Mapping[str, str]
) -> ReponseEnquete:
    """Keep what was typed of one section, contradictions included: they are said, and only prevent handing in."""
    exiger(agent, DECLARATION_ETABLIR, Organisation(pk=reponse.organisation_id))
    with transaction.atomic():
        reponse = _ouverte(reponse)
        siens = {champ.code for champ in champs(section, connaitre(reponse, prefigurer(reponse)))}
        gardees = {code: dit for code, dit in reponse.complements.items() if code not in siens}
        reponse.complements = {
            **gardees,
            **{code: dit for code, dit in reponses.items() if code in siens and dit},
        }
        reponse.statut = StatutReponse.BROUILLON
        reponse.save(update_fields=["complements", "statut"])
    return reponse


def deposer_reponse(*, agent: Agent, reponse: ReponseEnquete) -> ReponseEnquete:
    """Hand in: the tables are frozen, the direction validates. Refused while a section contradicts itself."""
    exiger(agent, DECLARATION_ETABLIR, Organisation(pk=reponse.organisation_id))
    with transaction.atomic():
        reponse = _ouverte(reponse)
        annee = prefigurer(reponse)
        connu = connaitre(reponse, annee)
        invalides = [
            une.titre
            for une in PROFILS[reponse.mandataire.type]
            if bilan(une, reponse.complements, connu).etat == Etat.INVALIDE
        ]
        if invalides:
            raise ValidationError(f"À corriger avant de déposer : {enumerer(invalides)}.")
        if not est_comptee(reponse):
            reponse.chiffres = {**annee.en_json(), "connu": _connaitre(reponse, annee)}
        reponse.statut = StatutReponse.DEPOSEE
        reponse.horodatage_depot = timezone.now()
        reponse.save(update_fields=["statut", "chiffres", "horodatage_depot"])
    return reponse


def _ouverte(reponse: ReponseEnquete) -> ReponseEnquete:
    reponse = _verrouiller(reponse)
    if est_figee(reponse):
        raise ValidationError("Cette réponse est déposée : demandez à votre direction de vous la rendre.")
    return reponse


def valider_reponse(*, agent: Agent, reponse: ReponseEnquete) -> ReponseEnquete:
    """The direction accepts a reply that was handed in."""
    return _instruire(agent, reponse, StatutReponse.VALIDEE)


def rendre_reponse(*, agent: Agent, reponse: ReponseEnquete) -> ReponseEnquete:
    """The direction gives a reply back to be corrected; its tables are counted again."""
    return _instruire(agent, reponse, StatutReponse.BROUILLON)


def _instruire(agent: Agent, reponse: ReponseEnquete, statut: StatutReponse) -> ReponseEnquete:
    exiger(agent, ENQUETE_SUIVRE, Organisation(pk=reponse.autorite_id))
    with transaction.atomic():
        reponse = _verrouiller(reponse)
        if reponse.statut not in (StatutReponse.DEPOSEE, StatutReponse.VALIDEE):
            raise ValidationError("Cette réponse n’est pas encore déposée.")
        reponse.statut = statut
        reponse.horodatage_validation = timezone.now() if statut == StatutReponse.VALIDEE else None
        reponse.save(update_fields=["statut", "horodatage_validation"])
    return reponse


def _verrouiller(reponse: ReponseEnquete) -> ReponseEnquete:
    return (
        ReponseEnquete.objects.select_for_update(of=("self",))
        .select_related("enquete", "mandataire__personne")
        .get(pk=reponse.pk)
    )


def agreger(reponses: Iterable[ReponseEnquete]) -> Annee:
    """The sum of the tables of the replies handed in."""
    somme = Annee()
    for reponse in reponses:
        if est_figee(reponse):
            somme.ajouter(Annee.de_json(reponse.chiffres))
    return somme


@dataclass(frozen=True)
class Agregat:
    """What all the replies of a profile say to one question: a sum, or how many chose each word."""

    profil: str
    section: str
    question: str
    modalite: str
    valeur: Decimal


def agreger_saisies(reponses: Iterable[ReponseEnquete]) -> list[Agregat]:
    """Everything typed, question by question; texts are in the list of replies only."""
    deposees = [reponse for reponse in reponses if est_figee(reponse)]
    sommes: dict[tuple[str, str, str, str], Decimal] = {}
    for profil, sections in PROFILS.items():
        for une in sections:
            for element in une.elements:
                for question, rangee in _lignes(element):
                    for modalite in _modalites(question):
                        sommes[profil, une.titre, rangee, modalite] = Decimal(0)
        for reponse in deposees:
            if reponse.mandataire.type != profil:
                continue
            for une in sections:
                _ajouter(sommes, profil, une, reponse)
    return [Agregat(*cle, valeur) for cle, valeur in sommes.items()]


def _lignes(element: Question | Grille) -> list[tuple[Question, str]]:
    """(question, words) of an element; establishments, different in each reply, are summed together."""
    if isinstance(element, Question):
        return [(element, element.libelle)]
    rangees = [nom for _, nom in element.rangees] or [""]
    return [
        (colonne, " · ".join(filter(None, (element.libelle, nom, colonne.libelle))))
        for nom in rangees
        for colonne in element.colonnes
    ]


def _modalites(question: Question) -> list[str]:
    if question.genre == Genre.TEXTE:
        return []
    return [mot for _, mot in question.choix] or ["Somme"]


def _ajouter(
    sommes: dict[tuple[str, str, str, str], Decimal], profil: str, une: Section, reponse: ReponseEnquete
) -> None:
    for element in une.elements:
        for champ in champs(replace(une, elements=(element,)), _connu_fige(reponse)):
            dit, question = reponse.complements.get(champ.code, ""), champ.question
            if not dit or question.genre == Genre.TEXTE:
                continue
            est_connue = isinstance(element, Grille) and element.connues
            mots = (champ.groupe, "" if est_connue else champ.rangee, question.libelle)
            modalite = dict(question.choix).get(dit, "Somme")
            cle = (profil, une.titre, " · ".join(filter(None, mots)), modalite)
            sommes[cle] = sommes.get(cle, Decimal(0)) + (
                Decimal(1) if question.choix else nombre(reponse.complements, champ.code) or Decimal(0)
            )


def _connu_fige(reponse: ReponseEnquete) -> Connu:
    etablissements = reponse.chiffres.get("connu", {}).get("etablissements", [])
    return Connu(rangees={"etablissements": tuple((cle, nom) for cle, nom in etablissements)})


def saisies(reponse: ReponseEnquete) -> Iterator[tuple[str, str, str]]:
    """(section, question, answer in words) of everything that a reply says."""
    connu = _connu_fige(reponse)
    for une in PROFILS[reponse.mandataire.type]:
        for code, libelle in une.faits:
            if dit := reponse.chiffres.get("connu", {}).get("faits", {}).get(code, ""):
                yield une.titre, libelle, dit
        for champ in champs(une, connu):
            if dit := reponse.complements.get(champ.code, ""):
                mots = " · ".join(filter(None, (champ.groupe, champ.libelle)))
                yield une.titre, mots, dict(champ.question.choix).get(dit, dit)
