"""Delivery is tried against a real SMTP server on the loopback, through the real job queue."""

import smtplib
import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from maillage.commun.chiffrement import TexteIllisible
from maillage.socle.echeances.courriel import CourrielTropLourd, deballer, emballer, expedier
from maillage.socle.echeances.reprise import RepriseCourriel

LIEN = "https://maillage.invalid/reinitialiser/jeton-secret"


class Boite:
    """A mail server that keeps what it receives, or refuses."""

    def __init__(self) -> None:
        self.recus: list[bytes] = []
        self.reponse = "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (aiosmtpd's name)
        if self.reponse.startswith("250"):
            self.recus.append(envelope.content)
        return self.reponse

    @property
    def messages(self):
        return [message_from_bytes(octets, policy=policy.default) for octets in self.recus]


@pytest.fixture
def boite(settings):
    boite = Boite()
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        port = libre.getsockname()[1]
    serveur = Controller(boite, hostname="127.0.0.1", port=port)
    serveur.start()
    settings.EMAIL_BACKEND = "maillage.socle.echeances.expedition.CourrielDiffere"
    settings.COURRIEL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield boite
    serveur.stop()


def travailler() -> None:
    """Do every job that is due, as `./maillage worker` does."""
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as application:
        application.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def travaux() -> list[tuple[str, int]]:
    return [
        (job.status, job.attempts)
        for job in ProcrastinateJob.objects.filter(task_name="echeances.expedier_courriel").order_by("id")
    ]


@pytest.mark.django_db
def test_a_message_of_an_undone_write_never_leaves(boite):
    with transaction.atomic():
        send_mail("Objet", LIEN, None, ["alice@exemple.invalid"])
        transaction.set_rollback(True)
    assert travaux() == []


@pytest.mark.django_db
def test_the_job_table_tells_neither_the_link_nor_the_address(boite):
    send_mail("Objet", LIEN, None, ["alice@exemple.invalid"])
    with connection.cursor() as curseur:
        curseur.execute("SELECT args::text FROM procrastinate_jobs")
        (arguments,) = curseur.fetchone()
    assert "jeton-secret" not in arguments
    assert "alice" not in arguments


@pytest.mark.django_db(transaction=True)
def test_the_request_does_not_wait_for_the_mail_server_and_the_worker_delivers(boite):
    send_mail("Échéances : 2 en retard", "Bonjour — à bientôt", None, ["alice@exemple.invalid"])
    assert boite.recus == []
    travailler()
    (message,) = boite.messages
    assert message["Subject"] == "Échéances : 2 en retard"
    assert message["To"] == "alice@exemple.invalid"
    assert message["Auto-Submitted"] == "auto-generated"
    assert "à bientôt" in message.get_content()
    assert travaux() == [("succeeded", 1)]


@pytest.mark.django_db(transaction=True)
def test_a_server_that_is_down_or_busy_is_tried_again_later(boite, settings):
    bon_port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1  # nobody listens there
    send_mail("Objet", "Texte", None, ["alice@exemple.invalid"])
    travailler()
    assert travaux() == [("todo", 1)]
    settings.EMAIL_PORT, boite.reponse = bon_port, "451 Please try again later"
    _avancer()
    travailler()
    assert travaux() == [("todo", 2)]
    boite.reponse = "250 OK"
    _avancer()
    travailler()
    assert travaux() == [("succeeded", 3)]
    assert len(boite.recus) == 1


@pytest.mark.django_db(transaction=True)
def test_a_server_that_says_never_is_believed(boite):
    boite.reponse = "554 No such user"
    send_mail("Objet", "Texte", None, ["inconnu@exemple.invalid"])
    travailler()
    assert travaux() == [("failed", 1)]


def _avancer() -> None:
    with connection.cursor() as curseur:
        curseur.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = now() - interval '1 second' WHERE status = 'todo'"
        )


def test_a_message_opens_as_it_was_sealed():
    message = EmailMultiAlternatives(
        "Objet", "Texte", "Maillage <de@exemple.invalid>", ["a@exemple.invalid"], bcc=["b@exemple.invalid"]
    )
    message.attach_alternative("<p>Texte</p>", "text/html")
    message.attach("note.txt", "é", "text/plain")
    ouvert = deballer(emballer(message))
    assert isinstance(ouvert, EmailMultiAlternatives)
    assert (ouvert.subject, ouvert.body, ouvert.to, ouvert.bcc) == (
        "Objet",
        "Texte",
        ["a@exemple.invalid"],
        ["b@exemple.invalid"],
    )
    assert [tuple(a) for a in ouvert.alternatives] == [("<p>Texte</p>", "text/html")]
    assert ouvert.attachments[0][0] == "note.txt"


def test_sending_twice_keeps_one_identifier_so_that_a_server_can_drop_the_second():
    scelle = emballer(EmailMessage("Objet", "Texte", "de@exemple.invalid", ["a@exemple.invalid"]))
    assert deballer(scelle).extra_headers["Message-ID"] == deballer(scelle).extra_headers["Message-ID"]


def test_an_altered_message_is_not_sent():
    with pytest.raises(TexteIllisible):
        expedier("gAAAAA-altered")


def test_a_heavy_message_is_refused_at_once():
    lourd = EmailMessage("Objet", "x" * 2_000_001, "de@exemple.invalid", ["a@exemple.invalid"])
    with pytest.raises(CourrielTropLourd):
        emballer(lourd)


def _decision(exception: Exception, essais: int = 0):
    job = Job(id=1, queue="q", task_name="t", lock=None, queueing_lock=None, task_kwargs={}, attempts=essais)
    return RepriseCourriel().get_retry_decision(exception=exception, job=job)


@pytest.mark.parametrize(
    ("exception", "reprend"),
    [
        (ConnectionRefusedError(), True),
        (smtplib.SMTPServerDisconnected(), True),
        (smtplib.SMTPAuthenticationError(535, b"bad password"), True),
        (smtplib.SMTPDataError(451, b"later"), True),
        (smtplib.SMTPDataError(554, b"never"), False),
        (smtplib.SMTPRecipientsRefused({"a": (550, b"never"), "b": (450, b"later")}), True),
        (smtplib.SMTPRecipientsRefused({"a": (550, b"never")}), False),
        (TexteIllisible(), False),
    ],
)
def test_only_what_may_succeed_later_is_tried_again(exception, reprend):
    assert (_decision(exception) is not None) is reprend


def test_giving_up_comes_after_a_day_of_patience():
    assert _decision(ConnectionRefusedError(), essais=29) is not None
    assert _decision(ConnectionRefusedError(), essais=30) is None
