# SPDX-License-Identifier: GPL-3.0-or-later
"""Case A of [SPCF]: an inference centre of 500 kW IT in a building of 500 m², high-temperature chilled water, 2N."""

from sample_builder import COLD_WATER, Project, loop, pose
from sample_parts import mixed_row

NOTE = ("Case A of [SPCF] (doi 10.11959/j.issn.1000-0801.2026046): 300 PFLOPS at 600 GFLOPS/W, 500 kW of IT, 200 kW of cooling, about 1 400 kW of supply (2N), "
        "about 500 m² for the whole building, high-temperature chilled water. The paper gives no rack count, floor plan or unit sizes: those are our assumption.")


def supply(d, site, rooms):
    """One side a room: feed, transformer, boards, UPS; two generators behind transfer switches. Gives (main, UPS) boards."""
    reserve = d.add("switchgear", "Generator board", type="LV switchboard 400 V 2500 A", parent=site, at=(29.5, 17.5, 0))
    for n in (1, 2):
        g = d.add("generator", f"Generator {n}", type="Generator 1 MW 400 V", parent=site, at=(32, 21 + 3.8 * n, 0))
        d.join(g, "out", reserve, "in")
    main, secure = {}, {}
    for side, x in (("A", 15), ("B", 20)):
        room, v = rooms[f"Power room {side}"], {"side": side}
        feed = d.add("utility_feed", f"Utility {side}", type="Utility feed 10 kV 5 MW", parent=site, at=(x + 2.5, 24, 0), values=v)
        mv = d.add("switchgear", f"MV {side}", type="MV switchgear 10 kV 630 A", parent=room, at=(x + 2.5, 18.95, 0), values=v)
        t = d.add("transformer", f"Transformer {side}", type="Transformer 1.6 MVA 10/0.4 kV", parent=room, at=(x + 1.4, 16.15, 0), values=v | {"rated_apparent_VA": 800e3, "standby_loss_W": 1000},
                  note="800 kVA of the same series: two of them are near the 1 400 kW of the paper. Assumption")
        lv = d.add("switchgear", f"LV {side}", type="LV switchboard 400 V 2500 A", parent=room, at=(x + 1.25, 13.6, 0), values=v)
        ats = d.add("transfer_switch", f"ATS {side}", type="ATS 4000 A", parent=room, at=(x + 3.8, 16.15, 0), values=v)
        main[side] = d.add("switchgear", f"Main board {side}", type="LV switchboard 400 V 2500 A", parent=room, at=(x + 3.75, 13.6, 0), values=v)
        ups = d.add("ups", f"UPS {side}", type="UPS 0.6 MW modular", parent=room, at=(x + 1.25, 11, 0), values=v)
        secure[side] = d.add("switchgear", f"UPS output {side}", type="LV switchboard 400 V 2500 A", parent=room, at=(x + 3.75, 11, 0), values=v)
        d.chain(feed, mv, t, lv)
        d.join(lv, "out", ats, "preferred")
        d.join(reserve, "out", ats, "alternate")
        d.chain(ats, main[side], ups, secure[side])
        for n in (1, 2):
            battery = d.add("battery", f"Battery {side}{n}", type="Battery lithium 300 kW 10 min", parent=rooms[f"Battery room {side}"], at=(x + 1.2 * n + 0.7, 6.4, 0), values=v)
            d.join(secure[side], "out", battery, "ac")
    return main, secure


def case_a():
    project = Project("Case A: inference centre", NOTE, {"name": "Shanghai design day (assumption)", "dry_bulb_C": 34, "wet_bulb_C": 28, "dew_point_C": 12})
    d = project.design("Inference centre 500 kW", "#6FD08C", "24 air-cooled racks of 20 kW (table 1 of [SPCF]: 20–40 kW, dense air) and four network racks of 5 kW make the 500 kW; 12.5 PFLOPS a rack, read as FP16 dense, make the 300 PFLOPS: "
                       "count, classes and precision are our assumption. One pod round a contained hot aisle; row coolers on water of 18 °C; 2N from the grid to the rack; two chillers of three make β = 1.2. "
                       "Its published 200 kW of cooling and 1 400 kW of supply are installed powers and are not compared with what the solution draws.")
    site = d.add("site", project.name, at=(16, 10, 0), values={"width_m": 70, "depth_m": 60})
    house = d.outline("building", "Inference centre", 0, 0, 25, 20, parent=site, values={"room_height_m": 5}, note="500 m², whole building: [SPCF]")
    rooms = {}
    for name, box, values in (
            ("IT hall", (0, 10, 15, 20), {"room_height_m": 4.2, "floor_load_Pa": 12000, "purpose": "it"}),
            ("Power room A", (15, 10, 20, 20), {"room_height_m": 4.2, "floor_load_Pa": 12000, "purpose": "power"}),
            ("Power room B", (20, 10, 25, 20), {"room_height_m": 4.2, "floor_load_Pa": 12000, "purpose": "power"}),
            ("Corridor", (0, 7.6, 25, 10), {"room_height_m": 4.2, "floor_load_Pa": 8000, "purpose": "support"}),
            ("Operations and staging", (0, 0, 8, 7.6), {"room_height_m": 4.2, "floor_load_Pa": 5000, "purpose": "support"}),
            ("Pump room", (8, 0, 15, 7.6), {"room_height_m": 4.2, "floor_load_Pa": 12000, "purpose": "cooling"}),
            ("Battery room A", (15, 0, 20, 7.6), {"room_height_m": 4.2, "floor_load_Pa": 16000, "purpose": "battery"}),
            ("Battery room B", (20, 0, 25, 7.6), {"room_height_m": 4.2, "floor_load_Pa": 16000, "purpose": "battery"})):
        rooms[name] = d.outline("room", name, *box, parent=house, values=values)
    main, secure = supply(d, site, rooms)

    ai = {"kind": "rack", "type": "Air-cooled AI rack 20 kW", "values": {"compute_FLOPS": 12.5e15, "precision": "FP16", "sparsity": "dense"}}
    network = {"kind": "rack", "type": "Network rack 5 kW", "note": "Assumption: two a row, at its ends"}
    speed = 3.7 / 4.8
    cooler = {"kind": "in_row", "type": "In-row cooler 65 kW", "values": {"air_flow_m3_s": 3.7, "fan_power_W": 2600 * speed**3}, "note": "Fans at 77 % speed: power by the cube of flow"}
    units = []
    hall, x0 = rooms["IT hall"], 1.6
    for tag, y, rot in (("R1", 13.5, 0), ("R2", 16.5, 180)):
        pattern = [network] + [ai, cooler, ai, ai] + 3 * [cooler, ai, ai, ai] + [cooler, network]
        racks, coolers, x1 = mixed_row(d, hall, tag, x0, y, rot, pattern, {"A": secure["A"], "B": secure["B"]}, ["Busway 800 A 400 V AC"])
        units += coolers
    d.outline("aisle", "Hot aisle", x0, 14.1, x1, 15.9, parent=hall, type="Contained hot aisle")

    chillers = [d.add("chiller", f"Chiller {n + 1}", type="Air-cooled chiller 0.6 MW", parent=site, at=(7.5 + 8 * n, -6, 0),
                      values={"cooling_capacity_W": 300e3, "liquid_ref_flow_m3_s": 0.0125, "width_m": 4.2, "weight_kg": 3200, "supply_temperature_C": 18},
                      note="Three of 300 kW, one in reserve: two are 1.2 × 500 kW (β of the paper). Size, mass and flow in proportion: assumption") for n in range(3)]
    pumps = [d.add("pump", f"Chilled-water pump set {n + 1}", type="Pump set 15 L/s", parent=rooms["Pump room"], at=(13.8 - 1.8 * n, 2.4, 0)) for n in range(2)]
    for load in chillers:
        d.feed(load, main["A"], main["B"])
    for load in pumps + units:  # cooling that must run through hangs on the UPS
        d.feed(load, secure["A"], secure["B"])
    heat = d.total("rack", "power_allocated_W") + d.total("in_row", "fan_power_W")
    loop(d, "Chilled water", machines=chillers, pumps=pumps, consumers=units, need=heat / (COLD_WATER * 6), diameter=0.2065, parent=rooms["Pump room"],
         supply=[(13.8, 14.6, 3.4), (1.2, 14.6, 3.4)], back=[(13.8, 15.4, 3.75), (1.2, 15.4, 3.75)], vessel=(9.4, 2.4, 0))
    project.view("One pod, 500 kW", "Two rows of dense air-cooled racks stand back to back round one contained hot aisle, with row coolers between them, and every inlet is held close to the supply temperature. Rooms for both sides of the supply take more floor than the racks do.",
                 d, "inlet", pose((0, 9, 25, 20), 3, azimuth_deg=212, elevation_deg=42), section_m=1.5)
    project.view("2N from the grid to the rack", "Colours show how loaded each part of the chain would be if the other side were lost. Either side alone carries all computers, and the pumps and row coolers with them.",
                 d, "after_loss", pose((0, -4, 32, 24), 4, azimuth_deg=150, elevation_deg=40), field=False)
    return project
