"""Every code that is drawn is read back by a decoder, from the files as they go to the printer or into a post."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from bot.campaigns.sharing.drawing import A4, A5, PICTURE, make
from bot.campaigns.sharing.recipes import FileKind, recipe, url_of
from bot.core.agency import Agency
from bot.drawing.logo import read_logo
from conversations.form import Form
from conversations.lead import Campaign, LeadType

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


def page(pdf: bytes) -> Image.Image:
    """The picture that a PDF's one page is made of."""
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") + pdf.count(b"/Type /Page/") <= 1
    start = pdf.index(b"\xff\xd8\xff")
    return Image.open(BytesIO(pdf[start : pdf.index(b"endstream", start)]))


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
    ("thing", "opened", "size"),
    [
        (FileKind.QR_PNG, lambda made: Image.open(BytesIO(made)), None),
        (FileKind.QR_SVG, rendered, None),
        (FileKind.POSTER_A4, page, A4),
        (FileKind.POSTER_A5, page, A5),
        (FileKind.PICTURE, lambda made: Image.open(BytesIO(made)), PICTURE),
    ],
)
def test_the_code_is_read_back(agency, campaign, language, thing, opened, size):
    made = recipe(thing, agency, campaign, language)
    image = opened(make(made))
    assert read(image.convert("L")) == url_of(agency.form.chat_url, campaign.code)
    assert size is None or image.size == size


def test_a_poster_that_was_printed_and_photographed_is_still_read():
    """A sixth of the size, turned a little, grey and blurred: a phone's camera across a shop window."""
    poster = page(make(recipe(FileKind.POSTER_A4, SHORT, Campaign("window-let"), "en")))
    seen = poster.convert("L").resize((A4[0] // 6, A4[1] // 6)).rotate(7, expand=True, fillcolor=200)
    assert read(seen) == "https://t.me/d_bot?start=window-let"


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
    with_logo = page(make(recipe(FileKind.POSTER_A5, branded, Campaign("c"), "en")))
    without = page(make(recipe(FileKind.POSTER_A5, SHORT, Campaign("c"), "en")))
    band = (0, 0, A5[0], 350)
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
