"""Makes the files of ``corpora/samples`` from the texts of ``corpora/samples_src``.

Run ``python corpora/make_samples.py``; the extra ``[dev]`` brings reportlab. The markup of
the texts is described in ``sample_source.py``. A second run writes the same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from sample_docx import write_docx
from sample_pdf import write_pdf
from sample_source import Sample, parse
from sample_text import write_html, write_txt

HERE = Path(__file__).parent
WRITERS: dict[str, Callable[[Sample], bytes]] = {
    "docx": write_docx,
    "pdf": write_pdf,
    "html": write_html,
    "txt": write_txt,
}


def main() -> None:
    """Write every sample, or those whose names contain ``--only``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "samples", help="folder to write to")
    parser.add_argument("--only", default="", help="part of the names of the samples to make")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for path in sorted((HERE / "samples_src").glob("*.txt")):
        if arguments.only in path.name:
            sample = parse(path)
            (arguments.out / f"{path.stem}.{sample.format}").write_bytes(WRITERS[sample.format](sample))


if __name__ == "__main__":
    main()
