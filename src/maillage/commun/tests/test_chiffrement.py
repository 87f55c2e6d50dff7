import pytest

from maillage.commun.chiffrement import TexteIllisible, desceller, sceller


def test_a_sealed_text_opens_with_its_key_and_says_nothing_without() -> None:
    scelle = sceller("lien secret", cles=["cle-1"], usage="courriel")
    assert "secret" not in scelle
    assert desceller(scelle, cles=["cle-1"], usage="courriel") == "lien secret"


def test_an_old_key_still_opens_after_it_was_replaced() -> None:
    scelle = sceller("texte", cles=["ancienne"], usage="courriel")
    assert desceller(scelle, cles=["nouvelle", "ancienne"], usage="courriel") == "texte"


@pytest.mark.parametrize(("cle", "usage"), [("autre", "courriel"), ("cle-1", "totp")])
def test_another_key_or_another_usage_opens_nothing(cle: str, usage: str) -> None:
    scelle = sceller("texte", cles=["cle-1"], usage="courriel")
    with pytest.raises(TexteIllisible):
        desceller(scelle, cles=[cle], usage=usage)


def test_an_altered_text_is_refused() -> None:
    scelle = sceller("texte", cles=["cle-1"], usage="courriel")
    altere = scelle[:-5] + ("A" if scelle[-5] != "A" else "B") + scelle[-4:]
    with pytest.raises(TexteIllisible):
        desceller(altere, cles=["cle-1"], usage="courriel")
