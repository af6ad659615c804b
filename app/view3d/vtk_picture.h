// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkTexture.h>

#include <QImage>
#include <cstring>

namespace plenum::app {

/// A picture on a mesh (straight RGBA). Included by sources of this folder only.
struct VtkPicture {
    vtkNew<vtkImageData> image;
    vtkNew<vtkTexture> texture;
    VtkPicture() {
        texture->SetInputData(image);
        texture->InterpolateOn();
        texture->SetColorModeToDirectScalars();
        texture->EdgeClampOn();
    }
    void set(const QImage& from) {
        image->SetDimensions(from.width(), from.height(), 1);
        image->AllocateScalars(VTK_UNSIGNED_CHAR, 4);
        auto* to = static_cast<unsigned char*>(image->GetScalarPointer());
        const std::size_t row = static_cast<std::size_t>(from.width()) * 4;
        for (int y = 0; y < from.height(); ++y) std::memcpy(to + static_cast<std::size_t>(y) * row, from.constScanLine(y), row);
        image->Modified();
    }
};

}  // namespace plenum::app
