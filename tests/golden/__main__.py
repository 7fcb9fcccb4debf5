"""Store the pages of the sample documents anew, to be looked at: python -m tests.golden --renew."""

import argparse
import tempfile
from pathlib import Path

from tests.golden.pages import FOLDER, renew
from tests.golden.rendering import pages_of_samples, version


def main() -> None:
    """Draw the pages and store them where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--renew", action="store_true", required=True, help="store the pages as they are now")
    parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages = pages_of_samples(Path(folder))
    renew(pages, version())
    print(f"Stored {sum(map(len, pages.values()))} pages. Look at every one before you commit them: {FOLDER}")


if __name__ == "__main__":
    main()
