// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace SQLite {
class Database;
}

namespace twin {

/// Version of the project file's tables that this program writes.
inline constexpr int kSchemaVersion = 5;

/// Makes the tables of the present version in an empty database.
void createSchema(SQLite::Database& database);

/// Brings a database from its version to another one, step by step (0 = empty).
void migrate(SQLite::Database& database, int from, int to = kSchemaVersion);

}  // namespace twin
