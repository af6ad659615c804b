// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/secrets.h"

#include <QEventLoop>
#include <qt6keychain/keychain.h>

namespace plenum::app {

namespace {

constexpr const char* kService = "Plenum";

QString run(QKeychain::Job& job, const QString& source, const QString& key) {
    job.setAutoDelete(false);
    job.setInsecureFallback(false);
    job.setKey(source + QLatin1Char('/') + key);
    QEventLoop loop;
    QObject::connect(&job, &QKeychain::Job::finished, &loop, &QEventLoop::quit);
    job.start();
    loop.exec();
    return job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound ? QString() : job.errorString();
}

}  // namespace

QString readSecret(const QString& source, const QString& key, QString* problem) {
    QKeychain::ReadPasswordJob job(QString::fromLatin1(kService));
    const QString why = run(job, source, key);
    if (problem != nullptr) *problem = why;
    return job.textData();
}

QString writeSecret(const QString& source, const QString& key, const QString& secret) {
    if (secret.isEmpty()) {
        QKeychain::DeletePasswordJob job(QString::fromLatin1(kService));
        return run(job, source, key);
    }
    QKeychain::WritePasswordJob job(QString::fromLatin1(kService));
    job.setTextData(secret);
    return run(job, source, key);
}

}  // namespace plenum::app
