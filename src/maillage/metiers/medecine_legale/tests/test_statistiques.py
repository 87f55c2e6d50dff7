"""Every figure of the dashboard against a recount of the acts; the faults of the former tool's definitions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal

import pytest
from django.db import connections
from django.utils import timezone

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.actions.charge import bareme_charge
from maillage.metiers.medecine_legale.actions.effectifs import enregistrer_effectifs
from maillage.metiers.medecine_legale.indicateurs import (
    ABSENCES,
    ACTES,
    ACTES_PAR_PV,
    DELAI_EXAMEN,
    PART_PV_PARTAGES,
)
from maillage.metiers.medecine_legale.indicateurs.charge import mesurer_charge
from maillage.metiers.medecine_legale.indicateurs.effectifs import lire_effectifs
from maillage.metiers.medecine_legale.indicateurs.tableau_de_bord import vivants
from maillage.metiers.medecine_legale.models import ActeMedicoLegal
from maillage.metiers.medecine_legale.regles.charge import BaremeCharge, ClasseActe, Poids
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Organisation
from maillage.socle.indicateurs.calcul import calculer
from maillage.socle.indicateurs.declarations import INDICATEURS, CroisementImpossible
from maillage.socle.indicateurs.periode import Periode
from maillage.socle.indicateurs.verification import compter_les_ecarts

AUJOURD_HUI = timezone.localdate()
PERIODE = Periode(AUJOURD_HUI.replace(year=AUJOURD_HUI.year - 1, month=1, day=1), AUJOURD_HUI.replace(day=1))
"""Two years: the current one holds nothing yet on the first of January."""
MINEURS = {"de_0_a_2", "de_3_a_5", "de_6_a_10", "de_11_a_14", "de_15_a_17", "mineur"}


def actes_du(agent, **criteres):
    """Acts that count, in the period, as an unfiltered list."""
    return list(
        ActeMedicoLegal.objects.visibles_par(agent)
        .filter(
            est_annule=False,
            statut="realise",
            date_examen__range=(PERIODE.debut, PERIODE.dernier_jour),
            **criteres,
        )
        .order_by("id")
    )


def par(agent, axe, indicateur=ACTES, **filtres):
    resultat = calculer(
        indicateur,
        agent,
        PERIODE,
        par=(axe,),
        filtres={"portee": ("perimetre",), **filtres},
        jour=AUJOURD_HUI,
    )
    return {ligne.cles[0]: int(ligne.valeur) for ligne in resultat.lignes if ligne.valeur}


def total(agent, indicateur=ACTES, **filtres):
    filtres = {"portee": ("perimetre",), **filtres}
    return calculer(indicateur, agent, PERIODE, filtres=filtres, jour=AUJOURD_HUI).total.valeur


def un(champ):
    return lambda acte: [str(getattr(acte, champ) or "")]


def plusieurs(champ):
    return lambda acte: list(getattr(acte, champ)) or [""]


def rattachement(acte):
    if acte.est_hors_requisition:
        return ["recueil"]
    return ["avec_pv" if acte.numero_pv else "sans_pv"]


def delai(acte):
    if acte.date_requisition is None:
        return [""]
    jours = (acte.date_examen - acte.date_requisition).days
    bornes = ((0, "jour_meme"), (1, "lendemain"), (3, "de_2_a_3"), (7, "de_4_a_7"), (30, "de_8_a_30"))
    return [next((nom for borne, nom in bornes if jours <= borne), "plus_30")]


LECTURES = {
    "profil": un("profil"),
    "rattachement": rattachement,
    "reseau": un("reseau"),
    "delai": delai,
    "type_examen": plusieurs("types_examen"),
    "periode_journee": un("periode_journee"),
    "age": un("age"),
    "genre": un("genre"),
    "nature": plusieurs("natures_violence"),
    "contexte": plusieurs("contextes_violence"),
    "requerant": un("requerant_id"),
    "juridiction": un("juridiction_id"),
    "heure": lambda acte: [f"{acte.heure_debut:%H}" if acte.heure_debut else ""],
    "examen": plusieurs("examens"),
    "duree": un("duree"),
    "mois": lambda acte: [f"{acte.date_examen:%Y-%m}"],
    "organisation": un("structure_id"),
}


def test_each_breakdown_is_what_a_recount_of_the_acts_gives(ministere, activite):
    with agir_comme(ministere):
        actes = actes_du(ministere)
        assert len(actes) > 250
        assert total(ministere) == len(actes)
        for axe, lire in LECTURES.items():
            attendu = Counter(valeur for acte in actes for valeur in lire(acte))
            assert par(ministere, axe) == dict(attendu), axe


def test_the_tables_kept_by_trigger_equal_a_recount_after_corrections_and_cancellations(
    ministere, alice, activite, enregistrer
):
    acte = enregistrer(numero_interne="Z-1")
    with agir_comme(alice):
        premiers = ActeMedicoLegal.objects.filter(structure=acte.structure).order_by("id")[:20]
        ActeMedicoLegal.objects.filter(pk__in=[a.pk for a in premiers]).update(est_annule=True)
    tables = {
        cumul.table for i in INDICATEURS.values() for cumul in i.cumuls if cumul.table.startswith("medecine")
    }
    with agir_comme(agent_systeme()):
        ecarts = {table: compter_les_ecarts(table, connections["default"]) for table in sorted(tables)}
        ecarts["pv"] = compter_les_ecarts("medecine_legale_cumul_pv", connections["default"])
    assert set(ecarts.values()) == {0}, ecarts
    assert len(tables) >= 11


def test_the_living_are_filtered_everywhere_and_an_autopsy_is_not_among_them(ministere, activite):
    filtre = vivants()
    with agir_comme(ministere):
        actes = [acte for acte in actes_du(ministere) if acte.profil in filtre["profil"]]
        morts = [acte for acte in actes_du(ministere) if acte.profil == "decedee"]
        assert any("toxicologie" in acte.examens for acte in morts)
        for axe in ("type_examen", "periode_journee", "examen", "rattachement", "age"):
            attendu = Counter(valeur for acte in actes for valeur in LECTURES[axe](acte))
            assert par(ministere, axe, **filtre) == dict(attendu), axe


def test_with_without_and_collection_never_overlap(ministere, activite):
    with agir_comme(ministere):
        parts = par(ministere, "rattachement")
        assert set(parts) <= {"avec_pv", "sans_pv", "recueil"}
        assert sum(parts.values()) == total(ministere)


def test_absences_are_apart_and_no_act(ministere, activite):
    with agir_comme(ministere):
        absents = ActeMedicoLegal.objects.visibles_par(ministere).filter(
            est_annule=False, date_examen__range=(PERIODE.debut, PERIODE.dernier_jour)
        )
        attendu = Counter(absents.exclude(statut="realise").order_by("id").values_list("statut", flat=True))
        assert attendu
        assert par(ministere, "statut", ABSENCES) == dict(attendu)


def test_acts_of_a_same_pv_are_counted_with_their_decimals(ministere, activite):
    with agir_comme(ministere):
        annee = [acte for acte in actes_du(ministere) if acte.numero_pv]
        groupes = Counter((acte.date_examen.year, acte.structure_id, acte.cle_pv) for acte in annee)
        moyenne, part = total(ministere, ACTES_PAR_PV), total(ministere, PART_PV_PARTAGES)
    assert moyenne == Decimal(len(annee)) / len(groupes)
    assert moyenne != moyenne.to_integral_value()
    partages = sum(nombre for nombre in groupes.values() if nombre > 1)
    assert part == Decimal(partages) * 100 / len(annee)


def test_the_delay_is_the_mean_of_the_days_and_an_act_before_its_requisition_counts_zero(
    ministere, alice, activite, enregistrer, recevoir
):
    regularisee = recevoir(date_requisition=AUJOURD_HUI, numero_pv="2026/9")
    enregistrer(numero_interne="Z-2", requisition=regularisee, date_examen=AUJOURD_HUI - dt.timedelta(days=1))
    with agir_comme(ministere):
        jours = [
            max((acte.date_examen - acte.date_requisition).days, 0)
            for acte in actes_du(ministere)
            if acte.date_requisition
        ]
        assert total(ministere, DELAI_EXAMEN) == Decimal(sum(jours)) / len(jours)


def test_correcting_the_requisition_moves_its_acts_to_the_new_court_and_date(
    alice, acte, requisition, commissariat
):
    with agir_comme(agent_systeme()):
        tribunal = Organisation.objects.create(type="tribunal_judiciaire", nom="TJ", cle_recherche="tj")
    with agir_comme(alice):
        actions.corriger_requisition(
            agent=alice,
            requisition=requisition,
            motif="Juridiction oubliée",
            requerant=commissariat,
            juridiction=tribunal,
            numero_pv=requisition.numero_pv,
            date_requisition=AUJOURD_HUI - dt.timedelta(days=2),
            mission="",
        )
        assert par(alice, "juridiction") == {str(tribunal.pk): 1}
        assert par(alice, "delai") == {"de_2_a_3": 1}


def test_a_link_leads_to_exactly_as_many_acts_as_the_figure(connecter, alice, activite):
    navigateur = connecter(alice)
    for axe in (
        "profil",
        "type_examen",
        "age",
        "genre",
        "nature",
        "contexte",
        "requerant",
        "juridiction",
        "reseau",
        "mois",
    ):
        with agir_comme(alice):
            resultat = calculer(
                ACTES, alice, PERIODE, par=(axe,), filtres={"portee": ("perimetre",)}, jour=AUJOURD_HUI
            )
        liens = [(ligne.lien, int(ligne.valeur)) for ligne in resultat.lignes if ligne.lien and ligne.valeur]
        assert liens, axe
        lien, valeur = liens[0]
        liste = navigateur.get(lien)
        assert liste.context["liste"].total == valeur, (axe, lien)


def test_what_cannot_be_listed_exactly_has_no_link(alice, activite):
    with agir_comme(alice):
        plusieurs_profils = calculer(
            ACTES, alice, PERIODE, filtres={"portee": ("perimetre",), **vivants()}, jour=AUJOURD_HUI
        )
        absences = calculer(ABSENCES, alice, PERIODE, filtres={"portee": ("perimetre",)}, jour=AUJOURD_HUI)
    assert plusieurs_profils.total.lien == ""
    assert absences.total.lien == ""


def test_requesters_are_named_only_to_whoever_reads_the_acts(alice, activite):
    with agir_comme(alice):
        assert par(alice, "requerant")
        with pytest.raises(CroisementImpossible, match="périmètre"):
            calculer(ACTES, alice, PERIODE, par=("requerant",), jour=AUJOURD_HUI)


# --- workload

BAREME = BaremeCharge(
    "essai", "essai",
    {
        "victime.somatique.coups": Poids(Decimal(50), {"mineur": Decimal("0.9"), "service": Decimal("0.6")}),
        "victime.somatique": Poids(Decimal(40)),
        "victime.psychiatrique": Poids(Decimal(48)),
        "assises": Poids(Decimal(62), {"de_4_a_8": Decimal("5.8")}),
    },
    plusieurs_natures=Decimal("1.5"), minutes_examen=Decimal(10),
)  # fmt: skip


@pytest.mark.parametrize(
    ("classe", "minutes"),
    [
        (ClasseActe("victime", ("somatique",), ("coups",), "majeur"), "50"),
        (ClasseActe("victime", ("somatique",), ("coups",), "mineur"), "45"),
        # Both factors apply: the former tool dropped the place as soon as the age was known.
        (ClasseActe("victime", ("somatique",), ("coups",), "mineur", "service"), "27"),
        (ClasseActe("victime", ("somatique",), ("coups",), "majeur", "service"), "30"),
        (ClasseActe("victime", ("somatique",), ("coups", "attentat"), "majeur"), "75"),
        (ClasseActe("victime", ("somatique",), ("coups",), "majeur", examens=2), "70"),
        (ClasseActe("victime", ("psychiatrique", "somatique"), ("coups",), "majeur"), "98"),
        (ClasseActe("victime", ("somatique",), ("attentat",), "majeur"), "40"),
        (ClasseActe("assises", duree="de_4_a_8"), "359.6"),
        (ClasseActe("assises", duree="moins_4"), "62"),
    ],
)
def test_the_time_of_an_act_takes_every_factor(classe, minutes):
    assert BAREME.minutes(classe) == Decimal(minutes)


def test_an_act_that_the_table_does_not_know_is_said_not_counted_as_zero():
    assert BAREME.minutes(ClasseActe("ofpra", ("somatique",))) is None


def test_every_profile_of_the_product_has_a_weight(activite, ministere):
    with agir_comme(ministere):
        charge = mesurer_charge(PERIODE, None, bareme_charge(AUJOURD_HUI))
        presents = {acte.profil for acte in actes_du(ministere)}
    assert charge.sans_poids == 0
    assert set(charge.par_profil) == presents


def _majorite(age):
    return "mineur" if age in MINEURS else age


def _lieu(lieu):
    if lieu in ("service_public", "service_prive"):
        return "service"
    return "unite" if lieu in ("", "umj") else "exterieur"


def test_the_workload_is_the_sum_over_the_acts_without_any_rounding(ministere, activite, umj_lille):
    with agir_comme(ministere):
        bareme = bareme_charge(AUJOURD_HUI)
        charge = mesurer_charge(PERIODE, None, bareme)
        attendu = sum(
            bareme.minutes(
                ClasseActe(
                    acte.profil, tuple(acte.types_examen), tuple(acte.natures_violence), _majorite(acte.age),
                    _lieu(acte.lieu), acte.duree, len(acte.examens),
                )
            )
            for acte in actes_du(ministere)
        )  # fmt: skip
    assert sum(charge.par_profil.values()).quantize(Decimal("1e-9")) == (attendu / 480).quantize(
        Decimal("1e-9")
    )
    assert round(charge.total.sans_effectif, 9) == round(sum(charge.par_profil.values()), 9)
    assert charge.total.capacite is None


def test_capacity_is_compared_only_where_physicians_are_declared(creer_agent, ministere, activite, umj_lille):
    gisele = creer_agent("gisele", "medecine_legale.gestionnaire_effectifs", umj_lille)
    janvier = PERIODE.debut
    with agir_comme(gisele):
        enregistrer_effectifs(
            agent=gisele,
            structure=umj_lille,
            valeurs={janvier: {"medecin": Decimal("4.5"), "ide": Decimal(3)}},
        )
    with agir_comme(ministere):
        charge = mesurer_charge(PERIODE, None, bareme_charge(AUJOURD_HUI))
        lille = mesurer_charge(Periode(janvier, janvier), [umj_lille.pk], bareme_charge(AUJOURD_HUI))
        declares = lire_effectifs(PERIODE, None)
    assert charge.par_mois[janvier].capacite == 90
    assert charge.par_mois[janvier].charge == lille.total.charge
    assert charge.par_mois[janvier].sans_effectif > 0
    assert declares.par_profession == {"medecin": Decimal("4.5"), "ide": 3}
    assert declares.mois_declares == {umj_lille.pk: 1}
