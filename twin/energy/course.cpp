// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/energy/course.h"

#include "twin/energy/checks.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace twin::energy {

namespace {

constexpr std::size_t kMostIssues = 20;

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\r' || c == '\t' || c == '"'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace

Course readCourse(std::string_view text, const std::string& name) {
    Course course;
    int number = 0;
    bool first = true;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line.empty() || line.front() == '#') continue;
        const std::size_t comma = line.find_last_of(",;\t");
        const std::string_view last = trimmed(comma == std::string_view::npos ? line : line.substr(comma + 1));
        double value = 0;
        const auto [stop, error] = std::from_chars(last.data(), last.data() + last.size(), value);
        const bool header = std::exchange(first, false);
        if (error == std::errc() && stop == last.data() + last.size() && std::isfinite(value)) course.values.push_back(value);
        else if (!header && course.issues.size() < kMostIssues)
            Checks(course.issues, name).refuse("energy.course", {TWIN_TR("Line {0} of {1} is '{2}'."), {std::to_string(number), name, std::string(last)}}, {TWIN_TR("Give one number a line."), {}});
    }
    return course;
}

std::vector<double> frequencyEvent(double nominal_Hz, double nadir_Hz, double lead_s, double fall_s, double recover_s, double step_s, std::size_t cells) {
    std::vector<double> course(cells, nominal_Hz);
    for (std::size_t i = 0; i < cells; ++i) {
        const double t = step_s * (static_cast<double>(i) + 0.5) - lead_s;
        if (t <= 0) continue;
        const double depth = t < fall_s ? t / fall_s : recover_s > 0 ? 1 - (t - fall_s) / recover_s : 0;
        course[i] = nominal_Hz + (nadir_Hz - nominal_Hz) * std::clamp(depth, 0.0, 1.0);
    }
    return course;
}

}  // namespace twin::energy
