// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Backend
import Devstack.Ui

// The state of a step or a run as a shape.
StateMark {
    id: root

    required property int mark

    condition: {
        switch (mark) {
        case RunMark.Running: return Condition.Starting;
        case RunMark.Done:
        case RunMark.Satisfied: return Condition.Running;
        case RunMark.Failed: return Condition.Unhealthy;
        case RunMark.Pending: return Condition.Stopped;
        default: return Condition.Off;
        }
    }
    color: mark === RunMark.Satisfied ? Theme.faint : Theme.stepColor(mark)
}
