"""A case with everything in it is erased: nothing written freely is left of it, and no figure moves."""

import datetime as dt

import pytest
from django.apps import apps
from django.utils import timezone

from maillage.metiers.audiences import references
from maillage.metiers.audiences.actions import (
    affaires,
    audiences,
    comparutions,
    decisions,
    etapes,
    note,
    parties,
    renvois,
)
from maillage.metiers.audiences.actions.identites import Identite, Incapacite
from maillage.metiers.audiences.documents import pieces
from maillage.metiers.audiences.documents.audiences import passages_de
from maillage.metiers.audiences.documents.commun import ouvrir_dossiers
from maillage.metiers.audiences.enums import APRES_AUDIENCE, Etape, RoleMembre
from maillage.metiers.audiences.models import (
    Affaire,
    Audience,
    Audiencement,
    Decision,
    LigneNote,
    Membre,
    Partie,
    PeinePrononcee,
    Renvoi,
)
from maillage.metiers.audiences.taches import appliquer_la_conservation
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.documents import stockage
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.echeances.models import Echeance
from maillage.socle.indicateurs.calcul import calculer
from maillage.socle.indicateurs.declarations import INDICATEURS
from maillage.socle.indicateurs.periode import Periode
from maillage.socle.journal.models import Evenement

# Reasons given in the transaction of the erasing are its own: each gesture needs one of its own.
pytestmark = pytest.mark.django_db(transaction=True)
MARQUE = "Zébulon"
"""In every text that somebody may type about the case."""


def marque(texte=""):
    return f"{texte} {MARQUE}".strip()


@pytest.fixture
def pleine(audience, sixieme, alice, presidente, directrice):
    """Two passages of a case, every field typed, every kind of row, and each gesture that takes one out."""
    references.charger()
    jour = timezone.localdate()
    with agir_comme(alice):
        passage = affaires.inscrire_affaire(
            agent=alice, audience=audience, numero_parquet=f"26{MARQUE}1", date_saisine=jour, est_scelle=True
        )
        Affaire.objects.filter(pk=passage.affaire_id).update(reference_externe=marque())
        prevenu, second, victime, trop = (
            _partie(alice, passage, statut) for statut in ("prevenu", "prevenu", "victime", "victime")
        )
        _partie(alice, passage, "representant_legal", represente=victime, lien_juridique="1")
        faits = _infraction(alice, passage, [prevenu, second])
        audiences.composer(
            agent=alice,
            audience=audience,
            membres={RoleMembre.PRESIDENT: "M. Durand", RoleMembre.GREFFIER: "Mme Petit"},
        )
        audiences.composer(
            agent=alice, audience=audience, membres={RoleMembre.ASSESSEUR_1: marque("Mme")}, passage=passage
        )
        audiences.ouvrir(agent=alice, audience=audience)
        for partie in (prevenu, trop):
            _comparution(alice, passage, partie)
        parties.retirer_partie(agent=alice, passage=passage, partie=trop)
        ligne = note.consigner(
            agent=alice, passage=passage, genre="declaration", texte=marque(), partie=prevenu
        )
        note.retirer_ligne(agent=alice, ligne=ligne)
        parties.requalifier(
            agent=alice, passage=passage, infraction=faits, valeurs=_faits("7183"), accuses=[prevenu]
        )
        _renvoyer(alice, passage, jour + dt.timedelta(days=20))
        affaires.modifier_affaire(
            agent=alice, passage=passage, heure=dt.time(14), date_saisine=jour, est_scelle=True,
            numero_minute=f"2026/{MARQUE}",
        )  # fmt: skip
        audiences.clore(agent=alice, audience=audience)
        _etablir(alice, audience)
        renvois.annuler_renvoi(agent=alice, passage=_relire(passage), motif=marque())
        _renvoyer(alice, _relire(passage), jour + dt.timedelta(days=30), motif=marque())
        _etablir(alice, audience)
    with agir_comme(alice):
        suivant = Audiencement.objects.select_related("audience__chambre", "affaire__cle").get(
            precedent=passage
        )
        audiences.ouvrir(agent=alice, audience=suivant.audience)
        for partie in (prevenu, second):
            _comparution(alice, suivant, partie)
            _decider(alice, suivant, partie)
        audiences.clore(agent=alice, audience=suivant.audience)
        _etablir(alice, suivant.audience)
        retiree = Decision.objects.get(partie=second)
        decisions.retirer_decision(agent=alice, decision=retiree, motif=marque())
        _decider(alice, _relire(suivant), second, motif=marque("Deux mots"))
    _signer(alice, presidente, suivant.audience)
    with agir_comme(alice):
        audiences.rouvrir(agent=alice, audience=suivant.audience, motif=marque())
        audiences.clore(agent=alice, audience=suivant.audience)
        etapes.demarquer(agent=alice, passage=_relire(suivant), etape=Etape.REPORTE, motif=marque())
        for membre in Membre.objects.filter(audiencement=passage):
            audiences.composer(
                agent=alice, audience=audience, membres={membre.role: ""}, passage=passage, motif=marque()
            )
    return passage


def _relire(passage):
    return Audiencement.objects.select_related("audience__chambre", "affaire__cle").get(pk=passage.pk)


def _partie(agent, passage, statut, **valeurs):
    textes = (
        "nom", "nom_usage", "prenoms", "lieu_naissance", "nationalite", "adresse", "profession", "filiation",
        "telephone", "siren", "representant",
    )  # fmt: skip
    incapacite = Incapacite(12, dt.date(2026, 3, 4), marque("Certificat")) if statut == "victime" else None
    return parties.ajouter_partie(
        agent=agent,
        passage=passage,
        identite=Identite(
            civilite="M", date_naissance=dt.date(1990, 5, 1), **{texte: marque() for texte in textes}
        ),
        valeurs=parties.ValeursPartie(
            statut=statut, categorie_penale="DP", mode_poursuite="COPJ", mode_convocation="COPJ",
            date_convocation=dt.date(2026, 6, 1), est_citee_a_personne=True, est_aide_juridictionnelle=True,
            langue_interprete=marque(), reference_externe=marque(), **valeurs,
        ),
        incapacite=incapacite,
    )  # fmt: skip


def _faits(natinf):
    return parties.ValeursInfraction(
        natinf=natinf, qualification=marque("Violence sur"), date_debut=dt.date(2026, 3, 2),
        date_fin=dt.date(2026, 3, 3), commune=marque(), lieu=marque(), developpee=marque(), reference_externe=marque(),
    )  # fmt: skip


def _infraction(agent, passage, accuses):
    return parties.ajouter_infraction(
        agent=agent, passage=passage, valeurs=_faits("7151"), accuses=dict.fromkeys(accuses, "2")
    )


def _comparution(agent, passage, partie):
    comparutions.noter_comparution(
        agent=agent,
        passage=passage,
        partie=partie,
        valeurs=comparutions.ValeursComparution(
            mode="CMPAM", nature_jugement="C", avocat=marque("Me"), est_interprete_present=True, est_visio=True,
            est_silence_notifie=True, est_consentement=True,
        ),
    )  # fmt: skip


def _renvoyer(agent, passage, jour, motif=""):
    renvois.renvoyer(
        agent=agent,
        passages=[passage],
        valeurs=renvois.ValeursRenvoi(
            date=jour,
            heure=dt.time(9),
            motif="demande_parties",
            mesure_surete="maintien_cj",
            observations=marque(),
        ),
        motif=motif,
    )


def _decider(agent, passage, partie, motif=""):
    decisions.decider(
        agent=agent,
        passage=passage,
        partie=partie,
        texte=f"COUP REC ; EMP 12M DONT 6M SP 2A OBL 1,5 JAP ; AM 300 ; SUSP 6M ; INT ARME 5A"
        f' ; INT CONTACT 3A "{MARQUE}" ; FIJAIS',
        motivation=marque(),
        motif=motif,
    )


def _etablir(agent, audience):
    """Every paper that the hearing calls for, the roll and the slip included."""
    audience = Audience.objects.select_related("chambre__parent").get(pk=audience.pk)
    passages = passages_de(audience)
    modifiees = pieces.notes_modifiees([passage.pk for passage in passages])
    voulues = pieces.pieces_de_l_audience(audience)
    for dossier in ouvrir_dossiers(passages):
        voulues += pieces.pieces_du_dossier(dossier, modifiees.get(dossier.passage.pk))
    pieces.etablir(pieces.etats(voulues, agent), agent=agent, est_force=True)


def _signer(greffier, presidente, audience):
    for etape in APRES_AUDIENCE:
        agent = presidente if etape == Etape.NOTE_VISEE else greffier
        with agir_comme(agent):
            assert etapes.marquer(agent=agent, audience=audience, etape=etape) == 1


def chiffres(agent):
    debut = timezone.localdate().replace(day=1)
    periode = Periode(debut, (debut + dt.timedelta(days=62)).replace(day=1))
    with agir_comme(agent):
        return {
            indicateur.code: calculer(indicateur, agent, periode).total.texte
            for indicateur in INDICATEURS.values()
            if indicateur.code.startswith("audiences.")
        }


def textes_restants():
    """Every text in clear of every table of the service, of the deadlines and of the journal that holds the mark."""
    trouves = []
    modeles = [*apps.get_app_config("audiences").get_models(), Echeance, DocumentProduit, Evenement]
    for modele in modeles:
        for rangee in modele._base_manager.order_by("pk").values():
            trouves += [
                (modele.__name__, rangee.get("objet_type"), champ, valeur)
                for champ, valeur in rangee.items()
                if MARQUE.lower() in str(valeur).lower()
            ]
    return trouves


def test_nothing_written_about_a_case_outlives_its_retention_and_no_figure_moves(
    pleine, alice, django_capture_on_commit_callbacks
):
    with agir_comme(agent_systeme()):
        empreintes = list(DocumentProduit.objects.order_by("id").values_list("sha256", flat=True))
        assert {modele for modele, *_ in textes_restants()} >= {
            "Affaire",
            "Partie",
            "Comparution",
            "Evenement",
        }
        rangees = (PeinePrononcee, LigneNote, Renvoi, Decision, Partie)
        nombres = {modele: modele.objects.count() for modele in rangees}
    assert len(empreintes) > 25
    avant = chiffres(alice)
    assert sum(texte not in ("0", "—", "") for texte in avant.values()) > 5
    with django_capture_on_commit_callbacks(execute=True):
        assert appliquer_la_conservation(timezone.now() + dt.timedelta(days=31 * 15)) == 1
    with agir_comme(agent_systeme()):
        assert textes_restants() == []
        assert {modele: modele.objects.count() for modele in rangees} == nombres
    for empreinte in empreintes:
        with pytest.raises(stockage.FichierIndisponible):
            stockage.lire(empreinte)
    assert chiffres(alice) == avant


def test_a_case_taken_off_its_only_roll_is_erased_too(passage, alice):
    with agir_comme(alice):
        affaires.retirer_du_role(agent=alice, passage=passage)
    assert appliquer_la_conservation(timezone.now() + dt.timedelta(days=31 * 13)) == 1
    with agir_comme(alice):
        assert Affaire.objects.get().est_effacee


def test_the_reason_given_for_a_whole_hearing_stays_as_long_as_one_of_its_cases(
    audience, inscrire, ouvrir_au_role, alice
):
    finie, continuee = inscrire(audience), inscrire(audience, "26325000124")
    with agir_comme(alice):
        audiences.ouvrir(agent=alice, audience=audience)
        audiences.clore(agent=alice, audience=audience)
        audiences.rouvrir(agent=alice, audience=audience, motif=marque())
        suite = ouvrir_au_role(timezone.localdate() + dt.timedelta(days=200))
        affaires.audiencer(alice, suite, continuee.affaire)
    annee = timezone.now() + dt.timedelta(days=31 * 13)
    assert appliquer_la_conservation(annee) == 1
    with agir_comme(agent_systeme()):
        assert Affaire.objects.get(pk=finie.affaire_id).est_effacee
        assert {objet for _, objet, *_ in textes_restants()} == {"audiences_audience"}
    assert appliquer_la_conservation(annee + dt.timedelta(days=200)) == 1
    with agir_comme(agent_systeme()):
        assert textes_restants() == []
