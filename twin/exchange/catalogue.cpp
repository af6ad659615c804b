// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/catalogue.h"

#include "twin/exchange/document_reader.h"

namespace twin {

CatalogueResult readCatalogue(std::string_view text, const std::string& sourceName) {
    CatalogueResult result;
    const auto tree = JsonTree::parse(text, sourceName, result.issues);
    if (!tree) return result;
    const Json root(*tree);
    DocumentReader read(result.issues);
    if (!read.expect(root, Json::Type::Object)) return result;
    if (const auto format = read.need(root, "format"); format && read.expect(*format, Json::Type::String) && format->text() != kCatalogueFormat) {
        read.report(Severity::Error, "document.format", *format, {TWIN_TR("{0} is in the format {1}; this program reads {2}."), {sourceName, format->shown(), kCatalogueFormat}},
                    kCatalogueFormat, {TWIN_TR("Choose a catalogue file."), {}});
        return result;
    }
    read.checkKeys(root, {"format", "types"});
    if (const auto list = read.need(root, "types")) result.types = read.types(*list);
    limitIssues(result.issues);
    return result;
}

}  // namespace twin
