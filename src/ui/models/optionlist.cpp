// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/optionlist.h"

namespace devstack {

OptionList::OptionList(QObject *parent)
    : GadgetListModel(OptionRow::staticMetaObject, parent)
{
}

QStringList OptionList::texts() const
{
    QStringList texts;
    for (const OptionRow &row : m_rows)
        texts.append(row.label);
    return texts;
}

void OptionList::setKeys(const QStringList &keys)
{
    if (keys != this->keys())
        setRows(keys);
}

void OptionList::setTexts(const QStringList &texts)
{
    if (texts == m_given)
        return;
    m_given = texts;
    setRows(keys());
}

void OptionList::setRows(const QStringList &keys)
{
    beginResetModel();
    m_rows.clear();
    for (qsizetype at = 0; at < keys.size(); ++at)
        m_rows.append({keys.at(at), m_given.value(at, keys.at(at))});
    endResetModel();
    emit countChanged();
    emit changed();
}

} // namespace devstack
