// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>

namespace devstack {

/// A file that scaffold would write.
struct FileRow
{
    Q_GADGET
    Q_PROPERTY(QString path MEMBER path)
    Q_PROPERTY(bool isNew MEMBER isNew)
    Q_PROPERTY(bool executable MEMBER executable)
    Q_PROPERTY(int lines MEMBER lines)
public:
    QString path; ///< in the repository
    bool isNew = false;
    bool executable = false;
    int lines = 0; ///< that are added

    const QString &identity() const { return path; }
    bool operator==(const FileRow &) const = default;
};

/// A check that only the owner of the repository can satisfy.
struct LeftRow
{
    Q_GADGET
    Q_PROPERTY(QString check MEMBER check)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString why MEMBER why)
public:
    QString check;
    QString name;
    QString why;

    const QString &identity() const { return check; }
    bool operator==(const LeftRow &) const = default;
};

} // namespace devstack
