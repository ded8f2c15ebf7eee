// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <optional>

namespace devstack::cli {

/// The text of a chapter of the guide, or of the page of an error code, for a terminal; nothing for
/// another name.
std::optional<QString> topicText(const QString &name);

/// Markdown as plain text: code is indented, links are what they are called, marks are left out.
/// Pure.
QString plainText(const QString &markdown);

} // namespace devstack::cli
