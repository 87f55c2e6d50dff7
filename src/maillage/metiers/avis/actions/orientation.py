"""Whom a request is proposed to: candidates, ranking with its reasons, proposals, and the steps when nobody takes.

Everything here is done in the name of the technical account: a practitioner does not choose, a specialist sees his
own proposals only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import count

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter, instant_court
from maillage.metiers.avis.actions.candidats import candidats
from maillage.metiers.avis.actions.coffre import Clinique, Coffre, Patient
from maillage.metiers.avis.actions.eligibilite import calendrier_de
from maillage.metiers.avis.actions.faits import compter_demandes
from maillage.metiers.avis.actions.listes import delais_du
from maillage.metiers.avis.actions.parcours import au_nom_du_reseau, avancer, en_transition, verrouiller
from maillage.metiers.avis.droits import AVIS_RENDRE, DEMANDE_ORIENTER
from maillage.metiers.avis.enums.demandes import (
    CHERCHEES,
    EN_CHARGE,
    StatutAffectation,
    StatutDemande,
    TypeEvenement,
)
from maillage.metiers.avis.enums.urgences import Etape
from maillage.metiers.avis.models import Affectation, Apercu, Demande, Specialiste
from maillage.metiers.avis.regles.delais import Echeancier, echeancier
from maillage.metiers.avis.regles.patients import masquer, tranche_age
from maillage.metiers.avis.regles.routage import (
    CRITERES,
    POIDS,
    CandidatAvis,
    apprecier,
    departage,
    motif_d_exclusion,
)
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent
from maillage.socle.appariement.classement import Classe, Critere, Note, classer
from maillage.socle.echeances.actions import annuler_echeance, creer_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance
from maillage.socle.echeances.minuteurs import action_minuteur, minuteur
from maillage.socle.interface.alertes import prevenir, prevenir_agents

SANS_PRENEUR = declarer_genre_echeance(
    "avis.sans_preneur",
    "Demande sans spécialiste",
    verbe="Trouver un spécialiste",
    bouton="Ouvrir",
    droit=DEMANDE_ORIENTER,
    rappels=(),
)
ORDRE = (Etape.PREMIERE, Etape.RENFORT, Etape.TOUS, Etape.COORDINATEUR)


def orienter(demande: Demande, *, instant: dt.datetime) -> None:
    """Start the search of a request just sent: delays fixed, timers armed, first proposal made."""
    with au_nom_du_reseau("Recherche d’un spécialiste"):
        etapes = attendre_la_reponse(demande, instant=instant)
        demande.horodatage_limite_prise = etapes.coordinateur
        demande.save(update_fields=["horodatage_limite_prise"])
        for etape, debut in etapes.etapes[1:]:
            minuteur(
                f"avis.recherche.{demande.pk}.{demande.version}.{etape}",
                max(debut, instant),
                "avis.elargir",
                demande=demande.pk,
                etape=str(etape),
            )
        chercher(demande, Etape.PREMIERE, instant=instant)


def attendre_la_reponse(demande: Demande, *, instant: dt.datetime) -> Echeancier:
    """Fix by when the answer is due, counted from this instant, and see that a late one is said."""
    with au_nom_du_reseau():
        etapes = echeancier(
            demande.urgence, instant, calendrier_de(demande.filiere), delais_du(timezone.localdate(instant))
        )
        demande.horodatage_limite_reponse = etapes.reponse
        demande.save(update_fields=["horodatage_limite_reponse"])
        minuteur(
            f"avis.reponse.{demande.pk}.{demande.version}",
            etapes.reponse,
            "avis.signaler_retard",
            demande=demande.pk,
            limite=etapes.reponse.isoformat(),
        )
    return etapes


@action_minuteur("avis.elargir")
def elargir(demande: int, etape: str) -> None:
    """Nobody took in time: ask the next ones. Twice is once: the step already reached is not done again."""
    ligne = verrouiller(demande)
    if ligne.statut in CHERCHEES and ORDRE.index(Etape(etape)) > ORDRE.index(Etape(ligne.etape)):
        with au_nom_du_reseau() as systeme:
            for affectation in ligne.affectations.en_attente():
                affectation.statut = StatutAffectation.EXPIREE
                affectation.save(update_fields=["statut"])
                avancer(ligne, TypeEvenement.EXPIRATION, auteur=systeme, specialiste=affectation.specialiste)
            chercher(ligne, Etape(etape), instant=timezone.now())
        compter_demandes([ligne.pk])


@action_minuteur("avis.signaler_retard")
def signaler_retard(demande: int, limite: str) -> None:
    """The answer is late on this limit: the specialist and the coordinator are told, once."""
    ligne = verrouiller(demande)
    if ligne.statut not in EN_CHARGE or ligne.requis is None:
        return
    if ligne.horodatage_limite_reponse != dt.datetime.fromisoformat(limite):
        return  # asked anew since: it has another limit
    with au_nom_du_reseau() as systeme:
        avancer(ligne, TypeEvenement.RETARD, auteur=systeme, specialiste=ligne.specialiste)
    if ligne.statut == StatutDemande.PRISE:
        prevenir(
            ligne.requis,
            AVIS_RENDRE,
            texte="Une réponse est attendue de vous.",
            detail=f"La réponse à la demande {ligne.numero} est attendue : répondez, ou rendez-la.",
            url=reverse("avis:demande", args=[ligne.pk]),
        )
    prevenir(
        ligne.gestionnaire,
        DEMANDE_ORIENTER,
        texte="Une demande d’avis dépasse son délai de réponse.",
        detail=f"La demande {ligne.numero} dépasse son délai de réponse.",
        url=reverse("avis:suivre", args=[ligne.pk]),
    )


def classer_les_candidats(
    demande: Demande, instant: dt.datetime
) -> tuple[list[Classe[CandidatAvis]], list[tuple[CandidatAvis, str]]]:
    """Who may be asked, best first with the reasons; who may not, and why."""
    possibles, ecartes = [], []
    for candidat in candidats(demande, instant):
        if motif := motif_d_exclusion(candidat):
            ecartes.append((candidat, motif))
        else:
            notes = [
                Note(Critere(a.code, CRITERES[a.code], POIDS[a.code]), a.valeur, a.phrase)
                for a in apprecier(candidat)
            ]
            possibles.append((candidat, notes))
    return classer(possibles, departage=departage), ecartes


def chercher(demande: Demande, etape: Etape, *, instant: dt.datetime) -> list[Affectation]:
    """Propose the locked request to those that this step calls; when there is nobody, go on to the next at once."""
    classes, ecartes = classer_les_candidats(demande, instant)
    deja = set(
        demande.affectations.exclude(statut=StatutAffectation.RENDUE).values_list("specialiste", flat=True)
    )
    libres = [classe for classe in classes if classe.candidat.specialiste not in deja]
    classement = {
        "rangs": [
            {"rang": c.rang, "nom": c.candidat.nom, "score": round(c.score, 1), "raisons": c.raisons()}
            for c in classes
        ],
        "ecartes": [{"nom": candidat.nom, "motif": motif} for candidat, motif in ecartes],
    }
    for rang in count(ORDRE.index(etape)):
        courante = ORDRE[rang]
        demande.etape = courante
        demande.save(update_fields=["etape"])
        if courante == Etape.COORDINATEUR:
            _signaler(demande, instant)
            return []
        appeles = libres if courante == Etape.TOUS else libres[:1]
        if appeles:
            return [
                _proposer(demande, classe, courante, instant, classement if numero == 0 else {})
                for numero, classe in enumerate(appeles)
            ]
    raise AssertionError("the coordinator is the last step")  # pragma: no cover


def _proposer(
    demande: Demande,
    classe: Classe[CandidatAvis],
    etape: Etape,
    instant: dt.datetime,
    classement: dict[str, object],
) -> Affectation:
    candidat = classe.candidat
    specialiste = Specialiste.objects.select_related("exercice", "personne").get(pk=candidat.specialiste)
    with au_nom_du_reseau() as systeme:
        if not (candidat.est_de_garde or candidat.est_renfort) and candidat.prochaine_garde:
            demande.horodatage_prochaine_garde = candidat.prochaine_garde
            demande.save(update_fields=["horodatage_prochaine_garde"])
        return proposer(
            demande,
            specialiste,
            auteur=systeme,
            evenement=TypeEvenement.PROPOSITION,
            etape=etape,
            instant=instant,
            rang=classe.rang,
            score=round(classe.score, 1),
            raisons=classe.raisons(),
            classement=classement,
        )


def proposer(
    demande: Demande,
    specialiste: Specialiste,
    *,
    auteur: Agent,
    evenement: TypeEvenement,
    etape: Etape,
    instant: dt.datetime,
    rang: int,
    score: float,
    raisons: Sequence[dict[str, object]],
    classement: dict[str, object],
) -> Affectation:
    """Ask one specialist, with what he may see before he takes."""
    affectation = Affectation.objects.create(
        demande=demande,
        requerant_id=demande.requerant_id,
        requis=specialiste.exercice,
        gestionnaire_id=demande.gestionnaire_id,
        specialiste=specialiste,
        etape=etape,
        rang=rang,
        score=score,
        raisons=list(raisons),
        classement=classement,
        horodatage=instant,
        horodatage_limite=demande.horodatage_limite_prise,
    )
    Apercu.objects.create(
        affectation=affectation,
        requis=specialiste.exercice,
        cle=demande.cle,
        contenu=Coffre.de(demande).sceller(apercu_de(demande)),
    )
    avancer(demande, evenement, auteur=auteur, instant=instant, specialiste=specialiste)
    prevenir(
        specialiste.exercice,
        AVIS_RENDRE,
        texte="Un confrère vous demande un avis.",
        detail=f"Demande {demande.numero}, {demande.get_urgence_display().lower()} : un confrère vous demande un avis.",
        url=reverse("avis:proposition", args=[affectation.pk]),
    )
    return affectation


def apercu_de(demande: Demande) -> dict[str, object]:
    """The question without the identity: an age band, the sex, the texts without the name, the files."""
    coffre = Coffre.de(demande)
    patient = Patient.lire(coffre.ouvrir(demande.identite.contenu))
    clinique = Clinique.lire(coffre.ouvrir(demande.question.contenu))
    noms = (patient.nom, patient.prenom) if patient else ()
    return {
        "tranche_age": tranche_age(patient.date_naissance, timezone.localdate()) if patient else "",
        "sexe": patient.sexe if patient else "",
        "question": masquer(clinique.question, noms),
        "paragraphes": [[titre, masquer(texte, noms)] for titre, texte in clinique.paragraphes],
        "pieces": [
            {
                "pk": p.pk,
                "genre": p.genre,
                "empreinte": p.empreinte,
                "type": p.type_contenu,
                "taille": p.taille,
            }
            for p in demande.pieces.all()
        ],
    }


def _signaler(demande: Demande, instant: dt.datetime) -> None:
    """Nobody is left to ask: the coordinator looks for somebody, the practitioner knows it."""
    with au_nom_du_reseau() as systeme:
        avancer(demande, TypeEvenement.SIGNALEMENT, auteur=systeme, instant=instant)
        creer_echeance(
            agent=systeme,
            genre=SANS_PRENEUR,
            organisation=demande.gestionnaire,
            objet=demande,
            libelle=f"Demande {demande.numero}, {demande.filiere.nom}",
            date_limite=timezone.localdate(instant),
            url=reverse("avis:suivre", args=[demande.pk]),
        )
    prevenir(
        demande.gestionnaire,
        DEMANDE_ORIENTER,
        texte="Une demande d’avis ne trouve pas de spécialiste.",
        detail=f"La demande {demande.numero} ({demande.filiere.nom}) ne trouve pas de spécialiste.",
        url=reverse("avis:suivre", args=[demande.pk]),
    )
    prevenir_agents(
        [demande.praticien],
        texte="Votre demande d’avis attend encore un spécialiste.",
        detail=f"La demande {demande.numero} attend encore un spécialiste : le coordinateur en cherche un. Vous pouvez"
        " l’annuler si vous n’attendez plus.",
        url=reverse("avis:demande", args=[demande.pk]),
    )


def orienter_vers(
    *, agent: Agent, demande: Demande, specialiste: Specialiste, instant: dt.datetime | None = None
) -> Affectation:
    """The coordinator asks somebody himself; the rules still say who may be asked."""
    exiger(agent, DEMANDE_ORIENTER, demande.gestionnaire)
    instant = instant or timezone.now()
    with en_transition(demande, est_du_reseau=True):
        classes, ecartes = classer_les_candidats(demande, instant)
        choisie = next((c for c in classes if c.candidat.specialiste == specialiste.pk), None)
        if choisie is None:
            motif = next(
                (m for c, m in ecartes if c.specialiste == specialiste.pk), "Il n’est pas de cette filière."
            )
            raise ValidationError(f"{specialiste} ne peut pas être sollicité. {motif}")
        if demande.affectations.en_attente().filter(specialiste=specialiste).exists():
            raise ValidationError(f"Cette demande est déjà proposée à {specialiste}.")
        return proposer(
            demande,
            specialiste,
            auteur=agent,
            evenement=TypeEvenement.ORIENTATION,
            etape=Etape.COORDINATEUR,
            instant=instant,
            rang=choisie.rang,
            score=round(choisie.score, 1),
            raisons=choisie.raisons(),
            classement={},
        )


def clore_les_propositions(demande: Demande, sauf: Affectation | None = None) -> None:
    """Nobody else is asked any more; those who were are not left wondering."""
    autres = demande.affectations.exclude(pk__in=[sauf.pk] if sauf else [])
    with au_nom_du_reseau() as systeme:
        for affectation in autres.filter(statut__in=(StatutAffectation.PROPOSEE, StatutAffectation.EXPIREE)):
            affectation.statut = StatutAffectation.RETIREE
            affectation.horodatage_reponse = timezone.now()
            affectation.save(update_fields=["statut", "horodatage_reponse"])
        Apercu.objects.filter(affectation__in=autres).delete()
        annuler_echeance(agent=systeme, genre=SANS_PRENEUR, objet=demande, motif="La demande n’attend plus.")


def attente(demande: Demande) -> str:
    """What the practitioner is told while he waits."""
    if demande.statut not in CHERCHEES:
        return ""
    proposees = [a for a in demande.affectations.all() if a.statut == StatutAffectation.PROPOSEE]
    phrase = (
        f"Proposée à {compter(len(proposees), 'spécialiste')}."
        if proposees
        else "Le coordinateur cherche un spécialiste."
    )
    garde = demande.horodatage_prochaine_garde
    if garde and garde > timezone.now():
        phrase += f" Personne n’est de garde maintenant : prochaine garde le {instant_court(garde)}."
    return phrase
