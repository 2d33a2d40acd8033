"""Makes ``corpora/chains`` and ``corpora/repeats`` from the texts of ``chains_src`` and ``repeats_src``.

Run ``python corpora/make_sets.py``; a second run writes the same bytes. The markup of the
texts is described in ``sample_source.py``; a text may ask for txt or docx.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from make_samples import WRITERS
from sample_source import parse

HERE = Path(__file__).parent


def main() -> None:
    """Write every document of both sets, in folders as their sources have."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write the two folders to")
    arguments = parser.parse_args()
    for name in ("chains", "repeats"):
        source = HERE / f"{name}_src"
        for path in sorted(source.rglob("*.txt")):
            sample = parse(path)
            target = arguments.out / name / path.relative_to(source).with_suffix(f".{sample.format}")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(WRITERS[sample.format](sample))


if __name__ == "__main__":
    main()
