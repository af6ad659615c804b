// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/export_script.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/session/session.h"
#include "app/view3d/compare_view.h"
#include "app/view3d/scene_view.h"
#include "app/workspaces/compare_workspace.h"
#include "app/workspaces/comparison_report.h"
#include "app/workspaces/view_pose.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTimer>

#include <algorithm>

namespace plenum::app {

namespace {

constexpr int kSettle_ms = 120'000;
constexpr int kPoll_ms = 20;
constexpr int kCalm_ms = 250;  ///< texts and glows of the last frame are drawn

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ExportScript)
};

/// Runs the event loop until it is so; false when that takes too long.
bool waitUntil(const std::function<bool()>& so, int longest_ms = kSettle_ms) {
    if (so()) return true;
    QEventLoop loop;
    QTimer poll, limit;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (so()) loop.quit();
    });
    QObject::connect(&limit, &QTimer::timeout, &loop, &QEventLoop::quit);
    limit.setSingleShot(true);
    limit.start(longest_ms);
    poll.start(kPoll_ms);
    loop.exec();
    return so();
}

void waitCalm() {
    QEventLoop loop;
    QTimer::singleShot(kCalm_ms, &loop, &QEventLoop::quit);
    loop.exec();
}

/// What the window showed before an export, given back at its end.
class Before {
  public:
    explicit Before(ExportStage& stage)
        : m_stage(stage), m_variant(stage.document.activeVariant()), m_compared(stage.compare.variants()), m_painted(stage.compare.differencePainted()), m_dark(stage.view.dark()),
          m_scene(stage.scene.cameraPose()), m_compare(stage.compare.scene().cameraPose()) {
        captureState(m_state, stage.view);
        if (stage.setBare) stage.setBare(true);
        stage.view.setDark(false);  // light for print
    }
    ~Before() {
        m_stage.document.setActiveVariant(m_variant);
        m_stage.compare.setVariants(m_compared);
        m_stage.compare.setDifferencePainted(m_painted);
        showState(m_state, m_stage.view);
        m_stage.scene.setCameraPose(m_scene, false);
        m_stage.compare.scene().setCameraPose(m_compare, false);
        m_stage.view.setDark(m_dark);
        if (m_stage.setBare) m_stage.setBare(false);
    }
    Before(const Before&) = delete;
    Before& operator=(const Before&) = delete;

  private:
    ExportStage& m_stage;
    twin::Id m_variant;
    std::vector<twin::Id> m_compared;
    bool m_painted, m_dark;
    CameraPose m_scene, m_compare;
    twin::SavedView m_state;
};

bool sessionSettled(Session& session) {
    return session.upToDate() && (session.state() == Session::State::Settled || session.state() == Session::State::Failed);
}

/// The picture of a view, when its frames are settled and drawn.
QImage picture(const twin::SavedView& view, ExportStage& stage, int scale, bool& settled) {
    if (!showSavedView(view, stage, false)) return {};
    const bool comparison = variantsOf(view, stage.document.project()).size() > 1;
    if (comparison) {
        settled = waitUntil([&] { return stage.compare.settled() && stage.compare.comparison().subjects.size() == stage.compare.variants().size(); }) && settled;
        stage.compare.scene().setCameraPose(fromSaved(view.camera), false);  // new sites may have been fitted
        waitCalm();
        return stage.compare.scene().grabImage(scale);
    }
    settled = waitUntil([&] { return sessionSettled(stage.session); }) && stage.session.state() == Session::State::Settled && settled;
    stage.scene.setCameraPose(fromSaved(view.camera), false);
    waitCalm();
    return stage.scene.grabImage(scale);
}

QString shownText(const twin::SavedView& view, const ExportStage& stage) {
    QStringList names;
    for (const twin::Id id : variantsOf(view, stage.document.project())) names << QString::fromStdString(stage.document.project().find(id)->name);
    QString text = names.join(QStringLiteral(" | "));
    text += QStringLiteral(" · ") + translated(stage.view.overlay().label);
    if (view.difference && names.size() > 1) text += QStringLiteral(" · ") + Words::tr("difference to the first");
    if (view.field) text += QStringLiteral(" · ") + Words::tr("air at %1 m").arg(view.section_m, 0, 'f', 1);
    return text;
}

/// A name that every file system takes.
QString fileName(int number, const std::string& name) {
    QString plain = QString::fromStdString(name);
    plain.replace(QRegularExpression(QStringLiteral("[\\\\/:*?\"<>|\\x00-\\x1f]+")), QStringLiteral("-"));
    return QStringLiteral("%1 %2.png").arg(number, 2, 10, QLatin1Char('0')).arg(plain.trimmed().left(80));
}

/// The widest comparison among the views; else the variants that they show; else the first parent and its child.
std::vector<twin::Id> comparedIn(const std::vector<twin::SavedView>& views, const twin::Project& project) {
    std::vector<twin::Id> widest;
    for (const twin::SavedView& view : views)
        if (auto ids = variantsOf(view, project); ids.size() > 1 && ids.size() > widest.size()) widest = std::move(ids);
    if (!widest.empty()) return widest;
    for (const twin::SavedView& view : views)
        if (project.find(view.variant) != nullptr && widest.size() < 3 && std::ranges::find(widest, view.variant) == widest.end()) widest.push_back(view.variant);
    if (widest.size() > 1) return widest;
    for (const twin::Variant& variant : project.variants)
        if (project.find(variant.parent) != nullptr) return {variant.parent, variant.id};
    widest.clear();
    for (const twin::Variant& variant : project.variants)
        if (widest.size() < 2) widest.push_back(variant.id);
    return widest;
}

int writeReport(const ExportOptions& options, ExportStage& stage, const std::vector<twin::SavedView>& views, QStringList& told) {
    const std::vector<twin::Id> compared = comparedIn(views, stage.document.project());
    if (compared.size() < 2) {
        told << Words::tr("The project has one variant; a report compares two or three.");
        return 3;
    }
    bool settled = true;
    std::vector<ReportPicture> pictures;
    for (const twin::SavedView& view : views) {
        const QImage image = picture(view, stage, options.scale, settled);
        if (image.isNull()) told << Words::tr("No picture of view '%1': its variant is gone, or there is no OpenGL.").arg(QString::fromStdString(view.name));
        pictures.push_back({QString::fromStdString(view.name), QString::fromStdString(view.caption), shownText(view, stage), image});
    }
    stage.bringForward(true);
    stage.compare.setActive(true);
    stage.compare.setVariants(compared);
    settled = waitUntil([&] {
                  const auto& subjects = stage.compare.comparison().subjects;
                  return stage.compare.settled() && std::ranges::equal(subjects, compared, {}, &twin::Comparison::Subject::variant);
              }) && settled;
    const twin::Comparison comparison = stage.compare.comparison();
    std::vector<std::shared_ptr<const twin::Frame>> frames;
    for (const CompareEntry& entry : stage.compare.scene().entries()) frames.push_back(entry.frame);
    const ReportInput input{stage.document.project(), comparison, frames, std::move(pictures), QDate::currentDate(), QCoreApplication::applicationVersion()};
    if (const QString wrong = writeComparisonReport(options.output, input, stage.view); !wrong.isEmpty()) {
        told << Words::tr("%1 cannot be written: %2").arg(options.output, wrong);
        return 5;
    }
    told << options.output;
    return settled ? 0 : 4;
}

int writePictures(const ExportOptions& options, ExportStage& stage, const std::vector<twin::SavedView>& views, QStringList& told) {
    const bool single = options.output.endsWith(QStringLiteral(".png"), Qt::CaseInsensitive);
    if (single && views.size() != 1) {
        told << Words::tr("One picture takes one view; name it, or give a folder.");
        return 3;
    }
    if (!single && !QDir().mkpath(options.output)) {
        told << Words::tr("The folder %1 cannot be made.").arg(options.output);
        return 5;
    }
    bool settled = true;
    int number = 0;
    for (const twin::SavedView& view : views) {
        const QString path = single ? options.output : QDir(options.output).filePath(fileName(++number, view.name));
        const QImage image = picture(view, stage, options.scale, settled);
        if (image.isNull() || !image.save(path)) {
            told << (image.isNull() ? Words::tr("No picture of view '%1': its variant is gone, or there is no OpenGL.").arg(QString::fromStdString(view.name)) : Words::tr("%1 cannot be written.").arg(path));
            return 5;
        }
        told << path;
    }
    return settled ? 0 : 4;
}

}  // namespace

bool showSavedView(const twin::SavedView& view, ExportStage& stage, bool animated) {
    const std::vector<twin::Id> variants = variantsOf(view, stage.document.project());
    if (variants.empty()) return false;
    showState(view, stage.view);
    const bool comparison = variants.size() > 1;
    stage.bringForward(comparison);
    if (comparison) {
        stage.compare.setActive(true);
        if (stage.compare.variants() != variants) stage.compare.setVariants(variants);
        stage.compare.setDifferencePainted(view.difference);
        stage.compare.scene().setCameraPose(fromSaved(view.camera), animated);
    } else {
        if (stage.document.activeVariant() != variants.front()) stage.document.setActiveVariant(variants.front());
        stage.scene.setCameraPose(fromSaved(view.camera), animated);
    }
    return true;
}

twin::SavedView captureView(ExportStage& stage, bool comparison) {
    twin::SavedView view;
    captureState(view, stage.view);
    view.variant = stage.document.activeVariant();
    view.camera = toSaved(stage.scene.cameraPose());
    if (!comparison) return view;
    const std::vector<twin::Id> shown = stage.compare.variants();
    if (shown.empty()) return view;
    view.variant = shown.front();
    view.beside.assign(shown.begin() + 1, shown.end());
    view.difference = stage.compare.differencePainted();
    view.camera = toSaved(stage.compare.scene().cameraPose());
    return view;
}

int runExport(const ExportOptions& options, ExportStage& stage, QStringList* told) {
    QStringList unheard;
    QStringList& lines = told != nullptr ? *told : unheard;
    const std::vector<twin::SavedView> all = stage.document.project().views;
    std::vector<twin::SavedView> views;
    if (options.views.isEmpty() || options.views == QStringList{QStringLiteral("all")}) views = all;
    else
        for (const QString& name : options.views) {
            const auto found = std::ranges::find(all, name.toStdString(), &twin::SavedView::name);
            if (found == all.end()) {
                lines << Words::tr("No view is named '%1'.").arg(name);
                return 3;
            }
            views.push_back(*found);
        }
    const bool report = options.output.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive);
    if (views.empty() && !report) {
        lines << Words::tr("The project has no saved views.");
        return 3;
    }
    const Before before(stage);
    return report ? writeReport(options, stage, views, lines) : writePictures(options, stage, views, lines);
}

}  // namespace plenum::app
