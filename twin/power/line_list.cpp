// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/line_list.h"

#include "twin/power/power_paths.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <map>
#include <unordered_map>

namespace twin::power {

namespace {

using Cells = std::vector<std::string>;

bool isBody(Param param) { return param <= Param::ClearanceRear; }

/// Parameters that a single-line list shows of a kind: all but the body of electrical objects; of loads what they draw.
bool isListed(Kind kind, Param param) {
    if (spec(kind).group == KindGroup::Power) return !isBody(param);
    if (isCompute(kind)) return param == Param::PowerAllocated || param == Param::PowerFactor || param == Param::Phases;
    return param == Param::FanPower || param == Param::OwnPower || param == Param::Phases;
}
bool isListed(Kind kind) {
    return std::any_of(spec(kind).ports.begin(), spec(kind).ports.end(), [](const PortSpec& port) { return port.medium == Medium::Power; });
}
bool isConductor(Kind kind) { return spec(kind).shape == Shape::Route; }

std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}
std::string escaped(const std::string& name) {
    std::string out;
    for (const char c : name) {
        if (c == ';' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}
std::vector<std::string> unescaped(const std::string& text) {
    std::vector<std::string> names(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) names.back() += text[++i];
        else if (text[i] == ';') names.emplace_back();
        else names.back() += text[i];
    }
    std::vector<std::string> kept;
    for (std::string& name : names) {
        const std::size_t first = name.find_first_not_of(' '), last = name.find_last_not_of(' ');
        if (first != std::string::npos) kept.push_back(name.substr(first, last - first + 1));
    }
    return kept;
}

struct Row {
    int line;
    Cells cells;
};

/// Rows of a CSV text by RFC 4180; separator by the first line: comma, semicolon (feeds then quoted) or tab.
std::vector<Row> rowsOf(std::string_view text) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    const std::string_view head = text.substr(0, text.find('\n'));
    const char separator = head.find('\t') != std::string_view::npos ? '\t' : head.find(',') == std::string_view::npos && head.find(';') != std::string_view::npos ? ';' : ',';
    std::vector<Row> rows;
    Row row{1, {""}};
    bool inQuotes = false;
    int line = 1;
    const auto end = [&] {
        if (row.cells.size() > 1 || !row.cells.front().empty()) {
            if (row.cells.front().empty() || row.cells.front().front() != '#') rows.push_back(std::move(row));
        }
        row = {line, {""}};
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') ++line;
        if (inQuotes) {
            if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') row.cells.back() += '"', ++i;
            else if (c == '"') inQuotes = false;
            else row.cells.back() += c;
        } else if (c == '"') {
            inQuotes = true;
        } else if (c == separator) {
            row.cells.emplace_back();
        } else if (c == '\n') {
            end();
        } else if (c != '\r') {
            row.cells.back() += c;
        }
    }
    end();
    return rows;
}

class Reader {
  public:
    Reader(const Variant& variant, Issues& issues) : m_site(variant.site), m_issues(issues) { m_edit.variant = variant.id; }

    Edit read(std::string_view csv) {
        const std::size_t before = m_issues.size();
        const std::vector<Row> rows = rowsOf(csv);
        if (rows.empty() || !header(rows.front())) {
            bad(1, "kind", "", {TWIN_TR("The list has no header with the columns kind and name."), {}}, "kind,name,feeds,length_m,…", {TWIN_TR("Write the names of the columns in the first line."), {}});
            return {};
        }
        m_site.forEachItem([&](const Item& item) {
            if (isListed(item.kind)) m_known.emplace(item.name, item);
        });
        for (std::size_t i = 1; i < rows.size(); ++i) object(rows[i]);
        feeds();
        selfFeeding();
        for (std::size_t i = before; i < m_issues.size(); ++i)
            if (m_issues[i].severity == Severity::Error) return {};
        placeNew();
        for (auto& one : m_objects) {
            if (one.known && *one.known == one.item) continue;
            m_edit.items.push_back({one.known ? std::optional<Item>(*one.known) : std::nullopt, one.item});
        }
        m_edit.name = {TWIN_TR("Import of a single-line list"), {}};
        return std::move(m_edit);
    }

  private:
    struct Object {
        int line;
        Item item;
        const Item* known;  // before; null for a new one
        std::vector<std::string> feeds;
        double length_m;
    };

    void bad(int line, std::string column, std::string value, Text text, std::string allowed, Text hint, Severity severity = Severity::Error) {
        m_issues.push_back({severity, "power.lineList", {}, fmt::format("line {}", line), fmt::format("line {}, {}", line, column), std::move(text), std::move(value), std::move(allowed), std::move(hint)});
    }

    bool header(const Row& row) {
        bool kind = false, name = false;
        for (const std::string& raw : row.cells) {
            std::string key = raw;
            while (!key.empty() && key.back() == ' ') key.pop_back();
            while (!key.empty() && key.front() == ' ') key.erase(key.begin());
            kind = kind || key == "kind";
            name = name || key == "name";
            m_columns.push_back(key);
            if (key.empty() || key == "kind" || key == "name" || key == "feeds" || key == "length_m" || paramFromKey(key) != Param::Count_) continue;
            bad(row.line, key, key, {TWIN_TR("There is no parameter {0}; the column is not read."), {key}}, {}, {TWIN_TR("Use the keys of the layout document, for instance rated_power_W."), {}}, Severity::Warning);
        }
        return kind && name;
    }

    std::string cell(const Row& row, const char* column) const {
        for (std::size_t c = 0; c < m_columns.size() && c < row.cells.size(); ++c)
            if (m_columns[c] == column) return row.cells[c];
        return {};
    }

    void object(const Row& row) {
        if (row.cells.size() > m_columns.size())
            bad(row.line, "", std::to_string(row.cells.size()), {TWIN_TR("The row has {0} cells, the header {1}."), {std::to_string(row.cells.size()), std::to_string(m_columns.size())}}, {}, {TWIN_TR("Quote cells that contain the separator."), {}});
        const std::string kindKey = cell(row, "kind"), name = cell(row, "name");
        const Kind kind = kindFromKey(kindKey);
        if (kind == Kind::Count_ || !isListed(kind)) {
            std::string kinds;
            for (const KindSpec& each : allKinds())
                if (each.group == KindGroup::Power) kinds += fmt::format("{}{}", kinds.empty() ? "" : ", ", each.key);
            bad(row.line, "kind", kindKey, {TWIN_TR("{0} is not a kind with a power connection."), {kindKey.empty() ? "\"\"" : kindKey}}, kinds + ", rack, …", {});
            return;
        }
        if (name.empty()) {
            bad(row.line, "name", "", {TWIN_TR("The object has no name."), {}}, {}, {TWIN_TR("Give every object a name of its own; feeds refer to it."), {}});
            return;
        }
        if (m_byName.contains(name)) {
            bad(row.line, "name", name, {TWIN_TR("{0} stands in line {1} already."), {name, std::to_string(m_objects[m_byName[name]].line)}}, {}, {TWIN_TR("Give every object a name of its own; feeds refer to it."), {}});
            return;
        }
        Object one{row.line, {}, nullptr, unescaped(cell(row, "feeds")), 0};
        if (const auto found = m_known.find(name); found != m_known.end()) {
            if (found->second.kind != kind) {
                bad(row.line, "kind", kindKey, {TWIN_TR("{0} is a {1} on the site."), {name, spec(found->second.kind).key}}, spec(found->second.kind).key, {TWIN_TR("Use its kind, or another name."), {}});
                return;
            }
            one.known = &found->second;
            one.item = found->second;
        } else {
            one.item.id = newId();
            one.item.kind = kind;
            one.item.name = name;
        }
        if (isConductor(kind)) {
            const std::string length = cell(row, "length_m");
            if (!length.empty()) number(length, one.length_m);
            if (!one.known && !(one.length_m > 0)) bad(row.line, "length_m", length, {TWIN_TR("{0} has no length."), {name}}, "> 0 m", {TWIN_TR("State length_m of every cable and busway."), {}});
        }
        for (std::size_t c = 0; c < m_columns.size() && c < row.cells.size(); ++c) value(row, c, one.item);
        m_byName.emplace(name, m_objects.size());
        m_objects.push_back(std::move(one));
    }

    static bool number(const std::string& text, double& value) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
    }

    void value(const Row& row, std::size_t c, Item& item) {
        const Param param = paramFromKey(m_columns[c]);
        const std::string& text = row.cells[c];
        if (param == Param::Count_ || text.empty()) return;
        const ParamSpec& about = twin::spec(param);
        if (!hasParam(item.kind, param)) {
            bad(row.line, about.key, text, {TWIN_TR("A {0} has no {1}."), {twin::spec(item.kind).key, about.key}}, {}, {TWIN_TR("Leave the cell empty."), {}});
            return;
        }
        if (!about.choices.empty()) {
            std::string allowed;
            for (std::size_t i = 0; i < about.choices.size(); ++i) {
                if (text == about.choices[i]) return set(item, param, static_cast<double>(i));
                allowed += fmt::format("{}{}", i ? ", " : "", about.choices[i]);
            }
            bad(row.line, about.key, text, {TWIN_TR("{0} is not a choice of {1}."), {text, about.key}}, allowed, {});
            return;
        }
        double number_ = 0;
        if (!number(text, number_)) bad(row.line, about.key, text, {TWIN_TR("{0} = {1} is not a number."), {about.key, text}}, fmt::format("{:.6g} … {:.6g}", about.min, about.max), {TWIN_TR("Write a number in SI units with a decimal point."), {}});
        else if (number_ < about.min || number_ > about.max) bad(row.line, about.key, text, {TWIN_TR("{0} = {1} lies outside its range."), {about.key, text}}, fmt::format("{:.6g} … {:.6g}", about.min, about.max), {});
        else set(item, param, number_);
    }
    /// A value that the type or kind gives already is not an override.
    void set(Item& item, Param param, double value) {
        if (m_site.value(item, param) != value) item.values.set(param, value);
    }

    static int outPort(Kind kind) {
        const auto ports = spec(kind).ports;
        for (std::size_t i = 0; i < ports.size(); ++i)
            if (ports[i].medium == Medium::Power && ports[i].flow == Flow::Out) return static_cast<int>(i);
        return -1;
    }

    void feeds() {
        std::map<std::pair<Id, int>, int> taken;  // connections at the ports that take one
        std::map<std::pair<Id, Id>, bool> joined;
        m_site.connections().forEach([&](const Connection& link) {
            ++taken[{link.to, link.toPort}];
            joined[{link.from, link.to}] = true;
        });
        for (Object& one : m_objects)
            for (const std::string& name : one.feeds) {
                const auto listed = m_byName.find(name);
                const auto known = m_known.find(name);
                const Item* feeder = listed != m_byName.end() ? &m_objects[listed->second].item : known != m_known.end() ? &known->second : nullptr;
                if (!feeder) {
                    bad(one.line, "feeds", name, {TWIN_TR("{0} is fed by {1}, which is neither in the list nor on the site."), {one.item.name, name}}, {}, {TWIN_TR("Add a row for it, or correct the name."), {}});
                    continue;
                }
                const int from = outPort(feeder->kind);
                if (from < 0) {
                    bad(one.line, "feeds", name, {TWIN_TR("{0} is a {1}, which feeds nothing."), {name, spec(feeder->kind).key}}, {}, {});
                    continue;
                }
                if (joined.contains({feeder->id, one.item.id})) continue;
                const auto ports = spec(one.item.kind).ports;
                int to = -1;
                for (std::size_t i = 0; i < ports.size() && to < 0; ++i)
                    if (ports[i].medium == Medium::Power && ports[i].flow != Flow::Out && (ports[i].many || taken[{one.item.id, static_cast<int>(i)}] == 0)) to = static_cast<int>(i);
                if (to < 0) {
                    bad(one.line, "feeds", name, {TWIN_TR("{0} has no free feed for {1}."), {one.item.name, name}}, {}, {TWIN_TR("Sources take no feed, transfer switches two, racks six."), {}});
                    continue;
                }
                ++taken[{one.item.id, to}];
                joined[{feeder->id, one.item.id}] = true;
                m_edit.connections.push_back({std::nullopt, Connection{newId(), feeder->id, one.item.id, static_cast<unsigned char>(from), static_cast<unsigned char>(to)}});
            }
    }

    /// Depth of each new object below the sources of the list; objects that feed themselves are named.
    void selfFeeding() {
        m_depth.assign(m_objects.size(), 0);
        std::vector<char> state(m_objects.size(), 0);  // 1 on the way, 2 done
        const std::function<void(std::size_t)> visit = [&](std::size_t at) {
            state[at] = 1;
            for (const std::string& name : m_objects[at].feeds) {
                const auto found = m_byName.find(name);
                if (found == m_byName.end()) continue;
                if (found->second == at) {
                    bad(m_objects[at].line, "feeds", name, {TWIN_TR("{0} feeds itself."), {name}}, {}, {TWIN_TR("Name what stands above it."), {}});
                    continue;
                }
                if (state[found->second] == 0) visit(found->second);
                if (state[found->second] == 2) m_depth[at] = std::max(m_depth[at], m_depth[found->second] + 1);
            }
            state[at] = 2;
        };
        for (std::size_t i = 0; i < m_objects.size(); ++i)
            if (state[i] == 0) visit(i);
    }

    /// Columns by depth, east of what stands on the site.
    void placeNew() {
        constexpr double kColumn_m = 8, kRow_m = 4, kConductorHeight_m = 3;
        double east = 0;
        m_site.forEachItem([&](const Item& item) {
            east = std::max(east, item.position.x);
            for (const Vec3& point : item.points) east = std::max(east, point.x);
        });
        std::map<int, int> filled;
        for (std::size_t i = 0; i < m_objects.size(); ++i) {
            Object& one = m_objects[i];
            if (one.known) continue;
            const Vec3 at{east + 10 + kColumn_m * m_depth[i], kRow_m * filled[m_depth[i]]++, 0};
            if (isConductor(one.item.kind)) one.item.points = {{at.x, at.y, kConductorHeight_m}, {at.x, at.y + one.length_m, kConductorHeight_m}};
            else one.item.position = at;
        }
    }

    const Site& m_site;
    Issues& m_issues;
    Edit m_edit;
    std::vector<std::string> m_columns;
    std::unordered_map<std::string, Item> m_known;
    std::vector<Object> m_objects;
    std::unordered_map<std::string, std::size_t> m_byName;
    std::vector<int> m_depth;
};

}  // namespace

std::string writeLineList(const Site& site) {
    const PowerPaths paths(site, {});
    std::vector<char> shown(static_cast<std::size_t>(Param::Count_), 0);
    for (const PowerPaths::Node& node : paths.nodes())
        for (const KindParam& row : spec(node.item->kind).params)
            if (isListed(node.item->kind, row.param)) shown[static_cast<std::size_t>(row.param)] = 1;
    std::string out = "kind,name,feeds,length_m";
    for (std::size_t p = 0; p < shown.size(); ++p)
        if (shown[p]) out += fmt::format(",{}", twin::spec(static_cast<Param>(p)).key);
    out += '\n';
    // What the order leaves out hangs below a ring that cannot be solved; it is listed all the same.
    std::vector<int> order = paths.order();
    std::vector<char> listed(paths.nodes().size(), 0);
    for (const int at : order) listed[static_cast<std::size_t>(at)] = 1;
    for (std::size_t i = 0; i < listed.size(); ++i)
        if (!listed[i]) order.push_back(static_cast<int>(i));
    for (const int at : order) {
        const PowerPaths::Node& node = paths.nodes()[static_cast<std::size_t>(at)];
        const Item& item = *node.item;
        std::string feeds;
        for (const int input : node.inputs) feeds += fmt::format("{}{}", feeds.empty() ? "" : ";", escaped(paths.nodes()[static_cast<std::size_t>(input)].item->name));
        out += fmt::format("{},{},{},", spec(item.kind).key, quoted(item.name), quoted(feeds));
        if (isConductor(item.kind)) out += fmt::format("{}", routeLength_m(item));
        for (std::size_t p = 0; p < shown.size(); ++p) {
            if (!shown[p]) continue;
            const auto param = static_cast<Param>(p);
            out += ',';
            if (!hasParam(item.kind, param) || !isListed(item.kind, param)) continue;
            const double value = site.value(item, param);
            const auto choices = twin::spec(param).choices;
            const auto index = static_cast<std::size_t>(value >= 0 ? value + 0.5 : 0);
            if (!choices.empty()) out += index < choices.size() ? choices[index] : "";
            else if (std::isfinite(value)) out += fmt::format("{}", value);
        }
        out += '\n';
    }
    return out;
}

Edit readLineList(const Variant& variant, std::string_view csv, Issues& issues) { return Reader(variant, issues).read(csv); }

}  // namespace twin::power
