"""Figures that sentences state: every one that is stated, and none that is not."""

from __future__ import annotations

import json
import pickle
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_parse
from govinfo_parse import Fact, FactKind, GrammarError, Parser, Report, Span, parse_report
from govinfo_parse.model import Scope
from govinfo_parse.narrative.numerals import value_of
from tests.narrative.prose import TITLE, written

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "cases" / "narrative.json"
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))

# A sentence, and what a careful reader takes from it.
SENTENCES = [
    (
        "全年共受理政府信息公开申请121件（其中新收112件，上年结转9件），已答复119件。",
        "received 121, received 112, carried_over 9, replied 119",
    ),
    (
        "全市新收政府信息公开申请810件，上年结转28件，办结800件，结转下年度38件。",
        "received 810, carried_over 28, replied 800, carried_forward 38",
    ),
    ("2022年共收到申请31件，2023年共收到政府信息公开申请40件。", "received 40"),
    ("2023年收到政府信息公开申请33件，比2022年（31起）增加2起，同比增长6.5%，答复30件。", "received 33, replied 30"),
    ("收到政府信息公开申请三件，答复十二件，不予公开两件。", "received 3, replied 12, refused 2"),
    ("自2008年以来，累计受理政府信息公开申请512件，答复510件。", ""),
    ("2023年，累计公开政府信息262条。", "published 262"),
    ("截至目前，累计收到申请500件。", ""),
    ("上半年收到政府信息公开申请20件，答复18件；全年共收到45件申请。", "received 45"),
    ("主动公开政府信息400余条。", "published 400"),
    ("全年主动公开信息12.5万条，其中通过政府网站公开3万条。", "published 125000"),
    ("共主动公开政府信息１，２０８条。", "published 1208"),
    ("共主动公开政府信息1,208条，答复依申请公开12件。", "published 1208, replied 12"),
    ("本年度未发生行政复议、行政诉讼案件。", "reconsideration 0, litigation 0"),
    ("行政复议、行政诉讼均为0件。", "reconsideration 0, litigation 0"),
    ("行政复议、行政诉讼案件共3件。", ""),
    ("未建立行政复议机制。", ""),
    ("无正当理由大量反复申请。", ""),
    ("联系电话：0379-63892552，公开申请受理电话12345。", ""),
    ("依据《条例》第三十三条、第十条，20个工作日内答复申请人。", ""),
    ("去年收到申请31件，答复30件。", ""),
    ("本年无下年度结转，无上年结转。", "carried_forward 0, carried_over 0"),
    ("收到网民留言300条，答复300条。", ""),
    ("收到政府信息公开申请8件，办结8件。收到网民留言300条，办结300条。", "received 8, replied 8"),
    (
        "予以公开8件、部分公开3件、不予公开1件、无法提供2件、不予处理1件、其他处理1件。",
        "granted 8, partly_granted 3, refused 1, unavailable 2, not_processed 1, other_handling 1",
    ),
    ("其中60件予以公开，51件部分公开，4件不予公开。", "granted 60, partly_granted 51, refused 4"),
    ("受理并答复政府信息公开申请12件。", "received 12, replied 12"),
    ("办理政协提案3件、人大建议2件。", ""),
    ("办理行政复议案件351件，行政应诉案件12件。", "litigation 12"),
    ("2023年，我局共收到政府信息公开申请5件，其中上年结转1件，均已按期答复。", "received 5, carried_over 1"),
    ("2023年我局共收到政府信息公开申请5件（含上年结转1件）。", "received 5, carried_over 1"),
    ("全年收到依申请公开12件，其中网上申请8件、信函申请4件；办结12件，其中按时办结12件。", "received 12, replied 12"),
    ("我局收到政府信息公开申请1件，已作出补正告知，目前未收到该申请人提交的补正，结转下年度办理。", "received 1"),
    (
        "2022年,县政府办公室共收到9份政府信息公开申请,均为自然人申请。其中,予以公开2件,部分公开2件,属于四类过程性信息1件,本办不掌握相关政府信息3件,其他1件(申请人自主撤销)。无下年度结转。",
        "received 9, granted 2, partly_granted 2, carried_forward 0",
    ),
    (
        "2022年,各镇街、各部门共收到政府信息依申请公开2408件。其中,通过网络申请2200件,占91.36%;通过信函申请150件,占6.23%;通过当面申请58件,占2.41%。",
        "received 2408",
    ),
    (
        "2022年,各镇街、各部门共完成政府信息依申请公开答复2391件,包括上年结转信息公开申请30件。其中,予以公开答复1500件,占66.48%;部分公开67,占4.61%;不予公开81件,占5.57%;无法提供的182件;不予处理的61件,占4.20%;其他处理96件,占6.61%。",
        (
            "replied 2391, carried_over 30, granted 1500, partly_granted 67, refused 81, unavailable 182, "
            "not_processed 61, other_handling 96"
        ),
    ),
    (
        "2012年全县共收到有关政府信息公开的申请9条，网上申请数4条，信函申请数5条；对依申请公开的答复总数4条，其中同意公开答复数3条，其它公开答复数1条；未收到有关政府信息公开行政复议申请。",
        "received 9, replied 4, granted 3, reconsideration 0",
    ),
    (
        "2023年制作、获取政府信息总数620条，其中主动公开政府信息210条，依申请公开信息数360条，不予公开信息数50条。",
        "published 210",
    ),
    ("全年公开信息 37 条，其中信息公开指南 1 条，信息公开年报 1 条，概况信息 2 条。", "published 37"),
    ("2023年累计在政府网站主动公开政务信息273条，其中，通知公告130条，工作信息90条，其他信息53条。", "published 273"),
    ("全年我局共主动公开各类政府信息条数共计79条。其中公示公告29条，依法行政1条。", "published 79"),
    ("2023 年累计公开部门动态 4 篇，工作动态 2 篇。", ""),
    ("2023年我单位未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。", "reconsideration 0, litigation 0"),
    (
        "没有发生针对本单位有关政府信息公开事务的行政复议案、行政诉讼案和有关的申诉案。",
        "reconsideration 0, litigation 0",
    ),
    ("因政府信息公开引发行政复议3起，行政诉讼2起，其中未经复议直接起诉1起。", "reconsideration 3, litigation 2"),
    ("被申请行政复议2件，维持1件，纠正1件；被提起行政诉讼1件。", "reconsideration 2, litigation 1"),
    ("收到政府信息公开申请，共8件，已全部答复。", "received 8"),
    ("收到政府信息公开申请近百件。", ""),
    ("收到政府信息公开申请约120件，答复100多件。", "received 120, replied 100"),
    ("收到政府信息公开申请3—5件。", ""),
    ("收到社会救助申请300件，受理不动产登记申请1200件。", ""),
    ("召开新闻发布会24场，接待群众咨询120人次。", ""),
    ("本年新收政府信息公开申请数量 12 0 0 0 0 0 12", ""),
    ("行政许可 128件 行政处罚 36件 行政强制 4件", ""),
    ("共收到政府信息公开申请15件，其中14件已办结，1件结转至2024年办理。", "received 15, replied 14, carried_forward 1"),
    ("2023年，结转2022年度申请3件，新收申请12件。", "carried_over 3, received 12"),
    ("2023年收到申请12件，结转2024年2件。", "received 12, carried_forward 2"),
    ("政府信息公开申请为零，行政复议为0。", "received 0, reconsideration 0"),
    ("一、收到和处理政府信息公开申请情况。本年度共收到12件，答复12件。", "received 12, replied 12"),
    ("截至2023年12月31日，共收到政府信息公开申请8件。", "received 8"),
    ("2023年1月1日至12月31日，累计受理政府信息公开申请8件。", "received 8"),
    ("5月10日，收到张某的政府信息公开申请1件。", ""),
    ("本年度收到政府信息公开申请12件，较上年增加3件，增长33.3%；办结11件，较上年减少1件。", "received 12, replied 11"),
    ("共收到申请20件，其中18件予以公开，2件不予公开。", "received 20, granted 18, refused 2"),
    ("答复率100%，按时办结率100%。", ""),
    ("2023年共办结政府信息公开申请120件，其中按时答复118件，延期答复2件。", "replied 120"),
    ("收到政府信息公开申请10件，其中自然人申请9件，商业企业申请1件。", "received 10"),
    (
        "全年未收到政府信息公开申请，也未发生因政府信息公开引起的行政复议和行政诉讼。",
        "received 0, reconsideration 0, litigation 0",
    ),
    ("2023年全县政府信息公开\n申请56件，已答\n复55件。", "received 56, replied 55"),
    (
        "（二）依申请公开情况\n2023年，全区共收到政府信息公开申请56件，其中当面申请2件、网络申请50件、信函申请4件，全部按期答复。",
        "received 56",
    ),
    (
        "本年度新收到政府信息公开申请23件，上年结转1件，共24件；其中予以公开10件，部分公开3件，不予公开2件，无法提供6件，不予处理2件，其他处理0件，结转下年度1件。",
        (
            "received 23, carried_over 1, granted 10, partly_granted 3, refused 2, unavailable 6, not_processed 2, "
            "other_handling 0, carried_forward 1"
        ),
    ),
    ("2024年，区政府系统共收到政府信息公开申请1,024件，同比下降8.3%；办结1,020件。", "received 1024, replied 1020"),
    ("全年受理依申请公开事项17件，按期办结17件，办结率100%。", "received 17, replied 17"),
    (
        "2023年，我局没有收到政府信息公开申请，没有因政府信息公开申请行政复议、提起行政诉讼的情况。",
        "received 0, reconsideration 0, litigation 0",
    ),
    ("2023年度，我单位收到依申请公开0件，无行政复议、行政诉讼案件。", "received 0, reconsideration 0, litigation 0"),
    (
        "2023年主动公开政府信息3456条，其中政务动态1200条，通知公告300条；收到政府信息公开申请12件，较去年增加3件；已答复11件，1件结转下年度办理。",
        "published 3456, received 12, replied 11, carried_forward 1",
    ),
    ("2023年本机关共办理政府信息公开行政复议案件2件，行政诉讼案件1件。", "litigation 1"),
    (
        "因政府信息公开工作被申请行政复议3件，其中维持2件，撤销1件；提起行政诉讼2件，均胜诉。",
        "reconsideration 3, litigation 2",
    ),
    ("2023年共收到政府信息公开申请100余件，均已答复。", "received 100"),
    ("受理政府信息公开申请近50件，公开信息1万余条。", "received 50, published 10000"),
    (
        "根据申请答复结果分类：予以公开23件，部分公开5件，不予公开4件（其中涉及国家秘密1件，内部事务信息3件）。",
        "granted 23, partly_granted 5, refused 4",
    ),
    ("本年度我镇共受理依申请公开2例，均为自然人，已全部办结。", "received 2"),
    (
        "全县各级行政机关共受理政府信息公开申请245宗，已答复240宗，其余5宗结转下年度。",
        "received 245, replied 240, carried_forward 5",
    ),
    (
        "2022年度结转至2023年度的申请4件，2023年新收申请20件，共办理24件，结转至2024年度2件。",
        "carried_over 4, received 20, carried_forward 2",
    ),
    ("收到政府信息公开申请2件（均为网上申请），答复2件。", "received 2, replied 2"),
    (
        "2023年，收到政府信息公开申请5件。在办理结果方面，予以公开3件，无法提供（本机关不掌握相关政府信息）2件。",
        "received 5, granted 3, unavailable 2",
    ),
    ("公开政府信息2300条，其中主动公开2280条，依申请公开20条。", "published 2300"),
    ("2023年，通过门户网站公开信息320条，微信公众号发布信息180条。", ""),
    ("2023年，我局通过门户网站主动公开政府信息320条，通过微信公众号发布信息180条。", "published 320"),
    ("2023年全年累计主动公开各类政府信息8,123条，受理申请公开36件。", "published 8123, received 36"),
    ("2023年收到群众来信来访12件，均已答复。", ""),
    ("我局共收到政府信息公开申请8件，其中2件申请人撤回，6件已按时答复。", "received 8, replied 6"),
    (
        "2023年度,收到信息公开申请10件。其中:予以公开4件,占40%;部分公开2件,占20%;不予公开1件,占10%;信息不存在3件,占30%。",
        "received 10, granted 4, partly_granted 2, refused 1",
    ),
    ("全年无依申请公开政府信息申请。", "received 0"),
    ("未收到公民、法人或者其他组织要求公开政府信息的申请。", "received 0"),
    (
        "2023年，未收到任何形式的政府信息公开申请，未产生行政复议、行政诉讼。",
        "received 0, reconsideration 0, litigation 0",
    ),
    ("2023年我局未出现因政府信息公开被举报投诉、行政复议、行政诉讼的情况。", "reconsideration 0, litigation 0"),
    ("截至2023年12月底，共受理依申请公开件6件，均按规定予以答复。", "received 6"),
    ("2023年，依申请公开受理11件，办结11件。", "received 11, replied 11"),
    ("依申请公开方面，全年共收到12件申请，办结12件。", "received 12, replied 12"),
    (
        "依申请公开：2023年收到申请3件，办结3件，未引发行政复议和行政诉讼。",
        "received 3, replied 3, reconsideration 0, litigation 0",
    ),
    ("今年以来，共收到政府信息公开申请7件，其中1件转结至下一年度继续办理。", "received 7, carried_forward 1"),
    (
        "2023年，主动公开政府信息共计1562条；依申请公开政府信息12件；行政复议0件；行政诉讼0件。",
        "published 1562, reconsideration 0, litigation 0",
    ),
    ("政府信息公开申请数量为15件，其中自然人15件。", "received 15"),
    ("收到的政府信息公开申请为15件，上年结转的为2件。", "received 15, carried_over 2"),
    ("2023年，全市行政机关共收到政府信息公开申请2万件。", "received 20000"),
    ("2021年至2023年，共收到政府信息公开申请100件。", ""),
    ("近三年来共受理申请45件。", ""),
    ("共收到申请15件，比2022年的12件增加3件。", "received 15"),
    ("共收到申请15件（2022年12件），答复14件（2022年11件）。", "received 15, replied 14"),
    ("第三季度收到申请5件，第四季度收到申请6件。", ""),
    ("按照要求，每件申请均在20个工作日内答复，一件申请一份答复。", ""),
    ("未按时答复的申请0件。", ""),
    ("申请人对答复不服申请行政复议的1件，结果维持。", "reconsideration 1"),
    ("发生政府信息公开类行政诉讼案件一起，行政复议案件两起。", "litigation 1, reconsideration 2"),
    ("收到政府信息公开申请十二件，办结十一件，结转下年一件。", "received 12, replied 11, carried_forward 1"),
    ("我局2023年共收到政府信息公开申请2件，2022年收到政府信息公开申请4件。", "received 2"),
    ("公开率100%，受理率100%，满意度98件次。", ""),
    ("本年度收到政府信息公开申请件数为6件。", "received 6"),
    ("制发规范性文件12件，废止3件，现行有效45件。", ""),
    ("政府信息公开咨询56件，信息公开申请3件。", "received 3"),
    ("共回复政府信息公开申请9件。", "replied 9"),
    ("全年共答复申请34件,其中同意公开22件,不予公开2件,信息不存在10件。", "replied 34, granted 22, refused 2"),
    ("共收到群众依申请公开诉求1件，已回复。", "received 1"),
    ("全年共受理12件依申请公开，已按时办结11件，结转2024年1件。", "received 12, replied 11, carried_forward 1"),
    ("收到政府信息公开申请8件，比2022年（31起）减少23件，减幅74%，其中，自然人申请6件，占75%。", "received 8"),
    ("截至6月，收到政府信息公开申请4件。", ""),
    ("2023年1-6月，收到政府信息公开申请4件，答复4件。", ""),
    ("2023年1月至6月收到申请12件；7月至12月收到申请13件。", ""),
    ("2023年全年收到申请12件（其中第四季度5件）。", "received 12"),
    ("受理政府信息公开申请二十三件，同意公开二十件，不予公开三件。", "received 23, granted 20, refused 3"),
    ("收到政府信息公开申请一百二十三件。", "received 123"),
    ("收到申请数３２件，予以公开２０件。", "received 32, granted 20"),
    ("收到政府信息公开申请1,234,567件。", "received 1234567"),
    ("收到政府信息公开申请约1.2万件。", "received 12000"),
    ("主动公开信息1.25万余条。", "published 12500"),
    ("接受政府信息公开申请咨询30件。", ""),
    ("办理依申请公开件15件。", ""),
    ("共收到政府信息公开申请，网上申请5件，信函申请3件，共8件。", ""),
    ("政府信息公开申请受理率为100%，答复率为100%。", ""),
    (
        "行政复议案件3件，其中维持2件、纠正1件；行政诉讼案件2件，其中一审1件、二审1件。",
        "reconsideration 3, litigation 2",
    ),
    ("无因政府信息公开引起的行政复议、行政诉讼案件。", "reconsideration 0, litigation 0"),
    ("全年未发生行政复议，发生行政诉讼1件。", "reconsideration 0, litigation 1"),
    ("收到申请12件，没有不予公开的情形。", "received 12"),
    ("2023年政府信息公开行政复议、行政诉讼情况：无。", ""),
    ("按照《政府信息公开条例》第二十条、第二十一条规定，公开信息56条。", "published 56"),
    ("通过县政府网站公开信息56条，政务微博发布信息20条，公示栏公开信息30条。", ""),
    ("依申请公开情况：全年共收到申请公开件2件。", "received 2"),
    (
        "2023年我局共受理依申请公开申请13件，内容涉及征地拆迁、房屋产权等，均在规定时间内答复申请人，其中：公开5件、部分公开2件、不属于本机关公开6件。",
        "received 13, granted 5, partly_granted 2",
    ),
    ("收到政府信息公开申请10件，已答复9件，答复率90%；1件按规定延期，结转下年度办理。", "received 10, replied 9"),
    ("2023年收到2件政府信息公开申请，均已在规定期限内予以答复，未收取任何费用。", "received 2"),
    ("2023年，本机关收到政府信息公开申请5件，与2022年相比减少3件。", "received 5"),
    (
        "本年度结转上年办理申请2件，新收8件，办结9件，结转下年1件。",
        "carried_over 2, received 8, replied 9, carried_forward 1",
    ),
    ("今年我局新增政府信息公开申请8件。", ""),
    ("组织政府信息公开业务培训3次，修订依申请公开制度1项。", ""),
    ("建议：一是规范依申请公开答复，二是每年开展1次行政复议案件评查。", ""),
    ("全年行政诉讼、行政复议零发生。", ""),
    ("政府信息公开申请、行政复议、行政诉讼均为零。", "reconsideration 0, litigation 0"),
    ("对政府信息公开申请，一律在20个工作日内答复，3件以上的集中会商。", ""),
    ("主动公开规范性文件12件，主动公开重点领域信息34条。", ""),
    ("2022年我局没有收到政府信息公开申请，2023年收到1件。", "received 1"),
    ("收到12345政务服务便民热线转来政府信息公开申请2件。", "received 2"),
    ("共收到政府信息公开申请12件，其中撤回2件，补正3件，答复7件。", "received 12, replied 7"),
    ("受理政府信息公开申请6件，全部予以公开。", "received 6"),
    (
        "收到政府信息公开申请6件，其中予以公开的4件、占66.7%，部分公开的2件、占33.3%。",
        "received 6, granted 4, partly_granted 2",
    ),
    ("收到的12件政府信息公开申请均已答复。", "received 12"),
    ("已办结政府信息公开申请12件中，予以公开8件，不予公开4件。", "replied 12, granted 8, refused 4"),
    ("未发生一起行政复议、行政诉讼案件。", "reconsideration 0, litigation 0"),
    ("未收到一件政府信息公开申请。", "received 0"),
    ("未接到1起因政府信息公开引发的行政复议。", "reconsideration 0"),
    (
        "（二）依申请公开。2024年，全区各级行政机关共新收政府信息公开申请362件（其中自然人申请330件，法人或其他组织申请32件），上年结转15件，全年共办结370件，结转下年度7件。",
        "received 362, carried_over 15, replied 370, carried_forward 7",
    ),
    (
        "全年共受理依申请公开政府信息16件，其中：网站平台接收12件，信函接收4件。按时答复16件，答复率100%。",
        "received 16, replied 16",
    ),
    (
        "2024年，共收到政府信息公开申请数45件，较2023年增长12.5%。其中，予以公开20件，占比44.4%；部分公开5件，占比11.1%；无法提供15件，占比33.3%；不予处理3件；其他处理2件。",
        "received 45, granted 20, partly_granted 5, unavailable 15, not_processed 3, other_handling 2",
    ),
    (
        "2024年，因政府信息公开引发的行政复议案件5件（其中维持3件、纠正1件、其他1件），行政诉讼案件3件，均判决驳回原告诉讼请求。",
        "reconsideration 5, litigation 3",
    ),
    (
        "2024年，我街道未收到依申请公开件，未产生信息公开收费，未发生行政复议、行政诉讼。",
        "received 0, reconsideration 0, litigation 0",
    ),
    ("本年度，共有1件政府信息公开行政复议案件，无行政诉讼案件。", "reconsideration 1, litigation 0"),
    (
        "全年我办共收到信息公开申请11件，已全部按期依法答复。其中予以公开7件，不予公开1件，本机关不掌握相关信息3件。",
        "received 11, granted 7, refused 1",
    ),
    ("截至2024年12月31日，共收到政府信息公开申请99件，办结98件，1件正在办理中。", "received 99, replied 98"),
    (
        "今年共收到依申请公开事项4件，其中3件已办结，1件按规定结转下一年度办理。",
        "received 4, replied 3, carried_forward 1",
    ),
    ("2024年主动公开政府信息6,789条（其中政府网站5,000条，政务新媒体1,789条）。", "published 6789"),
    ("2024年度公开政府信息共计1021条，其中通过门户网站公开802条，通过其他方式公开219条。", "published 1021"),
    ("共主动公开各类政府信息2.3万余条，答复公众依申请公开56件。", "published 23000, replied 56"),
    (
        "本年度共收到信息公开申请0件，上年度结转0件，办结0件，结转下年度0件。",
        "received 0, carried_over 0, replied 0, carried_forward 0",
    ),
    (
        "未发生因政府信息公开引起的行政复议、提起行政诉讼的案件；未收到政府信息公开申请。",
        "reconsideration 0, litigation 0, received 0",
    ),
    (
        "没有收到政府信息公开申请件，也没有政府信息公开方面的行政复议或诉讼。",
        "received 0, reconsideration 0, litigation 0",
    ),
    ("全镇没有发生因政府信息公开被提起行政复议或行政诉讼的情况发生。", "reconsideration 0, litigation 0"),
    (
        "2024年，共收到公民、法人和其他组织提交的政府信息公开申请6件，依法公开4件，不予公开2件。",
        "received 6, granted 4, refused 2",
    ),
    ("共受理并办结依申请公开件26件，结转上年度申请3件。", "received 26, replied 26, carried_over 3"),
    (
        "新收政府信息公开申请26件、上年结转3件，共29件；答复28件、结转下年1件。",
        "received 26, carried_over 3, replied 28, carried_forward 1",
    ),
    ("向社会公开行政处罚信息120条、行政许可信息300条。", ""),
    ("在区政府网站主动公开信息328条，其中政策文件12条。", "published 328"),
    ("2024年，全局通过区政府门户网站、微信公众号等主动公开政府信息1560条。", "published 1560"),
    ("因信息公开被行政复议1起、被行政诉讼1起，均维持原答复。", "reconsideration 1, litigation 1"),
    ("涉及政府信息公开的行政复议、诉讼案件0件。", "reconsideration 0, litigation 0"),
    ("全年受理信息公开申请3宗，均为当面申请，已当场答复3宗。", "received 3"),
    ("全年审理行政复议案件56件。", ""),
    ("本届政府以来共收到政府信息公开申请150件。", ""),
    ("年初以来共收到政府信息公开申请15封。", "received 15"),
    ("力争全年主动公开信息500条，要求各单位每月主动公开信息不少于5条。", ""),
    ("行政复议3件，责令重新答复申请1件。", "reconsideration 3"),
    ("上年度无结转申请，收到申请3件。", "carried_over 0, received 3"),
]


def told(report: Report) -> list[str]:
    return [f"{fact.kind} {fact.value}" for fact in report.narrative]


def assert_spans_are_true(report: Report, text: str) -> None:
    for fact in report.narrative:
        assert text[fact.span.start : fact.span.end] == fact.raw
        assert fact.raw


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=range(len(SENTENCES)))
def test_a_sentence(text: str, facts: str):
    report = parse_report(text)
    assert sorted(told(report)) == sorted(filter(None, facts.split(", ")))
    assert_spans_are_true(report, text)


OWN = {"text": "全年共收到政府信息公开申请3件，已答复2件。", "facts": [["received", 3], ["replied", 2]]}


@pytest.mark.parametrize("case", [OWN, *(json.loads(SHARED.read_text(encoding="utf-8")) if SHARED.exists() else [])])
def test_a_sentence_of_a_real_report(case):
    report = parse_report(case["text"])
    assert sorted((fact.kind, fact.value) for fact in report.narrative) == sorted(map(tuple, case["facts"]))
    assert_spans_are_true(report, case["text"])


@given(st.integers(0, 10**9))
def test_every_fact_is_one_that_is_stated(seed: int):
    one = written(seed)
    report = parse_report(one.text)
    assert Counter((fact.kind.value, fact.value) for fact in report.narrative) == Counter(one.stated)
    assert_spans_are_true(report, one.text)


@given(st.text("收到政府信息公开申请0123年月日件条，。；（）其中未答复公开结转上下万余、\n \t三十", max_size=200))
def test_spans_are_true_in_any_text(text: str):
    assert_spans_are_true(parse_report(text), text)


def test_what_a_fact_says_of_itself():
    text = "全年主动公开信息约１．２万余条，收到申请 三十二 件，未发生行政诉讼。"
    assert parse_report(text).narrative == (
        Fact(FactKind.PUBLISHED, 12_000, "条", True, "１．２万", Span(9, 13)),
        Fact(FactKind.RECEIVED, 32, "件", False, "三十二", Span(21, 24)),
        Fact(FactKind.LITIGATION, 0, None, False, "未", Span(27, 28)),
    )


@pytest.mark.parametrize("about", ["约{}件", "近{}件", "{}余件", "{}多件", "{}件以上", "{}件左右", "超过{}件"])
def test_about_so_many(about: str):
    (fact,) = parse_report(f"收到政府信息公开申请{about.format(120)}。").narrative
    assert (fact.value, fact.approximate, fact.raw) == (120, True, "120")


def test_which_applications_a_figure_counts():
    scopes = [
        (fact.value, fact.scope)
        for fact in parse_report("受理申请121件（其中新收112件，上年结转9件）。").narrative
        if fact.kind is FactKind.RECEIVED
    ]
    assert scopes == [(121, Scope.WITH_CARRIED_OVER), (112, Scope.NEW)]
    (fact, *_) = parse_report("收到政府信息公开申请12件（含上年结转）。").narrative
    assert (fact.value, fact.scope) == (12, Scope.WITH_CARRIED_OVER)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_tables_state_nothing(example: Path):
    text = example.read_text(encoding="utf-8")
    tables = text[text.index("二、主动公开政府信息情况") : text.index("五、存在")]
    assert parse_report(tables).narrative == ()
    with_units = re.sub(r"(?<=[\t|│,\n ])(\d+)(?=[\t|│,\n ])", r"\1件", tables)
    assert parse_report(with_units).narrative == ()


@pytest.mark.parametrize(
    "row",
    [
        "本年收到政府信息公开申请 | 12件 | 3件",
        "本年收到政府信息公开申请 │ 12件 │ 3件",
        "║ 本年收到政府信息公开申请 ║ 12件 ║",
        "本年收到政府信息公开申请,,12件",
        '"本年收到政府信息公开申请","12件"',
        ",本年收到政府信息公开申请12件",
        "本年收到政府信息公开申请,12件,3件,15件",
        "本年收到政府信息公开申请\t12件",
    ],
)
def test_a_row_of_cells_is_no_sentence(row: str):
    text = f"{TITLE}\n三、收到和处理政府信息公开申请情况\n{row}\n"
    assert parse_report(text).narrative == ()


def test_sections_on_problems_and_other_matters_are_left_out():
    text = f"{TITLE}\n一、总体情况\n收到政府信息公开申请8件。\n五、存在的主要问题及改进情况\n收到申请5件。\n"
    assert told(parse_report(text + "六、其他需要报告的事项\n主动公开信息9条。")) == ["received 8"]


@pytest.mark.parametrize("stop", ["。", ".", "．"])
@pytest.mark.parametrize("after", ["（三）平台建设情况", "三、其他", "网站由市政府统一管理。", "2022年"])
def test_a_sentence_ends_at_a_full_stop_of_other_writings(stop: str, after: str):
    report = parse_report(f"一、总体情况\n2022年，未收到政府信息公开申请{stop}\n{after}\n")
    assert [(fact.kind, fact.value) for fact in report.narrative] == [(FactKind.RECEIVED, 0)]


def test_prose_of_other_sections_is_read():
    text = f"{TITLE}\n一、总体情况\n无。\n三、收到和处理政府信息公开申请情况\n收到政府信息公开申请8件，办结8件。\n"
    assert told(parse_report(text)) == ["received 8", "replied 8"]


def test_the_year_of_the_title_tells_other_years():
    sentence = "一、总体情况\n2022年收到政府信息公开申请8件，答复7件。"
    assert told(parse_report(f"{TITLE}\n{sentence}")) == []
    assert told(parse_report(f"{TITLE.replace('2023', '2022')}\n{sentence}")) == ["received 8", "replied 7"]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_line_ends(newline: str):
    text = f"{TITLE}\n一、总体情况\n2023年收到政府信息公开\n申请8件，答\n复7件。".replace("\n", newline)
    report = parse_report(text)
    assert told(report) == ["received 8", "replied 7"]
    assert_spans_are_true(report, text)


@pytest.mark.parametrize(
    ("extension", "text", "facts"),
    [
        ('%extend RECEIVE: "收讫"', "收讫政府信息公开申请8件。", ["received 8"]),
        ('%extend REFUSED: "依法拒绝"', "收到申请8件，依法拒绝2件。", ["received 8", "refused 2"]),
        ('%extend UNIT: "桩"', "收到政府信息公开申请8桩。", ["received 8"]),
        ('%extend NOT: "不曾"', "不曾收到政府信息公开申请。", ["received 0"]),
        ('%extend OTHER_PERIOD: "上个五年"', "上个五年，收到政府信息公开申请8件。", []),
        ('%extend OTHER_WORD: "收到申请"', "收到申请8件。", []),
        ("%extend published: OPENED GAP figure", "公开文件8件。", ["published 8"]),
        ('COUNTED: "另行统计"\n%extend received: lead COUNTED figure rest', "另行统计8件申请。", ["received 8"]),
    ],
)
def test_a_line_more_extends_it(extension: str, text: str, facts: list[str]):
    assert told(parse_report(text)) != facts
    assert told(Parser(facts=[extension]).parse(text)) == facts


@pytest.mark.parametrize(
    ("extension", "message"),
    [
        ('%extend RECEIVE: "答复"', "the word '答复' is given to both RECEIVE and REPLIED"),
        ("%extend received: RECIEVE figure", "RECIEVE"),
        ("%extend received: lead again\nagain: again FIGURE", "has itself inside"),
        ('%extend received: "收到" figure', "names of words and rules only"),
        ("%extend RECEIVE: /(/", "the expression of RECEIVE is not valid"),
    ],
)
def test_a_faulty_extension_is_said_at_once(extension: str, message: str):
    with pytest.raises(GrammarError, match=re.escape(message)):
        Parser(facts=[extension])


def test_facts_are_written_and_read_back():
    report = parse_report("受理申请121件（其中新收112件，上年结转9件），答复约119件，未发生行政复议。")
    assert len(report.narrative) == 5
    assert govinfo_parse.from_json(govinfo_parse.to_json(report)) == report
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301  our own
    data = govinfo_parse.to_dict(report)
    assert data["narrative"][1] == {
        "kind": "received",
        "value": 112,
        "unit": "件",
        "approximate": False,
        "raw": "112",
        "span": [13, 16],
        "scope": "new",
    }
    del data["narrative"][1]["scope"]
    assert govinfo_parse.from_dict(data).narrative[1].scope is None
    del data["narrative"]
    assert govinfo_parse.from_dict(data).narrative == ()


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("两", 2),
        ("二十", 20),
        ("一百零三", 103),
        ("一千二百", 1200),
        ("1,208", 1208),
        ("三五", None),
        ("零三", None),
        ("百", None),
        ("十百", None),
        ("二〇二三", None),
        ("1.5", None),
        ("零", 0),
    ],
)
def test_numerals(printed: str, value: int | None):
    assert value_of(printed) == value
