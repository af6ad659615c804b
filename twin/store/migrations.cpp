// SPDX-License-Identifier: GPL-3.0-or-later
// Each step is what was released; it is never changed afterwards. The fresh schema is written out in full, and a test
// proves that it equals all steps on an empty file.
#include "twin/store/migrations.h"

#include "twin/store/project_file.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>

namespace twin {

namespace {

// Ids are stored as signed 64-bit integers, 0 = none. Lists of values are JSON objects by parameter key, so that
// json_extract(params, '$.power_allocated_W') works; points are JSON lists [[x,y,z],…].
// A view's camera is [position, focal point, up]; a parallel one has a scale, another NULL.
// Rows of items and connections are shared: a variant is a list of runs of rows, in table order.
constexpr const char* k0001Initial = R"sql(
CREATE TABLE project(name TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE facts(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE conditions(name TEXT NOT NULL, dry_bulb_c REAL, wet_bulb_c REAL, altitude_m REAL,
  load_training REAL, load_inference REAL, load_general REAL, other_load_w REAL);
CREATE TABLE out_of_service(position INTEGER PRIMARY KEY, item INTEGER NOT NULL);
CREATE TABLE types(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, maker TEXT NOT NULL,
  version TEXT NOT NULL, source TEXT NOT NULL, params TEXT NOT NULL);
CREATE TABLE type_sources(type INTEGER NOT NULL, position INTEGER NOT NULL, param TEXT NOT NULL, source TEXT NOT NULL,
  PRIMARY KEY(type, position)) WITHOUT ROWID;
CREATE TABLE variants(position INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, name TEXT NOT NULL,
  colour INTEGER NOT NULL, parent INTEGER NOT NULL);
CREATE TABLE items(row INTEGER PRIMARY KEY, id INTEGER NOT NULL, kind TEXT NOT NULL, type INTEGER NOT NULL,
  parent INTEGER NOT NULL, name TEXT NOT NULL, x_m REAL, y_m REAL, z_m REAL, rotation_deg REAL,
  params TEXT NOT NULL, points TEXT NOT NULL);
CREATE TABLE connections(row INTEGER PRIMARY KEY, id INTEGER NOT NULL, from_item INTEGER NOT NULL,
  from_port TEXT NOT NULL, to_item INTEGER NOT NULL, to_port TEXT NOT NULL);
CREATE TABLE variant_items(variant INTEGER NOT NULL, position INTEGER NOT NULL, first_row INTEGER NOT NULL,
  row_count INTEGER NOT NULL, PRIMARY KEY(variant, position)) WITHOUT ROWID;
CREATE TABLE variant_connections(variant INTEGER NOT NULL, position INTEGER NOT NULL, first_row INTEGER NOT NULL,
  row_count INTEGER NOT NULL, PRIMARY KEY(variant, position)) WITHOUT ROWID;
)sql";

// Notes on items and variants; what a sensor measures; the hall's dew point.
constexpr const char* k0002NotesAndTargets = R"sql(
ALTER TABLE items ADD COLUMN target INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE variants ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE conditions ADD COLUMN dew_point_c REAL DEFAULT 12;
)sql";

// Views of a presentation; what other layers keep with the project.
constexpr const char* k0003ViewsAndAttachments = R"sql(
CREATE TABLE views(position INTEGER PRIMARY KEY, id INTEGER NOT NULL, name TEXT NOT NULL, caption TEXT NOT NULL,
  variant INTEGER NOT NULL, beside TEXT NOT NULL, overlay TEXT NOT NULL, difference INTEGER NOT NULL,
  field INTEGER NOT NULL, section_m REAL, camera_m TEXT NOT NULL, parallel_scale_m REAL);
CREATE TABLE attachments(key TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;
)sql";

// What views draw of the hall air.
constexpr const char* k0004AirOfViews = R"sql(
ALTER TABLE views ADD COLUMN section TEXT NOT NULL DEFAULT 'z';
ALTER TABLE views ADD COLUMN section_at_m REAL NOT NULL DEFAULT 0;
ALTER TABLE views ADD COLUMN vectors INTEGER NOT NULL DEFAULT 0;
ALTER TABLE views ADD COLUMN streamlines TEXT NOT NULL DEFAULT '';
ALTER TABLE views ADD COLUMN iso_c REAL;
)sql";

// What is mounted in racks: [[first unit, units, share of heat, share of air],…].
constexpr const char* k0005MountedUnits = R"sql(
ALTER TABLE items ADD COLUMN mounted TEXT NOT NULL DEFAULT '';
)sql";

constexpr const char* kSteps[] = {k0001Initial, k0002NotesAndTargets, k0003ViewsAndAttachments, k0004AirOfViews, k0005MountedUnits};
static_assert(std::size(kSteps) == kSchemaVersion);

constexpr const char* kFresh = R"sql(
CREATE TABLE project(name TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE facts(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE conditions(name TEXT NOT NULL, dry_bulb_c REAL, wet_bulb_c REAL, altitude_m REAL,
  load_training REAL, load_inference REAL, load_general REAL, other_load_w REAL, dew_point_c REAL DEFAULT 12);
CREATE TABLE out_of_service(position INTEGER PRIMARY KEY, item INTEGER NOT NULL);
CREATE TABLE types(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, maker TEXT NOT NULL,
  version TEXT NOT NULL, source TEXT NOT NULL, params TEXT NOT NULL);
CREATE TABLE type_sources(type INTEGER NOT NULL, position INTEGER NOT NULL, param TEXT NOT NULL, source TEXT NOT NULL,
  PRIMARY KEY(type, position)) WITHOUT ROWID;
CREATE TABLE variants(position INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, name TEXT NOT NULL,
  colour INTEGER NOT NULL, parent INTEGER NOT NULL, note TEXT NOT NULL DEFAULT '');
CREATE TABLE items(row INTEGER PRIMARY KEY, id INTEGER NOT NULL, kind TEXT NOT NULL, type INTEGER NOT NULL,
  parent INTEGER NOT NULL, name TEXT NOT NULL, x_m REAL, y_m REAL, z_m REAL, rotation_deg REAL,
  params TEXT NOT NULL, points TEXT NOT NULL, target INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '',
  mounted TEXT NOT NULL DEFAULT '');
CREATE TABLE connections(row INTEGER PRIMARY KEY, id INTEGER NOT NULL, from_item INTEGER NOT NULL,
  from_port TEXT NOT NULL, to_item INTEGER NOT NULL, to_port TEXT NOT NULL);
CREATE TABLE variant_items(variant INTEGER NOT NULL, position INTEGER NOT NULL, first_row INTEGER NOT NULL,
  row_count INTEGER NOT NULL, PRIMARY KEY(variant, position)) WITHOUT ROWID;
CREATE TABLE variant_connections(variant INTEGER NOT NULL, position INTEGER NOT NULL, first_row INTEGER NOT NULL,
  row_count INTEGER NOT NULL, PRIMARY KEY(variant, position)) WITHOUT ROWID;
CREATE TABLE views(position INTEGER PRIMARY KEY, id INTEGER NOT NULL, name TEXT NOT NULL, caption TEXT NOT NULL,
  variant INTEGER NOT NULL, beside TEXT NOT NULL, overlay TEXT NOT NULL, difference INTEGER NOT NULL,
  field INTEGER NOT NULL, section_m REAL, camera_m TEXT NOT NULL, parallel_scale_m REAL, section TEXT NOT NULL DEFAULT 'z',
  section_at_m REAL NOT NULL DEFAULT 0, vectors INTEGER NOT NULL DEFAULT 0, streamlines TEXT NOT NULL DEFAULT '', iso_c REAL);
CREATE TABLE attachments(key TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;
)sql";

void stamp(SQLite::Database& database, int version) {
    database.exec("PRAGMA application_id=" + std::to_string(kApplicationId));
    database.exec("PRAGMA user_version=" + std::to_string(version));
}

}  // namespace

void createSchema(SQLite::Database& database) {
    database.exec(kFresh);
    stamp(database, kSchemaVersion);
}

void migrate(SQLite::Database& database, int from, int to) {
    SQLite::Transaction transaction(database);
    for (int step = from; step < to; ++step) database.exec(kSteps[step]);
    stamp(database, to);
    transaction.commit();
}

}  // namespace twin
