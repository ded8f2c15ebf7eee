// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/linesplitter.h"

#include <QJsonObject>

#include <functional>

namespace devstack {

/// Cuts a stream of JSON objects, one per line, into objects.
///
/// Lines that are no object are dropped; one that grows beyond 4 MiB is dropped as a whole.
class JsonStream
{
public:
    using Sink = std::function<void(const QJsonObject &)>;

    explicit JsonStream(Sink sink);
    void feed(QByteArrayView bytes);

private:
    LineSplitter m_splitter;
};

} // namespace devstack
