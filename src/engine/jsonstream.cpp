// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jsonstream.h"

#include <QJsonDocument>

namespace devstack {

namespace {
constexpr qsizetype kLongestObject = 4 * 1024 * 1024;
}

JsonStream::JsonStream(Sink sink)
    : m_sink(std::move(sink))
{
}

void JsonStream::feed(QByteArrayView bytes)
{
    // Every engine ends its objects with a line feed; inside of one there is none (encoding/json).
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const QByteArrayView piece = end < 0 ? bytes : bytes.first(end);
        if (!m_dropping)
            m_rest.append(piece);
        if (m_rest.size() > kLongestObject) {
            m_rest.clear();
            m_dropping = true;
        }
        if (end < 0)
            return;
        if (!m_dropping) {
            const QJsonDocument document = QJsonDocument::fromJson(m_rest);
            if (document.isObject())
                m_sink(document.object());
        }
        m_rest.clear();
        m_dropping = false;
        bytes = bytes.sliced(end + 1);
    }
}

} // namespace devstack
