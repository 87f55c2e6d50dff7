"""Hearings held as clerks hold them: through the actions, at their hours; older weeks are copies (`annees`)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from random import Random

from django.utils import timezone

from maillage.commun.calendrier import proroger
from maillage.metiers.audiences.actions import affaires, audiences, decisions, etapes, note, parties, renvois
from maillage.metiers.audiences.actions.avancement import recompte_unique
from maillage.metiers.audiences.actions.comparutions import ValeursComparution, noter_comparution
from maillage.metiers.audiences.actions.identites import Identite
from maillage.metiers.audiences.demo.annees import recopier
from maillage.metiers.audiences.demo.lieux import (
    AUTRE,
    CRPC,
    GREFFE,
    IMMEDIATES,
    PRESIDENT,
    SEPTIEME,
    SIXIEME,
)
from maillage.metiers.audiences.demo.programme import Prevue, programme, semaine_modele
from maillage.metiers.audiences.demo.scenarios import Scenario
from maillage.metiers.audiences.enums import Etape, RoleMembre
from maillage.metiers.audiences.models import Audience, Audiencement, Partie, Renvoi
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.demo import MOTIF
from maillage.socle.annuaire.models import Agent, Organisation

NOMS = (
    "Vandamme", "Lecocq", "Dubrulle", "Hennebelle", "Wattel", "Caron", "Leroy", "Bouchez", "Delannoy", "Fontaine",
    "Descamps", "Boulet", "Coppin", "Marquis", "Tison", "Delcourt", "Flament", "Gosset", "Huyghe", "Lemaire",
)  # fmt: skip
PRENOMS = (
    ("madame", "Émilie"), ("monsieur", "Karim"), ("monsieur", "Julien"), ("madame", "Nadia"), ("monsieur", "Bruno"),
    ("madame", "Chloé"), ("monsieur", "Yanis"), ("monsieur", "Philippe"), ("madame", "Aurore"), ("monsieur", "Denis"),
)  # fmt: skip
VILLES = ("Lille", "Roubaix", "Tourcoing", "Villeneuve-d’Ascq", "Wattrelos", "Seclin", "Armentières")
RUES = ("rue des Tilleuls", "rue du Moulin", "avenue de la Gare", "rue Jean-Moulin", "allée des Peupliers")
AVOCATS = ("Me Charlet", "Me Benali", "Me Vasseur", "Me Lefort", "Me Da Costa")
COMPOSITIONS = {
    SIXIEME: ("Marc Delattre", "Anne Wibaux", "Luc Fremaux", "Claire Devos", "Camille Roussel"),
    SEPTIEME: ("Marc Delattre", "", "", "Paul Hennart", "Théo Lambert"),
    IMMEDIATES: ("Marc Delattre", "Anne Wibaux", "Iris Morel", "Claire Devos", "Camille Roussel"),
    CRPC: ("Marc Delattre", "", "", "Paul Hennart", "Camille Roussel"),
}
ROLES = (
    RoleMembre.PRESIDENT, RoleMembre.ASSESSEUR_1, RoleMembre.ASSESSEUR_2, RoleMembre.MINISTERE_PUBLIC,
    RoleMembre.GREFFIER,
)  # fmt: skip
CHUTE = 20
"""Minutes of a case."""


def engendrer(chambres: dict[str, Organisation], hasard: Random) -> None:
    agents = {courriel: Agent.objects.get(email=courriel) for courriel in (GREFFE, AUTRE, PRESIDENT)}
    numeros = _numeros()
    modeles: dict[Agent, list[int]] = {}
    for prevue in semaine_modele(timezone.localdate()):
        greffe, audience = _engendrer(prevue, agents, chambres, hasard, numeros)
        modeles.setdefault(greffe, []).append(audience.pk)
    for greffe, cles in modeles.items():
        with agir_comme(greffe, motif=MOTIF):
            siennes = list(Audience.objects.filter(pk__in=cles))
            _oublier_les_suites(siennes)
            recopier(siennes, hasard, numeros)
    for prevue in programme(timezone.localdate()):
        _engendrer(prevue, agents, chambres, hasard, numeros)


def _engendrer(
    prevue: Prevue,
    agents: dict[str, Agent],
    chambres: dict[str, Organisation],
    hasard: Random,
    numeros: Iterator[str],
) -> tuple[Agent, Audience]:
    greffe = agents[AUTRE if prevue.chambre == SEPTIEME else GREFFE]
    with agir_comme(greffe, motif=MOTIF):
        audience = _preparer(greffe, chambres[prevue.chambre], prevue, hasard, numeros)
        if prevue.tenus:
            _tenir(greffe, audience, prevue, hasard)
    if prevue.tenus < 0:
        _finir(greffe, agents[PRESIDENT], audience, prevue)
    return greffe, audience


def _oublier_les_suites(modeles: list[Audience]) -> None:
    """The cases that the model week adjourned do not come back: the weeks after it are its copies."""
    renvois = Renvoi.objects.filter(audiencement__audience__in=modeles)
    suites = list(Audiencement.objects.filter(precedent__audience__in=modeles).order_by("pk"))
    renvois.update(suivant=None)
    Audiencement.objects.filter(pk__in=[suite.pk for suite in suites]).delete()
    Audience.objects.filter(pk__in=[suite.audience_id for suite in suites]).delete()


def _numeros() -> Iterator[str]:
    """Prosecutor's numbers: year, day of the year, six figures."""
    debut = timezone.localdate() - dt.timedelta(days=120)
    for rang in itertools.count(1):
        yield f"{debut + dt.timedelta(days=rang % 100):%y %j} {rang * 37 % 1_000_000:06}"


def _preparer(
    agent: Agent, chambre: Organisation, prevue: Prevue, hasard: Random, numeros: Iterator[str]
) -> Audience:
    audience = audiences.creer_audience(
        agent=agent,
        chambre=chambre,
        valeurs=audiences.ValeursAudience(
            date=prevue.jour,
            heure=prevue.heure,
            type=prevue.type,
            nature=prevue.nature,
            salle=hasard.choice("ABC"),
            dossiers_maximum=12,
            minutes_prevues=CHUTE * len(prevue.scenarios),
        ),
    )
    noms = dict(zip(ROLES, COMPOSITIONS[prevue.chambre], strict=True))
    audiences.composer(agent=agent, audience=audience, membres=noms)
    with recompte_unique():
        for scenario in prevue.scenarios:
            _inscrire(agent, audience, scenario, hasard, next(numeros))
    return audience


def _identite(hasard: Random) -> Identite:
    civilite, prenom = hasard.choice(PRENOMS)
    ville = hasard.choice(VILLES)
    naissance = dt.date(1962, 1, 1) + dt.timedelta(days=hasard.randrange(44 * 365))
    return Identite(
        civilite=civilite,
        nom=hasard.choice(NOMS),
        prenoms=prenom,
        date_naissance=naissance,
        lieu_naissance=hasard.choice(VILLES),
        nationalite="française",
        adresse=f"{hasard.randint(1, 120)} {hasard.choice(RUES)}, {ville}",
        profession=hasard.choice(
            ("intérimaire", "sans emploi", "vendeur", "ouvrier", "aide-soignant", "étudiant")
        ),
        situation_familiale=hasard.choice(("CEL", "MAR", "DIV")),
    )


def _inscrire(agent: Agent, audience: Audience, scenario: Scenario, hasard: Random, numero: str) -> None:
    faits = audience.date - dt.timedelta(days=hasard.randint(40, 300))
    if scenario.poursuite == "PV-CI":
        faits = audience.date - dt.timedelta(days=2)
    faits = min(faits, timezone.localdate())
    passage = affaires.inscrire_affaire(
        agent=agent,
        audience=audience,
        numero_parquet=numero,
        heure=audience.heure,
        date_saisine=faits,
        est_scelle="CONF" in scenario.ligne,
    )
    prevenus = []
    for _ in range(scenario.prevenus):
        identite = _identite(hasard)
        prevenus.append(
            parties.ajouter_partie(
                agent=agent,
                passage=passage,
                identite=identite,
                valeurs=parties.ValeursPartie(
                    statut="prevenu",
                    categorie_penale="ESCORTE" if scenario.est_detenu else "LIB",
                    mode_poursuite=scenario.poursuite,
                    mode_convocation={"PV-CI": "PVCI", "CPV": "CCPV", "COPJ": "COPJ"}.get(
                        scenario.poursuite, ""
                    ),
                    est_citee_a_personne=True,
                    est_aide_juridictionnelle=hasard.random() < 0.5,
                    langue_interprete=scenario.interprete,
                ),
            )
        )
    if scenario.a_victime:
        parties.ajouter_partie(
            agent=agent,
            passage=passage,
            identite=_identite(hasard),
            valeurs=parties.ValeursPartie(statut="victime"),
        )
    ville = hasard.choice(VILLES)
    for code in scenario.natinf:
        parties.ajouter_infraction(
            agent=agent,
            passage=passage,
            valeurs=parties.ValeursInfraction(natinf=code, qualification="", date_debut=faits, commune=ville),
            accuses=prevenus,
        )


def _a(jour: dt.date, heure: dt.time, minutes: int = 0) -> dt.datetime:
    instant = timezone.make_aware(dt.datetime.combine(jour, heure)) + dt.timedelta(minutes=minutes)
    return min(instant, timezone.now())


def _tenir(agent: Agent, audience: Audience, prevue: Prevue, hasard: Random) -> None:
    """The court sits, is suspended once, and rises when every case was held."""
    jour, heure = prevue.jour, prevue.heure
    audience = audiences.ouvrir(agent=agent, audience=audience, instant=_a(jour, heure, 5))
    passages = list(Audiencement.objects.filter(audience=audience).order_by("position"))
    scenarios = dict(zip((p.pk for p in passages), prevue.scenarios, strict=False))
    tenus = passages if prevue.tenus < 0 else passages[: prevue.tenus]
    for rang, passage in enumerate(tenus):
        scenario = scenarios.get(passage.pk)
        if scenario is not None:
            with recompte_unique():
                _juger(agent, passage, scenario, jour, heure, 10 + rang * CHUTE, hasard)
    if prevue.tenus < 0:
        audiences.clore(agent=agent, audience=audience, instant=_a(jour, heure, 20 + len(passages) * CHUTE))
    else:
        _appeler(agent, passages[prevue.tenus], jour, heure, 10 + prevue.tenus * CHUTE)
        if jour < timezone.localdate():  # a week-end: the hearing of Friday goes on on Monday
            fin = _a(jour, heure, 20 + (prevue.tenus + 1) * CHUTE)
            audiences.suspendre(agent=agent, audience=audience, instant=fin)


def _appeler(agent: Agent, passage: Audiencement, jour: dt.date, heure: dt.time, debut: int) -> list[Partie]:
    note.consigner(agent=agent, passage=passage, genre="appel", instant=_a(jour, heure, debut))
    prevenus = list(Partie.objects.filter(affaire=passage.affaire_id, statut="prevenu").order_by("rang"))
    for partie in prevenus:
        note.consigner(
            agent=agent, passage=passage, genre="identite", partie=partie, instant=_a(jour, heure, debut + 1)
        )
    return prevenus


def _juger(
    agent: Agent,
    passage: Audiencement,
    scenario: Scenario,
    jour: dt.date,
    heure: dt.time,
    debut: int,
    hasard: Random,
) -> None:
    def noter(genre: str, minute: int, texte: str = "", partie: Partie | None = None) -> None:
        passage.refresh_from_db()
        note.consigner(
            agent=agent,
            passage=passage,
            genre=genre,
            texte=texte,
            partie=partie,
            instant=_a(jour, heure, debut + minute),
        )

    prevenus = _appeler(agent, passage, jour, heure, debut)
    for partie in prevenus:
        noter("silence", 2, partie=partie)
        noter_comparution(
            agent=agent,
            passage=passage,
            partie=partie,
            valeurs=ValeursComparution(
                mode=scenario.mode,
                nature_jugement="C",
                avocat=hasard.choice(AVOCATS) if scenario.mode in ("CMPAM", "NCMPAM") else "",
                est_silence_notifie=True,
                est_consentement=True if scenario.poursuite == "PV-CI" and scenario.ligne else None,
            ),
        )
    victime = Partie.objects.filter(affaire=passage.affaire_id, statut="victime").first()
    if victime is not None:
        noter("constitution", 3, partie=victime)
    instant = _a(jour, heure, debut + 15)
    if scenario.renvoi:
        jours = 42 if scenario.poursuite == "PV-CI" else 56
        renvois.renvoyer(
            agent=agent,
            passages=[
                Audiencement.objects.select_related("audience__chambre", "affaire__cle").get(pk=passage.pk)
            ],
            valeurs=renvois.ValeursRenvoi(
                proroger(jour + dt.timedelta(days=jours)),
                heure,
                scenario.renvoi,
                mesure_surete="detention_provisoire" if scenario.est_detenu else "",
            ),
            instant=instant,
        )
        return
    noter("rapport", 4)
    noter("declaration", 6, scenario.declaration, prevenus[0])
    noter("requisitions", 9, scenario.requisitions)
    noter(
        "plaidoirie", 11, "La défense plaide l’indulgence et rappelle les efforts d’insertion.", prevenus[0]
    )
    noter("dernier_mot", 13, partie=prevenus[0])
    for partie in prevenus:
        passage.refresh_from_db()
        decisions.decider(
            agent=agent,
            passage=passage,
            partie=partie,
            texte=f"DELIB {jour + dt.timedelta(days=21):%d/%m/%Y}"
            if scenario.ligne == "DELIB"
            else scenario.ligne,
            motivation=scenario.motivation,
            instant=instant,
        )


def _finir(greffe: Agent, president: Agent, audience: Audience, prevue: Prevue) -> None:
    """The steps done so far, by whom they belong to, the days after."""
    with agir_comme(greffe, motif=MOTIF), recompte_unique():
        for rang, etape in enumerate(prevue.etapes):
            minutes = 1440 * (1 + prevue.retard) + rang * 300
            instant = min(_a(prevue.jour, dt.time(10, 0), minutes), timezone.now())
            agent = president if etape == Etape.NOTE_VISEE else greffe
            with agir_comme(agent, motif=MOTIF):
                etapes.marquer(agent=agent, audience=audience, etape=etape, instant=instant)
