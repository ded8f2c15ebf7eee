// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace devstack {

/// Cuts a byte stream into lines and decodes each on its own, so a character that is split between
/// two reads survives. Lines longer than 64 KiB are cut: hostile output must not fill memory.
class LineSplitter
{
public:
    using Sink = std::function<void(const QString &line)>;

    explicit LineSplitter(Sink sink);
    void feed(const QByteArray &bytes);
    /// Hands out a last line that had no line end.
    void finish();

private:
    void emitLine(QByteArrayView line);

    Sink m_sink;
    QByteArray m_rest;
};

} // namespace devstack
