// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <algorithm>
#include <cmath>

namespace plenum::test {

/// How far two pictures of the same size are apart, in steps of 0 … 255: the mean over all pixels and colours, and
/// the mean of the worst block of 20 × 20 pixels. A block catches what a mean over the whole picture dilutes.
struct PictureDistance {
    double mean = 255;
    double worstBlock = 255;
    bool within(const PictureDistance& limits) const { return mean <= limits.mean && worstBlock <= limits.worstBlock; }
};

inline PictureDistance distance(const QImage& first, const QImage& second) {
    constexpr int kBlock = 20;
    if (first.isNull() || first.size() != second.size()) return {};
    const QImage a = first.convertToFormat(QImage::Format_RGB32), b = second.convertToFormat(QImage::Format_RGB32);
    PictureDistance result{0, 0};
    double whole = 0;
    for (int y0 = 0; y0 < a.height(); y0 += kBlock)
        for (int x0 = 0; x0 < a.width(); x0 += kBlock) {
            const int y1 = std::min(y0 + kBlock, a.height()), x1 = std::min(x0 + kBlock, a.width());
            double sum = 0;
            for (int y = y0; y < y1; ++y)
                for (int x = x0; x < x1; ++x) {
                    const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
                    sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q));
                }
            whole += sum;
            result.worstBlock = std::max(result.worstBlock, sum / (3.0 * (y1 - y0) * (x1 - x0)));
        }
    result.mean = whole / (3.0 * a.width() * a.height());
    return result;
}

/// The absolute difference of each pixel, four times as bright.
inline QImage difference(const QImage& first, const QImage& second) {
    const QSize size = first.size().boundedTo(second.size());
    QImage image(size, QImage::Format_RGB32);
    const auto of = [](int p, int q) { return std::min(255, 4 * std::abs(p - q)); };
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x) {
            const QRgb p = first.pixel(x, y), q = second.pixel(x, y);
            image.setPixel(x, y, qRgb(of(qRed(p), qRed(q)), of(qGreen(p), qGreen(q)), of(qBlue(p), qBlue(q))));
        }
    return image;
}

}  // namespace plenum::test
