// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/platform/iconprovider.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>

namespace devstack {

using namespace Qt::StringLiterals;

IconProvider::IconProvider()
    : QQuickImageProvider(QQuickImageProvider::Image)
{
}

QImage IconProvider::requestImage(const QString &id, QSize *size, const QSize &requested)
{
    QFile file(u":/devstack/icons/%1.svg"_s.arg(id.section(u'/', 0, 0)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray drawing = file.readAll();
    drawing.replace("currentColor", QByteArray('#' + id.section(u'/', 1, 1).toLatin1()));
    QBuffer buffer(&drawing);
    QImageReader reader(&buffer, "svg");
    reader.setScaledSize(requested.isValid() ? requested : QSize(16, 16));
    const QImage image = reader.read();
    if (size)
        *size = image.size();
    return image;
}

} // namespace devstack
