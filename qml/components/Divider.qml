// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Ui

// A line of one pixel.
Rectangle {
    implicitHeight: 1
    implicitWidth: 1
    color: Theme.line
}
