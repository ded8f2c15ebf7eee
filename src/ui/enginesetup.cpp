// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/enginesetup.h"

#include "ui/iconprovider.h"

#include <QDirIterator>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QQmlEngine>
#include <QQmlNetworkAccessManagerFactory>

namespace devstack {

namespace {

/// A reply that failed before it began.
class RefusedReply : public QNetworkReply
{
public:
    RefusedReply(const QNetworkRequest &request, QObject *parent)
        : QNetworkReply(parent)
    {
        setRequest(request);
        setUrl(request.url());
        setError(ContentAccessDenied,
                 QStringLiteral("This program loads nothing from the network."));
        setFinished(true);
        QMetaObject::invokeMethod(this, &QNetworkReply::finished, Qt::QueuedConnection);
    }
    void abort() override { }

protected:
    qint64 readData(char *, qint64) override { return -1; }
};

class RefusingNetwork : public QNetworkAccessManager
{
public:
    using QNetworkAccessManager::QNetworkAccessManager;

protected:
    QNetworkReply *createRequest(Operation, const QNetworkRequest &request, QIODevice *) override
    {
        return new RefusedReply(request, this);
    }
};

class RefusingFactory : public QQmlNetworkAccessManagerFactory
{
public:
    QNetworkAccessManager *create(QObject *parent) override { return new RefusingNetwork(parent); }
};

} // namespace

void setUpEngine(QQmlEngine &engine)
{
    static RefusingFactory factory; // the engine does not own it
    engine.setNetworkAccessManagerFactory(&factory);
    engine.addImageProvider(QStringLiteral("icon"), new IconProvider);
    // Not among the default import paths before Qt 6.5.
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
}

void setUpFonts()
{
    QDirIterator fonts(QStringLiteral(":/devstack/fonts"));
    while (fonts.hasNext())
        QFontDatabase::addApplicationFont(fonts.next());
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(14);
    QGuiApplication::setFont(font);
}

} // namespace devstack
