// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/gadgetlistmodel.h"

#include <QStringList>

namespace devstack {

/// One of a few things of which one holds.
struct OptionRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString label MEMBER label)
public:
    QString key;
    QString label; ///< as users read it
};

/// What a Segments or a Chooser offers, written down in QML or by a controller: keys, and the text
/// of each. A key without a text is its own.
class OptionList : public devstack::GadgetListModel // qualified for qmllint
{
    Q_OBJECT
    QML_ELEMENT
    Q_CLASSINFO("QML.Creatable", "true") // its base is not
    Q_PROPERTY(QStringList keys READ keys WRITE setKeys NOTIFY changed)
    Q_PROPERTY(QStringList texts READ texts WRITE setTexts NOTIFY changed)
public:
    explicit OptionList(QObject *parent = nullptr);

    void setKeys(const QStringList &keys);
    QStringList texts() const;
    void setTexts(const QStringList &texts);

signals:
    void changed();

protected:
    int size() const override { return int(m_rows.size()); }
    const void *gadget(int at) const override { return &m_rows.at(at); }
    const QString &identity(int at) const override { return m_rows.at(at).key; }

private:
    void setRows(const QStringList &keys);

    QStringList m_given; ///< texts, by position
    QList<OptionRow> m_rows;
};

} // namespace devstack
