// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/guiderows.h"
#include "ui/models/listmodel.h"
#include "ui/platform/qmlinstance.h"

#include <QObject>
#include <QStringList>

namespace devstack {

/// The guide that is installed with the program: its chapters, and the pages of error codes.
///
/// Lives on the interface's thread; reads small files of the installation there.
class Guide : public QObject, public QmlInstance<Guide>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Of GuidePageRow.
    Q_PROPERTY(devstack::GadgetListModel *chapters READ chapters CONSTANT)
    /// The page that is shown; empty: none.
    Q_PROPERTY(QString page READ page NOTIFY pageChanged)
    Q_PROPERTY(QString title READ title NOTIFY pageChanged)
    /// Of GuideBlockRow.
    Q_PROPERTY(devstack::GadgetListModel *blocks READ blocks CONSTANT)
    /// The chapter in the list that the page belongs to.
    Q_PROPERTY(QString chapter READ chapter NOTIFY pageChanged)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY pageChanged)
public:
    explicit Guide(QObject *parent = nullptr);
    static Guide *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    ListModel<GuidePageRow> *chapters() { return &m_chapters; }
    QString page() const { return m_page; }
    QString title() const { return m_title; }
    ListModel<GuideBlockRow> *blocks() { return &m_blocks; }
    QString chapter() const;
    bool canGoBack() const { return !m_before.isEmpty(); }

    /// Shows a page by its name, or the one that was shown last.
    Q_INVOKABLE void show(const QString &name = {});
    /// Goes where a link of the page leads.
    Q_INVOKABLE void follow(const QString &link);
    Q_INVOKABLE void back();
    Q_INVOKABLE void close();
    /// "DS405" where an error that says this has a page of its own, else empty.
    Q_INVOKABLE static QString
    codeFor(const QString &message, const QString &detail, const QString &hint);

signals:
    void pageChanged();
    /// A link leads out of the guide.
    void addressWanted(const QString &address);
    /// A link leads to what is not installed.
    void noticed(const QString &text);

private:
    void read(const QString &name);

    ListModel<GuidePageRow> m_chapters;
    ListModel<GuideBlockRow> m_blocks;
    QString m_page;
    QString m_title;
    QString m_last;
    QStringList m_before; ///< the way that led here
};

} // namespace devstack
