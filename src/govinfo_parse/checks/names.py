"""Short Chinese names of the record's rows and columns, for messages to people."""

from __future__ import annotations

import re
from collections.abc import Sequence

ROW_NAMES = {
    "disclosure.rules": "规章",
    "disclosure.normative_documents": "行政规范性文件",
    "disclosure.other_documents": "其他主动公开文件",
    "disclosure.licensing": "行政许可",
    "disclosure.other_services": "其他对外管理服务事项",
    "disclosure.penalties": "行政处罚",
    "disclosure.compulsory_measures": "行政强制",
    "disclosure.fees": "行政事业性收费",
    "disclosure.procurement": "政府集中采购",
    "applications.received": "一、本年新收",
    "applications.carried_over": "二、上年结转",
    "applications.carried_forward": "四、结转下年度继续办理",
    "applications.outcomes.granted": "（一）予以公开",
    "applications.outcomes.partly_granted": "（二）部分公开",
    "applications.outcomes.refused.state_secret": "（三）1.属于国家秘密",
    "applications.outcomes.refused.otherwise_prohibited": "（三）2.其他法律行政法规禁止公开",
    "applications.outcomes.refused.security_and_stability": "（三）3.危及“三安全一稳定”",
    "applications.outcomes.refused.third_party_rights": "（三）4.保护第三方合法权益",
    "applications.outcomes.refused.internal_affairs": "（三）5.属于三类内部事务信息",
    "applications.outcomes.refused.process_information": "（三）6.属于四类过程性信息",
    "applications.outcomes.refused.enforcement_file": "（三）7.属于行政执法案卷",
    "applications.outcomes.refused.administrative_inquiry": "（三）8.属于行政查询事项",
    "applications.outcomes.unavailable.not_held": "（四）1.本机关不掌握",
    "applications.outcomes.unavailable.needs_creation": "（四）2.需要另行制作",
    "applications.outcomes.unavailable.still_unclear": "（四）3.补正后仍不明确",
    "applications.outcomes.not_processed.petition": "（五）1.信访举报投诉类申请",
    "applications.outcomes.not_processed.repeated": "（五）2.重复申请",
    "applications.outcomes.not_processed.public_publication": "（五）3.要求提供公开出版物",
    "applications.outcomes.not_processed.excessive": "（五）4.无正当理由大量反复申请",
    "applications.outcomes.not_processed.reconfirmation": "（五）5.要求确认或重新出具",
    "applications.outcomes.other.correction_overdue": "（六）1.逾期不补正",
    "applications.outcomes.other.fee_overdue": "（六）2.逾期未缴费",
    "applications.outcomes.other.other": "（六）3.其他",
    "applications.outcomes.other.undivided": "（六）其他处理",
    "applications.outcomes.total": "（七）总计",
    "proceedings.reconsideration": "行政复议",
    "proceedings.litigation_direct": "未经复议直接起诉",
    "proceedings.litigation_after_reconsideration": "复议后起诉",
}
"""The printed label of each row of tables 2 and 3 and each block of table 4, shortened."""

COLUMN_NAMES = {
    "issued": "本年制发件数",
    "repealed": "本年废止件数",
    "in_force": "现行有效件数",
    "created": "本年新制作数量",
    "published": "本年新公开数量",
    "total_published": "对外公开总数量",
    "decisions": "处理决定数量",
    "previous_items": "上一年项目数量",
    "change": "本年增/减",
    "items": "采购项目数量",
    "amount": "金额",
    "natural_person": "自然人",
    "enterprise": "商业企业",
    "research_institution": "科研机构",
    "public_welfare_organization": "社会公益组织",
    "legal_service_organization": "法律服务机构",
    "other_organization": "其他法人或组织",
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
"""The printed label of each column, shortened."""

_INDICATOR = re.compile(r"statistics\[(\d+)\]\.rows\[(\d+)\]")

TABLE_NAMES = {"disclosure": "表二", "applications": "表三", "proceedings": "表四"}


def place(paths: Sequence[str]) -> tuple[str, str]:
    """Where the cells of one finding stand, in Chinese and as a dotted path.

    One cell is named by row and column, several by the row or the column that they share, else by their table.
    """
    if not paths:
        return "本报告", "the report"
    if (found := _INDICATOR.match(paths[0])) is not None:
        return f"第{int(found[1]) + 1}张指标表第{int(found[2]) + 1}行", paths[0]
    rows, columns = zip(*[path.rpartition(".")[::2] for path in paths], strict=True)
    row, column, table = rows[0], columns[0], paths[0].partition(".")[0]
    one_row, one_column = len(set(rows)) == 1, len(set(columns)) == 1
    row_name, column_name = ROW_NAMES.get(row, row), COLUMN_NAMES.get(column, column)
    if one_row and one_column:
        return f"{row_name}“{column_name}”", paths[0]
    if one_row:
        return f"{row_name}", f"{row}.*"
    if one_column:
        return f"“{column_name}”列", f"{table}.*.{column}"
    return TABLE_NAMES.get(table, table), f"{table}.*"
