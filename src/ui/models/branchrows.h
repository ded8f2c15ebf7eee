// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>

namespace devstack {

/// An IDA whose data is another branch's than the one that is checked out, in the question of `up`.
struct BranchRow
{
    Q_GADGET
    Q_PROPERTY(QString ida MEMBER ida)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QString checkedOut MEMBER checkedOut)
    Q_PROPERTY(QString holds MEMBER holds)
    Q_PROPERTY(bool goesOver MEMBER goesOver)
public:
    QString ida;
    QString text; ///< differenceText()
    QString checkedOut; ///< the branch
    QString holds; ///< whose data it has
    bool goesOver = true; ///< the answer

    const QString &identity() const { return ida; }
    bool operator==(const BranchRow &) const = default;
};

} // namespace devstack
