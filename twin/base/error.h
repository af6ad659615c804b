// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/text.h"

#include <stdexcept>
#include <string>

namespace twin {

/// The world failed (file, database, network, plugin): one class; the sentence has names, numbers and the next step.
class Error : public std::runtime_error {
  public:
    Error(std::string code, Text text)
        : std::runtime_error(english(text)), m_code(std::move(code)), m_text(std::move(text)) {}
    const std::string& code() const { return m_code; }
    const Text& text() const { return m_text; }

  private:
    std::string m_code;
    Text m_text;
};

}  // namespace twin
