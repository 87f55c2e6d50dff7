"""What makes a page valid enough: told in words, so that a failure says what to change."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from lxml import html

from tests.monde import IDENTITES

RANGS = "//main//tbody/tr | //main//ul[contains(@class, 'ml-suite')] | //main//ol[contains(@class, 'ml-historique')]"
SAISIES = (
    "//input[not(@type='hidden') and not(@type='submit') and not(@type='button')] | //select | //textarea"
)


def defauts(texte: str) -> list[str]:
    """Return what is wrong in a whole page."""
    page = html.document_fromstring(texte)
    return [
        *_structure(page),
        *_identifiants(page),
        *_etiquettes(page),
        *_liens(page),
    ]


def a_des_lignes(texte: str) -> bool:
    """Tell whether the page shows rows that could become many."""
    page = html.document_fromstring(texte)
    return bool(page.xpath(RANGS))


def _structure(page: html.HtmlElement) -> list[str]:
    fautes = []
    if page.get("lang") != "fr":
        fautes.append(f"lang is {page.get('lang')!r}")
    titre = (page.findtext(".//title") or "").strip()
    if not titre or titre.startswith("·"):
        fautes.append(f"title is {titre!r}")
    titres = [niveau.text_content().strip() for niveau in page.iter("h1")]
    if len(titres) != 1 or not titres[0]:
        fautes.append(f"one h1 expected, found {titres}")
    if len(page.findall(".//main")) != 1:
        fautes.append("no main")
    niveaux = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    fautes += [
        f"a title of level {suivant} follows one of level {niveau}"
        for niveau, suivant in pairwise(niveaux)
        if suivant > niveau + 1
    ]
    return fautes


def _identifiants(page: html.HtmlElement) -> list[str]:
    connus = Counter(element.get("id") for element in page.iterfind(".//*[@id]"))
    fautes = [f"id {identifiant!r} is used {n} times" for identifiant, n in connus.items() if n > 1]
    for attribut in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
        for element in page.iterfind(f".//*[@{attribut}]"):
            fautes += [
                f"{attribut} names {cible!r}, which is not in the page"
                for cible in element.get(attribut).split()
                if cible not in connus
            ]
    return fautes


def _etiquettes(page: html.HtmlElement) -> list[str]:
    etiquettes = {etiquette.get("for") for etiquette in page.iter("label")}
    return [
        f"<{saisie.tag} name={saisie.get('name')!r}> has no label"
        for saisie in page.xpath(SAISIES)
        if saisie.get("id") not in etiquettes
        and not saisie.get("aria-label")
        and not saisie.get("aria-labelledby")
        and not any(parent.tag == "label" for parent in saisie.iterancestors())
    ] + [
        f"a {element.tag} says nothing: {html.tostring(element, encoding='unicode')[:120]}"
        for element in page.iter("a", "button")
        if not (element.text_content().strip() or element.get("aria-label") or element.get("title"))
        and element.find(".//img[@alt]") is None
    ]


def _liens(page: html.HtmlElement) -> list[str]:
    """No identity in an address: addresses go to logs, histories and mistaken e-mails."""
    adresses = {
        valeur for element in page.iter() for nom in ("href", "action", "src") if (valeur := element.get(nom))
    }
    return [
        f"{mot!r} is in the address {adresse}"
        for adresse in adresses
        for mot in IDENTITES
        if re.search(rf"\b{mot}\b", adresse, re.IGNORECASE)
    ]
