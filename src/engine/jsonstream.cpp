// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jsonstream.h"

#include <QJsonDocument>

namespace devstack {

namespace {
constexpr qsizetype kLongestObject = 4 * 1024 * 1024;
}

// Every engine ends its objects with a line feed; inside of one there is none (encoding/json).
JsonStream::JsonStream(Sink sink)
    : m_splitter(
        [sink = std::move(sink)](QByteArrayView line) {
            const QJsonDocument document = QJsonDocument::fromJson(line.toByteArray());
            if (document.isObject())
                sink(document.object());
        },
        kLongestObject,
        LineSplitter::TooLong::Drop)
{
}

void JsonStream::feed(QByteArrayView bytes)
{
    m_splitter.feed(bytes);
}

} // namespace devstack
