"""The recognition of lines of text by the models that the package rapidocr brings in its wheel.

The models are loaded from that wheel and from nowhere else, and only if they are exactly those that were measured.
"""

from __future__ import annotations

import hashlib
import math
import multiprocessing
import threading
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np

from govinfo_parse.errors import MissingExtra

MODELS = {
    "PP-OCRv6_rec_small.onnx": "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
}
"""The models that are used, and the SHA-256 of each."""

HEIGHT = 48
"""How many pixels high a line is when the model reads it."""
_STEP = 8
"""How many pixels of width the model reads as one step."""
_SHORTEST = 96
_LONGEST = 3200
"""How many pixels wide a line may be; longer ones are made narrower."""
_BATCH_WIDTH = 2560
"""How many pixels of width are recognised at once, which bounds the memory of one call."""
LIKE_ZERO = "0OoDQ〇○"
"""What a zero is mistaken for where no other figure is next to it."""
_LIKELY = 0.02
"""A character that the model considers less likely than this is not an alternative."""


class RecognizedCharacter(NamedTuple):
    """A character of a recognised line.

    Attributes:
        text: the character.
        left: where it begins, as a share of the line's width.
        right: where it ends, likewise.
        confidence: how sure the model is, from 0 to 1.
        others: the digits and signs that the model considers possible in its place, the likeliest first.
        zero: how sure the model is that it is a zero or something that looks like one, from 0 to 1.
    """

    text: str
    left: float
    right: float
    confidence: float
    others: str = ""
    zero: float = 0.0


class Engine:
    """The model that turns pictures of lines into characters.

    Raises:
        MissingExtra: what is needed is not installed, or its models are not those that were measured.
    """

    def __init__(self, threads: int = 0) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.enable_cpu_mem_arena = False  # otherwise memory grows with every new width
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # other processes need the machine too
        self._session: Any = onnxruntime.InferenceSession(
            model("PP-OCRv6_rec_small.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._input: str = self._session.get_inputs()[0].name
        known = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *known, " "]
        self._zeros = [place for place, one in enumerate(self._characters) if one and one in LIKE_ZERO]
        self._figures = [place for place, one in enumerate(self._characters) if one and one in "0123456789-./"]

    def read(self, lines: Sequence[Any]) -> list[list[RecognizedCharacter]]:
        """The characters of each line.

        Args:
            lines: pictures of one line each, as arrays of grey (0 black, 255 white).
        """
        found: list[list[RecognizedCharacter]] = [[] for _ in lines]
        order = sorted(range(len(lines)), key=lambda place: _width_at_height(lines[place]))
        for batch in _batches(order, [_width_at_height(line) for line in lines]):
            width = max(_width_at_height(lines[place]) for place in batch)
            width = math.ceil(max(width, _SHORTEST) / 32) * 32
            given = np.zeros((len(batch), 3, HEIGHT, width), np.float32)
            for row, place in enumerate(batch):
                scaled = _scaled(lines[place])
                given[row, :, :, : scaled.shape[1]] = scaled.astype(np.float32) / 127.5 - 1.0
            said = self._session.run(None, {self._input: given})[0]
            for row, place in enumerate(batch):
                steps = min(said.shape[1], math.ceil(_width_at_height(lines[place]) / _STEP) + 1)
                found[place] = list(self._decoded(said[row, :steps], _width_at_height(lines[place])))
        return found

    def _decoded(self, said: Any, width: int) -> Iterator[RecognizedCharacter]:
        """The characters of the likeliest reading: equal steps in a row are one character; empty steps part two."""
        best = said.argmax(axis=1)
        sure = said[np.arange(len(best)), best]
        start = 0
        for end in range(1, len(best) + 1):
            if end < len(best) and best[end] == best[start]:
                continue
            if best[start]:
                peak = start + int(sure[start:end].argmax())
                likely = said[peak, self._figures]
                others = sorted(
                    (
                        (-float(likely[place]), self._characters[one])
                        for place, one in enumerate(self._figures)
                        if one != best[start] and likely[place] >= _LIKELY
                    ),
                )
                yield RecognizedCharacter(
                    self._characters[best[start]],
                    min(1.0, start * _STEP / width),
                    min(1.0, end * _STEP / width),
                    float(sure[peak]),
                    "".join(one for _, one in others),
                    float(said[peak, self._zeros].sum()),
                )
            start = end


def _width_at_height(line: Any) -> int:
    """The width of a line at the height that the model sees."""
    height, width = line.shape[:2]
    return int(min(_LONGEST, max(1, math.ceil(HEIGHT * width / height))))


def _scaled(line: Any) -> Any:
    height = line.shape[0]
    how = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    return cv2.resize(line, (_width_at_height(line), HEIGHT), interpolation=how)


def _batches(order: Sequence[int], widths: Sequence[int]) -> Iterator[list[int]]:
    """Lines of similar width together, as many as fit in memory."""
    batch: list[int] = []
    for place in order:
        if batch and (len(batch) + 1) * max(widths[place], _SHORTEST) > _BATCH_WIDTH:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def model(name: str) -> bytes:
    """The bytes of a model.

    Raises:
        MissingExtra: rapidocr is not installed, or has another model of this name.
    """
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise MissingExtra("rapidocr is not installed; pip install 'govinfo-parse[ocr]' brings it", name="rapidocr")
    file = Path(spec.origin).parent / "models" / name
    data = file.read_bytes() if file.is_file() else b""
    if not data:
        raise MissingExtra(
            f"the model {name} is not in the installed rapidocr; pip install 'govinfo-parse[ocr]' brings it",
            name="rapidocr",
        )
    if hashlib.sha256(data).hexdigest() != MODELS[name]:
        raise MissingExtra(
            f"the model {name} of the installed rapidocr is not the one that was measured; "
            "pip install 'govinfo-parse[ocr]' brings it",
            name="rapidocr",
        )
    return data


_LOCK = threading.Lock()


@cache
def _engine_of_process() -> Engine:
    # In a worker process one thread: the other workers have the other cores.
    return Engine(0 if multiprocessing.parent_process() is None else 1)


def engine() -> Engine:
    """The engine of this process, loaded once."""
    with _LOCK:
        return _engine_of_process()
