// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/colormap.h"

#include <algorithm>
#include <cmath>

namespace plenum::app {

QRgb colour(Map map, double t) { return std::isnan(t) ? qRgba(0, 0, 0, 0) : 0xFF000000u | twin::scene::colourAt(map, t); }

QRgb bandedColour(Map map, double t, int bands) {
    if (bands < 2 || std::isnan(t)) return colour(map, t);
    const int band = std::min(bands - 1, static_cast<int>(std::floor(std::clamp(t, 0.0, 1.0) * bands)));
    return colour(map, (band + 0.5) / bands);
}

std::array<std::uint8_t, 768> rgbBytes(Map map, int bands) {
    std::array<std::uint8_t, 768> bytes;
    for (std::size_t i = 0; i < 256; ++i) {
        const QRgb c = bandedColour(map, static_cast<double>(i) / 255.0, bands);
        bytes[3 * i] = static_cast<std::uint8_t>(qRed(c));
        bytes[3 * i + 1] = static_cast<std::uint8_t>(qGreen(c));
        bytes[3 * i + 2] = static_cast<std::uint8_t>(qBlue(c));
    }
    return bytes;
}

QRgb readableOn(QRgb background) {
    // Relative luminance, WCAG 2.1; 0.179 is where black and white have the same contrast.
    const auto linear = [](int channel) {
        const double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const double luminance =
        0.2126 * linear(qRed(background)) + 0.7152 * linear(qGreen(background)) + 0.0722 * linear(qBlue(background));
    return luminance > 0.179 ? qRgb(0, 0, 0) : qRgb(255, 255, 255);
}

}  // namespace plenum::app
