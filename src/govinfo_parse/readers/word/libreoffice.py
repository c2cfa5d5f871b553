"""Formats that LibreOffice reads (.doc, .wps, .rtf, .odt): converted to .docx, without macros, in limited time.

Every conversion has a profile of its own in a private temporary directory, so that neither a user's settings nor a
running LibreOffice have an effect, and nothing is left behind.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from govinfo_parse.errors import ConverterFailed, ConverterMissing, PasswordProtected
from govinfo_parse.readers.containers.ole import MAGIC, CompoundFile
from govinfo_parse.readers.document import Document
from govinfo_parse.readers.limits import CONVERSION_BYTES, CONVERSION_PROCESSOR_SECONDS, CONVERSION_SECONDS
from govinfo_parse.readers.word import docx

_WORD_STREAM = "WordDocument"
_PROGRAMS = ("soffice", "libreoffice")
_COMMON = "/org.openoffice.Office.Common/Security/Scripting"
_INTERNET = "/org.openoffice.Inet/Settings"
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    (_COMMON, "MacroSecurityLevel", "3"),
    (_COMMON, "DisableMacrosExecution", "true"),
    (_COMMON, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    # A proxy where nothing listens: linked pictures of a document are not fetched.
    (_INTERNET, "ooInetProxyType", "2"),
    (_INTERNET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPProxyPort", "9"),
    (_INTERNET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPSProxyPort", "9"),
    (_INTERNET, "ooInetFTPProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetFTPProxyPort", "9"),
)
"""The settings of a conversion's profile: node, property, value."""


def _profile_settings() -> str:
    items = "".join(
        f'<item oor:path="{node}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for node, name, value in _SETTINGS
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
    return f"{head}{items}</oor:items>\n"


def read(data: bytes, format: str, seconds: float = CONVERSION_SECONDS) -> Document:
    """Read a file by way of LibreOffice.

    Args:
        data: the file's bytes.
        format: doc, wps, rtf or odt.
        seconds: the time that LibreOffice gets.

    Raises:
        PasswordProtected: it is encrypted.
        ConverterMissing: no ``soffice`` is on the PATH.
        ConverterFailed: LibreOffice could not convert the file, or not in time.
    """
    if data.startswith(MAGIC):
        _refuse_encrypted(CompoundFile(data))
    program = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    if program is None:
        raise ConverterMissing(
            f"a .{format} file is read through LibreOffice, and no soffice is on the PATH; "
            "install it (Debian package libreoffice-writer), or save the file as .docx"
        )
    with tempfile.TemporaryDirectory(prefix="govinfo_parse-") as folder:
        converted = _convert(program, data, format, Path(folder), seconds)
    return docx.read(converted, format)


def _refuse_encrypted(file: CompoundFile) -> None:
    head = file.read(_WORD_STREAM)[:12] if _WORD_STREAM in file.names else b""
    if len(head) == 12 and head[11] & 0x01:  # FibBase.fEncrypted, [MS-DOC] 2.5.2
        raise PasswordProtected("the document is encrypted; save a copy without a password")


def _convert(program: str, data: bytes, format: str, folder: Path, seconds: float) -> bytes:
    profile, output = folder / "profile", folder / "output"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_profile_settings(), encoding="utf-8")
    # WPS Office writes Word's own format under another name; LibreOffice decides by the name.
    source = folder / f"report.{'doc' if format == 'wps' and _WORD_STREAM.encode('utf-16-le') in data else format}"
    source.write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(output), str(source)),
    ]
    environment = os.environ | {"HOME": str(folder), "TMPDIR": str(folder)}  # so that it writes only there
    process = subprocess.Popen(  # noqa: S603 - the program is LibreOffice; the only argument is a path made here
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _bound(process.pid)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise ConverterFailed(
            f"LibreOffice did not convert the .{format} file within {seconds:g} seconds; save it as .docx by hand"
        ) from error
    finally:
        _end_process(process)
    result = output / "report.docx"
    if not result.is_file():
        raise ConverterFailed(
            f"LibreOffice cannot read the .{format} file; it may be damaged, have a password, "
            f"or take more than {CONVERSION_BYTES >> 20} MiB or {CONVERSION_PROCESSOR_SECONDS} seconds"
        )
    return result.read_bytes()


def _bound(process: int) -> None:
    """Bound the memory and processor time of a process, and of each that it will start, where the system can do so."""
    try:
        from resource import RLIM_INFINITY, RLIMIT_AS, RLIMIT_CPU, prlimit
    except ImportError:  # only Linux has it
        return
    for kind, limit in ((RLIMIT_AS, CONVERSION_BYTES), (RLIMIT_CPU, CONVERSION_PROCESSOR_SECONDS)):
        with suppress(OSError):  # it has ended
            before = prlimit(process, kind)[0]
            most = limit if before == RLIM_INFINITY else min(limit, before)
            prlimit(process, kind, (most, most))


def _end_process(process: subprocess.Popen[bytes]) -> None:
    """End the process with its children: soffice is a script that starts another program."""
    if process.poll() is None and os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()
