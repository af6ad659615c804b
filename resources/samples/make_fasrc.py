#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes fasrc.json beside this file: a hall whose racks are those of a recorded day (one day of IPMI readings of
fasrc/hpc_sustainability_dataset ed7de4fb, MIT). The recording is not part of the product; what is taken from it, the
list of racks with their nodes and peaks, goes into the layout document. Needs PLENUM_SHARED_DATA, the folder with
telemetry/fasrc_ipmi_2025-06-03_hourly.csv.gz: PLENUM_SHARED_DATA=… python3 resources/samples/make_fasrc.py

A node's name is holy[gpu]<row><rack>[<enclosure>]<slot>: row "8a", rack 24, enclosure 4, slot 01 for holy8a24401.
"""

import collections
import csv
import gzip
import os
import pathlib
import re
import sys

from fasrc_sample import Enclosure, RackData, fasrc
from sample_builder import HERE, check
from sample_parts import report

RECORDING = "telemetry/fasrc_ipmi_2025-06-03_hourly.csv.gz"
NAME = re.compile(r"holy(?P<gpu>gpu)?(?P<row>\d[a-z])(?P<rack>\d\d)(?:(?P<enclosure>[1-6])(?P<slot>\d\d)|(?P<unit>\d\d|\d{4}))$")


def read(path):
    """node → sensor → hour → reading."""
    days = collections.defaultdict(lambda: collections.defaultdict(dict))
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            days[row["node"]][row["sensor"]][row["timestamp_utc"][:13]] = float(row["value"])
    return days


def racks_of(days):
    racks, unknown = {}, []
    for node in sorted(days):
        name = NAME.match(node)
        if not name:
            unknown.append(node)
            continue
        rack = racks.setdefault((name["row"], int(name["rack"])), RackData())
        sensors = days[node]
        rack.nodes.append(node)
        rack.gpu_nodes += name["gpu"] is not None
        rack.water += sorted(sensors.get("Inlet Water Temp", {}).values())
        # Every node of an enclosure repeats its enclosure's PSU Power: it counts once. Elsewhere a node has its own reading.
        if "PSU Power" in sensors:
            part = rack.enclosures.setdefault(name["enclosure"], Enclosure())
            for hour, value in sensors["PSU Power"].items():
                part.power[hour] = max(part.power.get(hour, 0.0), value)
        else:
            rack.single.append(sensors.get("Sys Power") or sensors.get("Pwr Consumption") or {})
    return racks, unknown


def main():
    folder = os.environ.get("PLENUM_SHARED_DATA")
    if not folder or not (pathlib.Path(folder) / RECORDING).exists():
        print(f"Set PLENUM_SHARED_DATA to the folder that has {RECORDING}; fasrc.json stays as it is.")
        return 1
    racks, unknown = racks_of(read(pathlib.Path(folder) / RECORDING))
    project = fasrc(racks, unknown)
    failures = []
    for d in project.designs:
        failures += check(d)
        report(d)
    project.write(HERE / "fasrc.json")
    for sentence in failures[:60]:
        print("FAILED", sentence)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
