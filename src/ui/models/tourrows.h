// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/displaystate.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace devstack {

/// An IDA in the list of stations.
struct StationRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(devstack::condition::Value condition MEMBER condition)
    Q_PROPERTY(QString word MEMBER word)
public:
    QString key; ///< the IDA
    QString title;
    condition::Value condition = condition::Unknown;
    QString word;

    const QString &identity() const { return key; }
    bool operator==(const StationRow &) const = default;
};

/// The card of a station.
struct StationCard
{
    Q_GADGET
    QML_VALUE_TYPE(stationCard)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString description MEMBER description)
    Q_PROPERTY(QString descriptionPlace MEMBER descriptionPlace)
    Q_PROPERTY(QString descriptionFile MEMBER descriptionFile)
    Q_PROPERTY(QString owner MEMBER owner)
    Q_PROPERTY(QString ownerOrigin MEMBER ownerOrigin)
    Q_PROPERTY(QString ownerFile MEMBER ownerFile)
    Q_PROPERTY(QString repository MEMBER repository)
    Q_PROPERTY(QStringList urls MEMBER urls)
    Q_PROPERTY(QString change MEMBER change)
    Q_PROPERTY(QString changeDetail MEMBER changeDetail)
    Q_PROPERTY(QString cycle MEMBER cycle)
    Q_PROPERTY(QString reason MEMBER reason)
    Q_PROPERTY(bool cloned MEMBER cloned)
    Q_PROPERTY(bool hasServices MEMBER hasServices)
    Q_PROPERTY(bool running MEMBER running)
    Q_PROPERTY(devstack::condition::Value condition MEMBER condition)
    Q_PROPERTY(QString word MEMBER word)
public:
    QString name;
    QString title;
    QString description; ///< empty: nobody says what it is
    QString descriptionPlace; ///< "README.md:3"; empty: of the manifest
    QString descriptionFile; ///< absolute
    QString owner; ///< empty: not known
    QString ownerOrigin; ///< "CODEOWNERS:2", "organisation of its remote"
    QString ownerFile; ///< absolute; empty: no file says it
    QString repository;
    QStringList urls;
    QString change; ///< the subject of the last commit, or why there is none
    QString changeDetail; ///< "Ada Lovelace · 2 Nov · 1a2b3c4d"
    QString cycle; ///< one sentence; empty: it is in none
    QString reason; ///< why it is not as wanted; empty: it is
    bool cloned = true;
    bool hasServices = false;
    bool running = false;
    condition::Value condition = condition::Unknown;
    QString word;

    bool operator==(const StationCard &) const = default;
};

/// An IDA at the other end of an arrow, with the lines of files behind it.
struct TourNeedRow
{
    Q_GADGET
    Q_PROPERTY(QString ida MEMBER ida)
    Q_PROPERTY(QString purpose MEMBER purpose)
    Q_PROPERTY(QStringList files MEMBER files)
    Q_PROPERTY(QStringList places MEMBER places)
    Q_PROPERTY(QStringList lines MEMBER lines)
public:
    QString ida;
    QString purpose;
    QStringList files; ///< absolute, one for each line
    QStringList places; ///< "docker-compose.yml:12"
    QStringList lines; ///< their text

    const QString &identity() const { return ida; }
    bool operator==(const TourNeedRow &) const = default;
};

/// Somebody who can sign in.
struct SignInRow
{
    Q_GADGET
    Q_PROPERTY(QString user MEMBER user)
    Q_PROPERTY(QString what MEMBER what)
    Q_PROPERTY(QString file MEMBER file)
    Q_PROPERTY(QString place MEMBER place)
public:
    QString key;
    QString user; ///< empty: the place tells
    QString what; ///< "superuser, made by the bootstrap"
    QString file; ///< absolute
    QString place;

    const QString &identity() const { return key; }
    bool operator==(const SignInRow &) const = default;
};

} // namespace devstack
