"""Paths to sources."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import os
import sys
import tarfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from govinfo_parse.corpus.dataset.filenames import JOURNAL, MANIFEST, TABLE_NAMES
from govinfo_parse.corpus.records.contents import fetch
from govinfo_parse.corpus.records.schemas import TABLE_COLUMNS
from govinfo_parse.corpus.sources.counting import count_sources
from govinfo_parse.corpus.sources.listing import Selection, expand
from govinfo_parse.corpus.sources.source import Source, _open_zip
from tests.corpus.samples import lock

ALL = Selection()


def listed(*paths: Path | str, selection: Selection = ALL) -> dict[str, bytes | str]:
    """The content of every source by its name, or the name of the error."""
    found: dict[str, bytes | str] = {}
    for source in expand(paths, selection):
        reading, content = fetch(source)
        assert source.name not in found
        found[source.name] = reading.fault.error if reading.fault else content
        if reading.fault is None:
            assert reading.size == len(content if isinstance(content, bytes) else content.encode())
            assert len(reading.sha256) == 64
    return found


def test_folders_to_the_bottom(tmp_path: Path):
    for name in ("a.txt", "b/c.html", "b/d/e.pdf", ".git/f", "Thumbs.db", "~$g.docx", "h/__MACOSX/i.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())

    assert listed(tmp_path) == {str(tmp_path / name): name.encode() for name in ("a.txt", "b/c.html", "b/d/e.pdf")}
    assert count_sources([tmp_path], ALL) == 3
    only = Selection(include=("*.html", "b/d/*"), exclude=("*.pdf",))
    assert list(listed(tmp_path, selection=only)) == [str(tmp_path / "b/c.html")]


def test_links_in_a_circle(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_bytes(b"b")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)

    found = listed(tmp_path)
    assert found[str(tmp_path / "a" / "b.txt")] == b"b"
    assert found.get(str(tmp_path / "a" / "again"), "UnsupportedFormat") == "UnsupportedFormat"


def test_what_is_not_there_or_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "closed" / "inner").mkdir(parents=True)
    lock(tmp_path / "closed", monkeypatch)
    inner = tmp_path / "closed" / "inner"
    long = tmp_path / ("年报" * 100)

    assert listed(tmp_path, tmp_path / "no", inner, long, "a\0b") == {
        str(tmp_path / "pipe"): "UnsupportedFormat",
        str(tmp_path / "closed"): "PermissionError",
        str(tmp_path / "no"): "FileNotFoundError",
        str(inner): "PermissionError",
        str(long): "OSError",
        "a\0b": "ValueError",
    }
    assert count_sources([tmp_path, inner], ALL) == 3


def test_zip_archives(tmp_path: Path):
    path = tmp_path / "a.ZIP"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x/一.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("x/一.txt", "two")
        archive.writestr("empty/", "")
        archive.writestr(".DS_Store", "junk")
        archive.writestr("bomb.txt", b"\0" * 5_000_000)
    sources = list(expand([path], ALL))

    assert [source.name for source in sources] == [f"{path}!x/一.txt", f"{path}!x/一.txt", f"{path}!bomb.txt"]
    assert [fetch(source)[1] for source in sources] == [b"one", b"two", b""]
    assert len({source.key for source in sources}) == 3
    assert "zip bomb" in fetch(sources[2])[0].fault.message


def test_names_of_zip_archives_made_on_windows(tmp_path: Path):
    path = tmp_path / "a.zip"
    name = "年报.txt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("-" * len(name.encode("gbk")), "one")
    data = path.read_bytes().replace(b"-" * len(name.encode("gbk")), name.encode("gbk"))
    path.write_bytes(data)

    assert listed(path) == {f"{path}!{name}": b"one"}


@pytest.mark.parametrize("ending", ["tar", "tar.gz", "tgz", "tar.xz", "tar.bz2"])
def test_tar_archives(tmp_path: Path, ending: str):
    path = tmp_path / f"a.{ending}"
    packing = {"tar": "", "tgz": "gz"}.get(ending, ending.rpartition(".")[2])
    with tarfile.open(path, f"w:{packing}") as archive:
        for name, data in (("./一.txt", b"one"), ("b/.hidden", b"junk"), ("big.txt", b"x" * 200)):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)

    assert listed(path, selection=Selection(max_bytes=100)) == {
        f"{path}!./一.txt": b"one",
        f"{path}!big.txt": "InputTooLarge",
    }
    path.write_bytes(path.read_bytes()[:-40] if packing else path.read_bytes()[:700])
    assert "DamagedFile" in listed(path).values() or listed(path)


def test_broken_archives(tmp_path: Path):
    for name in ("a.zip", "b.tar", "c.tgz", "d.parquet", "e.jsonl.gz"):
        (tmp_path / name).write_bytes(b"this is no such thing" * 40)

    assert {Path(name).name: error for name, error in listed(tmp_path).items()} == {
        "a.zip": "DamagedFile",
        "b.tar": "DamagedFile",
        "c.tgz": "DamagedFile",
        "d.parquet": "DamagedFile",
        "e.jsonl.gz": "DamagedFile",
    }


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def test_json_lines(tmp_path: Path):
    data = lines(
        {"id": 1, "text": "一"},
        "二",
        {"other": 3},
        [4],
        {"raw_base64": base64.b64encode(b"five").decode()},
        {"raw_base64": "?"},
    )
    (tmp_path / "a.jsonl").write_bytes(b"\n" + data + b"{broken\n")
    (tmp_path / "b.ndjson.gz").write_bytes(gzip.compress(lines({"content": "六"})))

    a, b = tmp_path / "a.jsonl", tmp_path / "b.ndjson.gz"
    assert listed(a, b) == {
        f"{a}#2": "一",
        f"{a}#3": "二",
        f"{a}#4": "NoContent",
        f"{a}#5": "NoContent",
        f"{a}#6": b"five",
        f"{a}#7": "DamagedFile",
        f"{a}#8": "DamagedFile",
        f"{b}#1": "六",
    }
    assert listed(a, selection=Selection(column="other"))[f"{a}#2"] == "NoContent"


def test_a_line_that_is_too_long(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines("x" * 1000, "y"))

    assert listed(path, selection=Selection(max_bytes=100)) == {f"{path}#1": "InputTooLarge", f"{path}#2": "y"}


def test_parquet(tmp_path: Path):
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"n": [1, 2], "html": ["<p>一", None], "pdf": [b"%PDF", b"2"]}), path)

    assert listed(path) == {f"{path}#1": "<p>一", f"{path}#2": "NoContent"}
    assert listed(path, selection=Selection(column="pdf")) == {f"{path}#1": b"%PDF", f"{path}#2": b"2"}
    assert listed(path, selection=Selection(column="n")) == {str(path): "NoContent"}
    assert count_sources([path], ALL) == 2


def zip_of(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), name)
    return file.getvalue()


def tar_of(name: str, data: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (b"one report", {"-": b"one report"}),
        (lines({"text": "a"}, {"text": "b"}), {"-#1": "a", "-#2": "b"}),
        (tar_of("a.txt", b"one"), {"-!a.txt": b"one"}),
        (gzip.decompress(tar_of("a.txt", b"one")), {"-!a.txt": b"one"}),
        (b"\xef\xbb\xbf" + lines("a", "b"), {"-#1": "a", "-#2": "b"}),
        (lines("a", "b").decode().encode("utf-16"), {"-": "DamagedFile"}),
        (lines("a", "b").decode().encode("utf-16-be"), {"-": "DamagedFile"}),
        (gzip.compress(lines("a", "b")), {"-#1": "a", "-#2": "b"}),
        (bz2.compress(lines("a", "b")), {"-#1": "a", "-#2": "b"}),
        (lzma.compress(b"one report"), {"-": b"one report"}),
        (gzip.compress(b"one report")[:-4], {"-": "DamagedFile"}),
        (zip_of("a.txt"), {"-": zip_of("a.txt")}),
        (zip_of("a.txt", "b.txt"), {"-": "ArchiveOfSeveral"}),
    ],
    ids=[
        "report",
        "lines",
        "tar.gz",
        "tar",
        "lines-with-mark",
        "utf-16",
        "utf-16-be",
        "lines.gz",
        "lines.bz2",
        "report.xz",
        "cut.gz",
        "zip",
        "zip-of-two",
    ],
)
def test_standard_input(given: bytes, expected: dict[str, bytes | str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(given))))

    assert listed("-") == expected
    assert count_sources(["-"], ALL) is None


def test_a_stamp_tells_versions_apart(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    (before,) = expand([path], ALL)
    path.write_bytes(b"other")
    (after,) = expand([path], ALL)

    assert before.name == after.name
    assert before.key != after.key


def test_keys_are_not_glued_together():
    assert Source("a", "b", None, None).key != Source("ab", "", None, None).key


def test_lines_of_nothing_without_end_are_not_read_to_their_end(tmp_path: Path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines("a") + b" \n" * 10 + lines("b") + b"\n" * 3_000_000 + lines("c")))
    first, second, last = expand([path], Selection())
    assert (first.name, second.name) == (f"{path}#1", f"{path}#12")
    assert last.fault is not None
    assert last.fault.error == "DamagedFile"
    assert "white space" in last.fault.message


def test_json_lines_are_utf_8(tmp_path: Path):
    text = lines({"text": "政府"}, {"text": "信息"}).decode()
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        (tmp_path / f"{encoding}.jsonl").write_bytes(text.encode(encoding))

    assert {Path(name).name: content for name, content in listed(tmp_path).items()} == {
        "utf-8-sig.jsonl#1": "政府",
        "utf-8-sig.jsonl#2": "信息",
        **{f"{encoding}.jsonl": "DamagedFile" for encoding in ("utf-16", "utf-16-le", "utf-16-be")},
    }


@pytest.mark.parametrize("ending", ["jsonl.gz", "tgz"])
def test_packed_data_that_breaks_in_the_middle_costs_itself(tmp_path: Path, ending: str):
    data = base64.b64encode(bytes(number * number % 251 for number in range(30_000)))
    packed = bytearray(tar_of("a.txt", data) if ending == "tgz" else gzip.compress(lines("a", data.decode())))
    packed[len(packed) // 2 :] = b"\xff" * (len(packed) - len(packed) // 2)
    (tmp_path / f"a.{ending}").write_bytes(packed)
    (tmp_path / "b.txt").write_bytes(b"b")

    found = listed(tmp_path)
    assert found[str(tmp_path / f"a.{ending}")] == "DamagedFile"
    assert found[str(tmp_path / "b.txt")] == b"b"


def test_a_tar_archive_with_a_broken_header(tmp_path: Path):
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for name in ("a.txt", "b.txt", "c.txt"):
            archive.addfile(tarfile.TarInfo(name))
    data = bytearray(path.read_bytes())
    data[520] ^= 1
    path.write_bytes(data)

    assert listed(path) == {f"{path}!a.txt": b"", str(path): "DamagedFile"}


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_that_do_not_unpack(tmp_path: Path, packing: int):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("a.txt", bytes(number * number % 251 for number in range(30_000)))
        size = archive.infolist()[0].compress_size
    data = bytearray(path.read_bytes())
    data[60 : 30 + size] = b"\xff" * (size - 30)
    path.write_bytes(data)

    assert listed(path) == {f"{path}!a.txt": "DamagedFile"}


def test_an_archive_that_was_replaced(tmp_path: Path):
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of("a.txt"))
    (before,) = expand([path], ALL)
    assert listed(path) == {f"{path}!a.txt": b"a.txt"}
    (tmp_path / "new").write_bytes(zip_of("longer.txt"))
    (tmp_path / "new").replace(path)

    assert listed(path) == {f"{path}!longer.txt": b"longer.txt"}
    _open_zip.cache_clear()
    assert fetch(before)[0].fault.message == "the archive changed while it was read"


def test_links_and_steps_in_tar_archives(tmp_path: Path):
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (
            ("../up.txt", tarfile.REGTYPE),
            ("a/./b.txt", tarfile.REGTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("soft.txt", tarfile.SYMTYPE),
            ("pipe", tarfile.FIFOTYPE),
            ("a/../.hidden", tarfile.REGTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "../up.txt"
            archive.addfile(info)

    assert listed(path) == {
        f"{path}!../up.txt": b"",
        f"{path}!a/./b.txt": b"",
        f"{path}!hard.txt": b"",
        f"{path}!soft.txt": "UnsupportedFormat",
        f"{path}!pipe": "UnsupportedFormat",
    }


@pytest.mark.parametrize("packing", ["", "gz"])
def test_hard_links_in_tar_archives(tmp_path: Path, packing: str):
    path = tmp_path / ("a.tgz" if packing else "a.tar")
    members = [
        ("a.txt", tarfile.REGTYPE, b"one"),
        ("b.txt", tarfile.LNKTYPE, "a.txt"),
        ("c.txt", tarfile.LNKTYPE, "b.txt"),
        ("d.txt", tarfile.LNKTYPE, "gone.txt"),
        (".hidden", tarfile.LNKTYPE, "a.txt"),
        ("large.txt", tarfile.REGTYPE, b"x" * 200),
        ("e.txt", tarfile.LNKTYPE, "large.txt"),
    ]
    with tarfile.open(path, f"w:{packing}") as archive:
        for name, kind, content in members:
            info = tarfile.TarInfo(name)
            info.type = kind
            if isinstance(content, str):
                info.linkname = content
                archive.addfile(info)
            else:
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))

    selection = Selection(max_bytes=100)
    assert listed(path, selection=selection) == {
        f"{path}!a.txt": b"one",
        f"{path}!b.txt": b"one",
        f"{path}!c.txt": b"one",
        f"{path}!d.txt": "UnsupportedFormat",
        f"{path}!large.txt": "InputTooLarge",
        f"{path}!e.txt": "InputTooLarge",
    }
    keys = [source.key for source in expand([path], selection)]
    assert len(set(keys)) == len(keys) == 6 == count_sources([path], selection)


def test_counting_is_by_what_is_taken(tmp_path: Path):
    (tmp_path / "a.tgz").write_bytes(tar_of("a.txt", b"one"))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(lines("a", "b")))
    (tmp_path / "c.zip").write_bytes(zip_of("a.txt", "b.html"))
    only = Selection(include=("*.tgz", "*.gz", "*.zip", "*.html"))

    for selection in (ALL, only, Selection(exclude="a.txt")):
        assert count_sources([tmp_path], selection) == len(listed(tmp_path, selection=selection))


def test_another_column_is_another_version(tmp_path: Path):
    (tmp_path / "a.jsonl").write_bytes(lines({"text": "a", "other": "b"}))
    parquet.write_table(pa.table({"text": ["a"], "other": ["b"]}), tmp_path / "a.parquet")
    (tmp_path / "a.txt").write_bytes(b"a")
    plain, other = (
        {Path(source.name).name: source.key for source in expand([tmp_path], selection)}
        for selection in (ALL, Selection(column="other"))
    )

    assert {name for name in plain if plain[name] != other[name]} == {"a.jsonl#1", "a.parquet#1"}


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["a"]).dictionary_encode(),
        pa.array(["a"], pa.large_string()),
        pa.array(["a"], pa.string_view()),
        pa.array([b"a"], pa.binary(1)),
        pa.array([b"a"], pa.binary_view()),
    ],
    ids=lambda column: str(column.type),
)
def test_every_way_to_keep_texts(tmp_path: Path, column: pa.Array):
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"text": column}), path)

    assert listed(path)[f"{path}#1"] in {"a", b"a"}


def test_one_pattern_is_a_pattern():
    assert Selection("*.txt", "a*") == Selection(("*.txt",), ("a*",))


def test_of_a_dataset_only_its_own_files_are_passed_over(tmp_path: Path):
    dataset = tmp_path / "in" / "dataset"
    for name in (JOURNAL, "mine.txt", "more/reports/a.txt", "reports/part-000000.parquet", "csv/cells.csv", MANIFEST):
        (dataset / name).parent.mkdir(parents=True, exist_ok=True)
        (dataset / name).write_bytes(b"")

    own = {str(dataset / "mine.txt"): b"", str(dataset / "more/reports/a.txt"): b""}
    assert listed(tmp_path) == own
    assert listed(dataset) == own | {str(dataset): "UnsupportedFormat"}
    assert set(TABLE_COLUMNS) == set(TABLE_NAMES)
