// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QCryptographicHash>
#include <QFile>
#include <QString>
#include <QStringList>

#include <functional>
#include <stop_token>

struct archive;

namespace devstack {

// One file with the data of an IDA, for a colleague: a tar of "checkpoint.json" and, below a folder
// for each data volume, the server's files; last "checkpoint.sha256" of all that; packed with zstd.

/// Writes such a file. It gets its name with the end of finish(); without it nothing is left.
/// Belongs to one thread.
class DataArchiveWriter
{
public:
    explicit DataArchiveWriter(const QString &path);
    ~DataArchiveWriter();
    Q_DISABLE_COPY_MOVE(DataArchiveWriter)

    /// Error Io: it cannot be written.
    Result<> open(const QByteArray &head);
    /// Adds a tar stream that `read` hands to its sink, with the first folder of its names replaced
    /// by `folder`.
    using Sink = std::function<Result<>(QByteArrayView)>;
    Result<> addTree(const QString &folder, const std::function<Result<>(const Sink &)> &read);
    Result<> finish();

private:
    Result<> addFile(const QByteArray &name, const QByteArray &content);
    Result<> copyEntries(int descriptor, const QString &folder);
    Error failure() const;

    QString m_path;
    QString m_part; ///< until it is whole
    QFile m_file;
    QCryptographicHash m_sum {QCryptographicHash::Sha256}; ///< of what was written
    struct archive *m_archive = nullptr;
};

/// What a file holds, once it was read whole.
struct DataArchiveContent
{
    QByteArray head; ///< checkpoint.json
    QStringList folders; ///< of data volumes
    qint64 bytes = 0; ///< of all files
};

/// Reads the file from its beginning to its end and sends it nowhere: whether it is whole, and
/// holds nothing but plain files, folders and links within a server's data, as they were written.
/// `progress` gets the bytes read. Errors: NotFound, InvalidInput with what is wrong, Cancelled.
Result<DataArchiveContent> inspectDataArchive(const QString &path,
                                              const std::function<void(qint64)> &progress,
                                              std::stop_token stop);

/// Hands the files below one folder on as a tar stream, without the folder's name and without
/// rights to run as another account.
Result<> readTree(const QString &path,
                  const QString &folder,
                  const DataArchiveWriter::Sink &sink,
                  std::stop_token stop);

} // namespace devstack
