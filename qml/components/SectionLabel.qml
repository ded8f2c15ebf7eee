// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Ui

// The small tracked capitals above a section.
PlainText {
    font.pixelSize: Theme.caps
    font.weight: Font.DemiBold
    font.capitalization: Font.AllUppercase
    font.letterSpacing: 0.7
    color: Theme.dim
    Accessible.role: Accessible.Heading
    Accessible.name: text
}
