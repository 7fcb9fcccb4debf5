"""What starts a process imports no more than it needs."""

import subprocess
import sys


def test_the_child_that_parses_a_file_imports_no_finders() -> None:
    code = (
        "import sys\nimport nhipcau.reading.load.child\n"
        "assert 'nhipcau.reading.finders.registry' not in sys.modules\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


def test_reading_one_file_starts_without_the_means_to_read_many() -> None:
    code = (
        "import sys\nimport nhipcau.commands.read\n"
        "assert not {'multiprocessing', 'concurrent.futures', 'nhipcau.reading.archive', 'docx', 'pypdfium2', 'lxml',"
        " 'trafilatura', 'nhipcau.reading.cluster', 'pyspark'} & set(sys.modules)\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
