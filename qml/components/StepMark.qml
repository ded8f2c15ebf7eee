// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Backend
import Devstack.Ui

// The state of a step or a run as a shape.
StateMark {
    id: root

    property string step: ""
    readonly property var shapes: ({
        "running": Condition.Starting, "done": Condition.Running, "satisfied": Condition.Running,
        "failed": Condition.Unhealthy, "skipped": Condition.Off, "cancelled": Condition.Off,
        "interrupted": Condition.Off, "pending": Condition.Stopped
    })

    condition: shapes[step] ?? Condition.Stopped
    color: step === "satisfied" ? Theme.faint : Theme.stepColor(step)
}
