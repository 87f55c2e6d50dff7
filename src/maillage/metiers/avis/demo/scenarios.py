"""Open requests of today, one at least in each state, made by the actions as people would."""

from __future__ import annotations

import datetime as dt
import io

from django.utils import timezone
from PIL import Image, ImageDraw, ImageFilter

from maillage.metiers.avis.actions import demandes, reponses, suites
from maillage.metiers.avis.actions.coffre import Clinique, Patient
from maillage.metiers.avis.actions.orientation import elargir, orienter_vers
from maillage.metiers.avis.demo.cas import LIGNES, PATIENTS, Cas
from maillage.metiers.avis.demo.lieux import COORDINATION, DES_CARTES, SECRETAIRE, Reseau
from maillage.metiers.avis.documents import COMPTE_RENDU
from maillage.metiers.avis.enums.demandes import GenrePieceJointe
from maillage.metiers.avis.models import Affectation, Demande, Specialiste, Suivi
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.production import produire

HEURE = dt.timedelta(hours=1)
QUART = dt.timedelta(minutes=2)
BILAN = suites.Bilan(
    "confirme", "evite", "4", "5", est_patient_informe=True, commentaire="Merci, très clair."
)
CAS_PAR_LIGNE = {ligne.code: ligne.cas for ligne in LIGNES}
SCENARIOS = (
    # state to reach, line, days ago, urgency, practitioner (0: the one of the card), case
    ("brouillon", "dermatologie", 0, "standard", 0, 1),
    ("proposee", "dermatologie", 0, "prioritaire", 0, 0),
    ("proposee", "dermatologie", 0, "rapide", 3, 2),
    ("proposee", "cardiologie", 0, "rapide", 5, 0),
    ("prise", "dermatologie", 1, "standard", 2, 1),
    ("prise", "dermatologie", 5, "rapide", 4, 2),
    ("prise", "cardiologie", 1, "standard", 6, 1),
    ("complement", "dermatologie", 1, "standard", 0, 2),
    ("repondue", "dermatologie", 2, "rapide", 0, 0),
    ("repondue", "endocrinologie", 3, "standard", 7, 0),
    ("cloturee", "cardiologie", 9, "standard", 0, 1),
    ("rouverte", "dermatologie", 6, "standard", 8, 0),
    ("annulee", "gynecologie", 3, "standard", 0, 0),
    ("reorientee", "cardiologie", 2, "prioritaire", 9, 1),
    ("sans_preneur", "neurologie", 1, "rapide", 10, 0),
    ("suivi", "rhumatologie", 31, "standard", 0, 0),
)  # fmt: skip
AUX_CARTES = ("proposee", "prise", "complement", "repondue", "rouverte")
"""Asked of the specialists of the sign-in cards, so that they have something of each kind."""


def engendrer_ouvertes(reseau: Reseau) -> int:
    """Returns how many were made."""
    for rang, (etat, code, jours, urgence, medecin, cas) in enumerate(SCENARIOS):
        exercice, praticien = reseau.medecins[medecin]
        depuis = dt.timedelta(minutes=4 * rang) if etat == "proposee" else dt.timedelta(days=jours, hours=4)
        instant = timezone.now() - depuis
        auteur = Agent.objects.get(email=SECRETAIRE) if etat == "brouillon" else praticien
        saisie = _saisie(CAS_PAR_LIGNE[code][cas], code, urgence, rang)
        with agir_comme(auteur, motif=MOTIF):
            demande = demandes.preparer(
                agent=auteur,
                requerant=exercice,
                praticien=praticien,
                filiere=reseau.filieres[code],
                saisie=saisie,
                instant=instant,
            )
        if etat != "brouillon":
            premier = reseau.specialistes[code][0] if code in DES_CARTES and etat in AUX_CARTES else None
            _mener(demande, praticien, etat, instant, CAS_PAR_LIGNE[code][cas], premier)
    return len(SCENARIOS)


def _saisie(cas: Cas, code: str, urgence: str, rang: int) -> demandes.Saisie:
    nom, prenom, sexe = PATIENTS[rang % len(PATIENTS)]
    photos = ((str(GenrePieceJointe.PHOTO), photo(rang)),) if code == "dermatologie" else ()
    return demandes.Saisie(
        urgence=urgence,
        clinique=Clinique(
            question=cas.question,
            contexte=cas.contexte,
            examen=cas.examen,
            reponses=(("Évolue depuis", "deux mois"), ("Saigne ou suinte", "Non")) if photos else (),
        ),
        patient=Patient(nom, prenom, dt.date(1944 + 5 * rang % 60, 1 + rang % 12, 3 + rang), sexe),
        conduite_prevue="adresser",
        est_adressage_permis=True,
        mode_consentement="oral",
        pieces=photos,
    )


def photo(rang: int) -> bytes:
    """A drawing that looks like a photo of skin; nobody's."""
    image = Image.new("RGB", (900, 700), (226, 188, 164))
    dessin = ImageDraw.Draw(image)
    x, y = 300 + 40 * (rang % 5), 240 + 30 * (rang % 4)
    dessin.ellipse((x, y, x + 260, y + 210), fill=(150, 92, 70))
    dessin.ellipse((x + 90, y + 30, x + 240, y + 170), fill=(94, 54, 44))
    dessin.ellipse((x + 30, y + 110, x + 140, y + 205), fill=(176, 116, 88))
    sortie = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(9)).save(sortie, "JPEG", quality=80)
    return sortie.getvalue()


def _mener(
    demande: Demande,
    praticien: Agent,
    etat: str,
    instant: dt.datetime,
    cas: Cas,
    voulu: Specialiste | None,
) -> None:
    """Take the request as far as its state."""
    with agir_comme(praticien, motif=MOTIF):
        demandes.envoyer(agent=praticien, demande=demande, instant=instant)
        if etat == "annulee":
            demandes.annuler(agent=praticien, demande=demande, motif="vu")
        if etat == "reorientee":
            demandes.reorienter(agent=praticien, demande=demande)
    if etat == "sans_preneur":
        _chercher_en_vain(demande)
    if etat in ("annulee", "reorientee", "sans_preneur"):
        return
    affectation, agent = _proposition(demande, voulu, instant + QUART)
    if etat == "proposee":
        return
    with agir_comme(agent, motif=MOTIF):
        reponses.prendre(agent=agent, affectation=affectation, instant=instant + HEURE)
        demande.refresh_from_db()
        if etat == "complement":
            reponses.demander_complement(
                agent=agent,
                demande=demande,
                texte="Pouvez-vous joindre une photo plus proche, avec une règle ?",
            )
        if etat in ("prise", "complement"):
            return
        _repondre(agent, demande, cas, instant + 3 * HEURE)
    _finir(demande, praticien, etat, instant)


def _finir(demande: Demande, praticien: Agent, etat: str, instant: dt.datetime) -> None:
    """What the practitioner does of the answer."""
    with agir_comme(praticien, motif=MOTIF):
        if etat == "rouverte":
            suites.rouvrir(
                agent=praticien,
                demande=demande,
                texte="La lésion a légèrement grossi : avancez-vous le rendez-vous ?",
            )
        if etat in ("cloturee", "suivi"):
            suites.clore(
                agent=praticien, demande=demande, bilan=BILAN, instant=instant + dt.timedelta(days=1)
            )
    if etat == "suivi":
        with agir_comme(agent_systeme(), motif=MOTIF):
            Suivi.objects.filter(demande=demande).update(date_prevue=timezone.localdate())


def _proposition(
    demande: Demande, voulu: Specialiste | None, instant: dt.datetime
) -> tuple[Affectation, Agent]:
    """The proposal that waits, and who takes it; the one wanted is asked too when he was not first."""
    systeme = agent_systeme()
    with agir_comme(systeme, motif=MOTIF):
        propositions = Affectation.objects.select_related("requis", "specialiste").filter(
            demande=demande.pk, statut="proposee"
        )
        if voulu and not propositions.filter(specialiste=voulu).exists():
            coordination = Agent.objects.get(email=COORDINATION)
            orienter_vers(agent=coordination, demande=demande, specialiste=voulu, instant=instant)
        affectation = propositions.get(specialiste=voulu) if voulu else propositions.get()
        agent = affectation.specialiste.agent
        assert agent is not None  # noqa: S101 (every specialist of the demonstration has an account)
        return affectation, agent


def _repondre(agent: Agent, demande: Demande, cas: Cas, instant: dt.datetime) -> None:
    reponse = reponses.Reponse(
        cas.conclusion,
        "elevee",
        cas.reponse,
        8,
        surveillance=cas.surveillance,
        retour="Sans amélioration dans un mois.",
        limites="Avis donné sur pièces, sans examen du patient.",
    )
    avis = reponses.repondre(agent=agent, demande=demande, reponse=reponse, instant=instant)
    produire(COMPTE_RENDU.code, avis, agent=agent)


def _chercher_en_vain(demande: Demande) -> None:
    with agir_comme(agent_systeme(), motif=MOTIF):
        for etape in ("renfort", "tous", "coordinateur"):
            elargir(demande.pk, etape)
