"""The Chinese names of the columns of a dataset's tables."""

from __future__ import annotations

from govinfo_parse.form_labels import labels
from govinfo_parse.serialize.flat_row import UNIT

CHINESE_HEADS = {
    "report": "报告编号",
    "title": "标题",
    "agency": "机关",
    "agency_key": "机关（规范化）",
    "year": "年度",
    "form": "报表格式",
    "statistics_form": "统计表表式",
    "standing": "状态",
    "verified": "图片数字经合计印证的比例",
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
    "confidence": "识别把握",
    "verified_by": "印证的勾稽关系",
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


def chinese_column_name(column: str) -> str:
    """The Chinese name of a column of any table of a dataset."""
    label = labels().get(column)
    return label.text if label else CHINESE_HEADS.get(column, column)
