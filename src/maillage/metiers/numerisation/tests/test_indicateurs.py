"""Every figure of the service is what a count by hand of the facts gives, whatever happened to them."""

import datetime as dt
import random
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from maillage.metiers.numerisation.actions import cadences, incidents, portes
from maillage.metiers.numerisation.actions.faits import compter_tout
from maillage.metiers.numerisation.actions.parcours import avancer_tous
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, TypeEvenement
from maillage.metiers.numerisation.indicateurs.dossiers import delai_ecran
from maillage.metiers.numerisation.models import Dossier, EvenementDossier, FaitDossier, Incident, Page, Porte
from maillage.metiers.numerisation.regles.etats import evenements_possibles, rejouer
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.indicateurs.calcul import calculer
from maillage.socle.indicateurs.declarations import INDICATEURS
from maillage.socle.indicateurs.periode import Periode
from maillage.socle.indicateurs.verification import compter_les_ecarts

SIENS = {code: i for code, i in INDICATEURS.items() if code.startswith("numerisation.")}
TABLES = sorted({cumul.table for indicateur in SIENS.values() for cumul in indicateur.cumuls})
FIN = max(dt.date(2026, 12, 1), timezone.localdate().replace(day=1))
TOUJOURS = Periode(dt.date(2024, 1, 1), FIN)
RANGS = list(EtatDossier)
DOSSIERS = 24
SANS_AVANCER = (TypeEvenement.REPRISE_TRI, TypeEvenement.PROLONGATION_RETENUE)


def valeur(code):
    """A figure over all time, small cells shown."""
    systeme = agent_systeme()
    with agir_comme(systeme):
        lue = calculer(SIENS[f"numerisation.{code}"], systeme, TOUJOURS, jour=FIN).total.valeur
    return lue if lue is None else pytest.approx(float(lue), abs=0.06)


@pytest.fixture
def parcours(inventorier, agathe):
    """Two dozen records that anything that may happen has happened to, over two years; always the same."""
    hasard = random.Random(7)  # noqa: S311 (a fixed seed)
    depart = timezone.make_aware(dt.datetime(2024, 11, 4, 9))
    nes = inventorier(*(f"N{rang}" for rang in range(DOSSIERS)))
    with agir_comme(agent_systeme()):
        for rang, dossier in enumerate(nes):
            instant = depart + dt.timedelta(days=rang * 12)
            for _ in range(hasard.randrange(14)):
                frais = Dossier.objects.get(pk=dossier.pk)
                possibles = [
                    evenement
                    for evenement in evenements_possibles(frais.situation)
                    if "incident" not in evenement and evenement not in SANS_AVANCER
                ]
                instant += dt.timedelta(hours=hasard.randrange(1, 400))
                avancer_tous([dossier.pk], hasard.choice(possibles), auteur=agathe, instant=instant)
        return [dossier.pk for dossier in nes]


def rang(etat):
    return RANGS.index(EtatDossier(etat))


def part(nombre, total):
    return 100 * nombre / total


def test_shares_and_steps_are_those_of_the_events_counted_by_hand(parcours):
    with agir_comme(agent_systeme()):
        siens = {
            pk: list(
                EvenementDossier.objects.filter(dossier=pk).order_by("version").values_list("type", "avant")
            )
            for pk in parcours
        }
    etats = [rejouer(TypeEvenement(type_) for type_, _ in siens[pk]).etat for pk in parcours]
    assert len(set(etats)) > 6, "the journeys go far enough to prove something"
    assert valeur("inventories") == DOSSIERS
    assert valeur("part_tries") == part(sum(rang(e) >= rang("trie") for e in etats), DOSSIERS)
    assert valeur("part_expedies") == part(sum(rang(e) >= rang("expedie") for e in etats), DOSSIERS)
    assert valeur("part_scelles") == part(sum(rang(e) >= rang("scelle") for e in etats), DOSSIERS)
    assert valeur("part_detruits") == part(sum(e == "detruit" for e in etats), DOSSIERS)
    assert valeur("part_audites") == part(sum(("audit_tri" in dict(siens[pk])) for pk in parcours), DOSSIERS)
    comptes = Counter(
        "repris" if (type_, avant) == ("numerisation", "refuse") else type_
        for evenements in siens.values()
        for type_, avant in evenements
    )
    assert valeur("numerises") == comptes["numerisation"]
    assert valeur("repris") == comptes["repris"]
    assert valeur("integres") == comptes["integration"]
    juges = comptes["acceptation"] + comptes["refus"]
    assert valeur("part_refuses") == part(comptes["refus"], juges)


def test_days_from_the_box_to_the_screen_are_counted_one_by_one(parcours, centre):
    with agir_comme(agent_systeme()):
        jours = []
        for pk in parcours:
            instants = {
                type_: timezone.localdate(instant)
                for type_, instant in EvenementDossier.objects.filter(dossier=pk)
                .order_by("version")
                .values_list("type", "horodatage")
            }
            if "integration" in instants:
                jours.append((instants["integration"] - instants["mise_en_boite"]).days)
        lu_ = delai_ecran([centre.pk], dt.date(2020, 1, 1))
    assert jours
    assert valeur("delai_ecran") == sum(jours) / len(jours)
    assert lu_.median == sorted(jours)[max(-(-50 * len(jours) // 100) - 1, 0)]
    assert lu_.neuf_sur_dix == sorted(jours)[max(-(-90 * len(jours) // 100) - 1, 0)]


def test_rows_counted_again_all_at_once_are_those_kept_event_by_event(parcours):
    champs = [champ.attname for champ in FaitDossier._meta.concrete_fields if champ.name != "id"]
    with agir_comme(agent_systeme()):
        gardes = set(FaitDossier.objects.values_list(*champs))
        FaitDossier.objects.all().delete()
    compter_tout()
    with agir_comme(agent_systeme()):
        assert set(FaitDossier.objects.values_list(*champs)) == gardes


def test_incidents_and_doors_are_counted_as_they_are_qualified(
    agathe, diane, rachel, maud, creer_agent, nordiste, centre, inventorier
):
    (dossier,) = inventorier()
    with agir_comme(agathe):
        ouverts = [
            incidents.ouvrir(
                agent=agathe, organisation=centre, nature=nature, description="Une boîte était ouverte."
            )
            for nature in ("fuite", "ecart", "retard")
        ]
    with agir_comme(diane):
        incidents.qualifier(agent=diane, incident=ouverts[0], qualification="a_notifier", motif="Vue")
        incidents.notifier(agent=diane, incident=ouverts[0], horodatage=timezone.now())
    with agir_comme(rachel):
        incidents.clore(agent=rachel, incident=ouverts[2], cause="Route barrée")
    nora = creer_agent("nora", "numerisation.professionnel_sante", nordiste.centres[1])
    for avis in ("justifie", "injustifie", ""):
        with agir_comme(nora):
            porte = portes.forcer(agent=nora, etiquette=dossier.etiquette, motif="Malaise au poste ce matin.")
        if avis:
            with agir_comme(diane):
                portes.examiner(agent=diane, porte=porte, avis=avis, commentaire="Vu avec le centre")
    with agir_comme(agent_systeme()):
        assert valeur("incidents") == Incident.objects.count() == 3
        assert valeur("acces_exception") == Porte.objects.count() == 3
    assert (valeur("ecarts"), valeur("violations"), valeur("notifiees_a_temps")) == (1, 1, 100)
    assert valeur("incidents_clos_vite") == part(1, 3)
    assert valeur("acces_justifies") == 50


def test_pages_verdicts_and_defects_of_a_lot_are_counted(integre):
    with agir_comme(agent_systeme()):
        pages = list(Page.objects.values_list("encre", "rattachement"))
    assert valeur("pages") == len(pages) == 8
    assert valeur("pages_vierges") == part(sum(encre == "vierge" for encre, _ in pages), 8)
    vues = sum(rattachement in ("a_confirmer", "a_saisir") for _, rattachement in pages)
    assert valeur("pages_non_reconnues") == part(vues, 8)
    assert valeur("lots_refuses") == 0


def test_no_rollup_ever_differs_from_a_recount(integre, parcours, agathe, centre, creer_agent, nordiste):
    adele = creer_agent("adele", "numerisation.administrateur", nordiste.service)
    with agir_comme(adele):
        lundi = dt.date(2026, 11, 2)
        cadences.planifier(agent=adele, centre=centre, debut=lundi, fin=lundi, prevu=40)
        cadences.planifier(agent=adele, centre=centre, debut=lundi, fin=lundi, prevu=25)
    with agir_comme(agathe):
        incidents.ouvrir(
            agent=agathe, organisation=centre, nature="perte", description="Une boîte n’est pas arrivée."
        )
    with agir_comme(agent_systeme()):
        assert {table: compter_les_ecarts(table, connection) for table in TABLES} == dict.fromkeys(TABLES, 0)
