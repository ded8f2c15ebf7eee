// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/logs/keptlogs.h"

#include "store/logstore.h"

namespace devstack {

QList<KeptLog>
keptLogs(const QString &store, const LogSelection &selection, const QSet<QString> &present)
{
    QList<KeptLog> kept;
    for (const LoggedService &service : loggedServices(store)) {
        if (!selection.includes(service.ida, service.service))
            continue;
        KeptLog log {{{}, service.ida, service.service}, {}};
        for (const LogSegmentFile &file : logSegments(service.folder)) {
            if (!present.contains(file.container))
                log.segments += file.path;
        }
        if (!log.segments.isEmpty())
            kept += log;
    }
    return kept;
}

void readKept(const KeptLog &log, qint64 sinceNano, const std::function<bool(LogLine &&)> &sink)
{
    bool wanted = true;
    for (const QString &path : log.segments) {
        const auto segment = LogSegment::open(path);
        if (!segment)
            continue; // it made room for newer ones
        (*segment)->read(0, [&](qint64, QByteArrayView bytes) {
            const auto line = parseStored(bytes);
            if (line && line->isOutput() && line->timeNano >= sinceNano)
                wanted = sink({line->kind == StoredLine::Kind::Err ? OutputLine::Stream::Err
                                                                   : OutputLine::Stream::Out,
                               line->timeNano,
                               QString::fromUtf8(line->text),
                               line->isRest,
                               line->isAltered});
            return wanted;
        });
        if (!wanted)
            return;
    }
}

} // namespace devstack
