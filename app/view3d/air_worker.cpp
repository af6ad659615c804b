// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/air_worker.h"

#include <QElapsedTimer>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkFlyingEdges3D.h>
#include <vtkIdList.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPointData.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "twin/scene/air_section.h"

namespace plenum::app {

namespace {

constexpr double kLineTolerance_m = 0.012;
constexpr double kIsoCells = 400'000;  // more are thinned out: a surface that no pixel can show costs every frame
constexpr double kCold_K = 40;         // below the wanted temperature, inside of solids

/// The surface without the triangles inside of solids, where the field was only filled in.
vtkSmartPointer<vtkPolyData> outsideOfSolids(vtkPolyData* surface, const twin::AirField& field) {
    vtkNew<vtkCellArray> kept;
    vtkCellArray* all = surface->GetPolys();
    all->InitTraversal();
    vtkIdType count = 0;
    const vtkIdType* ids = nullptr;
    while (all->GetNextCell(count, ids) != 0) {
        double centre[3] = {0, 0, 0};
        for (vtkIdType i = 0; i < count; ++i) {
            double p[3];
            surface->GetPoint(ids[i], p);
            for (int axis = 0; axis < 3; ++axis) centre[axis] += p[axis] / static_cast<double>(count);
        }
        const int i = static_cast<int>((centre[0] - field.origin.x) / field.dx_m), j = static_cast<int>((centre[1] - field.origin.y) / field.dy_m), k = static_cast<int>((centre[2] - field.origin.z) / field.dz_m);
        if (i < 0 || j < 0 || k < 0 || i >= field.nx || j >= field.ny || k >= field.nz || std::isnan(field.temperature_C[field.cell(i, j, k)])) continue;
        kept->InsertNextCell(count, ids);
    }
    auto result = vtkSmartPointer<vtkPolyData>::New();
    result->SetPoints(surface->GetPoints());
    result->SetPolys(kept);
    result->GetPointData()->SetNormals(surface->GetPointData()->GetNormals());
    return result;
}

vtkSmartPointer<vtkPolyData> isoSurface(const twin::AirField& field, double iso_C) {
    const int stride = std::max(1, static_cast<int>(std::ceil(std::cbrt(static_cast<double>(field.temperature_C.size()) / kIsoCells) - 1e-9)));
    twin::scene::IsoGrid grid = twin::scene::isoGrid(field, stride, static_cast<float>(iso_C - kCold_K));
    if (grid.nx < 2 || grid.ny < 2 || grid.nz < 2) return {};
    vtkNew<vtkFloatArray> values;
    values->SetArray(grid.temperature_C.data(), static_cast<vtkIdType>(grid.temperature_C.size()), 1);  // borrowed
    vtkNew<vtkImageData> image;
    image->SetDimensions(grid.nx, grid.ny, grid.nz);
    image->SetOrigin(grid.first.x, grid.first.y, grid.first.z);
    image->SetSpacing(grid.dx_m, grid.dy_m, grid.dz_m);
    image->GetPointData()->SetScalars(values);
    vtkNew<vtkFlyingEdges3D> contour;
    contour->SetInputData(image);
    contour->SetValue(0, iso_C);
    contour->ComputeNormalsOn();
    contour->ComputeGradientsOff();
    contour->ComputeScalarsOff();
    contour->Update();
    if (contour->GetOutput()->GetNumberOfPolys() == 0) return {};
    return outsideOfSolids(contour->GetOutput(), field);
}

}  // namespace

AirDrawing drawAir(const AirJob& job, const std::stop_token& stop) {
    AirDrawing drawing;
    QElapsedTimer timer;
    timer.start();
    for (std::size_t i = 0; i < job.seeds.size() && i < job.fields.size(); ++i) {
        const twin::scene::Streamlines lines = twin::scene::simplified(twin::scene::traceStreamlines(*job.fields[i], job.seeds[i], {}, stop), kLineTolerance_m);
        const auto base = static_cast<std::uint32_t>(drawing.lines.points.size());
        drawing.lines.points.insert(drawing.lines.points.end(), lines.points.begin(), lines.points.end());
        drawing.lines.temperature_C.insert(drawing.lines.temperature_C.end(), lines.temperature_C.begin(), lines.temperature_C.end());
        for (std::size_t line = 1; line < lines.offsets.size(); ++line) drawing.lines.offsets.push_back(base + lines.offsets[line]);
    }
    drawing.lines_ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    timer.restart();
    if (job.iso_C)
        for (const auto& field : job.fields) {
            if (stop.stop_requested()) break;
            if (auto surface = isoSurface(*field, *job.iso_C)) drawing.surfaces.push_back(std::move(surface));
        }
    drawing.surfaces_ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    return drawing;
}

AirWorker::~AirWorker() {
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();  // before the queued calls to this object are dropped with it
}

void AirWorker::start(AirJob job) {
    m_next = std::move(job);
    if (m_running)
        m_thread.request_stop();
    else
        launch();
}

void AirWorker::cancel() {
    m_next.reset();
    if (m_running) m_thread.request_stop();
}

void AirWorker::launch() {
    m_running = true;
    m_thread = std::jthread([this, job = *std::exchange(m_next, std::nullopt)](const std::stop_token& stop) {
        auto drawing = std::make_shared<const AirDrawing>(drawAir(job, stop));
        QMetaObject::invokeMethod(this, [this, drawing, cancelled = stop.stop_requested()] { finish(drawing, cancelled); }, Qt::QueuedConnection);
    });
}

void AirWorker::finish(const std::shared_ptr<const AirDrawing>& drawing, bool cancelled) {
    m_running = false;
    if (m_next)
        launch();
    else if (!cancelled && !m_thread.get_stop_token().stop_requested())
        emit done(drawing);
}

}  // namespace plenum::app
