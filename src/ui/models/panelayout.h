// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonObject>
#include <QList>
#include <QRectF>

#include <memory>

namespace devstack {

/// How panes share a rectangle: each split parts one in two, beside or below each other.
///
/// Places are shares of the whole, 0 to 1. Panes have numbers that the owner gives; splits are
/// numbered in the order in which handles() lists them.
class PaneLayout
{
public:
    struct Place
    {
        int pane = 0;
        QRectF rect;
    };
    /// What lies between two panes, and can be moved.
    struct Handle
    {
        int split = 0;
        bool isBelow = false; ///< it parts above from below
        QRectF rect; ///< of both its sides together
        double share = 0.5; ///< where in it
    };

    explicit PaneLayout(int pane = 0);
    ~PaneLayout();
    PaneLayout(PaneLayout &&) noexcept;
    PaneLayout &operator=(PaneLayout &&) noexcept;

    /// In reading order.
    QList<Place> places() const;
    QList<Handle> handles() const;
    int count() const { return int(places().size()); }
    /// Parts the place of `pane` in two; the second is `fresh`. False: it has no such pane.
    bool split(int pane, int fresh, bool below);
    /// Its neighbours take its place; the last one stays. False: nothing was closed.
    bool close(int pane);
    /// Moves a handle; neither side becomes less than an eighth.
    void move(int split, double share);
    /// The pane after (before) one in reading order; the last is followed by the first.
    int next(int pane, int step) const;

    QJsonObject toJson() const;
    /// Nothing for what toJson() cannot have written, or for more panes than are of use.
    static std::unique_ptr<PaneLayout> fromJson(const QJsonObject &json);

private:
    struct Node;
    static Node *find(Node *node, int pane);
    std::unique_ptr<Node> m_root;
};

} // namespace devstack
