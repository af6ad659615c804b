// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/plugin.h"

#include <string_view>

namespace plenum::sample {

/// Racks from a table with the columns name, x_m, y_m and, if there are, rotation_deg and power_W; in any order, unknown
/// columns are named and not read. RFC 4180 quotes, with or without a byte order mark, any line ends.
///
/// A row that cannot be used is an Issue with its line and is left out; the rest is read. Files above 64 MB are refused.
class RackImporter final : public twin::extend::Importer {
  public:
    twin::extend::Imported read(const std::filesystem::path& path, const twin::extend::Settings& settings, const twin::extend::Progress& progress, std::stop_token stop) override;
};

/// Places of all box items: kind, name, x_m, y_m, z_m, rotation_deg and, with a frame, the electric power of racks. What
/// has no place (rows, pipes, rooms) is counted in a note.
class PositionExporter final : public twin::extend::Exporter {
  public:
    twin::Issues write(const twin::extend::ExportRequest& request, const std::filesystem::path& path, const twin::extend::Progress& progress, std::stop_token stop) override;
};

/// The lines of a table, each cut into its fields.
std::vector<std::vector<std::string>> cells(std::string_view text, char separator);
/// A field as a table has it: quoted when it must be, and never read as a formula by a spreadsheet.
std::string quoted(const std::string& field, char separator);

}  // namespace plenum::sample
