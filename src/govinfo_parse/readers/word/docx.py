"""Word documents (.docx): the zip and its XML, read directly, so that merged cells and tracked changes are known.

The text is that with all changes accepted.  Headers, footers, comments, notes, hidden and struck-out text are left out.
Source: ECMA-376 part 1 (WordprocessingML).
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from govinfo_parse.errors import DamagedFile
from govinfo_parse.model import Diagnostic, Severity
from govinfo_parse.readers.containers.xml import local_name, parse_xml
from govinfo_parse.readers.containers.zip_archive import Archive
from govinfo_parse.readers.document import Document, TextBuilder
from govinfo_parse.readers.recognition.embedded import Embedded
from govinfo_parse.readers.word.blocks import Paragraph, Table, blocks, spell_out_styles
from govinfo_parse.readers.word.numbering import Numbering

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN_PART = "wordprocessingml.document.main+xml"


def read(data: bytes | Archive, format: str, *, ocr: bool = False) -> Document:
    """Read a .docx file.

    Args:
        data: the file's bytes, or the archive that it is.
        format: what the file was before it was one.
        ocr: whether pictures in it are read by recognition.

    Raises:
        DamagedFile: the archive or its XML is broken.
        InputTooLarge: a part, or its tables, are over the limits.
        PasswordProtected: the archive is encrypted.
        MissingExtra: lxml is not installed, or with ``ocr`` the recognition.
    """
    archive = Archive.of(data)
    name = _main_part(archive)
    root = parse_xml(archive.read(name), name)
    body = next((child for child in root if local_name(child) == "body"), None)
    if body is None:
        raise DamagedFile("the document has no body; fetch the file again")
    parts = _numbering_and_styles(archive, name.rpartition("/")[0])
    numbering = Numbering(parts.get("numbering"), parts.get("styles"))
    shading = spell_out_styles(body, parts["styles"]) if "styles" in parts else frozenset()
    pictures = Embedded(ocr=ocr)
    _mark_pictures_in_runs(body, archive, name, pictures)
    builder = TextBuilder()
    for block in blocks(body, numbering, shading):
        if isinstance(block, Paragraph):
            pictures.paragraph(builder, block.text)
        elif isinstance(block, Table):
            pictures.table(builder, block.rows)
    return builder.document(format, (*_losses_of_numbering(numbering), *pictures.notes))


def _main_part(archive: Archive) -> str:
    if "word/document.xml" in archive:
        return "word/document.xml"
    for override in parse_xml(archive.read("[Content_Types].xml"), "[Content_Types].xml"):
        if _MAIN_PART in (override.get("ContentType") or "") and (name := override.get("PartName")):
            return str(name).lstrip("/")
    raise DamagedFile("the file has no document part; it is cut short or no Word document")


def _numbering_and_styles(archive: Archive, folder: str) -> dict[str, _Element]:
    parts: dict[str, _Element] = {}
    for part in ("numbering", "styles"):
        if (name := f"{folder}/{part}.xml".lstrip("/")) in archive:
            parts[part] = parse_xml(archive.read(name), name)
    return parts


def _mark_pictures_in_runs(body: _Element, archive: Archive, name: str, pictures: Embedded) -> None:
    """Put a mark into the run of each picture that may hold a table."""
    folder, _, file = name.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels".lstrip("/")
    shown = [*body.iter("{*}blip"), *body.iter("{*}imagedata")]
    if not shown or relations not in archive:
        return
    targets = {one.get("Id"): one.get("Target") or "" for one in parse_xml(archive.read(relations), relations)}
    for picture in shown:
        around = {local_name(one): one for one in picture.iterancestors("{*}r", "{*}Fallback")}
        run = next(picture.iterancestors("{*}r"), None)
        if run is None or "Fallback" in around:
            continue
        keys = [value for key, value in picture.items() if key.endswith(("}embed", "}id"))]
        target = targets.get(keys[0], "") if keys else ""
        member = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        if target and member in archive and (mark := pictures.mark(archive.read(member))):
            text = run.makeelement(f"{run.tag.rpartition('}')[0]}}}t")
            text.text = mark
            run.append(text)


def _losses_of_numbering(numbering: Numbering) -> tuple[Diagnostic, ...]:
    if not numbering.unknown:
        return ()
    message = f"{numbering.unknown} automatic list numbers are of a kind not known here; their lines have no number"
    return (Diagnostic("list-number-lost", Severity.INFO, message),)
