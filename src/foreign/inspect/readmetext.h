// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace devstack {

/// How a README is written, by its suffix.
enum class ReadmeForm { Markdown, ReStructuredText, Plain };

ReadmeForm readmeFormOf(const QString &fileName);

/// A text of a repository for people: one line, without control characters, marks that turn the
/// direction of text and other characters nobody sees, cut at a word to `longest` characters.
QString plainText(const QString &text, qsizetype longest);

/// The first paragraph that says something, as plain text.
struct ReadmeParagraph
{
    QString text; ///< at most 400 characters; empty: there is none
    int line = 0; ///< where it begins, from 1

    bool operator==(const ReadmeParagraph &) const = default;
};

/// Leaves out what is no sentence of the README: headings, badges and other images, HTML tags,
/// tables, lists, code, comments, directives, front matter; and sentences that tell a password.
/// Pure.
ReadmeParagraph firstParagraph(const QStringList &lines, ReadmeForm form);

/// The lines that tell how to sign in ("sign in as", "password", "superuser"), from 1; at most
/// three, none within code. Their text may hold a password and is not for others to show. Pure.
QList<int> signInLines(const QStringList &lines);

} // namespace devstack
