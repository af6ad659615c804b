# SPDX-License-Identifier: GPL-3.0-or-later
"""Case C of [SPCF]: a distributed node put into an existing house, 230 air-cooled racks, 2 800 kW IT, 240 V DC."""

from sample_builder import COLD_WATER, Project, loop, pose
from sample_parts import mixed_row

NOTE = ("Case C of [SPCF] (doi 10.11959/j.issn.1000-0801.2026046): about 600 PFLOPS, 1 000-card class, about 230 air-cooled racks of 5.6–25 kW, 2 800 kW of IT, about 1 000 m² retrofitted, 240 V DC, "
        "a 2 000 kVA system with 10 kV input, re-used air-cooled plant (GCOP 2.5, β 1.2), enlarged in-row units and pipes, a liquid hall reserved for cold-plate racks of 40 kW. "
        "The paper contradicts itself: 2 000 kVA cannot feed 2 800 kW. It is kept as published, not tuned away.")
DESIGN = ("The 2 000 kVA system is side A alone; side B is mains of the existing house, which the paper does not mention: our assumption, since the 2 000 kVA may extend an existing supply. "
          "While both sides are alive the system carries half of the load; when the mains side is lost, all 2 800 kW fall on it and its transformer and rectifiers are overloaded: see Feed load after loss. "
          "Assumed too: 75 racks of 5.6 kW, 115 of 12 kW and 40 of 25 kW (230 racks, 2 800 kW in all), 15 PFLOPS in each of the 40 read as FP16 dense (600 PFLOPS), floor plan, unit sizes. "
          "Generators of the house are not drawn.")
ROWS, PER_ROW, COOLERS = 10, 23, 5
HALL_X, ROW_LENGTH = 1.5, PER_ROW * 0.6 + COOLERS * 0.6


def rooms_of(d, house):
    rooms = {}
    for name, box, values in (
            ("Air hall", (0, 0, 19.8, 25.2), {"room_height_m": 4, "floor_load_Pa": 10000, "purpose": "it"}),
            ("Liquid hall (reserved)", (19.8, 13.2, 31.8, 25.2), {"room_height_m": 4, "floor_load_Pa": 12000, "purpose": "it"}),
            ("240 V DC room", (19.8, 0, 31.8, 13.2), {"room_height_m": 4, "floor_load_Pa": 12000, "purpose": "power"}),
            ("Battery room", (31.8, 0, 40, 8.4), {"room_height_m": 4, "floor_load_Pa": 16000, "purpose": "battery"}),
            ("Mains room", (31.8, 8.4, 40, 16.8), {"room_height_m": 4, "floor_load_Pa": 12000, "purpose": "power"}),
            ("Pump room", (31.8, 16.8, 40, 25.2), {"room_height_m": 4, "floor_load_Pa": 12000, "purpose": "cooling"})):
        rooms[name] = d.outline("room", name, *box, parent=house, values=values)
    return rooms


def supply(d, site, rooms):
    """Side A: 10 kV → 2 000 kVA → rectifiers → a 240 V DC board for each pod. Side B: mains. Plant on its own substation.

    Gives (pod → side → board, plant side → board)."""
    mv = {}
    for side, room, at, x in (("A", "240 V DC room", (22.6, 11.6, 0), 22.6), ("B", "Mains room", (34.6, 15.4, 0), 34.6)):
        v = {"side": side}
        u = d.add("utility_feed", f"Utility {side}", type="Utility feed 10 kV 5 MW", parent=site, at=(x, -14, 0), values=v)
        mv[side] = d.add("switchgear", f"MV {side}", type="MV switchgear 10 kV 630 A", parent=rooms[room], at=at, values=v)
        d.chain(u, mv[side])
    a = {"side": "A"}
    t = d.add("transformer", "Transformer of the 240 V DC system", type="Transformer 2 MVA 10/0.4 kV", parent=rooms["240 V DC room"], at=(27.2, 11.6, 0), values=a,
              note="The 2 000 kVA with 10 kV input of the paper; it feeds the rectifiers directly")
    d.chain(mv["A"], t)
    dc = []
    for pod in range(5):
        x, y = (21.4 + 2.8 * pod, 5.6) if pod < 3 else (21.4 + 2.8 * (pod - 3), 2.4)
        dc.append(d.add("switchgear", f"DC board {pod + 1}", type="DC switchboard 240 V 2500 A", parent=rooms["240 V DC room"], at=(x, y, 0), values=a))
        for n in range(2):
            r = d.add("rectifier", f"Rectifier {pod + 1}.{n + 1}", type="Rectifier 240 V DC 200 kW", parent=rooms["240 V DC room"], at=(21.2 + 0.8 * (2 * pod + n), 8.8, 0), values=a)
            d.chain(t, r, dc[-1])
        battery = d.add("battery", f"Battery {pod + 1}", type="Battery lithium 600 kW 10 min", parent=rooms["Battery room"], at=(33.4 + 2.4 * (pod % 3), 5.6 - 2.6 * (pod // 3), 0), values=a)
        d.join(dc[-1], "out", battery, "ac")
    mains, plant = [], {}
    for n in range(2):
        v = {"side": "B"}
        t = d.add("transformer", f"Mains transformer {n + 1}", type="Transformer 2 MVA 10/0.4 kV", parent=rooms["Mains room"], at=(33.6 + 4.2 * n, 12.6, 0), values=v, note="Of the existing house: assumption")
        mains.append(d.add("switchgear", f"Mains board {n + 1}", type="LV switchboard 400 V 4000 A", parent=rooms["Mains room"], at=(33.8 + 4.2 * n, 9.8, 0), values=v))
        d.chain(mv["B"], t, mains[-1])
    for side, x in (("A", 44.5), ("B", 49.5)):
        v = {"side": side}
        t = d.add("transformer", f"Plant transformer {side}", type="Transformer 2 MVA 10/0.4 kV", parent=site, at=(x, -10, 0), values=v, note="Of the existing plant: assumption")
        plant[side] = d.add("switchgear", f"Plant board {side}", type="LV switchboard 400 V 4000 A", parent=site, at=(x, -7, 0), values=v)
        d.chain(mv[side], t, plant[side])
    return [{"A": dc[pod], "B": mains[0 if pod < 3 else 1]} for pod in range(5)], plant


def units_of_row(row):
    """23 racks and five row coolers: the dense ones next to the coolers, the light ones at the ends."""
    light = {"kind": "rack", "type": "Legacy rack 6 kW", "values": {"power_allocated_W": 5600, "power_nameplate_W": 7000}}
    middle = {"kind": "rack", "type": "Legacy rack 10 kW", "values": {"power_allocated_W": 12000, "power_nameplate_W": 15000}}
    dense = {"kind": "rack", "type": "Air-cooled AI rack 20 kW", "values": {"power_allocated_W": 25000, "power_nameplate_W": 30000, "compute_FLOPS": 15e15, "precision": "FP16", "sparsity": "dense"}}
    speed = 4.1 / 4.8
    cooler = {"kind": "in_row", "type": "In-row cooler 65 kW", "values": {"air_flow_m3_s": 4.1, "fan_power_W": 2600 * speed**3}, "note": "Enlarged unit of the retrofit. Fans at 85 % speed: power by the cube of flow"}
    more = middle if row % 2 == 0 else light  # 12 and 7, or 11 and 8
    cell = [middle, cooler, dense, middle, middle]
    return [light, light, light, more] + cell + cell + [middle, cooler, middle] + [middle, dense, cooler, middle] + [dense, cooler, middle] + [light] * 4


def case_c():
    project = Project("Case C: distributed node", NOTE, {"name": "Shanghai design day (assumption)", "dry_bulb_C": 34, "wet_bulb_C": 28, "dew_point_C": 12})
    d = project.design("Distributed node 2.8 MW", "#FFB454", DESIGN)
    site = d.add("site", project.name, at=(24, 8, 0), values={"width_m": 90, "depth_m": 80})
    house = d.outline("building", "Existing house, retrofitted part", 0, 0, 40, 25.2, parent=site, values={"room_height_m": 5})
    rooms = rooms_of(d, house)
    pods, plant = supply(d, site, rooms)
    units, x1 = [], 0
    for row in range(ROWS):
        pod, north = divmod(row, 2)
        y = 1.8 + 4.8 * pod + 2.4 * north
        _, coolers, x1 = mixed_row(d, rooms["Air hall"], f"C{row + 1:02}", HALL_X, y, 180 * north, units_of_row(row), pods[pod], {"A": ["Busway 630 A 240 V DC"] * 2, "B": ["Busway 800 A 400 V AC"]})
        units += coolers
        if not north:
            d.outline("aisle", f"Hot aisle {pod + 1}", HALL_X, y + 0.6, x1, y + 1.8, parent=rooms["Air hall"], type="Contained hot aisle")
    for row in range(4):
        y = 15.6 + 4.8 * (row // 2) + 2.4 * (row % 2)
        for n in range(14):
            d.add("place", f"Place L{row + 1}-{n + 1:02}", type="Rack place 600 × 1200", parent=rooms["Liquid hall (reserved)"], at=(22.2 + 0.6 * n, y, 0), rot=180 * (row % 2),
                  note="Reserved for a cold-plate rack of 40 kW; number of places is our assumption")
    chillers = [d.add("chiller", f"Chiller {n + 1}", type="Air-cooled chiller 1.2 MW", parent=site, at=(50, 1 + 6 * n, 0), values={"supply_temperature_C": 16, "rated_cop": 3.0},
                      note="Re-used plant: COP 3.0 at its rating so that the plant with pumps and fans is near the GCOP of 2.5. Assumption") for n in range(4)]
    pumps = [d.add("pump", f"Chilled-water pump set {n + 1}", type="Pump set 50 L/s", parent=rooms["Pump room"], at=(33.6 + 2.2 * n, 22.6, 0)) for n in range(3)]
    for load in chillers + pumps + units:
        d.feed(load, plant["A"], plant["B"])
    heat = d.total("rack", "power_allocated_W") + d.total("in_row", "fan_power_W")
    loop(d, "Chilled water", machines=chillers, pumps=pumps, consumers=units, need=heat / (COLD_WATER * 6), diameter=0.3097, parent=rooms["Pump room"],
         supply=[(19.1, 24.6, 3.2), (19.1, 0.8, 3.2)], back=[(19.5, 24.6, 3.4), (19.5, 0.8, 3.4)], vessel=(38.6, 18.6, 0))
    project.view("230 air-cooled racks, room for liquid", "Five pods with enlarged row coolers take ordinary and dense racks side by side, the dense ones next to the coolers. The hall behind the supply rooms is kept free for cold-plate racks.",
                 d, "inlet", pose((0, 0, 40, 25.2), 4, azimuth_deg=208, elevation_deg=46), section_m=1.5)
    project.view("What 2 000 kVA cannot carry", "The 240 V DC system and the mains share the load while both are alive; colours show the load of each part when the other side is lost. The transformer and the rectifiers of the 2 000 kVA system are beyond their rating then: the published figures do not fit together.",
                 d, "after_loss", pose((2, -13, 54, 25.2), 3, azimuth_deg=200, elevation_deg=42), field=False)
    return project
