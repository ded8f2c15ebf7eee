// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "scratch.h"

#include <QUuid>

namespace devstack::test {

using namespace Qt::StringLiterals;

EngineClient engine()
{
    const auto endpoint = Endpoint::resolve();
    return EngineClient(endpoint ? *endpoint : Endpoint {});
}

QString scratchName(const QString &purpose)
{
    return u"eng-%1-%2"_s.arg(purpose, QUuid::createUuid().toString(QUuid::Id128).left(8));
}

Result<QString> docker(const QStringList &arguments)
{
    ProcessSpec spec;
    spec.program = u"docker"_s;
    spec.arguments = arguments;
    const auto output = runTool(spec);
    if (!output)
        return output.error();
    return QString::fromUtf8(output->trimmed());
}

ScratchContainer::ScratchContainer(const QStringList &command, const QStringList &options)
    : m_name(scratchName(u"box"_s))
{
    const auto started = docker(QStringList {u"run"_s, u"-d"_s, u"--name"_s, m_name} + options
                                + QStringList {u"debian:bookworm-slim"_s} + command);
    if (!started)
        qCritical("%s", qPrintable(started.error().toText()));
}

ScratchContainer::~ScratchContainer()
{
    [[maybe_unused]] const auto removed = docker({u"rm"_s, u"-f"_s, u"-v"_s, m_name});
}

} // namespace devstack::test
