// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/refined_grid.h"
#include "twin/numerics/multigrid.h"
#include "twin/numerics/parallel.h"

#include <memory>
#include <vector>

namespace twin::air {

enum class Turbulence { KEpsilon, Laminar };

/// A side of a cell that is held at a temperature (laminar conduction only).
struct HeldFace {
    int cell = 0;
    float conductance_m3_s = 0;  ///< diffusivity × area / half width
    float value_C = 0;
};

/// k and epsilon of air that enters; where a case does not give them 10 % intensity (k at least 0.003 m²/s²) and a
/// length of 0.04 m for supplies, 0.02 m else: epsilon = Cmu^0.75 k^1.5 / length.
struct InflowTurbulence {
    double k_m2_s2, epsilon_m2_s3;
};
InflowTurbulence inflowTurbulence(const AirCase& airCase, const Patch& patch, double speed_m_s);

/// Numbers of one iteration of the refined model.
struct CoreOptions {
    Turbulence turbulence = Turbulence::KEpsilon;
    double velocityRelaxation = 0.8, temperatureRelaxation = 0.9, turbulenceRelaxation = 0.7, pressureRelaxation = 1.0;
    double longestStep_s = 4;  ///< of the local steps in time that relaxation stands for: buoyancy is explicit
    double timeStep_s = 0;   ///< > 0: one step in time an iteration (implicit Euler) instead of relaxation
    int sweeps = 2;          ///< of the momentum and the scalar equations
    int pressureCycles = 2;  ///< of the multigrid
};

/// Flow, temperature and turbulence of one hall on one grid (padded arrays of shape.size(), 0 in solid cells).
struct CoreFields {
    std::vector<float> u, v, w, p, T, k, e, nut;
    std::vector<float> fx, fy, fz;  ///< m³/s through the low face of a cell; 0 where closed
};

/// Boundary temperatures that the coupling sets.
struct CoreBoundary {
    std::vector<double> deviceOutlet_C;  ///< as the devices
    std::vector<double> deviceIntake_C;  ///< mean over the intakes, from the last iteration
    double leak_C = 20;                  ///< air that leaks into a region
};

/// What keeps heat besides the air, in steps in time.
struct ThermalMass {
    std::vector<double> device_J_K;  ///< as the devices
    double wall_J_m2K = 0, film_W_m2K = 0;
};

/// Volume flows in double precision, free of divergence but for the leaks.
struct ExactFlow {
    std::vector<double> x, y, z;             ///< through the low face of a cell, m³/s
    std::vector<std::vector<double>> patch;  ///< into the cell, as the patches
    std::vector<double> leakPerVolume;       ///< a region, 1/s
    double massResidual = 0;                 ///< Σ |divergence| / Σ inflow
};

/// One grid's solver: iterate() does one SIMPLE iteration or one time step.
///
/// Needs   the case and the grid outlive it.  Cost  O(cells) an iteration.
/// The same bits with any number of threads of the pool.
class RefinedCore {
  public:
    RefinedCore(const AirCase& airCase, const RefinedGrid& grid, numerics::WorkerPool& pool);

    /// Air at rest with one temperature and a little turbulence.
    void rest(double temperature_C);
    /// Fields of another grid, interpolated.
    void startFrom(const RefinedCore& other);

    void iterate(const CoreOptions& options);
    /// The present flows made free of divergence; the velocities stay. tolerance: of the whole inflow.
    ExactFlow exactFlow(double tolerance, int maxCycles);
    /// Potential flow of the openings: velocities and flows; no pressure, no turbulence.
    void potential(int cycles);
    void refreshDiffusion() { updateCoefficients({}); }
    const std::vector<float>& diffusionX() const { return m_dx; }
    const std::vector<float>& diffusionY() const { return m_dy; }
    const std::vector<float>& diffusionZ() const { return m_dz; }
    /// For steps in time; walls start at the temperature of the air beside them.
    void setThermalMass(ThermalMass mass);
    void takeWalls(const RefinedCore& other) { m_wall_C = other.m_wall_C; }  ///< of the same grid
    void setPatchFlux(std::vector<std::vector<float>> flux) { m_patchFlux = std::move(flux); }

    const RefinedGrid& grid() const { return m_grid; }
    CoreFields& fields() { return m; }
    const CoreFields& fields() const { return m; }
    CoreBoundary& boundary() { return m_boundary; }
    const CoreBoundary& boundary() const { return m_boundary; }
    /// As grid().patches, in their order, one value a face: m³/s into the cell (returns: from the pressure).
    const std::vector<std::vector<float>>& patchFlux() const { return m_patchFlux; }
    double massError() const { return m_massError; }        ///< Σ |divergence| / Σ inflow before the last correction
    double velocityChange() const { return m_velocityChange; }  ///< rms of the last iteration, m/s
    double inflow_m3_s() const { return m_inflow; }
    numerics::WorkerPool& pool() { return m_pool; }

    /// Heat that passes outer walls, as air of the temperature beyond them: AirCase::beyond_C.
    struct WallExchange {
        int cell = 0;
        double rate_m3_s = 0;
    };
    const std::vector<WallExchange>& wallExchange() const { return m_wallExchange; }

    void holdTemperatures(std::vector<HeldFace> faces) { m_heldFaces = std::move(faces); }

    /// Temperature of what a patch lets in.
    double patchInflow_C(const Patch& patch) const;
    double couple(double timeStep_s);  ///< sets the outlets from the intakes; largest change, K

  private:
    void updateCoefficients(const CoreOptions& o);
    void forces(const CoreOptions& o);
    float returnForce(const Patch& patch, const PatchFace& face, float flux) const;  // m/s², along the axis
    void patchSources();
    void takeBackPatchSources();
    void momentum(const CoreOptions& o);
    void faceFluxes();
    void refreshPressureOperator();
    void divergence();
    void pressure(const CoreOptions& o);
    void correct(float pressureShare, bool velocities);
    void temperature(const CoreOptions& o);
    void sweepTemperature(const CoreOptions& o);
    void leakSources();
    void wallHeat(double timeStep_s, bool after);
    void turbulence(const CoreOptions& o);
    void production();
    void openCellProduction();
    void findOpeningCells();
    void wallFunctions();

    const AirCase& m_case;
    const RefinedGrid& m_grid;
    numerics::WorkerPool& m_pool;
    CoreFields m;
    CoreBoundary m_boundary;
    std::vector<std::vector<float>> m_patchFlux;
    std::vector<float> m_dx, m_dy, m_dz;              // diffusive conductance of faces, m³/s
    std::vector<float> m_su, m_sv, m_sw, m_sp;        // momentum: force × volume, wall friction
    std::vector<float> m_ru, m_rv, m_rw, m_diag;      // momentum: whole right-hand side and diagonal
    std::vector<float> m_tau, m_rA;                   // pressure response (SIMPLEC), s; Rhie–Chow over volume, s/m³
    std::vector<float> m_sa, m_sb;                    // what openings bring of T or k, and of epsilon
    std::vector<float> m_spa, m_spb;                  // their flow, m³/s: for T, for k and epsilon
    std::vector<float> m_openOne;                     // 1 in open cells, else 0
    std::vector<float> m_tu, m_tv, m_tw;              // grad ν_t · (grad u)ᵀ, m/s²
    std::vector<float> m_gen;                         // production of k, m²/s³
    std::vector<float> m_epsilonHeld;                 // wall cells: their epsilon; else 0
    std::vector<float> m_epsilonFree;                 // wall cells: 0; else 1
    std::vector<float> m_wallProduction;              // of k in wall cells; else 0
    struct Push {
        int cell;
        std::array<float, 3> force;  // m⁴/s²
    };
    std::vector<Push> m_patchPush;                    // what the openings bring of momentum, a face
    std::vector<float> m_wallFriction;                // m³/s; 1 in solid cells
    std::vector<float> m_oldU, m_oldV, m_oldW, m_oldT, m_oldK, m_oldE;  // time steps
    std::vector<double> m_leakPerVolume;              // a region, 1/s
    std::vector<InflowTurbulence> m_patchTurbulence;  // as the patches
    std::vector<HeldFace> m_heldFaces;
    std::vector<WallExchange> m_wallExchange;  // empty without losses
    ThermalMass m_mass;
    std::vector<float> m_wall_C;  // as wallCells
    std::vector<double> m_oldOutlet_C;  // of the devices, at the start of the step in time
    struct OpeningCell {
        int cell;
        int patch[3], face[3];  // along each axis; −1 = none
    };
    std::vector<OpeningCell> m_openingCells;  // that have no wall
    std::vector<float> m_tauOperator;                 // the response that the multigrid holds
    std::vector<double> m_rhs, m_correction;
    std::unique_ptr<numerics::Multigrid> m_multigrid;
    numerics::FaceGrid m_response;                    // conductance of the pressure correction
    int m_iteration = 0, m_operatorAge = 0;
    double m_massError = 0, m_velocityChange = 0, m_inflow = 0;
    bool m_laminar = false;
};

}  // namespace twin::air
