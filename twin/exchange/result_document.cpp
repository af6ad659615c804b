// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/result_document.h"

#include "twin/exchange/json_text.h"

#include <algorithm>
#include <cmath>

namespace twin {

namespace {

const char* key(Severity severity) { return severity == Severity::Error ? "error" : severity == Severity::Warning ? "warning" : "note"; }
const char* key(KeyFigure::State state) {
    switch (state) {
        case KeyFigure::State::Neutral: return "neutral";
        case KeyFigure::State::Good: return "good";
        case KeyFigure::State::Warning: return "warning";
        case KeyFigure::State::Bad: return "bad";
    }
    return "";
}
const char* key(SolveStatus status) {
    switch (status) {
        case SolveStatus::Converged: return "converged";
        case SolveStatus::NotConverged: return "not_converged";
        case SolveStatus::Cancelled: return "cancelled";
        case SolveStatus::NothingToSolve: return "nothing_to_solve";
    }
    return "";
}

void member(JsonText& out, const char* key, double value) {
    if (std::isfinite(value)) out.member(key).number(value);
}
void member(JsonText& out, const char* key, const std::string& value) {
    if (!value.empty()) out.member(key).string(value);
}

void writeReport(JsonText& out, const SolveReport& report) {
    out.open('{').member("status").string(key(report.status));
    out.member("iterations").integer(report.iterations);
    member(out, "residual", report.residual);
    member(out, "worst", report.worst);
    out.close('}');
}

void writeIssue(JsonText& out, const Issue& issue) {
    out.open('{').member("severity").string(key(issue.severity));
    out.member("code").string(issue.code);
    if (issue.item) out.member("item").id(issue.item);
    member(out, "name", issue.itemName);
    out.member("text").string(english(issue.text));
    member(out, "value", issue.value);
    member(out, "allowed", issue.allowed);
    member(out, "hint", english(issue.hint));
    out.close('}');
}

void writeField(JsonText& out, const AirField& field, const Site* site) {
    double low = INFINITY, high = -INFINITY, sum = 0;
    std::size_t count = 0;
    for (const float t : field.temperature_C) {
        if (!std::isfinite(t)) continue;
        low = std::min(low, static_cast<double>(t));
        high = std::max(high, static_cast<double>(t));
        sum += t;
        ++count;
    }
    out.open('{').member("room").id(field.room);
    if (const Item* room = site ? site->find(field.room) : nullptr) member(out, "name", room->name);
    out.member("cells").open('[').element().integer(field.nx).element().integer(field.ny).element().integer(field.nz).close(']');
    out.member("cell_m").vec({field.dx_m, field.dy_m, field.dz_m});
    out.member("origin_m").vec(field.origin);
    out.member("air_cells").integer(static_cast<long long>(count));
    member(out, "min_C", low);
    member(out, "max_C", high);
    if (count > 0) out.member("mean_C").number(sum / static_cast<double>(count));
    out.close('}');
}

void writeInfluence(JsonText& out, const AirInfluence& found, const Site* site) {
    const auto object = [&](Id id) {
        out.open('{').member("id").id(id);
        if (const Item* item = site ? site->find(id) : nullptr) member(out, "name", item->name);
    };
    object(found.room);
    out.member("coolers").open('[');
    for (const Id id : found.giving) {
        out.element();
        object(id);
        out.close('}');
    }
    out.close(']').member("draws").open('[');
    for (std::size_t d = 0; d < found.drawing.size(); ++d) {
        out.element().line(3);
        object(found.drawing[d]);
        out.member("shares").open('[');
        for (std::size_t g = 0; g < found.giving.size(); ++g) out.element().number(std::clamp(static_cast<double>(found.at(d, g)), 0.0, 1.0));
        out.close(']').close('}');
    }
    if (!found.drawing.empty()) out.line(2);
    out.close(']').close('}');
}

void writeObjects(JsonText& out, const Frame& frame) {
    out.open('{');
    for (const KindSpec& kind : allKinds()) {
        const auto& table = frame.site->items(kind.kind);
        std::vector<std::pair<const QuantitySpec*, const Column*>> columns;
        for (std::size_t q = 0; q < kQuantityCount; ++q)
            if (const auto found = frame.columns.find({kind.kind, static_cast<Quantity>(q)}); found != frame.columns.end())
                columns.emplace_back(&spec(static_cast<Quantity>(q)), &found->second);
        if (columns.empty() || table.empty()) continue;
        out.element().line(2).string(kind.key).raw(":").open('[');
        std::size_t index = 0;
        table.forEach([&](const Item& item) {
            out.element().line(3).open('{').member("id").id(item.id);
            member(out, "name", item.name);
            for (const auto& [quantity, column] : columns) member(out, quantity->key, column->at(index));
            out.close('}');
            ++index;
        });
        out.line(2).close(']');
    }
    out.line(1).close('}');
}

void writeConditions(JsonText& out, const Conditions& c) {
    out.open('{').member("name").string(c.name);
    member(out, "dry_bulb_C", c.dryBulb_C);
    member(out, "wet_bulb_C", c.wetBulb_C);
    member(out, "altitude_m", c.altitude_m);
    member(out, "dew_point_C", c.dewPoint_C);
    member(out, "load_training", c.loadTraining);
    member(out, "load_inference", c.loadInference);
    member(out, "load_general", c.loadGeneral);
    member(out, "other_load_W", c.otherLoad_W);
    if (!c.outOfService.empty()) out.member("out_of_service").ids(c.outOfService);
    out.close('}');
}

/// A list with one entry a line.
template <class List, class F>
void lines(JsonText& out, const char* name, const List& list, F&& write) {
    out.element().line(1).string(name).raw(":").open('[');
    for (const auto& each : list) write(out.element().line(2), each);
    if (!list.empty()) out.line(1);
    out.close(']');
}

}  // namespace

std::string writeResult(const Frame& frame, const std::string& variantName) {
    JsonText out;
    out.open('{').member("format").string(kResultFormat);
    out.element().line(1).string("variant").raw(":").open('{');
    if (frame.variant) out.member("id").id(frame.variant);
    out.member("name").string(variantName).close('}');
    out.member("fidelity").string(frame.fidelity == Fidelity::Fine ? "fine" : frame.fidelity == Fidelity::Coarse ? "coarse" : "none");
    out.element().line(1).string("conditions").raw(":");
    writeConditions(out, frame.conditions);
    out.element().line(1).string("report").raw(":");
    writeReport(out, frame.report);
    out.element().line(1).string("reports").raw(":").open('{');
    for (const auto& [discipline, report] : frame.reports) writeReport(out.member(discipline), report);
    out.close('}');
    lines(out, "key_figures", frame.keyFigures, [](JsonText& line, const KeyFigure& figure) {
        line.open('{').member("key").string(figure.key);
        member(line, "value", figure.value);
        line.member("state").string(key(figure.state));
        member(line, "note", english(figure.note));
        if (figure.item) line.member("item").id(figure.item);
        member(line, "derivation", english(figure.derivation));
        line.close('}');
    });
    lines(out, "balances", frame.balances, [](JsonText& line, const Balance& balance) {
        line.open('{').member("key").string(balance.key);
        member(line, "in", balance.in);
        member(line, "out", balance.out);
        member(line, "relative", balance.relative());
        line.close('}');
    });
    lines(out, "fields", frame.fields, [&](JsonText& line, const std::shared_ptr<const AirField>& field) { writeField(line, *field, frame.site.get()); });
    lines(out, "influences", frame.influences, [&](JsonText& line, const std::shared_ptr<const AirInfluence>& found) { writeInfluence(line, *found, frame.site.get()); });
    lines(out, "issues", frame.issues, [](JsonText& line, const Issue& issue) { writeIssue(line, issue); });
    out.element().line(1).string("objects").raw(":");
    if (frame.site) {
        writeObjects(out, frame);
    } else {
        out.raw("{}");
    }
    out.raw("}\n");
    return out.take();
}

}  // namespace twin
