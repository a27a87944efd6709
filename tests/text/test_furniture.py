"""Page furniture: what is not the article goes, what could be the article stays."""

from __future__ import annotations

import pytest

from assistant.records import SeedText
from assistant.text.pages import passages, repair
from assistant.text.repair.furniture import page_of, telling_lines

PAGE = """首页 > 贷款 > 正文
某某贷款网
花呗逾期了怎么办？
作者：李明 来源：某某网 2023/5/6 08:00 阅读 123
花呗逾期了怎么办？

花呗逾期以后要及时还款。

一、办法

1. 联系客服。

2. 拨打投诉电话12378。

总结

及时还款最好。

（责任编辑：王五）
标签：花呗 逾期
上一篇：没有了
下一篇：借呗怎么还
相关阅读
信用卡逾期了怎么办，要注意什么
网贷逾期
"""


def mend(text: str) -> str:
    return repair(SeedText("9_page.txt", text, "utf-8")).text


def test_another_page_loses_its_furniture_and_nothing_else() -> None:
    assert mend(PAGE) == (
        "花呗逾期了怎么办？\n\n花呗逾期以后要及时还款。\n\n一、办法\n\n1. 联系客服。\n\n"
        "2. 拨打投诉电话12378。\n\n总结\n\n及时还款最好。"
    )


def test_what_identifies_the_page_is_kept_as_metadata() -> None:
    document = passages(repair(SeedText("9_page.txt", PAGE, "utf-8")))[0].document
    assert document.id == "9"
    assert document.title == "花呗逾期了怎么办？"
    assert (document.date, document.author) == ("2023-05-06", "李明")
    assert document.source == "9_page.txt"


ARTICLE = "怎么还款\n\n要及时还款。\n\n一、办法\n\n先联系平台。\n"


@pytest.mark.parametrize(
    "line",
    [
        "内容侵权、删帖举报联系方式：13800000000 a@b.com",
        "如有侵权请联系删除，邮箱：a@b.com",
        "责任编辑：张三",
        "（责编：李四）",
        "特别声明：本文为机构上传，仅代表作者观点。本站仅提供发布平台。",
        "免责声明：本网所提供的信息仅供参考之用。不代表本网赞同其观点。",
        "本文仅代表作者观点，不代表本站立场",
        "上一篇：甲",
        "下一篇:乙",
        "最新文章",
        "随机看看",
        "猜你喜欢",
        "打开APP体验更佳",
        "请在app内查看更多",
        "某站_免费观看_国产精品_在线视频_高清无码_久久热",
    ],
)
def test_telling_lines_go_from_the_end(line: str) -> None:
    assert mend(ARTICLE + "\n" + line) == ARTICLE.rstrip("\n")
    assert mend(ARTICLE + "\n" + line + "\n") == ARTICLE.rstrip("\n")


@pytest.mark.parametrize(
    "line",
    [
        "2024-12-06 12:22:48",
        "发布时间：2025-08-17 | 来源：互联网整理",
        "廉亚萌 2024-12-11 18:58:36",
        "银行逾期 2024年12月6日",
        "来源：某某日报",
        "催收科普 5℃ 0",
        "阅读 1234 评论 5",
        "分享",
        "首页 收藏 分享到微信",
        "逾期频道",
        "保函网",
        "您好！欢迎访问逾期频道！",
        "陈先生：13800000000 a@b.com",
        "怎么还款",
        "还款攻略",
    ],
)
def test_quiet_lines_go_from_the_head_of_a_scraped_page_only(line: str) -> None:
    top, rest = ARTICLE.split("\n", 1)
    page = f"{top}长标题在此\n{line}\n{rest}"
    assert mend(page) == page  # nothing shows that this page was scraped
    assert mend(page + "\n上一篇：没有了") == f"{top}长标题在此\n{rest}".rstrip("\n")


@pytest.mark.parametrize(
    "healthy",
    [
        "投诉电话：12378\n联系邮箱：a@b.com\n如遇骚扰，可以报警。",
        "# 项目\n\n欢迎访问我们的网站！\n\n作者：张三 2024-01-01\n\n## 安装\n\n运行它。\n",
        "用户ID_姓名_年龄_性别_城市_省份 是字段名。这些字段都要填。",
        "a_b_c_d_e_f = 1\n",
        "他打开APP查看账单。后来又看了上一篇文章。最新文章写得很好。",
        "## 相关阅读\n\n- [一](a.md)\n- [二](b.md)\n",
        "会议纪要\n2024年5月1日\n\n一、出席\n\n张三、李四。\n\n二、决定\n\n照办。\n",
    ],
)
def test_healthy_pages_keep_all_their_lines(healthy: str) -> None:
    assert mend(healthy) == healthy


def test_telling_lines_in_the_middle_of_an_article_stay() -> None:
    page = "标题\n\n第一段。\n\n下一篇：说的是别的。\n\n一、结尾\n\n最后一段。"
    assert telling_lines(page_of(page)) == {}
    assert mend(page) == page


def test_a_page_of_nothing_but_furniture_is_empty() -> None:
    result = repair(SeedText("a.txt", "上一篇：甲\n下一篇：乙\n", "utf-8"))
    assert result.text == ""
    assert passages(result) == ()


def test_the_reason_names_the_kind() -> None:
    result = repair(SeedText("a.txt", ARTICLE + "\n责任编辑：张三\n上一篇：甲", "utf-8"))
    assert [edit.reason for edit in result.edits] == ["editor, link to another article"]
    edit = result.edits[0]
    assert edit.before == "\n\n责任编辑：张三\n上一篇：甲"
    assert edit.after == ""
