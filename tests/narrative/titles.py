"""What stands above reports, and what can be told of it: text, agency, year; None is not to be told."""

from __future__ import annotations

AGENCY = "示例市示例局"
OWN = f"{AGENCY}2023年政府信息公开工作年度报告"
WITHOUT_AGENCY = "2023年政府信息公开工作年度报告"
WITHOUT_YEAR = f"{AGENCY}政府信息公开工作年度报告"
OTHER = "示例县财政局2022年政府信息公开工作年度报告"
EARLIER = f"{AGENCY}2022年政府信息公开工作年度报告"

Case = tuple[str, str | None, int | None]

PLAIN: tuple[Case, ...] = (
    (OWN, AGENCY, 2023),
    (f"2023年度{AGENCY}政府信息公开工作年度报告", AGENCY, 2023),
    (f"{AGENCY}关于2023年政府信息公开工作的年度报告", AGENCY, 2023),
    (f"关于{OWN}", AGENCY, 2023),
    (f"《{OWN}》", AGENCY, 2023),
    (f"**{OWN}**", AGENCY, 2023),
    (f"# {OWN}", AGENCY, 2023),
    (f"> {OWN}", AGENCY, 2023),
    (f"1. {OWN}", AGENCY, 2023),
    (f"{OWN}（图片版）", AGENCY, 2023),
    (f"{OWN}-示例市人民政府门户网站", AGENCY, 2023),
    (f"{OWN} ［日期：2024-01-20］", AGENCY, 2023),
    (f"{OWN} 根据《中华人民共和国政府信息公开条例》要求", AGENCY, 2023),
    (f"{OWN}\n发布时间：2024年1月20日 来源：示例市人民政府", AGENCY, 2023),
    ("示例市示例局 2 0 2 3 年 政 府 信 息 公 开 工 作 年 度 报 告", AGENCY, 2023),
    ("示例市 示例局 2023年政府信息公开工作年度报告", AGENCY, 2023),
    ("示例市示例局（示例市国资委）2023年政府信息公开工作年度报告", "示例市示例局（示例市国资委）", 2023),
    ("2023年示例市人民政府信息公开工作年度报告", "示例市人民政府", 2023),
    ("2023年示例市政府信息公开工作年度报告", "示例市", 2023),
    ("示例大学2023年信息公开工作年度报告", "示例大学", 2023),
)
LABELLED: tuple[Case, ...] = (
    (f"标题:{OWN}", AGENCY, 2023),
    (f"标题： {OWN}", AGENCY, 2023),
    (f"【标题】{OWN}", AGENCY, 2023),
    (f"标题\t{OWN}", AGENCY, 2023),
    (f"标题 {OWN}", AGENCY, 2023),
    (f"标题{OWN}", None, 2023),
    (f"名称|{OWN}", AGENCY, 2023),
    (f"| 名称 | {OWN} |", AGENCY, 2023),
    (f"索引号 | 01 | 名称 | {OWN} | 文号 |", AGENCY, 2023),
    (f"名    称：{OWN}", AGENCY, 2023),
    (f"信息名称:{OWN}", AGENCY, 2023),
    (f"标题：\n{OWN}", AGENCY, 2023),
    (f"名称：{WITHOUT_AGENCY}\n发布机构：{AGENCY}", None, 2023),
)
OTHERS: tuple[Case, ...] = (
    (f"附件：{OTHER}\n{OWN}", AGENCY, 2023),
    (f"附件1：{OTHER}.docx\n附件2：{OTHER}.pdf\n{OWN}", AGENCY, 2023),
    (f"附件:\n{OTHER}\n\n{OWN}", AGENCY, 2023),
    (f"附件：{OTHER}", None, None),
    (f"转发：{OTHER}\n{OWN}", AGENCY, 2023),
    (f"转发：{OTHER}", None, None),
    (f"文字解读:{OTHER}\n{OWN}", AGENCY, 2023),
    (f"文字解读：{OWN}\n{OWN}", AGENCY, 2023),
    (f"【文字解读】{OTHER}", None, None),
    (f"一图读懂：{OTHER}\n{OWN}", AGENCY, 2023),
    (f"一图读懂{OTHER}", None, None),
    (f"解读《{OWN}》", None, None),
    (f"{OWN}解读", None, None),
    (f"关于《{OTHER}》的解读\n{OWN}", AGENCY, 2023),
    (f"根据《{OTHER}》\n{OWN}", AGENCY, 2023),
    ("根据《政府信息公开条例》和《2022年政府信息公开工作年度报告》要求，编制本报告。", None, None),
    (f"{OWN}\n根据《政府信息公开条例》，编制2024年政府信息公开工作年度报告。", AGENCY, 2023),
    (f"现将{OWN}公布如下：", None, None),
    (f"{AGENCY}发布2023年政府信息公开工作年度报告", None, None),
    (f"{AGENCY}晒出2023年政府信息公开工作年度报告", None, 2023),
    (f"相关链接\n{OTHER}\n\n{OWN}", AGENCY, 2023),
    (f"相关阅读：{OTHER}\n{OWN}", AGENCY, 2023),
    (f"来源：{OTHER}\n{OWN}", AGENCY, 2023),
    (f"上一篇：\n{OTHER}\n\n{OWN}", AGENCY, 2023),
)
LISTS: tuple[Case, ...] = (
    (f"目录\n{EARLIER}\n{OWN}", AGENCY, 2023),
    (f"目  录\n{AGENCY}2021年政府信息公开工作年度报告\n{EARLIER}\n\n{OWN}", AGENCY, 2023),
    (f"目录\n一、总体情况……1\n{EARLIER}……7\n{OWN}", AGENCY, 2023),
    (f"历年年报\n{EARLIER}\n{AGENCY}2021年政府信息公开工作年度报告\n\n{OWN}", AGENCY, 2023),
    (f"{OWN}\n目录\n{EARLIER}\n{OTHER}", AGENCY, 2023),
    (f"目录\n{OWN}\n{EARLIER}", AGENCY, None),
    (f"目录\n{OTHER}\n{OWN}", None, None),
    (f"•{OTHER}\n•{OWN}\n{OWN}", AGENCY, 2023),
    (f"序号\t标题\t日期\n1\t{OTHER}\t2023-01-20\n2\t{OWN}\t2024-01-20", None, None),
    (f"{EARLIER}\n{OWN}", AGENCY, None),
    (f"{OTHER}\n{OWN}", None, None),
    (f"{OTHER}.pdf\n{OWN}", AGENCY, 2023),
    (f"{OWN}\n示例局2023年政府信息公开工作年度报告", AGENCY, 2023),
    ("示例县财政局2023年政府信息公开工作年度报告\n" + OWN, None, 2023),
)
PATHS: tuple[Case, ...] = (
    (f"首页\n政务公开\n{OWN}", AGENCY, 2023),
    (f"首页 政务公开 年报 {OWN}", AGENCY, 2023),
    (f"热点 {OWN}", AGENCY, 2023),
    (f"图文 {OWN}", None, 2023),
    (f"首页\n>\n政务公开\n>\n{OTHER}\n{OWN}", AGENCY, 2023),
    (f"当前位置:首页\n > 政务公开 > {OTHER}\n{OWN}", AGENCY, 2023),
    (f"当前位置：首页 > 政务公开 > {OTHER}\n{WITHOUT_AGENCY}\n{AGENCY}", AGENCY, 2023),
    (f"政府信息公开年报\n{OWN}", AGENCY, 2023),
    (f"示例市人民政府\n{OWN}", AGENCY, 2023),
)
YEARS: tuple[Case, ...] = (
    (f"{AGENCY}2022-2023年政府信息公开工作年度报告", AGENCY, None),
    (f"2022—2023年度{AGENCY}政府信息公开工作年度报告", AGENCY, None),
    (f"{AGENCY}2022年至2023年政府信息公开工作年度报告", AGENCY, None),
    (f"{AGENCY}2022、2023年政府信息公开工作年度报告", AGENCY, None),
    (f"{AGENCY}2023政府信息公开工作年度报告", AGENCY, 2023),
    (f"2023{AGENCY}政府信息公开年报", AGENCY, 2023),
    (f"{AGENCY}23年度政府信息公开工作年度报告", AGENCY, None),
    (f"{AGENCY}202年政府信息公开工作年度报告", AGENCY, None),
    (f"{AGENCY}202X年政府信息公开工作年度报告", AGENCY, None),
    (f"{AGENCY}20231年政府信息公开工作年度报告", AGENCY, None),
    ("示例市二〇二年政府信息公开工作年度报告", "示例市", None),
    (f"{AGENCY}本年度政府信息公开工作年度报告", AGENCY, None),
    (f"{AGENCY}2023年上半年政府信息公开工作报告", AGENCY, None),
    (f"{AGENCY}2023年政府信息公开工作年度报告（2022年）", AGENCY, None),
    (f"{WITHOUT_YEAR}（2023年）", AGENCY, 2023),
    (f"{WITHOUT_YEAR}\n（2023年度）", AGENCY, 2023),
    (f"{WITHOUT_YEAR}\n2024年1月", AGENCY, None),
    (f"{WITHOUT_YEAR}\n2024年", AGENCY, None),
    (f"2024年\n2023年\n2022年\n{WITHOUT_YEAR}", AGENCY, None),
    (WITHOUT_YEAR, AGENCY, None),
    ("政府信息公开工作年度报告", None, None),
)
WORDS: tuple[Case, ...] = (
    (f"{AGENCY}2023年政府信息公开工作报告", AGENCY, 2023),
    (f"{AGENCY}2023年政府信息公开年度工作报告", AGENCY, 2023),
    (f"{AGENCY}2023年政府信息公开报告", AGENCY, 2023),
    (f"{AGENCY}2023年政府信息公开工作情况报告", AGENCY, 2023),
    (f"{AGENCY}政府信息公开2023年度报告", AGENCY, 2023),
    (f"{AGENCY}政府信息公开2023年报", AGENCY, 2023),
    (f"{AGENCY}政府信息公开工作2023年年度报告", AGENCY, 2023),
    (f"{AGENCY}2023年度政务信息公开工作年度报告", AGENCY, 2023),
    (f"{AGENCY}2023年政务公开工作年度报告", AGENCY, 2023),
    (f"{AGENCY}2023年政务和政府信息公开工作年度报告", AGENCY, 2023),
)
TORN: tuple[Case, ...] = (
    (f"{AGENCY}\n\n2023年政府信息公开\n\n工作年度报告", AGENCY, 2023),
    (f"{AGENCY}\n2023年\n政府信息公开工作年度报告", AGENCY, 2023),
    (f"2023年度\n{AGENCY}\n政府信息公开工作年度报告", AGENCY, 2023),
    (f"{AGENCY}\n政府信息公开工作年度报告\n（2023年）", AGENCY, 2023),
    (f"{AGENCY}2023年\n政府信息\n公开年报", AGENCY, 2023),
    (f"{AGENCY}2023年\n政府信息公开工作年度报告\n示例市人民政府办公室\n2024年3月", AGENCY, 2023),
    (f"{WITHOUT_AGENCY}\n{AGENCY}", AGENCY, 2023),
    (f"{WITHOUT_AGENCY}\n\n{AGENCY}\n（2024年1月20日）", AGENCY, 2023),
    (f"{WITHOUT_AGENCY}\n{AGENCY}\n{WITHOUT_AGENCY}", AGENCY, 2023),
    (f"{WITHOUT_AGENCY}{AGENCY}2024年1月", AGENCY, 2023),
    (f"{WITHOUT_AGENCY} {AGENCY}", AGENCY, 2023),
    ("示例市经济和\n信息化局2023年政府信息公开工作年度报告", "示例市经济和信息化局", 2023),
    ("示例市住房\n和城乡建设局2023年政府信息公开\n工作年度报告", "示例市住房和城乡建设局", 2023),
    ("示例市示例区\n教育局\n2023年政府信息公开工作年度报告", "示例市示例区教育局", 2023),
    ("示例市示例区\n教育局2023年政府信息公开工作年度报告", None, 2023),
    (f"示例市\n{OWN}", AGENCY, 2023),
    (f"示例市人民政府\n示例市教育局\n{WITHOUT_AGENCY}", "示例市教育局", 2023),
    (f"示例市人民政府\n{WITHOUT_AGENCY}\n{AGENCY}", None, 2023),
    (f"示例市财政局\n示例市教育局\n{WITHOUT_AGENCY}", None, 2023),
    (f"{WITHOUT_AGENCY}\n财政局\n教育局", None, 2023),
)
NO_AGENCIES: tuple[Case, ...] = tuple(
    case
    for name in ("我局", "本机关", "各部门")
    for case in ((f"{name}{WITHOUT_AGENCY}", None, 2023), (f"{name}\n{WITHOUT_AGENCY}", None, 2023))
) + tuple(
    (f"{name}\n{WITHOUT_AGENCY}", None, 2023)
    for name in (
        "乡镇街道",
        "信用示例市",
        "市政府",
        "中国·示例市",
        "新闻中心",
        "办事大厅",
        "示例市人民政府门户网站",
        "发布机构：示例市示例局",
    )
)
NOTICES: tuple[Case, ...] = (
    (f"{AGENCY}关于公布2023年政府信息公开工作年度报告的公告", AGENCY, 2023),
    ("示例市人民政府办公室关于印发2023年政府信息公开工作年度报告的通知", None, 2023),
    ("示例市人民政府办公室关于做好2023年政府信息公开工作年度报告编制工作的通知", None, None),
    (f"示例市人民政府办公室关于做好2022年政府信息公开工作年度报告编制工作的通知\n{OWN}", AGENCY, 2023),
)
KINDS = {
    "plain": PLAIN,
    "labelled": LABELLED,
    "others": OTHERS,
    "lists": LISTS,
    "paths": PATHS,
    "years": YEARS,
    "words": WORDS,
    "torn": TORN,
    "no agencies": NO_AGENCIES,
    "notices": NOTICES,
}
