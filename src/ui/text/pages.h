// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace devstack::page {

Q_NAMESPACE
QML_NAMED_ELEMENT(Page)

/// The pages of an open workspace.
enum Value { Overview, Runs, Logs, Terminals, Data, Configuration, Checks, Tour, Settings };
Q_ENUM_NS(Value)

/// What is known of a page before it is opened; a row of the navigation.
struct Entry
{
    Q_GADGET
    Q_PROPERTY(devstack::page::Value page MEMBER page)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString text READ text)
    Q_PROPERTY(QString shortcut MEMBER shortcut)
    Q_PROPERTY(bool last MEMBER last)
public:
    Value page = Overview;
    QString name; ///< "runs": for --page, and the name of its icon
    const char *title = ""; ///< in English: the key for translations in the context "Page"
    QString shortcut;
    bool last = false; ///< stands apart, at the end of the navigation
    const char *subtitle = ""; ///< beside the title, in English like it; a page with more to say
                               ///< binds its own (qml/frame/WorkspacePage.qml)

    QString text() const;
    QString subtitleText() const;
    /// "RunsPage.qml", in qml/pages.
    QString file() const;

    const QString &identity() const { return name; }
    bool operator==(const Entry &) const = default;
};

/// All of them in the order of the navigation; the first is shown at the start. Everything that
/// lists pages reads this table.
const QList<Entry> &all();

const Entry &entry(Value page);
/// Nothing for a name that no page has.
std::optional<Value> fromName(const QString &name);
QStringList names();

} // namespace devstack::page
