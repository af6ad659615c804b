// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/energy/series.h"

#include <optional>

namespace twin::energy {

/// Single-sided amplitude spectrum of a series less its mean, under a Hann window of the whole length.
///
/// amplitude_W[k] is that of a sine at k · resolution_Hz; a sine between two bins shows up to 15 % low there, which
/// strongestIn() takes out. Cell means weaken a sine of frequency f by sin(πfΔ)/(πfΔ), Δ the step: nothing is added for it.
struct Spectrum {
    double resolution_Hz = 0;
    double nyquist_Hz = 0;
    double noiseBandwidth = 1.5;      ///< of the window, in bins
    std::vector<double> amplitude_W;  ///< from 0 Hz to Nyquist
    double timeEnergy_W2 = 0;         ///< Σ (w x)²
    double frequencyEnergy_W2 = 0;    ///< Σ |X|² / N: equal to it (Parseval)
    double parsevalError() const;     ///< relative difference of the two
};
/// Cost O(n log n).  Thread-safe: yes.
Spectrum spectrum(const Series& series);

struct Line {
    double frequency_Hz = 0, amplitude_W = 0;
};
/// The strongest line of a band, found between the bins on the windowed transform itself; none if the band holds no bin.
std::optional<Line> strongestIn(const Series& series, const Spectrum& spectrum, double low_Hz, double high_Hz);
/// Root mean square of all content in a band.
double rmsIn(const Spectrum& spectrum, double low_Hz, double high_Hz);

struct Band {
    double low_Hz = 0.1, high_Hz = 20;
};

struct BandMeasure {
    Band band;
    bool judged = false;  ///< false: the sampling or the length cannot support a number (see Measures::issues)
    Line strongest;
    double rms_W = 0;
};

struct MeasureOptions {
    double rampWindow_s = 1;   ///< ramps are changes over this time, divided by it
    double edpWindow_s = 0.05; ///< EDPp is the highest mean over this time
    double design_W = 0;       ///< EDPp is given as a multiple of this; 0: of the mean
    std::vector<Band> bands{{0.1, 20}};
    bool withSpectrum = true;
};
Issues check(const MeasureOptions& options);

/// What a utility looks at. Windows are rounded to whole cells (at least one); the used ones are stated.
struct Measures {
    double mean_W = 0, peak_W = 0, trough_W = 0;
    double range_W = 0;                   ///< peak to trough
    double rampUp_W_s = 0, rampDown_W_s = 0;  ///< both positive
    double rampUpAt_s = 0, rampDownAt_s = 0;  ///< where the window begins
    double rampWindow_s = 0;
    double edpp_W = 0, edppRatio = 0, edpWindow_s = 0;
    std::vector<BandMeasure> bands;
    Spectrum spectrum;
    Issues issues;  ///< aliasing, too short, windows that were lengthened
};

/// Needs   a series of at least one cell. exact: extremes within cells, when known.
/// Cost    O(n log n) with the spectrum, O(n) without.  Thread-safe: yes.
Measures measure(const Series& series, const MeasureOptions& options, std::optional<Extremes> exact = {});

}  // namespace twin::energy
