// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

namespace devstack {

/// What a repository could reach, in the trust question.
struct TrustRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString ida MEMBER ida)
    Q_PROPERTY(QString path MEMBER path)
    Q_PROPERTY(QString remote MEMBER remote)
    Q_PROPERTY(QStringList reach MEMBER reach)
public:
    QString key;
    QString ida; ///< empty: the workspace's own devstack.yml
    QString path;
    QString remote; ///< which the answer is bound to beside the folder; empty: it has none
    QStringList reach; ///< sentences; empty: its own containers and folder

    const QString &identity() const { return key; }
    bool operator==(const TrustRow &) const = default;
};

} // namespace devstack
