# SPDX-License-Identifier: GPL-3.0-or-later
"""Retrofit or new build: one programme in two designs, and the hall they start from."""

from sample_builder import COLD_WATER, WATER, Project, ident, loop, pose
from sample_parts import dense_row, tcs

ROW_Y = [3.6 + 4.8 * (r // 2) + 2.4 * (r % 2) for r in range(10)]  # centre lines; even rows face north, odd ones south
COLUMN_X = [3.0, 18.6]  # west end of the rows
PILLARS = [(x, y) for x in (5.7, 12.9, 20.1, 27.3) for y in (6.0, 13.2, 20.4)]  # 7.2 m grid, each in a rack place


def has_pillar(x, y):
    return any(abs(px - x) < 0.5 and abs(py - y) < 0.5 for px, py in PILLARS)


def shell(d):
    """Site, building, rooms, columns of the legacy house: the same objects before and after the retrofit."""
    site = d.add("site", "Retrofit or new build", at=(20, 5, 0), values={"width_m": 110, "depth_m": 110})
    house = d.outline("building", "Legacy building", 0, -21.6, 33.6, 28.8, parent=site, values={"room_height_m": 5})
    rooms = {}
    for name, box, values in (
            ("Hall", (0, 0, 33.6, 28.8), {"room_height_m": 3.3, "raised_floor_m": 0.6, "floor_load_Pa": 8000, "purpose": "it"}),
            ("Power room A", (0, -13.2, 10.8, 0), {"room_height_m": 4, "floor_load_Pa": 12000, "purpose": "power"}),
            ("Power room B", (10.8, -13.2, 21.6, 0), {"room_height_m": 4, "floor_load_Pa": 12000, "purpose": "power"}),
            ("Pump room", (21.6, -13.2, 33.6, 0), {"room_height_m": 4, "floor_load_Pa": 12000, "purpose": "cooling"}),
            ("Battery room A", (0, -21.6, 10.8, -13.2), {"room_height_m": 4, "floor_load_Pa": 16000, "purpose": "battery"}),
            ("Battery room B", (10.8, -21.6, 21.6, -13.2), {"room_height_m": 4, "floor_load_Pa": 16000, "purpose": "battery"}),
            ("Support room", (21.6, -21.6, 33.6, -13.2), {"room_height_m": 4, "floor_load_Pa": 5000, "purpose": "support"})):
        rooms[name] = d.outline("room", name, *box, parent=house, values=values)
    for n, (x, y) in enumerate(PILLARS):
        d.add("pillar", f"Column {n + 1}", type="Column 600 × 600", parent=rooms["Hall"], at=(x, y, 0))
    return site, rooms


def legacy_supply(d, site, rooms):
    """Two utility feeds, two transformers a side, LV boards behind transfer switches with two generators."""
    gens = d.add("switchgear", "Generator board", type="LV switchboard 400 V 6300 A", parent=site, at=(-14, -19, 0))
    for n in (1, 2):
        g = d.add("generator", f"Generator {n}", type="Generator 3 MW 400 V", parent=site, at=(-14, -16 + 6 * n, 0))
        d.join(g, "out", gens, "in")
    boards = {}
    for side, x in (("A", 0), ("B", 10.8)):
        room = rooms[f"Power room {side}"]
        v = {"side": side}
        u = d.add("utility_feed", f"Utility {side}", type="Utility feed 10 kV 10 MW", parent=site, at=(x + 4, -40, 0), values=v)
        mv = d.add("switchgear", f"MV {side}", type="MV switchgear 10 kV 630 A", parent=room, at=(x + 3.0, -1.8, 0), values=v)
        d.chain(u, mv)
        lv = d.add("switchgear", f"LV {side}", type="LV switchboard 400 V 6300 A", parent=room, at=(x + 3.2, -8.4, 0), values=v)
        for n in (1, 2):
            t = d.add("transformer", f"Transformer {side}{n}", type="Transformer 2 MVA 10/0.4 kV", parent=room, at=(x + 1.8 + 3.6 * (n - 1), -5.2, 0), values=v)
            d.chain(mv, t, lv)
        ats = d.add("transfer_switch", f"ATS {side}", type="ATS 6300 A", parent=room, at=(x + 8.6, -5.2, 0), values=v)
        d.join(lv, "out", ats, "preferred")
        d.join(gens, "out", ats, "alternate")
        main = d.add("switchgear", f"Main board {side}", type="LV switchboard 400 V 6300 A", parent=room, at=(x + 3.2, -11.6, 0), values=v)
        d.join(ats, "out", main, "in")
        boards[side] = main
        d.mv = getattr(d, "mv", {}) | {side: mv}
    return boards


def chilled(d, site, rooms, boards, units, supply_C, need):
    """Three air-cooled chillers outdoors, two pump sets in the pump room; re-used by the retrofit."""
    machines = [d.add("chiller", f"Chiller {n + 1}", type="Air-cooled chiller 1.2 MW", parent=site, at=(46, -16 + 6 * n, 0), values={"supply_temperature_C": supply_C}) for n in range(3)]
    pumps = [d.add("pump", f"Chilled-water pump set {n + 1}", type="Pump set 50 L/s", parent=rooms["Pump room"], at=(25 + 3 * n, -4, 0)) for n in range(2)]
    for unit in machines + pumps + units:
        d.feed(unit, boards["A"], boards["B"])
    loop(d, "Chilled water", machines=machines, pumps=pumps, consumers=units, need=need, diameter=0.3097, parent=rooms["Pump room"],
         supply=[(32.8, -0.5, -0.3), (32.8, 28, -0.3)], back=[(32.4, -0.5, -0.3), (32.4, 28, -0.3)], vessel=(31, -10, 0))


def legacy(project):
    d = project.design("Legacy hall", "#93A1AF", "Air-cooled hall of 3–6 kW racks: raised floor, CRAHs along the two long walls, open aisles, 2N UPS. Rack counts and loads are our assumption.")
    site, rooms = shell(d)
    hall = rooms["Hall"]
    boards = legacy_supply(d, site, rooms)
    out = {}
    for side, x in (("A", 0), ("B", 10.8)):
        v = {"side": side}
        out[side] = d.add("switchgear", f"UPS output {side}", type="LV switchboard 400 V 4000 A", parent=rooms[f"Battery room {side}"], at=(x + 2.4, -14.9, 0), values=v)
        for n in range(4):
            ups = d.add("ups", f"UPS {side}{n + 1}", type="UPS 0.6 MW modular", parent=rooms[f"Power room {side}"] if n == 3 else rooms[f"Battery room {side}"],
                        at=(x + 8.6, -9.4, 0) if n == 3 else (x + 1.6 + 3.2 * n, -17.8, 0), values=v)
            d.chain(boards[side], ups, out[side])
            battery = d.add("battery", f"Battery {side}{n + 1}", type="Battery lithium 600 kW 10 min", parent=rooms[f"Battery room {side}"], at=(x + 1.4 + 2.4 * n, -20.6, 0), values=v)
            d.join(out[side], "out", battery, "ac")
    kinds = [("Legacy rack 3 kW", 4), ("Legacy rack 4 kW", 7), ("Legacy rack 6 kW", 6)]
    pick = [name for name, weight in kinds for _ in range(weight)]
    for c, x0 in enumerate(COLUMN_X):
        for r, y in enumerate(ROW_Y):
            tag = f"{'WE'[c]}{r + 1:02}"
            rot = 180 if r % 2 == 0 else 0
            row = d.add("row", f"Row {tag}", parent=hall)
            ends = (15.3, 15.9) if c == 0 else (18.3, 17.7)
            heads = []
            for side, x in zip("AB", ends):
                heads.append(d.add("pdu", f"Head cabinet {tag}{side}", type="Column head cabinet 400 A", parent=row, at=(x, y, 0), rot=rot, values={"side": side}))
                d.chain(out[side], heads[-1])
            for slot in range(20):
                x = x0 + 0.6 * slot + 0.3
                if has_pillar(x, y):
                    continue
                rack = d.add("rack", f"{tag}-{slot + 1:02}", type=pick[int(ident("mix", tag, slot), 16) % len(pick)], parent=row, at=(x, y, 0), rot=rot)
                d.feed(rack, *heads)
        for p in range(5):
            y0 = 4.2 + 4.8 * p
            d.outline("aisle", f"Cold aisle {'WE'[c]}{p + 1}", x0, y0, x0 + 12, y0 + 1.2, parent=hall)
            d.outline("tiles", f"Grates {'WE'[c]}{p + 1}", x0, y0, x0 + 12, y0 + 1.2, parent=hall, type="Grate tiles 40 %")
    fans = {"air_flow_m3_s": 6.6, "fan_power_W": 5200 * (6.6 / 8.2) ** 3}
    units = [d.add("crah", f"CRAH {'WE'[n // 10]}{n % 10 + 1}", type="CRAH 110 kW underfloor", parent=hall, at=((0.45, 33.15)[n // 10], 2.25 + 2.7 * (n % 10), 0), rot=(90, 270)[n // 10], values=fans, note="Fans at 80 % speed: power by the cube of flow") for n in range(20)]
    heat = d.total("rack", "power_allocated_W") + 20 * fans["fan_power_W"]
    chilled(d, site, rooms, boards, units, 12, heat / (COLD_WATER * 6))
    return d


def retrofit(project, parent):
    d = project.design("Retrofit 4.7 MW", "#4FB3FF", "After case B of [SPCF]: cold plates with a prefabricated pump station outdoors, in-row units in contained hot aisles for the air share, containerised UPS with 10 kV input on side A, mains on side B, smart busways. 157 racks of 64 cards at 30 kW are our assumption: the paper gives about 4.7 MW, about 1 EFLOPS and no rack count; 6.37 PFLOPS a rack read as FP16 dense. Much of the floor stays empty: a heavier rack is beyond the floor load of 8 kN/m², and supply and coolant are sized for the programme.", parent)
    site, rooms = shell(d)
    hall = rooms["Hall"]
    boards = legacy_supply(d, site, rooms)
    places = []
    for n in range(3):
        ups = d.add("ups", f"UPS container {n + 1}", type="UPS container 2.4 MW 10 kV input", parent=site, at=(-14, 8 + 5.5 * n, 0), values={"side": "A"})
        mains = d.add("transformer", f"IT transformer B{n + 1}", type="Transformer 2.5 MVA 10/0.4 kV first grade", parent=site, at=(-27, 8 + 5.5 * n, 0), values={"side": "B"})
        a = d.add("switchgear", f"IT board A{n + 1}", type="LV switchboard 400 V 4000 A", parent=rooms["Battery room A"], at=(3 + 4.4 * (n % 2), -15.2 - 4 * (n // 2), 0), values={"side": "A"})
        b = d.add("switchgear", f"IT board B{n + 1}", type="LV switchboard 400 V 4000 A", parent=rooms["Battery room B"], at=(13.8 + 4.4 * (n % 2), -15.2 - 4 * (n // 2), 0), values={"side": "B"})
        d.chain(d.mv["A"], ups, a)
        d.chain(d.mv["B"], mains, b)
        places.append({"A": a, "B": b})
    fans = {"air_flow_m3_s": 1.9, "fan_power_W": 1700 * (1.9 / 2.9) ** 3}
    rows, units = [], []
    shape = {1: (10, 2), 2: (10, 4), 3: (10, 4), 4: (10, 2), 5: (11, 2), 6: (10, 4), 7: (10, 2), 8: (10, 4)}
    stranded = {"note": "Stranded: the legacy floor carries no heavier racks, and supply and coolant are sized for the programme"}
    for c, x0 in enumerate(COLUMN_X):
        start = x0 + (3.0, 1.8)[c]
        for r, y in enumerate(ROW_Y):
            tag, rot = f"{'WE'[c]}{r + 1:02}", 180 if r % 2 == 0 else 0
            gaps = [(x0, x0 + 12)]
            if r in shape:
                racks, coolers = shape[r]
                skip = {(1, 8): 3, (1, 5): 1, (0, 5): 1}.get((c, r), 0)
                ids, more, end = dense_row(d, hall, tag, start, y, rot, racks, coolers, "AI rack 64 cards 30 kW", "Busway 800 A 400 V AC", places[(len(rows)) * 3 // 16], fans, skip)
                rows.append((tag, start, end, y, 16.8, ids))
                units += more
                gaps = [(x0, start), (end, x0 + 12)]
            cuts = sorted(px for px, py in PILLARS if abs(py - y) < 0.5 and x0 < px < x0 + 12)
            for g0, g1 in gaps:  # what is left between the columns
                edges = [g0] + [e for px in cuts if g0 - 0.1 < px < g1 + 0.1 for e in (px - 0.3, px + 0.3)] + [g1]
                for n in range(0, len(edges), 2):
                    if edges[n + 1] - edges[n] > 0.59:
                        d.add("place", f"Place {tag} at {edges[n]:.1f} m", parent=hall, at=((edges[n] + edges[n + 1]) / 2, y, 0), rot=rot, values={"width_m": edges[n + 1] - edges[n]}, **stranded)
        for p in range(4):
            d.outline("aisle", f"Hot aisle {'WE'[c]}{p + 1}", start, 6.6 + 4.8 * p, start + 7.2, 7.8 + 4.8 * p, parent=hall, type="Contained hot aisle")
    stations = [d.add("cdu", f"Pump station {n + 1}", type="Prefabricated pump station 2 MW", parent=site, at=(4 + 9 * n, 34, 0)) for n in range(3)]
    for n, s in enumerate(stations):
        d.feed(s, places[n]["A"], places[n]["B"])
    liquid = tcs(d, "TCS", stations, ([(16.6, 27, 3.0), (16.6, 3, 3.0)], [(17.0, 27, 3.2), (17.0, 3, 3.2)]), rows, hall, (17.1, 27.8, 0), 38, [(13, 34, 3.0), (16.6, 31, 3.0), (16.6, 27, 3.0)], "Pipe DN80 stainless", 0.2604, 14)
    towers = [d.add("cooling_tower", f"Tower {n + 1}", type="Cooling tower 3.0 MW", parent=site, at=(4 + 9 * n, 58, 0)) for n in range(3)]
    plates = [d.add("heat_exchanger", f"Plate exchanger {n + 1}", type="Plate exchanger 2 MW", parent=site, at=(32 + 4 * n, 44, 0)) for n in range(3)]
    sets = {word: [d.add("pump", f"{word} pump set {n + 1}", type="Pump set 50 L/s", parent=site, at=(x + 4 * n, y, 0)) for n in range(2)] for word, x, y in (("Warm-water", 4, 44), ("Tower-water", 14, 48))}
    for load in towers + sets["Warm-water"] + sets["Tower-water"]:
        d.feed(load, boards["A"], boards["B"])
    need = 1.05 * liquid / (WATER * 12)
    loop(d, "Warm water", machines=plates, pumps=sets["Warm-water"], consumers=stations, need=need, diameter=0.3097, parent=site, rejector=("hot_in", "hot_out"),
         supply=[(2, 37, 1.5), (26, 37, 1.5)], back=[(2, 38, 1.5), (26, 38, 1.5)], vessel=(26, 44, 0))
    loop(d, "Tower water", machines=towers, pumps=sets["Tower-water"], consumers=plates, ports=("cold_in", "cold_out"), need=1.1 * need, diameter=0.3097, parent=site,
         supply=[(30, 48, 1.5), (42, 48, 1.5)], back=[(30, 49, 1.5), (42, 49, 1.5)], vessel=(28, 52, 0))
    air = 0.25 * d.total("rack", "power_allocated_W") + len(units) * fans["fan_power_W"]
    chilled(d, site, rooms, boards, units, 16, air / (COLD_WATER * 6))
    return d


def new_build(project):
    d = project.design("New build 800 V DC", "#C79BFF", "79 racks of 128 cards at 60 kW on 800 V DC from solid-state transformers, cold plates, dry coolers all year, in-row units for the air share, one storage cabin. Rack count and loads are our assumption, chosen for the programme of the retrofit. Of the old site only the two grid connections are kept, so it descends from no other variant.")
    site = d.add("site", "Retrofit or new build", at=(20, 5, 0), values={"width_m": 110, "depth_m": 110})
    house = d.outline("building", "New building", 0, 0, 40, 26, parent=site, values={"room_height_m": 5})
    rooms = {}
    for name, box, values in (
            ("New hall", (0, 0, 14, 26), {"room_height_m": 4.5, "floor_load_Pa": 16000, "purpose": "it"}),
            ("New power room", (14, 0, 30, 14), {"room_height_m": 4.5, "floor_load_Pa": 16000, "purpose": "power"}),
            ("New cooling room", (14, 14, 30, 26), {"room_height_m": 4.5, "floor_load_Pa": 16000, "purpose": "cooling"}),
            ("New support room", (30, 0, 40, 26), {"room_height_m": 4.5, "floor_load_Pa": 5000, "purpose": "support"})):
        rooms[name] = d.outline("room", name, *box, parent=house, values=values)
    power = rooms["New power room"]
    places, boards = [{}, {}, {}], {}
    for side, y in (("A", 1.5), ("B", 12.3)):
        s, v = (1 if side == "A" else -1), {"side": side}
        u = d.add("utility_feed", f"Utility {side}", type="Utility feed 10 kV 10 MW", parent=site, at=(20 if side == "A" else 26, -12, 0), values=v)
        mv = d.add("switchgear", f"New MV {side}", type="MV switchgear 10 kV 630 A", parent=power, at=(27, y + 0.2 * s, 0), values=v)
        d.chain(u, mv)
        for n in range(3):
            sst = d.add("sst", f"SST {side}{n + 1}", type="SST 2.5 MW 10 kV to 800 V DC", parent=power, at=(16 + 3.4 * n, y, 0), rot=0 if s < 0 else 180, values=v)
            dc = d.add("switchgear", f"DC board {side}{n + 1}", type="DC switchboard 800 V 4000 A", parent=power, at=(16 + 3.4 * n, y + 3.4 * s, 0), rot=0 if s < 0 else 180, values=v)
            d.chain(mv, sst, dc)
            places[n][side] = dc
        t = d.add("transformer", f"Transformer {side}", type="Transformer 1.6 MVA 10/0.4 kV", parent=power, at=(28, y + 3.4 * s, 0), values=v)
        boards[side] = d.add("switchgear", f"New main board {side}", type="LV switchboard 400 V 2500 A", parent=site, at=(32 + (0 if s > 0 else 4), -4, 0), values=v)
        d.chain(mv, t, boards[side])
        if side == "A":
            cabin = d.add("storage_cabin", "Storage cabin", type="Storage cabin 2.5 MW 5 MWh", parent=site, at=(6, -12, 0), values=v, note="Joined at 10 kV by its own step-up transformer")
            d.join(mv, "out", cabin, "ac")
    ups = d.add("ups", "Cooling UPS", type="UPS 0.4 MW modular", parent=site, at=(26, -4, 0), values={"side": "A"}, note="Mains and UPS for what must run through: CDUs and pumps")
    vital = d.add("switchgear", "Vital cooling board A", type="LV switchboard 400 V 2500 A", parent=site, at=(21, -4, 0), values={"side": "A"})
    d.chain(boards["A"], ups, vital)
    hall = rooms["New hall"]
    fans = {"air_flow_m3_s": 1.8, "fan_power_W": 1700 * (1.8 / 2.9) ** 3}
    rows, units = [], []
    for r in range(8):
        y = 2.4 + 0.9 + 5.4 * (r // 2) + 2.4 * (r % 2)
        tag, rot = f"N{r + 1:02}", 0 if r % 2 == 0 else 180
        ids, more, end = dense_row(d, hall, tag, 3.0, y, rot, 10, 3, "AI rack 128 cards 60 kW", "Busway 2000 A 800 V DC", places[r * 3 // 8], fans, 1 if r == 7 else 0)
        rows.append((tag, 3.0, end, y, 12.4, ids))
        units += more
        if r % 2 == 0:
            d.outline("aisle", f"Hot aisle N{r // 2 + 1}", 3.0, y + 0.6, end, y + 1.8, parent=hall, type="Contained hot aisle")
    room = rooms["New cooling room"]
    cdus = [d.add("cdu", f"CDU {n + 1}", type="CDU 1.3 MW", parent=room, at=(16 + 2.0 * n, 24, 0), values={"approach_K": 3}) for n in range(5)]
    liquid = tcs(d, "New TCS", cdus, ([(12.2, 24, 3.0), (12.2, 2, 3.0)], [(12.6, 24, 3.2), (12.6, 2, 3.2)]), rows, hall, (13, 25.4, 0), 43, [(20, 24.3, 3.0), (12.2, 24.3, 3.0), (12.2, 24, 3.0)], "Pipe DN100 stainless", 0.3097, 6)
    coolers = [d.add("dry_cooler", f"Dry cooler {n + 1}", type="Dry cooler 1.2 MW", parent=site, at=(6 + 14 * (n % 3), 34 + 6 * (n // 3), 0)) for n in range(6)]
    warm = [d.add("pump", f"New warm-water pump set {n + 1}", type="Pump set 50 L/s", parent=room, at=(16 + 2.4 * n, 19.6, 0)) for n in range(3)]
    chillers = [d.add("chiller", f"New chiller {n + 1}", type="Air-cooled chiller 0.6 MW", parent=site, at=(48, 4 + 6 * n, 0), values={"supply_temperature_C": 16}) for n in range(3)]
    cold = [d.add("pump", f"New chilled-water pump set {n + 1}", type="Pump set 15 L/s", parent=room, at=(24 + 2.2 * n, 19.6, 0)) for n in range(3)]
    for load in coolers + chillers + units:
        d.feed(load, boards["A"], boards["B"])
    for load in cdus + warm + cold:
        d.feed(load, vital, boards["B"])
    loop(d, "New warm water", machines=coolers, pumps=warm, consumers=cdus, need=1.05 * liquid / (WATER * 11), diameter=0.3097, parent=room,
         supply=[(15, 25.4, 3.5), (29, 25.4, 3.5)], back=[(15, 25.7, 3.8), (29, 25.7, 3.8)], vessel=(16, 16, 0))
    air = 0.12 * d.total("rack", "power_allocated_W") + len(units) * fans["fan_power_W"]
    loop(d, "New chilled water", machines=chillers, pumps=cold, consumers=units, need=air / (COLD_WATER * 6), diameter=0.2065, parent=room,
         supply=[(13.4, 25, 3.6), (13.4, 1, 3.6)], back=[(13.7, 25, 3.9), (13.7, 1, 3.9)], vessel=(19, 16, 0))
    return d


RECORDED = {"it_power": "it_power_W", "inlet": "inlet_C", "inlet_high": "inlet_high_C", "outlet": "outlet_C", "flow": "liquid_flow_m3_s", "supply": "liquid_supply_C", "return": "liquid_return_C", "pump_power": "pump_power_W", "power": "electric_power_W", "power_out": "power_out_W", "load": "load_fraction"}  # as plenumctl record names its points


def retrofit_or_new():
    project = Project("Retrofit or new build", "One programme of about 4.7 MW and 1 EFLOPS in two designs, and the hall they start from. Cases after [SPCF] (doi 10.11959/j.issn.1000-0801.2026046); figures are typical unless a source is named.",
                      {"name": "Shanghai design day (assumption)", "dry_bulb_C": 34, "wet_bulb_C": 28, "dew_point_C": 12})
    rules = [f"pattern,legacy-hall/{{item}}/{end},{{item}},{quantity},180" for end, quantity in RECORDED.items()]
    project.attachments["telemetry"] = {"binding": ["match,point,item,quantity,stale_after_s", *rules]}
    before = legacy(project)
    after = retrofit(project, before)
    new = new_build(project)
    hall = pose((0, -1, 33.6, 28.8), 3, azimuth_deg=215, elevation_deg=42)
    both = pose((0, 0, 40, 28.8), 3, azimuth_deg=215, elevation_deg=42, aspect=1.0)  # two pictures share the width
    project.view("What binds the legacy hall", "Full rows of light racks stand over a raised floor in open aisles, and racks at the ends of rows take warm air back in from behind. The load that the floor carries, the height under the ceiling and the air through the grates were chosen for this density; more power per rack meets one of them first.",
                 before, "inlet", hall, section_m=1.5)
    project.view("Retrofit: inlets held by row coolers", "Liquid takes most of the heat, and row coolers around contained hot aisles take the rest, so that every inlet stays close to the supply temperature. Shell, columns, supply boards and chillers are the same objects as before.",
                 after, "inlet", hall, section_m=1.5)
    project.view("The floor left stranded", "The programme is met while much of the hall stays empty: each new rack brings nearly all the load that the old floor may carry, so no heavier one can follow. More of the same would need more supply and more coolant than the retrofit brings; the dashed places are what is left.",
                 after, "floor", pose((0, -1, 33.6, 28.8), 3, azimuth_deg=180, elevation_deg=68), field=False)
    project.view("Retrofit beside new build", "The same programme twice, in the same colours and on the same scale. The new hall needs about half as many racks at twice the power each, on a slab and at a height that were chosen for them.",
                 after, "power", both, beside=[new], field=False)
    project.view("Supply and loops of the new build", "Solid-state transformers bring 10 kV to 800 V DC in one step beside the hall that they feed, and warm water goes from the cold plates over five CDUs to dry coolers, with no compressor in that path. Fewer conversions and less heat left to the air are where the two designs differ.",
                 new, "coolant", pose((0, -8, 46, 40), 4, azimuth_deg=212, elevation_deg=38), field=False)
    return project
