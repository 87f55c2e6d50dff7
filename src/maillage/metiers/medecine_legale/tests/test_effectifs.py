"""Monthly staffing: empty is not zero, a signature is evidence, a closed year moves only with a reason."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale import references
from maillage.metiers.medecine_legale.actions import effectifs as actions
from maillage.metiers.medecine_legale.documents import ETAT_EFFECTIFS
from maillage.metiers.medecine_legale.echanges import EFFECTIFS
from maillage.metiers.medecine_legale.models import EtatEffectif, ExerciceEffectif, LigneEffectif
from maillage.metiers.medecine_legale.regles import effectifs as regles
from maillage.metiers.medecine_legale.taches import attendre_les_mois
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import donnees_de
from maillage.socle.echanges.enums import NatureLigne
from maillage.socle.echanges.imports.actions import appliquer_import, deposer_import
from maillage.socle.echanges.imports.application import appliquer
from maillage.socle.echanges.models import LigneImportee
from maillage.socle.echeances.a_faire import dues_par
from maillage.socle.echeances.models import Echeance
from maillage.socle.journal.models import Evenement

PLEIN = {
    "medecin": Decimal("4.5"), "secretaire": Decimal(3), "aide_soignant": Decimal(0), "cadre_sante": Decimal("0.5"),
    "ide": Decimal(2), "agent_amphitheatre": Decimal(1), "autre": Decimal(0),
}  # fmt: skip


@pytest.fixture(autouse=True)
def professions(db):
    with agir_comme(agent_systeme()):
        references.charger_autres_listes()


@pytest.fixture
def gisele(creer_agent, umj_lille):
    return creer_agent("gisele", "medecine_legale.gestionnaire_effectifs", umj_lille)


@pytest.fixture
def adele(creer_agent, umj_lille):
    return creer_agent("adele", "medecine_legale.administrateur", umj_lille)


@pytest.fixture
def mois():
    return regles.mois_precedent(timezone.localdate())


@pytest.fixture
def remplir(gisele, umj_lille, mois):
    def remplir(jour=mois, agent=gisele, motif="", **valeurs):
        with agir_comme(agent):
            return actions.enregistrer_effectifs(
                agent=agent, structure=umj_lille, valeurs={jour: {**PLEIN, **valeurs}}, motif=motif
            )

    return remplir


@pytest.fixture
def signer(gisele, adele, remplir, mois):
    def signer(jour=mois):
        etat = remplir(jour)[0]
        with agir_comme(gisele):
            actions.valider_mois(agent=gisele, etat=etat)
        with agir_comme(adele):
            return actions.signer_mois(agent=adele, etat=etat)

    return signer


def test_an_empty_cell_is_not_a_zero_and_a_month_with_one_is_not_validated(gisele, remplir):
    etat = remplir(ide=None)[0]
    with agir_comme(gisele):
        assert actions.valeurs_de(etat)["aide_soignant"] == 0
        assert "ide" not in actions.valeurs_de(etat)
        with pytest.raises(ValidationError, match="Infirmiers"):
            actions.valider_mois(agent=gisele, etat=etat)
    remplir()
    with agir_comme(gisele):
        assert actions.valider_mois(agent=gisele, etat=etat).statut == "valide"


def test_writing_the_same_figures_again_changes_nothing(gisele, remplir):
    remplir()
    assert remplir() == []
    with agir_comme(gisele):
        creations = Evenement.objects.filter(objet_type="medecine_legale_ligneeffectif")
        assert creations.count() == len(PLEIN)


@pytest.mark.parametrize("faute", ["-1", "1000", "1.005"])
def test_an_impossible_figure_is_refused_under_its_cell_and_writes_nothing(remplir, gisele, mois, faute):
    with pytest.raises(ValidationError) as refus:
        remplir(medecin=Decimal(faute))
    assert list(refus.value.message_dict) == [f"{mois:%Y-%m}.medecin"]
    with agir_comme(gisele):
        assert not LigneEffectif.objects.exists()


def test_a_month_that_has_not_begun_is_refused(remplir):
    futur = (timezone.localdate().replace(day=1) + dt.timedelta(days=40)).replace(day=1)
    with pytest.raises(ValidationError, match="pas commencé"):
        remplir(futur)


def test_the_signed_statement_holds_the_figures_and_their_hash(signer, adele):
    etat = signer()
    with agir_comme(adele):
        donnees = donnees_de(DocumentProduit.objects.get(genre=ETAT_EFFECTIFS.code))
        assert actions.est_intact(etat)
    assert donnees.total == sum(PLEIN.values())
    assert {ligne.code: ligne.etp for ligne in donnees.lignes} == PLEIN
    assert donnees.empreinte == etat.empreinte
    assert donnees.signataire == "Adele"


def test_only_who_holds_the_right_signs_and_only_a_validated_month(gisele, adele, remplir):
    etat = remplir()[0]
    with agir_comme(adele), pytest.raises(ValidationError, match="pas validé"):
        actions.signer_mois(agent=adele, etat=etat)
    with agir_comme(gisele):
        actions.valider_mois(agent=gisele, etat=etat)
        with pytest.raises(AccesRefuse):
            actions.signer_mois(agent=gisele, etat=etat)


def test_a_signed_month_changes_only_with_a_reason_and_loses_its_signature(signer, remplir, gisele, adele):
    etat = signer()
    with pytest.raises(ValidationError, match="donnez le motif"):
        remplir(medecin=Decimal(5))
    remplir(motif="Arrivée tardive", medecin=Decimal(5))
    with agir_comme(gisele):
        etat = actions.valider_mois(agent=gisele, etat=EtatEffectif.objects.get())
        assert Evenement.objects.filter(motif="Arrivée tardive").exists()
    with agir_comme(adele):
        etat = actions.signer_mois(agent=adele, etat=etat)
        statuts = list(DocumentProduit.objects.order_by("id").values_list("statut", flat=True))
    assert etat.rang == 2
    assert statuts == ["remplace", "en_vigueur"]


def test_figures_changed_behind_the_signature_are_seen(signer, gisele, adele):
    etat = signer()
    with agir_comme(gisele):
        LigneEffectif.objects.filter(profession="medecin").update(etp=9)
    with agir_comme(adele):
        assert not actions.est_intact(etat)


def test_a_year_closes_once_its_twelve_months_are_signed_and_then_asks_a_reason(
    signer, remplir, adele, umj_lille
):
    annee = timezone.localdate().year - 1
    for jour in regles.mois_de_l_annee(annee)[:11]:
        signer(jour)
    with agir_comme(adele), pytest.raises(ValidationError, match=f"décembre {annee}"):
        actions.clore_annee(agent=adele, structure=umj_lille, annee=annee)
    signer(dt.date(annee, 12, 1))
    with agir_comme(adele):
        assert actions.clore_annee(agent=adele, structure=umj_lille, annee=annee).est_clos
    with pytest.raises(ValidationError, match="close"):
        remplir(dt.date(annee, 3, 1), agent=adele, motif="Oubli", medecin=Decimal(5))
    with agir_comme(adele):
        etat = EtatEffectif.objects.get(mois=dt.date(annee, 3, 1))
        with pytest.raises(ValidationError, match="pourquoi"):
            actions.corriger_mois_clos(agent=adele, etat=etat, valeurs={"medecin": Decimal(5)}, motif=" ")
        corrige = actions.corriger_mois_clos(
            agent=adele, etat=etat, valeurs={"medecin": Decimal(5)}, motif="Oubli"
        )
        dernier = DocumentProduit.objects.de(etat).first()
        assert donnees_de(dernier).motif == "Oubli"
    assert (corrige.statut, corrige.rang) == ("signe", 2)


def test_a_year_that_is_not_over_does_not_close(adele, umj_lille):
    with agir_comme(adele), pytest.raises(ValidationError, match="pas terminée"):
        actions.clore_annee(agent=adele, structure=umj_lille, annee=timezone.localdate().year)


def test_each_profession_follows_its_own_latest_reference():
    references = [
        (dt.date(2025, 1, 1), "medecin", Decimal(4)),
        (dt.date(2026, 1, 1), "medecin", Decimal(5)),
        (dt.date(2025, 1, 1), "ide", Decimal(2)),
    ]
    assert regles.reference_en_vigueur(references, dt.date(2024, 12, 1)) == {}
    assert regles.reference_en_vigueur(references, dt.date(2025, 6, 1)) == {"medecin": 4, "ide": 2}
    assert regles.reference_en_vigueur(references, dt.date(2026, 1, 1)) == {"medecin": 5, "ide": 2}


def test_a_month_is_due_before_the_5th_of_the_next_even_over_the_year_end():
    assert regles.date_limite_saisie(dt.date(2026, 3, 1)) == dt.date(2026, 4, 5)
    assert regles.date_limite_saisie(dt.date(2026, 12, 1)) == dt.date(2027, 1, 5)


def test_the_job_expects_each_month_over_once_and_reminds_only_who_may_fill_it(
    alice, gisele, chloe, umj_lille, umj_amiens, remplir
):
    jour = dt.date(2026, 4, 2)
    assert attendre_les_mois(jour) == 3 * 2
    attendre_les_mois(jour)
    with agir_comme(gisele):
        dues = dues_par(gisele)
        assert sorted(dues.values_list("date_limite", flat=True)) == [
            dt.date(2026, 2, 5), dt.date(2026, 3, 5), dt.date(2026, 4, 5),
        ]  # fmt: skip
    for autre in (alice, chloe):  # they read staffing, or work elsewhere: they owe nothing
        with agir_comme(autre):
            assert not dues_par(autre).filter(genre="medecine_legale.effectif_mensuel").exists()
    etat = remplir(dt.date(2026, 2, 1))[0]
    with agir_comme(gisele):
        actions.valider_mois(agent=gisele, etat=etat)
        assert dues_par(gisele).count() == 2


def test_the_closing_is_asked_from_december_and_lifted_by_it(adele, signer, umj_lille):
    annee = timezone.localdate().year - 1
    attendre_les_mois(dt.date(annee, 12, 10))
    with agir_comme(adele):
        echeance = Echeance.objects.get(genre="medecine_legale.cloture_effectifs")
        assert echeance.date_limite == dt.date(annee + 1, 1, 5)
    for jour in regles.mois_de_l_annee(annee):
        signer(jour)
    with agir_comme(adele):
        actions.clore_annee(agent=adele, structure=umj_lille, annee=annee)
        echeance.refresh_from_db()
        assert echeance.statut == "faite"
        assert ExerciceEffectif.objects.count() == 1


def test_another_structure_and_the_guest_neither_write_nor_see_more(
    chloe, creer_agent, umj_lille, remplir, mois
):
    remplir()
    with agir_comme(chloe):
        assert not EtatEffectif.objects.exists()
    invite = creer_agent("ines", "medecine_legale.invite", umj_lille)
    with agir_comme(invite):
        assert EtatEffectif.objects.count() == 1
        with pytest.raises(AccesRefuse):
            actions.enregistrer_effectifs(agent=invite, structure=umj_lille, valeurs={mois: PLEIN})


# --- screens


def champs(jour, version, **valeurs):
    envoi = {f"{jour:%Y-%m}.{p}": str(v).replace(".", ",") for p, v in {**PLEIN, **valeurs}.items()}
    return {**envoi, "version": version}


def test_the_grid_saves_what_was_typed_and_refuses_all_on_one_wrong_cell(connecter, gisele, umj_lille, mois):
    navigateur = connecter(gisele)
    adresse = reverse("medecine_legale:effectifs_grille", args=[umj_lille.pk, mois.year])
    version = navigateur.get(adresse).context["grille"].version
    envoyer = reverse("medecine_legale:effectifs_enregistrer", args=[umj_lille.pk, mois.year])
    refuse = navigateur.post(envoyer, champs(mois, version, ide="deux"))
    assert refuse.status_code == 422
    assert 'value="deux"' in refuse.content.decode()
    with agir_comme(gisele):
        assert not LigneEffectif.objects.exists()
    assert navigateur.post(envoyer, champs(mois, version)).status_code == 302
    page = navigateur.get(adresse).content.decode()
    assert 'value="4,5"' in page
    assert "11,00" in page


def test_two_people_on_the_same_grid_do_not_overwrite_each_other(connecter, gisele, umj_lille, mois, remplir):
    navigateur = connecter(gisele)
    adresse = reverse("medecine_legale:effectifs_grille", args=[umj_lille.pk, mois.year])
    version = navigateur.get(adresse).context["grille"].version
    remplir()
    envoyer = reverse("medecine_legale:effectifs_enregistrer", args=[umj_lille.pk, mois.year])
    reponse = navigateur.post(envoyer, champs(mois, version, medecin=9))
    assert reponse.status_code == 422
    assert "modifiés depuis" in reponse.content.decode()


def test_a_supervisor_sees_n_of_12_for_each_structure_at_the_same_cost(
    connecter, creer_agent, hauts_de_france, umj_amiens, remplir, mois, django_assert_max_num_queries
):
    remplir()
    denis = creer_agent("denis", "medecine_legale.superviseur_regional", territoire=hauts_de_france)
    page = connecter(denis).get(reverse("medecine_legale:effectifs"), {"annee": mois.year})
    texte = page.content.decode()
    assert "1 / 12" in texte
    assert "0 / 12" in texte


def test_the_whole_flow_on_screen_ends_in_a_signed_statement(
    connecter, client, gisele, adele, remplir, settings
):
    settings.COMPTES_SECOND_FACTEUR = False
    etat = remplir()[0]
    navigateur = connecter(gisele)
    fiche = reverse("medecine_legale:effectifs_mois", args=[etat.pk])
    assert "Valider ce mois" in navigateur.get(fiche).content.decode()
    navigateur.post(reverse("medecine_legale:effectifs_valider", args=[etat.pk]))
    navigateur = connecter(adele)
    assert "Signer ce mois" in navigateur.get(fiche).content.decode()
    assert (
        "11,00"
        in navigateur.get(reverse("medecine_legale:effectifs_signer", args=[etat.pk])).content.decode()
    )
    navigateur.post(reverse("medecine_legale:effectifs_signer", args=[etat.pk]))
    assert "État des effectifs n°" in navigateur.get(fiche).content.decode()


# --- files and machines

EN_TETES = (
    "Année;Mois;ID étab.;Nom établissement;Médecins;"
    "Secrétaires;Aide soignant·e;Cadre de santé;IDE;Agent d'amphi.;Autres"
)


@pytest.fixture
def importer(tmp_path, gisele, umj_lille):
    def importer(*lignes):
        chemin = tmp_path / "etp.csv"
        chemin.write_text("\n".join((EN_TETES, *lignes)), encoding="utf-8")
        return deposer_import(
            agent=gisele, declaration=EFFECTIFS, organisation=umj_lille, chemin=chemin, nom_fichier="etp.csv"
        )

    return importer


def test_the_table_of_the_former_tool_is_imported_and_empty_stays_empty(importer, gisele):
    annee = timezone.localdate().year - 1
    with agir_comme(gisele):
        importation = importer(f"{annee};3;12;CHU;4,55;3;;0,5;2;1;0", f"{annee};avril;12;CHU;5;3;1;0,5;2;1;0")
        appliquer_import(agent=gisele, importation=importation)
        appliquer(importation.pk)
        etats = {etat.mois.month: actions.valeurs_de(etat) for etat in EtatEffectif.objects.all()}
    assert etats[3] == {
        "medecin": Decimal("4.55"), "secretaire": 3, "cadre_sante": Decimal("0.5"), "ide": 2,
        "agent_amphitheatre": 1, "autre": 0,
    }  # fmt: skip
    assert etats[4]["aide_soignant"] == 1


def test_wrong_lines_of_staffing_are_named_and_a_signed_month_is_not_touched(importer, gisele, signer):
    annee = timezone.localdate().year - 1
    signer(dt.date(annee, 3, 1))
    with agir_comme(gisele):
        importation = importer(
            f"{annee};3;12;CHU;9;3;0;0;2;1;0",
            f"{annee};13;12;CHU;9;3;0;0;2;1;0",
            f"{annee};5;99;Autre;9;3;0;0;2;1;0",
            f"{annee};6;12;CHU;-1;3;0;0;2;1;0",
        )
        erreurs = LigneImportee.objects.filter(importation=importation, nature=NatureLigne.ERREUR)
        colonnes = {e.numero: {c for c, _ in e.erreurs} for e in erreurs.order_by("numero")}
    assert colonnes == {2: {"mois"}, 3: {"mois"}, 4: {"etablissement"}, 5: {"medecin"}}


def test_the_export_gives_one_line_a_month_of_my_structure_alone(connecter, gisele, chloe, remplir):
    remplir()
    adresse = reverse("echanges:exporter", args=["medecine_legale.effectifs"])
    reponse = connecter(gisele).get(adresse, {"format": "csv"})
    lignes = b"".join(reponse.streaming_content).decode().strip().splitlines()
    assert len(lignes) == 2
    assert "4,5" in lignes[1] or "4.5" in lignes[1]
    reponse = connecter(chloe).get(adresse, {"format": "csv"})
    assert len(b"".join(reponse.streaming_content).decode().strip().splitlines()) == 1
