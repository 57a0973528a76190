import pytest

from relance.calendars.invitations.places import e164, find_mode, find_phone, find_url, is_address, is_placeholder


@pytest.mark.parametrize(
    "link",
    [
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d",
        "https://teams.microsoft.com/meet/3851123345562?p=abc",
        "https://teams.live.com/meet/9312345678",
        "https://meet.google.com/abc-defg-hij",
        "https://us02web.zoom.us/j/81234567890?pwd=a.1",
        "https://zoom.us/my/claire",
        "https://acme.zoom.us/w/123",
        "https://whereby.com/delmas",
        "https://acme.whereby.com/entretien",
        "https://acme.webex.com/meet/claire",
        "https://meet.goto.com/123",
        "https://meet.jit.si/Entretien",
        "https://visio.numerique.gouv.fr/abc-defg-hij",
        "https://kmeet.infomaniak.com/abc",
        "https://join.skype.com/abc",
        "https://app.cal.com/video/abc",
    ],
)
def test_video_links(link: str) -> None:
    assert find_url([], [f"Bonjour,\nLien : <{link}>."]) == (link, True)


@pytest.mark.parametrize(
    "link",
    [
        "https://teams.microsoft.com/meetingOptions/?organizerId=1",
        "https://zoom.us/u/abcd",
        "https://aka.ms/JoinTeamsMeeting?omkt=fr-FR",
        "https://support.zoom.us/hc",
        "https://www.delmas.example.org/j/1",
    ],
)
def test_other_links(link: str) -> None:
    assert find_url([], [link]) == (None, False)


def test_the_property_made_for_it_comes_first() -> None:
    assert find_url(["https://meet.google.com/aaa"], ["https://zoom.us/j/1"]) == (
        "https://meet.google.com/aaa",
        True,
    )


def test_a_page_given_as_url_is_kept_but_is_no_video() -> None:
    assert find_url(["https://www.delmas.example.org/acces"], [""]) == (
        "https://www.delmas.example.org/acces",
        False,
    )


def test_scanners_are_unwrapped() -> None:
    wrapped = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fzoom.us%2Fj%2F12&data=1"
    assert find_url([], [wrapped]) == ("https://zoom.us/j/12", True)
    assert find_url([], ["https://www.google.com/url?q=https%3A%2F%2Fzoom.us%2Fj%2F12&sa=D"]) == (
        "https://zoom.us/j/12",
        True,
    )


@pytest.mark.parametrize(
    "place",
    [
        "Réunion Microsoft Teams", "Microsoft Teams Meeting", "Google Meet", "Zoom", "En ligne", "Visioconférence",
        "https://zoom.us/j/1",
        "Microsoft Teams; https://teams.microsoft.com/l/meetup-join/x", "integrations:zoom", "à distance",
    ],
)  # fmt: skip
def test_placeholders(place: str) -> None:
    assert is_placeholder(place)


@pytest.mark.parametrize(
    "place",
    [
        "12 rue des Lilas, 59000 Lille", "8 bis avenue Foch", "Chaussée de Wavre 120, 1050 Ixelles",
        "Rue du Rhône 8, 1204 Genève",
        "2050, boulevard René-Lévesque Ouest, Montréal (Québec) H3B 1X9", "Salle Verdi", "Siège, 3e étage",
        "221B Baker Street",
        "Hauptstrasse 12, 10115 Berlin", "Hôtel de ville, bureau 12",
    ],
)  # fmt: skip
def test_addresses(place: str) -> None:
    assert is_address(place)
    assert not is_placeholder(place)


@pytest.mark.parametrize(
    ("title", "location", "text", "video", "mode"),
    [
        ("Entretien", "12 rue des Lilas, Lille", "", False, "onsite"),
        ("Entretien", "12 rue des Lilas, Lille", "Réunion Teams", True, "onsite"),
        ("Entretien en visio", "12 rue des Lilas, Lille", "", True, "video"),
        ("Entretien", "Réunion Microsoft Teams", "", True, "video"),
        ("Entretien", "Réunion Microsoft Teams", "Nos bureaux sont rue des Lilas.", True, "video"),
        ("Entretien téléphonique", "", "", False, "phone"),
        ("Entretien téléphonique", "", "Lien Teams en secours", True, "phone"),
        ("Phone screen", "", "", False, "phone"),
        ("Entretien", "", "Je vous appellerai à 10 h.", False, "phone"),
        ("Entretien", "+33 6 12 34 56 78", "", False, "phone"),
        ("Entretien", "", "L'entretien se tiendra dans nos locaux, 3 rue du Port.", False, "onsite"),
        ("Entretien", "", "Nous nous verrons par Zoom.", False, "video"),
        ("Entretien", "", "", False, None),
        ("Entretien", "Cabinet Delmas", "", False, "onsite"),
        ("On-site interview", "", "", True, "onsite"),
    ],
)
def test_mode(title: str, location: str, text: str, *, video: bool, mode: str | None) -> None:
    assert find_mode(title=title, location=location, text=text, video=video, phone=None) == mode


@pytest.mark.parametrize(
    ("text", "tz", "number"),
    [
        ("Tél. : 01 23 45 67 89", "Europe/Paris", "+33123456789"),
        ("Tél : 01.23.45.67.89", "Europe/Paris", "+33123456789"),
        ("Portable 06-12-34-56-78", None, "+33612345678"),
        ("+33 (0)6 12 34 56 78", "America/Toronto", "+33612345678"),
        ("0033 6 12 34 56 78", "Europe/Paris", "+33612345678"),
        ("GSM : 0470 12 34 56", "Europe/Brussels", "+32470123456"),
        ("GSM Els : 0470/12.34.56", "Europe/Brussels", "+32470123456"),
        ("Le 01.12.2026 14 h", "Europe/Paris", None),
        ("Du 01/12/2026 au 02/12/2026", "Europe/Paris", None),
        ("Natel 079 123 45 67", "Europe/Zurich", "+41791234567"),
        ("Tél : 0522 11 22 33", "Africa/Casablanca", "+212522112233"),
        ("Cell: 514 555-0134", "America/Toronto", "+15145550134"),
        ("Call me at (514) 555-0134", "America/Toronto", "+15145550134"),
        ("Call 1-514-555-0134", "America/Toronto", "+15145550134"),
        ("Call: 020 7946 0123", "Europe/London", "+442079460123"),
        ("ID de réunion : 812 3456 7890", "Europe/Paris", None),
        ("Meeting ID: 987 6543 2109 / Passcode: 123456", "America/Toronto", None),
        ("+33 1 70 99 10 10,,123456789# France, Paris", "Europe/Paris", None),
        ("Le 24/11/2026 à 10:00", "Europe/Paris", None),
        ("SIRET 123 456 789 00012", "Europe/Paris", None),
        ("Réf. 2026-1124-0001", "Europe/Paris", None),
        ("", "Europe/Paris", None),
    ],
)
def test_phone(text: str, tz: str | None, number: str | None) -> None:
    assert find_phone([text], tz) == number


def test_number_of_unknown_country_is_not_invented() -> None:
    assert e164("0612345678", "Asia/Tokyo") is None
