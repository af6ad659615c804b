// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/base/error.h"
#include "twin/store/database_bytes.h"
#include "twin/store/project_file.h"
#include "twin/store/row_text.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace twin {

namespace {

Id idAt(SQLite::Statement& row, int column) { return {static_cast<std::uint64_t>(row.getColumn(column).getInt64())}; }
std::string textAt(SQLite::Statement& row, int column) { return row.getColumn(column).getString(); }

/// Rows of one table of the file in row order; values that could not be read are gaps.
template <class T>
struct Rows {
    std::vector<std::int64_t> number;
    std::vector<T> value;
    std::vector<bool> good;
};

/// What the variants of one file are built from, so that their tables share chunks where their rows are the same.
struct Built {
    Site site;  // before any repair
    std::array<std::vector<std::size_t>, kKindCount> items;
    std::vector<std::size_t> connections;
};

/// The base's table with what differs replaced and what is new appended, if the common part is in the same order;
/// else a table of its own.
template <class T>
Table<T> tableOf(const std::vector<std::size_t>& rows, const Rows<T>& all, const std::vector<std::size_t>& baseRows, const Table<T>& base) {
    std::vector<std::size_t> differing;
    bool shares = !baseRows.empty() && rows.size() >= baseRows.size();
    for (std::size_t i = 0; shares && i < baseRows.size(); ++i) {
        if (rows[i] == baseRows[i]) continue;
        shares = all.value[rows[i]].id == all.value[baseRows[i]].id && differing.size() < 64 + rows.size() / 32;
        differing.push_back(rows[i]);
    }
    Table<T> table;
    if (shares) {
        table = base;
        for (const std::size_t row : differing) table.replace(all.value[row]);
    }
    std::vector<T> values;
    for (std::size_t i = shares ? baseRows.size() : 0; i < rows.size(); ++i) values.push_back(all.value[rows[i]]);
    table.add(std::move(values));
    return table;
}

class ProjectReader {
  public:
    ProjectReader(SQLite::Database& database, LoadedProject& loaded) : m_db(database), m_project(loaded.project), m_issues(loaded.issues), m_facts(loaded.facts) {}

    void read() {
        readHead();
        readTypes();
        readItems();
        readConnections();
        readVariants();
        readViews();
    }

  private:
    void report(const char* code, Id id, const std::string& name, Text text, Text hint) {
        if (m_issues.size() < 1000) m_issues.push_back({Severity::Warning, code, id, name, {}, std::move(text), {}, {}, std::move(hint)});
    }
    static Text checkIt() { return {TWIN_TR("Check it, then save the project."), {}}; }

    /// A finite number, or the given one with an issue.
    double numberAt(SQLite::Statement& row, int column, double otherwise, Id id, const std::string& name, const char* what) {
        const auto cell = row.getColumn(column);
        const double value = cell.isInteger() || cell.isFloat() ? cell.getDouble() : std::nan("");
        if (std::isfinite(value)) return value;
        report("store.notANumber", id, name, {TWIN_TR("{0}: its {1} was not a number and was set to {2}."), {name, what, fmt::format("{}", otherwise)}}, checkIt());
        return otherwise;
    }

    Values valuesAt(SQLite::Statement& row, int column, Id id, const std::string& name) {
        Values values;
        std::vector<std::string> bad;
        if (!readValues(textAt(row, column), values, bad))
            report("store.badValues", id, name, {TWIN_TR("{0}: some of its values could not be read and have their defaults."), {name}}, checkIt());
        for (const std::string& key : bad)
            report("store.badValue", id, name, {TWIN_TR("{0}: its value of {1} could not be used and has its default."), {name, key}}, checkIt());
        return values;
    }

    void readHead() {
        SQLite::Statement head(m_db, "SELECT name, note FROM project LIMIT 1");
        if (head.executeStep()) {
            m_project.name = textAt(head, 0);
            m_project.note = textAt(head, 1);
        }
        SQLite::Statement fact(m_db, "SELECT key, value FROM facts ORDER BY key LIMIT 1000");
        while (fact.executeStep()) m_facts.emplace_back(textAt(fact, 0), textAt(fact, 1));
        Conditions& c = m_project.conditions;
        SQLite::Statement row(m_db, "SELECT name,dry_bulb_c,wet_bulb_c,altitude_m,dew_point_c,load_training,load_inference,load_general,other_load_w FROM conditions LIMIT 1");
        if (row.executeStep()) {
            c.name = textAt(row, 0);
            int column = 0;
            for (double* value : {&c.dryBulb_C, &c.wetBulb_C, &c.altitude_m, &c.dewPoint_C, &c.loadTraining, &c.loadInference, &c.loadGeneral, &c.otherLoad_W}) {
                ++column;
                *value = numberAt(row, column, *value, {}, c.name, row.getColumnName(column));
            }
        }
        SQLite::Statement out(m_db, "SELECT item FROM out_of_service ORDER BY position LIMIT 100000");
        while (out.executeStep()) c.outOfService.push_back(idAt(out, 0));
    }

    void readTypes() {
        std::unordered_map<Id, EquipmentType> types;
        SQLite::Statement row(m_db, "SELECT id,kind,name,maker,version,source,params FROM types");
        while (row.executeStep()) {
            EquipmentType type;
            type.id = idAt(row, 0);
            type.kind = kindFromKey(textAt(row, 1));
            type.name = textAt(row, 2);
            if (!type.id || type.kind == Kind::Count_) {
                report("store.unknownKind", type.id, type.name, {TWIN_TR("The type {0} is of the unknown kind {1} and was left out."), {type.name, textAt(row, 1)}}, checkIt());
                continue;
            }
            type.maker = textAt(row, 3);
            type.version = textAt(row, 4);
            type.source = textAt(row, 5);
            type.values = valuesAt(row, 6, type.id, type.name);
            types.emplace(type.id, std::move(type));
        }
        SQLite::Statement source(m_db, "SELECT type,param,source FROM type_sources ORDER BY type,position");
        while (source.executeStep()) {
            const auto type = types.find(idAt(source, 0));
            const Param param = paramFromKey(textAt(source, 1));
            if (type != types.end() && param != Param::Count_) type->second.sources.emplace_back(param, textAt(source, 2));
        }
        auto table = std::make_shared<TypeTable>();
        for (auto& [id, type] : types) table->emplace(id, std::make_shared<const EquipmentType>(std::move(type)));
        m_types = std::move(table);
    }

    void readItems() {
        SQLite::Statement row(m_db, "SELECT row,id,kind,type,parent,target,name,note,x_m,y_m,z_m,rotation_deg,params,points,mounted FROM items ORDER BY row");
        while (row.executeStep()) {
            Item item;
            item.id = idAt(row, 1);
            const std::string kind = textAt(row, 2);
            item.kind = kindFromKey(kind);
            item.name = textAt(row, 6);
            const bool good = item.id && item.kind != Kind::Count_;
            if (good) {
                item.type = idAt(row, 3);
                item.parent = idAt(row, 4);
                item.target = idAt(row, 5);
                item.note = textAt(row, 7);
                item.position = {numberAt(row, 8, 0, item.id, item.name, "x"), numberAt(row, 9, 0, item.id, item.name, "y"), numberAt(row, 10, 0, item.id, item.name, "z")};
                item.rotation_deg = numberAt(row, 11, 0, item.id, item.name, "rotation_deg");
                item.values = valuesAt(row, 12, item.id, item.name);
                if (!readPoints(textAt(row, 13), item.points))
                    report("store.badPoints", item.id, item.name, {TWIN_TR("{0}: its outline or route could not be read to its end."), {item.name}}, checkIt());
                if (!readMounted(textAt(row, 14), item.mounted))
                    report("store.badMounted", item.id, item.name, {TWIN_TR("{0}: what is mounted in it could not be read to its end."), {item.name}}, checkIt());
                m_kindOf.emplace(item.id, item.kind);
            } else {
                report("store.unknownKind", item.id, item.name, {TWIN_TR("{0} is of the unknown kind {1} and was left out."), {item.name, kind}}, checkIt());
            }
            m_items.number.push_back(row.getColumn(0).getInt64());
            m_items.good.push_back(good);
            m_items.value.push_back(std::move(item));
        }
    }

    int portAt(SQLite::Statement& row, int itemColumn) {
        const auto kind = m_kindOf.find(idAt(row, itemColumn));
        return kind == m_kindOf.end() ? -1 : portFromKey(kind->second, textAt(row, itemColumn + 1));
    }

    void readConnections() {
        SQLite::Statement row(m_db, "SELECT row,id,from_item,from_port,to_item,to_port FROM connections ORDER BY row");
        while (row.executeStep()) {
            Connection link{idAt(row, 1), idAt(row, 2), idAt(row, 4), 0, 0};
            const int from = portAt(row, 2), to = portAt(row, 4);
            const bool good = link.id && from >= 0 && to >= 0;
            if (good) {
                link.fromPort = static_cast<unsigned char>(from);
                link.toPort = static_cast<unsigned char>(to);
            } else {
                report("store.dangling", link.from, {}, {TWIN_TR("A connection ended at a port that is not there and was left out."), {}}, checkIt());
            }
            m_links.number.push_back(row.getColumn(0).getInt64());
            m_links.good.push_back(good);
            m_links.value.push_back(link);
        }
    }

    /// Rows of a variant in table order; a doubled id counts once.
    template <class T>
    std::vector<std::size_t> rowsOf(const char* sql, std::int64_t position, const Rows<T>& all) {
        std::vector<std::size_t> rows;
        std::unordered_set<Id> seen;
        seen.reserve(all.number.size());
        SQLite::Statement run(m_db, sql);
        run.bind(1, position);
        bool doubled = false;
        while (run.executeStep()) {
            const std::int64_t first = run.getColumn(0).getInt64(), count = run.getColumn(1).getInt64();
            const auto begin = std::lower_bound(all.number.begin(), all.number.end(), first);
            // Unsigned: the numbers of a hostile file may lie at both ends of the range.
            for (auto at = begin; count > 0 && at != all.number.end() && static_cast<std::uint64_t>(*at) - static_cast<std::uint64_t>(first) < static_cast<std::uint64_t>(count); ++at) {
                const auto row = static_cast<std::size_t>(at - all.number.begin());
                if (!all.good[row]) continue;
                if (!seen.insert(all.value[row].id).second) {
                    doubled = true;
                    break;  // a run that repeats another one is not read on: hostile files must stay cheap
                }
                rows.push_back(row);
            }
        }
        if (doubled) report("store.doubledId", {}, {}, {TWIN_TR("An object was listed twice in one variant; it is read once."), {}}, checkIt());
        return rows;
    }

    void readVariants() {
        std::unordered_map<Id, std::size_t> builtOf;
        std::vector<Built> built;
        SQLite::Statement row(m_db, "SELECT position,id,name,colour,parent,note FROM variants ORDER BY position LIMIT 10000");
        while (row.executeStep()) {
            Variant variant;
            variant.id = idAt(row, 1);
            variant.name = textAt(row, 2);
            variant.colour = static_cast<unsigned>(row.getColumn(3).getInt64()) & 0xFFFFFFu;
            variant.parent = idAt(row, 4);
            variant.note = textAt(row, 5);
            const auto parent = builtOf.find(variant.parent);
            const Built none;
            const Built& base = built.empty() ? none : parent != builtOf.end() ? built[parent->second] : built.back();
            Built now;
            const std::int64_t position = row.getColumn(0).getInt64();
            for (const std::size_t item : rowsOf("SELECT first_row,row_count FROM variant_items WHERE variant=? ORDER BY position", position, m_items))
                now.items[static_cast<std::size_t>(m_items.value[item].kind)].push_back(item);
            now.connections = rowsOf("SELECT first_row,row_count FROM variant_connections WHERE variant=? ORDER BY position", position, m_links);
            for (std::size_t k = 0; k < kKindCount; ++k)
                now.site.items(static_cast<Kind>(k)) = tableOf(now.items[k], m_items, base.items[k], base.site.items(static_cast<Kind>(k)));
            now.site.connections() = tableOf(now.connections, m_links, base.connections, base.site.connections());
            now.site.setTypes(m_types);
            variant.site = now.site;
            repair(variant.site);
            builtOf.emplace(variant.id, built.size());
            built.push_back(std::move(now));
            m_project.variants.push_back(std::move(variant));
        }
    }

    void readViews() {
        SQLite::Statement row(m_db, "SELECT id,name,caption,variant,beside,overlay,difference,field,section_m,camera_m,parallel_scale_m,section,section_at_m,vectors,streamlines,iso_c FROM views ORDER BY position LIMIT 10000");
        while (row.executeStep()) {
            SavedView view;
            view.id = idAt(row, 0);
            view.name = textAt(row, 1);
            view.caption = textAt(row, 2);
            view.variant = idAt(row, 3);
            const std::string beside = textAt(row, 4);
            for (std::size_t at = 0; at + 16 <= beside.size(); at += 17)
                if (const auto id = idFromString(beside.substr(at, 16)); id && m_project.find(*id) != nullptr) view.beside.push_back(*id);
            view.overlay = textAt(row, 5);
            view.difference = row.getColumn(6).getInt() != 0;
            view.field = row.getColumn(7).getInt() != 0;
            view.section_m = numberAt(row, 8, 1, {}, view.name, "section_m");
            std::vector<Vec3> camera;
            if (readPoints(textAt(row, 9), camera) && camera.size() == 3) {
                view.camera.position = camera[0];
                view.camera.focal = camera[1];
                view.camera.up = camera[2];
            }
            view.camera.parallel = !row.getColumn(10).isNull();
            if (view.camera.parallel) view.camera.parallelScale_m = numberAt(row, 10, 20, {}, view.name, "parallel_scale_m");
            view.air.section = textAt(row, 11);
            view.air.at_m = numberAt(row, 12, 0, {}, view.name, "section_at_m");
            view.air.vectors = row.getColumn(13).getInt() != 0;
            view.air.streamlines = textAt(row, 14);
            if (!row.getColumn(15).isNull()) view.air.iso_C = numberAt(row, 15, 27, {}, view.name, "iso_c");
            if (view.id && m_project.find(view.variant) != nullptr) {
                m_project.views.push_back(std::move(view));
            } else {
                report("store.dangling", {}, view.name, {TWIN_TR("The view {0} shows a variant that is not in the file and was left out."), {view.name}}, checkIt());
            }
        }
        SQLite::Statement attached(m_db, "SELECT key, document FROM attachments ORDER BY key LIMIT 1000");
        while (attached.executeStep()) m_project.attachments.emplace(textAt(attached, 0), textAt(attached, 1));
    }

    /// One item of each loop of parents. Each item is walked through once; a walk that meets itself has found a loop.
    static std::unordered_set<Id> ownContainers(const Site& site, const std::unordered_map<Id, const Item*>& byId) {
        std::unordered_set<Id> found;
        std::unordered_map<Id, std::size_t> walked;
        walked.reserve(byId.size());
        std::size_t walk = 0;
        site.forEachItem([&](const Item& item) {
            ++walk;
            for (const Item* at = &item; walked.emplace(at->id, walk).second;) {
                const auto above = byId.find(at->parent);
                if (above == byId.end()) break;
                at = above->second;
                const auto seen = walked.find(at->id);
                if (seen != walked.end() && seen->second == walk) found.insert(at->id);
            }
        });
        return found;
    }

    /// References that end nowhere are cleared, each with an issue, so that what is opened is a legal site.
    void repair(Site& site) {
        std::unordered_map<Id, const Item*> byId;
        byId.reserve(site.itemCount());
        site.forEachItem([&](const Item& item) { byId.emplace(item.id, &item); });
        const std::unordered_set<Id> loops = ownContainers(site, byId);
        std::vector<Item> repaired;
        site.forEachItem([&](const Item& item) {
            const bool parentGone = item.parent && (!byId.contains(item.parent) || loops.contains(item.id));
            const bool typeGone = item.type && site.typeOf(item) == nullptr, targetGone = item.target && !byId.contains(item.target);
            if (!parentGone && !typeGone && !targetGone) return;
            Item fixed = item;
            if (parentGone) fixed.parent = {};
            if (typeGone) fixed.type = {};
            if (targetGone) fixed.target = {};
            report("store.dangling", item.id, item.name, {TWIN_TR("{0}: its {1} was not in the file and was cleared."), {item.name, parentGone ? "parent" : typeGone ? "type" : "target"}}, checkIt());
            repaired.push_back(std::move(fixed));
        });
        for (const Item& item : repaired) site.items(item.kind).replace(item);
        std::unordered_set<Id> cut;
        site.connections().forEach([&](const Connection& link) {
            const auto from = byId.find(link.from), to = byId.find(link.to);
            const auto has = [&](auto end, unsigned char port) { return end != byId.end() && port < spec(end->second->kind).ports.size(); };
            if (!has(from, link.fromPort) || !has(to, link.toPort)) cut.insert(link.id);
        });
        if (cut.empty()) return;
        site.connections().removeIf([&](const Connection& link) { return cut.contains(link.id); });
        report("store.dangling", {}, {}, {TWIN_TR("{0} connections ended at objects that are not in the variant and were left out."), {fmt::format("{}", cut.size())}}, checkIt());
    }

    SQLite::Database& m_db;
    Project& m_project;
    Issues& m_issues;
    FileFacts& m_facts;
    std::shared_ptr<const TypeTable> m_types;
    Rows<Item> m_items;
    Rows<Connection> m_links;
    std::unordered_map<Id, Kind> m_kindOf;
};

}  // namespace

LoadedProject loadProject(const std::filesystem::path& path) {
    const OpenedBytes opened = openProjectBytes(path);
    LoadedProject loaded;
    loaded.version = opened.version;
    try {
        ProjectReader(*opened.database, loaded).read();
    } catch (const SQLite::Exception& error) {
        throw damagedFile(path, error.what());
    }
    if (loaded.project.variants.empty() && !loaded.issues.empty())
        throw damagedFile(path, TWIN_TR("no variant could be read"));
    return loaded;
}

}  // namespace twin
