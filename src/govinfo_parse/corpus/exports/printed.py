"""What the official forms print beside each cell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import attrs

from govinfo_parse.checks.names import COLUMN_NAMES, ROW_NAMES
from govinfo_parse.model.paths import PATHS
from govinfo_parse.parser import default_parser
from govinfo_parse.serialize.panel import UNIT

TABLES = {
    "disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "proceedings": "四、政府信息公开行政复议、行政诉讼情况",
}
"""The heading of each table, as printed."""

HEADS = {
    "report": "报告编号",
    "title": "标题",
    "agency": "机关",
    "agency_key": "机关（规范化）",
    "year": "年度",
    "form": "报表格式",
    "statistics_form": "统计表表式",
    "standing": "状态",
    "format": "文件格式",
    "characters": "字数",
    "published": "发布日期",
    "index_number": "索引号",
    "publisher": "发布机构",
    "sections.overview": "一、总体情况",
    "sections.problems": "五、存在的主要问题及改进情况",
    "sections.other_matters": "六、其他需要报告的事项",
    UNIT: "政府集中采购·采购总金额的单位",
    "path": "单元格",
    "value": "数值",
    "state": "读取状态",
    "raw": "原文",
    "start": "起始位置",
    "end": "结束位置",
    "code": "代码",
    "severity": "严重程度",
    "message": "说明",
    "paths": "涉及的单元格",
    "line": "行",
    "column": "列",
    "table": "表",
    "row": "行",
    "key": "统一名称",
    "caption": "表题",
    "label": "项目",
    "parent": "所属行",
    "rule": "勾稽关系",
    "outcome": "结果",
    "expected": "应为",
    "actual": "实为",
    "kind": "所述事项",
    "unit": "单位",
    "approximate": "约数",
    "scope": "口径",
    "source": "来源",
    "size": "字节数",
    "sha256": "SHA-256",
    "error": "错误",
}
"""The columns that no form prints, in Chinese."""


@attrs.frozen
class Label:
    """What the form prints for one cell.

    Attributes:
        path: the cell's dotted path.
        table: the heading of its table.
        row: the label of its row, behind that of the group it stands in.
        column: the label of its column.
    """

    path: str
    table: str
    row: str
    column: str

    @property
    def text(self) -> str:
        """Row and column in one."""
        return f"{self.row}·{self.column}"


@cache
def labels() -> Mapping[str, Label]:
    """The label of every cell: as the 2021 form prints it, or else the 2019 form, or a province's addition."""
    parser = default_parser()
    printed: dict[str, Label] = {}
    for name in sorted(parser.forms, reverse=True):
        for block in parser.forms[name].blocks:
            group = ""
            for terminal, row in block.rows:
                text = parser.labels[terminal]
                if not row:
                    group = text
                    continue
                within = text[:1].isdigit() and group  # 1. to 8. are numbered within （三） to （六）
                for heading, column in block.columns:
                    path = f"{row}.{column}"
                    label = Label(
                        path, TABLES[block.table], f"{group}{text}" if within else text, parser.labels[heading]
                    )
                    printed.setdefault(path, label)
    return {path: printed.get(path) or _plain(path) for path in PATHS}


def _plain(path: str) -> Label:
    row, _, column = path.rpartition(".")
    return Label(path, TABLES[path.partition(".")[0]], ROW_NAMES[row], COLUMN_NAMES[column])


def chinese(column: str) -> str:
    """The Chinese name of a column of any table of a dataset."""
    label = labels().get(column)
    return label.text if label else HEADS.get(column, column)
