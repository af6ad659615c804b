// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/id.h"
#include "twin/base/vec.h"

#include <string>
#include <string_view>
#include <vector>

namespace twin {

/// Writes JSON by hand, so that the lines fall where a diff wants them. Commas are placed by the caller's order of
/// calls: member() and element() put one where it is needed.
class JsonText {
  public:
    JsonText& open(char bracket);   ///< '{' or '['
    JsonText& close(char bracket);  ///< '}' or ']'
    JsonText& member(std::string_view key);
    JsonText& element();
    JsonText& line(int indent);  ///< a line break before what comes; call after member()/element() has set its comma
    JsonText& raw(std::string_view text);
    JsonText& number(double value);  ///< shortest text that reads back as the same double; null when not finite
    JsonText& integer(long long value);
    JsonText& string(std::string_view text);  ///< invalid UTF-8 becomes U+FFFD
    JsonText& id(Id id);
    JsonText& vec(Vec3 v);
    JsonText& ids(const std::vector<Id>& list);
    std::string take();

  private:
    std::string m_out;
    bool m_first = true;
};

class Json;
/// Any JSON value. indent 0: on one line; else a line for each member and element down to the fourth level.
void writeTree(JsonText& out, const Json& value, int indent);

/// Shortest text that reads back as the same double.
std::string shortestNumber(double value);

}  // namespace twin
