// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/csv.h"

#include "twin/exchange/json_text.h"

#include <cmath>
#include <string_view>

namespace twin {

namespace {

class CsvText {
  public:
    void cell(std::string_view text) {
        separate();
        if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
            m_out += text;
            return;
        }
        m_out += '"';
        for (const char c : text) m_out += c == '"' ? std::string_view("\"\"") : std::string_view(&c, 1);
        m_out += '"';
    }
    void number(double value) {
        separate();
        if (std::isfinite(value)) m_out += shortestNumber(value);
    }
    void endLine() {
        m_out += "\r\n";
        m_first = true;
    }
    std::string take() { return std::move(m_out); }

  private:
    void separate() {
        if (!m_first) m_out += ',';
        m_first = false;
    }
    std::string m_out;
    bool m_first = true;
};

}  // namespace

std::string writeItemsCsv(const Site& site, Kind kind, const Frame* frame) {
    const KindSpec& about = spec(kind);
    std::vector<std::pair<const QuantitySpec*, const Column*>> columns;
    if (frame != nullptr)
        for (std::size_t q = 0; q < kQuantityCount; ++q)
            if (const auto found = frame->columns.find({kind, static_cast<Quantity>(q)}); found != frame->columns.end())
                columns.emplace_back(&spec(static_cast<Quantity>(q)), &found->second);

    CsvText out;
    for (const char* head : {"id", "name", "type", "parent", "x_m", "y_m", "z_m", "rotation_deg"}) out.cell(head);
    if (about.shape == Shape::Route) out.cell("length_m");
    if (about.shape == Shape::Outline) out.cell("area_m2");
    for (const KindParam& row : about.params) out.cell(spec(row.param).key);
    for (const auto& [quantity, column] : columns) out.cell(std::string("result:") + quantity->key);
    out.endLine();

    site.items(kind).forEach([&](const Item& item) {
        const EquipmentType* type = site.typeOf(item);
        const Item* parent = item.parent ? site.find(item.parent) : nullptr;
        out.cell(toString(item.id));
        out.cell(item.name);
        out.cell(type != nullptr ? type->name : "");
        out.cell(parent != nullptr ? parent->name : "");
        for (const double place : {item.position.x, item.position.y, item.position.z, item.rotation_deg}) out.number(place);
        if (about.shape == Shape::Route) out.number(routeLength_m(item));
        if (about.shape == Shape::Outline) out.number(item.points.empty() ? 0 : outlineArea_m2(item.points));
        for (const KindParam& row : about.params) {
            const ParamSpec& param = spec(row.param);
            const double value = site.value(item, row.param);
            if (param.unit == Unit::Choice && value >= 0 && value < static_cast<double>(param.choices.size())) {
                out.cell(param.choices[static_cast<std::size_t>(value)]);
            } else {
                out.number(value);
            }
        }
        for (const auto& [quantity, column] : columns) out.number(frame->value(item, quantity->id));
        out.endLine();
    });
    return out.take();
}

}  // namespace twin
