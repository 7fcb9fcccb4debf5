"""Features by which State and Party layout are told apart: layout, name, weight, pattern.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (State); Hướng dẫn 05-HD/VPTW (Party, secondary, to be confirmed).
"""

FEATURES = (
    ("state", "heading", 3, r"CỘNG\s+HÒA\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM"),
    ("state", "motto", 3, r"[Đđ](?i:ộc\s+lập\s*-\s*Tự\s+do\s*-\s*Hạnh\s+phúc)"),
    ("state", "number", 1, r"S[ốỐ]\s*:[\d.…_ \t]{0,30}/[^\W\d]"),
    ("state", "authority", 1, r"(?:K(?<!\wK)T|T(?<!\wT)(?:M|L|UQ))\.\s*[^\W\d_]{2}"),
    ("state", "filing", 1, r"Lưu\s*:\s*VT"),
    ("party", "heading", 3, r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM\s*(?:$|\||\n)"),
    ("party", "mark", 1, r"^[ \t|]*\*[ \t]*(?:$|\||[ ]{3,})"),
    ("party", "number", 1, r"S[ốỐ]\s[\d.…_ \t]{0,30}-\s?[^\W\d]{2,6}/[^\W\d]"),
    ("party", "authority", 1, r"(?:K(?<!\wK)/T|T(?<!\wT)/[ML])\s+[^\W\d_]{2}"),
    ("party", "filing", 1, r"Lưu\s+(?:Văn phòng|VP)"),
)
