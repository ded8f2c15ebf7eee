// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What happened while the window is open: a bell with the count of what nobody has looked at, and the
// list behind it. A notice leads to its run or its IDA.
ActionButton {
    id: root

    glyph: "bell"
    tip: list.opened ? "" : News.fresh === 0 ? qsTr("Notices")
       : News.fresh === 1 ? qsTr("1 new notice") : qsTr("%1 new notices").arg(News.fresh)
    Accessible.role: Accessible.ButtonMenu
    onClicked: list.opened ? list.close() : list.open()

    Rectangle {
        anchors.horizontalCenter: parent.right
        anchors.horizontalCenterOffset: -4
        anchors.verticalCenter: parent.top
        anchors.verticalCenterOffset: 4
        width: Math.max(height, count.implicitWidth + 8)
        height: 16
        radius: 8
        visible: News.fresh > 0
        color: News.freshBad ? Theme.bad : Theme.accent

        PlainText {
            id: count

            anchors.centerIn: parent
            text: News.fresh > 99 ? "99+" : News.fresh
            font.pixelSize: Theme.caps
            font.weight: Font.DemiBold
            color: Theme.accentText
            Accessible.ignored: true
        }
    }
    Popup {
        id: list

        x: root.width - width
        y: root.height + 6
        width: 400
        padding: Theme.gap1
        focus: true
        onOpened: entries.forceActiveFocus(Qt.TabFocusReason)
        onClosed: News.look()

        background: Panel { }
        contentItem: ColumnLayout {
            spacing: 0

            RowLayout {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.gap3
                Layout.rightMargin: Theme.gap1

                SectionLabel { Layout.fillWidth: true; text: qsTr("Notices") }
                ActionButton {
                    flat: true
                    text: qsTr("Clear")
                    visible: entries.count > 0
                    onClicked: News.clear()
                }
            }
            PlainText {
                Layout.fillWidth: true
                Layout.margins: Theme.gap3
                visible: entries.count === 0
                text: qsTr("Runs that end and services that become unhealthy are listed here.")
                color: Theme.dim
                wrapMode: Text.Wrap
            }
            ListView {
                id: entries

                Layout.fillWidth: true
                Layout.preferredHeight: Math.min(contentHeight, 420)
                clip: true
                focus: true
                activeFocusOnTab: true
                currentIndex: 0
                model: News.notices
                boundsBehavior: Flickable.StopAtBounds
                Accessible.role: Accessible.List
                Accessible.name: qsTr("Notices")
                ScrollBar.vertical: ThinScrollBar { }
                Keys.onReturnPressed: (currentItem as NoticeEntry)?.chosen()
                Keys.onEnterPressed: (currentItem as NoticeEntry)?.chosen()

                delegate: NoticeEntry {
                    width: ListView.view.width
                    current: entries.activeFocus && ListView.isCurrentItem
                    onChosen: {
                        if (!leads)
                            return;
                        list.close();
                        News.follow(key);
                    }
                }
            }
        }
    }
}
