"""What can go wrong when a file is read: one class, one meaning, and what to do next in both languages."""

from __future__ import annotations

from functools import partial
from typing import ClassVar


class ReadingError(Exception):
    """The file could not be read."""

    message_en: ClassVar[str] = "{name} could not be read. Check the file and try again."
    message_vi: ClassVar[str] = "Không đọc được {name}. Hãy kiểm tra lại tệp rồi thử lại."

    def __init__(self, name: str = "", **facts: str | int) -> None:
        self.name = name
        self.facts = facts
        super().__init__(self.in_english)

    def __reduce__(self) -> tuple[object, ...]:
        """Between processes too, an error is its name and facts, not its sentence."""
        return partial(type(self), self.name, **self.facts), ()

    @property
    def in_english(self) -> str:
        """The English sentence with the file's name and facts filled in."""
        return self._filled(self.message_en)

    @property
    def in_vietnamese(self) -> str:
        """The Vietnamese sentence with the file's name and facts filled in."""
        return self._filled(self.message_vi)

    def _filled(self, message: str) -> str:
        return message.format(
            **{
                "name": self.name or "?",
                "limit": "?",
                "claims": "?",
                "is_really": "?",
                "packages": "?",
                "detail": "?",
            }
            | self.facts
        )


class MissingFileError(ReadingError):
    """There is no such file, or it may not be opened."""

    message_en = "{name} was not found or may not be opened. Check the path and its permissions."
    message_vi = "Không tìm thấy hoặc không mở được {name}. Hãy kiểm tra đường dẫn và quyền đọc tệp."


class EmptyFileError(ReadingError):
    """The file holds nothing to read."""

    message_en = "{name} is empty. Ask the sender for the file again."
    message_vi = "Tệp {name} trống. Hãy xin lại tệp từ nơi gửi."


class EncryptedFileError(ReadingError):
    """The file is protected by a password."""

    message_en = (
        "{name} is protected by a password. Open it, save a copy without password, and add that copy."
    )
    message_vi = "Tệp {name} có mật khẩu. Hãy mở tệp, lưu một bản không đặt mật khẩu rồi nạp bản đó."


class DamagedFileError(ReadingError):
    """The file is broken: cut short, or not what its format requires."""

    message_en = (
        "{name} is damaged. Open it in its own program, save it again, or ask the sender for a new copy."
    )
    message_vi = "Tệp {name} bị hỏng. Hãy mở bằng phần mềm gốc rồi lưu lại, hoặc xin bản khác từ nơi gửi."


class TooLargeError(ReadingError):
    """The file is larger than the limit."""

    message_en = "{name} is larger than {limit} MB. Split it, or save it with smaller pictures."
    message_vi = "Tệp {name} lớn hơn {limit} MB. Hãy tách tệp, hoặc lưu lại với ảnh nhỏ hơn."


class TooHeavyError(ReadingError):
    """Reading the file took more time, memory or output than is allowed."""

    message_en = (
        "{name} takes too much time or memory to read. Save it anew as a simple PDF or DOCX and try again."
    )
    message_vi = "Tệp {name} quá nặng để đọc. Hãy lưu lại thành PDF hoặc DOCX đơn giản rồi thử lại."


class MislabelledFileError(ReadingError):
    """The content is of another kind than the file's name says."""

    message_en = "{name} is named {claims} but is really {is_really}. Rename it, or save it as {claims}, and try again."
    message_vi = (
        "Tệp {name} mang đuôi {claims} nhưng thực ra là {is_really}. Hãy đổi đuôi hoặc lưu lại cho đúng."
    )


class UnsupportedFormatError(ReadingError):
    """A kind of file that is not read."""

    message_en = "{name} is {is_really}, which is not read. Save it as DOCX, PDF, HTML or TXT and try again."
    message_vi = "Chưa đọc được {name} ({is_really}). Hãy lưu thành DOCX, PDF, HTML hoặc TXT rồi thử lại."


class UnknownEncodingError(ReadingError):
    """A text whose encoding cannot be told: not Unicode, and not clearly one of the older encodings."""

    message_en = (
        "{name} is not Unicode text, and which old font it uses (Windows-1258, TCVN3, VNI) cannot be told. "
        "Open it where it shows rightly, save it as UTF-8 and try again."
    )
    message_vi = (
        "Tệp {name} không phải chữ Unicode và không rõ dùng bảng mã cũ nào (Windows-1258, TCVN3, VNI). "
        "Hãy mở bằng phần mềm hiện đúng chữ, lưu lại dạng UTF-8 rồi thử lại."
    )


class NoTextError(ReadingError):
    """The file holds pictures or empty pages, and no text was found on them."""

    message_en = (
        "No text was found in {name}, not even by recognising its pictures. Ask for the text version (DOCX, PDF), "
        "or scan it anew, upright and at 300 dpi."
    )
    message_vi = (
        "Không tìm thấy chữ nào trong {name}, kể cả khi nhận dạng ảnh. Hãy xin bản có chữ (DOCX, PDF), "
        "hoặc quét lại cho ngay ngắn, 300 dpi."
    )


class MissingProgramError(ReadingError):
    """Reading this kind of file takes a program that this machine does not have."""

    message_en = (
        "Reading {name} takes a program that is not installed here. Ask the administrator to install these "
        "packages (Debian, Ubuntu): {packages}"
    )
    message_vi = (
        "Để đọc {name} cần chương trình chưa có trên máy này. Hãy nhờ quản trị viên cài các gói "
        "(Debian, Ubuntu): {packages}"
    )


class UnsharedFileError(ReadingError):
    """The machine that gave the work out sees the file, the one that was to read it does not."""

    message_en = (
        "{name} is not there on the machine that was to read it. Mount the folder at the same path on every machine of "
        "the cluster, readable for the account that Spark runs under."
    )
    message_vi = (
        "Máy được giao đọc không thấy {name}. Hãy gắn thư mục vào cùng một đường dẫn trên mọi máy của cụm, "
        "cho tài khoản chạy Spark quyền đọc."
    )


class ClusterError(ReadingError):
    """The Spark cluster, named by the address of its master, cannot do the work."""

    message_en = "The Spark cluster {name} failed: {detail}. Mend that and run the same command again."
    message_vi = "Cụm Spark {name} gặp lỗi: {detail}. Hãy khắc phục rồi chạy lại lệnh này."


class MasterAddressError(ClusterError):
    """The address of the master is none that Spark knows."""

    message_en = "{name} is no address of a Spark master. Write it as spark://machine:7077."
    message_vi = "{name} không phải địa chỉ máy chủ Spark. Hãy ghi dạng spark://ten-may:7077."


class NoSparkError(ClusterError):
    """PySpark is not installed."""

    message_en = (
        "PySpark is not installed. Install it on every machine of the cluster: pip install 'nhipcau[spark]'"
    )
    message_vi = "Chưa cài PySpark. Hãy cài trên mọi máy của cụm: pip install 'nhipcau[spark]'"


class NoJavaError(ClusterError):
    """There is no Java to run Spark, or one that is too old."""

    message_en = (
        "Spark takes Java 17 or 21. Ask the administrator to install it (Debian, Ubuntu: default-jre-headless), or name "
        "the folder of an installed one in JAVA_HOME."
    )
    message_vi = (
        "Spark cần Java 17 hoặc 21. Hãy nhờ quản trị viên cài (Debian, Ubuntu: gói default-jre-headless), "
        "hoặc đặt JAVA_HOME là thư mục của bản Java đã cài."
    )


class UnreachableMasterError(ClusterError):
    """Nothing that answers as a Spark master is at the address."""

    message_en = (
        "The Spark master {name} does not answer. See that it runs, that machine and port are right, and that it is of "
        "the same version of Spark as PySpark here."
    )
    message_vi = (
        "Không kết nối được máy chủ Spark {name}. Hãy kiểm tra máy chủ đang chạy, đúng tên máy và cổng, "
        "cùng phiên bản Spark với PySpark trên máy này."
    )


class IdleClusterError(ClusterError):
    """No worker took the work."""

    message_en = (
        "No worker of the Spark cluster {name} took the work within {limit} seconds. See that workers run, have a free "
        "core and memory, and reach this machine."
    )
    message_vi = (
        "Sau {limit} giây, chưa máy trạm nào của cụm Spark {name} nhận việc. Hãy kiểm tra các máy trạm đang chạy, "
        "còn lõi và bộ nhớ trống, và kết nối được tới máy này."
    )


class UnlikeWorkerError(ClusterError):
    """A worker has no `nhipcau`, another version of its rules, or another Python."""

    message_en = (
        "A worker of the Spark cluster {name} cannot read as this machine does ({detail}). Install the same nhipcau with "
        "the same Python on every machine, at the same path or at the one named in PYSPARK_PYTHON."
    )
    message_vi = (
        "Một máy trạm của cụm Spark {name} không đọc được như máy này ({detail}). Hãy cài cùng bản nhipcau với cùng bản "
        "Python trên mọi máy, tại cùng đường dẫn hoặc đường dẫn đặt ở PYSPARK_PYTHON."
    )


class LostClusterError(ClusterError):
    """The cluster went away while it worked."""

    message_en = (
        "The Spark cluster {name} went away in the middle of the work. Start it again and run the same command; "
        "with --seen, only what is left is read."
    )
    message_vi = (
        "Mất kết nối với cụm Spark {name} giữa chừng. Hãy khởi động lại cụm rồi chạy lại lệnh này; "
        "có --seen thì chỉ đọc phần còn lại."
    )


BY_NAME: dict[str, type[ReadingError]] = {
    kind.__name__: kind
    for kind in (
        ReadingError,
        MissingFileError,
        EmptyFileError,
        EncryptedFileError,
        DamagedFileError,
        TooLargeError,
        TooHeavyError,
        MislabelledFileError,
        UnsupportedFormatError,
        UnknownEncodingError,
        NoTextError,
        MissingProgramError,
    )
}
