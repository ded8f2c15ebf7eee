// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import Devstack.Backend
import Devstack.Ui

// One IDA: state, name, memory, how it takes part, its services, and how far a run is with it.
Rectangle {
    id: root

    required property string name
    required property string title
    required property int condition
    required property string word
    required property string detail
    required property string reason
    required property string memory
    required property list<serviceChip> services
    required property int hidden
    required property int hiddenCondition
    required property real progress
    required property string activity
    required property point place
    required property bool matches
    required property bool affected
    required property int problems
    required property int errors
    required property string errorSource
    property bool selected: false
    property real zoom: 1
    // Seen from afar, a card is its state and its name.
    readonly property bool far: zoom < 0.6
    // As many services as fit beside “+n”; the inspector has them all.
    readonly property int shown: {
        let used = 0
        let count = 0
        for (const service of services) {
            const width = Math.min(metrics.advanceWidth(service.name) + 28, 120) + chips.spacing
            const more = count + 1 < services.length || hidden > 0
            if (count > 0 && used + width + (more ? 26 : 0) > chips.width)
                break
            used += width
            ++count
        }
        return count
    }

    signal picked()
    signal errorsWanted()

    x: place.x
    y: place.y
    width: Overview.cardSize.width
    height: Overview.cardSize.height
    radius: Theme.cardRadius
    color: Theme.panel
    border.width: selected ? 2 : root.condition === Condition.Absent ? 0 : 1
    border.color: affected ? Theme.warning : selected ? Theme.accent : hover.hovered ? Theme.faint : Theme.line
    opacity: matches ? 1 : 0.3
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("%1, %2, %3").arg(name).arg(word).arg(detail)
    Accessible.description: activity.length > 0 ? activity : reason
    Accessible.onPressAction: picked()

    Behavior on opacity { NumberAnimation { duration: Theme.quick } }

    DashedFrame {
        anchors.fill: parent
        visible: root.condition === Condition.Absent && !root.selected
    }
    StateMark {
        id: mark

        x: 14
        y: root.far ? (root.height - height) / 2 : 16
        size: root.far ? 22 : 13
        condition: root.condition
    }
    PlainText {
        id: label

        anchors.left: mark.right
        anchors.leftMargin: 8
        anchors.right: root.far ? parent.right : figure.left
        anchors.rightMargin: 8
        y: root.far ? 0 : 12
        height: root.far ? root.height : implicitHeight
        text: root.name
        font.pixelSize: root.far ? Math.min(30, 12 / root.zoom) : 15
        font.weight: Font.DemiBold
        // A long name becomes smaller before it is cut.
        fontSizeMode: root.far ? Text.HorizontalFit : Text.FixedSize
        minimumPixelSize: Math.min(26, 9.5 / root.zoom)
        elide: Text.ElideMiddle
    }
    PlainText {
        id: figure

        anchors.right: parent.right
        anchors.rightMargin: 14
        y: 14
        text: root.memory
        visible: !root.far
        color: Theme.dim
        font.pixelSize: 13
    }
    PlainText {
        anchors.left: label.left
        anchors.right: parent.right
        anchors.rightMargin: 14
        // What matters of a reason is often at its end: it has two lines.
        readonly property bool isReason: root.activity.length === 0 && root.reason.length > 0
        y: isReason ? 32 : 34
        height: isReason ? 32 : 18
        visible: !root.far
        text: root.activity.length > 0 ? root.activity : isReason ? root.reason : root.detail
        color: root.activity.length > 0 ? Theme.accentOnSoft
             : isReason ? Theme.stateText(root.condition) : Theme.dim
        font.pixelSize: isReason ? Theme.small : 13
        wrapMode: isReason ? Text.Wrap : Text.NoWrap
        maximumLineCount: isReason ? 2 : 1
        lineHeight: isReason ? 0.95 : 1
        verticalAlignment: Text.AlignTop
    }
    FontMetrics {
        id: metrics

        font.family: label.font.family
        font.pixelSize: Theme.small
    }
    Row {
        id: chips

        x: 14
        y: 66
        width: parent.width - 28 - (badge.visible ? badge.width + 6 : 0)
        height: 22
        spacing: 6
        visible: !root.far

        Repeater {
            model: root.shown

            Rectangle {
                id: chip

                required property int index
                readonly property serviceChip service: root.services[index]

                width: Math.min(chipText.implicitWidth + 26, 120)
                height: 22
                radius: 6
                color: Theme.background

                StateMark {
                    x: 7
                    anchors.verticalCenter: parent.verticalCenter
                    size: 7
                    condition: chip.service?.condition ?? Condition.Stopped
                }
                PlainText {
                    id: chipText

                    x: 18
                    width: parent.width - 24
                    height: parent.height
                    text: chip.service?.name ?? ""
                    font.pixelSize: Theme.small
                    color: Theme.dim
                }
            }
        }
        PlainText {
            height: parent.height
            readonly property int rest: root.hidden + root.services.length - root.shown
            // They are in order: the first that found no room is the worst of them.
            readonly property int worst: root.shown < root.services.length
                ? root.services[root.shown].condition : root.hiddenCondition

            text: qsTr("+%1").arg(rest)
            visible: rest > 0 && root.shown > 0
            font.pixelSize: Theme.small
            color: worst === Condition.Unhealthy ? Theme.bad : Theme.dim
        }
    }
    Pill {
        id: badge

        anchors.right: problem.visible ? problem.left : parent.right
        anchors.rightMargin: problem.visible ? 6 : 12
        y: 67
        visible: root.errors > 0 && !root.far
        text: qsTr("▲ %1").arg(root.errors)
        ink: Theme.bad
        ground: Theme.badSoft
        activeFocusOnTab: true
        Accessible.role: Accessible.Button
        Accessible.name: root.errors === 1 ? qsTr("1 error in the logs of %1").arg(root.errorSource)
                                           : qsTr("%1 errors in the logs of %2").arg(root.errors).arg(root.errorSource)
        Accessible.onPressAction: root.errorsWanted()
        Keys.onReturnPressed: root.errorsWanted()
        Keys.onSpacePressed: root.errorsWanted()

        FocusRing { shown: badge.activeFocus; corner: 10; anchors.margins: -2 }
        MouseArea {
            id: badgeArea

            anchors.fill: parent
            hoverEnabled: true
            cursorShape: Qt.PointingHandCursor
            onClicked: root.errorsWanted()
        }
        Tip { shown: badgeArea.containsMouse; text: qsTr("%1 since the start: show them").arg(badge.Accessible.name) }
    }
    Pill {
        id: problem

        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 15
        visible: root.problems > 0 && !root.far
        text: root.problems === 1 ? qsTr("1 problem") : qsTr("%1 problems").arg(root.problems)
        ink: Theme.bad
        ground: Theme.badSoft
    }
    Meter {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.cardRadius
        anchors.rightMargin: Theme.cardRadius
        implicitHeight: 3
        what: root.activity
        share: Math.max(0, root.progress)
        visible: root.progress >= 0
    }
    HoverHandler { id: hover; cursorShape: Qt.PointingHandCursor }
    TapHandler { onTapped: root.picked() }
    Tip {
        shown: hover.hovered && (label.truncated || root.activity.length > 0 || root.reason.length > 0)
        text: root.name + (root.detail.length > 0 ? "\n" + root.detail : "") + (root.reason.length > 0 ? "\n" + root.reason : "")
    }
}
