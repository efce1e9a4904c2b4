"""Reports by e-mail, to aiosmtpd and to a mail server that fails at every point."""

import base64
import email
import email.policy
import re
import time
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from binary import Costctl
from checks import Checks
from delivery_desk import Authority, Ending, Office, ended, outer_address
from mail_servers import failing_mail_server, mail_server

PASSWORD = "pa55-wOrd-91c"


def check_mail(checks: Checks, costctl: Costctl, folder: Path) -> None:
    office = Office.open(costctl, folder)
    known = Authority.make(folder, "known")
    login = ("mailer@example.com", PASSWORD)
    receivers = ["finops@example.com", "gone@example.com", "cfo@example.com"]
    with mail_server("127.0.0.1", login=login, tls=known.context) as (port, inbox):
        entry = {"from": "costctl@example.com", "to": receivers, "user": login[0],
                 "smtp": f"smtps://localhost:{port}", "password_file": "secret-password"}
        wrong = {**entry, "password_file": "secret-wrong"}
        desk = office.desk(
            "mail", [{"file": "out/"}, {"email": entry}, {"email": wrong}],
            **{"secret-password": f"{PASSWORD}\n", "secret-wrong": f"{PASSWORD}x\n"},
        )
        outcome, (_, sent, refused) = desk.send(AWS_CA_BUNDLE=str(known.bundle))
        checks.expect("over TLS, with a password, it is delivered", ended(sent, "delivered", 1), sent)
        checks.expect("a receiver who is gone is named", "gone@example.com (550" in (sent["detail"] or ""), sent)
        checks.expect("a wrong password is told and not tried again",
                      ended(refused, "failed", 1, "password.*535"), refused)
        checks.expect("the server saw one letter, encrypted", inbox.encrypted == [True], inbox.encrypted)
        leaks = desk.leaks(outcome, PASSWORD)
        checks.expect("no password is said, stored or written", not leaks, leaks)
        pages = list((desk.folder / "out").glob("*.html"))
        check_letter(checks, inbox.letters[0], pages[0], receivers)
        untrusted, records = office.desk("mail-untrusted", [{"email": entry}],
                                         **{"secret-password": PASSWORD}).send()
        checks.expect("a server that nobody vouches for gets nothing",
                      ended(records[0], "failed", 1, "TLS") and len(inbox.letters) == 1,
                      (records, untrusted.said))
    check_starttls(checks, office, known)


def check_letter(checks: Checks, envelope: Any, page: Path, receivers: list[str]) -> None:
    raw = bytes(envelope.content)
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    checks.expect("the envelope has who is there",
                  envelope.mail_from == "costctl@example.com"
                  and envelope.rcpt_tos == ["finops@example.com", "cfo@example.com"], envelope)
    checks.expect("no defect in any part", not [d for part in message.walk() for d in part.defects])
    checks.expect("every line is CRLF, of at most 998 bytes, and headers are ASCII",
                  raw.count(b"\n") == raw.count(b"\r\n") and max(map(len, raw.split(b"\r\n"))) <= 998
                  and raw.split(b"\r\n\r\n")[0].isascii())
    for name in ("Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Auto-Submitted"):
        checks.expect(f"one {name}", len(message.get_all(name, [])) == 1, message.items())
    checks.expect("To names the receivers",
                  [a.addr_spec for a in message["To"].addresses] == receivers, message["To"])
    checks.expect("the date is now's, in UTC",
                  abs(parsedate_to_datetime(message["Date"]).timestamp() - time.time()) < 600, message["Date"])
    checks.expect("the subject says the period", re.search(r"\d{4}-W\d\d", message["Subject"]) is not None,
                  message["Subject"])
    checks.expect("the Message-ID is of the sender's domain and has the run",
                  re.fullmatch(r"<costctl\..+@example\.com>", message["Message-ID"]) is not None
                  and message["X-Costctl-Run"] in message["Message-ID"], message["Message-ID"])
    shape = [part.get_content_type() for part in message.walk()]
    checks.expect("text and page as alternatives, the report attached",
                  shape == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/html"], shape)
    (attached,) = message.iter_attachments()
    checks.expect("the attachment is the report byte for byte",
                  attached.get_payload(decode=True) == page.read_bytes()
                  and attached.get_filename() == page.name, attached.get_filename())
    text, small = message.get_body(("plain",)), message.get_body(("html",))
    checks.expect("the text is there to read",
                  text is not None and "$" in text.get_content() and "\ufffd" not in text.get_content())
    checks.expect("the small page names the attachment",
                  small is not None and page.name in small.get_content() and len(small.get_content()) < 20_000)


def check_starttls(checks: Checks, office: Office, known: Authority) -> None:
    address = outer_address()
    if address is None:
        checks.skip("STARTTLS", "this machine has no address but its loopback")
        return
    login = ("mailer", PASSWORD)
    receivers = {"to": ["finops@example.com"]}
    secret = {"user": login[0], "password_env": "SMTP_PASSWORD"}
    variables = {"SMTP_PASSWORD": PASSWORD, "AWS_CA_BUNDLE": str(known.bundle)}
    with mail_server(address, login=login, starttls=known.context) as (port, inbox):
        server = {"smtp": f"smtp://{address}:{port}"}
        desk = office.desk("starttls", [{"email": {**receivers, **server, **secret}}])
        _, records = desk.send(**variables)
        checks.expect("smtp:// turns to TLS before it logs in",
                      ended(records[0], "delivered", 1) and inbox.encrypted == [True]
                      and inbox.logins == [login], (records, inbox))
    with mail_server(address) as (port, inbox):
        server = {"smtp": f"smtp://{address}:{port}"}
        desk = office.desk("cleartext", [{"email": {**receivers, **server, **secret}}])
        _, records = desk.send(**variables)
        checks.expect("a server without STARTTLS gets nothing, no password either",
                      ended(records[0], "failed", 1, "STARTTLS") and not inbox.letters and not inbox.logins, records)
    with mail_server("127.0.0.1") as (port, inbox):
        desk = office.desk("local", [{"email": {**receivers, "smtp": f"smtp://localhost:{port}"}}])
        _, records = desk.send()
        checks.expect("this machine's own server needs neither", ended(records[0], "delivered", 1)
                      and inbox.letters[0].mail_from == "finops@example.com", records)


# Where the server fails, whether it hangs there, the record, and how many whole messages it may have seen.
MAIL_FAULTS: tuple[tuple[str, bool, Ending, int], ...] = (
    ("greeting", True, ("failed", 4, "cannot be reached"), 0),
    ("greeting", False, ("failed", 4, ""), 0),
    ("login", False, ("failed", 1, "user or the password \\(535 5.7.8\\)$"), 0),
    ("receivers", False, ("failed", 1, "every receiver .550"), 0),
    ("data", False, ("failed", 4, "broke"), 0),
    ("later", False, ("delivered", 2, "451"), 2),
    ("spam", False, ("failed", 1, "the message .554"), 1),
    ("end", False, ("unclear", 1, "did not say"), 1),
    ("end", True, ("unclear", 1, "did not say"), 1),
)


def check_mail_faults(checks: Checks, costctl: Costctl, folder: Path) -> None:
    office = Office.open(costctl, folder)
    for number, (at, hangs, ending, messages) in enumerate(MAIL_FAULTS):
        with failing_mail_server(at, hangs=hangs) as server:
            entry = {"to": ["finops@example.com"], "smtp": f"smtp://127.0.0.1:{server.port}",
                     "password_env": "SMTP_PASSWORD"}
            desk = office.desk(f"mail-{number}", [{"email": entry, "timeout_seconds": 3}])
            outcome, (record,) = desk.send(SMTP_PASSWORD=PASSWORD)
            law = f"a mail server that {'hangs' if hangs else 'fails'} at its {at}: {ending[0]}"
            checks.expect(law, ended(record, *ending), record)
            checks.expect(
                f"{law}, as often as it says",
                server.messages == messages and server.sessions == record["attempts"],
                (server.messages, server.sessions, record))
            sent = base64.b64encode(f"\0finops@example.com\0{PASSWORD}".encode()).decode()
            leaks = desk.leaks(outcome, PASSWORD, sent)
            checks.expect(f"{law}, and no password is told", not leaks, leaks)
