// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/logline.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <utility>

namespace devstack {

/// Lines that a LogView draws: it asks for those in view only.
class LogRowsModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Models come from controllers")
    /// Lines that are shown.
    Q_PROPERTY(int count READ count NOTIFY countChanged)
public:
    enum class Role { Text = Qt::DisplayRole, Time = Qt::UserRole, Source, Level, FromStderr };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : count();
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    virtual int count() const = 0;
    /// A line that is shown, by row; valid until the next call or change.
    virtual const LogRow &line(int row) const = 0;
    /// Where what is searched for stands in a line: start and length, start -1 when it does not.
    virtual std::pair<int, int> matchIn(const QString &text) const = 0;
    /// Whether a row shows all of what it holds: a stack trace, a JSON document.
    virtual bool isOpen(int) const { return false; }
    virtual bool hasOpenRows() const { return false; }
    Q_INVOKABLE virtual void toggleOpen(int) { }

signals:
    void countChanged();
    /// Rows were taken from the beginning: views keep what they show in place.
    void trimmed(int rows);
    /// What a row holds, or how much of it is shown, is another.
    void rowChanged();
};

} // namespace devstack
