// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/comparison_inputs.h"

#include "twin/exchange/document_reader.h"
#include "twin/exchange/json_text.h"
#include "twin/exchange/json_tree.h"
#include "twin/model/param.h"

namespace twin {

namespace {

constexpr double kMostTokens_s = 1e12;

}  // namespace

std::string writeComparisonInputs(const ComparisonInputs& inputs) {
    if (inputs == ComparisonInputs{}) return {};
    JsonText out;
    out.open('{');
    out.member("redundancy").string(inputs.redundancy == ComparisonInputs::Redundancy::N ? "N" : "2N");
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
    return out.take();
}

ReadComparisonInputs readComparisonInputs(std::string_view text) {
    ReadComparisonInputs out;
    if (text.empty()) return out;
    const auto tree = JsonTree::parse(text, kComparisonInputsKey, out.issues);
    if (!tree) return out;
    DocumentReader read(out.issues);
    const Json root(*tree);
    if (!read.expect(root, Json::Type::Object)) return out;
    read.checkKeys(root, {"redundancy", "inlet", "precision", "tokens_s_PFLOPS", "tokens_s_rack", "utilisation", "tokens_source"});
    std::string redundancy = "2N", inlet = "recommended", precision;
    read.read(root, "redundancy", redundancy);
    read.read(root, "inlet", inlet);
    read.read(root, "precision", precision);
    out.inputs.redundancy = redundancy == "N" ? ComparisonInputs::Redundancy::N : ComparisonInputs::Redundancy::TwoN;
    out.inputs.inlet = inlet == "allowable" ? ComparisonInputs::Inlet::Allowable : ComparisonInputs::Inlet::Recommended;
    const auto& choices = spec(Param::Precision).choices;
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (precision == choices[i]) out.inputs.precision = static_cast<Precision>(i);
    if (root.find("tokens_s_PFLOPS")) {
        double tokens = 0;
        read.read(root, "tokens_s_PFLOPS", tokens, 0, kMostTokens_s, Unit::None);
        out.inputs.tokens_s_PFLOPS = tokens;
    }
    if (const auto racks = root.find("tokens_s_rack"); racks && read.expect(*racks, Json::Type::Object))
        racks->forEach([&](const Json& each) {
            if (read.expect(each, Json::Type::Number)) out.inputs.tokens_s_rack[each.key()] = each.number();
        });
    read.read(root, "utilisation", out.inputs.utilisation, 0, 1, Unit::Fraction);
    read.read(root, "tokens_source", out.inputs.tokensSource);
    return out;
}

}  // namespace twin
