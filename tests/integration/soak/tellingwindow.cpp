// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0
//
// The whole window on a workspace, without a screen, which tells what it draws: for each change a
// line of JSON with the time of the frame, and the services that changed since the line before. The
// Python tests beside it read it. Usage: tellingwindow WORKSPACE

#include "app/desktop.h"
#include "ui/platform/enginesetup.h"
#include "ui/platform/heap.h"
#include "ui/source/livemachine.h"

#include <QApplication>
#include <QDateTime>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

/// Without a frame by then nothing of the change is on the page that is shown.
constexpr std::chrono::milliseconds kNoFrame {300};

class Teller
{
public:
    explicit Teller(const WorkspaceHub &hub)
        : m_hub(hub)
    {
        m_patience.setSingleShot(true);
        m_patience.setInterval(kNoFrame);
        QObject::connect(&m_patience, &QTimer::timeout, &m_patience, [this] { tell(false); });
    }

    /// The controllers have taken a snapshot.
    void changed()
    {
        for (const IdaView &ida : m_hub.snapshot().idas) {
            for (const ServiceView &service : ida.services) {
                const QString name = ida.name + u'/' + service.name;
                const QJsonObject now {{u"state"_s, toString(service.state)},
                                       {u"health"_s, toString(service.health)},
                                       {u"container"_s, service.container},
                                       {u"reason"_s, service.reason}};
                if (m_shown.value(name) == now)
                    continue;
                m_shown.insert(name, now);
                m_changed.insert(name, now);
            }
        }
        if (m_changed.isEmpty())
            return;
        m_taken = QDateTime::currentMSecsSinceEpoch();
        m_patience.start();
    }
    void drawn()
    {
        if (!m_changed.isEmpty())
            tell(true);
    }

private:
    void tell(bool drawn)
    {
        const QJsonObject line {{u"time"_s, drawn ? QDateTime::currentMSecsSinceEpoch() : m_taken},
                                {u"drawn"_s, drawn},
                                {u"services"_s, std::exchange(m_changed, {})}};
        m_patience.stop();
        std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
        std::fflush(stdout);
    }

    const WorkspaceHub &m_hub;
    QTimer m_patience;
    QHash<QString, QJsonObject> m_shown;
    QJsonObject m_changed; ///< since the last line
    qint64 m_taken = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    setUpHeap();
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2)
        return 2;
    setUpFonts();
    QQuickStyle::setStyle(u"Basic"_s);
    QTemporaryDir scratch;
    LiveMachine machine;
    Desktop desktop(machine, scratch.filePath(u"desktop.ini"_s), [] {
        return QList<QPair<QString, QString>>();
    });
    QQmlApplicationEngine engine;
    setUpEngine(engine);
    engine.load(QUrl(u"qrc:/qt/qml/Devstack/Ui/Main.qml"_s));
    if (engine.rootObjects().isEmpty())
        return 1;
    auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().first());
    Teller teller(desktop.hub);
    QObject::connect(
        &desktop.hub, &WorkspaceHub::snapshotChanged, &application, [&] { teller.changed(); });
    QObject::connect(window, &QQuickWindow::frameSwapped, &application, [&] { teller.drawn(); });
    desktop.welcome.open(QDir(arguments[1]).absolutePath());
    desktop.session.setPage(page::Overview);
    return QApplication::exec();
}
