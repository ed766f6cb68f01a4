"""Every code that is drawn is read back by a decoder, from the files as they go to the printer or into a post."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from bot.campaigns.sharing.layouts import PICTURE, SQUARE, STORY, make
from bot.campaigns.sharing.recipes import FileKind, recipe, url_of
from bot.core.agency import Agency
from bot.drawing.logo import read_logo
from conversations.form import Form
from conversations.lead import Campaign, LeadType
from support import printed
from support.printed import scanned

SHORT = Agency("derby", Form(agency="Derby Homes", chat_url="https://t.me/d_bot", phone="01332 000000"))
LONG = Agency(
    "long",
    Form(
        agency="Llewellyn, Featherstonehaugh & Partners Estate Agents and Chartered Surveyors <b>=1+1</b> \u202e" * 2,
        agency_url="https://llewellyn-featherstonehaugh-and-partners.example/" + "x" * 100,
        phone="+44 (0)1970 000000",
        chat_url="https://t.me/" + "b" * 29 + "bot",
        colour="#f5c518",
    ),
    languages=("cy", "en", "pl"),
)
CASES = [
    pytest.param(SHORT, Campaign("a", LeadType.VENDOR), "en", id="short"),
    pytest.param(LONG, Campaign("WM" * 32, None), "cy", id="long"),
    pytest.param(LONG, Campaign("_-" * 32, LeadType.LANDLORD), "pl", id="odd"),
]


def read(image: Image.Image) -> str:
    (code,) = zxingcpp.read_barcodes(image)
    return code.text


def rendered(svg: bytes) -> Image.Image:
    """The code of an SVG as segno writes it: one path of horizontal strokes, each a module high."""
    (path,) = re.findall(rb'<path class="qrline"[^>]* d="([^"]*)"', svg)
    side = int(re.findall(rb'height="(\d+)"', svg)[0]) // 10
    image = Image.new("L", (side, side), 255)
    x = y = 0.0
    for command, given in re.findall(r"([Mmh])([-\d. ]+)", path.decode()):
        numbers = [float(each) for each in given.split()]
        if command == "h":
            for at in range(int(numbers[0])):
                image.putpixel((int(x) + at, int(y)), 0)
            x += numbers[0]
        else:
            x, y = numbers if command == "M" else (x + numbers[0], y + numbers[1])
    return image.resize((side * 8, side * 8), Image.Resampling.NEAREST)


@pytest.mark.parametrize(("agency", "campaign", "language"), CASES)
@pytest.mark.parametrize(
    ("thing", "opened"),
    [
        (FileKind.QR_PNG, lambda made: Image.open(BytesIO(made))),
        (FileKind.QR_SVG, rendered),
        (FileKind.POSTER_A4, partial(scanned, dpi=100)),
        (FileKind.POSTER_A5, partial(scanned, dpi=100)),
        (FileKind.PICTURE, lambda made: Image.open(BytesIO(made))),
        (FileKind.SQUARE, lambda made: Image.open(BytesIO(made))),
        (FileKind.STORY, lambda made: Image.open(BytesIO(made))),
    ],
)
def test_the_code_is_read_back(agency, campaign, language, thing, opened):
    made = recipe(thing, agency, campaign, language)
    assert read(opened(make(made)).convert("L")) == url_of(agency.form.chat_url, campaign.code)


@pytest.mark.parametrize(("agency", "campaign", "language"), CASES)
@pytest.mark.parametrize("thing", [FileKind.POSTER_A4, FileKind.POSTER_A5])
def test_a_poster_is_read_from_a_coarse_scan(agency, campaign, language, thing):
    """50 dots per inch, a little askew and grey."""
    scan = scanned(make(recipe(thing, agency, campaign, language)), 50).convert("L")
    assert max(scan.size) < 590
    askew = scan.rotate(2, resample=Image.Resampling.BICUBIC, fillcolor=230).point(lambda light: 40 + light * 3 // 4)
    for each in (scan, askew):
        assert read(each) == url_of(agency.form.chat_url, campaign.code)


@pytest.mark.parametrize(
    ("thing", "size"),
    [(FileKind.PICTURE, PICTURE), (FileKind.SQUARE, SQUARE.size), (FileKind.STORY, STORY.size)],
)
def test_a_picture_is_read_from_a_phones_screen(thing, size):
    """Shown 390 pixels wide."""
    made = Image.open(BytesIO(make(recipe(thing, SHORT, Campaign("window-let"), "en"))))
    assert made.size == size
    shown = made.convert("L").resize((390, size[1] * 390 // size[0]), Image.Resampling.LANCZOS)
    assert read(shown) == "https://t.me/d_bot?start=window-let"


@pytest.mark.parametrize(("thing", "size"), [(FileKind.POSTER_A4, (210, 297)), (FileKind.POSTER_A5, (148, 210))])
def test_a_poster_is_real_text_and_vectors(thing, size):
    """The words can be selected, the fonts are inside as far as they are used, and nothing is a picture."""
    made = make(recipe(thing, SHORT, Campaign("window-let", LeadType.LANDLORD), "en"))
    assert printed.size(made) == pytest.approx([side / 25.4 * 72 for side in size], abs=0.1)
    assert made.count(b"/FontFile2") == made.count(b"/ToUnicode") == 3
    assert b"/Subtype /Image" not in made
    assert len(made) < 60_000
    told = printed.words(made)
    for each in ("Derby Homes", "What rent might your home bring?", "tap START", "Call 01332 000000", "not a survey"):
        assert each in told
    assert "t.me/d_bot?start=window-let" in told


def test_a_poster_seen_on_a_phone_can_be_tapped():
    made = make(recipe(FileKind.POSTER_A4, SHORT, Campaign("window-let"), "en"))
    assert b"/URI (https://t.me/d_bot?start=window-let)" in made


def test_a_poster_that_was_printed_and_photographed_is_still_read():
    """A sixth of 300 dots per inch, turned a little, grey: a phone's camera across a shop window."""
    poster = scanned(make(recipe(FileKind.POSTER_A4, SHORT, Campaign("window-let"), "en")), 50)
    assert read(poster.convert("L").rotate(7, expand=True, fillcolor=200)) == "https://t.me/d_bot?start=window-let"


def test_the_names_of_files_tell_the_languages_apart():
    names = {recipe(thing, LONG, Campaign("c"), language).name for thing in FileKind for language in LONG.languages}
    assert {"c-qr.png", "c-poster-a4-cy.pdf", "c-poster-a4-en.pdf", "c-picture-pl.png"} <= names
    assert recipe(FileKind.POSTER_A5, SHORT, Campaign("c"), "en").name == "c-poster-a5.pdf"


def logo(path: Path, size=(300, 120), **how) -> Path:
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((10, 10, size[0] - 10, size[1] - 10), fill="#b3261e")
    image.convert(how.pop("mode", "RGBA")).save(path, **how)
    return path


@pytest.mark.parametrize(
    ("name", "size", "how"),
    [
        ("logo.png", (300, 120), {}),
        ("logo.jpg", (300, 120), {"mode": "RGB"}),
        ("palette.png", (64, 64), {"mode": "P"}),
        ("tall.png", (20, 2000), {}),
        ("wide.png", (3000, 20), {}),
        ("dot.png", (21, 21), {}),
    ],
)
def test_a_logo_is_on_the_poster_and_leaves_the_code_alone(tmp_path, name, size, how):
    path = logo(tmp_path / name, size, **how)
    assert read_logo(str(path)) is not None
    branded = Agency("derby", replace(SHORT.form, logo=str(path)))
    with_logo = scanned(make(recipe(FileKind.POSTER_A5, branded, Campaign("c"), "en")), 100)
    without = scanned(make(recipe(FileKind.POSTER_A5, SHORT, Campaign("c"), "en")), 100)
    band = (0, 0, with_logo.width, with_logo.height // 7)
    assert with_logo.crop(band).tobytes() != without.crop(band).tobytes()
    assert read(with_logo.convert("L")) == "https://t.me/d_bot?start=c"


@pytest.mark.parametrize("content", [None, b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"<svg/>"])
def test_a_logo_that_is_gone_or_broken_stops_no_poster(tmp_path, content):
    path = tmp_path / "logo.png"
    if content is not None:
        path.write_bytes(content)
    assert read_logo(str(path)) is None
    made = make(recipe(FileKind.PICTURE, Agency("derby", replace(SHORT.form, logo=str(path))), Campaign("c"), "en"))
    assert read(Image.open(BytesIO(made)).convert("L"))
