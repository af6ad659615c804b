// SPDX-License-Identifier: GPL-3.0-or-later
// With f = g(x) − x and the last changes ΔF, ΔG (columns), the next iterate is g − ΔG γ, where γ minimises |f − ΔF γ|.
// The least squares problem is solved by rank-revealing QR: columns that carry nothing new drop out.
#include "twin/numerics/anderson.h"

#include <Eigen/QR>

namespace twin::numerics {

std::vector<double> Anderson::next(const std::vector<double>& x, const std::vector<double>& gOfX) {
    const std::size_t n = x.size();
    std::vector<double> f(n);
    double norm = 0;
    for (std::size_t i = 0; i < n; ++i) {
        f[i] = gOfX[i] - x[i];
        norm += f[i] * f[i];
    }
    const bool grew = !m_lastF.empty() && norm > 4 * m_lastNorm;
    if (grew) {
        m_changesF.clear();
        m_changesG.clear();
    } else if (!m_lastF.empty()) {
        std::vector<double> changeG(n), changeF(n);
        for (std::size_t i = 0; i < n; ++i) {
            changeG[i] = gOfX[i] - m_lastG[i];
            changeF[i] = f[i] - m_lastF[i];
        }
        if (m_changesF.size() == m_depth) {
            m_changesF.erase(m_changesF.begin());
            m_changesG.erase(m_changesG.begin());
        }
        m_changesF.push_back(std::move(changeF));
        m_changesG.push_back(std::move(changeG));
    }
    std::vector<double> result = gOfX;
    if (!m_changesF.empty()) {
        const auto rows = static_cast<Eigen::Index>(n), columns = static_cast<Eigen::Index>(m_changesF.size());
        Eigen::MatrixXd changes(rows, columns);  // n × depth
        for (Eigen::Index j = 0; j < columns; ++j)
            changes.col(j) = Eigen::Map<const Eigen::VectorXd>(m_changesF[std::size_t(j)].data(), rows);
        Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(changes);
        qr.setThreshold(1e-10);
        const Eigen::VectorXd gamma = qr.solve(Eigen::Map<const Eigen::VectorXd>(f.data(), rows));
        for (Eigen::Index j = 0; j < columns; ++j)
            for (std::size_t i = 0; i < n; ++i) result[i] -= gamma[j] * m_changesG[std::size_t(j)][i];
    }
    m_lastG = gOfX;
    m_lastF = std::move(f);
    m_lastNorm = norm;
    return result;
}

}  // namespace twin::numerics
