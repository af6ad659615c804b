// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/energy/measures.h"

#include "twin/energy/checks.h"

#include <fmt/format.h>
#include <unsupported/Eigen/FFT>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twin::energy {

namespace {

constexpr double kHannNoiseBandwidth = 1.5;  // bins
constexpr double kHannMainLobe = 4;          // bins, between its zeros
constexpr double kRounding = 1e-9;           // of the mean: no swing at all
constexpr double kEdgeShare = 0.01;          // of the variance in the top tenth of the frequencies: likely folded

double hann(std::size_t i, std::size_t n) {
    const double s = std::sin(std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(n));
    return s * s;
}

/// The next even length without a prime factor above 5, which the transform needs to be quick.
std::size_t quickLength(std::size_t n) {
    for (std::size_t length = n + n % 2;; length += 2) {
        std::size_t rest = length;
        for (const std::size_t prime : {2, 3, 5})
            while (rest % prime == 0) rest /= prime;
        if (rest == 1) return length;
    }
}

/// Amplitude of the windowed series at any frequency; the phasor is turned step by step and set anew every block.
double amplitudeAt(const std::vector<double>& windowed, double cyclesPerCell) {
    constexpr std::size_t kBlock = 512;
    const double angle = 2 * std::numbers::pi * cyclesPerCell;
    const double c = std::cos(angle), s = std::sin(angle);
    double re = 0, im = 0;
    for (std::size_t begin = 0; begin < windowed.size(); begin += kBlock) {
        const double phase = std::fmod(cyclesPerCell * static_cast<double>(begin), 1.0) * 2 * std::numbers::pi;
        double x = std::cos(phase), y = std::sin(phase);
        for (std::size_t i = begin; i < std::min(begin + kBlock, windowed.size()); ++i) {
            re += windowed[i] * x, im += windowed[i] * y;
            const double turned = x * c - y * s;
            y = x * s + y * c, x = turned;
        }
    }
    return 2 * std::hypot(re, im) / (0.5 * static_cast<double>(windowed.size()));
}

std::vector<double> windowed(const Series& series) {
    const std::size_t n = series.power_W.size();
    const double mean = mean_W(series);
    std::vector<double> values(n);
    for (std::size_t i = 0; i < n; ++i) values[i] = (series.power_W[i] - mean) * hann(i, n);
    return values;
}

std::size_t cellsOf(double window_s, const Series& series) {
    const double cells = std::round(window_s / series.step_s);
    return static_cast<std::size_t>(std::clamp(cells, 1.0, std::max(1.0, static_cast<double>(series.power_W.size()) - 1)));
}

void tell(Issues& issues, Severity severity, const char* code, Text text, Text hint = {}) {
    Issue issue;
    issue.severity = severity;
    issue.code = code;
    issue.text = std::move(text);
    issue.hint = std::move(hint);
    issues.push_back(std::move(issue));
}

std::string hertz(double value) { return fmt::format("{:.4g}", value); }

void measureRamps(const Series& series, double window_s, Measures& measures) {
    const auto& power = series.power_W;
    const std::size_t lag = cellsOf(window_s, series);
    measures.rampWindow_s = static_cast<double>(lag) * series.step_s;
    double up = 0, down = 0;
    std::size_t upAt = 0, downAt = 0;
    for (std::size_t i = 0; i + lag < power.size(); ++i) {
        const double change = power[i + lag] - power[i];
        if (change > up) up = change, upAt = i;
        if (change < down) down = change, downAt = i;
    }
    measures.rampUp_W_s = up / measures.rampWindow_s, measures.rampDown_W_s = -down / measures.rampWindow_s;
    measures.rampUpAt_s = static_cast<double>(upAt) * series.step_s, measures.rampDownAt_s = static_cast<double>(downAt) * series.step_s;
}

void measureEdpp(const Series& series, const MeasureOptions& options, Measures& measures) {
    const auto& power = series.power_W;
    const std::size_t cells = std::min(cellsOf(options.edpWindow_s, series), power.size());
    measures.edpWindow_s = static_cast<double>(cells) * series.step_s;
    double best = -kUnlimited, sum = 0;
    for (std::size_t i = 0; i < power.size(); ++i) {
        if (i % 1024 == 0) {  // the running sum is set anew, so that its rounding does not grow
            sum = 0;
            for (std::size_t k = i >= cells ? i - cells : 0; k < i; ++k) sum += power[k];
        }
        sum += power[i];
        if (i >= cells) sum -= power[i - cells];
        if (i + 1 >= cells) best = std::max(best, sum);
    }
    measures.edpp_W = best / static_cast<double>(cells);
    const double reference = options.design_W > 0 ? options.design_W : measures.mean_W;
    measures.edppRatio = reference > 0 ? measures.edpp_W / reference : 0;
}

/// What the sampling and the length can say about a band; the upper edge up to which a number is given.
bool judgeBand(const Series& series, const Spectrum& spectrum, const Band& band, Issues& issues) {
    const std::string name = hertz(band.low_Hz) + "–" + hertz(band.high_Hz) + " Hz";
    if (spectrum.nyquist_Hz < band.high_Hz * (1 - 1e-9)) {
        const bool partly = spectrum.nyquist_Hz > band.low_Hz;
        tell(issues, Severity::Warning, "energy.aliasing",
             partly ? Text{TWIN_TR("Aliasing: samples every {0} s hold nothing above {1} Hz; of the band {2} only the part below is shown, and faster swings are folded into it"), {hertz(series.step_s), hertz(spectrum.nyquist_Hz), name}}
                    : Text{TWIN_TR("Aliasing: samples every {0} s hold nothing above {1} Hz; the band {2} cannot be judged"), {hertz(series.step_s), hertz(spectrum.nyquist_Hz), name}},
             {TWIN_TR("Sample at least every {0} s"), {hertz(0.5 / band.high_Hz)}});
        if (!partly) return false;
    }
    const double shortest_s = kHannMainLobe / std::max(band.low_Hz, 1e-12);
    if (series.duration_s() < shortest_s)
        tell(issues, Severity::Warning, "energy.traceTooShort", {TWIN_TR("{0} s are too short to tell {1} Hz from the mean (band {2})"), {hertz(series.duration_s()), hertz(band.low_Hz), name}},
             {TWIN_TR("Give at least {0} s"), {hertz(shortest_s)}});
    return series.duration_s() * std::min(band.high_Hz, spectrum.nyquist_Hz) >= kHannMainLobe;
}

void warnOfFolding(const Spectrum& spectrum, double highest_Hz, double mean_W, Issues& issues) {
    if (spectrum.nyquist_Hz > 4 * highest_Hz) return;  // what folds lands above the bands first
    const double all = rmsIn(spectrum, 0, spectrum.nyquist_Hz), top = rmsIn(spectrum, 0.9 * spectrum.nyquist_Hz, spectrum.nyquist_Hz);
    if (all <= kRounding * std::abs(mean_W) || top * top <= kEdgeShare * all * all) return;
    tell(issues, Severity::Warning, "energy.aliasingLikely", {TWIN_TR("Aliasing is likely: {0} % of the swing's power lies between {1} and {2} Hz, the end of the spectrum"), {fmt::format("{:.1f}", 100 * top * top / (all * all)), hertz(0.9 * spectrum.nyquist_Hz), hertz(spectrum.nyquist_Hz)}},
         {TWIN_TR("Sample faster, or filter before sampling"), {}});
}

}  // namespace

double Spectrum::parsevalError() const {
    const double larger = std::max(timeEnergy_W2, frequencyEnergy_W2);
    return larger > 0 ? std::abs(timeEnergy_W2 - frequencyEnergy_W2) / larger : 0;
}

Spectrum spectrum(const Series& series) {
    Spectrum result;
    const std::size_t n = series.power_W.size();
    if (n < 4 || !(series.step_s > 0)) return result;
    std::vector<double> values = windowed(series);
    const std::size_t length = quickLength(n);
    values.resize(length, 0.0);
    Eigen::FFT<double> transform;
    transform.SetFlag(Eigen::FFT<double>::HalfSpectrum);
    std::vector<std::complex<double>> bins;
    transform.fwd(bins, values);

    result.nyquist_Hz = 0.5 / series.step_s;
    result.resolution_Hz = 1 / (series.step_s * static_cast<double>(length));
    result.noiseBandwidth = kHannNoiseBandwidth * static_cast<double>(length) / static_cast<double>(n);
    result.amplitude_W.resize(bins.size());
    for (const double value : values) result.timeEnergy_W2 += value * value;
    for (std::size_t k = 0; k < bins.size(); ++k) {
        const bool single = k == 0 || k + 1 == bins.size();
        result.frequencyEnergy_W2 += (single ? 1 : 2) * std::norm(bins[k]) / static_cast<double>(length);
        result.amplitude_W[k] = (single ? 1 : 2) * std::abs(bins[k]) / (0.5 * static_cast<double>(n));
    }
    return result;
}

std::optional<Line> strongestIn(const Series& series, const Spectrum& spectrum, double low_Hz, double high_Hz) {
    const auto& amplitude = spectrum.amplitude_W;
    if (amplitude.size() < 3) return {};
    high_Hz = std::min(high_Hz, spectrum.nyquist_Hz);
    const double step = spectrum.resolution_Hz;
    // Content beside the band leaks into its edges: a bin counts only if it is a peak, or if the band holds none.
    std::size_t best = 0, highest = 0;
    for (auto k = static_cast<std::size_t>(std::max(1.0, std::ceil(low_Hz / step - 1e-9))); k < amplitude.size() && static_cast<double>(k) * step <= high_Hz + 1e-9 * step; ++k) {
        if (highest == 0 || amplitude[k] > amplitude[highest]) highest = k;
        const bool peak = amplitude[k] >= amplitude[k - 1] && (k + 1 == amplitude.size() || amplitude[k] >= amplitude[k + 1]);
        if (peak && (best == 0 || amplitude[k] > amplitude[best])) best = k;
    }
    if (highest == 0) return {};
    if (best == 0) return Line{static_cast<double>(highest) * step, amplitude[highest]};
    if (best + 1 == amplitude.size()) return Line{spectrum.nyquist_Hz, amplitude[best]};

    // Golden section between the neighbours: the main lobe has one top.
    const std::vector<double> values = windowed(series);
    const double golden = (std::sqrt(5.0) - 1) / 2;
    double low = std::max(low_Hz, (static_cast<double>(best) - 1) * step), high = std::min(high_Hz, (static_cast<double>(best) + 1) * step);
    const auto at = [&](double frequency_Hz) { return amplitudeAt(values, frequency_Hz * series.step_s); };
    double left = high - golden * (high - low), right = low + golden * (high - low);
    double atLeft = at(left), atRight = at(right);
    for (int round = 0; round < 16; ++round) {
        if (atLeft > atRight) {
            high = right, right = left, atRight = atLeft;
            left = high - golden * (high - low), atLeft = at(left);
        } else {
            low = left, left = right, atLeft = atRight;
            right = low + golden * (high - low), atRight = at(right);
        }
    }
    const Line found = atLeft > atRight ? Line{left, atLeft} : Line{right, atRight};
    return found.amplitude_W >= amplitude[best] ? found : Line{static_cast<double>(best) * step, amplitude[best]};
}

double rmsIn(const Spectrum& spectrum, double low_Hz, double high_Hz) {
    if (spectrum.amplitude_W.empty()) return 0;
    double sum = 0;
    for (std::size_t k = 1; k < spectrum.amplitude_W.size(); ++k) {
        const double frequency_Hz = static_cast<double>(k) * spectrum.resolution_Hz;
        if (frequency_Hz < low_Hz || frequency_Hz > high_Hz) continue;
        sum += spectrum.amplitude_W[k] * spectrum.amplitude_W[k] / 2;
    }
    return std::sqrt(sum / spectrum.noiseBandwidth);
}

Issues check(const MeasureOptions& options) {
    Issues issues;
    Checks checks(issues, "measures");
    checks.above("rampWindow_s", options.rampWindow_s, 0);
    checks.above("edpWindow_s", options.edpWindow_s, 0);
    checks.within("design_W", options.design_W, 0, 1e13);
    for (const Band& band : options.bands) {
        checks.above("band low_Hz", band.low_Hz, 0);
        checks.above("band high_Hz", band.high_Hz, band.low_Hz);
    }
    return issues;
}

Measures measure(const Series& series, const MeasureOptions& options, std::optional<Extremes> exact) {
    Measures measures;
    if (series.power_W.empty()) return measures;
    const Extremes found = exact ? *exact : extremes(series);
    measures.mean_W = mean_W(series);
    measures.peak_W = found.high_W, measures.trough_W = found.low_W;
    measures.range_W = found.high_W - found.low_W;
    measureRamps(series, options.rampWindow_s, measures);
    measureEdpp(series, options, measures);
    if (std::abs(measures.rampWindow_s - options.rampWindow_s) > 1e-9 * options.rampWindow_s + 0.5 * series.step_s)
        tell(measures.issues, Severity::Note, "energy.rampWindow", {TWIN_TR("Ramps are measured over {0} s instead of {1} s (samples every {2} s)"), {hertz(measures.rampWindow_s), hertz(options.rampWindow_s), hertz(series.step_s)}});
    if (measures.edpWindow_s > options.edpWindow_s + 0.5 * series.step_s)
        tell(measures.issues, Severity::Note, "energy.edpWindow", {TWIN_TR("EDPp is a mean over {0} s instead of {1} s (samples every {0} s)"), {hertz(measures.edpWindow_s), hertz(options.edpWindow_s)}});
    if (!options.withSpectrum) return measures;

    measures.spectrum = spectrum(series);
    double highest_Hz = 0;
    for (const Band& band : options.bands) {
        BandMeasure each;
        each.band = band;
        highest_Hz = std::max(highest_Hz, band.high_Hz);
        each.judged = judgeBand(series, measures.spectrum, band, measures.issues);
        if (each.judged) {
            const auto strongest = strongestIn(series, measures.spectrum, band.low_Hz, band.high_Hz);
            each.judged = strongest.has_value();
            if (strongest) each.strongest = *strongest, each.rms_W = rmsIn(measures.spectrum, band.low_Hz, band.high_Hz);
        }
        measures.bands.push_back(each);
    }
    warnOfFolding(measures.spectrum, highest_Hz, measures.mean_W, measures.issues);
    return measures;
}

}  // namespace twin::energy
