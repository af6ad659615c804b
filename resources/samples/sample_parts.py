# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts that several samples are made of: rows with in-row coolers, coolant loops of CDUs, and the figures of a design."""

from sample_builder import AIR, WATER, area, pipe_drop


def tcs(d, tag, cdus, headers, rows, room, vessel, supply_C, main, pipe_type, main_diameter, row_length):
    """Secondary loop: CDUs → main pipe → header → row pipes → row manifolds → racks; the Δp set point is the drop of
    the farthest row at 1.12 × the flow that the return limit asks for.

    rows: (row tag, west x, east x, y, x of the header, racks)."""
    racks = [r for *_, ids in rows for r in ids]
    rack = d.items[racks[0]]
    heat = d.value(rack, "power_allocated_W") * d.value(rack, "liquid_share")
    need = heat / (WATER * (d.value(rack, "liquid_return_limit_C") - supply_C))
    flow = 1.12 * need
    ends = []
    for word, route in zip(("supply", "return"), headers):
        points = main if word == "supply" else [(x + 0.5, y, z + 0.3) for x, y, z in main[::-1]]
        pipe = d.add("pipe", f"{tag} {word} main", parent=room, points=points, values={"diameter_m": main_diameter, "minor_loss": 4})
        header = d.add("manifold", f"{tag} {word} header", parent=room, points=route, values={"diameter_m": main_diameter})
        ends.append((pipe, header))
    (supply_pipe, supply), (return_pipe, back) = ends
    d.join(supply_pipe, "out", supply, "main")
    d.join(back, "main", return_pipe, "in")
    for cdu in cdus:
        d.join(cdu, "tcs_supply", supply_pipe, "in")
        d.join(return_pipe, "out", cdu, "tcs_return")
    tank = d.add("tank", f"{tag} vessel", type="Expansion vessel 500 L", parent=room, at=vessel)
    d.join(tank, "main", back, "main")
    for row_tag, x0, x1, y, xh, ids in rows:
        for word, z, dy in (("supply", 2.7, 0.1), ("return", 2.9, -0.1)):
            near, far = (x0, x1) if abs(x0 - xh) < abs(x1 - xh) else (x1, x0)
            route = [(xh, y + dy, z), (near, y + dy, z)]
            pipe = d.add("pipe", f"{tag} {row_tag} {word} pipe", type=pipe_type, parent=room, points=route if word == "supply" else route[::-1])
            manifold = d.add("manifold", f"{tag} {row_tag} {word}", type="Manifold DN100", parent=room, points=[(near, y + dy, z), (far, y + dy, z)])
            if word == "supply":
                d.join(supply, "branch", pipe, "in")
                d.join(pipe, "out", manifold, "main")
            else:
                d.join(manifold, "main", pipe, "in")
                d.join(pipe, "out", back, "branch")
            for r in ids:
                d.join(*((manifold, "branch", r, "tcs_in") if word == "supply" else (r, "tcs_out", manifold, "branch")))
    a, share = flow / d.value(rack, "liquid_ref_flow_m3_s"), d.value(rack, "liquid_laminar_share")
    drop = d.value(rack, "liquid_ref_drop_Pa") * (share * a + (1 - share) * a * a)
    bore = d.project.types[pipe_type]["values"]["diameter_m"]
    longest = max(len(ids) for *_, ids in rows)
    drop += 2 * (pipe_drop(longest * flow, bore, row_length, 4) + pipe_drop(len(racks) * flow, main_diameter, 20, 4))
    for cdu in cdus:
        d.items[cdu].setdefault("values", {}).update({"differential_pressure_Pa": round(drop, -2), "supply_temperature_C": supply_C})
    rated = sum(d.value(d.items[c], "pump_flow_m3_s") for c in cdus)
    assert rated >= len(racks) * flow and drop < d.value(d.items[cdus[0]], "pump_head_Pa")
    d.loops = getattr(d, "loops", []) + [(tag, len(racks) * need, len(racks) * flow, rated, drop)]
    return heat * len(racks)


def dense_row(d, hall, tag, x0, y, rot, racks, coolers, rack_type, ways, places, fans, skip=0):
    """Racks with in-row coolers spread between them, two busways above. Gives (rack ids, cooler ids, east end)."""
    row = d.add("row", f"Row {tag}", parent=hall)
    total, x, rack_ids, unit_ids = racks + coolers, x0, [], []
    at = {round((n + 0.5) * total / coolers - 0.5) for n in range(coolers)}
    for n in range(total):
        if n in at:
            unit_ids.append(d.add("in_row", f"In-row {tag}-{len(unit_ids) + 1}", type="In-row cooler 40 kW", parent=row, at=(x + 0.15, y, 0), rot=rot, values=fans, note="Fans slowed: power by the cube of flow"))
            x += 0.3
            continue
        if len(rack_ids) == racks - skip:
            d.add("place", f"Place {tag}-{n}", type="Rack place 600 × 1200", parent=row, at=(x + 0.3, y, 0), rot=rot, note="Left free: the programme is met")
        else:
            rack_ids.append(d.add("rack", f"{tag}-{len(rack_ids) + 1:02}", type=rack_type, parent=row, at=(x + 0.3, y, 0), rot=rot))
        x += 0.6
    out = []
    for (side, board), dy in zip(places.items(), (0.35, -0.35)):
        out.append(d.add("busway", f"Busway {tag}{side}", type=ways, parent=hall, points=[(x0, y + dy, 2.4), (x, y + dy, 2.4)], values={"side": side}))
        d.chain(board, out[-1])
    for rack in rack_ids:
        d.feed(rack, *out)
    return rack_ids, unit_ids, x


def report(d):
    it = d.total("rack", "power_allocated_W")
    air = sum(d.value(r, "power_allocated_W") * (1 - d.value(r, "liquid_share", 0)) for r in d.of("rack"))
    need = sum(d.value(r, "power_allocated_W") * (1 - d.value(r, "liquid_share", 0)) / (AIR * d.value(r, "air_delta_t_K")) for r in d.of("rack"))
    given = sum(d.value(u, "air_flow_m3_s") for u in d.of("crah", "in_row", "fan_wall"))
    capacity = sum(d.value(u, "cooling_capacity_W") for u in d.of("crah", "in_row", "fan_wall"))
    cdu = [d.value(u, "cooling_capacity_W") for u in d.of("cdu")]
    rooms = sum(map(area, d.of("room")))
    print(f"{d.name}: {len(d.of('rack'))} racks, {it / 1e3:.0f} kW IT ({air / 1e3:.0f} kW to air), rooms {rooms:.0f} m², {len(d.items)} items, {len(d.links)} connections")
    print(f"  air {given:.1f} m³/s for {need:.1f} ({given / need:.2f}×), coolers {capacity / 1e3:.0f} kW; CDUs {sum(cdu) / 1e3:.0f} kW for {(it - air) / 1e3:.0f} kW")
    for tag, q, at, rated, drop in d.loops:
        print(f"  {tag}: need {q * 1e3:.1f} L/s, set for {at * 1e3:.1f}, pumps rated {rated * 1e3:.1f}, Δp {drop / 1e3:.0f} kPa")
    assert given >= 1.04 * need and capacity >= 1.06 * air
    if cdu:
        assert sum(cdu) - max(cdu) >= it - air


def mixed_row(d, hall, tag, x0, y, rot, pattern, boards, ways):
    """A row from west to east. pattern: for each unit a dict of kind, type and what Design.add takes; boards: side →
    board; ways: type of the busways of each side, in turn, each over an equal run of racks (one: over the whole row).

    Gives (rack ids, cooler ids, east end)."""
    row = d.add("row", f"Row {tag}", parent=hall)
    x, racks, coolers, centres = x0, [], [], []
    for unit in pattern:
        width = unit.get("values", {}).get("width_m") or d.project.types[unit["type"]]["values"]["width_m"]
        ids, prefix = (racks, tag) if unit["kind"] == "rack" else (coolers, f"In-row {tag}")
        ids.append(d.add(name=unit.get("name") or f"{prefix}-{len(ids) + 1:02}", parent=row, at=(x + width / 2, y, 0), rot=rot, **{k: v for k, v in unit.items() if k != "name"}))
        if ids is racks:
            centres.append(x + width / 2)
        x += width
    for (side, board), dy in zip(boards.items(), (0.35, -0.35)):
        kinds = ways[side] if isinstance(ways, dict) else ways
        for n, kind in enumerate(kinds):
            first, last = n * len(racks) // len(kinds), (n + 1) * len(racks) // len(kinds)
            ends = (x0 if n == 0 else centres[first] - 0.3, x if n + 1 == len(kinds) else centres[last - 1] + 0.3)
            name = f"Busway {tag}{side}" + (str(n + 1) if len(kinds) > 1 else "")
            way = d.add("busway", name, type=kind, parent=hall, points=[(ends[0], y + dy, 2.4), (ends[1], y + dy, 2.4)], values={"side": side})
            d.chain(board, way)
            for rack in racks[first:last]:
                d.join(way, "out", rack, "feed1" if side == "A" else "feed2")
    return racks, coolers, x
