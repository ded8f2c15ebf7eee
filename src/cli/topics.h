// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace devstack::cli {

/// A chapter of the guide that is installed with the program.
struct Topic
{
    QString name; ///< "first-day"
    QString title;
};

/// The chapters, by name; none where the guide is not installed.
QList<Topic> topics();

/// The text of a chapter, or of the page of an error code (any case), for a terminal; nothing for
/// another name.
std::optional<QString> topicText(const QString &name);

/// Markdown as plain text: code is indented, links are what they are called, marks are left out.
/// Pure.
QString plainText(const QString &markdown);

} // namespace devstack::cli
