# SPDX-License-Identifier: GPL-3.0-or-later
"""A hall with the racks that the node names of a recorded day tell; supply, plant and geometry are ours."""

import collections
import dataclasses

from sample_builder import COLD_WATER, Project, loop, pose
from sample_parts import tcs

PITCH, FIRST = 0.6, 1  # rack numbers count places of 0.6 m
ROWS = {"7c": (3.6, 0), "8a": (6.0, 180), "2c": (10.2, 0)}  # centre line, rotation
WEST = 1.8
COOLERS = {"7c": (3, 5, 7, 11, 15, 17, 19, 21, 23, 25), "8a": (9, 10, 20, 21, 23), "2c": (8, 10)}  # numbers that no node has


@dataclasses.dataclass
class Enclosure:
    power: dict = dataclasses.field(default_factory=dict)  # hour → W


@dataclasses.dataclass
class RackData:
    nodes: list = dataclasses.field(default_factory=list)
    gpu_nodes: int = 0
    enclosures: dict = dataclasses.field(default_factory=dict)
    single: list = dataclasses.field(default_factory=list)  # nodes with a reading of their own: hour → W
    water: list = dataclasses.field(default_factory=list)  # inlet water, °C

    def peak(self):
        """Highest hour of the rack, W: enclosures once each, and single nodes."""
        hours = collections.Counter()
        for readings in [e.power for e in self.enclosures.values()] + self.single:
            hours.update(readings)
        return max(hours.values(), default=0.0)


def class_peaks(racks):
    """The busiest enclosure with water, the busiest without, the busiest single node of the day, W."""
    most = lambda found: max(found, default=0.0)
    parts = [(bool(r.water), e) for r in racks.values() for e in r.enclosures.values()]
    return (most(w for wet, e in parts if wet for w in e.power.values()), most(w for wet, e in parts if not wet for w in e.power.values()),
            most(w for r in racks.values() for readings in r.single for w in readings.values()))


def place(row, number):
    y, rotation = ROWS[row]
    return (WEST + PITCH * (number - FIRST + 0.5), y, 0), rotation


def supply(d, site, power):
    boards = {}
    for side, x in (("A", 4), ("B", 15)):
        v = {"side": side}
        u = d.add("utility_feed", f"Utility {side}", type="Utility feed 13.8 kV 32 MW", parent=site, at=(x, -16, 0), values=v)
        mv = d.add("switchgear", f"MV {side}", type="MV switchgear 13.8 kV 2000 A", parent=power, at=(x, -6.4, 0), values=v)
        t = d.add("transformer", f"Transformer {side}", type="Transformer 3 MVA 13.8/0.48 kV", parent=site, at=(x, -11.5, 0), values=v)
        boards[side] = d.add("switchgear", f"Board {side}", type="LV switchboard 480 V 4000 A", parent=power, at=(x, -2.6, 0), values=v)
        d.chain(u, mv, t, boards[side])
    return boards


def fasrc(racks, unknown):
    wet, dry, single = class_peaks(racks)
    nodes = sum(len(r.nodes) for r in racks.values())
    project = Project("FASRC hall from node names",
                      f"Racks after one day of IPMI readings, 2025-06-03 (fasrc/hpc_sustainability_dataset ed7de4fb, MIT): {nodes} nodes in {len(racks)} racks of rows {', '.join(sorted(ROWS))}. "
                      "Names give row, rack and slot; water-cooled racks are those whose nodes report Inlet Water Temp. Floor plan, cooling, supply and weather are our assumption, not the real site's.",
                      {"name": "June day (assumption)", "dry_bulb_C": 26, "wet_bulb_C": 20, "dew_point_C": 12})
    d = project.design("As recorded", "#4FB3FF",
                       f"Power allocated is derived: each enclosure at the day's highest PSU Power of its class ({wet:.0f} W with water, {dry:.0f} W without), each node without such a reading at the highest single reading "
                       f"({single:.0f} W). Power measured is the rack's own highest hour of the day; the hall was nearly at rest, so it is far lower. The recording is bound by rules, so that a replay of it shows each rack at the warmest of its nodes (Ambient Temp) and the mean of its inlet water; "
                       f"most nodes were read in three hours only, and are stale or missing in the others. Not placed: {', '.join(unknown)}.")
    site = d.add("site", project.name, at=(10, 4, 0), values={"width_m": 60, "depth_m": 60})
    house = d.outline("building", "Data centre", 0, -9, 22.8, 13.2, parent=site, values={"room_height_m": 5})
    hall = d.outline("room", "Hall", 0, 0, 22.8, 13.2, parent=house, values={"room_height_m": 4, "floor_load_Pa": 12000, "purpose": "it"})
    power = d.outline("room", "Power room", 0, -9, 22.8, 0, parent=house, values={"room_height_m": 4, "floor_load_Pa": 12000, "purpose": "power"})
    boards = supply(d, site, power)

    liquid, units, ways, rows = [], [], {}, {}
    last = {row: max(n for r, n in racks if r == row) for row in ROWS}
    for row, (y, _) in ROWS.items():
        rows[row] = d.add("row", f"Row {row}", parent=hall)
        first = min([n for r, n in racks if r == row] + list(COOLERS.get(row, ())))
        for side, dy in (("A", 0.35), ("B", -0.35)):
            way = d.add("busway", f"Busway {row}{side}", type="Busway 1600 A 480 V AC", parent=hall, points=[(place(row, first)[0][0] - 0.3, y + dy, 2.4), (place(row, last[row])[0][0] + 0.3, y + dy, 2.4)], values={"side": side})
            d.chain(boards[side], way)
            ways[row, side] = way
    for (row, number), data in sorted(racks.items()):
        at, rotation = place(row, number)
        allocated = len(data.enclosures) * (wet if data.water else dry) + len(data.single) * single
        values = {"servers": len(data.nodes), "power_allocated_W": allocated, "power_nameplate_W": 1.25 * allocated, "power_measured_W": data.peak(), "load_class": "general", "cards": 0}
        note = f"{len(data.nodes)} nodes, {data.gpu_nodes} of them GPU nodes, {len(data.enclosures) or 'no'} enclosures with PSU Power: {data.nodes[0]} … {data.nodes[-1]}. Nameplate: 1.25 × allocated, assumption."
        if data.water:
            values |= {"liquid_share": 0.8, "liquid_return_limit_C": 32, "liquid_ref_flow_m3_s": 0.0002}
            note += f" Inlet water {min(data.water):.0f}–{max(data.water):.0f} °C; share to liquid and rise of 10 K are assumptions."
        rack = d.add("rack", f"{row} rack {number:02}", type="Cold-plate rack 40 kW" if data.water else "Legacy rack 10 kW", parent=rows[row], at=at, rot=rotation, values=values, note=note)
        d.feed(rack, ways[row, "A"], ways[row, "B"])
        if data.water:
            liquid.append((row, number, rack))
    for row, number in ((row, n) for row in ROWS for n in range(min(m for r, m in racks if r == row), last[row])):
        if (row, number) not in racks and number not in COOLERS.get(row, ()):
            (x, y, z), _ = place(row, number)
            d.add("wall", f"Blanking panel {row} {number:02}", type="Partition 100 mm", parent=hall, at=(x, y, z), values={"width_m": PITCH, "height_m": 2.2}, note="Closes the row at a number that no node has")
    for row, numbers in COOLERS.items():
        for number in numbers:
            at, rotation = place(row, number)
            size, rated, fans, flow = ("25 kW", 1.9, 1000, 0.6) if row == "2c" else ("40 kW", 2.9, 1700, 1.5)
            units.append(d.add("in_row", f"In-row {row} {number:02}", type=f"In-row cooler {size}", parent=rows[row], at=at, rot=rotation, values={"width_m": 0.6, "air_flow_m3_s": flow, "fan_power_W": fans * (flow / rated) ** 3},
                               note="At a number that no node has: assumption. Fans slowed: power by the cube of flow"))
    y0, x1 = ROWS["7c"][0] + 0.6, place("8a", last["8a"])[0][0] + 0.3
    d.outline("aisle", "Hot aisle 7c–8a", WEST, y0, x1, ROWS["8a"][0] - 0.6, parent=hall, type="Contained hot aisle")

    cdus = [d.add("cdu", f"CDU {n + 1}", type="CDU 0.3 MW row", parent=hall, at=(10.2 + 1.2 * n, 10.2, 0), rot=180) for n in range(2)]
    runs = [("8a west", 11, 19), ("8a east", 24, 32)]
    loops = [(tag, place("8a", a)[0][0], place("8a", b)[0][0], ROWS["8a"][0], 14.1, [i for row, n, i in liquid if a <= n <= b]) for tag, a, b in runs]
    tcs(d, "TCS", cdus, ([(14.1, 8.4, 3.0), (14.1, 5.4, 3.0)], [(14.5, 8.4, 3.2), (14.5, 5.4, 3.2)]), loops, hall, (13.2, 10.2, 0), 22, [(11.4, 10.2, 3.0), (14.1, 10.2, 3.0), (14.1, 8.4, 3.0)], "Pipe DN50 stainless", 0.1053, 6)
    chillers = [d.add("chiller", f"Chiller {n + 1}", type="Air-cooled chiller 0.6 MW", parent=site, at=(30, -4 + 5 * n, 0), values={"supply_temperature_C": 15}) for n in range(2)]
    pumps = [d.add("pump", f"Chilled-water pump set {n + 1}", type="Pump set 15 L/s", parent=power, at=(20 + 1.4 * n, -6.8, 0)) for n in range(2)]
    for load in cdus + chillers + pumps + units:
        d.feed(load, boards["A"], boards["B"])
    heat = d.total("rack", "power_allocated_W") + d.total("in_row", "fan_power_W")
    loop(d, "Chilled water", machines=chillers, pumps=pumps, consumers=units + cdus, need=heat / (COLD_WATER * 6), diameter=0.1593, parent=hall,
         supply=[(22, 4.6, 3.4), (2, 4.6, 3.4)], back=[(22, 5.0, 3.6), (2, 5.0, 3.6)], vessel=(21.6, 11.8, 0))
    project.view("Rows as the node names tell them", "Every rack stands at the place that its number counts, with the row coolers at numbers that no node has. Colours show the inlets at the power derived from the day's readings.",
                 d, "inlet", pose((0, 0, 22.8, 13.2), 3, azimuth_deg=205, elevation_deg=44), section_m=1.5)
    project.view("Air and water by evidence", "Water-cooled are the racks whose nodes report the temperature of their inlet water; all others are taken as air-cooled. The loop between the two CDUs and row 8a is ours.",
                 d, "flow", pose((0, 0, 22.8, 13.2), 3, azimuth_deg=335, elevation_deg=40), field=False)
    # An hourly reading is fresh until the next one is due.
    node = r"holy(?:gpu)?(\d[a-z])(\d\d)\d+"
    project.attachments["telemetry"] = {"binding": ["match,point,item,quantity,unit,stale_after_s,aggregate",
                                                    f"regex,{node}/(?:Ambient|Inlet) Temp,{{1}} rack {{2}},inlet_C,degC,4500,max",
                                                    f"regex,{node}/Inlet Water Temp,{{1}} rack {{2}},liquid_supply_C,degC,4500,mean"]}
    return project
