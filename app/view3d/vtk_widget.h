// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QRectF>
#include <QWidget>
#include <memory>

#include "app/view3d/camera_control.h"

class vtkGenericOpenGLRenderWindow;
class vtkRenderWindow;
class vtkRenderWindowInteractor;
class vtkRenderer;

namespace plenum::app {

/// Takes mouse events before the camera does. Each call returns true when it used the event. A press that was used
/// gives the handler all moves and releases until the last button is up; moves without a button (hover) always come.
class MouseHandler {
  public:
    virtual ~MouseHandler() = default;
    virtual bool press(QMouseEvent&) { return false; }
    virtual bool move(QMouseEvent&) { return false; }
    virtual bool release(QMouseEvent&) { return false; }
    virtual bool doubleClick(QMouseEvent&) { return false; }
    virtual bool wheel(QWheelEvent&) { return false; }
    virtual void leave() {}
};

/// Qt 6 and VTK 9.1 joined: VTK draws into framebuffers of its own inside the context of an inner widget, which shows
/// them: a QOpenGLWidget on a graphics card, pixels read back where the processor draws. (Inner, because Qt 6.4 crashes when
/// a window without OpenGL holds a QOpenGLWidget: then none is made.)
/// Draws only when asked (requestRender) and counts it; draws fewer pixels while something moves and the last
/// full frame was slow. Survives the loss of its context (docking, full screen, re-parenting).
///
/// Mouse: MouseHandler first, then VTK's own widgets (observers of interactor()), then the camera: left drag orbits,
/// middle or Shift+left drag pans, the wheel zooms to the cursor, double click brings the picked point to the middle.
/// Keys: 1 top, 2 front, 3 left, 4 right, 5 isometric, 6 back, P projection, Home or F fit all.
/// Needs setDefaultGlFormat() and chooseGlPlatform() (software_gl.h) before QApplication. Without OpenGL a text is shown.
class VtkWidget : public QWidget {
    Q_OBJECT

  public:
    explicit VtkWidget(QWidget* parent = nullptr);
    ~VtkWidget() override;

    static void setDefaultFormat();
    static void choosePlatform();

    /// True when a context exists. Without OpenGL: false for ever, a text is shown and nothing is drawn.
    bool isValid() const;
    vtkRenderWindow* renderWindow() const;
    vtkRenderWindowInteractor* interactor() const;
    /// The renderer the camera belongs to (layer 0). More renderers may be added to renderWindow().
    vtkRenderer* renderer() const;
    /// Viewports side by side, equally wide, each with a renderer of its own and all with the one camera. Actors are
    /// taken out of a renderer before its viewport goes.
    void setViewportCount(int count);
    int viewportCount() const;
    vtkRenderer* renderer(int viewport) const;
    QRectF viewportRect(int viewport) const;
    int viewportAt(QPointF pixel) const;
    /// A place of the widget as a place in its viewport: what camera() takes.
    QPointF inViewport(QPointF pixel) const;
    CameraControl& camera();
    const CameraControl& camera() const;

    /// One frame is drawn at the next paint; calls before it are one frame.
    void requestRender();
    /// Frames VTK has drawn since the widget was made.
    int renderCount() const;
    /// Fewer pixels until setMoving(false), if full frames take longer than kSmooth_ms (kSmoothShared_ms). For drags of the scene; the
    /// camera's own moves are known here.
    void setMoving(bool moving);
    bool isMoving() const;
    /// The size VTK draws at relative to the widget while moving (0 < factor ≤ 1; 0.5 at first).
    void setMovingScale(double factor);
    /// Samples a pixel on a graphics card (4 at first); a software renderer always draws with 0.
    void setMultiSamples(int samples);
    /// A software renderer draws a picture at rest once more, with smoothed edges.
    void setPolished(bool polished);
    /// False before the first show; then whether a processor draws in place of a graphics card.
    bool isSoftware() const;
    QString glRenderer() const;

    /// The picture at `scale` times the device pixels, freshly drawn at full quality; null without OpenGL. Child
    /// widgets (legend) are not in it. Clamped to what the driver can hold. `smooth`: a software renderer filters edges.
    QImage grabImage(int scale = 1, bool smooth = false);

    /// Not owned; null = none.
    void setMouseHandler(MouseHandler* handler);
    /// Moves the camera over flightDuration, or at once if the widget is hidden or the duration is 0.
    void flyTo(const CameraPose& pose);
    void setPose(const CameraPose& pose);
    void showStandardView(StandardView view);
    void fitAll();
    void setFlightDuration(int milliseconds);

    Ray pickRay(QPointF pixel) const;
    /// Site to widget pixels; nothing for a point behind the camera.
    std::optional<QPointF> project(const twin::Vec3& point_m, int viewport = 0) const;

    static constexpr double kSmooth_ms = 20;
    static constexpr double kSmoothShared_ms = 6;  ///< where the processor draws: the engine needs it too

  signals:
    /// After each frame, with the time it took including the graphics card's or the software renderer's share.
    void rendered(double milliseconds);
    void cameraChanged();

  protected:
    void showEvent(QShowEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    friend class MouseRouter;
    class Surface;
    class CardSurface;
    class PixelSurface;
    struct Impl;

    void initializeContext();
    void paintFrame();
    void updateSurface();

    QSize deviceSize() const;
    /// Gives VTK size and resolution for `factor` times the device pixels; true when something changed.
    bool applySize(double factor);
    double wantedFactor() const;
    void fitClippingRange();
    void setSmoothed(bool smoothed);
    void drawVtk();
    void showVtkFrame();
    void releaseContext();
    void connectRenderWindow();
    void connectCamera();
    QSizeF viewportSize() const;
    void moveCamera();
    void settleCamera();
    void settleLater();
    void stopFlight();
    void showUnavailable();
    bool handleKey(const QKeyEvent& event);

    std::unique_ptr<Impl> m_impl;
};

}  // namespace plenum::app
