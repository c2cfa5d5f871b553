"""The engine: its models, and lines of figures."""

from __future__ import annotations

import random
import socket
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from govinfo_parse.errors import MissingExtra
from govinfo_parse.readers.recognition import engine
from govinfo_parse.readers.recognition.cell_text import UNREAD_INK, characters_text, recognized_cell
from govinfo_parse.readers.recognition.engine import RecognizedCharacter
from govinfo_parse.readers.recognition.text_lines import Box
from tests.recognition.drawing import FONTS, fonts


def line(text: str, size: int = 26) -> np.ndarray:
    font = ImageFont.truetype(FONTS["hei"], size)
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new("L", (round(right - left) + 12, round(bottom - top) + 12), 255)
    ImageDraw.Draw(picture).text((6 - left, 6 - top), text, fill=0, font=font)
    return np.asarray(picture)


def test_figures_are_read():
    rng = random.Random(5)
    printed = [str(rng.randint(0, 10 ** rng.randint(1, 6))) for _ in range(60)]
    said = engine.engine().read([line(text) for text in printed])

    assert ["".join(one.text for one in characters) for characters in said] == printed
    for characters in said:
        assert all(0 <= one.left < one.right <= 1 and 0 <= one.confidence <= 1 for one in characters)


def test_what_else_a_figure_may_be_is_told():
    blurred = Image.fromarray(line("8")).resize((5, 7)).resize((40, 56))
    told = [one for characters in engine.engine().read([np.asarray(blurred)]) for one in characters]

    assert told
    assert all(set(one.others) <= set("0123456789-./") - {one.text} for one in told)


def test_another_model_is_refused(monkeypatch):
    name = next(iter(engine.MODELS))
    monkeypatch.setitem(engine.MODELS, name, "0" * 64)

    with pytest.raises(MissingExtra, match="is not the one that was measured"):
        engine.model(name)


def test_nothing_is_fetched():
    code = (
        "import socket\n"
        "def refuse(*_, **__): raise OSError('the network is closed')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "import numpy as np\n"
        "from govinfo_parse.readers.recognition.engine import engine\n"
        "print(len(engine().read([np.full((48, 96), 255, np.uint8)])))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.stdout, done.returncode) == ("1\n", 0), done.stderr
    assert socket  # it is open here


def told(text: str, confidence: float = 1.0) -> list[RecognizedCharacter]:
    return [RecognizedCharacter(one, 0, 1, confidence) for one in text]


@pytest.mark.parametrize(
    ("printed", "said", "text"),
    [
        ("0", "O", "0"),
        ("10", "lO", "10"),
        ("12", "1 2", "12"),
        ("-", "一", "-"),
        ("/", "1", "/"),
        ("7", "7", "7"),
        ("1", "1", "1"),
        ("-49", "49", f"{UNREAD_INK}49"),
        ("-49", "-49", "-49"),
        ("49", "", UNREAD_INK),
    ],
)
def test_figures_and_signs_by_themselves(printed: str, said: str, text: str):
    picture = line(printed)
    rows, columns = np.nonzero(picture < 128)
    box = Box(int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)

    assert recognized_cell([(box, told(said))], picture) == text


def test_a_figure_that_the_engine_is_not_sure_of_is_mere_ink():
    picture = line("12")
    found = recognized_cell([(Box(6, 6, 30, 30), [*told("1"), *told("2", 0.3)])], picture)

    assert found == f"1{UNREAD_INK}"
    assert found.confidence == 0.3


@pytest.mark.parametrize(
    ("said", "text", "confidence"),
    [
        (RecognizedCharacter("o", 0.0, 1.0, 0.45, "0", 0.97), "0", 0.97),
        (RecognizedCharacter("0", 0.0, 1.0, 0.49, "", 0.98), "0", 0.98),
        (RecognizedCharacter("0", 0.0, 1.0, 0.55, "", 0.6), "0", 0.8),
        (RecognizedCharacter("0", 0.0, 1.0, 0.55, "6", 0.6), "0", 0.6),
        (RecognizedCharacter("0", 0.0, 1.0, 0.3, "8", 0.4), UNREAD_INK, 0.4),
    ],
)
def test_a_lone_zero_is_as_sure_as_all_that_looks_like_one(said: RecognizedCharacter, text: str, confidence: float):
    found = recognized_cell([(Box(0, 0, 20, 30), [said])], np.full((40, 40), 255, np.uint8))

    assert (found, found.confidence) == (text, confidence)


def test_beside_letters_an_o_is_an_o():
    word = [RecognizedCharacter("N", 0.0, 0.5, 0.9), RecognizedCharacter("O", 0.5, 1.0, 0.6, "0", 0.99)]

    assert recognized_cell([(Box(0, 0, 40, 30), word)], np.full((40, 60), 255, np.uint8)) == "NO"


WHITE = np.full((60, 60), 255, np.uint8)


@pytest.mark.parametrize(
    "said", [[], [RecognizedCharacter("4", 0.0, 1.0, 0.21, "10")], [RecognizedCharacter("_", 0.0, 1.0, 0.9)]]
)
def test_a_stroke_as_flat_as_no_figure_is_a_dash_however_pale(said: list[RecognizedCharacter]):
    assert recognized_cell([(Box(10, 20, 31, 22), said)], WHITE) == "-"


@pytest.mark.parametrize("box", [Box(10, 20, 31, 40), Box(10, 20, 14, 21), Box(10, 20, 300, 24)])
def test_other_ink_that_was_not_recognised_is_no_dash(box: Box):
    assert recognized_cell([(box, [RecognizedCharacter("4", 0.0, 1.0, 0.21, "10")])], WHITE) == UNREAD_INK


def test_a_flat_figure_that_was_surely_recognised_is_no_dash():
    assert recognized_cell([(Box(10, 20, 31, 28), [RecognizedCharacter("4", 0.0, 1.0, 0.9)])], WHITE) == "4"


def characters(printed: str, confidence: float) -> list[RecognizedCharacter]:
    step = 1 / len(printed)
    return [RecognizedCharacter(one, place * step, (place + 1) * step, confidence) for place, one in enumerate(printed)]


@pytest.mark.parametrize(
    ("printed", "confidence", "read"),
    [
        ("逾期不补正", 0.4, "逾期不补正"),
        ("逾期不补正", 0.2, UNREAD_INK * 5),
        ("三、其他处理", 0.4, f"{UNREAD_INK}{UNREAD_INK}其他处理"),
        ("1234", 0.4, UNREAD_INK * 4),
        ("无", 0.4, UNREAD_INK),
        ("其他", 0.4, UNREAD_INK * 2),
        ("规 章", 0.4, "规 章"),
        (" ", 0.9, UNREAD_INK),
    ],
)
def test_of_words_less_is_enough_and_a_space_is_no_ink(printed: str, confidence: float, read: str):
    assert characters_text(characters(printed, confidence)) == read


@pytest.mark.parametrize("font", fonts().values())
@pytest.mark.parametrize("size", [20, 24, 28, 36])
def test_a_slash_is_told_from_a_one_however_steep(font: str, size: int):
    for printed, read in (("1", "1"), ("/", "/")):
        picture = Image.new("L", (60, 60), 255)
        pen = ImageDraw.Draw(picture)
        pen.text((20, 10), printed, fill=0, font=ImageFont.truetype(font, size))
        ink = Image.eval(picture, lambda value: 255 if value < 178 else 0).getbbox()
        said = [RecognizedCharacter("1", 0.0, 1.0, 0.97)]
        assert recognized_cell([(Box(*ink), said)], np.asarray(picture)) == read


def test_a_steep_stroke_that_is_uneven_is_neither():
    picture = np.full((60, 60), 255, np.uint8)
    for row in range(30):
        middle = 30 - row // 5
        picture[10 + row, middle : middle + (9 if row < 3 else 3)] = 0

    assert recognized_cell([(Box(24, 10, 40, 40), [RecognizedCharacter("1", 0.0, 1.0, 0.97)])], picture) == UNREAD_INK
