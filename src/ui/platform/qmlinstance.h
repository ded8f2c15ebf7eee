// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJSEngine>
#include <QQmlEngine>

namespace devstack {

/// Publishes an object that the composition root built as a QML singleton. `T` declares QML_ELEMENT
/// and QML_SINGLETON, must not be default-constructible (QML would make its own) and outlives the
/// engine.
template <typename T> class QmlInstance
{
public:
    static T *create(QQmlEngine *, QJSEngine *)
    {
        Q_ASSERT(s_instance);
        QJSEngine::setObjectOwnership(s_instance, QJSEngine::CppOwnership);
        return s_instance;
    }

protected:
    explicit QmlInstance(T *self) { s_instance = self; }
    ~QmlInstance() { s_instance = nullptr; }

private:
    inline static T *s_instance = nullptr;
};

} // namespace devstack
