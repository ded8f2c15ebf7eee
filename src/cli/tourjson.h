// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/tour/tour.h"
#include "store/comparingruns.h"

#include <QJsonObject>

namespace devstack::cli {

/// The document of `tour`.
QJsonObject tourJson(const WorkspaceTour &tour);
/// The document of `compare`.
QJsonObject runComparisonJson(const RunState &a, const RunState &b);
/// The document of `compare --list`.
QJsonObject runsJson(const QList<RunState> &runs);

} // namespace devstack::cli
