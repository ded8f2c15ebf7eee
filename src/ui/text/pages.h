// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace devstack {

/// A page of an open workspace.
struct Page
{
    QString
        name; ///< "runs": for --page, Session::page and its icon; qml/pages/RunsPage.qml shows it
    const char *title; ///< in English: the key for translations in the context "Page"
    QString shortcut;
    bool last = false; ///< stands apart, at the end of the navigation

    QString text() const;
    /// "RunsPage.qml"
    QString file() const;
};

/// All of them in the order of the navigation; the first is shown at the start. Everything that
/// lists pages reads this table.
const QList<Page> &pages();

/// Nothing for a name that is none of a page.
const Page *findPage(const QString &name);

QStringList pageNames();

} // namespace devstack
