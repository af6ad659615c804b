#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the layout documents of the samples beside this file, but for fasrc.json (see make_fasrc.py). Deterministic;
checks what it writes.

Every figure is the type's (see resources/catalog, with its source) or stands in a *_sample.py with its reason. Run it
again after a change of the catalogue: python3 resources/samples/make_samples.py
"""

import sys

from case_a_sample import case_a
from case_c_sample import case_c
from frontier_sample import frontier
from retrofit_sample import retrofit_or_new
from sample_builder import HERE, check
from sample_parts import report


def main():
    failures = []
    for file, make in (("retrofit-or-new.json", retrofit_or_new), ("frontier.json", frontier), ("case-a.json", case_a), ("case-c.json", case_c)):
        project = make()
        for d in project.designs:
            failures += [f"{d.name}: {sentence}" for sentence in check(d)]
            report(d)
        project.write(HERE / file)
    for sentence in failures[:60]:
        print("FAILED", sentence)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
