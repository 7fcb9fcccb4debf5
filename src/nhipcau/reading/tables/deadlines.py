"""Words of deadlines. Recurrences are rules of RFC 5545."""

# Before a day: the day itself is the last one ("by"), or not any more ("before", as written).
RELATIONS = {
    "trước": "before", "chậm nhất": "by", "chậm nhất là": "by", "chậm nhất vào": "by", "chậm nhất đến": "by",
    "chậm nhất trước": "before", "muộn nhất": "by", "muộn nhất là": "by", "đến hết": "by", "hạn cuối": "by",
    "thời hạn": "by", "hạn chót": "by", "chậm nhất là trước": "before", "đến": "by", "xong": "by", "hết": "by",
    "không muộn hơn": "by", "thời gian hoàn thành": "by", "thời hạn hoàn thành": "by",
}  # fmt: skip

PERIODS = {
    "ngày": "FREQ=DAILY", "tuần": "FREQ=WEEKLY", "tháng": "FREQ=MONTHLY", "quý": "FREQ=MONTHLY;INTERVAL=3",
    "năm": "FREQ=YEARLY",
}  # fmt: skip

QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}

WEEKDAYS = {
    "hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tư": "WE", "4": "WE", "năm": "TH", "5": "TH", "sáu": "FR", "6": "FR",
    "bảy": "SA", "7": "SA", "chủ nhật": "SU",
}  # fmt: skip
