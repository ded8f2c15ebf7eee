// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QQmlEngine;

namespace devstack {

/// Makes an engine fit for our QML: import path, icons, and a network that refuses everything
/// (markup in foreign text must never fetch anything). Used by the program and by tests.
void setUpEngine(QQmlEngine &engine);

/// Registers the fonts that are shipped and makes Inter the application's. Needs a QGuiApplication.
void setUpFonts();

} // namespace devstack
