"""Folding of characters so that what looks alike compares alike (字形归并).

Every folding here keeps the length of the text, so that a position in the folded text is a position in the original.
"""

from __future__ import annotations

from functools import lru_cache

_TRADITIONAL = (
    "關開請處結轉總計機構業團組織會務辦復議訴訟決許罰強費單萬億項規範閉與對應時間當無開數據掌認確獲"
    "類執發調補內動過題進況體系統現門稅財產華國際廣場給繳納標準實於這個們來產從眾長問節減續"
    "條報導書屬禁護權證檢舉複責監獎領幹歷屆試點員後維糾審尚級區縣鎮鄉廳戶農險醫藥環電訊網頁館圖檔"
    "衛職勞動銷價優營傳遞"
)
_SIMPLIFIED = (
    "关开请处结转总计机构业团组织会务办复议诉讼决许罚强费单万亿项规范闭与对应时间当无开数据掌认确获"
    "类执发调补内动过题进况体系统现门税财产华国际广场给缴纳标准实于这个们来产从众长问节减续"
    "条报导书属禁护权证检举复责监奖领干历届试点员后维纠审尚级区县镇乡厅户农险医药环电讯网页馆图档"
    "卫职劳动销价优营传递"
)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys((0x3000, 0x00A0, 0x2002, 0x2003, 0x2009, 0x202F, 0xFEFF, 0x200B), " ")
_FOLDED: dict[int, int | str] = {
    **_FULL_WIDTH,
    **_SPACES,
    **str.maketrans(_TRADITIONAL, _SIMPLIFIED),
    **str.maketrans("⒈⒉⒊⒋⒌⒍⒎⒏", "12345678"),
}


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the text with full-width, spacing and traditional forms folded, of the same length (归并字形)."""
    return text.translate(_FOLDED)


@lru_cache(maxsize=8192)
def core(text: str) -> str:
    """Return only the letters, digits and Chinese characters of a label (标签核心).

    Spacing, punctuation, brackets and quotation marks differ from print to print and never tell two labels apart.
    """
    return "".join(filter(str.isalnum, fold(text)))
