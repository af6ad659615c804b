// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/comparison_document.h"

#include "twin/exchange/json_text.h"

#include <cmath>

namespace twin {

namespace {

void member(JsonText& out, const char* key, double value) {
    if (std::isfinite(value)) out.member(key).number(value);
}
void member(JsonText& out, const char* key, const Text& text) {
    if (!text.empty()) out.member(key).string(english(text));
}

/// SI symbol of a value: what the number in the document is in.
const char* siUnit(const ComparisonRow& row) {
    switch (row.unit) {
        case Unit::Area: return "m2";
        case Unit::Power: return "W";
        case Unit::Compute: return "FLOPS";
        case Unit::Temperature: return "degC";
        case Unit::Pressure: return "Pa";
        default: break;
    }
    const std::string_view key = row.key;
    return key.ends_with("_W_m2") ? "W/m2" : key.ends_with("_FLOPS_W") ? "FLOPS/W" : key == "tokens_per_s_W" ? "1/J" : "1";
}

void writeDerivation(JsonText& out, const Derivation& derivation) {
    out.open('{').member("inputs").open('[');
    for (const auto& input : derivation.inputs) {
        out.element().open('{').member("name").string(english(input.name));
        member(out, "value", input.value);
        member(out, "source", input.source);
        out.close('}');
    }
    out.close(']');
    member(out, "equation", derivation.equation);
    member(out, "source", derivation.source);
    out.member("assumptions").open('[');
    for (const Text& each : derivation.assumptions) out.element().string(english(each));
    out.close(']').close('}');
}

void writeValue(JsonText& out, const ComparisonValue& value) {
    out.open('{');
    member(out, "value", value.value);
    member(out, "difference", value.difference);
    member(out, "at_same_compute", value.atSameCompute);
    member(out, "reason", value.reason);
    if (value.item) out.member("item").id(value.item);
    writeDerivation(out.member("derivation"), value.derivation);
    out.close('}');
}

void writeInputs(JsonText& out, const ComparisonInputs& inputs) {
    out.open('{').member("redundancy").string(inputs.redundancy == ComparisonInputs::Redundancy::TwoN ? "2N" : "N");
    out.member("inlet").string(inputs.inlet == ComparisonInputs::Inlet::Recommended ? "recommended" : "allowable");
    if (inputs.precision) out.member("precision").string(spec(Param::Precision).choices[static_cast<std::size_t>(*inputs.precision)]);
    if (inputs.tokens_s_PFLOPS) out.member("tokens_s_PFLOPS").number(*inputs.tokens_s_PFLOPS);
    if (!inputs.tokens_s_rack.empty()) {
        out.member("tokens_s_rack").open('{');
        for (const auto& [type, tokens] : inputs.tokens_s_rack) out.member(type).number(tokens);
        out.close('}');
    }
    out.member("utilisation").number(inputs.utilisation);
    if (!inputs.tokensSource.empty()) out.member("tokens_source").string(inputs.tokensSource);
    out.close('}');
}

/// A list with one entry a line.
template <class List, class F>
void lines(JsonText& out, const char* name, int indent, const List& list, F&& write) {
    out.element().line(indent).string(name).raw(":").open('[');
    for (const auto& each : list) write(out.element().line(indent + 1), each);
    if (!list.empty()) out.line(indent);
    out.close(']');
}

void writeDifference(JsonText& out, const LayoutDifference& each) {
    out.open('{').member("what").string(key(each.what)).member("id").id(each.item);
    out.member("kind").string(spec(each.kind).key).member("name").string(each.name);
    member(out, "text", each.description);
    out.member("details").open('[');
    for (const Text& detail : each.details) out.element().string(english(detail));
    out.close(']').close('}');
}

}  // namespace

std::string writeComparison(const Comparison& comparison) {
    JsonText out;
    out.open('{').member("format").string(kComparisonFormat);
    lines(out, "subjects", 1, comparison.subjects, [](JsonText& line, const Comparison::Subject& subject) {
        line.open('{');
        if (subject.variant) line.member("id").id(subject.variant);
        line.member("name").string(subject.name).member("project").string(subject.project);
        line.member("fidelity").string(subject.fidelity == Fidelity::Fine ? "fine" : subject.fidelity == Fidelity::Coarse ? "coarse" : "none");
        line.member("usable").raw(subject.report.usable() ? "true" : "false").close('}');
    });
    out.element().line(1).string("inputs").raw(":");
    writeInputs(out, comparison.inputs);
    lines(out, "rows", 1, comparison.rows, [](JsonText& line, const ComparisonRow& row) {
        line.open('{').member("key").string(row.key).member("label").string(row.label).member("unit").string(siUnit(row));
        line.member("values").open('[');
        for (const ComparisonValue& value : row.values) writeValue(line.element(), value);
        line.close(']');
        if (row.better >= 0) line.member("better").integer(row.better);
        member(line, "rests_on", row.restsOn);
        line.close('}');
    });
    lines(out, "basis", 1, comparison.basis, [](JsonText& line, const ComparisonBasis& basis) {
        line.open('{').member("key").string(basis.key).member("label").string(basis.label).member("differs").raw(basis.differs ? "true" : "false");
        line.member("values").open('[');
        for (const Text& value : basis.values) line.element().string(english(value));
        line.close(']').close('}');
    });
    lines(out, "layout", 1, comparison.layout, [](JsonText& line, const LayoutComparison& layout) {
        line.open('{').member("subject").integer(static_cast<long long>(layout.subject));
        line.member("counts").open('[');
        for (const DifferenceCount& count : countByKind(layout.differences))
            line.element().open('{').member("what").string(key(count.what)).member("kind").string(spec(count.kind).key).member("count").integer(static_cast<long long>(count.count)).close('}');
        line.close(']');
        lines(line, "differences", 3, layout.differences, writeDifference);
        line.close('}');
    });
    out.raw("}\n");
    return out.take();
}

}  // namespace twin
