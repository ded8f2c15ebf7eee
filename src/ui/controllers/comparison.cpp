// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/comparison.h"

#include "core/text.h"
#include "ui/text/displaytext.h"

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

Comparison::Comparison(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , m_hub(hub)
{
    m_clock.setInterval(std::chrono::seconds(1));
    connect(&m_clock, &QTimer::timeout, this, &Comparison::doingChanged);
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        // What is read of the other workspace never answers.
        m_answers.forget();
        m_isGoing = false;
        close();
    });
}

QString Comparison::doing() const
{
    const QString what = m_stage == Stage::Stopping ? tr("Ending…")
        : m_said.isEmpty()                          ? tr("Reading")
                                                    : m_said.left(1).toUpper() + m_said.mid(1);
    const qint64 seconds = m_since.isValid() ? m_since.elapsed() / 1000 : 0;
    return seconds < 2 ? what
                       : u"%1 · %2"_s.arg(what, formatDuration(std::chrono::seconds(seconds)));
}

QString Comparison::place() const
{
    return m_service.isEmpty() ? m_ida : m_ida + u'/' + m_service;
}

void Comparison::ask(const QString &ida)
{
    const IdaView *view = m_hub.snapshot().ida(ida);
    if (!m_hub.source() || !view)
        return;
    close();
    m_ida = ida;
    m_services.clear();
    for (const ServiceView &each : view->services) {
        if (each.role == u"database")
            m_services += each.name;
    }
    if (m_services.size() == 1)
        m_services.clear();
    m_service = m_services.value(0);
    emit serviceChanged();
    askAgain();
}

void Comparison::setService(const QString &service)
{
    if (service == m_service || !m_services.contains(service))
        return;
    m_service = service;
    emit serviceChanged();
    askAgain();
}

void Comparison::askAgain()
{
    if (!m_hub.source() || m_ida.isEmpty())
        return;
    clear();
    m_problem = {};
    m_said.clear();
    m_since.start();
    m_clock.start();
    setStage(Stage::Reading);
    emit doingChanged();
    m_isWanted = m_isGoing;
    if (m_isGoing)
        drop();
    else
        begin();
}

void Comparison::drop()
{
    m_isDropped = true;
    m_stop.request_stop();
}

void Comparison::begin()
{
    m_isGoing = true;
    m_isDropped = m_isWanted = false;
    m_stop = read(
        *m_hub.source(),
        [this](const QString &text, double) {
            m_said = text;
            emit doingChanged();
        },
        [this](const Result<> &result) { end(result); });
}

void Comparison::end(const Result<> &result)
{
    m_isGoing = false;
    if (m_isDropped) {
        if (m_isWanted)
            begin();
        return;
    }
    m_clock.stop();
    const bool wasStopped = !result && result.error().kind == Error::Kind::Cancelled;
    if (!result && !wasStopped) {
        m_problem = result.error();
        m_problem.message = withPlace(m_problem);
        m_problem.detail = lastLines(m_problem.detail);
    }
    if (result)
        show();
    setStage(result ? Stage::Ready : wasStopped ? Stage::Stopped : Stage::Failed);
}

void Comparison::stop()
{
    if (m_stage != Stage::Reading)
        return;
    m_stop.request_stop();
    // One that did not begin never will.
    const bool waited = std::exchange(m_isWanted, false);
    setStage(waited ? Stage::Stopped : Stage::Stopping);
    emit doingChanged();
}

void Comparison::close()
{
    m_isWanted = false;
    if (m_isGoing)
        drop();
    m_clock.stop();
    m_ida.clear();
    m_problem = {};
    clear();
    setStage(Stage::Closed);
}

void Comparison::setStage(Stage stage)
{
    m_stage = stage;
    emit stageChanged();
}

} // namespace devstack
