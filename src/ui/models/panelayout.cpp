// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/panelayout.h"

#include <algorithm>
#include <functional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr double kLeastShare = 0.125;
constexpr int kMostPanes = 12;
constexpr int kDeepest = 12;

} // namespace

/// A pane, or a split with two sides.
struct PaneLayout::Node
{
    int pane = 0;
    bool below = false;
    double share = 0.5;
    std::unique_ptr<Node> first;
    std::unique_ptr<Node> second;

    bool isSplit() const { return first != nullptr; }
    QRectF rectOf(const QRectF &all, bool isSecond) const
    {
        const double at = below ? all.height() * share : all.width() * share;
        if (below)
            return isSecond ? all.adjusted(0, at, 0, 0)
                            : QRectF(all.topLeft(), QSizeF(all.width(), at));
        return isSecond ? all.adjusted(at, 0, 0, 0)
                        : QRectF(all.topLeft(), QSizeF(at, all.height()));
    }
};

PaneLayout::PaneLayout(int pane)
    : m_root(std::make_unique<Node>())
{
    m_root->pane = pane;
}

PaneLayout::~PaneLayout() = default;
PaneLayout::PaneLayout(PaneLayout &&) noexcept = default;
PaneLayout &PaneLayout::operator=(PaneLayout &&) noexcept = default;

QList<PaneLayout::Place> PaneLayout::places() const
{
    QList<Place> places;
    const std::function<void(const Node &, const QRectF &)> visit
        = [&](const Node &node, const QRectF &rect) {
              if (!node.isSplit()) {
                  places.append({node.pane, rect});
                  return;
              }
              visit(*node.first, node.rectOf(rect, false));
              visit(*node.second, node.rectOf(rect, true));
          };
    visit(*m_root, QRectF(0, 0, 1, 1));
    return places;
}

QList<PaneLayout::Handle> PaneLayout::handles() const
{
    QList<Handle> handles;
    const std::function<void(const Node &, const QRectF &)> visit
        = [&](const Node &node, const QRectF &rect) {
              if (!node.isSplit())
                  return;
              handles.append({int(handles.size()), node.below, rect, node.share});
              visit(*node.first, node.rectOf(rect, false));
              visit(*node.second, node.rectOf(rect, true));
          };
    visit(*m_root, QRectF(0, 0, 1, 1));
    return handles;
}

PaneLayout::Node *PaneLayout::find(Node *node, int pane)
{
    if (!node->isSplit())
        return node->pane == pane ? node : nullptr;
    Node *found = find(node->first.get(), pane);
    return found ? found : find(node->second.get(), pane);
}

bool PaneLayout::split(int pane, int fresh, bool below)
{
    Node *node = count() < kMostPanes ? find(m_root.get(), pane) : nullptr;
    if (!node)
        return false;
    node->first = std::make_unique<Node>();
    node->first->pane = pane;
    node->second = std::make_unique<Node>();
    node->second->pane = fresh;
    node->below = below;
    node->share = 0.5;
    return true;
}

bool PaneLayout::close(int pane)
{
    const std::function<bool(std::unique_ptr<Node> &)> visit = [&](std::unique_ptr<Node> &node) {
        if (!node->isSplit())
            return false;
        for (auto *side : {&node->first, &node->second}) {
            if ((*side)->isSplit() || (*side)->pane != pane)
                continue;
            auto other = std::move(side == &node->first ? node->second : node->first);
            node = std::move(other);
            return true;
        }
        return visit(node->first) || visit(node->second);
    };
    return visit(m_root);
}

void PaneLayout::move(int split, double share)
{
    int number = 0;
    const std::function<void(Node &)> visit = [&](Node &node) {
        if (!node.isSplit())
            return;
        if (number++ == split)
            node.share = std::clamp(share, kLeastShare, 1 - kLeastShare);
        visit(*node.first);
        visit(*node.second);
    };
    visit(*m_root);
}

int PaneLayout::next(int pane, int step) const
{
    const QList<Place> all = places();
    const auto at = std::ranges::find(all, pane, &Place::pane);
    if (at == all.end())
        return all.first().pane;
    const qsizetype size = all.size();
    return all.at(((at - all.begin() + step) % size + size) % size).pane;
}

QJsonObject PaneLayout::toJson() const
{
    const std::function<QJsonObject(const Node &)> write = [&](const Node &node) -> QJsonObject {
        if (!node.isSplit())
            return {{u"pane"_s, node.pane}};
        return {{u"below"_s, node.below},
                {u"share"_s, node.share},
                {u"first"_s, write(*node.first)},
                {u"second"_s, write(*node.second)}};
    };
    return write(*m_root);
}

std::unique_ptr<PaneLayout> PaneLayout::fromJson(const QJsonObject &json)
{
    const std::function<std::unique_ptr<Node>(const QJsonObject &, int)> read
        = [&](const QJsonObject &from, int depth) -> std::unique_ptr<Node> {
        auto node = std::make_unique<Node>();
        if (from.contains(u"pane"_s)) {
            node->pane = from.value(u"pane"_s).toInt();
            return node;
        }
        if (depth > kDeepest || !from.contains(u"first"_s))
            return nullptr;
        node->below = from.value(u"below"_s).toBool();
        node->share
            = std::clamp(from.value(u"share"_s).toDouble(0.5), kLeastShare, 1 - kLeastShare);
        node->first = read(from.value(u"first"_s).toObject(), depth + 1);
        node->second = read(from.value(u"second"_s).toObject(), depth + 1);
        return node->first && node->second ? std::move(node) : nullptr;
    };
    auto layout = std::make_unique<PaneLayout>();
    layout->m_root = read(json, 0);
    if (!layout->m_root || layout->count() > kMostPanes)
        return nullptr;
    QList<int> panes;
    for (const Place &place : layout->places()) {
        if (panes.contains(place.pane))
            return nullptr;
        panes.append(place.pane);
    }
    return layout;
}

} // namespace devstack
