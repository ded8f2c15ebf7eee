// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace devstack {

/// The files of one checkout, read within bounds: a repository is untrusted, so nothing outside of
/// it is opened, no link is followed out of it, and every file and folder has a budget.
///
/// Names are relative to the root with `/` between folders. A file that is refused (too large,
/// binary, outside) reads as missing and is remembered in problems(). Contents are kept for the
/// lifetime of the object. For one thread.
class Checkout
{
public:
    /// Files above this size are not read; YAML, which compose files are, up to `kLargestCompose`.
    static constexpr qint64 kLargestFile = 1024 * 1024;
    /// A walk ends after this many names; problems() says so.
    static constexpr int kMostEntries = 20000;
    /// So does one that takes longer.
    static constexpr std::chrono::seconds kLongestWalk {10};

    explicit Checkout(const QString &root);

    /// Absolute, links resolved.
    const QString &root() const { return m_root; }
    /// The last part of the root: the name of a repository that declares none.
    QString name() const;

    /// Whether there is a regular file of that name inside the checkout.
    bool has(const QString &relative) const;
    /// The names of the files right in a folder (relative to the root, sorted); links that lead out
    /// are left out.
    QStringList files(const QString &folder = {}) const;
    /// Every file whose relative name matches one of the patterns, sorted: `*` and `?` stay within
    /// a folder, a leading or inner `**/` stands for any number of folders. Skips .git,
    /// node_modules, virtual environments and links to folders; at most 12 folders deep.
    QStringList glob(const QStringList &patterns) const;
    /// The lines of a text file without their ends; nothing when it is missing or refused.
    std::optional<QStringList> lines(const QString &relative) const;

    /// Whether the first line of the file ends as on Windows ("\r\n"): a shell would take the "\r"
    /// for a part of the last word.
    bool hasWindowsEnds(const QString &relative) const;

    /// The mark of a line of a file (names made printable), columns unknown.
    static SourceMark mark(const QString &relative, int line);

    /// Why the walk over all files ended early, one sentence; empty: it did not, or there was none.
    const QString &unwalked() const { return m_unwalked; }
    /// What was refused, each once.
    const QList<Error> &problems() const { return m_problems; }
    /// Absolute paths of every file that was asked for (missing ones too) and every folder that was
    /// walked: while none of them changes, reading again finds the same.
    QStringList consulted() const { return QStringList(m_consulted.begin(), m_consulted.end()); }

private:
    const QStringList &allFiles() const;
    std::optional<QString> inside(const QString &relative) const;
    void refuse(const QString &relative, const QString &why) const;

    QString m_root;
    mutable std::optional<QStringList> m_files;
    mutable QHash<QString, std::optional<QStringList>> m_lines;
    mutable QSet<QString> m_windowsEnds;
    mutable QString m_unwalked;
    mutable QList<Error> m_problems;
    mutable QSet<QString> m_refused;
    mutable QSet<QString> m_consulted;
};

} // namespace devstack
