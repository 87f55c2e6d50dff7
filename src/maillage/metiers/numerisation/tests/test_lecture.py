"""A delivered file is a plain whole scan, or it is refused in a sentence, whatever is in it."""

import hashlib
import io
import zlib
from contextlib import suppress

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from maillage.metiers.numerisation.chaine.lecture import ouvrir
from maillage.metiers.numerisation.chaine.refus import FichierRefuse
from maillage.metiers.numerisation.demo.papiers import mettre_en_pdf
from maillage.metiers.numerisation.regles.confrontation import FichierLivre


def jpeg(taille=(80, 120), mode="L"):
    flux = io.BytesIO()
    Image.new(mode, taille, "white").save(flux, "JPEG", dpi=(100, 100))
    return flux.getvalue()


PETIT = mettre_en_pdf([jpeg(), jpeg((120, 80), "RGB")])


def refait(change, octets=PETIT, **options):
    """The same file after something was done to it."""
    with pikepdf.open(io.BytesIO(octets)) as pdf:
        change(pdf)
        flux = io.BytesIO()
        pdf.save(flux, **options)
    return flux.getvalue()


def code_du_refus(octets):
    with pytest.raises(FichierRefuse, match=r"\.$") as refus, ouvrir(octets):
        pass
    return refus.value.code


def test_each_page_is_read_as_it_was_delivered(papier, livre):
    with ouvrir(livre) as livraison:
        assert [page.numero for page in livraison.pages] == [1, 2, 3, 4]
        assert {(page.resolution, page.bits, page.filtre) for page in livraison.pages} == {
            (150, 8, "/DCTDecode")
        }
        assert [livraison.octets_image(n) for n in (1, 2, 3, 4)] == [page.jpeg for page in papier.pages]
        assert not any(page.a_du_texte for page in livraison.pages)
        assert livraison.livre() == FichierLivre(hashlib.sha256(livre).hexdigest(), len(livre), 4, 150, 8)
    with ouvrir(PETIT) as livraison:
        assert [(page.largeur, page.hauteur, page.bits) for page in livraison.pages] == [
            (80, 120, 8),
            (120, 80, 24),
        ]


def test_an_image_without_loss_is_read_too():
    def sans_perte(pdf):
        image = pdf.pages[0].resources.XObject.Im0
        image.write(bytes(range(80)) * 120)

    with ouvrir(refait(sans_perte)) as livraison:
        assert Image.open(io.BytesIO(livraison.octets_image(1))).getpixel((7, 3)) == 7
        assert livraison.pages[0].filtre == "/FlateDecode"


def test_a_turned_page_is_still_one_image():
    def tourner(pdf):
        pdf.pages[0].contents_coalesce()
        largeur, hauteur = (float(cote) for cote in pdf.pages[0].mediabox[2:])
        pdf.pages[0].mediabox = [0, 0, hauteur, largeur]
        pdf.pages[0].obj.Contents = pdf.make_stream(
            f"q 0 {largeur} {-hauteur} 0 {hauteur} 0 cm /Im0 Do Q".encode()
        )

    with ouvrir(refait(tourner)) as livraison:
        assert livraison.pages[0].resolution == 100


def test_text_that_the_provider_laid_is_seen():
    def ecrire(pdf):
        pdf.pages[0].contents_add(b"BT 3 Tr (bonjour) Tj ET")

    with ouvrir(refait(ecrire)) as livraison:
        assert [page.a_du_texte for page in livraison.pages] == [True, False]


def action(genre):
    return pikepdf.Dictionary(S=pikepdf.Name("/" + genre), JS="app.alert(1)", F="x", URI="http://x")


def ouverture(genre):
    return lambda pdf: pdf.Root.__setattr__("OpenAction", action(genre))


def annotation(pdf):
    lien = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    lien.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="http://x")
    pdf.pages[0].obj.Annots = pikepdf.Array([lien])


def piece_jointe(pdf):
    pdf.attachments["x.exe"] = b"MZ"


def contenu(flux):
    return lambda pdf: pdf.pages[0].obj.__setattr__("Contents", pdf.make_stream(flux))


def formulaire(pdf):
    flux = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    pdf.pages[0].resources.XObject.Im0 = flux


def demesurer(pdf):
    pdf.pages[0].resources.XObject.Im0.Width = 200_000
    pdf.pages[0].resources.XObject.Im0.Height = 200_000


def mentir(pdf):
    pdf.pages[0].resources.XObject.Im0.Width = 81


def vider(pdf):
    while len(pdf.pages):
        del pdf.pages[0]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (ouverture("JavaScript"), "actif"),
        (ouverture("Launch"), "actif"),
        (ouverture("SubmitForm"), "actif"),
        (annotation, "actif"),
        (piece_jointe, "actif"),
        (vider, "sans_page"),
        (contenu(b""), "pas_une_image"),
        (contenu(b"q 57.6 0 0 86.4 0 0 cm /Im0 Do /Im0 Do Q"), "pas_une_image"),
        (contenu(b"q 57.6 0 0 86.4 0 0 cm /Im0 Do Q 0 0 9 9 re f"), "pas_une_image"),
        (contenu(b"q 20 0 0 86.4 0 0 cm /Im0 Do Q"), "pas_une_image"),
        (contenu(b"q 0 0 0 0 0 0 cm /Im0 Do Q"), "pas_une_image"),
        (contenu(b"/Autre Do"), "pas_une_image"),
        (formulaire, "pas_une_image"),
        (demesurer, "image_demesuree"),
        (mentir, "image_demesuree"),
    ],
)
def test_what_is_more_or_less_than_a_scan_is_refused(change, code):
    assert code_du_refus(refait(change)) == code


def test_a_password_is_refused():
    for mot in ("", "secret"):
        protection = pikepdf.Encryption(user=mot, owner="autre")
        assert code_du_refus(refait(lambda _pdf: None, encryption=protection)) == "chiffre"


def test_a_content_that_would_fill_the_memory_is_refused():
    flux = zlib.compress(bytes(80 * 1024 * 1024), 1)
    bombe = refait(
        lambda pdf: pdf.pages[0].obj.__setattr__(
            "Contents", pdf.make_stream(flux, Filter=pikepdf.Name.FlateDecode)
        )
    )
    assert len(bombe) < 1_000_000
    assert code_du_refus(bombe) == "abime"


def test_an_image_cut_before_its_end_is_refused():
    def couper(pdf):
        image = pdf.pages[0].resources.XObject.Im0
        image.write(bytes(image.read_raw_bytes())[:-100], filter=pikepdf.Name.DCTDecode)

    assert code_du_refus(refait(couper)) == "tronque"


@pytest.mark.parametrize(
    "octets", [b"", b"bonjour", b"%PDF-1.7", jpeg(), b"\x00" * 2000, b"%PDF-1.7\n" + b"[" * 5000]
)
def test_what_is_not_a_pdf_is_refused(octets):
    assert code_du_refus(octets) in ("format", "abime")


@given(st.integers(0, len(PETIT) - 1))
def test_a_file_cut_anywhere_is_refused(coupe):
    if PETIT[coupe:].strip() not in (b"", b"%%EOF"):
        assert code_du_refus(PETIT[:coupe])


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(PETIT) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_any_damage_is_read_or_refused_never_broken(changes):
    octets = bytearray(PETIT)
    for rang, valeur in changes:
        octets[rang] = valeur
    with suppress(FichierRefuse), ouvrir(bytes(octets)) as livraison:
        assert livraison.pages
