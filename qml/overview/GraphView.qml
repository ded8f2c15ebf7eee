// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// Cards and arrows on a dotted ground: drag to pan, wheel to zoom. Arrow keys walk, with Shift they
// pan; Enter goes to the inspector, F fits.
Control {
    id: root

    readonly property real margin: 40
    // Below this names become too small.
    readonly property real readable: 0.48
    property real zoom: 1
    property point origin: Qt.point(margin, margin)
    property bool fitted: true
    // What the inspector hides at the right edge of a narrow page.
    property real covered: 0

    // Enter on the selected card.
    signal entered()

    function fittingZoom(): real {
        const size = Overview.drawing;
        return Math.max(0.2, Math.min(1, (width - 2 * margin) / size.width, (height - 2 * margin - 30) / size.height));
    }

    function fit() {
        const size = Overview.drawing;
        if (size.width <= 0 || width <= 0)
            return;
        zoom = fittingZoom();
        origin = Qt.point((width - size.width * zoom) / 2, (height - 30 - size.height * zoom) / 2);
        fitted = true;
    }

    // The page became larger or smaller. What was readable stays so: a large graph is not made
    // smaller for the inspector, the selected card comes into view instead.
    function refit() {
        if (fitted && (Overview.selected.length === 0 || fittingZoom() >= readable || zoom < readable))
            fit();
        else if (Overview.selected.length > 0)
            reveal(Overview.selected);
    }

    function zoomAt(factor: real, x: real, y: real) {
        const next = Math.max(0.2, Math.min(2.5, zoom * factor));
        origin = Qt.point(x - (x - origin.x) * next / zoom, y - (y - origin.y) * next / zoom);
        zoom = next;
        fitted = false;
    }

    function reveal(name: string) {
        if (Overview.cards.indexOf(name) < 0)
            return;
        const place = Overview.placeOf(name);
        const x = origin.x + place.x * zoom;
        const y = origin.y + place.y * zoom;
        const dx = Math.max(0, margin / 2 - x) + Math.min(0, width - covered - margin / 2 - x - Overview.cardSize.width * zoom);
        const dy = Math.max(0, margin / 2 - y) + Math.min(0, height - margin - y - Overview.cardSize.height * zoom);
        origin = Qt.point(origin.x + dx, origin.y + dy);
    }

    function pan(dx: real, dy: real) {
        origin = Qt.point(origin.x + dx, origin.y + dy);
        fitted = false;
    }

    clip: true
    padding: 0
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Dependency graph of %1 IDAs").arg(Overview.cards.count)
    onWidthChanged: refit()
    onHeightChanged: refit()
    onCoveredChanged: if (Overview.selected.length > 0) reveal(Overview.selected)
    Component.onCompleted: fit()
    Keys.onPressed: event => {
        event.accepted = true;
        const ways = { [Qt.Key_Left]: [80, 0], [Qt.Key_Right]: [-80, 0],
                       [Qt.Key_Up]: [0, 80], [Qt.Key_Down]: [0, -80] };
        if (event.key in ways && event.modifiers & Qt.ShiftModifier) {
            pan(ways[event.key][0], ways[event.key][1]);
        } else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) {
            if (Overview.selected.length > 0)
                entered();
            else
                Overview.selected = Overview.neighbour(Qt.Key_Right);
        } else if ([Qt.Key_Left, Qt.Key_Right, Qt.Key_Up, Qt.Key_Down].includes(event.key)) {
            Overview.selected = Overview.neighbour(event.key);
        } else if (event.key === Qt.Key_Plus || event.key === Qt.Key_Equal) {
            zoomAt(1.2, width / 2, height / 2);
        } else if (event.key === Qt.Key_Minus) {
            zoomAt(1 / 1.2, width / 2, height / 2);
        } else if (event.key === Qt.Key_F || event.key === Qt.Key_0) {
            fit();
        } else if (event.key === Qt.Key_Escape) {
            Overview.selected = "";
        } else {
            event.accepted = false;
        }
    }

    Connections {
        target: Overview
        function onLayoutChanged() { if (root.fitted) root.fit(); }
        function onFilterChanged() {
            root.reveal(Overview.firstMatch());
        }
        function onSelectedChanged() { if (Overview.selected.length > 0) root.reveal(Overview.selected); }
    }
    GraphCanvas {
        id: canvas

        anchors.fill: parent
        pointed: [...ground.pointed]
        graph: Overview
        origin: root.origin
        zoom: root.zoom
        lineColor: Theme.edge
        dotColor: Theme.dot
        cycleColor: Theme.warning
        cycleSoft: Theme.warningSoft
        accentColor: Theme.accent
        highlighted: Overview.selected
        fontFamily: Theme.sans
    }
    MouseArea {
        id: ground

        property point last
        // The two IDAs of the arrow under the pointer.
        property list<string> pointed

        anchors.fill: parent
        hoverEnabled: true
        cursorShape: pointed.length > 0 ? Qt.PointingHandCursor : Qt.ArrowCursor
        onPressed: mouse => {
            root.forceActiveFocus();
            last = Qt.point(mouse.x, mouse.y);
        }
        onExited: pointed = []
        onPositionChanged: mouse => {
            if (!pressed) {
                pointed = canvas.arrowAt(mouse.x, mouse.y);
                tip.place = Qt.point(mouse.x, mouse.y);
                return;
            }
            pointed = [];
            root.origin = Qt.point(root.origin.x + mouse.x - last.x, root.origin.y + mouse.y - last.y);
            last = Qt.point(mouse.x, mouse.y);
            root.fitted = false;
        }
        onClicked: mouse => {
            const arrow = canvas.arrowAt(mouse.x, mouse.y);
            if (arrow.length === 0) {
                Overview.selected = "";
                return;
            }
            Edges.show(arrow[0], arrow[1]);
            evidence.x = Math.max(0, Math.min(mouse.x + 8, root.width - evidence.width));
            evidence.y = Math.max(0, Math.min(mouse.y + 8, root.height - evidence.implicitHeight));
            evidence.open();
        }
        onDoubleClicked: root.fit()
        onWheel: wheel => {
            if (wheel.modifiers & Qt.ShiftModifier || wheel.angleDelta.x !== 0)
                root.pan(wheel.angleDelta.x + wheel.angleDelta.y, 0);
            else
                root.zoomAt(Math.pow(1.0015, wheel.angleDelta.y), wheel.x, wheel.y);
        }
    }
    Item {
        x: root.origin.x
        y: root.origin.y
        scale: root.zoom
        transformOrigin: Item.TopLeft
        visible: Overview.laidOut

        Repeater {
            model: Overview.cards

            GraphCard {
                zoom: root.zoom
                selected: name === Overview.selected
                onPicked: {
                    root.forceActiveFocus();
                    Overview.selected = name;
                }
                onErrorsWanted: {
                    Logs.showErrors(errorSource);
                    Session.page = Page.Logs;
                }
            }
        }
    }
    Item {
        id: tip

        property point place

        x: place.x
        y: place.y
        width: 1
        height: 14

        Tip {
            shown: ground.pointed.length > 0 && !evidence.opened
            text: ground.pointed.length > 1 ? Edges.sentence(ground.pointed[0], ground.pointed[1]) : ""
        }
    }
    EdgeEvidence { id: evidence }
    GraphTools {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.gap4
        zoom: root.zoom
        onZoomed: factor => root.zoomAt(factor, root.width / 2, root.height / 2)
        onFitted: root.fit()
    }
    FocusRing { shown: root.visualFocus; anchors.margins: 2; corner: 4 }
}
