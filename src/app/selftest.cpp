// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/selftest.h"

#include "app/desktop.h"
#include "ui/text/pages.h"

#include <QCoreApplication>
#include <QQmlEngine>
#include <QQuickWindow>

#include <cstdio>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

struct Visit
{
    QString theme;
    std::optional<page::Value> page; ///< none: the welcome page
};

QList<Visit> visits()
{
    QList<Visit> all;
    for (const QString &theme : {u"dark"_s, u"light"_s}) {
        for (const page::Entry &one : page::all())
            all.append({theme, one.page});
        all.append({theme, {}});
    }
    return all;
}

} // namespace

SelfTest::SelfTest(Desktop &desktop, QQmlEngine &engine, QObject *parent)
    : QObject(parent)
    , m_desktop(desktop)
{
    connect(&engine, &QQmlEngine::warnings, this, [this](const QList<QQmlError> &warnings) {
        for (const QQmlError &warning : warnings)
            m_warnings.append(warning.toString());
    });
    m_timer.setInterval(std::chrono::milliseconds(150));
    connect(&m_timer, &QTimer::timeout, this, &SelfTest::step);
}

void SelfTest::start()
{
    m_timer.start();
}

void SelfTest::start(QQuickWindow &window, const QString &folder)
{
    m_window = &window;
    m_folder = folder;
    // What a page reads in the background, and its animations, have come to an end by then.
    m_timer.start(std::chrono::milliseconds(1500));
}

void SelfTest::takePicture()
{
    const Visit visit = visits().at(m_at - 1);
    const QString name = visit.page ? page::entry(*visit.page).name : u"welcome"_s;
    const QString file = u"%1/%2-%3.png"_s.arg(m_folder, name, visit.theme);
    if (!m_window->grabWindow().save(file))
        m_warnings.append(u"%1 could not be written."_s.arg(file));
}

void SelfTest::step()
{
    const QList<Visit> all = visits();
    if (m_window && m_at > 0)
        takePicture();
    if (m_at == all.size()) {
        for (const QString &warning : m_warnings)
            std::fprintf(stderr, "%s\n", qPrintable(warning));
        std::fprintf(stderr, "%d pages visited, %d warnings\n", m_at, int(m_warnings.size()));
        m_timer.stop();
        QCoreApplication::exit(m_warnings.isEmpty() ? 0 : 1);
        return;
    }
    const Visit visit = all.at(m_at);
    m_desktop.settings.setTheme(visit.theme);
    if (!visit.page) {
        m_desktop.welcome.leaveWorkspace();
    } else {
        if (!m_desktop.session.hasWorkspace())
            m_desktop.welcome.open(u"."_s);
        m_desktop.session.setPage(*visit.page);
        m_desktop.overview.setSelected(m_desktop.overview.neighbour(Qt::Key_Right));
    }
    ++m_at;
}

} // namespace devstack
