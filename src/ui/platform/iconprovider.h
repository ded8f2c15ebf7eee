// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QQuickImageProvider>

namespace devstack {

/// Serves `image://icon/NAME/RRGGBB`: the line icon of that name from the resources in that colour.
class IconProvider : public QQuickImageProvider
{
public:
    IconProvider();
    QImage requestImage(const QString &id, QSize *size, const QSize &requested) override;
};

} // namespace devstack
