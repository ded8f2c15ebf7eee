// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/scan.h"

#include <QDir>
#include <QFileInfo>
#include <QThreadPool>

#include <optional>
#include <vector>

namespace devstack::git {

using namespace Qt::StringLiterals;

QList<FoundRepository> inspectAll(const QStringList &paths, std::stop_token stop)
{
    // Reading is bound by the disk: a few threads hide its latency, more would only compete.
    constexpr int kThreads = 4;
    std::vector<std::optional<Result<RepositoryState>>> states(std::size_t(paths.size()));
    QThreadPool pool;
    pool.setMaxThreadCount(kThreads);
    for (qsizetype i = 0; i < paths.size(); ++i)
        pool.start([&, i] { states[std::size_t(i)] = inspect(paths.at(i), stop); });
    pool.waitForDone();

    QList<FoundRepository> found;
    for (qsizetype i = 0; i < paths.size(); ++i)
        found += {paths.at(i), std::move(*states[std::size_t(i)])};
    return found;
}

Result<QList<FoundRepository>> scan(const QString &folder, std::stop_token stop)
{
    const QFileInfo info(folder);
    if (!info.isDir())
        return notFound(u"The folder “%1” does not exist."_s.arg(folder));
    if (!info.isReadable())
        return ioError(u"The folder “%1” may not be read."_s.arg(folder));
    QStringList paths;
    const auto entries
        = QDir(info.absoluteFilePath())
              .entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
    for (const QFileInfo &entry : entries) {
        if (QFileInfo::exists(entry.filePath() + u"/.git"_s))
            paths += entry.filePath();
    }
    auto found = inspectAll(paths, stop);
    if (stop.stop_requested())
        return cancelled();
    return found;
}

} // namespace devstack::git
