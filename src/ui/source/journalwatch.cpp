// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/journalwatch.h"

#include "core/openfile.h"
#include "store/journalreader.h"
#include "store/runjournal.h"

#include <QFile>
#include <QFileInfo>
#include <QMap>

namespace devstack {

namespace {

constexpr std::chrono::milliseconds kGather {120};
constexpr std::chrono::seconds kPulse {2};

/// Bytes of a journal that are read in one pass.
constexpr qint64 kPiece = 4 * 1024 * 1024;

} // namespace

struct JournalWatch::Reading
{
    struct File
    {
        JournalReader reader;
        qint64 offset = 0;
    };
    QMap<QString, File> files;

    /// What changed on disk; true when there is more to read at once.
    bool update(const QString &folder, bool &changed)
    {
        const QStringList paths = runJournals(folder);
        bool more = false;
        for (const QString &path : files.keys()) {
            if (!paths.contains(path)) {
                files.remove(path);
                changed = true;
            }
        }
        for (const QString &path : paths) {
            File &file = files[path];
            if (file.offset > 0 && file.reader.state().isOver())
                continue;
            // Asked before reading: a process that ends in between has written its end.
            const bool live = isJournalLive(path);
            QFile journal;
            if (!openRegular(path, journal))
                continue;
            // Cut while it is read: what stands there now is told from its beginning.
            if (journal.size() < file.offset) {
                file = File();
                changed = true;
            }
            if (!journal.seek(file.offset))
                continue;
            const QByteArray bytes = journal.read(kPiece);
            file.offset += bytes.size();
            changed = changed || !bytes.isEmpty();
            file.reader.feed(bytes);
            if (bytes.size() == kPiece) {
                more = true;
            } else if (!live && file.reader.state().isRunning() && file.offset > 0) {
                file.reader.closeInterrupted(QFileInfo(path).lastModified());
                changed = true;
            }
        }
        return more;
    }
};

JournalWatch::JournalWatch(const QString &runsFolder, Background &background, QObject *parent)
    : QObject(parent)
    , m_folder(runsFolder)
    , m_background(background)
    , m_definition(std::make_shared<Reading>())
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kGather);
    m_pulse.setInterval(kPulse);
    connect(&m_soon, &QTimer::timeout, this, &JournalWatch::pass);
    connect(&m_pulse, &QTimer::timeout, this, &JournalWatch::wanted);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &JournalWatch::wanted);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &JournalWatch::wanted);
}

JournalWatch::~JournalWatch() = default;

void JournalWatch::start()
{
    pass();
}

void JournalWatch::wanted()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void JournalWatch::watchFolder()
{
    // The first run makes the folder: until then its nearest parent is watched.
    QString folder = m_folder;
    while (!QFileInfo::exists(folder) && QFileInfo(folder).path() != folder)
        folder = QFileInfo(folder).path();
    if (m_watcher.directories() == QStringList {folder})
        return;
    if (!m_watcher.directories().isEmpty())
        m_watcher.removePaths(m_watcher.directories());
    m_watcher.addPath(folder);
}

void JournalWatch::pass()
{
    m_again = m_busy;
    if (m_busy)
        return;
    m_busy = true;
    watchFolder();
    struct Outcome
    {
        QList<RunState> runs;
        QStringList going;
        QStringList open; ///< more may be written: those that go on, and the newest that waits
        bool changed = false;
        bool more = false;
    };
    m_background.run(
        this,
        [reading = m_definition, folder = m_folder](std::stop_token) {
            Outcome outcome;
            outcome.more = reading->update(folder, outcome.changed);
            for (auto file = reading->files.cbegin(); file != reading->files.cend(); ++file) {
                if (file->reader.state().header.id.isEmpty())
                    continue;
                outcome.runs.prepend(file->reader.state());
                const RunState &state = file->reader.state();
                if (state.isRunning())
                    outcome.going.append(file.key());
                if (state.isRunning()
                    || (!state.isOver() && file.key() == reading->files.lastKey()))
                    outcome.open.append(file.key());
            }
            return outcome;
        },
        [this](Outcome outcome) {
            m_busy = false;
            for (const QString &path : outcome.open) {
                if (!m_watcher.files().contains(path))
                    m_watcher.addPath(path);
            }
            if (outcome.going.isEmpty()) {
                m_pulse.stop();
            } else if (!m_pulse.isActive()) {
                m_pulse.start();
            }
            for (const QString &path : m_watcher.files()) {
                if (!outcome.open.contains(path))
                    m_watcher.removePath(path);
            }
            if (outcome.changed)
                emit runsChanged(outcome.runs);
            if (outcome.more || m_again)
                wanted();
        });
}

} // namespace devstack
