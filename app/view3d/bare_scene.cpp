// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/bare_scene.h"

#include "app/view3d/vtk_widget.h"

#include <vtkActor.h>
#include <vtkCubeSource.h>
#include <vtkFloatArray.h>
#include <vtkGlyph3DMapper.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>

#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <array>

namespace plenum::app {

namespace {

constexpr int kFrameLimit_ms = 20'000;
constexpr int kWarmUp = 3;  ///< shaders are compiled and buffers filled in the first frames

/// The time of the next frame that VTK draws.
std::optional<double> nextFrame_ms(VtkWidget& canvas) {
    std::optional<double> time_ms;
    QEventLoop loop;
    QObject::connect(&canvas, &VtkWidget::rendered, &loop, [&](double milliseconds) {
        time_ms = milliseconds;
        loop.quit();
    });
    QTimer::singleShot(kFrameLimit_ms, &loop, &QEventLoop::quit);
    canvas.requestRender();
    loop.exec();
    return time_ms;
}

void addBoxes(vtkRenderer& renderer, const std::vector<twin::scene::BoxInstance>& boxes) {
    const auto count = static_cast<vtkIdType>(boxes.size());
    vtkNew<vtkPoints> points;
    vtkNew<vtkFloatArray> sizes, turns;
    vtkNew<vtkUnsignedCharArray> colours;
    vtkNew<vtkPolyData> data;
    points->SetNumberOfPoints(count);
    sizes->SetName("size");
    turns->SetName("turn");
    colours->SetName("colour");
    const std::array<vtkDataArray*, 3> arrays{sizes, turns, colours};
    for (vtkDataArray* array : arrays) {
        array->SetNumberOfComponents(3);
        array->SetNumberOfTuples(count);
        data->GetPointData()->AddArray(array);
    }
    for (vtkIdType i = 0; i < count; ++i) {
        const twin::scene::BoxInstance& box = boxes[static_cast<std::size_t>(i)];
        points->SetPoint(i, box.centre.x, box.centre.y, box.centre.z);
        sizes->SetTuple3(i, box.size.x, box.size.y, box.size.z);
        turns->SetTuple3(i, 0, 0, box.rotation_deg);
        colours->SetTuple3(i, 40 + i % 160, 120, 200 - i % 160);
    }
    data->SetPoints(points);
    vtkNew<vtkCubeSource> cube;
    vtkNew<vtkGlyph3DMapper> mapper;
    mapper->SetInputData(data);
    mapper->SetSourceConnection(cube->GetOutputPort());
    mapper->SetScaleArray("size");
    mapper->SetScaleModeToScaleByVectorComponents();
    mapper->SetOrientationArray("turn");
    mapper->SetOrientationModeToRotation();
    mapper->SetScalarModeToUsePointFieldData();
    mapper->SelectColorArray("colour");
    mapper->SetColorModeToDirectScalars();
    vtkNew<vtkActor> actor;
    actor->SetMapper(mapper);
    renderer.AddActor(actor);
}

}  // namespace

std::optional<double> orbitFrame_ms(VtkWidget& canvas, int frames) {
    if (!canvas.isValid() || frames < 1) return std::nullopt;
    const CameraPose start = canvas.camera().pose();
    std::vector<double> times_ms;
    for (int frame = -kWarmUp; frame < frames; ++frame) {
        CameraPose pose = start;
        pose.azimuth_deg += 360.0 * frame / frames;
        canvas.setPose(pose);  // a camera that is set does not count as moving: full resolution
        const auto time_ms = nextFrame_ms(canvas);
        if (!time_ms) break;
        if (frame >= 0) times_ms.push_back(*time_ms);
    }
    canvas.setPose(start);
    if (times_ms.size() < static_cast<std::size_t>(frames)) return std::nullopt;
    const auto middle = times_ms.begin() + frames / 2;
    std::nth_element(times_ms.begin(), middle, times_ms.end());
    return *middle;
}

std::optional<double> bareFrame_ms(const std::vector<twin::scene::BoxInstance>& boxes, QSize size, const CameraPose& pose, int frames) {
    VtkWidget canvas;
    canvas.setObjectName(QStringLiteral("bench.bare"));
    canvas.setWindowFlag(Qt::FramelessWindowHint);
    addBoxes(*canvas.renderer(), boxes);
    canvas.resize(size);
    canvas.show();
    if (!nextFrame_ms(canvas)) return std::nullopt;  // the context is made with the first frame
    canvas.setPose(pose);
    return orbitFrame_ms(canvas, frames);
}

}  // namespace plenum::app
