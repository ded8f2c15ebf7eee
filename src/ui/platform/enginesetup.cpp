// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/platform/enginesetup.h"

#include "ui/platform/iconprovider.h"

#include <QDirIterator>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QQmlEngine>
#include <QQmlNetworkAccessManagerFactory>

namespace devstack {

using namespace Qt::StringLiterals;

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
                 u"This program loads nothing from the network."_s);
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
    engine.addImageProvider(u"icon"_s, new IconProvider);
    // Not among the default import paths before Qt 6.5.
    engine.addImportPath(u"qrc:/qt/qml"_s);
}

void setUpFonts()
{
    QDirIterator fonts(u":/devstack/fonts"_s);
    while (fonts.hasNext())
        QFontDatabase::addApplicationFont(fonts.next());
    QFont font(u"Inter"_s);
    font.setPixelSize(14);
    QGuiApplication::setFont(font);
}

} // namespace devstack
