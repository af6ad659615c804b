// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/template/rack_table.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

namespace plenum::sample {

using namespace twin;
using namespace twin::extend;
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxBytes = 64u << 20;

char separatorOf(const Settings& settings) {
    const auto found = settings.find("separator");
    if (found != settings.end() && found->second == "semicolon") return ';';
    if (found != settings.end() && found->second == "tab") return '\t';
    return ',';
}

std::optional<double> number(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
    return value;
}

Issue at(const fs::path& path, std::size_t line, Severity severity, const char* code, Text text) {
    return {severity, code, {}, path.filename().string(), fmt::format("{}:{}", path.string(), line), std::move(text), {}, {}, {}};
}

/// Which column holds what; −1 = absent.
struct Columns {
    int name = -1, x = -1, y = -1, rotation = -1, power = -1;
};

Columns columnsOf(const std::vector<std::string>& head, const fs::path& path, Issues& issues) {
    Columns columns;
    for (std::size_t i = 0; i < head.size(); ++i) {
        int* slot = head[i] == "name" ? &columns.name : head[i] == "x_m" ? &columns.x : head[i] == "y_m" ? &columns.y : head[i] == "rotation_deg" ? &columns.rotation : head[i] == "power_W" ? &columns.power : nullptr;
        if (slot != nullptr) *slot = static_cast<int>(i);
        else issues.push_back(at(path, 1, Severity::Warning, "template.column", {TWIN_TR("The column “{0}” is not known and is not read."), {head[i]}}));
    }
    return columns;
}

}  // namespace

std::vector<std::vector<std::string>> cells(std::string_view text, char separator) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
    std::string field;
    bool quotes = false, open = false;
    const auto endRow = [&] {
        row.push_back(std::move(field));
        field.clear();
        rows.push_back(std::move(row));
        row.clear();
        open = false;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quotes) {
            if (c != '"') field += c;
            else if (i + 1 < text.size() && text[i + 1] == '"') field += text[++i];
            else quotes = false;
            continue;
        }
        if (c == '\n' || c == '\r') {
            if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
            endRow();
            continue;
        }
        open = true;
        if (c == '"' && field.empty()) {
            quotes = true;
        } else if (c == separator) {
            row.push_back(std::move(field));
            field.clear();
        } else {
            field += c;
        }
    }
    if (open) endRow();
    return rows;
}

std::string quoted(const std::string& field, char separator) {
    const bool formula = !field.empty() && std::string_view("=+-@\t\r").find(field[0]) != std::string_view::npos && !number(field);
    if (!formula && field.find_first_of(std::string("\"\r\n") + separator) == std::string::npos) return field;
    std::string out = formula ? "\"'" : "\"";
    for (const char c : field) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

Imported RackImporter::read(const fs::path& path, const Settings& settings, const Progress& progress, std::stop_token stop) {
    std::error_code error;
    std::ifstream in(path, std::ios::binary);
    if (!fs::is_regular_file(path, error) || !in) throw Error("template.read", {TWIN_TR("{0} cannot be read. Check the path and the permissions."), {path.string()}});
    if (fs::file_size(path, error) > kMaxBytes) throw Error("template.size", {TWIN_TR("{0} is larger than a table of racks can be (64 MB)."), {path.string()}});
    std::ostringstream text;
    text << in.rdbuf();
    const auto rows = cells(text.str(), separatorOf(settings));

    Imported result;
    result.name = path.stem().string();
    const Columns columns = rows.empty() ? Columns{} : columnsOf(rows[0], path, result.issues);
    if (columns.name < 0 || columns.x < 0 || columns.y < 0)
        throw Error("template.columns", {TWIN_TR("{0} has no line of heads with name, x_m and y_m. Check the separator."), {path.string()}});
    for (std::size_t line = 1; line < rows.size() && !stop.stop_requested(); ++line) {
        if (line % 1024 == 0) progress(static_cast<double>(line) / static_cast<double>(rows.size()));
        const auto& row = rows[line];
        if (row.size() == 1 && row[0].empty()) continue;
        const auto cell = [&](int column) { return column >= 0 && column < static_cast<int>(row.size()) ? row[static_cast<std::size_t>(column)] : std::string(); };
        const auto x = number(cell(columns.x)), y = number(cell(columns.y));
        if (!x || !y) {
            result.issues.push_back(at(path, line + 1, Severity::Error, "template.place", {TWIN_TR("x_m and y_m must be numbers; the line is left out."), {}}));
            continue;
        }
        Item rack;
        rack.id = newId();
        rack.kind = Kind::Rack;
        rack.name = cell(columns.name);
        rack.position = {*x, *y, 0};
        const auto optional = [&](int column, const char* name) -> std::optional<double> {
            const std::string cellText = cell(column);
            if (cellText.empty()) return {};
            const auto value = number(cellText);
            if (!value) result.issues.push_back(at(path, line + 1, Severity::Warning, "template.number", {TWIN_TR("{0} is no number: “{1}”. It is left at its default."), {name, cellText}}));
            return value;
        };
        if (const auto rotation = optional(columns.rotation, "rotation_deg")) rack.rotation_deg = *rotation;
        if (const auto power = optional(columns.power, "power_W")) rack.values.set(Param::PowerAllocated, *power);
        result.items.push_back(std::move(rack));
    }
    return result;
}

Issues PositionExporter::write(const ExportRequest& request, const fs::path& path, const Progress& progress, std::stop_token stop) {
    const char separator = separatorOf(request.settings);
    std::string text = fmt::format("kind{0}name{0}x_m{0}y_m{0}z_m{0}rotation_deg{0}it_power_W\n", separator);
    std::size_t without = 0, done = 0;
    const std::size_t all = request.site->itemCount();
    request.site->forEachItem([&](const Item& item) {
        if (++done % 1024 == 0) progress(static_cast<double>(done) / static_cast<double>(all));
        if (spec(item.kind).shape != Shape::Box) {
            ++without;
            return;
        }
        const double power_W = request.frame ? request.frame->value(item, Quantity::ItPower) : std::nan("");
        text += fmt::format("{1}{0}{2}{0}{3}{0}{4}{0}{5}{0}{6}{0}{7}\n", separator, spec(item.kind).key, quoted(item.name, separator), item.position.x, item.position.y, item.position.z, item.rotation_deg,
                            std::isnan(power_W) ? std::string() : fmt::format("{}", power_W));
    });
    if (stop.stop_requested()) return {};
    // Whole or not at all: a new file beside the old one, renamed over it.
    const fs::path fresh = path.string() + ".new";
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    std::error_code error;
    if (out) fs::rename(fresh, path, error);
    if (!out || error) {
        fs::remove(fresh, error);
        throw Error("template.write", {TWIN_TR("{0} cannot be written. Check the folder, its permissions and the free space."), {path.string()}});
    }
    if (without == 0) return {};
    return {{Severity::Note, "template.leftOut", {}, path.filename().string(), {}, {TWIN_TR("{0} items without a place of their own (rooms, rows, pipes) are not in the table."), {std::to_string(without)}}, {}, {}, {}}};
}

}  // namespace plenum::sample
