// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringView>

namespace devstack {

/// How serious a line of a log is, as far as its text tells.
enum class LineLevel { None, Debug, Info, Warning, Error };

/// The level named at the beginning of a line: the first word such as ERROR within its first 80
/// characters, escapes of a terminal not counted. Written for speed: every recorded line is read.
LineLevel lineLevelOf(QStringView text);

} // namespace devstack
