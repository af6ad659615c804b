# SPDX-License-Identifier: GPL-3.0-or-later
"""Frontier's compute floor: 25 CDUs, 74 cabinets. Figures: ExaDigiT/RAPS frontier.yaml; layout and plant are ours."""

from sample_builder import COLD_WATER, WATER, Project, loop, pose

RACKS_PER_CDU, CDUS, MISSING = 3, 25, 41  # system.racks_per_cdu, num_cdus, missing_racks


def frontier():
    project = Project("Frontier", "After ExaDigiT/RAPS frontier.yaml: 25 CDUs with three cabinets each, cabinet 41 missing, node powers at their maxima. Floor plan, plant and supply are typical figures of ours, not the real site's.",
                      {"name": "Wet bulb 290 K (RAPS); dry bulb is an assumption", "dry_bulb_C": 22, "wet_bulb_C": 16.85, "dew_point_C": 12})
    d = project.design("As listed", "#6FD08C", "74 cabinets at 376 kW: 128 nodes × 2 704 W over 0.98 × 0.96, and 32 switches of 250 W. 94.5 % of the heat to liquid (cooling_efficiency). No UPS before the cabinets; both supply sides can carry all.")
    site = d.add("site", "Frontier", at=(15, 10, 0), values={"width_m": 130, "depth_m": 130})
    house = d.outline("building", "Data centre", 0, -13, 31.2, 24, parent=site, values={"room_height_m": 6})
    hall = d.outline("room", "Compute hall", 0, 0, 31.2, 24, parent=house, values={"room_height_m": 4.5, "raised_floor_m": 0.9, "floor_load_Pa": 30000, "purpose": "it"})
    power = d.outline("room", "Power room", 0, -13, 31.2, 0, parent=house, values={"room_height_m": 4.5, "floor_load_Pa": 16000, "purpose": "power"})

    mv, boards = {}, {}
    for side, x in (("A", -8), ("B", 36)):
        v = {"side": side}
        u = d.add("utility_feed", f"Utility {side}", type="Utility feed 13.8 kV 32 MW", parent=site, at=(x, -36, 0), values=v)
        mv[side] = d.add("switchgear", f"MV {side}", type="MV switchgear 13.8 kV 2000 A", parent=site, at=(x, -32, 0), values=v)
        d.chain(u, mv[side])
        boards[side] = []
        for n in range(14):  # 13 for two groups of cabinets each, the last for the plant
            name = f"{side}{n + 1}" if n < 13 else f"plant {side}"
            at = ((n % 7) * 4.6 + 1.6, (-18 if side == "A" else -28) - 3.0 * (n // 7), 0)
            t = d.add("transformer", f"Transformer {name}", type="Transformer 3 MVA 13.8/0.48 kV", parent=site, at=(at[0], at[1] - 1.4 * (n // 7), 0), values=v)
            b = d.add("switchgear", f"Board {name}", type="LV switchboard 480 V 4000 A", parent=power, at=((n % 7) * 4.3 + 2.4, (-1.6 if side == "A" else -8.6) - 3.2 * (n // 7), 0), values=v)
            d.chain(mv[side], t, b)
            boards[side].append(b)

    rows = [d.add("row", f"Row {r + 1}", parent=hall) for r in range(5)]
    cdus, number = [], 0
    for g in range(CDUS):
        r, x0 = g // 5, 3.6 + 4.8 * (g % 5)
        y, rot, tag = 4.5 + 3.6 * r, 180 if r % 2 == 0 else 0, f"{g + 1:02}"
        cdu = d.add("cdu", f"CDU {tag}", type="HPE Cray EX CDU (Frontier)", parent=rows[r], at=(x0 + 3.0, y, 0), rot=rot)
        cdus.append(cdu)
        ways = []
        for side, dy in (("A", 0.5), ("B", -0.5)):
            ways.append(d.add("busway", f"Busway {tag}{side}", type="Busway 1600 A 480 V AC", parent=hall, points=[(x0, y + dy, 2.6), (x0 + 4.8, y + dy, 2.6)], values={"side": side}))
            d.chain(boards[side][g // 2], ways[-1])
        d.feed(cdu, *ways)
        ends = []
        for word, z, dy in (("supply", -0.3, 0.15), ("return", -0.5, -0.15)):
            ends.append(d.add("manifold", f"TCS {tag} {word}", type="Manifold DN150", parent=hall, points=[(x0 + 0.2, y + dy, z), (x0 + 4.6, y + dy, z)], values={"loop_role": "tcs"}))
        d.join(cdu, "tcs_supply", ends[0], "main")
        d.join(ends[1], "main", cdu, "tcs_return")
        tank = d.add("tank", f"Vessel {tag}", type="Expansion vessel 200 L", parent=power, at=(0.8 + 1.2 * g, -6.9, 0))
        d.join(tank, "main", ends[1], "main")
        for place in (0, 1, 3):
            number += 1
            at = (x0 + 0.6 + 1.2 * place, y, 0)
            if number == MISSING:
                d.add("place", f"Cabinet {number} (missing)", parent=rows[r], at=at, rot=rot, values={"width_m": 1.2, "depth_m": 1.8})
                continue
            rack = d.add("rack", f"Cabinet {number}", type="HPE Cray EX cabinet (Frontier)", parent=rows[r], at=at, rot=rot)
            d.feed(rack, *ways)
            d.join(ends[0], "branch", rack, "tcs_in")
            d.join(rack, "tcs_out", ends[1], "branch")
    rack = d.of("rack")[0]
    heat = d.value(rack, "power_allocated_W") * d.value(rack, "liquid_share")
    need = heat / (WATER * (d.value(rack, "liquid_return_limit_C") - 32))
    a = 1.08 * need / d.value(rack, "liquid_ref_flow_m3_s")
    drop = d.value(rack, "liquid_ref_drop_Pa") * (0.15 * a + 0.85 * a * a)
    for cdu in cdus:
        d.items[cdu]["values"] = {"differential_pressure_Pa": round(drop, -2)}
    d.loops = [("TCS, each CDU", 3 * need, 3.24 * need, d.value(d.items[cdus[0]], "pump_flow_m3_s"), drop)]
    assert 3.24 * need <= d.value(d.items[cdus[0]], "pump_flow_m3_s")

    # The third cold aisle serves one row and takes a third of the air all the same: the fans run that much faster.
    for n, (y0, y1) in enumerate(((5.4, 7.2), (12.6, 14.4), (19.8, 21.6))):
        d.outline("aisle", f"Cold aisle {n + 1}", 3.6, y0, 27.6, y0 + 1.8, parent=hall)
        d.outline("tiles", f"Grates {n + 1}", 3.6, y0, 27.6, y1, parent=hall, type="Grate tiles 56 %")
    fans = {"air_flow_m3_s": 8.2, "fan_power_W": 7800 * (8.2 / 11.8) ** 3, "supply_temperature_C": 18}
    crahs = [d.add("crah", f"CRAH {'WE'[n // 7]}{n % 7 + 1}", type="CRAH 160 kW underfloor", parent=hall, at=((0.5, 30.7)[n // 7], 1.8 + 3.4 * (n % 7), 0), rot=(90, 270)[n // 7], values=fans, note="Fans at 69 % speed: power by the cube of flow") for n in range(14)]

    towers = [d.add("cooling_tower", f"Tower {n + 1}", type="Cooling tower 2.5 MW", parent=site, at=(-4 + 8 * (n % 7), 56 + 8 * (n // 7), 0), values={"supply_temperature_C": 24}) for n in range(20)]
    plates = [d.add("heat_exchanger", f"Plate exchanger {n + 1}", type="Plate exchanger 10 MW", parent=site, at=(2 + 5 * n, 32, 0)) for n in range(4)]
    warm = [d.add("pump", f"Warm-water pump set {n + 1}", type="Pump set 250 L/s", parent=site, at=(2 + 5 * n, 40, 0)) for n in range(4)]
    cool = [d.add("pump", f"Tower-water pump set {n + 1}", type="Pump set 250 L/s", parent=site, at=(2 + 5 * n, 48, 0)) for n in range(4)]
    chillers = [d.add("chiller", f"Chiller {n + 1}", type="Air-cooled chiller 1.2 MW", parent=site, at=(42, 4 + 6 * n, 0), values={"supply_temperature_C": 11}) for n in range(3)]
    cold = [d.add("pump", f"Chilled-water pump set {n + 1}", type="Pump set 50 L/s", parent=site, at=(36 + 4 * n, 24, 0)) for n in range(2)]
    for load in towers + warm + cool + chillers + cold + crahs:
        d.feed(load, boards["A"][13], boards["B"][13])
    flow = heat * 74 / (WATER * 11)
    loop(d, "Warm water", machines=plates, pumps=warm, consumers=cdus, need=flow, diameter=0.75, parent=site, rejector=("hot_in", "hot_out"),
         supply=[(1.4, 27, -0.6), (1.4, 3, -0.6)], back=[(2.4, 27, -0.6), (2.4, 3, -0.6)], vessel=(26, 32, 0))
    loop(d, "Tower water", machines=towers, pumps=cool, consumers=plates, ports=("cold_in", "cold_out"), need=1.1 * flow, diameter=0.75, parent=site,
         supply=[(0, 36, 1.5), (20, 36, 1.5)], back=[(0, 37, 1.5), (20, 37, 1.5)], vessel=(26, 48, 0))
    air = 74 * (d.value(rack, "power_allocated_W") - heat) + 14 * fans["fan_power_W"]
    loop(d, "Chilled water", machines=chillers, pumps=cold, consumers=crahs, need=air / (COLD_WATER * 6), diameter=0.3097, parent=site,
         supply=[(30, 25, -0.4), (30, 1, -0.4)], back=[(29.6, 25, -0.4), (29.6, 1, -0.4)], vessel=(32, 28, 0))
    project.view("74 cabinets, 25 CDUs", "Each CDU stands among the three cabinets that it cools, and one place is empty: the cabinet that is missing from the list. Colours show how far the flow of each cabinet is above what it needs at the highest power of every node.",
                 d, "flow_margin", pose((0, -1, 31.2, 24), 3, azimuth_deg=212, elevation_deg=42), field=False)
    project.view("From cold plates to towers", "Warm water leaves the hall for plate exchangers and goes to cooling towers without a chiller; the small share of heat that stays in the air goes over the raised floor to the chilled-water units. Plant and floor plan are typical figures of ours.",
                 d, "coolant", pose((-8, -2, 50, 68), 5, azimuth_deg=205, elevation_deg=40), field=False)
    return project
