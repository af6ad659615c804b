// SPDX-License-Identifier: GPL-3.0-or-later
// The database is built in memory and written as one block of bytes: no journal ever stands beside the project, and
// every contact with the disk goes through FileOps.
#include "twin/base/error.h"
#include "twin/store/migrations.h"
#include "twin/store/project_file.h"
#include "twin/store/row_text.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>
#include <sqlite3.h>

#include <functional>
#include <map>
#include <memory>
#include <unordered_map>

namespace twin {

namespace {

std::int64_t stored(Id id) { return static_cast<std::int64_t>(id.value); }

struct Run {
    std::int64_t first = 0, count = 0;
};

void extend(std::vector<Run>& runs, std::int64_t row, std::int64_t count = 1) {
    if (!runs.empty() && runs.back().first + runs.back().count == row) {
        runs.back().count += count;
    } else {
        runs.push_back({row, count});
    }
}

/// Rows of one table of the file: equal values share a row, equal chunks are not even compared.
template <class T, class Insert>
class SharedRows {
  public:
    explicit SharedRows(Insert insert) : m_insert(std::move(insert)) {}

    void add(const Table<T>& table, std::vector<Run>& runs) {
        for (const auto& chunk : table.chunks()) {
            const auto [known, isNew] = m_chunks.try_emplace(chunk.get());
            if (isNew)
                for (const T& value : *chunk) extend(known->second, rowOf(value));
            for (const Run& run : known->second) extend(runs, run.first, run.count);
        }
    }

  private:
    std::int64_t rowOf(const T& value) {
        auto& versions = m_byId[value.id];
        for (const auto& [known, row] : versions)
            if (*known == value) return row;
        m_insert(++m_last, value);
        versions.emplace_back(&value, m_last);
        return m_last;
    }

    Insert m_insert;
    std::int64_t m_last = 0;
    std::unordered_map<Id, std::vector<std::pair<const T*, std::int64_t>>> m_byId;
    std::unordered_map<const void*, std::vector<Run>> m_chunks;
};

void insertItem(SQLite::Statement& statement, std::int64_t row, const Item& item) {
    std::string params, points, mounted;
    appendValues(params, item.values);
    appendPoints(points, item.points);
    appendMounted(mounted, item.mounted);
    statement.bind(1, row);
    statement.bind(2, stored(item.id));
    statement.bindNoCopy(3, spec(item.kind).key);
    statement.bind(4, stored(item.type));
    statement.bind(5, stored(item.parent));
    statement.bind(6, stored(item.target));
    statement.bindNoCopy(7, item.name);
    statement.bindNoCopy(8, item.note);
    statement.bind(9, item.position.x);
    statement.bind(10, item.position.y);
    statement.bind(11, item.position.z);
    statement.bind(12, item.rotation_deg);
    statement.bindNoCopy(13, params);
    statement.bindNoCopy(14, points);
    statement.bindNoCopy(15, mounted);
    statement.exec();
    statement.reset();
}

/// Ports are stored by key; an end that is not on the site keeps an empty one (the reader reports it).
const char* portKey(const Site& site, Id end, unsigned char port) {
    const Item* item = site.find(end);
    return item != nullptr && port < spec(item->kind).ports.size() ? spec(item->kind).ports[port].key : "";
}

void insertRuns(SQLite::Database& database, const char* sql, std::int64_t variant, const std::vector<Run>& runs) {
    SQLite::Statement statement(database, sql);
    std::int64_t position = 0;
    for (const Run& run : runs) {
        SQLite::bind(statement, variant, position++, run.first, run.count);
        statement.exec();
        statement.reset();
    }
}

void insertTypes(SQLite::Database& database, const Project& project) {
    std::map<Id, const EquipmentType*> types;
    for (const Variant& variant : project.variants)
        for (const auto& [id, type] : variant.site.types()) types[id] = type.get();
    SQLite::Statement insert(database, "INSERT INTO types(id,kind,name,maker,version,source,params) VALUES(?,?,?,?,?,?,?)");
    SQLite::Statement source(database, "INSERT INTO type_sources VALUES(?,?,?,?)");
    for (const auto& [id, type] : types) {
        std::string params;
        appendValues(params, type->values);
        SQLite::bind(insert, stored(id), spec(type->kind).key, type->name, type->maker, type->version, type->source, params);
        insert.exec();
        insert.reset();
        std::int64_t position = 0;
        for (const auto& [param, text] : type->sources) {
            SQLite::bind(source, stored(id), position++, spec(param).key, text);
            source.exec();
            source.reset();
        }
    }
}

void insertConditions(SQLite::Database& database, const Conditions& c) {
    SQLite::Statement insert(database,
                             "INSERT INTO conditions(name,dry_bulb_c,wet_bulb_c,altitude_m,dew_point_c,load_training,load_inference,"
                             "load_general,other_load_w) VALUES(?,?,?,?,?,?,?,?,?)");
    SQLite::bind(insert, c.name, c.dryBulb_C, c.wetBulb_C, c.altitude_m, c.dewPoint_C, c.loadTraining, c.loadInference, c.loadGeneral, c.otherLoad_W);
    insert.exec();
    SQLite::Statement out(database, "INSERT INTO out_of_service(item) VALUES(?)");
    for (const Id id : c.outOfService) {
        out.bind(1, stored(id));
        out.exec();
        out.reset();
    }
}

void insertViews(SQLite::Database& database, const Project& project) {
    SQLite::Statement insert(database, "INSERT INTO views VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    std::int64_t position = 0;
    for (const SavedView& view : project.views) {
        std::string beside, camera;
        for (const Id id : view.beside) {
            if (!beside.empty()) beside += ' ';
            beside += toString(id);
        }
        appendPoints(camera, {view.camera.position, view.camera.focal, view.camera.up});
        SQLite::bind(insert, position++, stored(view.id), view.name, view.caption, stored(view.variant), beside, view.overlay, view.difference ? 1 : 0, view.field ? 1 : 0,
                     view.section_m, camera);
        if (view.camera.parallel) {
            insert.bind(12, view.camera.parallelScale_m);
        } else {
            insert.bind(12);
        }
        insert.bind(13, view.air.section);
        insert.bind(14, view.air.at_m);
        insert.bind(15, view.air.vectors ? 1 : 0);
        insert.bind(16, view.air.streamlines);
        if (view.air.iso_C) insert.bind(17, *view.air.iso_C);
        else insert.bind(17);
        insert.exec();
        insert.reset();
    }
    SQLite::Statement attach(database, "INSERT INTO attachments VALUES(?,?)");
    for (const auto& [key, text] : project.attachments) {
        SQLite::bind(attach, key, text);
        attach.exec();
        attach.reset();
    }
}

void insertVariants(SQLite::Database& database, const Project& project) {
    SQLite::Statement item(database,
                           "INSERT INTO items(row,id,kind,type,parent,target,name,note,x_m,y_m,z_m,rotation_deg,params,points,mounted) "
                           "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    SQLite::Statement link(database, "INSERT INTO connections(row,id,from_item,from_port,to_item,to_port) VALUES(?,?,?,?,?,?)");
    const Site* site = nullptr;
    SharedRows<Item, std::function<void(std::int64_t, const Item&)>> items([&](std::int64_t row, const Item& value) { insertItem(item, row, value); });
    SharedRows<Connection, std::function<void(std::int64_t, const Connection&)>> links([&](std::int64_t row, const Connection& value) {
        SQLite::bind(link, row, stored(value.id), stored(value.from), portKey(*site, value.from, value.fromPort), stored(value.to),
                     portKey(*site, value.to, value.toPort));
        link.exec();
        link.reset();
    });
    SQLite::Statement insert(database, "INSERT INTO variants(position,id,name,colour,parent,note) VALUES(?,?,?,?,?,?)");
    std::int64_t position = 0;
    for (const Variant& variant : project.variants) {
        site = &variant.site;
        SQLite::bind(insert, position, stored(variant.id), variant.name, static_cast<std::int64_t>(variant.colour), stored(variant.parent), variant.note);
        insert.exec();
        insert.reset();
        std::vector<Run> itemRuns, linkRuns;
        for (std::size_t k = 0; k < kKindCount; ++k) items.add(variant.site.items(static_cast<Kind>(k)), itemRuns);
        links.add(variant.site.connections(), linkRuns);
        insertRuns(database, "INSERT INTO variant_items VALUES(?,?,?,?)", position, itemRuns);
        insertRuns(database, "INSERT INTO variant_connections VALUES(?,?,?,?)", position, linkRuns);
        ++position;
    }
}

void fillDatabase(SQLite::Database& database, const Project& project, const FileFacts& facts) {
    createSchema(database);
    SQLite::Transaction transaction(database);
    SQLite::Statement head(database, "INSERT INTO project VALUES(?,?)");
    SQLite::bind(head, project.name, project.note);
    head.exec();
    SQLite::Statement fact(database, "INSERT OR REPLACE INTO facts VALUES(?,?)");
    for (const auto& [key, value] : facts) {
        SQLite::bind(fact, key, value);
        fact.exec();
        fact.reset();
    }
    insertTypes(database, project);
    insertConditions(database, project.conditions);
    insertVariants(database, project);
    insertViews(database, project);
    transaction.commit();
}

}  // namespace

void saveProject(const Project& project, const std::filesystem::path& path, const FileOps& ops, const FileFacts& facts) {
    try {
        SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        fillDatabase(database, project, facts);
        sqlite3_int64 size = 0;
        const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> bytes(sqlite3_serialize(database.getHandle(), "main", &size, 0), sqlite3_free);
        if (!bytes) throw Error("store.memory", {TWIN_TR("There is not enough memory to save {0}. Close other projects and save again."), {path.string()}});
        replaceFile(path, {reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size)}, ops);
    } catch (const SQLite::Exception& error) {
        throw Error("store.build", {TWIN_TR("{0} cannot be saved: {1}. The file on the disk is unchanged; export a layout document instead."), {path.string(), error.what()}});
    }
}

}  // namespace twin
