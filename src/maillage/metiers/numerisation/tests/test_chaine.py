"""From the delivered file to the PDF/A: blank or not, whose, what is written; the image never changes."""

import hashlib
import io
from dataclasses import replace

import pikepdf
import pytest
from django.conf import settings
from PIL import Image, ImageDraw

from maillage.metiers.numerisation.chaine import couche
from maillage.metiers.numerisation.chaine.couche import assembler, defauts_pdfa, empreintes_images
from maillage.metiers.numerisation.chaine.dossier import mettre_en_pdfa, travaux
from maillage.metiers.numerisation.chaine.examen import juger_vierge, lire_etiquettes
from maillage.metiers.numerisation.chaine.lecture import ouvrir
from maillage.metiers.numerisation.chaine.ocr import Lecteur, TravailPage, traiter_page, traiter_pages
from maillage.metiers.numerisation.chaine.page import (
    Mot,
    ResultatPage,
    ouvrir_image,
    tourner,
)
from maillage.metiers.numerisation.chaine.refus import FichierRefuse
from maillage.metiers.numerisation.chaine.texte import mots_livres
from maillage.metiers.numerisation.demo.papiers import engendrer, mettre_en_pdf
from maillage.metiers.numerisation.enums.pieces import Encre, Trait
from maillage.metiers.numerisation.regles.reperage import reperer
from maillage.metiers.numerisation.tests.conftest import ETIQUETTE


def distance(lu, vrai):
    """Letters to change, over the letters that there are."""
    precedente = list(range(len(vrai) + 1))
    for rang, a in enumerate(lu, start=1):
        ligne = [rang]
        for colonne, b in enumerate(vrai, start=1):
            ligne.append(min(precedente[colonne] + 1, ligne[-1] + 1, precedente[colonne - 1] + (a != b)))
        precedente = ligne
    return precedente[-1] / len(vrai)


@pytest.fixture(scope="module")
def resultats(livre, lecteur):
    with ouvrir(livre) as livraison:
        return {travail.numero: traiter_page(travail, lecteur) for travail in travaux(livraison)}


@pytest.fixture(scope="module")
def pdfa(livre, resultats):
    return mettre_en_pdfa(livre, resultats)


def textes_poses(octets, numero):
    """Words of the layer of a page, in their order."""
    with pikepdf.open(io.BytesIO(octets)) as pdf:
        instructions = pikepdf.parse_content_stream(pdf.pages[numero - 1])
        return [
            bytes(i.operands[0]).decode("utf-16-be").strip() for i in instructions if str(i.operator) == "Tj"
        ]


# --- blank, label


def test_a_blank_back_through_which_the_front_shows_is_told_from_a_written_page(papier):
    verdicts = [juger_vierge(page.jpeg, 1) for page in papier.pages]
    assert [v.verdict for v in verdicts] == [Encre.ECRITE, Encre.ECRITE, Encre.ECRITE, Encre.VIERGE]
    assert all(Image.open(io.BytesIO(v.vignette)).size[1] <= 400 for v in verdicts)


def test_a_single_line_is_a_doubt_or_a_writing_never_a_blank():
    image = Image.new("L", (1240, 1754), 245)
    dessin = ImageDraw.Draw(image)
    for rang in range(25):
        dessin.rectangle((200 + 14 * rang, 800, 208 + 14 * rang, 816), fill=60)
    flux = io.BytesIO()
    image.save(flux, "JPEG")
    assert juger_vierge(flux.getvalue(), 1).verdict != Encre.VIERGE


def test_the_label_of_a_record_is_read_on_its_first_page_alone(papier):
    codes = [lire_etiquettes(ouvrir_image(page.jpeg, 1)) for page in papier.pages]
    assert codes == [(ETIQUETTE.code,), (), (), ()]


def test_a_label_upside_down_is_found_when_it_is_looked_for(papier):
    renversee = ouvrir_image(papier.pages[0].jpeg, 1).rotate(180)
    assert lire_etiquettes(renversee) == ()
    assert lire_etiquettes(renversee, insister=True) == (ETIQUETTE.code,)


def test_an_image_that_cannot_be_read_is_refused():
    with pytest.raises(FichierRefuse, match="Page 3"):
        ouvrir_image(b"\xff\xd8\xff rien", 3)


# --- text


def test_printed_text_is_read(papier, resultats):
    for numero in (2, 3):
        assert distance(resultats[numero].texte, papier.pages[numero - 1].texte) < 0.03
    assert resultats[4].mots == () and not resultats[4].est_lue


def test_the_worker_of_a_page_is_found_in_its_text(papier, resultats):
    salarie = papier.salarie
    traits = {trait: lu.valeur for trait, lu in reperer(resultats[1].lignes).items()}
    assert traits[Trait.NOM] == salarie.nom and traits[Trait.DATE_NAISSANCE] == salarie.date_naissance
    assert traits[Trait.NIR].replace(" ", "") == salarie.nir
    assert reperer(resultats[2].lignes)[Trait.DATE_NAISSANCE].valeur == salarie.date_naissance


@pytest.mark.parametrize(
    ("lignes", "attendus"),
    [
        (["Nom : LEFÈVRE-DUMONT Prénom : Marie"], {"nom": "LEFÈVRE-DUMONT", "prenom": "Marie"}),
        (["Née le : 12.05.1969"], {"date_naissance": "12.05.1969"}),
        (["Convoqué le 12/05/1969"], {}),
        (["N° 2 69 05 49 588 157 80"], {"nir": "2 69 05 49 588 157 80"}),
        (["N° 2 69 05 49 588 157 81"], {}),
        (["né le 31/02/1969"], {}),
        (["né le 12/05/1969", "née le 13/05/1969"], {}),
        (["Dossier n° 4521-B", "Le nom de l'entreprise : ACME"], {"numero": "4521-B"}),
    ],
)
def test_a_trait_is_what_follows_its_word_and_is_never_guessed(lignes, attendus):
    trouves = reperer([(ligne, 90) for ligne in lignes])
    assert {trait.value: lu.valeur for trait, lu in trouves.items()} == attendus


def test_a_result_kept_between_two_runs_is_the_same(resultats):
    for resultat in resultats.values():
        assert ResultatPage.depuis_json(resultat.en_json()) == resultat


def test_what_was_read_is_not_read_again(livre):
    with ouvrir(livre) as livraison:
        restants = list(travaux(livraison, deja_lues={1, 3}))
    assert [travail.numero for travail in restants] == [2, 4]
    assert not any(travail.est_premiere for travail in restants)


def test_a_page_whose_text_was_delivered_is_not_read(papier, lecteur):
    resultat = traiter_page(TravailPage(1, papier.pages[0].jpeg, 150, a_du_texte=True), lecteur)
    assert resultat.mots == () and resultat.etiquettes == (ETIQUETTE.code,) and not resultat.est_lue


def mots_de_la_page(octets, numero=1):
    with ouvrir(octets) as livraison:
        return mots_livres(livraison, livraison.pages[numero - 1])


@pytest.mark.parametrize("quarts", [0, 1, 2, 3])
def test_the_words_that_a_provider_laid_are_found_where_he_laid_them_whatever_way_the_page_turns(
    livre, quarts
):
    with pikepdf.open(io.BytesIO(livre)) as pdf:
        pdf.pages[1].Rotate = 90 * quarts
        flux = io.BytesIO()
        pdf.save(flux)
    with ouvrir(flux.getvalue()) as livraison:
        lus = {
            travail.numero: ResultatPage(
                travail.numero, *image.size, juger_vierge(travail.octets, travail.numero)
            )
            for travail in travaux(livraison)
            for image in [tourner(ouvrir_image(travail.octets, travail.numero), travail.quarts)]
        }
    poses = (
        Mot("Été", 90, 100, 40, 60, 20, 0),
        Mot("d’aptitude", 80, 180, 42, 140, 18, 0),
        Mot("plomb", 9, 90, 300, 80, 22, 1),
    )
    livree = mettre_en_pdfa(flux.getvalue(), {**lus, 2: replace(lus[2], mots=poses)})
    trouves = mots_de_la_page(livree, 2)
    assert [(mot.texte, mot.ligne) for mot in trouves] == [(mot.texte, mot.ligne) for mot in poses]
    for lu, pose in zip(trouves, poses, strict=True):
        ecarts = [abs(getattr(lu, c) - getattr(pose, c)) for c in ("gauche", "haut", "largeur", "hauteur")]
        assert max(ecarts) <= 1, (lu, pose)
    assert mots_de_la_page(livree, 1) == ()


def test_words_of_a_plain_font_are_read_with_its_moves_and_what_cannot_be_read_refuses_nothing(livre):
    def ecrire(contenu, *, unicode=b"", **police):
        with pikepdf.open(io.BytesIO(livre)) as pdf:
            if unicode:
                police["ToUnicode"] = pdf.make_stream(unicode)
            fonte = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, **police
            )
            pdf.pages[0].add_resource(fonte, pikepdf.Name.Font, pikepdf.Name.F1)
            pdf.pages[0].contents_add(contenu)
            flux = io.BytesIO()
            pdf.save(flux)
        return mots_de_la_page(flux.getvalue())

    largeurs = {"FirstChar": 0, "Widths": [600] * 256}
    mots = ecrire(
        b"BT 3 Tr /F1 10 Tf 50 700 Td [(Pl) 20 (omb) -900 (s\\351rique)] TJ 0 -14 Td (taux 41) Tj ET",
        **largeurs,
    )
    assert [mot.texte for mot in mots] == ["Plomb", "sérique", "taux", "41"]
    assert mots[0].ligne == mots[1].ligne < mots[2].ligne == mots[3].ligne
    assert mots[2].gauche == mots[0].gauche < mots[1].gauche and mots[2].haut > mots[0].haut
    unicode = b"1 beginbfchar <41> <0062> endbfchar 1 beginbfrange <42> <43> [<00e9> <0074>] endbfrange"
    (mot,) = ecrire(b"BT /F1 10 Tf 50 700 Td (BCBA) Tj ET", unicode=unicode)
    assert mot.texte == "étéb"
    assert ecrire(b"BT /F2 10 Tf (rien) Tj ET") == ()
    assert ecrire(b"BT /F1 10 Tf 50 700 Td (a) (b) Tm ET") == ()


def test_missing_data_say_what_to_run(tmp_path):
    with pytest.raises(FileNotFoundError, match="maillage"):
        Lecteur(tmp_path)


@pytest.mark.lent
def test_two_processes_give_the_pages_in_their_order(papier, resultats):
    pages = [TravailPage(n, papier.pages[n - 1].jpeg, 150, est_premiere=n == 1) for n in (1, 4, 2)]
    assert list(traiter_pages(pages, settings.TESSDATA, processus=2)) == [
        resultats[1],
        resultats[4],
        resultats[2],
    ]


# --- PDF/A


def test_the_file_made_is_pdfa_and_its_images_are_the_delivered_ones_to_the_byte(papier, livre, pdfa):
    assert defauts_pdfa(livre) != []
    assert defauts_pdfa(pdfa) == []
    assert empreintes_images(pdfa) == [hashlib.sha256(page.jpeg).hexdigest() for page in papier.pages]
    assert len(pdfa) < len(livre) + 20_000


def test_the_words_read_can_be_searched_in_the_file_made(pdfa, resultats):
    assert textes_poses(pdfa, 2) == [mot.texte for mot in resultats[2].mots]
    assert textes_poses(pdfa, 4) == []


def test_the_same_delivery_gives_the_same_file(livre, resultats, pdfa):
    assert mettre_en_pdfa(livre, resultats) == pdfa


def test_any_letter_can_be_laid_and_read_back(livre, resultats):
    mots = (
        Mot("œuvre", 90, 10, 10, 80, 20, 0),
        Mot("Łódź→漢", 90, 10, 40, 80, 20, 1),
        Mot("\U0001f600", 9, 9, 9, 9, 9, 2),
    )
    octets = mettre_en_pdfa(livre, {**resultats, 2: replace(resultats[2], mots=mots)})
    assert textes_poses(octets, 2) == ["œuvre", "Łódź→漢", "\ufffd"]


def tournee(jpeg, quarts, *, par_la_page):
    """A page stored turned by so many quarters, that its file shows upright: by its drawing, or by its own rotation."""
    flux = io.BytesIO()
    with Image.open(io.BytesIO(jpeg)) as image:
        tourner(image, quarts).save(flux, "JPEG", quality=90, dpi=(150, 150))
    with pikepdf.open(io.BytesIO(mettre_en_pdf([flux.getvalue()]))) as pdf:
        page = pdf.pages[0]
        largeur, hauteur = (float(cote) for cote in page.mediabox[2:])
        if par_la_page:
            page.rotate(90 * quarts, relative=True)
        else:
            large, haut = (largeur, hauteur) if quarts % 2 == 0 else (hauteur, largeur)
            dessin = ((large, 0, 0, haut, 0, 0), (0, -haut, large, 0, 0, haut),
                      (-large, 0, 0, -haut, large, haut), (0, haut, -large, 0, large, 0))[quarts]  # fmt: skip
            page.obj.MediaBox = [0, 0, large, haut]
            page.obj.Contents = pdf.make_stream(f"q {' '.join(map(str, dessin))} cm /Im0 Do Q".encode())
        sortie = io.BytesIO()
        pdf.save(sortie)
    return sortie.getvalue()


@pytest.mark.parametrize("quarts", [0, 1, 2, 3])
@pytest.mark.parametrize("par_la_page", [True, False])
def test_a_word_is_laid_where_it_is_shown_whatever_way_its_image_is_stored(papier, quarts, par_la_page):
    with ouvrir(tournee(papier.pages[1].jpeg, quarts, par_la_page=par_la_page)) as livraison:
        travail = next(travaux(livraison))
        image = tourner(ouvrir_image(travail.octets, 1), travail.quarts)
        assert image.size == (1240, 1754)
        mot = Mot("coin", 90, 124, 175, 248, 40, 0)  # a tenth from the left, a tenth from the top
        resultat = ResultatPage(1, *image.size, juger_vierge(travail.octets, 1), mots=(mot,))
        fait = assembler(livraison, {1: resultat})
    with pikepdf.open(io.BytesIO(fait)) as pdf:
        page = pdf.pages[0]
        operations = [(str(i.operator), i.operands) for i in pikepdf.parse_content_stream(page)]
        rotation, boite = int(page.obj.get("/Rotate", 0)), [float(borne) for borne in page.mediabox]
    a, b, c, d, e, f = (float(v) for v in [o for nom, o in operations if nom == "cm"][-1])
    texte = [float(v) for v in next(o for nom, o in operations if nom == "Tm")]
    x, y = a * texte[4] + c * texte[5] + e, b * texte[4] + d * texte[5] + f
    large, haut = boite[2], boite[3]
    montre = {0: (x / large, y / haut), 90: (y / haut, 1 - x / large), 180: (1 - x / large, 1 - y / haut),
              270: (1 - y / haut, x / large)}[rotation % 360]  # fmt: skip
    assert montre == pytest.approx((0.1, 1 - 215 / 1754), abs=0.002)


@pytest.mark.parametrize("quarts", [1, 2])
def test_a_page_stored_turned_is_read_as_it_is_shown(papier, lecteur, quarts):
    with ouvrir(tournee(papier.pages[1].jpeg, quarts, par_la_page=True)) as livraison:
        resultat = traiter_page(next(travaux(livraison)), lecteur)
    assert distance(resultat.texte, papier.pages[1].texte) < 0.03


def test_pages_that_share_their_resources_keep_each_its_image(papier, resultats):
    with pikepdf.open(io.BytesIO(papier.livrer())) as pdf:
        images = pikepdf.Dictionary(
            {f"/Im{n}": page.resources.XObject.Im0 for n, page in enumerate(pdf.pages)}
        )
        commune = pdf.make_indirect(pikepdf.Dictionary(XObject=images))
        for rang, page in enumerate(pdf.pages):
            page.contents_coalesce()
            page.obj.Contents = pdf.make_stream(
                page.obj.Contents.read_bytes().replace(b"/Im0", b"/Im%d" % rang)
            )
            page.obj.Resources = commune
        flux = io.BytesIO()
        pdf.save(flux)
    fait = mettre_en_pdfa(flux.getvalue(), resultats)
    assert empreintes_images(fait) == [hashlib.sha256(page.jpeg).hexdigest() for page in papier.pages]


def test_a_record_not_wholly_read_is_not_made(livre, resultats):
    with pytest.raises(FichierRefuse, match="à lire : 1"):
        mettre_en_pdfa(livre, {n: r for n, r in resultats.items() if n != 3})


def test_a_file_whose_images_would_change_is_not_kept(livre, resultats, monkeypatch):
    monkeypatch.setattr(couche, "empreintes_images", lambda _octets: ["autre"])
    with pytest.raises(couche.CouchePerdue):
        mettre_en_pdfa(livre, resultats)


def test_what_cannot_become_pdfa_is_refused_in_a_sentence(livre, resultats):
    with pikepdf.open(io.BytesIO(livre)) as pdf:
        pdf.pages[0].contents_add(b"BT 3 Tr /F1 9 Tf (texte) Tj ET")
        pdf.pages[0].resources.Font = pikepdf.Dictionary(
            F1=pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )  # not embedded
        flux = io.BytesIO()
        pdf.save(flux)
    with pytest.raises(FichierRefuse, match="PDF/A") as refus:
        mettre_en_pdfa(flux.getvalue(), resultats)
    assert refus.value.code == "pdfa"


# --- generator


def test_the_same_seed_draws_the_same_pages():
    def une(graine):
        return engendrer(ETIQUETTE, 1, graine=graine, resolution=60, couleur=False)

    assert une("a") == une("a")
    assert une("a").pages[0].jpeg != une("b").pages[0].jpeg
