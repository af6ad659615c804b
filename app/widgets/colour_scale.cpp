// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/colour_scale.h"

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {

constexpr int kBands = 10;
constexpr int kFinest = 6;  // pixels a cell edge

}  // namespace

ColourScale::ColourScale(const ViewState& view, const twin::Frame* frame) : m_map(view.overlay().map), m_bands(view.banded() ? kBands : 0) {
    static const twin::Frame empty;
    m_range = view.range(frame != nullptr ? *frame : empty);
}

QRgb ColourScale::operator()(double value) const {
    const double span = m_range.second - m_range.first;
    return bandedColour(m_map, span != 0 ? (value - m_range.first) / span : 0.5, m_bands);
}

QImage fieldSlice(const twin::AirField& field, twin::scene::SectionAxis axis, double position_m, const ColourScale& scale, int pixels) {
    const twin::scene::AirSection section = twin::scene::airSection(field, axis, position_m);
    const std::vector<float>& values = section.temperature_C;
    const int nx = section.nu, ny = section.nv;
    if (values.empty()) return {};
    const int fine = std::clamp(static_cast<int>(std::sqrt(pixels / (static_cast<double>(nx) * ny))), 1, kFinest);
    constexpr int kSteps = 1024;  // colours as a table: looking up beats computing for each pixel
    const auto [low, high] = scale.range();
    std::vector<QRgb> table(kSteps);
    for (int i = 0; i < kSteps; ++i) {
        const QRgb c = scale(low + (high - low) * (i + 0.5) / kSteps);
        table[static_cast<std::size_t>(i)] = qRgba(qBlue(c), qGreen(c), qRed(c), 255);  // bytes in the order R G B A
    }
    const auto toStep = static_cast<float>(kSteps / (high - low));
    struct Place {
        int at, next;
        float share;
    };
    const auto places = [fine](int cells) {
        std::vector<Place> out;
        for (int i = 0; i < cells * fine; ++i) {
            const double u = std::clamp((i + 0.5) / fine - 0.5, 0.0, cells - 1.0);
            const int at = static_cast<int>(u);
            out.push_back({at, std::min(at + 1, cells - 1), static_cast<float>(u - at)});
        }
        return out;
    };
    const std::vector<Place> xs = places(nx), ys = places(ny);
    QImage image(nx * fine, ny * fine, QImage::Format_RGBA8888);
    for (std::size_t row = 0; row < ys.size(); ++row) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(static_cast<int>(row)));
        const float* below = values.data() + static_cast<std::size_t>(ys[row].at) * static_cast<std::size_t>(nx);
        const float* above = values.data() + static_cast<std::size_t>(ys[row].next) * static_cast<std::size_t>(nx);
        const float v = ys[row].share;
        for (std::size_t column = 0; column < xs.size(); ++column) {
            const Place& x = xs[column];
            float value = (1 - v) * ((1 - x.share) * below[x.at] + x.share * below[x.next]) + v * ((1 - x.share) * above[x.at] + x.share * above[x.next]);
            if (std::isnan(value)) {  // beside a wall: the nearest cell alone
                value = (v < 0.5F ? below : above)[x.share < 0.5F ? x.at : x.next];
                if (std::isnan(value)) {
                    line[column] = 0;
                    continue;
                }
            }
            const int step = std::clamp(static_cast<int>((value - static_cast<float>(low)) * toStep), 0, kSteps - 1);
            line[column] = table[static_cast<std::size_t>(step)];
        }
    }
    return image;
}

}  // namespace plenum::app
