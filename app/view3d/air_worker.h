// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>
#include <optional>
#include <thread>
#include <vector>
#include <vtkPolyData.h>
#include <vtkSmartPointer.h>

#include "twin/scene/streamlines.h"

namespace plenum::app {

/// What is to be drawn of settled fields.
struct AirJob {
    std::vector<std::shared_ptr<const twin::AirField>> fields;
    std::vector<std::vector<twin::scene::StreamlineSeed>> seeds;  ///< a field, or none
    std::optional<double> iso_C;
};

struct AirDrawing {
    twin::scene::Streamlines lines;
    std::vector<vtkSmartPointer<vtkPolyData>> surfaces;  ///< with normals
    double lines_ms = 0, surfaces_ms = 0;
};

/// Streamlines and iso-surfaces, one thread, the newest job wins.
class AirWorker : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;
    ~AirWorker() override;
    void start(AirJob job);
    void cancel();
    bool busy() const { return m_running; }

  signals:
    void done(std::shared_ptr<const plenum::app::AirDrawing> drawing);

  private:
    void launch();
    void finish(const std::shared_ptr<const AirDrawing>& drawing, bool cancelled);
    std::jthread m_thread;
    std::optional<AirJob> m_next;
    bool m_running = false;
};

/// What the worker does; stopped, it gives what there is.
AirDrawing drawAir(const AirJob& job, const std::stop_token& stop);

}  // namespace plenum::app
