"""Who signs in on the sample: one invented person a role, and reporters for every commune without sign-in."""

from dataclasses import dataclass

from nhipcau.units.models import Role

HOME_COMMUNE = "Phường Cửa Bến"


@dataclass(frozen=True, slots=True)
class Account:
    """A person of the sample; `commune` is where they work, None for the whole province."""

    username: str
    family_name: str
    given_name: str
    role: str
    label_vi: str
    label_en: str
    commune: str | None = None


ACCOUNTS = (
    Account("canbo", "Nguyễn Thị", "Mai", Role.OFFICER, "Chuyên viên cơ quan thường trực", "Officer"),
    Account("baocao", "Trần Văn", "Nam", Role.REPORTER, "Người báo cáo của phường", "Reporter", HOME_COMMUNE),
    Account("lanhdao", "Lê Thị", "Hạnh", Role.APPROVER, "Người duyệt", "Approver"),
    Account("bientap", "Phạm Quốc", "Việt", Role.EDITOR, "Biên tập viên", "Editor"),
    Account("xuatban", "Hoàng Minh", "Châu", Role.PUBLISHER, "Người xuất bản", "Publisher"),
    Account("phatngon", "Đỗ Thanh", "Bình", Role.SPOKESPERSON, "Người phát ngôn", "Spokesperson"),
    Account("kiemtra", "Vũ Thu", "An", Role.AUDITOR, "Người kiểm tra", "Auditor"),
    Account("quantri", "Bùi Đức", "Long", Role.ADMINISTRATOR, "Quản trị", "Administrator"),
)

SAMPLE_ACCOUNTS = tuple((account.username, account.label_vi, account.label_en) for account in ACCOUNTS)
