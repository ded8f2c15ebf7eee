// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/request.h"

#include <QObject>
#include <QString>

namespace devstack {

/// An IDA whose data is another branch's than the one that is checked out, in the question of `up`.
struct BranchRow
{
    Q_GADGET
    Q_PROPERTY(QString ida MEMBER ida)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(bool isKept MEMBER isKept)
    Q_PROPERTY(int answer READ answerNumber)
public:
    QString ida;
    QString text; ///< differenceText()
    bool isKept = false; ///< there is data of the branch: beginning anew is another answer
    BranchAnswer answer = BranchAnswer::GoOver;

    int answerNumber() const { return int(answer); }

    const QString &identity() const { return ida; }
    bool operator==(const BranchRow &) const = default;
};

} // namespace devstack
