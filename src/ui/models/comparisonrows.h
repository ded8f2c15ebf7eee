// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace devstack {

/// A table in which something changed.
struct ChangedTableRow
{
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString note MEMBER note)
    Q_PROPERTY(qint64 added MEMBER added)
    Q_PROPERTY(qint64 changed MEMBER changed)
    Q_PROPERTY(qint64 removed MEMBER removed)
public:
    QString name;
    QString note; ///< what became of the table itself; empty: nothing
    qint64 added = 0;
    qint64 changed = 0;
    qint64 removed = 0;

    const QString &identity() const { return name; }
    bool operator==(const ChangedTableRow &) const = default;
};

/// A line of the rows that changed: the head of a row, or one of its columns with both sides.
struct ChangeLine
{
    Q_GADGET
    Q_PROPERTY(bool isHead MEMBER isHead)
    Q_PROPERTY(int kind MEMBER kind)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString before MEMBER before)
    Q_PROPERTY(QString after MEMBER after)
    Q_PROPERTY(bool isBeforeNull MEMBER isBeforeNull)
    Q_PROPERTY(bool isAfterNull MEMBER isAfterNull)
    Q_PROPERTY(bool differs MEMBER differs)
public:
    QString key;
    bool isHead = false;
    int kind = 0; ///< of the row: above 0 it was added, below 0 removed, else changed
    QString name; ///< of the column; head: what tells the row apart
    QString before;
    QString after;
    bool isBeforeNull = false; ///< `before` is no text: NULL, or the row was not there
    bool isAfterNull = false;
    bool differs = false;

    const QString &identity() const { return key; }
    bool operator==(const ChangeLine &) const = default;
};

/// An object that is not the same in production, after the migrations and in the live database.
struct SchemaObjectRow
{
    Q_GADGET
    QML_VALUE_TYPE(schemaObjectRow)
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString kind MEMBER kind)
    Q_PROPERTY(QString meaning MEMBER meaning)
    Q_PROPERTY(QString production MEMBER production)
    Q_PROPERTY(QString migrations MEMBER migrations)
    Q_PROPERTY(QString live MEMBER live)
    Q_PROPERTY(QString statement MEMBER statement)
    Q_PROPERTY(QString statementTitle MEMBER statementTitle)
public:
    QString key;
    QString name;
    QString kind; ///< "table", "column" …
    QString meaning;
    QString production; ///< definitionText()
    QString migrations;
    QString live;
    QString statement; ///< that closes the difference; empty: none would
    QString statementTitle; ///< where it belongs

    const QString &identity() const { return key; }
    bool operator==(const SchemaObjectRow &) const = default;
};

} // namespace devstack
