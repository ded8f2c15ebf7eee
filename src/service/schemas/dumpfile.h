// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/schemas/dumprules.h"

#include <QByteArray>
#include <QFile>
#include <QIODevice>
#include <QString>

#include <functional>
#include <memory>
#include <stop_token>

struct archive;

namespace devstack {

/// A dump of a database, plain or compressed (gzip, zstd, xz, bzip2), read as a stream of what its
/// server is to get. Belongs to one thread.
class DumpFile final : public QIODevice
{
public:
    /// Opens it. Errors: NotFound, Io, InvalidInput (a compressed file that is broken from the
    /// start, a file that is none).
    static Result<std::unique_ptr<DumpFile>> open(const QString &path, DumpTarget target);
    ~DumpFile() override;

    bool isSequential() const override { return true; }
    bool atEnd() const override;

    /// What was read so far.
    const DumpFacts &facts() const { return m_rules.facts(); }
    /// Why reading ended before the end of the file: broken, refused, too large; none: it did not.
    const Result<> &trouble() const { return m_trouble; }
    /// Bytes of the file that were read, of all that it has.
    qint64 position() const;
    qint64 fileSize() const { return m_fileSize; }

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    DumpFile(const QString &path, DumpTarget target);

    bool fill();
    void takeLines(bool isEnd);
    void fail(const Error &error);

    QString m_path;
    DumpRules m_rules;
    QFile m_source;
    struct archive *m_archive = nullptr;
    qint64 m_fileSize = 0;
    qint64 m_unpacked = 0;
    QByteArray m_line; ///< the beginning of a line whose end was not read yet
    bool m_inLongLine = false; ///< its beginning went through; the rest follows as it is
    QByteArray m_ready;
    qsizetype m_taken = 0; ///< of m_ready
    bool m_ended = false;
    Result<> m_trouble = ok();
};

/// Reads a dump whole and sends it nowhere: what it holds, and whether it may be loaded at all.
/// `progress` is called now and then with the bytes of the file that were read.
Result<DumpFacts> inspectDump(const QString &path,
                              DumpTarget target,
                              const std::function<void(qint64)> &progress,
                              std::stop_token stop);

} // namespace devstack
