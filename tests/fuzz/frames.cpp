// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// Frames of logs, their lines, and streams of JSON: pieces read as the whole.

#include "engine/jsonstream.h"
#include "engine/logframes.h"
#include "engine/loglines.h"
#include "fuzz.h"

#include <QJsonDocument>

#include <tuple>

using namespace devstack;
using namespace devstack::fuzz;

namespace {

using Lines = QList<std::tuple<int, qint64, QString>>;

Lines read(const QByteArray &bytes, bool isRaw, qsizetype piece)
{
    LogLines out(OutputLine::Stream::Out, true);
    LogLines err(OutputLine::Stream::Err, true);
    std::vector<LogLine> lines[2];
    LogFrames frames(isRaw, [&](int stream, QByteArrayView part) {
        require(stream == 1 || stream == 2, "there are two streams");
        (stream == 1 ? out : err).feed(part, lines[stream - 1]);
    });
    bool isSound = true;
    for (qsizetype at = 0; at < bytes.size() && isSound; at += piece)
        isSound = frames.feed(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
    out.finish(lines[0]);
    err.finish(lines[1]);
    Lines all;
    for (const auto &ofStream : lines) {
        for (const LogLine &line : ofStream) {
            require(!line.text.contains(u'\n'), "a line is one line");
            all += {int(line.stream), line.timeNano, line.text};
        }
    }
    return all;
}

QList<QJsonObject> objects(const QByteArray &bytes, qsizetype piece)
{
    QList<QJsonObject> all;
    JsonStream stream([&](const QJsonObject &object) { all += object; });
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        stream.feed(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
    return all;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = bytesOf(data, size);
    const qsizetype whole = std::max<qsizetype>(1, bytes.size());
    const qsizetype piece = 1 + qsizetype(size % 5);
    require(read(bytes, false, whole) == read(bytes, false, piece), "frames in pieces");
    require(read(bytes, true, whole) == read(bytes, true, piece), "a terminal in pieces");
    require(objects(bytes, whole) == objects(bytes, piece), "objects in pieces");
    return 0;
}
