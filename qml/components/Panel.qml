// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Ui

// The ground of a card.
Rectangle {
    color: Theme.panel
    radius: Theme.cardRadius
    border.color: Theme.line
}
