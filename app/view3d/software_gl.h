// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace plenum::app {

/// What the OpenGL of this machine can do, as asked from a context of our own.
struct OpenGlProbe {
    bool usable = false;    ///< a core 3.2 context that VTK can use was made and made current
    bool software = false;  ///< drawn by the processor: multisampling off, fewer pixels while moving
    QString renderer;       ///< GL_RENDERER, for the diagnostics page
    QString version;        ///< GL_VERSION
};

/// True for the names of renderers that draw with the processor (llvmpipe, softpipe, SwiftShader, WARP, GDI …).
bool isSoftwareRenderer(const QString& renderer);

/// Makes and drops one context. Needs a QGuiApplication. Cost: some 10 ms, so ask once at start.
OpenGlProbe probeOpenGl();

/// Core 3.2, depth 24, no multisampling in the widget (VTK has its own). To be called before QApplication.
void setDefaultGlFormat();

/// Linux: this VTK speaks GLX only, so X11 is chosen unless the user set QT_QPA_PLATFORM or QT_XCB_GL_INTEGRATION.
/// To be called before QApplication.
void chooseGlPlatform();

}  // namespace plenum::app
