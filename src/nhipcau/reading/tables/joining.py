"""Words after which a sentence goes on in the next line."""

DANGLING = (
    "số", "của", "và", "các", "về", "theo", "tại", "ngày", "tháng", "năm", "bộ", "sở",
    "ủy ban", "ủy ban nhân dân", "ban", "cho", "với", "trong", "từ", "đến", "là", "được", "có", "do", "những",
)  # fmt: skip
