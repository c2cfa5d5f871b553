"""Reports that would do harm if anything of them came into a page unescaped."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOOD = (ROOT / "examples" / "tab_grid_2021.txt").read_text(encoding="utf-8")

SNIPPETS = (
    "<script>window.harmed=1</script>",
    "</script><script>window.harmed=1</script>",
    "</style><script>window.harmed=1</script>",
    "</title><script>window.harmed=1</script>",
    "<img src=x onerror=window.harmed=1>",
    '"><img src=x onerror=window.harmed=1>',
    "' onmouseover=window.harmed=1 autofocus onfocus=window.harmed=1 x='",
    "<svg onload=window.harmed=1><animate onbegin=window.harmed=1 attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:window.harmed=1><text>x</text></a></svg>",
    "<base href=http://harm.example/>",
    '<meta http-equiv=refresh content="0;url=http://harm.example/">',
    "<a href=javascript:window.harmed=1>press</a>",
    "<form action=http://harm.example/><input name=a></form><button form=x formaction=javascript:window.harmed=1>",
    "<object data=http://harm.example/a></object><embed src=http://harm.example/b>",
    "<iframe srcdoc='<script>parent.harmed=1</script>'></iframe>",
    "<link rel=stylesheet href=http://harm.example/a.css><style>@import 'http://harm.example/b.css'</style>",
    "<!--><script>window.harmed=1</script>-->",
    "<![CDATA[<script>window.harmed=1</script>]]>",
    "&lt;script&gt;window.harmed=1&lt;/script&gt;&#60;img src=x onerror=window.harmed=1&#62;",
    "{{constructor.constructor('window.harmed=1')()}}${window.harmed=1}",
    "\u202e\u2066<script>window.harmed=1</script>\u2069",
    "\x00<scr\x00ipt>window.harmed=1</script>",
    "\ud800<script>window.harmed=1</script>",
)


def harmful(snippet: str) -> str:
    """A report with the snippet as agency, as label, as value, as head and in the prose."""
    text = GOOD.replace("示例市人民政府", f"示例{snippet}市人民政府", 1)
    text = text.replace("围绕营商环境", f"围绕{snippet}营商环境").replace("\n规章\t2\t", f"\n规章\t{snippet}\t")
    return text.replace("\n行政处罚\t", f"\n行政处罚{snippet}\t").replace("现行有效件数", f"现行有效件数{snippet}")
