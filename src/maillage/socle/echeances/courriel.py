"""Outgoing e-mail as a value: sealed in the job that carries it, sent by that job.

A reset link or an address must not be readable in the job table: the content is encrypted with the key of the
installation. The Message-ID is chosen when the message is written, so that a server that receives it twice
(a job killed between delivery and its own end) recognises it.
"""

from __future__ import annotations

import base64
import json
from email.utils import formatdate
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.message import make_msgid

from maillage.commun.chiffrement import desceller, sceller

USAGE = "courriel"
TAILLE_MAXIMALE = 2_000_000


class CourrielTropLourd(ValueError):
    """The message carries too much: send a link to the document instead."""


def _cles() -> list[str]:
    return [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]


def emballer(message: EmailMessage) -> str:
    """Seal a message. Raises CourrielTropLourd beyond two megabytes."""
    contenu: dict[str, Any] = {
        "subject": str(message.subject),
        "body": str(message.body),
        "from_email": message.from_email,
        "to": list(message.to),
        "cc": list(message.cc),
        "bcc": list(message.bcc),
        "reply_to": list(message.reply_to),
        "headers": {
            "Message-ID": make_msgid(domain=message.from_email.rpartition("@")[2].strip("> ") or "maillage"),
            "Date": formatdate(localtime=settings.EMAIL_USE_LOCALTIME),
            "Auto-Submitted": "auto-generated",
            **message.extra_headers,
        },
        "content_subtype": message.content_subtype,
        "alternatives": [[str(texte), genre] for texte, genre in getattr(message, "alternatives", [])],
        "attachments": [],
    }
    for piece in message.attachments:
        if not isinstance(piece, tuple):
            raise TypeError("Attach files as (name, content, type).")
        nom, donnees, genre = piece
        octets = donnees.encode() if isinstance(donnees, str) else bytes(donnees)
        contenu["attachments"].append([nom, base64.b64encode(octets).decode(), genre])
    clair = json.dumps(contenu, ensure_ascii=False)
    if len(clair) > TAILLE_MAXIMALE:
        raise CourrielTropLourd("This message is too heavy: send a link to the document instead.")
    return sceller(clair, cles=_cles(), usage=USAGE)


def deballer(scelle: str) -> EmailMessage:
    """Open a sealed message. Raises TexteIllisible when it was altered or its key is lost."""
    contenu = json.loads(desceller(scelle, cles=_cles(), usage=USAGE))
    alternatives = contenu.pop("alternatives")
    pieces = contenu.pop("attachments")
    genre = contenu.pop("content_subtype")
    message = EmailMultiAlternatives(**contenu)
    message.content_subtype = genre
    for texte, mime in alternatives:
        message.attach_alternative(texte, mime)
    for nom, octets, mime in pieces:
        message.attach(nom, base64.b64decode(octets), mime)
    return message


def expedier(scelle: str) -> None:
    """Hand the message over to the mail server. Raises what the server answers."""
    transport = get_connection(settings.COURRIEL_TRANSPORT, fail_silently=False)
    transport.send_messages([deballer(scelle)])
