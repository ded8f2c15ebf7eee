// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/inferencecache.h"

#include <sys/stat.h>

#include <QCryptographicHash>
#include <QFile>
#include <QMutexLocker>

#include <algorithm>
#include <array>

namespace devstack {

namespace {

constexpr qsizetype kMostKept = 512;

/// Times in nanoseconds, sizes and inodes of the paths; missing ones count too.
QByteArray stateOf(const QStringList &paths)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const QString &path : paths) {
        struct stat info = {};
        const QByteArray name = QFile::encodeName(path);
        if (::stat(name.constData(), &info) != 0)
            info = {};
        const std::array<qint64, 4> facts {
            info.st_mtim.tv_sec, info.st_mtim.tv_nsec, qint64(info.st_size), qint64(info.st_ino)};
        hash.addData(name);
        hash.addData(
            QByteArrayView(reinterpret_cast<const char *>(facts.data()), qsizetype(sizeof facts)));
    }
    return hash.result();
}

} // namespace

InferenceCache &InferenceCache::instance()
{
    static InferenceCache kCache;
    return kCache;
}

InferenceCache::Inference InferenceCache::get(const QString &root,
                                              const QStringList &inputs,
                                              const QString &model,
                                              const Read &read)
{
    Kept kept;
    {
        const QMutexLocker lock(&m_mutex);
        kept = m_kept.value(root);
    }
    const auto covers = [&] {
        return std::ranges::all_of(
            inputs, [&](const QString &input) { return kept.paths.contains(input); });
    };
    if (kept.inference && kept.model == model && covers() && stateOf(kept.paths) == kept.state)
        return kept.inference;
    QStringList consulted;
    kept.inference = read(&consulted);
    kept.paths = inputs + consulted;
    kept.model = model;
    // Taken after the reading: a change in between is seen by the next change only, which for files
    // that people edit is the next time they save.
    kept.state = stateOf(kept.paths);
    const QMutexLocker lock(&m_mutex);
    if (m_kept.size() >= kMostKept)
        m_kept.clear();
    m_kept.insert(root, kept);
    return kept.inference;
}

} // namespace devstack
