# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds and checks layout documents (plenum-layout/1); used by make_samples.py. Standard library only."""

import hashlib
import json
import math
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
WATER = 4.14e6  # J/(m3 K), rho c_p at 45 C
COLD_WATER = 4.19e6  # at 12 C
AIR = 1207.0  # J/(m3 K), rho c_p at 20 C


def ident(*words):
    """The same words always give the same id."""
    return hashlib.sha256("/".join(map(str, words)).encode()).hexdigest()[:16]


def catalogue():
    types = {}
    for path in sorted((HERE.parent / "catalog").glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8"))["types"]:
            types[entry["name"]] = entry
    return types


def kind_ports():
    """Ports of each kind with their direction, read from twin/model/kind.cpp."""
    text = (HERE.parents[1] / "twin/model/kind.cpp").read_text(encoding="utf-8")
    feeds = {"feed1": ("El", "In", False), "feed2": ("El", "In", False)}
    arrays = {}
    for name, body in re.findall(r"constexpr PortSpec (k\w+)\[\] = \{(.*?)\};", text, re.S):
        ports = {key: (medium, flow, many == "true") for key, medium, flow, many in re.findall(r'\{"(\w+)", (\w+), (\w+), (\w+)\}', body)}
        arrays[name] = {**(feeds if "FEEDS2" in body else {}), **ports}
    kinds = {}
    for key, ports in re.findall(r'\{K::\w+, "(\w+)", .*?, (k\w+|\{\})\},\n', text):
        kinds[key] = arrays.get(ports, {})
    return kinds


def clean(value):
    if isinstance(value, float):
        value = round(value, 9)
        return int(value) if value == int(value) else value
    return value


class Design:
    """One variant. Items are named; the same name in the same project is the same object in every variant."""

    def __init__(self, project, name, colour, note, parent=None):
        self.project, self.name, self.colour, self.note, self.parent = project, name, colour, note, parent
        self.items, self.links = {}, {}
        self.by_name = {}

    def add(self, kind, name, *, type=None, parent=None, at=None, rot=0, points=None, values=None, note=None, target=None):
        item = {"id": ident(self.project.name, "item", kind, name), "kind": kind, "name": name}
        assert item["id"] not in self.items, name
        if type:
            entry = self.project.types[type]
            assert entry["kind"] == kind, (type, kind)
            item["type"] = entry["id"]
        if parent:
            item["parent"] = parent
        if target:
            item["target"] = target
        if at:
            item["at"] = [clean(float(v)) for v in (*at, 0.0)[:3]]
        if rot:
            item["rotation_deg"] = rot
        if points:
            item["points"] = [[clean(float(v)) for v in p] for p in points]
        if values:
            item["values"] = {k: clean(v) for k, v in values.items()}
        if note:
            item["note"] = note
        self.items[item["id"]] = item
        return item["id"]

    def outline(self, kind, name, x0, y0, x1, y1, **more):
        return self.add(kind, name, points=[(x0, y0, 0), (x1, y0, 0), (x1, y1, 0), (x0, y1, 0)], **more)

    def join(self, a, port_a, b, port_b):
        link = {"id": ident(self.project.name, "link", a, port_a, b, port_b), "from": [a, port_a], "to": [b, port_b]}
        assert link["id"] not in self.links, (self.items[a]["name"], port_a, self.items[b]["name"], port_b)
        self.links[link["id"]] = link

    def feed(self, load, a=None, b=None):
        for port, source in (("feed1", a), ("feed2", b)):
            if source:
                self.join(source, "out", load, port)

    def chain(self, *ids):
        """Power: out → in along the list."""
        for a, b in zip(ids, ids[1:]):
            self.join(a, "out", b, "in")
        return ids[-1]

    def value(self, item, key, default=None):
        own = item.get("values", {})
        if key in own:
            return own[key]
        entry = self.project.types_by_id.get(item.get("type"))
        return entry["values"].get(key, default) if entry else default

    def of(self, *kinds):
        return [i for i in self.items.values() if i["kind"] in kinds]

    def total(self, kind, key):
        return sum(self.value(i, key, 0) for i in self.of(kind))


class Project:
    def __init__(self, name, note, conditions):
        self.name, self.note, self.conditions = name, note, conditions
        self.types = catalogue()
        self.types_by_id = {t["id"]: t for t in self.types.values()}
        self.designs = []
        self.views = []
        self.attachments = {}  # what other parts of the program keep with the project, by key

    def design(self, name, colour, note, parent=None):
        self.designs.append(Design(self, name, colour, note, parent))
        return self.designs[-1]

    def view(self, name, caption, design, overlay, camera, *, beside=(), difference=False, field=True, section_m=1.0):
        """One picture of the presentation, in the order of calls; camera: see pose()."""
        one = {"id": ident(self.name, "view", name), "name": name, "caption": caption, "variant": ident(self.name, "variant", design.name)}
        if beside:
            one["beside"] = [ident(self.name, "variant", d.name) for d in beside]
        one["overlay"] = overlay
        if difference:
            one["difference"] = True
        if not field:
            one["field"] = False
        self.views.append(one | {"section_m": section_m} | camera)

    def write(self, path):
        used = {i["type"] for d in self.designs for i in d.items.values() if "type" in i}
        dump = lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        lines = lambda values: "[\n" + ",\n".join(map(dump, values)) + "\n]" if values else "[]"
        attached = "{" + ",".join(f'"{key}":' + "{" + ",\n".join(f'"{member}":' + lines(value) for member, value in entry.items()) + "}" for key, entry in self.attachments.items()) + "}"
        variants = []
        for d in self.designs:
            head = {"id": ident(self.name, "variant", d.name), "name": d.name, "colour": d.colour}
            if d.parent:
                head["parent"] = ident(self.name, "variant", d.parent.name)
            head["note"] = d.note
            variants.append(dump(head)[:-1] + ',"items":' + lines(list(d.items.values())) + ',\n"connections":' + lines(list(d.links.values())) + "}")
        head = dump({"format": "plenum-layout/1", "name": self.name, "note": self.note, "conditions": self.conditions})[:-1]
        types = [t for t in self.types.values() if t["id"] in used]
        path.write_text(head + ',\n"types":' + lines(types) + ',\n"variants":[\n' + ",\n".join(variants) + "\n]" + (',\n"views":' + lines(self.views) if self.views else "") + (',\n"attachments":' + attached if self.attachments else "") + "}\n", encoding="utf-8")


def pose(box, height, *, azimuth_deg, elevation_deg, view_angle_deg=30.0, aspect=1.45):
    """Camera that has the box (x0, y0, x1, y1, from the floor to height) just in the picture.

    azimuth_deg: where the camera stands, clockwise from north; elevation_deg: above the horizon.
    """
    x0, y0, x1, y1 = box
    focal = ((x0 + x1) / 2, (y0 + y1) / 2, height / 2)
    a, e = math.radians(azimuth_deg), math.radians(elevation_deg)
    back = (math.sin(a) * math.cos(e), math.cos(a) * math.cos(e), math.sin(e))
    right = (-math.cos(a), math.sin(a), 0.0)
    up = (-math.sin(a) * math.sin(e), -math.cos(a) * math.sin(e), math.cos(e))
    dot = lambda p, q: sum(i * j for i, j in zip(p, q))
    half = math.tan(math.radians(view_angle_deg) / 2)
    distance = 0.0
    for corner in ((x, y, z) for x in (x0, x1) for y in (y0, y1) for z in (0, height)):
        v = [c - f for c, f in zip(corner, focal)]
        distance = max(distance, dot(v, back) + max(abs(dot(v, up)) / half, abs(dot(v, right)) / (half * aspect)))
    position = [round(f + 1.06 * distance * b, 2) for f, b in zip(focal, back)]
    return {"position": position, "focal": [round(f, 2) for f in focal]}


def pipe_drop(flow, diameter, length, minor=3.0):
    """Darcy–Weisbach with Swamee–Jain friction, water at 40 C, Pa."""
    v = flow / (math.pi * diameter**2 / 4)
    reynolds = max(v * diameter / 0.66e-6, 4000)
    friction = 0.25 / math.log10(4.5e-5 / diameter / 3.7 + 5.74 / reynolds**0.9) ** 2
    return (friction * length / diameter + minor) * 992 * v * v / 2


def route_length(points):
    return sum(math.dist(a, b) for a, b in zip(points, points[1:]))


def corners(design, item):
    w, d = design.value(item, "width_m", 0.6), design.value(item, "depth_m", 1.2)
    a = math.radians(item.get("rotation_deg", 0))
    half_x = abs(w / 2 * math.cos(a)) + abs(d / 2 * math.sin(a))
    half_y = abs(w / 2 * math.sin(a)) + abs(d / 2 * math.cos(a))
    x, y = item["at"][:2]
    return x - half_x, y - half_y, x + half_x, y + half_y


def area(item):
    p = item["points"]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(p, p[1:] + p[:1]))) / 2


def check(design):
    """Structure and geometry of one design; a list of sentences, empty when all is well."""
    bad, ports = [], kind_ports()
    items = design.items
    used = {}
    for link in design.links.values():
        for (item_id, port), wrong in ((link["from"], "In"), (link["to"], "Out")):
            item = items.get(item_id)
            if item is None:
                bad.append(f"link {link['id']} ends at an unknown item")
                continue
            spec = ports[item["kind"]].get(port)
            if spec is None:
                bad.append(f"{item['name']} has no port {port}")
            elif spec[1] == wrong:
                bad.append(f"{item['name']}.{port} is used against its direction")
            elif not spec[2]:
                used[item_id, port] = used.get((item_id, port), 0) + 1
    bad += [f"{items[i]['name']}.{p} is used {n} times" for (i, p), n in used.items() if n > 1]
    for item in items.values():
        for key in ("parent", "target"):
            if key in item and item[key] not in items:
                bad.append(f"{item['name']}: unknown {key}")

    def room_of(item):
        above = item.get("parent")
        while above and items[above]["kind"] != "room":
            above = items[above].get("parent")
        return items.get(above) if above else None

    def box(room):
        xs, ys = [p[0] for p in room["points"]], [p[1] for p in room["points"]]
        return min(xs), min(ys), max(xs), max(ys)

    overlap = lambda a, b: a[0] < b[2] - 1e-6 and b[0] < a[2] - 1e-6 and a[1] < b[3] - 1e-6 and b[1] < a[3] - 1e-6
    boxes = [(i, corners(design, i)) for i in items.values() if "at" in i and i["kind"] not in ("site", "sensor", "rear_door", "pv")]
    for n, (item, a) in enumerate(boxes):
        room = room_of(item)
        if room:
            r = box(room)
            if a[0] < r[0] - 1e-6 or a[1] < r[1] - 1e-6 or a[2] > r[2] + 1e-6 or a[3] > r[3] + 1e-6:
                bad.append(f"{item['name']} is not inside {room['name']}")
        elif any(overlap(a, box(b)) for b in design.of("building")) and item["at"][2] == 0:
            bad.append(f"{item['name']} stands in a building but in no room")
        bad += [f"{item['name']} collides with {other['name']}" for other, b in boxes[:n] if overlap(a, b) and item["at"][2] == other["at"][2]]
    rooms = design.of("room")
    bad += [f"{a['name']} overlaps {b['name']}" for n, a in enumerate(rooms) for b in rooms[:n] if overlap(box(a), box(b))]
    to = {(l["to"][0], l["to"][1]) for l in design.links.values()}
    out = {(l["from"][0], l["from"][1]) for l in design.links.values()}
    for rack in design.of("rack"):
        if (rack["id"], "feed1") not in to or (rack["id"], "feed2") not in to:
            bad.append(f"{rack['name']} is not fed from two sides")
        if design.value(rack, "liquid_share", 0) > 0 and ((rack["id"], "tcs_in") not in to or (rack["id"], "tcs_out") not in out):
            bad.append(f"{rack['name']} is not connected to a liquid loop")
    for unit in design.of("crah", "in_row", "fan_wall", "rear_door", "cdu"):
        if (unit["id"], "fws_in") not in to or (unit["id"], "fws_out") not in out:
            bad.append(f"{unit['name']} has no facility water")
    loads = design.of("crah", "in_row", "fan_wall", "cdu", "pump", "chiller", "dry_cooler", "cooling_tower")
    bad += [f"{l['name']} is not fed" for l in loads if (l["id"], "feed1") not in to]
    return bad


def loop(d, tag, *, machines, pumps, consumers, supply, back, diameter, need, parent, ports=("fws_in", "fws_out"), rejector=("in", "out"), vessel=None):
    """Closed facility loop in the direction of flow: machines → pumps → supply pipe → manifold → consumers → back.

    supply, back: routes of the two manifolds. need: m3/s; the pumps' set point is the drop at 1.1 × need.
    """
    start = d.items[pumps[0]].get("at", [0, 0, 0])
    pipes, manifolds = [], []
    for word, route in (("supply", supply), ("return", back)):
        x, y, z = route[0]
        points = [(start[0], start[1], z), (start[0], y, z), (x, y, z)]
        points = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
        if len(points) < 2:
            points = [(x - 0.5, y, z), (x, y, z)]
        pipes.append(d.add("pipe", f"{tag} {word} main", parent=parent, points=points if word == "supply" else points[::-1], values={"diameter_m": diameter, "minor_loss": 4, "loop_role": "fws"}))
        manifolds.append(d.add("manifold", f"{tag} {word} header", parent=parent, points=route, values={"diameter_m": diameter, "loop_role": "fws"}))
    for machine in machines:
        for pump in pumps:
            d.join(machine, rejector[1], pump, "in")
        d.join(pipes[1], "out", machine, rejector[0])
    for pump in pumps:
        d.join(pump, "out", pipes[0], "in")
    d.join(pipes[0], "out", manifolds[0], "main")
    d.join(manifolds[1], "main", pipes[1], "in")
    for unit in consumers:
        d.join(manifolds[0], "branch", unit, ports[0])
        d.join(unit, ports[1], manifolds[1], "branch")
    d.add("tank", f"{tag} vessel", type="Expansion vessel 1500 L", parent=parent, at=vessel)
    d.join(ident(d.project.name, "item", "tank", f"{tag} vessel"), "main", manifolds[1], "main")
    q = 1.1 * need
    flows = lambda ids: sum(d.value(d.items[i], "liquid_ref_flow_m3_s") for i in ids)
    drop = lambda ids: d.value(d.items[ids[0]], "facility_drop_Pa", d.value(d.items[ids[0]], "liquid_ref_drop_Pa", 50e3)) * (q / flows(ids)) ** 2
    total = drop(consumers) + drop(machines) + sum(pipe_drop(q, diameter, route_length(d.items[p]["points"]), 4) for p in pipes)
    rated = sum(d.value(d.items[p], "pump_flow_m3_s") for p in pumps)
    for pump in pumps:
        d.items[pump].setdefault("values", {})["differential_pressure_Pa"] = round(total, -2)
    assert total < d.value(d.items[pumps[0]], "pump_head_Pa"), (tag, total)
    d.loops = getattr(d, "loops", []) + [(tag, need, q, rated, total)]
    assert rated >= q, (tag, rated, q)
    return manifolds
