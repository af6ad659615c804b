// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/software_gl.h"

#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QSurfaceFormat>
#include <QtGlobal>
#include <array>

namespace plenum::app {

bool isSoftwareRenderer(const QString& renderer) {
    static constexpr std::array kNames{"llvmpipe", "softpipe",        "swrast",           "OpenSWR",     "SwiftShader",
                                       "lavapipe", "Software Raster", "Microsoft Basic R", "GDI Generic", "Apple Software"};
    for (const char* name : kNames)
        if (renderer.contains(QLatin1String(name), Qt::CaseInsensitive)) return true;
    return false;
}

OpenGlProbe probeOpenGl() {
    OpenGlProbe probe;
    QOpenGLContext context;
    context.setFormat(QSurfaceFormat::defaultFormat());
    if (!context.create()) return probe;
    QOffscreenSurface surface;
    surface.setFormat(context.format());
    surface.create();
    if (!surface.isValid() || !context.makeCurrent(&surface)) return probe;
    const auto text = [&](GLenum name) {
        const auto* bytes = reinterpret_cast<const char*>(context.functions()->glGetString(name));
        return QString::fromLatin1(bytes ? bytes : "");
    };
    probe.renderer = text(GL_RENDERER);
    probe.version = text(GL_VERSION);
    probe.software = isSoftwareRenderer(probe.renderer);
    probe.usable = !context.isOpenGLES() && context.format().version() >= qMakePair(3, 2);
#if defined(Q_OS_LINUX) && QT_CONFIG(xcb_glx_plugin)
    // VTK finds its functions through GLX; an EGL context is of no use to it.
    if (!context.nativeInterface<QNativeInterface::QGLXContext>()) probe.usable = false;
#endif
    context.doneCurrent();
    return probe;
}

void setDefaultGlFormat() {
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setSwapBehavior(QSurfaceFormat::DoubleBuffer);
    format.setRedBufferSize(8);
    format.setGreenBufferSize(8);
    format.setBlueBufferSize(8);
    format.setAlphaBufferSize(8);
    format.setDepthBufferSize(24);
    format.setStencilBufferSize(0);
    format.setSamples(0);
    QSurfaceFormat::setDefaultFormat(format);
}

void chooseGlPlatform() {
#ifdef Q_OS_LINUX
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "xcb");
    if (!qEnvironmentVariableIsSet("QT_XCB_GL_INTEGRATION")) qputenv("QT_XCB_GL_INTEGRATION", "xcb_glx");
#endif
}

}  // namespace plenum::app
