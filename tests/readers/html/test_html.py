from __future__ import annotations

import io

import pytest

from govinfo_parse import State, parse_file
from govinfo_parse.errors import DamagedFile, InputTooLarge, UndecodableText
from govinfo_parse.model import Severity
from govinfo_parse.readers import Document, read_document
from govinfo_parse.readers.text.spaces import UNREAD
from tests.readers.builders import Block, expected_text, html_body, plain_table
from tests.readers.builders import html as build

REPORT: list[Block] = [
    "二、主动公开政府信息情况",
    plain_table([["信息内容", "本年制发件数"], ["规章", "3"], ["行政规范性文件", "41"], ["行政许可", "5"]]),
    "六、其他需要报告的事项",
    "无。",
]
TITLE = "某县2024年政府信息公开工作年度报告"
SITE = f"""
<script>var 二、 = 1;</script>
<div class="nav"><ul><li><a href="/">首页</a></li><li>一、不是标题但不在表里的菜单<style>p</style></li></ul></div>
<div class="crumbs">您的位置：首页 &gt; {TITLE[:3]}</div>
<table class="info"><tr><td>索 引 号：</td><td>001234567/2025-00012</td>
<td>发布机构：</td><td>某县人民政府办公室</td></tr>
<tr><td>发布日期：</td><td>2025年1月8日</td><td>文号：</td><td></td></tr></table>
<h1 class="title">{TITLE}</h1>
<div class="content"><div>{{}}</div></div>
<div class="related"><h3>相关链接</h3><p>某县2023年政府信息公开工作年度报告</p></div>
<div class="foot" style="display: none">十七、隐藏</div>
"""


def read(page: str | bytes) -> Document:
    return read_document(io.BytesIO(page.encode() if isinstance(page, str) else page), format="html")


def test_the_report_is_found_amid_the_site():
    page = SITE.replace("一、不是标题但不在表里的菜单", "菜单")
    document = read(build(REPORT, chrome=page))
    assert document.text == expected_text([TITLE, *REPORT])
    assert document.published == "2025-01-08"
    assert document.index_number == "001234567/2025-00012"
    assert document.publisher == "某县人民政府办公室"


def test_a_page_that_does_not_show_the_report_plainly_is_read_whole():
    document = read(build(REPORT, chrome=SITE))
    for line in expected_text(REPORT).split("\n"):
        assert line in document.text.split("\n")
    assert "相关链接" in document.text
    assert "隐藏" not in document.text
    assert "var" not in document.text


def test_meta_elements_state_date_and_title():
    chrome = (
        f'{{}}<p>页脚</p><meta name="PubDate" content="2025-02-03 10:00"><meta name="ArticleTitle" content="{TITLE}">'
    )
    document = read(build(REPORT, chrome=f"<div>{chrome.replace('{}', '<div>{}</div>')}</div>"))
    assert document.published == "2025-02-03"
    assert document.text.startswith(TITLE + "\n")
    assert (document.index_number, document.publisher) == (None, None)


def test_the_title_is_not_that_of_another_page():
    other = "<p>上一篇：某县2023年政府信息公开工作年度报告</p>"
    page = build(REPORT, chrome=f"<p>{TITLE}</p>{other}<div><div>{{}}</div></div>")
    assert read(page).text == expected_text([TITLE, *REPORT])


@pytest.mark.parametrize("year", ["２０２４", "二〇二四", "二零二四"])
def test_a_title_with_its_year_in_other_digits_is_found(year):
    title = TITLE.replace("2024", year)
    page = build(REPORT, chrome=f"<h1>{title}</h1><div><div>{{}}</div></div>")
    assert read(page).text == expected_text([title, *REPORT])


def test_an_empty_statement_is_none():
    page = "<table><tr><td>索引号：</td><td></td><td>发布机构：</td><td></td><td>发布日期：</td><td></td></tr></table>"
    document = read(page)
    assert (document.published, document.index_number, document.publisher) == (None, None, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding):
    assert "行政许可\t5" in read(build(REPORT).decode().replace("charset=utf-8", "").encode(encoding)).text


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "iso-8859-1", "x-unknown", "utf-8"])
def test_gb18030_whatever_is_declared(declared):
    page = build([*REPORT, "镕䶮𠀀"], encoding="gb18030").replace(b"charset=gb18030", f"charset={declared}".encode())
    assert "镕䶮𠀀" in read(page).text


def test_a_declared_encoding_is_used():
    page = "<meta charset=big5><p>年度報告</p>".encode("big5")
    assert read(page).text == "年度報告"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_cut_inside_a_character_keeps_its_encoding(encoding):
    page = f"<p>{'年度报告' * 10}".encode(encoding)[:-1]
    assert read(page).text == ("年度报告" * 10)[:-1]


def test_damaged_characters_are_told():
    page = ("<p>" + "年度报告" * 100).encode("utf-8") + b"\xff\xff<p>\xe5\x8f"
    document = read(page)
    assert [note.code for note in document.diagnostics] == ["damaged-characters", "unmapped-characters"]
    with pytest.raises(UndecodableText):
        read(b"<p>" + b"\xff\xfe\x81" * 300)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p><span>13</span><span>612</span></p>", "13612"),
        ("本年新<br>制作数量", "本年新制作数量"),
        ("<p>三、</p><p>本</p><p>年度</p>", "三、本年度"),
        ("&nbsp;12&nbsp;", "12"),
        ("3\n 5", "3 5"),
        ("一\t二", "一二"),
        ("１ ２", "１ ２"),
        ("<!-- 9 -->7", "7"),
        ('<span style="display:none">9</span>7', "7"),
        ("<table><tr><td>12</td></tr></table>", "12"),
        ("1\u200b2\ufeff", "12"),
        ("<del>31</del>12", "12"),
        ("<s>31</s>12", "12"),
        ("<strike>31</strike>12", "12"),
        ('<s style="text-decoration: none">31</s>2', "312"),
        ('<span style="text-decoration:line-through">3</span>12', "12"),
        ('<span style="text-decoration-line: underline LINE-THROUGH">3</span>12', "12"),
        ('<span style="font-size:0">3</span>12', "12"),
        ('<span style="font-size:0px">3<b style="font-size:14px">4</b></span>12', "412"),
        ('<span style="opacity: 0.0">3</span>12', "12"),
        ('<span style="opacity: 0.9">3</span>12', "312"),
        ('<span style="filter: opacity(0%)">3</span>12', "12"),
        ('<span style="-webkit-text-fill-color: transparent">3</span>12', "12"),
        ('<span style="color:transparent">3</span>12', "12"),
        ('<p style="visibility: collapse">3</p>12', "12"),
        ('<span style="color: RGBA(9, 9, 9, 0.0)">3</span>12', "12"),
        ('<span style="color: #1230">3</span>12', "12"),
        ('<span style="color: rgb(9, 9, 0)">3</span>', "3"),
        ('<span style="color: #000">3</span>', "3"),
        ('<span style="color: #ff0000">3</span>', "3"),
        ('<span style="color: rgba(0, 0, 0, 1.0)">3</span>', "3"),
        ("12<sup>1</sup>", "12¹"),
        ('12<sup><a href="#n">1</a></sup>', "12¹"),
        ('12<sup><a href="#n">[1]</a></sup>', "12[¹]"),
        ("<sup>1</sup>12", "¹12"),
        ("12<sub>3</sub>", "12₃"),
        ("<ruby>12<rt>5</rt></ruby>", "12⁵"),
        ("<ruby>1<rp>(</rp><rt>yī</rt><rp>)</rp>2<rt>十二</ruby>3", "123"),
        ("<ruby><rp>7</rp></ruby>12", "12"),
        (r'1<span style="display:\6eone">9</span>2', "12"),
        (r'1<span style="d\69 splay:n\one">9</span>2', "12"),
        (r'1<span style="content:\3b;visibility:\48IDDEN">9</span>2', "1 2"),
        (r'<span style="font-family:\5b8b\4f53">12</span>', "12"),
        ('<span style="font-size:1px">12</span>', UNREAD * 2),
        ('<span style="font:1px/1 serif">12</span>', UNREAD * 2),
        ('<span style="font-size:0.1em">规章1</span>', "规章1"),
        ('<span style="font-size:1px"><b style="font-size:14px">12</b></span>', "12"),
        ('<span style="color:#FEFEFE">12</span>', UNREAD * 2),
        ('<span style="color: rgb(255, 250, 250)">12</span>', UNREAD * 2),
        ('<span style="color:hsl(0,0%,100%)">12</span>', UNREAD * 2),
        ('<span style="color:#eee">12</span>', "12"),
        ('<span style="color:initial;background:initial">12</span>', "12"),
        ('<span style="color:#c00;background:#C00">9</span>12', "12"),
        ('1<image src="a.png">2', "1 2"),
        ('1<IMAGE src="a.png"/>2', "1 2"),
        ("12<svg><image href=a /></svg>3", "12 3"),
        ('12<span style="vertical-align:super; font-size:smaller">１</span>', "12¹"),
        ('12<span style="vertical-align:4pt">1</span>', "12 1"),
        ('1<span style="vertical-align:middle">2</span>', "12"),
        ("10<sup>-4</sup> m<sup>2</sup>", "10⁻⁴ m²"),
        ('<font color="#ff0000">3</font>12', "3 12"),
        ('<font color="#ffffff">3</font>12', f"{UNREAD}12"),
        ('<span style="color:white">12</span>', UNREAD * 2),
        ('<span style="color:white">规章1</span>', "规章1"),
        ('<span style="color:#fff;background:#036">12</span>', "12"),
        ('<div bgcolor="#003366"><span style="color: #FFF">12</span></div>', "12"),
        ('<div style="background-color:#fff"><font color=white>12</font></div>', UNREAD * 2),
        ('<span style="color:white"><b style="color:black">12</b></span>', "12"),
        ('<font color="red">1</font><span style="color: RED">2</span>', "12"),
        ('<span style="color:#000000">1</span>2', "12"),
        ("<label>3</label>12", "3 12"),
        ('<span aria-hidden="true">3</span>12', "3 12"),
        ('<a href="#a">3</a><a href="#b">12</a>', "3 12"),
        ('<a href="#a">1<b>2</b></a>', "12"),
        ('<a name="b">1</a>2', "12"),
        ("1<small>,234</small>", "1 ,234"),
        ("1.<small>5</small>", "1. 5"),
        ("12<label>\u200b</label><label>3</label>", "12 3"),
        ('<span lang="en">1</span><span style="font-family:Arial"><b>2</b></span>', "12"),
        ("<b>-</b>", "-"),
        ("12<span style='position:relative;top:-3.0pt;mso-text-raise:3.0pt'>1</span>", "12 1"),
        ("<span style='position:relative;top:-1pt'>1</span><span style='position:relative;top:-1pt'>2</span>", "12"),
        ("12<span style='position:relative;top:0pt'>1</span>", "121"),
        ('<span style="display:block">12</span><span style="display:block">3</span>', "12 3"),
        ('<div style="display:flex;justify-content:space-between"><span>12</span><span>3</span></div>', "12 3"),
        ('<span style="display:inline-flex"><b>12</b><i>3</i></span>', "12 3"),
        ('<span style="float:right">3</span>12', "3 12"),
        ('12<span style="display:inline-block;margin-left:2em">3</span>', "12 3"),
        ('12<span style="padding:0 5px">3</span>', "12 3"),
        ('12<span style="MARGIN: 0 0 0 9PX">3</span>', "12 3"),
        ('12<span style="margin:0;padding:0cm;border:none windowtext 1.0pt">3</span>', "123"),
        ('12<span style="border-left:1px solid">3</span>', "12 3"),
        ('<span style="display:table-cell">12</span><span style="display:table-cell">3</span>', "12 3"),
        ('12<span style="position:absolute;left:40px">3</span>', "12 3"),
        ('12<img src="a.png">3', "12 3"),
        ("12<svg></svg>3", "12 3"),
        ("12<input value=4>3", "12 4 3"),
        ("12<input type=checkbox value=4>3", "12 3"),
        ("12<script>1</script>3", "123"),
        ("12<progress value=1>9</progress>", "12"),
        ("12<q>3</q>", "12 3"),
        ('12<span style="padding-left:9em"></span>3', "12 3"),
        ('12<font size="1">3</font>', "12 3"),
        ('12<font size="3">3</font>', "123"),
        ('12<span style="font-size:smaller">3</span>', "12 3"),
        ('12<span style="font-size:60%">3</span>', "12 3"),
        ('12<span style="font:7.0pt Arial">3</span>', "12 3"),
        ('<span style="font-size:7.5pt">1</span><span style="font-size:8pt">2</span>', "12"),
        ('<span style="font-size:10.5pt">1</span><span style="font-size:12.0pt">2</span>', "12"),
        (
            "<span lang=EN-US style='font-size:10.5pt;font-family:宋体'>12<span lang=EN-US>3</span></span><o:p></o:p>",
            "123",
        ),
    ],
)
def test_what_a_cell_says(cell, text):
    assert read(f"<table><tr><td>甲</td><td>{cell}</td><td>乙</td></tr></table>").text == f"甲\t{text}\t乙"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<input value=136>", "136"),
        ('<p><INPUT TYPE="Text" VALUE=" 136 " readonly></p>', "136"),
        ("<input type=number value=136>件", "136件"),
        ("<input type=number value=-1.5>", "-1.5"),
        ("<input type=number value='1,360'>", UNREAD),  # a browser shows an empty control
        ("<input value=''>", ""),
        ("<input placeholder=136>", ""),
        ("<input type=hidden value=136>", ""),
        ("<input type=hidden value=136>7", "7"),
        ("<input type=checkbox value=136>", ""),
        ("<input type=radio value=136 checked>", ""),
        ("<input type=button value=136>", ""),
        ("<input type=submit value=136>7", "7"),
        ("<input type=password value=136>", UNREAD),
        ("<input type=range value=136>", UNREAD),
        ("<input value=136 style='display:none'>", ""),
        ("<span hidden><input value=136></span>", ""),
        ("<del><input value=136></del>7", "7"),
        ("<input value=13><input value=6>", "13 6"),
        ("<select><option>3<option selected>136</select>", "136"),
        ("<select><option>3<option selected>9<option selected>136</select>", "136"),
        ("<select><option>136</option><option>3</option></select>", "136"),
        ("<select><option disabled>3</option><option> 136 </option></select>", "136"),
        ("<select><optgroup disabled><option>3</option></optgroup><option>136</option></select>", "136"),
        ("<select><option label='136' value=3>9</option></select>", "136"),
        ("<select multiple><option>136<option selected>3</select>", UNREAD),
        ("<select size=2><option>136<option>3</select>", UNREAD),
        ("<select></select>", ""),
        ("13<select><option>6</select>", "13 6"),
        ("<textarea>136</textarea>", "136"),
        ("<textarea>\n13\n6</textarea>", "13 6"),
        ("<textarea></textarea>", ""),
        ("<svg><text>136</text></svg>", "136"),
        ("<svg width=60><title>数</title><g><text x=3 y='12' fill=red>136</text></g></svg>", "136"),
        ("<svg><text x=30>13</text><text x=2>6</text></svg>", UNREAD),
        ("<svg><text x='30 20 10'>136</text></svg>", UNREAD),
        ("<svg><text>13<tspan dy=-5>6</tspan></text></svg>", UNREAD),
        ("<svg><defs><text>136</text></defs></svg>", UNREAD),
        ("<svg><text display=none>136</text></svg>", UNREAD),
        ("<svg display=none><text>136</text></svg>", UNREAD),
        ("<svg><g fill=none><text>136</text></g></svg>", UNREAD),
        ("<svg><path d='M1 1'/><text>36</text></svg>", UNREAD),
        ("<svg><path d='M1 1'/></svg>", UNREAD),
        ("7<svg><text>1</text><text>2</text></svg>", f"7{UNREAD}"),
        ("<math><mn>136</mn></math>", "136"),
        ("<math><mrow><mn>13</mn><mn>6</mn></mrow></math>", "13 6"),
        ("<math><msup><mn>13</mn><mn>6</mn></msup></math>", UNREAD),
        ("<math><mphantom><mn>136</mn></mphantom></math>", UNREAD),
        ("<math><mn style='display:none'>136</mn></math>", UNREAD),
        ("<button>136</button>", UNREAD),
        ("<canvas>136</canvas>", UNREAD),
        ("<object>136</object>", UNREAD),
        ("<meter value=136>136</meter>", UNREAD),
        ("<progress value=136>136</progress>", UNREAD),
        ("136<button>查看</button>", "136"),
        ("<canvas></canvas></td><td>", f"{UNREAD}\t"),
    ],
)
def test_what_a_cell_says_with_a_control_a_drawing_or_a_formula(cell, text):
    assert read(f"<table><tr><td>甲</td><td>{cell}</td><td>乙</td></tr></table>").text == f"甲\t{text}\t乙"


def test_what_a_control_shows_is_the_figure_of_its_cell():
    rows = plain_table([["信息内容", "本年处理决定数量"], ["行政许可", "{}"], ["行政处罚", "{}"], ["行政强制", "5"]])
    page = build([TITLE, "二、主动公开政府信息情况", rows]).decode().replace("{}", "{0}", 1).replace("{}", "{1}", 1)
    report = parse_file(
        io.BytesIO(page.format("<input value=41>", "<select multiple><option>7<option>8</select>").encode())
    )
    assert report.disclosure.licensing.decisions.value == 41
    assert report.disclosure.penalties.decisions.value is None
    assert report.disclosure.penalties.decisions.state is State.UNREADABLE
    told = [note for note in report.diagnostics if "disclosure.penalties.decisions" in note.paths]
    assert [note.code for note in told] == ["cell-unreadable"]


def test_a_control_in_a_sentence_is_read_where_it_stands():
    assert read("<p>本年收到申请<input value=12>件。<input type=hidden value=9></p>").text == "本年收到申请12件。"


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ('<td>甲</td><td style="display: none">3</td><td>乙</td>', "甲\t乙"),
        ('<td>甲</td><td style="visibility:hidden">3</td><td>乙</td>', "甲\t\t乙"),
        ('<td>甲</td><td style="text-decoration:line-through">3</td><td>乙</td>', "甲\t\t乙"),
        ('<td>甲</td><td style="font-size:0">3</td><td>乙</td>', "甲\t\t乙"),
        ('<td>甲</td><td style="vertical-align:super; color:red">3</td><td>乙</td>', "甲\t3\t乙"),
        ('<td>甲</td><td style="color:white">3</td><td>乙</td>', "甲\t？\t乙"),
    ],
)
def test_a_cell_that_is_not_shown_is_gone_or_empty(row, text):
    assert read(f"<table><tr>{row}</tr></table>").text == text


@pytest.mark.parametrize("end", ["</tr>", "</TR >\n  "])
def test_a_row_without_its_beginning_is_a_row(end):
    rows = ["<td>规章</td><td>3</td>", "<td>文件</td><td>5</td>", "<th>合计</th><td>8</td>"]
    assert read(f"<table><tr>{end.join(rows)}</tr></table>").text == "规章\t3\n文件\t5\n合计\t8"


def test_the_rows_of_a_hidden_group_are_not_read():
    rows = "<tr><td>规章</td><td>{}</td></tr>"
    groups = f'<tbody style="display:none">{rows.format(9)}</tbody><tbody>{rows.format(3)}</tbody>'
    assert read(f"<table>{groups}</table>").text == "规章\t3"


def test_prose_is_read_as_it_is_shown():
    page = "<p>收到<del>31</del>12<sup>1</sup>件，占地10<sup>4</sup>m<sup>2</sup></p><p style='opacity:0'>无</p>"
    assert read(page).text == "收到12¹件，占地10⁴m²"


def test_layout_tables_are_laid_open():
    inner = html_body(REPORT)
    rows = f"<tr><td>菜单</td><td><table><tr><td>{inner}</td></tr></table></td></tr><tr><td>甲</td><td>乙</td></tr>"
    page = f"<table>{rows}</table>"
    assert read(page).text == "\n".join(["菜单", expected_text(REPORT), "", "甲\t乙"])


def test_a_report_in_a_layout_cell_is_prose():
    prose = "".join(f"<p>{'某年某月某日做了某事。' * 10}</p>" for _ in range(8))
    document = read(f"<table><tr><td>左</td><td>{prose}</td></tr></table>")
    assert document.text.count("\n") == 8


def test_sections_in_one_table_or_in_many():
    rows = plain_table([["一、新收", "1", "2"], ["二、结转", "3", "4"]])
    assert read(build([rows[:1], rows[1:]])).text == "一、新收\t1\t2\n\n二、结转\t3\t4"
    whole = read(build([[[("二、主动公开政府信息情况", 3, 1)], *rows, [("六、其他", 1, 1), ("", 1, 1), ("", 1, 1)]]]))
    assert whole.text == "二、主动公开政府信息情况\t\t\n一、新收\t1\t2\n二、结转\t3\t4\n六、其他\t\t"


def test_placeholder_cells_in_place_of_row_spans_stay():
    rows = plain_table([["（三）不予公开", "1.", "5"], ["", "2.", "6"]])
    assert read(build([rows])).text == "（三）不予公开\t1.\t5\n\t2.\t6"


def test_preformatted_text_keeps_its_lines():
    assert read("<pre>规章 3 5 74\n行政许可 447</pre>").text == "规章 3 5 74\n行政许可 447"


def test_html_tables_in_text_leave_its_lines():
    page = "# 某县2024年年报\n\n一、总体情况\n无。\n<table>\n<tr><td>规章</td><td>3</td></tr>\n</table>\n六、其他\n无。"
    document = read_document(io.BytesIO(page.encode()))
    assert document.text == "# 某县2024年年报\n一、总体情况\n无。\n\n规章\t3\n\n六、其他\n无。"


def test_cells_without_rows_and_rows_without_tables():
    assert read("<table><td>甲<td>1</table>").text == "甲\t1"
    assert "乙" in read("<tr><td>乙</td></tr>").text


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "font", "p"])
def test_nesting_without_end_is_bounded_and_told(tag):
    document = read("<p>前言</p>" + f"<{tag}>" * 100_000 + "<p>深处</p>")
    assert "前言" in document.text
    told = any(note.code == "nested-too-deep" and note.severity is Severity.ERROR for note in document.diagnostics)
    assert told or "深处" in document.text


def test_a_tag_of_countless_attributes_is_no_burden():
    attributes = " ".join(f"a{number}='<'" for number in range(200_000))
    assert read(f"<p>前</p><p {attributes}>中</p><p>后</p>").text.split("\n")[0] == "前"


def test_nothing_to_read():
    with pytest.raises(DamagedFile):
        read(b"   ")


TABLE = "<table><tr><td>甲</td><td>乙</td></tr><tr><td>规章</td><td>{}</td></tr></table>"


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="position:absolute; left:-9999px">9</span>',
        '<span style="position: fixed; top: -1000px">9</span>',
        '<div style="text-indent:-9999px">9</div>',
        '<span style="margin-left: -999em">9</span>',
        '<span style="position:absolute;clip:rect(0,0,0,0)">9</span>',
        '<span style="position:absolute;clip:rect(1px 1px 1px 1px)">9</span>',
        '<span style="clip-path: inset(50%)">9</span>',
        '<div style="height:0;overflow:hidden">9</div>',
        '<div style="width:1px;height:1px;overflow:hidden">9</div>',
        '<span class="sr-only">9</span>',
        '<span class="note visually-hidden">9</span>',
    ],
)
def test_text_out_of_sight_is_not_read(hidden):
    number = "4 7" if hidden.startswith("<div") else "47"  # a block begins a line, also where nothing is seen of it
    assert read(TABLE.format(f"4{hidden}7")).text == f"甲\t乙\n规章\t{number}"
    assert read(TABLE.format(hidden)).text == "甲\t乙\n规章\t"


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="font: 0/0 a">9</span>',
        '<span style="font: italic 0px a">9</span>',
        '<span style="transform: translateX(-9999px)">9</span>',
        '<span style="transform: translate(0, -2000px)">9</span>',
        '<span style="transform: scale(0)">9</span>',
    ],
)
def test_text_without_size_is_not_read(hidden):
    assert read(TABLE.format(f"{hidden}47")).text == "甲\t乙\n规章\t47"


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("display:none; display:inline", "47"),
        ("display:none !important; display:inline", "4"),
        ("display:none! important; display:inline", "4"),
        ("/* x */ display:none", "4"),
        ("/* display:none */", "47"),
        ("display:none /*", "4"),
    ],
)
def test_of_two_declarations_the_one_that_browsers_keep_counts(style, text):
    assert read(TABLE.format(f'4<span style="{style}">7</span>')).text == f"甲\t乙\n规章\t{text}"


@pytest.mark.parametrize("tag", ["noembed", "noframes", "title"])
def test_elements_that_browsers_never_show_are_not_read(tag):
    assert read(TABLE.format(f"4<{tag}>9</{tag}>")).text == "甲\t乙\n规章\t4"


@pytest.mark.parametrize("style", ["opacity: 0", "visibility: hidden", "color: transparent", "transform: scale(0)"])
def test_an_invisible_text_keeps_its_place(style):
    assert read(TABLE.format(f'4<span style="{style}">9</span>7')).text == "甲\t乙\n规章\t4 7"
    assert read(TABLE.format(f'<span style="{style}">9</span>47')).text == "甲\t乙\n规章\t47"


def test_what_may_be_visible_again_is_not_taken_for_nothing():
    hidden = '<span style="visibility:hidden">9<b style="visibility:visible">5</b></span>'
    assert read(TABLE.format(hidden)).text == "甲\t乙\n规章\t？"
    assert read(TABLE.replace("<td>{}", hidden.replace("span", "td"))).text == "甲\t乙\n规章\t？"


def test_very_many_different_styles_are_refused():
    styles = "".join(f'<b style="width:{n}px">1</b>' for n in range(50_001))
    with pytest.raises(InputTooLarge, match="styles"):
        read(styles)


@pytest.mark.parametrize(
    "shown",
    [
        '<span style="font: 12px/0 a">47</span>',
        '<span style="transform: translateX(-10px)">47</span>',
        '<span style="mso-hide: all">47</span>',
        '<span style="position:absolute; left:20px">47</span>',
        '<p style="text-indent:-20px; margin-left: -24pt">47</p>',
        '<div style="height:10px;overflow:hidden">47</div>',
        '<div style="width:100%;overflow:hidden">47</div>',
        '<span class="only">47</span>',
        '<bdo dir="ltr">47</bdo>',
    ],
)
def test_text_in_sight_is_read(shown):
    assert read(TABLE.format(shown)).text == "甲\t乙\n规章\t47"


@pytest.mark.parametrize(
    "mirrored",
    [
        '<bdo dir="rtl">81921</bdo>',
        '<bdo dir="RTL">81<b>92</b>1</bdo>',
        '<span style="direction: rtl; unicode-bidi: bidi-override">81921</span>',
        '129<bdo dir="rtl">81</bdo>',
        '<bdo dir="rtl">81<bdo dir="rtl">92</bdo>1</bdo>',
        '<bdo dir="rtl">819<bdo dir="ltr">12</bdo></bdo>',
        '<bdo dir="rtl">8<bdo dir="ltr">12<bdo dir="rtl">19</bdo></bdo></bdo>',
    ],
)
def test_text_is_read_in_the_direction_it_is_shown(mirrored):
    assert read(TABLE.format(mirrored)).text == "甲\t乙\n规章\t12918"
    assert read(f"<p>共{mirrored}件</p>").text == "共12918件"


def test_text_turned_over_and_over_is_no_burden():
    alike = "<bdo dir=rtl>12" * 1000 + "</bdo>" * 1000
    assert read(f"<p>{alike * 100}</p>").text == "21" * 100_000
    with pytest.raises(InputTooLarge):
        read("<bdo dir=rtl>1<bdo dir=ltr>2" * 500)


def test_a_row_without_cells_counts_where_a_cell_reaches_over_it():
    page = "<table><tr><td rowspan=2>甲<td>1</tr><tr></tr><tr><td>乙<td>2</tr></table>"
    document = read(page)
    assert document.text == "甲\t1\n乙\t2"
    assert [(cell.row, cell.column) for cell in document.cells] == [(1, 1), (1, 2), (3, 1), (3, 2)]


def test_a_cell_with_one_text_is_read_as_one_with_many():
    styled = '<p style="color:#333"><span style="color:red"><b>{}</b></span><o:p></o:p></p>'
    assert read(TABLE.format(styled.format("4 7"))).text == "甲\t乙\n规章\t4 7"
    assert read(TABLE.format(styled.format("4") + styled.format("7"))).text == "甲\t乙\n规章\t4 7"
    assert read(TABLE.format(styled.format("4<sup>7</sup>"))).text == "甲\t乙\n规章\t4⁷"
    assert read(TABLE.format(styled.format("<s>4</s>"))).text == "甲\t乙\n规章\t"
    assert read(TABLE.format(styled.format("<input value=3>47"))).text == "甲\t乙\n规章\t3 47"


MANY_NAMES = "".join(f" a{number}" for number in range(100_000))


@pytest.mark.parametrize(
    "attributes",
    [
        "a " * 400_000,
        'x=">" ' * 200_000,
        "a='<>'b " * 100_000,
        MANY_NAMES.replace(" ", " <"),
        f'x"{MANY_NAMES}"',  # a quote after no "=" is a part of a name
        f'x=y="{MANY_NAMES}"',
        f'x="1"=\u3000"{MANY_NAMES}"',
        f"/{MANY_NAMES}",
    ],
    ids=[
        *("names", "quoted ends", "quoted tags", "names that begin tags", "quote in a name", "in a value"),
        *("wide space", "stroke"),
    ],
)
def test_tags_with_very_many_attributes_are_cut_down(attributes):
    assert read(f"<p>前言</p><p {attributes}>后记</p>" + "<p>。</p>" * 9000).text.startswith("前言\n后记")


@pytest.mark.parametrize("tags", ["<a" * 500_000, "<a/" * 300_000, "<a b='<a b=\"" * 100_000, "<a<1" * 400_000])
def test_names_of_tags_that_run_together_are_no_burden(tags):
    assert read(f"<p>前言</p>{tags}").text.startswith("前言")


def test_a_paragraph_of_very_many_elements_is_read_like_one_of_few():
    inside = "<b>" * 500 + "{}" + "</b>" * 500
    assert read(f"<p>{inside.format('前言')}</p><p>{inside.format('后记')}</p>").text == "前言\n后记"
    assert read(TABLE.format(inside.format("4 7"))).text == "甲\t乙\n规章\t4 7"


MENU = "<ul><li><a href='/1'>首页</a></li><li><a href='/2'>政务公开</a></li></ul>"
SECTIONS = "<h2>一、总体情况</h2><p>正文。</p>{}<h2>二、主动公开政府信息情况</h2><p>无。</p>"


def test_a_list_in_the_report_is_read_and_a_menu_beside_it_is_not():
    items = "<ul><li>第一项</li><li>第二项<ol><li>其中一</li></ol></li></ul>"
    page = f"<body>{MENU}<div>{SECTIONS.format(items)}</div>{MENU}</body>".encode()
    assert read(page).text.splitlines() == [
        *("一、总体情况", "正文。", "第一项", "第二项", "其中一", "二、主动公开政府信息情况", "无。"),
    ]


def test_where_no_report_is_seen_menus_are_read_too():
    assert read(f"<body>{MENU}<p>一段文字</p></body>".encode()).text == "首页\n政务公开\n一段文字"


@pytest.mark.parametrize(
    "item",
    [
        "<li>索 引 号：001/2024</li>",
        "<li><b>索</b>引号 001/2024</li>",
        "<li>甲</li><li><ul><li>索引号：001/2024</li></ul></li>",
    ],
)
def test_what_a_list_states_is_known(item):
    page = f"<body><ul>{item}</ul><div>{SECTIONS.format('')}</div></body>".encode()
    assert read(page).index_number == "001/2024"


def test_a_title_in_a_list_is_the_reports():
    title = "示例市２０２３年政府信息公开工作年度报告"
    page = f"<body><ul><li><h1>{title}</h1></li></ul><div>{SECTIONS.format('')}</div></body>".encode()
    assert read(page).text.startswith(title)


def test_a_heading_in_a_list_belongs_to_the_report():
    page = f"<body>{MENU}<ul><li>一 、总体情况</li></ul><ul><li>二、主动公开政府信息情况</li></ul></body>".encode()
    assert read(page).text.splitlines()[-2:] == ["一 、总体情况", "二、主动公开政府信息情况"]


def test_a_long_style_does_not_take_the_span_from_a_cell():
    style = "mso-style: x; " * 400
    rows = f'<tr><td style="{style}" colspan="2">甲</td><td>1</td></tr><tr><td>乙</td><td>2</td><td>3</td></tr>'
    page = f"<p {'a ' * 3000}>前</p><table>{rows}</table>" + "<p>。</p>" * 9000
    assert "甲\t\t1\n乙\t2\t3" in read(page).text


@pytest.mark.parametrize(
    "empty", ["<span><o:p></o:p></span></p>", "<o:p></o:p></p>", "12<o:p></o:p>34</p>", "<span><o:p></o:p></span>7</p>"]
)
def test_empty_elements_of_word_processors_say_nothing(empty: str):
    cells = f"<td><p><b>12</b>{empty}</td><td><p><span>3</span>{empty}</td>"
    pages = [
        build(REPORT, chrome=SITE).replace(b"</tr>", f"{cells}</tr>".replace("o:p", tag).encode())
        for tag in ("o:p", "o:q")
    ]
    assert read(pages[0]).text == read(pages[1]).text
    assert read(pages[0]).cells == read(pages[1]).cells
