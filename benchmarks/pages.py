"""Web pages as government sites publish them: a report as a word processor pastes it, amid all that a site has."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from tests.readers.builders import Block, Table

_FONT = "font-family: 仿宋_GB2312; font-size: 14px; color: rgb(51, 51, 51); mso-spacerun: 'yes'; line-height: 150%"
_CELL = (
    "border-top: none; border-left: none; border-bottom: 1px solid windowtext; border-right: 1px solid windowtext; "
    "padding: 0px 7px; word-break: break-all"
)
_PARAGRAPH = "margin: 0px; text-align: center; text-indent: 0em; line-height: 24px"
_SCRIPT = """<script type="text/javascript">
var config{n} = {{ site: "示例市人民政府", channel: "政府信息公开年报", id: {n} }};
function show{n}(id) {{ var box = document.getElementById(id); if (box) {{ box.style.display = "block"; }} }}
for (var i = 0; i < 10; i++) {{ if (i < config{n}.id && i > 0) {{ show{n}("box" + i); }} }}
</script>
"""
_STYLE = ".c{n} {{ float: left; width: {n}px; background: url(c{n}.png) no-repeat }} .c{n} a:hover {{ color: #c00 }}\n"


def _span(text: str) -> str:
    return f'<span style="{_FONT}">{html.escape(text)}</span>' if text else f'<span style="{_FONT}">&nbsp;</span>'


def _cell(text: str, columns: int, rows: int) -> str:
    spans = (f' colspan="{columns}"' if columns > 1 else "") + (f' rowspan="{rows}"' if rows > 1 else "")
    return (
        f'<td width="105" valign="center"{spans} style="{_CELL}"><p style="{_PARAGRAPH}" class="MsoNormal">'
        f"{_span(text)}<span><o:p></o:p></span></p></td>\n"
    )


def _table(table: Table) -> str:
    rows = "".join(f'<tr style="height: 32px">{"".join(_cell(*cell) for cell in row)}</tr>\n' for row in table)
    look = 'border="1" cellspacing="0" style="border-collapse: collapse; width: 640px"'
    return f"<table {look}><tbody>{rows}</tbody></table>\n"


def pasted(blocks: Iterable[Block]) -> str:
    """The blocks as a word processor pastes them into a site: a style on everything."""
    return "".join(
        f'<p style="{_PARAGRAPH}; text-indent: 2em">{_span(block)}</p>\n' if isinstance(block, str) else _table(block)
        for block in blocks
    )


def _menu(links: int, name: str) -> str:
    return (
        f'<div class="{name}"><ul class="clearfix">'
        + "".join(
            f'<li class="c{n}"><a href="/zwgk/{name}/{n}/index.html" target="_blank" title="栏目{n}">栏目{n}</a></li>\n'
            for n in range(links)
        )
        + "</ul></div>\n"
    )


def page(blocks: Sequence[Block], *, links: int = 300, scripts: int = 20) -> bytes:
    """A page of a site with menus, scripts, styles, a search form and a footer around the report."""
    head = (
        '<meta charset="utf-8"><title>示例市2024年政府信息公开工作年度报告_示例市人民政府</title>'
        '<meta name="PubDate" content="2025-01-20 10:00"><meta name="SiteName" content="示例市人民政府">'
        f"<style>{''.join(_STYLE.format(n=n) for n in range(links))}</style>"
    )
    code = "".join(_SCRIPT.format(n=n) for n in range(scripts))
    search = '<form action="/search"><input name="q" value="搜索"><select><option>全站</option></select></form>'
    foot = '<div class="foot"><p>主办：示例市人民政府　备案号：示ICP备00000000号</p></div>'
    body = (
        f'<div class="top">{code}{search}{_menu(links // 2, "nav")}</div><div class="main"><div class="article">'
        f'<h1>示例市2024年政府信息公开工作年度报告</h1><div class="TRS_Editor">{pasted(blocks)}</div></div>'
        f"{_menu(links - links // 2, 'side')}</div>{foot}{code}"
    )
    return f"<!DOCTYPE html><html><head>{head}{code}</head><body>{body}</body></html>".encode()
