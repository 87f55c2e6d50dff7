"""The paper's way, through the pages: inventory, sort, box, shipment, arrival, audit. And who may not."""

import datetime as dt
import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.numerisation.actions import audits, boites, expeditions, tri
from maillage.metiers.numerisation.actions.retenue import lever, prolonger, retenir
from maillage.metiers.numerisation.documents.audits import RAPPORT_AUDIT
from maillage.metiers.numerisation.enums.dossiers import TypeEvenement
from maillage.metiers.numerisation.models import (
    AuditTri,
    Boite,
    Dossier,
    DossierAudite,
    Expedition,
    Incident,
    Mouvement,
    PieceTriee,
)
from maillage.metiers.numerisation.regles.tirage import Tirage, ecarts_au_tirage
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import donnees_de
from maillage.socle.echeances.models import Echeance


def _va(nom, *args):
    return reverse(f"numerisation:{nom}", args=args)


@pytest.fixture
def trier(agathe):
    """Sorted by Agathe: one visit kept."""

    def trier(dossier):
        with agir_comme(agathe):
            ouvert = tri.commencer(agent=agathe, dossier=dossier)
            tri.classer(agent=agathe, tri=ouvert, genre="visite", nombre=4)
            return tri.terminer(agent=agathe, tri=ouvert)

    return trier


@pytest.fixture
def expedier(inventorier, trier, agathe, centre, prestataire):
    """A box of these records, gone to the provider."""

    def expedier(*noms):
        dossiers = [trier(dossier) for dossier in inventorier(*noms)]
        with agir_comme(agathe):
            (boite,) = boites.ouvrir(agent=agathe, centre=centre)
            for dossier in dossiers:
                boites.ranger(agent=agathe, boite=boite, lu=dossier.etiquette.lisible)
            boites.fermer(agent=agathe, boite=boite, numero_scelle="S-100")
            expedition = expeditions.preparer(
                agent=agathe, centre=centre, prestataire=prestataire, date_prevue=timezone.localdate(),
                boites=[boite.pk],
            )  # fmt: skip
            expeditions.remettre(agent=agathe, expedition=expedition, transporteur="T", remis_a="M. X")
        return dossiers, boite, expedition

    return expedier


def test_inventory_says_the_label_keeps_the_shelf_and_a_refusal_keeps_what_was_typed(
    connecter, agathe, centre
):
    navigateur = connecter(agathe)
    saisi = {"nom": "Lefèvre", "prenom": "Zoé", "epaisseur": "gros", "rayonnage": "A-12"}
    page = navigateur.post(_va("inventorier"), saisi, follow=True).content.decode()
    assert "DOS 059A 0000001" in page and 'value="A-12"' in page
    refusee = navigateur.post(_va("inventorier"), {**saisi, "nir": "262059912345600"})
    assert refusee.status_code == 422 and "Lefèvre" in refusee.content.decode()
    trouvee = navigateur.get(_va("dossiers"), {"recherche": "lefevre"}).content.decode()
    assert "DOS 059A 0000001" in trouvee and "L. Z." in trouvee


def test_a_sort_waits_for_the_nurse_then_ends(inventorier, connecter, agathe, ivan):
    dossier = inventorier()[0]
    navigateur = connecter(agathe)
    assert navigateur.post(_va("tri_lire"), {"lu": dossier.etiquette.code}).url == _va("trier", dossier.pk)
    for genre in ("visite", "notes_personnelles", "film_radio"):
        navigateur.post(_va("trier", dossier.pk), {"genre": genre, "nombre": "2"})
    refus = navigateur.post(
        _va("trier", dossier.pk), {"genre": "tiers", "decision": "conservee"}, follow=True
    )
    assert "Seul un professionnel de santé" in refus.content.decode()
    attend = navigateur.post(_va("tri_terminer", dossier.pk), follow=True).content.decode()
    assert "attendent la décision" in attend
    with agir_comme(agathe):
        piece = PieceTriee.objects.get(genre="notes_personnelles")
    assert navigateur.post(_va("piece_decider", piece.pk)).status_code == 404
    soignant = connecter(ivan)
    assert "Notes personnelles" in soignant.get(_va("a_signer")).content.decode()
    soignant.post(_va("piece_decider", piece.pk), {"decision": "ecarter"})
    connecter(agathe).post(_va("tri_terminer", dossier.pk))
    with agir_comme(agathe):
        dossier.refresh_from_db()
        assert (dossier.etat, dossier.pieces_a_rendre) == ("trie", 2)
        assert PieceTriee.objects.get(pk=piece.pk).signataire == ivan


def test_a_record_goes_into_its_box_by_its_label_and_nothing_else(
    inventorier, trier, connecter, agathe, centre
):
    dossier = trier(inventorier()[0])
    with agir_comme(agathe):
        (boite,) = boites.ouvrir(agent=agathe, centre=centre)
    navigateur = connecter(agathe)
    faux = navigateur.post(_va("boite_ranger", boite.pk), {"lu": "DOS 059A 0000001 00"}, follow=True)
    assert "clé ne correspond pas" in faux.content.decode()
    navigateur.post(_va("boite_ranger", boite.pk), {"lu": dossier.etiquette.code})
    encore = navigateur.post(_va("boite_ranger", boite.pk), {"lu": dossier.etiquette.code}, follow=True)
    assert "déjà dans cette boîte" in encore.content.decode()
    assert navigateur.post(_va("boite_fermer", boite.pk), {"numero_scelle": ""}).status_code == 422
    navigateur.post(_va("boite_fermer", boite.pk), {"numero_scelle": "S-7"})
    navigateur.post(_va("dossier_sortir", dossier.pk))
    with agir_comme(agathe):
        dossier.refresh_from_db()
        assert dossier.etat == "en_boite" and Boite.objects.get().numero_scelle == "S-7"


def test_boxes_change_hands_and_the_provider_sees_records_only_then(expedier, connecter, piotr, chloe):
    (dossier,), boite, expedition = expedier("Lefèvre")
    with agir_comme(piotr):
        assert Dossier.objects.get().prestataire_id == expedition.prestataire_id
        assert not hasattr(Dossier.objects.get(), "salarie")
    navigateur = connecter(piotr)
    page = navigateur.get(_va("dossier", dossier.pk)).content.decode()
    assert "Lefèvre" not in page and "LEFÈVRE" not in page and "Conservation" not in page
    recue = {"lu": boite.etiquette.code, "numero_scelle": "S-100", "nombre": "1"}
    navigateur.post(_va("expedition_recevoir", expedition.pk), recue)
    navigateur.post(_va("expedition_clore", expedition.pk))
    with agir_comme(piotr):
        arrivee = Expedition.objects.get()
        assert (arrivee.statut, arrivee.dossiers_recus, Mouvement.objects.count()) == ("arrivee", 1, 2)
        assert Dossier.objects.get().etat == "recu" and not Incident.objects.exists()
    assert connecter(chloe).get(_va("expedition", expedition.pk)).status_code == 404


def test_a_broken_seal_and_a_missing_record_are_incidents_by_themselves(expedier, connecter, piotr):
    (present, absent), boite, expedition = expedier("Lefèvre", "Martel")
    navigateur = connecter(piotr)
    recue = {"lu": boite.etiquette.code, "numero_scelle": "S-999", "nombre": "1"}
    refus = navigateur.post(_va("expedition_recevoir", expedition.pk), recue)
    assert refus.status_code == 422 and "lisez l’étiquette de chacun" in refus.content.decode()
    navigateur.post(
        _va("expedition_recevoir", expedition.pk), {**recue, "dossiers_lus": present.etiquette.lisible}
    )
    with agir_comme(piotr):
        etats = dict(Dossier.objects.values_list("pk", "etat"))
        assert (etats[present.pk], etats[absent.pk]) == ("recu", "expedie")
        assert Dossier.objects.get(pk=absent.pk).incidents_ouverts == 1
        assert sorted(Incident.objects.values_list("nature", flat=True)) == ["perte", "scelle"]
        assert all(Incident.objects.values_list("est_automatique", flat=True))
    navigateur.post(_va("expedition_clore", expedition.pk))
    page = navigateur.get(_va("expedition", expedition.pk)).content.decode()
    assert absent.etiquette.lisible in page and "Dossier retrouvé" in page
    navigateur.post(_va("expedition_retrouver", expedition.pk), {"lu": absent.etiquette.code})
    with agir_comme(piotr):
        absent.refresh_from_db()
        assert (absent.etat, absent.incidents_ouverts) == ("recu", 1)
        assert Expedition.objects.get().dossiers_recus == 2


def test_the_delivery_note_counts_what_leaves(expedier, connecter, agathe):
    _, boite, expedition = expedier("Lefèvre", "Martel")
    connecter(agathe).post(_va("bordereau", expedition.pk))
    with agir_comme(agathe):
        donnees = donnees_de(DocumentProduit.objects.get())
    assert donnees.total_dossiers == 2 and donnees.boites[0].etiquette == boite.etiquette.lisible


def test_a_sheet_of_labels_holds_each_label_in_its_place(inventorier, connecter, agathe):
    inventorier("Lefèvre", "Martel")
    navigateur = connecter(agathe)
    planche = navigateur.get(_va("etiquettes", "dossiers"), {"du": 1, "au": 2, "depart": 24})
    with pikepdf.open(io.BytesIO(planche.content)) as pdf:
        assert len(pdf.pages) == 2  # the last place of a sheet, then another sheet
    assert navigateur.get(_va("etiquettes", "dossiers"), {"du": 8, "au": 9, "depart": 1}).status_code == 422


def test_an_audit_is_drawn_examined_talked_over_and_reported(
    inventorier, trier, connecter, agathe, quentin, centre
):
    dossiers = [trier(dossier) for dossier in inventorier("Un", "Deux", "Trois", epaisseur="gros")]
    navigateur = connecter(quentin)
    navigateur.post(_va("audit_tirer"), {"centre": centre.pk})
    with agir_comme(quentin):
        audit = AuditTri.objects.get()
        lignes = list(DossierAudite.objects.select_related("dossier").order_by("rang"))
        tirage = Tirage(
            audit.graine, audit.population, audit.empreinte_population, tuple(a.dossier.code for a in lignes)
        )
        assert ecarts_au_tirage(tirage, [dossier.code for dossier in dossiers]) == []
    navigateur.post(_va("audit_examiner", lignes[0].pk), {"manquements": ["agrafes", "ordre"]})
    refus = navigateur.post(_va("audit_debriefer", audit.pk), {"date": timezone.localdate().isoformat()})
    assert "encore à examiner : 2" in refus.content.decode()
    for ligne in lignes[1:]:
        navigateur.post(_va("audit_examiner", ligne.pk), {})
    navigateur.post(
        _va("audit_debriefer", audit.pk), {"date": timezone.localdate().isoformat(), "conclusion": "Revoir"}
    )
    navigateur.post(_va("audit_clore", audit.pk))
    with agir_comme(quentin):
        rapport = donnees_de(DocumentProduit.objects.get(genre=RAPPORT_AUDIT.code))
        assert (
            rapport.phrase.startswith("1")
            and rapport.dossiers[0].manquements
            and rapport.graine == audit.graine
        )
        etats = dict(Dossier.objects.values_list("code", "etat"))
    assert etats[lignes[0].dossier.code] == "en_tri" and etats[lignes[1].dossier.code] == "audite"


def test_an_audit_draws_only_thick_sorted_records_and_one_at_a_time(inventorier, trier, quentin, centre):
    inventorier(epaisseur="gros")
    trier(inventorier("Mince")[0])
    with agir_comme(quentin), pytest.raises(ValidationError, match="Aucun gros dossier"):
        audits.tirer_audit(agent=quentin, centre=centre)


def test_a_held_record_is_kept_whoever_holds_it_and_the_hold_says_why(inventorier, diane, agathe, connecter):
    dossier = inventorier()[0]
    with agir_comme(diane):
        retenu = retenir(agent=diane, dossier=dossier, motif="Contentieux prud’homal")
        assert retenu.est_retenu and retenu.est_suspendu and retenu.date_limite == dt.date(2059, 3, 4)
        libre = lever(agent=diane, dossier=dossier, motif="Jugement définitif")
        assert not libre.est_suspendu
        types = list(dossier.evenements.values_list("type", flat=True))
    assert types == [TypeEvenement.INVENTAIRE, TypeEvenement.RETENUE, TypeEvenement.LEVEE_RETENUE]
    assert connecter(agathe).post(_va("dossier_retenir", dossier.pk), {"motif": "x"}).status_code == 404


def retenues(agent):
    with agir_comme(agent):
        lues = Echeance.objects.filter(genre="numerisation.retenue").order_by("pk")
        return list(lues.values_list("statut", "date_limite"))


def test_the_end_of_a_hold_is_asked_of_a_person_and_nothing_is_lifted_by_itself(inventorier, diane):
    dossier, jour = inventorier()[0], timezone.localdate() + dt.timedelta(days=60)
    plus_tard = jour + dt.timedelta(days=90)
    with agir_comme(diane):
        with pytest.raises(ValidationError, match="passée"):
            retenir(agent=diane, dossier=dossier, motif="Contentieux", date_fin=timezone.localdate())
        retenir(agent=diane, dossier=dossier, motif="Contentieux", date_fin=jour)
    assert retenues(diane) == [("a_faire", jour)]
    with agir_comme(diane):
        tenu = prolonger(agent=diane, dossier=dossier, motif="Appel formé", date_fin=plus_tard)
        assert tenu.est_retenu and tenu.date_fin_retenue == plus_tard
    assert retenues(diane) == [("a_faire", plus_tard)]
    with agir_comme(diane):
        libre = lever(agent=diane, dossier=dossier, motif="Arrêt rendu")
        assert libre.date_fin_retenue is None
        with pytest.raises(ValidationError, match="n’est pas retenu"):
            prolonger(agent=diane, dossier=dossier, motif="Trop tard", date_fin=jour)
        retenir(agent=diane, dossier=dossier, motif="Autre affaire", date_fin=jour)
    assert retenues(diane) == [("faite", plus_tard), ("a_faire", jour)], "a record held twice owes twice"


def test_what_arrived_is_due_within_the_days_of_the_contract_and_late_it_is_said_to_who_waits(
    expedier, piotr, rachel, agathe, connecter
):
    _, boite, expedition = expedier("Lefèvre")
    with agir_comme(piotr):
        expeditions.recevoir_boite(
            agent=piotr, expedition=expedition, lu=boite.etiquette.lisible, numero_scelle="S-100",
            est_scelle_intact=True, nombre=1,
        )  # fmt: skip
        expeditions.clore_arrivee(agent=piotr, expedition=expedition)
        due = Echeance.objects.get(genre="numerisation.livraison")
        assert due.statut == "a_faire" and due.date_limite == timezone.localdate() + dt.timedelta(days=20)
    assert "Livrer :" in connecter(piotr).get(_va("aujourdhui")).content.decode()
    assert "Relancer" not in connecter(rachel).get(_va("aujourdhui")).content.decode()
    hier = timezone.localdate() - dt.timedelta(days=1)
    with agir_comme(piotr):
        Expedition.objects.update(date_limite_livraison=hier)
    assert "Relancer le prestataire" in connecter(rachel).get(_va("aujourdhui")).content.decode()
    assert "en retard" in connecter(agathe).get(_va("expedition", expedition.pk)).content.decode()


def test_today_counts_each_step_and_says_what_waits(inventorier, trier, connecter, agathe, chloe):
    trier(inventorier("Lefèvre", "Martel")[0])
    page = connecter(agathe).get(_va("aujourdhui")).content.decode()
    assert (
        "2\u00a0dossiers inventoriés" in page and "1\u00a0dossier" in page and "Centre du Nord 059A" in page
    )
    assert "Aucun dossier" in connecter(chloe).get(_va("aujourdhui")).content.decode()
